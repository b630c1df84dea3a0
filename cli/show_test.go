package cli

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestShowRequests: what a command asks of the API is printed beside what it does, with the
// scopes; no secret is, whether sent or answered, and what the command prints is the same.
func TestShowRequests(t *testing.T) {
	var kind, scopes, answer string
	status := "200 OK"
	dir := hub(t, func(c net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(c)); err != nil {
			return
		}
		fmt.Fprintf(c, "HTTP/1.1 %s\r\nContent-Type: %s\r\nX-Commonhall-Scopes: %s\r\nContent-Length: %d\r\n\r\n%s", status, kind, scopes, len(answer), answer)
	})
	for _, c := range []struct{ line, status, kind, scopes, answer, want string }{
		{"limit set cpu=2 --user kim", "200 OK", "application/json", "admin:servers", `{"changed":[],"later":[],"left":{}}`,
			"> PATCH /hub/api/limits/users/kim\n> {\n>   \"force\": false,\n>   \"limits\": {\n>     \"cpu\": \"2\"\n>   },\n>   \"now\": false\n> }\n" +
				"* needs the scope admin:servers\n< 200 OK\n< {\n<   \"changed\": [],\n<   \"later\": [],\n<   \"left\": {}\n< }\n"},
		{"token create --user kim", "201 Created", "application/json", "tokens", `{"token":"chall-s3cret","id":"a1","note":"\u001b[31m"}`, "\"token\": \"(hidden)\""},
		{"user passwd kim", "201 Created", "application/json", "admin:users", `{"path":"/hub/invite/s3cret","expires_at":"2026-01-31T12:00:00Z"}`, "\"path\": \"(hidden)\""},
		{"user list", "200 OK", "application/json", "list:users read:users", `[]`, "* needs one of the scopes list:users, read:users\n< 200 OK\n< []\n"},
		{"limit list", "200 OK", "application/json", "*", "[]", "* needs any token that is valid\n"},
		{"limit list", "200 OK", "application/json", "operator", "[]", "* works for root alone, on the administrators' socket\n"},
		{"limit list", "403 Forbidden", "application/json", "", `{"status":403,"message":"No."}`, "* needs no scope\n< 403 Forbidden\n< {\n<   \"message\": \"No.\",\n<   \"status\": 403\n< }\n"},
		{"limit list", "200 OK", "application/json", "x", "[" + strings.Repeat(" ", showAtMost) + "]", "or more than is shown)\n"},
		{"limit list", "502 Bad Gateway", "text/html", "x", "<p>", "< 502 Bad Gateway\n< (text/html)\n"},
	} {
		status, kind, scopes, answer = c.status, c.kind, c.scopes, c.answer
		args := append(strings.Fields(c.line), "--dir", dir)
		out, errOut, code := said(args...)
		out2, shown, code2 := said(append(args, "--show-requests")...)
		if out2 != out || code2 != code || !strings.HasSuffix(shown, errOut) {
			t.Errorf("%s: prints %q and ends with %d, where without it prints %q, %q and ends with %d", c.line, out2, code2, out, errOut, code)
		}
		if !strings.Contains(shown, c.want) || strings.Contains(shown, "s3cret") || strings.Contains(shown, "\x1b") {
			t.Errorf("%s: shows %q, want %q", c.line, shown, c.want)
		}
	}
}
