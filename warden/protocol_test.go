package warden_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/warden"
	"commonhall/warden/client"
)

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	code := m.Run()
	for _, dir := range groups(fmt.Sprintf("w%d", os.Getpid())) {
		fmt.Fprintln(os.Stderr, "FAIL: the tests left behind:", dir)
		code = 1
	}
	os.Exit(code)
}

func groups(instance string) []string {
	v2, _ := filepath.Glob("/sys/fs/cgroup/commonhall-" + instance)
	v1, _ := filepath.Glob("/sys/fs/cgroup/*/commonhall-" + instance)
	return append(v2, v1...)
}

// door is a warden that tests knock at.
type door struct {
	*testing.T
	path string
	base int
	cfg  warden.Config
}

func open(t *testing.T) *door {
	t.Helper()
	d := closed(t)
	end := d.serve()
	t.Cleanup(func() { end(true) })
	return d
}

// closed is a place for wardens, in which none serves.
func closed(t *testing.T) *door {
	t.Helper()
	needs.Root(t)
	dir, err := os.MkdirTemp("", "warden")
	ok(t, err)
	ok(t, os.Chmod(dir, 0o711))
	d := &door{T: t, path: filepath.Join(dir, "warden.sock"), base: 1_800_000_000 + os.Getpid()%1000*warden.BlockSize}
	d.cfg = warden.Config{Instance: fmt.Sprintf("w%d", os.Getpid()), UIDBase: d.base, Homes: dir + "/homes", Groups: dir + "/groups", Logs: dir + "/log",
		Run: dir + "/run", Max: commonhall.Limits{Memory: 1 << 30, CPU: 4, PIDs: 1000}}
	t.Cleanup(func() {
		for _, g := range groups(d.cfg.Instance) {
			ok(t, os.Remove(g))
		}
		ok(t, os.RemoveAll(dir))
	})
	return d
}

