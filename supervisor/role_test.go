package supervisor

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/warden"
)

// TestMain lets this binary be a role, and what the sandbox needs of it.
func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	if len(os.Args) > 2 && os.Args[1] == SuccessorCommand {
		fmt.Fprintln(os.Stderr, Succeed(os.Args[2:]))
		os.Exit(1)
	}
	if os.Args[0] == "commonhall" {
		os.Exit(beRole(os.Args[1], os.Args[2:]))
	}
	os.Exit(m.Run())
}

// beRole takes over what its supervisor hands it, as a role does, and tells on
// stdout what it got.
func beRole(behaviour string, names []string) int {
	if behaviour == "dies" {
		fmt.Println("started")
		return 3
	}
	in, err := Inherit()
	if err != nil {
		fmt.Println("error", err)
		return 2
	}
	if behaviour == "tells" {
		for name, f := range in {
			flags, err := unix.FcntlInt(f.Fd(), unix.F_GETFD, 0)
			fmt.Println("got", name, f.Fd(), "closed on exec", flags&unix.FD_CLOEXEC != 0, err)
		}
		for _, name := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
			if _, ok := os.LookupEnv(name); ok {
				fmt.Println("left", name)
			}
		}
		_, err := in.Listener("nobody")
		fmt.Println("missing:", commonhall.ForPerson(err).Msg, commonhall.ForPerson(err).Hint)
		return 0
	}
	ctx, stop := in.Lifeline(context.Background())
	defer stop()
	if behaviour == "stays" { // although it is asked to end
		signal.Ignore(syscall.SIGTERM)
	}
	l, err := in.Listener(names[0])
	if err != nil {
		fmt.Println("error", err)
		return 2
	}
	context.AfterFunc(ctx, func() { l.Close() })
	voice, err := NewVoice(in, slog.New(slog.DiscardHandler))
	if err != nil {
		fmt.Println("error", err)
		return 2
	}
	if err := voice.Ready(ctx); err != nil {
		fmt.Println("error", err)
		return 2
	}
	fmt.Println("serves", os.Getpid())
	for {
		c, err := l.Accept()
		if err != nil {
			fmt.Println("the lifeline ended", ctx.Err() != nil)
			return 0
		}
		fmt.Fprintln(c, os.Getpid())
		c.Close()
	}
}

