package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOptionsOfAStart: a link fills in what the settings ask, one click starts it, and the program has what
// was answered; other settings leave it alone until its next start.
func TestOptionsOfAStart(t *testing.T) {
	t.Parallel()
	text := readFile(t, "testdata/options.yaml")
	h := openWith(t, text)
	h.run("user", "add", "ada", "ben")
	ada, token := h.signedIn("ada", "seven green bottles"), h.token("ada")
	p := ada.get("/hub/spawn?opt-size=medium&opt-topic=%24%28id%29%20%22x%22&next=/hub/user-redirect/x")
	p.says(t, http.StatusOK, "Start your server", "How large?", "Physics 11")
	if !strings.Contains(p.body, `value="$(id) &#34;x&#34;"`) || !strings.Contains(p.body, `value="medium" selected`) {
		t.Errorf("the link fills in %s", p.body)
	}
	p.post(ada, "/hub/spawn", "opt-size", "medium", "opt-topic", `$(id) "x"`)
	eventually(t, "the program has what was answered", func() error {
		return ada.sees("/user/ada/x", "COURSE=physics 11;", `TOPIC=$(id) "x";`, "MEM_LIMIT=268435456;", "JUPYTERHUB_USER=ada;")
	})
	ada.get("/hub/home").says(t, http.StatusOK, "Tell · Medium · Physics 11", "of 256 MiB")

	for answer, want := range map[string]string{"size=large": "the limit is 512 MiB", "size=exam": "It may be: small, medium.", "size=": "is no answer", "topic=" + strings.Repeat("x", 201): "at most 200 characters"} {
		if out, err := h.try("server", "start", "ben", "--option", answer); err == nil || !strings.Contains(out, want) {
			t.Errorf("%s: %v, %s", answer, err, out)
		}
	}
	h.run("server", "start", "ben", "--option", "course=none", "--wait")
	if status, body := h.call("GET", "/hub/api/users/ben/server", h.token("ben"), ""); status != http.StatusOK || !strings.Contains(body, `"user_options":{"course":"none","size":"small","topic":""}`) || !strings.Contains(body, `"app":"terminal"`) {
		t.Errorf("%d %s", status, body)
	}

	text = strings.NewReplacer("256M", "200M", "physics 11", "physics 12").Replace(text)
	if err := os.WriteFile(filepath.Join(h.dir, "commonhall.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	h.kill("hub")
	eventually(t, "it runs as before", func() error { return ada.sees("/user/ada/x", "COURSE=physics 11;", "MEM_LIMIT=268435456;") })
	ada.get("/hub/home").says(t, http.StatusOK, "of 256 MiB")
	h.run("server", "stop", "ada")
	if status, body := h.call("POST", "/hub/api/users/ada/server", token, `{"size":"medium"}`); status != http.StatusCreated && status != http.StatusAccepted {
		t.Fatalf("%d %s", status, body)
	}
	eventually(t, "the next start has the new ones", func() error { return ada.sees("/user/ada/x", "COURSE=physics 12;", "MEM_LIMIT=209715200;", "TOPIC=;") })
}
