package supervisor

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"commonhall"
)

// administrator makes the person "admin", and says its password once if nobody chose one.
func (t Try) administrator(ctx context.Context, p Paths) error {
	made, err := Administrator(ctx, p, "admin", t.Password)
	switch {
	case err != nil:
		return err
	case made == "" && t.Password != "":
		fmt.Fprintln(t.Stderr, "The administrator exists already; the password stays as it was.")
	case made != "" && t.Password == "":
		fmt.Fprintf(t.Stderr, "\nSign in as  admin  with the password  %s\n(It is shown only now; change it on the page Account.)\n\n", made)
	}
	return nil
}

// Administrator makes the person name an administrator with a password, or with one
// that it makes up. One without a password, left by a start that did not get so far,
// gets one too: otherwise whoever comes first could set it. It returns the password;
// "" if the person has one already, which stays.
func Administrator(ctx context.Context, p Paths, name, password string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	hub, path := hubCaller(p), "/users/"+url.PathEscape(name)
	var known struct {
		HasPassword bool `json:"has_password"`
		Admin       bool `json:"admin"`
	}
	status, message, err := hub.call(ctx, http.MethodPost, path, map[string]bool{"admin": true}, nil)
	if err == nil && status == http.StatusConflict {
		status, message, err = hub.call(ctx, http.MethodGet, path, nil, &known)
		if err == nil && status < 300 && !known.HasPassword && !known.Admin { // such as one whose records were lost
			status, message, err = hub.call(ctx, http.MethodPatch, path, map[string]bool{"admin": true}, &known)
			if err == nil && status == http.StatusServiceUnavailable { // no edge runs yet that could confirm it
				status, message, err = hub.call(ctx, http.MethodGet, path, nil, &known)
			}
			if err == nil && status < 300 && !known.Admin {
				err = commonhall.Errorf(commonhall.Unavailable, "%s could not be made an administrator.", name)
			}
		}
	}
	if err != nil {
		return "", err
	}
	if known.HasPassword {
		return "", nil
	}
	if password == "" {
		password = strings.ToLower(rand.Text()[:16])
	}
	if status < 300 {
		status, message, err = hub.call(ctx, http.MethodPost, path+"/password", map[string]string{"password": password}, nil)
	}
	if err != nil {
		return "", err
	}
	if status >= 300 {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The administrator could not be made: %s", message)
	}
	return password, nil
}

// HasAdministrator reports whether somebody can sign in as an administrator.
func HasAdministrator(ctx context.Context, p Paths) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	const most = 200 // on one page
	hub := hubCaller(p)
	for offset := 0; ; offset += most {
		var page []struct {
			Admin       bool `json:"admin"`
			HasPassword bool `json:"has_password"`
			Suspended   bool `json:"suspended"`
		}
		status, message, err := hub.call(ctx, http.MethodGet, fmt.Sprintf("/users?limit=%d&offset=%d", most, offset), nil, &page)
		if err == nil && status >= 300 {
			err = commonhall.Errorf(commonhall.Internal, "Who is an administrator cannot be seen: %s", message)
		}
		if err != nil {
			return false, err
		}
		for _, u := range page {
			if u.Admin && u.HasPassword && !u.Suspended {
				return true, nil
			}
		}
		if len(page) < most {
			return false, nil
		}
	}
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
