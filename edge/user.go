package edge

import (
	"cmp"
	"context"
	"crypto/sha256"
	"net/http"
	"net/url"
	"strings"
	"time"

	"commonhall"
	"commonhall/gate"
)

// serveUser handles /user/NAME/…: it asks the gate, and proxies.
func (e *Edge) serveUser(w http.ResponseWriter, r *http.Request) {
	rest := strings.TrimPrefix(r.URL.EscapedPath(), "/user/")
	raw, below, _ := strings.Cut(rest, "/")
	name, err := url.PathUnescape(raw)
	if err != nil || name == "" || strings.Contains(name, "/") {
		e.fail(w, r, notFound())
		return
	}
	cred, kind := e.credential(r)
	if cred == "" {
		if len(r.CookiesNamed(e.sessionCookie(r))) > 1 {
			w.Header().Set("Clear-Site-Data", `"cookies"`) // as the hub does
		}
		e.toHub(w, r, &gate.Lease{Answer: gate.Answer{Result: gate.Anonymous}})
		return
	}
	if kind == gate.SessionCookie && !sameOrigin(r) {
		e.fail(w, r, commonhall.Errorf(commonhall.PermissionDenied, "Another web site made this request; it is not let through."))
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	question := gate.Question{Kind: kind, Hash: sha256.Sum256([]byte(cred)), Name: commonhall.UserName(name), Server: serverIn(below)}
	lease, release, err := e.enter(ctx, question, takenBack(w, cancel))
	if release != nil {
		defer release()
	}
	switch {
	case r.Context().Err() != nil:
		panic(http.ErrAbortHandler) // the client has left
	case err != nil:
		e.fail(w, r, err)
	case lease.Result == gate.Allow && strings.Count(r.URL.EscapedPath(), "/") < strings.Count(lease.Prefix, "/"):
		http.Redirect(w, r, lease.Prefix+queryOf(r), http.StatusFound)
	case lease.Result == gate.Allow:
		e.goOn(w, r.WithContext(ctx), lease, func(w http.ResponseWriter, r *http.Request) { e.proxy(w, r, lease) })
	case lease.Result == gate.Deny:
		e.fail(w, r, notFound())
	case lease.Result == gate.Unavailable:
		e.fail(w, r, commonhall.Errorf(commonhall.Unavailable, "The hub cannot answer right now.").WithHint("Try again in a moment."))
	default:
		e.toHub(w, r, lease)
	}
}

// serverIn returns the name of a server that a path below a person's may begin with; whether
// there is one the hub knows. A program's own paths lead to the same answer as none.
func serverIn(below string) commonhall.ServerName {
	first, _, _ := strings.Cut(below, "/")
	first, err := url.PathUnescape(first)
	if name := commonhall.ServerName(first); err == nil && name.Validate() == nil {
		return name
	}
	return ""
}

// enter decides, and where the answer is yes hangs f on the lease. If the answer
// is taken back before that is done, it asks again; so it does, for a while, where
// the hub cannot tell yet because it has just been started.
func (e *Edge) enter(ctx context.Context, q gate.Question, f func()) (*gate.Lease, func(), error) {
	ctx, cancel := context.WithTimeout(ctx, e.cfg.Patience)
	defer cancel()
	var cannotTell *gate.Lease // what the hub said last, where it cannot tell
	for pause := 10 * time.Millisecond; ; {
		lease, err := e.gate.Decide(ctx, q)
		switch {
		case err != nil && ctx.Err() != nil && cannotTell != nil:
			return cannotTell, nil, nil // it was there all the time
		case err == nil && lease.Result == gate.Unavailable:
			cannotTell = lease
			select {
			case <-ctx.Done():
				return lease, nil, nil
			case <-time.After(pause):
			}
			pause = min(2*pause, 200*time.Millisecond)
			continue
		case err != nil || lease.Result != gate.Allow:
			return lease, nil, err
		}
		if release, ok := e.gate.Hang(lease, f); ok {
			return lease, release, nil
		}
		if ctx.Err() != nil {
			return nil, nil, gate.ErrAway
		}
	}
}

// takenBack returns what ends a request when its lease is taken back: towards the
// program by its context, and towards the client, who may neither send nor take
// anything right now, by the time for both being over.
func takenBack(w http.ResponseWriter, cancel func()) func() {
	conn, past := http.NewResponseController(w), time.Unix(1, 0)
	return func() {
		cancel()
		_ = conn.SetReadDeadline(past)
		_ = conn.SetWriteDeadline(past)
	}
}

func notFound() error {
	return commonhall.Errorf(commonhall.NotFound, "There is nothing at this address, or nothing that you may see.")
}

func queryOf(r *http.Request) string {
	if r.URL.RawQuery == "" {
		return ""
	}
	return "?" + r.URL.RawQuery
}

// credential returns what the request proves itself with: a token if it shows
// one, otherwise the session cookie. Two cookies of that name mean that somebody
// planted one, and neither counts.
func (e *Edge) credential(r *http.Request) (string, gate.CredentialKind) {
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok {
		if strings.EqualFold(scheme, "token") || strings.EqualFold(scheme, "bearer") {
			if token = strings.TrimSpace(token); strings.HasPrefix(token, TokenPrefix) {
				return token, gate.APIToken
			}
		}
	}
	found := ""
	for _, c := range r.CookiesNamed(e.sessionCookie(r)) {
		if found != "" && c.Value != found {
			return "", ""
		}
		found = c.Value
	}
	return found, gate.SessionCookie
}

// sessionCookie is what the session cookie is called where a request comes from.
func (e *Edge) sessionCookie(r *http.Request) string {
	return commonhall.CookieName(e.cfg.Cookie, overHTTPS(r))
}

// toHub answers a request that cannot be proxied. Somebody who looks at a page is
// sent to the hub's page about it (below /hub/: decision 004); a program gets
// the status that JupyterHub would give.
func (e *Edge) toHub(w http.ResponseWriter, r *http.Request, lease *gate.Lease) {
	page := (r.Method == http.MethodGet || r.Method == http.MethodHead) && !isWebsocket(r) &&
		!strings.Contains(r.URL.Path, "/api/") && !strings.Contains(r.Header.Get("Accept"), "application/json")
	switch {
	case page:
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, "/hub"+r.URL.RequestURI(), http.StatusFound)
	case lease.Result == gate.Anonymous:
		e.fail(w, r, commonhall.Errorf(commonhall.Unauthenticated, "Missing or invalid credentials."))
	default:
		prefix := cmp.Or(lease.Prefix, "/user/"+strings.SplitN(strings.TrimPrefix(r.URL.EscapedPath(), "/user/"), "/", 2)[0]+"/") // of a hub that does not say
		w.Header().Set("Cache-Control", "no-store")
		writeJSON(w, http.StatusFailedDependency, "JupyterHub server no longer running at "+prefix+"  Restart the server at /hub"+prefix)
	}
}

