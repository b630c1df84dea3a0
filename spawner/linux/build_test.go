package linux_test

import (
	"archive/zip"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/environment/tree"
	"commonhall/packaging/needs"
	"commonhall/sandbox/overlay"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/store"
	"commonhall/warden"
)

// site is a house in which environments are built: one of them, y, has a generation in
// which base has put something.
type site struct {
	*library
	*environment.Room
	full    atomic.Pointer[error]
	started func(commonhall.ServerID) // told of each run
	draft   atomic.Pointer[string]    // of the last build
}

// Record implements commonhall.Recorder.
func (*site) Record(context.Context, commonhall.Event) {}

// builders are what a room needs, for a hub that is root: what it makes is given to the
// hub's account, whose it would be.
type builders struct {
	*linux.Spawner
	t *testing.T
	x *site
}

func (b *builders) Start(ctx context.Context, spec spawner.Spec) error {
	b.x.give(b.t, b.x.at("y"))
	if err := b.Spawner.Start(ctx, spec); err != nil {
		return err
	}
	if draft := spec.Software.Draft; draft != "" {
		draft = b.x.at(draft + "/" + overlay.Upper)
		b.x.draft.Store(&draft)
		if b.x.started != nil {
			b.x.started(spec.ID)
		}
	}
	return nil
}

func newSite(t *testing.T, patience time.Duration, base func(dir string)) *site {
	t.Helper()
	x := &site{library: newLibrary(t)}
	x.serve()
	t.Cleanup(x.stopAll)
	db, err := store.Open(t.Context(), filepath.Join(x.dir, "hub.db"))
	must(t, err)
	t.Cleanup(func() { db.Close() })
	trees, err := tree.Open(x.at("y"), tree.Limits{})
	must(t, err, trees.NewDraft("first"))
	upper, _ := trees.Draft("first")
	base(upper)
	_, err = trees.Freeze(t.Context(), "", "first", "g-first")
	must(t, err, trees.DropDraft("first"), db.AddEnvironment(t.Context(), commonhall.Environment{Name: "y"}))
	_, err = db.AddGeneration(t.Context(), commonhall.Generation{Environment: "y", Tree: "g-first"}, 0)
	must(t, err)
	x.Room = environment.New(environment.Config{Dir: x.cfg.Software, FirstID: x.cfg.UIDBase + warden.BuildOffset, Port: 8888, Timeout: tooLong, Build: patience, Keep: 3,
		Limits: commonhall.Limits{Memory: 512 << 20, PIDs: 60}, Network: commonhall.NetworkInternet,
		Apps: func() []commonhall.App {
			return []commonhall.App{{Title: "The page", Command: []string{"/usr/bin/python3", "-m", "http.server", "8888", "--bind", "127.0.0.1"}, ReadyPath: ""}}
		},
		May:   func(context.Context, commonhall.User, commonhall.EnvironmentName) bool { return false },
		InUse: func(context.Context) ([]commonhall.Software, error) { return nil, nil },
		HasRoom: func() error {
			if f := x.full.Load(); f != nil {
				return *f
			}
			return nil
		},
	}, db, &builders{x.s, t, x}, x, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	ready := make(chan struct{})
	work.Go(func() { _ = x.Run(ctx, func() { close(ready) }) })
	<-ready
	t.Cleanup(func() { cancel(); work.Wait() })
	return x
}

// build builds, on a machine that can.
func (x *site) build(t *testing.T, d environment.Declaration) (string, error) {
	t.Helper()
	d.Environment, d.By = "y", commonhall.RoleOperator
	j, err := x.Build(t.Context(), d)
	must(t, err)
	p, err := j.Done(patience(t))
	if err != nil && strings.Contains(err.Error(), overlay.ErrUnsupported.Error()) {
		needs.AnotherMachine(t, err.Error())
	}
	runs, failed := x.s.List(patience(t))
	for _, st := range runs {
		if st.UID < x.cfg.UIDBase+warden.PeopleOffset {
			t.Errorf("a run is left: %+v", st)
		}
	}
	must(t, failed)
	if left, err := os.ReadDir(x.at("y/drafts")); err != nil || len(left) > 0 {
		t.Errorf("drafts are left: %v, %v", left, err)
	}
	return strings.Join(p.Lines, "\n") + "\n", err
}

// wheel makes the simplest package there is.
func wheel(t *testing.T, dir, name string) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, name+"-1.0-py3-none-any.whl"))
	must(t, err)
	z := zip.NewWriter(f)
	info := name + "-1.0.dist-info/"
	for path, text := range map[string]string{name + ".py": "says = 'quak'\n", info + "METADATA": "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n",
		info + "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n", info + "RECORD": name + ".py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n"} {
		w, err := z.Create(path)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	must(t, z.Close(), f.Close())
}

