package escape

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/doc"
	"commonhall/sandbox"
)

// known is what anybody can see of others. It is by design, and stands on the page.
type known struct {
	what string // as the page has it
	do   func(*world) string
	sees string
	end  func(*world, *running) string // where somebody else has to do something first
}

func knowledge() []known {
	of := func(nr uintptr, args func(pid uintptr) []uintptr) func(*world) string {
		return func(w *world) string { return sys(nr, args(uintptr(w.Neighbour))...) }
	}
	one := func(pid uintptr) []uintptr { return []uintptr{pid} }
	has := func(path, what string) func(*world) string {
		return func(*world) string { return strconv.FormatBool(strings.Contains(read(path), what)) }
	}
	return []known{
		{"that a number is a process's", func(w *world) string { return how(unix.Kill(w.Neighbour, 0)) + " " + how(unix.Kill(1<<22-1, 0)) }, "EPERM (ESRCH|EPERM)", nil},
		{"its group and session", of(unix.SYS_GETSID, one), "done", nil},
		{"its priority", of(unix.SYS_GETPRIORITY, func(pid uintptr) []uintptr { return []uintptr{unix.PRIO_PROCESS, pid} }), "done", nil},
		{"which scheduler it has", of(unix.SYS_SCHED_GETSCHEDULER, one), "done", nil},
		{"on which processors it may run", of(unix.SYS_SCHED_GETAFFINITY, func(pid uintptr) []uintptr { return []uintptr{pid, 128, addr(space(128))} }), "done", nil},
		{"its capabilities", capabilitiesOf, "done", nil},
		{"when it ends", func(w *world) string { _, err := unix.PidfdOpen(w.Neighbour, 0); return how(err) }, "done", nil},
		{"the newest number of a process", func(*world) string { return strconv.FormatBool(newest() > 0) }, "true", nil},
		{"how busy the machine is", has("/proc/stat", "cpu "), "true", nil},
		{"how much memory it has and uses", has("/proc/meminfo", "MemAvailable"), "true", nil},
		{"what its disks do", has("/proc/diskstats", " "), "true", nil},
		{"since when it runs, and which kernel", has("/proc/version", "Linux"), "true", nil},
		{"which programs it has", has("/etc/os-release", "NAME"), "true", nil},
		{"where one's own folders lie on it", has("/proc/self/mountinfo", "/usr"), "true", nil},
		{"who holds a lock on a file that all can read", func(*world) string {
			f, err := os.Open("/usr/bin/env")
			if err != nil {
				return how(err)
			}
			return how(unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB))
		}, "done", nil},
		{what: "which files that all can read somebody opens, and when", do: listen, sees: "opened", end: func(w *world, r *running) string {
			f, err := os.Open(w.Dir + "/escape")
			if err != nil {
				return how(err)
			}
			defer f.Close()
			said := make([]byte, 100)
			n, _ := r.out.Read(said)
			sandbox.Reap(r.p.PidFD)
			return strings.TrimSpace(string(said[:n]))
		}},
		{"whether an account has any process", func(w *world) string {
			const user = 2
			return sys(unix.SYS_GETPRIORITY, user, uintptr(w.NeighbourUID)) + " " + sys(unix.SYS_GETPRIORITY, user, uintptr(w.UID+3))
		}, "done ESRCH", nil},
		{"which devices come and go", func(*world) string {
			fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_KOBJECT_UEVENT)
			if err != nil {
				return how(err)
			}
			return how(unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: 1}))
		}, "done", nil},
		{"one's own number of an account", func(*world) string { return strconv.FormatBool(os.Getuid() > 1000) }, "true", nil},
	}
}

func capabilitiesOf(w *world) string {
	hdr, data := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3, Pid: int32(w.Neighbour)}, [2]unix.CapUserData{}
	return how(unix.Capget(&hdr, &data[0]))
}

// listen waits until somebody opens a program.
func listen(w *world) string {
	fd, err := unix.InotifyInit1(0)
	if err != nil {
		return how(err)
	}
	if _, err := unix.InotifyAddWatch(fd, w.Dir+"/escape", unix.IN_OPEN); err != nil {
		return how(err)
	}
	fmt.Println("ready")
	if _, err := unix.Read(fd, make([]byte, 4096)); err != nil {
		return how(err)
	}
	return "opened"
}

// TestKnown: what the page says can be seen is seen.
func TestKnown(t *testing.T) {
	w := newWorld(t)
	for i, k := range knowledge() {
		a := attempt{}
		if k.end != nil {
			a.end = func(r *running) string { return k.end(w, r) }
		}
		got := w.run(t, "known/"+itoa(i), a, nil)
		if !regexp.MustCompile(`^(?:` + k.sees + `)$`).MatchString(got) {
			t.Errorf("%s: %q, want %q", k.what, got, k.sees)
		}
	}
}

// TestThePage names each part of the table, what it is about, and what is known.
func TestThePage(t *testing.T) {
	p, ok := doc.Find("doc/explanation/escapes.md")
	if !ok {
		t.Fatal("there is no page")
	}
	for _, area := range areas() {
		if !strings.Contains(p.Text, "| "+area.name+" | "+itoa(len(area.attempts))+" |") {
			t.Errorf("the page does not say %s | %d", area.name, len(area.attempts))
		}
	}
	for _, k := range knowledge() {
		if !strings.Contains(p.Text, "| "+k.what+" |") {
			t.Errorf("the page does not say that one sees %s", k.what)
		}
	}
}
