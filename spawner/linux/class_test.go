package linux_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/packaging/needs"
	"commonhall/sandbox/overlay"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/warden"
)

// class is a house with groups: Physics-11 has the number 100, Ö.b+c 101.
type class struct {
	*house
	s *linux.Spawner
}

func newClass(t *testing.T) *class {
	t.Helper()
	h := newHouse(t, 6, commonhall.Limits{})
	return &class{house: h, s: h.client(t)}
}

func (c *class) group(name string, number int) commonhall.Membership {
	return commonhall.Membership{Group: commonhall.GroupName(name), GID: c.cfg.UIDBase + number}
}

func (c *class) physics() commonhall.Membership { return c.group("Physics-11", 100) }

func teaches(m commonhall.Membership) commonhall.Membership {
	m.Teacher = true
	return m
}

// at is a path below the folders of groups.
func (c *class) at(name string) string { return filepath.Join(c.cfg.Groups, name) }

// enter starts a server of a new person who is in groups.
func (c *class) enter(t *testing.T, id commonhall.ServerID, groups ...commonhall.Membership) spawner.Spec {
	t.Helper()
	spec := c.spec(id, "/bin/sleep", "1000")
	spec.Groups = groups
	c.begin(t, spec)
	return spec
}

// begin starts a run, on a machine that can show its folders.
func (c *class) begin(t *testing.T, spec spawner.Spec) {
	t.Helper()
	must(t, c.s.Start(patience(t), spec))
	st, err := c.s.Status(patience(t), spec.ID)
	must(t, err)
	if strings.Contains(st.Missing, overlay.ErrUnsupported.Error()) {
		needs.AnotherMachine(t, st.Missing)
	}
	if st.Phase == spawner.Ended || st.Missing != "" {
		t.Fatalf("it does not run as it should: %+v", st)
	}
}

func (c *class) end(t *testing.T, id commonhall.ServerID) {
	t.Helper()
	_, err := c.s.Stop(patience(t), id, 0, "ada")
	must(t, err)
}

// says runs a script in a server and compares.
func (c *class) says(t *testing.T, id commonhall.ServerID, script, want string) {
	t.Helper()
	x := &hostile{T: t, h: c.house, s: c.s}
	if got := x.run(t, id, script); got != want {
		t.Errorf("%s: %s\ngot  %q\nwant %q", id, script, got, want)
	}
}

func ownFolder(c *class, a commonhall.Account) string {
	return a.Name + "-" + strconv.Itoa(a.UID-c.cfg.UIDBase)
}

// TestMaterial: a teacher hands out, whatever umask their programs have; members read it
// at once, and cannot change it in any way.
func TestMaterial(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	before, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	c.enter(t, "kim", teaches(c.physics()))
	c.enter(t, "ada", c.physics())
	c.says(t, "kim", `umask 077; cd /class/Physics-11/material; echo one > sheet; mkdir week1; echo data > ~/data; mv ~/data week1; cp /bin/true tool`, "")
	c.says(t, "ada", `cd ~/class/Physics-11/material; cat sheet week1/data; ./tool; echo $?; stat -c %U sheet week1 | sort -u; readlink ~/class`, "one\ndata\n0\np1002\n/class\n")
	c.says(t, "ada", `cd /class/Physics-11/material; for f in new sheet week1/data week1/new; do (echo x > $f) 2>/dev/null && echo wrote; done
		rm -f sheet 2>/dev/null && echo removed; mv sheet sheet2 2>/dev/null && echo renamed; mkdir d 2>/dev/null && echo made; chmod 777 . sheet 2>/dev/null && echo changed; touch sheet 2>/dev/null && echo touched
		ln sheet /class/Physics-11/shared/hard 2>/dev/null && echo linked; (echo x > /proc/self/cwd/sheet) 2>/dev/null && echo again; true`, "")
	c.says(t, "kim", `cd /class/Physics-11/material; cat sheet; echo two > sheet; ls`, "one\nsheet\ntool\nweek1\n")
	c.says(t, "ada", `cat /class/Physics-11/material/sheet`, "two\n")
	if after, err := os.ReadFile("/proc/self/mountinfo"); err != nil || string(after) != string(before) {
		t.Errorf("the machine's mounts were\n%s\nand are\n%s", before, after)
	}
	c.belongs(t, "Physics-11-100/material", c.physics().GID)
}

