package terminal

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The commands below are written so that their echo does not contain what they print.

func TestWhatIsTypedRunsInALoginShell(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	p := h.watch("id=" + h.open())
	p.sees(prompt)
	p.types("echo grüß''e; shopt -q login_shell && echo log''in; echo $TERM/$COLORTERM; pwd -P; stty -a | grep -o '.iut''f8'\r")
	p.sees("\rgrüße\r\n")
	p.sees("login\r\n")
	p.sees("xterm-256color/truecolor\r\n")
	p.sees(h.s.cfg.Dir + "\r\n")
	p.sees(" iutf8")
}

func TestReloadShowsWhatWasThere(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	id := h.open()
	p := h.watch("id=" + id)
	p.types("echo be''fore\r")
	p.sees("before")
	p.types("(read -t 5; echo mean''while) < <(sleep 0.2)\r")
	p.conn.CloseNow()

	p = h.watch("id=" + id)
	if !p.hello.Reset {
		t.Error("a page that has seen nothing is not told to start over")
	}
	p.sees("before")
	p.sees("meanwhile")
}

func TestAfterABreakOnlyTheRestIsSent(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	id := h.open()
	p := h.watch("id=" + id)
	p.types("echo fi''rst\r")
	p.sees("first\r\n")
	at := p.offset - int64(p.seen.Len())
	p.conn.CloseNow()

	p = h.watch(fmt.Sprintf("id=%s&from=%d", id, at))
	if p.hello.Reset || p.hello.Offset != at {
		t.Errorf("greeted with %+v; want to go on at %d", p.hello, at)
	}
	p.types("echo sec''ond\r")
	p.until("second", func() bool { return strings.Contains(p.seen.String(), "second") })
	if strings.Contains(p.seen.String(), "first") {
		t.Errorf("sent again: %q", p.seen.String())
	}

	p = h.watch(fmt.Sprintf("id=%s&from=%d", id, at+1<<20)) // as after a restart of the server
	if !p.hello.Reset || p.hello.Offset != 0 {
		t.Errorf("greeted with %+v; want to start over", p.hello)
	}
}

func TestTwoWindowsSeeOneTerminal(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	id := h.open()
	a := h.watch("id=" + id + "&cols=100&rows=30")
	b := h.watch("id=" + id + "&cols=60&rows=20")
	a.until("the other's size", func() bool { return a.size == size{60, 20} })
	a.types("echo from ''a; stty size\r")
	for _, p := range []*page{a, b} {
		p.sees("from a\r\n30 100")
		p.until("the typist's size", func() bool { return p.size == size{100, 30} })
	}
	// Both windows answer a program's question; the program hears one of them.
	b.tell(`{"type":"reply","data":"echo b\r"}`)
	a.tell(`{"type":"reply","data":"echo ''answered\r"}`)
	a.sees("\ranswered")
	if strings.Contains(a.seen.String(), "echo b") {
		t.Error("the window that was not used answered too")
	}
}

func TestResizeReachesTheShell(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	p := h.watch("id=" + h.open() + "&cols=100&rows=30")
	p.types("trap 'stty size' WINCH; stty size\r")
	p.sees("30 100")
	p.sees(prompt) // the signal goes to the program in front, which is the shell now
	p.tell(`{"type":"resize","cols":120,"rows":40}`)
	p.sees("40 120")
	p.tell(`{"type":"resize","cols":0,"rows":70000}`) // the latter makes it no message at all
	p.ends()
}

func TestAStuckWindowHoldsUpNobody(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.patience = time.Hour })
	id := h.open()
	stuck := h.dial("id=" + id)
	p := h.watch("id=" + id)
	p.types("yes 0123456789 | head -c 4000000; echo do''ne\r")
	p.sees("done\r\n")
	stuck.ends()
}

func TestWithNobodyElseAStuckWindowIsDropped(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.patience = 50 * time.Millisecond })
	id := h.open()
	p := h.watch("id=" + id)
	p.types("yes 0123456789 | head -c 4000000; touch done\r")
	eventually(t, "the shell goes on", func() bool {
		_, err := os.Stat(filepath.Join(h.s.cfg.Dir, "done"))
		return err == nil
	})
	p.ends()
	p = h.watch("id=" + id)
	if !p.hello.Reset {
		t.Errorf("came back to %+v; want to start over", p.hello)
	}
	p.sees("0123456789\r\n")
}

