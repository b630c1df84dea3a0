package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// A role that holds more than is much, as with thousands of websockets, does not collect
// over and over what it cannot give back; when it holds little again, much is much again.
func TestARoleThatHoldsMuch(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	held := make([]byte, 2*muchMemory) // of which the machine gives nothing, as nobody writes to it
	runtime.GC()
	keepPace(t.Context())()
	if n := debug.SetMemoryLimit(-1); n < 2*muchMemory*9/8 || n > 4*muchMemory {
		t.Errorf("with %d held the limit is %d", len(held), n)
	}
	runtime.KeepAlive(held)
	held = nil
	runtime.GC()
	keepPace(t.Context())()
	if n := debug.SetMemoryLimit(-1); n != muchMemory {
		t.Errorf("with little held the limit is %d", n)
	}
	if limitFor(0) != muchMemory || limitFor(muchMemory) != muchMemory*9/8 || limitFor(math.MaxUint32) < math.MaxUint32 {
		t.Error("a limit is below what is in use")
	}
}
