package gate

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Lines that no edge of ours sends end the stream, and the next edge is served.
func TestHostileLinesToTheHub(t *testing.T) {
	for name, line := range map[string]string{
		"no JSON":                "GET / HTTP/1.1\n",
		"empty":                  "\n",
		"too long":               `{"synced":` + strings.Repeat(" ", maxLine) + "true}\n",
		"endless":                strings.Repeat("a", 2*maxLine),
		"another version":        `{"hello":{"version":2}}` + "\n",
		"a hash of another size": `{"ask":{"n":1,"question":{"hash":"x"}}}` + "\n",
		"a number for a message": "17\n",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHall(t)
				defer h.stop()
				e := newRawEdge(t, h.server)
				go func() { _, _ = io.WriteString(e.conn, line) }()
				<-e.done
				if err := h.revoke(session("ada")); err != nil {
					t.Errorf("the other edge: %v", err)
				}
			})
		})
	}
}

func TestHostileLinesToTheEdge(t *testing.T) {
	for name, line := range map[string]string{
		"no JSON":             "<html>\n",
		"too long":            strings.Repeat("x", 2*maxLine),
		"another version":     `{"hello":{"version":2}}` + "\n",
		"an answer to nobody": `{"answer":{"n":99,"answer":{"result":"allow"}}}` + "\nx\n",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tries := 0
				c := NewClient(func(context.Context) (net.Conn, error) {
					tries++
					edge, hub := net.Pipe()
					go func() {
						defer hub.Close()
						var reading sync.WaitGroup
						reading.Go(func() { _, _ = io.Copy(io.Discard, hub) })
						_, _ = io.WriteString(hub, "HTTP/1.1 101 Switching Protocols\r\n\r\n")
						_, _ = io.WriteString(hub, line)
						reading.Wait() // until the edge has had enough
					}()
					return edge, nil
				}, quietLog())
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				_ = c.Run(ctx)
				if tries < 60 || tries > 70 {
					t.Errorf("the edge came %d times in a minute, not about once a second", tries)
				}
				if len(c.leases)+len(c.open) != 0 {
					t.Error("a line made a lease out of nothing")
				}
			})
		})
	}
}

// An edge that takes nothing any more loses its stream when too much waits for
// it; the hub does not grow.
func TestASlowEdgeLosesItsStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &people{answer: map[Question]Answer{}, asked: map[Question]int{}}
		s := NewServer(p, quietLog())
		e := newRawEdge(t, s)
		e.send(message{Synced: true})
		gone := make(chan struct{})
		go func() { <-e.done; close(gone) }()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for range queued + 300 {
			if err := s.Revoke(ctx, session("ada")); !errors.Is(err, ErrUnconfirmed) {
				t.Fatalf("Revoke ended with %v", err)
			}
		}
		<-gone
		if len(s.streams) != 0 {
			t.Error("the stream is kept")
		}
	})
}

func TestMessagesSurviveTheWire(t *testing.T) {
	for _, m := range []message{
		{Hello: &hello{Version: 1, PID: 7}},
		{Ask: &ask{N: 3, Question: question("ada"), Request: "abc"}},
		{Answer: &told{N: 3, Answer: allowed("ada")}},
		{Answer: &told{N: 4, Answer: Answer{Result: Allow, Pass: Pass{Session: "s", Token: "t", Renew: time.Unix(1, 0).UTC()}}}},
		{Revoke: &revoke{Seq: 9, What: session("ada")}},
		{Ack: 9}, {Synced: true},
	} {
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readMessage(bufio.NewReader(bytes.NewReader(append(b, '\n'))))
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("%s came as %+v, %v", b, got, err)
		}
	}
}

func FuzzReadMessage(f *testing.F) {
	f.Add([]byte(`{"hello":{"version":1,"pid":7}}` + "\n"))
	f.Add([]byte(`{"ask":{"n":1,"question":{"kind":"session","hash":[1,2],"name":"ada"}}}` + "\n{\"ack\":2}\n"))
	f.Add([]byte(`{"revoke":{"seq":1,"what":{"kind":"user","user":"ada"}}}`))
	f.Add([]byte("\x00\xff\n\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bufio.NewReader(bytes.NewReader(in))
		for left := len(in); ; {
			m, err := readMessage(r)
			if err != nil {
				return
			}
			if left--; left < 0 {
				t.Fatal("more messages than bytes")
			}
			b, err := json.Marshal(m)
			if err != nil {
				t.Fatalf("%+v cannot be written: %v", m, err)
			}
			var again message
			if err := json.Unmarshal(b, &again); err != nil {
				t.Fatalf("%s cannot be read again: %v", b, err)
			}
		}
	})
}
