package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// kit is what is known of the hub that is asked.
type kit struct {
	ctx            context.Context
	url, token     string
	user, password string
	patience       time.Duration
	http           *http.Client

	said    string // the version, as the hub says it
	version version
	kind    string // jupyterhub, or a hub whose differences are known by name
	me      string // whose the token is
	service bool   // it is a service's

	prefix  string // of every name that the kit makes
	made    int
	runner  string   // somebody whose server runs all the time
	shared  *trial   // made them
	secrets []string // hidden in what is printed
}

// ours is how this project's hub says in GET /info that it is one.
const ours = "commonhall"

// version is one of JupyterHub's, as far as it matters.
type version struct{ major, minor int }

func parseVersion(s string) (v version) {
	parts := strings.SplitN(s, ".", 3)
	v.major, _ = strconv.Atoi(parts[0])
	if len(parts) > 1 {
		v.minor, _ = strconv.Atoi(parts[1])
	}
	return v
}

// since reports whether the hub speaks as that version of JupyterHub or a later one.
func (k *kit) since(s string) bool {
	v := parseVersion(s)
	return k.version.major > v.major || (k.version.major == v.major && k.version.minor >= v.minor)
}

// row is one promise: something that clients of a hub rely on.
type row struct {
	id    string // its name, for differences and for people
	asks  string // what is asked, as in JupyterHub's reference
	says  string // what must be so
	since string // the first version of JupyterHub's that keeps it; 3.0 where empty
	do    func(*trial)
}

// outcomes of a promise.
const (
	pass       = "pass"
	fail       = "FAIL"
	differs    = "differs" // known of this hub, with a reason
	later      = "later"   // a later version of JupyterHub's began with it
	unasked    = "not asked"
	stoppedNow = "interrupted"
)

// trial is one promise being asked for.
type trial struct {
	k          *kit
	row        row
	exchanges  []string
	complaints []string
	cleanup    []func()
	outcome    string
	reason     string
}

// notAsked is the way out of a trial that cannot be made, and says why.
type notAsked string

// ended is the way out of a trial that has said why it cannot go on.
type ended struct{}

// try asks for one promise, and takes away what it made for that.
func (k *kit) try(r row) *trial {
	t := &trial{k: k, row: r}
	left := t.guard(func() { r.do(t) })
	for _, undo := range slices.Backward(t.cleanup) {
		undo()
	}
	known, reason := difference(k.kind, r.id)
	switch {
	case left != "":
		t.outcome, t.reason = unasked, left
	case k.ctx.Err() != nil:
		t.outcome = stoppedNow
	case len(t.complaints) == 0 && known && k.kind == ours:
		t.outcome = fail
		t.complaints = []string{"it is listed as different, and it is not: take it off the list"}
	case len(t.complaints) == 0:
		t.outcome = pass
	case known:
		t.outcome, t.reason = differs, reason
	case k.kind != ours && r.since != "" && !k.since(r.since):
		t.outcome, t.reason = later, "JupyterHub does it since "+r.since
	default:
		t.outcome = fail
	}
	return t
}

// guard calls f, and comes back however f ends: left says why it asked for nothing.
func (t *trial) guard(f func()) (left string) {
	defer func() {
		switch r := recover().(type) {
		case nil, ended:
		case notAsked:
			left = string(r)
		default:
			panic(r)
		}
	}()
	f()
	return ""
}

// complain records what is not as it should be.
func (t *trial) complain(format string, args ...any) {
	t.complaints = append(t.complaints, t.k.hide(fmt.Sprintf(format, args...)))
}

// stop complains and ends the trial.
func (t *trial) stop(format string, args ...any) {
	t.complain(format, args...)
	panic(ended{})
}

// nobody asks without a token.
const nobody = ""

// ask sends a request to the API with a token and returns the answer. Further words
// are names of headers and their values, in turn.
func (t *trial) ask(token, method, path, body string, header ...string) *answer {
	if token != nobody {
		header = append([]string{"Authorization", "token " + token}, header...)
	}
	return t.send(t.k.http, token, method, "/hub/api"+path, body, header...)
}

// admin asks with the administrator's token.
func (t *trial) admin(method, path, body string, header ...string) *answer {
	return t.ask(t.k.token, method, path, body, header...)
}

func (t *trial) send(c *http.Client, as, method, path, body string, header ...string) *answer {
	ctx, cancel := context.WithTimeout(t.k.ctx, t.k.patience+30*time.Second)
	defer cancel()
	return t.sendIn(ctx, c, as, method, path, body, header...)
}

