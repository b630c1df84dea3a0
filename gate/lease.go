package gate

import (
	"context"
	"fmt"
	"maps"
	"time"

	"commonhall"
)

// ErrAway says that the hub could not be asked in time.
var ErrAway = commonhall.Errorf(commonhall.Unavailable, "The hub is not there right now.").
	WithHint("It comes back by itself, usually within a second. Try again.")

// Decide returns the lease for q: one that is held, or a new answer. While the
// hub is away it waits until ctx ends. What the caller does under the lease it hangs
// on it (Hang), before it begins.
func (c *Client) Decide(ctx context.Context, q Question) (*Lease, error) {
	if len(q.Name)+len(q.Service) > maxName {
		return newLease(q, Answer{Result: Deny}), nil
	}
	for {
		c.mu.Lock()
		if l := c.held(q); l != nil {
			c.mu.Unlock()
			return l, nil
		}
		k, changed := c.up, c.changed
		c.mu.Unlock()
		if k != nil {
			l, err := c.askOver(ctx, k, q)
			if l != nil || err != nil {
				return l, err
			}
			changed = k.gone // the stream broke: ask over the next one
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: %w", ErrAway, ctx.Err())
		}
	}
}

// maxName is how long a name may be to be asked about, in bytes. Nobody has a
// longer one, and what strangers write into a path must not make a line so long
// that it breaks the stream.
const maxName = 1024

// held returns the remembered lease for q, if it is still good. A credential
// that has expired by itself must not live on because the hub is away.
func (c *Client) held(q Question) *Lease {
	l := c.leases[q]
	if l == nil {
		return nil
	}
	if !l.Expires.IsZero() && !time.Now().Before(l.Expires) {
		delete(c.leases, q)
		return nil
	}
	if !l.Pass.Renew.IsZero() && c.up != nil && !time.Now().Before(l.Pass.Renew) {
		return nil // the answer to come takes its place; what is open stays so
	}
	return l
}

// askOver asks over k. It returns nothing at all if the stream breaks.
func (c *Client) askOver(ctx context.Context, k *link, q Question) (*Lease, error) {
	w, err := k.ask(q, commonhall.RequestIDFrom(ctx))
	if err != nil {
		return nil, nil
	}
	select {
	case l, ok := <-w.lease:
		if !ok {
			return nil, nil
		}
		return l, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrAway, ctx.Err())
	}
}

// Hang makes f be called when the lease is taken back. It reports false, and
// does not keep f, if that has happened already, or may have happened without
// being noticed: a lease that is neither remembered nor open is found by no
// revocation and by no asking again. Then Decide has to be called again. The
// function returned takes f off again; once it has returned, f is not running.
func (c *Client) Hang(l *Lease, f func()) (release func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx.Err() != nil || (c.leases[l.question] != l && !c.open[l]) {
		return nil, false
	}
	l.next++
	n := l.next
	l.hung[n] = f
	c.open[l] = true
	return func() { c.release(l, n) }, true
}

func (c *Client) release(l *Lease, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.hung, n)
	if len(l.hung) == 0 {
		delete(c.open, l)
	}
}

// Seen notes that a server had traffic now. After a silence the hub hears of it at
// once: it may be about to stop a server that nobody seems to use.
func (c *Client) Seen(id commonhall.ServerID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now().UTC()
	if now.Sub(c.last[id]) > silence {
		select {
		case c.broken <- struct{}{}:
		default:
		}
	}
	c.seen[id], c.last[id] = now, now
}

// LastSeen returns when a server had traffic last, the zero time if that is long ago.
func (c *Client) LastSeen(id commonhall.ServerID) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last[id]
}

// silence is how long a server has had no traffic that is told of at once when it
// has some again.
const silence = 5 * time.Minute

// activityEvery is how often the hub hears of traffic: JupyterHub's resolution.
const activityEvery = 30 * time.Second

func (c *Client) reportActivity(k *link) {
	t := time.NewTicker(activityEvery)
	defer t.Stop()
	for {
		select {
		case <-k.gone:
			return
		case <-t.C:
		case <-c.broken:
		}
		if c.sendActivity(k) != nil {
			return
		}
	}
}

// activityAtOnce is how many servers one message tells of: no more than fit a line.
const activityAtOnce = 400

func (c *Client) sendActivity(k *link) error {
	c.mu.Lock()
	seen := c.seen
	c.seen = map[commonhall.ServerID]time.Time{}
	maps.DeleteFunc(c.last, func(_ commonhall.ServerID, at time.Time) bool { return time.Since(at) > silence })
	c.mu.Unlock()
	part := map[commonhall.ServerID]time.Time{}
	for id, t := range seen {
		part[id] = t
		delete(seen, id)
		if len(part) < activityAtOnce && len(seen) > 0 {
			continue
		}
		if err := k.send(message{Activity: part}); err != nil {
			return err
		}
		part = map[commonhall.ServerID]time.Time{}
	}
	return nil
}

// Service returns the name of the service that the lease is for, if it is for one.
func (l *Lease) Service() string { return l.question.Service }
