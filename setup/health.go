package setup

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"commonhall/warden/client"
)

// watchTime is how long a new release must run without a role dying.
const watchTime = 4 * time.Second

// handTime is how long a hand-over may take.
const handTime = 45 * time.Second

// healthy sees that every role runs the release version, answers, and goes on doing so.
func (r *renewal) healthy(ctx context.Context, version string) error {
	// The edge hands over in its own time; systemctl does not wait for it everywhere.
	before, err := r.mainProcesses(ctx, version)
	for deadline := time.Now().Add(handTime); err != nil && ctx.Err() == nil && time.Now().Before(deadline); {
		time.Sleep(100 * time.Millisecond)
		before, err = r.mainProcesses(ctx, version)
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
			return fmt.Errorf("the %s died soon after it had started: %s", role, lastLines(journalTail(ctx, "commonhall-"+role+".service"), 3))
		}
	}
	return r.answers(ctx)
}

// mainProcesses returns the process of each role, which must run the release version.
func (r *renewal) mainProcesses(ctx context.Context, version string) (map[string]string, error) {
	out := map[string]string{}
	want := filepath.Join(Library, version, "commonhall")
	for _, role := range []string{"warden", "hub", "edge"} {
		b, err := exec.CommandContext(ctx, "systemctl", "show", "-p", "MainPID", "--value", "commonhall-"+role+".service").Output()
		if err != nil {
			return nil, err
		}
		pid := strings.TrimSpace(string(b))
		runs, err := os.Readlink("/proc/" + pid + "/exe")
		if err != nil || runs != want {
			return nil, fmt.Errorf("the %s does not run %s, but %q: %s", role, version, runs, lastLines(journalTail(ctx, "commonhall-"+role+".service"), 3))
		}
		out[role] = pid
	}
	return out, nil
}

// answers asks each role something that it cannot answer without its things.
func (r *renewal) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	c := client.New(r.paths.Warden(), nil)
	defer c.Close()
	if _, _, err := c.Do(ctx, client.Request{Verb: client.List}); err != nil {
		return fmt.Errorf("the warden does not list servers: %w", err)
	}
	if err := get(ctx, "http://hub/hub/api/info", "unix", r.paths.Admin()); err != nil {
		return fmt.Errorf("the hub does not answer: %w", err)
	}
	url, at, err := r.ownPage()
	if err != nil {
		return err
	}
	if err := get(ctx, url, "tcp", at); err != nil {
		return fmt.Errorf("the edge does not answer: %w", err)
	}
	return nil
}

// ownPage is a page that comes from the hub through the edge, and where to ask for it.
func (r *renewal) ownPage() (url, at string, err error) {
	c, _, err := settingsIn(r.instance).Load()
	if err != nil || !encrypts(c) || len(c.HTTPS.Names) == 0 {
		return "http://localhost/hub/login", "127.0.0.1:80", err
	}
	host := strings.Replace(c.HTTPS.Names[0], "*.", "www.", 1)
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	return "https://" + host + "/hub/login", "127.0.0.1:443", nil
}

// get asks for a page and is content with any answer but a server's error.
func get(ctx context.Context, url, network, address string) error {
	// Whether browsers would accept the certificate is not what is asked here.
	t := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, address)
	}}
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
