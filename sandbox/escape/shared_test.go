package escape

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

// ptr is the place of the i-th long in some memory.
func ptr(b []byte, i int) unsafe.Pointer { return unsafe.Pointer(&b[i*sizeofLong]) }

// memory are attempts at memory and messages that programs share.
func memory() []attempt {
	ipc := []wall.Name{wall.IPC}
	return []attempt{
		{name: "a segment by its number", walls: ipc, held: "EINVAL", free: secret, do: func(w *world) string { return segment(w.Clerk.Shm) }},
		{name: "a segment by its key", walls: ipc, held: "ENOENT", free: secret, do: func(w *world) string {
			id, err := unix.SysvShmGet(w.Clerk.Name2Key(), 0, 0)
			if err != nil {
				return how(err)
			}
			return segment(id)
		}},
		{name: "the list of segments", walls: ipc, held: "nobody's", free: "others'", do: func(w *world) string {
			if strings.Contains(read("/proc/sysvipc/shm"), " "+itoa(w.Clerk.PID)+" ") {
				return "others'"
			}
			return "nobody's"
		}},
		{name: "a semaphore", walls: ipc, held: "EINVAL", free: "done", do: func(w *world) string {
			const setval = 16
			return sys(unix.SYS_SEMCTL, uintptr(w.Clerk.Sem), 0, setval, 1)
		}},
		{name: "a queue of messages", walls: ipc, held: "EINVAL", free: "done", do: func(w *world) string {
			message := space(16)
			message[0] = 1
			return sys(unix.SYS_MSGSND, uintptr(w.Clerk.Msg), addr(message), 1, unix.IPC_NOWAIT)
		}},
		{name: "a queue by its name", walls: ipc, held: "ENOENT", free: "done", do: func(w *world) string {
			return sys(unix.SYS_MQ_OPEN, text(w.Clerk.Name), unix.O_RDWR, 0, 0)
		}},
		{name: "shared memory by its name", walls: []wall.Name{wall.Private}, held: "ENOENT", free: secret,
			do: func(w *world) string { return read("/dev/shm/" + w.Clerk.Name) }},
	}
}

func segment(id int) string {
	b, err := unix.SysvShmAttach(id, 0, unix.SHM_RDONLY)
	if err != nil {
		return how(err)
	}
	return string(b[:len(secret)])
}

// networks are attempts at the machine's network.
func networks() []attempt {
	own, power := []wall.Name{wall.Network}, []wall.Name{wall.Capabilities, wall.AppArmor}
	return []attempt{
		{name: "a port of the machine's own", walls: own, held: "ECONNREFUSED", free: "done", do: func(w *world) string {
			c, err := net.DialTimeout("tcp4", fmt.Sprintf("127.0.0.1:%d", w.Clerk.Port), within)
			if err == nil {
				c.Close()
			}
			return how(err)
		}},
		{name: "network cards", walls: own, held: "lo", free: ".*[^l].*,.*", can: moreCards, do: func(*world) string { return cards() }},
		{name: "the names of others' sockets", walls: own, held: "0", free: "[1-9][0-9]*",
			do: func(w *world) string { return shell("grep -c " + w.Clerk.Name + " /proc/net/unix") }},
		{name: "an abstract socket", walls: []wall.Name{wall.Network, scope}, held: "ECONNREFUSED|EPERM", free: "done", do: func(w *world) string {
			_, err := net.Dial("unix", "@"+w.Clerk.Name)
			return how(err)
		}},
		{name: "the network of the machine by a descriptor", walls: []wall.Name{wall.Descriptors, wall.Filter, wall.Capabilities, wall.AppArmor}, held: "EBADF|EPERM", free: "done", do: joinNetwork},
		{name: "a low port", walls: power, held: "EACCES", free: "done", do: func(*world) string {
			_, err := net.Listen("tcp4", "127.0.0.1:80")
			return how(err)
		}},
		{name: "loopback switched off", walls: power, held: "EPERM", free: "done", do: func(*world) string {
			fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
			if err != nil {
				return how(err)
			}
			ifr, err := unix.NewIfreq("lo")
			if err != nil {
				return how(err)
			}
			ifr.SetUint16(0)
			return how(unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, ifr))
		}},
		{name: "a card more, by programs", walls: power, held: "(?s).*not permitted.*", free: "done", can: program("ip"),
			do: func(*world) string {
				return shell("PATH=$PATH:/sbin:/usr/sbin; ip link add escape type bridge 2>&1 && echo done")
			}},
		{name: "an address more", walls: power, held: "(?s).*not permitted.*", free: "done", can: program("ip"),
			do: func(*world) string {
				return shell("PATH=$PATH:/sbin:/usr/sbin; ip address add 192.0.2.1/32 dev lo 2>&1 && echo done")
			}},
		{name: "a mark past the machine's filter", walls: power, held: "EPERM", free: "done", do: func(*world) string {
			fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
			if err != nil {
				return how(err)
			}
			return how(unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_MARK, 1))
		}},
	}
}

func cards() string {
	all, err := net.Interfaces()
	var names []string
	for _, i := range all {
		names = append(names, i.Name)
	}
	if err != nil {
		return how(err)
	}
	return strings.Join(names, ",")
}

func moreCards(*world) string {
	if !strings.Contains(cards(), ",") {
		return "it has no network card but loopback"
	}
	return ""
}

// leakedNetwork is the descriptor of the machine's network that whoever starts sandboxes
// forgot to close, in the words of a test.
const leakedNetwork, leakedFolder = 77, 78

