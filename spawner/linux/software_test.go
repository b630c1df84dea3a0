package linux_test

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/sandbox/overlay"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/warden"
)

// library is a house with environments: a tree x/t1, and a draft of it, x/d1.
type library struct {
	*house
	s   *linux.Spawner
	hub int
}

func newLibrary(t *testing.T) *library {
	t.Helper()
	l := &library{house: newHouse(t, 5, commonhall.Limits{})}
	l.hub = l.cfg.UIDBase + warden.HubOffset
	must(t, os.Mkdir(filepath.Dir(l.cfg.Software), 0o700))
	for _, dir := range []string{".", "x", "x/t1", "x/t1/bin", "x/t1/lib", "x/t1/lib/deep"} {
		must(t, os.Mkdir(l.at(dir), 0o755))
	}
	l.draft(t, "x/d1")
	for name, text := range map[string]string{"bin/hello": "#!/bin/sh\necho hello $(basename $0)\n", "lib/a": "one\n", "lib/b": "one\n", "lib/deep/c": "one\n"} {
		must(t, os.WriteFile(l.at("x/t1/"+name), []byte(text), 0o755))
	}
	id, err := os.ReadFile("/usr/bin/id")
	must(t, err, os.WriteFile(l.at("x/t1/bin/suid"), id, 0o755))
	l.give(t, filepath.Dir(l.cfg.Software))
	// What anybody may write by its mode is read-only all the same.
	must(t, os.Chmod(l.at("x/t1/lib"), 0o777), os.Chmod(l.at("x/t1/lib/a"), 0o666), os.Chmod(l.at("x/t1/bin/suid"), 0o755|os.ModeSetuid))
	l.s = l.client(t)
	return l
}

// at is the path of a folder of environments.
func (l *library) at(name string) string { return filepath.Join(l.cfg.Software, name) }

// draft makes an empty draft.
func (l *library) draft(t *testing.T, name string) {
	t.Helper()
	for _, dir := range []string{name, name + "/" + overlay.Upper, name + "/" + overlay.Work} {
		must(t, os.Mkdir(l.at(dir), 0o755))
	}
	l.give(t, l.at(name))
}

// give makes everything at path the hub's. What goes meanwhile is nobody's: a room clears its
// trash in its own time.
func (l *library) give(t *testing.T, path string) {
	t.Helper()
	must(t, filepath.WalkDir(path, func(path string, _ os.DirEntry, err error) error {
		if err = cmp.Or(err, os.Lchown(path, l.hub, l.hub)); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}))
}

// wants returns a run of a new person with the environment x.
func (l *library) wants(id commonhall.ServerID, draft string) spawner.Spec {
	spec := l.spec(id, "/bin/sleep", "1000")
	spec.Software = &commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: draft}
	spec.Env = []string{"PATH=/env/x/bin:/usr/local/bin:/usr/bin:/bin"}
	return spec
}

// start starts a run, on a machine that can: of those that cannot a draft says so.
func (l *library) start(t *testing.T, spec spawner.Spec) {
	t.Helper()
	must(t, l.s.Start(patience(t), spec))
	st, err := l.s.Status(patience(t), spec.ID)
	must(t, err)
	if st.Phase == spawner.Ended {
		if strings.Contains(st.End.Detail, overlay.ErrUnsupported.Error()) {
			needs.AnotherMachine(t, st.End.Detail)
		}
		t.Fatalf("the run ended: %+v", st.End)
	}
}

func (l *library) run(t *testing.T, id commonhall.ServerID, script string) string {
	t.Helper()
	x := &hostile{T: t, h: l.house, s: l.s}
	return x.run(t, id, script)
}

