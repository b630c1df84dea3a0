package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
	"commonhall/scope"
)

// program is what speaks to the hub from inside a server.
type program struct {
	h      *hub
	secret string // its token
}

// program begins a server of ada's and returns what runs in it.
func (h *hub) program() program {
	text, err := h.auth.CreateServerToken(h.t.Context(), commonhall.UserName("ada").Default(), "1-run")
	h.must(err)
	h.secrets = append(h.secrets, text)
	return program{h, text}
}

// code is a code for it, as ada's browser brings it.
func (p program) code() (string, *auth.Identity) {
	_, value, _ := strings.Cut(p.h.cookie("ada").header["Cookie"], "=")
	id, err := p.h.auth.Identify(p.h.t.Context(), gate.SessionCookie, sha256.Sum256([]byte(value)))
	p.h.must(err)
	reply, err := p.h.auth.Authorize(p.h.t.Context(), id, auth.AuthRequest{Client: "jupyterhub-user-ada", Redirect: "/user/ada/oauth_callback", Type: "code"}, auth.Unasked)
	p.h.must(err)
	u, err := url.Parse(reply.To)
	p.h.must(err)
	return u.Query().Get("code"), id
}

// posts sends a form, as jupyterhub-singleuser does: with its token in the header, too.
func (p program) posts(form url.Values, header ...string) *httptest.ResponseRecorder {
	who := caller{door: auth.Door{Inside: "ada"}, header: map[string]string{"Authorization": "token " + p.secret, "Content-Type": "application/x-www-form-urlencoded"}}
	for i := 0; i < len(header); i += 2 {
		who.header[header[i]] = header[i+1]
	}
	return p.h.call(who, "POST", "/oauth2/token", form.Encode())
}

func (p program) form(code string) url.Values {
	return url.Values{"client_id": {"jupyterhub-user-ada"}, "client_secret": {p.secret}, "grant_type": {"authorization_code"},
		"code": {code}, "redirect_uri": {"/user/ada/oauth_callback"}}
}

// TestAProgramSignsSomebodyIn is the dialogue of JupyterHub's own server with the hub.
func TestAProgramSignsSomebodyIn(t *testing.T) {
	story(t, func(h *hub) {
		p := h.program()
		code, session := p.code()
		w := p.posts(p.form(code))
		var given struct {
			Token string `json:"access_token"`
			Type  string `json:"token_type"`
			Ends  int64  `json:"expires_in"`
			Scope string
		}
		h.must(json.Unmarshal(w.Body.Bytes(), &given))
		if w.Code != 200 || given.Type != "Bearer" || given.Ends < 3590 || given.Scope != "access:servers!server=ada/ read:users:name!user read:users:groups!user" ||
			w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Pragma") != "no-cache" {
			t.Errorf("%d %+v %v", w.Code, given, w.Header())
		}
		holder := caller{door: auth.Door{Inside: "ada"}, header: map[string]string{"Authorization": "Bearer " + given.Token}}
		me := h.want(200, holder, "GET", "/user", "")
		if me["name"] != "ada" || me["kind"] != "user" || me["session_id"] != string(session.Session.ID) || me["admin"] != false || me["groups"] == nil || me["last_activity"] != nil {
			t.Errorf("it says %v", me)
		}
		if !strings.Contains(h.call(holder, "GET", "/user", "").Body.String(), `"access:servers!server=ada/"`) {
			t.Error("it does not say that ada may enter")
		}
		h.want(403, holder, "POST", "/users/ada/server", "")
		h.want(403, holder, "POST", "/users/ada/tokens", "")
		h.want(404, holder, "GET", "/users/boss", "")
		list := h.want(200, h.token("ada"), "GET", "/users/ada/tokens", "")["api_tokens"].([]any)
		m := list[1].(map[string]any)
		if m["oauth_client"] != "jupyterhub-user-ada" || m["session_id"] != string(session.Session.ID) {
			t.Errorf("listed as %v", m)
		}
		h.must(h.auth.SignOut(h.t.Context(), "ada", session.Session.ID))
		h.want(403, holder, "GET", "/user", "")
	})
}

