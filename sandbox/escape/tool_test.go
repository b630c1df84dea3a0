package escape

import (
	"os"
	"os/exec"
	"strings"

	"commonhall/sandbox/wall"
)

// tools are attempts with the programs that are there for it.
func tools() []attempt {
	all := []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor, wall.Landlock}
	power := []wall.Name{wall.Capabilities, wall.AppArmor}
	const finished = "(?s)(.*\n)?done"
	const refused = "(?s).*(permitted|denied|superuser|only root|not found|cannot open|No such).*"
	at := func(program, script string) func(*world) string {
		return func(w *world) string {
			pid := itoa(w.Neighbour)
			return shell("PATH=$PATH:/sbin:/usr/sbin; { " + program + " " + strings.ReplaceAll(script, "PID", pid) + "; } 2>&1 </dev/null && echo done")
		}
	}
	return []attempt{
		{name: "mount", walls: all, also: wall.Account, held: refused, free: finished, can: program("mount"), do: at("mount", "-t tmpfs none /tmp")},
		{name: "umount", walls: all, also: wall.Account, held: refused, free: finished, can: program("umount"), do: at("umount", "-l /proc/keys")},
		{name: "kill", walls: []wall.Name{otherAccount, scope}, held: refused, free: finished, do: at("kill", "-0 PID")},
		{name: "nsenter", walls: all, held: refused, free: finished, can: program("nsenter"), do: at("nsenter", "-t PID --net true")},
		{name: "unshare", walls: []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}, held: refused, free: finished, can: program("unshare"), do: at("unshare", "--net true")},
		{name: "prlimit", walls: []wall.Name{otherAccount}, held: refused, free: finished, can: program("prlimit"), do: at("prlimit", "--pid PID --nofile=100:8192")},
		{name: "renice", walls: []wall.Name{otherAccount}, held: refused, free: finished, can: program("renice"), do: at("renice", "-n 1 -p PID >/dev/null")},
		{name: "taskset", walls: []wall.Name{otherAccount}, held: refused, free: finished, can: program("taskset"), do: at("taskset", "-cp 0-1023 PID >/dev/null")},
		{name: "strace", walls: []wall.Name{otherAccount, wall.Landlock}, held: refused, free: finished, can: program("strace"), do: at("timeout -s INT 0.2 strace -o /tmp/trace", "-p PID; [ $? = 124 ]")},
		{name: "dmesg", walls: kernelLog(), held: refused, free: finished, can: program("dmesg"), do: at("dmesg", "-S >/dev/null")},
		{name: "mknod", walls: power, held: refused, free: finished, can: program("mknod"), do: at("mknod", "/tmp/null c 1 3")},
		{name: "chroot", walls: power, held: refused, free: finished, can: program("chroot"), do: at("chroot", "/ true")},
		{name: "setpriv", walls: power, held: "(?s).*fail.*", free: finished, can: program("setpriv"), do: at("setpriv", "--reuid 0 true")},
		{name: "python", walls: []wall.Name{wall.Tree}, held: "(?s).*No such file.*", free: finished, can: func(*world) string {
			if _, err := os.Stat("/usr/bin/python3"); err != nil {
				return "it has no python3"
			}
			return ""
		}, do: func(w *world) string {
			return shell("/usr/bin/python3 -IS -c \"assert open('" + w.Far + "/secret').read() == '" + secret + "'\" 2>&1 && echo done")
		}},
	}
}

// kernelLog are the walls before the kernel's log: a machine may want a capability for it.
func kernelLog() []wall.Name {
	if b, _ := os.ReadFile("/proc/sys/kernel/dmesg_restrict"); string(b) == "0\n" {
		return []wall.Name{wall.Filter}
	}
	return []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}
}

// program says why a machine without a program cannot show an attempt.
func program(name string) func(*world) string {
	return func(*world) string {
		if _, err := exec.LookPath(name); err != nil {
			return "it has no " + name
		}
		return ""
	}
}
