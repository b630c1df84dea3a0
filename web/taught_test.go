package web

import (
	"testing"

	"commonhall"
	"commonhall/server"
)

// TestTeachersDecideTimes: who teaches a group has its servers stopped earlier, on its page;
// administrators see it, others find no such page, and of two at once nothing is lost.
func TestTeachersDecideTimes(t *testing.T) {
	h := open(t, false, "ada", "ben", "kim")
	_, err := h.auth.AddGroups(t.Context(), []string{"math", "art"}, []string{"ada", "ben", "kim"})
	h.must(err)
	_, _, err = h.auth.ChangeGroup(t.Context(), "math", commonhall.MakeTeacher, []string{"kim", "ben"})
	h.must(err)
	_, err = h.servers.SetLimits(t.Context(), server.LimitChange{Kind: commonhall.ForGroup, Who: "math", Values: map[commonhall.LimitName]float64{commonhall.LimitIdle: 7200}})
	h.must(err)
	kim, ben, ada, boss := h.signedIn("kim"), h.signedIn("ben"), h.signedIn("ada"), h.signedIn("teacher")
	kim.get("/hub/home").one("a", "href=/hub/groups/math")
	const times = "/hub/groups/math/times"
	p, old := kim.get("/hub/groups/math").shows(200, "Now: 2 hours.", "at most 2 hours"), ben.get("/hub/groups/MATH").shows(200)
	kim.submit(p, times, "idle_stop", "1x").shows(400, "is no value for the limit idle_stop")
	kim.submit(p, times, "idle_stop", "3h").shows(400, "longer than the group may have: 2 hours.").one("input", "name=idle_stop", "value=3h")
	kim.submit(p, times, "idle_stop", "45m").leads("/hub/groups/math?done=limits")
	kim.get("/hub/groups/math").shows(200, "Now: 45 minutes.")
	ben.submit(old, times, "idle_stop", "30m").shows(409, "somebody else has decided", "Now: 45 minutes.")
	ben.submit(old, times, "max_age", "5h").leads("/hub/groups/math?done=limits")
	kim.get("/hub/groups/math").shows(200, "Now: 45 minutes.", "Now: 5 hours.")
	boss.get("/hub/admin/group/math").shows(200, "Its teachers decided 45 minutes; what is less counts.")
	ada.get("/hub/groups/math").shows(404, "nothing that you may see")
	ada.post(times, ada.get("/hub/home").form("/hub/spawn")).shows(404)
	for _, other := range []string{"art", "nothing", "%00"} {
		kim.get("/hub/groups/" + other).shows(404)
		kim.post("/hub/groups/"+other+"/times", p.form(times)).shows(404)
	}
	boss.submit(boss.get("/hub/groups/math"), times, "idle_stop", "", "max_age", "").leads("/hub/groups/math?done=limits")
	kim.get("/hub/groups/math").shows(200, "Now: 2 hours.", "Now: never.")
	_, _, err = h.auth.ChangeGroup(t.Context(), "math", commonhall.EndTeacher, []string{"kim"})
	h.must(err)
	kim.post(times, p.form(times)).shows(404)
}
