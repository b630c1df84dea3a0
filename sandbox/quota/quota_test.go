package quota

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
)

const mega = 1 << 20

// disk is a file system with the homes of two people.
type disk struct {
	*testing.T
	dir      string
	ada, ben *os.File
}

const adaUID, benUID = 700_001, 700_002

func newDisk(t *testing.T, options string, mkfs ...string) *disk {
	d := &disk{T: t, dir: needs.Disk(t, "600M", options, mkfs...)}
	switch {
	case mkfs[0] == "mkfs.btrfs":
		d.run(0, "btrfs quota enable "+d.dir)
	case options == "relatime": // as on a machine that was made without quotas
		needs.Programs(t, "quotacheck", "quotaon")
		d.run(0, "mount -o remount,usrjquota=aquota.user,jqfmt=vfsv1 "+d.dir+" && quotacheck --create-files --user --no-remount "+d.dir)
		if out, err := exec.Command("quotaon", d.dir).CombinedOutput(); err != nil {
			needs.AnotherMachine(t, "its kernel has no quotas in files: "+string(out))
		}
	}
	d.ada, d.ben = d.home("ada", adaUID), d.home("ben", benUID)
	return d
}

func (d *disk) home(name string, uid int) *os.File {
	d.Helper()
	top, err := os.Open(d.dir)
	d.must(err)
	defer top.Close()
	d.must(Mkdirat(int(top.Fd()), name, 0o700), os.Chown(filepath.Join(d.dir, name), uid, uid))
	f, err := os.Open(filepath.Join(d.dir, name))
	d.must(err)
	d.Cleanup(func() { f.Close() })
	return f
}

func (d *disk) must(errs ...error) {
	d.Helper()
	if err := errors.Join(errs...); err != nil {
		d.Fatal(err)
	}
}

