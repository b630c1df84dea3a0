package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// client is a service that signs people in, and the browser of somebody who may use it.
type client struct {
	*trial
	id, secret, back string
	browser          *http.Client
}

// client makes one for the length of the trial. Who signs in administers meanwhile, and so
// may use every service.
func (t *trial) client() *client {
	c := &client{trial: t, browser: t.browser(), secret: "ch_" + strings.ToLower(rand.Text() + rand.Text())[:32]}
	name := t.k.name()
	c.id, c.back = "service-"+name, "https://"+name+".example/callback"
	if t.admin("GET", "/users/"+t.k.user, "").must(200).at("admin") != true {
		t.admin("PATCH", "/users/"+t.k.user, `{"admin":true}`).must(200)
		t.cleanup = append(t.cleanup, func() { t.admin("PATCH", "/users/"+t.k.user, `{"admin":false}`) })
	}
	t.away("/services/" + name)
	t.admin("POST", "/services/"+name, compact(map[string]any{"api_token": c.secret, "oauth_client_id": c.id, "oauth_redirect_uri": c.back})).must(201)
	t.k.secrets = append(t.k.secrets, c.secret)
	return c
}

// asks goes to where the client sends its visitor, which says more in pairs.
func (c *client) asks(more ...string) (a *answer, at string) {
	q := url.Values{"client_id": {c.id}, "redirect_uri": {c.back}, "response_type": {"code"}, "state": {"s 1"}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	at = "/hub/api/oauth2/authorize?" + q.Encode()
	return c.send(c.browser, nobody, "GET", at, "", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "cross-site"), at
}

// agrees asks, sends the form that the hub shows to who has not agreed yet, and returns the code.
func (c *client) agrees(more ...string) string {
	page, at := c.asks(more...)
	if page.status/100 == 3 {
		return c.sent(page)
	}
	page.must(200).sends("Content-Type", "text/html")
	values, action, form := url.Values{}, at, consent(string(page.body))
	for _, input := range regexp.MustCompile(`<(?:input|button)[^>]*>`).FindAllString(form, -1) {
		name, value := attribute(input, "name"), attribute(input, "value")
		if strings.Contains(input, `type="hidden"`) || strings.HasPrefix(input, "<button") && name != "" && !values.Has(name) {
			values.Add(name, value)
		}
	}
	if to := attribute(form, "action"); to != "" {
		action = to
	}
	a := c.send(c.browser, nobody, "POST", action, values.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Origin", c.k.origin(),
		"Referer", c.k.origin()+at, "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "same-origin")
	return c.sent(a)
}

// sent returns the code with which an answer leads back to the client.
func (c *client) sent(a *answer) string {
	to, err := url.Parse(a.header.Get("Location"))
	if err != nil || a.status/100 != 3 || !strings.HasPrefix(to.String(), c.back+"?") || to.Query().Get("state") != "s 1" || to.Query().Get("code") == "" {
		c.stop("nobody is sent to %s with a code and the state: %s to %q", c.back, a, to)
	}
	return to.Query().Get("code")
}

// consent returns the form of a page that answers what a client asks, and not the one for
// signing out.
func consent(page string) string {
	for _, form := range regexp.MustCompile(`(?s)<form.*?</form>`).FindAllString(page, -1) {
		if to := attribute(form, "action"); to == "" || strings.Contains(to, "/oauth2/authorize") {
			return form
		}
	}
	return ""
}

// attribute returns what the first tag that has it says of one.
func attribute(tag, name string) string {
	if m := regexp.MustCompile(`\s` + name + `="([^"]*)"`).FindStringSubmatch(tag); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}

// gives exchanges a code, with more in pairs.
func (c *client) gives(code string, more ...string) *answer {
	q := url.Values{"client_id": {c.id}, "client_secret": {c.secret}, "grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {c.back}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return c.form(q.Encode())
}

// oauthRows are about services that sign people in, which are made over the API.
var oauthRows = []row{
	{"oauth.consent", "GET, POST /oauth2/authorize", "a page asks; who agrees is sent back with a code, which gives a token that says who they are", "4.0", func(t *trial) {
		c := t.client()
		a := c.gives(c.agrees()).ok().has("Bearer", "token_type")
		token, _ := a.at("access_token").(string)
		t.k.secrets = append(t.k.secrets, token)
		t.ask(token, "GET", "/user", "").ok().has(t.k.user, "name").has("user", "kind")
		t.ask(token, "GET", "/users", "").refuses(403)
	}},
	{"oauth.replay", "POST /oauth2/token", "400 for a code that was used", "4.0", func(t *trial) {
		c := t.client()
		code := c.agrees()
		c.gives(code).ok()
		c.gives(code).is(400).has("invalid_grant", "error")
	}},
	{"oauth.swap", "POST /oauth2/token", "400 for a code of another client, and 401 for its secret", "4.0", func(t *trial) {
		c, other := t.client(), t.client()
		code := c.agrees()
		other.gives(code, "redirect_uri", c.back).is(400).has("invalid_grant", "error")
		c.gives(code, "client_secret", other.secret).is(401).has("invalid_client", "error")
	}},
	{"oauth.redirect", "GET /oauth2/authorize", "400 for an address that is not the client's, and nobody is sent there", "4.0", func(t *trial) {
		c := t.client()
		for _, to := range []string{"https://evil.example/callback", c.back + "/../x", c.back + ".evil.example", "//evil.example"} {
			if a, _ := c.asks("redirect_uri", to); a.is(400).header.Get("Location") != "" {
				a.wrong("it leads to %q", a.header.Get("Location"))
			}
		}
		c.gives(c.agrees(), "redirect_uri", c.back+"x").is(400, 401)
	}},
	{"oauth.unknown", "GET /oauth2/authorize", "400 for a client that there is not, and nobody is sent anywhere", "4.0", func(t *trial) {
		c := t.client()
		a, _ := c.asks("client_id", "service-conform-nobody")
		if a.is(400).header.Get("Location") != "" {
			a.wrong("it leads to %q", a.header.Get("Location"))
		}
	}},
	{"oauth.proof", "POST /oauth2/token", "with a challenge (PKCE, S256) its verifier is wanted, and no other", "6.0", func(t *trial) {
		c, verifier := t.client(), "a-verifier-of-the-right-length-0123456789-abcdef"
		sum := sha256.Sum256([]byte(verifier))
		challenge := []string{"code_challenge", base64.RawURLEncoding.EncodeToString(sum[:]), "code_challenge_method", "S256"}
		c.gives(c.agrees(challenge...), "code_verifier", verifier).ok()
		c.gives(c.agrees(challenge...), "code_verifier", verifier+"0").is(400).has("invalid_grant", "error")
		c.gives(c.agrees(challenge...)).is(400)
	}},
}