// TestEnvironment: a run sees the tree at its path and cannot change it; a login shell
// finds its programs; the machine's mounts stay as they are.
func TestEnvironment(t *testing.T) {
	l := newLibrary(t)
	l.serve()
	t.Cleanup(l.stopAll)
	before, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	spec := l.wants("a", "")
	spec.Command = []string{"hello"} // found in the environment's own folder
	must(t, l.s.Start(patience(t), spec))
	end, err := l.s.Wait(patience(t), "a")
	if err != nil || end.Cause != commonhall.EndExited || end.Code != 0 || end.Log != "hello hello\n" {
		t.Errorf("a program of the environment: %+v, %v", end, err)
	}
	l.start(t, l.wants("b", ""))
	uid := strconv.Itoa(l.cfg.UIDBase + warden.PeopleOffset + 2)
	for script, want := range map[string]string{
		`cat /env/x/lib/a; ls /env /env/x`: "one\n/env:\nx\n\n/env/x:\nbin\nlib\n",
		`cd /env/x; for f in new lib/new lib/a bin/hello; do (echo x > $f) 2>/dev/null && echo wrote; done; rm -f lib/b 2>/dev/null && echo removed; mkdir lib/d 2>/dev/null && echo made; chmod 777 . 2>/dev/null && echo changed; true`: "",
		`/env/x/bin/suid -u`: uid + "\n",
		`export PATH=/env/x/bin:/usr/bin:/bin; for shell in /bin/bash /bin/sh; do $shell -lc 'echo $PATH | cut -d: -f1'; $shell -lc hello; done`: strings.Repeat("/env/x/bin\nhello hello\n", 2),
		`PS1=ask /bin/sh -lc 'echo "$PS1"'; PS1=ask /bin/bash -lc 'echo done'; . /etc/profile; echo $?`:                                          "$ \ndone\n0\n",
	} {
		if got := l.run(t, "b", script); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", script, got, want)
		}
	}
	if after, err := os.ReadFile("/proc/self/mountinfo"); err != nil || string(after) != string(before) {
		t.Errorf("the machine's mounts were\n%s\nand are\n%s", before, after)
	}
}

// TestProfile: without an environment a login shell begins as the machine says.
func TestProfile(t *testing.T) {
	l := newLibrary(t)
	l.serve()
	t.Cleanup(l.stopAll)
	must(t, l.s.Start(patience(t), l.spec("a", "/bin/sleep", "1000")))
	machines, err := os.ReadFile("/etc/profile")
	if errors.Is(err, os.ErrNotExist) {
		needs.AnotherMachine(t, "it has no /etc/profile")
	}
	if got := l.run(t, "a", `cat /etc/profile; ls -d /env 2>/dev/null; true`); err != nil || got != string(machines) {
		t.Errorf("a server without software has the profile\n%s, %v", got, err)
	}
}

// changes is what a person does to a draft, and what they see then.
const changes = `cd /env/x; echo two > lib/a; rm lib/b; echo new > new; ln -s lib/a link; ln new hard; mkdir d; echo d > d/f; mv d e; mv lib/deep moved; chmod 4755 bin/hello
stat -c %u . lib/a new | sort -u; ` + changed
const changed = `cd /env/x; ls -A . lib e moved; cat lib/a link hard e/f moved/c; stat -c %a bin/hello`
const changedIs = ".:\nbin\ne\nhard\nlib\nlink\nmoved\nnew\n\ne:\nf\n\nlib:\na\n\nmoved:\nc\ntwo\ntwo\nnew\nd\none\n4755\n"

