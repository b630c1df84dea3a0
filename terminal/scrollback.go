package terminal

import (
	"bytes"
	"unicode/utf8"
)

// scrollback is the newest output of a terminal in a ring. A byte is known by its offset:
// how many came before it since the terminal was opened. It is not safe for
// concurrent use.
type scrollback struct {
	ring   []byte
	margin int   // oldest bytes of a full ring, which nobody starts with: they fall out next
	end    int64 // offset of the next byte
	fallen modes // what the bytes that fell out have switched on
}

func newScrollback(shown, margin int) *scrollback {
	return &scrollback{ring: make([]byte, shown+margin), margin: margin}
}

// first is the offset of the oldest byte that a viewer may start with.
func (s *scrollback) first() int64 { return max(0, s.end-int64(len(s.ring)-s.margin)) }

// start is the offset of the oldest byte that is kept.
func (s *scrollback) start() int64 { return max(0, s.end-int64(len(s.ring))) }

func (s *scrollback) write(p []byte) {
	for len(p) > 0 {
		q := p[:min(len(p), len(s.ring))]
		p = p[len(q):]
		if falls := s.end - s.start() + int64(len(q)) - int64(len(s.ring)); falls > 0 {
			a, b := s.slice(s.start(), s.start()+falls)
			s.fallen.scan(a)
			s.fallen.scan(b)
		}
		i := int(s.end % int64(len(s.ring)))
		n := copy(s.ring[i:], q)
		copy(s.ring, q[n:])
		s.end += int64(len(q))
	}
}

// slice is the bytes from one offset to another, which must be kept; in two parts
// where the ring wraps. The next write overwrites them.
func (s *scrollback) slice(from, to int64) (a, b []byte) {
	size := int64(len(s.ring))
	i, n := from%size, to-from
	if i+n <= size {
		return s.ring[i : i+n], nil
	}
	return s.ring[i:], s.ring[:i+n-size]
}

// read copies what is kept from an offset on, and returns how much that was.
func (s *scrollback) read(from int64, p []byte) int {
	a, b := s.slice(from, min(s.end, from+int64(len(p))))
	n := copy(p, a)
	return n + copy(p[n:], b)
}

// replay is where to begin for somebody who has seen nothing, and what to send first.
// Once output has fallen out, the rest begins in the middle of something; a replay
// begins at a line, at an escape sequence or at least at a character.
func (s *scrollback) replay() (from int64, prefix string) {
	from = s.first()
	if from == 0 {
		return 0, ""
	}
	head := make([]byte, 4<<10)
	head = head[:s.read(from, head)]
	from += int64(cleanCut(head))
	m := s.modesAt(from)
	return from, m.sequence()
}

// modes is what all output so far has switched on and off.
func (s *scrollback) modes() modes { return s.modesAt(s.end) }

func (s *scrollback) modesAt(offset int64) modes {
	m := s.fallen
	a, b := s.slice(s.start(), offset)
	m.scan(a)
	m.scan(b)
	return m
}

func cleanCut(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return i + 1
	}
	if i := bytes.IndexByte(p, 0x1b); i >= 0 {
		return i
	}
	for i := range min(utf8.UTFMax, len(p)) {
		if utf8.RuneStart(p[i]) {
			return i
		}
	}
	return 0
}
