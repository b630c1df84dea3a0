package app

import (
	"context"
	"log/slog"
	"net"
	"time"

	"commonhall"
	"commonhall/certificate"
	"commonhall/config"
	"commonhall/edge"
	"commonhall/supervisor"
	"commonhall/warden"
)

// Edge says where the role edge finds its things.
type Edge struct {
	Instance  supervisor.Instance
	Paths     supervisor.Paths
	HTTPS     config.HTTPS
	HTTP, TLS net.Listener // the second may be missing where the mode is off
}

// RunEdge is the role edge.
func RunEdge(ctx context.Context, e Edge, log *slog.Logger, ready func()) error {
	cfg := edge.Config{Hub: e.Paths.Edge(), Warden: e.Paths.Warden(), Cookie: edge.CookieName(e.Instance.ID), Patience: 20 * time.Second}
	for _, s := range e.HTTPS.Proxies {
		p, err := config.ParseNetwork(s)
		if err != nil {
			return err
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
	return edge.New(cfg, log).Run(ctx, listeners, ready)
}

// RunWarden is the role warden.
func RunWarden(ctx context.Context, i supervisor.Instance, p supervisor.Paths, l *net.UnixListener, limits commonhall.Limits, log *slog.Logger, ready func()) error {
	w := warden.New(warden.Config{Instance: i.ID, UIDBase: i.UIDBase, Homes: p.Homes(), Logs: p.Logs(), Run: p.Runs(),
		Hide: []string{p.Dir()}, Max: limits}, log)
	return w.Run(ctx, l, ready)
}
