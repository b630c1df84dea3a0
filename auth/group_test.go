package auth

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
)

// Names that JupyterHub's groups have, and names that paths, pages and other groups
// cannot bear.
func TestNamesOfGroups(t *testing.T) {
	for raw, want := range map[string]string{"nbgrader-course101": "", "Physics_101": "", " Physik-11 ": "Physik-11", "10b": "", "Физика-IT": "", "org.team@uni+x": "",
		"ＡＢ": "AB", "Zoe\u0308": "Zoë", "数学": "", "क्षेत्र": "", strings.Repeat("é", 32): ""} {
		if want == "" {
			want = raw
		}
		if name, err := NormalizeGroupName(raw); err != nil || string(name) != want {
			t.Errorf("%q is %q, %v", raw, name, err)
		}
	}
	for raw, says := range map[string]string{"": "is empty", "  ": "is empty", ".": "begin and end", "..": "begin and end", ".hidden": "begin and end", "-rf": "begin and end",
		"a/b": "a slash", `a\b`: "a slash", "a\x00b": "cannot be seen", "a\nb": "cannot be seen", "\u202eab": "cannot be seen", "a b": "a space", "<b>": "the character <",
		"a:b": "the character :", "\xff": "", strings.Repeat("é", 33): "longer than 64", strings.Repeat("a", 1000): "longer than 64", "\u0301a": "", "אa": ""} {
		_, err := NormalizeGroupName(raw)
		if refused(t, err, commonhall.InvalidArgument); err != nil && !strings.Contains(commonhall.ForPerson(err).Msg, says) {
			t.Errorf("%q: %v, want %q", raw, err, says)
		}
	}
}

func FuzzNamesOfGroups(f *testing.F) {
	for _, s := range []string{"Physik-11", "a/b", "..", "\xff", "İ", "ﬁ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		name, err := NormalizeGroupName(raw)
		if err != nil {
			if commonhall.KindOf(err) != commonhall.InvalidArgument {
				t.Errorf("%q: %v", raw, err)
			}
			return
		}
		again, err := NormalizeGroupName(string(name))
		if err != nil || again != name || strings.ContainsAny(string(name), "/\\\x00 :") || name[0] == '.' || name[0] == '-' {
			t.Errorf("%q is %q, and that %q, %v", raw, name, again, err)
		}
	})
}

// A class is made, changes, and goes; each change stands in the timeline once.
func TestAClass(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben", "kim")
	ctx := commonhall.WithSubject(t.Context(), commonhall.Subject{User: "teacher"})
	said := func(want ...string) {
		t.Helper()
		var got []string
		for _, e := range h.events {
			got = append(got, string(e.Name)+" "+string(e.User)+": "+e.Text)
			if e.By != "teacher" {
				t.Errorf("by %q: %+v", e.By, e)
			}
		}
		h.same("events", got, want)
		h.events = nil
	}
	h.events = nil
	added, err := h.AddGroups(ctx, []string{"Math", "Math"}, []string{"ADA", "ada"})
	if h.must(err); len(added) != 1 || added[0].GID != 600_000_100 {
		t.Errorf("%+v", added)
	}
	said("group.added : The group Math was made.", "group.joined ada: ada is in the group Math now.")
	for _, c := range []struct {
		c    commonhall.GroupChange
		who  string
		said []string
	}{
		{commonhall.JoinGroup, "Ben ada", []string{"group.joined ben: ben is in the group Math now."}},
		{commonhall.MakeTeacher, "kim", []string{"group.teacher kim: kim teaches the group Math now."}},
		{commonhall.EndTeacher, "kim ben", []string{"group.teacher kim: kim does not teach the group Math any more."}},
		{commonhall.LeaveGroup, "kim kim", []string{"group.left kim: kim is not in the group Math any more."}},
		{commonhall.LeaveGroup, "kim", nil},
	} {
		g, changed, err := h.ChangeGroup(ctx, "MATH", c.c, strings.Fields(c.who))
		if h.must(err); len(changed) != len(c.said) || g.Name != "Math" {
			t.Errorf("%d %s: %+v, %v", c.c, c.who, g, changed)
		}
		said(c.said...)
	}
	_, _, err = h.ChangeGroup(ctx, "math", commonhall.JoinGroup, []string{"kim", "a b", "c/d"})
	if refused(t, err, commonhall.InvalidArgument); !strings.Contains(err.Error(), `"a b"`) || !strings.Contains(err.Error(), `"c/d"`) {
		t.Errorf("bad names: %v", err)
	}
	_, _, err = h.ChangeGroup(ctx, "none", commonhall.JoinGroup, []string{"a b"})
	refused(t, err, commonhall.NotFound)
	for _, none := range [][2][]string{{nil, nil}, {{"a b"}, nil}, {{"new", "a/b"}, nil}, {{"new"}, {"nobody"}}, {{"new"}, {"a b"}}} {
		_, err = h.AddGroups(ctx, none[0], none[1])
		refused(t, err, commonhall.InvalidArgument)
	}
	_, err = h.AddGroups(ctx, []string{"new", "MATH"}, nil)
	refused(t, err, commonhall.AlreadyExists)
	said()
	h.must(h.RemoveGroup(ctx, "math"))
	said("group.removed : The group Math was removed. In it were ada and ben. Its folders stay in groups/Math-100.")
	refused(t, h.RemoveGroup(ctx, "math"), commonhall.NotFound)
	if list, n, err := h.Groups(ctx, 0, 0); err != nil || n != 0 || len(list) != 0 {
		t.Errorf("left are %+v, %d, %v", list, n, err)
	}
}

