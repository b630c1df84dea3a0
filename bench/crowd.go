package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/sys/unix"
)

// A crowd: what so many people do whose notebooks are open. A single-user server tells
// of activity every five minutes, a page asks once a minute, a websocket says something
// every ten seconds, and two of a thousand sign in and start a server within ten seconds.
const (
	crowdPeople    = 10_000
	crowdServers   = 80 // over which the websockets are spread
	crowdActivity  = 5 * time.Minute
	crowdPoll      = time.Minute
	crowdTalk      = 10 * time.Second
	crowdArrival   = 5000 * time.Second // of one; who comes leaves again
	crowdLasts     = time.Minute
	crowdStarters  = 16 // how much the client does at once while it prepares
	crowdProbe     = 10 * time.Millisecond
	crowdRequestIn = 30 * time.Second
)

// crowd is one run of it.
type crowd struct {
	s      *site
	people int
	names  []string // the first of them have servers
	tokens []string
	late   []string // who arrive while it is measured

	mu     sync.Mutex
	took   []float64 // ms, of small requests
	failed map[string]int
	did    map[string]*atomic.Int64
	most   int64   // memory of the hub's processes
	busy   float64 // the part of the time in which they computed
}

// measureCrowd lets many people use ours on one core, and measures how long small
// requests of theirs take meanwhile.
func measureCrowd(ctx context.Context, b *bench) ([]row, error) {
	s, err := b.open(ctx, ours, runTiny)
	if err != nil {
		return nil, err
	}
	defer s.close()
	c, err := s.crowd(ctx, crowdPeople)
	if err != nil {
		return nil, err
	}
	if len(c.failed) > 0 {
		return nil, fmt.Errorf("of the crowd's requests failed: %v", c.failed)
	}
	took, memory := by{ours: c.took}, by{ours: {mb(c.most)}}
	return []row{
		took.row("the crowd: a small request, p50", "ms", 50).note(c.told()),
		took.row("… p99", "ms", 99).limit(50).note(c.told()),
		memory.row("… most memory of edge and hub", "MB", 50).limit(500).note(c.told()),
	}, nil
}

// measureCrowds lets the same crowd use ours and then the peer, each on one core. The
// peer's size is what -crowd says: what fails there is told, and is no failure of the run.
func measureCrowds(ctx context.Context, b *bench) ([]row, error) {
	took, memory, busy := by{}, by{}, by{}
	note := ""
	err := b.each(ctx, runTiny, func(s *site) error {
		c, err := s.crowd(ctx, b.crowd)
		if err != nil {
			return err
		}
		note += strings.TrimSuffix(" "+s.kind+": "+c.told(), " ")
		took[s.kind] = c.took
		memory.add(s.kind, mb(c.most))
		busy.add(s.kind, c.busy*100)
		return nil
	})
	note = strings.TrimSpace(note)
	return []row{
		took.row(fmt.Sprintf("the same crowd of %d: a small request, p50", b.crowd), "ms", 50).note(note),
		took.row("… p99", "ms", 99).note(note),
		busy.row("… the core is busy", "%", 50).note(note),
		memory.row("… most memory of the hub's processes", "MB", 50).note(note),
	}, err
}

// crowd lets so many people use the site, whose own processes have one core together.
func (s *site) crowd(ctx context.Context, people int) (*crowd, error) {
	roles, err := s.alone()
	if err != nil {
		return nil, err
	}
	defer pin(os.Getpid(), allCores())
	if err := pin(os.Getpid(), []int{runtime.NumCPU() - 1}); err != nil {
		return nil, err
	}
	for _, pid := range roles {
		if err := pin(pid, []int{0}); err != nil {
			return nil, err
		}
	}
	c := &crowd{s: s, people: people, failed: map[string]int{}, did: map[string]*atomic.Int64{}}
	for _, what := range []string{"activity posts", "polls", "messages", "sign-ins and starts"} {
		c.did[what] = &atomic.Int64{}
	}
	if err := c.prepare(ctx); err != nil {
		return nil, err
	}
	return c, c.run(ctx, roles)
}

// sockets is how many websockets a crowd has open.
func (c *crowd) sockets() int { return c.people * 2 / 5 }

