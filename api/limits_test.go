package api

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
	"commonhall/spawner"
)

// TestLimitsAsScriptsSetThem: one by one, in any form, back again, and with the reason.
func TestLimitsAsScriptsSetThem(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		has := func(want ...string) {
			t.Helper()
			body := h.call(h.token("ada"), "GET", "/users/ada/limits", "").Body.String()
			for _, w := range want {
				if !strings.Contains(body, w) {
					t.Errorf("ada's limits are %s; want %s", body, w)
				}
			}
		}
		has(`"limit":"memory","origin":"default","running":null,"value":536870912,"why":"The same for everybody.","words":"512 MiB"`)
		h.want(200, operator(), "PATCH", "/limits/groups/MATH", `{"limits":{"memory":"2G","cpu":0.5}}`)
		has(`"group":"math","limit":"memory","origin":"group","running":null,"value":2147483648,"why":"Set for the group math.","words":"2 GiB"`)
		h.ready("ada", "page")
		m := h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"memory":4294967296,"cpu":null}}`)
		if later, _ := m["later"].([]any); len(later) != 1 || later[0] != "ada" {
			t.Errorf("it becomes %v", m)
		}
		has(`"origin":"user","running":{"value":2147483648,"words":"2 GiB"},"value":4294967296`)
		m = h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"pids":"100"},"now":true}`)
		if changed, _ := m["changed"].([]any); len(changed) != 1 || fmt.Sprint(m["waiting"]) != "map[memory:[ada]]" {
			t.Errorf("it becomes %v", m)
		}
		m = h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"memory":"4G"},"now":true}`)
		if changed, _ := m["changed"].([]any); len(changed) != 1 || fmt.Sprint(m["waiting"]) != "map[]" {
			t.Errorf("it becomes %v", m)
		}
		s := h.want(200, h.token("ada"), "GET", "/users/ada/server", "")
		if l, o := s["limits"].(map[string]any), s["limit_origins"].(map[string]any); l["memory"] != float64(4<<30) || l["pids"] != 100.0 ||
			o["cpu"].(map[string]any)["group"] != "math" || o["pids"].(map[string]any)["why"] != "set for this person" {
			t.Errorf("the server has %v of %v", l, o)
		}
		state, err := h.servers.Get(t.Context(), commonhall.UserName("ada").Default())
		h.must(err)
		h.sp.SetUsage(state.ID, commonhall.Usage{Memory: 3 << 30})
		m = h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"memory":"1G"},"now":true}`)
		if left, _ := m["left"].(map[string]any); !strings.Contains(left["ada"].(string), "uses 3 GiB now") {
			t.Errorf("it becomes %v", m)
		}
		if list := h.call(operator(), "GET", "/limits", "").Body.String(); !strings.Contains(list, `{"kind":"user","limit":"memory","name":"ada","value":1073741824,"words":"1 GiB"}`) || strings.Count(list, "kind") != 4 {
			t.Errorf("the limits are %s", list)
		}
		h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"network":"none","bandwidth":"2M"}}`)
		has(`"limit":"network","origin":"user","running":{"value":"none","words":"none"},"value":"none","why":"Set for this person.","words":"none"`, `"value":2097152,"why":"Set for this person.","words":"2 MiB/s"`)
		h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"network":null,"bandwidth":null}}`)
		for _, body := range []string{`{"limits":{"network":"lan"}}`, `{"limits":{"network":2}}`, `{}`, `{"limits":{}}`, `{"limits":{"memory":"9G"}}`, `{"limits":{"memory":true}}`, `{"limits":{"cpu":[2]}}`, `{"limits":{"room":null}}`, `{"limits":{"pids":1e300}}`, `{"limits":{"memory":"2G","cpu":"x"}}`} {
			h.want(400, operator(), "PATCH", "/limits/users/ada", body)
		}
		h.want(404, operator(), "PATCH", "/limits/users/nobody", `{"limits":{"cpu":1}}`)
		h.want(404, operator(), "PATCH", "/limits/groups/nobody", `{"limits":{"cpu":1}}`)
		h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"memory":null,"pids":null}}`)
		has(`"limit":"memory","origin":"group"`, `"limit":"pids","origin":"default"`)
	})
}

// TestLimitsThatNobodySet are the number that holds, or null, in every answer.
func TestLimitsThatNobodySet(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		body := h.call(h.token("ada"), "GET", "/users/ada/limits", "").Body.String()
		for _, want := range []string{`"limit":"files","origin":"default","running":{"value":8192,"words":"8192 files"},"value":8192`, `"limit":"cpu_weight","origin":"default","running":{"value":100,"words":"100 of 100"},"value":100`,
			`"limit":"memory_soft","origin":"default","running":{"value":null,"words":"none"},"value":null`, `"limit":"bandwidth","origin":"default","running":{"value":null,"words":"no limit"},"value":null`} {
			if !strings.Contains(body, want) {
				t.Errorf("ada's limits are %s; want %s", body, want)
			}
		}
		if l := h.want(200, h.token("ada"), "GET", "/users/ada/server", "")["limits"].(map[string]any); l["files"] != 8192.0 || l["io_weight"] != 100.0 || l["network"] != "none" || l["disk"] != nil || l["tmp"] != nil || len(l) != 13 {
			t.Errorf("the server has %v", l)
		}
	})
}

// TestLimitsWithAnApp that there is not: who misspells one is told which there are.
func TestLimitsWithAnApp(t *testing.T) {
	story(t, func(h *hub) {
		h.want(200, h.token("ada"), "GET", "/users/ada/limits?app=page", "")
		m := h.want(400, h.token("ada"), "GET", "/users/ada/limits?app=pege", "")
		if text, _ := m["message"].(string); !strings.Contains(text, `There is no app "pege". The apps of this hub are page, deaf, exits, stubborn.`) {
			t.Errorf("it says %v", m)
		}
	})
}

// TestRoomOnTheDisk: what somebody uses of it is told beside their limit, or why that is
// not held.
func TestRoomOnTheDisk(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		has := func(want string) {
			t.Helper()
			if body := h.call(h.token("ada"), "GET", "/users/ada/limits", "").Body.String(); !strings.Contains(body, want) {
				t.Errorf("ada's limits are %s; want %s", body, want)
			}
		}
		m := h.want(200, operator(), "PATCH", "/limits/groups/math", `{"limits":{"disk":"2G"}}`)
		if m["notice"] != "" {
			t.Errorf("it says %v", m["notice"])
		}
		u, err := h.auth.User(h.t.Context(), "ada")
		h.must(err)
		h.sp.SetDisk(u.Account.UID, spawner.Disk{Used: 1 << 30, Limit: 2 << 30, Files: 7, MaxFiles: 100})
		has(`"files":7,"group":"math","in_use":"1 GiB of 2 GiB","limit":"disk","max_files":100,"origin":"group","running":null,"unheld":null,"used":1073741824,"value":2147483648`)
		h.sp.SetDisk(0, spawner.Disk{Unheld: "There are none."})
		h.sp.SetDisk(u.Account.UID, spawner.Disk{Unheld: "There are none."})
		has(`"in_use":null,"limit":"disk","max_files":null,"origin":"group","running":null,"unheld":"The limit of the disk is not held. There are none. How to change that: commonhall doc limits","used":null`)
		m = h.want(200, operator(), "PATCH", "/limits/users/ada", `{"limits":{"disk":"3G"}}`)
		if n, _ := m["notice"].(string); !strings.Contains(n, "not held") {
			t.Errorf("it says %v", m)
		}
		if m := h.want(200, operator(), "GET", "/commonhall/inspection", ""); !strings.Contains(m["disk"].(string), "not held") {
			t.Errorf("doctor is told %v", m["disk"])
		}
	})
}

// TestTeachersSetNoLimits: they decide about software, not about the neighbours' memory.
func TestTeachersSetNoLimits(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		h.want(200, operator(), "POST", "/groups/math/teachers", `{"users":["ben"]}`)
		for _, who := range []caller{h.token("ben"), h.token("ben", "self"), h.token("boss", "admin:servers!user=ben"), h.token("boss", "servers")} {
			for _, path := range []string{"/limits/groups/math", "/limits/users/ada", "/limits/users/ben"} {
				h.want(403, who, "PATCH", path, `{"limits":{"memory":"1G"}}`)
			}
			h.want(403, who, "GET", "/limits", "")
		}
		h.want(404, h.token("ben"), "GET", "/users/ada/limits", "")
	})
}