// told runs this binary as a role with descriptors, under env, and returns what it
// tells. LISTEN_PID=self becomes its own number.
func told(t *testing.T, env []string, files ...*os.File) string {
	t.Helper()
	cmd := exec.Command("bash", "-c", `if [ "$LISTEN_PID" = self ]; then export LISTEN_PID=$$; fi; exec -a commonhall /proc/`+fmt.Sprint(os.Getpid())+`/exe tells`)
	cmd.Env, cmd.ExtraFiles = append(env, "PATH=/usr/bin:/bin"), files
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestInherit: a role takes exactly what is meant for it, by name (sd_listen_fds(3)).
func TestInherit(t *testing.T) {
	one, err := os.Open("/dev/null")
	must(t, err)
	defer one.Close()
	const missing = `missing: This role was started without its socket "nobody". Roles are started by a supervisor: use commonhall try, or the systemd units.`
	for name, c := range map[string]struct {
		env  []string
		want string
	}{
		"two": {[]string{"LISTEN_PID=self", "LISTEN_FDS=2", "LISTEN_FDNAMES=http:lifeline"},
			"got http 3 closed on exec true <nil>\ngot lifeline 4 closed on exec true <nil>\n" + missing},
		"more names than descriptors": {[]string{"LISTEN_PID=self", "LISTEN_FDS=1", "LISTEN_FDNAMES=http:lifeline"},
			"got http 3 closed on exec true <nil>\n" + missing},
		"meant for its parent": {[]string{"LISTEN_PID=1", "LISTEN_FDS=2", "LISTEN_FDNAMES=http:lifeline"}, missing},
		"nothing":              {nil, missing},
	} {
		if got := told(t, c.env, one, one); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
	for _, count := range []string{"", "two", "1.5"} {
		t.Setenv("LISTEN_FDS", count)
		t.Setenv("LISTEN_PID", fmt.Sprint(os.Getpid()))
		if in, err := Inherit(); err == nil {
			t.Errorf("LISTEN_FDS=%q gives %v", count, in)
		}
	}
}

// TestPeers: only connections of the right accounts come through, and the others
// hear nothing.
func TestPeers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", path)
	must(t, err)
	allowed := make(chan bool, 2)
	guarded := Peers(l, func(uid int) bool { return uid == os.Getuid() && <-allowed })
	defer guarded.Close()
	allowed <- false
	allowed <- true
	stranger, err := net.Dial("unix", path)
	must(t, err)
	friend, err := net.Dial("unix", path)
	must(t, err)
	soon := time.Now().Add(10 * time.Second)
	must(t, stranger.SetDeadline(soon), friend.SetDeadline(soon))
	c, err := guarded.Accept()
	must(t, err)
	_, err = c.Write([]byte("hello"))
	must(t, err, c.Close())
	if b, err := io.ReadAll(stranger); len(b) > 0 || err != nil {
		t.Errorf("the stranger reads %q, %v", b, err)
	}
	if b, err := io.ReadAll(friend); string(b) != "hello" || err != nil {
		t.Errorf("the friend reads %q, %v", b, err)
	}
}

// crew is a supervisor of one role, with what the role tells.
type crew struct {
	s     *supervisor
	role  *role
	path  string // of the role's socket
	lines chan string
	ready chan error
	done  chan struct{}
}

// keep has a supervisor run a role of that behaviour until the test ends it.
func keep(t *testing.T, behaviour string) (c *crew, stop context.CancelFunc) {
	t.Helper()
	needs.Root(t)
	dir := t.TempDir()
	r, w, err := os.Pipe()
	must(t, err)
	c = &crew{path: filepath.Join(dir, "s"), lines: make(chan string, 1000), ready: make(chan error, 100), done: make(chan struct{})}
	c.s = &supervisor{i: Instance{ID: "test", UIDBase: firstBlock}, p: PathsIn(dir, dir), log: slog.New(slog.DiscardHandler), output: w}
	sock, err := unixSocket("unix", c.path, 0, 0, 0o600)
	must(t, err)
	c.role = &role{name: "role", args: []string{behaviour, "door"}, sockets: map[string]*os.File{"door": sock}, order: []string{"door"}}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer close(c.done)
		c.s.keep(ctx, c.role, c.ready)
	}()
	go func() {
		for lines := bufio.NewScanner(r); lines.Scan(); {
			c.lines <- lines.Text()
		}
	}()
	t.Cleanup(func() { cancel(); <-c.done; sock.Close(); w.Close(); r.Close() })
	return c, cancel
}

// line returns the next line that the role tells.
func (c *crew) line(t *testing.T) string {
	t.Helper()
	select {
	case line := <-c.lines:
		return line
	case <-time.After(time.Minute):
		t.Fatal("the role tells nothing")
		return ""
	}
}

// pid asks whoever serves the role's socket for its process.
func (c *crew) pid(t *testing.T) (pid int) {
	t.Helper()
	conn, err := net.Dial("unix", c.path)
	must(t, err)
	defer conn.Close()
	_, err = fmt.Fscan(conn, &pid)
	must(t, err)
	return pid
}

// TestARoleThatIsKilledComesBack, and callers wait in the queue of its socket.
func TestARoleThatIsKilledComesBack(t *testing.T) {
	c, stop := keep(t, "serves")
	must(t, <-c.ready)
	first := c.pid(t)
	if line := c.line(t); line != fmt.Sprint("serves ", first) {
		t.Errorf("the role tells %q, and serves as %d", line, first)
	}
	for range 3 {
		before := c.pid(t)
		must(t, syscall.Kill(before, syscall.SIGKILL))
		gone := func() bool { return errors.Is(syscall.Kill(before, 0), syscall.ESRCH) }
		// A caller of before the new one is there; of a dying one nobody hears.
		for pid := before; pid == before; {
			conn, err := net.Dial("unix", c.path)
			must(t, err)
			_, _ = fmt.Fscan(conn, &pid)
			conn.Close()
		}
		if !gone() {
			t.Errorf("process %d was not reaped", before)
		}
		c.line(t)
	}
	last := c.pid(t)
	stop()
	<-c.done
	if err := syscall.Kill(last, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("after the supervisor's end process %d is there: %v", last, err)
	}
}

