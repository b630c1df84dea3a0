package environment

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/spawner"
)

type dialer interface {
	Dial(ctx context.Context, id commonhall.ServerID, port int) (net.Conn, error)
}

type execer interface {
	Exec(ctx context.Context, id commonhall.ServerID, cmd spawner.Cmd) (spawner.Process, error)
}

// bench is a run under an account that is nobody's, with an empty home: what happens in
// it happens to nothing but the draft that it may have.
type bench struct {
	r    *Room
	id   commonhall.ServerID
	slot int
	env  []string

	lives bool // what runs in it could not be ended
}

// account returns a number that no check or build has, nor one that a hub before this one
// has left behind.
func (r *Room) account(ctx context.Context) (int, error) {
	living, err := r.runs.List(ctx)
	if err != nil {
		return 0, unreachable(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.slots {
		has := func(st spawner.Status) bool { return st.UID == r.cfg.FirstID+i && st.Phase != spawner.Ended }
		if !r.slots[i] && !slices.ContainsFunc(living, has) {
			r.slots[i] = true
			return i, nil
		}
	}
	return 0, commonhall.Errorf(commonhall.ResourceExhausted, "Too many checks and builds run at once.").WithHint("Try again when some have ended.")
}

// Runs reports whether a run is a check or a build of this room.
func (r *Room) Runs(id commonhall.ServerID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.own[id]
}

// benchName is the login name that programs in a check or a build see.
const benchName = "build"

// open starts a run of command, which sees sw.
func (r *Room) open(ctx context.Context, sw commonhall.Software, command, env []string, network commonhall.Network) (*bench, error) {
	slot, err := r.account(ctx)
	if err != nil {
		return nil, err
	}
	uid := r.cfg.FirstID + slot
	b := &bench{r: r, slot: slot, id: commonhall.ServerID(strconv.Itoa(uid) + "-" + strings.ToLower(rand.Text()[:10]))}
	b.env = append(sw.Environ("/home/"+benchName), env...)
	r.mu.Lock()
	r.own[b.id] = true // before it is there: whoever finds it asks whose it is
	r.mu.Unlock()
	limits := r.cfg.Limits
	limits.MemoryGuarantee, limits.CPUGuarantee = 0, 0 // who counts guarantees does not count these
	err = r.runs.Start(ctx, spawner.Spec{ID: b.id, Account: commonhall.Account{UID: uid, Name: benchName}, Command: command, Env: b.env,
		Port: r.cfg.Port, Limits: limits, Network: network, Software: &sw, Scratch: true})
	if err != nil {
		b.close(ctx)
		return nil, unreachable(err)
	}
	return b, nil
}

func unreachable(err error) error {
	if errors.Is(err, spawner.ErrAway) {
		return commonhall.Errorf(commonhall.Unavailable, "The part of the system that starts servers could not be reached.").WithHint("Try again in a moment.").Because(err)
	}
	return err
}

// idle is a program that does nothing, for a run in which commands are run beside it.
func idle() []string { return []string{"sleep", "infinity"} }

// lastWords is how long a hub that ends waits for a check or a build to be ended.
const lastWords = time.Second

// hub returns a context that ends with the hub.
func (r *Room) hub() context.Context {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx != nil {
		return r.ctx
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	return over
}

// close ends the run, whatever has become of it.
func (b *bench) close(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	// A hub that ends does not wait for a spawner that may have ended before it: the next
	// hub ends what is left.
	defer context.AfterFunc(b.r.hub(), func() { time.AfterFunc(lastWords, cancel) })()
	// Nothing in it is worth saving: it gets no time to.
	_, err := b.r.runs.Stop(ctx, b.id, 0, commonhall.RoleHouse)
	if err == nil {
		err = b.r.runs.Forget(ctx, b.id)
	}
	b.r.mu.Lock()
	delete(b.r.own, b.id) // the servers' room ends what is left of it; until then its number is not given out
	b.r.slots[b.slot] = false
	b.r.mu.Unlock()
	if err != nil {
		b.lives = true
		b.r.log.Error("a check or a build does not end", "server", b.id, "error", err)
	}
}

// command runs one command beside the run and gives what it says to say, line by line.
// It returns its exit status.
func (b *bench) command(ctx context.Context, patience time.Duration, stdin string, say func(string), args ...string) (int, error) {
	return b.run(ctx, patience, say, spawner.Cmd{Args: args, Stdin: strings.NewReader(stdin)})
}

// maxOutput is what one command may say, in bytes; perLine is what a line counts beside
// its own, for the work that it makes.
const maxOutput, perLine = 64 << 20, 60

// run is command with all that can be said of one. Env is added to the run's own.
func (b *bench) run(ctx context.Context, patience time.Duration, say func(string), c spawner.Cmd) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	out := &lines{say: say, left: maxOutput, full: func() {
		stop(commonhall.Errorf(commonhall.ResourceExhausted, "%s wrote more than %s and was stopped.", c.Args[0], commonhall.FormatBytes(maxOutput)))
	}}
	c.Env = append(slices.Clip(b.env), c.Env...)
	c.Stdout, c.Stderr = out, out
	p, err := b.r.runs.Exec(ctx, b.id, c)
	if err != nil {
		if errors.Is(err, spawner.ErrEnded) || errors.Is(err, spawner.ErrUnknown) {
			return 0, b.why(ctx)
		}
		if errors.Is(err, spawner.ErrRefused) {
			return 127, nil // there is no such program
		}
		return 0, unreachable(err)
	}
	code, err := p.Wait(ctx)
	out.end() // a command that does not end in time may go on writing
	if ctx.Err() == nil {
		return code, err
	}
	if cause := context.Cause(ctx); !errors.Is(cause, context.DeadlineExceeded) {
		return 0, cause
	}
	return 0, commonhall.Errorf(commonhall.DeadlineExceeded, "%s did not end within %s.", c.Args[0], patience.String())
}

// why says why the run is over.
func (b *bench) why(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	end, err := b.r.runs.Wait(ctx, b.id)
	if err != nil {
		return unreachable(err)
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The check or build was ended. %s", end.Sentence()).WithHint(end.Hint())
}

// lines cuts what is written into lines. Both streams of a command write to it, each
// when it likes.
type lines struct {
	mu   sync.Mutex
	say  func(string)
	part []byte
	left int    // how many bytes may still come
	full func() // told when there are more
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left -= len(p) + perLine*bytes.Count(p, []byte("\n")); l.left < 0 {
		l.full()
		return len(p), nil // nobody waits for a writer that has been told to end
	}
	l.part = append(l.part, p...)
	for {
		i := bytes.IndexAny(l.part, "\r\n")
		if i < 0 {
			break
		}
		if i > 0 {
			l.say(string(l.part[:i]))
		}
		l.part = l.part[i+1:]
	}
	if len(l.part) > maxLine {
		l.rest()
	}
	return len(p), nil
}

// end says what was written behind the last end of a line. Nothing is said after it.
func (l *lines) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest()
	l.say, l.full = func(string) {}, func() {}
}

func (l *lines) rest() {
	if len(l.part) > 0 {
		l.say(string(l.part))
		l.part = nil
	}
}

var _ io.Writer = (*lines)(nil)

// forPerson says what went wrong with files in words for people.
func forPerson(err error) error {
	var known *commonhall.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The draft cannot be copied: %s.", fmt.Sprint(err))
}