// command runs a program of the machine's and returns what it says.
func command(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=/usr/bin:/bin", "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=mia", "GIT_AUTHOR_EMAIL=mia@example.org", "GIT_COMMITTER_NAME=mia", "GIT_COMMITTER_EMAIL=mia@example.org"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// serveGit makes the repository of a class in the base of an environment, and returns
// its commit. It is offered inside of each build: there is no other network in a test.
func serveGit(t *testing.T, base string) (commit string) {
	t.Helper()
	work := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(work, "binder/wheels"), 0o755), os.Mkdir(filepath.Join(base, "served"), 0o755))
	wheel(t, filepath.Join(work, "binder/wheels"), "frogs")
	must(t, os.WriteFile(filepath.Join(work, "requirements.txt"), []byte("toads\n"), 0o644),
		os.WriteFile(filepath.Join(work, "binder/requirements.txt"), []byte("--no-index\n--find-links ./binder/wheels\n-r more.txt\n"), 0o644),
		os.WriteFile(filepath.Join(work, "binder/more.txt"), []byte("frogs==1.0\n"), 0o644))
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "."}, {"commit", "-qm", "one"}, {"tag", "spring"}, {"commit", "-q", "--allow-empty", "-m", "two"},
		{"clone", "-q", "--bare", work, filepath.Join(base, "served/class.git")}} {
		command(t, work, append([]string{"git"}, args...)...)
	}
	return command(t, work, "git", "rev-parse", "spring")
}

// TestBuildFromARepository: what a repository declares is installed and published; its
// commit is told. What of this machine lies beside is out of reach.
func TestBuildFromARepository(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		needs.AnotherMachine(t, "git is not there") // as on the guest; where this was cloned it is
	}
	needs.Programs(t, "/usr/bin/python3")
	var commit string
	x := newSite(t, tooLong, func(dir string) {
		commit = serveGit(t, dir)
		// As a venv is, but for what makes one slow.
		must(t, os.MkdirAll(filepath.Join(dir, "bin"), 0o755), os.Symlink("/usr/bin/python3", filepath.Join(dir, "bin/python3")),
			os.WriteFile(filepath.Join(dir, "pyvenv.cfg"), []byte("home = /usr/bin\ninclude-system-site-packages = true\n"), 0o644))
	})
	x.started = func(id commonhall.ServerID) {
		ctx := patience(t)
		_, err := x.s.Exec(ctx, id, spawner.Cmd{Args: []string{"git", "daemon", "--export-all", "--base-path=/env/y/served", "--listen=127.0.0.1"}})
		must(t, err)
		for {
			if c, err := x.s.Dial(ctx, id, 9418); err == nil {
				c.Close()
				return
			} else if ctx.Err() != nil {
				t.Fatal(err)
			}
		}
	}
	out, err := x.build(t, environment.Declaration{Git: environment.Source{URL: "git://127.0.0.1/class.git", Ref: "spring"}, Why: "for spring"})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	all, err := x.Generations(t.Context(), "y")
	must(t, err)
	if g := all[0]; g.Number != 2 || len(g.Packages) != 1 || g.Packages[0].Name != "frogs" || g.Why != "for spring (built from git://127.0.0.1/class.git at "+commit+")" {
		t.Errorf("the generation is %+v, and it said\n%s", g, out)
	}
	if out, err := x.build(t, environment.Declaration{Git: environment.Source{URL: "git://127.0.0.1/class.git", Ref: commit}}); err != nil || !strings.Contains(out, "Generation 2 was built from exactly this") {
		t.Errorf("once more, by its commit: %v\n%s", err, out)
	}
	for _, s := range []environment.Source{{URL: "git://127.0.0.1/class.git", Ref: "autumn"}, {URL: "git://127.0.0.1/other.git"}, {URL: "http://127.0.0.1:1/x.git"}} {
		if out, err := x.build(t, environment.Declaration{Git: s}); commonhall.KindOf(err) != commonhall.FailedPrecondition || !strings.Contains(commonhall.ForPerson(err).Msg, "git -C") {
			t.Errorf("%+v: %v\n%s", s, err, out)
		}
	}
}

// hostileTool follows a file in its own way: it runs it.
const hostileTool = "#!/bin/sh\nfor last; do :; done\nexec sh \"$last\" 2>&1\n"

// hostileBase is an environment of conda's that has it.
func hostileBase(t *testing.T) func(dir string) {
	return func(dir string) {
		must(t, os.Mkdir(filepath.Join(dir, "bin"), 0o755), os.Mkdir(filepath.Join(dir, "conda-meta"), 0o755), os.WriteFile(filepath.Join(dir, "bin/micromamba"), []byte(hostileTool), 0o755))
	}
}