// belongs holds that everything on disk at path and below is owner's.
func (c *class) belongs(t *testing.T, path string, owner int) {
	t.Helper()
	must(t, filepath.WalkDir(c.at(path), func(path string, _ os.DirEntry, err error) error {
		var st unix.Stat_t
		if err = firstOf(err, unix.Lstat(path, &st)); err == nil && (int(st.Uid) != owner || int(st.Gid) != owner) {
			t.Errorf("on disk %s belongs to %d:%d", path, st.Uid, st.Gid)
		}
		return err
	}))
}

// TestShared: what one makes the others can change and delete, whatever program made it.
func TestShared(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	c.enter(t, "kim", teaches(c.physics()))
	c.enter(t, "ada", c.physics())
	c.enter(t, "ben", c.physics())
	c.says(t, "ada", `umask 077; cd /class/Physics-11/shared; echo ada > plain; echo moved > ~/m; mv ~/m moved; echo kept > ~/k; chmod 600 ~/k; cp -p ~/k kept; mkdir d; echo deep > d/f; chmod 000 d; echo locked > l; chmod 400 l; mkdir d2; chmod 1777 d2; echo s > d2/f`, "")
	c.says(t, "ben", `umask 077; cd /class/Physics-11/shared; for f in plain moved kept; do echo ben >> $f; cat $f; done; chmod 700 d; cat d/f; echo x > d/f; rm -f l && rm -r d d2; echo mine > bens; stat -c %u:%g . plain bens | sort -u; ls`,
		fmt.Sprintf("ada\nben\nmoved\nben\nkept\nben\ndeep\n%[1]d:%[1]d\nbens\nkept\nmoved\nplain\n", c.cfg.UIDBase+warden.PeopleOffset+3))
	c.says(t, "kim", `cd /class/Physics-11/shared; echo kim >> bens; rm plain; ls`, "bens\nkept\nmoved\n")
	c.says(t, "ada", `cd /class/Physics-11/shared; cat bens; mv bens ..  2>/dev/null; mv bens ~ && cat ~/bens && stat -c %U ~/bens`, "mine\nkim\nmine\nkim\np1002\n")
	c.belongs(t, "Physics-11-100/shared", c.physics().GID)
}

// TestHandIn: members see their own hand-ins alone, teachers see all and change none;
// what teachers give back the member reads.
func TestHandIn(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	ada := c.enter(t, "ada", c.physics())
	ben := c.enter(t, "ben", c.physics())
	c.enter(t, "kim", teaches(c.physics()))
	adas, bens := ownFolder(c, ada.Account), ownFolder(c, ben.Account)
	c.says(t, "ada", `umask 077; cd /class/Physics-11/handin; ls -A; echo work > work; mkdir d; echo more > d/f; ls ..`, "handin\nmaterial\nreturned\nshared\n")
	c.says(t, "ben", `cd /class/Physics-11/handin; ls -A . ..; ls -A ../handin/.. | wc -l; ls ../`+adas+` 2>/dev/null; ls /class/Physics-11/handin/`+adas+` 2>/dev/null; cd ..; stat -c %u handin; true`,
		".:\n\n..:\nhandin\nmaterial\nreturned\nshared\n4\n"+strconv.Itoa(ben.Account.UID)+"\n")
	c.says(t, "kim", `cd /class/Physics-11/handin; ls; cat `+adas+`/work `+adas+`/d/f; for f in new `+adas+`/new `+adas+`/work; do (echo x > $f) 2>/dev/null && echo wrote; done; rm -rf `+adas+` 2>/dev/null && echo removed; true`,
		adas+"\n"+bens+"\nwork\nmore\n")
	c.says(t, "kim", `umask 077; cd /class/Physics-11/returned; echo well > `+adas+`/comments; cp -r ../handin/`+adas+`/d `+adas+`; mv `+adas+` x 2>/dev/null && echo renamed; rmdir `+bens+` 2>/dev/null && echo removed; ln -s / link 2>/dev/null && echo linked; ls`, adas+"\n"+bens+"\n")
	c.says(t, "ada", `cd /class/Physics-11; cat handin/work returned/comments returned/d/f; (echo x > returned/comments) 2>/dev/null && echo wrote; true`, "work\nwell\nmore\n")
	c.says(t, "ben", `ls -A /class/Physics-11/handin /class/Physics-11/returned`, "/class/Physics-11/handin:\n\n/class/Physics-11/returned:\n")
}

