package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// crowd is people at work: some ask for pages without a pause, others have a
// websocket open. Nothing that fails is tried again.
type crowd struct {
	u       *units
	token   string
	stop    context.CancelFunc
	work    sync.WaitGroup
	answers atomic.Int64
	slowest atomic.Int64 // nanoseconds
	mu      sync.Mutex
	failed  []error
	sockets []*websocket.Conn
}

// atWork lets n people ask for pages of the hub and of ada's server, and post forms,
// while others have a terminal of hers open.
func atWork(u *units, n, terminals int) *crowd {
	u.t.Helper()
	u.run("user", "add", "ada")
	c := &crowd{u: u, token: u.token("ada")}
	u.run("server", "start", "ada", "--app", "terminal", "--wait")
	for range terminals {
		c.sockets = append(c.sockets, c.terminal())
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections() // an edge waits for them
	ctx, cancel := context.WithCancel(u.t.Context())
	c.stop = cancel
	for i := range n {
		c.work.Go(func() { c.ask(ctx, i) })
	}
	u.t.Cleanup(func() { cancel(); c.work.Wait() })
	return c
}

func (c *crowd) terminal() *websocket.Conn {
	t := c.u.t
	t.Helper()
	status, body := c.u.call("POST", "/user/ada/terminals", c.token, "")
	var opened struct{ ID string }
	if err := json.Unmarshal([]byte(body), &opened); err != nil || status != http.StatusCreated {
		t.Fatalf("new terminal: %d %s", status, body)
	}
	url := strings.Replace(c.u.url, "http://", "ws://", 1) + "/user/ada/ws?id=" + opened.ID
	conn, _, err := websocket.Dial(t.Context(), url, &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + c.token}}})
	must(t, err)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return conn
}

// ask asks over one connection until it is told to leave it.
func (c *crowd) ask(ctx context.Context, who int) {
	addr := strings.TrimPrefix(c.u.url, "http://")
	var conn net.Conn
	var r *bufio.Reader
	for n := who; ctx.Err() == nil; n++ {
		method, path, body := "GET", "/hub/login", ""
		switch n % 3 {
		case 1:
			path = "/user/ada/"
		case 2:
			method, path, body = "POST", "/hub/api/users/ada/activity", `{"last_activity":"2026-01-02T03:04:05Z"}`
		}
		began := time.Now()
		err := func() (err error) {
			if conn == nil {
				if conn, err = net.Dial("tcp", addr); err != nil {
					return err
				}
				r = bufio.NewReader(conn)
			}
			if _, err = fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: token %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
				method, path, addr, c.token, len(body), body); err != nil {
				return err
			}
			resp, err := http.ReadResponse(r, nil)
			if err != nil {
				return err
			}
			b, err := io.ReadAll(resp.Body)
			if err == nil && resp.StatusCode >= 400 {
				err = fmt.Errorf("%s %.200s", resp.Status, b)
			}
			if err == nil && resp.Close {
				err = conn.Close()
				conn = nil
			}
			return err
		}()
		if err != nil {
			c.mu.Lock()
			c.failed = append(c.failed, fmt.Errorf("%s %s: %w", method, path, err))
			c.mu.Unlock()
			if conn != nil {
				conn.Close()
				conn = nil
			}
			continue
		}
		c.answers.Add(1)
		c.slowest.Store(max(c.slowest.Load(), int64(time.Since(began))))
	}
	if conn != nil {
		conn.Close()
	}
}

// goesOn waits for some more answers.
func (c *crowd) goesOn(n int64) {
	c.u.t.Helper()
	goal := c.answers.Load() + n
	eventually(c.u.t, "people get answers", func() error {
		if got := c.answers.Load(); got < goal {
			return fmt.Errorf("%d of %d", got, goal)
		}
		return nil
	})
}

