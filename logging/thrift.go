package logging

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// Most of what is logged is about a request, and anybody may make requests. Of each
// message there are so many records at once, and then one in a while; values have a
// length. So nobody pushes the rest out of the machine's journal.
const (
	atOnce  = 2000
	oneEach = 2 * time.Second
	longest = 1000 // bytes of a value
	// maxMessages are counted one by one: more than the program has.
	maxMessages = 1000
	leftOut     = "left_out"
	stackName   = "stack" // whose value may be longer: strangers do not write it
)

// thrifty is a handler of records that passes on what there may be of each message.
type thrifty struct {
	slog.Handler
	*budgets
}

// budgets counts by message, of which the program has so many. What else comes, as from
// net/http with an address in it, has one budget together.
type budgets struct {
	mu sync.Mutex
	of map[string]*budget
}

type budget struct {
	left    float64
	at      time.Time
	dropped int
}

func newThrifty(h slog.Handler) slog.Handler {
	return thrifty{h, &budgets{of: map[string]*budget{}}}
}

// Handle implements slog.Handler.
func (h thrifty) Handle(ctx context.Context, r slog.Record) error {
	dropped, ok := h.take(r.Message)
	if !ok {
		return nil
	}
	if dropped > 0 {
		r = r.Clone()
		r.AddAttrs(slog.Int(leftOut, dropped))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h thrifty) WithAttrs(attrs []slog.Attr) slog.Handler {
	return thrifty{h.Handler.WithAttrs(attrs), h.budgets}
}

// WithGroup implements slog.Handler.
func (h thrifty) WithGroup(name string) slog.Handler {
	return thrifty{h.Handler.WithGroup(name), h.budgets}
}

// take reports whether there may be another record of a message, and how many were
// left out before it.
func (b *budgets) take(message string) (dropped int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.of[message] == nil && len(b.of) >= maxMessages {
		message = ""
	}
	m, now := b.of[message], time.Now()
	if m == nil {
		m = &budget{left: atOnce, at: now}
		b.of[message] = m
	}
	m.left = min(atOnce, m.left+now.Sub(m.at).Seconds()/oneEach.Seconds())
	m.at = now
	if m.left < 1 {
		m.dropped++
		return 0, false
	}
	dropped, m.dropped = m.dropped, 0
	m.left--
	return dropped, true
}

// short cuts values that somebody made long.
func short(a slog.Attr) slog.Attr {
	text := ""
	switch a.Value.Kind() {
	case slog.KindString:
		text = a.Value.String()
	case slog.KindAny:
		if err, ok := a.Value.Any().(error); ok {
			text = err.Error()
		}
	}
	if len(text) > longest && a.Key != stackName {
		a.Value = slog.StringValue(strings.ToValidUTF8(text[:longest], "") + "…")
	}
	return a
}
