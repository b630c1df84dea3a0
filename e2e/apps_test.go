package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// apps returns the names of the apps that are offered, the default one first.
func (h *house) apps(token string) []string {
	h.t.Helper()
	_, body := h.call("GET", "/hub/api/apps", token, "")
	var list []struct{ Name string }
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		h.t.Fatalf("the apps are %s", body)
	}
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}

// TestAppsOfTheConfiguration: an administrator lists two programs of their own and
// makes one the default.
func TestAppsOfTheConfiguration(t *testing.T) {
	needs.Programs(t, "jupyterhub-singleuser")
	t.Parallel()
	h := openWith(t, readFile(t, "testdata/apps.yaml"))
	h.run("user", "add", "ada", "ben")
	ada, ben := h.signedIn("ada", "seven green bottles"), h.token("ben")
	if got := h.apps(ben); !slices.Equal(got, []string{"moody", "notebook", "terminal", "jupyterhub-singleuser", "files"}) {
		t.Errorf("the apps are %v", got)
	}

	home := ada.get("/hub/home")
	home.says(t, http.StatusOK, "Moody editor", "My files")
	home.post(ada, "/hub/spawn")
	eventually(t, "the default app runs", func() error { return ada.sees("/user/ada/x/y?", "here is /user/ada/x/y? of ada") })
	// Who opens the server lands on the app's own first page.
	ada.get("/hub/spawn-pending/ada").says(t, http.StatusOK, "here is /user/ada/start of ada")

	t.Run("a program that does not know its path", func(t *testing.T) {
		h.run("server", "start", "ben", "--app", "files", "--wait")
		h.put("ben", "homework.txt", []byte("42"))
		if status, body := h.call("GET", "/user/ben/homework.txt", ben, ""); status != http.StatusOK || body != "42" {
			t.Errorf("a file of the home: %d %s", status, body)
		}
	})
	t.Run("answers that are none", func(t *testing.T) {
		for _, path := range []string{"garbage", "half-head"} {
			ada.get("/user/ada/"+path).says(t, http.StatusServiceUnavailable, "The program on your server did not answer properly.",
				"stop the server on your home page and start it again")
		}
		if p, err := ada.try(http.MethodGet, "/user/ada/half-body", nil); err == nil {
			t.Errorf("half an answer looks like a whole one: %d %q", p.status, p.body)
		}
		// Its own error pages are its own business.
		ada.get("/user/ada/trouble").says(t, http.StatusInternalServerError, "here is /user/ada/trouble")
		ada.get("/hub/home").says(t, http.StatusOK, "Your server is running")
	})
	t.Run("cookies with the house's names", func(t *testing.T) { plantCookies(t, ada) })
	t.Run("a program that ends while somebody works", func(t *testing.T) {
		_, _ = ada.try(http.MethodGet, "/user/ada/give-up", nil)
		eventually(t, "the home page says why", func() error {
			return ada.sees("/hub/home", "Your server has ended", "Its program ended by itself with status 4. The end of its log may say why.", "the licence has run out")
		})
	})
}

// sees is says for what becomes true only in a moment.
func (v *visitor) sees(path string, sentences ...string) error {
	p, err := v.try(http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	for _, s := range sentences {
		if !strings.Contains(p.text(), s) {
			return fmt.Errorf("no %q at %s: %d %s", s, p.path, p.status, p.text())
		}
	}
	return nil
}

// plantCookies has ada's program set, and take away, cookies that are not its own.
func plantCookies(t *testing.T, ada *visitor) {
	before := ada.cookies("/hub/home")
	var ours []string
	for _, c := range before {
		ours = append(ours, c.Name)
	}
	session, known := strings.CutSuffix(ours[0], "-known") // the longest path comes first
	if len(ours) != 3 || !known || !slices.Contains(ours, session) || !slices.Contains(ours, "jupyterhub-session-id") {
		t.Fatalf("the browser holds %v", before)
	}
	p := ada.get("/user/ada/x?theme," + strings.Join(append(ours, session+"-form", "jupyterhub-hub-login"), ","))
	for _, c := range before {
		if strings.Contains(p.body, c.Value) {
			t.Errorf("the program and the cookie %s: %s", c.Name, p.body)
		}
	}
	if strings.Contains(strings.Join(p.header.Values("Set-Cookie"), "\n"), "jupyterhub") || !strings.Contains(p.header.Get("Set-Cookie"), "theme=") {
		t.Errorf("it could set %q", p.header.Values("Set-Cookie"))
	}
	if after := ada.cookies("/hub/home"); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the hub would be sent %v instead of %v", after, before)
	}
	if got := fmt.Sprint(ada.cookies("/user/ada/")); !strings.Contains(got, "theme=planted") {
		t.Errorf("the program's own cookie is not there: %s", got)
	}
	ada.get("/hub/account").says(t, http.StatusOK, "ada")
}

