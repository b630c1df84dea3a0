package escape

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

func itoa(n int) string { return strconv.Itoa(n) }

// pseudoFiles are attempts at what /proc and /sys tell and let one change.
func pseudoFiles() []attempt {
	proc, masks := []wall.Name{wall.Proc}, []wall.Name{wall.Masks}
	set := []wall.Name{wall.Account, wall.AppArmor}
	reads := func(path string) func(*world) string { return func(*world) string { return brief(read(path)) } }
	writes := func(path string) func(*world) string { return func(*world) string { return open(path, unix.O_WRONLY) } }
	has := func(path string) func(*world) string {
		return func(*world) string {
			if _, err := os.Stat(path); err != nil {
				return "this kernel has no " + path
			}
			return ""
		}
	}
	return []attempt{
		{name: "other people's processes", walls: proc, held: "mine alone", free: "others", do: others},
		{name: "a command line with a password", walls: proc, held: "ENOENT", free: ".*" + secret,
			do: func(w *world) string { return read("/proc/" + itoa(w.Clerk.PID) + "/cmdline") }},
		{name: "whose a process is", walls: proc, held: "ENOENT", free: "(?s)Name:.*",
			do: func(w *world) string { return read("/proc/" + itoa(w.Here) + "/status") }},
		{name: "memory of the kernel", walls: []wall.Name{wall.Masks, wall.Capabilities, wall.AppArmor}, held: "nothing|EACCES|EPERM", free: "(?s).ELF.*", can: has("/proc/kcore"),
			do: func(*world) string { return firstBytes("/proc/kcore") }},
		{name: "keys", walls: masks, held: "nothing", free: "[0-9a-f]+ .*", can: has("/proc/keys"), do: reads("/proc/keys")},
		{name: "locks of others", walls: masks, held: "nothing", free: "1: .*", can: has("/proc/locks"), do: reads("/proc/locks")},
		{name: "when keys are pressed and packets come", walls: masks, held: "nothing", free: ".*CPU0.*", can: has("/proc/interrupts"), do: reads("/proc/interrupts")},
		{name: "timers of the kernel", walls: []wall.Name{wall.Masks, wall.Account}, held: "nothing|EACCES|EPERM", free: "Timer List.*", can: has("/proc/timer_list"), do: reads("/proc/timer_list")},
		{name: "addresses of the kernel", walls: []wall.Name{wall.Capabilities, wall.AppArmor}, held: "0+", free: "ffff[0-9a-f]+", can: has("/proc/kallsyms"),
			do: func(*world) string { return shell("grep -m1 -w _text /proc/kallsyms | cut -d' ' -f1") }},
		{name: "the keyboard's way to the kernel", walls: set, held: "EACCES", free: "done", can: has("/proc/sysrq-trigger"), do: writes("/proc/sysrq-trigger")},
		{name: "what runs when a program crashes", walls: set, held: "EACCES", free: "done", do: writes("/proc/sys/kernel/core_pattern")},
		{name: "the kernel's memory policy", walls: set, held: "EACCES", free: "done", do: writes("/proc/sys/vm/overcommit_memory")},
		{name: "settings under /sys", walls: []wall.Name{wall.Masks, wall.ReadOnly, wall.Account, wall.AppArmor, wall.Landlock}, held: "ENOENT|EROFS|EACCES", free: "done",
			can: has("/sys/kernel/rcu_expedited"), do: writes("/sys/kernel/rcu_expedited")},
		{name: "settings of the network card", walls: []wall.Name{wall.ReadOnly, wall.Account, wall.AppArmor, wall.Landlock}, held: "EROFS|EACCES", free: "done", do: writes("/sys/class/net/lo/mtu")},
		{name: "the name of one's group", walls: []wall.Name{wall.Cgroup}, held: "/", free: "/.+", do: ownGroup},
		{name: "the root of the first process", walls: []wall.Name{wall.Capabilities, wall.AppArmor, wall.Landlock}, held: "ENOENT|EACCES|EPERM", free: secret,
			do: func(w *world) string { return read("/proc/" + itoa(w.Here) + "/root" + w.Far + "/secret") }},
		{name: "the name of the machine", walls: []wall.Name{wall.UTS}, held: "commonhall", free: "another", can: func(w *world) string {
			if w.Host == "commonhall" {
				return "it is called as every sandbox is"
			}
			return ""
		}, do: func(w *world) string {
			name := read("/proc/sys/kernel/hostname")
			if name == w.Host {
				return "another"
			}
			return name
		}},
	}
}

// brief is the first line of a text.
func brief(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// others looks for processes of other accounts.
func others(*world) string {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return how(err)
	}
	for _, e := range entries {
		var st unix.Stat_t
		if _, err := strconv.Atoi(e.Name()); err == nil && unix.Stat("/proc/"+e.Name(), &st) == nil && int(st.Uid) != os.Getuid() {
			return "others"
		}
	}
	return "mine alone"
}

// ownGroup is the longest name among one's control groups.
func ownGroup(*world) string {
	longest := ""
	for line := range strings.Lines(read("/proc/self/cgroup")) {
		if f := strings.SplitN(strings.TrimSpace(line), ":", 3); len(f) == 3 && len(f[2]) > len(longest) {
			longest = f[2]
		}
	}
	return longest
}

// firstBytes are those of a file.
func firstBytes(path string) string {
	s := read(path)
	return s[:min(len(s), len("nothing"))]
}
