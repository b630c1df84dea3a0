package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/warden/client"
)

// inspection is what the hub alone knows.
type inspection struct {
	Database struct {
		Problems []string `json:"problems"`
		Complete bool     `json:"complete"`
	} `json:"database"`
	People         int   `json:"people"`
	Administrators int   `json:"administrators"` // who may sign in and have a password
	Accounts       []int `json:"accounts"`       // uids, also of who was removed and can come back
	Servers        []struct {
		ID    commonhall.ServerID    `json:"id"`
		State commonhall.ServerState `json:"state"`
	} `json:"servers"`
	Software  []trouble         `json:"software"`
	Providers map[string]string `json:"providers"` // of those that do not answer, why
	Apart     map[string]int    `json:"groups_apart"`
	Disk      string            `json:"disk"` // why a limit of it that somebody has is not held
}

// identity says whether there is something to look at.
func (l *look) identity() {
	switch {
	case l.InstanceErr == nil && len(l.Units) > 0 && len(glob(l.at("/etc/systemd/system/commonhall*"))) == 0:
		l.InstanceErr = errNoUnits // it was taken off, and homes stayed
		l.find("not-installed", l.Dir, "commonhall is not installed; people's homes and records of an earlier time are in %s.", l.Dir)
	case l.InstanceErr == nil:
	case commonhall.KindOf(l.InstanceErr) == commonhall.NotFound:
		l.find("not-installed", l.Dir, "There is no commonhall in %s.", l.Dir)
	default:
		l.find("identity-broken", l.Dir, "%s", commonhall.ForPerson(l.InstanceErr).Msg)
	}
}

var errNoUnits = errors.New("there are no services")

var errNoHub = errors.New("the hub does not answer")

// get asks the hub as its operator.
func (l *look) get(ctx context.Context, path string, out any) error {
	hc := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", l.at(l.paths.Admin()))
	}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://hub/hub/api"+path, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", errNoHub, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the hub answers %s to %s", resp.Status, path)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// askHub asks the hub for all at once. Its look at the database takes at most half
// of the time that there is.
func (l *look) askHub(ctx context.Context) (in inspection, err error) {
	limit := l.Patience / 2
	err = l.get(ctx, fmt.Sprintf("/commonhall/inspection?seconds=%.1f", limit.Seconds()), &in)
	return in, err
}

// knows asks the hub, and is quiet where it is down: that is a finding of its own.
func (l *look) knows() (in inspection, ok bool, err error) {
	if !l.installed() {
		return in, false, nil
	}
	in, err = l.inspect()
	if errors.Is(err, errNoHub) {
		return in, false, nil
	}
	return in, err == nil, err
}

func (l *look) hub(ctx context.Context) error {
	if !l.installed() {
		return nil
	}
	if err := l.get(ctx, "/health", new(any)); err != nil && !errors.Is(err, io.EOF) {
		l.find("hub-down", "", "The hub does not answer: %s.", reason(err))
	}
	return nil
}

// reason is the last part of an error, which people understand best.
func reason(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "it is silent"
	}
	text := err.Error()
	return strings.TrimSpace(text[strings.LastIndex(text, ": ")+1:])
}

// runs asks the warden what runs.
func (l *look) runs(ctx context.Context) (map[commonhall.ServerID]bool, error) {
	c := client.New(l.at(l.paths.Warden()), nil)
	defer c.Close()
	out := map[commonhall.ServerID]bool{}
	for after := ""; ; {
		reply, _, err := c.Do(ctx, client.Request{Verb: client.List, After: after})
		if err != nil {
			return nil, err
		}
		for _, r := range reply.Runs {
			if l.Instance.IsBuild(r.UID) {
				continue // a check or a build of the class's software is nobody's server
			}
			out[r.ID] = r.End == nil
		}
		if after = reply.Next; after == "" {
			return out, nil
		}
	}
}

func (l *look) warden(ctx context.Context) error {
	if !l.installed() {
		return nil
	}
	if _, err := l.runs(ctx); err != nil {
		l.find("warden-down", "", "The warden does not answer: %s.", reason(err))
	}
	return nil
}

// edge asks on the machine's own address what visitors are asked.
func (l *look) edge(ctx context.Context) error {
	if !l.installed() || l.Instance.Try {
		return nil // where try listens, only its own terminal says
	}
	for _, port := range l.ports() {
		mine, _, err := l.visit(ctx, l.host(), netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), port))
		switch {
		case err != nil && (strings.Contains(err.Error(), "malformed HTTP") || strings.Contains(err.Error(), "(<nil>)")):
			// Of somebody who speaks before they are asked net/http says no more than that.
			l.find("port-taken", fmt.Sprint(port), "What answers on port %d of this machine does not speak HTTP.", port)
		case err != nil:
			l.find("edge-down", "", "Nobody answers on port %d of this machine: %s.", port, reason(err))
			return nil // the other port tells no more
		case !mine:
			l.find("port-taken", fmt.Sprint(port), "What answers on port %d of this machine is not this commonhall.", port)
		}
	}
	return nil
}

// host is a name that the edge answers to.
func (l *look) host() string {
	if len(l.Facts.Names) == 0 {
		return "localhost"
	}
	host := strings.Replace(l.Facts.Names[0], "*.", "www.", 1)
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}

