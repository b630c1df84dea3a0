package linux_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/spawner"
)

// full is a class whose folders lie on a file system of its own that has quotas.
type full struct {
	*class
	x    *hostile
	disk string
}

// onDisks runs a test on each file system with quotas that this machine can mount.
func onDisks(t *testing.T, test func(t *testing.T, f *full)) {
	for _, k := range []struct {
		name, options string
		mkfs          []string
	}{
		{"ext4", "usrquota", []string{"mkfs.ext4", "-q", "-O", "quota"}},
		{"xfs", "uquota", []string{"mkfs.xfs", "-q"}},
		{"btrfs", "noatime", []string{"mkfs.btrfs", "-q"}},
	} {
		t.Run(k.name, func(t *testing.T) {
			disk := needs.Disk(t, "1G", k.options, k.mkfs...)
			if k.name == "btrfs" {
				out, err := exec.Command("btrfs", "quota", "enable", disk).CombinedOutput()
				if err != nil {
					t.Fatalf("%v %s", err, out)
				}
			}
			c := newClass(t)
			for _, dir := range []*string{&c.cfg.Homes, &c.cfg.Groups, &c.cfg.Logs} {
				*dir = filepath.Join(disk, filepath.Base(*dir))
			}
			f := &full{class: c, x: &hostile{T: t, h: c.house, s: c.s}, disk: disk}
			stop := f.serveUntil()
			defer stop() // before the disk goes
			defer f.stopAll()
			test(t, f)
		})
	}
}

const mega = 1 << 20

// uses is what is told of an account when everything is written down.
func (f *full) uses(t *testing.T, a commonhall.Account) spawner.Disk {
	t.Helper()
	d, err := os.Open(f.disk)
	must(t, err)
	defer d.Close()
	must(t, unix.Syncfs(int(d.Fd())))
	all, err := f.s.Disks(patience(t), a)
	must(t, err)
	if all[0].Unheld != "" || all[a.UID].Unheld != "" {
		t.Fatalf("of %d it tells %+v", a.UID, all)
	}
	return all[a.UID]
}

// sees runs a script in a server, in which each of words must then stand.
func (f *full) sees(t *testing.T, id commonhall.ServerID, script string, words ...string) {
	t.Helper()
	out := f.x.run(t, id, script)
	for _, w := range words {
		if !strings.Contains(out, w) {
			t.Errorf("%s: %s\ngot  %q\nwant %q in it", id, script, out, w)
		}
	}
}

const fills = `dd if=/dev/zero of=%s bs=64k count=640 conv=fsync`

// TestFullHome: whoever has filled what they have writes no more, and loses nothing. They
// stop and start, delete, and go on; their output is written, too; their neighbour and
// their group do not notice.
func TestFullHome(t *testing.T) {
	onDisks(t, func(t *testing.T, f *full) {
		physics := f.physics()
		physics.Disk = 30 * mega
		ada := f.spec("a", "/bin/sh", "-c", obeys)
		ada.Limits, ada.Groups = some(commonhall.Limits{Disk: 24 * mega}), []commonhall.Membership{physics}
		ben := f.spec("b", "/bin/sleep", "1000")
		ben.Groups = []commonhall.Membership{physics}
		f.begin(t, ada)
		f.begin(t, ben)
		f.sees(t, "a", "echo mine > ~/kept; "+fmt.Sprintf(fills, "$HOME/big"), "Disk quota exceeded")
		if d := f.uses(t, ada.Account); d.Limit != 24*mega || d.Used < 20*mega || d.Used > 25*mega {
			t.Errorf("it tells %+v", d)
		}
		f.sees(t, "b", "dd if=/dev/zero of=$HOME/some bs=1M count=30 conv=fsync", "30+0 records out")
		if d := f.uses(t, ben.Account); d.Limit != 0 || d.Used < 30*mega {
			t.Errorf("of somebody without a limit it tells %+v", d)
		}
		f.sees(t, "a", "dd if=/dev/zero of=/class/Physics-11/shared/some bs=1M count=10 conv=fsync", "10+0 records out")
		f.output(t, "a")
		_, err := f.s.Stop(patience(t), "a", 0, "ada")
		must(t, err)
		ada.ID = "a2"
		f.begin(t, ada)
		f.sees(t, "a2", "cat ~/kept; (echo more > ~/more) 2>&1; rm ~/big; sync ~", "mine")
		f.output(t, "a2")
		f.sees(t, "a2", "dd if=/dev/zero of=$HOME/new bs=1M count=8 conv=fsync", "8+0 records out")
		f.sees(t, "b", fmt.Sprintf(fills, "/class/Physics-11/shared/big"), "quota exceeded")
		f.sees(t, "b", fmt.Sprintf(fills, "/class/Physics-11/handin/big"), "quota exceeded")
		f.sees(t, "a2", "dd if=/dev/zero of=$HOME/new2 bs=1M count=4 conv=fsync", "4+0 records out")
		must(t, f.s.SetLimits(patience(t), "a2", some(commonhall.Limits{Disk: 60 * mega})))
		f.sees(t, "a2", "dd if=/dev/zero of=$HOME/new3 bs=1M count=20 conv=fsync", "20+0 records out")
		must(t, f.s.SetLimits(patience(t), "a2", some(commonhall.Limits{Disk: 16 * mega})))
		f.sees(t, "a2", "cat ~/kept; "+fmt.Sprintf(fills, "$HOME/new4"), "mine", "quota exceeded")
		must(t, f.s.SetLimits(patience(t), "a2", some(commonhall.Limits{})))
		f.sees(t, "a2", fmt.Sprintf(fills, "$HOME/new5"), "640+0 records out")
	})
}