func TestPropertiesOfAGroup(t *testing.T) {
	h := newHall(t, invited())
	ctx := t.Context()
	_, err := h.AddGroups(ctx, []string{"math"}, nil)
	h.must(err)
	for raw, want := range map[string]string{`{}`: `{}`, ` {"b":1e400,"a":{"x":[1,2.50,null]},"b":12345678901234567890} `: `{"a":{"x":[1,2.50,null]},"b":12345678901234567890}`,
		"{\"a\":\"\xff\\u0000\"}": `{"a":"\ufffd\u0000"}`} {
		_, err := h.SetGroupProperties(ctx, "math", []byte(raw))
		h.must(err)
		if g, err := h.Group(ctx, "math"); err != nil || strings.ReplaceAll(string(g.Properties), "\ufffd", `\ufffd`) != want {
			t.Errorf("%s is kept as %s, %v", raw, g.Properties, err)
		}
	}
	for _, raw := range []string{"", "null", "[]", `"x"`, "{", `{} {}`, `{}]`, strings.Repeat(`{"a":`, 20_000), `{"a":"` + strings.Repeat("x", maxProperties) + `"}`} {
		_, err := h.SetGroupProperties(ctx, "math", []byte(raw))
		refused(t, err, commonhall.InvalidArgument)
	}
	_, err = h.SetGroupProperties(ctx, "none", []byte("{}"))
	refused(t, err, commonhall.NotFound)
	if g, _ := h.Group(ctx, "math"); len(g.Properties) > 100 {
		t.Errorf("what was refused is kept: %.200s", g.Properties)
	}
}

// Somebody who was removed is in their groups again, and teaches none.
func TestBackInTheClass(t *testing.T) {
	h := newHall(t, invited(), "ada", "kim")
	ctx := t.Context()
	_, err := h.AddGroups(ctx, []string{"math", "art"}, []string{"ada"})
	h.must(err)
	_, _, err = h.ChangeGroup(ctx, "art", commonhall.MakeTeacher, []string{"ada"})
	h.must(err)
	h.must(h.Remove(ctx, "ada"))
	list, err := h.Removed(ctx)
	h.must(err)
	_, err = h.Restore(ctx, list[0].ID, "adele")
	h.must(err)
	all, err := h.Memberships(ctx, "adele", "kim")
	if err != nil || fmt.Sprint(all) != "map[adele:[{math 600000100 false 0} {art 600000101 false 0}]]" {
		t.Errorf("%v, %v", all, err)
	}
}
