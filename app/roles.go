package app

import (
	"context"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"commonhall"
	"commonhall/certificate"
	"commonhall/config"
	"commonhall/edge"
	"commonhall/supervisor"
	"commonhall/warden"
	"commonhall/warden/client"
)

// Edge says where the role edge finds its things.
type Edge struct {
	Instance  supervisor.Instance
	Paths     supervisor.Paths
	HTTPS     config.HTTPS
	HTTP, TLS net.Listener // the second may be missing where the mode is off
	Trial     net.Conn     // over which a predecessor asks first; nil without one
}

// buildEdge translates the settings.
func buildEdge(e Edge, log *slog.Logger) (*edge.Edge, []net.Listener, error) {
	cfg := edge.Config{Hub: e.Paths.Edge(), Warden: e.Paths.Warden(), Cookie: edge.CookieName(e.Instance.ID), Patience: 20 * time.Second}
	for _, s := range e.HTTPS.Proxies {
		p, err := config.ParseNetwork(s)
		if err != nil {
			return nil, nil, err
		}
		cfg.Proxies = append(cfg.Proxies, p)
	}
	listeners := []net.Listener{e.HTTP}
	if h := e.HTTPS; h.Mode != "off" && h.Mode != "" {
		cfg.Certificates = certificate.New(certificate.Config{Mode: h.Mode, Names: h.Names, Dir: e.Paths.Certificates(),
			Directory: h.Directory, Email: h.Email, CAFile: h.CAFile, Challenges: h.Challenges, DNSCommand: h.DNSCommand,
			HTTP: e.HTTP.Addr(), TLS: e.TLS.Addr(), CertificateFile: h.CertificateFile, KeyFile: h.KeyFile}, log)
	}
	if e.TLS != nil {
		listeners = append(listeners, edge.HTTPS{Listener: e.TLS})
	}
	return edge.New(cfg, log), listeners, nil
}

// RunEdge is the role edge. It hands over to a successor as h says, where h is not nil.
func RunEdge(ctx context.Context, cfg Edge, log *slog.Logger, v *supervisor.Voice, h *Handover) error {
	e, listeners, err := buildEdge(cfg, log)
	if err != nil {
		return err
	}
	var work sync.WaitGroup
	defer work.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	beating, still := context.WithCancel(ctx)
	defer still()
	work.Go(func() { v.Beat(beating, e.Alive) })
	e.Trial(cfg.Trial)
	if h != nil {
		h.Probe = e.Probe
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
	w := warden.New(warden.Config{Instance: i.ID, UIDBase: i.UIDBase, Homes: p.Homes(), Groups: p.Groups(), Software: p.Software(), Logs: p.Logs(), Run: p.Runs(),
		Hide: []string{p.Dir()}, Max: limits}, log)
	var work sync.WaitGroup
	defer work.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	self := client.New(p.Warden(), nil)
	defer self.Close()
	work.Go(func() { v.Beat(ctx, self.Alive) })
	return w.Run(ctx, l, starting(ctx, cancel, log, v))
}
