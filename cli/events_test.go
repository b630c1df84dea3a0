package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// timeline answers GET /events from a list, two at a time, as the hub does its 200; of those
// that come later it knows from the request on that has their place in the list.
func timeline(t *testing.T, events []eventModel, asked *[]string) (dir string) {
	return hub(t, func(c net.Conn) {
		req, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		*asked = append(*asked, req.URL.RawQuery)
		before, _ := strconv.ParseInt(req.URL.Query().Get("before"), 10, 64)
		page := []eventModel{}
		for i := len(events) - 1; i >= 0 && len(page) < 2; i-- {
			if e := events[i]; (before == 0 || e.ID < before) && strings.HasPrefix(e.Name, req.URL.Query().Get("kind")) {
				page = append(page, e)
			}
		}
		b, _ := json.Marshal(page)
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(b), b)
	})
}

// TestEvents: the newest at the end, none twice and none left out over several pages, and
// JupyterHub's lines for programs.
func TestEvents(t *testing.T) {
	const at = "2026-01-31T12:00:00.000000Z"
	var asked []string
	dir := timeline(t, []eventModel{{ID: 1, At: at, Name: "signin.done", User: "ada", Text: "ada signed in."}, {ID: 2, At: at, Name: "server.starting", User: "ada", Text: "Starting."},
		{ID: 5, At: at, Name: "server.ready", User: "ada", By: "boss", Text: "Ready \x1b[31m."}, {ID: 6, At: at, Name: "server.failed", User: "ben", Text: "Failed."},
		{ID: 9, At: at, Name: "server.ended", User: "ada", Named: "thesis", Text: "Ended."}}, &asked)
	for line, want := range map[string][]string{
		"events":                        {"ada signed in.", "Starting.", "Ready \uFFFD[31m. (by boss)", "Failed.", "Ended."},
		"events --last 3":               {"Ready", "Failed.", "Ended."},
		"events --last 0":               {},
		"events --after 5":              {"Failed.", "Ended."},
		"events --after 9":              {},
		"events --kind signin. --json":  {`{"id":1,"at":"2026-01-31T12:00:00.000000Z","name":"signin.done","by":"","user":"ada","server":"","server_name":"","request_id":"","text":"ada signed in."}`},
		"events --server-actions":       {`"action":"start","servername":"","username":"ada"}`, `"action":"stop","servername":"thesis","username":"ada"}`},
		"events --user ada --kind sign": {"ada signed in."},
	} {
		out, errOut, code := said(append(strings.Fields(line), "--dir", dir)...)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if out == "" {
			lines = nil
		}
		if code != 0 || errOut != "" || len(lines) != len(want) {
			t.Errorf("%s ends with %d, prints %q and %q", line, code, out, errOut)
			continue
		}
		for i, w := range want {
			if !strings.Contains(lines[i], w) || strings.Contains(lines[i], "\x1b") {
				t.Errorf("%s prints in line %d %q, want %q", line, i, lines[i], w)
			}
		}
	}
	if all := strings.Join(asked, " "); !strings.Contains(all, "user=ada") || !strings.Contains(all, "kind=server.") {
		t.Errorf("it asked %v", asked)
	}
}

// TestServerActions: each line is one that readers of JupyterHub's event log know.
func TestServerActions(t *testing.T) {
	var asked []string
	dir := timeline(t, []eventModel{{ID: 1, At: "2026-01-31T12:00:00.000000Z", Name: "server.ready", User: "ada"}}, &asked)
	out, _, _ := said("events", "--server-actions", "--dir", dir)
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got) != 7 || got["__schema__"] != "https://schema.jupyter.org/jupyterhub/events/server-action" ||
		got["__schema_version__"] != "1" || got["__metadata_version__"] != 1.0 || got["__timestamp__"] != "2026-01-31T12:00:00.000000Z" || got["action"] != "start" || got["username"] != "ada" || got["servername"] != "" {
		t.Errorf("%q: %v, %v", out, got, err)
	}
}

