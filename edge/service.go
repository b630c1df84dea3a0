package edge

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"

	"commonhall"
	"commonhall/gate"
)

// serveService handles /services/NAME/…: it asks where the service is, and proxies.
// Anybody may go there, as with JupyterHub: a service signs people in by itself, or is
// for everybody.
func (e *Edge) serveService(w http.ResponseWriter, r *http.Request) {
	raw, _, slash := strings.Cut(strings.TrimPrefix(r.URL.EscapedPath(), "/services/"), "/")
	name, err := url.PathUnescape(raw)
	switch {
	case err != nil || name == "" || strings.Contains(name, "/"):
		e.fail(w, r, notFound())
		return
	case len(r.Header.Values(viaHeader)) > 0:
		e.failAs(w, r, http.StatusLoopDetected, commonhall.Errorf(commonhall.FailedPrecondition, "The service %s leads back to commonhall.", cut(name, 40)).
			WithHint("An administrator should look at its url."))
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	lease, release, err := e.enterService(ctx, r, name, takenBack(w, cancel))
	if release != nil {
		defer release()
	}
	switch {
	case r.Context().Err() != nil:
		panic(http.ErrAbortHandler) // the client has left
	case err != nil:
		e.fail(w, r, err)
	case lease.Result == gate.Allow && !slash:
		http.Redirect(w, r, lease.Prefix+queryOf(r), http.StatusFound)
	case lease.Result == gate.Allow:
		e.goOn(w, r.WithContext(ctx), lease, func(w http.ResponseWriter, r *http.Request) { e.proxy(w, r, lease) })
	case lease.Result == gate.NotRunning:
		e.serviceFailed(w, r, name, errors.New("it does not run"))
	case lease.Result == gate.Unavailable:
		e.fail(w, r, commonhall.Errorf(commonhall.Unavailable, "The hub cannot answer right now.").WithHint("Try again in a moment."))
	default:
		e.fail(w, r, notFound())
	}
}

// enterService asks first with what the visitor proves themselves with: the service is told
// of those who may enter it, in other words than theirs (gate.Pass). Of others nothing.
func (e *Edge) enterService(ctx context.Context, r *http.Request, name string, f func()) (*gate.Lease, func(), error) {
	if cred, kind := e.credential(r); cred != "" {
		lease, release, err := e.enter(ctx, gate.Question{Kind: kind, Hash: sha256.Sum256([]byte(cred)), Service: name}, f)
		if err != nil || lease.Result != gate.Anonymous {
			return lease, release, err
		}
	}
	return e.enter(ctx, gate.Question{Service: name}, f)
}

// viaHeader says that a request comes from an edge, to a service that is no run: one whose
// url is that of commonhall itself would go round for ever.
const viaHeader = "X-Commonhall-Service"

// toService makes a request one for a service elsewhere.
func toService(out, in *http.Request, target *url.URL) {
	out.Header.Set(viaHeader, "1")
	if below := strings.TrimSuffix(target.EscapedPath(), "/"); below != "" {
		out.URL.RawPath = below + in.URL.EscapedPath()
		out.URL.Path, _ = url.PathUnescape(out.URL.RawPath) // which check did before
	}
}

// serviceFailed says that a service is not there, in the words for who visits it.
func (e *Edge) serviceFailed(w http.ResponseWriter, r *http.Request, name string, err error) {
	said := commonhall.Errorf(commonhall.Unavailable, "The service %s does not answer.", cut(name, 40)).
		WithHint("It may be starting: try again in a moment. If it stays so, tell an administrator.").Because(err)
	status := http.StatusServiceUnavailable
	if own := thisMachine(""); errors.As(err, &own) {
		said.Hint = "It leads to this machine. An administrator writes such a service into the settings, where root alone adds it."
	}
	if isLongHead(err) {
		said.Msg, status = "The service "+cut(name, 40)+" answers with more headers than are passed on.", http.StatusBadGateway
	}
	e.failAs(w, r, status, said)
}

// dialService connects to where the administrator said that a service is, and nowhere
// else: no proxy of the environment is asked. Over https its certificate is checked.
func dialService(ctx context.Context, target *url.URL, outside bool) (net.Conn, error) {
	port := target.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[target.Scheme]
	}
	d := net.Dialer{Control: func(_, address string, _ syscall.RawConn) error { return forService(address, outside) }}
	conn, err := d.DialContext(ctx, "tcp", net.JoinHostPort(target.Hostname(), port))
	if err == nil && outside && isOwn(conn) {
		conn.Close()
		return nil, thisMachine(target.Hostname())
	}
	if err != nil || target.Scheme != "https" {
		return conn, err
	}
	secure := tls.Client(conn, &tls.Config{ServerName: target.Hostname(), NextProtos: []string{"http/1.1"}})
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return secure, nil
}

// secrets are where clouds tell a machine what it may do, beside link-local addresses: as
// in sandbox/network.
func secrets() []string {
	return []string{"168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:42::42"}
}

// forService refuses addresses at which no service is: there clouds tell their machines
// secrets. Of this machine's own, where programs may trust whoever comes, only root can
// make something reachable, in the settings.
func forService(address string, outside bool) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := at.Addr().Unmap()
	if ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() || slices.Contains(secrets(), ip.String()) {
		return errors.New("no service is at " + ip.String())
	}
	if outside && ip.IsLoopback() {
		return thisMachine(ip.String())
	}
	return nil
}

// thisMachine is an address to which a service that was added may not lead.
type thisMachine string

func (t thisMachine) Error() string {
	return string(t) + " is this machine, whose services stand in the settings"
}

// isOwn reports whether a connection leads to an address of this machine: both of its ends
// have the same one then.
func isOwn(conn net.Conn) bool {
	from, ok := conn.LocalAddr().(*net.TCPAddr)
	to, ok2 := conn.RemoteAddr().(*net.TCPAddr)
	return !ok || !ok2 || from.IP.Equal(to.IP)
}
