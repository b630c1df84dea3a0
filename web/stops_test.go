package web

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/server"
)

// soon is the servers' room where some are stopped soon. It notes whose were kept.
type soon struct {
	*server.Manager
	at   map[commonhall.ServerKey]server.Soon
	kept *[]commonhall.ServerKey
}

func (s soon) StopsSoon(key commonhall.ServerKey) server.Soon { return s.at[key] }

func (s soon) Stops(name commonhall.UserName) (out []server.Stop) {
	all, _ := s.Servers(context.Background(), name)
	for _, one := range all {
		if at, ok := s.at[one.Key()]; ok {
			out = append(out, server.Stop{Key: one.Key(), Display: one.Display, Soon: at})
		}
	}
	return out
}

func (s soon) Keep(key commonhall.ServerKey) error {
	*s.kept = append(*s.kept, key)
	delete(s.at, key)
	return s.Manager.Keep(key)
}

// stopping is a house in which two servers of ada's run and are stopped soon.
func stopping(t *testing.T) (h *house, rooms soon, first, lab commonhall.ServerKey) {
	h = open(t, true, "ada", "ben")
	first, lab = commonhall.UserName("ada").Default(), commonhall.UserName("ada").Server("lab")
	display := "My <b>lab"
	h.must(h.servers.Start(t.Context(), first, "notebook"))
	h.must(h.servers.StartAs(t.Context(), lab, server.Wish{App: "files", Display: &display}))
	h.untilIs(first, commonhall.Ready)
	h.untilIs(lab, commonhall.Ready)
	at := time.Now().Add(20 * time.Minute)
	rooms = soon{h.servers, map[commonhall.ServerKey]server.Soon{first: {At: at}, lab: {At: at, Old: true}}, new([]commonhall.ServerKey)}
	h.door.servers = rooms
	return h, rooms, first, lab
}

const (
	keepFirst = "/hub/home/keep"
	keepLab   = "/hub/home/servers/lab/keep"
)

// TestStopsOnEveryPage: whoever has a server that is stopped soon reads it wherever they are, says
// which one goes on, and is back where they were. Others read nothing of it.
func TestStopsOnEveryPage(t *testing.T) {
	h, rooms, first, lab := stopping(t)
	b := h.signedIn("ada")
	for _, path := range []string{"/hub/account", "/hub/events", "/hub/account?x=%22%3E%3Cb%3E", "/hub/spawn-pending/ada/nothing", "/hub/no/such/page"} {
		p := b.get(path)
		if text := p.words(); !strings.Contains(text, "Your server will be stopped at") || !strings.Contains(text, "Your server My <b>lab will be stopped at") {
			t.Errorf("%s says %s", path, text)
		}
		if back := p.form(keepLab).Get("next"); back != path {
			t.Errorf("%s leads back to %q", path, back)
		}
	}
	p := b.get("/hub/home").shows(200, "Nobody has used it for a while", "Your server My <b>lab will be stopped at")
	p.one("form", "action="+keepFirst)
	p.none("section", "data-stops=/hub/home/stops") // it looks for news itself

	p = b.get("/hub/account?done=password")
	b.submit(p, keepLab).leads("/hub/account?done=kept&which=lab")
	b.get("/hub/account?done=kept&which=lab").shows(200, "Your server lab goes on.")
	b.get("/hub/account?done=kept&which=%3Cb%3E").shows(200, "Your server goes on.")
	p = b.get("/hub/account?done=kept&which=lab").shows(200, "Your server will be stopped at")
	p.none("form", "action="+keepLab)
	b.submit(p, keepFirst).leads("/hub/account?done=kept")
	rooms.at[first] = server.Soon{At: time.Now().Add(20 * time.Minute)}
	p = b.get("/hub/account")
	b.submit(p, keepFirst, "next", "https://evil.example/").leads("/hub/home?done=kept")
	b.get("/hub/account").none("form", "action="+keepFirst)
	if got := *rooms.kept; !slices.Equal(got, []commonhall.ServerKey{lab, first, first}) {
		t.Errorf("kept are %v", got)
	}
}

// TestKeepingOthers: nobody keeps another's server, or one that there is not; a form that was open
// for too long says so.
func TestKeepingOthers(t *testing.T) {
	h, rooms, first, lab := stopping(t)
	b, ben := h.signedIn("ada"), h.signedIn("ben")
	p := ben.get("/hub/account")
	if text := p.words(); strings.Contains(text, "will be stopped") {
		t.Errorf("ben reads %s", text)
	}
	ben.post(keepLab, ben.get("/hub/home").form("/hub/spawn")).shows(404, "ben has no server named")
	ben.post(keepFirst, ben.get("/hub/home").form("/hub/spawn")).shows(400, "Your server is not running any more.")
	old := b.get("/hub/account")
	ben.post(keepLab, old.form(keepLab)).shows(403) // her token is not his
	b.post(keepLab, url.Values{}).shows(403)
	b.post("/hub/home/servers/..%2f..%2fben/keep", old.form(keepLab)).shows(404)
	if len(*rooms.kept) > 0 {
		t.Fatalf("kept are %v", *rooms.kept)
	}
	h.must(h.servers.Stop(t.Context(), lab, "ada"))
	b.submit(old, keepLab).shows(400, "Your server lab is not running any more.", "Files stay.")
	h.must(h.servers.Remove(t.Context(), lab))
	b.submit(old, keepLab).shows(404, "ada has no server named")
	h.must(h.servers.Stop(t.Context(), first, "ada"))
	b.submit(old, keepFirst).shows(400, "Your server is not running any more.")
	if len(*rooms.kept) > 0 {
		t.Errorf("kept are %v", *rooms.kept)
	}
}

// TestStopsOnAnOpenPage: the script gets the same announcements, and nobody else's script does.
func TestStopsOnAnOpenPage(t *testing.T) {
	h, _, _, _ := stopping(t)
	b := h.signedIn("ada")
	part := b.get("/hub/account").one("section", "data-stops=/hub/home/stops")
	script := b.as("Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors", "X-XSRFToken", attr(part, "data-token"))
	read := func(b *browser, at string) (status int, part string) {
		p := b.get("/hub/home/stops?at=" + url.QueryEscape(at))
		var news struct{ Part string }
		_ = json.Unmarshal([]byte(p.text), &news)
		return p.status, news.Part
	}
	status, text := read(script, "/hub/account")
	if status != 200 || strings.Count(text, "<form") != 2 || !strings.Contains(text, `name="next" value="/hub/account"`) || !strings.Contains(text, `data-stops=`) {
		t.Errorf("the script reads %d, %s", status, text)
	}
	for _, evil := range []string{"https://evil.example/", "//evil.example", ""} {
		if _, text := read(script, evil); !strings.Contains(text, `name="next" value="/hub/home"`) || strings.Contains(text, "evil") {
			t.Errorf("%s leads back by %s", evil, text)
		}
	}
	if status, text := read(b.as("Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors"), ""); status != 403 || text != "" {
		t.Errorf("a script without the token reads %d, %s", status, text)
	}
}
