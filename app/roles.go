package app

import (
	"context"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"commonhall"
	"commonhall/edge"
	"commonhall/supervisor"
	"commonhall/warden"
	"commonhall/warden/client"
)

// RunEdge is the role edge. It hands over to a successor as h says, where h is not nil.
func RunEdge(ctx context.Context, i supervisor.Instance, p supervisor.Paths, listeners []net.Listener, log *slog.Logger, v *supervisor.Voice, h *Handover) error {
	e := edge.New(edge.Config{Hub: p.Edge(), Warden: p.Warden(), Cookie: edge.CookieName(i.ID), Patience: 20 * time.Second}, log)
	var work sync.WaitGroup
	defer work.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	beating, still := context.WithCancel(ctx)
	defer still()
	work.Go(func() { v.Beat(beating, e.Alive) })
	if h != nil {
		work.Go(func() {
			if h.Run(ctx, h.Asked) {
				still()
				e.Retire()
			}
		})
	}
	return e.Run(ctx, listeners, starting(ctx, cancel, log, v))
}

// Handover is how the edge is asked to hand over, and how it does so.
type Handover struct {
	supervisor.Handover
	Asked <-chan os.Signal
}

// starting returns what a role calls when it can serve. If it is not to serve after
// all, its context ends.
func starting(ctx context.Context, cancel func(), log *slog.Logger, v *supervisor.Voice) func() {
	return func() {
		if err := v.Ready(ctx); err != nil {
			log.Warn("not needed", "error", err)
			cancel()
		}
	}
}

// RunWarden is the role warden.
func RunWarden(ctx context.Context, i supervisor.Instance, p supervisor.Paths, l *net.UnixListener, limits commonhall.Limits, log *slog.Logger, v *supervisor.Voice) error {
	w := warden.New(warden.Config{Instance: i.ID, UIDBase: i.UIDBase, Homes: p.Homes(), Logs: p.Logs(), Run: p.Runs(),
		Hide: []string{p.Dir()}, Max: limits}, log)
	var work sync.WaitGroup
	defer work.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	self := client.New(p.Warden(), nil)
	defer self.Close()
	work.Go(func() { v.Beat(ctx, func(ctx context.Context) error { return answers(ctx, self) }) })
	return w.Run(ctx, l, starting(ctx, cancel, log, v))
}

// answers makes a request of the warden to itself, as root: over its socket, past its
// locks. It does not wait for anybody's server.
func answers(ctx context.Context, self *client.Client) error {
	_, _, err := self.Do(ctx, client.Request{Verb: client.Usage, IDs: []commonhall.ServerID{"none"}})
	return err
}
