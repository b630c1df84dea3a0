package api

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/problem"
	"commonhall/service"
)

// serviceTokens is the room auth as the services' room asks it.
type serviceTokens struct{ *auth.Auth }

func (t serviceTokens) AdmitService(ctx context.Context, s commonhall.Service, token string) error {
	t.AddService(auth.Service{Name: s.Name, Admin: s.Admin, Client: s.ClientID})
	if token == "" {
		return nil
	}
	return t.KeepServiceToken(ctx, s.Name, token)
}

func (h *hub) ServeService(_ commonhall.ServiceName, l net.Listener) { _, _ = l.Accept() }

// serve gives the hub services. Two stand in the settings: one that the hub runs, and one
// that runs elsewhere.
func (h *hub) serve() {
	r := h.newServices()
	h.info.Services = r
	h.parts.Go(func() { _ = r.Run(h.base, func() {}) })
	synctest.Wait()
}

func served(t *testing.T, f func(*hub)) {
	t.Helper()
	story(t, func(h *hub) {
		h.serve()
		f(h)
	})
}

func (h *hub) newServices() *service.Room {
	list := []commonhall.Service{{Name: "cull", Command: []string{"sleep"}, Admin: true}, {Name: "grades", URL: "http://127.0.0.1:10101", Hidden: true}}
	log := slog.New(slog.NewTextHandler(h, nil))
	for i := range list {
		list[i] = service.Complete(list[i])
	}
	return service.New(service.Config{Services: list, FirstID: 600_000_950, Grace: time.Second}, h.db, serviceTokens{h.auth}, h.sp, h, h, problem.New(h.db, log), log)
}

// bearing returns a caller with that token.
func bearing(token any) caller {
	text, _ := token.(string)
	return caller{header: map[string]string{"Authorization": "token " + text}}
}

// TestServices: models as JupyterHub's, with what the caller may see.
func TestServices(t *testing.T) {
	served(t, func(h *hub) {
		list := h.want(200, h.token("boss"), "GET", "/services", "")
		grades, _ := list["grades"].(map[string]any)
		for _, key := range []string{"kind", "name", "roles", "admin", "url", "prefix", "command", "pid", "info", "display"} {
			if _, ok := grades[key]; !ok {
				t.Errorf("%s is missing of %v", key, grades)
			}
		}
		if len(list) != 2 || grades["prefix"] != "/services/grades/" || grades["display"] != false || grades["managed"] != false || grades["state"] != nil {
			t.Errorf("%v", list)
		}
		cull := h.want(200, h.token("boss"), "GET", "/services/cull", "")
		if state, _ := cull["state"].(map[string]any); cull["prefix"] != nil || cull["managed"] != true || state["phase"] != "running" || strings.Contains(strings.Join(keys(cull), " "), "token") {
			t.Errorf("%v", cull)
		}
		names := h.want(200, h.token("boss", "read:services:name"), "GET", "/services/cull", "")
		if got := strings.Join(keys(names), " "); got != "admin kind name" {
			t.Errorf("who may read the name sees %s", got)
		}
		h.want(404, h.token("boss"), "GET", "/services/none", "")
		token := h.want(200, operator(), "GET", "/services/cull/token", "")["api_token"]
		if me := h.want(200, bearing(token), "GET", "/user", ""); me["kind"] != "service" || me["name"] != "cull" {
			t.Errorf("its token is that of %v", me)
		}
		h.want(400, operator(), "GET", "/services/grades/log", "")
		h.want(400, operator(), "POST", "/services/grades/restart", "")
	})
}

