package release

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// needsInstaller skips a test of the installer where it cannot run.
func needsInstaller(t *testing.T, programs ...string) {
	t.Helper()
	needs.Root(t)
	needs.Programs(t, programs...)
	if runtime.GOARCH != "amd64" {
		needs.AnotherMachine(t, "its archives are for amd64")
	}
}

// installer is packaging/install.sh as it is published with some keys.
func installer(t *testing.T, address string, owners ...owner) string {
	t.Helper()
	b, err := os.ReadFile("../packaging/install.sh")
	must(t, err)
	var keys bytes.Buffer
	for _, o := range owners {
		keys.Write(o.pem(t))
	}
	text := strings.Replace(string(b), "\n@KEYS@\n", "\n"+keys.String(), 1)
	return strings.Replace(text, "@RELEASES@", address, 1)
}

// witness is a release whose program notes how it was called.
func witness(t *testing.T) (archive []byte, called func() string) {
	t.Helper()
	note := filepath.Join(t.TempDir(), "called")
	files := honest()
	files[1].text = "#!/bin/sh\necho \"$@\" >>" + note + "\n"
	return pack(t, files), func() string {
		b, _ := os.ReadFile(note)
		os.Remove(note)
		return string(b)
	}
}

// shell runs a script from standard input, as curl … | sudo bash does, without a
// terminal.
func shell(t *testing.T, script string, args ...string) (said string, err error) {
	t.Helper()
	return with(t, "bash", script, args...)
}

func with(t *testing.T, shell, script string, args ...string) (said string, err error) {
	t.Helper()
	cmd := exec.Command("setsid", append([]string{"--wait", shell, "-s", "--"}, args...)...)
	tmp := t.TempDir()
	cmd.Stdin, cmd.Dir, cmd.Env = strings.NewReader(script), "/", []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR=" + tmp}
	out, err := cmd.CombinedOutput()
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("the installer leaves %v", left)
	}
	return string(out), err
}

// TestTheInstaller installs from an address, a folder and a file; each time setup gets
// the flags.
func TestTheInstaller(t *testing.T) {
	needsInstaller(t, "openssl", "curl", "setsid")
	old, next := newOwner(t), newOwner(t)
	archive, called := witness(t)
	path := publish(t, archive, next)
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		http.FileServer(http.Dir(filepath.Dir(path))).ServeHTTP(w, r)
	}))
	defer srv.Close()
	for name, args := range map[string][]string{"an address": nil, "a folder": {filepath.Dir(path)}, "a file": {path}} {
		for _, shell := range []string{"bash", "sh"} {
			said, err := with(t, shell, installer(t, srv.URL, old, next), append(args, "--host", "hall.example", "two words")...)
			if got := called(); err != nil || got != "setup --host hall.example two words\n" {
				t.Errorf("%s by %s: %v: setup was called so: %q\n%s", name, shell, err, got, said)
			}
		}
		if len(args) == 0 && !slices.Contains(asked, "/"+archiveName) {
			t.Errorf("of the address was asked %v", asked)
		}
		if asked = nil; len(args) > 0 && len(asked) > 0 {
			t.Errorf("%s: something was fetched: %v", name, asked)
		}
	}
}

