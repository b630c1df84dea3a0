package logging

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A flood of one message, as whoever asks for what is not there makes it, leaves room
// for others, and is counted. What strangers wrote has a length.
func TestAFloodOfOneMessage(t *testing.T) {
	for name, make := range map[string]func(*Writer, string, slog.Leveler) *slog.Logger{"text": New, "journal": NewJournal} {
		synctest.Test(t, func(t *testing.T) {
			p := &pipe{}
			w := NewWriter(p, 1<<30)
			log := make(w, "hub", slog.LevelInfo).With("part", "api")
			long := strings.Repeat("é", 40_000)
			for range 10 * atOnce {
				log.Info("api", "path", long, "error", errors.New(long))
			}
			log.Warn("the disk is full", "stack", long)
			log.Error("a bug")
			time.Sleep(oneEach)
			log.WithGroup("request").Info("api", "path", "/x")
			w.Close()
			lines := p.lines()
			if len(lines) != atOnce+3 {
				t.Fatalf("%s: %d lines", name, len(lines))
			}
			if n := len(lines[0]); n > 2*longest+200 || !strings.Contains(lines[0], "é…") {
				t.Errorf("%s: a line of %d bytes: %.100s", name, n, lines[0])
			}
			if !strings.Contains(lines[atOnce], "the disk is full") || len(lines[atOnce]) < len(long) {
				t.Errorf("%s: after the flood %.100s", name, lines[atOnce])
			}
			if last := lines[len(lines)-1]; !strings.Contains(last, "left_out=18000") {
				t.Errorf("%s: the last line is %s", name, last)
			}
		})
	}
}

// Messages that strangers shape count together, when there are more than any program has.
func TestManyMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipe{}
		w := NewWriter(p, 1<<30)
		log := New(w, "edge", slog.LevelInfo)
		for i := range 3 * atOnce {
			log.Info(fmt.Sprint("handshake of ", i))
		}
		w.Close()
		if n := len(p.lines()); n != maxMessages+atOnce {
			t.Errorf("%d lines", n)
		}
	})
}
