package server

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/spawner"
)

// outside is a spawner whose one run is a program of this machine.
type outside struct {
	spawner.Spawner
	addr string
}

func (o outside) Dial(ctx context.Context, _ commonhall.ServerID, _ int) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "tcp", o.addr)
}

// startJupyter runs the machine's own Jupyter as the hub would, and returns the app.
func startJupyter(t *testing.T) (app commonhall.App, addr string) {
	t.Helper()
	for _, app = range BuiltinApps("commonhall")[:2] {
		if _, err := exec.LookPath(app.Command[0]); err == nil {
			break
		}
	}
	if _, err := exec.LookPath(app.Command[0]); err != nil {
		needs.Skip(t, "needs Jupyter")
	}
	// At an address of its own, so that nobody takes the port before Jupyter does.
	pid := os.Getpid()
	ip := fmt.Sprintf("127.%d.%d.%d", 100+pid>>16%100, pid>>8&255, pid&255|1)
	l, err := net.Listen("tcp", ip+":0")
	if err != nil {
		t.Fatal(err)
	}
	addr = l.Addr().String()
	l.Close()
	_, port, _ := net.SplitHostPort(addr)
	home := t.TempDir()
	args := append(app.Expand(port, "/user/ada/"), "--allow-root")
	for i := range args {
		args[i] = strings.NewReplacer("{home}", home, "=127.0.0.1", "="+ip).Replace(args[i])
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "HOME="+home, "JUPYTER_RUNTIME_DIR="+home+"/run")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return app, addr
}

// compute starts a kernel and has it do something until there is a file "done" in dir,
// where it says by another one that it has begun; or for some seconds. A kernel that is
// just starting may miss what it is asked, and Jupyter takes it for idle again when what
// it asked itself meanwhile is answered: ask asks again.
func compute(t *testing.T, base, dir string) (ask func() time.Time, leave func(), at time.Time) {
	t.Helper()
	resp, err := http.Post(base, "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	var kernel struct{ ID string }
	if err := json.NewDecoder(resp.Body).Decode(&kernel); err != nil || kernel.ID == "" {
		t.Fatalf("%s %v", resp.Status, err)
	}
	resp.Body.Close()
	conn, _, err := websocket.Dial(t.Context(), base+"/"+kernel.ID+"/channels", nil)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	ask = func() time.Time {
		asked++ // a message that comes twice is refused
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"header":{"msg_id":"`+strconv.Itoa(asked)+`","msg_type":"execute_request","session":"1","username":"","version":"5.3"},`+
			`"parent_header":{},"metadata":{},"channel":"shell","content":{"code":"import os,time\nopen('`+dir+`/begun','w').close()\nend=time.time()+8\nwhile not os.path.exists('`+dir+`/done') and time.time()<end: time.sleep(.02)","silent":false,"store_history":false,"user_expressions":{},"allow_stdin":false}}`)); err != nil {
			t.Fatal(err)
		}
		return time.Now()
	}
	return ask, func() { _ = conn.CloseNow() }, ask()
}

// TestRealJupyter tells by itself that a kernel computes, and that it has finished.
func TestRealJupyter(t *testing.T) {
	t.Parallel()
	app, addr := startJupyter(t)
	m := &Manager{spawner: outside{addr: addr}, log: slog.New(slog.DiscardHandler), cfg: Config{IdleStop: time.Hour}}
	s := newServer(m, commonhall.User{Name: "ada"}, commonhall.Server{ID: "run", User: "ada", App: app.Name, State: commonhall.Ready})
	long := time.Now().Add(-2 * time.Hour)
	since := func() time.Time {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.idle.since
	}
	look := func() bool { // as if nobody had used it for long
		s.mu.Lock()
		s.idle = idleness{run: "run", since: long}
		s.mu.Unlock()
		return s.askUse(t.Context(), s.snapshot(), app)
	}
	eventually := func(what string, f func() bool) {
		for deadline := time.Now().Add(time.Minute); !f(); <-time.After(50 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("not so: " + what)
			}
		}
	}
	eventually("Jupyter answers", look)
	if !since().Equal(long) {
		t.Errorf("without a kernel it was used at %s", since())
	}
	base := "http://" + addr + "/user/ada/api/kernels"
	dir := t.TempDir()
	ask, leave, asked := compute(t, base, dir)
	state := func() string {
		tasks, err := s.askTasks(t.Context(), "run", app, "api/kernels")
		if err != nil || len(tasks) != 1 {
			t.Fatalf("%+v, %v", tasks, err)
		}
		return tasks[0].State + " " + strconv.FormatBool(tasks[0].Last.IsZero())
	}
	eventually("the kernel computes", func() bool {
		_, err := os.Stat(dir + "/begun")
		computes := err == nil && state() == "busy false"
		if !computes && time.Since(asked) > 3*time.Second {
			asked = ask()
		}
		return computes
	})
	leave() // its browser goes away
	began := time.Now()
	if !look() || since().Before(began) {
		t.Errorf("a kernel computes, and was used at %s", since())
	}
	if err := os.WriteFile(dir+"/done", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	eventually("it has finished", func() bool { return state() == "idle false" })
	now := time.Now()
	if !look() || !since().After(long) || !since().Before(now) {
		t.Errorf("it has finished by %s, and was used at %s", now, since())
	}
}
