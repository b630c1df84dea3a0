package linux_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/warden"
)

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	os.Exit(m.Run())
}

func TestSmoke(t *testing.T) {
	dir := t.TempDir()
	base := 700_000_000
	cfg := warden.Config{Instance: "t" + fmt.Sprint(os.Getpid()), UIDBase: base, Homes: filepath.Join(dir, "homes"), Logs: filepath.Join(dir, "log"), Run: filepath.Join(dir, "run"), Hide: []string{dir}}
	sock := filepath.Join(dir, "w.sock")
	l, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: sock, Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	w := warden.New(cfg, slog.New(slog.NewTextHandler(os.Stderr, nil)))
	ready := make(chan bool)
	done := make(chan error)
	go func() { done <- w.Run(ctx, l, func() { close(ready) }) }()
	<-ready
	s := linux.New(sock, slog.Default())
	spec := spawner.Spec{ID: "a1", User: "ada", Account: commonhall.Account{UID: base + 1000, Name: "ada"},
		Command: []string{"/usr/bin/python3", "-m", "http.server", "8888", "--bind", "127.0.0.1"}, Port: 8888,
		Limits: commonhall.Limits{Memory: 256 << 20, CPU: 1, PIDs: 50}}
	t0 := time.Now()
	if err := s.Start(ctx, spec); err != nil {
		t.Fatal(err)
	}
	t.Log("start", time.Since(t0))
	t.Log(s.Listening(ctx, "a1"), time.Since(t0))
	hc := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return s.Dial(ctx, "a1", 8888) }}}
	r, err := hc.Get("http://x/")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(r.Body)
	t.Logf("%d %s", r.StatusCode, b)
	run := func(args ...string) {
		var out bytes.Buffer
		p, err := s.Exec(ctx, "a1", spawner.Cmd{Args: args, Stdout: &out, Stderr: &out})
		if err != nil {
			t.Error(args, err)
			return
		}
		code, err := p.Wait(ctx)
		t.Logf("%q: %d %v\n%s", args, code, err, out.String())
	}
	run("bash", "-c", "id; pwd; ls -la / /home /dev /run/commonhall; cat /proc/self/status | grep -E 'Cap|Groups|NoNew|Secc'; mount | head -40; hostname; ps aux; ls -la; touch /usr/x /etc/x; cat /etc/passwd; cat /proc/self/cgroup; whoami; ls /proc | head -3; df -h /tmp; ulimit -a | head -30; ls -l /proc/self/fd; unshare -U true; env")
	run("nope")
	u, err := s.Usage(ctx)
	t.Log(u, err)
	l1, err := s.HubListener(ctx, "a1")
	t.Log(l1.Addr(), err)
	t0 = time.Now()
	end, err := s.Stop(ctx, "a1", time.Second, "test")
	t.Log(end, err, time.Since(t0))
	t.Log(s.List(ctx))
	t.Log(s.Forget(ctx, "a1"))
	t0 = time.Now()
	for i := range 50 {
		spec.ID = commonhall.ServerID(fmt.Sprint("b", i))
		spec.Command = []string{"/bin/sleep", "100"}
		if err := s.Start(ctx, spec); err != nil {
			t.Fatal(err)
		}
	}
	t.Log("50 starts", time.Since(t0))
	s.Close()
	cancel()
	<-done
	l, err = net.ListenUnix("unixpacket", &net.UnixAddr{Name: sock, Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	w = warden.New(cfg, slog.New(slog.NewTextHandler(os.Stderr, nil)))
	ready = make(chan bool)
	go func() { done <- w.Run(ctx, l, func() { close(ready) }) }()
	t0 = time.Now()
	<-ready
	t.Log("adopted", time.Since(t0))
	s = linux.New(sock, slog.Default())
	ls, err := s.List(ctx)
	t.Log(len(ls), ls[0], err)
	t0 = time.Now()
	for _, x := range ls {
		s.Stop(ctx, x.ID, 0, "t")
		s.Forget(ctx, x.ID)
	}
	t.Log("50 stops", time.Since(t0))
	cancel()
	<-done
}
