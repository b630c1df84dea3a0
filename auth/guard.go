package auth

import (
	"context"
	"fmt"
	"slices"
	"time"

	"commonhall"
)

// What an attempt costs before it begins, and what it costs to fail. Whether a
// name is listed changes nothing here: the limits look at what was typed.

// begin allows an attempt, or says how long to wait.
func (a *Auth) begin(keys ...limitKey) (*trial, error) {
	t, wait := a.limiter.begin(time.Now(), keys...)
	if wait > 0 {
		return nil, tooMany(wait)
	}
	return t, nil
}

// beginTyped is begin for a password of ours, where those count.
func (a *Auth) beginTyped(keys ...limitKey) (*trial, error) {
	if a.cfg.NoPasswords {
		return nil, commonhall.Errorf(commonhall.PermissionDenied, "Passwords do not count here.").WithHint("Sign in in one of the other ways.")
	}
	return a.begin(keys...)
}

func tooMany(wait time.Duration) error {
	return commonhall.Errorf(commonhall.ResourceExhausted, "These were too many attempts.").
		WithHint("Wait " + inWords(wait) + ", then try again.").RetryIn(wait)
}

// inWords says how long d is, rounded up.
func inWords(d time.Duration) string {
	n, unit := (d+time.Second-1)/time.Second, "second"
	if n > 90 {
		n, unit = (d+time.Minute-1)/time.Minute, "minute"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// end says how an attempt went that ended in err: errors of the kinds wrong are
// failures, others are nobody's. listed is whom it was for, if they are.
func (a *Auth) end(ctx context.Context, t *trial, err error, listed commonhall.UserName, wrong ...commonhall.Kind) {
	how := neither
	switch {
	case err == nil:
		how = success
	case slices.Contains(wrong, commonhall.KindOf(err)):
		how = failure
	}
	for _, x := range t.end(time.Now(), how) {
		a.refusing(ctx, x, listed)
	}
}

// refusing tells the timeline and the log that a limit is reached: once, not for
// each attempt that is refused from now on.
func (a *Auth) refusing(ctx context.Context, x exhausted, listed commonhall.UserName) {
	from, whom := "an unknown address", "an unlisted name"
	if p := x.key.place; p.IsValid() {
		if from = p.Addr().String(); !p.IsSingleIP() {
			from = p.String()
		}
	}
	if listed != "" {
		whom = string(listed)
	}
	e := commonhall.Event{Name: commonhall.EventSignInRefused, User: listed}
	switch x.key.limit {
	case limitAccount:
		e.Text = fmt.Sprintf("Too many sign-ins as %s from %s failed: more from there must wait %s.", whom, from, inWords(x.wait))
	case limitKnown:
		e.Text = fmt.Sprintf("Too many sign-ins as %s failed in a browser of theirs: it must wait %s.", whom, inWords(x.wait))
	case limitSessions:
		e.Text = fmt.Sprintf("A browser of %s gave a wrong password too often: it must wait %s before it can change the password.", whom, inWords(x.wait))
	case limitSuccess:
		e.Text = fmt.Sprintf("%s used the right password too often within a minute: a program may be doing it.", whom)
	case limitTokens:
		e.User, e.Text = "", fmt.Sprintf("Too many requests from %s had a wrong API token.", from)
	default:
		e.User, e.Text = "", fmt.Sprintf("Too many sign-ins from %s failed: more from there must wait.", from)
	}
	a.events.Record(ctx, e)
	a.log.Warn("a limit of attempts is reached", "text", e.Text, "request", commonhall.RequestIDFrom(ctx))
}

// crowded is told when so many wait for their password to be checked that others
// are turned away.
func (a *Auth) crowded() {
	a.events.Record(context.Background(), commonhall.Event{Name: commonhall.EventSignInRefused,
		Text: "So many signed in at once that some were told to try again."})
	a.log.Warn("the queue of sign-ins is full", "waiting", maxWaiting)
}

// wrongToken counts a request with a token that is none, made at the door d from
// an address. A right one is never refused: whoever has one is not guessing.
func (a *Auth) wrongToken(ctx context.Context, d Door, address string, err error) error {
	key := limitKey{limit: limitTokens, place: placeOf(address)}
	if d.Inside != "" { // what says it is an address there was written by a person's program
		key.place, key.who = placeOf(""), keyed(string(d.Inside))
	}
	if d.Service != "" {
		key.place, key.who = placeOf(""), keyed("service "+string(d.Service)) // as no person is called
	}
	t, refused := a.begin(key)
	if refused != nil {
		return refused
	}
	a.end(ctx, t, err, d.Inside, commonhall.Unauthenticated)
	return err
}
