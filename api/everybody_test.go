package api

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
	"commonhall/spawner"
)

// TestLimitsOfEverybody: what is decided for all stands in the place of the settings, below
// what groups and people were given, and is taken back to them.
func TestLimitsOfEverybody(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		has := func(who, want string) {
			t.Helper()
			if body := h.call(operator(), "GET", "/users/"+who+"/limits", "").Body.String(); !strings.Contains(body, want) {
				t.Errorf("%s has %s; want %s", who, body, want)
			}
		}
		h.ready("ben", "page")
		m := h.want(200, operator(), "PATCH", "/limits/all", `{"limits":{"memory":"1G","disk":"5G","idle_stop":"2h"},"now":true}`)
		if changed, _ := m["changed"].([]any); len(changed) != 1 || changed[0] != "ben" {
			t.Errorf("it becomes %v", m)
		}
		h.want(200, operator(), "PATCH", "/limits/groups/math", `{"limits":{"memory":"2G"}}`)
		has("ada", `"limit":"memory","origin":"group","running":null,"value":2147483648`)
		has("ada", `"limit":"disk","max_files":null,"origin":"default","running":null`)
		has("ben", `"limit":"memory","origin":"default","running":{"value":1073741824,"words":"1 GiB"},"value":1073741824,"why":"The same for everybody."`)
		has("ben", `"limit":"idle_stop","origin":"default","running":{"value":7200,"words":"2 hours"}`)
		body := h.call(operator(), "GET", "/limits/all", "").Body.String()
		for _, want := range []string{`{"decided":true,"limit":"memory","settings":536870912,"value":1073741824,"words":"1 GiB"}`, `{"decided":false,"limit":"cpu","settings":1,"value":1,"words":"1 core"}`, `{"decided":true,"limit":"disk","settings":null,"value":5368709120,`} {
			if !strings.Contains(body, want) {
				t.Errorf("everybody has %s; want %s", body, want)
			}
		}
		if list := h.call(operator(), "GET", "/limits", "").Body.String(); !strings.Contains(list, `{"kind":"all","limit":"disk","name":"","value":5368709120,"words":"5 GiB"}`) {
			t.Errorf("the limits are %s", list)
		}
		h.want(200, operator(), "PATCH", "/limits/all", `{"limits":{"memory":null}}`)
		has("ben", `"value":536870912,"why":"The same for everybody."`)
		for _, body := range []string{`{}`, `{"limits":{"memory":"99T"}}`, `{"limits":{"shoes":1}}`, `{"limits":{"memory":"1M"}}`, `[]`} {
			h.want(400, operator(), "PATCH", "/limits/all", body)
		}
		for body, want := range map[string]string{`{}`: "below the key limits", `{"memory":"1G"}`: "below the key limits", `[]`: "below the key limits", `{"limits":[]}`: "limits cannot be a array",
			`{"limits":{"memory":["1G"]}}`: "limits.memory must be a number", `{"limits":{"memory":true}}`: "limits.memory must be a number"} {
			if m := h.want(400, operator(), "PATCH", "/limits/all", body); !strings.Contains(fmt.Sprint(m["message"]), want) {
				t.Errorf("%s is refused with %v; want %s", body, m["message"], want)
			}
		}
	})
}

// TestWhoIsNearTheLimit: the fullest first, and nobody without a limit.
func TestWhoIsNearTheLimit(t *testing.T) {
	story(t, func(h *hub) {
		for name, d := range map[commonhall.UserName]spawner.Disk{"ada": {Used: 91, Limit: 100}, "ben": {Used: 99, Limit: 100}, "boss": {Used: 1 << 40}} {
			u, err := h.db.User(h.t.Context(), name)
			h.must(err)
			h.sp.SetDisk(u.Account.UID, d)
		}
		body := h.call(operator(), "GET", "/disks?near=0.9", "").Body.String()
		if a, b := strings.Index(body, `"name":"ada"`), strings.Index(body, `"name":"ben"`); b < 0 || a < b || strings.Contains(body, "boss") {
			t.Errorf("near are %s", body)
		}
		if body := h.call(operator(), "GET", "/disks?near=0.95", "").Body.String(); strings.Contains(body, "ada") || !strings.Contains(body, `"share":0.99`) {
			t.Errorf("very near are %s", body)
		}
		for _, bad := range []string{"x", "-1", "2", "NaN"} {
			h.want(400, operator(), "GET", "/disks?near="+bad, "")
		}
	})
}
