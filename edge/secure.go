package edge

import (
	"context"
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/certificate"
)

// HTTPS marks a listener whose connections begin with TLS.
type HTTPS struct{ net.Listener }

// hstsAge is for how many seconds browsers come back by https alone: a month, so that
// a mistake is over some day. Other hosts of the domain are not ours to speak for.
const hstsAge = 30 * 24 * 3600

type schemeKey struct{}

// overHTTPS reports whether the browser's own connection is encrypted: the one to us,
// or the one to a proxy whose word counts.
func overHTTPS(r *http.Request) bool {
	return r.TLS != nil || r.Context().Value(schemeKey{}) == "https"
}

// believed returns r as a proxy in front of us says it was, where its word counts.
func (e *Edge) believed(r *http.Request) *http.Request {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !e.isProxy(peer.Addr()) {
		return r
	}
	scheme := lastOf(r.Header.Values(commonhall.SchemeHeader))
	out := r.WithContext(context.WithValue(r.Context(), schemeKey{}, strings.ToLower(scheme)))
	// From the right: what is left of the first stranger may be anybody's invention.
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		addr, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		out.RemoteAddr = netip.AddrPortFrom(addr.Unmap().WithZone(""), 0).String()
		if !e.isProxy(addr) {
			break
		}
	}
	return out
}

func (e *Edge) isProxy(addr netip.Addr) bool {
	return slices.ContainsFunc(e.cfg.Proxies, func(p netip.Prefix) bool { return p.Contains(addr.Unmap().WithZone("")) })
}

// lastOf returns the last element of a header's list.
func lastOf(values []string) string {
	if len(values) == 0 {
		return ""
	}
	list := strings.Split(values[len(values)-1], ",")
	return strings.TrimSpace(list[len(list)-1])
}

// admits answers requests that are not for the house: for hosts that are not ours,
// and everything that comes over plain HTTP. It reports whether r may go on.
func (e *Edge) admits(w http.ResponseWriter, r *http.Request) bool {
	c := e.cfg.Certificates
	switch {
	case c == nil:
		return true
	case r.TLS == nil && c.Challenge(w, r):
		return false
	case !c.Serves(r.Host):
		status := http.StatusNotFound
		if r.TLS != nil {
			status = http.StatusMisdirectedRequest
		}
		notHere(w, status, c)
		return false
	case c.Mode() == certificate.Local && strings.HasPrefix(r.URL.Path, "/certificate/"):
		e.offerRoot(w, r)
		return false
	case r.TLS == nil:
		e.toHTTPS(w, r)
		return false
	}
	if c.Mode() != certificate.Local {
		w.Header().Set("Strict-Transport-Security", "max-age="+strconv.Itoa(hstsAge))
	}
	return true
}

// notHere says which hosts are ours. What the client called us is not repeated.
func notHere(w http.ResponseWriter, status int, c *certificate.Manager) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "This machine does not serve the host that you asked for. It serves: "+strings.Join(c.Names(), ", "), status)
}

// toHTTPS sends a visitor of the plain port to the encrypted one, or says what keeps
// that from working. The host is one of ours: admits has compared it.
func (e *Edge) toHTTPS(w http.ResponseWriter, r *http.Request) {
	c := e.cfg.Certificates
	s := c.State(r.Host)
	if s.Issuer == "" {
		err := commonhall.Errorf(commonhall.Unavailable, "%s has no certificate yet, so nobody can work here safely.", s.Name)
		if s.Error == "" {
			err = err.WithHint("It is being obtained. Reload this page in a minute.")
		} else {
			err = err.WithHint(s.Error + " " + s.Hint)
		}
		e.pages.write(w, r, err)
		return
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(host), "."), "["), "]")
	switch {
	case e.httpsPort != 0 && e.httpsPort != 443:
		host = net.JoinHostPort(host, strconv.Itoa(e.httpsPort))
	case strings.Contains(host, ":"): // an address of IPv6
		host = "[" + host + "]"
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "https://"+host+r.URL.RequestURI(), http.StatusPermanentRedirect)
}

// offerRoot shows how to trust our own authority, and hands its certificate out. It
// does so over plain HTTP too: before it is trusted, there is nothing else.
func (e *Edge) offerRoot(w http.ResponseWriter, r *http.Request) {
	root := e.cfg.Certificates.Root()
	block, _ := pem.Decode(root)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case block == nil:
		e.pages.write(w, r, commonhall.Errorf(commonhall.Unavailable, "The authority is not made yet.").WithHint("Reload this page in a moment."))
	case r.URL.Path == "/certificate/root.crt":
		w.Header().Set("Content-Type", "application/x-x509-ca-cert")
		w.Header().Set("Content-Disposition", `attachment; filename="commonhall-root.crt"`)
		_, _ = w.Write(root)
	case r.URL.Path == "/certificate/":
		sum := sha256.Sum256(block.Bytes)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		fmt.Fprintf(w, rootPage, strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":"))
	default:
		http.NotFound(w, r)
	}
}

const rootPage = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Trust this commonhall</title><h1>Trust this commonhall</h1>
<p>Download <a href="/certificate/root.crt">the certificate of its authority</a>, and compare the fingerprint below with the one that
your administrator reads to you: over a network somebody could have swapped both.
<p>Then import it in your browser's or system's settings under Certificates, Authorities, as one that may identify web sites; it can
vouch for the names of this commonhall alone.
<p>SHA-256: <code style="overflow-wrap:anywhere">%s</code></html>
`

// report tells the hub how things stand with certificates, now and at each change.
func (e *Edge) report(ctx context.Context) {
	for {
		list, changed := e.cfg.Certificates.States()
		out := make([]commonhall.Certificate, len(list))
		for i, s := range list {
			out[i] = commonhall.Certificate(s)
		}
		e.gate.Report(out)
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}
