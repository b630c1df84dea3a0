package escape

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/landlock"
	"commonhall/sandbox/recipe"
	"commonhall/sandbox/wall"
)

// Walls that are not the sandbox's own.
const (
	// otherAccount is that a neighbour has another account. Without it, the attempt is
	// made as the neighbour's.
	otherAccount wall.Name = "the neighbour's account"
	// scope is landlock where it holds signals and abstract sockets (Linux 6.12).
	scope wall.Name = "landlock's scope"
)

// attempt is one thing that somebody tries.
type attempt struct {
	name   string
	do     func(*world) string // runs inside, and says what it got
	walls  []wall.Name         // each of them holds it alone
	also   wall.Name           // left out as well where not all stand: it holds it on some kernels
	held   string              // what it gets then, as a regular expression
	free   string              // what it gets without all of them
	can    func(*world) string // why this machine cannot show it; "": it can
	group  *cgroup.Limits      // it runs under these, unless wall.Limits is left out
	mounts []sandbox.Mount     // shown as well
	files  []*os.File
	end    func(*running) string // what is found out outside, when it has said "ready"
}

// area is a part of the table.
type area struct {
	name     string
	attempts []attempt
}

func areas() []area {
	return []area{
		{"files", files()}, {"mounts", mounts()}, {"other trees", otherTrees()}, {"the disk", disks()}, {"devices", devices()}, {"proc and sys", pseudoFiles()},
		{"processes", processes()}, {"times", times()}, {"shared memory", memory()}, {"network", networks()}, {"sockets", sockets()},
		{"namespaces", namespaces()}, {"rare calls", rareCalls()}, {"the machine", machine()}, {"rights", rights()},
		{"tools", tools()}, {"keys and descriptors", inherited()}, {"exhaustion", exhaustion()}, {"shares", shares()}, {"staying", staying()},
	}
}

