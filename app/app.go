// Package app builds the house: it opens, connects, starts the parts of a role in
// order and stops them in reverse. It is the only place that knows everybody, and
// holds no rule of its own but who is handed to whom.
//
// RunHub, RunEdge and RunWarden are the three roles. Each blocks until its
// context ends and everything that it started has ended.
package app

import (
	"context"
	"fmt"
)

// part is something that runs until its context ends.
type part struct {
	name string
	run  func(ctx context.Context, ready func()) error
}

// runParts starts parts in order, each when the one before is ready, calls ready,
// and when ctx ends (or one fails) stops them in reverse.
func runParts(ctx context.Context, parts []part, ready func()) error {
	type running struct {
		cancel context.CancelFunc
		done   chan error
	}
	var up []running
	failed := make(chan error, len(parts))
	var first error
	for _, p := range parts {
		pctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		r := running{cancel, make(chan error, 1)}
		up = append(up, r)
		isReady := make(chan struct{})
		go func() {
			err := p.run(pctx, func() { close(isReady) })
			if err != nil {
				err = fmt.Errorf("%s: %w", p.name, err)
			} else if pctx.Err() == nil {
				err = fmt.Errorf("%s ended by itself", p.name)
			}
			r.done <- err
			failed <- err
		}()
		select {
		case <-isReady:
			continue
		case first = <-failed:
		case <-ctx.Done():
		}
		break
	}
	if first == nil && ctx.Err() == nil {
		ready()
		select {
		case first = <-failed:
		case <-ctx.Done():
		}
	}
	for i := len(up) - 1; i >= 0; i-- {
		up[i].cancel()
		if err := <-up[i].done; first == nil {
			first = err
		}
	}
	return first
}