// TestAHostileBuild: whatever a build does, it reaches nothing and leaves nothing.
func TestAHostileBuild(t *testing.T) {
	needs.Programs(t, "/usr/bin/python3")
	x := newSite(t, 20*time.Second, hostileBase(t))
	victim := obey(t, x.house, x.s, "victim", commonhall.Limits{})
	x.run(t, "victim", `echo secret > secret; chmod 644 secret; chmod 755 .; sleep 1000 >/dev/null 2>&1 & until grep -q sleep /proc/$!/comm; do :; done`)
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { tcp.Close() })
	port := strconv.Itoa(tcp.Addr().(*net.TCPAddr).Port)
	out, err := x.attack(t, x.spy(port))
	want := strconv.Itoa(x.cfg.UIDBase+warden.BuildOffset) + "\n/env:\ny\n\n/home:\nbuild\n0\n0\ndoor TimeoutError\nmachine ConnectionRefusedError\nvictim ConnectionRefusedError\n"
	if !strings.Contains(lean(out), lean(want)) || !strings.Contains(err.Error(), "status 7") {
		t.Errorf("%v\n%s\nwant\n%s", err, out, want)
	}
	out, err = x.attack(t, `python3 -c '
import os, time
n = 0
try:
    while True:
        if os.fork() == 0: os.closerange(0, 3); time.sleep(1000)
        n += 1
except OSError: print("forked", n < 60)
'; exit 7`)
	if !strings.Contains(out, "forked True") || !strings.Contains(err.Error(), "status 7") {
		t.Errorf("it forks: %v\n%s", err, out)
	}
	if _, err = x.attack(t, `python3 -c 'x = b"x" * (2 << 30)'`); err == nil {
		t.Error("it had more memory than it may have")
	}
	if _, err = x.attack(t, `exec yes`); err == nil || !strings.Contains(err.Error(), "wrote more than") {
		t.Errorf("it says too much: %v", err)
	}
	// A process that stays, and one that holds on to what the build says to.
	out, err = x.attack(t, `setsid sh -c 'trap "" TERM INT HUP; while :; do echo > /env/y/late; sleep 1000; done' >/dev/null 2>&1 &
setsid sleep 1000 >/dev/null 2>&1 & mkdir -m 0 /env/y/.commonhall-build/closed; echo kept > /env/y/kept`)
	if err != nil || !strings.Contains(out, "Generation 2 is current") {
		t.Errorf("processes that stay: %v\n%s", err, out)
	}
	if got := x.run(t, "victim", `cat secret; ls ~`); got != "secret\nsecret\n" {
		t.Errorf("the other server has %q now", got)
	}
	if st, err := x.s.Status(patience(t), victim.ID); err != nil || st.Phase == spawner.Ended {
		t.Errorf("the other server: %+v, %v", st, err)
	}
}

// spy is a script that looks at everything that is none of a build's business.
func (x *site) spy(port string) string {
	return `id -u
ls -m /home /env
env | grep -ci -e token -e secret -e api
cat ` + x.dir + `/homes/*/secret ` + x.cfg.Software + `/x/t1/lib/a /etc/shadow 2>/dev/null
for f in /proc/[0-9]*/cmdline; do tr '\0' ' ' < $f; done | grep -c -e '[I]S -c' -e '[w]arden'
python3 -c '
import socket
def call(port):
    s = socket.socket(); s.settimeout(1)
    try:
        s.connect(("127.0.0.1", port)); s.sendall(b"GET /hub/api/ HTTP/1.0\r\n\r\n")
        return s.recv(100)
    except Exception as e: return type(e).__name__
print("door", call(8081)); print("machine", call(` + port + `)); print("victim", call(8888))'
exit 7
`
}

// attack has a build run a script, beside a server of somebody's.
func (x *site) attack(t *testing.T, script string) (string, error) {
	t.Helper()
	before := uidProcesses(x.cfg.UIDBase)
	out, err := x.build(t, environment.Declaration{Conda: script})
	if after := uidProcesses(x.cfg.UIDBase); !slices.Equal(before, after) {
		t.Errorf("there were the processes %q and are %q", before, after)
	}
	return out, err
}

