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

// TestLimitCommands: what is typed is asked of the hub, and what it answers is told; a
// server that did not change although it was to is an error.
func TestLimitCommands(t *testing.T) {
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
	const none = `{"changed":[],"later":[],"left":{}}`
	for _, c := range []struct{ line, answer, asked, out, errOut string }{
		{"set memory=4G cpu=2 --user kim", none, `PATCH /limits/users/kim {"force":false,"limits":{"cpu":"2","memory":"4G"},"now":false}`, "Done. It counts from each server's next start on.\n", ""},
		{"set cpu=2 --group a/b --now", `{"changed":["ada","ben"],"later":[],"left":{}}`, `PATCH /limits/groups/a%2Fb {"force":false,"limits":{"cpu":"2"},"now":true}`, "also for the servers that run: ada, ben.\n", ""},
		{"set cpu=2 --user kim", `{"changed":[],"later":["kim"],"left":{}}`, "PATCH", "These run with what they had: kim. With --now", ""},
		{"set network=none --user kim", `{"changed":[],"later":["kim"],"left":{}}`, "PATCH", "until they are stopped: kim.\nStop them with: commonhall server stop", ""},
		{"set network=none --group x --now", `{"changed":[],"later":[],"left":{},"waiting":{"network":["kim"]}}`, "PATCH", "network of kim (as always).\nStop them with", ""},
		{"set memory=1G --group x --now --force", `{"changed":["ada"],"later":[],"left":{"ben":"Ben uses\u001b[31m 3 GiB.","al":"Al starts."}}`, `"force":true`, "also for the servers that run: ada", "Al starts.\nBen uses\ufffd[31m 3 GiB."},
		{"set files=500 cpu=2 --group x --now", `{"changed":["ada"],"later":[],"left":{},"waiting":{"pids":["ada","be\u001bn"],"files":["ada"]}}`, "PATCH", "run: ada.\nWhat goes on waiting for the next start: files of ada (as always); pids of ada, be\ufffdn.\n", ""},
		{"set cpu=2 --group x --now", `{"same":true,"waiting":{"pids":["ada"]}}`, "PATCH", "it was so already.\nWhat goes on waiting for the next start: pids of ada.\n", ""},
		{"unset memory pids --user kim", none, `{"force":false,"limits":{"memory":null,"pids":null},"now":false}`, "Done", ""},
		{"unset pids --user kim", `{"same":true}`, `{"pids":null}`, "Nothing changes: it was so already.\n", ""},
		{"list", `[{"kind":"group","name":"Physics-11","limit":"cpu","value":2,"words":"2 cores"}]`, "GET /limits", "FOR    NAME        LIMIT  VALUE\ngroup  Physics-11  cpu    2 cores\n", ""},
		{"list --user kim --app r", `[{"limit":"memory","value":2,"words":"2 bytes","why":"The same for everybody.","running":{"value":null,"words":"no limit"}}]`, "GET /users/kim/limits?app=r", "2 bytes  The same for everybody. The server that runs has no limit until its next start.\n", ""},
		{"list --user kim", `[{"limit":"disk","value":2,"words":"2 GiB","why":"Set for the group a.","running":null,"in_use":"1 GiB of 2 GiB","unheld":null}]`, "GET", "disk   2 GiB  Set for the group a. In use: 1 GiB of 2 GiB.\n", ""},
		{"list --user kim", `[{"limit":"disk","value":2,"words":"2 GiB","why":"Set for the group a.","running":null,"in_use":null,"unheld":"Not held."}]`, "GET", "Set for the group a. Not held.\n", ""},
		{"list --user kim", `[{"limit":"disk","value":null,"words":"no limit","why":"The same for everybody.","running":{"value":null,"words":"no limit"},"unheld":"Not held."}]`, "GET", "no limit  The same for everybody.\n", ""},
		{"set disk=2G --user kim", `{"changed":[],"later":[],"left":{},"notice":"The limit\u001b of the disk is not held."}`, `"limits":{"disk":"2G"}`, "The limit\ufffd of the disk is not held.\n", ""},
		{"set idle_stop=45m max_age=never --group x", none, `"limits":{"idle_stop":"45m","max_age":"never"}`, "It counts at once;", ""},
		{"unset idle_stop --group x", none, `{"idle_stop":null}`, "It counts at once;", ""},
		{"set idle_stop=45m --taught a/b", "[]", `PATCH /groups/a%2Fb/times {"idle_stop":"45m"}`, "It counts at once;", ""},
		{"unset idle_stop max_age --taught x", "[]", `PATCH /groups/x/times {"idle_stop":null,"max_age":null}`, "It counts at once;", ""},
		{"set idle_stop=45m --taught x --group x", none, "", "", "--taught is about a group alone"},
		{"set idle_stop=45m --taught x --now", none, "", "", "--taught is about a group alone"},
		{"set disk=5G --everybody", none, `PATCH /limits/all {"force":false,"limits":{"disk":"5G"}`, "Done", ""},
		{"set disk=5G --everybody --user kim", none, "", "", "Say for whom"},
		{"list --everybody", `[{"limit":"disk","value":5,"words":"5 GiB","decided":true,"settings":null}]`, "GET /limits/all", "disk   5 GiB  limit set --everybody\n", ""},
		{"near", `[{"name":"ki\u001bm","share":0.956,"in_use":"4.8 GiB of 5 GiB"}]`, "GET /disks?near=0.9", "ki\ufffdm  96 %   4.8 GiB of 5 GiB\n", ""},
		{"list --json", "[]", "GET /limits", "[]\n", ""},
		{"set memory --user kim", none, "", "", "does not say which limit has which value"},
		{"set memory=1G memory=2G --user kim", none, "", "", "says it twice"},
		{"set memory=1G", none, "", "", "Say for whom"},
		{"set memory=1G --user a --group b", none, "", "", "Say for whom"},
		{"set memory=1G --user a --force", none, "", "", "wants --now"},
	} {
		asked, answer = "", c.answer
		out, errOut, status := said(append(append([]string{"limit"}, strings.Fields(c.line)...), "--dir", dir)...)
		if !strings.Contains(asked, c.asked) || c.asked == "" && asked != "" || !strings.Contains(out, c.out) || !strings.Contains(errOut, c.errOut) || (status != 0) != (c.errOut != "") {
			t.Errorf("limit %s: asks %q, prints %q and %q, ends with %d", c.line, asked, out, errOut, status)
		}
	}
}
