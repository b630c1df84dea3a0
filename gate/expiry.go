package gate

import (
	"context"
	"time"
)

// When what is open under a credential is looked at that has ended by itself, and how long
// it may wait for a hub that cannot say whether it was prolonged (decision 068).
const (
	expiryEvery = 15 * time.Second
	expiryGrace = 10 * time.Minute
)

// watchExpiry ends what is open under credentials that have ended, until ctx does. It looks at
// the clock again and again: a machine that slept, or was set to another time, is no exception.
func (c *Client) watchExpiry(ctx context.Context) {
	tick := time.NewTicker(expiryEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			c.endExpired(ctx)
		}
	}
}

// endExpired asks the hub about each lease that is open though its credential has ended, and
// ends those that the hub does not know to be good, now or in the end.
func (c *Client) endExpired(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, decideTimeout)
	defer cancel()
	for l, expired := range c.overdue(time.Now()) {
		if v := c.askAbout(ctx, l); v == denied || v == untold && time.Since(expired) >= expiryGrace {
			c.drop(l)
		}
	}
}

// overdue returns what is open under a credential that has ended, and when that was.
func (c *Client) overdue(now time.Time) map[*Lease]time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := map[*Lease]time.Time{}
	for l := range c.open {
		if !l.expires.IsZero() && !now.Before(l.expires) {
			out[l] = l.expires
		}
	}
	return out
}

// verdict is what the hub says, asked again, of a lease that is open.
type verdict int

const (
	untold verdict = iota // it cannot tell
	good
	denied
)

// askAbout asks the hub once whether an open lease still is good.
func (c *Client) askAbout(ctx context.Context, l *Lease) verdict {
	c.mu.Lock()
	k := c.up
	c.mu.Unlock()
	if k == nil || ctx.Err() != nil {
		return untold
	}
	now, err := c.askOver(ctx, k, l.question)
	if now == nil || err != nil {
		return untold
	}
	return c.weigh(l, now.Answer)
}

// weigh compares an open lease with what the hub says now, and notes the credential's new end.
// That nothing runs is a word about the credential only where it says whose that is.
func (c *Client) weigh(l *Lease, now Answer) verdict {
	switch {
	case now.Result == Anonymous, now.Result == Deny, now.Result == Allow && !now.sameGrant(l.Answer):
		return denied
	case now.Result == Unavailable, now.Result == NotRunning && now.Subject != l.Subject:
		return untold
	}
	c.mu.Lock()
	l.expires = now.Expires
	c.mu.Unlock()
	return good
}