// run has an account run a line of shell, and returns what it says.
func (d *disk) run(uid int, line string) string {
	d.Helper()
	cmd := exec.Command("/bin/sh", "-c", "cd "+d.dir+"; "+line)
	cmd.Env = []string{"LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	out, err := cmd.CombinedOutput()
	if err != nil && uid == 0 {
		d.Fatalf("%s: %v %s", line, err, out)
	}
	return string(out)
}

// use is what the file system says when it has written everything down.
func (d *disk) use(dir *os.File, uid int) Use {
	d.Helper()
	d.run(0, "sync -f "+d.dir)
	r := Look(dir, uid)
	if r.Unheld != "" {
		d.Fatal(r.Unheld)
	}
	return Use{Bytes: r.Used, Limit: r.Limit, Files: r.Files, MaxFiles: r.MaxFiles}
}

// TestQuota: who has filled what they have is told that, and loses nothing by it; others
// go on. It can be made more while it is full, and less than what is used.
func TestQuota(t *testing.T) {
	for _, c := range []struct {
		name, options string
		mkfs          []string
		noFiles       bool // no limit of files
	}{
		{"ext4", "usrquota", []string{"mkfs.ext4", "-q", "-O", "quota"}, false},
		{"ext4 as it is", "relatime", []string{"mkfs.ext4", "-q"}, false},
		{"xfs", "uquota", []string{"mkfs.xfs", "-q"}, false},
		{"btrfs", "noatime", []string{"mkfs.btrfs", "-q"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDisk(t, c.options, c.mkfs...)
			d.must(Set(d.ada, adaUID, 20*mega), Set(d.ben, benUID, 40*mega))
			out := d.run(adaUID, "echo mine > ada/kept; dd if=/dev/zero of=ada/big bs=64k count=640 conv=fsync")
			if !strings.Contains(out, "Disk quota exceeded") {
				t.Fatalf("40 MiB of 20: %s", out)
			}
			if u := d.use(d.ada, adaUID); u.Limit != 20*mega || u.Bytes < 18*mega || u.Bytes > 20*mega {
				t.Errorf("it says %+v", u)
			}
			if out := d.run(benUID, "dd if=/dev/zero of=ben/some bs=1M count=30 conv=fsync"); !strings.Contains(out, "30+0 records out") {
				t.Errorf("somebody else: %s", out)
			}
			d.must(Set(d.ada, adaUID, 30*mega))
			if out := d.run(adaUID, "dd if=/dev/zero of=ada/more bs=1M count=8 conv=fsync"); !strings.Contains(out, "8+0 records out") {
				t.Errorf("with 10 MiB more: %s", out)
			}
			d.must(Set(d.ada, adaUID, 10*mega), Set(d.ada, adaUID, 40*mega), Set(d.ada, adaUID, 10*mega))
			if out := d.run(adaUID, "cat ada/kept; echo x > ada/x; dd if=/dev/zero of=ada/y bs=64k count=80 conv=fsync"); !strings.Contains(out, "mine") || !strings.Contains(out, "quota exceeded") {
				t.Errorf("with less than is used: %s", out)
			}
			d.run(adaUID, "rm -f ada/big ada/more ada/x ada/y; sync -f ada")
			if out := d.run(adaUID, "dd if=/dev/zero of=ada/new bs=1M count=5 conv=fsync"); !strings.Contains(out, "5+0 records out") {
				t.Errorf("when there is room again: %s", out)
			}
			d.must(Set(d.ada, adaUID, 0))
			if out := d.run(adaUID, "dd if=/dev/zero of=ada/free bs=1M count=50 conv=fsync"); !strings.Contains(out, "50+0 records out") {
				t.Errorf("without a limit: %s", out)
			}
			if u := d.use(d.ada, adaUID); u.Limit != 0 || u.MaxFiles != 0 || u.Bytes < 54*mega {
				t.Errorf("without a limit it says %+v", u)
			}
			if !c.noFiles {
				d.files()
			}
		})
	}
}

// TestSomebodyElsesLimit: what an administrator set with the tools of the system stays where
// nothing is decided here; a limit of ours goes, and takes its place where one is.
func TestSomebodyElsesLimit(t *testing.T) {
	for _, c := range []struct {
		options string
		mkfs    []string
		others  []string // what sets a limit of 30 MiB
	}{
		{"usrquota", []string{"mkfs.ext4", "-q", "-O", "quota"}, []string{"setquota -u 700001 0 30720 0 0 .", "setquota -u 700001 20000 30720 0 20000 .", "setquota -u 700001 0 30720 0 50 ."}},
		{"uquota", []string{"mkfs.xfs", "-q"}, []string{"xfs_quota -x -c 'limit -u bhard=30m 700001' ."}},
		{"noatime", []string{"mkfs.btrfs", "-q"}, []string{"btrfs qgroup limit 30M ada", "btrfs qgroup limit 30M ada; btrfs qgroup limit -e 50M ada"}},
	} {
		t.Run(c.mkfs[0], func(t *testing.T) {
			d := newDisk(t, c.options, c.mkfs...)
			for _, other := range c.others {
				needs.Programs(t, strings.Fields(other)[0])
				d.run(0, other)
				d.must(Set(d.ada, adaUID, 0))
				if u := d.use(d.ada, adaUID); u.Limit != 30*mega {
					t.Errorf("%s: it says %+v", other, u)
				}
				d.must(Set(d.ada, adaUID, 40*mega+7)) // no whole blocks
				if u := d.use(d.ada, adaUID); u.Limit != 40*mega+grain {
					t.Errorf("ours in its place: %+v", u)
				}
				d.must(Set(d.ada, adaUID, 400*mega), Set(d.ada, adaUID, 0))
				if u := d.use(d.ada, adaUID); u.Limit != 0 || u.MaxFiles != 0 {
					t.Errorf("when ours is gone: %+v", u)
				}
			}
		})
	}
}

// files: files are bounded as well, for they can run out.
func (d *disk) files() {
	d.must(Set(d.ben, benUID, 41*mega))
	if u := d.use(d.ben, benUID); u.MaxFiles != leastFiles || u.Files < 2 || u.Files > 10 {
		d.Errorf("of files it says %+v", u)
	}
	d.must(users{}.set(d.ben, benUID, Use{Limit: 41 * mega, MaxFiles: 50}))
	if out := d.run(benUID, "for i in $(seq 100); do : > ben/$i; done"); !strings.Contains(out, "quota exceeded") {
		d.Errorf("100 files of 50: %s", out)
	}
}

// TestWithoutQuotas: a file system that bounds nobody says so, and why.
func TestWithoutQuotas(t *testing.T) {
	for _, c := range []struct {
		options, kind, want string
		mkfs                []string
	}{
		{"noatime", "ext4", "(ext4) is mounted without quotas", []string{"mkfs.ext4", "-q"}},
		{"noquota", "xfs", "(xfs) is mounted without quotas", []string{"mkfs.xfs", "-q"}},
		{"noatime", "btrfs", "not switched on in the file system (btrfs)", []string{"mkfs.btrfs", "-q"}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			dir, err := os.Open(needs.Disk(t, "600M", c.options, c.mkfs...))
			if err != nil {
				t.Fatal(err)
			}
			defer dir.Close()
			for _, owner := range []int{0, adaUID} {
				if r := Look(dir, owner); !strings.Contains(r.Unheld, c.want) {
					t.Errorf("%+v", r)
				}
			}
			if err := Set(dir, adaUID, mega); err != nil {
				t.Errorf("as if it were a fault: %v", err)
			}
		})
	}
	t.Run("in memory", func(t *testing.T) {
		dir, err := os.Open(needs.SmallDisk(t, "1m"))
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		if r := Look(dir, adaUID); r.Unheld != "This kind of file system has no quotas." {
			t.Errorf("%+v", r)
		}
	})
}

// TestOrdinaryFolder: a folder of btrfs from before is no subvolume: it cannot be bounded,
// and what is in it stays, until it is made one as doc/how-to/limits.md says. An emptied
// subvolume goes as a folder does.
func TestOrdinaryFolder(t *testing.T) {
	d := newDisk(t, "noatime", "mkfs.btrfs", "-q")
	d.run(0, "mkdir old; echo mine > old/kept")
	old, err := os.Open(filepath.Join(d.dir, "old"))
	d.must(err)
	defer old.Close()
	d.must(Set(old, adaUID, mega))
	if r := Look(old, adaUID); !strings.Contains(r.Unheld, "no subvolume") {
		t.Errorf("%+v", r)
	}
	d.run(0, "grep mine old/kept; mv ada gone; rmdir gone; btrfs subvolume create .old; cp -a --reflink=always old/. .old; mv old away; mv -T .old old; grep mine old/kept")
	made, err := os.Open(filepath.Join(d.dir, "old"))
	d.must(err)
	defer made.Close()
	d.must(Set(made, adaUID, 10*mega))
	if u := d.use(made, adaUID); u.Limit != 10*mega {
		t.Errorf("it says %+v", u)
	}
}
