package linux_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/spawner"
)

// TestLimitsOfARun: more memory holds more, at once; what is above the warden's largest is
// refused; the kernel's word counts where memory is in use, and then all is as before.
func TestLimitsOfARun(t *testing.T) {
	h, s := newLimited(t)
	obey(t, h, s, "a", some(commonhall.Limits{Memory: 64 << 20}))
	if got := tell(t, dialRun(t, s, "a"), "child"); got != "-9" {
		t.Fatalf("a child that eats more than 64 MiB ended with %s, want -9", got)
	}
	more := some(commonhall.Limits{Memory: 512 << 20})
	must(t, s.SetLimits(patience(t), "a", more))
	tell(t, dialRun(t, s, "a"), "hold") // 64 MiB
	u, err := s.Usage(patience(t), "a")
	if err != nil || u["a"].OOMKills != 1 || u["a"].Memory < 64<<20 {
		t.Errorf("with 512 MiB it uses %+v, %v", u["a"], err)
	}
	for name, l := range map[string]commonhall.Limits{"above": some(commonhall.Limits{Memory: 1<<30 + 1}), "below zero": {Memory: 1 << 20, CPU: 1, PIDs: -1}, "none": {}} {
		if err := s.SetLimits(patience(t), "a", l); !errors.Is(err, spawner.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat("/sys/fs/cgroup/memory"); err == nil { // version 2 ends programs until the rest fits: whoever asks looks first
		if err := s.SetLimits(patience(t), "a", commonhall.Limits{Memory: 48 << 20, CPU: 0.1, PIDs: 20}); !errors.Is(err, spawner.ErrBusy) {
			t.Errorf("below what it uses: %v", err)
		}
		for file, want := range map[string]string{"pids/%s/a/pids.max": "100", "memory/%s/a/memory.limit_in_bytes": "536870912", "memory/%s/a/memory.memsw.limit_in_bytes": "536870912", "cpu/%s/a/cpu.cfs_quota_us": "100000"} {
			b, err := os.ReadFile("/sys/fs/cgroup/" + fmt.Sprintf(file, "commonhall-"+h.cfg.Instance))
			if got := strings.TrimSpace(string(b)); got != want && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("after that %s is %s, %v; want %s", file, got, err, want)
			}
		}
		if got := tell(t, dialRun(t, s, "a"), "child"); got != "-9" {
			t.Errorf("after that a child that eats memory ended with %s: the limit is gone", got)
		}
	}
	if st, err := s.Status(patience(t), "a"); err != nil || st.Limits != more || st.Phase != spawner.Listening {
		t.Errorf("it is %+v, %v", st, err)
	}
}

// TestFurtherLimits: open files and /tmp as a run and a command beside it find them, the
// weight and the soft mark as the kernel has them, also after a change.
func TestFurtherLimits(t *testing.T) {
	h, s := newLimited(t)
	l := some(commonhall.Limits{Memory: 128 << 20, Soft: 96 << 20, Weight: 200, Files: 300, Tmp: 8 << 20, IO: 300, MemoryGuarantee: 32 << 20})
	obey(t, h, s, "a", l)
	x := &hostile{T: t, h: h, s: s}
	out := x.run(t, "a", `import os, resource
st = os.statvfs("/tmp")
print(resource.getrlimit(resource.RLIMIT_NOFILE), st.f_blocks * st.f_frsize >> 20)`)
	if !strings.Contains(out, "(300, 300) 8") {
		t.Errorf("a command beside it finds %s", out)
	}
	is := func(want ...string) {
		t.Helper()
		var got []string
		for _, file := range []string{"cpu/%s/a/cpu.shares", "memory/%s/a/memory.soft_limit_in_bytes", "blkio/%s/a/blkio.bfq.weight", "blkio/%s/a/blkio.weight", "%s/a/cpu.weight", "%s/a/memory.high", "%s/a/io.bfq.weight", "%s/a/io.weight", "%s/a/memory.low", "%s/memory.low"} {
			if b, err := os.ReadFile("/sys/fs/cgroup/" + fmt.Sprintf(file, "commonhall-"+h.cfg.Instance)); err == nil {
				got = append(got, strings.TrimSpace(string(b)))
			}
		}
		if text := strings.Join(got, " "); !slices.Contains(want, text) {
			t.Errorf("the kernel has %s, want one of %q", text, want)
		}
	}
	low := " 33554432 33554432" // of the run, and of the group above
	is("2048 100663296", "2048 100663296 300", "2048 100663296 1000", "200 100663296"+low, "200 100663296 300"+low, "200 100663296 default 300"+low)
	if st, err := s.Status(patience(t), "a"); err != nil || isV1() != slices.Contains(st.Lacks, commonhall.GuaranteeMemory) || weighs(h) == slices.Contains(st.Lacks, commonhall.LimitIO) {
		t.Errorf("the machine lacks %v, %v", st.Lacks, err)
	}
	if weighs(h) && isV1() { // the program is in the group, and what it starts
		x.run(t, "a", "true")
		if b, err := os.ReadFile("/sys/fs/cgroup/blkio/commonhall-" + h.cfg.Instance + "/a/cgroup.procs"); err != nil || len(b) == 0 {
			t.Errorf("nobody is in the group of disks: %v", err)
		}
	}
	l.CPUGuarantee = 1.5
	must(t, s.SetLimits(patience(t), "a", l))
	is("15360 100663296", "15360 100663296 300", "15360 100663296 1000", "1500 100663296"+low, "1500 100663296 300"+low, "1500 100663296 default 300"+low)
	l.Soft, l.Weight, l.IO, l.MemoryGuarantee, l.CPUGuarantee = 0, 0, 0, 0, 0
	must(t, s.SetLimits(patience(t), "a", l))
	is("1024 9223372036854771712", "1024 9223372036854771712 100", "1024 9223372036854771712 500", "100 max 0 0", "100 max 100 0 0", "100 max default 100 0 0")
}

// isV1 reports whether memory is limited by control groups of version 1.
func isV1() bool {
	_, err := os.Stat("/sys/fs/cgroup/memory")
	return err == nil
}

// weighs reports whether this kernel weighs the use of disks.
func weighs(h *house) bool {
	for _, file := range []string{"blkio/%s/blkio.bfq.weight", "blkio/%s/blkio.weight", "%s/io.bfq.weight", "%s/io.weight"} {
		if _, err := os.Stat("/sys/fs/cgroup/" + fmt.Sprintf(file, "commonhall-"+h.cfg.Instance)); err == nil {
			return true
		}
	}
	return false
}

// TestLimitsOutliveTheWarden: what was set while it ran is what the next warden knows, and
// what the end of the run tells.
func TestLimitsOutliveTheWarden(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	s := h.client(t)
	first := h.startWarden()
	obey(t, h, s, "a", some(commonhall.Limits{Memory: 512 << 20}))
	want := some(commonhall.Limits{Memory: 96 << 20, PIDs: 64})
	must(t, s.SetLimits(patience(t), "a", want))
	kill(t, first.Process)
	_ = first.Wait()
	second := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, second.Process); _ = second.Wait() })
	if st, err := s.Status(patience(t), "a"); err != nil || st.Limits != want {
		t.Errorf("the next warden knows %+v, %v; want %+v", st.Limits, err, want)
	}
	if got := tell(t, dialRun(t, s, "a"), "child"); got != "-9" {
		t.Errorf("a child that eats memory ended with %s", got)
	}
}
