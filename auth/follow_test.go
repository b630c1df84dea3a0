package auth

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
)

// school is a provider whose groups are followed, and at which anybody founds groups.
func school(t *testing.T, change func(*Config, *config.Provider)) (*hall, func(subject, name string, groups ...string)) {
	h, o := elsewhere(t, func(c *Config, p *config.Provider) {
		p.AllowAll, p.GroupsClaim, p.ManageGroups = true, "groups", true
		if change != nil {
			change(c, p)
		}
	})
	return h, func(subject, name string, groups ...string) {
		t.Helper()
		_, err := h.arrive(o, as(subject, name, groups...))
		h.must(err)
	}
}

// isIn reports whether somebody is in a group.
func (h *hall) isIn(name commonhall.UserName, group commonhall.GroupName) bool {
	h.t.Helper()
	g, err := h.db.Group(h.t.Context(), group)
	if commonhall.KindOf(err) != commonhall.NotFound {
		h.must(err)
	}
	return slices.Contains(g.Members, name)
}

// TestGroupsOfNearlyOneName: whoever founds a group at the provider whose name comes to that of
// another one here is not in that, whichever way it is written.
func TestGroupsOfNearlyOneName(t *testing.T) {
	for _, near := range []string{"school-teachers", "/school/teachers", "school/teachers/", "-school/teachers/", "School-TEACHERS", "SCHOOL/teachers",
		"\uff53\uff43\uff48\uff4f\uff4f\uff4c/teachers", " school/teachers", "school//teachers"} {
		t.Run(near, func(t *testing.T) {
			h, arrive := school(t, nil)
			var log bytes.Buffer
			h.log = slog.New(slog.NewTextHandler(&log, nil))
			arrive("1", "tess", "school/teachers")
			arrive("2", "mallory", near, "chess")
			arrive("2", "mallory", "chess", near)
			if !h.isIn("tess", "school-teachers") || h.isIn("mallory", "school-teachers") || !h.isIn("mallory", "chess") {
				t.Errorf("tess %v, mallory %v", h.isIn("tess", "school-teachers"), h.isIn("mallory", "school-teachers"))
			}
			// It does not keep whoever leaves the real one, either.
			arrive("1", "tess", near)
			if h.isIn("tess", "school-teachers") {
				t.Error("who left the group is in it by another one")
			}
			arrive("1", "tess", near, "school/teachers")
			if !h.isIn("tess", "school-teachers") {
				t.Error("who is in both is in none")
			}
			if n := h.GroupsApart()["school"]; n != strings.Count(log.String(), "is not taken for") {
				t.Errorf("doctor is told of %d", n)
			}
			if n := strings.Count(log.String(), "is not taken for"); n > 1 || !strings.Contains(log.String(), "allowed_groups") && near != "school//teachers" {
				t.Errorf("it was said %d times: %s", n, &log)
			}
		})
	}
}

// TestWhoComesFirstHasNoRights: rights of the settings wait for the group that they name.
func TestWhoComesFirstHasNoRights(t *testing.T) {
	helpers := func(c *Config, _ *config.Provider) {
		c.Roles = []commonhall.Role{{Name: "helpers", Scopes: []commonhall.Scope{"list:users"}, Holders: commonhall.Holders{Groups: []commonhall.GroupName{"school-helpers"}}}}
	}
	h, arrive := school(t, helpers)
	arrive("2", "mallory", "School-Helpers")
	if h.isIn("mallory", "school-helpers") {
		t.Error("whoever founds a group first has the rights that wait for its name")
	}
	h, arrive = school(t, func(c *Config, p *config.Provider) {
		helpers(c, p)
		p.AllowedGroups = []string{"school/helpers"}
	})
	arrive("2", "mallory", "School-Helpers")
	arrive("1", "tess", "school/helpers")
	if !h.isIn("tess", "school-helpers") || h.isIn("mallory", "school-helpers") {
		t.Errorf("with its name in the settings: tess %v, mallory %v", h.isIn("tess", "school-helpers"), h.isIn("mallory", "school-helpers"))
	}
}

// TestTheSettingsSayWhichGroup: a stranger who was first makes room for the group that the settings name.
func TestTheSettingsSayWhichGroup(t *testing.T) {
	h, arrive := school(t, nil)
	arrive("2", "mallory", "school-teachers")
	arrive("1", "tess", "school/teachers")
	if !h.isIn("mallory", "school-teachers") || h.isIn("tess", "school-teachers") {
		t.Errorf("tess %v, mallory %v", h.isIn("tess", "school-teachers"), h.isIn("mallory", "school-teachers"))
	}
	h.cfg.Providers[0].Settings.AllowedGroups = []string{"school/teachers"}
	arrive("1", "tess", "school/teachers")
	arrive("2", "mallory", "school-teachers")
	if h.isIn("mallory", "school-teachers") || !h.isIn("tess", "school-teachers") {
		t.Errorf("then tess %v, mallory %v", h.isIn("tess", "school-teachers"), h.isIn("mallory", "school-teachers"))
	}
}

// TestGroupsOfAnOlderRelease: of a group that was followed before names were noted it becomes the
// name by which somebody comes who is in it. Nobody who was in it by one name leaves it.
func TestGroupsOfAnOlderRelease(t *testing.T) {
	h, arrive := school(t, nil)
	arrive("1", "tess", "/physics/11", "empty")
	arrive("3", "tom", "/physics/11")
	arrive("1", "tess", "/physics/11")
	for _, m := range []provider.Managed{{Called: "/physics/11", Group: "physics-11"}, {Called: "empty", Group: "empty"}} {
		h.must(h.db.ManageGroup(t.Context(), m.Group, provider.Managed{Provider: h.cfg.Providers[0].Settings.Name}, m.Called))
	}
	arrive("2", "mallory", "physics-11")
	if h.isIn("mallory", "physics-11") {
		t.Error("a stranger was taken for one of the group's people")
	}
	arrive("1", "tess", "/physics/11")
	arrive("3", "tom", "/physics/11")
	arrive("4", "tim", "/physics/11", "empty")
	arrive("2", "mallory", "physics-11", "EMPTY")
	for name, want := range map[commonhall.UserName]bool{"tess": true, "tom": true, "tim": true, "mallory": false} {
		if h.isIn(name, "physics-11") != want {
			t.Errorf("%s is in it: %v", name, !want)
		}
	}
	if !h.isIn("tim", "empty") || h.isIn("mallory", "empty") {
		t.Error("the one that nobody was in")
	}
}

// TestTheSettingsInAnotherCase: what an older release took goes on, and gives nobody new a way in.
func TestTheSettingsInAnotherCase(t *testing.T) {
	h, arrive := school(t, nil)
	arrive("1", "tess", "Staff")
	h.must(h.db.ManageGroup(t.Context(), "staff", provider.Managed{Provider: "school"}, "Staff"))
	h.cfg.Providers[0].Settings.AdminGroups = []string{"staff"}
	arrive("2", "mallory", "STAFF")
	arrive("1", "tess", "Staff")
	arrive("3", "tom", "Staff")
	if !h.isIn("tess", "staff") || !h.isIn("tom", "staff") || h.isIn("mallory", "staff") {
		t.Errorf("tess %v, tom %v, mallory %v", h.isIn("tess", "staff"), h.isIn("tom", "staff"), h.isIn("mallory", "staff"))
	}
	arrive("4", "tim", "staff")
	arrive("3", "tom", "Staff")
	if !h.isIn("tim", "staff") || h.isIn("tom", "staff") {
		t.Error("the exact name does not come before another")
	}
}
