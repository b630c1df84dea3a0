package web

import (
	"strings"
	"testing"

	"commonhall"
	"commonhall/config"
)

// TestLimitsOnThePages: an administrator gives a person and a group limits, with mistakes
// in between; those who have them read what they have and why, and whom to ask.
func TestLimitsOnThePages(t *testing.T) {
	h := open(t, true, "ada", "ben")
	b, ada := h.signedIn("teacher"), h.signedIn("ada")
	_, err := h.auth.AddGroups(t.Context(), []string{"Physics-11"}, []string{"ada"})
	h.must(err)
	const person, group = "/hub/admin/user/ada", "/hub/admin/group/Physics-11"
	p := b.get(group).shows(200, "Limits", "For the group Physics-11 alone: such as 4G or 512M. Left empty, it is what others have.")
	q := b.submit(p, group+"/limits", "memory", "1T", "cpu", "0.5").shows(400, "Nothing was set. Look at what is marked below.", "memory=1T is more than a server may have here: at most 8 GiB.")
	if f := q.form(group + "/limits"); f.Get("memory") != "1T" || f.Get("cpu") != "0.5" {
		t.Errorf("what was typed comes back as %v", f)
	}
	p = b.follow(b.submit(q, group+"/limits", "memory", "1536M").leads(group+"?done=limits")).shows(200, "The limits are set. They count from the next start of each server on.")
	if f := p.form(group + "/limits"); f.Get("memory") != "1536M" || f.Get("cpu") != "0.5" || f.Get("pids") != "" {
		t.Errorf("what was set shows as %v", f)
	}
	ada.submit(ada.get("/hub/home"), "/hub/spawn", "app", "notebook")
	s := h.until("ada", commonhall.Ready)
	ada.get("/hub/home").shows(200, "of 1.5 GiB", "Your own limits, set for the group Physics-11: Memory, CPU. If you need more, ask your administrator.")
	b.get("/hub/admin").shows(200, "(limit of Physics-11)")
	p = b.get(person).shows(200, "1.5 GiB. Set for the group Physics-11.", "100 processes. The same for everybody.")
	b.submit(p, person+"/limits", "memory", "4G").leads(person + "?done=limits")
	p = b.get(person).shows(200, "4 GiB. Set for this person. The server that runs has 1.5 GiB until its next start.")
	b.submit(p, person+"/limits", "now", "1").leads(person + "?done=limits-now")
	b.get("/hub/admin").shows(200, "(own limit)")
	ada.get("/hub/home").shows(200, "of 4 GiB", "Your own limits, set for you: Memory; set for the group Physics-11: CPU.")
	h.spawner.SetUsage(s.ID, commonhall.Usage{Memory: 3 << 30})
	b.submit(b.get(person), person+"/limits", "memory", "2G", "now", "1").shows(409, "not for every server that runs. The server of ada uses 3 GiB now, more than the new limit of 2 GiB", "2 GiB. Set for this person. The server that runs has 4 GiB")
	b.submit(b.get(person), person+"/limits", "memory", "").leads(person + "?done=limits")
	b.get(person).shows(200, "1.5 GiB. Set for the group Physics-11.")
	b.submit(b.get(person), person+"/limits", "files", "20", "tmp", "1.5").shows(400, "files=20 is too little: at least 256 files.", `"1.5" is no value for the limit tmp`)
	b.submit(b.get(person), person+"/limits", "files", "20000").leads(person + "?done=limits")
	b.get(person).shows(200, "20000 files. Set for this person. The server that runs has 8192 files until its next start.", "Half of the memory. The same for everybody.")
	b.submit(b.get(person), person+"/limits", "network", "lan").shows(400, `"lan" is no value for the limit network. It is internet or none.`)
	b.submit(b.get(person), person+"/limits", "network", "none", "bandwidth", "2M").leads(person + "?done=limits")
	b.get(person).shows(200, "None. Set for this person.", "2 MiB/s. Set for this person. The server that runs has no limit until its next start.")
	b.submit(b.get(person), person+"/limits", "pids", "64", "now", "1").shows(200, "The limits are set, also for the servers that run. What goes on waiting for the next start: ", "next start: Memory, ", "Open files, ").lacks(", Processes")
	h.spawner.SetUsage(s.ID, commonhall.Usage{Memory: 1 << 30})
	b.submit(b.get(person), person+"/limits", "now", "1").shows(200, "also for the servers that run. What goes on waiting for the next start: Open files, Network.")
	h.spawner.SetUsage(s.ID, commonhall.Usage{Memory: 1 << 30, OOMKills: 1, Refused: 1})
	b.submit(b.get(person), person+"/limits", "memory", "5G", "pids", "80", "now", "1").shows(200)
	ada.get("/hub/home").shows(200, "A program of yours needed more than your limit of 1.5 GiB (it is 5 GiB now) and was ended; your server goes on.").lacks("could not start another process")
	ada.get(person).shows(404)
	b.get("/hub/events?kind=limits").shows(200, "other limits while it runs: memory 4 GiB (set for this person)")
	ben := h.signedIn("ben")
	ben.submit(ben.get("/hub/home"), "/hub/spawn", "app", "notebook")
	h.until("ben", commonhall.Ready)
	ben.get("/hub/home").shows(200, "The limits are the same for everybody. If you need more, ask your administrator.")
}

