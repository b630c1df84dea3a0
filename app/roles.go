package app

import (
	"context"
	"log/slog"
	"net"
	"time"

	"commonhall"
	"commonhall/edge"
	"commonhall/supervisor"
	"commonhall/warden"
)

// RunEdge is the role edge.
func RunEdge(ctx context.Context, i supervisor.Instance, p supervisor.Paths, listeners []net.Listener, log *slog.Logger, ready func()) error {
	e := edge.New(edge.Config{Hub: p.Edge(), Warden: p.Warden(), Cookie: edge.CookieName(i.ID), Patience: 20 * time.Second}, log)
	return e.Run(ctx, listeners, ready)
}

// RunWarden is the role warden.
func RunWarden(ctx context.Context, i supervisor.Instance, p supervisor.Paths, l *net.UnixListener, limits commonhall.Limits, log *slog.Logger, ready func()) error {
	w := warden.New(warden.Config{Instance: i.ID, UIDBase: i.UIDBase, Homes: p.Homes(), Logs: p.Logs(), Run: p.Runs(),
		Hide: []string{p.Dir()}, Max: limits}, log)
	return w.Run(ctx, l, ready)
}
