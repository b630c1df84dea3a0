package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/scope"
)

// TestAHelpersPage: who holds a role for a group sees its people, starts and stops their
// servers, and learns of nobody and nothing else; what is taken back is gone at once.
func TestAHelpersPage(t *testing.T) {
	h := open(t, true, "ada", "ben", "eve", "kim")
	for group, name := range map[string]string{"first": "ada", "secret": "eve"} {
		_, err := h.auth.AddGroups(t.Context(), []string{group}, []string{name})
		h.must(err)
	}
	h.role("aides", "admin-ui list:users!group=first servers!group=first", "kim")
	h.certificates, h.notices, h.trouble = []commonhall.Certificate{{Name: "hall.example"}}, []string{"The notice."}, []string{"The trouble."}
	b := h.signedIn("kim")
	token := url.Values{"_xsrf": {h.auth.FormToken("page", string(b.session.ID))}}
	page := func() *page {
		t.Helper()
		p := b.get(attr(b.get("/hub/home").one("a", "href=/hub/admin"), "href")).shows(200, "People whom you help", "1 person", "ada")
		for _, other := range []string{">ben<", ">eve<", "teacher", "first", "secret", "hall.example", "notice", "trouble", "/reset", "/remove", "/suspend", "/limits", "/hub/software", "Physics"} {
			if strings.Contains(p.text, other) {
				t.Errorf("the page of a helper has %s", other)
			}
		}
		return p
	}
	const ada, eve = "/hub/admin/user/ada", "/hub/admin/user/eve"
	b.submit(page(), ada+"/start").leads("/hub/admin")
	h.until("ada", commonhall.Ready)
	b.submit(page().shows(200, "Running"), ada+"/stop").leads("/hub/admin?about=ada&done=stopped")
	h.until("ada", commonhall.Stopped)
	h.must(h.servers.Start(t.Context(), commonhall.UserName("eve").Default(), ""))
	h.until("eve", commonhall.Ready)
	for _, path := range []string{eve + "/start", eve + "/stop", "/hub/admin/user/nobody/start", "/hub/admin/user/nobody/stop", ada + "/suspend", ada + "/reset", ada + "/remove", ada + "/admin", ada + "/limits", "/hub/admin/add", "/hub/admin/stop-all"} {
		b.post(path, token).shows(404, "nothing that you may see")
	}
	if s := h.until("eve", commonhall.Ready); s.State != commonhall.Ready {
		t.Error("a helper stopped somebody else's server")
	}
	for _, path := range []string{ada, eve, "/hub/admin/groups", "/hub/admin/group/first", "/hub/admin/everybody", "/hub/admin/services", "/hub/admin/roles", "/hub/admin/usage"} {
		if p := b.get(path); p.status != 404 && p.status != 403 {
			t.Errorf("%s: %d", path, p.status)
		}
	}
	b.get("/hub/admin?q=e").shows(200, "Nobody whom you help has a name like that.")
	b.get("/hub/admin?q=AD&page=99999&sort=memory").shows(200, "1 person for “AD”", "ada")
	h.must(h.auth.RemoveRole(t.Context(), "aides", scope.Administrator()))
	b.get("/hub/admin").shows(404)
	b.post(ada+"/start", token).shows(404)
}

// TestHelpersWithLess see and do less: what is not covered is not told, not even as a button; and a
// filter that covers nobody is not one for everybody.
func TestHelpersWithLess(t *testing.T) {
	h := open(t, true, "ada", "ben", "kim", "max", "sue", "tom")
	h.role("lists", "admin-ui list:users", "kim")
	h.role("starts", "start:servers!user=ada", "kim")
	h.role("sees", "read:users:activity!user=ben read:users!user=sue", "kim")
	h.role("nobody", "admin-ui list:users!group=gone", "max")
	h.must(h.servers.Start(t.Context(), commonhall.UserName("ben").Default(), ""))
	h.until("ben", commonhall.Ready)
	for _, name := range []commonhall.UserName{"ada", "ben"} {
		h.servers.Active(name, time.Now().UTC())
	}
	h.must(h.auth.Suspend(t.Context(), "sue"))
	h.must(h.auth.Suspend(t.Context(), "tom"))
	b := h.signedIn("kim")
	p := b.get("/hub/admin").shows(200, "7 people")
	p.one("form", "action=/hub/admin/user/ada/start")
	for _, form := range []string{"ada/stop", "ben/start", "ben/stop", "sue/start", "teacher/start"} {
		p.none("form", "action=/hub/admin/user/"+form)
	}
	if said := words(p.one("li", "data-person=ben")); strings.Contains(said, "Running") || strings.Contains(said, "Notebook") || strings.Contains(said, "MiB") || !strings.Contains(said, "now") {
		t.Errorf("of ben is told: %s", said)
	}
	if said := words(p.one("li", "data-person=ada")); strings.Contains(said, "Off") || strings.Contains(said, "seen") {
		t.Errorf("of ada is told: %s", said)
	}
	if sue, tom := words(p.one("li", "data-person=sue")), words(p.one("li", "data-person=tom")); !strings.Contains(sue, "suspended") || strings.Contains(tom, "suspended") {
		t.Errorf("of sue is told %s, of tom %s", sue, tom)
	}
	token := url.Values{"_xsrf": {h.auth.FormToken("page", string(b.session.ID))}}
	b.post("/hub/admin/user/ada/stop", token).shows(404)
	b.post("/hub/admin/user/ben/stop", token).shows(404)
	h.until("ben", commonhall.Ready)
	h.signedIn("max").get("/hub/admin").shows(200, "There is nobody whom you may list.", "0 people")
	h.signedIn("ben").get("/hub/admin").shows(404)
}

