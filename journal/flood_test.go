package journal

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestFlood: a loop that prints spends its budget and no more, says how much was left
// out, and holds up nobody.
func TestFlood(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Burst, h.Every, h.Window = 100, 50*time.Millisecond, 500*time.Millisecond
	journal := listen(t, h.Socket)
	h.start()
	const loop = 50_000
	began := time.Now()
	flood := h.open("mallory.log")
	h.write(flood, strings.Repeat("I print this in a loop\n", loop))
	ben := h.open("ben.log")
	h.write(ben, joined(numbered(0, 50)))

	sent, left, bens := 0, 0, 0
	for left == 0 || bens < 50 {
		switch e := read(t, journal); {
		case e["WHO"] == "ben":
			bens++
		case e["N_DROPPED"] != "":
			n, err := strconv.Atoi(e["N_DROPPED"])
			if err != nil || e["PRIORITY"] != "5" || !strings.Contains(e["MESSAGE"], e["N_DROPPED"]+" lines") {
				t.Fatalf("not understood: %v", e)
			}
			left += n
		default:
			sent++
		}
	}
	// A machine that is slow has earned more.
	if most := h.Burst + int(time.Since(began)/h.Every); sent < h.Burst || sent > most || sent+left != loop {
		t.Errorf("of %d lines %d were sent and %d left out", loop, sent, left)
	}
	// The next lines come again, and nothing that looks like the note is one.
	h.write(flood, "N_DROPPED=7\n7 lines or more were left out here\n")
	for _, m := range []string{"N_DROPPED=7", "7 lines or more were left out here"} {
		if e := read(t, journal); e["MESSAGE"] != m || e["N_DROPPED"] != "" {
			t.Errorf("came %v", e)
		}
	}
	// Bytes without any line, and a file as large as a disk that is none.
	h.write(flood, strings.Repeat("x", 1<<20))
	if err := os.Truncate(filepath.Join(h.Dir, "mallory.log"), 1<<40); err != nil {
		t.Fatal(err)
	}
	h.write(flood, "\nafter it\n")
	for e := read(t, journal); e["MESSAGE"] != "after it" && e["N_DROPPED"] == ""; e = read(t, journal) {
		if len(e["MESSAGE"]) > 4*maxLine {
			t.Fatalf("a line of %d bytes", len(e["MESSAGE"]))
		}
	}
	h.write(ben, "ben goes on\n")
	for e := read(t, journal); e["MESSAGE"] != "ben goes on"; e = read(t, journal) {
		if e["WHO"] == "ben" {
			t.Fatalf("came %v", e)
		}
	}
}

// TestJournalAwayAndBack: lines wait in their files while there is no journal, and
// while it takes none; none is lost and none comes twice.
func TestJournalAwayAndBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	f, g := h.open("ada.log"), h.open("ben.log")
	h.write(f, joined(numbered(0, 5)))
	h.start()
	h.write(f, joined(numbered(5, 10)))
	journal := listen(t, h.Socket)
	want(t, journal, numbered(0, 10)...)

	// It is started anew, with a socket of its own.
	journal.Close()
	if err := os.Remove(h.Socket); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	journal = listen(t, h.Socket)
	h.write(f, "to the new one\n")
	want(t, journal, "to the new one")

	// It hangs: its queue is full, and stays so for longer than anybody waits.
	for lines := 0; !full(t, h.Socket); lines++ {
		if lines > 1_000_000 {
			t.Fatal("the socket takes everything")
		}
	}
	h.write(f, joined(numbered(10, 400)))
	h.write(g, joined(numbered(0, 400)))
	h.stop() // also now
	h.start()
	next := map[string]int{"ada": 10, "ben": 0}
	for next["ada"] < 400 || next["ben"] < 400 {
		e := read(t, journal)
		who, m := e["WHO"], e["MESSAGE"]
		if who == "" {
			continue // what filled it
		}
		if m != numbered(next[who], next[who]+1)[0] {
			t.Fatalf("%s: came %q as line %d", who, m, next[who])
		}
		next[who]++
	}
}

// full fills a socket's queue by one and reports whether it is full.
func full(t *testing.T, path string) bool {
	t.Helper()
	c, err := net.Dial("unixgram", path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	_, err = fmt.Fprintf(c, "FILLS=it\n")
	return err != nil
}

// TestIdleCostsNothing: when everything is sent and remembered, only a write wakes
// it up.
func TestIdleCostsNothing(t *testing.T) {
	h := newHouse(t)
	listen(t, h.Socket)
	for i := range 5 {
		h.write(h.open(fmt.Sprintf("p%d.log", i)), "hello\n")
	}
	if err := unix.Mkfifo(filepath.Join(h.Dir, "fifo.log"), 0o600); err != nil { // nothing to wait for
		t.Fatal(err)
	}
	s := &sender{Follower: h.Follower, files: load(h.State, h.Log), buf: make([]byte, chunk+markSize)}
	defer s.disconnect()
	if err := s.lookAtAll(); err != nil {
		t.Fatal(err)
	}
	if !s.lookAtDue(t.Context()) || s.next().IsZero() {
		t.Error("nothing was sent, or nothing is to be remembered")
	}
	if err := s.save(true); err != nil {
		t.Fatal(err)
	}
	if next := s.next(); !next.IsZero() {
		t.Errorf("it wakes up by itself at %v", next)
	}
}
