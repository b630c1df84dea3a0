// Package logging writes log records off the path of whoever makes them: a full
// disk or a reader that is stuck never holds up a request.
//
// Records go into a bounded queue; a goroutine writes them. When the queue is
// full, new ones are dropped and counted, and the count is logged as soon as
// there is room. What strangers can have logged as often and as long as they like is
// bounded (thrift.go). Close writes what is left, within a second.
package logging

import (
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"
)

// Writer is an io.Writer that never blocks. It is safe for many goroutines.
type Writer struct {
	to   io.Writer
	max  int
	wake chan struct{}
	done chan struct{}

	mu      sync.Mutex
	queue   [][]byte
	bytes   int
	dropped int
	closed  bool
}

// Budget is how much may wait to be written, in bytes.
const Budget = 4 << 20

// NewWriter returns a writer to w that holds at most budget bytes, and starts
// its goroutine; Close ends it.
func NewWriter(w io.Writer, budget int) *Writer {
	lw := &Writer{to: w, max: budget, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go lw.run()
	return lw
}

// Write implements io.Writer; it always succeeds.
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	if w.bytes+len(p) > w.max || w.closed {
		w.dropped++
	} else {
		w.queue = append(w.queue, append([]byte(nil), p...))
		w.bytes += len(p)
	}
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
	return len(p), nil
}

func (w *Writer) run() {
	defer close(w.done)
	for {
		w.mu.Lock()
		queue, dropped, closed := w.queue, w.dropped, w.closed
		w.queue, w.dropped = nil, 0
		w.mu.Unlock()
		for _, p := range queue {
			_, _ = w.to.Write(p) // there is nowhere to complain
			w.mu.Lock()
			w.bytes -= len(p)
			w.mu.Unlock()
		}
		if dropped > 0 {
			_, _ = fmt.Fprintf(w.to, "time=%s level=WARN msg=\"log records were dropped\" dropped_entries=%d\n",
				time.Now().Format(time.RFC3339Nano), dropped)
		}
		if len(queue) == 0 && closed {
			return
		}
		if len(queue) == 0 {
			<-w.wake
		}
	}
}

// Close writes what is queued and ends, after a second at the latest.
func (w *Writer) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
	select {
	case <-w.done:
	case <-time.After(time.Second):
	}
}

// New returns a logger of structured lines that never blocks, for the part of
// the house called name.
func New(w *Writer, name string, level slog.Leveler) *slog.Logger {
	opt := &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr { return short(a) }}
	return slog.New(newThrifty(slog.NewTextHandler(w, opt))).With("role", name)
}
