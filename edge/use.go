package edge

import (
	"encoding/binary"
	"net/http"
	"slices"
	"strings"
)

// What of the traffic of a server is use (decision 048). A page that somebody has left open
// asks for lists now and then, and says that it is still there: that alone keeps no server.

// isUse reports whether a request shows that somebody does something: not one that only
// looks something up, as pages do by themselves, nor one that says so.
func isUse(r *http.Request) bool {
	if strings.Contains(r.URL.RawQuery, "no_track_activity=") {
		return false
	}
	return r.Method != http.MethodGet && r.Method != http.MethodHead || !strings.Contains(r.URL.Path, "/api/")
}

// beats are messages by which pages and programs only learn whether the other side is
// there: of our terminal, of Engine.IO, and of who speaks plainly.
func beats() []string {
	return []string{`{"type":"ping"}`, `{"type":"pong"}`, "2", "3", "ping", "pong"}
}

const maxBeat = 15

// frames reads along one direction of a websocket (RFC 6455), as far as it takes to tell
// messages from control frames. It holds on to nothing but the head of a frame.
type frames struct {
	head   [14]byte
	n      int    // of head
	left   uint64 // of the payload
	opcode byte
	short  []byte // the payload of a frame that may be a beat
	maybe  bool
}

// scan reports whether bytes of a message that is no beat went by.
func (f *frames) scan(p []byte) (use bool) {
	for len(p) > 0 || f.n > 0 && f.left == 0 && f.n == f.size() {
		if f.n < 2 || f.n < f.size() {
			f.head[f.n] = p[0]
			f.n++
			p = p[1:]
			if f.n >= 2 && f.n == f.size() {
				f.begin()
			}
			continue
		}
		part := p[:min(uint64(len(p)), f.left)]
		p, f.left = p[len(part):], f.left-uint64(len(part))
		if f.maybe {
			f.short = append(f.short, part...)
		}
		if f.opcode < 8 && (!f.maybe || f.left == 0 && !slices.Contains(beats(), f.message())) {
			use = true
		}
		if f.left == 0 {
			f.n = 0
		}
	}
	return use
}

// size is how long the head is, as far as its first two bytes tell.
func (f *frames) size() int {
	n := map[byte]int{126: 4, 127: 10}[f.head[1]&0x7f]
	if n = max(n, 2); f.head[1]&0x80 != 0 {
		n += 4
	}
	return n
}

// begin reads a head that is whole.
func (f *frames) begin() {
	f.opcode, f.short = f.head[0]&0xf, f.short[:0]
	switch n := f.head[1] & 0x7f; n {
	case 126:
		f.left = uint64(binary.BigEndian.Uint16(f.head[2:]))
	case 127:
		f.left = binary.BigEndian.Uint64(f.head[2:])
	default:
		f.left = uint64(n)
	}
	f.maybe = f.head[0] == 0x81 && f.left <= maxBeat // a whole text
}

// message is the short text that went by, without its mask.
func (f *frames) message() string {
	out := slices.Clone(f.short)
	if f.head[1]&0x80 != 0 {
		mask := f.head[f.size()-4 : f.size()]
		for i := range out {
			out[i] ^= mask[i%4]
		}
	}
	return string(out)
}