// TestAddedServices: added, known to the API by its token, and gone with it. Who may add
// some does not make administrators.
func TestAddedServices(t *testing.T) {
	served(t, func(h *hub) {
		boss := h.token("boss")
		far := h.want(201, boss, "POST", "/services/far", `{"url":"https://far.example/base","info":{"a":{"b":1}},"oauth_no_confirm":true,"name":"far"}`)
		if far["from_config"] != false || far["url"] != "https://far.example/base" || far["oauth_client_id"] != "service-far" {
			t.Errorf("%v", far)
		}
		if me := h.want(200, bearing(far["api_token"]), "GET", "/user", ""); me["name"] != "far" || me["admin"] != false {
			t.Errorf("its token is that of %v", me)
		}
		h.want(403, bearing(far["api_token"]), "GET", "/users", "")
		h.want(409, boss, "POST", "/services/far", `{"info":{}}`)
		h.want(409, boss, "POST", "/services/cull", `{"info":{}}`)
		h.want(405, boss, "DELETE", "/services/cull", "")
		h.want(200, boss, "DELETE", "/services/far", "")
		h.want(404, boss, "DELETE", "/services/far", "")
		h.want(403, bearing(far["api_token"]), "GET", "/user", "")
		some := h.token("boss", "admin:services")
		h.want(403, some, "POST", "/services/sly", `{"admin":true}`)
		h.want(403, some, "POST", "/services/sly", `{"oauth_no_confirm":true}`)
		h.want(403, some, "POST", "/services/sly", `{"oauth_client_allowed_scopes":["admin:users"]}`)
		h.want(403, some, "POST", "/services/sly", `{"url":"https://evil.example"}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"makers","scopes":["admin:services!service=sly","admin:services!service=slow"],"users":["ada"]}`)
		for _, body := range []string{`{"url":"https://evil.example"}`, `{"url":"https://evil.example/","display":false,"oauth_client_id":"service-sly"}`} {
			h.want(403, h.token("ada"), "POST", "/services/sly", body)
		}
		h.want(404, h.token("boss", "read:services"), "GET", "/services/sly", "")
		h.want(201, h.token("ada"), "POST", "/services/slow", `{"info":{}}`)
		h.want(409, h.token("ada"), "POST", "/services/slow", `{"url":"https://evil.example"}`)
		chosen := h.want(201, some, "POST", "/services/own", `{"api_token":"ch_abcdefghijklmnopqrstuvwxyz234567"}`)
		if chosen["api_token"] != nil {
			t.Errorf("a token that is known is shown: %v", chosen)
		}
		root := h.want(201, boss, "POST", "/services/root", `{"admin":true}`)
		h.want(200, bearing(root["api_token"]), "GET", "/users", "")
	})
}

// TestServicesThatCannotBe: each is refused with what is wrong.
func TestServicesThatCannotBe(t *testing.T) {
	served(t, func(h *hub) {
		for body, want := range map[string]string{
			"": "Invalid service data", `[]`: "must be an object", `{`: "Invalid JSON", `{"url":7}`: "url cannot be a number", `{"user":"root"}`: "Unknown key",
			`{"command":["true"]}`:                         "cannot be added here",
			`{"name":"other"}`:                             "another service than the path",
			`{"url":"ftp://h"}`:                            "neither http:// nor https://",
			`{"url":"http://a:b@h"}`:                       "and nothing else",
			`{"api_token":"short"}`:                        "and 32 letters",
			`{"oauth_client_id":"jupyterhub-user-ada"}`:    "cannot be the name of an OAuth client",
			`{"oauth_redirect_uri":"javascript:alert(1)"}`: "neither a path nor an address",
			`{"oauth_client_allowed_scopes":["` + strings.Repeat("x", 200) + `"]}`: "more than 130 bytes",
		} {
			w := h.call(operator(), "POST", "/services/new", body)
			if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: %d %s, want %q", body, w.Code, w.Body, want)
			}
		}
		for _, name := range []string{"-x", "a%20b", "1x", strings.Repeat("x", 41), "%C3%A4"} {
			h.want(400, operator(), "POST", "/services/"+name, `{"info":{}}`)
		}
		if list := h.want(200, operator(), "GET", "/services", ""); len(list) != 2 {
			t.Errorf("there are %v", keys(list))
		}
	})
}