// serve lets a warden serve until the returned function is called, which may stop what runs.
func (d *door) serve() (end func(stop bool)) {
	d.Helper()
	l, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: d.path, Net: "unixpacket"})
	ok(d.T, err)
	ok(d.T, os.Chmod(d.path, 0o666)) // its modes are another guard; here stands the warden's own
	ctx, cancel := context.WithCancel(context.Background())
	done, ready := make(chan error, 1), make(chan struct{})
	go func() {
		done <- warden.New(d.cfg, slog.New(slog.DiscardHandler)).Run(ctx, l, func() { close(ready) })
	}()
	select {
	case <-ready:
	case err := <-done:
		d.Fatal(err)
	}
	return func(stop bool) {
		if stop {
			d.connect(0).do(client.Request{Verb: client.StopAll})
		}
		cancel()
		select {
		case err := <-done:
			ok(d.T, err)
		case <-time.After(time.Minute):
			d.Fatal("it does not end")
		}
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// caller is a connection to the warden, as an account.
type caller struct {
	t    *testing.T
	sock *net.UnixConn
	id   uint64
}

// raw connects as an account and says nothing.
func (d *door) raw(uid int) *net.UnixConn {
	d.Helper()
	type result struct {
		c   *net.UnixConn
		err error
	}
	ch := make(chan result, 1)
	go func() {
		// The account belongs to the thread, which ends with this goroutine.
		runtime.LockOSThread()
		keep := ^uintptr(0)
		if _, _, e := unix.RawSyscall(unix.SYS_SETRESUID, keep, uintptr(uid), keep); e != 0 {
			ch <- result{nil, e}
			return
		}
		c, err := net.DialUnix("unixpacket", nil, &net.UnixAddr{Name: d.path, Net: "unixpacket"})
		ch <- result{c, err}
	}()
	r := <-ch
	ok(d.T, r.err)
	d.Cleanup(func() { r.c.Close() })
	ok(d.T, r.c.SetDeadline(time.Now().Add(time.Minute)))
	return r.c
}

// connect connects as an account and greets.
func (d *door) connect(uid int) *caller {
	d.Helper()
	c := &caller{t: d.T, sock: d.raw(uid)}
	ok(d.T, client.WritePacket(c.sock, client.Hello{Version: client.Version}, nil))
	var h client.Hello
	_, err := client.ReadPacket(c.sock, &h)
	ok(d.T, err)
	if h.Refused != "" || h.Epoch == "" || h.PID != os.Getpid() {
		d.Fatalf("the warden greets with %+v", h)
	}
	return c
}

func (c *caller) do(r client.Request, files ...*os.File) (client.Reply, []*os.File) {
	c.t.Helper()
	c.id++
	r.ID = c.id
	ok(c.t, client.WritePacket(c.sock, r, files))
	var reply client.Reply
	got, err := client.ReadPacket(c.sock, &reply)
	ok(c.t, err)
	if reply.ID != r.ID {
		c.t.Fatalf("the answer to %d is for %d", r.ID, reply.ID)
	}
	c.t.Cleanup(func() {
		for _, f := range got {
			f.Close()
		}
	})
	return reply, got
}

func (d *door) spec(n int) *client.Spec {
	return &client.Spec{Account: commonhall.Account{Name: "p" + fmt.Sprint(n), UID: d.base + warden.PeopleOffset + n},
		Command: []string{"/bin/sleep", "1000"}, Port: 8888, Limits: commonhall.Limits{Memory: 1 << 27, CPU: 1, PIDs: 50}}
}

// verbs are all that there are, so that none is forgotten.
func verbs() []client.Verb {
	return []client.Verb{client.Start, client.Listening, client.Wait, client.Stop, client.Forget, client.StopAll, client.List,
		client.Status, client.Dial, client.Listener, client.Return, client.Exec, client.ExecWait, client.ExecKill,
		client.Usage, client.Log, client.Lookup}
}

func TestStrangersAreRefused(t *testing.T) {
	d := open(t)
	for name, uid := range map[string]int{"nobody": 65534, "a person": d.base + warden.PeopleOffset, "the sockets' group": d.base + warden.SocketsGroup,
		"another installation's hub": d.base + warden.BlockSize + warden.HubOffset, "one below": d.base - 1} {
		c := d.raw(uid)
		var h client.Hello
		_, err := client.ReadPacket(c, &h)
		ok(t, err)
		if h.Refused == "" || h.Epoch != "" {
			t.Errorf("%s is greeted with %+v", name, h)
		}
		if _, err := client.ReadPacket(c, &h); err == nil {
			t.Errorf("%s may go on talking", name)
		}
	}
}

// TestEdgeMayDialAlone: of everything there is, and to one port.
func TestEdgeMayDialAlone(t *testing.T) {
	d := open(t)
	root, edge := d.connect(0), d.connect(d.base+warden.EdgeOffset)
	if r, _ := root.do(client.Request{Verb: client.Start, Server: "a", Spec: d.spec(1)}); r.Code != "" {
		t.Fatal(r.Error)
	}
	for _, v := range append(verbs(), "", "Dial", "no such verb") {
		if v == client.Dial {
			continue
		}
		r, files := edge.do(client.Request{Verb: v, Server: "a", Spec: d.spec(2), Cmd: &client.Cmd{Args: []string{"id"}, Terminal: true}})
		if r.Code != client.Refused || len(files) > 0 {
			t.Errorf("the edge asked for %q and got %+v", v, r)
		}
	}
	for _, port := range []int{8889, 8081, 0, -1, 80} {
		if r, files := edge.do(client.Request{Verb: client.Dial, Server: "a", Port: port}); r.Code != client.Refused || len(files) > 0 {
			t.Errorf("the edge asked for port %d and got %+v", port, r)
		}
	}
	if r, files := edge.do(client.Request{Verb: client.Dial, Server: "a", Port: 8888}); r.Code != "" || len(files) != 1 {
		t.Errorf("the edge asked for its port and got %+v", r)
	}
	if r, _ := edge.do(client.Request{Verb: client.Dial, Server: "b", Port: 8888}); r.Code != client.Unknown {
		t.Errorf("the edge asked for a run that does not exist and got %+v", r)
	}
}

// TestDialedSocket: the edge connects the socket itself, so the port is a matter
// of trust in it; what it gets is no way to another network.
func TestDialedSocketIsBound(t *testing.T) {
	d := open(t)
	root := d.connect(0)
	for _, id := range []commonhall.ServerID{"a", "b"} {
		if r, _ := root.do(client.Request{Verb: client.Start, Server: id, Spec: d.spec(len(id) + int(id[0]))}); r.Code != "" {
			t.Fatal(r.Error)
		}
	}
	cookies := map[uint64]bool{}
	for _, id := range []commonhall.ServerID{"a", "b"} {
		_, files := root.do(client.Request{Verb: client.Dial, Server: id, Port: 8888})
		cookie, err := unix.GetsockoptUint64(int(files[0].Fd()), unix.SOL_SOCKET, unix.SO_NETNS_COOKIE)
		ok(t, err)
		cookies[cookie] = true
	}
	own, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	ok(t, err)
	defer unix.Close(own)
	mine, err := unix.GetsockoptUint64(own, unix.SOL_SOCKET, unix.SO_NETNS_COOKIE)
	ok(t, err)
	if len(cookies) != 2 || cookies[mine] {
		t.Errorf("the networks of two servers are %v, the machine's is %d", cookies, mine)
	}
}

func TestHubMayNotStopAll(t *testing.T) {
	d := open(t)
	hub := d.connect(d.base + warden.HubOffset)
	if r, _ := hub.do(client.Request{Verb: client.StopAll}); r.Code != client.Refused {
		t.Errorf("the hub asked for stop-all and got %+v", r)
	}
	if r, _ := hub.do(client.Request{Verb: client.List}); r.Code != "" {
		t.Errorf("the hub asked for the list and got %+v", r)
	}
}

func TestOtherVersion(t *testing.T) {
	d := open(t)
	for _, version := range []int{0, client.Version + 1, -1} {
		c := d.raw(0)
		ok(t, client.WritePacket(c, client.Hello{Version: version}, nil))
		var h client.Hello
		_, err := client.ReadPacket(c, &h)
		ok(t, err)
		if !strings.Contains(h.Refused, "version") {
			t.Errorf("a peer of version %d is greeted with %+v", version, h)
		}
		if _, err := client.ReadPacket(c, &h); err == nil {
			t.Errorf("a peer of version %d may go on talking", version)
		}
	}
}

// TestGarbage: a peer that does not keep to the protocol loses its connection,
// and nobody else anything.
func TestGarbage(t *testing.T) {
	d := open(t)
	for name, packet := range map[string][]byte{
		"no JSON":       []byte("GET / HTTP/1.1\r\n\r\n"),
		"an array":      []byte("[]"),
		"a wrong type":  []byte(`{"id":"x"}`),
		"half of it":    []byte(`{"id":1,"verb":"li`),
		"nothing":       {},
		"too much":      []byte(`{"id":1,"verb":"` + strings.Repeat("x", client.MaxPacket) + `"}`),
		"a deep nest":   []byte(strings.Repeat("[", 30_000)),
		"a huge number": []byte(`{"id":1,"verb":"log","max":1e400}`),
	} {
		for _, greeted := range []bool{false, true} {
			c := d.raw(0)
			if greeted {
				c = d.connect(0).sock
			}
			if _, err := c.Write(packet); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var r json.RawMessage
			if _, err := client.ReadPacket(c, &r); err == nil && !strings.Contains(string(r), "refused") {
				t.Errorf("%s (greeted: %v) was answered: %s", name, greeted, r)
			}
		}
	}
	if r, _ := d.connect(0).do(client.Request{Verb: client.List}); r.Code != "" {
		t.Errorf("afterwards the list is %+v", r)
	}
}

// TestTooManyDescriptors: those that do not fit are closed, not kept.
func TestTooManyDescriptors(t *testing.T) {
	d := open(t)
	c := d.connect(0)
	r, w, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	many := make([]*os.File, 20)
	for i := range many {
		many[i] = w
	}
	ok(t, client.WritePacket(c.sock, client.Request{ID: 1, Verb: client.List}, many))
	var reply client.Reply
	if _, err := client.ReadPacket(c.sock, &reply); err == nil {
		t.Errorf("20 descriptors were accepted: %+v", reply)
	}
	w.Close()
	ok(t, r.SetDeadline(time.Now().Add(time.Minute)))
	if _, err := r.Read(make([]byte, 1)); err == nil || os.IsTimeout(err) {
		t.Errorf("the warden keeps descriptors that nobody uses: %v", err)
	}
}

// TestRefusedStarts: whatever the hub says, some things the warden knows better.
func TestRefusedStarts(t *testing.T) {
	d := open(t)
	hub := d.connect(d.base + warden.HubOffset)
	for name, spoil := range map[string]func(r *client.Request){
		"root":                  func(r *client.Request) { r.Spec.Account.UID = 0 },
		"the hub's account":     func(r *client.Request) { r.Spec.Account.UID = d.base + warden.HubOffset },
		"below the people":      func(r *client.Request) { r.Spec.Account.UID = d.base + warden.PeopleOffset - 1 },
		"the next block":        func(r *client.Request) { r.Spec.Account.UID = d.base + warden.BlockSize },
		"below zero":            func(r *client.Request) { r.Spec.Account.UID = -1 },
		"a wrapped number":      func(r *client.Request) { r.Spec.Account.UID += 1 << 32 },
		"a path for a name":     func(r *client.Request) { r.Spec.Account.Name = "../../etc" },
		"a dot":                 func(r *client.Request) { r.Spec.Account.Name = "." },
		"a line in passwd":      func(r *client.Request) { r.Spec.Account.Name = "x:x:0:0::/:/bin/sh\nroot" },
		"no name":               func(r *client.Request) { r.Spec.Account.Name = "" },
		"an upper-case name":    func(r *client.Request) { r.Spec.Account.Name = "Ada" },
		"a long name":           func(r *client.Request) { r.Spec.Account.Name = strings.Repeat("a", 33) },
		"a name of 10 kB":       func(r *client.Request) { r.Spec.Account.Name = strings.Repeat("\x01", 10_000) },
		"a path for an id":      func(r *client.Request) { r.Server = "../../x" },
		"an empty id":           func(r *client.Request) { r.Server = "" },
		"an id with a dash":     func(r *client.Request) { r.Server = "-rf" },
		"a record's id":         func(r *client.Request) { r.Server = "a.json" },
		"no spec":               func(r *client.Request) { r.Spec = nil },
		"no command":            func(r *client.Request) { r.Spec.Command = nil },
		"a NUL in the command":  func(r *client.Request) { r.Spec.Command = []string{"/bin/sh", "a\x00b"} },
		"a NUL in the env":      func(r *client.Request) { r.Spec.Env = []string{"A=b\x00LD_PRELOAD=x"} },
		"a low port":            func(r *client.Request) { r.Spec.Port = 80 },
		"a port too high":       func(r *client.Request) { r.Spec.Port = 65536 },
		"memory above the most": func(r *client.Request) { r.Spec.Limits.Memory = 1 << 40 },
		"CPU above the most":    func(r *client.Request) { r.Spec.Limits.CPU = 1e300 },
		"no limit of processes": func(r *client.Request) { r.Spec.Limits.PIDs = 0 },
	} {
		req := client.Request{Verb: client.Start, Server: "x", Spec: d.spec(1)}
		spoil(&req)
		if r, _ := hub.do(req); r.Code != client.Refused || r.Error == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if r, _ := hub.do(client.Request{Verb: client.List}); len(r.Runs) != 0 {
		t.Errorf("something was started: %+v", r.Runs)
	}
	homes, err := os.ReadDir(filepath.Dir(d.path) + "/homes")
	if err != nil || len(homes) > 0 {
		t.Errorf("homes were made: %v, %v", homes, err)
	}
}

// TestHugeEnvironment: what fits a packet gets to the program.
func TestHugeEnvironment(t *testing.T) {
	d := open(t)
	hub := d.connect(d.base + warden.HubOffset)
	spec := d.spec(1)
	spec.Command = []string{"/bin/sh", "-c", "exit ${#BIG}"}
	spec.Env = []string{"BIG=" + strings.Repeat("x", 7)}
	for i := range 60 {
		spec.Env = append(spec.Env, fmt.Sprintf("V%d=%s", i, strings.Repeat("<", 150))) // each becomes six on the wire
	}
	if r, _ := hub.do(client.Request{Verb: client.Start, Server: "x", Spec: spec}); r.Code != "" {
		t.Fatal(r.Error)
	}
	if r, _ := hub.do(client.Request{Verb: client.Wait, Server: "x"}); r.End == nil || r.End.Code != 7 {
		t.Errorf("it ended with %+v", r.End)
	}
	record, err := os.ReadFile(filepath.Dir(d.path) + "/run/x.json")
	if err != nil || strings.Contains(string(record), "BIG") || strings.Contains(string(record), "/bin/sh") {
		t.Errorf("the record holds the environment or the command: %s, %v", record, err)
	}
}

// TestAnswersFit: an answer that fits no packet is told, and costs no connection.
func TestAnswersFit(t *testing.T) {
	d := open(t)
	hub := d.connect(d.base + warden.HubOffset)
	programs := []string{} // many ways to write one path: the question fits, the answer is longer
	for i := range 1850 {
		way := fmt.Sprintf("%012b", i)
		programs = append(programs, "/bin/"+strings.NewReplacer("0", "//", "1", "./").Replace(way)+"sh")
	}
	if r, _ := hub.do(client.Request{Verb: client.Lookup, Programs: programs}); r.Code != client.Internal {
		t.Errorf("an answer that fits no packet: %+v", r.Code)
	}
	if r, _ := hub.do(client.Request{Verb: client.Status, Server: commonhall.ServerID(strings.Repeat("\x01", 10_000))}); r.Code == "" {
		t.Errorf("it is %+v", r)
	}
	if r, _ := hub.do(client.Request{Verb: client.List}); r.Code != "" {
		t.Errorf("afterwards the list is %+v", r)
	}
}
