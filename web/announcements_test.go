package web

import (
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/announcement"
)

// TestAnnouncementsOnPages: an administrator writes one for everybody, a teacher one for a
// class; each reads what is for them, on every page, and puts it away for good.
func TestAnnouncementsOnPages(t *testing.T) {
	h := open(t, false, "ada", "ben", "kim")
	_, err := h.auth.AddGroups(t.Context(), []string{"math"}, []string{"ada", "kim"})
	h.must(err)
	_, _, err = h.auth.ChangeGroup(t.Context(), "math", commonhall.MakeTeacher, []string{"kim"})
	h.must(err)
	boss, kim, ada, ben := h.signedIn("teacher"), h.signedIn("kim"), h.signedIn("ada"), h.signedIn("ben")
	const hostile = `<script>alert(1)</script> see https://example.org/a?b=1&c=2. javascript:alert(1)`
	p := boss.get("/hub/announcements").shows(200, "Nothing is announced.")
	p = boss.follow(boss.submit(p, "/hub/announcements/add", "text", hostile, "to", "all", "warning", "1"))
	p.shows(200, "It is announced so.", "To everybody, as a warning")
	if got := attr(find(p.doc, "a", "rel=noopener noreferrer")[0], "href"); got != "https://example.org/a?b=1&c=2" {
		t.Errorf("a link leads to %q", got)
	}
	for _, path := range []string{"/hub/home", "/hub/account", "/hub/events"} {
		if p := ada.get(path).shows(200, "alert(1)"); strings.Contains(p.text, "<script>alert") {
			t.Errorf("%s has a script of the announcement", path)
		}
	}
	h.browser().get("/hub/login").shows(200, "see https://example.org")
	kim.submit(kim.get("/hub/announcements").shows(200), "/hub/announcements/add", "text", "Bring a ruler.", "to", "group:math")
	ada.get("/hub/home").shows(200, "math: Bring a ruler.")
	if p := ben.get("/hub/home"); strings.Contains(p.text, "ruler") {
		t.Error("ben reads what is for math")
	}
	if p := h.browser().get("/hub/login"); strings.Contains(p.text, "ruler") {
		t.Error("strangers read what is for math")
	}
	kim.submit(kim.get("/hub/announcements"), "/hub/announcements/add", "text", "x", "to", "all").shows(403, "Only administrators")
	kim.submit(kim.get("/hub/announcements"), "/hub/announcements/add", "text", "x", "to", "group:art").shows(404)
	kim.submit(kim.get("/hub/announcements"), "/hub/announcements/2", "text", " ").shows(400, "says something")
	boss.submit(boss.get("/hub/announcements"), "/hub/announcements/add", "text", "Keep me", "to", "all", "until", "2001-01-01T00:00").shows(400, "would be over already", "Keep me")
	ada.submit(ada.get("/hub/account"), "/hub/announcements/2/dismiss").leads("/hub/account")
	if p := ada.get("/hub/home").shows(200, "alert(1)"); strings.Contains(p.text, "ruler") {
		t.Error("what was put away is there again")
	}
	kim.get("/hub/home").shows(200, "ruler")
	kim.submit(kim.get("/hub/announcements"), "/hub/announcements/2", "text", "Bring two rulers.", "from", "", "until", "")
	ada.get("/hub/home").shows(200, "two rulers")
	boss.submit(boss.get("/hub/announcements"), "/hub/announcements/2/remove").leads("/hub/announcements?done=announced-no-more")
	if p := ada.get("/hub/home"); strings.Contains(p.text, "ruler") {
		t.Error("what was taken back is there")
	}
}

func sampleAnnounced() []AnnouncementView {
	return []AnnouncementView{{ID: 1, Warning: true, Back: "/hub/home", Pieces: []announcement.Piece{{Text: "On Friday from 14:00 on the machine is off for two hours. Save your work before. See "}, {Text: "https://example.org/maintenance", URL: "https://example.org/maintenance"}}},
		{ID: 2, Group: longGroup, Back: "/hub/home", Pieces: []announcement.Piece{{Text: "Bring a ruler.\n" + strings.Repeat("x", 200)}}}}
}

func sampleAnnouncements() AnnouncementsView {
	v := AnnouncementsView{Frame: sampleFrame("Announcements", "/hub/admin", teacher()), All: true, Groups: []commonhall.GroupName{"Physics-11", longGroup}, Zone: "CET"}
	v.Announced = sampleAnnounced()
	at := func(d time.Duration) Moment { return When(sampleNow().Add(d), sampleNow()) }
	for i, a := range v.Announced {
		v.Rows = append(v.Rows, AnnouncementRow{ID: a.ID, Pieces: a.Pieces, Text: "x", Whom: "everybody", By: string(longName), Warning: a.Warning, From: at(-time.Hour), Until: at(time.Duration(1-2*i) * time.Hour), Over: i == 1, UntilText: "2026-03-12T15:32"})
	}
	return v
}
