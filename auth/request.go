package auth

import (
	"context"
	"crypto/sha256"
	"net/http"
	"net/url"
	"strings"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

// Door is through which of the hub's sockets a request came. It is set where the
// connection is accepted, so no request can claim it.
type Door struct {
	Operator bool                // the administrators' socket, peer checked
	Inside   commonhall.UserName // the door inside that person's server

	// The door inside that service. It is asked there for its visitors too, with their tokens.
	Service commonhall.ServiceName
}

type doorKey struct{}

// WithDoor returns a context for the requests of a connection through d.
func WithDoor(ctx context.Context, d Door) context.Context {
	return context.WithValue(ctx, doorKey{}, d)
}

func doorOf(ctx context.Context) Door {
	d, _ := ctx.Value(doorKey{}).(Door)
	return d
}

// ForAPI returns who makes a request to the API: the operator by their socket,
// others by a token. A session counts too where a script of another page could
// not have used it, or may only read (decision 004).
func (a *Auth) ForAPI(r *http.Request) (*Identity, error) {
	door := doorOf(r.Context())
	if door.Operator {
		return &Identity{Operator: true, Scopes: scope.Administrator()}, nil
	}
	if token, ok := tokenIn(r); ok {
		id, err := a.Identify(r.Context(), gate.APIToken, sha256.Sum256([]byte(token)))
		if err == nil && door.Inside != "" && door.Inside != id.User.Name {
			err = unauthenticated() // somebody else's token has no business there
		}
		if commonhall.KindOf(err) == commonhall.Unauthenticated {
			err = a.wrongToken(r.Context(), door, a.Client(r).Address, err)
		}
		if err != nil {
			return nil, err
		}
		return id, nil
	}
	if door.Inside != "" || door.Service != "" {
		return nil, unauthenticated()
	}
	id, err := a.session(r)
	if err != nil {
		return nil, err
	}
	if !isRead(r.Method) {
		return nil, commonhall.Errorf(commonhall.PermissionDenied, "A browser's session may only read here; use a token.")
	}
	if !navigated(r) && !a.FormTokenValid("page", string(id.Session.ID), formTokenIn(r)) {
		return nil, commonhall.Errorf(commonhall.PermissionDenied, "'_xsrf' argument missing from GET")
	}
	return id, nil
}

// ForPage returns who looks at a page. Only navigations count.
func (a *Auth) ForPage(r *http.Request) (*Identity, error) {
	if !navigated(r) {
		return nil, unauthenticated()
	}
	return a.session(r)
}

// ForScript returns for whom a hub page's own script reads; it shows the page's
// token.
func (a *Auth) ForScript(r *http.Request) (*Identity, error) {
	id, err := a.session(r)
	if err != nil {
		return nil, err
	}
	if !isRead(r.Method) || !a.FormTokenValid("page", string(id.Session.ID), formTokenIn(r)) {
		return nil, unauthenticated()
	}
	return id, nil
}

// ForBody returns whose session a form comes with, before it is read. It says how much
// may be read, and no more: ForForm has to follow.
func (a *Auth) ForBody(r *http.Request) (*Identity, error) { return a.session(r) }

// ForForm returns who sends a form of a hub page. The caller has parsed it.
func (a *Auth) ForForm(r *http.Request) (*Identity, error) {
	if !navigated(r) || !fromHere(r) {
		return nil, foreignForm()
	}
	id, err := a.session(r)
	if err != nil {
		return nil, err
	}
	if !a.FormTokenValid("page", string(id.Session.ID), r.PostFormValue("_xsrf")) {
		return nil, foreignForm()
	}
	return id, nil
}

// ForSignIn checks a form of somebody who is not signed in, against the value of
// the cookie that the form came with.
func (a *Auth) ForSignIn(r *http.Request, cookie string) error {
	if !navigated(r) || !fromHere(r) || cookie == "" || !a.FormTokenValid("sign-in", cookie, r.PostFormValue("_xsrf")) {
		return foreignForm()
	}
	return nil
}

func foreignForm() error {
	return commonhall.Errorf(commonhall.PermissionDenied, "This form is too old, or came from another page.").
		WithHint("Go back, reload the page, and send it again. Your browser must accept cookies.")
}

// session returns who the session cookie is for. Two different ones mean that
// somebody planted one: neither counts.
func (a *Auth) session(r *http.Request) (*Identity, error) {
	value, ok := a.SessionCookie(r)
	if !ok {
		return nil, unauthenticated()
	}
	return a.Identify(r.Context(), gate.SessionCookie, sha256.Sum256([]byte(value)))
}

// SessionCookie returns the value of the session cookie, if there is exactly one.
func (a *Auth) SessionCookie(r *http.Request) (value string, ok bool) {
	for _, c := range r.CookiesNamed(commonhall.CookieName(a.cfg.Cookie, commonhall.OverHTTPS(r))) {
		if ok && c.Value != value {
			return "", false
		}
		value, ok = c.Value, true
	}
	return value, ok
}

func isRead(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// navigated reports whether somebody went to the address, as against a script
// that fetched it. Clients that are no browsers do not say, nor do browsers on
// plain HTTP beyond loopback, where decision 004 cannot hold.
func navigated(r *http.Request) bool {
	dest := r.Header.Get("Sec-Fetch-Dest")
	return dest == "" || dest == "document"
}

// fromHere reports whether a form was sent by a page of this origin.
func fromHere(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || !strings.EqualFold(u.Host, r.Host) || (commonhall.OverHTTPS(r) && u.Scheme != "https") {
			return false
		}
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin"
}

// formTokenIn returns the form token of a request that a script makes: in a
// header, or in the query where no header can be set (EventSource).
func formTokenIn(r *http.Request) string {
	for _, h := range []string{"X-XSRFToken", "X-CSRFToken"} {
		if v := r.Header.Get(h); v != "" {
			return v
		}
	}
	return r.URL.Query().Get("_xsrf")
}

// tokenIn returns the API token of a request: "token T" or "Bearer T".
func tokenIn(r *http.Request) (string, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || (!strings.EqualFold(scheme, "token") && !strings.EqualFold(scheme, "bearer")) {
		return "", false
	}
	return strings.TrimSpace(token), true
}
