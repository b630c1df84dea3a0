package web

import (
	"strings"
	"testing"
	"time"
)

// TestHealth: what people feel stands on each administrator's home page, all else in
// the list; and other people see none of it.
func TestHealth(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("teacher")
	if p := b.get("/hub/admin").shows(200); strings.Contains(p.words(), "The whole machine") {
		t.Errorf("before the first look: %s", p.words())
	}
	h.machineHealth = &Health{At: time.Now().Add(-2 * time.Hour)}
	b.get("/hub/admin").shows(200, "The whole machine all is well", "Looked at")
	h.machineHealth.Findings = []HealthFinding{{Code: "disk-full", Error: true, Said: "Only 12 MiB are free <b>here</b>.", Cause: "Homes.", Do: "du -xh /home"},
		{Code: "backup-none", Said: "There is no backup.", Cause: "Nobody said where to.", Do: "commonhall config edit"},
		{Code: "settings-unconfirmed", Note: true, Said: "A change waits.", Cause: "It could close a door.", Do: "commonhall config confirm"}}
	b.get("/hub/admin").shows(200, "The whole machine look at these", "Only 12 MiB are free <b>here</b>.", "du -xh /home", "disk-full", "There is no backup.", "A change waits.")
	home := b.get("/hub/home").shows(200, "Only 12 MiB are free <b>here</b>.", "du -xh /home").words()
	if strings.Contains(home, "There is no backup.") || strings.Contains(home, "A change waits.") {
		t.Errorf("alarm for what nobody feels: %s", home)
	}
	if p := h.signedIn("ada").get("/hub/home"); strings.Contains(p.words(), "12 MiB") {
		t.Errorf("ada reads %s", p.words())
	}
	h.machineHealth = &Health{At: time.Now().Add(-80 * time.Hour)}
	b.get("/hub/admin").shows(200, "The whole machine look at these", "Nobody has looked for days.")
}
