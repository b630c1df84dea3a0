package edge

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// burst is a connection on which parts come one after the other, as a kernel hands them
// over, and which keeps how much each read had room for.
type burst struct {
	parts []string
	end   error
	rooms []int
}

func (b *burst) Read(p []byte) (int, error) {
	b.rooms = append(b.rooms, len(p))
	if len(b.parts) == 0 {
		return 0, b.end
	}
	n := copy(p, b.parts[0])
	if b.parts[0] = b.parts[0][n:]; b.parts[0] == "" {
		b.parts = b.parts[1:]
	}
	return n, nil
}

// A websocket that waits holds no large buffer, before its first message and after a
// large one; a large one is carried in few steps; all arrives in order.
func TestAWaitingWebsocketHoldsLittle(t *testing.T) {
	const small, large = 4 << 10, 32 << 10
	e := &Edge{large: newBuffers()}
	b := &burst{parts: []string{"\x82\x01m", "\x82\x01n", strings.Repeat("x", 100_000), "\x82\x01o"}, end: io.EOF}
	want := strings.Join(b.parts, "")
	var got bytes.Buffer
	if err := e.carry(&got, bufio.NewReaderSize(b, small), &along{traffic: &traffic{note: func() {}}}); err != nil || got.String() != want {
		t.Errorf("%v, %d bytes of %d", err, got.Len(), len(want))
	}
	// Two messages, the beginning of the large one, the rest of it, the last message, the end.
	if rooms := []int{small, small, small, large, large, large, small, small}; !slices.Equal(b.rooms, rooms) {
		t.Errorf("reads had room for %v, not %v", b.rooms, rooms)
	}
}

// What breaks a connection is told, whichever buffer is in use; what came before is carried.
func TestACarriedConnectionBreaks(t *testing.T) {
	e, broken := &Edge{large: newBuffers()}, errors.New("broken")
	for _, text := range []string{"", "short", strings.Repeat("x", 4<<10), strings.Repeat("x", 36<<10)} {
		var got bytes.Buffer
		err := e.carry(&got, bufio.NewReaderSize(&burst{parts: []string{text}, end: broken}, 4<<10), &along{traffic: &traffic{note: func() {}}})
		if !errors.Is(err, broken) || got.String() != text {
			t.Errorf("%d bytes: %v, %d arrived", len(text), err, got.Len())
		}
		src := bufio.NewReaderSize(&burst{parts: []string{text}, end: io.EOF}, 4<<10)
		if err := e.carry(deaf{broken}, src, &along{traffic: &traffic{note: func() {}}}); text != "" && !errors.Is(err, broken) {
			t.Errorf("%d bytes for nobody: %v", len(text), err)
		}
	}
}

// deaf takes nothing.
type deaf struct{ why error }

func (d deaf) Write([]byte) (int, error) { return 0, d.why }
