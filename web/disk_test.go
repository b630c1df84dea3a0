package web

import (
	"strings"
	"testing"

	"commonhall/spawner"
)

// TestDiskOnThePages: everybody sees what they have, running or not; who has hardly any
// room, or none, what to do; an administrator whose that is, and where nothing holds it.
func TestDiskOnThePages(t *testing.T) {
	h := open(t, true, "ada", "ben")
	b, ada := h.signedIn("teacher"), h.signedIn("ada")
	u, err := h.auth.User(t.Context(), "ada")
	h.must(err)
	const person = "/hub/admin/user/ada"
	ada.get("/hub/home").lacks("Your files")
	has := func(used int64) {
		h.spawner.SetDisk(u.Account.UID, spawner.Disk{Used: used, Limit: 2 << 30, Files: 9, MaxFiles: 131072})
	}
	has(1 << 30)
	ada.get("/hub/home").shows(200, "Your files", "1 GiB of 2 GiB").lacks("nearly full")
	b.get("/hub/admin").lacks("home nearly full")
	has(1900 << 20)
	ada.get("/hub/home").shows(200, "Your home is nearly full: 1.9 GiB of 2 GiB. Delete what you do not need, or ask your administrator for more room.")
	b.get("/hub/admin").shows(200, "home nearly full")
	has(2 << 30)
	ada.get("/hub/home").shows(200, "Your home is full (2 GiB of 2 GiB): programs can save nothing more in it. Start the terminal")
	b.get("/hub/admin").shows(200, "home full")
	b.submit(b.get(person), person+"/limits", "disk", "5M").shows(400, "disk=5M is too little: at least 16 MiB.")
	b.submit(b.get(person), person+"/limits", "disk", "3G").leads(person + "?done=limits")
	b.get(person).shows(200, "3 GiB. Set for this person. In use: 2 GiB of 2 GiB.")
	h.spawner.SetDisk(0, spawner.Disk{Unheld: "There are none."})
	h.spawner.SetDisk(u.Account.UID, spawner.Disk{Unheld: "There are none."})
	b.submit(b.get(person), person+"/limits", "disk", "4G").shows(200, "The limits are set. The limit of the disk is not held. There are none.")
	b.get(person).shows(200, "4 GiB. Set for this person. The limit of the disk is not held.")
	ada.get("/hub/home").lacks("Your files")
	b.get("/hub/admin").shows(200)
}

// lacks checks that the words are not to be read.
func (p *page) lacks(words string) {
	p.t.Helper()
	if strings.Contains(p.words(), words) {
		p.t.Errorf("%s says %q", p.at, words)
	}
}
