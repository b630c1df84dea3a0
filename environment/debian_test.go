package environment_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/packaging/needs"
	"commonhall/spawner/spawnertest"
)

// mirror is a repository of packages, and a machine that has some.
type mirror struct {
	t    *testing.T
	dir  string
	list strings.Builder
}

// nobodyHere is an account that exists nowhere.
const nobodyHere = 1_700_300_001

func newMirror(t *testing.T, installed ...string) *mirror {
	t.Helper()
	needs.Programs(t, "apt-get", "dpkg-deb", "/usr/bin/python3")
	dir, err := os.MkdirTemp("/var/tmp", "hall-mirror-")
	m := &mirror{t: t, dir: dir}
	t.Cleanup(func() { os.RemoveAll(dir) })
	status := ""
	for _, name := range installed {
		status += "Package: " + name + "\nStatus: install ok installed\nVersion: 1\nArchitecture: all\nMaintainer: Mia <mia@example.org>\nDescription: x\n\n"
	}
	m.must(err, os.Chmod(dir, 0o755), os.WriteFile(dir+"/status", []byte(status), 0o644),
		os.WriteFile(dir+"/sources.list", []byte("deb [trusted=yes] file:"+dir+" ./\n"), 0o644),
		os.WriteFile(dir+"/apt.conf", []byte(fmt.Sprintf("Dir::State::status %q;\nDir::Etc::sourcelist %q;\nDir::Etc::sourceparts \"/nowhere\";\nDir::Etc::preferences \"-\";\nDir::Etc::preferencesparts \"/nowhere\";\n", dir+"/status", dir+"/sources.list")), 0o644),
		os.Mkdir(dir+"/env", 0o755))
	if os.Geteuid() == 0 {
		m.must(os.Chown(dir+"/env", nobodyHere, nobodyHere))
	}
	return m
}

func (m *mirror) must(errs ...error) {
	m.t.Helper()
	for _, err := range errs {
		if err != nil {
			m.t.Fatal(err)
		}
	}
}

// offer adds a package: more is said of it in its control file, and its files are in a tar.
func (m *mirror) offer(name, version, more, postinst string, files ...*tar.Header) {
	m.t.Helper()
	control := "Package: " + name + "\nVersion: " + version + "\nArchitecture: all\nMaintainer: Mia <mia@example.org>\nDescription: x\n" + more
	about := []*tar.Header{file("control", control)}
	if postinst != "" {
		about = append(about, file("postinst", "#!/bin/sh\nset -e\n"+postinst))
	}
	deb := "!<arch>\n"
	for _, part := range [][2]string{{"debian-binary", "2.0\n"}, {"control.tar", archive(m.t, about)}, {"data.tar", archive(m.t, files)}} {
		deb += fmt.Sprintf("%-16s%-12d%-6d%-6d%-8s%-10d`\n", part[0], 0, 0, 0, "100644", len(part[1])) + part[1] + strings.Repeat("\n", len(part[1])%2)
	}
	at := name + "_" + strings.ReplaceAll(version, ":", "%3a") + "_all.deb"
	fmt.Fprintf(&m.list, "%sFilename: ./%s\nSize: %d\nSHA256: %x\n\n", control, at, len(deb), sha256.Sum256([]byte(deb)))
	m.must(os.WriteFile(filepath.Join(m.dir, at), []byte(deb), 0o644), os.WriteFile(m.dir+"/Packages", []byte(m.list.String()), 0o644))
}

// file is one of a package; its contents travel in a field that tar does not write.
func file(name, text string) *tar.Header {
	return &tar.Header{Name: name, Mode: 0o755, Size: int64(len(text)), Uname: text}
}

func link(name, to string) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeSymlink, Name: name, Linkname: to, Mode: 0o777}
}

