package oom

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

const tail = ") total-vm:321276kB, anon-rss:126208kB, file-rss:5396kB, shmem-rss:4kB, UID:2107201321 pgtables:312kB oom_score_adj:500\n"

// TestLines: what the kernel writes of one, by whatever name it goes.
func TestLines(t *testing.T) {
	for in, want := range map[string]Kill{
		"3,9,1,-;Memory cgroup out of memory: Killed process 18820 (python3" + tail:                     {18820, "python3", 131608 << 10, false},
		"3,9,1,-,caller=T1;Out of memory: Killed process 18820 (python3" + tail + " SUBSYSTEM=x\n":      {18820, "python3", 131608 << 10, true},
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (x) total-vm:1kB" + tail:                 {5, "x) total-vm:1kB", 131608 << 10, false},
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (,UID:0 pgtable" + tail:                  {5, ",UID:0 pgtable", 131608 << 10, false},
		`3,9,1,-;Memory cgroup out of memory: Killed process 5 (r\xc3\xa4d\x1b[31m\x0a\xff\x5cx` + tail: {5, `räd?[31m??\x`, 131608 << 10, false},
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (" + tail:                                {5, "", 131608 << 10, false},
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (" + strings.Repeat("a", 200) + tail:     {5, strings.Repeat("a", 64), 131608 << 10, false},
		`3,9,1,-;Memory cgroup out of memory: Killed process 5 (\xe2\x80\xae;evil\xzz\x` + tail:         {5, `?;evil\xzz\x`, 131608 << 10, false},
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (Killed process " + tail:                 {5, "Killed process ", 131608 << 10, false},
	} {
		if uid, k, ok := parse(in); !ok || uid != 2107201321 || k != want {
			t.Errorf("%q\nis %d %+v %v, want %+v", in, uid, k, ok, want)
		}
	}
	for _, in := range []string{"", ";", "3", "3,9,1,-;", "x,1,1,-;Memory cgroup out of memory: Killed process 5 (a" + tail,
		"12,9,1,-;Memory cgroup out of memory: Killed process 5 (a" + tail, // written by a program of root's
		"3,9,1,-;a[5]: Memory cgroup out of memory: Killed process 5 (a" + tail, "3,9,1,-;Out of memory: [5]: segfault at 0 (a" + tail,
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (a", "3,9,1,-;Memory cgroup out of memory: Killed process -5 (a" + tail,
		"3,9,1,-;Memory cgroup out of memory: Killed process 5 (a) total-vm:1kB, anon-rss:-9kB", "6,9,1,-;Killed process 5 (a" + tail,
		"6,9,1,-;x\n Memory cgroup out of memory: Killed process 5 (a" + tail} {
		if uid, k, ok := parse(in); ok {
			t.Errorf("%q counts as %d %+v", in, uid, k)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("3,9,1,-;Memory cgroup out of memory: Killed process 18820 (python3" + tail)
	f.Add(`3,9,1,-;Out of memory: Killed process 5 (r\xc3\x` + tail)
	f.Fuzz(func(t *testing.T, record string) {
		_, k, _ := parse(record)
		if len(k.Name) > 4*64 || strings.ContainsFunc(k.Name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("%q has the name %q", record, k.Name)
		}
	})
}

// TestNothingKnown: without a log nothing is known; with one, nobody waits for long for
// what it does not say; another namespace of processes is no place to read it.
func TestNothingKnown(t *testing.T) {
	needs.Root(t)
	needs.Programs(t, "unshare")
	if os.Getenv("OOM_TEST_INSIDE") != "" {
		if l, err := Open(0, 1<<30); err == nil {
			l.Close()
			t.Error("it opens in a namespace where it speaks of other processes")
		}
		return
	}
	var none *Log
	none.Close()
	if _, ok := none.Of(5, 5); ok {
		t.Error("a log that is none knows something")
	}
	if l, err := Open(1<<30, 1<<30+1); err == nil {
		defer l.Close()
		if k, ok := l.Of(1<<30, 1); ok {
			t.Errorf("nobody's process was ended: %+v", k)
		}
	}
	cmd := exec.Command("unshare", "--pid", "--fork", "--mount-proc", os.Args[0], "-test.run=^TestNothingKnown$")
	cmd.Env = append(os.Environ(), "OOM_TEST_INSIDE=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
