// Package spawnertest holds what tests need of spawners: Run, the conformance
// suite that every driver must pass (decision 001), and Pretend, a driver without
// processes for the tests of other packages. No shipped binary imports it.
package spawnertest

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// Options adapt the suite to a driver.
type Options struct {
	// Account returns another person's account at each call.
	Account func() commonhall.Account
	// Command says how a program of the suite (see programs.go) is called inside;
	// nil: as a script of sh or python3.
	Command func(name string, args ...string) []string
}

// Run holds a driver against the promises of spawner.Spawner, one test each. open
// is called for each caller that the driver gets: all of them must see the same
// runs, as a hub that was restarted does.
func Run(t *testing.T, open func(t *testing.T) spawner.Spawner, opts Options) {
	if opts.Command == nil {
		opts.Command = script
	}
	for _, group := range []map[string]func(*suite){lifeTests(), reachTests(), execTests()} {
		for name, test := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithTimeout(context.Background(), patience)
				t.Cleanup(cancel)
				test(&suite{T: t, open: open, s: open(t), opts: opts, ctx: ctx})
			})
		}
	}
}

// patience is how long one test may take before it is taken for hung. It is far
// longer than anything needs, because other tests load the machine, and some
// machines are emulated.
const patience = 3 * time.Minute

// port is where the suite's programs listen.
const port = 8888

// suite is one test of the contract.
type suite struct {
	*testing.T
	open func(*testing.T) spawner.Spawner
	s    spawner.Spawner
	opts Options
	ctx  context.Context
}

// newID returns an id that nobody has used, whose run ends with the test.
func (s *suite) newID() commonhall.ServerID {
	id := commonhall.ServerID("suite-" + strings.ToLower(rand.Text()[:12]))
	s.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if _, err := s.s.Stop(ctx, id, 0, "the suite"); err != nil {
			s.Errorf("clean up %s: %v", id, err)
		}
		if err := s.s.Forget(ctx, id); err != nil {
			s.Errorf("forget %s: %v", id, err)
		}
	})
	return id
}

// spec describes a run of one of the suite's programs.
func (s *suite) spec(program string, args ...string) spawner.Spec {
	return spawner.Spec{ID: s.newID(), User: "suite", Account: s.opts.Account(), Port: port,
		Command: s.opts.Command(program, args...), Env: []string{"SUITE=yes"}}
}

// start starts a program of the suite.
func (s *suite) start(program string, args ...string) commonhall.ServerID {
	s.Helper()
	spec := s.spec(program, args...)
	s.ok(s.s.Start(s.ctx, spec))
	return spec.ID
}

// serve starts the program that does what it is told, and waits until it listens.
func (s *suite) serve() commonhall.ServerID {
	s.Helper()
	id := s.start(progServe, strconv.Itoa(port))
	s.ok(s.s.Listening(s.ctx, id))
	return id
}

// tell dials a serving run, tells it something and returns its answer.
func (s *suite) tell(id commonhall.ServerID, order string) string {
	s.Helper()
	answer, err := s.order(id, order)
	s.ok(err)
	return answer
}

func (s *suite) order(id commonhall.ServerID, order string) (string, error) {
	c, err := s.s.Dial(s.ctx, id, port)
	if err != nil {
		return "", err
	}
	defer c.Close()
	if deadline, ok := s.ctx.Deadline(); ok {
		_ = c.SetDeadline(deadline)
	}
	return ask(c, order)
}

// ask writes a line and returns the line that comes back.
func ask(c net.Conn, order string) (string, error) {
	if _, err := io.WriteString(c, order+"\n"); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		return line, fmt.Errorf("no answer to %q: %w", order, err)
	}
	return strings.TrimSuffix(line, "\n"), nil
}

func (s *suite) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// is fails unless err is want.
func (s *suite) is(err, want error, what string) {
	s.Helper()
	if !errors.Is(err, want) {
		s.Errorf("%s: error %v, want %v", what, err, want)
	}
}

// listed returns what List says of id.
func (s *suite) listed(id commonhall.ServerID) (spawner.Status, bool) {
	s.Helper()
	all, err := s.s.List(s.ctx)
	s.ok(err)
	var found []spawner.Status
	for _, st := range all {
		if st.ID == id {
			found = append(found, st)
		}
	}
	if len(found) > 1 {
		s.Fatalf("List shows %s %d times", id, len(found))
	}
	if len(found) == 0 {
		return spawner.Status{}, false
	}
	return found[0], true
}

// wait returns how a run ended.
func (s *suite) wait(id commonhall.ServerID) commonhall.End {
	s.Helper()
	end, err := s.s.Wait(s.ctx, id)
	s.ok(err)
	return end
}

// need skips a promise that the driver's Capabilities rule out.
func (s *suite) need(capable bool, what string) {
	s.Helper()
	if !capable {
		s.Skip("this driver does not claim " + what)
	}
}

// soon returns a context that ends in a moment: for what is expected to hang.
func (s *suite) soon() (context.Context, context.CancelFunc) {
	return context.WithTimeout(s.ctx, 100*time.Millisecond)
}
