package api

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"commonhall/announcement"
)

// taught makes a group that ada teaches and ben is in, and one that is neither's.
func (h *hub) taught() {
	h.want(201, operator(), "POST", "/groups/math", `{"users":["ada","ben"]}`)
	h.want(200, operator(), "POST", "/groups/math/teachers", `{"users":["ada"]}`)
	h.want(201, operator(), "POST", "/groups/art", "")
}

// TestAnnouncements: administrators to everybody, teachers to their groups; people read what
// is for them, until its time is over.
func TestAnnouncements(t *testing.T) {
	story(t, func(h *hub) {
		h.taught()
		ada, ben, boss := h.token("ada"), h.token("ben"), h.token("boss")
		reads := func(who caller) string {
			var out []string
			for _, part := range strings.Split(h.call(who, "GET", "/announcements", "").Body.String(), `"text":"`)[1:] {
				text, _, _ := strings.Cut(part, `"`)
				out = append(out, text)
			}
			return strings.Join(out, " ")
		}
		m := h.want(201, boss, "POST", "/announcements", `{"text":"  All.\r\n","level":"warning","until":"2001-01-01T00:00:00Z"}`)
		if fmt.Sprintln(m["text"], m["level"], m["audience"], m["group"], m["by"]) != "All. warning all <nil> boss\n" {
			t.Errorf("%v", m)
		}
		m = h.want(201, ada, "POST", "/announcements", `{"text":"Math.","group":"MATH"}`)
		id := fmt.Sprint("/announcements/", m["id"])
		if fmt.Sprintln(m["audience"], m["group"], m["until"]) != "group math <nil>\n" {
			t.Errorf("%v", m)
		}
		h.want(201, boss, "POST", "/announcements", `{"text":"Later.","from":"2000-01-01T01:00:00Z"}`)
		h.want(201, boss, "POST", "/announcements", `{"text":"Login.","audience":"login"}`)
		if a, b, c := reads(ada), reads(ben), reads(boss); a != "Math. All." || b != "All. Math." || c != "Login. Later. Math. All." {
			t.Errorf("ada reads %q, ben %q, boss %q", a, b, c)
		}
		if body := h.call(ben, "GET", "/announcements", "").Body.String(); strings.Contains(body, `"by":"boss"`) {
			t.Errorf("who wrote it is told to everybody: %s", body)
		}
		h.want(404, ben, "GET", id, "")
		h.want(404, ben, "PATCH", id, `{"text":"Mine."}`)
		h.want(404, ben, "DELETE", id, "")
		h.want(404, ada, "DELETE", "/announcements/1", "")
		h.want(403, ada, "PATCH", id, `{"audience":"all"}`)
		h.want(404, ada, "PATCH", id, `{"group":"art"}`)
		h.want(200, ada, "PATCH", id, `{"text":"Sums.","until":"2000-01-01T00:30:00Z"}`)
		time.Sleep(2 * time.Hour)
		if a, b := reads(ada), reads(ben); a != "Sums. All. Later." || b != "All. Later." {
			t.Errorf("two hours later ada reads %q, ben %q", a, b)
		}
		h.want(204, ada, "DELETE", id, "")
		h.want(404, ada, "DELETE", id, "")
	})
}

// TestAnnouncementsWithAGroup end with it, and with who teaches it.
func TestAnnouncementsWithAGroup(t *testing.T) {
	story(t, func(h *hub) {
		h.taught()
		ada := h.token("ada")
		h.want(201, ada, "POST", "/announcements", `{"text":"Math.","group":"math"}`)
		h.want(200, operator(), "DELETE", "/groups/math/teachers", `{"users":["ada"]}`)
		h.want(404, ada, "DELETE", "/announcements/1", "")
		h.want(404, ada, "POST", "/announcements", `{"text":"Math.","group":"math"}`)
		h.want(204, operator(), "DELETE", "/groups/math", "")
		h.want(404, operator(), "GET", "/announcements/1", "")
		if body := h.call(ada, "GET", "/announcements", "").Body.String(); strings.TrimSpace(body) != "[]" {
			t.Errorf("ada reads %s", body)
		}
	})
}

