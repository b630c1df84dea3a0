package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// expect says what went wrong, if the answer to a request is not the wanted one.
func expect(what string, want, status int, answer []byte, err error) error {
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w: %.300s", what, err, answer)
	case status != want:
		return fmt.Errorf("%s: the answer is %d: %.300s", what, status, answer)
	}
	return nil
}

// add puts people on the hub's list.
func (s *site) add(ctx context.Context, names []string) error {
	for some := range slices.Chunk(names, 50) {
		body, err := json.Marshal(map[string]any{"usernames": some})
		if err != nil {
			return err
		}
		status, answer, err := s.call(ctx, http.MethodPost, "/hub/api/users", s.token, bytes.NewReader(body))
		if err := expect("adding people", http.StatusCreated, status, answer, err); err != nil {
			return err
		}
	}
	return nil
}

// tokenFor makes a token with which a person's own browser could call, so that
// what follows the sign-in is the same for both hubs.
func (s *site) tokenFor(ctx context.Context, name string) (string, error) {
	status, answer, err := s.call(ctx, http.MethodPost, "/hub/api/users/"+name+"/tokens", s.token, strings.NewReader(`{"note": "bench"}`))
	if err := expect("a token for "+name, http.StatusCreated, status, answer, err); err != nil {
		return "", err
	}
	var made struct{ Token string }
	return made.Token, json.Unmarshal(answer, &made)
}

// signIn fills in the form as a browser would, with cookies and hidden fields.
// Under ours it is the person's first time, which sets the password.
func (s *site) signIn(ctx context.Context, name string) error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	c := *s.http
	c.Jar = jar
	page := s.url + "/hub/login"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return err
	}
	body, _, err := fetch(&c, req)
	if err != nil {
		return err
	}
	form := hidden(body)
	form.Set("username", name)
	form.Set("password", "a long enough password of "+name)
	req, err = http.NewRequestWithContext(ctx, http.MethodPost, page, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Referer", page)
	body, resp, err := fetch(&c, req)
	if err != nil {
		return err
	}
	if resp.StatusCode/100 != 3 || strings.Contains(resp.Header.Get("Location"), "/login") || len(resp.Cookies()) == 0 {
		return fmt.Errorf("the sign-in of %s: %d %.300s", name, resp.StatusCode, body)
	}
	return nil
}

func fetch(c *http.Client, req *http.Request) (string, *http.Response, error) {
	resp, err := c.Do(req)
	if err != nil {
		return "", nil, err
	}
	defer resp.Body.Close()
	var b bytes.Buffer
	_, err = b.ReadFrom(http.MaxBytesReader(nil, resp.Body, 1<<20))
	return b.String(), resp, err
}

// hidden returns the hidden fields of a page's form.
func hidden(page string) url.Values {
	input := regexp.MustCompile(`(?s)<input\s[^>]*>`)
	attribute := regexp.MustCompile(`(?s)\s(type|name|value)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	form := url.Values{}
	for _, tag := range input.FindAllString(page, -1) {
		at := map[string]string{}
		for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
			at[m[1]] = html.UnescapeString(m[2] + m[3])
		}
		if at["type"] == "hidden" && at["name"] != "" {
			form.Set(at["name"], at["value"])
		}
	}
	return form
}

// startServer starts a person's server and returns when the hub says that it is
// ready: by the answer to the request, or by the stream of progress where the
// hub answers before.
func (s *site) startServer(ctx context.Context, name, token string) error {
	body := "{}"
	if s.kind == ours {
		body = fmt.Sprintf(`{"app": %q}`, s.program)
	}
	status, answer, err := s.call(ctx, http.MethodPost, "/hub/api/users/"+name+"/server", token, strings.NewReader(body))
	switch {
	case err != nil:
		return err
	case status == http.StatusCreated:
		return nil
	case status != http.StatusAccepted:
		return fmt.Errorf("the start of %s's server: %d %s", name, status, answer)
	}
	status, answer, err = s.call(ctx, http.MethodGet, "/hub/api/users/"+name+"/server/progress", token, nil)
	if err == nil && !regexp.MustCompile(`"ready": ?true`).Match(answer) {
		err = errors.New("not ready")
	}
	return expect("the start of "+name+"'s server", http.StatusOK, status, answer, err)
}

// stopServer returns when the server has ended.
func (s *site) stopServer(ctx context.Context, name string) error {
	for {
		status, answer, err := s.call(ctx, http.MethodDelete, "/hub/api/users/"+name+"/server", s.token, nil)
		if err != nil || status == http.StatusNoContent {
			return err
		}
		if status != http.StatusAccepted && !strings.Contains(string(answer), "pending") {
			return fmt.Errorf("the stop of %s's server: %d %s", name, status, answer)
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
}

// factsOf asks a person's tiny program how it started.
func (s *site) factsOf(ctx context.Context, name, token string) (facts, error) {
	var f facts
	status, answer, err := s.call(ctx, http.MethodGet, "/user/"+name+"/facts", token, nil)
	if err := expect("the facts of "+name+"'s server", http.StatusOK, status, answer, err); err != nil {
		return f, err
	}
	return f, json.Unmarshal(answer, &f)
}

// sixBySeven is what a notebook sends when somebody runs a cell.
const sixBySeven = `{"header": {"msg_id": "cell", "msg_type": "execute_request", "session": "bench", "username": "", "version": "5.3"},
 "parent_header": {}, "metadata": {}, "channel": "shell", "buffers": [],
 "content": {"code": "6*7", "silent": false, "store_history": true, "user_expressions": {}, "allow_stdin": false, "stop_on_error": true}}`

// compute starts a kernel in a person's notebook and returns when a cell has its
// result.
func (s *site) compute(ctx context.Context, name, token string) error {
	prefix := "/user/" + name + "/api/kernels"
	status, answer, err := s.call(ctx, http.MethodPost, prefix, token, strings.NewReader(`{"name": "python3"}`))
	if err := expect("a kernel for "+name, http.StatusCreated, status, answer, err); err != nil {
		return err
	}
	var kernel struct{ ID string }
	if err := json.Unmarshal(answer, &kernel); err != nil {
		return err
	}
	c, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(s.url, "http")+prefix+"/"+kernel.ID+"/channels?session_id=bench",
		&websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + token}}})
	if err != nil {
		return fmt.Errorf("the kernel of %s: %w", name, err)
	}
	defer c.CloseNow()
	c.SetReadLimit(1 << 20)
	if err := c.Write(ctx, websocket.MessageText, []byte(sixBySeven)); err != nil {
		return err
	}
	for {
		_, b, err := c.Read(ctx)
		if err != nil {
			return fmt.Errorf("the cell of %s: %w", name, err)
		}
		var m struct {
			Type    string `json:"msg_type"`
			Content struct{ Data map[string]string }
		}
		if json.Unmarshal(b, &m) == nil && m.Type == "execute_result" {
			if got := m.Content.Data["text/plain"]; got != "42" {
				return errors.New("6*7 is " + got)
			}
			return nil
		}
	}
}

// forAll runs f for everybody at once, and returns what failed first.
func forAll(names []string, f func(i int, name string) error) error {
	errs := make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() { errs[i] = f(i, name) })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
