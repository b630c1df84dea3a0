package escape

import (
	"os"
	"regexp"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/wall"
)

// mounts are attempts at another tree. All are made in the mount namespace of whoever
// tries, which ends with them.
func mounts() []attempt {
	all := []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor, wall.Landlock} // who is behind landlock may change no mount
	api := []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}
	return []attempt{
		{name: "a new file system", walls: all, held: "EPERM", free: "done", do: func(*world) string {
			return how(unix.Mount("none", "/tmp", "tmpfs", 0, "size=4k"))
		}},
		{name: "a folder at another place", walls: all, held: "EPERM", free: "done", do: func(*world) string {
			return how(unix.Mount("/etc", "/tmp", "", unix.MS_BIND, ""))
		}},
		{name: "a cover taken away", walls: all, held: "EPERM", free: "done", do: func(*world) string {
			return how(unix.Unmount("/proc/keys", unix.MNT_DETACH))
		}},
		{name: "read-only made writable", walls: all, held: "EPERM", free: "done", do: func(w *world) string {
			if err := unix.Mount("", "/opt", "", unix.MS_REMOUNT|unix.MS_BIND, ""); err != nil {
				return how(err)
			}
			return newFile(w)
		}},
		{name: "read-only made writable, the younger way", walls: all, held: "EPERM|EACCES", free: "done", do: func(w *world) string {
			if err := unix.MountSetattr(unix.AT_FDCWD, "/opt", 0, &unix.MountAttr{Attr_clr: unix.MOUNT_ATTR_RDONLY}); err != nil {
				return how(err)
			}
			return newFile(w)
		}},
		{name: "a file system by its descriptor", walls: api, held: "EPERM", free: "done", do: func(*world) string {
			_, err := unix.Fsopen("tmpfs", 0)
			return how(err)
		}},
		{name: "a copy of a tree", walls: api, held: "EPERM", free: "done", do: func(*world) string {
			_, err := unix.OpenTree(unix.AT_FDCWD, "/usr", unix.OPEN_TREE_CLONE)
			return how(err)
		}},
		{name: "a copy of a tree put elsewhere", walls: all, held: "EPERM", free: "done", do: func(*world) string {
			fd, err := unix.OpenTree(unix.AT_FDCWD, "/usr", unix.OPEN_TREE_CLONE)
			if err != nil {
				return how(err)
			}
			return how(unix.MoveMount(fd, "", unix.AT_FDCWD, "/tmp", unix.MOVE_MOUNT_F_EMPTY_PATH))
		}},
	}
}

// otherTrees are attempts at more than a place in the tree.
func otherTrees() []attempt {
	all := []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor, wall.Landlock}
	return []attempt{
		{name: "another root", walls: all, held: "EPERM", free: "done", do: func(*world) string {
			if err := os.Chdir("/tmp"); err != nil {
				return how(err)
			}
			return how(unix.PivotRoot(".", "."))
		}},
		{name: "the control groups' files", walls: all, held: "EPERM", free: `.*cgroup\.procs.*`, do: func(*world) string {
			if err := os.Mkdir("/tmp/groups", 0o700); err != nil {
				return how(err)
			}
			if err := unix.Mount("none", "/tmp/groups", "cgroup2", 0, ""); err != nil {
				return how(err)
			}
			entries, err := os.ReadDir("/tmp/groups")
			var names []string
			for _, e := range entries {
				names = append(names, e.Name())
			}
			return how(err) + " " + strings.Join(names, " ")
		}},
		{name: "a higher limit for one's own group", walls: all, also: wall.Cgroup, group: &cgroup.Limits{PIDs: 50}, held: "EPERM", free: "done",
			do: func(*world) string { return ofGroups(false, "pids.max", "max") }},
		{name: "out of one's group", walls: all, also: wall.Cgroup, group: &cgroup.Limits{PIDs: 50}, held: "EPERM", free: "done",
			do: func(*world) string { return ofGroups(true, "cgroup.procs", itoa(os.Getpid())) }},
		{name: "as root of a user namespace, by programs", walls: []wall.Name{wall.Filter, wall.AppArmor, wall.Landlock}, held: "(?s).*(EPERM|not permitted|denied).*", free: "done",
			do: func(*world) string { return shell("unshare -Urm mount -t tmpfs none /tmp 2>&1 && echo done") }},
	}
}

// ofGroups writes into a file of the control group that counts our processes, or of the
// one at the top of all. (In a cgroup namespace that is the same one, and there version 2
// lets nobody change it.)
func ofGroups(top bool, file, what string) string {
	if err := os.Mkdir("/tmp/groups", 0o700); err != nil {
		return how(err)
	}
	groups, own := read("/proc/self/cgroup"), ""
	err := unix.Mount("none", "/tmp/groups", "cgroup", 0, "pids")
	if m := regexp.MustCompile(`(?m)^\d+:pids:(.*)$`).FindStringSubmatch(groups); m != nil {
		own = m[1]
	}
	if err != nil { // its processes are counted by version 2
		err = unix.Mount("none", "/tmp/groups", "cgroup2", 0, "")
		own = regexp.MustCompile(`(?m)^0::(.*)$`).FindStringSubmatch(groups)[1]
	}
	if err != nil {
		return how(err)
	}
	if top {
		own = ""
	}
	return how(os.WriteFile("/tmp/groups"+own+"/"+file, []byte(what), 0))
}

