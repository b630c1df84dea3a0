package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net/url"
	"slices"
	"strings"
	"time"

	"commonhall"
)

// The first half of OAuth's authorization code grant (RFC 6749 section 4.1, with the
// proof key of RFC 7636): a browser brings somebody who is signed in, and takes a code
// back to the program that sent it. The second half is in grant.go.

// OAuthClient is a program that signs people in through the hub: a person's server, or
// a service.
type OAuthClient struct {
	ID        string
	Title     string             // for people
	Redirect  string             // the one address to which codes are sent; a bare path stays at this origin
	Access    []commonhall.Scope // who enters holds one of these at least
	Allowed   []commonhall.Scope // what else it may ask to do for people
	NoConfirm bool               // nobody is asked
	// Which service it is, or which run of whose server. Its secret is the token of that.
	Service commonhall.ServiceName
	Server  commonhall.ServerID
	Owner   commonhall.UserName
}

// OAuthClients knows the clients that are nobody's server.
type OAuthClients interface {
	// OAuthClient returns the client called id; NotFound where there is none.
	OAuthClient(ctx context.Context, id string) (OAuthClient, error)
}

// AuthRequest is what a program asks for in the address to which it sends a browser.
type AuthRequest struct {
	Client, Redirect, State, Type, Scope, Challenge, Method string
}

// maxAuthRequest bounds the fields of an AuthRequest together, in bytes.
const maxAuthRequest = 16 << 10

// ReadAuthRequest finds the request among the fields of a query or form.
func ReadAuthRequest(q url.Values) (AuthRequest, error) {
	var r AuthRequest
	size := 0
	for name, to := range map[string]*string{"client_id": &r.Client, "redirect_uri": &r.Redirect, "state": &r.State,
		"response_type": &r.Type, "scope": &r.Scope, "code_challenge": &r.Challenge, "code_challenge_method": &r.Method} {
		if len(q[name]) > 1 {
			return r, badAuthRequest("It says %s twice.", name)
		}
		*to = q.Get(name)
		size += len(*to)
	}
	if size > maxAuthRequest {
		return r, badAuthRequest("It is longer than %d bytes.", maxAuthRequest)
	}
	return r, nil
}

func badAuthRequest(format string, args ...any) error {
	return commonhall.Errorf(commonhall.InvalidArgument, "The program that sent you here did not ask properly. "+format, args...).
		WithHint("Go back to it and try again. If it stays so, its author has to mend that.")
}

// AuthReply says where the browser goes on, or else what its person is asked first.
type AuthReply struct {
	To     string
	Client OAuthClient
	Scopes []commonhall.Scope // what it would be able to do for them
}

// Consent is what somebody said to an AuthReply.
type Consent int

const (
	Unasked Consent = iota
	Agreed
	Refused
)

// Authorize answers the request of a program about somebody who is signed in. An error
// is for the person: nobody is sent to an address that is not the program's own.
func (a *Auth) Authorize(ctx context.Context, id *Identity, r AuthRequest, said Consent) (AuthReply, error) {
	if id.Session == nil {
		return AuthReply{}, unauthenticated()
	}
	c, err := a.oauthClient(ctx, id.User.Name, r.Client)
	if err != nil {
		return AuthReply{}, err
	}
	if r.Redirect != "" && r.Redirect != c.Redirect {
		return AuthReply{}, badAuthRequest("It wants you to be sent to an address that is not its own.")
	}
	held, err := a.cut(ctx, commonhall.Token{User: id.User.Name, Scopes: c.Access}, id.Scopes)
	if err != nil {
		return AuthReply{}, err
	}
	if held.Empty() {
		return AuthReply{}, commonhall.Errorf(commonhall.PermissionDenied, "You may not use %s.", c.Title).
			WithHint("Ask your teacher or administrator, who can allow it.")
	}
	back := func(values ...string) (AuthReply, error) { return AuthReply{To: r.back(c, values...)}, nil }
	if r.Type != "code" {
		return back("error", "unsupported_response_type")
	}
	if r.Challenge == "" && r.Method != "" || r.Challenge != "" && (r.Method != "S256" || !isProof(r.Challenge, 43, 43)) {
		return back("error", "invalid_request", "error_description", "code_challenge_method must be S256")
	}
	asked, ok := c.asked(r.Scope)
	if !ok {
		return back("error", "invalid_scope")
	}
	asked = slices.DeleteFunc(slices.Clone(asked), func(sc commonhall.Scope) bool { // what they may not do nobody does for them
		name, _, _ := strings.Cut(string(sc), "!")
		return name != "self" && name != "inherit" && !id.Scopes.Has(name)
	})
	scopes := slices.Concat(c.Access, signedInScopes(), asked)
	if said == Refused {
		return back("error", "access_denied")
	}
	if confirmed := c.Owner == id.User.Name || c.NoConfirm || said == Agreed; !confirmed {
		if confirmed, err = a.agreedBefore(ctx, id, c, scopes); err != nil || !confirmed {
			return AuthReply{Client: c, Scopes: asked}, err
		}
	}
	code, now := rand.Text(), time.Now().UTC().Truncate(time.Microsecond)
	err = a.store.AddCode(ctx, commonhall.Code{Redirect: r.Redirect, Challenge: r.Challenge, Token: commonhall.Token{User: id.User.Name, Client: c.ID,
		Session: id.Session.ID, Server: c.Server, Note: "Sign-in at " + clean(c.Title, 100), Scopes: scopes, Created: now, Expires: now.Add(codeAge)}}, sha256.Sum256([]byte(code)))
	if err != nil {
		return AuthReply{}, err
	}
	return back("code", code)
}