// TestWhatIsNoAnnouncement is refused, and no token does more than its scopes.
func TestWhatIsNoAnnouncement(t *testing.T) {
	story(t, func(h *hub) {
		h.taught()
		for body, status := range map[string]int{"{}": 400, `{"text":" \n"}`: 400, `{"text":"` + strings.Repeat("x", 501) + `"}`: 400, `{"text":"` + strings.Repeat("ü", 500) + `"}`: 201,
			`{"text":"a\u0000b"}`: 400, `{"text":"a\u202eb"}`: 400, `{"text":"x","level":"bad"}`: 400, `{"text":"x","audience":"nobody"}`: 400, `{"text":"x","audience":"group"}`: 404,
			`{"text":"x","group":"nowhere"}`: 404, `{"text":"x","from":"tomorrow"}`: 400, `{"text":"x","until":"1999-01-01T00:00:00Z"}`: 400, `{"text":7}`: 400, `{"text":"x","shoes":1}`: 400,
			`{"text":"x","from":"2001-01-02T00:00:00Z","until":"2001-01-01T00:00:00Z"}`: 400, `[]`: 400, `{"text":"x"`: 400, `{"text":"x","from":"99999-01-01T00:00:00Z"}`: 400} {
			if w := h.call(operator(), "POST", "/announcements", body); w.Code != status {
				t.Errorf("%.60s: %d %s, want %d", body, w.Code, w.Body, status)
			}
		}
		for _, path := range []string{"/announcements/0", "/announcements/x", "/announcements/-1", "/announcements/99999999999999999999"} {
			h.want(404, operator(), "GET", path, "")
		}
		h.want(403, h.token("ada", "read:users!user", "servers!user"), "POST", "/announcements", `{"text":"x","group":"math"}`)
		h.want(201, h.token("ada", "announcements!user"), "POST", "/announcements", `{"text":"x","group":"math"}`)
		h.want(404, h.token("boss", "announcements!user=boss"), "POST", "/announcements", `{"text":"x","group":"math"}`)
		h.want(403, h.token("boss", "announcements!user=boss"), "POST", "/announcements", `{"text":"x"}`)
		for range announcement.Most - 1 {
			h.want(201, operator(), "POST", "/announcements", `{"text":"x"}`)
		}
		h.want(400, operator(), "POST", "/announcements", `{"text":"one too many"}`)
	})
}

// TestShareOfAnnouncements: a teacher who has written as many as they may is in nobody's way.
func TestShareOfAnnouncements(t *testing.T) {
	story(t, func(h *hub) {
		h.taught()
		h.want(200, operator(), "POST", "/groups/math/teachers", `{"users":["ben"]}`)
		ada, ben, boss := h.token("ada"), h.token("ben"), h.token("boss")
		const toMath = `{"text":"x","group":"math"}`
		for range announcement.MostEach {
			h.want(201, ada, "POST", "/announcements", toMath)
		}
		m := h.want(400, ada, "POST", "/announcements", toMath)
		if said := fmt.Sprint(m["message"]); !strings.Contains(said, "You have announced 10 things") || !strings.Contains(said, "Remove one of yours") {
			t.Errorf("it is refused with %q", said)
		}
		h.want(201, ben, "POST", "/announcements", toMath)
		for n := range announcement.Most {
			body := toMath
			if n%2 == 0 {
				body = `{"text":"x"}`
			}
			h.want(201, boss, "POST", "/announcements", body)
		}
		h.want(400, boss, "POST", "/announcements", `{"text":"x"}`)
		h.want(400, boss, "POST", "/announcements", toMath)
		h.want(201, operator(), "POST", "/announcements", toMath) // somebody else's
		h.want(201, ben, "POST", "/announcements", toMath)
		h.want(204, ada, "DELETE", "/announcements/3", "")
		h.want(201, ada, "POST", "/announcements", toMath)
		h.want(400, ada, "POST", "/announcements", toMath)
	})
}
