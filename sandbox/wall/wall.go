// Package wall names what stands between a command in a sandbox and the rest of the
// machine, and says of each what it is for and what would leak without it. The words are
// written here once: commonhall sandbox run says them, and the pages show them.
//
// It builds nothing; package sandbox does. What always holds: the list is closed, and in
// the order in which the walls are built.
package wall

import "strings"

// Name is the name of a wall.
type Name string

// The walls.
const (
	Limits       Name = "limits"
	Network      Name = "network"
	IPC          Name = "ipc"
	UTS          Name = "uts"
	PID          Name = "pid"
	Cgroup       Name = "cgroup"
	OOM          Name = "oom"
	Tree         Name = "tree"
	Private      Name = "private"
	ReadOnly     Name = "read-only"
	NoSuid       Name = "nosuid"
	Proc         Name = "proc"
	Devices      Name = "devices"
	Masks        Name = "masks"
	Descriptors  Name = "descriptors"
	Keyring      Name = "keyring"
	Rlimits      Name = "rlimits"
	AppArmor     Name = "apparmor"
	Landlock     Name = "landlock"
	Filter       Name = "filter"
	Capabilities Name = "capabilities"
	Account      Name = "account"
	NoNewPrivs   Name = "no-new-privs"
)

// Wall is one of them.
type Wall struct {
	Name    Name
	For     string // what it does
	Without string // what would leak
	// Optional walls need something that not every kernel has. A sandbox is built
	// without them there; without any other it is not built.
	Optional bool
}

// All returns the walls, in the order in which they are built.
func All() []Wall {
	return []Wall{
		{Limits, "A control group holds memory, CPU time and the number of processes of all that runs inside together, and ends all of it at once.",
			"One fork bomb, or one program that takes all memory, stops the whole machine.", false},
		{Network, "A network namespace: loopback of its own, and no other network card.",
			"It connects to what listens on this machine's loopback alone because that was thought to be private, and takes ports from others.", false},
		{IPC, "An IPC namespace: System V shared memory, semaphores and message queues of its own.",
			"It finds shared memory of other programs by number, and programs that share an account read each other's.", false},
		{UTS, "A UTS namespace: a host name of its own.",
			"It sees this machine's name; with power over the machine it could change it for all.", false},
		{PID, "A PID namespace: inside, no other processes exist, and when the first one ends all end. A small init of ours collects what nobody waits for.",
			"It learns which numbers of processes are taken, and two sandboxes of one account can send each other signals.", false},
		{Cgroup, "A cgroup namespace: the own control group looks like the root of all.",
			"/proc/self/cgroup names the group, and with it what runs this sandbox and under which name.", false},
		{OOM, "When memory is short everywhere, the kernel ends this before anything else.",
			"The kernel may end the services that everybody needs, because one sandbox used the memory up.", false},
		{Tree, "A mount namespace with a tree made from nothing (pivot_root): the system's folders, a home, and what else was named. The machine's other folders are not forbidden, they are not there.",
			"It reads every file of this machine that is readable for all, and sees the names of those that are not.", false},
		{Private, "/tmp, /var/tmp and /dev/shm of its own, in memory, with a size.",
			"It reads what others leave in /tmp, waits there for programs that trust a name, and fills the disk or the memory of all.", false},
		{ReadOnly, "The system's folders, /sys and the root are mounted read-only.",
			"A file mode that somebody got wrong is enough to change a program that everybody runs.", false},
		{NoSuid, "Set-uid programs and capabilities of files have no effect on anything mounted here.",
			"One hole in one set-uid program (su, mount) makes it root inside, if no-new-privs falls too.", false},
		{Proc, "A /proc that shows the own processes alone (hidepid=ptraceable).",
			"It lists every process of this machine with its command line, in which people write passwords.", false},
		{Devices, "A /dev with null, zero, full, random, urandom, tty and terminals of its own; a device file anywhere else has no effect.",
			"It finds every disk, the kernel's log and other people's terminals, with nothing but a file mode before them.", false},
		{Masks, "Empty files and folders cover what a folder that is shown has too much of: the machine's accounts, kernel memory, keys, firmware.",
			"It reads who has an account here, and addresses and counters of the kernel that help an attack on it.", false},
		{Descriptors, "Every file that whoever starts the sandbox has open is closed.",
			"One forgotten descriptor of a folder outside is a way around the tree: openat and fchdir ask for no path.", false},
		{Keyring, "A session keyring of its own.",
			"It has the keys of whoever started it: those of Kerberos, of encrypted folders, of network file systems.", false},
		{Rlimits, "A most of open files, and no core dumps.",
			"It takes from the number of open files that the whole machine has, and its crashes write memory to the disk.", false},
		{AppArmor, "An AppArmor profile, a further fence: no capability, mount or raw packet, no change below /proc/sys and /sys, no signal to and no tracing of what is in no sandbox.",
			"Each of these is held by the other walls alone: one hole in the filter or in how capabilities are dropped is enough. And what an administrator added to the profile does not hold.", true},
		{Landlock, "A second fence behind the tree: files outside of it cannot be opened whichever way one gets at them, nor signals or abstract sockets reach out.",
			"A single mistake in the tree, or a descriptor that slips in, is the machine's files; and two sandboxes of one account can trace each other.", true},
		{Filter, "A system-call filter (seccomp): refuses what only reaches parts of the kernel that no homework needs, and every foreign calling convention.",
			"Every hole in a rare part of the kernel is reachable, and a new user namespace makes it root over a world of its own, from where most of them are found.", false},
		{Capabilities, "All capabilities are dropped, also from what could ever be gained back.",
			"It mounts, loads kernel modules, reads any file, and leaves every other wall as root does.", false},
		{Account, "An account of its own that owns nothing outside. Files, signals and tracing go by it.",
			"It is root: what belongs to root it may change, although it has no capability.", false},
		{NoNewPrivs, "no_new_privs: no program that it starts has more rights than itself, whatever its file says.",
			"A set-uid program gives rights back, if it lies anywhere that is not mounted nosuid.", false},
	}
}

// Of returns the wall of a name.
func Of(name Name) (Wall, bool) {
	for _, w := range All() {
		if w.Name == name {
			return w, true
		}
	}
	return Wall{}, false
}

// Names returns all names, with commas.
func Names() string {
	var names []string
	for _, w := range All() {
		names = append(names, string(w.Name))
	}
	return strings.Join(names, ", ")
}