// told says what a crowd did.
func (c *crowd) told() string {
	failed := ""
	if len(c.failed) > 0 {
		failed = fmt.Sprintf(" Failed: %v.", c.failed)
	}
	return fmt.Sprintf("%d people on one core, of whom %d have a websocket open, to %d servers: in %s %s; the hub's processes were busy %.0f %% of it. A small request, every %s: in turn GET /hub/api/user, and 1 KiB of a server.%s",
		c.people, c.sockets(), crowdServers, crowdLasts, c.counts(), c.busy*100, crowdProbe, failed)
}

// alone returns the processes of the roles hub and edge, and of the peer all.
func (s *site) alone() ([]int, error) {
	if s.kind == peer {
		return s.core, nil
	}
	var out []int
	for _, role := range []string{"hub", "edge"} {
		pid, err := s.role(role)
		if err != nil {
			return nil, err
		}
		out = append(out, pid)
	}
	return out, nil
}

// pin keeps a process, all its threads, on some cores.
func pin(pid int, cores []int) error {
	var set unix.CPUSet
	for _, c := range cores {
		set.Set(c)
	}
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	for _, t := range threads {
		tid, _ := strconv.Atoi(filepath.Base(t))
		if e := unix.SchedSetaffinity(tid, &set); e != nil && !errors.Is(e, unix.ESRCH) {
			err = errors.Join(err, e)
		}
	}
	return err
}

func allCores() []int {
	var out []int
	for i := range runtime.NumCPU() {
		out = append(out, i)
	}
	return out
}

func (c *crowd) counts() string {
	var out []string
	for _, what := range []string{"activity posts", "polls", "messages", "sign-ins and starts"} {
		out = append(out, fmt.Sprintf("%d %s", c.did[what].Load(), what))
	}
	return strings.Join(out, ", ")
}

// prepare makes the people, their tokens, and the servers.
func (c *crowd) prepare(ctx context.Context) error {
	c.names, c.late = c.s.b.names(c.people), c.s.b.names(c.people*int(crowdLasts/time.Second)/int(crowdArrival/time.Second))
	for _, names := range [][]string{c.names[:c.people/2], c.names[c.people/2:], c.late} {
		if err := c.s.addNames(ctx, names); err != nil {
			return err
		}
	}
	c.tokens = make([]string, len(c.names))
	work := make(chan int)
	errs := make(chan error, crowdStarters)
	for range crowdStarters {
		go func() {
			for i := range work {
				token, err := c.s.tokenFor(ctx, c.names[i])
				if err == nil && i < crowdServers {
					err = c.s.startServer(ctx, c.names[i], token)
				}
				if err != nil {
					errs <- err
					return
				}
				c.tokens[i] = token
			}
			errs <- nil
		}()
	}
	var first error
	left := crowdStarters
	for i := 0; i < len(c.names) && left > 0; {
		select {
		case work <- i:
			i++
		case err := <-errs:
			left--
			first = errors.Join(first, err)
		}
	}
	close(work)
	for ; left > 0; left-- {
		first = errors.Join(first, <-errs)
	}
	return first
}

// run lets them all do what they do.
func (c *crowd) run(ctx context.Context, roles []int) error {
	sockets, err := c.connect(ctx)
	if err != nil {
		return err
	}
	before, err := cpuTime(roles)
	if err != nil {
		return err
	}
	people := time.Duration(c.people)
	from := time.Now()
	within, cancel := context.WithTimeout(ctx, crowdLasts)
	var all sync.WaitGroup
	c.every(within, &all, crowdActivity/people, "activity posts", c.tell)
	c.every(within, &all, crowdPoll/people, "polls", c.poll)
	c.every(within, &all, crowdArrival/people, "sign-ins and starts", c.arrive)
	c.every(within, &all, crowdProbe, "", c.probe)
	for _, s := range sockets {
		all.Go(func() { c.talk(within, s) })
	}
	all.Go(func() {
		for pause(within, time.Second) == nil {
			if n, err := memory(roles, allMemory); err == nil {
				c.most = max(c.most, n)
			}
		}
	})
	all.Wait()
	cancel()
	after, err := cpuTime(roles)
	c.busy = float64(after-before) / float64(time.Since(from))
	for _, s := range sockets {
		s.CloseNow()
	}
	return err
}