// TestProgramsThatDoNotWork: whoever starts one reads what is the matter, and what
// to do, in words that need no programmer.
func TestProgramsThatDoNotWork(t *testing.T) {
	t.Parallel()
	h := openWith(t, readFile(t, "testdata/bad-apps.yaml"))
	apps := map[string][]string{ // the person is called as the app
		"missing": {"The program cannot be started: rserver is not installed.", "ask your administrator to install it"},
		"exits":   {"Its program ended by itself with status 3. The end of its log may say why.", "reading the course data cannot open data.csv"},
		"silent":  {"Model server did not begin to listen within 7 seconds.", "show this to your administrator", "still loading the model"},
		"mute":    {"Map editor listens, but was not ready within 2 seconds: it did not answer.", "show this to your administrator"},
		"broken":  {"Quiz listens, but was not ready within 2 seconds: it answers with the error 500.", "GET /user/broken/health"},
		"garbage": {"Old printer listens, but was not ready within 2 seconds: it answers with something that is not HTTP"},
		"half":    {"Half a site listens, but was not ready within 2 seconds: it answers with something that is not HTTP"},
	}
	add := []string{"user", "add"}
	for name := range apps {
		add = append(add, name)
	}
	h.run(add...)
	admin := h.token("admin")
	type answer struct{ name, said string }
	answers := make(chan answer, len(apps))
	for name := range apps {
		go func() {
			status, body := h.callErr("POST", "/hub/api/users/"+name+"/server", admin, `{"app": "`+name+`"}`)
			answers <- answer{name, fmt.Sprint(status, " ", body)}
		}()
	}
	browsers := map[string]*visitor{}
	for name := range apps { // while they wait
		browsers[name] = h.signedIn(name, "seven green bottles")
	}
	for range apps {
		a := <-answers
		want := apps[a.name]
		if !strings.HasPrefix(a.said, "500") || !strings.Contains(a.said, want[0]) {
			t.Errorf("the API says of %s: %s, not: %s", a.name, a.said, want[0])
		}
		v := browsers[a.name]
		want = append(want, "Your server did not start")
		v.get("/hub/home").says(t, http.StatusOK, append(want, "Start again")...)
		v.get("/user/"+a.name+"/notes").says(t, http.StatusOK, append(want, "Try again", "Choose something else")...)
	}
	if out, err := h.try("server", "start", "exits", "--app", "exits", "--wait"); err == nil || !strings.Contains(out, "status 3") || !strings.Contains(out, "cannot open data.csv") {
		t.Errorf("the command says %v: %s", err, out)
	}
	if out := h.run("server", "list", "--json"); out != "[]" {
		t.Errorf("left running: %s", out)
	}
	// One that works is chosen instead, on the page that told of the failure.
	v := browsers["missing"]
	v.get("/hub/home").post(v, "/hub/spawn", "app", "terminal")
	eventually(t, "the terminal runs", func() error { return v.sees("/hub/home", "Your server is running", "Terminal") })
}

// openSeeing starts a house that sees other mounts than the rest of the machine: a
// script changes its own view before it becomes commonhall.
func openSeeing(t *testing.T, dir, script string) *house {
	t.Helper()
	needs.Root(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"--mount", "--propagation", "private", "bash", "-ec", script + "\nexec -a commonhall \"$0\" \"$@\"", exe},
		tryArgs(dir, "127.0.0.1:"+freePort(t))...)
	return launch(t, dir, exec.CommandContext(context.Background(), "unshare", args...))
}

// TestJupyterLabIsOfferedWhereItIs puts a program of that name into the tree.
func TestJupyterLabIsOfferedWhereItIs(t *testing.T) {
	needs.Programs(t, "jupyterhub-singleuser")
	lab, err := filepath.Abs("testdata/jupyter-lab.py")
	if err != nil {
		t.Fatal(err)
	}
	h := openSeeing(t, filepath.Join(t.TempDir(), "D"), `mount -t tmpfs none /usr/local/bin; install -m 755 `+lab+` /usr/local/bin/jupyter-lab`)
	h.run("user", "add", "ada")
	if got := h.apps(h.token("ada")); !slices.Equal(got, []string{"jupyterlab", "notebook", "terminal", "jupyterhub-singleuser"}) {
		t.Errorf("the apps are %v", got)
	}
	v := h.signedIn("ada", "seven green bottles")
	v.get("/hub/home").post(v, "/hub/spawn", "app", "jupyterlab")
	eventually(t, "the lab opens", func() error { return v.sees("/hub/spawn-pending/ada", "a lab at /user/ada/ for /home/ada") })
	if _, err := os.Stat("/usr/local/bin/jupyter-lab"); err == nil {
		t.Error("the machine's own tree was changed")
	}
}

// TestTheTerminalIsThereWithoutJupyter takes Jupyter away.
func TestTheTerminalIsThereWithoutJupyter(t *testing.T) {
	h := openSeeing(t, filepath.Join(t.TempDir(), "D"), `for j in /usr/bin/jupyter* /usr/local/bin/jupyter*; do [ ! -e $j ] || mount --bind /dev/null $j; done`)
	h.run("user", "add", "ada")
	token := h.token("ada")
	if got := h.apps(token); !slices.Equal(got, []string{"terminal"}) {
		t.Errorf("the apps are %v", got)
	}
	out, err := h.try("server", "start", "ada", "--app", "notebook", "--wait")
	if err == nil || !strings.Contains(out, "jupyter-notebook") || !strings.Contains(out, "ask your administrator to install it") {
		t.Errorf("without Jupyter a notebook says %v: %s", err, out)
	}
	h.run("server", "start", "ada", "--wait")
	if status, body := h.call("GET", "/hub/api/users/ada/server", token, ""); !strings.Contains(body, `"app":"terminal"`) {
		t.Errorf("the default without Jupyter: %d %s", status, body)
	}
}
