package cli

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestRoleCommands: what is typed is asked of the hub, and what it says is printed, without
// what a terminal would obey.
func TestRoleCommands(t *testing.T) {
	const tutor = `{"name":"tutor","description":"Helps.\u001b[31m","scopes":["list:users!group=math","servers!group=math"],"origin":"hub","users":["ben"],"groups":["math"],"services":[]}`
	var asked []string
	status, answer := 0, ""
	dir := hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		b, _ := io.ReadAll(r.Body)
		asked = append(asked, r.Method+" "+strings.TrimPrefix(r.RequestURI, "/hub/api")+" "+string(b))
		fmt.Fprintf(c, "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s", status, len(answer), answer)
	})
	for _, c := range []struct {
		line        []string
		status      int
		answer      string
		asked       string
		out, errOut string
	}{
		{[]string{"list"}, 200, `[` + tutor + `,{"name":"user","origin":"built-in"},{"name":"odd","origin":"settings","problem":"It is wrong."}]`, "GET /roles ", "made here  ben, group math", ""},
		{[]string{"list"}, 200, `[{"name":"user","origin":"built-in"},{"name":"odd","origin":"settings","problem":"It is wrong."}]`, "GET /roles ", "settings  nobody     gives nothing: It is wrong.", ""},
		{[]string{"show", "tutor"}, 200, tutor, "GET /roles/tutor ", "             servers!group=math     start and stop the servers of the people in math", ""},
		{[]string{"add", "tutor", "servers!group=math", "list:users", "--user", "ben", "--group", "math", "--description", "Helps."}, 201, tutor,
			`POST /roles {"description":"Helps.","groups":["math"],"name":"tutor","scopes":["servers!group=math","list:users"],"users":["ben"]}`, "tutor", ""},
		{[]string{"add", "tutor"}, 200, "", "", "", "at least 2"},
		{[]string{"add", "boss", "admin:users"}, 403, `{"message":"The role boss may more than you may hand on."}`, "POST /roles ", "", "may more than you"},
		{[]string{"change", "tutor", "self"}, 200, tutor, `PATCH /roles/tutor {"scopes":["self"]}`, "", ""},
		{[]string{"change", "tutor", "--description", ""}, 200, tutor, `PATCH /roles/tutor {"description":""}`, "", ""},
		{[]string{"change", "tutor"}, 200, tutor, "", "", "Nothing was said"},
		{[]string{"remove", "tutor", "--yes"}, 204, "", "DELETE /roles/tutor ", "", ""},
		{[]string{"remove", "tutor"}, 200, tutor, "GET /roles/tutor ", "", "held by: ben, group math"},
		{[]string{"grant", "tutor", "ada", "--service", "idle"}, 200, tutor, `POST /roles/tutor/holders {"services":["idle"],"users":["ada"]}`, "", ""},
		{[]string{"revoke", "a/b", "--group", "math"}, 200, tutor, `DELETE /roles/a%2Fb/holders {"groups":["math"]}`, "", ""},
		{[]string{"grant", "tutor"}, 200, tutor, "", "", "Nobody was named"},
	} {
		asked, status, answer = nil, c.status, c.answer
		out, errOut, ended := said(append(append([]string{"role"}, c.line...), "--dir", dir)...)
		if !strings.HasPrefix(strings.Join(asked, " "), c.asked) || c.asked == "" && asked != nil || len(asked) > 1 ||
			!strings.Contains(out, c.out) || !strings.Contains(errOut, c.errOut) || (ended != 0) != (c.errOut != "") || strings.Contains(out, "\x1b") {
			t.Errorf("role %q: asks %q, prints %q and %q, ends with %d", c.line, asked, out, errOut, ended)
		}
	}
	status, answer = 200, tutor
	if _, errOut, _ := said("role", "show", "tutor", "--show-requests", "--dir", dir); !strings.Contains(errOut, "> GET /hub/api/roles/tutor") {
		t.Errorf("with --show-requests it prints %q", errOut)
	}
}