// TestDraft: a run changes its draft as if all were its own; on disk the files are the
// hub's and the tree is as before; the next run has the changes, others do not.
func TestDraft(t *testing.T) {
	l := newLibrary(t)
	l.serve()
	t.Cleanup(l.stopAll)
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	was := l.listing(t, "x/t1")
	spec := l.wants("a", "x/d1")
	l.start(t, spec)
	uid := strconv.Itoa(spec.Account.UID)
	if got, want := l.run(t, "a", changes), uid+"\n"+changedIs; got != want {
		t.Errorf("the person sees\n%s\nwant\n%s", got, want)
	}
	if got := l.run(t, "a", `cp /usr/bin/id /env/x/bin/id; chmod 6755 /env/x/bin/id; /env/x/bin/id -u; /env/x/bin/suid -u; grep -c ' /env/x rw,nosuid,nodev' /proc/self/mountinfo; grep -c NoNewPrivs:.1 /proc/self/status`); got != uid+"\n"+uid+"\n1\n1\n" {
		t.Errorf("set-uid programs: %s", got)
	}
	for line := range strings.Lines(l.listing(t, "x")) {
		if !strings.Contains(line, fmt.Sprintf(" %d:%d ", l.hub, l.hub)) {
			t.Errorf("on disk there is %s", line)
		}
	}
	if is := l.listing(t, "x/t1"); is != was {
		t.Errorf("the tree was\n%s\nand is\n%s", was, is)
	}
	l.start(t, l.wants("b", ""))
	if got := l.run(t, "b", `cat /env/x/lib/a /env/x/lib/b; ls /env/x`); got != "one\none\nbin\nlib\n" {
		t.Errorf("somebody else sees %s", got)
	}
	_, err = l.s.Stop(patience(t), "a", 0, "ada")
	must(t, err)
	spec.ID = "a2"
	l.start(t, spec)
	if got := l.run(t, "a2", changed); got != changedIs {
		t.Errorf("the next run sees\n%s\nwant\n%s", got, changedIs)
	}
	if now, err := os.ReadFile("/proc/self/mountinfo"); err != nil || string(now) != string(mounts) {
		t.Errorf("the machine's mounts were\n%s\nand are\n%s", mounts, now)
	}
	children, _ := exec.Command("pgrep", "-P", strconv.Itoa(os.Getpid()), "-f", "^"+"commonhall-sandbox").Output()
	if len(children) > 0 {
		t.Errorf("processes are left: %s", children)
	}
}

// listing says of everything below a folder what it is, whose, and how long.
func (l *library) listing(t *testing.T, name string) string {
	t.Helper()
	var b strings.Builder
	must(t, filepath.WalkDir(l.at(name), func(path string, _ os.DirEntry, err error) error {
		var st unix.Stat_t
		if err == nil {
			err = unix.Lstat(path, &st)
		}
		fmt.Fprintf(&b, "%s %o %d:%d %d %d\n", path, st.Mode, st.Uid, st.Gid, st.Size, st.Mtim.Nano())
		return err
	}))
	return b.String()
}