func archive(t *testing.T, files []*tar.Header) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range files {
		text := h.Uname
		h.Uname = "root"
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		h.Uname = text
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// install runs what a build does, as a build's account, and returns what it says and how
// it ends.
func (m *mirror) install(names ...string) (string, int) {
	m.t.Helper()
	script, err := os.Open("debian.py")
	m.must(err)
	defer script.Close()
	shop := m.dir + "/env/shop"
	m.must(os.RemoveAll(shop))
	cmd := exec.Command("/usr/bin/python3", append([]string{"-I", "-", shop, m.dir + "/env/debian", "sid-test"}, names...)...)
	cmd.Stdin, cmd.Dir, cmd.Env = script, "/", []string{"APT_CONFIG=" + m.dir + "/apt.conf", "PATH=/usr/bin:/bin", "HOME=/nonexistent"}
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobodyHere, Gid: nobodyHere}}
	}
	out, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 0 || len(names) == 0 {
		return string(out), code
	}
	again := exec.Command(cmd.Args[0], cmd.Args[1:len(cmd.Args)-len(names)-1]...)
	_, err = script.Seek(0, 0)
	m.must(err)
	again.Stdin, again.Dir, again.Env, again.SysProcAttr = script, cmd.Dir, cmd.Env, cmd.SysProcAttr
	more, _ := again.CombinedOutput()
	return string(out) + string(more), again.ProcessState.ExitCode()
}

// has fails the test unless the layer has just these files and links, with their contents.
func (m *mirror) has(want map[string]string) {
	m.t.Helper()
	got := map[string]string{}
	_ = filepath.WalkDir(m.dir+"/env/debian", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := strings.TrimPrefix(path, m.dir+"/env/debian/")
		if to, err := os.Readlink(path); err == nil {
			got[name] = "-> " + to
			return nil
		}
		b, err := os.ReadFile(path)
		got[name] = string(b)
		return err
	})
	for name, text := range map[string]string{"release": "sid-test\n", "usr/share/commonhall-debian": "sid-test\n"} {
		if got[name] != text {
			m.t.Errorf("%s is %q", name, got[name])
		}
		delete(got, name)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		m.t.Errorf("the layer has\n%q\nwant\n%q", got, want)
	}
}

// TestDebianPackages: what the machine lacks is fetched and put where it belongs, old places
// too; alternatives and what scripts write is in the layer; the next build adds to it, and
// makes all of it anew.
func TestDebianPackages(t *testing.T) {
	m := newMirror(t, "there")
	m.offer("toad", "1:2-3", "Depends: pond, there\n", "update-alternatives --install /usr/bin/toad toad /usr/bin/toad.real 10\n"+
		"cp /usr/share/toad/says /etc/toad\nmkdir -p /var/lib/toad\necho from /usr/share/toad >> /etc/toad\nln -sf /usr/bin/toad /usr/bin/frog\nchown root:root /etc/toad\nldconfig\n",
		file("./usr/bin/toad.real", "#!/bin/sh\n"), file("./usr/share/toad/says", "quak\n"), file("./bin/old", "old\n"), file("./opt/x", ""))
	m.offer("pond", "1", "", "echo no root here >&2\nexit 4\n", file("./usr/lib/pond", "wet\n"))
	m.offer("there", "1", "", "", file("./usr/bin/there", ""))
	m.offer("newt", "1", "", "", file("./etc/newt", "new\n"))
	m.offer("newt", "2", "", "", file("./etc/newt", "newer\n"))
	out, code := m.install("toad", "newt=1")
	for _, want := range []string{"/opt of toad is left out", "The script of pond that makes it ready failed", "  no root here"} {
		if !strings.Contains(out, want) {
			t.Errorf("it says\n%s\nwithout %q", out, want)
		}
	}
	if code != 0 || strings.Contains(out, "script of toad") {
		t.Fatalf("it ends with %d\n%s", code, out)
	}
	toad := map[string]string{"asked": "toad\nnewt=1\n", "packages/toad_1%3a2-3_all": "", "with/pond_1_all": "", "packages/newt_1_all": "", "usr/lib/pond": "wet\n", "usr/bin/old": "old\n", "etc/newt": "new\n",
		"usr/bin/toad.real": "#!/bin/sh\n", "usr/share/toad/says": "quak\n", "etc/toad": "quak\nfrom /usr/share/toad\n", "usr/bin/frog": "-> /usr/bin/toad", "usr/bin/toad": "-> /etc/alternatives/toad", "etc/alternatives/toad": "-> /usr/bin/toad.real"}
	m.has(toad)
	if out, code := m.install("newt"); code != 0 {
		t.Fatalf("one more: %d\n%s", code, out)
	}
	toad["asked"], toad["etc/newt"], toad["packages/newt_2_all"] = "toad\nnewt\n", "newer\n", ""
	delete(toad, "packages/newt_1_all")
	m.has(toad)
	if out, code := m.install("there"); code != 0 {
		t.Fatalf("what the machine has: %d\n%s", code, out)
	}
	toad["asked"] = "toad\nnewt\nthere\n"
	m.has(toad)
}

