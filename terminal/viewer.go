package terminal

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// viewer is one websocket that shows a terminal.
//
// Binary messages are output one way and typing the other. Text messages are JSON with
// a type. To the page: hello, size, notice, pong, gone. From it: shown (how far it
// has come: the window of limits.window moves with it), resize, reply, ping.
//
// There is no closing handshake anywhere: it may take ten seconds, and a page that
// loses its connection comes back by itself.
type viewer struct {
	conn *websocket.Conn
	wake chan struct{} // capacity 1: there may be something to send
	drop context.CancelFunc

	// Guarded by the terminal's mu.
	size    size
	sent    int64     // offset of the next byte to send
	shown   int64     // offset of the next byte that the page has not shown
	moved   time.Time // when shown last came a step further
	from    int64     // shown at that time
	resized bool      // to be sent: the terminal's size
	pinged  bool      // to be sent: pong
	notice  string    // to be sent, unless empty
}

// toPage is a text message to the page.
type toPage struct {
	Type string `json:"type"`
	*greeting
	*size
	Notice string `json:"notice,omitempty"`
}

// greeting says where the output that follows begins. After a reset the page shows
// nothing of before, and starts with Prefix; output up to Live has happened before.
type greeting struct {
	Offset int64  `json:"offset"`
	Live   int64  `json:"live"`
	Reset  bool   `json:"reset"`
	Prefix string `json:"prefix"`
}

// fromPage is a text message from the page.
type fromPage struct {
	Type   string `json:"type"`
	Offset int64  `json:"offset"` // of shown
	Data   string `json:"data"`   // of reply
	size
}

// maxMessage bounds what a page may send at once; it cuts what is pasted smaller.
const maxMessage = 64 << 10

// view serves one viewer until the page leaves, the viewer is dropped or Run ends.
func (s *Server) view(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil) // refuses other origins
	if err != nil {
		s.log.Info("websocket refused", "err", err, "request", r.Header.Get("X-Request-Id"))
		return
	}
	defer conn.CloseNow()
	conn.SetReadLimit(maxMessage)

	q := r.URL.Query()
	t := s.find(q.Get("id"))
	if t == nil {
		sayGone(conn)
		return
	}
	ctx, cancel := context.WithCancel(s.ctx) // set: there is a terminal
	defer cancel()
	v := &viewer{conn: conn, wake: make(chan struct{}, 1), drop: cancel}
	hello := t.attach(v, number(q.Get("from"), -1), size{
		Cols: uint16(number(q.Get("cols"), 0)),
		Rows: uint16(number(q.Get("rows"), 0)),
	})
	defer t.detach(v)

	var writer sync.WaitGroup
	writer.Go(func() {
		defer cancel() // wakes the reader
		v.write(ctx, t, hello)
	})
	v.read(ctx, t)
	cancel()
	writer.Wait()
}

func number(s string, otherwise int64) int64 {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	return otherwise
}

// read carries what the page sends to the terminal, until the connection ends.
func (v *viewer) read(ctx context.Context, t *terminal) {
	for {
		limited, cancel := context.WithTimeout(ctx, t.lim.silence)
		typ, p, err := v.conn.Read(limited)
		cancel()
		if err != nil {
			return
		}
		if typ == websocket.MessageBinary {
			t.input(v, p)
			continue
		}
		var m fromPage
		if json.Unmarshal(p, &m) != nil {
			return // not our page
		}
		switch m.Type {
		case "shown":
			t.shown(v, m.Offset)
		case "resize":
			t.resize(v, m.size)
		case "reply":
			t.reply(v, []byte(m.Data))
		case "ping":
			t.pong(v)
		}
	}
}

// write sends what there is until ctx ends or the terminal does.
func (v *viewer) write(ctx context.Context, t *terminal, hello []byte) {
	if v.send(ctx, t, websocket.MessageText, hello) != nil {
		return
	}
	buf := make([]byte, 32<<10)
	for {
		typ, p := t.next(v, buf)
		if p != nil {
			if v.send(ctx, t, typ, p) != nil {
				return
			}
			continue
		}
		select {
		case <-v.wake:
		case <-ctx.Done():
			return
		case <-t.ctx.Done():
			if t.closedByPerson() {
				sayGone(v.conn)
			}
			return
		}
	}
}

func (v *viewer) send(ctx context.Context, t *terminal, typ websocket.MessageType, p []byte) error {
	ctx, cancel := context.WithTimeout(ctx, t.lim.write)
	defer cancel()
	return v.conn.Write(ctx, typ, p)
}

// sayGone tells a page not to come back for this terminal. Should the message be lost,
// the page comes back and is told again.
func sayGone(conn *websocket.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	conn.Write(ctx, websocket.MessageText, text(toPage{Type: "gone"}))
}

func text(m toPage) []byte {
	p, err := json.Marshal(m)
	if err != nil {
		panic(err) // numbers and strings always encode
	}
	return p
}

// attach adds a viewer who has seen everything before offset from, -1 for nobody yet,
// and returns the first message. Where that place is not kept, the viewer starts over.
func (t *terminal) attach(v *viewer, from int64, z size) (hello []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	g := &greeting{Offset: from}
	if from < t.out.first() || from > t.out.end {
		g.Reset = true
		g.Offset, g.Prefix = t.out.replay()
	}
	g.Live = t.out.end
	v.sent, v.shown, v.from, v.moved = g.Offset, g.Offset, g.Offset, time.Now()
	v.size = z.orDefault()
	t.viewers[v] = true
	t.follow(v)
	poke(t.room)
	now := t.size
	return text(toPage{Type: "hello", greeting: g, size: &now})
}

// detach may be called for a viewer that has been dropped.
func (t *terminal) detach(v *viewer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.remove(v, "")
}

// remove takes a viewer out and ends its connection; why is empty where it left by
// itself. t.mu is held.
func (t *terminal) remove(v *viewer, why string) {
	if !t.viewers[v] {
		return
	}
	delete(t.viewers, v)
	v.drop()
	if t.lead == v {
		t.lead = nil
		for other := range t.viewers {
			t.lead = other
			break
		}
	}
	if why != "" {
		t.log.Info("viewer dropped", "why", why)
	}
	poke(t.room)
}

// next is the next message for a viewer, or nil. It may use buf.
func (t *terminal) next(v *viewer, buf []byte) (websocket.MessageType, []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case !t.viewers[v]:
		return 0, nil
	case v.pinged:
		v.pinged = false
		return websocket.MessageText, text(toPage{Type: "pong"})
	case v.notice != "":
		m := toPage{Type: "notice", Notice: v.notice}
		v.notice = ""
		return websocket.MessageText, text(m)
	case v.resized:
		v.resized = false
		now := t.size
		return websocket.MessageText, text(toPage{Type: "size", size: &now})
	}
	n := min(int64(len(buf)), v.shown+int64(t.lim.window)-v.sent)
	if n <= 0 || v.sent == t.out.end {
		return 0, nil
	}
	p := buf[:t.out.read(v.sent, buf[:n])]
	v.sent += int64(len(p))
	return websocket.MessageBinary, p
}

// shown moves a viewer's window.
func (t *terminal) shown(v *viewer, offset int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if offset <= v.shown || offset > v.sent {
		return
	}
	v.shown = offset
	if v.shown-v.from >= int64(t.lim.step) {
		v.from, v.moved = v.shown, time.Now()
	}
	poke(v.wake)
	poke(t.room)
}

func (t *terminal) pong(v *viewer) {
	t.mu.Lock()
	defer t.mu.Unlock()
	v.pinged = true
	poke(v.wake)
}