// A window that is slow but makes progress is waited for, and sees everything.
func TestASlowWindowMissesNothing(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.patience = time.Hour })
	p := h.watch("id=" + h.open())
	p.types("seq 100000 300000; echo do''ne\r")
	p.sees("\r100000\r\n")
	at := p.offset
	for want := 100001; want <= 300000; want += 1000 {
		p.sees(fmt.Sprintf("\n%d\r\n", want+999-1))
	}
	p.sees("done")
	if n := p.offset - at; n > 200000*8+1000 {
		t.Errorf("%d bytes came", n)
	}
}

func TestAFloodStaysSmallAndTypingWorks(t *testing.T) {
	// Not parallel: it measures the whole process's memory.
	h := serve(t, nil)
	id := h.open()
	p := h.watch("id=" + id)
	before := heap()
	p.types("yes 'a line of a flood'\r")
	p.until("8 MB", func() bool {
		p.seen.Reset()
		return p.all > 8<<20
	})
	if grown := heap() - before; grown > 4<<20 {
		t.Errorf("8 MB of output left %d bytes behind", grown)
	}
	sent := p.all
	p.types("\x03")
	p.types("echo stop''ped\r")
	p.sees("stopped")
	// Two windows' worth is on its way and in the kernel at most.
	if n := p.all - sent; n > 1<<20 {
		t.Errorf("%d bytes came after Control-C", n)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestALongPasteArrivesWhole(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	p := h.watch("id=" + h.open())
	p.types("stty -echo; echo rea''dy; head -c 600000 | md5sum; stty echo\r")
	p.sees("ready")
	line := strings.Repeat("x", 59) + "\n"
	piece := strings.Repeat(line, 200)
	for range 50 {
		p.types(piece)
	}
	p.sees("083676dd28bcd49a4c3e7008b59d811a")
}

func TestAPasteThatNobodyReadsIsBounded(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.input = 32 << 10 })
	p := h.watch("id=" + h.open())
	p.types("stty -icanon -echo; echo rea''dy; sleep 1000\r")
	p.sees("ready")
	for range 20 {
		p.types(strings.Repeat("x", 16<<10))
	}
	p.until("a notice", func() bool { return p.notice != "" })
	p.tell(`{"type":"ping"}`) // and the connection works on
	p.until("pong", func() bool { return p.pongs > 0 })
}

func TestTheShellsEndIsSaidAndEnterStartsAnother(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	p := h.watch("id=" + h.open())
	p.types("exit 3\r")
	p.sees("The shell ended (status 3). Press Enter for a new one.")
	p.types("x") // nothing happens
	p.types("\r")
	p.sees(prompt)
	p.types("printf '\\e[?1049;1000h\\e[?25l'; kill -9 $$\r")
	p.sees("\x1b[?1049l\x1b[?25h\x1b[?1000l") // what the program left behind
	p.sees("The shell ended (status 137). Press Enter for a new one.")
	p.types("\r")
	p.sees(prompt)
	p.types("echo al''ive\r")
	p.sees("alive")
}

// TestAGreeting stands above each shell, and one that takes too long holds up nobody.
func TestAGreeting(t *testing.T) {
	t.Parallel()
	said := make(chan string, 3)
	h := serve(t, func(s *Server) {
		s.lim.greeting = 20 * time.Millisecond
		s.cfg.Greeting = func(ctx context.Context) string {
			select {
			case sentence := <-said:
				return sentence
			default: // with nothing to say
			}
			<-ctx.Done()
			return ""
		}
	})
	said <- "Good morning."
	p := h.watch("id=" + h.open())
	p.sees("Good morning.\x1b[0m\r\n")
	p.sees(prompt)
	said <- "Good evening."
	p.types("exit\r")
	p.sees("Press Enter for a new one.")
	p.types("\r")
	p.sees("Good evening.")
	p.types("exit\r")
	p.sees("Press Enter for a new one.")
	p.types("\r")
	p.sees(prompt) // with nothing to say
}

