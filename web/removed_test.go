package web

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
)

// TestBroughtBack: removed by mistake, somebody comes back with a click; where another
// has the name by now, with a name to type.
func TestBroughtBack(t *testing.T) {
	h := open(t, true, "ada", "ben")
	b := h.signedIn("teacher")
	b.get("/hub/admin").none("summary", "Removed: 1")
	for _, name := range []string{"ada", "ben"} {
		ask := "/hub/admin/user/" + name + "/remove"
		b.submit(b.get(ask), ask)
	}
	h.add(false, "ben")
	p := b.get("/hub/admin").shows(200, "Removed: 2", "ada removed just now")
	list, err := h.auth.Removed(t.Context())
	if err != nil || len(list) != 2 || list[0].Name != "ben" {
		t.Fatalf("%+v, %v", list, err)
	}
	ben, ada := fmt.Sprintf("/hub/admin/removed/%d/restore", list[0].ID), fmt.Sprintf("/hub/admin/removed/%d/restore", list[1].ID)
	b.submit(p, ada).leads("/hub/admin?about=ada&done=restored")
	b.get("/hub/admin?about=ada&done=restored").shows(200, "ada can sign in again", "Removed: 1")
	b.submit(p, ada).shows(404, "There is nobody with the number")
	p = b.get("/hub/admin")
	form := p.form(ben)
	form.Set("name", "")
	b.post(ben, form).shows(409, `There is a person called "ben" already.`, "another name")
	form.Set("name", "вen")
	b.post(ben, form).shows(400)
	form.Set("name", " Ben2 ")
	b.post(ben, form).leads("/hub/admin?about=ben2&done=restored")
	b.get("/hub/admin").shows(200, "ben2").none("form", "action="+ben)
	b.post("/hub/admin/removed/x/restore", form).shows(404)
	h.signedIn("ada").get("/hub/home").shows(200, "Hello ada")
	other := h.signedIn("ada") // is no administrator
	other.post(ben, other.get("/hub/home").form("/hub/spawn")).shows(404)
}

// TestStoppingAll asks once more, and says how many work.
func TestStoppingAll(t *testing.T) {
	h := open(t, true, "ada", "ben")
	b := h.signedIn("teacher")
	const ask = "/hub/admin/stop-all"
	b.get("/hub/admin").none("a", "href="+ask+"?next=%2fhub%2fadmin")
	for _, name := range []commonhall.UserName{"ada", "ben"} {
		if err := h.servers.Start(t.Context(), name.Default(), "notebook"); err != nil {
			t.Fatal(err)
		}
		h.until(name, commonhall.Ready)
	}
	p := b.get("/hub/admin")
	b.get(attr(p.one("a", "href="+ask+"?next=%2fhub%2fadmin"), "href")).shows(200, "Stop all servers?", "2 servers run, and 2 of them were used in the last ten minutes.")
	if h.servers.Running() != 2 {
		t.Error("a look stopped somebody")
	}
	h.signedIn("ada").get(ask).shows(404)
	b.submit(b.get(ask), ask).leads("/hub/admin?about=&done=stopped-all")
	if h.servers.Running() != 0 {
		t.Errorf("%d are left", h.servers.Running())
	}
	b.get("/hub/events").shows(200, "All servers were stopped, 2 of them.", "by teacher")
	h.signedIn("ada").get("/hub/home").shows(200, "Stopped by teacher.")
}

// TestMachineInTrouble is what an administrator sees first; others do not.
func TestMachineInTrouble(t *testing.T) {
	h := open(t, true, "ada")
	h.trouble = []string{"Nearly no memory is free."}
	h.signedIn("teacher").get("/hub/admin").shows(200, "Nearly no memory is free.")
	if text := h.signedIn("ada").get("/hub/home").words(); strings.Contains(text, "Nearly no memory") {
		t.Error("somebody else reads it too")
	}
}

// TestItGoesOn: whoever says so has used the server, and whoever only looks has not.
func TestItGoesOn(t *testing.T) {
	h := open(t, true, "ada")
	b := h.signedIn("ada")
	if err := h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Ready)
	was, err := h.servers.Get(t.Context(), commonhall.UserName("ada").Default())
	if err != nil {
		t.Fatal(err)
	}
	p := b.get("/hub/home").shows(200, "Your server is running")
	if now, _ := h.servers.Get(t.Context(), commonhall.UserName("ada").Default()); !now.LastActivity.Equal(was.LastActivity) {
		t.Error("to look at the home page is use of the server")
	}
	b.post("/hub/home/keep", p.form("/hub/home/stop")).leads("/hub/home?done=kept")
	if now, _ := h.servers.Get(t.Context(), commonhall.UserName("ada").Default()); !now.LastActivity.After(was.LastActivity) {
		t.Error("it was not used")
	}
	b.get("/hub/home?done=kept").shows(200, "Your server goes on.")
}