func joinNetwork(w *world) string {
	if err := unix.Setns(leakedNetwork, unix.CLONE_NEWNET); err != nil {
		return how(err)
	}
	if now, _ := os.Readlink("/proc/thread-self/ns/net"); now != w.NetNS {
		return "it is " + now
	}
	return "done"
}

// sockets are attempts at kinds of sockets that reach past the network's walls.
func sockets() []attempt {
	socket := func(family, kind, protocol int) func(*world) string {
		return func(*world) string { return sys(unix.SYS_SOCKET, uintptr(family), uintptr(kind), uintptr(protocol)) }
	}
	f, power := []wall.Name{wall.Filter}, []wall.Name{wall.Capabilities, wall.AppArmor}
	family := []wall.Name{wall.Filter, wall.AppArmor}
	both := []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}
	var all []attempt
	add := func(name string, walls []wall.Name, held string, family, kind, protocol int) {
		do := socket(family, kind, protocol)
		a := attempt{name: name, walls: walls, held: held, free: "done", do: do}
		a.can = func(*world) string {
			fd, e := call(unix.SYS_SOCKET, uintptr(family), uintptr(kind), uintptr(protocol))
			if e != 0 {
				return "not even root gets that socket from this kernel: " + how(e)
			}
			unix.Close(int(fd))
			return ""
		}
		all = append(all, a)
	}
	add("raw packets", power, "EPERM", unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_ICMP)
	add("raw packets of IPv6", power, "EPERM", unix.AF_INET6, unix.SOCK_RAW, unix.IPPROTO_ICMPV6)
	add("forged TCP", both, "EPROTONOSUPPORT|EPERM", unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_RAW)
	add("everything on the wire", both, "EAFNOSUPPORT|EPERM", unix.AF_PACKET, unix.SOCK_RAW, 0)
	add("everything on the wire, by its old name", both, "EPROTONOSUPPORT|EPERM", unix.AF_INET, unix.SOCK_PACKET, 0)
	add("the hypervisor", family, "EAFNOSUPPORT", unix.AF_VSOCK, unix.SOCK_STREAM, 0)
	add("the kernel's ciphers", family, "EAFNOSUPPORT", unix.AF_ALG, unix.SOCK_SEQPACKET, 0)
	add("Bluetooth", family, "EAFNOSUPPORT", unix.AF_BLUETOOTH, unix.SOCK_RAW, 1)
	add("TIPC", family, "EAFNOSUPPORT", unix.AF_TIPC, unix.SOCK_SEQPACKET, 0)
	add("raw disks (XDP)", both, "EAFNOSUPPORT|EPERM", unix.AF_XDP, unix.SOCK_RAW, 0)
	add("SCTP", f, "EPROTONOSUPPORT", unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_SCTP)
	add("many paths (MPTCP)", f, "EPROTONOSUPPORT", unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_MPTCP)
	add("the machine's filter (netfilter)", f, "EPROTONOSUPPORT", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_NETFILTER)
	add("the audit log", f, "EPROTONOSUPPORT", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_AUDIT)
	add("what loads a module by its name (generic netlink)", f, "EPROTONOSUPPORT", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_GENERIC)
	add("IPsec", f, "EPROTONOSUPPORT", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_XFRM)
	return all
}

// namespaces are attempts at a world of one's own.
func namespaces() []attempt {
	f := []wall.Name{wall.Filter}
	born := func(flags uintptr) func(*world) string {
		return func(*world) string {
			cmd := exec.Command("/bin/true")
			cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: flags}
			return how(cmd.Run())
		}
	}
	all := []attempt{
		{name: "users, born there", walls: f, held: "EPERM", free: "done", do: born(unix.CLONE_NEWUSER)},
		{name: "users, by a program", walls: f, held: "(?s).*not permitted.*", free: "done", do: func(*world) string { return shell("unshare -U true 2>&1 && echo done") }},
		{name: "users, by the younger call", walls: f, held: "ENOSYS", free: "done", do: byClone3},
		{name: "users, in the calls of 32 bits", walls: f, held: "SIGSYS", free: "done", can: needs32, do: func(*world) string { return call32(getpid32, os.Getpid()) }},
	}
	for name, flag := range map[string]uintptr{"mounts": unix.CLONE_NEWNS, "networks": unix.CLONE_NEWNET, "IPC": unix.CLONE_NEWIPC,
		"processes": unix.CLONE_NEWPID, "host names": unix.CLONE_NEWUTS, "control groups": unix.CLONE_NEWCGROUP} {
		all = append(all, attempt{name: name, walls: []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}, held: "EPERM", free: "done", do: born(flag)})
	}
	all = append(all, attempt{name: "clocks", walls: []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}, held: "EPERM", free: "done",
		do: func(*world) string { return sys(unix.SYS_UNSHARE, unix.CLONE_NEWTIME) }})
	slices.SortStableFunc(all, func(a, b attempt) int { return strings.Compare(a.name, b.name) })
	return all
}

// byClone3 has a child born in a user namespace, which ends at once.
func byClone3(*world) string {
	args := space(88)
	*(*uint64)(ptr(args, 0)) = unix.CLONE_NEWUSER | unix.CLONE_VFORK // this thread waits until it is gone
	*(*uint64)(ptr(args, 4)) = uint64(unix.SIGCHLD)
	pid, e := call(unix.SYS_CLONE3, addr(args), 88)
	if e == 0 && pid == 0 {
		call(unix.SYS_EXIT_GROUP, 0)
	}
	return how(e)
}