func lean(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestABuildFillsTheDisk: it is stopped while there is room, and what it wrote goes.
func TestABuildFillsTheDisk(t *testing.T) {
	x := newSite(t, tooLong, hostileBase(t))
	full := error(commonhall.Errorf(commonhall.ResourceExhausted, "The build was stopped."))
	x.started = func(commonhall.ServerID) {
		go func() {
			for ctx := t.Context(); ctx.Err() == nil; {
				if st, err := os.Stat(filepath.Join(*x.draft.Load(), "fill")); err == nil && st.Size() > 10<<20 {
					x.full.Store(&full)
					return
				}
			}
		}()
	}
	_, err := x.build(t, environment.Declaration{Conda: `while :; do head -c 1M /dev/zero >> /env/y/fill; sleep 0.02; done`})
	if !errors.Is(err, full) {
		t.Errorf("it ended with %v", err)
	}
	if n, err := x.RollBack(t.Context(), "y", 0, ""); err == nil {
		t.Errorf("there is a generation before %d", n)
	}
}

// prefix makes something like a prefix of conda's, that every sandbox sees.
func prefix(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/opt", "hall-test-")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o755))
	for name, text := range map[string]string{
		"conda-meta/lib.json": `{"paths_data":{"paths":[{"_path":"lib/lib.so","prefix_placeholder":"/old","file_mode":"binary"},{"_path":"bin/tool","prefix_placeholder":"/old","file_mode":"text"}]}}`,
		"lib/lib.so":          "\x7fELF\x00" + dir + "/lib:" + dir + "/share\x00tail\x00" + dir + "2\x00",
		"lib/other.so":        "\x7fELF\x00" + dir + "/lib\x00",
		"bin/tool":            "#!" + dir + "/bin/python\nsee " + dir + "-2 " + dir + "\n",
		"pkgs/big/file":       "downloaded",
	} {
		path := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o755))
	}
	must(t, os.Symlink(dir+"/bin/tool", filepath.Join(dir, "bin/link")), os.Symlink("/usr/bin/python3", filepath.Join(dir, "bin/python")), os.Symlink("lib", filepath.Join(dir, "lib64")))
	return dir
}

// TestTakeAPrefix: programs of the machine are copied and find themselves at their new
// place; what cannot be is refused in a sentence.
func TestTakeAPrefix(t *testing.T) {
	needs.Programs(t, "/usr/bin/python3")
	x := newSite(t, tooLong, func(string) {})
	old := prefix(t)
	out, err := x.build(t, environment.Declaration{Prefix: old})
	if err != nil || !strings.Contains(out, "1 files have the old place in them where it cannot be changed, for example lib/other.so") {
		t.Fatalf("%v\n%s", err, out)
	}
	all, err := x.Generations(t.Context(), "y")
	must(t, err)
	at := x.at("y/trees/" + string(all[0].Tree))
	was, err := os.ReadFile(filepath.Join(old, "lib/lib.so"))
	must(t, err)
	pad := strings.Repeat("\x00", 2*(len(old)-len("/env/y")))
	for name, want := range map[string]string{"bin/tool": "#!/env/y/bin/python\nsee " + old + "-2 /env/y\n", "lib64/lib.so": "\x7fELF\x00/env/y/lib:/env/y/share" + pad + "\x00tail\x00" + old + "2\x00"} {
		if b, err := os.ReadFile(filepath.Join(at, name)); err != nil || string(b) != want {
			t.Errorf("%s: %q, %v, want %q", name, b, err, want)
		}
	}
	if b, _ := os.ReadFile(filepath.Join(at, "lib/lib.so")); len(b) != len(was) {
		t.Errorf("a program of %d bytes has %d", len(was), len(b))
	}
	if to, err := os.Readlink(filepath.Join(at, "bin/link")); to != "/env/y/bin/tool" {
		t.Errorf("a link leads to %s, %v", to, err)
	}
	if _, err := os.Stat(filepath.Join(at, "pkgs")); err == nil {
		t.Error("downloads were taken too")
	}
	must(t, os.Symlink(old, old+"/self"), os.Mkdir(old+"/empty", 0o755), os.Mkdir(old+"/venv", 0o755), os.WriteFile(old+"/venv/pyvenv.cfg", []byte("home = /root/bin\n"), 0o644))
	for _, c := range [][2]string{{old + "/self", "Name the folder itself: " + old}, {old + "/empty", "neither a conda prefix nor a virtual environment"}, {old + "/venv", "lies in /root/bin, which servers do not see"}, {old + "/none", "neither"}} {
		if out, err := x.build(t, environment.Declaration{Prefix: c[0]}); err == nil || !strings.Contains(out, c[1]) {
			t.Errorf("%s: %v\n%s", c[0], err, out)
		}
	}
	must(t, os.Remove(old+"/self"), os.WriteFile(old+"/secret", nil, 0o600))
	if out, err := x.build(t, environment.Declaration{Prefix: old}); err == nil || !strings.Contains(out, old+"/secret cannot be copied: Permission denied.") {
		t.Errorf("what servers may not read: %v\n%s", err, out)
	}
}
