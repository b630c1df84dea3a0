package api

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/environment/tree"
	"commonhall/scope"
)

// class makes an environment of two generations, in whose drafts ada and ben have
// changed something, and returns path with the job in it that path asks for. Where path
// is about something else it does nothing.
func (h *hub) class(path string) string {
	if strings.HasPrefix(path, "/services") && h.info.Services == nil {
		h.serve()
	}
	if path == "/users/ada/identities/1" {
		_, err := h.auth.Link(h.t.Context(), "ada", "school", "1")
		h.must(err)
	}
	if path == "/services/far" {
		h.want(201, operator(), "POST", path, `{"info":{}}`)
	}
	if strings.HasPrefix(path, "/roles/") {
		h.must(h.auth.AddRole(h.t.Context(), commonhall.Role{Name: "aide", Scopes: []commonhall.Scope{"read:roles"}}, scope.Administrator()))
	}
	if strings.Contains(path, "/announcements/") {
		h.want(201, operator(), "POST", "/announcements", `{"text":"Hello."}`)
	}
	if !strings.Contains(path, "/environments") && !strings.Contains(path, "JOB") || h.schooled {
		return path
	}
	h.schooled = true
	ctx, dir := h.t.Context(), filepath.Join(h.dir, "environments", "python")
	trees, err := tree.Open(dir, tree.Limits{})
	h.must(err)
	h.must(h.db.AddEnvironment(ctx, commonhall.Environment{Name: "python", Title: "Python", Created: time.Now()}))
	for i, id := range []string{"g-one", "g-two"} {
		_, err := trees.Freeze(ctx, "", "", id)
		h.must(err)
		_, err = h.db.AddGeneration(ctx, commonhall.Generation{Environment: "python", Tree: commonhall.TreeID(id), Created: time.Now(), By: "boss", Why: id}, i)
		h.must(err)
	}
	for _, name := range []commonhall.UserName{"ada", "ben"} {
		u, err := h.db.User(ctx, name)
		h.must(err)
		h.drafting = true
		sw, release, err := h.software.Choose(ctx, u, commonhall.App{}, false)
		h.drafting = false
		h.must(err)
		release()
		meta := filepath.Join(h.dir, "environments", sw.Draft, "upper", "lib/python3/site-packages/hello-1.0.dist-info")
		h.must(os.MkdirAll(meta, 0o755))
		h.must(os.WriteFile(filepath.Join(meta, "METADATA"), []byte("Metadata-Version: 2.1\nName: hello\nVersion: 1.0\n"), 0o644))
	}
	h.must(h.software.Discard(ctx, "python", "ben", "boss"))
	h.must(h.db.AddEnvironment(ctx, commonhall.Environment{Name: "spare"}))
	h.must(h.software.Use(ctx, "none", commonhall.ForUser, "ben", "boss"))
	if !strings.Contains(path, "JOB") {
		return path
	}
	j, err := h.software.Try(ctx, "python", "ada", "boss")
	h.must(err)
	p, err := j.Done(ctx)
	h.must(err)
	return strings.ReplaceAll(path, "JOB", p.ID)
}