// TestDebianRefuses: what cannot be is told by its kind, in apt's words, and leaves what was
// there before.
func TestDebianRefuses(t *testing.T) {
	m := newMirror(t, "there", "rival")
	m.offer("good", "1", "", "", file("./usr/bin/good", "good\n"))
	m.offer("there", "2", "", "")
	m.offer("newer", "1", "Depends: there (>= 2)\n", "")
	m.offer("enemy", "1", "Conflicts: rival\n", "")
	m.offer("lost", "1", "Depends: nowhere\n", "")
	m.offer("damaged", "1", "", "", file("./usr/bin/x", "x"))
	m.offer("gone", "1", "", "")
	m.must(os.Remove(m.dir+"/gone_1_all.deb"), os.WriteFile(m.dir+"/damaged_1_all.deb", bytes.Repeat([]byte("x"), 4096), 0o644))
	if out, code := m.install("good"); code != 0 {
		t.Fatalf("%d\n%s", code, out)
	}
	was := map[string]string{"asked": "good\n", "packages/good_1_all": "", "usr/bin/good": "good\n"}
	for name, want := range map[string]struct {
		code int
		says string
	}{
		"good2":   {3, "Unable to locate package good2"},
		"newer":   {4, "The machine's own would have to change: there"},
		"enemy":   {4, "rival"},
		"lost":    {4, "nowhere"},
		"damaged": {6, "mismatch"},
		"gone":    {6, "gone_1_all.deb"},
		"good=9":  {3, "was not found"},
	} {
		out, code := m.install(name)
		if code != want.code || !strings.Contains(strings.ToLower(out), strings.ToLower(want.says)) {
			t.Errorf("%s ends with %d, not %d, and says\n%s\nwant %q", name, code, want.code, out, want.says)
		}
		m.has(was)
	}
	m.must(os.WriteFile(m.dir+"/sources.list", []byte("deb file:"+m.dir+" ./\n"), 0o644))
	if out, code := m.install("good"); code != 5 || !strings.Contains(out, "not signed") && !strings.Contains(out, "Release") {
		t.Errorf("what nobody signed: %d\n%s", code, out)
	}
	m.must(os.WriteFile(m.dir+"/sources.list", []byte("deb [trusted=yes] file:"+m.dir+" ./\n"), 0o644), os.Remove(m.dir+"/Packages"))
	if out, code := m.install("good"); code != 5 {
		t.Errorf("without a list: %d\n%s", code, out)
	}
	m.must(os.WriteFile(m.dir+"/sources.list", nil, 0o644))
	if out, code := m.install("good"); code != 5 {
		t.Errorf("without sources: %d\n%s", code, out)
	}
	m.must(os.Remove(m.dir + "/status"))
	if out, code := m.install("good"); code != 7 {
		t.Errorf("where nobody knows what is there: %d\n%s", code, out)
	}
	m.has(was)
}

