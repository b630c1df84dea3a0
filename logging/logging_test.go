package logging

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipe is a reader of logs that can be stuck, or gone.
type pipe struct {
	enter chan struct{} // gets one at each write, where it is not nil
	leave chan struct{} // and the write goes on when this is closed
	err   error

	mu   sync.Mutex
	text bytes.Buffer
}

func (p *pipe) Write(b []byte) (int, error) {
	if p.enter != nil {
		select {
		case p.enter <- struct{}{}:
		default:
		}
		<-p.leave
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil {
		return 0, p.err
	}
	return p.text.Write(b)
}

func (p *pipe) lines() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Split(strings.TrimSuffix(p.text.String(), "\n"), "\n")
}

// over closes w, and waits for its end also where the machine takes longer than Close would.
func over(w *Writer) {
	w.Close()
	<-w.done
}

func TestRecordsComeOutInOrder(t *testing.T) {
	p := &pipe{}
	w := NewWriter(p, Budget)
	log := New(w, "hub", slog.LevelInfo)
	for i := range 1000 {
		log.Info("something happened", "number", i)
	}
	log.Debug("nobody asked for this")
	over(w)
	lines := p.lines()
	if len(lines) != 1000 {
		t.Fatalf("%d lines, want 1000", len(lines))
	}
	for i, line := range lines {
		if !strings.Contains(line, "role=hub") || !strings.HasSuffix(line, fmt.Sprintf("number=%d", i)) {
			t.Fatalf("line %d is %s", i, line)
		}
	}
}

// A record is written as it was handed over, though slog uses its buffer again.
func TestRecordsAreCopied(t *testing.T) {
	p := &pipe{}
	w := NewWriter(p, Budget)
	b := []byte("before\n")
	if n, err := w.Write(b); n != len(b) || err != nil {
		t.Errorf("Write says %d, %v", n, err)
	}
	copy(b, "after!")
	over(w)
	if got := p.lines()[0]; got != "before" {
		t.Errorf("the record became %q", got)
	}
}

// A reader that is stuck holds up nobody; the memory for what waits is bounded;
// what was dropped is counted in one line when the reader is back.
func TestAStuckReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipe{enter: make(chan struct{}, 1), leave: make(chan struct{})}
		w := NewWriter(p, 100)
		record := []byte("123456789\n") // ten fit
		before := time.Now()
		_, _ = w.Write(record)
		<-p.enter // this one is on its way, and counts until it is out
		for range 50 {
			if n, err := w.Write(record); n != 10 || err != nil {
				t.Fatalf("Write says %d, %v", n, err)
			}
		}
		if took := time.Since(before); took != 0 {
			t.Errorf("writing took %s", took)
		}
		w.mu.Lock()
		if w.bytes != 100 || w.dropped != 41 {
			t.Errorf("%d bytes wait and %d records were dropped, want 100 and 41", w.bytes, w.dropped)
		}
		w.mu.Unlock()
		close(p.leave)
		synctest.Wait()
		_, _ = w.Write([]byte("back again\n"))
		w.Close()
		lines := p.lines()
		if len(lines) != 12 || !strings.Contains(lines[10], "dropped_entries=41") || lines[11] != "back again" {
			t.Errorf("the log reads %q", lines)
		}
		if w.bytes != 0 {
			t.Errorf("%d bytes are still counted", w.bytes)
		}
	})
}

func TestARecordLargerThanTheBudget(t *testing.T) {
	p := &pipe{}
	w := NewWriter(p, 100)
	_, _ = w.Write(bytes.Repeat([]byte("x"), 101))
	over(w)
	if lines := p.lines(); len(lines) != 1 || !strings.Contains(lines[0], "dropped_entries=1") {
		t.Errorf("the log reads %q", lines)
	}
}

// The end of a role waits a second for a reader that is stuck, and no longer.
func TestCloseIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipe{enter: make(chan struct{}, 1), leave: make(chan struct{})}
		w := NewWriter(p, 100)
		_, _ = w.Write([]byte("last words\n"))
		<-p.enter
		before := time.Now()
		w.Close()
		if took := time.Since(before); took != time.Second {
			t.Errorf("Close took %s", took)
		}
		if n, err := w.Write([]byte("too late\n")); n != 9 || err != nil {
			t.Errorf("a write after the end says %d, %v", n, err)
		}
		close(p.leave)
		<-w.done
		w.Close() // twice does no harm
	})
}

// A reader that is gone (a full disk, a closed pipe) is no reason to stop.
func TestAReaderThatIsGone(t *testing.T) {
	p := &pipe{err: fmt.Errorf("broken pipe")}
	w := NewWriter(p, 1000)
	for range 10_000 {
		_, _ = w.Write([]byte("into the void\n"))
	}
	over(w)
	if w.bytes != 0 {
		t.Errorf("%d bytes wait for ever", w.bytes)
	}
}

func TestManyWriteAtOnce(t *testing.T) {
	p := &pipe{}
	w := NewWriter(p, Budget)
	var wg sync.WaitGroup
	for i := range 16 {
		log := New(w, fmt.Sprint(i), slog.LevelInfo)
		wg.Go(func() {
			for k := range 200 {
				log.Info("x", "k", k)
			}
		})
	}
	wg.Wait()
	over(w)
	next := map[string]int{}
	for _, line := range p.lines() {
		_, role, _ := strings.Cut(line, "role=")
		role, k, _ := strings.Cut(role, " k=")
		if k != fmt.Sprint(next[role]) {
			t.Fatalf("out of order, or cut: %s", line)
		}
		next[role]++
	}
	if len(next) != 16 || next["7"] != 200 {
		t.Errorf("records were lost: %v", next)
	}
}