// TestFormsThatGiveNothing: what a program says wrongly, as RFC 6749 has it told.
func TestFormsThatGiveNothing(t *testing.T) {
	story(t, func(h *hub) {
		p := h.program()
		code, _ := p.code()
		basic := func(id, secret string) string {
			return "Basic " + base64.StdEncoding.EncodeToString([]byte(id+":"+secret))
		}
		with := func(f func(url.Values)) url.Values { v := p.form(code); f(v); return v }
		for what, c := range map[string]struct {
			form   url.Values
			header []string
			status int
			word   string
		}{
			"a wrong secret":   {with(func(v url.Values) { v.Set("client_secret", "x") }), nil, 401, "invalid_client"},
			"nothing":          {url.Values{}, nil, 400, "invalid_request"},
			"half":             {url.Values{"grant_type": {"authorization_code"}}, nil, 400, "invalid_request"},
			"two codes":        {with(func(v url.Values) { v.Add("code", "x") }), nil, 400, "invalid_request"},
			"a password":       {with(func(v url.Values) { v.Set("grant_type", "password") }), nil, 400, "unsupported_grant_type"},
			"another code":     {with(func(v url.Values) { v.Set("code", "x") }), nil, 400, "invalid_grant"},
			"two names":        {with(func(v url.Values) { v.Del("client_secret") }), []string{"Authorization", basic("service-x", p.secret)}, 400, "invalid_request"},
			"a wrong header":   {with(func(v url.Values) { v.Del("client_secret") }), []string{"Authorization", basic("jupyterhub-user-ada", "x")}, 401, "invalid_client"},
			"a strange header": {with(func(v url.Values) { v.Del("client_secret") }), []string{"Authorization", basic("%zz", "x")}, 400, "invalid_request"},
		} {
			var said struct{ Error string }
			w := p.posts(c.form, c.header...)
			h.must(json.Unmarshal(w.Body.Bytes(), &said))
			if w.Code != c.status || said.Error != c.word {
				t.Errorf("%s: %d %s, want %d %s", what, w.Code, w.Body, c.status, c.word)
			}
		}
		huge := with(func(v url.Values) { v.Set("code", strings.Repeat("x", 1<<20)) })
		if w := p.posts(huge); w.Code != 400 {
			t.Errorf("a huge code: %d", w.Code)
		}
		raw := caller{door: auth.Door{Inside: "ada"}, header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}
		if w := h.call(raw, "POST", "/oauth2/token", "%zz=1;;"); w.Code != 400 {
			t.Errorf("no form: %d %s", w.Code, w.Body)
		}
		// The code is as good as before, also for who says its secret in the header.
		form := with(func(v url.Values) { v.Del("client_secret"); v.Del("client_id") })
		if w := p.posts(form, "Authorization", basic("jupyterhub-user-ada", p.secret)); w.Code != http.StatusOK {
			t.Errorf("the right one: %d %s", w.Code, w.Body)
		}
		if w := p.posts(p.form(code)); w.Code != 400 || !strings.Contains(w.Body.String(), "invalid_grant") {
			t.Errorf("again: %d %s", w.Code, w.Body)
		}
	})
}

// TestWhoseATokenIs: as clients of before 2.0 ask. Inside a server nobody else's is any.
func TestWhoseATokenIs(t *testing.T) {
	story(t, func(h *hub) {
		p := h.program()
		text, _, err := h.auth.CreateToken(h.t.Context(), "ben", auth.NewToken{Scopes: []commonhall.Scope{}}, scope.Person("ben", false))
		h.must(err)
		h.secrets = append(h.secrets, text)
		m := h.want(200, h.token("ada"), "GET", "/authorizations/token/"+text, "")
		if m["name"] != "ben" || m["kind"] != "user" || m["admin"] != false || m["last_activity"] != nil {
			t.Errorf("it is said to be of %v", m)
		}
		inside := caller{door: auth.Door{Inside: "ada"}, header: map[string]string{"Authorization": "token " + p.secret}}
		h.want(404, inside, "GET", "/authorizations/token/"+text, "")
		if m := h.want(200, inside, "GET", "/authorizations/token/"+p.secret, ""); m["name"] != "ada" {
			t.Errorf("its own: %v", m)
		}
		h.want(404, operator(), "POST", "/authorizations/token", "{}")
		h.want(404, operator(), "GET", "/authorizations/token/ch_none", "")
	})
}