// codeAge is how long a code is good: JupyterHub's.
const codeAge = 300 * time.Second

// oauthClient returns the client called id, as far as it concerns a person: of servers
// there are their own that run.
func (a *Auth) oauthClient(ctx context.Context, name commonhall.UserName, id string) (OAuthClient, error) {
	if strings.HasPrefix(id, "jupyterhub-user-") {
		t, err := a.store.ServerClient(ctx, name, id)
		if commonhall.KindOf(err) == commonhall.NotFound {
			err = commonhall.Errorf(commonhall.PermissionDenied, "The server that sent you here is not yours, or does not run.").
				WithHint("Open your own server from your home page.").Because(err)
		}
		return serverClient(t), err
	}
	c, err := a.service(ctx, id)
	if commonhall.KindOf(err) == commonhall.NotFound {
		err = badAuthRequest("This hub does not know it.")
	}
	return c, err
}

func (a *Auth) service(ctx context.Context, id string) (OAuthClient, error) {
	if a.cfg.Clients == nil {
		return OAuthClient{}, commonhall.Errorf(commonhall.NotFound, "There is no such client.")
	}
	return a.cfg.Clients.OAuthClient(ctx, id)
}

// serverClient is the client that the holder of a server's own token is.
func serverClient(t commonhall.Token) OAuthClient {
	suffix := strings.TrimPrefix(t.Client, t.User.OAuthClient(""))
	key := t.User.Server(commonhall.ServerName(strings.TrimPrefix(suffix, "-")))
	return OAuthClient{ID: t.Client, Title: "your server", Redirect: key.Prefix() + "oauth_callback", Server: t.Server, Owner: t.User,
		Access: []commonhall.Scope{commonhall.Scope("access:servers!server=" + key.FullName())}}
}

// asked returns what a client asks for beyond signing in: what it names, or everything
// that it may. It reports false if that is more than it may.
func (c OAuthClient) asked(scope string) ([]commonhall.Scope, bool) {
	if strings.TrimSpace(scope) == "" {
		return c.Allowed, true
	}
	var out []commonhall.Scope
	for _, word := range strings.Fields(scope) {
		switch sc := commonhall.Scope(word); {
		case sc == "identify" || slices.Contains(c.Access, sc):
		case !slices.Contains(c.Allowed, sc):
			return nil, false
		case !slices.Contains(out, sc):
			out = append(out, sc)
		}
	}
	return out, true
}

// stillAsked returns which scopes of a token that somebody gave a service are still what it
// may ask for. One that is gone, or signs nobody in any more, has none.
func (a *Auth) stillAsked(ctx context.Context, t commonhall.Token) ([]commonhall.Scope, error) {
	c, err := a.service(ctx, t.Client)
	if commonhall.KindOf(err) == commonhall.NotFound {
		err = unauthenticated()
	}
	if err == nil && !c.given(t.Scopes) { // another one was called so
		err = unauthenticated()
	}
	may := slices.Concat(c.Access, signedInScopes(), c.Allowed)
	return slices.DeleteFunc(t.Scopes, func(sc commonhall.Scope) bool { return !slices.Contains(may, sc) }), err
}

// given reports whether a token with those scopes was given to this client, and not to another one
// that had its name: what is given lets people enter there and nowhere else.
func (c OAuthClient) given(scopes []commonhall.Scope) bool {
	return !slices.ContainsFunc(c.Access, func(sc commonhall.Scope) bool { return !slices.Contains(scopes, sc) })
}

// signedInScopes tell a client who somebody is.
func signedInScopes() []commonhall.Scope {
	return []commonhall.Scope{"read:users:name!user", "read:users:groups!user"}
}

// agreedBefore reports whether the client has as much in this session already.
func (a *Auth) agreedBefore(ctx context.Context, id *Identity, c OAuthClient, scopes []commonhall.Scope) (bool, error) {
	list, err := a.store.Tokens(ctx, id.User.Name)
	return slices.ContainsFunc(list, func(t commonhall.Token) bool {
		return t.Session == id.Session.ID && t.Client == c.ID && !slices.ContainsFunc(scopes, func(sc commonhall.Scope) bool { return !slices.Contains(t.Scopes, sc) })
	}), err
}

// back is the client's own address with an answer, and with what it wants to see again.
func (r AuthRequest) back(c OAuthClient, values ...string) string {
	q := url.Values{}
	for i := 0; i < len(values); i += 2 {
		q.Set(values[i], values[i+1])
	}
	if r.State != "" {
		q.Set("state", r.State)
	}
	joint := "?"
	if strings.Contains(c.Redirect, "?") {
		joint = "&"
	}
	return c.Redirect + joint + q.Encode()
}

// isProof reports whether s is written as PKCE's challenges and verifiers are.
func isProof(s string, least, most int) bool {
	for _, c := range []byte(s) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0) {
			return false
		}
	}
	return len(s) >= least && len(s) <= most
}
