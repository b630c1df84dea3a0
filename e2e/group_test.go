package e2e

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"commonhall/packaging/needs"
)

// TestAClassAsWritten: what the page says of groups does what it says, and the program
// in a pupil's server learns of it.
func TestAClassAsWritten(t *testing.T) {
	needs.Root(t)
	h := open(t)
	h.run("user", "add", "ada", "ben", "kim")
	const shared = "this is not the class's machine"
	script, _ := asWritten(t, "how-to/class.md", instead{"sudo mkdir -p /usr/local/share/class", "", shared},
		instead{"sudo cp data.csv /usr/local/share/class/", "", shared}, instead{"sudo chmod -R a+rX /usr/local/share/class", "", shared})
	script += "printf 'ada\\nben\\n' > class.txt; commonhall group add art; xargs commonhall group join art < class.txt\n"
	if out := h.types(script); !strings.Contains(out, "kim   teacher") {
		t.Fatal(out)
	}
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	h.inTerminal("ada", h.token("ada"), `curl -s -H "Authorization: token $JUPYTERHUB_API_TOKEN" $JUPYTERHUB_API_URL/user; echo $((6*7))`, `"groups":["Physics-11","art"]`)
	h.changesByScript()
	var groups []struct {
		Name string
		GID  int
	}
	must(t, json.Unmarshal([]byte(h.run("group", "list", "--json")), &groups))
	b, err := os.ReadFile(h.path("instance.json"))
	must(t, err)
	var instance struct {
		Base int `json:"uid_base"`
	}
	must(t, json.Unmarshal(b, &instance))
	if len(groups) != 3 || groups[0].GID != instance.Base+100 || groups[1].GID != instance.Base+101 || instance.Base == 0 {
		t.Errorf("%+v in the block from %d", groups, instance.Base)
	}
}

// changesByScript: the edge lets through what scripts send, and a hub that is killed
// while people join has them all in the group, or none.
func (h *house) changesByScript() {
	h.t.Helper()
	admin := h.token("admin")
	for _, c := range [][4]string{
		{"PUT", "/properties", `{"room":12}`, `"properties":{"room":12}`}, {"POST", "/users", `{"users":["kim"]}`, `"users":["ada","ben","kim"]`},
		{"DELETE", "/users", `{"users":["ben"]}`, `"users":["ada","kim"]`}, {"POST", "/teachers", `{"users":["kim"]}`, `"teachers":["kim"]`}, {"DELETE", "/teachers", `{"users":["kim"]}`, `"teachers":[]`}} {
		if status, said := h.call(c[0], "/hub/api/groups/art"+c[1], admin, c[2]); status != 200 || !strings.Contains(said, c[3]) {
			h.t.Errorf("%s %s: %d %s", c[0], c[1], status, said)
		}
	}
	h.run("group", "add", "chess")
	over := make(chan struct{})
	var scripts sync.WaitGroup
	scripts.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-over:
				return
			default:
				h.callErr([]string{"POST", "DELETE"}[n%2], "/hub/api/groups/chess/users", admin, `{"users":["ada","ben","kim"]}`)
			}
		}
	})
	h.kill("hub")
	close(over)
	scripts.Wait()
	var g struct{ Users []string }
	if err := json.Unmarshal([]byte(h.run("group", "show", "chess", "--json")), &g); err != nil || len(g.Users)%3 != 0 {
		h.t.Errorf("in the group are %v, %v", g.Users, err)
	}
}

// TestWhatGroupCommandsPrint, and that removing one is asked for: it cannot be taken back.
func TestWhatGroupCommandsPrint(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.run("user", "add", "ada", "ben", "cleo")
	for _, c := range []struct{ line, want string }{
		{"group add math Physik-11", `math\nPhysik-11\n`},
		{"group join math ada ben cleo", `NAME +ROLE\nada *\nben *\ncleo *\n`},
		{"group teacher math admin cleo", `NAME +ROLE\nada *\nadmin +teacher\nben *\ncleo +teacher\n`},
		{"group teacher MATH cleo --not", `NAME +ROLE\nada *\nadmin +teacher\nben *\ncleo *\n`},
		{"group leave math cleo", `NAME +ROLE\nada *\nadmin +teacher\nben *\n`},
		{"group show math", `NAME +ROLE\nada *\nadmin +teacher\nben *\n`},
		{"group remove physik-11 --yes", ``},
		{"group list", `NAME +PEOPLE +TEACHERS\nmath +3 +admin\n`},
	} {
		if out, errOut, status := h.said(c.line); status != 0 || errOut != "" || !regexp.MustCompile(`\A`+c.want+`\z`).MatchString(out) {
			t.Errorf("%s ends with %d, writes %q and %q, want %s", c.line, status, out, errOut, c.want)
		}
	}
	for _, c := range [][3]string{{"group list", "0.users.0", "ada"}, {"group show math", "teachers.0", "admin"}, {"group add art", "0.name", "art"}, {"group join math cleo", "users.3", "cleo"}} {
		var v any
		out, errOut, _ := h.said(c[0] + " --json")
		if err := json.Unmarshal([]byte(out), &v); err != nil || errOut != "" || dig(v, c[1]) != c[2] {
			t.Errorf("%s --json: %v, %q and %q", c[0], err, out, errOut)
		}
	}
	for line, want := range map[string]string{"group show none": `There is no group called "none".`, "group join math nobody": "No such user: nobody.",
		"group add MATH": "Group math already exists.", "group add a/b": "a slash", "group join math": "It is used so: commonhall group join GROUP USER…"} {
		if out, errOut, status := h.said(line); status != 1 || out != "" || !strings.HasPrefix(errOut, "commonhall: ") || !strings.Contains(errOut, want) {
			t.Errorf("%s ends with %d, writes %q and %q, want %s", line, status, out, errOut, want)
		}
	}
	_, errOut, status := h.said("group remove math")
	if status != 1 || !strings.Contains(errOut, "The group math is removed for good. People who are in it: 4.") || !strings.Contains(errOut, "Nothing was done.") {
		t.Errorf("without an answer it ends with %d: %s", status, errOut)
	}
	if out := h.run("group", "list"); !strings.Contains(out, "math") {
		t.Errorf("groups are %s", out)
	}
}
