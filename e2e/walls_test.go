package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"github.com/google/nftables"
	"github.com/vishvananda/netlink"

	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// runCode computes in a new kernel and returns what it prints.
func (h *house) runCode(name, token, code string) string {
	h.t.Helper()
	return h.runCodeIn("python3", name, token, code)
}

// runCodeIn does so in a kernel of that name.
func (h *house) runCodeIn(spec, name, token, code string) string {
	h.t.Helper()
	k := h.newKernel(spec, name, token)
	defer func() { _ = k.conn.CloseNow() }()
	return k.run(code)
}

// kernel is one that somebody talks to.
type kernel struct {
	h     *house
	conn  *websocket.Conn
	codes int
}

func (h *house) newKernel(spec, name, token string) *kernel {
	h.t.Helper()
	status, body := h.call("POST", "/user/"+name+"/api/kernels", token, `{"name": "`+spec+`"}`)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != http.StatusCreated {
		h.t.Fatalf("new kernel: %d %s", status, body)
	}
	url := strings.Replace(h.url, "http://", "ws://", 1) + "/user/" + name + "/api/kernels/" + made.ID + "/channels"
	conn, _, err := websocket.Dial(h.t.Context(), url, &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + token}}})
	if err != nil {
		h.t.Fatal(err)
	}
	conn.SetReadLimit(4 << 20)
	return &kernel{h: h, conn: conn}
}

// run computes and returns what is printed.
func (k *kernel) run(code string) string {
	k.h.t.Helper()
	k.codes++
	id := fmt.Sprint("m", k.codes)
	msg, err := json.Marshal(map[string]any{"header": map[string]any{"msg_id": id, "msg_type": "execute_request", "session": "s", "username": "", "version": "5.3"},
		"parent_header": map[string]any{}, "metadata": map[string]any{}, "channel": "shell", "buffers": []any{},
		"content": map[string]any{"code": code, "silent": false, "store_history": false, "user_expressions": map[string]any{}, "allow_stdin": false, "stop_on_error": true}})
	if err != nil {
		k.h.t.Fatal(err)
	}
	if err := k.conn.Write(k.h.t.Context(), websocket.MessageText, msg); err != nil {
		k.h.t.Fatal(err)
	}
	var out strings.Builder
	for {
		_, b, err := k.conn.Read(k.h.t.Context())
		if err != nil {
			return out.String() + "\n[the websocket ended: " + err.Error() + "]"
		}
		var m struct {
			Header struct {
				MsgType string `json:"msg_type"`
			}
			Parent struct {
				MsgID string `json:"msg_id"`
			} `json:"parent_header"`
			Content struct {
				Text           string
				EName, EValue  string
				ExecutionState string `json:"execution_state"`
			}
		}
		if err := json.Unmarshal(b, &m); err != nil {
			continue
		}
		out.WriteString(m.Content.Text)
		switch {
		case m.Header.MsgType == "error":
			fmt.Fprintf(&out, "[%s: %s]", m.Content.EName, m.Content.EValue)
		case m.Header.MsgType == "status" && m.Content.ExecutionState == "idle" && m.Parent.MsgID == id:
			return out.String() // the answer itself may overtake what the code printed
		case m.Header.MsgType == "status" && (m.Content.ExecutionState == "restarting" || m.Content.ExecutionState == "dead"):
			return out.String() + "[kernel " + m.Content.ExecutionState + "]"
		}
	}
}

// snoop is what a curious person tries from a notebook.
const snoop = `
import os, socket, subprocess
def look(what, f):
    try: print(what, "->", f())
    except Exception as e: print(what, "-> no:", type(e).__name__)
for path in ["/root", "/srv", "%[1]s", "%[1]s/homes", "/etc/shadow", "/etc/sudoers", "/proc/1/environ", "/var/lib"]:
    look("list " + path, lambda: os.listdir(path) if not path.startswith(("/etc", "/proc")) else open(path).read())
print("homes", os.listdir("/home"))
print("processes", sorted({open(f"/proc/{p}/cmdline").read().split("\0")[0].rsplit("/", 1)[-1] for p in os.listdir("/proc") if p.isdigit()}))
print("names", [l.split(":")[0] for l in open("/etc/passwd")])
for port in [8000, 8888, 22, 5432]:
    look(f"port {port}", lambda: socket.create_connection(("127.0.0.1", port), 2) and "open")
look("outside", lambda: socket.create_connection(("192.0.2.1", 80), 2))
look("write /usr", lambda: open("/usr/x", "w"))
look("write /etc", lambda: open("/etc/x", "w"))
look("mount", lambda: subprocess.run(["mount", "-t", "tmpfs", "x", "/tmp"], check=True, capture_output=True))
look("kill 1", lambda: os.kill(1, 0))
look("setuid", lambda: os.setuid(0))
print("status", [l.strip().replace("\t", " ") for l in open("/proc/self/status") if l.startswith(("CapEff", "CapBnd", "NoNewPrivs", "Seccomp:", "Groups"))])
`