// TestSoftwareThatIsRefused: whatever the hub says, a run gets nothing but folders of
// the hub's own below that of environments, at a path of an environment.
func TestSoftwareThatIsRefused(t *testing.T) {
	l := newLibrary(t)
	l.serve()
	t.Cleanup(l.stopAll)
	must(t, os.Symlink("t1", l.at("x/link")), os.Symlink("x", l.at("way")), os.Symlink("/etc", l.at("x/etc")),
		os.Mkdir(l.at("x/roots"), 0o755), os.Mkdir(l.at("x/theirs"), 0o755), os.Chown(l.at("x/theirs"), l.account().UID, l.hub),
		os.WriteFile(l.at("x/file"), nil, 0o644), os.Chown(l.at("x/file"), l.hub, l.hub),
		os.Mkdir(l.at("../outside"), 0o755), os.Chown(l.at("../outside"), l.hub, l.hub))
	l.draft(t, "x/links")
	must(t, os.Remove(l.at("x/links/upper")), os.Symlink("../d1/upper", l.at("x/links/upper")))
	for name, c := range map[string]struct {
		software commonhall.Software
		want     string
	}{
		"up":               {commonhall.Software{Path: "/env/x", Tree: "../outside"}, "not the name of a folder"},
		"up within":        {commonhall.Software{Path: "/env/x", Tree: "x/../../outside"}, "not the name of a folder"},
		"another name":     {commonhall.Software{Path: "/env/x", Tree: "x/./t1"}, "not the name of a folder"},
		"all":              {commonhall.Software{Path: "/env/x", Tree: "."}, "not the name of a folder"},
		"none":             {commonhall.Software{Path: "/env/x"}, "not the name of a folder"},
		"absolute":         {commonhall.Software{Path: "/env/x", Tree: "/etc"}, "not the name of a folder"},
		"draft up":         {commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "../outside"}, "not the name of a folder"},
		"draft named so":   {commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "x//d1"}, "not the name of a folder"},
		"link":             {commonhall.Software{Path: "/env/x", Tree: "x/link"}, "links are not followed"},
		"link on the way":  {commonhall.Software{Path: "/env/x", Tree: "way/t1"}, "links are not followed"},
		"link to /etc":     {commonhall.Software{Path: "/env/x", Tree: "x/etc"}, "links are not followed"},
		"draft link":       {commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "way/d1"}, "links are not followed"},
		"links in a draft": {commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "x/links"}, "links are not followed"},
		"a file":           {commonhall.Software{Path: "/env/x", Tree: "x/file"}, "not a folder"},
		"root's":           {commonhall.Software{Path: "/env/x", Tree: "x/roots"}, "belongs to the account 0"},
		"a person's":       {commonhall.Software{Path: "/env/x", Tree: "x/theirs"}, "belongs to the account"},
		"a person's draft": {commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "x/theirs"}, "belongs to the account"},
		"missing":          {commonhall.Software{Path: "/env/x", Tree: "x/t2"}, "x/t2 cannot be opened"},
		"no draft":         {commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "x/t1"}, "no folder upper"},
		"over /usr":        {commonhall.Software{Path: "/usr", Tree: "x/t1"}, "not a place for software"},
		"over the home":    {commonhall.Software{Path: "/env/../home", Tree: "x/t1"}, "not a place for software"},
		"below":            {commonhall.Software{Path: "/env/x/y", Tree: "x/t1"}, "not a place for software"},
		"no name":          {commonhall.Software{Path: "/env/", Tree: "x/t1"}, "not a place for software"},
		"relative":         {commonhall.Software{Path: "x", Tree: "x/t1"}, "not a place for software"},
		"nowhere":          {commonhall.Software{Tree: "x/t1"}, "not a place for software"},
	} {
		if got := l.refusal(t, name, c.software); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	// The hub's own folder of environments, exchanged for a link.
	must(t, os.Rename(l.cfg.Software, l.cfg.Software+".away"), os.Symlink(l.cfg.Software+".away", l.cfg.Software))
	if got := l.refusal(t, "exchanged", commonhall.Software{Path: "/env/x", Tree: "x/t1"}); !strings.Contains(got, "links are not followed") {
		t.Errorf("a link in place of all environments: %q", got)
	}
	if groups := l.groups(); len(groups) > 0 {
		t.Errorf("control groups are left: %v", groups)
	}
}

// refusal starts a run and returns in which sentence that was refused, at once or as
// the run's end.
func (l *library) refusal(t *testing.T, name string, software commonhall.Software) string {
	t.Helper()
	spec := l.wants(commonhall.ServerID("r-"+strings.NewReplacer(" ", "-", "'", "", "/", "").Replace(name)), "")
	spec.Software = &software
	err := l.s.Start(patience(t), spec)
	if errors.Is(err, spawner.ErrRefused) {
		return err.Error()
	}
	must(t, err)
	st, err := l.s.Status(patience(t), spec.ID)
	must(t, err)
	if st.Phase != spawner.Ended || st.End.Cause != commonhall.EndSetup || !strings.HasSuffix(st.End.Sentence(), ".") {
		return fmt.Sprintf("it runs: %+v", st)
	}
	return st.End.Sentence()
}

