package api

import (
	"maps"
	"testing"

	"commonhall/auth"
)

// TestNobodyIsWhoAHeaderSays: a program that has a way to the hub, a person's server or a
// service, is who its token says, whatever its headers claim; without a token it is nobody,
// also with the session of an administrator who visited it.
func TestNobodyIsWhoAHeaderSays(t *testing.T) {
	story(t, func(h *hub) {
		claims := map[string]string{}
		for _, name := range []string{"Remote-User", "X-Remote-User", "X-Forwarded-User", "X-Auth-Request-User", "X-Hub-User", "X-Hub-Operator", "X-Commonhall-User",
			"X-Jupyterhub-User", "X-Real-Ip", "X-Forwarded-For", "X-Original-Uri", "X-Http-Method-Override", "X-User", "From"} {
			claims[name] = "boss"
		}
		stolen := h.cookie("boss", "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate")
		h.want(200, stolen, "GET", "/users", "") // at the edge's door it is theirs
		server, service := h.caller("server"), h.service(auth.Service{Name: "idle"})
		service.door = auth.Door{Service: "idle"}
		for name, c := range map[string]caller{"ada": server, "idle": service} {
			token := c.header["Authorization"]
			c.header = maps.Clone(claims)
			h.want(403, c, "GET", "/user", "")
			maps.Copy(c.header, stolen.header)
			h.want(403, c, "GET", "/user", "")
			h.want(403, c, "GET", "/users", "")
			c.header["Authorization"] = token
			if me := h.want(200, c, "GET", "/user", ""); me["name"] != name || me["admin"] != false {
				t.Errorf("%s is told that it is %v", name, me)
			}
			for _, a := range [][3]string{{"GET", "/users", ""}, {"GET", "/services", ""}, {"GET", "/services/idle/token", ""}, {"GET", "/proxy", ""}, {"PATCH", "/users/ada", `{"admin":true}`},
				{"PATCH", "/users/ada", `{"name":"eve"}`}, {"POST", "/users/ada/tokens", `{"scopes":["inherit"]}`}, {"POST", "/users/ada/server", ""}, {"DELETE", "/users/ada", ""},
				{"POST", "/users/ada/password", `{"password":"nine white horses"}`}, {"POST", "/services/mine", `{"url":"https://h.example"}`}} {
				h.want(403, c, a[0], a[1], a[2])
			}
		}
	})
}
