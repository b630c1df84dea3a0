package escape

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/wall"
)

// inherited are attempts at what whoever starts a sandbox has.
func inherited() []attempt {
	return []attempt{
		{name: "a folder that was left open", walls: []wall.Name{wall.Descriptors, wall.Landlock}, held: "EBADF|EACCES", free: secret, do: func(*world) string {
			fd, err := unix.Openat(leakedFolder, "secret", unix.O_RDONLY, 0)
			if err != nil {
				return how(err)
			}
			b := make([]byte, 100)
			n, err := unix.Read(fd, b)
			return strings.TrimSuffix(string(b[:max(n, 0)])+" "+how(err), " done")
		}},
		{name: "to stand in a folder that was left open", walls: []wall.Name{wall.Descriptors}, held: "EBADF", free: "done",
			do: func(*world) string { return how(unix.Fchdir(leakedFolder)) }},
		{name: "a key of who starts it", walls: []wall.Name{wall.Filter, wall.Keyring}, held: "EPERM|ENOKEY", free: "done", can: func(*world) string {
			if _, err := unix.AddKey("user", keyName, []byte(secret), unix.KEY_SPEC_PROCESS_KEYRING); err != nil {
				return "it lets nobody add a key: " + how(err)
			}
			return ""
		}, do: func(*world) string {
			_, err := unix.KeyctlSearch(unix.KEY_SPEC_SESSION_KEYRING, "user", keyName, 0)
			return how(err)
		}},
		{name: "keys of one's own", walls: []wall.Name{wall.Filter}, held: "EPERM", free: "done", do: func(*world) string {
			_, err := unix.AddKey("user", "escape", []byte(secret), unix.KEY_SPEC_PROCESS_KEYRING)
			return how(err)
		}},
		{name: "to ask the machine for a key", walls: []wall.Name{wall.Filter}, held: "EPERM", free: "ENOKEY|ENOENT", do: func(*world) string {
			_, err := unix.RequestKey("user", "escape-no-such", "", 0)
			return how(err)
		}},
	}
}

const keyName = "commonhall-escape"

// exhaustion are attempts to leave nothing for others.
func exhaustion() []attempt {
	limits, private := []wall.Name{wall.Limits}, []wall.Name{wall.Private}
	small := &cgroup.Limits{Memory: 32 << 20, PIDs: 30}
	return []attempt{
		{name: "processes", walls: limits, group: small, held: "EAGAIN", free: "60 done", do: manyProcesses},
		{name: "threads", walls: limits, group: small, held: "(?s).*(newosproc|EAGAIN|pthread_create).*", free: "60 done", do: manyThreads},
		{name: "memory", walls: limits, group: small, held: "SIGKILL", free: "done", do: func(*world) string { return fill(space(80 << 20)) }},
		{name: "memory without a name", walls: limits, group: small, held: "SIGKILL|ENOMEM", free: "done", do: func(*world) string {
			fd, err := unix.MemfdCreate("escape", 0)
			if err != nil {
				return how(err)
			}
			return writeMuch(fd, 80<<20)
		}},
		{name: "memory in pipes", walls: limits, group: small, held: "SIGKILL|ENOMEM", free: "done", do: fillPipes},
		{name: "memory in sockets", walls: limits, group: small, held: "SIGKILL|ENOMEM|ENOBUFS", free: "done", do: fillSockets},
		{name: "memory in /tmp", walls: private, held: "ENOSPC", free: "done", do: func(*world) string { return fillFile("/tmp/escape-fill") }},
		{name: "memory in /dev/shm", walls: private, held: "ENOSPC", free: "done", do: func(*world) string { return fillFile("/dev/shm/escape-fill") }},
		{name: "files in /tmp", walls: private, held: "bounded", free: "the machine's", can: func(*world) string {
			if room("/tmp") != "the machine's" {
				return "its /tmp has as few"
			}
			return ""
		}, do: func(*world) string { return room("/tmp") }},
		{name: "open files", walls: []wall.Name{wall.Rlimits}, held: "EMFILE", free: "done", can: func(*world) string {
			var l unix.Rlimit
			if unix.Getrlimit(unix.RLIMIT_NOFILE, &l) != nil || l.Max < 9000 {
				return "its root has as few"
			}
			return ""
		}, do: manyFiles},
		{name: "memory dumps on the disk", walls: []wall.Name{wall.Rlimits}, held: "EPERM", free: "done", can: func(*world) string {
			var l unix.Rlimit
			if unix.Getrlimit(unix.RLIMIT_CORE, &l) != nil || l.Max < 4096 {
				return "its root has none"
			}
			return ""
		}, do: func(*world) string { return how(unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: 4096, Max: 4096})) }},
	}
}