// echo checks that every websocket carries what is typed.
func (c *crowd) echo(word string) {
	t := c.u.t
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for i, s := range c.sockets {
		must(t, s.Write(ctx, websocket.MessageBinary, []byte("echo "+word+"$((40+2))\r")))
		for got := ""; !strings.Contains(got, word+"42"); {
			_, b, err := s.Read(ctx)
			if err != nil {
				t.Fatalf("websocket %d dropped: %v after %q", i, err, got)
			}
			got += string(b)
		}
	}
}

// nobodyNoticed ends the work and says what people noticed.
func (c *crowd) nobodyNoticed() {
	t := c.u.t
	t.Helper()
	c.stop()
	c.work.Wait()
	t.Logf("%d answers, the slowest took %s", c.answers.Load(), time.Duration(c.slowest.Load()))
	if len(c.failed) > 0 {
		t.Errorf("%d of %d requests failed, the first so: %v", len(c.failed), c.answers.Load(), c.failed[0])
	}
}

// reload sends SIGHUP and waits until it is known how it went.
func (u *units) reload() (before, now int) {
	u.t.Helper()
	n := u.all["edge"]
	before, said := n.mainPID()
	n.signal(syscall.SIGHUP)
	said = n.says(said, "RELOADING=1")
	said = n.says(said, "MONOTONIC_USEC=")
	n.says(said, "READY=1")
	now, _ = n.mainPID()
	return before, now
}

// TestAnEdgeHandsOverUnnoticed: five times another edge takes over, once from another
// release's folder, under forty people and twenty websockets.
func TestAnEdgeHandsOverUnnoticed(t *testing.T) {
	u := openUnits(t)
	c := atWork(u, 40, 20)
	var olds []int
	for i := range 5 {
		c.goesOn(200)
		if i == 2 {
			u.install("2", nil)
		}
		before, now := u.reload()
		if before == now {
			t.Fatalf("reload %d: the same process serves", i)
		}
		olds = append(olds, before)
		c.echo(fmt.Sprint("reload", i))
	}
	_, now := u.reload()
	if exe, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", now)); !strings.HasSuffix(exe, "/2/commonhall") {
		t.Errorf("the last edge runs %s", exe)
	}
	c.goesOn(500)
	c.nobodyNoticed()
	// What is taken back is closed at the first edge too, which carries the websockets.
	u.run("user", "suspend", "ada")
	for i, s := range c.sockets {
		if !closed(t, s) {
			t.Errorf("websocket %d is open", i)
		}
	}
	for _, pid := range olds { // nothing holds them any more
		if status := ended(t, pid); status.ExitStatus() != 0 {
			t.Errorf("an old edge ended with %v", status)
		}
	}
}

// closed reports whether a websocket ends, behind what was still to be read.
func closed(t *testing.T, s *websocket.Conn) bool {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		if _, _, err := s.Read(ctx); err != nil {
			return ctx.Err() == nil
		}
	}
}

// install makes another release the current one. Its program is script, if there is
// one, otherwise this one.
func (u *units) install(version string, script []byte) {
	u.t.Helper()
	top := filepath.Dir(filepath.Dir(u.binary))
	if script == nil {
		b, err := os.ReadFile("/proc/self/exe")
		must(u.t, err)
		script = b
	}
	must(u.t, os.MkdirAll(filepath.Join(top, version), 0o755), os.WriteFile(filepath.Join(top, version, "commonhall"), script, 0o755),
		os.Symlink(version, filepath.Join(top, "next")), os.Rename(filepath.Join(top, "next"), filepath.Join(top, "current")))
}