func (l *look) ports() []uint16 {
	if l.Facts.TLS {
		return []uint16{80, 443}
	}
	return []uint16{80}
}

// visit asks for the sign-in page at an address as a browser would ask for it under
// a name, and reports whether this installation answers: its cookies tell.
func (l *look) visit(ctx context.Context, name string, addr netip.AddrPort) (mine bool, resp *http.Response, err error) {
	scheme := "http"
	if addr.Port() == 443 {
		scheme = "https"
	}
	t := l.Dial(ctx, addr)
	defer t.CloseIdleConnections()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+name+"/hub/login", nil)
	if err != nil {
		return false, nil, err
	}
	resp, err = t.RoundTrip(req)
	if err != nil && strings.Contains(err.Error(), "tls: unrecognized name") {
		return true, &http.Response{}, nil // an edge that has no certificate yet says so
	}
	if err != nil {
		return false, nil, err
	}
	defer resp.Body.Close()
	if scheme == "http" && l.Facts.TLS && resp.StatusCode/100 == 3 {
		return strings.HasPrefix(resp.Header.Get("Location"), "https://"), resp, nil
	}
	// A hub that is away is told by the edge, with a request's number.
	if resp.StatusCode >= 500 {
		return resp.Header.Get("X-Request-Id") != "", resp, nil
	}
	return slices.ContainsFunc(resp.Cookies(), func(c *http.Cookie) bool { return strings.Contains(c.Name, "commonhall-"+l.Instance.ID) }), resp, nil
}

// names looks where the names lead that people type.
func (l *look) names(ctx context.Context) error {
	if !l.installed() || l.Instance.Try {
		return nil
	}
	for _, name := range l.Facts.Names {
		if strings.HasPrefix(name, "*.") {
			continue // stands for many, of which none need be there
		}
		if _, err := netip.ParseAddr(name); err != nil {
			l.name(ctx, name)
		}
	}
	return nil
}

func (l *look) name(ctx context.Context, name string) {
	addrs, err := l.Lookup(ctx, name)
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &dns) && dns.IsTimeout:
		l.find("name-unknown", name, "The name servers did not say in time where %s leads.", name)
		return
	case err != nil || len(addrs) == 0:
		l.find("name-unknown", name, "The name %s is not known (DNS).", name)
		return
	}
	port := l.ports()[len(l.ports())-1]
	for _, addr := range addrs {
		addr = addr.Unmap()
		mine, resp, err := l.visit(ctx, name, netip.AddrPortFrom(addr, port))
		switch {
		case err != nil:
			l.find("name-unreachable", name, "%s leads to %s, where nobody answers on port %d: %s.", name, addr, port, reason(err))
		case !mine:
			l.find("name-elsewhere", name, "%s leads to %s, where something else than this commonhall answers.", name, addr)
		case resp.TLS != nil:
			leaf := resp.TLS.PeerCertificates[0]
			if now := l.Now(); leaf.VerifyHostname(name) != nil || now.After(leaf.NotAfter) || now.Before(leaf.NotBefore) {
				l.find("certificate-wrong", name, "Visitors of %s at %s are shown a certificate for %s, good until %s.", name, addr, orElse(strings.Join(leaf.DNSNames, ", "), "nothing"), leaf.NotAfter.Local().Format("2 January 2006"))
			}
		}
	}
}

// certificate is what the hub says of one.
type certificate struct {
	Name   string     `json:"name"`
	Issuer string     `json:"issuer"`
	Until  *time.Time `json:"until"`
	Error  string     `json:"error"`
	Hint   string     `json:"hint"`
	Ending bool       `json:"ending"`
}

func (l *look) certificates(ctx context.Context) error {
	if !l.installed() || !l.Facts.TLS {
		return nil
	}
	var list []certificate
	if err := l.get(ctx, "/certificates", &list); err != nil {
		if errors.Is(err, errNoHub) {
			return nil
		}
		return err
	}
	for _, c := range list {
		if !slices.Contains(l.Facts.Names, c.Name) {
			continue // root is told to type the name: an edge that was taken over chooses none
		}
		why := strings.TrimSpace(c.Error + " " + c.Hint)
		switch {
		case c.Issuer == "" && c.Error != "":
			l.find("certificate-missing", c.Name, "There is no certificate for %s. %s", c.Name, why)
		case c.Issuer == "" || c.Until == nil:
			// being obtained
		case l.Now().After(*c.Until):
			l.find("certificate-expired", c.Name, "The certificate of %s ended on %s. %s", c.Name, c.Until.Local().Format("2 January 2006"), why)
		case c.Ending:
			l.find("certificate-ending", c.Name, "The certificate of %s ends on %s. %s", c.Name, c.Until.Local().Format("2 January 2006"), why)
		case c.Error != "":
			l.find("certificate-failing", c.Name, "The certificate of %s is good until %s, but renewing it failed. %s", c.Name, c.Until.Local().Format("2 January 2006"), why)
		}
	}
	return nil
}

func glob(pattern string) []string {
	out, _ := filepath.Glob(pattern) // the patterns are ours
	return out
}
