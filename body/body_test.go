package body

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// endless is a body that does not end, and counts what was asked of it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) { e.read += len(p); return len(p), nil }
func (e *endless) Close() error               { return nil }

func (e *endless) request() *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	r.Body = e
	return r
}

// fill reads what room has for bodies of who, most bytes each, none of which ends, and
// returns them.
func fill(t *testing.T, room *Room, who string, most int64) (all []*Body) {
	t.Helper()
	for range 10_000 {
		b := room.Take(httptest.NewRecorder(), (&endless{}).request())
		if who != "" {
			b.Allow(who, most)
		}
		all = append(all, b)
		_, err := io.CopyN(io.Discard, b, most)
		if errors.Is(err, ErrFull) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Fatalf("%s is never turned away; %d bytes are held", who, room.Held())
	return nil
}

// TestNobodyFillsTheRoom: strangers and one person take their part, and others have theirs;
// whoever is done gives it back.
func TestNobodyFillsTheRoom(t *testing.T) {
	room := NewRoom()
	var all []*Body
	for who, most := range map[string]int{"": maxStrangers, "ada": maxEach, "ben": maxEach} {
		before, size := room.Held(), int64(Large)
		if who == "" {
			size = Stranger
		}
		all = append(all, fill(t, room, who, size)...)
		if took := room.Held() - before; took > most || took < most-Large {
			t.Errorf("%q holds %d bytes", who, took)
		}
	}
	little := room.Take(httptest.NewRecorder(), (&endless{}).request())
	if _, err := io.CopyN(io.Discard, little, Free); err != nil {
		t.Errorf("somebody who signs in is turned away: %v", err)
	}
	for i := range 26 {
		all = append(all, fill(t, room, strings.Repeat("x", i+1), Large)...)
	}
	if held := room.Held(); held > maxAll {
		t.Errorf("all together hold %d bytes", held)
	}
	root := room.Take(httptest.NewRecorder(), (&endless{}).request())
	root.Allow(Operator, Large)
	if _, err := io.CopyN(io.Discard, root, Large); err != nil {
		t.Errorf("the operator is turned away: %v", err)
	}
	for _, b := range append(all, root, little) {
		b.Done()
		b.Done()
	}
	if room.Held() != 0 || len(room.of) != 0 {
		t.Errorf("when all are done, %d bytes are held, of %v", room.Held(), room.of)
	}
}

// TestSizes: no more of a body is read than it may have.
func TestSizes(t *testing.T) {
	for who, most := range map[string]int64{"": Stranger, "ada": Small, Operator: Large} {
		e := &endless{}
		b := NewRoom().Take(httptest.NewRecorder(), e.request())
		if who != "" {
			b.Allow(who, most)
		}
		got, err := io.ReadAll(b)
		if long, is := errors.AsType[*http.MaxBytesError](err); !is || long.Limit != most || int64(len(got)) != most || e.read > int(2*most) {
			t.Errorf("%q: %d bytes, %d asked for, %v", who, len(got), e.read, err)
		}
	}
}
