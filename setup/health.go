package setup

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"commonhall/warden/client"
)

// watchTime is how long a new release must run without a role dying.
const watchTime = 4 * time.Second

// handTime is how long a hand-over may take.
const handTime = 60 * time.Second

// refuseTime is after how long an edge that says that a hand-over failed means this one.
const refuseTime = 2 * time.Second

// healthy sees that every role runs the release version, answers, and goes on doing so.
// edge is the process that is handing over; "": none.
func (r *renewal) healthy(ctx context.Context, version, edge string) error {
	// It does that in its own time; systemctl does not wait for it everywhere.
	var before map[string]string
	var err error
	for began := time.Now(); ctx.Err() == nil && time.Since(began) < handTime; time.Sleep(100 * time.Millisecond) {
		if before, err = r.mainProcesses(ctx, version); err == nil && before["edge"] != edge {
			break
		}
		if err == nil {
			err = &verdict{fmt.Errorf("the edge of %s does not hand over", version)}
		}
		said, serr := r.systemd.show(ctx, "StatusText", "commonhall-edge.service")
		if why, failed := strings.CutPrefix(said, "Reload failed: "); serr == nil && failed && time.Since(began) > refuseTime {
			return &verdict{fmt.Errorf("the edge before goes on, because of its successor: %s", why)}
		}
	}
	if err != nil {
		return err
	}
	if err := r.answers(ctx); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(watchTime):
	}
	after, err := r.mainProcesses(ctx, version)
	if err != nil {
		return err
	}
	for role, pid := range before {
		if after[role] != pid {
			return &verdict{fmt.Errorf("the %s died soon after it had started: %s", role, lastLines(journalTail(ctx, "commonhall-"+role+".service"), 3))}
		}
	}
	return r.answers(ctx)
}

// roleNames are those that a release is made of, in the order in which they are renewed.
func roleNames() []string { return []string{"warden", "hub", "edge"} }

// mainProcesses returns the process of each role, which must run the release version.
func (r *renewal) mainProcesses(ctx context.Context, version string) (map[string]string, error) {
	out := map[string]string{}
	for _, role := range roleNames() {
		pid, err := r.mainProcess(ctx, version, role)
		if err != nil {
			return nil, err
		}
		out[role] = pid
	}
	return out, nil
}

func (r *renewal) mainProcess(ctx context.Context, version, role string) (pid string, err error) {
	if pid, err = r.systemd.show(ctx, "MainPID", "commonhall-"+role+".service"); err != nil {
		return "", err
	}
	runs, err := os.Readlink("/proc/" + pid + "/exe")
	if err != nil || runs != filepath.Join(Library, version, "commonhall") {
		return "", &verdict{fmt.Errorf("the %s does not run %s, but %q: %s", role, version, runs, lastLines(journalTail(ctx, "commonhall-"+role+".service"), 3))}
	}
	return pid, nil
}

// answers asks each role something that it cannot answer without its things.
func (r *renewal) answers(ctx context.Context) error {
	url, sockets, err := r.ownPage()
	if err != nil {
		return err
	}
	listen, err := r.systemd.show(ctx, "Listen", sockets)
	if err != nil {
		return err
	}
	if err := errors.Join(r.wardenAnswers(ctx), r.hubAnswers(ctx)); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	all := addresses(listen)
	if len(all) == 0 {
		return &verdict{fmt.Errorf("%s listens nowhere: %q", sockets, listen)}
	}
	for _, at := range all {
		if err := get(limited, url, at); err != nil {
			return &verdict{fmt.Errorf("the edge does not answer at %s: %w", at, err)}
		}
	}
	return nil
}

// How long a warden may take to start, of which edges wait for connections to people's
// servers, and each role to answer.
const (
	wardenTime = 10 * time.Second
	answerTime = 10 * time.Second
)

func (r *renewal) wardenAnswers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, wardenTime)
	defer cancel()
	c := client.New(r.paths.Warden(), nil)
	defer c.Close()
	if _, _, err := c.Do(ctx, client.Request{Verb: client.List}); err != nil {
		return &verdict{fmt.Errorf("the warden does not list servers: %w", err)}
	}
	return nil
}

func (r *renewal) hubAnswers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	if err := get(ctx, "http://hub/hub/api/info", &net.UnixAddr{Net: "unix", Name: r.paths.Admin()}); err != nil {
		return &verdict{fmt.Errorf("the hub does not answer: %w", err)}
	}
	return nil
}

// addresses reads what systemd says of where a unit listens: the administrator may have
// moved it, by a drop-in.
func addresses(listen string) (out []net.Addr) {
	for line := range strings.Lines(listen) {
		at, kind, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind != "(Stream)" {
			continue
		}
		if strings.HasPrefix(at, "/") || strings.HasPrefix(at, "@") {
			out = append(out, &net.UnixAddr{Net: "unix", Name: at})
		} else if address, err := netip.ParseAddrPort(at); err == nil {
			out = append(out, net.TCPAddrFromAddrPort(address))
		}
	}
	return out
}

// dial connects to an address of this machine. One that stands for all of them may, or
// may not, be both IPv4 and IPv6.
func dial(ctx context.Context, at net.Addr) (net.Conn, error) {
	var d net.Dialer
	address := at.String()
	if t, ok := at.(*net.TCPAddr); ok && t.IP.IsUnspecified() {
		port := strconv.Itoa(t.Port)
		if c, err := d.DialContext(ctx, "tcp", net.JoinHostPort("127.0.0.1", port)); err == nil {
			return c, nil
		}
		address = net.JoinHostPort("::1", port)
	}
	return d.DialContext(ctx, at.Network(), address)
}

// ownPage is a page that comes from the hub through the edge, and the unit of the
// sockets where visitors ask for it.
func (r *renewal) ownPage() (url, sockets string, err error) {
	c, _, err := settingsIn(r.instance).Load()
	if err != nil || !encrypts(c) || len(c.HTTPS.Names) == 0 {
		return "http://localhost/hub/login", "commonhall-http.socket", err
	}
	host := strings.Replace(c.HTTPS.Names[0], "*.", "www.", 1)
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return "https://" + host + "/hub/login", "commonhall-https.socket", nil
}

// get asks for a page and is content with any answer but a server's error.
func get(ctx context.Context, url string, at net.Addr) error {
	// Whether browsers would accept the certificate is not what is asked here.
	t := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx, at) }}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := t.RoundTrip(req)
	if err != nil && strings.Contains(err.Error(), "tls: unrecognized name") {
		return nil // it has no certificate yet, and says so: it is there
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return fmt.Errorf("it answers %s", resp.Status)
	}
	return nil
}
