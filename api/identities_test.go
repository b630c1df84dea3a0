package api

import (
	"testing"

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
		"POST /users/{name}/identities":        {"`provider`, `subject`", "the way to sign in, which works from now on. The caller must be able to do all that the person may", "201 400 403 404 409"},
		"DELETE /users/{name}/identities/{id}": {"", "nothing. What is open by it has ended", "204 403 404"},
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

// TestWaysToSignIn: an administrator links somebody with who they are at a provider, and
// nobody with less may open the account of one.
func TestWaysToSignIn(t *testing.T) {
	story(t, func(h *hub) {
		admin, narrow := h.token("boss"), h.token("boss", "admin:users!user=ada", "admin:users!user=boss")
		const path = "/users/ada/identities"
		for _, bad := range []string{"", "null", "[]", `{"provider":"school"}`, `{"provider":7,"subject":"x"}`, `{"provider":"mail","subject":"x"}`,
			`{"provider":"school","subject":"a\nb"}`, `{"provider":"school","subject":"x","issuer":"https://evil.example"}`} {
			h.want(400, admin, "POST", path, bad)
		}
		m := h.want(201, narrow, "POST", path, `{"provider":"school","subject":"7"}`)
		if m["issuer"] != "https://id.example" || m["user"] != "ada" || m["last_used"] != nil {
			t.Errorf("it is %v", m)
		}
		h.want(409, admin, "POST", "/users/ben/identities", `{"provider":"school","subject":"7"}`)
		h.want(403, narrow, "POST", "/users/boss/identities", `{"provider":"school","subject":"8"}`)
		h.want(201, admin, "POST", "/users/boss/identities", `{"provider":"school","subject":"8"}`)
		h.want(403, narrow, "DELETE", "/users/boss/identities/2", "")
		h.want(404, admin, "DELETE", "/users/ben/identities/1", "")
		h.want(404, admin, "DELETE", path+"/x", "")
		h.want(204, narrow, "DELETE", path+"/1", "")
		h.want(404, narrow, "DELETE", path+"/1", "")
		h.want(201, operator(), "POST", "/roles", `{"name":"grader","scopes":["custom:grade"],"users":["ben"]}`)
		h.want(201, admin, "POST", "/users/ben/identities", `{"provider":"school","subject":"7"}`)
		if m := h.want(200, admin, "GET", "/users/ben", ""); m["has_password"] != true {
			t.Error("who signs in elsewhere looks as if they never had")
		}
	})
}