func (t *trial) sendIn(ctx context.Context, c *http.Client, as, method, path, body string, header ...string) *answer {
	target := path
	if !strings.Contains(path, "://") {
		target = t.k.url + path
	}
	req, err := http.NewRequestWithContext(ctx, method, target, strings.NewReader(body))
	if err != nil {
		t.stop("%s %s cannot be asked: %v", method, path, err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	shown := shorten(body, 200)
	if strings.Contains(body, "password") {
		shown = "(a password)"
	}
	a := &answer{t: t, asked: strings.TrimSpace(t.as(as) + method + " " + path + " " + shown)}
	resp, err := c.Do(req)
	if err == nil {
		defer resp.Body.Close()
		a.status, a.header = resp.StatusCode, resp.Header
		a.body, err = io.ReadAll(io.LimitReader(resp.Body, 64<<20))
	}
	if err != nil {
		t.exchanges = append(t.exchanges, t.k.hide(a.asked+" → "+err.Error()))
		t.stop("%s %s has no answer: %v", method, path, err)
	}
	a.decode()
	t.exchanges = append(t.exchanges, t.k.hide(a.asked+" → "+a.String()))
	return a
}

// as says who asks, where that is not the administrator.
func (t *trial) as(token string) string {
	switch token {
	case t.k.token:
		return ""
	case nobody:
		return "without a token: "
	}
	return "with another token: "
}

// hide takes secrets out of what is printed.
func (k *kit) hide(s string) string {
	for _, secret := range k.secrets {
		if len(secret) >= 8 {
			s = strings.ReplaceAll(s, secret, "…")
		}
	}
	return s
}

func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// name returns one that nobody has.
func (k *kit) name() string {
	k.made++
	return fmt.Sprintf("%s-%d", k.prefix, k.made)
}

// person makes one for the length of the trial.
func (t *trial) person() string {
	name := t.k.name()
	t.willRemove(name)
	t.admin("POST", "/users/"+name, "").must(http.StatusCreated)
	return name
}

// willRemove takes a person away at the end of the trial, if they are still there.
func (t *trial) willRemove(name string) { t.away("/users/" + name) }

// group makes one with these members for the length of the trial.
func (t *trial) group(members ...string) string {
	name := t.k.name()
	t.away("/groups/" + name)
	t.admin("POST", "/groups/"+name, compact(map[string]any{"users": append([]string{}, members...)})).must(http.StatusCreated)
	return name
}

// away deletes at the end of the trial, whatever has become of it by then.
func (t *trial) away(path string) {
	t.cleanup = append(t.cleanup, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.k.ctx), t.k.patience)
		defer cancel()
		quiet := &trial{k: t.k}
		quiet.guard(func() {
			for { // a server that still stops is waited for
				a := quiet.sendIn(ctx, t.k.http, t.k.token, "DELETE", "/hub/api"+path, "", "Authorization", "token "+t.k.token)
				if a.status/100 == 2 || a.status == http.StatusNotFound {
					return
				}
				if a.status != http.StatusBadRequest || !wait(ctx, 200*time.Millisecond) {
					quiet.stop("%s", a)
				}
			}
		})
		if len(quiet.complaints) > 0 {
			t.complain("%s is left behind: %s", path, strings.Join(quiet.complaints, "; "))
		}
	})
}

// wait lets time pass, and reports whether there is any left.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// tokenOf makes a token of a person's: for all that they may do where no scopes are given.
func (t *trial) tokenOf(name string, scopes ...string) string {
	body := map[string]any{"note": "conform"}
	if len(scopes) > 0 {
		body["scopes"] = scopes
	}
	a := t.admin("POST", "/users/"+name+"/tokens", compact(body)).must(http.StatusCreated)
	return a.secret()
}

// administrator makes a person who is one, and returns their token for these scopes.
func (t *trial) administrator(scopes ...string) (name, token string) {
	name = t.k.name()
	t.willRemove(name)
	t.admin("POST", "/users/"+name, `{"admin":true}`).must(http.StatusCreated)
	return name, t.tokenOf(name, scopes...)
}

// runner returns somebody whose server runs, for trials that leave it as it is. The
// first that asks makes them; they go at the end of all.
func (t *trial) runner() string {
	k := t.k
	if k.runner != "" {
		return k.runner
	}
	first := &trial{k: k}
	name := ""
	first.guard(func() {
		name = first.person()
		first.running(name)
		k.runner = name
	})
	t.exchanges, t.complaints = append(t.exchanges, first.exchanges...), append(t.complaints, first.complaints...)
	if k.runner == "" {
		t.cleanup = append(t.cleanup, first.cleanup...)
		panic(ended{})
	}
	k.shared, first.complaints = first, nil
	return name
}

// finish takes away what all trials had together, and fails where it is left behind.
func (k *kit) finish() *trial {
	t := &trial{k: k, row: row{id: "end.nothing-left", asks: "DELETE", says: "nothing of the kit's is left behind"}, outcome: pass}
	if k.shared == nil {
		return t
	}
	for _, undo := range slices.Backward(k.shared.cleanup) {
		undo()
	}
	if t.complaints = k.shared.complaints; len(t.complaints) > 0 {
		t.outcome = fail
	}
	return t
}

// willStop stops a person's server at the end of the trial, if it runs then.
func (t *trial) willStop(name string) {
	t.cleanup = append(t.cleanup, func() {
		quiet := &trial{k: t.k}
		quiet.guard(func() { quiet.admin("DELETE", "/users/"+name+"/server", "") })
	})
}

// running starts a person's server and waits until it is ready; the end of the trial
// stops it.
func (t *trial) running(name string) {
	t.admin("POST", "/users/"+name+"/server", "").must(http.StatusCreated, http.StatusAccepted)
	t.willStop(name)
	ctx, cancel := context.WithTimeout(t.k.ctx, t.k.patience)
	defer cancel()
	quiet := &trial{k: t.k}
	for {
		a := quiet.admin("GET", "/users/"+name, "")
		if a.at("servers", "", "ready") == true {
			return
		}
		if a.at("servers", "", "pending") == nil || !wait(ctx, 100*time.Millisecond) {
			t.stop("the server did not get ready: %s", a)
		}
	}
}
