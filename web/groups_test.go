package web

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"commonhall"
)

// inGroup writes who is in a group, teachers with a star.
func (h *house) inGroup(name commonhall.GroupName) string {
	h.t.Helper()
	g, err := h.auth.Group(h.t.Context(), name)
	if err != nil {
		return err.Error()
	}
	out := fmt.Sprint(g.Members)
	for _, t := range g.Teachers {
		out = strings.Replace(out, string(t), string(t)+"*", 1)
	}
	return out
}

// TestAClassOnItsPage is made, filled with a list that was pasted, and taught.
func TestAClassOnItsPage(t *testing.T) {
	h := open(t, true, "ada", "ben", "kim", "олена")
	b := h.signedIn("teacher")
	p := b.get("/hub/admin")
	p = b.get(attr(p.one("a", "href=/hub/admin/groups"), "href")).shows(200, "There are no groups yet.")
	for name, says := range map[string]string{"a b": `The group name "a b" contains a space.`, "": "The group name is empty.", "<b>": "contains the character <"} {
		q := b.submit(p, "/hub/admin/groups/add", "name", name).shows(400, says)
		if got := q.form("/hub/admin/groups/add").Get("name"); got != name {
			t.Errorf("%q comes back as %q", name, got)
		}
	}
	p = b.submit(p, "/hub/admin/groups/add", "name", "Физика-11").leads("/hub/admin/group/%D0%A4%D0%B8%D0%B7%D0%B8%D0%BA%D0%B0-11?done=group-made")
	p = b.follow(p).shows(200, "The group is made.", "Nobody teaches this group yet.")
	b.submit(b.get("/hub/admin/groups"), "/hub/admin/groups/add", "name", "ФИЗИКА-11").shows(409, "Group Физика-11 already exists.")
	const base = "/hub/admin/group/%D0%A4%D0%B8%D0%B7%D0%B8%D0%BA%D0%B0-11"
	for names, says := range map[string]string{"ada\nnobody\nno.one": "No such user: nobody, no.one. Nothing was changed.", "ada\nx y": `"x y" contains a space`, " \n": "No names were given."} {
		q := b.submit(p, base+"/join", "names", names).shows(400, "Nobody was put in.", says)
		if got := q.form(base + "/join").Get("names"); strings.TrimSpace(got) != strings.TrimSpace(names) {
			t.Errorf("%q comes back as %q", names, got)
		}
	}
	if got := h.inGroup("физика-11"); got != "[]" {
		t.Errorf("what was refused put in %s", got)
	}
	b.submit(p, base+"/join", "names", "Ada\r\n  ben \n\nолена\nada").shows(200, "3 are in the group now: ada, ben and олена.", "3 people")
	b.submit(p, base+"/join", "names", "ada\nkim").shows(200, "kim is in the group now.")
	p = b.submit(p, base+"/join", "names", "ada").shows(200, "All of them were in the group already.")
	b.submit(p, base+"/user/kim/teacher", "teacher", "1").leads(base + "?about=kim&done=teaches")
	p = b.get(base+"?about=kim&done=teaches").shows(200, "kim teaches the group now.", "Taught by kim.")
	if got := h.inGroup("физика-11"); got != "[ada ben kim* олена]" {
		t.Errorf("in it are %s", got)
	}
	h.signedIn("kim").get("/hub/account").shows(200, "Your groups: Физика-11 teacher")
	h.signedIn("ada").get("/hub/account").shows(200, "Your groups: Физика-11")
	b.get("/hub/account").none("p", "id=groups")
	h.signedIn("ada").get("/hub/home").shows(200, "The files of Физика-11 are in class in your home")
	b.get("/hub/home").none("aside", "id=folders")
	b.submit(p, base+"/user/kim/teacher", "teacher", "0").leads(base + "?about=kim&done=no-teacher")
	b.submit(p, base+"/user/ben/leave").leads(base + "?about=ben&done=left")
	b.get("/hub/admin/groups").shows(200, "1 group", "Физика-11 3 people")
	h.removesTheClass(b, base)
}

