package auth

import (
	"math/rand/v2"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// cpu returns what this process has worked so far. It does not count what the
// neighbours on a shared machine take away, as a wall clock does.
func cpu(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Sign-ins that fail take alike, whatever the reason: medians within 5 %. The
// cases take turns, each time in another order, and count as a share of their
// round, so that whatever else the machine does meets all of them; if its noise is
// too loud, more is measured before it counts as a failure.
func TestFailedSignInsTakeAlike(t *testing.T) {
	h := newHall(t, invited(), "ada", "sue", "ivy")
	h.password("ada", good)
	h.password("sue", good)
	h.must(h.Suspend(t.Context(), "sue"))
	h.takeAlike([]failing{
		{"wrong password", "ada", "not that one"},
		{"unlisted", "bob", "not that one"},
		{"suspended, right password", "sue", good},
		{"invited, has none yet", "ivy", "not that one"},
		{"a name that is none", "\x00" + strings.Repeat("x", 5000), "not that one"},
	})
}

// So do they with a password that would not do as a first one, where that is open.
func TestUnfitPasswordsTakeAlike(t *testing.T) {
	h := newHall(t, open(), "ada", "sue", "ivy")
	h.password("ada", good)
	h.must(h.Suspend(t.Context(), "sue"))
	h.takeAlike([]failing{
		{"has a password", "ada", "x"},
		{"has none yet", "ivy", "x"},
		{"suspended", "sue", "x"},
		{"unlisted", "bob", "x"},
	})
}

type failing struct{ what, name, password string }

func (h *hall) takeAlike(cases []failing) {
	t := h.t
	t.Helper()
	shares := make([][]float64, len(cases))
	next := netip.MustParseAddr("192.0.2.1") // another for each: nobody is to be slowed down
	var least, most float64
	for range 5 {
		for range 15 {
			took, sum := make([]float64, len(cases)), 0.0
			for _, i := range rand.Perm(len(cases)) {
				runtime.GC() // so that none pays for the garbage of the one before
				before := cpu(t)
				_, _, err := h.SignIn(t.Context(), cases[i].name, cases[i].password, Client{Address: next.String()})
				next = next.Next()
				took[i] = float64(cpu(t) - before)
				sum += took[i]
				if err == nil {
					t.Fatalf("%s gets in", cases[i].what)
				}
			}
			for i := range took {
				shares[i] = append(shares[i], took[i]/sum)
			}
		}
		least, most = 1, 0
		for _, s := range shares {
			least, most = min(least, median(s)), max(most, median(s))
		}
		if most-least <= 0.05*most {
			return
		}
	}
	for i, c := range cases {
		t.Logf("%s: %.1f %% of a round", c.what, 100*median(shares[i]))
	}
	t.Errorf("the medians lie %.0f %% apart, want 5 at most: who is listed can be told by a clock", 100*(most-least)/most)
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}
