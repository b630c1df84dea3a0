package metric

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Process adds what all programs tell Prometheus of themselves, under the names that it
// has for that. What the kernel does not tell is left out.
func (s *Set) Process(started time.Time) {
	plain := func(kind, name, help string, v func() (float64, bool)) {
		s.Read(kind, name, help, nil, func(add func(float64, ...string)) {
			if v, ok := v(); ok {
				add(v)
			}
		})
	}
	memory := func(field string) func() (float64, bool) {
		return func() (float64, bool) { return status(field) }
	}
	plain("counter", "process_cpu_seconds_total", "Processor time that was used, in seconds.", func() (float64, bool) {
		var u syscall.Rusage
		if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
			return 0, false
		}
		return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9, true
	})
	plain("gauge", "process_resident_memory_bytes", "Memory in use, in bytes.", memory("VmRSS:"))
	plain("gauge", "process_virtual_memory_bytes", "Size of the address space, in bytes.", memory("VmSize:"))
	plain("gauge", "process_open_fds", "Open file descriptors.", func() (float64, bool) {
		list, err := os.ReadDir("/proc/self/fd")
		return float64(len(list)), err == nil
	})
	plain("gauge", "process_max_fds", "How many file descriptors there can be.", func() (float64, bool) {
		var l syscall.Rlimit
		err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l)
		return float64(l.Cur), err == nil
	})
	plain("gauge", "process_start_time_seconds", "When the process started, in seconds since 1970.", func() (float64, bool) {
		return float64(started.UnixMilli()) / 1000, true
	})
}

// status reads a size in /proc/self/status.
func status(field string) (float64, bool) {
	b, err := os.ReadFile("/proc/self/status")
	_, rest, ok := bytes.Cut(b, []byte("\n"+field))
	if err != nil || !ok {
		return 0, false
	}
	kb, err := strconv.ParseFloat(strings.Fields(string(rest[:min(len(rest), 64)]))[0], 64)
	return kb * 1024, err == nil
}
