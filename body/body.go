// Package body bounds what the bodies of requests make the hub hold: each by itself,
// those of one person together, and all together.
//
// It does not say how long a body may take to come, nor does it read one: it stands
// between a request and whoever reads it. What always holds: whatever number of clients
// hold back the ends of their bodies, what has been read of them is not more than a
// room has, beside a few kilobytes each.
package body

import (
	"errors"
	"io"
	"net/http"
	"sync"
)

// How large one body may be, in bytes.
const (
	Stranger = 16 << 10 // from somebody who has not shown who they are: a name, a password, an address
	Small    = 64 << 10 // most forms and calls
	Large    = 1 << 20  // lists of people, files of packages
)

// Free is how much of each body is not counted, so that who only signs in, or presses a
// button, is never turned away.
const Free = 4 << 10

// What is held at once, in bytes. Reading and decoding takes up to four times as much; the
// hub of the smallest machine has 400 MB.
const (
	maxAll       = 32 << 20
	maxEach      = 4 << 20 // one person: four large bodies, or 64 small ones
	maxStrangers = 8 << 20 // all strangers: they take nobody's room who is known
)

// Operator is who is never turned away for want of room: root, to whom nobody else is a reason.
const Operator = "\x00operator"

// ErrFull says that there is no room for the rest of a body right now.
var ErrFull = errors.New("too many bodies of requests are held already")

// Room counts what is held.
type Room struct {
	mu  sync.Mutex
	all int
	of  map[string]int
}

// NewRoom returns a room that holds nothing.
func NewRoom() *Room { return &Room{of: map[string]int{}} }

// Held returns how many bytes are counted now.
func (r *Room) Held() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all
}

func (r *Room) take(who string, n int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	most := maxEach
	if who == "" {
		most = maxStrangers
	}
	if who != Operator && (r.all+n > maxAll || r.of[who]+n > most) {
		return false
	}
	r.all += n
	r.of[who] += n
	return true
}

func (r *Room) leave(who string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all -= n
	if r.of[who] -= n; r.of[who] <= 0 {
		delete(r.of, who)
	}
}

// Body is a request's body, of which a room counts what has been read.
type Body struct {
	io.ReadCloser // bounded
	whole         io.ReadCloser
	w             http.ResponseWriter
	room          *Room
	who           string
	read, taken   int
}

// Take puts r's body under the room's bounds: a stranger's, until Allow says whose it is.
// Done has to follow when nothing of it is needed any more.
func (r *Room) Take(w http.ResponseWriter, req *http.Request) *Body {
	b := &Body{room: r, w: w, whole: req.Body}
	b.Allow("", Stranger)
	req.Body = b
	return b
}

// Allow says whose body it is, and how large it may be. Nothing has been read yet.
func (b *Body) Allow(who string, most int64) {
	b.who, b.ReadCloser = who, http.MaxBytesReader(b.w, b.whole, most)
}

// Read implements io.Reader. Its errors are ErrFull, and those of http.MaxBytesReader.
func (b *Body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read += n
	if more := b.read - Free - b.taken; more > 0 {
		if !b.room.take(b.who, more) {
			return 0, ErrFull
		}
		b.taken += more
	}
	return n, err
}

// Done gives back what the body took of the room.
func (b *Body) Done() {
	b.room.leave(b.who, b.taken)
	b.taken = 0
}