// TestACuriousPersonSeesOnlyTheirOwn runs what a student would try.
func TestACuriousPersonSeesOnlyTheirOwn(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada", "ben")
	for _, name := range []string{"ada", "ben"} {
		h.run("server", "start", name, "--app", "notebook", "--wait")
	}
	out := h.runCode("ben", h.token("ben"), fmt.Sprintf(snoop, h.dir))
	for _, want := range []string{
		"list /root -> no: FileNotFoundError", "list /srv -> no: FileNotFoundError", "list " + h.dir + " -> no: FileNotFoundError",
		"list " + h.dir + "/homes -> no: FileNotFoundError", "list /etc/shadow -> no:", "list /proc/1/environ -> no: FileNotFoundError",
		"homes ['ben']", "names ['root', 'nobody', 'ben']", "port 8000 -> no: ConnectionRefusedError", "port 22 -> no: ConnectionRefusedError",
		"port 8888 -> open", "outside -> no: OSError", "write /usr -> no: OSError", "write /etc -> no: OSError", "mount -> no: CalledProcessError",
		"kill 1 -> no: PermissionError", "setuid -> no: PermissionError", "CapEff: 0000000000000000", "CapBnd: 0000000000000000", "NoNewPrivs: 1", "Seccomp: 2",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("not seen: %s", want)
		}
	}
	// Whatever runs as ada, as the hub or as root must not show.
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "processes ") && (strings.Contains(line, "commonhall") || strings.Contains(line, "chromium")) {
			t.Errorf("others' processes are visible: %s", line)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}