func (h *house) removesTheClass(b *browser, base string) {
	h.t.Helper()
	b.get(base + "/user/ada/leave").leads(base) // loaded once more
	link := b.get(base).one("a", "class=button warnish")
	p := b.get(attr(link, "href")).shows(200, "Remove the group Физика-11?", "3 people are in it: ada, kim and олена.", "cannot be brought back", "stay on the machine, in groups/Физика-11-100, for root alone")
	p.one("a", "href="+base) // the way back
	if got := h.inGroup("физика-11"); got != "[ada kim олена]" {
		h.t.Errorf("a look removed somebody: %s", got)
	}
	b.submit(p, strings.ToLower(base)+"/remove").leads("/hub/admin/groups?done=group-removed")
	b.get("/hub/admin/groups?done=group-removed").shows(200, "The group is removed.", "There are no groups yet.")
	b.submit(p, strings.ToLower(base)+"/remove").shows(404, "There is no group called")
	for _, path := range []string{base, base + "/remove", "/hub/admin/group/none", "/hub/admin/group/%ff", "/hub/admin/group/a%2Fb", "/hub/admin/group/%3Cscript%3E"} {
		b.get(path).shows(404)
	}
	b.get("/hub/events?kind=group").shows(200, "The group Физика-11 was removed. In it were ada, kim and олена.", "ben is not in the group Физика-11 any more.", "by teacher")
	h.signedIn("ada").get("/hub/events").shows(200, "ada is in the group Физика-11 now.")
}

// TestLeavingWhileAServerRuns: a server shows what it showed when it started, so whoever
// takes rights away is told that it does.
func TestLeavingWhileAServerRuns(t *testing.T) {
	h := open(t, false, "ada", "ben")
	if _, err := h.auth.AddGroups(t.Context(), []string{"math"}, []string{"ada", "ben"}); err != nil {
		t.Fatal(err)
	}
	if err := h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Ready)
	b := h.signedIn("teacher")
	const base = "/hub/admin/group/math"
	p := b.get(base)
	for _, step := range []struct{ form, teacher, done, says string }{
		{"teacher", "1", "teaches", "from its next start"}, {"teacher", "0", "no-teacher", "hand-ins until it is stopped"}, {"leave", "", "left", "shows its folders until it is stopped"}} {
		b.follow(b.submit(p, base+"/user/ada/"+step.form, "teacher", step.teacher).leads(base+"?about=ada&done="+step.done+"-running")).shows(200, step.says)
	}
	b.submit(p, base+"/user/ben/leave").leads(base + "?about=ben&done=left")
}

// TestTwoTeachersAtOneGroup: one removes it while the other puts people in. Either is
// told, and there is nobody in a group that is not there.
func TestTwoTeachersAtOneGroup(t *testing.T) {
	h := open(t, false, "ada", "ben")
	if err := h.auth.SetAdmin(t.Context(), "ben", true); err != nil {
		t.Fatal(err)
	}
	one, two := h.signedIn("teacher"), h.signedIn("ben")
	for range 10 {
		one.submit(one.get("/hub/admin/groups"), "/hub/admin/groups/add", "name", "math").leads("/hub/admin/group/math?done=group-made")
		ask, fill := one.get("/hub/admin/group/math/remove"), two.get("/hub/admin/group/math")
		var removed, filled *page
		var both sync.WaitGroup
		both.Go(func() { removed = one.submit(ask, "/hub/admin/group/math/remove") })
		both.Go(func() { filled = two.submit(fill, "/hub/admin/group/math/join", "names", "ada") })
		both.Wait()
		removed.leads("/hub/admin/groups?done=group-removed")
		if filled.status != 200 && filled.status != 404 {
			t.Errorf("who puts in hears %d: %s", filled.status, filled.words())
		}
		if all, err := h.auth.Memberships(t.Context(), "ada"); err != nil || len(all) != 0 {
			t.Errorf("ada is in %v, %v", all, err)
		}
	}
}
