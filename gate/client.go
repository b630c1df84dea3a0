package gate

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"commonhall"
)

// Client is the edge's end. Run keeps its stream; the other methods may be called
// from many goroutines while Run runs.
type Client struct {
	dial func(context.Context) (net.Conn, error)
	log  *slog.Logger

	mu      sync.Mutex
	up      *link                             // nil while the hub is away
	changed chan struct{}                     // closed and made anew when up changes
	leases  map[Question]*Lease               // remembered: good until taken back or expired
	open    map[*Lease]bool                   // those with something hanging on them, remembered or not
	seen    map[commonhall.ServerID]time.Time // traffic that the hub has not heard of
	last    map[commonhall.ServerID]time.Time // of those with traffic a while ago
	broken  chan struct{}                     // a silence is: tell at once

	certificates []commonhall.Certificate // as last reported
	renew        func(name string)        // called when the hub asks for it
}

// maxLeases bounds the cache. A question costs a tenth of a millisecond, so
// losing some of the answers does no harm.
const maxLeases = 20_000

// NewClient returns a client whose streams are made by dial.
func NewClient(dial func(context.Context) (net.Conn, error), log *slog.Logger) *Client {
	return &Client{dial: dial, log: log, changed: make(chan struct{}), leases: map[Question]*Lease{},
		open: map[*Lease]bool{}, seen: map[commonhall.ServerID]time.Time{},
		last: map[commonhall.ServerID]time.Time{}, broken: make(chan struct{}, 1)}
}

// Lease is an answer that holds until it is taken back. What a request does
// hangs on its context; what outlives requests hangs itself on with Hang.
type Lease struct {
	Answer
	question Question
	ctx      context.Context
	revoke   context.CancelFunc
	expires  time.Time // as the hub said last; under the client's lock

	mu   sync.Mutex
	next int
	hung map[int]func() // closers
}

func newLease(q Question, a Answer) *Lease {
	l := &Lease{Answer: a, question: q, expires: a.Expires, hung: map[int]func(){}}
	l.ctx, l.revoke = context.WithCancel(context.Background())
	return l
}

// Context ends when the lease is taken back.
func (l *Lease) Context() context.Context { return l.ctx }

// link is one stream to the hub.
type link struct {
	conn    net.Conn
	gone    chan struct{}
	write   sync.Mutex
	enc     *json.Encoder
	reports sync.Mutex
	mu      sync.Mutex
	n       uint64
	waiting map[uint64]*waiter
}

type waiter struct {
	question Question
	lease    chan *Lease // gets one, or is closed when the stream ends
}

// Run keeps a stream to the hub until ctx ends. While there is none, answers
// that are held stay good and new questions wait.
func (c *Client) Run(ctx context.Context) error {
	var watch sync.WaitGroup
	watch.Go(func() { c.watchExpiry(ctx) })
	c.keepStream(ctx)
	watch.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.leases) // nothing is begun any more, see Hang
	for l := range c.open {
		l.end()
	}
	return nil
}

func (c *Client) keepStream(ctx context.Context) {
	pause := shortPause
	for ctx.Err() == nil {
		began := time.Now()
		conn, r, err := c.connect(ctx)
		if err == nil {
			err = c.speak(ctx, conn, r)
		}
		if ctx.Err() != nil {
			break
		}
		// Only a stream that lasted shows that the next one may come at once:
		// a hub of another version accepts each, and ends it.
		// That a hub ended is for whoever runs it to say.
		level := slog.LevelWarn
		if time.Since(began) > longPause {
			pause, level = shortPause, slog.LevelDebug
		}
		c.log.Log(ctx, level, "no stream to the hub", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, longPause)
	}
}

// Between two tries to reach the hub.
const (
	shortPause = 10 * time.Millisecond
	longPause  = time.Second
)

// connect makes a connection and turns it into a stream.
func (c *Client) connect(ctx context.Context) (net.Conn, *bufio.Reader, error) {
	conn, err := c.dial(ctx)
	if err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	req, err := http.NewRequest("GET", "http://hub"+UpgradePath, nil)
	if err != nil {
		return nil, nil, err
	}
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", UpgradeProtocol)
	r := bufio.NewReader(conn)
	if err = req.Write(conn); err == nil {
		var resp *http.Response
		if resp, err = http.ReadResponse(r, req); err == nil && resp.StatusCode != http.StatusSwitchingProtocols {
			err = errors.New("the hub answered " + resp.Status)
		}
	}
	if err != nil {
		conn.Close()
		return nil, nil, err
	}
	return conn, r, nil
}

// speak uses one stream until it ends.
func (c *Client) speak(ctx context.Context, conn net.Conn, r *bufio.Reader) error {
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	k := &link{conn: conn, gone: make(chan struct{}), enc: json.NewEncoder(conn), waiting: map[uint64]*waiter{}}
	if err := k.send(message{Hello: &hello{Version: Version, PID: os.Getpid()}}); err != nil {
		return err
	}
	open := c.raise(k)
	var work sync.WaitGroup
	work.Go(func() { c.askAgain(k, open) })
	work.Go(func() { c.reportActivity(k) })
	work.Go(func() { c.sendCertificates(k) })
	err := c.receive(k, r)
	c.lower(k)
	work.Wait()
	return err
}

