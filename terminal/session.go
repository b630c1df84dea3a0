package terminal

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// process is one as /proc tells (proc(5)).
type process struct {
	pid  int
	name string
	rest []string // fields of stat after the name: state, parent, group, session, …
}

// members lists the living processes by session, the leaders included. A process
// that has begun a session of its own (setsid) is no member of its parent's.
func members() map[int][]process {
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	out := make(map[int][]process)
	for _, dir := range dirs {
		p, ok := readProcess(dir)
		if !ok || strings.ContainsAny(p.rest[0], "ZX") { // a zombie has ended
			continue
		}
		if session, err := strconv.Atoi(p.rest[3]); err == nil {
			out[session] = append(out[session], p)
		}
	}
	return out
}

func readProcess(dir string) (process, bool) {
	stat, err := os.ReadFile(dir + "/stat")
	if err != nil {
		return process{}, false // it has ended meanwhile
	}
	// The name stands in parentheses and may contain anything, so the last one counts.
	i, j := bytes.IndexByte(stat, '('), bytes.LastIndexByte(stat, ')')
	if i < 0 || j < i {
		return process{}, false
	}
	p := process{name: string(stat[i+1 : j]), rest: strings.Fields(string(stat[j+1:]))}
	p.pid, err = strconv.Atoi(filepath.Base(dir))
	return p, err == nil && len(p.rest) >= 4
}

// ignoresHangup is true for what was started with nohup.
func ignoresHangup(pid int) bool {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, after, ok := strings.Cut(string(status), "\nSigIgn:")
	if !ok {
		return false
	}
	mask, err := strconv.ParseUint(strings.TrimSpace(strings.SplitN(after, "\n", 2)[0]), 16, 64)
	return err == nil && mask&(1<<(unix.SIGHUP-1)) != 0
}

// end waits until the session has ended, and kills what is left after grace. Its
// terminal must have been closed, which has sent a hang-up; programs such as editors
// use the time to save. Unless all is set it spares what ignores the hang-up: a
// person who starts a job with nohup wants it to outlive the window. The shell
// must not have been reaped. It reports whether the session did end.
func (sh *shell) end(grace time.Duration, all bool) bool {
	pid := sh.cmd.Process.Pid
	deadline := time.NewTimer(grace)
	defer deadline.Stop()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for kills := 0; ; {
		left := members()[pid]
		if !all {
			left = slices.DeleteFunc(left, func(p process) bool { return p.pid != pid && ignoresHangup(p.pid) })
		}
		if len(left) == 0 {
			return true
		}
		select {
		case <-look.C:
		case <-deadline.C:
			if kills++; kills > 20 { // a process in uninterruptible sleep: nothing ends it
				return false
			}
			for _, p := range left {
				unix.Kill(p.pid, unix.SIGKILL)
			}
			deadline.Reset(50 * time.Millisecond)
		}
	}
}