func manyProcesses(*world) string {
	var all []*exec.Cmd
	defer func() {
		for _, cmd := range all {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}()
	for range 60 {
		cmd := exec.Command("/bin/sleep", "1000")
		if err := cmd.Start(); err != nil {
			return how(err)
		}
		all = append(all, cmd)
	}
	return "60 done"
}

func manyThreads(*world) string {
	started, end := make(chan bool), make(chan bool)
	for range 60 {
		go func() {
			runtime.LockOSThread() // one of its own
			started <- true
			<-end
		}()
	}
	for range 60 {
		<-started
	}
	return "60 done"
}

func fill(b []byte) string {
	for i := 0; i < len(b); i += 4096 {
		b[i] = 1
	}
	return "done"
}

func writeMuch(fd, size int) string {
	block := make([]byte, 1<<20)
	for range size >> 20 {
		if _, err := unix.Write(fd, block); err != nil {
			return how(err)
		}
	}
	return "done"
}

// fillPipes leaves bytes in pipes that nobody reads.
func fillPipes(*world) string {
	for range 800 {
		var p [2]int
		if err := unix.Pipe2(p[:], unix.O_NONBLOCK); err != nil {
			return how(err)
		}
		if got := writeAll(p[1], 64<<10); got != "done" {
			return got
		}
	}
	return "done"
}

// fillSockets leaves bytes in sockets that nobody reads.
func fillSockets(*world) string {
	for range 400 {
		p, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
		if err != nil {
			return how(err)
		}
		if got := writeAll(p[0], 128<<10); got != "done" {
			return got
		}
	}
	return "done"
}

// writeAll writes until so much is written or nothing more fits.
func writeAll(fd, size int) string {
	block := make([]byte, 16<<10)
	for range size / len(block) {
		if _, err := unix.Write(fd, block); err != nil && err != unix.EAGAIN {
			return how(err)
		}
	}
	return "done"
}

func fillFile(path string) string {
	fd, err := unix.Open(path, unix.O_CREAT|unix.O_WRONLY, 0o600)
	if err != nil {
		return how(err)
	}
	defer os.Remove(path)
	return writeMuch(fd, 9<<20)
}

// room says whether a folder has as many files as the machine.
func room(dir string) string {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return how(err)
	}
	if st.Files <= 200<<10 {
		return "bounded"
	}
	return "the machine's"
}

func manyFiles(*world) string {
	var l unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &l); err != nil {
		return how(err)
	}
	l.Cur = l.Max
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &l); err != nil {
		return how(err)
	}
	for range 8500 {
		if _, err := unix.Dup(0); err != nil {
			return how(err)
		}
	}
	return "done"
}

// staying are attempts to go on after the end.
func staying() []attempt {
	limits := []wall.Name{wall.Limits}
	var all []attempt
	for _, how := range []string{"a session of its own", "deaf to signals", "stopped", "being traced", "coming back", "children of children"} {
		all = append(all, attempt{name: how, walls: limits, group: &cgroup.Limits{PIDs: 200}, held: "nobody is left", free: "somebody is left", end: left,
			can: func(w *world) string { endAll(w.UID); return "" }, // of an attempt before
			do:  func(*world) string { return remain(how) }})
	}
	return all
}

