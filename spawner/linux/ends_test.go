package linux_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"commonhall"
	"commonhall/sandbox/oom"
	"commonhall/spawner/linux"
)

// python is a program of one text.
func python(text string) []string { return []string{"/usr/bin/python3", "-IS", "-c", text} }

// endsOf are programs that end badly, with what is told of each. Where the kernel's log
// cannot be read, nothing stands in for the name of a process.
var endsOf = map[commonhall.ServerID]struct {
	command   []string
	cause     commonhall.EndCause
	want, not string // in its sentence
}{
	"hog":   {[]string{"/usr/bin/tail", "/dev/zero"}, commonhall.EndMemory, "ended its program: tail, which held ", ""},
	"exit":  {[]string{"/bin/sh", "-c", "echo bye; exit 3"}, commonhall.EndExited, "by itself with status 3.", ""},
	"self":  {[]string{"/bin/sh", "-c", "kill -9 $$"}, commonhall.EndSignal, "the signal SIGKILL (sent by a program of its own", ""},
	"fault": {python("import ctypes; ctypes.string_at(0)"), commonhall.EndSignal, "the signal SIGSEGV (a fault in the program)", ""},
	"bomb":  {python("import os\nwhile True: os.fork()"), commonhall.EndExited, "it had as many processes as it may: 60, threads", ""},
	// One that was killed by its own hand after another was ended for memory.
	"mourns": {python("import os, subprocess\nsubprocess.run(['tail', '/dev/zero'])\nos.kill(os.getpid(), 9)"), commonhall.EndSignal, "the signal SIGKILL", "memory"},
	"liar": {python("open('/proc/self/comm', 'w').write('a) total-vm:1\\x1b')\nx = [bytearray(b'x') * 8192]\nwhile True: x.append(bytearray(b'x') * (1 << 20))"),
		commonhall.EndMemory, "ended its program: a) total-vm:1?, which held ", "\x1b"},
}

// TestEndsOfRealPrograms: each end has its sentence, and the last lines of the output.
func TestEndsOfRealPrograms(t *testing.T) {
	h, s := newLimited(t)
	log, err := oom.Open(0, 1)
	log.Close()
	for id, c := range endsOf {
		t.Run(string(id), func(t *testing.T) {
			spec := h.spec(id, c.command...)
			spec.Limits = some(commonhall.Limits{Memory: 64 << 20, PIDs: 60})
			if id == "bomb" { // which is not to reach that limit first
				spec.Limits.Memory = 1 << 30
			}
			must(t, s.Start(patience(t), spec))
			end, failed := s.Wait(patience(t), id)
			must(t, failed)
			if err != nil { // nobody tells of processes
				if id != "mourns" && end.Cause != c.cause {
					t.Errorf("it ended with %+v", end)
				}
				return
			}
			if text := end.Sentence(); end.Cause != c.cause || !strings.Contains(text, c.want) || c.not != "" && strings.Contains(text, c.not) {
				t.Errorf("it ended with %+v: %s", end, text)
			}
			if o := end.OOM; o != nil && (o.Held < 20<<20 || o.Held > 80<<20 || o.Machine) {
				t.Errorf("of 64 MiB its process held %d", o.Held)
			}
			if id == "exit" && end.Log != "bye\n" {
				t.Errorf("its last words are %q", end.Log)
			}
		})
	}
}

// TestAHogInsideIsNamed: the server goes on, and what it uses tells which program was
// ended, also to the next warden and not to the next run.
func TestAHogInsideIsNamed(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	s := h.client(t)
	first := h.startWarden()
	spec := obey(t, h, s, "a", some(commonhall.Limits{Memory: 64 << 20}))
	named := func(what string) {
		t.Helper()
		u, err := s.Usage(patience(t), "a")
		if err != nil || u["a"].OOMKills != 1 || u["a"].OOM == nil || !strings.HasPrefix(u["a"].OOM.Process, "python3") || u["a"].OOM.Held > 80<<20 { // with pages of files, which are others' too

			t.Errorf("%s: %+v, %v", what, u["a"], err)
		}
	}
	if log, err := oom.Open(0, 1); err != nil {
		t.Log("the kernel's log cannot be read here:", err)
		named = func(string) {}
	} else {
		log.Close()
	}
	tell(t, dialRun(t, s, "a"), "child")
	named("at once")
	kill(t, first.Process)
	_ = first.Wait()
	second := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, second.Process); _ = second.Wait() })
	named("by the next warden")
	stopped(t, s, "a")
	spec.ID = "b"
	must(t, s.Start(patience(t), spec))
	must(t, s.Listening(patience(t), "b"))
	if u, err := s.Usage(patience(t), "b"); err != nil || u["b"].OOM != nil {
		t.Errorf("the next run has %+v, %v", u["b"], err)
	}
}

func stopped(t *testing.T, s *linux.Spawner, id commonhall.ServerID) {
	t.Helper()
	if _, err := s.Stop(patience(t), id, 0, "ada"); err != nil {
		t.Fatal(err)
	}
	must(t, s.Forget(patience(t), id))
}

// TestTheRolesGoLast: what runs for people is ended before the warden that started it, and
// none of it can get in front of others.
func TestTheRolesGoLast(t *testing.T) {
	h, s := newLimited(t)
	obey(t, h, s, "a", some(commonhall.Limits{}))
	x := &hostile{T: t, h: h, s: s}
	out := x.run(t, "a", `import os
print(open("/proc/self/oom_score_adj").read().strip())
for value in (b"499", b"0", b"-1000", b"1000", b"600"):
    try:
        os.write(os.open("/proc/self/oom_score_adj", os.O_WRONLY), value)
        print(value.decode())
    except OSError as e:
        print(e.errno)`)
	own, err := os.ReadFile("/proc/self/oom_score_adj")
	must(t, err)
	want := "500 13 13 13 1000 600"
	if !mayRaiseOOM(t) { // then the kernel lets it go back to where the warden is, and no further
		want = "500 499 0 13 1000 600"
	}
	if got := strings.Join(strings.Fields(out), " "); got != want {
		t.Errorf("a program makes of its score %s", got)
	}
	if v, err := strconv.Atoi(strings.TrimSpace(string(own))); err != nil || v >= 500 {
		t.Errorf("the warden has the score %s itself", own)
	}
}
