package cli

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestStopSeveral: those who are named, or who are in a group, each once; what one of them
// keeps from stopping does not keep the others.
func TestStopSeveral(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	dir := hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		what := r.Method + " " + strings.TrimPrefix(r.URL.EscapedPath(), "/hub/api")
		mu.Lock()
		asked = append(asked, what)
		mu.Unlock()
		status, answer := "204 No Content", ""
		switch {
		case what == "GET /groups/exam":
			status, answer = "200 OK", `{"name":"exam","users":["ada","ben","kim"]}`
		case what == "GET /users/ada":
			status, answer = "200 OK", `{"name":"ada","servers":{"":{"ready":true},"lab":{"ready":true}}}`
		case what == "GET /users/ben":
			status, answer = "200 OK", `{"name":"ben","servers":{"":{"ready":true}}}`
		case r.Method == "GET":
			status, answer = "200 OK", `{"name":"kim","servers":{}}`
		case strings.Contains(what, "/ben/"):
			status, answer = "503 Service Unavailable", `{"status":503,"message":"Ben's does not stop."}`
		case strings.Contains(what, "/dan/"):
			status, answer = "404 Not Found", `{"status":404,"message":"No dan."}`
		}
		fmt.Fprintf(c, "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s", status, len(answer), answer)
	})
	for _, c := range []struct {
		line, asked, errOut string
	}{
		{"ada kim", "DELETE /users/ada/server DELETE /users/kim/server", ""},
		{"ada/lab", "DELETE /users/ada/servers/lab", ""},
		{"--group exam", "DELETE /users/ada/server DELETE /users/ada/servers/lab DELETE /users/ben/server GET /groups/exam GET /users/ada GET /users/ben GET /users/kim", "Ben's does not stop."},
		{"ben dan ada", "DELETE /users/ada/server DELETE /users/ben/server DELETE /users/dan/server", "Ben's does not stop.\nNo dan."},
		{"ada --group exam", "", "names, or --group, or --all"},
		{"ada --all", "", "names, or --group, or --all"},
		{"", "", "names, or --group, or --all"},
	} {
		asked = nil
		_, errOut, status := said(append(append([]string{"server", "stop"}, strings.Fields(c.line)...), "--dir", dir)...)
		slices.Sort(asked)
		if strings.Join(asked, " ") != c.asked || !strings.Contains(errOut, c.errOut) || (status != 0) != (c.errOut != "") {
			t.Errorf("stop %s: asks %v, says %q, ends with %d", c.line, asked, errOut, status)
		}
	}
}

// TestRemoveServers: a server is removed once it has stopped, and the default one never is.
func TestRemoveServers(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	stopping := true
	dir := hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		b, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, strings.TrimSpace(r.Method+" "+strings.TrimPrefix(r.URL.EscapedPath(), "/hub/api/users/")+" "+string(b)))
		status, answer := "204 No Content", ""
		switch {
		case r.Method == "GET":
			status, answer, stopping = "200 OK", `{"stopped":true}`, false
		case stopping:
			status = "202 Accepted"
		}
		fmt.Fprintf(c, "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s", status, len(answer), answer)
	})
	for _, c := range []struct {
		line, asked, errOut string
	}{
		{"ada/lab", `DELETE ada/servers/lab {"remove":true},GET ada/servers/lab,DELETE ada/servers/lab {"remove":true}`, ""},
		{"ada/lab ben", "", "The default server of ben cannot be removed."},
		{"ada/", "", "commonhall server stop ada"},
		{"", "", "requires at least 1 arg"},
	} {
		asked, stopping = nil, true
		_, errOut, status := said(append(append([]string{"server", "remove"}, strings.Fields(c.line)...), "--dir", dir)...)
		if strings.Join(asked, ",") != c.asked || !strings.Contains(errOut, c.errOut) || (status != 0) != (c.errOut != "") {
			t.Errorf("remove %s: asks %q, says %q, ends with %d", c.line, asked, errOut, status)
		}
	}
}

// TestStartWithOptions: what is asked of a start is sent as it is typed; without it the hub
// decides, and forgets nothing.
func TestStartWithOptions(t *testing.T) {
	var body string
	dir := hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		b, _ := io.ReadAll(r.Body)
		body = r.URL.Path + " " + string(b)
		fmt.Fprint(c, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
	})
	for _, c := range []struct{ line, body, errOut string }{
		{"ada", `/hub/api/users/ada/server {"app":"","user_options":null}`, ""},
		{"ada/lab --app terminal", `/hub/api/users/ada/servers/lab {"app":"terminal","user_options":null}`, ""},
		{"ada --option size=large --option topic=a=b,c", `/hub/api/users/ada/server {"app":"","user_options":{"size":"large","topic":"a=b,c"}}`, ""},
		{"ada --option topic=", `/hub/api/users/ada/server {"app":"","user_options":{"topic":""}}`, ""},
		{"ada --option size", "", `"size" is no option.`},
		{"ada --option =x", "", `"=x" is no option.`},
		{"ada --option a=b --option a=c", "", `"a=c" is no option.`},
	} {
		body = ""
		_, errOut, status := said(append(append([]string{"server", "start"}, strings.Fields(c.line)...), "--dir", dir)...)
		if strings.TrimSpace(body) != c.body || !strings.Contains(errOut, c.errOut) || (status != 0) != (c.errOut != "") {
			t.Errorf("start %s: sends %s, says %q, ends with %d", c.line, body, errOut, status)
		}
	}
}
