package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// counter follows a kernel that counts, over one websocket.
type counter struct {
	conn *websocket.Conn

	mu     sync.Mutex
	last   int
	err    error
	change chan struct{}
}

// follow opens the channels of a kernel and reads what it prints.
func (h *house) follow(kernel, token string) *counter {
	h.t.Helper()
	url := strings.Replace(h.url, "http://", "ws://", 1) + "/user/ada/api/kernels/" + kernel + "/channels"
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + token}}})
	if err != nil {
		h.t.Fatal(err)
	}
	conn.SetReadLimit(1 << 20)
	c := &counter{conn: conn, change: make(chan struct{})}
	h.t.Cleanup(func() { _ = conn.CloseNow() })
	go c.read(h.t.Context())
	return c
}

func (c *counter) read(ctx context.Context) {
	for {
		_, b, err := c.conn.Read(ctx)
		c.mu.Lock()
		if err != nil {
			c.err = err
		}
		var m struct {
			Content struct{ Text string }
		}
		if json.Unmarshal(b, &m) == nil {
			for line := range strings.Lines(m.Content.Text) {
				if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil {
					c.last = max(c.last, n)
				}
			}
		}
		close(c.change)
		c.change = make(chan struct{})
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// past waits until the count is above n, and returns it.
func (c *counter) past(ctx context.Context, n int) (int, error) {
	for {
		c.mu.Lock()
		last, err, change := c.last, c.err, c.change
		c.mu.Unlock()
		if err != nil {
			return last, fmt.Errorf("the websocket dropped: %w", err)
		}
		if last > n {
			return last, nil
		}
		select {
		case <-change:
		case <-ctx.Done():
			return last, fmt.Errorf("the count stays at %d: %w", last, ctx.Err())
		}
	}
}

const countForEver = `{"header": {"msg_id": "count", "msg_type": "execute_request", "session": "s", "username": "", "version": "5.3"},
 "parent_header": {}, "metadata": {}, "channel": "shell", "buffers": [],
 "content": {"code": "import time\nfor i in range(10**9):\n    print(i, flush=True)\n    time.sleep(0.02)", "silent": false, "store_history": false,
 "user_expressions": {}, "allow_stdin": false, "stop_on_error": true}}`

// TestRolesDieWhileAKernelCounts kills each role while twenty websockets listen
// to one kernel: the deaths of hub and warden drop none of them, and the kernel
// is the same after each.
func TestRolesDieWhileAKernelCounts(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada")
	token := h.token("ada")
	h.run("server", "start", "ada", "--app", "notebook", "--wait")
	status, body := h.call("POST", "/user/ada/api/kernels", token, `{"name": "python3"}`)
	var kernel struct{ ID string }
	if err := json.Unmarshal([]byte(body), &kernel); err != nil || status != http.StatusCreated {
		t.Fatalf("new kernel: %d %s", status, body)
	}
	listeners := make([]*counter, 20)
	for i := range listeners {
		listeners[i] = h.follow(kernel.ID, token)
	}
	if err := listeners[0].conn.Write(t.Context(), websocket.MessageText, []byte(countForEver)); err != nil {
		t.Fatal(err)
	}
	all := func(after string, above int) int {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		least := 1 << 60
		for i, c := range listeners {
			n, err := c.past(ctx, above)
			if err != nil {
				t.Fatalf("websocket %d after the death of %s: %v", i, after, err)
			}
			least = min(least, n)
		}
		return least
	}
	n := all("nobody", 10)
	for _, roles := range [][]string{{"hub"}, {"warden"}, {"hub", "warden"}} {
		for _, role := range roles {
			h.kill(role)
		}
		n = all(strings.Join(roles, " and "), n+5)
		if status, body := h.call("GET", "/user/ada/api", token, ""); status != http.StatusOK {
			t.Fatalf("the next request after the death of %v: %d %s", roles, status, body)
		}
	}
	h.kill("edge")
	again := h.follow(kernel.ID, token) // browsers do that by themselves
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := again.past(ctx, n); err != nil {
		t.Fatalf("after the death of the edge: %v", err)
	}
	h.killAllAtOnce(kernel.ID, token)
	h.run("server", "stop", "ada")
	if out := h.run("server", "list", "--json"); out != "[]" {
		t.Errorf("after stop there is still %s", out)
	}
}

// killAllAtOnce kills all roles in one moment; the kernel outlives that, too.
func (h *house) killAllAtOnce(kernel, token string) {
	h.t.Helper()
	var pids []int
	for _, role := range []string{"edge", "hub", "warden"} {
		pids = append(pids, h.process(role))
	}
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			h.t.Fatalf("kill %d: %v", pid, err)
		}
	}
	eventually(h.t, "the house comes back after all roles died at once", func() error {
		status, body := h.callErr("GET", "/user/ada/api/kernels/"+kernel, token, "")
		if status != http.StatusOK || !strings.Contains(body, kernel) {
			return fmt.Errorf("%d %s", status, body)
		}
		return nil
	})
}
