package supervisor

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"commonhall"
)

// administrator makes the person "admin" with a password. One without a password,
// left by a start that did not get so far, gets one too: otherwise whoever comes
// first could set it.
func (t Try) administrator(ctx context.Context, p Paths) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	hub := hubCaller(p)
	var known struct {
		HasPassword bool `json:"has_password"`
	}
	status, message, err := hub.call(ctx, http.MethodPost, "/users/admin", map[string]bool{"admin": true}, nil)
	if err == nil && status == http.StatusConflict {
		status, message, err = hub.call(ctx, http.MethodGet, "/users/admin", nil, &known)
	}
	if err != nil {
		return err
	}
	if known.HasPassword {
		if t.Password != "" {
			fmt.Fprintln(t.Stderr, "The administrator exists already; the password stays as it was.")
		}
		return nil
	}
	password := t.Password
	if password == "" {
		password = strings.ToLower(rand.Text()[:16])
	}
	if status < 300 {
		status, message, err = hub.call(ctx, http.MethodPost, "/users/admin/password", map[string]string{"password": password}, nil)
	}
	if err != nil {
		return err
	}
	if status >= 300 {
		return commonhall.Errorf(commonhall.InvalidArgument, "The administrator could not be made: %s", message)
	}
	if t.Password == "" {
		fmt.Fprintf(t.Stderr, "\nSign in as  admin  with the password  %s\n(It is shown only now; change it on the page Account.)\n\n", password)
	}
	return nil
}

// caller speaks to the hub's API as its operator.
type caller struct{ http http.Client }

func hubCaller(p Paths) *caller {
	return &caller{http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", p.Admin())
	}}}}
}

// call returns the status and, where the hub refuses, its sentence. The answer goes
// into out, if that is not nil.
func (c *caller) call(ctx context.Context, method, path string, body, out any) (status int, message string, err error) {
	b, err := json.Marshal(body)
	if err != nil {
		return 0, "", err
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://hub/hub/api"+path, bytes.NewReader(b))
	if err != nil {
		return 0, "", err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		var said struct{ Message string }
		_ = json.NewDecoder(resp.Body).Decode(&said)
		return resp.StatusCode, said.Message, nil
	}
	if out != nil {
		err = json.NewDecoder(resp.Body).Decode(out)
	}
	return resp.StatusCode, "", err
}
