package edge

import (
	"bytes"
	"context"
	"encoding/binary"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// frame is one of a websocket.
func frame(first byte, masked bool, payload string) []byte {
	out, bit := []byte{first}, byte(0)
	if masked {
		bit = 0x80
	}
	switch n := len(payload); {
	case n < 126:
		out = append(out, bit|byte(n))
	case n < 1<<16:
		out = binary.BigEndian.AppendUint16(append(out, bit|126), uint16(n))
	default:
		out = binary.BigEndian.AppendUint64(append(out, bit|127), uint64(n))
	}
	if !masked {
		return append(out, payload...)
	}
	mask := []byte{1, 2, 3, 4}
	out = append(out, mask...)
	for i := range payload {
		out = append(out, payload[i]^mask[i%4])
	}
	return out
}

// TestWhatIsUse: messages are, whichever way they are cut; what only says that somebody is
// there is not.
func TestWhatIsUse(t *testing.T) {
	for _, c := range []struct {
		name    string
		first   byte
		payload string
		use     bool
	}{
		{"a ping", 0x89, "x", false}, {"a pong", 0x8a, "", false}, {"the end", 0x88, "\x03\xe8bye", false},
		{"our terminal asks", 0x81, `{"type":"ping"}`, false}, {"Engine.IO asks", 0x81, "2", false},
		{"somebody types in Jupyter", 0x81, `["stdin","l"]`, true}, {"somebody types in ours", 0x82, "l", true}, {"a part", 0x01, "2", true},
		{"another one", 0x80, "3", true}, {"a kernel", 0x81, strings.Repeat("x", 300), true}, {"a picture", 0x82, strings.Repeat("x", 70_000), true}, {"nothing", 0x81, "", true},
	} {
		for _, masked := range []bool{false, true} {
			all := bytes.Repeat(frame(c.first, masked, c.payload), 2)
			for _, cut := range []int{1, 2, 3, 7, len(all)} {
				f, use := &frames{}, false
				for p := all; len(p) > 0; p = p[min(cut, len(p)):] {
					use = f.scan(p[:min(cut, len(p))]) || use
				}
				if use != c.use {
					t.Errorf("%s in parts of %d, masked %v: use is %v", c.name, cut, masked, use)
				}
				if next := f.scan(frame(0x82, true, "l")); !next {
					t.Errorf("%s in parts of %d: a message behind it is missed", c.name, cut)
				}
			}
		}
	}
}

// TestRequestsThatAreUse: who opens, saves or runs something; not what pages ask by themselves.
func TestRequestsThatAreUse(t *testing.T) {
	for line, want := range map[string]bool{"GET /user/ada/lab": true, "PUT /user/ada/api/contents/x.ipynb": true, "POST /user/ada/api/sessions": true,
		"GET /user/ada/api/kernels": false, "HEAD /user/ada/api/status": false, "POST /user/ada/api/x?no_track_activity=1": false, "GET /user/ada/ws?id=1": true} {
		method, path, _ := strings.Cut(line, " ")
		if got := isUse(httptest.NewRequest(method, path, nil)); got != want {
			t.Errorf("%s: use is %v", line, got)
		}
	}
}

// TestATabThatIsLeftOpen: pings and polls do not keep a server; what is typed does.
func TestATabThatIsLeftOpen(t *testing.T) {
	h := newHouse(t)
	h.program(wsEcho)
	c := h.mustWebsocket("Authorization", "token "+adasToken)
	go func() { // pongs are read beside
		for {
			if _, _, err := c.Read(context.Background()); err != nil {
				return
			}
		}
	}()
	for range 3 {
		if err := c.Ping(h.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if at := h.edge.gate.LastSeen("run-ada"); !at.IsZero() {
		t.Errorf("pings were seen as use")
	}
	if err := c.Write(h.Context(), websocket.MessageText, []byte("1+1")); err != nil {
		t.Fatal(err)
	}
	if err := c.Ping(h.Context()); err != nil { // behind it
		t.Fatal(err)
	}
	if at := h.edge.gate.LastSeen("run-ada"); at.IsZero() {
		t.Errorf("a message was not seen as use")
	}
}

// FuzzFrames: whatever programs and people send, what comes after is not lost by a panic or
// held in memory, and cutting it differently changes nothing.
func FuzzFrames(f *testing.F) {
	f.Add(frame(0x81, true, `{"type":"ping"}`), 3)
	f.Add([]byte{0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5}, 1)
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		if cut < 1 {
			cut = 1
		}
		whole, parts, use := &frames{}, &frames{}, false
		for p := b; len(p) > 0; p = p[min(cut, len(p)):] {
			use = parts.scan(p[:min(cut, len(p))]) || use
		}
		if got := whole.scan(b); got != use || len(whole.short) > maxBeat || len(parts.short) > maxBeat {
			t.Errorf("at once %v, in parts of %d %v", got, cut, use)
		}
	})
}
