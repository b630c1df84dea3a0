package environment_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/environment/tree"
)

const firstGID = 600_000_100

// school is a class that has the environments python and r, the pupils ada and ben, and
// the groups School and Physics-11 with both of them, which mia teaches.
func school(t *testing.T) *class {
	c, ctx := newClass(t), t.Context()
	c.settled() // it looks through the folders no more
	c.more("r")
	_, err := c.db.AddUsers(ctx, []commonhall.UserName{"ada", "ben", "kim"}, false, firstUID, firstUID+99, time.Now())
	c.must(err)
	_, err = c.db.AddGroups(ctx, []commonhall.GroupName{"School", "Physics-11"}, []commonhall.UserName{"ada", "ben"}, firstGID, firstGID+9, time.Now())
	c.must(err)
	c.teaches("School", "kim")
	return c
}

func (c *class) teaches(group commonhall.GroupName, name commonhall.UserName) {
	c.t.Helper()
	_, err := c.db.ChangeGroup(c.t.Context(), group, commonhall.MakeTeacher, []commonhall.UserName{name})
	c.must(err)
}

// more adds an environment of one generation, with programs in it.
func (c *class) more(name commonhall.EnvironmentName, programs ...string) {
	c.t.Helper()
	ctx := c.t.Context()
	s, err := tree.Open(filepath.Join(c.dir, string(name)), tree.Limits{})
	c.must(err)
	c.must(s.NewDraft("d"))
	upper, _ := s.Draft("d")
	for _, p := range programs {
		writeProgram(c, filepath.Join(upper, "bin", p))
	}
	_, err = s.Freeze(ctx, "", "d", "g-"+string(name))
	c.must(err)
	c.must(s.DropDraft("d"))
	c.must(c.db.AddEnvironment(ctx, commonhall.Environment{Name: name}))
	_, err = c.db.AddGeneration(ctx, commonhall.Generation{Environment: name, Tree: commonhall.TreeID("g-" + name), By: "mia"}, 0)
	c.must(err)
}

func (c *class) use(name commonhall.EnvironmentName, kind commonhall.ChoiceKind, who string) {
	c.t.Helper()
	c.must(c.Use(c.t.Context(), name, kind, who, "root"))
}

// has checks what the next server of somebody sees, and why.
func (c *class) has(name commonhall.UserName, want commonhall.EnvironmentName, why string) {
	c.t.Helper()
	u, err := c.db.User(c.t.Context(), name)
	c.must(err)
	chosen, err := c.ChoiceFor(c.t.Context(), u, commonhall.App{})
	c.must(err)
	sw, release, err := c.Choose(c.t.Context(), u, commonhall.App{}, false)
	c.must(err)
	release()
	got := commonhall.NoEnvironment
	if sw != nil {
		got = sw.Environment
	}
	if got != want || chosen.Environment != want || !strings.Contains(chosen.Why(), why) {
		c.t.Errorf("%s has %s, said to be %s because %q; want %s because %q", name, got, chosen.Environment, chosen.Why(), want, why)
	}
}

// The narrowest choice wins, and it says whose it is.
func TestTheNarrowestChoiceWins(t *testing.T) {
	c, ctx := school(t), t.Context()
	c.has("ada", "python", "nobody chose another")
	c.use("r", commonhall.ForGroup, "school")
	c.has("ada", "r", "the group School.")
	c.has("mia", "python", "nobody chose another")
	c.use("python", commonhall.ForGroup, "Physics-11")
	c.has("ada", "python", "the group Physics-11. The group School has r. Of several groups, the one that was made last counts.")
	c.use("none", commonhall.ForGroup, "Physics-11")
	c.has("ada", "none", "the group Physics-11. The group School has r.")
	c.use("r", commonhall.ForUser, "ada")
	c.has("ada", "r", "for this person")
	c.use("none", commonhall.ForUser, "ada")
	c.has("ada", "none", "for this person")
	c.must(c.db.Rename(ctx, "ada", "adele"))
	c.has("adele", "none", "for this person")
	c.has("ben", "none", "Physics-11")
	ada, err := c.db.User(ctx, "adele")
	c.must(err)
	sw, release, err := c.Choose(ctx, ada, commonhall.App{Name: "studio", Environment: "r"}, false)
	c.must(err)
	release()
	if sw == nil || sw.Environment != "r" {
		t.Errorf("an app that has r got %+v", sw)
	}
	c.must(c.Unuse(ctx, commonhall.ForUser, "adele", "root"))
	c.refused(c.Unuse(ctx, commonhall.ForUser, "adele", "root"), commonhall.NotFound, "No environment was chosen for adele")
	_, err = c.db.RemoveGroup(ctx, "Physics-11")
	c.must(err)
	c.has("adele", "r", "the group School.")
	c.must(c.db.RemoveEnvironment(ctx, "r"))
	c.has("adele", "python", "nobody chose another")
	if !c.events.has(commonhall.EventSoftwareChosen) {
		t.Error("the timeline does not tell of it")
	}
}