func TestClosingEndsWhatRunsInIt(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.grace = 3 * time.Second })
	id := h.open()
	p := h.watch("id=" + id)
	dir := h.s.cfg.Dir
	p.types(`(trap 'sleep 0.1; echo saved > saved; exit' HUP; echo $BASHPID > polite; while :; do sleep 0.01; done) &
(trap 'true' HUP; echo $BASHPID > stubborn; while :; do sleep 0.01; done) &
nohup sh -c 'echo $$ > hidden; exec sleep 1000' >/dev/null 2>&1 &
sh -c 'echo $$ > front; exec sleep 1000'
`)
	pids := map[string]int{}
	for _, name := range []string{"polite", "stubborn", "hidden", "front"} {
		eventually(t, name+" runs", func() bool { return pid(dir, name) > 0 })
		pids[name] = pid(dir, name)
	}
	t.Cleanup(func() { unix.Kill(pids["hidden"], unix.SIGKILL) })
	var list []summary
	h.do("GET", "terminals", "", &list)
	if len(list) != 1 || len(list[0].Running) < 4 {
		t.Errorf("listed: %+v", list)
	}

	if code := h.do("DELETE", "terminals/"+id, "", nil); code != http.StatusNoContent {
		t.Fatalf("closing: status %d", code)
	}
	for _, name := range []string{"polite", "stubborn", "front"} {
		if runs(pids[name]) {
			t.Errorf("%s still runs", name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "saved")); err != nil {
		t.Error("a program that saves at a hang-up had no time to")
	}
	if !runs(pids["hidden"]) {
		t.Error("what was started with nohup did not outlive its window")
	}
	p.ends()
	if !p.gone {
		t.Error("the page was not told")
	}
	if again := h.dial("id=" + id); true {
		again.ends()
		if !again.gone {
			t.Error("the page that comes back was not told")
		}
	}
}

func TestTheServersEndEndsEverything(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.grace = 100 * time.Millisecond })
	p := h.watch("id=" + h.open())
	p.types("nohup sh -c 'echo $$ > hidden; exec sleep 1000' >/dev/null 2>&1 &\recho star''ted\r")
	p.sees("started")
	eventually(t, "it runs", func() bool { return pid(h.s.cfg.Dir, "hidden") > 0 })
	hidden := pid(h.s.cfg.Dir, "hidden")
	t.Cleanup(func() { unix.Kill(hidden, unix.SIGKILL) })
	h.stop()
	if runs(hidden) {
		t.Error("a process outlived the server")
	}
	p.ends()
	if p.gone {
		t.Error("the page was told not to come back")
	}
}

func pid(dir, name string) int {
	p, _ := os.ReadFile(filepath.Join(dir, name))
	n, _ := strconv.Atoi(strings.TrimSpace(string(p)))
	return n
}

func runs(pid int) bool {
	p, ok := readProcess("/proc/" + strconv.Itoa(pid))
	return ok && !strings.ContainsAny(p.rest[0], "ZX") // a zombie has ended, also while it is being reaped
}

// A trickle is no progress: it would hold the shell back for good.
func TestAWindowThatIsTooSlowIsDropped(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.patience = 200 * time.Millisecond })
	p := h.watch("id=" + h.open())
	p.types("yes\r")
	trickle, stop := context.WithCancel(t.Context())
	var teller sync.WaitGroup
	teller.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for offset := 4096; ; offset += 4096 {
			p.tell(fmt.Sprintf(`{"type":"shown","offset":%d}`, offset))
			select {
			case <-tick.C:
			case <-trickle.Done():
				return
			}
		}
	})
	defer teller.Wait()
	defer stop()
	p.quiet = true
	p.ends()
}

func TestASilentWindowIsDropped(t *testing.T) {
	t.Parallel()
	h := serve(t, func(s *Server) { s.lim.silence = time.Second })
	id := h.open()
	h.watch("id=" + id).ends()
	var list []summary
	eventually(t, "nobody watches", func() bool {
		h.do("GET", "terminals", "", &list)
		return list[0].Viewers == 0
	})
}

// An Enter from before the shell's end does not start the next one.
func TestOnlyAnEnterAfterTheEndCounts(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	id := h.open()
	p := h.watch("id=" + id)
	p.sees(prompt)
	// An Enter that came just as the shell was started:
	poke(h.s.find(id).enter)
	p.types("exit 2\r")
	p.sees("(status 2)")
	for n := range 200 { // long enough for a shell to start
		p.tell(`{"type":"ping"}`)
		p.until("pong", func() bool { return p.pongs > n })
	}
	if strings.Contains(p.seen.String(), prompt) {
		t.Error("a shell was started that nobody asked for")
	}
}
