package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// people returns the names of all that are listed.
func (h *house) people(admin string) []string {
	h.t.Helper()
	_, body := h.call("GET", "/hub/api/users", admin, "")
	var list []struct{ Name string }
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		h.t.Fatalf("the people are %s", body)
	}
	var names []string
	for _, u := range list {
		names = append(names, u.Name)
	}
	return names
}

// addUntil adds people until one is refused, and returns the answer to that one.
func (h *house) addUntil(admin, prefix string, acknowledged *[]string) (int, string) {
	h.t.Helper()
	for i := range 2000 {
		name := fmt.Sprint(prefix, i)
		status, body := h.call("POST", "/hub/api/users/"+name, admin, "")
		if status != http.StatusCreated {
			return status, body
		}
		*acknowledged = append(*acknowledged, name)
	}
	h.t.Fatal("nobody is ever refused")
	return 0, ""
}

// onFullDisk fills the hub's disk and looks at what still works, for ada with her
// token and browser, and at what is said of the rest.
func (h *house) onFullDisk(round, admin, token string, v *visitor, names *[]string) {
	h.t.Helper()
	fill(h.t, h.path("hub", "ballast"))
	const sentence, hint = "The disk is full, so nothing can be saved.", "Ask your administrator to make room; then try again."
	if status, body := h.addUntil(admin, round, names); status != http.StatusServiceUnavailable || !strings.Contains(body, sentence+" Nothing is lost. "+hint) {
		h.t.Errorf("%s: adding somebody: %d %s", round, status, body)
	}
	for _, args := range [][]string{{"user", "add", "eve"}, {"server", "start", "dan", "--app", "terminal"}, {"token", "create", "--user", "ada"}} {
		if out, err := h.try(args...); err == nil || !strings.Contains(out, sentence) || !strings.Contains(out, hint) {
			h.t.Errorf("%s: %v: %v %s", round, args, err, out)
		}
	}
	h.visitor().signIn("ben", "seven green bottles").says(h.t, http.StatusServiceUnavailable, sentence, hint)
	v.get("/hub/home").says(h.t, http.StatusOK, "Your server is running")
	v.get("/hub/account").says(h.t, http.StatusOK, "ada")
	h.inTerminal("ada", token, "cat ~/work; echo $((6*7))", "42")
}

// TestTheHubsDiskIsFull: whoever works goes on, whoever wants something saved reads
// why it is not, nothing that was acknowledged is lost, and with room again all is
// as before, also for a hub that was killed meanwhile.
func TestTheHubsDiskIsFull(t *testing.T) {
	h := openOnSmallDisk(t, "hub", "2M")
	names := []string{"admin", "ada", "ben", "cleo", "dan"}
	h.run(append([]string{"user", "add"}, names[1:]...)...)
	const password = "seven green bottles"
	admin, token, v := h.token("admin"), h.token("ada"), h.signedIn("ada", password)
	for _, name := range []string{"ada", "cleo"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
	}
	h.inTerminal("ada", token, "echo begun > ~/work; echo $((6*7))", "42")
	full := func(round string) { h.onFullDisk(round, admin, token, v, &names) }
	full("first")
	h.run("server", "stop", "cleo")
	v.get("/hub/home").says(t, http.StatusOK, "Your server is running")
	must(t, os.Remove(h.path("hub", "ballast")))
	// Without a restart.
	h.call("POST", "/hub/api/users/fred", admin, "")
	names = append(names, "fred")
	h.signedIn("ben", password)

	full("second")
	must(t, syscall.Kill(h.process("hub"), syscall.SIGKILL))
	h.inTerminal("ada", token, "cat ~/work; echo $((6*7))", "42")
	h.logs("The disk is full, so the database " + filepath.Join(h.dir, "hub", "commonhall.db") + " cannot be opened.")
	must(t, os.Remove(h.path("hub", "ballast")))
	eventually(t, "the hub that started on a full disk writes", func() error {
		if status, body := h.callErr("POST", "/hub/api/users/gina", admin, ""); status != http.StatusCreated {
			return fmt.Errorf("%d %s", status, body)
		}
		return nil
	})
	if names, now := append(names, "gina"), h.people(admin); !slices.Equal(names, now) {
		t.Errorf("acknowledged were %v, and there are %v", names, now)
	}
	v.get("/hub/home").says(t, http.StatusOK, "Your server is running")
	h.run("server", "start", "cleo", "--app", "terminal", "--wait")
	h.run("server", "stop", "ada")
	if out := h.run("server", "list"); strings.Contains(out, "ada") || !strings.Contains(out, "cleo") {
		t.Errorf("in the end there run: %s", out)
	}
}

// TestTheReserve: others have filled the disk, and people sign in, stop servers and
// leave all the same, also after the hub was killed; the reserve is for that.
func TestTheReserve(t *testing.T) {
	h := openOnSmallDisk(t, "hub", "24M")
	h.run("user", "add", "ada", "ben")
	const password = "seven green bottles"
	h.signedIn("ada", password)
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	reserve := func() int64 {
		t.Helper()
		st, err := os.Stat(h.path("hub", "reserve"))
		must(t, err)
		return st.Size()
	}
	whole := reserve()
	if whole < 1<<20 {
		t.Fatalf("%d bytes are reserved", whole)
	}
	fill(t, h.path("hub", "video"))
	for range 20 {
		h.signedIn("ada", password).get("/hub/home").says(t, http.StatusOK, "Your server is running")
	}
	h.signedIn("ben", password).get("/hub/account").says(t, http.StatusOK, "ben")
	h.run("server", "stop", "ada")
	before := h.process("hub")
	fill(t, h.path("hub", "another"))
	must(t, syscall.Kill(before, syscall.SIGKILL))
	eventually(t, "a hub on the full disk", func() error {
		if now := h.pid("hub"); now == 0 || now == before {
			return fmt.Errorf("process %d", now)
		}
		return nil
	})
	v := h.signedIn("ada", password)
	v.get("/hub/home").says(t, http.StatusOK, "Stopped by an administrator at the command line.")
	v.get("/hub/home").post(v, "/hub/spawn", "app", "notebook").says(t, http.StatusTooManyRequests, "on the disk of the hub's records, so no server is started")
	h.signedIn("admin", adminPassword).get("/hub/admin").says(t, http.StatusOK, "Hardly any room is left on the disk of the hub's records")
	if now := reserve(); now >= whole || now == 0 {
		t.Errorf("of %d bytes, %d are reserved still", whole, now)
	}
	must(t, os.Remove(h.path("hub", "video")), os.Remove(h.path("hub", "another")))
	h.kill("hub") // the next one looks at once
	eventually(t, "it is reserved again", func() error {
		if now := reserve(); now != whole {
			return fmt.Errorf("%d of %d bytes", now, whole)
		}
		return nil
	})
}