// TestHelpersAndNamedServers: those that are on stand on the page and are stopped there, as far as the
// scopes cover each; a filter may name one server alone.
func TestHelpersAndNamedServers(t *testing.T) {
	h := open(t, true, "ada", "kim", "max", "sue")
	_, err := h.auth.AddGroups(t.Context(), []string{"first"}, []string{"ada"})
	h.must(err)
	h.role("aides", "admin-ui list:users!group=first servers!group=first", "kim")
	h.role("one", "admin-ui list:users!user=ada read:servers!server=ada/lab-1 delete:servers!server=ada/exam", "max")
	h.role("none", "admin-ui list:users!user=ada delete:servers!user=ada", "sue")
	ada := commonhall.UserName("ada")
	for _, name := range []commonhall.ServerName{"lab-1", "exam"} {
		h.must(h.servers.Start(t.Context(), ada.Server(name), ""))
		h.untilIs(ada.Server(name), commonhall.Ready)
	}
	max := h.signedIn("max")
	p := max.get("/hub/admin").shows(200, "ada/lab-1", "Running")
	p.none("li", "data-server=ada/exam")
	p.none("input", "value=lab-1")
	token := url.Values{"_xsrf": {h.auth.FormToken("page", string(max.session.ID))}, "server": {"lab-1"}}
	max.post("/hub/admin/user/ada/stop", token).shows(404)
	h.signedIn("sue").get("/hub/admin").shows(200, "ada").none("li", "data-server=ada/lab-1")
	kim := h.signedIn("kim")
	p = kim.get("/hub/admin").shows(200, "ada/lab-1", "ada/exam")
	p.one("li", "data-server=ada/exam")
	p.one("input", "value=exam")
	p.one("input", "value=lab-1")
	kim.post("/hub/admin/user/ada/stop", url.Values{"_xsrf": {h.auth.FormToken("page", string(kim.session.ID))}, "server": {"exam"}}).leads("/hub/admin?about=ada&done=stopped")
	h.untilIs(ada.Server("exam"), commonhall.Stopped)
	p = kim.get("/hub/admin")
	p.none("li", "data-server=ada/exam")
	p.one("li", "data-server=ada/lab-1")
}

// TestManyWhomOneHelps come in pages.
func TestManyWhomOneHelps(t *testing.T) {
	h := open(t, true, "kim")
	var names []string
	for i := range peoplePage + 3 {
		names = append(names, "p"+string(rune('a'+i/10))+string(rune('a'+i%10)))
	}
	h.add(false, names...)
	_, err := h.auth.AddGroups(t.Context(), []string{"first"}, names)
	h.must(err)
	h.role("aides", "admin-ui list:users!group=first", "kim")
	b := h.signedIn("kim")
	p := b.get("/hub/admin").shows(200, "53 people", "paa")
	p.lacks("pfc")
	b.get(attr(p.one("a", "rel=next"), "href")).shows(200, "pfc", "Page 2").none("a", "rel=next")
	b.get("/hub/admin?page=3").shows(200, "pfc", "Page 2")
}

func helperSamples() []sample {
	me := &Me{Name: "kim", Helps: true, Roles: true}
	v := HelpedView{Frame: sampleFrame("Admin", "/hub/admin", me), Page: 1, Total: 57, People: []HelpedRow{
		{Name: "ada", Known: true, State: commonhall.Ready, App: "Notebook", Memory: "218 MiB of 512 MiB", Seen: ago(time.Minute), Stop: true, Beside: []HelpedServer{
			{Key: commonhall.UserName("ada").Server("thesis"), Display: "For the thesis", State: commonhall.Ready, App: "Terminal", Memory: "4 MiB of 512 MiB", Stop: true},
			{Key: commonhall.UserName("ada").Server("exam"), State: commonhall.Stopping, App: "Notebook", Memory: "63 MiB of 512 MiB"}}},
		{Name: "ben", Known: true, State: commonhall.Failed, Why: "The program jupyter-notebook is not installed on this machine.", Start: true},
		{Name: "chiara.esposito", Known: true, State: commonhall.Stopped, Seen: ago(50 * time.Hour), Suspended: true},
		{Name: longName}, {Name: "олена", Start: true}}}
	return []sample{{"helped", PageHelped, v}, {"helped-nobody", PageHelped, with(v, func(v *HelpedView) { v.People, v.Total, v.Query = nil, 0, "zoë" })}}
}

// TestAHelperOfMany: whom a helper may list is found, however many they are.
func TestAHelperOfMany(t *testing.T) {
	h := open(t, false, "kim")
	var names []string
	for i := range maxAmong + 5 {
		names = append(names, fmt.Sprintf("p%05d", i))
	}
	_, err := h.auth.AddUsers(t.Context(), names, false)
	h.must(err)
	_, err = h.auth.AddGroups(t.Context(), []string{"first"}, names)
	h.must(err)
	h.role("aides", "admin-ui list:users!group=first", "kim")
	b := h.signedIn("kim")
	b.get("/hub/admin").shows(200, fmt.Sprint(len(names), " people"), "p00049")
	b.get("/hub/admin?page=41").shows(200, names[2000], names[len(names)-1])
	b.get("/hub/admin?page=99").shows(200, "Page 41", names[2000])
	b.get("/hub/admin?q=P02004").shows(200, "1 person", names[2004])
	b.get("/hub/admin?q=kim").shows(200, "Nobody whom you help")
}