// read makes a request that must succeed and reads the answer into out.
func (h *hub) read(who caller, method, path, body string, out any) {
	h.t.Helper()
	w := h.call(who, method, path, body)
	if w.Code >= 300 {
		h.t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	h.must(json.Unmarshal(w.Body.Bytes(), out))
}

// What a script sees that publishes a draft and goes back.
func TestADraftAsScriptsPublishIt(t *testing.T) {
	story(t, func(h *hub) {
		h.class("/environments")
		var d struct {
			Empty   bool
			Base    int
			Changes []commonhall.Change
		}
		h.read(operator(), "GET", "/environments/python/drafts/ada", "", &d)
		if d.Empty || d.Base != 2 || len(d.Changes) != 1 || d.Changes[0] != (commonhall.Change{Manager: "pip", Name: "hello", Is: "1.0"}) {
			t.Errorf("the draft is %+v", d)
		}
		var j struct {
			ID         string
			Ended      *string
			Generation int
			Lines      []string
			Next       int
			Error      any
		}
		h.read(operator(), "POST", "/environments/python/drafts/ada/publish", `{"why":"for the class"}`, &j)
		var lines []string
		for lines = j.Lines; j.Ended == nil; lines = append(lines, j.Lines...) {
			j.Lines = nil
			h.read(operator(), "GET", "/jobs/"+j.ID+"?from="+strconv.Itoa(j.Next), "", &j)
		}
		if j.Generation != 3 || j.Error != nil || !strings.Contains(strings.Join(lines, "\n"), "ok: The page starts") {
			t.Errorf("the job ended as %+v, having said %q", j, lines)
		}
		var e struct {
			Current     int
			Generations []struct {
				Number   int
				By, Why  string
				Packages []commonhall.Package
			}
		}
		h.read(operator(), "GET", "/environments/python", "", &e)
		if g := e.Generations[0]; e.Current != 3 || g.Number != 3 || g.Why != "for the class" || g.By != commonhall.RoleOperator || len(g.Packages) != 1 {
			t.Errorf("the environment is %+v", e)
		}
		if m := h.want(200, operator(), "POST", "/environments/python/rollback", ""); m["current"] != 2.0 {
			t.Errorf("it went back to %v", m)
		}
		h.want(404, operator(), "POST", "/environments/python/rollback", `{"generation":9}`)
		h.want(400, operator(), "POST", "/environments/python/rollback", `{"generation":2}`)
		h.want(404, operator(), "GET", "/environments/none", "")
		for _, body := range []string{`{"packages":["--index-url=http://evil"]}`, `{"packages":["a b"]}`, `{"packages":[""]}`, `{"package":["x"]}`, `{"git":{"url":"file:///srv/git/x"}}`, `{"git":{"url":"https://host/x","ref":"--x"}}`, `{"conda":"x","requirements":"y"}`} {
			h.want(http.StatusBadRequest, operator(), "POST", "/environments/python/builds", body)
		}
		h.want(http.StatusBadRequest, operator(), "POST", "/environments/..%2Fetc/builds", `{"packages":["x"]}`)
	})
}

// asksForAll does what changes an environment, all of which is allowed or refused.
func (h *hub) asksForAll(who caller, status int) {
	h.t.Helper()
	for _, a := range [][3]string{
		{"GET", "/environments/python/drafts", ""},
		{"GET", "/environments/python/drafts/ada", ""},
		{"DELETE", "/environments/python/drafts/ada", ""},
		{"POST", "/environments/python/drafts/ada/restore", ""},
		{"POST", "/environments/python/drafts/ada/try", ""},
		{"POST", "/environments/python/rollback", `{"generation":1}`},
	} {
		w := h.call(who, a[0], a[1], a[2])
		if refused := w.Code == http.StatusForbidden; refused != (status == http.StatusForbidden) || w.Code >= 400 && !refused {
			h.t.Errorf("%s %s: %d %s, want as %d", a[0], a[1], w.Code, w.Body, status)
		}
	}
}

// Who teaches a group that was given an environment may do with it what an
// administrator may, but for giving it away and removing it; a token only if it was made
// for that.
func TestATeacherMayChangeByScript(t *testing.T) {
	story(t, func(h *hub) {
		h.class("/environments")
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		h.want(200, operator(), "POST", "/groups/math/teachers", `{"users":["ben"]}`)
		h.asksForAll(h.token("ben"), 403)
		h.want(204, operator(), "PUT", "/choices/groups/Math", `{"environment":"python"}`)
		h.asksForAll(h.token("ada"), 403) // a pupil of it
		h.asksForAll(h.token("ben", "read:users!user", "servers!user"), 403)
		h.asksForAll(h.token("boss", "environments!user=ada"), 403)
		h.asksForAll(h.token("boss", "environments!user"), 403) // an administrator, who teaches nobody
		server, err := h.auth.CreateServerToken(h.t.Context(), commonhall.UserName("ben").Default(), "2-run")
		h.must(err)
		h.secrets = append(h.secrets, server)
		h.asksForAll(caller{door: auth.Door{Inside: "ben"}, header: map[string]string{"Authorization": "token " + server}}, 403)
		for _, ben := range []caller{h.token("ben"), h.token("ben", "self"), h.token("ben", "environments!user")} {
			var j struct{ ID string }
			h.asksForAll(ben, 200)
			h.finished(ben)
			h.want(200, ben, "POST", "/environments/python/rollback", `{"generation":2}`)
			h.read(ben, "POST", "/environments/python/drafts/ada/try", "", &j)
			h.finished(ben)
			h.want(200, ben, "GET", "/jobs/"+j.ID, "")
			for _, verb := range []string{"/try", "/publish", "/restore", ""} { // who is here, a teacher does not learn
				there, nobody := h.call(ben, "POST", "/environments/python/drafts/boss"+verb, ""), h.call(ben, "POST", "/environments/python/drafts/nobody"+verb, "")
				if there.Code != nobody.Code || there.Body.String() != nobody.Body.String() {
					t.Errorf("%s: of somebody it says %s, of nobody %s", verb, there.Body, nobody.Body)
				}
			}
			h.want(403, h.token("ada"), "GET", "/jobs/"+j.ID, "")
			for _, name := range []string{"boss", "nobody"} { // who is here they do not learn
				if m := h.want(404, ben, "GET", "/environments/python/drafts/"+name, ""); m["message"] != "There is no such draft." {
					t.Errorf("of the draft of %s it says %v", name, m)
				}
			}
			for _, a := range [][3]string{{"PUT", "/choices/users/ben", `{"environment":"python"}`}, {"DELETE", "/choices/groups/math", ""}, {"GET", "/choices", ""},
				{"PATCH", "/environments/python", `{"default":true}`}, {"DELETE", "/environments/python", ""}, {"DELETE", "/environments/spare", ""},
				{"POST", "/environments/new/builds", `{"packages":["x"]}`}, {"POST", "/environments/spare/builds", `{"packages":["x"]}`}} {
				h.want(403, ben, a[0], a[1], a[2])
			}
		}
		h.want(200, operator(), "DELETE", "/groups/math/teachers", `{"users":["ben"]}`)
		h.asksForAll(h.token("ben"), 403)
	})
}

// finished waits until nothing is done to an environment any more.
func (h *hub) finished(who caller) {
	h.t.Helper()
	for _, p := range h.software.Jobs("python") {
		j, err := h.software.Job(p.ID)
		h.must(err)
		_, _ = j.Done(h.t.Context())
	}
}

// What a script sees that gives a group an environment, and takes it back.
func TestChoicesAsScriptsMakeThem(t *testing.T) {
	story(t, func(h *hub) {
		h.class("/environments")
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		ada := h.token("ada")
		is := func(environment any, origin any, why string) {
			t.Helper()
			m := h.want(200, ada, "GET", "/users/ada/environment", "")
			if said, _ := m["why"].(string); m["environment"] != environment || m["origin"] != origin || !strings.Contains(said, why) || m["may_change"] != false {
				t.Errorf("ada has %v, want %v by %v", m, environment, origin)
			}
		}
		is("python", "default", "nobody chose another")
		h.want(204, operator(), "PUT", "/choices/groups/math", `{"environment":"none"}`)
		is("none", "group", "the group math")
		h.want(204, operator(), "PUT", "/choices/users/ADA", `{"environment":"python"}`)
		is("python", "user", "for this person")
		if w := h.call(operator(), "GET", "/choices", ""); !strings.Contains(w.Body.String(), `{"environment":"none","kind":"group","name":"math"}`) ||
			!strings.Contains(w.Body.String(), `{"environment":"python","kind":"user","name":"ada"}`) {
			t.Errorf("the choices are %s", w.Body)
		}
		for _, a := range [][3]string{{"400", "/choices/users/ada", `{}`}, {"400", "/choices/users/ada", `{"environment":"spare"}`}, {"404", "/choices/users/ada", `{"environment":"../x"}`},
			{"404", "/choices/users/nobody", `{"environment":"python"}`}, {"404", "/choices/groups/nobody", `{"environment":"python"}`}} {
			status, _ := strconv.Atoi(a[0])
			h.want(status, operator(), "PUT", a[1], a[2])
		}
		h.want(204, operator(), "DELETE", "/choices/users/ada", "")
		h.want(404, operator(), "DELETE", "/choices/users/ada", "")
		h.want(204, operator(), "DELETE", "/choices/groups/math", "")
		is("python", "default", "nobody chose another")
		h.want(400, operator(), "DELETE", "/environments/python", "") // the default one
		if m := h.want(200, operator(), "PATCH", "/environments/python", `{"title":"Snakes"}`); m["title"] != "Snakes" || m["default"] != true {
			t.Errorf("it is %v", m)
		}
		h.want(400, operator(), "PATCH", "/environments/python", `{"name":"x"}`)
		h.want(400, operator(), "PATCH", "/environments/spare", `{"default":true}`) // nothing in it
		h.want(202, operator(), "DELETE", "/environments/spare", "")
	})
}
