//go:build freshserver

package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// property asks systemd about the edge.
func (m *machine) property(name string) string {
	m.t.Helper()
	return strings.TrimSpace(m.run("systemctl", "show", "--value", "-p", name, "commonhall-edge.service"))
}

// terminal opens a terminal of somebody's server.
func (m *machine) terminal(name, token string) *websocket.Conn {
	m.t.Helper()
	client, header := m.browserless(), http.Header{"Authorization": {"token " + token}}
	client.Timeout = 0
	req, err := http.NewRequestWithContext(m.t.Context(), "POST", "http://hall.test/user/"+name+"/terminals", http.NoBody)
	m.must(err)
	req.Header, req.Close = header, true
	resp, err := client.Do(req)
	m.must(err)
	defer resp.Body.Close()
	var opened struct{ ID string }
	m.must(json.NewDecoder(resp.Body).Decode(&opened))
	c, _, err := websocket.Dial(m.t.Context(), "ws://hall.test/user/"+name+"/ws?id="+opened.ID, &websocket.DialOptions{HTTPHeader: header, HTTPClient: client})
	m.must(err)
	m.t.Cleanup(func() { _ = c.CloseNow() })
	return c
}

// carries checks that what is typed into a terminal comes back.
func (m *machine) carries(c *websocket.Conn, word string) {
	m.t.Helper()
	m.must(c.Write(m.t.Context(), websocket.MessageBinary, []byte("echo "+word+"$((40+2))\r")))
	for got := ""; !strings.Contains(got, word+"42"); {
		_, b, err := c.Read(m.t.Context())
		m.must(err)
		got += string(b)
	}
}

// answers asks for a page over a connection of its own.
func (m *machine) answers() {
	m.t.Helper()
	req, err := http.NewRequestWithContext(m.t.Context(), "GET", "http://hall.test/hub/login", http.NoBody)
	m.must(err)
	req.Close = true
	resp, err := m.browserless().Do(req)
	m.must(err)
	if resp.Body.Close(); resp.StatusCode != http.StatusOK {
		m.t.Fatal(resp.Status)
	}
}

// What systemd makes of a reload of the edge: another main process, while a websocket
// stays where it is; and of one that fails.
func TestFreshHandover(t *testing.T) {
	m := rent(t, "handover", 9)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	m.run("commonhall", "user", "add", "ada")
	m.run("commonhall", "server", "start", "ada", "--app", "terminal", "--wait")
	token := strings.TrimSpace(m.run("commonhall", "token", "create", "--user", "ada"))
	c := m.terminal("ada", token)
	first := m.property("MainPID")
	for range 3 {
		before := m.property("MainPID")
		m.run("systemctl", "reload", "commonhall-edge.service")
		m.wait("successor", func() bool { return m.property("MainPID") != before && m.property("ActiveState") == "active" })
		m.carries(c, "reloaded")
		m.answers()
	}
	// The first one still carries the websocket; those between have ended.
	m.wait("end of the others", func() bool { return len(strings.Fields(m.run("pgrep", "-f", "commonhall edge"))) == 2 })
	m.run("kill", "-0", first)
	if n := m.property("NRestarts"); n != "0" {
		t.Errorf("systemd has restarted the edge %s times", n)
	}
	t.Run("a successor that dies is replaced", func(t *testing.T) {
		before := m.property("MainPID")
		m.run("kill", "-KILL", before)
		m.wait("another edge", func() bool { return m.property("MainPID") != before && m.property("ActiveState") == "active" })
		m.answers()
	})
	c = m.terminal("ada", token)

	t.Run("a program that is no good", func(t *testing.T) { m.noGood(c) })
	t.Run("systemctl stop ends all of them", func(t *testing.T) {
		m.run("systemctl", "stop", "commonhall-edge.service")
		if out, _ := m.try("pgrep", "-f", "commonhall edge"); out != "" {
			t.Errorf("processes %s are left", out)
		}
		if m.property("Result") != "success" {
			t.Errorf("it ended with %s", m.property("Result"))
		}
	})
	t.Run("an edge that stands still is replaced", func(t *testing.T) {
		m.write("/etc/systemd/system/commonhall-edge.service.d/test.conf", "[Service]\nWatchdogSec=1s\nTimeoutAbortSec=1s\n")
		m.run("systemctl", "daemon-reload")
		m.run("systemctl", "start", "commonhall-edge.service")
		before := m.property("MainPID")
		m.run("kill", "-STOP", before)
		m.wait("another edge", func() bool { return m.property("MainPID") != before && m.property("ActiveState") == "active" })
		m.answers()
	})
}

// noGood reloads the edge while the current release does not run at all.
func (m *machine) noGood(c *websocket.Conn) {
	m.t.Helper()
	before := m.property("MainPID")
	current := strings.TrimSpace(m.run("readlink", "-f", "/usr/local/lib/commonhall/current"))
	m.run("sh", "-c", "mkdir "+path.Dir(current)+"/bad && echo nonsense >"+path.Dir(current)+"/bad/commonhall && ln -sfn bad "+path.Dir(current)+"/current")
	m.run("systemctl", "reload", "commonhall-edge.service")
	m.wait("report", func() bool { return strings.HasPrefix(m.property("StatusText"), "Reload failed: ") })
	if now := m.property("MainPID"); now != before || m.property("ActiveState") != "active" {
		m.t.Errorf("the main process was %s and is %s, %s", before, now, m.property("ActiveState"))
	}
	m.carries(c, "unharmed")
	m.run("ln", "-sfn", path.Base(current), path.Dir(current)+"/current")
	if out := m.run("journalctl", "-u", "commonhall-edge.service", "-p", "err", "-o", "cat", "--no-pager"); !strings.Contains(out, "the successor did not get ready") || strings.Contains(out, "level=") || strings.Contains(out, "serves; this process ends") {
		m.t.Errorf("of priority err are these lines:\n%s", out)
	}
}

// A hub that cannot start for a while, whatever visitors do meanwhile, comes back by
// itself when the reason is gone: nobody has to look after it.
func TestFreshHubThatFails(t *testing.T) {
	m := rent(t, "hubfails", 18)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	const reason = "/etc/systemd/system/commonhall-hub.service.d/reason.conf"
	m.write(reason, "[Service]\nExecStartPre=/bin/false\n")
	m.run("systemctl", "daemon-reload")
	m.run("systemctl", "kill", "-s", "KILL", "commonhall-hub.service")
	asked := make(chan error, 40)
	for range cap(asked) {
		go func() {
			resp, err := m.browserless().Get("http://hall.test/hub/login")
			if err == nil {
				resp.Body.Close()
			}
			asked <- err
		}()
	}
	m.wait("many starts", func() bool {
		out := m.run("journalctl", "-u", "commonhall-hub.service", "-o", "cat", "--no-pager")
		return strings.Count(out, "Failed with result 'exit-code'") > 12 || strings.Contains(out, "too quickly")
	})
	m.must(os.Remove(m.path(reason)))
	m.run("systemctl", "daemon-reload")
	m.page("http://hall.test/hub/login", "Sign in")
	for range cap(asked) {
		m.must(<-asked)
	}
}