// TestLinksInAClass: links lead nowhere, neither a teacher's program nor a neighbour's, and
// not the warden, also where a teacher has copied them; set-uid programs have no effect.
func TestLinksInAClass(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	ada := c.enter(t, "ada", c.physics())
	ben := c.enter(t, "ben", c.physics())
	kim := c.enter(t, "kim", teaches(c.physics()))
	adas := ownFolder(c, ada.Account)
	for _, who := range []spawner.Spec{ben, kim} {
		c.says(t, who.ID, `echo secret > ~/secret`, "")
	}
	c.says(t, "ada", `cd /class/Physics-11; for to in /etc/shadow /home/`+kim.Account.Name+`/secret /home/`+ben.Account.Name+`/secret /proc/self/root/etc/shadow; do ln -s $to handin/l$(ls handin | wc -l); ln -s $to shared/l$(ls shared | wc -l); done; ln -s / shared/root; ln -s /home handin/home; ls handin shared | wc -l`, "13\n")
	c.says(t, "kim", `cd /class/Physics-11; cat handin/`+adas+`/l* shared/l* 2>/dev/null; ls handin/`+adas+`/home/ shared/root/ 2>/dev/null; (echo x > shared/l1) 2>/dev/null && echo wrote; cat ~/secret
		cp -r handin/`+adas+`/l* material; cp -r handin/`+adas+`/l* returned/`+adas+`; for l in material/l* returned/`+adas+`/l*; do (echo x > $l) 2>/dev/null && echo wrote; done; cat ~/secret; ls material | wc -l`, "secret\nsecret\n4\n")
	c.says(t, "ben", `cd /class/Physics-11; for l in shared/l*; do (echo x > $l) 2>/dev/null && echo wrote; done; cat shared/l* 2>/dev/null; cat ~/secret`, "secret\n")
	c.says(t, "ada", `cd /class/Physics-11; cp /usr/bin/id shared/id; chmod 6755 shared/id; mknod handin/n c 1 1 2>/dev/null && echo device; ln /etc/passwd shared/h 2>/dev/null && echo hard; ln ~/class shared/h 2>/dev/null && echo hard; echo x > ~/x; ln ~/x shared/x 2>/dev/null && echo hard; true`, "")
	c.says(t, "ben", `/class/Physics-11/shared/id -u; grep -c ' /class/Physics-11/[a-z]* r[wo],nosuid,nodev' /proc/self/mountinfo`, strconv.Itoa(ben.Account.UID)+"\n4\n")
	// What a member might wish that the warden finds at the next start.
	c.end(t, "ada")
	c.says(t, "kim", `cd /class/Physics-11; rm shared/id; ls -d handin/`+adas, "handin/"+adas+"\n")
	must(t, os.Rename(c.at("Physics-11-100/handin/"+adas), c.at("Physics-11-100/handin/"+adas+".away")), os.Symlink("/etc", c.at("Physics-11-100/handin/"+adas)))
	ada.ID = "ada2"
	must(t, c.s.Start(patience(t), ada))
	st, err := c.s.Status(patience(t), "ada2")
	if err != nil || st.Phase == spawner.Ended || !strings.Contains(st.Missing, "the folders of Physics-11: in Physics-11-100/handin: "+adas+" is not a folder, and links are not followed") {
		t.Errorf("with a link in place of a folder: %+v, %v", st, err)
	}
	c.says(t, "ada2", `ls -A /class 2>/dev/null; cat ~/x`, "x\n")
}