// TestTheInstallerRefuses what nobody has signed, what was changed, what is missing;
// it says so, and runs nothing of it.
func TestTheInstallerRefuses(t *testing.T) {
	needsInstaller(t, "openssl", "curl", "setsid")
	o, stranger := newOwner(t), newOwner(t)
	archive, called := witness(t)
	for name, c := range map[string]struct {
		signers []owner
		spoil   func(dir string) error
		args    []string
		want    string
	}{
		"by a stranger":     {[]owner{stranger}, nil, nil, "is not signed by a key that counts"},
		"by nobody":         {nil, nil, nil, "is not signed by a key that counts"},
		"a changed archive": {[]owner{o}, func(dir string) error { return os.WriteFile(filepath.Join(dir, archiveName), []byte("evil"), 0o644) }, nil, "is not the file that was signed"},
		"changed checksums": {[]owner{o}, func(dir string) error { return os.Truncate(filepath.Join(dir, sumsName), 80) }, nil, "is not signed by a key that counts"},
		"no checksums":      {[]owner{o}, func(dir string) error { return os.Remove(filepath.Join(dir, sumsName)) }, nil, "SHA256SUMS cannot be had"},
		"no archive":        {[]owner{o}, func(dir string) error { return os.Remove(filepath.Join(dir, archiveName)) }, nil, archiveName + " cannot be had"},
		"another's file": {[]owner{o}, func(dir string) error { return os.WriteFile(filepath.Join(dir, "evil.tar.gz"), archive, 0o644) },
			[]string{"evil.tar.gz"}, "SHA256SUMS does not name evil.tar.gz"},
	} {
		path := publish(t, archive, c.signers...)
		if c.spoil != nil {
			must(t, c.spoil(filepath.Dir(path)))
		}
		where := filepath.Dir(path)
		if c.args != nil {
			where = filepath.Join(where, c.args[0])
		}
		said, err := shell(t, installer(t, "", o), where)
		if got := called(); err == nil || got != "" || !strings.Contains(said, c.want) {
			t.Errorf("%s: %v, setup was called so: %q\n%s", name, err, got, said)
		}
	}
	if said, err := shell(t, installer(t, "", o)); err == nil || !strings.Contains(said, "Set COMMONHALL_RELEASES") {
		t.Errorf("without an address: %v %s", err, said)
	}
	if said, err := shell(t, installer(t, "http://127.0.0.1:1", o)); err == nil || !strings.Contains(said, "cannot be had from http://127.0.0.1:1") {
		t.Errorf("nobody there: %v %s", err, said)
	}
}

// TestAnInstallerThatIsTorn on its way runs nothing, wherever it was torn.
func TestAnInstallerThatIsTorn(t *testing.T) {
	needsInstaller(t, "openssl", "setsid")
	o := newOwner(t)
	archive, called := witness(t)
	whole := strings.TrimRight(installer(t, "", o), "\n")
	end := strings.LastIndex(whole, "\n") + 1 // the line that runs it all
	end = strings.LastIndex(whole[:end+strings.Index(whole[end:], " # ")], "\n") + 1
	last := end + strings.Index(whole[end:], "}") + 1
	path := publish(t, archive, o)
	cuts := []int{end - 1, end, end + 1, end + 6, end + 8, last - 8, last - 1}
	for at := 100; at < end; at += 400 {
		cuts = append(cuts, at)
	}
	for _, at := range cuts {
		_, _ = shell(t, whole[:at], path)
		if got := called(); got != "" {
			t.Errorf("torn behind %q it runs %s", whole[max(0, at-20):at], got)
		}
	}
	if said, err := shell(t, whole[:last], path); err != nil || called() == "" {
		t.Errorf("whole, but for a comment, it does not run: %v %s", err, said)
	}
}

// TestPackageRefusesAKey whose signatures nobody would accept, before it builds or
// removes anything.
func TestPackageRefusesAKey(t *testing.T) {
	needs.Programs(t, "openssl", "git")
	dir := t.TempDir()
	key, dist := filepath.Join(dir, "stranger.key"), filepath.Join(dir, "dist")
	must(t, os.MkdirAll(dist+"/before", 0o755))
	if out, err := exec.Command("openssl", "genpkey", "-algorithm", "ed25519", "-out", key).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.Command("sh", "../packaging/package.sh")
	cmd.Env = append(os.Environ(), "SIGN="+key, "DIST="+dist, "SOURCE_DATE_EPOCH=1", "COMMIT=none")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "is not a key that counts") {
		t.Errorf("%v: it says %s", err, out)
	}
	if _, err := os.Stat(dist + "/before"); err != nil {
		t.Errorf("it removed what was there: %v", err)
	}
}