// obeys is a program whose own output is what the line writes that comes by a pipe;
// ordered is how it is sent such a line.
const obeys = "mkfifo /tmp/order /tmp/ready; echo > /tmp/ready; while :; do . /tmp/order; echo done > /tmp/ready; done"

func ordered(line string) string {
	return "until [ -p /tmp/ready ]; do :; done; [ -e /tmp/begun ] || cat /tmp/ready; touch /tmp/begun; cat > /tmp/order <<'E'\n" + line + "\nE\ncat /tmp/ready"
}

// output holds that what a program writes to its output is written, though the home is full.
func (f *full) output(t *testing.T, id commonhall.ServerID) {
	t.Helper()
	f.sees(t, id, ordered("yes some output of a program | head -c 900000; sync; echo last"), "done")
	log, err := f.s.Log(patience(t), id, 100)
	if err != nil || !strings.HasSuffix(string(log), "last\n") || !strings.Contains(string(log), "some output") {
		t.Errorf("its output ends with %q, %v", log, err)
	}
}

// TestPastAQuota: what a person tries to have more of the disk than they were given.
func TestPastAQuota(t *testing.T) {
	onDisks(t, func(t *testing.T, f *full) {
		ada := f.spec("a", "/bin/sh", "-c", obeys)
		ada.Limits = some(commonhall.Limits{Disk: 24 * mega})
		f.begin(t, ada)
		const ioctl = `import errno, fcntl, os, struct
def ask(request, arg, path="."):
    f = os.open(path, os.O_RDONLY)
    try: fcntl.ioctl(f, request, bytearray(arg)); return "done"
    except OSError as e: return errno.errorcode[e.errno]
os.chdir(os.environ["HOME"])
`
		f.sees(t, "a", ioctl+`
print("subvolume", ask(0x5000940e, struct.pack("q4088s", 0, b"mine")), "snapshot", ask(0x50009417, bytes(4096)))
open("file", "w").close()
print("project", ask(0x401c5820, struct.pack("IIIII8x", 0x200, 0, 0, 4711, 0)), "flags", ask(0x40086602, struct.pack("l", 0), "file"))`,
			"subvolume ENOTTY snapshot ENOTTY", "project ENOTTY flags ENOTTY")
		f.sees(t, "a", "fallocate -l 200M ~/taken || echo refused", "refused")
		f.sees(t, "a", "rm -f ~/taken; chown 0 ~/file 2>/dev/null || chgrp 0 ~/file 2>/dev/null || echo kept", "kept")
		f.sees(t, "a", "truncate -s 1T ~/sparse; for at in 1 2 3 4; do dd if=/dev/zero of=$HOME/sparse bs=1M seek=${at}0000 count=10 conv=notrunc,fsync; done", "quota exceeded")
		f.sees(t, "a", "rm ~/sparse; exec 3> ~/open; rm ~/open; dd if=/dev/zero bs=64k count=640 >&3; sync ~; "+fmt.Sprintf(fills, "$HOME/more"), "quota exceeded")
		f.sees(t, "a", "rm -f ~/more; "+ordered("fallocate -n -l 600M /proc/self/fd/1; echo refused or done"), "done")
		var fs unix.Statfs_t
		for ctx := patience(t); int64(fs.Bfree)*fs.Bsize < 700*mega; <-time.After(10 * time.Millisecond) {
			f.uses(t, ada.Account)                       // which has btrfs write down what is free
			must(t, unix.Statfs(f.disk, &fs), ctx.Err()) // until what the log takes is given back
		}
	})
}

// TestOldHomes: a home on btrfs that is no subvolume works on, unbounded, and that is told.
func TestOldHomes(t *testing.T) {
	onDisks(t, func(t *testing.T, f *full) {
		ada := f.spec("a", "/bin/sleep", "1000")
		ada.Limits = some(commonhall.Limits{Disk: 24 * mega})
		home := filepath.Join(f.cfg.Homes, ownFolder(f.class, ada.Account))
		must(t, os.Mkdir(home, 0o700), os.WriteFile(filepath.Join(home, "old"), []byte("mine"), 0o600),
			os.Chown(filepath.Join(home, "old"), ada.Account.UID, ada.Account.UID), os.Chown(home, ada.Account.UID, ada.Account.UID))
		f.begin(t, ada)
		all, err := f.s.Disks(patience(t), ada.Account)
		must(t, err)
		d := all[ada.Account.UID]
		if isBtrfs := strings.HasSuffix(t.Name(), "btrfs"); isBtrfs != strings.Contains(d.Unheld, "no subvolume") || isBtrfs != (d.Limit == 0) {
			t.Errorf("it tells %+v", d)
		}
		f.sees(t, "a", "cat ~/old", "mine")
	})
}
