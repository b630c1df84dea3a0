package e2e

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"commonhall/packaging/needs"
)

// events counts what the timeline has of a name about somebody.
func (h *house) events(admin, name, user string) int {
	h.t.Helper()
	_, body := h.call("GET", "/hub/api/events?user="+user+"&kind="+name, admin, "")
	var list []struct{ Name string }
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		h.t.Fatalf("the events are %s", body)
	}
	return len(list)
}

// atOnce has all browsers send a form in the same moment.
func atOnce(t *testing.T, browsers []*visitor, path string, form func(int) url.Values) []page {
	t.Helper()
	forms, pages := make([]url.Values, len(browsers)), make([]page, len(browsers))
	for i := range browsers {
		forms[i] = form(i)
	}
	var work sync.WaitGroup
	start := make(chan struct{})
	for i, v := range browsers {
		work.Go(func() {
			<-start
			var err error
			if pages[i], err = v.try(http.MethodPost, path, forms[i]); err != nil {
				t.Error(err)
			}
		})
	}
	close(start)
	work.Wait()
	return pages
}

// TestTwoAtOnce: several use a listed name for the first time in the same moment,
// and one person starts their server in several browsers.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.run("user", "add", "ada")
	admin := h.token("admin")
	passwords := []string{"seven green bottles", "eight blue windows", "nine red lanterns", "ten white horses"}
	browsers := make([]*visitor, len(passwords))
	for i := range browsers {
		browsers[i] = h.visitor()
	}
	winner := -1
	for i, p := range atOnce(t, browsers, "/hub/login", func(i int) url.Values {
		return browsers[i].get("/hub/login").form(t, "username", "ada", "password", passwords[i])
	}) {
		switch {
		case p.path != "/hub/home":
			p.says(t, http.StatusForbidden, "Wrong name or password.")
			browsers[i].get("/hub/home").says(t, http.StatusOK, "Sign in")
		case winner >= 0:
			t.Errorf("%q and %q both got in", passwords[winner], passwords[i])
		default:
			winner = i
		}
	}
	if winner < 0 {
		t.Fatal("nobody got in")
	}
	if n := h.events(admin, "password.set", "ada"); n != 1 {
		t.Errorf("the password was set %d times", n)
	}
	for i, password := range passwords {
		if p := h.visitor().signIn("ada", password); (p.path == "/hub/home") != (i == winner) {
			t.Errorf("afterwards the password of browser %d, where %d was first, leads to %s", i, winner, p.path)
		}
	}

	for i := range browsers {
		browsers[i] = h.signedIn("ada", passwords[winner])
	}
	for _, p := range atOnce(t, browsers, "/hub/spawn", func(i int) url.Values {
		return browsers[i].get("/hub/home").form(t, "app", []string{"terminal", "notebook"}[i%2])
	}) {
		if p.status != http.StatusOK || (p.path != "/hub/spawn-pending/ada" && !strings.HasPrefix(p.path, "/user/ada/")) {
			t.Errorf("a browser is led to %s: %d %s", p.path, p.status, p.text())
		}
	}
	eventually(t, "the server is ready for all", func() error { return browsers[3].sees("/hub/home", "Your server is running") })
	if n, log := h.events(admin, "server.starting", "ada"), h.log.String(); n != 1 {
		t.Errorf("%d servers were started: %s", n, log)
	}
	if runs := h.peoplesRuns(); len(runs) != 1 {
		t.Errorf("the warden has %v", runs)
	}
}

// TestTwoHousesSideBySide: two folders are two houses on one machine, for people,
// browsers and processes; the end and the next start of one are nothing to the other.
func TestTwoHousesSideBySide(t *testing.T) {
	t.Parallel()
	one, two := open(t), open(t)
	const password = "seven green bottles"
	for _, h := range []*house{one, two} {
		h.run("user", "add", "ada")
		h.run("server", "start", "ada", "--app", "terminal", "--wait")
	}
	token, other := one.token("ada"), two.token("ada")
	one.inTerminal("ada", token, "echo of the first > ~/notes; echo $((6*7))", "42")
	// A browser sends the cookies of a host to all its ports.
	v := one.signedIn("ada", password)
	w := &visitor{two, v.http}
	if p := w.get("/hub/home"); p.path != "/hub/login" {
		t.Errorf("who signed in at one house is in the other: %s", p.text())
	}
	w.signIn("ada", "other red lanterns")
	v.get("/hub/home").says(t, http.StatusOK, "Your server is running")
	w.get("/hub/home").says(t, http.StatusOK, "Your server is running")
	_, uid := one.home("ada")
	if _, uid2 := two.home("ada"); uid2 == uid {
		t.Errorf("both adas are the account %d", uid)
	}
	if status, body := two.call("GET", "/hub/api/user", token, ""); status != http.StatusForbidden {
		t.Errorf("a token of the first house at the second: %d %s", status, body)
	}

	one.close()
	one.gone()
	if out := two.inTerminal("ada", other, "cat ~/notes; echo $((6*7))", "42"); strings.Contains(out, "of the first") {
		t.Errorf("the homes are one: %s", out)
	}
	again := openIn(t, one.dir, strings.TrimPrefix(one.url, "http://"))
	v.h = again
	v.get("/hub/home").says(t, http.StatusOK, "your server is off", "Stopped by the end of commonhall try.")
	again.signedIn("ada", password)
	again.signedIn("admin", adminPassword)
	if status, body := again.call("GET", "/hub/api/user", token, ""); status != http.StatusOK {
		t.Errorf("a token after the second start: %d %s", status, body)
	}
	again.run("server", "start", "ada", "--app", "terminal", "--wait")
	again.inTerminal("ada", token, "cat ~/notes", "of the first")
	if !strings.Contains(again.log.String(), "The administrator exists already; the password stays as it was.") {
		t.Errorf("the second start says %s", again.log)
	}
	two.inTerminal("ada", other, "echo $((6*7))", "42")
}

// TestTheAdministratorGetsAPassword: also one that a start left without, which was
// interrupted, or given a password that is too weak.
func TestTheAdministratorGetsAPassword(t *testing.T) {
	h := open(t)
	h.run("user", "passwd", "admin")
	h.close()
	again := openIn(t, h.dir, strings.TrimPrefix(h.url, "http://"))
	if p := again.visitor().signIn("admin", "whoever comes first"); p.path != "/hub/login" {
		t.Errorf("the first that came along is the administrator: %d at %s", p.status, p.path)
	}
	again.signedIn("admin", adminPassword)
}

// TestVisitorsComeLast: who connects while commonhall is starting for the first time
// waits until the administrator has a password; the first sign-in would set it.
func TestVisitorsComeLast(t *testing.T) {
	needs.Root(t)
	dir, addr := filepath.Join(t.TempDir(), "D"), "127.0.0.1:"+freePort(t)
	people := make(chan string, 1)
	go func() {
		var c net.Conn
		for err := errors.New("not yet"); err != nil; c, err = net.Dial("tcp", addr) {
			runtime.Gosched()
		}
		defer c.Close()
		_, _ = io.WriteString(c, "GET /hub/api HTTP/1.1\r\nHost: "+addr+"\r\n\r\n")
		_, _ = c.Read(make([]byte, 1)) // the first answer that anybody gets
		out, _ := command(t.Context(), "user", "list", "--dir", dir, "--json").CombinedOutput()
		people <- string(out)
	}()
	openIn(t, dir, addr)
	if got := <-people; !strings.Contains(got, `"has_password": true`) {
		t.Errorf("a visitor got in while the people were %s", got)
	}
}