// TestMemoryLimitEndsTheKernelAlone allocates 2 GiB under a limit of 512 MiB.
func TestMemoryLimitEndsTheKernelAlone(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	if err := os.MkdirAll(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "commonhall.yaml"), []byte("servers:\n  memory: 512M\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	h := openIn(t, dir, "127.0.0.1:"+freePort(t))
	h.run("user", "add", "ada")
	token := h.token("ada")
	h.run("server", "start", "ada", "--app", "notebook", "--wait")
	out := h.runCode("ada", token, "x = bytearray(2 << 30)\nfor i in range(0, len(x), 4096): x[i] = 1\nprint('survived')")
	if strings.Contains(out, "survived") || !strings.Contains(out, "kernel restarting") {
		t.Errorf("the kernel said %q", out)
	}
	if status, body := h.call("GET", "/user/ada/api", token, ""); status != http.StatusOK {
		t.Errorf("the server did not live on: %d %s", status, body)
	}
	eventually(t, "the API tells of it", func() error {
		_, body := h.call("GET", "/hub/api/users/ada/server", token, "")
		if !strings.Contains(body, `"oom_kills":1`) {
			return fmt.Errorf("%s", body)
		}
		return nil
	})
	ctx := browser(t, 1280, 800)
	var page string
	do(t, ctx, openPage(h.url+"/hub/home"), signIn("ada", "seven green bottles"), textOf("main", &page))
	shot(t, ctx, "home")
	if !strings.Contains(page, "needed more than your limit of 512 MiB and was ended; your server goes on") {
		t.Errorf("the home page says: %s", page)
	}
}

// TestNothingIsLeftBehind ends a house by Ctrl-C, and others by kill -9, and looks
// at what is left of them on the machine.
func TestNothingIsLeftBehind(t *testing.T) {
	needs.Root(t)
	etc := listEtc(t)
	use := func(h *house) {
		h.run("user", "add", "ada")
		h.run("server", "start", "ada", "--app", "terminal", "--wait")
	}
	killed := func(t *testing.T) *house {
		h := open(t)
		use(h)
		if err := h.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-h.done
		return h
	}
	t.Run("Ctrl-C", func(t *testing.T) {
		h := open(t)
		use(h)
		if left := h.traces(); !strings.Contains(left, "process") || !strings.Contains(left, "group") || !strings.Contains(left, "socket") ||
			!strings.Contains(left, "interface") || !strings.Contains(left, "table") || !strings.Contains(left, "forwarding") {
			t.Errorf("a house that runs leaves no traces to look for: %q", left)
		}
		h.close()
		h.gone()
	})
	t.Run("kill -9, then a second start", func(t *testing.T) {
		h := killed(t)
		token := ""
		again := openIn(t, h.dir, strings.TrimPrefix(h.url, "http://"))
		token = again.token("ada")
		eventually(t, "the server is adopted", func() error {
			status, body := again.call("GET", "/user/ada/api", token, "")
			if status != http.StatusOK {
				return fmt.Errorf("%d %s", status, body)
			}
			return nil
		})
		if out := again.run("server", "list", "--json"); strings.Count(out, `"ready": true`) != 1 {
			t.Errorf("the server was not adopted: %s", out)
		}
		again.close()
		h.gone()
	})
	t.Run("kill -9, then --clean", func(t *testing.T) {
		h := killed(t)
		h.run("try", "--clean")
		h.gone()
		if _, err := os.Stat(filepath.Join(h.dir, "homes")); err != nil {
			t.Errorf("--clean took the homes away: %v", err)
		}
		h.run("try", "--delete-data", "--yes")
		if _, err := os.Stat(h.dir); err == nil {
			t.Error("--delete-data left the folder")
		}
	})
	if after := listEtc(t); after != etc {
		t.Errorf("/etc has changed: before\n%s\nafter\n%s", etc, after)
	}
}

// gone fails the test if anything of the house is left on the machine.
func (h *house) gone() {
	h.t.Helper()
	if left := h.traces(); left != "" {
		h.t.Errorf("left behind:\n%s", left)
	}
}

// traces lists what this very house has on the machine: processes of its block's
// accounts, groups, sockets, mounts.
func (h *house) traces() string {
	h.t.Helper()
	i := h.instance()
	// Zombies wait for the machine's first process, which takes its time.
	script := fmt.Sprintf(`
for p in /proc/[0-9]*; do u=$(stat -c %%u $p 2>/dev/null || echo 0)
 [ "$u" -ge %[2]d ] && [ "$u" -lt $((%[2]d + 65536)) ] && ! grep -q '^State:.Z' $p/status 2>/dev/null && echo "process $p $(tr '\0' ' ' <$p/cmdline)"; done
find /sys/fs/cgroup -maxdepth 2 -name 'commonhall-%[1]s' -printf 'group %%p\n'
find /run/commonhall/%[1]s -printf 'socket %%p\n' 2>/dev/null
grep -F '%[3]s' /proc/self/mountinfo | sed 's/^/mount /'
true`, i.ID, i.UIDBase, h.dir)
	out, err := exec.Command("sh", "-c", script).CombinedOutput()
	if err != nil {
		h.t.Fatalf("%v: %s", err, out)
	}
	return strings.TrimSpace(string(out) + h.networkTraces())
}

// networkTraces lists what this house has in the network, and whether the machine
// forwards, which it does not but for a house.
func (h *house) networkTraces() (out string) {
	h.t.Helper()
	links, err := netlink.LinkList()
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range links {
		if strings.Contains(l.Attrs().Name, h.instance().ID) {
			out += "interface " + l.Attrs().Name + "\n"
		}
	}
	tables, err := (&nftables.Conn{}).ListTables()
	if err != nil {
		h.t.Fatal(err)
	}
	others := false
	for _, t := range tables {
		if strings.HasSuffix(t.Name, h.instance().ID) {
			out += "table " + t.Name + "\n"
		} else {
			h.t.Logf("somebody else's table: %s", t.Name)
			others = true
		}
	}
	if others {
		return out // who may need it
	}
	for _, path := range []string{"/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv6/conf/all/forwarding"} {
		if b, err := os.ReadFile(path); err != nil || string(b) != "0\n" {
			out += "forwarding " + path + "\n"
		}
	}
	return out
}

// instance returns what the house says of itself in its folder.
func (h *house) instance() supervisor.Instance {
	h.t.Helper()
	i, err := supervisor.OpenInstance(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	return i
}

// listEtc lists all files of /etc with size and time of change.
func listEtc(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("sh", "-c", `find /etc -xdev -printf '%p %s %T@\n' | sort`).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}