// TestFollowingFromNothing: whoever begins with none, or before anything has happened, is told
// of all that does.
func TestFollowingFromNothing(t *testing.T) {
	two := `[{"id":2,"name":"b","text":"Two."},{"id":1,"name":"a","text":"One."}]`
	for what, c := range map[string]struct {
		first, want string
		last        int
	}{"none wanted": {two, "c Three.", 0}, "none there": {"[]", "a One. b Two. c Three.", 5}} {
		t.Run(what, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			answers := []string{c.first, `[{"id":3,"name":"c","text":"Three."},` + two[1:], "[]", `[{"id":3,"name":"c","text":"Three."},` + two[1:]}
			dir := hub(t, func(conn net.Conn) {
				req, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				answer := "[]"
				if req.URL.Query().Get("before") == "" {
					if len(answers) == 0 {
						cancel()
						return
					}
					answer, answers = answers[0], answers[1:]
				}
				fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(answer), answer)
			})
			var out bytes.Buffer
			l := &eventLog{remote: &remote{streams: &streams{out: &out, err: &out}, dir: dir, patience: time.Minute}, last: c.last, follow: true, every: time.Millisecond}
			if err := l.run(ctx); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(strings.Fields(out.String()), " "); got != c.want {
				t.Errorf("printed %q, want %q", got, c.want)
			}
		})
	}
}

// TestFollowingEvents goes on with what happens, also when the hub was away meanwhile.
func TestFollowingEvents(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	answers := []string{`[{"id":2,"name":"b","text":"Two."},{"id":1,"name":"a","text":"One."}]`, `[]`, `[{"id":2,"name":"b","text":"Two."}]`, "", "",
		`[{"id":3,"name":"c","text":"Three."},{"id":2,"name":"b","text":"Two."}]`}
	dir := hub(t, func(c net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(c)); err != nil {
			return
		}
		if len(answers) == 0 {
			cancel()
			return
		}
		if answers[0] != "" {
			fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(answers[0]), answers[0])
		}
		answers = answers[1:]
	})
	var out, errOut bytes.Buffer
	l := &eventLog{remote: &remote{streams: &streams{out: &out, err: &errOut}, dir: dir, patience: time.Minute}, last: 5, follow: true, every: time.Millisecond}
	if err := l.run(ctx); err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(out.String()); strings.Join(got, " ") != "a One. b Two. c Three." || strings.Count(errOut.String(), "It is asked again.") != 1 {
		t.Errorf("printed %q and %q", out.String(), errOut.String())
	}
}

// TestEventsOfNobody: a name that nobody has is said to be one; somebody to whom nothing has happened
// has no events, and whoever was removed those that were.
func TestEventsOfNobody(t *testing.T) {
	dir := hub(t, func(c net.Conn) {
		req, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		status, answer := "200 OK", "[]"
		switch {
		case req.URL.Path == "/hub/api/users/new":
			answer = "{}"
		case strings.HasPrefix(req.URL.Path, "/hub/api/users/"):
			status, answer = "404 Not Found", `{"status":404,"message":"There is nobody called so."}`
		case req.URL.Query().Get("user") == "gone" && req.URL.Query().Get("before") == "":
			answer = `[{"id":1,"name":"user.removed","user":"gone","text":"Gone."}]`
		}
		fmt.Fprintf(c, "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", status, len(answer), answer)
	})
	for line, want := range map[string]struct {
		out, errOut string
		status      int
	}{
		"events --user nobody":         {"", "There is nobody called so.", 1},
		"events --user new":            {"", "", 0},
		"events --user gone":           {"Gone.", "", 0},
		"events --user gone --last 0":  {"", "", 0},
		"events --user gone --after 1": {"", "", 0},
		"events":                       {"", "", 0},
	} {
		out, errOut, status := said(append(strings.Fields(line), "--dir", dir)...)
		if status != want.status || !strings.Contains(out, want.out) || !strings.Contains(errOut, want.errOut) || (out == "") != (want.out == "") || (errOut == "") != (want.errOut == "") {
			t.Errorf("%s ends with %d, prints %q and %q", line, status, out, errOut)
		}
	}
}