// TestOneDraftOneRun: a draft that a run has is refused to another, after the death of
// the warden as well, which the run outlives; and is free again when the run has ended.
func TestOneDraftOneRun(t *testing.T) {
	l := newLibrary(t)
	l.draft(t, "x/d2")
	first := l.startWarden()
	l.start(t, l.wants("a", "x/d1"))
	refused := func(id commonhall.ServerID) {
		t.Helper()
		err := l.s.Start(patience(t), l.wants(id, "x/d1"))
		if !errors.Is(err, spawner.ErrRefused) || !strings.Contains(err.Error(), "changes that draft already") {
			t.Errorf("a second run of the draft: %v", err)
		}
		if _, err := l.s.Status(patience(t), id); !errors.Is(err, spawner.ErrUnknown) {
			t.Errorf("a run that was refused is known: %v", err)
		}
	}
	refused("b")
	l.run(t, "a", `echo before > /env/x/kept`)
	kill(t, first.Process)
	_ = first.Wait()
	second := l.startWarden()
	t.Cleanup(func() { l.stopAll(); kill(t, second.Process); _ = second.Wait() })
	refused("c")
	if got := l.run(t, "a", `echo after >> /env/x/kept; cat /env/x/kept`); got != "before\nafter\n" {
		t.Errorf("after the warden's death the run sees %q", got)
	}
	again := l.wants("a", "x/d1")
	must(t, l.s.Start(patience(t), again)) // the same run
	l.start(t, l.wants("d", "x/d2"))
	_, err := l.s.Stop(patience(t), "a", 0, "ada")
	must(t, err)
	l.start(t, l.wants("e", "x/d1"))
	if got := l.run(t, "e", `cat /env/x/kept`); got != "before\nafter\n" {
		t.Errorf("the next run sees %q", got)
	}
}

// TestTwoAtOnce: of many that want a draft at the same moment one gets it.
func TestTwoAtOnce(t *testing.T) {
	l := newLibrary(t)
	l.serve()
	t.Cleanup(l.stopAll)
	results := make(chan error)
	for n := range 8 {
		spec := l.wants(commonhall.ServerID("a"+strconv.Itoa(n)), "x/d1")
		go func() { results <- l.s.Start(patience(t), spec) }()
	}
	got := 0
	for range 8 {
		if err := <-results; err == nil {
			got++
		} else if !errors.Is(err, spawner.ErrRefused) {
			t.Error(err)
		}
	}
	if got != 1 {
		t.Errorf("%d runs have the draft", got)
	}
}

// TestScratch: an account of nobody's has an empty home in memory, gone with the run,
// and can fill a draft; a person has no such home, and such an account no other.
func TestScratch(t *testing.T) {
	l := newLibrary(t)
	l.serve()
	t.Cleanup(l.stopAll)
	spec := l.wants("a", "x/d1")
	spec.Account = commonhall.Account{Name: "build", UID: l.cfg.UIDBase + warden.BuildOffset}
	spec.Limits, spec.Scratch = commonhall.Limits{Memory: 64 << 20}, true
	l.start(t, spec)
	script := `ls -A; stat -c '%u %a' .; echo kept > f; cp /bin/true t; ./t && echo runs; df -k . | tail -1 | tr -s ' ' | cut -d' ' -f2; echo built > /env/x/built; grep -c " $HOME rw,nosuid,nodev" /proc/self/mountinfo`
	want := strconv.Itoa(spec.Account.UID) + " 700\nruns\n32768\n1\n"
	if got := l.run(t, "a", script); got != want {
		t.Errorf("in a passing home:\n%s\nwant\n%s", got, want)
	}
	if homes, err := os.ReadDir(l.cfg.Homes); err != nil || len(homes) > 0 {
		t.Errorf("on disk there are the homes %v, %v", homes, err)
	}
	_, err := l.s.Stop(patience(t), "a", 0, "ada")
	must(t, err)
	spec.ID = "a2"
	l.start(t, spec)
	if got := l.run(t, "a2", `ls -A; cat /env/x/built`); got != "built\n" {
		t.Errorf("the next run sees %s", got)
	}
	for name, c := range map[string]struct {
		offset  int
		scratch bool
	}{
		"a build with a home": {warden.BuildOffset, false}, "the last one": {warden.PeopleOffset - 1, false},
		"a person without": {warden.PeopleOffset, true}, "another person": {warden.BlockSize - 1, true},
		"below the builds": {warden.BuildOffset - 1, true}, "the hub": {warden.HubOffset, true},
		"beyond": {warden.BlockSize, true}, "root": {-l.cfg.UIDBase, true},
	} {
		spec := l.spec("r", "/bin/true")
		spec.Account.UID, spec.Scratch = l.cfg.UIDBase+c.offset, c.scratch
		if err := l.s.Start(patience(t), spec); !errors.Is(err, spawner.ErrRefused) || !strings.Contains(err.Error(), "uid") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