// shell runs a script and returns what it says.
func shell(script string) string {
	cmd := part("/bin/sh", "")
	cmd.Args = []string{"sh", "-c", script}
	out, err := cmd.CombinedOutput()
	if len(out) == 0 {
		return how(err)
	}
	return strings.TrimSpace(string(out))
}

// devices are attempts at hardware and terminals.
func devices() []attempt {
	dev := []wall.Name{wall.Devices}
	exists := func(path string) func(*world) string {
		return func(*world) string {
			if _, err := os.Stat(path); err != nil {
				return "it has no " + path
			}
			return ""
		}
	}
	root := func(path string) []wall.Name { // some machines give some devices to everybody
		if st, err := os.Stat(path); err == nil && st.Mode()&0o006 == 0o006 {
			return dev
		}
		return []wall.Name{wall.Devices, wall.Account}
	}
	opens := func(path string, flags int) func(*world) string {
		return func(*world) string { return open(path, flags) }
	}
	return []attempt{
		{name: "a device file of one's own", walls: []wall.Name{wall.Capabilities, wall.AppArmor, wall.Devices}, held: "EPERM|EACCES", free: "done", do: func(*world) string {
			if err := unix.Mknod("/tmp/zero", unix.S_IFCHR|0o666, int(unix.Mkdev(1, 5))); err != nil {
				return how(err)
			}
			return open("/tmp/zero", unix.O_RDONLY)
		}},
		{name: "the kernel's log", walls: append(root("/dev/kmsg"), wall.AppArmor), held: "ENOENT|EACCES|EPERM", free: "done", can: exists("/dev/kmsg"), do: opens("/dev/kmsg", unix.O_WRONLY)},
		{name: "the disk", walls: []wall.Name{wall.Devices, wall.Account}, held: "ENOENT|EACCES", free: "done", can: func(w *world) string {
			if w.Disk == "" || open(w.Disk, unix.O_RDONLY) != "done" {
				return "its root is on no disk that root may read"
			}
			return ""
		}, do: func(w *world) string { return open(w.Disk, unix.O_RDONLY) }},
		{name: "loop devices", walls: root("/dev/loop-control"), held: "ENOENT|EACCES", free: "done", can: exists("/dev/loop-control"), do: opens("/dev/loop-control", unix.O_RDWR)},
		{name: "file systems of one's own", walls: root("/dev/fuse"), held: "ENOENT|EACCES", free: "done", can: exists("/dev/fuse"), do: opens("/dev/fuse", unix.O_RDWR)},
		{name: "virtual machines", walls: root("/dev/kvm"), held: "ENOENT|EACCES", free: "done", can: exists("/dev/kvm"), do: opens("/dev/kvm", unix.O_RDWR)},
		{name: "virtual network cards", walls: root("/dev/net/tun"), held: "ENOENT|EACCES", free: "done", can: exists("/dev/net/tun"), do: opens("/dev/net/tun", unix.O_RDWR)},
		{name: "the console", walls: root("/dev/tty0"), held: "ENOENT|EACCES", free: "done", can: exists("/dev/tty0"), do: opens("/dev/tty0", unix.O_WRONLY)},
		{name: "another's terminal", walls: dev, held: "ENOENT", free: "done", can: func(w *world) string {
			if w.Terminal == "" {
				return "its terminals are not in /dev/pts"
			}
			return ""
		}, do: func(w *world) string { return open(w.Terminal, unix.O_WRONLY) }},
		{name: "typing for another", walls: typing(), held: "EPERM|EIO", free: "done", do: typeIn},
		{name: "every terminal of the machine", walls: dev, held: "256 ENOSPC", free: "300 done", do: terminals},
	}
}

// typing are the walls before TIOCSTI: since Linux 6.2 a machine may want a capability for it.
func typing() []wall.Name {
	if legacy, _ := os.ReadFile("/proc/sys/dev/tty/legacy_tiocsti"); string(legacy) == "0\n" {
		return []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}
	}
	return []wall.Name{wall.Filter}
}

// typeIn puts a letter into a terminal's input as if it had been typed.
func typeIn(*world) string {
	_, slave, err := terminal()
	if err != nil {
		return how(err)
	}
	if err := unix.IoctlSetInt(slave, unix.TIOCSCTTY, 0); err != nil {
		return how(err)
	}
	letter := space(1)
	letter[0] = 'x'
	return sys(unix.SYS_IOCTL, uintptr(slave), unix.TIOCSTI, addr(letter))
}

// terminal makes one.
func terminal() (master, slave int, err error) {
	master, err = unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return -1, -1, err
	}
	if err := unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0); err != nil {
		return -1, -1, err
	}
	const peer = unix.TIOCGPTPEER
	fd, e := call(unix.SYS_IOCTL, uintptr(master), peer, unix.O_RDWR|unix.O_NOCTTY)
	if e != 0 {
		return -1, -1, e
	}
	return master, int(fd), nil
}

func terminals(*world) string {
	for n := range 300 {
		if _, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY, 0); err != nil {
			return itoa(n) + " " + how(err)
		}
	}
	return "300 done"
}