// TestAHostilePackage: no name in a package leads out of the layer, while it is unpacked.
func TestAHostilePackage(t *testing.T) {
	m := newMirror(t)
	outside := m.dir + "/env/outside"
	m.must(os.Mkdir(outside, 0o777), os.Chmod(outside, 0o777), os.WriteFile(outside+"/kept", nil, 0o644))
	m.offer("up", "1", "", "", file("../../../outside/up", "evil"))
	m.offer("absolute", "1", "", "", file(outside+"/absolute", "evil"))
	m.offer("way", "1", "", "", link("./usr/way", outside), file("./usr/way/through", "evil"))
	m.offer("way1", "1", "", "", link("./usr/way", outside))
	m.offer("way2", "1", "Depends: way1\n", "", file("./usr/way/through", "evil"))
	m.offer("hard", "1", "", "", &tar.Header{Typeflag: tar.TypeLink, Name: "./usr/hard", Linkname: m.dir + "/status", Mode: 0o644})
	m.offer("whole", "1", "", "", link("./usr", outside), file("./usr/x", "evil"))
	m.offer("settings", "1", "", "", link("./etc", outside), file("./usr/x", ""))
	for _, name := range []string{"up", "absolute", "way", "way2", "hard", "whole", "settings"} {
		began := time.Now()
		out, code := m.install(name)
		if left, err := os.ReadDir(outside); err != nil || len(left) != 1 {
			t.Errorf("%s left %v, %v\n%s", name, left, err, out)
		}
		if st, err := os.Lstat(m.dir + "/env/debian/usr"); code == 0 && (err != nil || !st.IsDir()) {
			t.Errorf("%s: the layer's usr is %v, %v", name, st, err)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("%s took %s", name, took)
		}
		m.must(os.RemoveAll(m.dir + "/env/debian"))
	}
}

// TestADebianBuild: what a build asks apt for, beside pip, and what is known of it later.
func TestADebianBuild(t *testing.T) {
	w := newWorkbench(t, "/usr/bin/python3", "ls", "git")
	w.release = "sid-" + runtime.GOARCH
	w.end()
	w.begin()
	names := environment.Declaration{Debian: []string{"toad", "newt=1:2"}, Packages: []string{"frogs"}}
	apt := "/usr/bin/python3 -I - " + shop + " /env/python/debian " + w.release + " "
	w.says = map[string]string{"ls -d": "there\n"}
	w.does = func(args []string, in *spawnertest.Inside) int {
		if strings.HasPrefix(strings.Join(args, " "), apt) {
			drafts, err := w.trees().Drafts()
			if err != nil || len(drafts) != 1 {
				t.Errorf("there are the drafts %q, %v", drafts, err)
			}
			sw := commonhall.Software{Draft: "python/drafts/" + drafts[0]}
			w.write(sw, "debian/release", w.release+"\n")
			w.write(sw, "debian/packages/toad_1%3a2-3_all", "")
		}
		return 0
	}
	p, ran, err := w.build(names)
	if want := []string{apt + "toad newt=1:2", strings.TrimSuffix(apt, " "+w.release+" "), "/env/python/bin/python3 -m pip install --no-input frogs", "ls -d /usr/share/commonhall-debian"}; err != nil || !slices.Equal(ran, want) {
		t.Fatalf("%v, it ran\n%s\nwant\n%s", err, strings.Join(ran, "\n"), strings.Join(want, "\n"))
	}
	all, err := w.Generations(t.Context(), "python")
	w.must(err)
	if g := all[0]; g.Number != p.Generation || len(g.Packages) != 1 || g.Packages[0] != (commonhall.Package{Manager: "debian", Name: "toad", Version: "1:2-3"}) {
		t.Errorf("the generation is %+v", g)
	}
	if p, ran, err := w.build(names); err != nil || len(ran) != 0 || !strings.Contains(strings.Join(p.Lines, "\n"), "from exactly this") {
		t.Errorf("the same again: %v, it ran %q", err, ran)
	}
	names.Debian = names.Debian[:1]
	if _, ran, err := w.build(names); err != nil || len(ran) == 0 {
		t.Errorf("another list: %v, it ran %q", err, ran)
	}
}