// Names under which this binary runs inside, and as a clerk of the machine's.
const (
	hostileName = "commonhall-escape"
	clerkName   = "commonhall-escape-clerk"
)

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	switch os.Args[0] {
	case hostileName:
		runtime.LockOSThread()
		fmt.Println(inside(os.Getenv("ESCAPE_DO")))
		call(unix.SYS_EXIT_GROUP, 0) // at once: the race detector would take its time, hundreds of times
	case clerkName:
		clerk()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// inside makes one attempt.
func inside(what string) string {
	w := &world{}
	if err := json.Unmarshal([]byte(os.Getenv("ESCAPE_WORLD")), w); err != nil {
		return err.Error()
	}
	if do := parts()[what]; do != nil {
		return do(w)
	}
	for i, k := range knowledge() {
		if what == "known/"+itoa(i) {
			return k.do(w)
		}
	}
	for _, area := range areas() {
		for _, a := range area.attempts {
			if area.name+"/"+a.name == what {
				return a.do(w)
			}
		}
	}
	return "nobody knows how to " + what
}

// TestEscapes makes every attempt of the table.
func TestEscapes(t *testing.T) {
	w := newWorld(t)
	made, all := 0, 0
	for _, area := range areas() {
		for _, a := range area.attempts {
			all++
			t.Run(area.name+"/"+a.name, func(t *testing.T) {
				if a.can != nil {
					if why := a.can(w); why != "" {
						needs.AnotherMachine(t, why)
					}
				}
				w.try(t, area.name+"/"+a.name, a)
				made++
			})
		}
	}
	t.Logf("%d attempts of %d were made", made, all)
	if all < 80 {
		t.Errorf("the table has %d attempts, want at least 80", all)
	}
}

// try makes an attempt with all walls, with each of its own as the only one of them, and
// without any of these.
func (w *world) try(t *testing.T, name string, a attempt) {
	own := present(a.walls)
	if len(own) == 0 {
		t.Fatal("no wall holds it")
	}
	held, free := regexp.MustCompile(`^(?:`+a.held+`)$`), regexp.MustCompile(`^(?:`+a.free+`)$`)
	got := w.run(t, name, a, nil)
	if !held.MatchString(got) {
		t.Errorf("behind all walls it got %q, want %q", got, a.held)
	}
	said := []string{fmt.Sprintf("behind all walls: %q", brief(got))}
	for _, alone := range own {
		if len(own) == 1 {
			break // that was it
		}
		others := a.without(slices.DeleteFunc(slices.Clone(own), func(n wall.Name) bool { return n == alone }))
		got := w.run(t, name, a, others)
		if free.MatchString(got) {
			t.Errorf("%q does not hold it alone: without %q it got %q", alone, others, got)
		}
		said = append(said, fmt.Sprintf("with %s alone of these: %q", alone, brief(got)))
	}
	got = w.run(t, name, a, a.without(own))
	if !free.MatchString(got) {
		t.Errorf("without %q it got %q, want %q: it is no attempt", own, got, a.free)
	}
	t.Logf("%s; without %q: %q", strings.Join(said, "; "), own, brief(got))
}

// without are some walls, with what is left out as well.
func (a attempt) without(walls []wall.Name) []wall.Name {
	if a.also == "" {
		return walls
	}
	return append(slices.Clone(walls), a.also)
}

// present are those of some walls that this machine has.
func present(walls []wall.Name) []wall.Name {
	var out []wall.Name
	for _, n := range walls {
		switch {
		case n == wall.Landlock && landlock.Version() < 2, n == scope && landlock.Version() < 6, n == wall.AppArmor && !profiled():
		case n == scope:
			out = append(out, wall.Landlock)
		default:
			out = append(out, n)
		}
	}
	return out
}

// running is an attempt that has said that it is ready.
type running struct {
	*testing.T
	uid   int
	p     *sandbox.Process
	out   *os.File      // what it says
	group *cgroup.Group // nil without wall.Limits
}

// run makes an attempt once and returns what it got.
func (w *world) run(t *testing.T, name string, a attempt, without []wall.Name) string {
	t.Helper()
	holdKey()
	r, out, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	ok(t, r.SetReadDeadline(time.Now().Add(time.Minute)))
	cfg := w.config(name, without)
	cfg.Mounts = append(cfg.Mounts, a.mounts...)
	opt := sandbox.Options{Stdout: out, Stderr: out, Files: a.files}
	var group *cgroup.Group
	if a.group != nil && !slices.Contains(without, wall.Limits) {
		group = w.newGroup(t, *a.group)
		opt.CgroupFD, opt.Join = group.FD(), group.Join
		defer func() { ok(t, group.Kill(time.Minute)); ok(t, group.Remove()) }()
	}
	p, err := sandbox.Start(cfg, opt)
	out.Close()
	ok(t, err)
	defer p.Close()
	if a.end != nil {
		said := make([]byte, 100)
		n, _ := r.Read(said)
		if got := strings.TrimSpace(string(said[:n])); got != "ready" {
			t.Fatalf("it is not ready, but says %q", got)
		}
		return a.end(&running{t, cfg.UID, p, r, group})
	}
	said, err := io.ReadAll(io.LimitReader(r, 1<<16))
	if err != nil {
		t.Errorf("it said %q and hangs: %v", said, err)
		_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGKILL, nil, 0)
	}
	got := strings.TrimSpace(string(said))
	if exit := sandbox.Reap(p.PidFD); exit != nil && exit.Signal != 0 {
		got = strings.TrimSpace(got + " " + unix.SignalName(exit.Signal))
	}
	return got
}

// holdKey gives this thread a key, of the kind that whoever starts sandboxes may have. The
// thread ends with its goroutine.
func holdKey() {
	runtime.LockOSThread()
	if _, err := unix.KeyctlInt(unix.KEYCTL_JOIN_SESSION_KEYRING, 0, 0, 0, 0); err == nil {
		_, _ = unix.AddKey("user", keyName, []byte(secret), unix.KEY_SPEC_SESSION_KEYRING)
	}
}

// config is the sandbox of a hostile person.
func (w *world) config(do string, without []wall.Name) sandbox.Config {
	uid := w.UID
	if slices.Contains(without, otherAccount) {
		uid = w.NeighbourUID
	}
	cfg := recipe.Config(recipe.Person{Name: "eve", UID: uid, Passing: true, Memory: 64 << 20, Tmp: 8 << 20, Env: w.env(do)}, []string{w.Dir + "/state"})
	cfg.Args, cfg.Path = []string{hostileName}, w.Dir+"/escape"
	cfg.Mounts = append(cfg.Mounts, sandbox.Mount{Target: mineInside, Source: w.mine(), Writable: true})
	cfg.Without = without
	return cfg
}

func (w *world) env(do string) []string {
	b, err := json.Marshal(w)
	if err != nil {
		panic(err) // a struct of numbers and strings
	}
	return []string{"ESCAPE_DO=" + do, "ESCAPE_WORLD=" + string(b), "GODEBUG=multipathtcp=0"}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
