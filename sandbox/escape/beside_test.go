package escape

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/sandbox/recipe"
	"commonhall/sandbox/wall"
)

// TestTheMomentOfEntering: a command that enters a sandbox (a terminal, say) is root's for
// some milliseconds, with descriptors and power over the machine, among the processes of
// whoever is in there. Until it is the person's they see nothing of it. Where it takes
// their account early (which is what it is here to be without the wall), they do, unless
// AppArmor keeps them off whoever is in no sandbox yet.
func TestTheMomentOfEntering(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		without []wall.Name
		want    string
	}{{nil, "never"}, {[]wall.Name{wall.Account, wall.AppArmor}, "seen"}} {
		if got := w.lurk(t, c.without); got != c.want {
			t.Errorf("without %q it was %s, want %s", c.without, got, c.want)
		}
	}
}

// lurk has somebody wait for commands that enter, and says whether they got at one before it
// was a person's.
func (w *world) lurk(t *testing.T, without []wall.Name) string {
	r, out, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	ok(t, r.SetReadDeadline(time.Now().Add(5*time.Minute))) // an emulated machine takes seconds for each who enters
	in, orders, err := os.Pipe()
	ok(t, err)
	defer orders.Close()
	// No second fence: two that are behind different ones do not see each other anyway.
	cfg := w.config("lie in wait", append(slices.Clone(without), wall.Landlock))
	p, err := sandbox.Start(cfg, sandbox.Options{Stdin: in, Stdout: out, Stderr: out})
	in.Close()
	out.Close()
	ok(t, err)
	defer p.Close()
	said := make([]byte, 200)
	n, _ := r.Read(said)
	if string(said[:n]) != "ready\n" {
		t.Fatalf("who lies in wait says %q", said[:n])
	}
	for range 20 {
		w.enter(t, p.PidFD, without)
	}
	_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGUSR1, nil, 0)
	n, err = r.Read(said)
	ok(t, err)
	sandbox.Reap(p.PidFD)
	return strings.TrimSpace(string(said[:n]))
}

// enter runs a command in a sandbox, whose way to its program is a long one: all that
// time it has taken its account, and is not the command yet.
func (w *world) enter(t *testing.T, target *os.File, without []wall.Name) {
	cfg := recipe.Confined(recipe.Person{Name: "eve", UID: w.UID, Env: []string{"PATH=" + strings.Repeat("/no:", 8000) + "/bin"}})
	cfg.Args, cfg.Target, cfg.Without = []string{"true"}, 1, without
	p, err := sandbox.Start(cfg, sandbox.Options{Files: []*os.File{target}})
	ok(t, err)
	sandbox.Reap(p.PidFD)
	p.Close()
}

// lieInWait looks at each new process until it is told to say what it saw: a descriptor of
// whoever starts sandboxes, or their environment.
func lieInWait(*world) string {
	enough := notified(unix.SIGUSR1)
	fmt.Println("ready")
	saw := "never"
	for {
		select {
		case <-enough:
			return saw
		default:
		}
		// Its threads have numbers as well.
		now := newest()
		for pid := now; pid > now-20; pid-- {
			if pid != os.Getpid() && atOnce(pid) {
				saw = "seen"
			}
		}
	}
}

// newest is the number of the newest process of the machine, which is no secret.
func newest() int {
	f := strings.Fields(read("/proc/loadavg"))
	n, _ := strconv.Atoi(f[len(f)-1])
	return n
}

// atOnce says whether a process that is not ours yet can be looked at.
func atOnce(pid int) bool {
	dir := "/proc/" + itoa(pid)
	if b, err := os.ReadFile(dir + "/environ"); err == nil && strings.Contains(string(b), "GOMAXPROCS=1\x00") {
		return true
	}
	to, err := os.Readlink(dir + "/fd/4")
	return err == nil && strings.Contains(to, "pidfd")
}
