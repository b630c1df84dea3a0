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
	"commonhall/environment/tree"
)

// class makes an environment of two generations, in whose drafts ada and ben have
// changed something, and returns path with the job in it that path asks for. Where path
// is about something else it does nothing.
func (h *hub) class(path string) string {
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
		h.want(400, operator(), "POST", "/environments/python/drafts/ada/publish", "") // nothing new in it
		if m := h.want(200, operator(), "POST", "/environments/python/rollback", ""); m["current"] != 2.0 {
			t.Errorf("it went back to %v", m)
		}
		h.want(404, operator(), "POST", "/environments/python/rollback", `{"generation":9}`)
		h.want(400, operator(), "POST", "/environments/python/rollback", `{"generation":2}`)
		h.want(404, operator(), "GET", "/environments/none", "")
		for _, body := range []string{`{"packages":["--index-url=http://evil"]}`, `{"packages":["a b"]}`, `{"packages":[""]}`, `{"package":["x"]}`} {
			h.want(http.StatusBadRequest, operator(), "POST", "/environments/python/builds", body)
		}
		h.want(http.StatusBadRequest, operator(), "POST", "/environments/..%2Fetc/builds", `{"packages":["x"]}`)
	})
}
