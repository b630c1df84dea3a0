package apply

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
)

// Pending is a change that may have to be taken back: it is under way, or waits
// for somebody to say that the door is still open.
type Pending struct {
	Version int           `json:"version"` // that was tried
	Back    int           `json:"back"`    // that holds if it comes to nothing
	Boot    string        `json:"boot"`    // names the machine's start; see earlier
	Waiting bool          `json:"waiting"` // all roles serve; a person has to confirm
	Until   time.Duration `json:"until"`   // of the machine's uptime, when Waiting
	Roles   []string      `json:"roles"`
	Risks   []string      `json:"risks"` // the settings for whose sake it waits
	Who     string        `json:"who"`
}

// Left returns how long the change may still be confirmed.
func (p Pending) Left() time.Duration { return p.Until - uptime() }

// over tells whether nobody can finish or confirm the change any more. One that is
// under way may be over too; that tells the lock.
func (s *Store) over(p Pending) bool { return s.earlier(p) || p.Waiting && p.Left() <= 0 }

// earlier tells a change of before the machine started: what lies in Run is gone
// then. The kernel's own name of a start is another in some sandboxes and containers.
func (s *Store) earlier(p Pending) bool {
	b, err := os.ReadFile(s.bootPath())
	return errors.Is(err, fs.ErrNotExist) || err == nil && string(b) != p.Boot
}

func (s *Store) bootPath() string { return filepath.Join(s.Run, "settings.boot") }

// boot names this start of the machine.
func (s *Store) boot() (string, error) {
	b, err := os.ReadFile(s.bootPath())
	if errors.Is(err, fs.ErrNotExist) {
		b = []byte(rand.Text())
		err = save(s.bootPath(), b)
	}
	return string(b), err
}

func (s *Store) pendingPath() string { return filepath.Join(s.Dir, "pending.json") }

// Pending returns the change that is not finished; nil if there is none.
func (s *Store) Pending() (*Pending, error) {
	b, err := os.ReadFile(s.pendingPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	p := &Pending{}
	if err == nil {
		err = json.Unmarshal(b, p)
	}
	if err != nil {
		return nil, unreadable(s.pendingPath(), err)
	}
	return p, nil
}

func (s *Store) savePending(p Pending) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return save(s.pendingPath(), append(b, '\n'))
}

func (s *Store) dropPending() error {
	if err := os.Remove(s.pendingPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return syncDir(s.Dir)
}

// settle finishes what an earlier change has left, with the lock held: a change
// that waits for its confirmation is in the way of another.
func (s *Store) settle(ctx context.Context) error {
	p, err := s.Pending()
	if p == nil || err != nil {
		return err
	}
	if p.Waiting && !s.over(*p) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "A change by %s waits for its confirmation, for another %d seconds.", p.Who, int(p.Left().Seconds())).
			WithHint("Keep it: commonhall config confirm. Or wait until it is taken back.")
	}
	told, err := s.goBack(ctx, *p, s.whyOver(*p))
	if err == nil {
		s.say("A change before this one: " + told.Msg)
	}
	return err
}

func (s *Store) whyOver(p Pending) error {
	switch {
	case s.earlier(p):
		return errors.New("the machine started anew before it was confirmed")
	case p.Waiting:
		return errors.New("nobody confirmed it in time")
	}
	return errors.New("it was cut off")
}

// Confirm keeps the change that waits.
func (s *Store) Confirm(ctx context.Context) (int, error) {
	unlock, err := s.lock(ctx)
	if err != nil {
		return 0, err
	}
	defer unlock()
	p, err := s.Pending()
	switch {
	case err != nil:
		return 0, err
	case p == nil:
		return 0, commonhall.Errorf(commonhall.NotFound, "No change waits for a confirmation.").
			WithHint("What happened last: commonhall config history")
	case !p.Waiting || s.over(*p):
		return 0, commonhall.Errorf(commonhall.FailedPrecondition, "It is too late: the change is being taken back.").
			WithHint(fmt.Sprintf("Its text is kept. Once more: commonhall config revert %d", p.Version))
	}
	return p.Version, errors.Join(s.dropPending(), s.prune(p.Version))
}

// Await waits until no change is pending, and takes back one that is cut off or
// not confirmed in time: told says so. After an error it should be called again.
func (s *Store) Await(ctx context.Context) (told *commonhall.Error, err error) {
	for {
		unlock, err := s.lock(ctx)
		if err != nil {
			return nil, err
		}
		p, err := s.Pending()
		over := p != nil && (!p.Waiting || s.over(*p)) // whoever makes a change holds the lock
		if over {
			told, err = s.goBack(ctx, *p, s.whyOver(*p))
		}
		unlock()
		if p == nil || over || err != nil {
			return told, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(p.Left()+time.Millisecond, time.Second)):
		}
	}
}

// uptime is a clock that nobody sets, and that goes on while the machine sleeps.
func uptime() time.Duration {
	var ts unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &ts) != nil {
		return 0 // every Linux that we run on has it
	}
	return time.Duration(ts.Nano())
}