// TestASuccessorThatIsNoGood: one that ends, hangs, is torn, cannot run, or talks
// nonsense changes nothing; the reload is reported as failed, and a good one works
// afterwards.
func TestASuccessorThatIsNoGood(t *testing.T) {
	u := openUnits(t)
	c := atWork(u, 10, 2)
	n := u.all["edge"]
	first, _ := n.mainPID()
	for name, script := range map[string]string{"ends": "#!/bin/sh\nexit 3\n", "torn": "\x7fELF", "nonsense": "#!/bin/sh\necho hello >&3\nexec sleep 1000\n"} {
		u.install(name, []byte(script))
		_, said := n.mainPID()
		if _, now := u.reload(); now != first {
			t.Fatalf("%s: process %d serves", name, now)
		}
		n.says(said, "STATUS=Reload failed: ")
		c.goesOn(50)
	}
	for why, answer := range map[string]string{"it answers visitors with 500 Sorry": "printf 'HTTP/1.1 500 Sorry\\r\\n\\r\\n' >&4", "it does not answer visitors": "exec 4<&-"} {
		u.install("wrong", []byte("#!/bin/sh\nprintf 'ready\\n' >&3\n"+answer+"\nexec sleep 1000\n"))
		_, said := n.mainPID()
		if _, now := u.reload(); now != first {
			t.Fatalf("%s: process %d serves", why, now)
		}
		n.says(said, "STATUS=Reload failed: "+why)
		c.goesOn(50)
	}
	must(t, os.Chmod(u.binary, 0o644))
	if _, now := u.reload(); now != first {
		t.Errorf("not executable: process %d serves", now)
	}
	t.Run("one that hangs is killed", func(t *testing.T) {
		u.install("hangs", []byte("#!/bin/sh\necho $$ >&2\nexec sleep 1000\n"))
		_, said := n.mainPID()
		n.signal(syscall.SIGHUP)
		n.says(said, "STATUS=Starting")
		pid := u.successor(first)
		must(t, syscall.Kill(pid, syscall.SIGKILL))
		n.says(said, "STATUS=Reload failed: it ended before it was ready")
	})
	t.Run("asked to end meanwhile", func(t *testing.T) {
		_, said := n.mainPID()
		n.signal(syscall.SIGHUP)
		n.says(said, "STATUS=Starting")
		pid := u.successor(first)
		c.nobodyNoticed()
		c.echo("before the end")
		n.signal(syscall.SIGTERM)
		if status := ended(t, first); status.ExitStatus() != 0 {
			t.Errorf("the edge ended with %v", status)
		}
		if status := ended(t, pid); status.Signal() != syscall.SIGKILL {
			t.Errorf("its successor ended with %v", status)
		}
		n.says(said, "STOPPING=1")
	})
	u.install("good", nil)
	u.start("edge")
	if before, now := u.reload(); before == now {
		t.Error("a good successor does not take over")
	}
}

// successor waits for the sleeping program that an edge has started. It is our child:
// systemd hears of the end of its own children only.
func (u *units) successor(of int) (pid int) {
	u.t.Helper()
	eventually(u.t, "a successor", func() error {
		for _, pid = range u.edges() {
			name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
			if stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); pid != of && err == nil && string(name) == "sleep\n" && strings.Contains(string(stat), fmt.Sprintf(") S %d ", os.Getpid())) {
				return nil
			}
		}
		return errors.New("none")
	})
	return pid
}

