package web

import (
	"testing"

	"commonhall"
	"commonhall/spawner"
)

// TestEverybodysLimits: an administrator decides in the place of the settings, sees whose home
// is nearly full, and takes the decision back.
func TestEverybodysLimits(t *testing.T) {
	h := open(t, false, "ada")
	u, err := h.db.User(t.Context(), "ada")
	h.must(err)
	h.spawner.SetDisk(u.Account.UID, spawner.Disk{Used: 95, Limit: 100})
	b := h.signedIn("teacher")
	p := b.get("/hub/admin/everybody").shows(200, "Everybody's limits", "ada 95 bytes of 100 bytes", "95 %")
	b.submit(p, "/hub/admin/everybody/limits", "memory", "1").shows(400, "too little")
	p = b.follow(b.submit(p, "/hub/admin/everybody/limits", "idle_stop", "45m", "disk", "5G")).shows(200, "45 minutes. The settings say: never.")
	if given, err := h.servers.GivenLimits(t.Context()); err != nil || len(given) != 2 || given[0].Kind != commonhall.ForAll {
		t.Errorf("given are %v, %v", given, err)
	}
	b.get("/hub/admin/user/ada").shows(200, "45 minutes. The same for everybody.")
	b.follow(b.submit(p, "/hub/admin/everybody/limits", "idle_stop", "", "disk", "")).shows(200, "Never.")
	if given, err := h.servers.GivenLimits(t.Context()); err != nil || len(given) != 0 {
		t.Errorf("given are %v, %v", given, err)
	}
}
