package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/coder/websocket"

	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// openOnSmallDisk starts a house in which one folder of DIR is a small disk of its
// own. The mount belongs to the house's processes alone: it ends with them, however
// they end.
func openOnSmallDisk(t *testing.T, folder, size string) *house {
	return openOnDisk(t, folder, size, "", "mkfs.ext4", "-q", "-m", "0", "-b", "1024", "-O", "^has_journal")
}

// openOnDisk is openOnSmallDisk with another file system; then is done when it is mounted.
func openOnDisk(t *testing.T, folder, size, then string, mkfs ...string) *house {
	t.Helper()
	needs.Root(t)
	needs.Programs(t, mkfs[0])
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		needs.Skip(t, "this machine has no loop devices")
	}
	dir, image := filepath.Join(t.TempDir(), "D"), filepath.Join(t.TempDir(), "image")
	if _, err := supervisor.MakeInstance(dir, supervisor.Instance{Try: true}); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"truncate", "-s", size, image}, append(mkfs, image)} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v %s", args, err, out)
		}
	}
	h := openSeeing(t, dir, fmt.Sprintf("mkdir -m 711 %[1]s; mount -o loop %[2]s %[1]s; chmod 711 %[1]s; %[3]s", filepath.Join(dir, folder), image, strings.ReplaceAll(then, "DISK", filepath.Join(dir, folder))))
	eventually(t, "the first environment, which takes room, is made or cannot be", func() error {
		if out, err := h.try("env", "list", "python"); err != nil || !strings.Contains(out, "(current)") && !strings.Contains(h.log.String(), "the first environment could not be made") {
			return fmt.Errorf("%v: %s", err, out)
		}
		return nil
	})
	return h
}

// path returns a path of DIR as the house sees it.
func (h *house) path(elem ...string) string {
	return filepath.Join(append([]string{fmt.Sprintf("/proc/%d/root", h.cmd.Process.Pid), h.dir}, elem...)...)
}

// home returns somebody's home, and the number of their account.
func (h *house) home(name string) (path string, uid int) {
	h.t.Helper()
	homes, err := filepath.Glob(h.path("homes", name+"-*"))
	if err != nil || len(homes) != 1 {
		h.t.Fatalf("the home of %s: %v %v", name, homes, err)
	}
	st, err := os.Stat(homes[0])
	if err != nil {
		h.t.Fatal(err)
	}
	return homes[0], int(st.Sys().(*syscall.Stat_t).Uid)
}

// fill takes all the room that is left where path lies.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 64 << 10; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

// inTerminal types a line into a new terminal and returns what it shows until it
// shows want, which must not stand in the line itself.
func (h *house) inTerminal(name, token, line, want string) string {
	h.t.Helper()
	status, body := h.call("POST", "/user/"+name+"/terminals", token, "")
	var opened struct{ ID string }
	if err := json.Unmarshal([]byte(body), &opened); err != nil || status != http.StatusCreated {
		h.t.Fatalf("new terminal: %d %s", status, body)
	}
	url := strings.Replace(h.url, "http://", "ws://", 1) + "/user/" + name + "/ws?id=" + opened.ID
	conn, _, err := websocket.Dial(h.t.Context(), url, &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"token " + token}}})
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	if err := conn.Write(h.t.Context(), websocket.MessageBinary, []byte(line+"\r")); err != nil {
		h.t.Fatal(err)
	}
	var out strings.Builder
	for !strings.Contains(out.String(), want) {
		kind, b, err := conn.Read(h.t.Context())
		if err != nil {
			h.t.Fatalf("the terminal ended: %v\n%s", err, out.String())
		}
		if kind == websocket.MessageBinary {
			out.Write(b)
		}
	}
	return out.String()
}

// TestHomes: whose home is no folder of their own reads so, and nobody gets into
// another's; a full one still lets its person in to make room.
func TestHomes(t *testing.T) {
	t.Parallel()
	h := openOnSmallDisk(t, "homes", "4M")
	h.run("user", "add", "ada", "ben", "cleo", "dan")
	const password = "seven green bottles"
	for _, name := range []string{"ada", "ben", "cleo"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
		h.run("server", "stop", name)
	}
	ada, uid := h.home("ada")
	start := func(v *visitor, name string) page {
		v.get("/hub/home").post(v, "/hub/spawn", "app", "terminal")
		eventually(t, "the start of "+name+" is over", func() error { return v.sees("/hub/home", "Your server did not start") })
		return v.get("/hub/home")
	}
	t.Run("a link to another's", func(t *testing.T) {
		ben, _ := h.home("ben")
		must(t, os.Rename(ben, ben+".away"), os.Symlink(ada, ben))
		start(h.signedIn("ben", password), "ben").says(t, http.StatusOK, "The home folder cannot be used: "+filepath.Base(ben)+
			" is not a folder, and links are not followed", "Try again. If it stays so, show this to your administrator.")
		must(t, os.Remove(ben), os.Rename(ben+".away", ben))
		h.run("server", "start", "ben", "--app", "terminal", "--wait")
	})
	t.Run("not their own", func(t *testing.T) {
		cleo, own := h.home("cleo")
		must(t, os.Chown(cleo, uid, uid))
		start(h.signedIn("cleo", password), "cleo").says(t, http.StatusOK, fmt.Sprintf("belongs to the account %d instead of %d; give it back with chown", uid, own))
	})
	t.Run("full", func(t *testing.T) { fullHome(t, h, ada, uid) })
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// fullHome fills the disk of all homes with a file of ada's.
func fullHome(t *testing.T, h *house, home string, uid int) {
	fill(t, filepath.Join(home, "video.mkv"))
	must(t, os.Chown(filepath.Join(home, "video.mkv"), uid, uid))
	// Who has no home yet reads why there is none.
	if out, err := h.try("server", "start", "dan", "--app", "terminal", "--wait"); err == nil || !strings.Contains(out, "cannot be made (no space left on device)") {
		t.Errorf("a new home on a full disk: %v %s", err, out)
	}
	// Ada signs in for the first time, starts, makes room, stops.
	v := h.signedIn("ada", "seven green bottles")
	token := h.token("ada")
	v.get("/hub/home").post(v, "/hub/spawn", "app", "notebook").says(t, http.StatusTooManyRequests, "are free on the disk of people's homes, so no server is started.",
		"The terminal can be started all the same: delete in it what you do not need.")
	h.signedIn("admin", adminPassword).get("/hub/admin").says(t, http.StatusOK, "Hardly any room is left on the disk of people's homes")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	v.get("/hub/home").says(t, http.StatusOK, "Your server is running")
	if out := h.inTerminal("ada", token, "cp /etc/services .; rm video.mkv; df . | tail -1; echo room-$((6*7))", "room-42"); !strings.Contains(out, "No space left") {
		t.Errorf("the home was not full: %s", out)
	}
	v.get("/hub/home").post(v, "/hub/home/stop").says(t, http.StatusOK, "The server is stopped.")
	h.run("server", "start", "dan", "--app", "terminal", "--wait")
}