// TestTwoDecideAtOnce: a form that was open while somebody else decided does not take that back.
// What both decided is shown with what it is now, and whoever came later decides again.
func TestTwoDecideAtOnce(t *testing.T) {
	h := open(t, true, "ada")
	b, ada := h.signedIn("teacher"), h.signedIn("ada")
	h.add(true, "head")
	other := h.signedIn("head")
	_, err := h.auth.AddGroups(t.Context(), []string{"math"}, []string{"ada"})
	h.must(err)
	for _, at := range []string{"/hub/admin/user/ada", "/hub/admin/group/math"} {
		whom := map[bool]string{true: "ada", false: "the group math"}[strings.HasSuffix(at, "ada")]
		is := func(memory, cpu, pids string) {
			t.Helper()
			if f := b.get(at).form(at + "/limits"); f.Get("memory") != memory || f.Get("cpu") != cpu || f.Get("pids") != pids {
				t.Errorf("%s: it is %v", at, f)
			}
		}
		b.submit(b.get(at), at+"/limits", "memory", "1G", "cpu", "1").leads(at + "?done=limits")
		old := b.get(at)
		other.submit(other.get(at), at+"/limits", "memory", "4G", "cpu", "").leads(at + "?done=limits")
		b.submit(old, at+"/limits", "pids", "200").shows(200, "The limits are set. Meanwhile somebody else has changed Memory; that stays: for "+whom+" it is 4 GiB now. Meanwhile somebody else has changed CPU; that stays: nothing is set for "+whom+" now.")
		is("4G", "", "200")
		p := b.submit(old, at+"/limits", "memory", "2G", "pids", "300").shows(409, "Nothing was set, because somebody else has changed limits while this page was open.", "somebody else decided this: for "+whom+" it is 4 GiB now. To change that, send the form again.")
		is("4G", "", "200")
		if f := p.form(at + "/limits"); f.Get("memory") != "2G" || f.Get("pids") != "300" || f.Get("cpu") != "" {
			t.Errorf("what was typed comes back as %v", f)
		}
		q := b.submit(old, at+"/limits", "memory", "no").shows(400)
		b.submit(q, at+"/limits", "memory", "2G").shows(409, "for "+whom+" it is 4 GiB now")
		b.submit(p, at+"/limits").leads(at + "?done=limits")
		is("2G", "", "300")
		b.submit(old, at+"/limits", "memory", "2G", "cpu", "").shows(200, "The limits are set.", "Processes; that stays") // both want the same
		is("2G", "", "300")
	}
	ada.get("/hub/home").shows(200)
}

// TestSizesAsTyped: what the form shows is what was typed, and never another size.
func TestSizesAsTyped(t *testing.T) {
	for typed, shown := range map[string]string{"2G": "2G", "1.5G": "1536M", "2.2G": "2.2G", "0.75T": "768G", "1536M": "1536M", "512M": "512M", "1.3g": "1.3G", "2.25GiB": "2304M",
		"2000000000": "1953125K", "1073741825": "1073741825", "1": "1", "0.1T": "102.4G"} {
		size, err := config.ParseSize(typed)
		if got := sizeText(size); err != nil || got != shown {
			t.Errorf("%s is shown as %s, want %s, %v", typed, got, shown, err)
		}
		if again, err := config.ParseSize(sizeText(size)); err != nil || again != size {
			t.Errorf("%s comes back as another size: %d, not %d", typed, again, size)
		}
	}
}
