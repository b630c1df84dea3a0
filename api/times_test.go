package api

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestTimesOfAClass: who teaches a group decides when its servers are stopped by themselves, within
// what administrators gave it; nobody else does, and of nothing else.
func TestTimesOfAClass(t *testing.T) {
	story(t, func(h *hub) {
		h.taught()
		ada, ben, boss := h.token("ada"), h.token("ben"), h.token("boss")
		const math = "/groups/math/times"
		reads := func(who caller, want string) {
			t.Helper()
			if body := h.call(who, "GET", math, "").Body.String(); !strings.Contains(body, want) {
				t.Errorf("the times are %s; want %s", body, want)
			}
		}
		h.want(200, operator(), "PATCH", "/limits/all", `{"limits":{"idle_stop":"2h"}}`)
		reads(ada, `{"limit":"idle_stop","most":7200,"teachers":null,"value":7200,"words":"2 hours"}`)
		h.call(ada, "PATCH", math, `{"idle_stop":"45m"}`)
		reads(boss, `{"limit":"idle_stop","most":7200,"teachers":2700,"value":2700,"words":"45 minutes"}`)
		if body := h.call(operator(), "GET", "/users/ben/limits", "").Body.String(); !strings.Contains(body, `"limit":"idle_stop","origin":"group","running":null,"value":2700`) {
			t.Errorf("ben has %s", body)
		}
		if body := h.call(operator(), "GET", "/limits", "").Body.String(); !strings.Contains(body, `{"kind":"teachers","limit":"idle_stop","name":"math","value":2700,"words":"45 minutes"}`) {
			t.Errorf("given are %s", body)
		}
		m := h.want(400, ada, "PATCH", math, `{"idle_stop":"3h"}`)
		if said := fmt.Sprint(m["message"]); !strings.Contains(said, "longer than the group may have: 2 hours.") {
			t.Errorf("longer is refused with %q", said)
		}
		for _, body := range []string{`{}`, `[]`, `{"memory":"1G"}`, `{"idle_stop":"1m"}`, `{"idle_stop":[]}`, `{"idle_stop":-1}`, `{"idle_stop":"never"}`, `{"max_age":"x"}`, `{"limits":{"idle_stop":"45m"}}`, `{"idle_stop":"45m"`} {
			h.want(400, ada, "PATCH", math, body)
		}
		for who, status := range map[*caller]int{&ben: 404, {}: 403} { // he is in it, and teaches nothing
			h.want(status, *who, "PATCH", math, `{"idle_stop":"30m"}`)
			h.want(status, *who, "GET", math, "")
		}
		h.want(404, ada, "PATCH", "/groups/art/times", `{"idle_stop":"30m"}`)
		h.want(404, ada, "PATCH", "/groups/nothing/times", `{"idle_stop":"30m"}`)
		h.want(403, ada, "PATCH", "/limits/groups/math", `{"limits":{"idle_stop":"30m"}}`)
		h.want(403, h.token("ada", "servers!user", "announcements!user"), "PATCH", math, `{"idle_stop":"30m"}`)
		h.want(200, operator(), "DELETE", "/groups/math/teachers", `{"users":["ada"]}`)
		h.want(404, ada, "PATCH", math, `{"idle_stop":"30m"}`)
		reads(boss, `"teachers":2700`)
		h.call(boss, "PATCH", math, `{"idle_stop":null}`)
		reads(boss, `{"limit":"idle_stop","most":7200,"teachers":null,"value":7200,`)
	})
}

// TestStopsAreToldInside: a server learns by its own token that it is stopped soon; others of people
// whom they may not see do not.
func TestStopsAreToldInside(t *testing.T) {
	story(t, func(h *hub) {
		h.want(200, operator(), "PATCH", "/limits/all", `{"limits":{"idle_stop":"5m"}}`)
		h.ready("ada", "page")
		inside, ben := h.caller("server"), h.token("ben")
		hears := func(want string) {
			t.Helper()
			if body := h.call(inside, "GET", "/users/ada/stops", "").Body.String(); !strings.Contains(body, want) {
				t.Errorf("the server hears %s; want %s", body, want)
			}
		}
		hears("[]")
		h.want(404, ben, "GET", "/users/ada/stops", "")
		h.want(403, h.token("ada", "servers!user=ada"), "GET", "/users/ada/stops", "")
		h.want(404, h.token("boss"), "GET", "/users/nobody/stops", "")
		for range 20 { // it is looked now and then, and told before
			time.Sleep(15 * time.Second)
			if body := h.call(inside, "GET", "/users/ada/stops", "").Body.String(); strings.Contains(body, `"stops_why":"idle_stop"`) {
				hears(`"server":""`)
				return
			}
		}
		t.Error("it is stopped without a word")
	})
}