// proxy passes one request to the person's program, under a lease that its
// context hangs on.
func (e *Edge) proxy(w http.ResponseWriter, r *http.Request, lease *gate.Lease) {
	b := e.backend(lease)
	r = withPass(r, lease.Pass)
	if isUse(r) {
		e.gate.Seen(lease.Server)
	}
	if isWebsocket(r) {
		e.tunnel(w, r, lease, b)
		return
	}
	// Otherwise an answer that begins before the request's end waits for that end.
	_ = http.NewResponseController(w).EnableFullDuplex()
	b.proxy.ServeHTTP(w, r)
}

// fail shows an error: to people as a page, to programs as JupyterHub's JSON.
func (e *Edge) fail(w http.ResponseWriter, r *http.Request, err error) {
	e.failAs(w, r, commonhall.KindOf(err).HTTPStatus(), err)
}

// failAs is fail with a status of its own.
func (e *Edge) failAs(w http.ResponseWriter, r *http.Request, status int, err error) {
	kind := commonhall.KindOf(err)
	e.log.Log(r.Context(), kind.LogLevel(), "request refused", "path", cut(commonhall.LogPath(r.URL.Path), 200), "kind", kind.String(), "error", err,
		"request", commonhall.RequestIDFrom(r.Context()))
	e.pages.writeAs(w, r, status, err)
}

func cut(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