// TestEdgesThatDieWhileTheyHandOver: whoever is killed, in the end one edge serves,
// and the others have ended.
func TestEdgesThatDieWhileTheyHandOver(t *testing.T) {
	u := openUnits(t)
	c := atWork(u, 5, 1)
	old, now := u.reload()
	c.echo("drains")
	c.goesOn(50)
	c.nobodyNoticed()
	t.Run("the old one, draining, is told to end", func(t *testing.T) {
		must(t, syscall.Kill(old, syscall.SIGTERM))
		if status := ended(t, old); status.ExitStatus() != 0 {
			t.Errorf("it ended with %v", status)
		}
		if !closed(t, c.sockets[0]) {
			t.Error("its websocket is open")
		}
		if u.get("/hub/login") != http.StatusOK {
			t.Error("nobody serves")
		}
		u.all["edge"].mu.Lock()
		defer u.all["edge"].mu.Unlock()
		if slices.Contains(u.all["edge"].heard, "STOPPING=1") {
			t.Error("systemd heard that the role stops")
		}
	})
	t.Run("the old one is killed before the new one serves", func(t *testing.T) {
		// It stops where it waits for its predecessor's word, and lives on alone.
		u.install("slow", []byte("#!/bin/sh\nread x <"+u.dir+"/../go\nexec "+filepath.Join(filepath.Dir(filepath.Dir(u.binary)), "1", "commonhall")+" \"$@\"\n"))
		must(t, syscall.Mkfifo(u.dir+"/../go", 0o666), os.Chmod(u.dir+"/../go", 0o666))
		_, said := u.all["edge"].mainPID()
		u.all["edge"].signal(syscall.SIGHUP)
		u.all["edge"].says(said, "STATUS=Starting")
		gate, err := os.OpenFile(u.dir+"/../go", os.O_WRONLY, 0) // until it has come so far
		must(t, err)
		pids := u.edges()
		must(t, syscall.Kill(now, syscall.SIGKILL))
		ended(t, now)
		_, err = io.WriteString(gate, "go\n")
		must(t, err, gate.Close())
		for _, pid := range pids {
			if pid != now {
				ended(t, pid)
			}
		}
		if left := u.edges(); len(left) > 0 {
			t.Errorf("processes %v are left", left)
		}
		u.install("good", nil)
		u.start("edge")
		if u.get("/hub/login") != http.StatusOK {
			t.Error("nobody serves")
		}
	})
}

func (u *units) get(path string) int {
	status, _ := u.callErr("GET", path, "", "")
	return status
}

// edges returns the processes of the edge's account.
func (u *units) edges() (pids []int) {
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		var pid int
		info, err := os.Stat("/proc/" + e.Name())
		if _, no := fmt.Sscan(e.Name(), &pid); no == nil && err == nil && int(info.Sys().(*syscall.Stat_t).Uid) == u.all["edge"].uid {
			pids = append(pids, pid)
		}
	}
	return pids
}

// TestAHubIsReplacedUnnoticed: three times the hub ends and another starts behind the
// edge, under forty people who read and write.
func TestAHubIsReplacedUnnoticed(t *testing.T) {
	u := openUnits(t)
	c := atWork(u, 40, 20)
	for i := range 3 {
		c.goesOn(300)
		pid, _ := u.all["hub"].mainPID()
		u.all["hub"].signal(syscall.SIGTERM)
		if status := ended(t, pid); status.ExitStatus() != 0 {
			t.Errorf("the hub ended with %v", status)
		}
		u.start("hub")
		c.echo(fmt.Sprint("hub", i))
	}
	c.goesOn(300)
	c.nobodyNoticed()
}

// TestHeartbeats: each role says that it is alive, and that it stops; an edge that was
// handed over beats no more, and its successor does.
func TestHeartbeats(t *testing.T) {
	u := openUnits(t)
	for _, name := range []string{"edge", "hub", "warden"} {
		n := u.all[name]
		pid, said := n.mainPID()
		n.signal(syscall.SIGTERM)
		n.says(said, "STOPPING=1")
		ended(t, pid)
		n.env = append(n.env, "WATCHDOG_USEC=20000")
	}
	for _, name := range []string{"warden", "hub", "edge"} {
		n := u.start(name)
		_, said := n.mainPID()
		n.says(n.says(said, "WATCHDOG=1"), "WATCHDOG=1")
	}
	t.Run("without a hub the edge lives", func(t *testing.T) {
		pid, _ := u.all["hub"].mainPID()
		u.all["hub"].signal(syscall.SIGKILL)
		ended(t, pid)
		_, said := u.all["edge"].mainPID()
		u.all["edge"].says(u.all["edge"].says(said, "WATCHDOG=1"), "WATCHDOG=1")
		u.start("hub")
	})
	t.Run("one that is stopped does not beat, and its successor does", func(t *testing.T) {
		old, now := u.reload()
		ended(t, old)
		halt(t, now)
		_, said := u.all["edge"].mainPID()
		must(t, syscall.Kill(now, syscall.SIGCONT))
		u.all["edge"].says(said, "WATCHDOG=1")
	})
}