// TestAnAptFile: names in a repository's apt.txt are installed first; what is no name is refused.
func TestAnAptFile(t *testing.T) {
	w := newWorkbench(t, "git", "/usr/bin/python3", "ls")
	w.release = "sid-test"
	w.end()
	w.begin()
	git := "git -C " + shop + "/repository -c core.hooksPath=/dev/null "
	for text, want := range map[string]string{
		"# for maps\nlibgdal-dev  gdal-bin # both\n\ntoad=1:2-3\n": "newt libgdal-dev gdal-bin toad=1:2-3",
		"good\n--allow-unauthenticated\n":                          "",
	} {
		w.repository(map[string]string{"": "apt.txt"})
		w.says[git+"show HEAD:apt.txt"] = text
		_, ran, err := w.build(environment.Declaration{Git: environment.Source{URL: "https://host/x.git"}, Debian: []string{"newt"}})
		apt := slices.IndexFunc(ran, func(line string) bool { return strings.Contains(line, " /env/python/debian sid-test ") })
		switch {
		case want == "" && (apt >= 0 || err == nil || !strings.Contains(err.Error(), "not the name of a package")):
			t.Errorf("%q: %v, it ran %q", text, err, ran)
		case want != "" && (err != nil || apt < 0 || !strings.HasSuffix(ran[apt], " sid-test "+want)):
			t.Errorf("%q: %v, it ran\n%s", text, err, strings.Join(ran, "\n"))
		}
	}
}

// TestDebianFailures: each way in which apt can fail has words of its own, and changes nothing.
func TestDebianFailures(t *testing.T) {
	w := newWorkbench(t, "/usr/bin/python3")
	w.release = "sid-test"
	w.end()
	w.begin()
	for code, want := range map[int]string{1: "could not be put together", 3: "no package of one of these names", 4: "do not go with what the machine has", 5: "No list of Debian's packages",
		6: "Not all packages could", 7: "does not have apt", 8: "could not be unpacked"} {
		w.does = func(args []string, _ *spawnertest.Inside) int {
			if args[0] == "/usr/bin/python3" {
				return code
			}
			return 0
		}
		if _, _, err := w.build(environment.Declaration{Debian: []string{"toad"}}); err == nil || !strings.Contains(err.Error(), want) || w.current() != 1 {
			t.Errorf("%d: %v, want %q; generation %d is current", code, err, want, w.current())
		}
	}
}

// TestAnotherRelease: programs that were made for another release are not shown, which is
// told once; servers start. A machine that cannot show them refuses to publish them.
func TestAnotherRelease(t *testing.T) {
	w := newWorkbench(t, "ls")
	w.release = "sid-test"
	w.end()
	w.begin()
	w.says = map[string]string{"ls -d /usr/share/commonhall-debian": "there\n"}
	w.base(map[string]string{"debian/release": "sid-test\n"})
	if sw := w.start("leo"); sw.Layer != sw.Tree+"/debian" {
		t.Errorf("it has the layer %q of %q", sw.Layer, sw.Tree)
	}
	w.end()
	w.release = "forky-test"
	w.begin()
	for range 2 {
		if sw := w.start("leo"); sw.Layer != "" {
			t.Errorf("on another release it has the layer %q", sw.Layer)
		}
	}
	if n := w.events.count(commonhall.EventSoftwareFailed); n != 1 {
		t.Errorf("that was told %d times", n)
	}
	w.end()
	w.release, w.says = "sid-test", nil
	w.begin()
	w.write(w.start("mia"), "debian/etc/more", "")
	w.does = func(args []string, _ *spawnertest.Inside) int {
		if args[0] == "ls" {
			return 2
		}
		return 0
	}
	if _, err := w.publish(environment.Publication{User: "mia"}); err == nil || !strings.Contains(err.Error(), "the programs of Debian's are not in their places") {
		t.Errorf("a machine that cannot show them: %v", err)
	}
}

// TestRelease: this machine says its own.
func TestRelease(t *testing.T) {
	if r := environment.Release(); !strings.HasSuffix(r, "-"+runtime.GOARCH) || strings.ContainsAny(r, " \n\"") {
		t.Errorf("it says %q", r)
	}
}
