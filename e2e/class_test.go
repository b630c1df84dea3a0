package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// TestAClassInJupyter: its file browser, which shows the home alone, leads to the folders
// of the group; a teacher saves there and deletes, a pupil opens, and cannot save.
func TestAClassInJupyter(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada", "kim")
	h.run("group", "add", "Physics-11")
	h.run("group", "join", "Physics-11", "ada")
	h.run("group", "teacher", "Physics-11", "kim")
	tokens := map[string]string{}
	for _, name := range []string{"ada", "kim"} {
		h.run("server", "start", name, "--app", "notebook", "--wait")
		tokens[name] = h.token(name)
	}
	const sheet = `{"type":"file","format":"text","content":"a sheet"}`
	for _, c := range []struct {
		who, method, path, body string
		status                  int
		says                    string
	}{
		{"kim", "GET", "", "", http.StatusOK, `"name":"class"`},
		{"kim", "GET", "/class/Physics-11", "", http.StatusOK, `"path":"class/Physics-11/handin"`},
		{"kim", "PUT", "/class/Physics-11/material/sheet.txt", sheet, http.StatusCreated, "sheet.txt"},
		{"ada", "GET", "/class/Physics-11/material/sheet.txt", "", http.StatusOK, "a sheet"},
		{"ada", "PUT", "/class/Physics-11/material/sheet.txt", sheet, 0, ""},
		{"ada", "DELETE", "/class/Physics-11/material/sheet.txt", "", 0, ""},
		{"ada", "PUT", "/class/Physics-11/shared/together.txt", sheet, http.StatusCreated, ""},
		{"kim", "PUT", "/class/Physics-11/shared/together.txt", sheet, http.StatusOK, ""},
		{"ada", "PUT", "/class/Physics-11/handin/work.txt", sheet, http.StatusCreated, ""},
		{"kim", "GET", "/class/Physics-11/handin/ada-1001/work.txt", "", http.StatusOK, "a sheet"},
		{"kim", "PUT", "/class/Physics-11/handin/ada-1001/work.txt", sheet, 0, ""},
		{"kim", "PUT", "/class/Physics-11/returned/ada-1001/work.txt", sheet, http.StatusCreated, ""},
		{"ada", "GET", "/class/Physics-11/returned/work.txt", "", http.StatusOK, "a sheet"},
		{"kim", "DELETE", "/class/Physics-11/material/sheet.txt", "", http.StatusNoContent, ""},
		{"kim", "DELETE", "/class/Physics-11/shared/together.txt", "", http.StatusNoContent, ""},
	} {
		status, body := h.call(c.method, "/user/"+c.who+"/api/contents"+c.path, tokens[c.who], c.body)
		if c.status == 0 && status >= 400 && status != http.StatusBadGateway {
			continue
		}
		if status != c.status || !strings.Contains(strings.ReplaceAll(body, `": "`, `":"`), c.says) {
			t.Errorf("%s %s %s: %d %s", c.who, c.method, c.path, status, body)
		}
	}
}