// TestARoleThatCannotStart is reported once, and tried again.
func TestARoleThatCannotStart(t *testing.T) {
	c, stop := keep(t, "dies")
	if err := <-c.ready; err == nil || !strings.Contains(err.Error(), "ended before it was ready") {
		t.Errorf("the first start: %v", err)
	}
	for range 4 {
		if line := c.line(t); line != "started" {
			t.Errorf("the role tells %q", line)
		}
	}
	stop()
	<-c.done
	select {
	case err := <-c.ready:
		t.Errorf("reported again: %v", err)
	default:
	}
}

// TestTheLifelineEndsRoles: one that does not hear SIGTERM notices the end of its
// supervisor too.
func TestTheLifelineEndsRoles(t *testing.T) {
	needs.Root(t)
	dir := t.TempDir()
	sock, err := unixSocket("unix", filepath.Join(dir, "s"), 0, 0, 0o600)
	must(t, err)
	defer sock.Close()
	life, ours, err := os.Pipe()
	must(t, err)
	defer life.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-c", `export LISTEN_PID=$$; exec -a commonhall /proc/`+fmt.Sprint(os.Getpid())+`/exe stays door`)
	cmd.Env, cmd.ExtraFiles = []string{"PATH=/usr/bin:/bin", "LISTEN_FDS=2", "LISTEN_FDNAMES=door:lifeline", "NOTIFY_SOCKET=/nowhere"}, []*os.File{sock, life}
	out, err := cmd.StdoutPipe()
	must(t, err, cmd.Start())
	lines := bufio.NewScanner(out)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "serves") {
		t.Fatalf("it tells %q", lines.Text())
	}
	must(t, cmd.Process.Signal(syscall.SIGTERM), ours.Close())
	if !lines.Scan() || lines.Text() != "the lifeline ended true" {
		t.Errorf("it tells %q", lines.Text())
	}
	must(t, cmd.Wait())
}

// stray starts a process of an account that ends by itself when in is closed.
func stray(t *testing.T, uid int) (cmd *exec.Cmd, in io.Closer) {
	t.Helper()
	cmd = exec.Command("bash", "-c", `trap "" TERM; echo up; read line; exit 7`)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err, cmd.Start())
	_, err = bufio.NewReader(out).ReadString('\n')
	must(t, err)
	pids, err := processesOf(uid)
	if must(t, err); !slices.Equal(pids, []int{cmd.Process.Pid}) {
		t.Errorf("of the account %d run %v, want %d", uid, pids, cmd.Process.Pid)
	}
	return cmd, in
}

// TestRolesOfBefore: what still runs under a role's account may end by itself, and
// is ended where it does not. Other accounts' processes stay.
func TestRolesOfBefore(t *testing.T) {
	needs.Root(t)
	run := t.TempDir()
	i := Instance{ID: "before", UIDBase: lastBlock - warden.BlockSize}
	person, personIn := stray(t, i.UIDBase+warden.PeopleOffset)
	edge, edgeIn := stray(t, i.UIDBase+warden.EdgeOffset)
	go edgeIn.Close()
	must(t, endRoles(i, PathsIn(run, run), time.Minute))
	_ = edge.Wait()
	if code := edge.ProcessState.ExitCode(); code != 7 {
		t.Errorf("a role that was about to end: %s", edge.ProcessState)
	}
	hub, hubIn := stray(t, i.UIDBase+warden.HubOffset)
	defer hubIn.Close()
	must(t, endRoles(i, PathsIn(run, run), 0))
	_ = hub.Wait()
	if ws := hub.ProcessState.Sys().(syscall.WaitStatus); ws.Signal() != syscall.SIGKILL {
		t.Errorf("a role that does not end: %s", hub.ProcessState)
	}
	must(t, personIn.Close())
	_ = person.Wait()
	if code := person.ProcessState.ExitCode(); code != 7 {
		t.Errorf("a person's process: %s", person.ProcessState)
	}
}