// TestTwoGroups: who is in two groups sees both, who is in none nothing, and names with
// odd letters are names.
func TestTwoGroups(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	odd := c.group("Ö.b+c_d@e-100", 899)
	c.enter(t, "kim", teaches(c.physics()), odd)
	c.enter(t, "ben", odd)
	c.enter(t, "nobody")
	c.says(t, "kim", `echo p > /class/Physics-11/material/f; (echo o > /class/Ö.b+c_d@e-100/material/f) 2>/dev/null || echo refused; echo o > /class/Ö.b+c_d@e-100/shared/f; ls /class | wc -l`, "refused\n2\n")
	c.says(t, "ben", `ls /class; cat /class/*/shared/f; ls /class/Physics-11 2>/dev/null; (mkdir /class/x || echo x > /class/x) 2>/dev/null && echo made; true`, "Ö.b+c_d@e-100\no\n")
	c.says(t, "nobody", `ls -d /class ~/class 2>/dev/null; ls -A | grep class; true`, "")
	names, err := filepath.Glob(c.at("*-*"))
	if err != nil || len(names) != 2 || names[1] != c.at("Ö.b+c_d@e-100-899") {
		t.Errorf("on disk there are %q, %v", names, err)
	}
}

// TestShortcut: the link in the home takes nothing's place.
func TestShortcut(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	spec := c.enter(t, "a", c.physics())
	for n, script := range []string{`rm class; echo mine > class`, `rm class; mkdir class; echo mine > class/f`, `rm -r class; ln -s nowhere class`, `rm class`} {
		c.says(t, spec.ID, script+`; ls -ld class > state 2>/dev/null`+map[bool]string{true: "; true"}[n == 3], "")
		c.end(t, spec.ID)
		spec.ID = commonhall.ServerID("a" + strconv.Itoa(n))
		c.begin(t, spec)
		want := "same\n"
		if n == 3 {
			want = "lrwxrwxrwx " + spec.Account.Name + " /class\n"
			c.says(t, spec.ID, `echo $(stat -c '%A %U' class) $(readlink class)`, want)
			continue
		}
		c.says(t, spec.ID, `ls -ld class | cmp - state && echo same; ls /class`, want+"Physics-11\n")
	}
}

