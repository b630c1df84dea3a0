package setup

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/packaging/needs"
)

const testBase = 600_200_000 + 7<<16

// inOwnEtc runs a test in a mount namespace with an /etc and a /run of its own, in
// which it may make accounts as it likes. It returns false outside.
func inOwnEtc(t *testing.T) bool {
	t.Helper()
	const inside = "COMMONHALL_TEST_OWN_ETC"
	if os.Getenv(inside) != "" {
		return true
	}
	needs.Root(t)
	t.Parallel()
	cmd := exec.Command("/proc/self/exe", "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), inside+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	out, err := cmd.CombinedOutput()
	if strings.Contains(string(out), "--- SKIP") {
		needs.Skip(t, string(out))
	}
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("%v\n%s", err, out)
	}
	return false
}

// ownEtc gives the namespace its /etc: of a small Debian, reading drop-ins or not.
func ownEtc(t *testing.T, dropIns bool) {
	t.Helper()
	cache, err := os.ReadFile("/etc/ld.so.cache")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"/etc", "/run"} {
		if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "mode=755"); err != nil {
			t.Fatal(err)
		}
	}
	sources := "files"
	if dropIns {
		sources = "files systemd"
	}
	for path, text := range map[string]string{
		"/etc/passwd":        "root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000:Ada:/home/ada:/bin/bash\n",
		"/etc/group":         "root:x:0:\nada:x:1000:\n",
		"/etc/shadow":        "root:*:20000:0:99999:7:::\nada:*:20000:0:99999:7:::\n",
		"/etc/gshadow":       "root:*::\nada:!::\n",
		"/etc/nsswitch.conf": "passwd: " + sources + "  # who\ngroup: " + sources + "\nshadow: " + sources + "\n",
		"/etc/login.defs":    "UID_MIN 1000\nUID_MAX 60000\nUSERGROUPS_ENAB yes\n",
		"/etc/subuid":        "", "/etc/subgid": "",
		"/etc/ld.so.cache": string(cache),
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// getent is what the host says of an account or group, "" if nothing.
func getent(t *testing.T, database, key string) string {
	t.Helper()
	out, err := exec.Command("getent", database, key).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func homes(t *testing.T, folders ...string) Accounts {
	t.Helper()
	a := Accounts{Homes: filepath.Join(t.TempDir(), "homes"), UIDBase: testBase}
	for _, f := range folders {
		if err := os.MkdirAll(filepath.Join(a.Homes, f), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// TestHomeAccount: what is a person's folder, and what its account is called.
func TestHomeAccount(t *testing.T) {
	a := Accounts{UIDBase: testBase}
	long := strings.Repeat("a", 32)
	for folder, name := range map[string]string{
		"ada-1000": "ch-ada-1000", "u1234-1234": "ch-u1234-1234", "ada-1000-1001": "ch-ada-1000-1001", long + "-1002": "ch-" + long[:23] + "-1002",
		long + "-65535": "ch-" + long[:22] + "-65535", "a_-1003": "ch-a_-1003",
		"": "", "ada": "", "-1000": "", "ada-": "", "ada-999": "", "ada-65536": "", "ada-01000": "", "ada-+1000": "", ".new-ada-1000": "",
		"Ada-1000": "", "a.b-1000": "", "a:b-1000": "", "9a-1000": "", "ada-1000\n": "", long + "a-1002": "", "lost+found": "", "ada-99999999999999999999": "",
	} {
		account, ok := HomeAccount(folder, testBase)
		if ok != (name != "") {
			t.Errorf("%q is a home: %v", folder, ok)
			continue
		}
		if !ok {
			continue
		}
		h := a.host(account)
		if h.name != name || len(h.name) > maxHostName || !a.mine(h.name, h.uid) || (Accounts{UIDBase: testBase + 1<<16}).mine(h.name, h.uid) {
			t.Errorf("%q is called %q", folder, h.name)
		}
	}
}

// TestNamesByDropIns: homes come and go, and the host's names with them; nothing
// that is another's is touched.
func TestNamesByDropIns(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	ownEtc(t, true)
	if !readsDropIns() {
		needs.Skip(t, "needs libnss-systemd")
	}
	namesComeAndGo(t)
	if users, err := readNumbers("/etc/passwd"); err != nil || len(users) != 2 {
		t.Errorf("real accounts were made: %v, %v", users, err)
	}
}

// TestNamesByAccounts is the same where the host reads no drop-ins.
func TestNamesByAccounts(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	ownEtc(t, false)
	t.Setenv("PATH", "/usr/local/bin:/usr/bin:/bin") // as after su
	namesComeAndGo(t)
	if _, err := os.Stat(userdb); err == nil {
		t.Error("drop-ins were made")
	}
	if b, _ := os.ReadFile("/etc/subuid"); len(b) > 0 {
		t.Errorf("people were given more numbers: %s", b)
	}
}

func namesComeAndGo(t *testing.T) {
	t.Helper()
	a := homes(t, "ada-1000", "ben-1001", "lost+found", ".new-eve-1005", "u1003-1003")
	if err := os.WriteFile(filepath.Join(a.Homes, "file-1004"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a second time changes nothing
		if err := a.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		known(t, a, "ada-1000", "ben-1001", "u1003-1003")
	}
	disk := a.Homes + "-disk" // which is not mounted
	err := errors.Join(mounted.Begin(a.Homes), os.Rename(a.Homes, disk), os.Mkdir(a.Homes, 0o711), a.Sync(t.Context()))
	known(t, a, "ada-1000", "ben-1001", "u1003-1003")
	if err := errors.Join(err, os.Remove(a.Homes), os.Rename(disk, a.Homes)); err != nil {
		t.Fatal(err)
	}
	// ps and ls ask for names as id does.
	uid := strconv.Itoa(testBase + 1000)
	if out, err := exec.Command("id", "ch-ada-1000").CombinedOutput(); err != nil || string(out) != fmt.Sprintf("uid=%s(ch-ada-1000) gid=%s(ch-ada-1000) groups=%s(ch-ada-1000)\n", uid, uid, uid) {
		t.Errorf("id: %s, %v", out, err)
	}
	if out, err := exec.Command("id", "ada").CombinedOutput(); err != nil || !strings.HasPrefix(string(out), "uid=1000(ada)") {
		t.Errorf("the host's ada is %s, %v", out, err)
	}
	// Nobody signs in as them: a locked password, an expired account, no shell.
	if f := strings.Split(getent(t, "shadow", "ch-ada-1000"), ":"); len(f) < 8 || !strings.HasPrefix(f[1], "!") || f[7] != "1" {
		t.Errorf("shadow says %q", f)
	}
	// Ada left, and somebody of the same name came; a home moved away.
	if err := errors.Join(os.Mkdir(filepath.Join(a.Homes, "ada-1006"), 0o700), os.Remove(filepath.Join(a.Homes, "ben-1001"))); err != nil {
		t.Fatal(err)
	}
	if err := a.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	known(t, a, "ada-1000", "ada-1006", "u1003-1003")
	if err := a.Remove(t.Context()); err != nil {
		t.Fatal(err)
	}
	known(t, a)
	if err := (Accounts{Homes: "/nonexistent/homes", UIDBase: testBase}).Sync(t.Context()); err != nil {
		t.Errorf("before anybody has a home: %v", err)
	}
}

// known checks that the host knows the accounts of these folders by name and
// number, and no other of the block.
func known(t *testing.T, a Accounts, folders ...string) {
	t.Helper()
	for n := 1000; n < 1010; n++ {
		id, want := strconv.Itoa(a.UIDBase+n), ""
		for _, f := range folders {
			if strings.HasSuffix(f, "-"+strconv.Itoa(n)) {
				want = "ch-" + f
			}
		}
		user, group := getent(t, "passwd", id), getent(t, "group", id)
		if want == "" {
			if user != "" || group != "" {
				t.Errorf("%d is known as %q, %q", n, user, group)
			}
			continue
		}
		f := strings.Split(user, ":")
		if len(f) != 7 || f[0] != want || f[2] != id || f[3] != id || f[5] != "/nonexistent" || f[6] != "/usr/sbin/nologin" || !strings.HasPrefix(group, want+":x:"+id+":") {
			t.Errorf("%d is known as %q, %q instead of %s", n, user, group, want)
		}
		if getent(t, "passwd", want) != user || getent(t, "group", want) != group {
			t.Errorf("%s is another by name: %q", want, getent(t, "passwd", want))
		}
	}
}

// othersThings makes drop-ins, which it returns, and accounts that are somebody else's.
func othersThings(t *testing.T) map[string]string {
	t.Helper()
	theirs := map[string]string{
		"ch-eve-1004.user": `{"userName":"ch-eve-1004","uid":4711,"gid":4711}`, "ch-torn-1005.user": `{"userName":"ch-to`,
		"dora.user": fmt.Sprintf(`{"userName":"dora","uid":%d,"gid":%d}`, testBase+1007, testBase+1007), "x.membership": "", "README": "not ours",
	}
	if err := os.MkdirAll(userdb, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range theirs {
		if err := os.WriteFile(filepath.Join(userdb, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.OpenFile("/etc/passwd", os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	// The administrator called one by a name of their own; another's name is taken.
	fmt.Fprintf(file, "bens:x:%d:1000::/:/bin/sh\nch-cem-1002:x:4712:1000::/:/bin/sh\nch-none:x:%d:1000::/:/bin/sh\n", testBase+1001, testBase+1008)
	file.Close()
	return theirs
}

// TestOthersAccountsStay: what others made on this machine is theirs, whatever it
// is called and whatever its number.
func TestOthersAccountsStay(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	for _, dropIns := range []bool{true, false} {
		ownEtc(t, dropIns)
		other := Accounts{Homes: homes(t, "ada-1000").Homes, UIDBase: testBase + 1<<16} // a second installation
		a := homes(t, "ben-1001", "cem-1002", "dan-1003")
		theirs := othersThings(t)
		before, err := readNumbers("/etc/passwd")
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Sync(t.Context()); err != nil {
			t.Error(err)
		}
		err = a.Sync(t.Context())
		if err == nil || !strings.Contains(err.Error(), "an account ch-cem-1002 already, with the number 4712") {
			t.Errorf("a name that is taken: %v", err)
		}
		if got := getent(t, "passwd", "ch-ben-1001"); got != "" || strings.Contains(err.Error(), "ben") {
			t.Errorf("who has a name already got another: %q, %v", got, err)
		}
		if got := getent(t, "passwd", strconv.Itoa(testBase+1003)); !strings.HasPrefix(got, "ch-dan-1003:") {
			t.Errorf("one name that is taken keeps others from theirs: %q", got)
		}
		if err := a.Remove(t.Context()); err != nil {
			t.Error(err)
		}
		known(t, other, "ada-1000")
		if err := other.Remove(t.Context()); err != nil {
			t.Error(err)
		}
		if after, err := readNumbers("/etc/passwd"); err != nil || !maps.Equal(before, after) {
			t.Errorf("accounts were %v and are %v, %v", before, after, err)
		}
		for name, text := range theirs {
			if b, err := os.ReadFile(filepath.Join(userdb, name)); err != nil || string(b) != text {
				t.Errorf("%s is %q, %v", name, b, err)
			}
		}
		if entries, err := os.ReadDir(userdb); err != nil || len(entries) != len(theirs) {
			t.Errorf("left in %s: %v, %v", userdb, entries, err)
		}
	}
}

// TestAHomeAtTheSameTime: a home that is made while Sync works gets its name too,
// because nobody calls Sync again for it.
func TestAHomeAtTheSameTime(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	ownEtc(t, true)
	if !readsDropIns() {
		needs.Skip(t, "needs libnss-systemd")
	}
	a := homes(t, "ada-1000")
	ended := make(chan error, 1)
	go func() { ended <- a.Sync(t.Context()) }()
	for getent(t, "passwd", "ch-ada-1000") == "" {
		select {
		case err := <-ended:
			t.Fatal("ended without a name for ada: ", err)
		default:
		}
	}
	if err := os.Mkdir(filepath.Join(a.Homes, "ben-1001"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	known(t, a, "ada-1000", "ben-1001")
	if err := os.Mkdir(filepath.Join(a.Homes, "eve-1001"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := a.Sync(t.Context()); err == nil || !strings.Contains(err.Error(), "ben-1001 and eve-1001, have the same number") {
		t.Errorf("two homes of one number: %v", err)
	}
	known(t, a, "ada-1000", "ben-1001")
}

// TestSwitchingToDropIns: where the host learns to read drop-ins, real accounts go.
func TestSwitchingToDropIns(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	a := homes(t, "ada-1000")
	ownEtc(t, false)
	if err := a.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("/etc/nsswitch.conf", []byte("passwd: files systemd\ngroup: files systemd\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if !readsDropIns() {
		needs.Skip(t, "needs libnss-systemd")
	}
	if err := a.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	known(t, a, "ada-1000")
	if users, err := readNumbers("/etc/passwd"); err != nil || users["ch-ada-1000"] != 0 {
		t.Errorf("the real account is left: %v, %v", users, err)
	}
}

// rolesMade checks that the accounts of the roles are what they are to be.
func rolesMade(t *testing.T, when string) {
	t.Helper()
	for name, groups := range map[string]string{EdgeAccount: "commonhall-edge commonhall-sockets", HubAccount: "commonhall-hub commonhall-sockets", JournalAccount: "commonhall-journal"} {
		if out, err := exec.Command("id", "-Gn", name).CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != groups {
			t.Errorf("%s: %s is in the groups %s, %v", when, name, out, err)
		}
		if f, err := lineOf("/etc/shadow", name); err != nil || len(f) < 2 || f[1] != "!" {
			t.Errorf("%s: %s is not locked: %q, %v", when, name, f, err)
		}
	}
	if got := getent(t, "passwd", EdgeAccount); got != fmt.Sprintf("commonhall-edge:x:%d:%d:commonhall's edge:/nonexistent:/usr/sbin/nologin", testBase, testBase) {
		t.Errorf("%s: the edge is %q", when, got)
	}
	if got := getent(t, "group", SocketsGroup); !strings.HasPrefix(got, fmt.Sprintf("commonhall-sockets:x:%d:", testBase+2)) {
		t.Errorf("%s: the sockets' group is %q", when, got)
	}
}

// TestRoleAccounts: they are made once, repaired, refused where somebody else has
// name or number, and taken away.
func TestRoleAccounts(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	ownEtc(t, false)
	r := Roles{UIDBase: testBase}
	ctx := context.Background()
	for _, when := range []string{"made", "made again"} {
		if err := r.Make(ctx); err != nil {
			t.Fatal(err)
		}
		rolesMade(t, when)
	}
	// Half of it got lost, or somebody thought they knew better.
	for _, damage := range []string{"sed -i /commonhall-hub/d /etc/shadow", "sed -i /commonhall-edge/d /etc/passwd /etc/shadow", "usermod -s /bin/bash -g ada commonhall-edge",
		"gpasswd -d commonhall-edge commonhall-sockets", "usermod -p x commonhall-journal", "usermod -d /home/ada commonhall-edge"} {
		if out, err := exec.Command("sh", "-c", damage).CombinedOutput(); err != nil {
			t.Fatalf("%s: %s", damage, out)
		}
		if err := r.Make(ctx); err != nil {
			t.Fatal(damage, ": ", err)
		}
		rolesMade(t, damage)
	}
	others := Roles{UIDBase: testBase + 1<<16}
	before, _ := os.ReadFile("/etc/passwd")
	if err := others.Make(ctx); commonhall.KindOf(err) != commonhall.AlreadyExists || !strings.Contains(err.Error(), fmt.Sprintf("account commonhall-hub already, with the number %d instead of", testBase+1)) {
		t.Errorf("another installation: %v", err)
	}
	if err := others.Remove(ctx); err != nil {
		t.Error(err)
	}
	if after, _ := os.ReadFile("/etc/passwd"); string(after) != string(before) {
		t.Errorf("another installation changed accounts:\n%s", after)
	}
	if err := r.Remove(ctx); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow"} {
		if b, _ := os.ReadFile(path); strings.Contains(string(b), "commonhall") {
			t.Errorf("left in %s:\n%s", path, b)
		}
	}
}

// TestRoleNumbersTaken: a number that somebody has is said before anything changes.
func TestRoleNumbersTaken(t *testing.T) {
	if !inOwnEtc(t) {
		return
	}
	for path, line := range map[string]string{
		"/etc/passwd": fmt.Sprintf("carla:x:%d:1000::/:/bin/sh\n", testBase+1),
		"/etc/group":  fmt.Sprintf("choir:x:%d:\n", testBase+2),
	} {
		ownEtc(t, false)
		b, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, append(b, line...), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		who, _, _ := strings.Cut(line, ":")
		if err := (Roles{UIDBase: testBase}).Make(t.Context()); err == nil || !strings.Contains(err.Error(), "belongs to "+who+" already") {
			t.Errorf("%s: %v", line, err)
		}
		users, err := readNumbers("/etc/passwd")
		if names := slices.Sorted(maps.Keys(users)); err != nil || slices.Contains(names, EdgeAccount) {
			t.Errorf("accounts were made all the same: %v, %v", names, err)
		}
	}
}
