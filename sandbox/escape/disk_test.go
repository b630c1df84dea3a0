package escape

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

// mine is a folder on the disk that is the person's, as a home is; in and outside.
const mineInside = "/mine"

func (w *world) mine() string { return w.Far + "/mine" }

// disks are attempts at the disk that people have in common.
func disks() []attempt {
	f := []wall.Name{wall.Filter}
	can := func(do func(string) string) func(*world) string {
		return func(w *world) string {
			if got := do(w.mine()); got != "done" {
				return "its file system or kernel has no such thing: " + got
			}
			return ""
		}
	}
	at := func(do func(string) string) func(*world) string {
		return func(*world) string { return do(mineInside) }
	}
	return []attempt{
		{name: "a file that counts to nobody's project", walls: f, held: "ENOTTY", free: "done", can: can(project), do: at(project)},
		{name: "a folder whose files count to nobody's project", walls: f, held: "ENOTTY", free: "done", can: can(flags), do: at(flags)},
		{name: "the same, by the younger call", walls: f, held: "ENOSYS", free: "done", can: can(attributes), do: at(attributes)},
		{name: "the names of other people's disks", walls: []wall.Name{wall.Masks}, held: "ENOENT", free: ".*/escape-disk", can: func(w *world) string {
			if w.Loop == "" {
				return "it has no loop device to spare"
			}
			return ""
		}, do: func(w *world) string { return read("/sys/block/" + w.Loop + "/loop/backing_file") }},
	}
}

// project gives a folder the project that it has.
func project(dir string) string {
	const get, set = 0x801c581f, 0x401c5820 // FS_IOC_FSGETXATTR, FS_IOC_FSSETXATTR
	return again(dir, get, set)
}

// flags gives a folder the flags that it has: one of them is whether what is made in it
// counts to the same project.
func flags(dir string) string { return again(dir, unix.FS_IOC_GETFLAGS, unix.FS_IOC_SETFLAGS) }

func again(dir string, get, set uintptr) string {
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return how(err)
	}
	defer unix.Close(fd)
	is := addr(space(64))
	if got := sys(unix.SYS_IOCTL, uintptr(fd), get, is); got != "done" {
		return "get " + got
	}
	return sys(unix.SYS_IOCTL, uintptr(fd), set, is)
}

func attributes(dir string) string {
	const size = 24
	is, cwd := addr(space(64)), ^uintptr(99) // AT_FDCWD
	if sys(unix.SYS_FILE_GETATTR, cwd, text(dir), is, size, 0) == "ENOSYS" {
		return "this kernel has no such call"
	}
	return sys(unix.SYS_FILE_SETATTR, cwd, text(dir), is, size, 0)
}

// makeDisk has a disk in a file, as a person's home may be one.
func (w *world) makeDisk(t *testing.T) {
	ok(t, os.Mkdir(w.mine(), 0o700))
	ok(t, os.Chown(w.mine(), w.UID, w.UID))
	disk, err := os.Create(w.Far + "/escape-disk")
	ok(t, err)
	defer disk.Close()
	ok(t, disk.Truncate(1<<20))
	control, err := os.OpenFile("/dev/loop-control", os.O_RDWR, 0)
	if err != nil {
		return
	}
	defer control.Close()
	for range 10 { // others may take the same one
		n, err := unix.IoctlRetInt(int(control.Fd()), unix.LOOP_CTL_GET_FREE)
		if err != nil {
			return
		}
		loop, err := os.OpenFile("/dev/loop"+itoa(n), os.O_RDWR, 0)
		if err != nil {
			return
		}
		cfg := unix.LoopConfig{Fd: uint32(disk.Fd()), Info: unix.LoopInfo64{Flags: unix.LO_FLAGS_AUTOCLEAR | unix.LO_FLAGS_READ_ONLY}}
		if unix.IoctlLoopConfigure(int(loop.Fd()), &cfg) == nil {
			w.Loop = "loop" + itoa(n)
			t.Cleanup(func() { loop.Close() }) // and with that the disk is gone
			return
		}
		loop.Close()
	}
}
