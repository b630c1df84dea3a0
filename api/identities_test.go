package api

import (
	"testing"

	"commonhall/auth"
	"commonhall/config"
	"commonhall/provider"
)

// atSchool is a provider that nobody asks anything.
func atSchool() []*provider.Provider {
	return []*provider.Provider{{Settings: config.Provider{Name: "school", Type: "oidc", URL: "https://id.example"}}}
}

// identityMeanings is what the page says of their routes.
func identityMeanings() map[string]meaning {
	return map[string]meaning{
		"GET /users/{name}/identities":         {"", "how they sign in at providers", "200 403 404"},
		"POST /users/{name}/identities":        {"`provider`, `subject`", "the way to sign in, which works from now on. The caller must be an administrator, with the scope for everybody, who may do all that the person may", "201 400 403 404 409"},
		"DELETE /users/{name}/identities/{id}": {"", "nothing. What is open by it has ended. The caller must be an administrator, with the scope for everybody", "204 403 404"},
	}
}

// identityAttempts is what their routes answer to whom.
func identityAttempts() map[string]attempt {
	return map[string]attempt{
		"GET /users/{name}/identities":         {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /users/{name}/identities":        {"", `{"provider":"school","subject":"7"}`, "403 403 403 403 403 403 403 403 403 403 201 201"},
		"DELETE /users/{name}/identities/{id}": {"/users/ada/identities/1", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
	}
}

// TestWaysToSignIn: an administrator links somebody with who they are at a provider.
func TestWaysToSignIn(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		const path = "/users/ada/identities"
		for _, bad := range []string{"", "null", "[]", `{"provider":"school"}`, `{"provider":7,"subject":"x"}`, `{"provider":"mail","subject":"x"}`,
			`{"provider":"school","subject":"a\nb"}`, `{"provider":"school","subject":"x","issuer":"https://evil.example"}`} {
			h.want(400, admin, "POST", path, bad)
		}
		m := h.want(201, admin, "POST", path, `{"provider":"school","subject":"7"}`)
		if m["issuer"] != "https://id.example" || m["user"] != "ada" || m["last_used"] != nil {
			t.Errorf("it is %v", m)
		}
		h.want(409, admin, "POST", "/users/ben/identities", `{"provider":"school","subject":"7"}`)
		h.want(201, admin, "POST", "/users/boss/identities", `{"provider":"school","subject":"8"}`)
		h.want(404, admin, "DELETE", "/users/ben/identities/1", "")
		h.want(404, admin, "DELETE", path+"/x", "")
		h.want(204, admin, "DELETE", path+"/1", "")
		h.want(404, admin, "DELETE", path+"/1", "")
		h.want(201, operator(), "POST", "/roles", `{"name":"grader","scopes":["custom:grade"],"users":["ben"]}`)
		h.want(201, admin, "POST", "/users/ben/identities", `{"provider":"school","subject":"7"}`)
		if m := h.want(200, admin, "GET", "/users/ben", ""); m["has_password"] != true {
			t.Error("who signs in elsewhere looks as if they never had")
		}
	})
}

// TestNobodyElseSaysWhoSomebodyIs at a provider: a helper who is linked with an administrator's
// subject, which the timeline tells, would be one when that person signs in. Nor does who helps
// take a link away, without which the provider could not take back what it gave.
func TestNobodyElseSaysWhoSomebodyIs(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/roles", `{"name":"staff","scopes":["admin:users","admin:groups","admin:roles"],"users":["ben"]}`)
		h.want(201, operator(), "POST", "/users/ada/identities", `{"provider":"school","subject":"7"}`)
		all := serving("service of all", adminScopes()...).come(h)
		for what, c := range map[string]caller{"a helper": h.token("ben"), "a service with all scopes": all, "a token without the scope": h.token("boss", "tokens"),
			"a token for some": h.token("boss", "admin:users!user=ada", "admin:users!user=ben", "admin:users!user=boss")} {
			for _, name := range []string{"ben", "ada", "boss"} {
				if w := h.call(c, "POST", "/users/"+name+"/identities", `{"provider":"school","subject":"the boss"}`); w.Code != 403 {
					t.Errorf("%s links %s: %d %s", what, name, w.Code, w.Body)
				}
			}
			if w := h.call(c, "DELETE", "/users/ada/identities/1", ""); w.Code != 403 {
				t.Errorf("%s unlinks ada: %d %s", what, w.Code, w.Body)
			}
		}
		less := h.token("boss", "admin:users") // with which administrators are made
		h.want(201, less, "POST", "/users/ada/identities", `{"provider":"school","subject":"8"}`)
		h.want(403, less, "POST", "/users/boss/identities", `{"provider":"school","subject":"9"}`)
		h.want(204, less, "DELETE", "/users/ada/identities/1", "")
		h.want(201, h.service(auth.Service{Name: "root", Admin: true}), "POST", "/users/ada/identities", `{"provider":"school","subject":"9"}`)
	})
}
