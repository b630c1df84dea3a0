package gate

import (
	"context"
	"fmt"
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
			if l != nil || ctx.Err() != nil {
				return l, err
			}
			continue // the stream broke: ask over the next one
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, ErrAway
		}
	}
}

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
	return l
}

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
// does not keep f, if that has happened already. The function returned takes f
// off again.
func (c *Client) Hang(l *Lease, f func()) (release func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx.Err() != nil {
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

// Seen notes that a server had traffic now.
func (c *Client) Seen(id commonhall.ServerID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[id] = time.Now().UTC()
}

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
		}
		c.mu.Lock()
		seen := c.seen
		c.seen = map[commonhall.ServerID]time.Time{}
		c.mu.Unlock()
		if len(seen) > 0 && k.send(message{Activity: seen}) != nil {
			return
		}
	}
}