// remain starts something that is to outlive us.
func remain(way string) string {
	what := map[string]string{"deaf to signals": "stay for long", "stopped": "stay stopped", "coming back": "come back", "children of children": "stay"}[way]
	if what == "" {
		what = "stay for long"
	}
	cmd := part("/proc/self/exe", what)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return how(err)
	}
	if _, err := cmd.StdinPipe(); err != nil || cmd.Start() != nil {
		return "it does not start"
	}
	if n, _ := out.Read(make([]byte, 10)); n == 0 {
		return "it does not stay"
	}
	if way == "being traced" {
		pid := uintptr(cmd.Process.Pid)
		if got := sys(unix.SYS_PTRACE, unix.PTRACE_SEIZE, pid, 0, 0) + sys(unix.SYS_PTRACE, unix.PTRACE_INTERRUPT, pid, 0, 0); got != "donedone" {
			return got
		}
	}
	fmt.Println("ready")
	return forever()
}

// forever does nothing, until a signal ends it.
func forever() string {
	for {
		_ = unix.Pause()
	}
}

// stay starts a child in another session and ends.
func stay(*world) string {
	cmd := part("/proc/self/exe", "stay for long")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Stdout = os.Stdout
	return how(cmd.Start())
}

// stayOn does not listen to anybody, or stops itself.
func stayOn(stop bool) string {
	for n := 1; n < 65; n++ {
		signal.Ignore(syscall.Signal(n))
	}
	fmt.Println("here")
	if stop {
		_ = unix.Kill(os.Getpid(), unix.SIGSTOP)
	}
	return forever()
}

// comeBack starts another like itself when its own parent has ended.
func comeBack(*world) string {
	fmt.Println("here")
	_, _ = io.ReadAll(os.Stdin)
	cmd := part("/proc/self/exe", "stay for long")
	cmd.Stdout = os.Stderr
	return how(cmd.Start())
}

// left ends what runs, as the warden does or, without a group, as one ends a program; and
// says whether anybody of the account is left.
func left(r *running) string {
	if r.group != nil {
		ok(r.T, r.group.Kill(time.Minute))
	} else {
		ok(r.T, unix.PidfdSendSignal(int(r.p.PidFD.Fd()), unix.SIGKILL, nil, 0))
	}
	sandbox.Reap(r.p.PidFD)
	pids := of(r.uid)
	if r.group != nil { // who has left its group may be seen for a moment still
		for deadline := time.Now().Add(10 * time.Second); len(pids) > 0 && time.Now().Before(deadline); pids = of(r.uid) {
			runtime.Gosched()
		}
	} else {
		pids = append(append(pids, of(r.uid)...), of(r.uid)...) // who hands on to another may be missed by one look
	}
	if r.group != nil {
		for _, pid := range pids {
			r.Logf("left is %d: %q in %q", pid, read(fmt.Sprintf("/proc/%d/cmdline", pid)), read(fmt.Sprintf("/proc/%d/cgroup", pid)))
		}
	}
	endAll(r.uid)
	if len(pids) > 0 {
		return "somebody is left"
	}
	return "nobody is left"
}

// endAll ends whoever an account has. Who hands on to another may be missed by one look.
func endAll(uid int) {
	for looks := 0; looks < 3; looks++ {
		for _, pid := range of(uid) {
			_ = unix.Kill(pid, unix.SIGKILL)
			looks = -1
		}
		runtime.Gosched()
	}
}

// of lists the living processes of an account. One that is ending has no memory any more.
func of(uid int) []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var out []int
	for _, e := range entries {
		var pid int
		if _, err := fmt.Sscan(e.Name(), &pid); err != nil {
			continue
		}
		b, err := os.ReadFile("/proc/" + e.Name() + "/status")
		if err == nil && strings.Contains(string(b), fmt.Sprintf("\nUid:\t%d\t", uid)) && strings.Contains(string(b), "\nVmSize:") {
			out = append(out, pid)
		}
	}
	return out
}

// notified is a channel of a signal.
func notified(s os.Signal) <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	return c
}
