package e2e

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// debs makes packages of Debian's, and a repository of them.
func debs(t *testing.T, packages map[string]map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	list := ""
	for name, files := range packages {
		root := filepath.Join(t.TempDir(), name)
		control := "Package: " + name + "\nVersion: 1:2.5-1\nArchitecture: all\nMaintainer: Mia <mia@example.org>\nDescription: a package\n"
		for path, text := range files {
			path = filepath.Join(root, path)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(root, "DEBIAN/control"), []byte(control), 0o644); err != nil {
			t.Fatal(err)
		}
		deb := name + "_1%3a2.5-1_all.deb"
		if out, err := exec.Command("dpkg-deb", "--build", "--root-owner-group", "-Znone", root, filepath.Join(dir, deb)).CombinedOutput(); err != nil {
			t.Fatalf("dpkg-deb: %v\n%s", err, out)
		}
		b, err := os.ReadFile(filepath.Join(dir, deb))
		if err != nil {
			t.Fatal(err)
		}
		list += control + fmt.Sprintf("Filename: ./%s\nSize: %d\nSHA256: %x\n\n", deb, len(b), sha256.Sum256(b))
	}
	if err := os.WriteFile(filepath.Join(dir, "Packages"), []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	for d := dir; strings.Count(d, "/") > 1; d = filepath.Dir(d) {
		_ = os.Chmod(d, 0o755)
	}
	return dir
}

// sources replaces the sources of the machine's packages by a repository, for one house.
func sources(repository string) string {
	return `mkdir -p /etc/apt/sources.list.d /usr/local/src
mount --bind ` + repository + ` /usr/local/src
mount -t tmpfs none /etc/apt/sources.list.d
[ ! -e /etc/apt/sources.list ] || mount --bind /dev/null /etc/apt/sources.list
echo 'deb [trusted=yes] file:/usr/local/src ./' > /etc/apt/sources.list.d/class.list`
}

// toads is a repository of packages that need their place, would like that of others, or
// cannot be made ready at once.
func toads(t *testing.T) string {
	t.Helper()
	zlib, err := filepath.Glob("/usr/lib/*-linux-gnu/libz.so.1")
	if err != nil || len(zlib) != 1 {
		t.Fatalf("there is no zlib to make a library of: %q, %v", zlib, err)
	}
	libs := filepath.Dir(zlib[0])
	library, err := os.ReadFile(zlib[0])
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"usr/bin/hall-toad.real": "#!/bin/sh\ncat /etc/hall-toad/says\n", "bin/hall-old": "#!/bin/sh\necho old place\n",
		libs[1:] + "/hall/libhall.so.1": string(library), "etc/hall-toad/says": "quak\n",
		"usr/bin/id": "#!/bin/sh\necho evil\n", "etc/shadow-": "evil\n", "usr/lib/python3/dist-packages/halltoads.py": "value = 'a module'\n", "srv/hall": "left out",
		"DEBIAN/postinst": "#!/bin/sh\nset -e\nupdate-alternatives --install /usr/bin/hall-toad hall-toad /usr/bin/hall-toad.real 10\n" +
			"update-alternatives --install " + libs + "/libhall.so.1 libhall " + libs + "/hall/libhall.so.1 10\nln -sf /usr/bin/hall-toad /usr/bin/hall-link\necho made in /etc/hall-toad > /etc/hall-toad/made\n",
	}
	return debs(t, map[string]map[string]string{"hall-toad": files, "hall-again": {
		// What it calls knows no other place than its own.
		"usr/share/hall-again/run": "#!/bin/sh\nset -e\n/usr/bin/hall-toad > \"$1\"\n", "DEBIAN/postinst": "#!/bin/sh\nset -e\n/usr/share/hall-again/run /etc/hall-again\n"}, "hall-broken": {"usr/bin/hall-broken": "", "DEBIAN/postinst": "#!/bin/sh\necho no such machine\nexit 3\n"}})
}

// TestAClassGetsAProgram: a package of Debian's is built into the class's software. Servers
// have its program, its library and its settings where Debian puts them, through the links
// that its script makes; what the machine has stays the machine's. Back, and it is gone.
func TestAClassGetsAProgram(t *testing.T) {
	t.Parallel()
	repository := toads(t)
	h := openSeeing(t, filepath.Join(t.TempDir(), "D"), sources(repository))
	h.hasSoftware()
	status, err := os.ReadFile("/var/lib/dpkg/status")
	if err != nil {
		t.Fatal(err)
	}
	out := h.run("env", "build", "python", "--apt", "hall-toad,hall-broken,hall-again", "--why", "for biology")
	for _, want := range []string{"/srv of hall-toad is left out", "The script of hall-broken that makes it ready failed", "no such machine",
		"the programs of Debian's are in their places", "Generation 2 is current"} {
		if !strings.Contains(out, want) {
			t.Errorf("the build says\n%s\nwithout %q", out, want)
		}
	}
	if out, err := h.try("env", "build", "python", "--apt", "hall-frog"); err == nil || !strings.Contains(out, "Unable to locate package hall-frog") || !strings.Contains(out, "Debian has no package of one of these names") {
		t.Errorf("an unknown one: %v\n%s", err, out)
	}
	h.run("user", "add", "kim")
	kim := h.token("kim")
	h.run("server", "start", "kim", "--app", "terminal", "--wait")
	said := h.inTerminal("kim", kim, "hall-toad; hall-link; hall-old; /bin/hall-old; cat /etc/hall-toad/made /etc/hall-again; id -u; cat /etc/shadow /etc/shadow-; readlink /bin; "+
		"python3 -c 'import ctypes, halltoads; print(bool(ctypes.CDLL(\"libhall.so.1\").zlibVersion), halltoads.value)'; echo done-$((6*7))", "done-42")
	for _, want := range []string{"quak\nquak\nold place\nold place\nmade in /etc/hall-toad\nquak\n", "shadow: Permission denied", "True a module", "usr/bin\n"} {
		if !strings.Contains(strings.ReplaceAll(said, "\r", ""), want) {
			t.Errorf("kim's server says\n%s\nwithout %q", said, want)
		}
	}
	if strings.Contains(said, "evil") {
		t.Errorf("something took the place of the machine's own:\n%s", said)
	}
	if out := h.run("env", "list", "python", "--json"); !strings.Contains(out, `"version":"1:2.5-1"`) && !strings.Contains(out, `"version": "1:2.5-1"`) {
		t.Errorf("the generation does not list it: %s", out)
	}
	h.run("env", "rollback")
	h.run("server", "stop", "kim")
	h.run("server", "start", "kim", "--app", "terminal", "--wait")
	if said := h.inTerminal("kim", kim, "hall-toad; ls /etc/hall-toad; echo done-$((6*7))", "done-42"); !strings.Contains(said, "not found") || strings.Contains(said, "quak") {
		t.Errorf("after going back kim's server says\n%s", said)
	}
	if now, err := os.ReadFile("/var/lib/dpkg/status"); err != nil || string(now) != string(status) {
		t.Errorf("the machine's packages are others now: %v", err)
	}
}
