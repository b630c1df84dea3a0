package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestFullQuota: a pupil fills what they have of the disk. The others work on; the pupil
// reads it, and can sign in, stop, start a notebook, compute, and delete in the terminal.
func TestFullQuota(t *testing.T) {
	h := openOnDisk(t, "homes", "2G", "mount -o remount,commit=1 DISK; btrfs quota enable DISK", "mkfs.btrfs", "-q")
	h.run("user", "add", "ada", "ben")
	h.run("group", "add", "Physics-11")
	h.run("group", "join", "Physics-11", "ada")
	if out := h.run("limit", "set", "disk=20M", "--group", "Physics-11"); strings.Contains(out, "not held") {
		t.Errorf("with quotas it says %s", out)
	}
	ada, ben := h.token("ada"), h.token("ben")
	for _, name := range []string{"ada", "ben"} {
		h.run("server", "start", name, "--app", "notebook", "--wait")
	}
	if out := h.runCode("ada", ada, "print(6*7)"); !strings.Contains(out, "42") {
		t.Fatalf("before: %s", out)
	}
	const fill = "import os\nf = open(os.path.expanduser('~/video.mkv'), 'wb')\ntry:\n    for _ in range(%d): f.write(bytes(1 << 16)); f.flush()\n    print('all')\nexcept OSError as e: print('refused', e)"
	if out := h.runCode("ada", ada, fmt.Sprintf(fill, 800)); !strings.Contains(out, "Disk quota exceeded") {
		t.Errorf("50 MiB of 20: %s", out)
	}
	if out := h.runCode("ben", ben, fmt.Sprintf(fill, 1600)); !strings.Contains(out, "all") {
		t.Errorf("somebody else: %s", out)
	}
	h.fillFully("ada")
	v := h.signedIn("ada", "seven green bottles")
	eventually(t, "the page says so", func() error {
		return v.sees("/hub/home", "Your home is full (", "of 20 MiB", "delete what you do not need")
	})
	if out := h.run("limit", "list", "--user", "ada"); !strings.Contains(out, "Set for the group Physics-11. In use: ") {
		t.Errorf("limit list: %s", out)
	}
	a := h.signedIn("admin", adminPassword)
	a.get("/hub/admin").says(t, http.StatusOK, "home full")
	a.get("/hub/admin/user/ada").says(t, http.StatusOK, "20 MiB. Set for the group Physics-11. In use: ")
	v.get("/hub/home").post(v, "/hub/home/stop").says(t, http.StatusOK, "The server is stopped.")
	v.get("/hub/home").says(t, http.StatusOK, "Your home is full (")
	h.run("server", "start", "ada", "--app", "notebook", "--wait")
	if out := h.runCode("ada", ada, "print(6*7)"); !strings.Contains(out, "42") {
		t.Errorf("a notebook in a full home: %s", out)
	}
	h.run("server", "stop", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	if out := h.inTerminal("ada", ada, "cp /etc/services .; rm -f video.mkv filler*; sync .; cp /etc/services . && echo room-$((6*7))", "room-42"); !strings.Contains(out, "Disk quota exceeded") {
		t.Errorf("the home was not full: %s", out)
	}
	eventually(t, "the page has it", func() error {
		if p := v.get("/hub/home"); strings.Contains(p.body, "Your home is full") {
			return fmt.Errorf("it is full still")
		}
		return nil
	})
}

// fillFully takes what is left, in small pieces.
func (h *house) fillFully(name string) {
	h.t.Helper()
	h.runCode(name, h.token(name), "import os\nfor n in range(2000):\n    try: open(os.path.expanduser(f'~/filler{n}'), 'wb').write(bytes(5000))\n    except OSError: break")
}