// What cannot be chosen is refused, with words.
func TestChoicesThatAreRefused(t *testing.T) {
	c, ctx := school(t), t.Context()
	c.must(c.db.AddEnvironment(ctx, commonhall.Environment{Name: "empty"}))
	c.refused(c.Use(ctx, "empty", commonhall.ForUser, "ada", "root"), commonhall.FailedPrecondition, "nothing in it yet")
	c.refused(c.Use(ctx, "lost", commonhall.ForUser, "ada", "root"), commonhall.NotFound, "no environment")
	c.refused(c.Use(ctx, "r", commonhall.ForUser, "nobody", "root"), commonhall.NotFound, "nobody")
	c.refused(c.Use(ctx, "r", commonhall.ForGroup, "nobody", "root"), commonhall.NotFound, "nobody")
	ada, err := c.db.User(ctx, "ada")
	c.must(err)
	for _, name := range []commonhall.EnvironmentName{"lost", "empty"} {
		_, _, err = c.Choose(ctx, ada, commonhall.App{Name: "studio", Title: "Studio", Environment: name}, false)
		c.refused(err, commonhall.FailedPrecondition, "Studio needs the environment "+string(name))
	}
	if err := commonhall.NoEnvironment.Validate(); err == nil {
		t.Error("an environment may be called as if there were none")
	}
}

// Who teaches a group that was given an environment may change that one, and has a
// draft of it; pupils, and teachers of others, may not.
func TestTeachersMayChange(t *testing.T) {
	c := school(t)
	may := func(name commonhall.UserName, e commonhall.EnvironmentName, want bool) {
		t.Helper()
		u, err := c.db.User(t.Context(), name)
		c.must(err)
		if got := c.MayChange(t.Context(), u, e); got != want {
			t.Errorf("%s may change %s: %v, want %v", name, e, got, want)
		}
	}
	may("kim", "r", false)
	may("mia", "r", true) // an administrator
	c.use("r", commonhall.ForGroup, "School")
	may("kim", "r", true)
	may("kim", "python", false) // the default one
	may("ada", "r", false)
	if sw := c.start("kim"); sw.Environment != "r" || sw.Draft == "" {
		t.Errorf("the server of the teacher has %+v", sw)
	}
	if sw := c.start("ada"); sw.Environment != "r" || sw.Draft != "" {
		t.Errorf("the server of a pupil has %+v", sw)
	}
	c.use("python", commonhall.ForGroup, "School")
	may("kim", "python", true) // given explicitly
	may("kim", "r", false)
	c.use("r", commonhall.ForUser, "kim") // which gives no rights
	may("kim", "r", false)
	_, err := c.db.ChangeGroup(t.Context(), "School", commonhall.EndTeacher, []commonhall.UserName{"kim"})
	c.must(err)
	may("kim", "python", false)
}

// An environment with an app of its own is offered with it, and to whom it was given.
func TestAppsThatAnEnvironmentBrings(t *testing.T) {
	c, ctx := school(t), t.Context()
	c.more("lab", "jupyter-lab", "studio")
	c.use("lab", commonhall.ForUser, "ada")
	apps := []commonhall.App{{Name: "jupyterlab", Command: []string{"jupyter-lab"}}, {Name: "studio", Command: []string{"studio"}, Environment: "lab"},
		{Name: "page", Command: []string{"page"}}, {Name: "path", Command: []string{"../bin/studio"}}, {Name: "lost", Command: []string{"studio"}, Environment: "lost"}}
	for name, want := range map[commonhall.UserName]string{"ada": "jupyterlab studio", "ben": "studio", "": "studio"} {
		var u commonhall.User
		if name != "" {
			var err error
			u, err = c.db.User(ctx, name)
			c.must(err)
		}
		has, err := c.Brings(ctx, u, apps)
		c.must(err)
		var got []string
		for _, a := range apps {
			if has[a.Name] {
				got = append(got, string(a.Name))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("for %q it brings %q, want %q", name, got, want)
		}
	}
	sw := c.start("mia") // who tries it before the others have it
	writeProgram(c, filepath.Join(c.dir, sw.Draft, "upper/bin/jupyter-lab"))
	c.must(os.Symlink("/bin/sh", filepath.Join(c.dir, sw.Draft, "upper/bin/page")))
	mia, err := c.db.User(ctx, "mia")
	c.must(err)
	if has, err := c.Brings(ctx, mia, apps); err != nil || !has["jupyterlab"] || has["page"] || has["path"] {
		t.Errorf("of a draft there is %v, %v", has, err)
	}
}

// A candidate is checked with the first app that it brings itself, and one that has lost
// it with the machine's.
func TestACandidateIsCheckedWithItsApp(t *testing.T) {
	c := school(t)
	c.apps = []commonhall.App{{Name: "other", Title: "Another one's", Command: []string{"page"}, Environment: "r"},
		{Name: "lab", Title: "The lab", Command: []string{"page"}, Probe: "lab"}}
	findings := func() string {
		t.Helper()
		j, err := c.Try(t.Context(), "python", "mia", "mia")
		c.must(err)
		p, _ := j.Done(t.Context())
		var out []string
		for _, f := range p.Findings {
			out = append(out, f.What)
		}
		return strings.Join(out, "; ")
	}
	sw := c.start("mia")
	if got := findings(); !strings.Contains(got, "The page starts") {
		t.Errorf("without an app of its own it is checked so: %s", got)
	}
	writeProgram(c, filepath.Join(c.dir, sw.Draft, "upper/bin/lab"))
	if got := findings(); !strings.Contains(got, "The lab starts") {
		t.Errorf("with an app of its own it is checked so: %s", got)
	}
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
}

// writeProgram makes an executable file.
func writeProgram(c *class, path string) {
	c.t.Helper()
	c.must(os.MkdirAll(filepath.Dir(path), 0o755))
	c.must(os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755))
}