// connect opens the websockets.
func (c *crowd) connect(ctx context.Context) ([]*websocket.Conn, error) {
	out := make([]*websocket.Conn, c.sockets())
	var at atomic.Int64
	return out, forAll(make([]string, crowdStarters), func(int, string) error {
		for {
			i := int(at.Add(1)) - 1
			if i >= len(out) {
				return nil
			}
			who := i % crowdServers
			s, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(c.s.url, "http")+"/user/"+c.names[who]+"/echo",
				&websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + c.tokens[who]}}})
			if err != nil {
				return fmt.Errorf("the websocket %d: %w", i, err)
			}
			out[i] = s
		}
	})
}

// every does something each so often, however long it takes.
func (c *crowd) every(ctx context.Context, all *sync.WaitGroup, d time.Duration, what string, do func(ctx context.Context, i int) error) {
	all.Go(func() {
		t := time.NewTicker(d)
		defer t.Stop()
		for i := 0; ; i++ {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
			}
			all.Go(func() {
				// What has begun is finished: to be cut off is no failure of the hub's.
				own, cancel := context.WithTimeout(context.WithoutCancel(ctx), crowdRequestIn)
				defer cancel()
				c.note(what, do(own, i))
			})
		}
	})
}

func (c *crowd) note(what string, err error) {
	if of := (*url.Error)(nil); errors.As(err, &of) {
		err = of.Err // whose request it was matters to nobody
	}
	if err != nil {
		c.mu.Lock()
		c.failed[what+": "+err.Error()]++
		c.mu.Unlock()
	} else if n := c.did[what]; n != nil {
		n.Add(1)
	}
}

// tell is a single-user server that tells of activity.
func (c *crowd) tell(ctx context.Context, _ int) error {
	i := rand.N(len(c.names))
	body := fmt.Sprintf(`{"last_activity": %q}`, time.Now().UTC().Format("2006-01-02T15:04:05.000000Z"))
	status, answer, err := c.s.call(ctx, http.MethodPost, "/hub/api/users/"+c.names[i]+"/activity", c.tokens[i], strings.NewReader(body))
	return expect("activity", http.StatusOK, status, answer, err)
}

// poll is a page that asks how things stand.
func (c *crowd) poll(ctx context.Context, _ int) error {
	i := rand.N(len(c.names))
	status, answer, err := c.s.call(ctx, http.MethodGet, "/hub/api/users/"+c.names[i], c.tokens[i], nil)
	return expect("a poll", http.StatusOK, status, answer, err)
}

// arrive is somebody who signs in, starts, and leaves again.
func (c *crowd) arrive(ctx context.Context, i int) error {
	if i >= len(c.late) {
		return nil
	}
	name := c.late[i]
	if err := c.s.signIn(ctx, name); err != nil {
		return err
	}
	if err := c.s.startServer(ctx, name, c.s.token); err != nil {
		return err
	}
	return c.s.stopServer(ctx, name)
}

// probe is the small request that is measured.
func (c *crowd) probe(ctx context.Context, i int) error {
	who := i % crowdServers
	path := "/hub/api/user"
	if i%2 == 0 {
		path = "/user/" + c.names[who] + "/kib"
	}
	from := time.Now()
	status, answer, err := c.s.call(ctx, http.MethodGet, path, c.tokens[who], nil)
	if err := expect(path, http.StatusOK, status, answer, err); err != nil {
		return err
	}
	c.mu.Lock()
	c.took = append(c.took, ms(time.Since(from)))
	c.mu.Unlock()
	return nil
}

// talk says something and waits for the answer, each so often.
func (c *crowd) talk(ctx context.Context, s *websocket.Conn) {
	if pause(ctx, rand.N(crowdTalk)) != nil {
		return
	}
	for {
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), crowdRequestIn)
		err := s.Write(own, websocket.MessageText, []byte("m"))
		if err == nil {
			_, _, err = s.Read(own)
		}
		cancel()
		c.note("messages", err)
		if err != nil || pause(ctx, crowdTalk) != nil {
			return
		}
	}
}