// TestGroupsThatAreRefused: whatever the hub says.
func TestGroupsThatAreRefused(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	var many []commonhall.Membership
	for n := range commonhall.MaxClassFolders + 1 {
		many = append(many, c.group("g"+strconv.Itoa(n), 100+n))
	}
	for name, groups := range map[string][]commonhall.Membership{
		"below": {c.group("a", 99)}, "above": {c.group("a", 900)}, "a person": {c.group("a", 1001)}, "the hub": {c.group("a", warden.HubOffset)},
		"root": {c.group("a", -c.cfg.UIDBase)}, "another's": {c.group("a", warden.BlockSize+100)},
		"slash": {c.group("a/b", 100)}, "up": {c.group("..", 100)}, "up within": {c.group("a/../b", 100)}, "hidden": {c.group(".new-a", 100)},
		"none": {c.group("", 100)}, "nul": {c.group("a\x00b", 100)}, "bytes": {c.group("a\xffb", 100)}, "long": {c.group(strings.Repeat("a", 65), 100)},
		"twice": {c.group("a", 100), c.group("A", 101)}, "many": many,
	} {
		spec := c.spec("r", "/bin/sleep", "1000")
		spec.Groups = groups
		if err := c.s.Start(patience(t), spec); !errors.Is(err, spawner.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	scratch := c.spec("r", "/bin/sleep", "1000")
	scratch.Account.UID, scratch.Scratch, scratch.Groups = c.cfg.UIDBase+warden.BuildOffset, true, many[:1]
	if err := c.s.Start(patience(t), scratch); !errors.Is(err, spawner.ErrRefused) {
		t.Errorf("a passing account: %v", err)
	}
	if entries, err := os.ReadDir(c.cfg.Groups); err != nil || len(entries) > 0 {
		t.Errorf("on disk there are %v, %v", entries, err)
	}
	many = many[:commonhall.MaxClassFolders]
	c.enter(t, "all", many...)
	c.says(t, "all", `ls /class | wc -l; ls -d /class/*/shared | wc -l`, "32\n32\n")
}

// TestFoldersThatAreLost: a group whose folder is another's, or not what it should be,
// costs nobody their server, and the others' folders are there.
func TestFoldersThatAreLost(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	must(t, os.Mkdir(c.at("Former-100"), 0o700), os.Symlink("/etc", c.at("link-102")), os.WriteFile(c.at("file-103"), nil, 0o600),
		os.Mkdir(c.at("theirs-104"), 0o700), os.Chown(c.at("theirs-104"), c.account().UID, 0))
	spec := c.spec("a", "/bin/sleep", "1000")
	spec.Groups = []commonhall.Membership{c.physics(), c.group("ok", 101), c.group("link", 102), c.group("file", 103), c.group("theirs", 104)}
	must(t, c.s.Start(patience(t), spec))
	st, err := c.s.Status(patience(t), "a")
	must(t, err)
	for _, want := range []string{"the folders of Physics-11: the number 100 is that of Former-100 already", "link-102 is not a folder, and links", "file-103 is not a folder", "theirs-104 belongs to the account"} {
		if !strings.Contains(st.Missing, want) {
			t.Errorf("it says %q, not %q", st.Missing, want)
		}
	}
	c.says(t, "a", `ls /class; cd /class/ok/shared && echo f > f && cat f`, "ok\nf\n")
}

// TestClassAtOnce: twelve begin at the same moment in a group that has no folders yet,
// and what a warden left that was killed meanwhile is no harm.
func TestClassAtOnce(t *testing.T) {
	c := newClass(t)
	must(t, os.MkdirAll(c.at(".new-Physics-11-100"), 0o700))
	first := c.startWarden()
	results := make(chan error)
	var specs []spawner.Spec
	for n := range 12 {
		spec := c.spec(commonhall.ServerID("a"+strconv.Itoa(n)), "/bin/sleep", "1000")
		spec.Groups = []commonhall.Membership{c.physics()}
		specs = append(specs, spec)
		go func() { results <- c.s.Start(patience(t), spec) }()
	}
	for range specs {
		must(t, <-results)
	}
	for _, spec := range specs {
		if st, err := c.s.Status(patience(t), spec.ID); err != nil || st.Missing != "" || st.Phase == spawner.Ended {
			t.Errorf("%+v, %v", st, err)
		}
	}
	c.says(t, "a0", `echo before > /class/Physics-11/shared/f`, "")
	kill(t, first.Process)
	_ = first.Wait()
	second := c.startWarden()
	t.Cleanup(func() { c.stopAll(); kill(t, second.Process); _ = second.Wait() })
	c.says(t, "a1", `cat /class/Physics-11/shared/f; echo after > /class/Physics-11/shared/f`, "before\n")
	c.enter(t, "late", c.physics())
	c.says(t, "late", `cat /class/Physics-11/shared/f; ls -A /class/Physics-11/handin`, "after\n")
	if left, err := filepath.Glob(c.at("*/.new-*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if handed, err := os.ReadDir(c.at("Physics-11-100/handin")); err != nil || len(handed) != len(specs)+1 {
		t.Errorf("there are hand-in folders %v, %v", handed, err)
	}
}

// TestAGroupsFolderIsExchanged: a start in the instant of a restore, in which there is no
// folder, makes none, and shows the one that came back.
func TestAGroupsFolderIsExchanged(t *testing.T) {
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	c.enter(t, "first", c.physics())
	c.says(t, "first", `echo "as it was" > /class/Physics-11/shared/f`, "")
	shared := c.at("Physics-11-100/shared")
	held, err := mounted.Exchange(c.cfg.Groups)
	must(t, err, os.Rename(shared, shared+"-built"))
	spec := c.spec("second", "/bin/sleep", "1000")
	spec.Groups = []commonhall.Membership{c.physics()}
	started := make(chan error, 1)
	go func() { started <- c.s.Start(patience(t), spec) }()
	for waits := 0; waits < 2 && len(started) == 0; { // the note is open here, and in the warden, which is this process
		waits = 0
		fds, err := filepath.Glob("/proc/self/fd/*")
		must(t, err)
		for _, fd := range fds {
			if to, _ := os.Readlink(fd); to == c.cfg.Groups+mounted.Known {
				waits++
			}
		}
	}
	must(t, os.Rename(shared+"-built", shared), held.Close(), <-started)
	c.says(t, "second", `cat /class/Physics-11/shared/f`, "as it was\n")
}

// TestDisksOfGroups: on a disk that is full, or whose file system cannot show files under
// another owner, everybody's server starts all the same, and it is told why.
func TestDisksOfGroups(t *testing.T) {
	for fs, c := range map[string]struct{ options, want string }{
		"tmpfs": {"size=64k,nr_inodes=4,mode=711", "no space left on device"},
		"ramfs": {"mode=711", overlay.ErrUnsupported.Error() + ": the file system ramfs cannot show files under another owner"},
	} {
		t.Run(fs, func(t *testing.T) {
			h := newClass(t)
			must(t, os.Mkdir(h.cfg.Groups, 0o711))
			if err := unix.Mount(fs, h.cfg.Groups, fs, 0, c.options); err != nil {
				needs.Skip(t, "cannot mount: "+err.Error())
			}
			t.Cleanup(func() { must(t, unix.Unmount(h.cfg.Groups, unix.MNT_DETACH)) })
			h.serve()
			t.Cleanup(h.stopAll)
			spec := h.spec("a", "/bin/sleep", "1000")
			spec.Groups = []commonhall.Membership{h.physics()}
			must(t, h.s.Start(patience(t), spec))
			st, err := h.s.Status(patience(t), "a")
			if fs == "tmpfs" && strings.Contains(st.Missing, "cannot show files under another owner") {
				needs.AnotherMachine(t, st.Missing) // before Linux 6.3
			}
			if err != nil || st.Phase == spawner.Ended || !strings.Contains(st.Missing, c.want) {
				t.Errorf("%+v, %v", st, err)
			}
			h.says(t, "a", `echo mine > f; cat f; ls -A /class 2>/dev/null; true`, "mine\n")
			if fs == "tmpfs" { // there is room again
				must(t, unix.Mount("", h.cfg.Groups, "", unix.MS_REMOUNT, "size=1m,nr_inodes=100"))
				h.enter(t, "b", h.physics())
				h.says(t, "b", `ls /class/Physics-11`, "handin\nmaterial\nreturned\nshared\n")
			}
		})
	}
}

// TestClassLeavesNothing: starts and failed starts leave the warden the descriptors, and
// the machine the mounts and processes, that were there before.
func TestClassLeavesNothing(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // it would close what was forgotten
	c := newClass(t)
	c.serve()
	t.Cleanup(c.stopAll)
	state := func() string {
		fds, err := os.ReadDir("/proc/self/fd")
		must(t, err)
		mounts, err := os.ReadFile("/proc/self/mountinfo")
		must(t, err)
		return fmt.Sprintf("%d descriptors\n%s", len(fds), mounts)
	}
	round := func(id commonhall.ServerID) {
		t.Helper()
		spec := c.spec(id, "/bin/sleep", "1000")
		spec.Groups = []commonhall.Membership{c.physics(), teaches(c.group("math", 101)), c.group("lost", 102)}
		must(t, c.s.Start(patience(t), spec))
		c.end(t, id)
		must(t, c.s.Forget(patience(t), id))
	}
	must(t, os.Symlink("/etc", c.at("lost-102")))
	round("first")
	before := state()
	for n := range 5 {
		round(commonhall.ServerID("r" + strconv.Itoa(n)))
	}
	if after := state(); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
	// What is open in part when a folder is missing is closed.
	must(t, os.Remove(c.at("math-101/shared")), os.Symlink("/etc", c.at("math-101/shared")))
	for n := range 5 {
		round(commonhall.ServerID("s" + strconv.Itoa(n)))
	}
	if after := state(); after != before {
		t.Errorf("before:\n%s\nafter failures:\n%s", before, after)
	}
}
