package edge

import (
	"io"
	"net"
	"net/http/httptrace"
	"sync/atomic"
)

// maxAnswerLines bounds the head of a program's answer in lines, with those of what comes
// before it (1xx). net/http needs some hundred bytes for each header, however short: in
// 32 KiB of short ones half a megabyte. Jupyter sends a dozen.
const maxAnswerLines = 256

// head reads what a program says, and fails where the head of an answer has too many lines.
// What follows the head it passes on unseen.
type head struct {
	io.Reader
	next atomic.Bool // what comes next is the head of an answer

	inside bool // in one now
	lines  int
	line   []byte // the beginning of the line, as much as is needed
	early  bool   // the head is of an answer before the answer
	first  bool   // the line is the first of its head
}

func newHead(r io.Reader) *head {
	h := &head{Reader: r, line: make([]byte, 0, len("HTTP/1.1 100"))}
	h.next.Store(true)
	return h
}

// Read implements io.Reader.
func (h *head) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if n > 0 && h.next.Swap(false) {
		h.inside, h.first, h.lines, h.line = true, true, 0, h.line[:0]
	}
	for _, c := range p[:n] {
		if !h.inside {
			break
		}
		if c != '\n' {
			if len(h.line) < cap(h.line) {
				h.line = append(h.line, c)
			}
			continue
		}
		if h.endLine(); h.lines > maxAnswerLines {
			return 0, errLongHead
		}
	}
	return n, err
}

// endLine ends a line, and perhaps the head.
func (h *head) endLine() {
	h.lines++
	empty := len(h.line) == 0 || string(h.line) == "\r"
	switch {
	case h.first && !empty:
		h.first, h.early = false, len(h.line) == cap(h.line) && h.line[9] == '1' && string(h.line[9:12]) != "101"
	case empty && h.early:
		h.first = true // another head follows
	case empty:
		h.inside = false
	}
	h.line = h.line[:0]
}

// headed is a connection to a program, of which requests say when an answer is to come.
type headed struct {
	net.Conn
	head *head
}

func newHeaded(c net.Conn) *headed { return &headed{c, newHead(c)} }

// Read implements net.Conn.
func (c *headed) Read(p []byte) (int, error) { return c.head.Read(p) }

// answersNext has a request tell its connection, before it is sent, that the head of an answer
// comes next.
func answersNext() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) {
		if c, ok := i.Conn.(*headed); ok {
			c.head.next.Store(true)
		}
	}}
}
