package terminal

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// The ring gives back the end of what was written, whatever the pieces.
func TestScrollbackKeepsTheEnd(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	s := newScrollback(90, 10)
	var all []byte
	for range 500 {
		p := make([]byte, rng.IntN(250))
		for i := range p {
			p[i] = byte(rng.IntN(256))
		}
		s.write(p)
		all = append(all, p...)
		got := make([]byte, 200)
		got = got[:s.read(s.start(), got)]
		if want := all[max(0, len(all)-100):]; !bytes.Equal(got, want) || s.end != int64(len(all)) {
			t.Fatalf("after %d bytes: %q, want %q", len(all), got, want)
		}
	}
}

func TestReplayBeginsCleanly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ unit, begins string }{
		{"ein Satz\r\n", "ein Satz\r\n"},
		{"äöü€𝄞", ""},
		{"\x1b[38;5;196mrot\x1b[0m", "\x1b["},
	} {
		for cut := range 30 {
			s := newScrollback(10000, 500)
			s.write([]byte(strings.Repeat(c.unit, 3000) + strings.Repeat("x", cut)))
			from, _ := s.replay()
			p := make([]byte, 10000)
			p = p[:s.read(from, p)]
			if !strings.HasPrefix(string(p), c.begins) || !utf8.Valid(p) || len(p) < 9000 {
				t.Errorf("%q cut at %d: %d bytes, begins %q", c.unit, cut, len(p), p[:20])
			}
		}
	}
}

func TestReplayRestoresWhatFellOut(t *testing.T) {
	t.Parallel()
	const flood = 5000
	for _, c := range []struct{ before, want string }{
		{"", ""},
		{"\x1b[?1049h\x1b[?25l", "\x1b[?1049h\x1b[?25l"},
		{"\x1b[?1000;1006h\x1b[?2004h", "\x1b[?1000h\x1b[?1006h\x1b[?2004h"},
		{"\x1b[?1049h\x1b[?1049l", "\x1b[?1049l"},
		{"\x1b[?1049h\x1bc", ""},
		{"\x1b=", "\x1b[?66h"},
		{"\x1b=\x1b>", "\x1b[?66l"},
		{"\x1b[?12345h\x1b[31m\x1b]0;title\a\x1b[?", ""},
		{"\x1b[?1;2;3;4;5;6;7;8;9;10;1049h", ""},
		{"\x1b\x1b[?1\x1b[?5h", "\x1b[?5h"},
	} {
		for piece := 1; piece < 9; piece++ {
			s := newScrollback(1000, 100)
			all := []byte(c.before + strings.Repeat("x", flood))
			for len(all) > 0 {
				n := min(piece, len(all))
				s.write(all[:n])
				all = all[n:]
			}
			if _, prefix := s.replay(); prefix != c.want {
				t.Errorf("%q: %q, want %q", c.before, prefix, c.want)
			}
		}
	}
}

func FuzzScrollback(f *testing.F) {
	f.Add([]byte("\x1b[?1049;25h text \x1bc"), 7)
	f.Fuzz(func(t *testing.T, p []byte, n int) {
		s := newScrollback(64, 16)
		for range 4 {
			s.write(p)
			s.write(fmt.Append(nil, n))
		}
		if from, _ := s.replay(); from < s.start() || from > s.end {
			t.Errorf("replay begins at %d, kept are %d to %d", from, s.start(), s.end)
		}
	})
}
