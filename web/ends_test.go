package web

import (
	"strings"
	"testing"

	"commonhall"
)

// TestEndsOnThePages: how a server ended, which program it was, and the last lines of its
// output stand on its person's page and on the administrator's, and only as text.
func TestEndsOnThePages(t *testing.T) {
	h := open(t, true, "ada", "ben")
	b, ada := h.signedIn("teacher"), h.signedIn("ada")
	ada.submit(ada.get("/hub/home"), "/hub/spawn", "app", "notebook")
	s := h.until("ada", commonhall.Ready)
	h.must(h.spawner.End(s.ID, commonhall.End{Cause: commonhall.EndMemory, Limit: 512 << 20, OOM: &commonhall.OOM{Process: "<b>pip</b>\x1b[1m\u202e\n x", Held: 500 << 20},
		Log: "before\n\x1b[31mMemory\x00Error\x1b[0m <script>\u202e\u009b\n"}))
	h.until("ada", commonhall.Stopped)
	const said = "so the system ended its program: <b>pip</b> x, which held 500 MiB."
	ada.get("/hub/home").shows(200, "Your server has ended", said, "The end of its log", "MemoryError <script>")
	b.get("/hub/admin/user/ada").shows(200, said, "MemoryError <script>")
	h.must(h.servers.Stop(t.Context(), commonhall.UserName("ada").Default(), "teacher")) // no more than waits until that is recorded
	b.get("/hub/events").shows(200, said+" The end of its log: before / MemoryError <script>")
	ben := h.signedIn("ben")
	ben.get("/hub/admin/user/ada").shows(404)
	if p := ben.get("/hub/events").shows(200); strings.Contains(p.words(), "MemoryError") {
		t.Error("others read it")
	}
}

// TestGuaranteesOnThePages: who is refused reads why and what to do, and an administrator
// sees how much is guaranteed.
func TestGuaranteesOnThePages(t *testing.T) {
	h := open(t, true, "ada", "ben")
	b, ada, ben := h.signedIn("teacher"), h.signedIn("ada"), h.signedIn("ben")
	if p := b.get("/hub/admin").shows(200); strings.Contains(p.words(), "Guaranteed") {
		t.Error("nothing is guaranteed, and the page speaks of it")
	}
	for _, who := range []string{"ada", "ben"} {
		person := "/hub/admin/user/" + who
		b.submit(b.get(person).shows(200, "Guaranteed memory None."), person+"/limits", "memory", "4G", "memory_guarantee", "5G").shows(400, "memory_guarantee=5G is more than a server may have here: at most 4 GiB.")
		b.submit(b.get(person), person+"/limits", "memory", "2G", "memory_guarantee", "3G").shows(400, "more than its limit memory, which is 2 GiB. What is guaranteed")
		if f := b.submit(b.get(person), person+"/limits", "memory", "2G", "memory_soft", "2G").shows(400, "memory_soft of "+who+" would be 2 GiB, not below its limit").form(person + "/limits"); f.Get("memory_soft") != "2G" {
			t.Errorf("what was typed comes back as %v", f)
		}
		b.submit(b.get(person), person+"/limits", "memory", "4G", "memory_guarantee", "3G", "cpu_guarantee", "0.5").leads(person + "?done=limits")
	}
	ada.submit(ada.get("/hub/home"), "/hub/spawn", "app", "notebook")
	h.until("ada", commonhall.Ready)
	b.get("/hub/admin").shows(200, "Guaranteed memory3 GiB of 4 GiB", "Guaranteed CPU0.5 of 2 cores")
	ben.submit(ben.get("/hub/home"), "/hub/spawn", "app", "notebook").shows(429, "The machine cannot guarantee the server of ben 3 GiB of memory: of 4 GiB in all, 3 GiB are guaranteed to others that run.", "ask your administrator")
	b.get("/hub/events?kind=limits").shows(200, "The server of ben could not be guaranteed 3 GiB of memory")
}
