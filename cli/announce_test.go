package cli

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestAnnounceCommands: what is typed is asked of the hub; what is no time or number is not.
func TestAnnounceCommands(t *testing.T) {
	var asked, answer string
	dir := hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		b, _ := io.ReadAll(r.Body)
		asked = r.Method + " " + strings.TrimPrefix(r.RequestURI, "/hub/api") + " " + string(b)
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(answer), answer)
	})
	for _, c := range []struct {
		line               []string
		answer, asked, out string
		errOut             string
	}{
		{[]string{"add", "No class.", "--warning"}, `{"id":7}`, `POST /announcements {"level":"warning","text":"No class."}`, "number 7", ""},
		{[]string{"add", "x", "--group", "math", "--until", "2030-01-31T09:00:00Z"}, `{"id":7}`, `{"group":"math","text":"x","until":"2030-01-31T09:00:00Z"}`, "", ""},
		{[]string{"add", "x", "--login"}, `{"id":7}`, `{"audience":"login","text":"x"}`, "", ""},
		{[]string{"list"}, `[{"id":1,"text":"a\nb\u001b[31m","level":"info","audience":"group","group":"math","by":"ada"}]`, "GET /announcements", "math", ""},
		{[]string{"change", "3", "--info", "--text", "y"}, `{}`, `PATCH /announcements/3 {"level":"info","text":"y"}`, "", ""},
		{[]string{"remove", "3"}, ``, `DELETE /announcements/3`, "", ""},
		{[]string{"remove", "x"}, ``, ``, "", "is no number"},
		{[]string{"add", "x", "--until", "soon"}, ``, ``, "", "is no time"},
		{[]string{"add", "x", "--login", "--group", "y"}, ``, ``, "", "group"},
	} {
		asked, answer = "", c.answer
		out, errOut, status := said(append(append([]string{"announce"}, c.line...), "--dir", dir)...)
		if !strings.Contains(asked, c.asked) || c.asked == "" && asked != "" || !strings.Contains(out, c.out) || !strings.Contains(errOut, c.errOut) || (status != 0) != (c.errOut != "") || strings.Contains(out, "\x1b") {
			t.Errorf("announce %q: asks %q, prints %q and %q, ends with %d", c.line, asked, out, errOut, status)
		}
	}
	now := time.Date(2030, 1, 1, 12, 0, 0, 0, time.FixedZone("x", 3600))
	for text, want := range map[string]string{"2h": "2030-01-01T13:00:00Z", "2030-01-31 09:00": "2030-01-31T08:00:00Z", "2030-02-01": "2030-01-31T23:00:00Z"} {
		if got, err := timeOf(text, now); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", text, got, err, want)
		}
	}
}
