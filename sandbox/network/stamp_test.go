package network

import (
	"errors"
	"testing"

	"golang.org/x/sys/unix"
)

// TestTheStampIsTriedAgain: where the kernel could not have it for a moment there are walls
// without it, and what looks after them is told to try again; not where it never can.
func TestTheStampIsTriedAgain(t *testing.T) {
	for e, again := range map[error]bool{unix.ENOMEM: true, unix.EBUSY: true, unix.EOPNOTSUPP: false, unix.EINVAL: false} {
		s, tries := &State{}, 0
		err := s.put(func() error {
			if tries++; s.Stamped {
				return errors.Join(errors.New("conn.Receive"), e)
			}
			return nil
		})
		if err != nil || tries != 2 || s.Stamped || s.Again != again {
			t.Errorf("%v: %v, %+v after %d tries", e, err, s, tries)
		}
	}
	w := newWorld(t)
	if s := w.up(Config{}); !s.Stamped || s.Again {
		t.Errorf("here it is %+v", s)
	}
}
