package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// stat is what /proc/PID/stat says that matters here.
type stat struct {
	parent   int
	zombie   bool
	children time.Duration // CPU time of its children that have ended and been waited for
	birth    uint64        // with the number it names a process for ever
}

// userHZ is in which parts of a second /proc/PID/stat counts, on every Linux that
// Go runs on.
const userHZ = 100

func readStat(pid int) (stat, error) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return stat{}, err
	}
	// The name, in brackets, may have any characters in it.
	f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	if len(f) < 20 {
		return stat{}, fmt.Errorf("process %d: its stat is too short", pid)
	}
	number := func(i int) uint64 { n, _ := strconv.ParseUint(f[i-3], 10, 64); return n } // as proc(5) counts
	return stat{parent: int(number(4)), zombie: f[0] == "Z", birth: number(22),
		children: time.Duration(number(16)+number(17)) * time.Second / userHZ}, nil
}

// tree returns a process and all that descend from it.
func tree(root int) ([]int, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	children := map[int][]int{}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if st, err := readStat(pid); err == nil && !st.zombie {
			children[st.parent] = append(children[st.parent], pid)
		}
	}
	out := []int{root}
	for i := 0; i < len(out); i++ {
		out = append(out, children[out[i]]...)
	}
	return out, nil
}

// cpuClock returns the CPU time of a living process, all its threads, to the
// nanosecond. /proc would give it in hundredths of a second.
func cpuClock(pid int) (time.Duration, error) {
	const sched = 2 // CPUCLOCK_SCHED of the kernel: what clock_getcpuclockid(3) makes
	var ts syscall.Timespec
	_, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, uintptr(^pid<<3|sched), uintptr(unsafe.Pointer(&ts)), 0)
	if errno != 0 {
		return 0, fmt.Errorf("CPU time of process %d: %w", pid, errno)
	}
	return time.Duration(ts.Nano()), nil
}

// cpuTime returns the CPU time of processes and of those of their children that
// have ended; of these, the part below 10 ms is lost.
func cpuTime(pids []int) (time.Duration, error) {
	var sum time.Duration
	for _, pid := range pids {
		own, err := cpuClock(pid)
		if err != nil {
			return 0, err
		}
		st, err := readStat(pid)
		if err != nil {
			return 0, err
		}
		sum += own + st.children
	}
	return sum, nil
}

// What /proc/PID/smaps_rollup has: all memory of a process, in which what several
// share is divided among them, and the part of it that is in no file. The first
// falls when others begin to share a library, the second does not.
const (
	allMemory  = "Pss:"
	anonMemory = "Pss_Anon:"
)

// memory returns the proportional set size of processes in bytes, all of it or a
// part. One that has just ended counts nothing.
func memory(pids []int, part string) (int64, error) {
	var sum int64
	for _, pid := range pids {
		b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/smaps_rollup")
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
			continue
		}
		if err != nil {
			return 0, err
		}
		for line := range strings.Lines(string(b)) {
			if kb, ok := strings.CutPrefix(line, part); ok {
				n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(kb), " kB"), 10, 64)
				if err != nil {
					return 0, err
				}
				sum += n << 10
				break
			}
		}
	}
	return sum, nil
}

// alive is a process by number and birth: numbers are used again.
type alive struct {
	pid   int
	birth uint64
}

func remember(pids []int) []alive {
	var out []alive
	for _, pid := range pids {
		if st, err := readStat(pid); err == nil {
			out = append(out, alive{pid, st.birth})
		}
	}
	return out
}

// killLeft kills those that are still there.
func killLeft(list []alive) {
	for _, a := range list {
		if st, err := readStat(a.pid); err == nil && st.birth == a.birth && !st.zombie {
			_ = syscall.Kill(a.pid, syscall.SIGKILL)
		}
	}
}
