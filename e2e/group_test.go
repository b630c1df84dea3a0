package e2e

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
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
	var later []instead
	for _, command := range slices.Concat(handsOut(), handsIn(), givesBack(), bringsBack()) {
		later = append(later, instead{command, "", "it is typed in servers below"})
	}
	script, _ := asWritten(t, "how-to/class.md", later...)
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
	h.filesAsWritten()
}

// What the page has people type in their servers, and root on the machine.
func handsOut() []string {
	return []string{"mkdir ~/class/Physics-11/material/week1", "cp sheet.ipynb data.csv ~/class/Physics-11/material/week1"}
}

func handsIn() []string {
	return []string{"cp ~/class/Physics-11/material/week1/sheet.ipynb ~", "cp ~/sheet.ipynb ~/class/Physics-11/handin"}
}

func givesBack() []string {
	return []string{"ls ~/class/Physics-11/handin", "cp ~/class/Physics-11/handin/ada-1001/sheet.ipynb ~/class/Physics-11/returned/ada-1001"}
}

func bringsBack() []string {
	return []string{"cd /var/lib/commonhall/groups", "sudo cp -a Physics-11-100/shared Physics-11-101/back", "sudo chown -hR --reference=Physics-11-101/shared Physics-11-101/back",
		"sudo mv Physics-11-101/shared Physics-11-101/shared.new", "sudo mv Physics-11-101/back Physics-11-101/shared"}
}

// filesAsWritten: a teacher hands out, a pupil hands in and reads what comes back, two
// work on one file; the class is removed by mistake, and its next one gets the files.
func (h *house) filesAsWritten() {
	h.t.Helper()
	in := func(who string, lines ...string) {
		h.t.Helper()
		h.inTerminal(who, h.token(who), strings.Join(lines, " && ")+` && echo done-$((6*7))`, "done-42")
	}
	for _, who := range []string{"kim", "ben"} {
		h.run("server", "start", who, "--app", "terminal", "--wait")
	}
	in("kim", append([]string{"cd", "echo sheet > sheet.ipynb", "echo data > data.csv"}, handsOut()...)...)
	in("ada", append([]string{"cd"}, handsIn()...)...)
	in("ada", `! touch ~/class/Physics-11/material/week1/x`, `! ls ~/class/art/material/week1`)
	in("kim", givesBack()...)
	in("ada", `cmp sheet.ipynb ~/class/Physics-11/returned/sheet.ipynb`, `umask 077`, `echo ada > ~/class/Physics-11/shared/together`)
	in("ben", `! ls /class/Physics-11/handin/*`, `echo ben >> /class/Physics-11/shared/together`)
	if out, errOut, _ := h.said("group teacher Physics-11 kim --not"); !strings.Contains(out, "kim") || errOut != "The server of kim shows the folders as before until it is stopped: commonhall server stop kim\n" {
		h.t.Errorf("whose server runs: %q, %q", out, errOut)
	}
	if said := h.run("group", "remove", "Physics-11", "--yes"); said != "" {
		h.t.Error(said)
	}
	for _, who := range []string{"ada", "ben", "kim"} {
		h.run("server", "stop", who)
	}
	h.run("group", "add", "Physics-11")
	h.run("group", "join", "Physics-11", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	in("ada", `! ls /class/Physics-11/shared/*`)
	script := strings.ReplaceAll(strings.Join(bringsBack(), "\n"), "/var/lib/commonhall/", "/var/lib/commonhall-try/")
	h.types("set -e\n" + strings.ReplaceAll(script, "Physics-11-101", "Physics-11-103"))
	h.run("server", "stop", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	in("ada", `test "$(cat ~/class/Physics-11/shared/together)" = "$(echo ada; echo ben)"`, `echo more >> ~/class/Physics-11/shared/together`)
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
