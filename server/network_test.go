package server

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"commonhall"
)

// TestAServerWithoutItsNetwork runs, and its person reads why pip does not work: once,
// and again from a hub that comes later on the page alone.
func TestAServerWithoutItsNetwork(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Limits.Net = commonhall.NetworkInternet
		h.reboot()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		if s := h.get("ada"); s.Network != commonhall.NetworkInternet || h.told(commonhall.EventServerOffline) != "" {
			t.Errorf("a server with its network: %+v, %q", s, h.told(commonhall.EventServerOffline))
		}
		h.odd.put(func(o *odd) { o.notice = "there is no filter" })
		h.start("ben", "page")
		h.until("ben", commonhall.Ready)
		if s := h.get("ben"); s.Network != commonhall.NetworkNone {
			t.Errorf("a server without: %+v", s)
		}
		if text := h.told(commonhall.EventServerOffline); strings.Count(text, "The server of ben has no way to the internet: there is no filter.") != 1 {
			t.Errorf("the timeline tells %q", text)
		}
		h.reboot()
		h.until("ben", commonhall.Ready)
		if s := h.get("ben"); s.Network != commonhall.NetworkNone || h.told(commonhall.EventServerOffline) != "" {
			t.Errorf("after the hub: %+v, %q", s, h.told(commonhall.EventServerOffline))
		}
	})
}

// TestGroupsOfAServer: a start sees the groups that its person is in then; the folders
// that it cannot have it does without, and its person reads which.
func TestGroupsOfAServer(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Groups = h.auth
		h.reboot()
		ctx := h.ctx()
		_, err := h.auth.AddGroups(ctx, []string{"Physics-11", "math"}, []string{"ada"})
		h.must(err)
		_, _, err = h.auth.ChangeGroup(ctx, "math", commonhall.MakeTeacher, []string{"ada"})
		h.must(err)
		sees := func(name commonhall.UserName) string {
			h.start(name, "page")
			h.until(name, commonhall.Ready)
			spec, err := h.sp.Spec(h.get(name).ID)
			h.must(err)
			var out []string
			for _, g := range spec.Groups {
				out = append(out, fmt.Sprintf("%s %d %v", g.Group, g.GID-600_000_100, g.Teacher))
			}
			return strings.Join(out, ", ")
		}
		if got := sees("ada"); got != "Physics-11 0 false, math 1 true" {
			t.Errorf("ada's server sees %s", got)
		}
		h.odd.put(func(o *odd) { o.missing = "the folders of math: a disk" })
		if got := sees("ben"); got != "" || !strings.Contains(h.told(commonhall.EventServerFolders), "The server of ben does not show everything: the folders of math: a disk.") {
			t.Errorf("ben's server sees %q; the timeline tells %q", got, h.told(commonhall.EventServerFolders))
		}
		h.odd.put(func(o *odd) { o.missing = "" })
		_, _, err = h.auth.ChangeGroup(ctx, "math", commonhall.LeaveGroup, []string{"ada"})
		h.must(err)
		h.must(h.Stop(ctx, commonhall.UserName("ada").Default(), "ada"))
		var many []string
		for n := range commonhall.MaxClassFolders {
			many = append(many, "g"+strconv.Itoa(n))
		}
		_, err = h.auth.AddGroups(ctx, many, []string{"ada"})
		h.must(err)
		if got := sees("ada"); strings.Contains(got, "math") || strings.Contains(got, "Physics") || strings.Count(got, ",") != commonhall.MaxClassFolders-1 ||
			!strings.Contains(h.told(commonhall.EventServerFolders), "1 more than the 32") {
			t.Errorf("in many groups ada's server sees %s; the timeline tells %q", got, h.told(commonhall.EventServerFolders))
		}
	})
}

// reboot kills the hub and starts another.
func (h *house) reboot() {
	h.kill()
	h.boot()
}

// told returns the events of a name since the hub began.
func (h *house) told(name commonhall.EventName) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var texts []string
	for _, e := range h.events {
		if e.Name == name {
			texts = append(texts, e.Text)
		}
	}
	return strings.Join(texts, "\n")
}
