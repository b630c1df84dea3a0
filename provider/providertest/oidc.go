// Package providertest has providers for tests, over HTTP on loopback: OpenID Connect,
// and one that speaks as GitHub does. They check what a real one checks, and can be told
// to lie. They are in no program.
package providertest

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Claims are what a token says.
type Claims = map[string]any

// Secret is the secret of the client hall at all providers here.
const Secret = "the secret of the hall"

// OIDC is an OpenID Connect provider with one client, hall.
type OIDC struct {
	*httptest.Server
	key *rsa.PrivateKey

	mu      sync.Mutex
	codes   map[string]granted
	tokens  map[string]Claims // by refresh token
	access  map[string]Claims
	claims  Claims
	info    Claims // of userinfo besides
	lie     func(header, claims Claims)
	sign    string
	down    bool
	refuse  map[string]bool // subjects whose refresh is refused
	Asked   int             // how often the token endpoint was
	Refresh bool            // whether it gives refresh tokens
}

type granted struct {
	nonce, challenge, callback string
	claims                     Claims
}

// NewOIDC starts one.
func NewOIDC(t *testing.T) *OIDC {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	o := &OIDC{key: key, codes: map[string]granted{}, tokens: map[string]Claims{}, access: map[string]Claims{}, refuse: map[string]bool{}, Refresh: true}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", o.discovery)
	mux.HandleFunc("GET /keys", o.keys)
	mux.HandleFunc("GET /authorize", o.authorize)
	mux.HandleFunc("POST /token", o.token)
	mux.HandleFunc("GET /userinfo", o.userinfo)
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.down {
			http.Error(w, "<html>down for repair, call Bob", http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(o.Close)
	return o
}

// Says is who signs in next, and what userinfo says besides.
func (o *OIDC) Says(claims, info Claims) { o.set(func() { o.claims, o.info = claims, info }) }

// Lies changes the tokens that are made from now on; sign is RS256, HS256 or none.
func (o *OIDC) Lies(sign string, lie func(header, claims Claims)) {
	o.set(func() { o.lie, o.sign = lie, sign })
}

// Down says whether it answers.
func (o *OIDC) Down(down bool) { o.set(func() { o.down = down }) }

// Refuses no longer lets a subject in.
func (o *OIDC) Refuses(subject string) { o.set(func() { o.refuse[subject] = true }) }

func (o *OIDC) set(f func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	f()
}

// SignIn does what the provider's pages do at an address that Begin returned: it gives
// back what the browser comes back with.
func (o *OIDC) SignIn(t *testing.T, address string) url.Values {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for key, want := range map[string]string{"client_id": "hall", "response_type": "code", "code_challenge_method": "S256"} {
		if q.Get(key) != want {
			t.Errorf("%s is %q, want %q", key, q.Get(key), want)
		}
	}
	if q.Get("nonce") == "" || q.Get("state") == "" || q.Get("code_challenge") == "" {
		t.Errorf("there is no nonce, state or challenge in %s", address)
	}
	var back url.Values
	o.set(func() { back = o.grant(q) })
	return back
}

// grant gives a code to whom o says.
func (o *OIDC) grant(q url.Values) url.Values {
	code := rand.Text()
	o.codes[code] = granted{q.Get("nonce"), q.Get("code_challenge"), q.Get("redirect_uri"), o.claims}
	return url.Values{"code": {code}, "state": {q.Get("state")}}
}

// authorize is the page at which people sign in, without asking them.
func (o *OIDC) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+o.grant(q).Encode(), http.StatusFound)
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func (o *OIDC) discovery(w http.ResponseWriter, _ *http.Request) {
	answer(w, 200, Claims{"issuer": o.URL, "authorization_endpoint": o.URL + "/authorize", "token_endpoint": o.URL + "/token", "jwks_uri": o.URL + "/keys",
		"userinfo_endpoint": o.URL + "/userinfo", "id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"}})
}

func (o *OIDC) keys(w http.ResponseWriter, _ *http.Request) {
	answer(w, 200, Claims{"keys": []Claims{{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "one",
		"n": base64.RawURLEncoding.EncodeToString(o.key.N.Bytes()), "e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(o.key.E)).Bytes())}}})
}

func (o *OIDC) token(w http.ResponseWriter, r *http.Request) {
	o.Asked++
	id, secret, _ := r.BasicAuth()
	if want := url.QueryEscape(Secret); id != "hall" || subtle.ConstantTimeCompare([]byte(secret), []byte(want)) != 1 {
		answer(w, 401, Claims{"error": "invalid_client"})
		return
	}
	g := granted{}
	switch r.PostFormValue("grant_type") {
	case "authorization_code":
		code := r.PostFormValue("code")
		found := false
		g, found = o.codes[code]
		delete(o.codes, code) // once
		sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
		if !found || base64.RawURLEncoding.EncodeToString(sum[:]) != g.challenge || r.PostFormValue("redirect_uri") != g.callback {
			answer(w, 400, Claims{"error": "invalid_grant", "error_description": "<script>alert(1)</script>"})
			return
		}
	case "refresh_token":
		g.claims = o.tokens[r.PostFormValue("refresh_token")]
		delete(o.tokens, r.PostFormValue("refresh_token"))
		sub, _ := g.claims["sub"].(string)
		if g.claims == nil || o.refuse[sub] {
			answer(w, 400, Claims{"error": "invalid_grant"})
			return
		}
		if o.claims["sub"] == g.claims["sub"] {
			g.claims = o.claims
		}
	}
	access, out := rand.Text(), Claims{"token_type": "Bearer", "expires_in": 60}
	o.access[access] = g.claims
	out["access_token"], out["id_token"] = access, o.idToken(g)
	if o.Refresh {
		refresh := rand.Text()
		o.tokens[refresh], out["refresh_token"] = g.claims, refresh
	}
	answer(w, 200, out)
}

func (o *OIDC) userinfo(w http.ResponseWriter, r *http.Request) {
	claims, ok := o.access[r.Header.Get("Authorization")[min(7, len(r.Header.Get("Authorization"))):]]
	if !ok {
		w.WriteHeader(401)
		return
	}
	out := Claims{"sub": claims["sub"]}
	for k, v := range o.info {
		out[k] = v
	}
	answer(w, 200, out)
}

// idToken makes a token, true or not.
func (o *OIDC) idToken(g granted) string {
	now := time.Now()
	header := Claims{"alg": "RS256", "kid": "one", "typ": "JWT"}
	claims := Claims{"iss": o.URL, "aud": "hall", "exp": now.Add(time.Minute).Unix(), "iat": now.Unix()}
	if g.nonce != "" {
		claims["nonce"] = g.nonce
	}
	for k, v := range g.claims {
		claims[k] = v
	}
	if o.sign != "" {
		header["alg"] = o.sign
	}
	if o.lie != nil {
		o.lie(header, claims)
	}
	text := part(header) + "." + part(claims)
	sum := sha256.Sum256([]byte(text))
	var signature []byte
	switch header["alg"] {
	case "RS256":
		signature, _ = rsa.SignPKCS1v15(rand.Reader, o.key, crypto.SHA256, sum[:])
	case "HS256": // with what everybody knows
		m := hmac.New(sha256.New, o.key.N.Bytes())
		m.Write([]byte(text))
		signature = m.Sum(nil)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func part(c Claims) string {
	b, _ := json.Marshal(c) // of texts, numbers and lists
	return base64.RawURLEncoding.EncodeToString(b)
}