// raise makes k the stream in use. What was remembered is forgotten: while there
// was no stream, revocations may have been missed.
func (c *Client) raise(k *link) (open []*Lease) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.up = k
	clear(c.leases)
	for l := range c.open {
		open = append(open, l)
	}
	close(c.changed)
	c.changed = make(chan struct{})
	return open
}

func (c *Client) lower(k *link) {
	c.mu.Lock()
	c.up = nil
	c.mu.Unlock()
	k.conn.Close()
	k.mu.Lock()
	for _, w := range k.waiting {
		close(w.lease)
	}
	k.waiting = nil
	k.mu.Unlock()
	close(k.gone)
}

// askAgain asks about everything that is open, and closes what is denied now. A
// server that the hub does not know to run yet, or a hub that cannot tell, is no
// reason to cut anybody off; but only when the hub could tell about everything
// may it count on what it took back meanwhile being closed.
func (c *Client) askAgain(k *link, open []*Lease) {
	for pause := shortPause; ; pause = min(2*pause, longPause) {
		var untold []*Lease
		for _, old := range open {
			now, err := c.askOver(context.Background(), k, old.question)
			if now == nil || err != nil {
				return
			}
			switch v := c.weigh(old, now.Answer); {
			case now.Result == Unavailable && c.isOpen(old):
				untold = append(untold, old)
			case v == denied:
				c.drop(old)
			}
		}
		if open = untold; len(open) == 0 {
			_ = k.send(message{Synced: true})
			return
		}
		select {
		case <-k.gone:
			return
		case <-time.After(pause):
		}
	}
}

func (c *Client) isOpen(l *Lease) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open[l]
}

func (k *link) send(m message) error {
	k.write.Lock()
	defer k.write.Unlock()
	_ = k.conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
	err := k.enc.Encode(m)
	if err != nil {
		k.conn.Close()
	}
	return err
}

func (k *link) ask(q Question, id commonhall.RequestID) (*waiter, error) {
	w := &waiter{question: q, lease: make(chan *Lease, 1)}
	k.mu.Lock()
	if k.waiting == nil {
		k.mu.Unlock()
		return nil, errors.New("the stream has ended")
	}
	k.n++
	n := k.n
	k.waiting[n] = w
	k.mu.Unlock()
	return w, k.send(message{Ask: &ask{N: n, Question: q, Request: id}})
}

// receive is the only reader: it makes each answer's lease before it looks at
// the next line, so that a revocation behind an answer always finds the lease.
func (c *Client) receive(k *link, r *bufio.Reader) error {
	for {
		m, err := readMessage(r)
		switch {
		case err != nil:
			return err
		case m.Hello != nil && m.Hello.Version != Version:
			return errors.New("the hub speaks another version; restart all roles of one release")
		case m.Answer != nil:
			c.deliver(k, *m.Answer)
		case m.Renew != "" && c.renew != nil:
			c.renew(m.Renew)
		case m.Revoke != nil:
			c.carryOut(m.Revoke.What)
			if err := k.send(message{Ack: m.Revoke.Seq}); err != nil {
				return err
			}
		}
	}
}

func (c *Client) deliver(k *link, t told) {
	k.mu.Lock()
	w := k.waiting[t.N]
	delete(k.waiting, t.N)
	k.mu.Unlock()
	if w == nil {
		return
	}
	l := newLease(w.question, t.Answer)
	if l.Result == Allow {
		c.mu.Lock()
		for q := range c.leases { // any: a caller can ask for many paths of their own
			if len(c.leases) < maxLeases {
				break
			}
			delete(c.leases, q)
		}
		c.leases[w.question] = l
		c.mu.Unlock()
	}
	w.lease <- l
}

// carryOut forgets what r concerns and closes what hangs on it.
func (c *Client) carryOut(r Revocation) {
	var ended []*Lease
	c.mu.Lock()
	for q, l := range c.leases {
		if r.concerns(q, l.Answer) {
			delete(c.leases, q)
			ended = append(ended, l)
		}
	}
	for l := range c.open {
		if r.concerns(l.question, l.Answer) {
			ended = append(ended, l)
		}
	}
	c.mu.Unlock()
	for _, l := range ended {
		c.drop(l)
	}
}

// drop ends a lease for good.
func (c *Client) drop(l *Lease) {
	l.end()
	c.mu.Lock()
	delete(c.open, l)
	c.mu.Unlock()
}

// end takes the lease back: requests are cancelled, connections closed. The
// closers must not call back into the gate.
func (l *Lease) end() {
	l.revoke()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.hung {
		f()
	}
	clear(l.hung) // a lease may be found twice
}

// Alive reports that the client's locks can be had; otherwise it does not return.
func (c *Client) Alive() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open != nil
}
