package linux_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/spawner"
)

func (h *house) homeOf(a commonhall.Account) string {
	return filepath.Join(h.cfg.Homes, fmt.Sprintf("%s-%d", a.Name, a.UID-h.cfg.UIDBase))
}

// TestHomesThatAreRefused: a home that is not the person's own folder is not used,
// and the person reads why.
func TestHomesThatAreRefused(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	h.serve()
	t.Cleanup(h.stopAll)
	s := h.client(t)
	outside := filepath.Join(h.dir, "outside")
	must(t, os.Mkdir(outside, 0o700))
	for name, c := range map[string]struct {
		spoil func(home string, a commonhall.Account) error
		want  string
	}{
		"a link to a folder of theirs": {func(home string, a commonhall.Account) error {
			return firstOf(os.Chown(outside, a.UID, a.UID), os.Symlink(outside, home))
		}, "not a folder"},
		"a link to /etc": {func(home string, _ commonhall.Account) error { return os.Symlink("/etc", home) }, "not a folder"},
		"a broken link":  {func(home string, _ commonhall.Account) error { return os.Symlink("/nowhere", home) }, "not a folder"},
		"a file":         {func(home string, _ commonhall.Account) error { return os.WriteFile(home, nil, 0o600) }, "not a folder"},
		"a pipe":         {func(home string, _ commonhall.Account) error { return unix.Mkfifo(home, 0o600) }, "not a folder"},
		"root's folder":  {func(home string, _ commonhall.Account) error { return os.Mkdir(home, 0o700) }, "belongs to the account 0"},
		"another's": {func(home string, a commonhall.Account) error {
			return firstOf(os.Mkdir(home, 0o700), os.Chown(home, a.UID+500, a.UID))
		}, "belongs to the account"},
		"a number's heir": {func(home string, a commonhall.Account) error {
			return os.Mkdir(filepath.Join(filepath.Dir(home), fmt.Sprintf("former-%d", a.UID-h.cfg.UIDBase)), 0o700)
		}, "is that of former-"},
	} {
		t.Run(name, func(t *testing.T) {
			id := commonhall.ServerID("h-" + strings.ReplaceAll(strings.ToLower(strings.NewReplacer("'", "", "/", "").Replace(name)), " ", "-"))
			spec := h.spec(id, "/bin/sleep", "1000")
			must(t, c.spoil(h.homeOf(spec.Account), spec.Account), s.Start(patience(t), spec))
			end, err := s.Wait(patience(t), id)
			if err != nil || end.Cause != commonhall.EndSetup || !strings.Contains(end.Sentence(), c.want) || !strings.HasSuffix(end.Sentence(), ".") {
				t.Errorf("it ended with %+v, %v; want a sentence with %q", end, err, c.want)
			}
		})
	}
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestHomeIsMade: at the first start, with what /etc/skel holds, for nobody else.
func TestHomeIsMade(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	h.serve()
	t.Cleanup(h.stopAll)
	s := h.client(t)
	spec := h.spec("a", "/bin/sleep", "1000")
	// What a warden left that died while it made the home.
	must(t, os.Mkdir(filepath.Join(h.cfg.Homes, ".new-"+filepath.Base(h.homeOf(spec.Account))), 0o700))
	must(t, s.Start(patience(t), spec))
	st, err := os.Stat(h.homeOf(spec.Account))
	must(t, err)
	if st.Mode().Perm() != 0o700 {
		t.Errorf("the home has the mode %s", st.Mode())
	}
	x := &hostile{T: t, h: h, s: s}
	skel, err := os.ReadDir("/etc/skel")
	must(t, err)
	got := x.run(t, "a", `find . -type f ! -user $(id -u); ls -A`)
	for _, e := range skel {
		if e.Type().IsRegular() && !strings.Contains(got, e.Name()) {
			t.Errorf("%s is missing: %s", e.Name(), got)
		}
	}
	if strings.Contains(got, "./") {
		t.Errorf("there are files of others: %s", got)
	}
}

// TestHomesNotMounted: the disk of the homes is away. Nobody gets an empty or an old home
// in its place, and works in what the next mount hides; they read why. When it is back,
// all is as it was, without a restart. Without the disk of the groups' files servers run.
func TestHomesNotMounted(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	ada, ben := h.spec("a1", "/bin/sleep", "1000"), h.spec("b1", "/bin/sleep", "1000")
	must(t, os.MkdirAll(h.cfg.Groups, 0o711), os.MkdirAll(h.homeOf(ada.Account), 0o700), os.Chown(h.homeOf(ada.Account), ada.Account.UID, ada.Account.UID))
	h.serve() // ada's home is of an installation from before there were marks
	t.Cleanup(h.stopAll)
	s, disk := h.client(t), h.cfg.Homes+"-disk"
	refused := func(spec spawner.Spec) {
		t.Helper()
		must(t, s.Start(patience(t), spec))
		end, err := s.Wait(patience(t), spec.ID)
		if err != nil || end.Cause != commonhall.EndSetup || !strings.Contains(end.Sentence(), "is not the folder that it was") ||
			!strings.Contains(end.Sentence(), "Nothing is lost") || !strings.Contains(end.Sentence(), "'sudo rm "+h.cfg.Homes+".known'") {
			t.Errorf("it ended with %+v, %v", end, err)
		}
	}
	must(t, os.Rename(h.cfg.Homes, disk), os.Mkdir(h.cfg.Homes, 0o711))
	refused(ada)
	refused(ben)
	if left, err := os.ReadDir(h.cfg.Homes); err != nil || len(left) > 0 {
		t.Errorf("in the empty folder there are %v, %v", left, err)
	}
	must(t, os.Mkdir(h.homeOf(ada.Account), 0o700), os.Chown(h.homeOf(ada.Account), ada.Account.UID, ada.Account.UID))
	ada.ID = "a2"
	refused(ada) // in an old one
	must(t, os.RemoveAll(h.cfg.Homes), os.Rename(disk, h.cfg.Homes), os.WriteFile(h.cfg.Groups+".known", []byte(`{"id":"THE-DISK"}`), 0o600))
	ada.ID, ben.ID = "a3", "b3"
	ada.Groups = []commonhall.Membership{{Group: "art", GID: h.cfg.UIDBase + 100}}
	must(t, s.Start(patience(t), ada), s.Start(patience(t), ben))
	st, err := s.Status(patience(t), "a3")
	if err != nil || st.Phase == spawner.Ended || !strings.Contains(st.Missing, "the folders of art: "+h.cfg.Groups+" is not the folder that it was") {
		t.Errorf("without the disk of the groups it is %+v, %v", st, err)
	}
	if st, err := s.Status(patience(t), "b3"); err != nil || st.Phase == spawner.Ended || st.Missing != "" {
		t.Errorf("a new person's is %+v, %v", st, err)
	}
	if left, err := os.ReadDir(h.cfg.Groups); err != nil || len(left) > 0 {
		t.Errorf("among the groups there are %v, %v", left, err)
	}
}

// TestHomeSwapped: the folder is exchanged for a link while the server runs.
func TestHomeSwapped(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	h.serve()
	t.Cleanup(h.stopAll)
	s := h.client(t)
	spec := h.spec("a", "/bin/sleep", "1000")
	must(t, s.Start(patience(t), spec))
	x := &hostile{T: t, h: h, s: s}
	x.run(t, "a", `echo mine > work`)
	home := h.homeOf(spec.Account)
	must(t, os.Rename(home, home+".away"), os.Symlink("/etc", home))
	if got := x.run(t, "a", `cat work; cat ~/work`); got != "mine\nmine\n" {
		t.Errorf("a server whose home was exchanged sees %q", got)
	}
	next := spec
	next.ID = "b"
	must(t, s.Start(patience(t), next))
	if end, err := s.Wait(patience(t), "b"); err != nil || end.Cause != commonhall.EndSetup {
		t.Errorf("the next server with an exchanged home: %+v, %v", end, err)
	}
}

// TestFullDisk: a home that cannot be made is told; one that is full still works,
// because whoever wants to clean it up needs their server.
func TestFullDisk(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	must(t, os.Mkdir(h.cfg.Homes, 0o711))
	if err := unix.Mount("tmpfs", h.cfg.Homes, "tmpfs", 0, "size=64k,mode=711"); err != nil {
		needs.Skip(t, "cannot mount: "+err.Error())
	}
	t.Cleanup(func() { must(t, unix.Unmount(h.cfg.Homes, unix.MNT_DETACH)) })
	h.serve()
	t.Cleanup(h.stopAll)
	s := h.client(t)
	x := &hostile{T: t, h: h, s: s}
	first, second := h.spec("a", "/bin/sleep", "1000"), h.spec("b", "/bin/sleep", "1000")
	must(t, s.Start(patience(t), first))
	if out := x.run(t, "a", `dd if=/dev/zero of=big bs=1k count=200 2>&1`); !strings.Contains(out, "No space left") {
		t.Fatalf("the disk is not full: %s", out)
	}
	must(t, s.Start(patience(t), second))
	end, err := s.Wait(patience(t), "b")
	if err != nil || end.Cause != commonhall.EndSetup || !strings.Contains(end.Sentence(), "no space left") {
		t.Errorf("a home on a full disk: %+v, %v", end, err)
	}
	_, err = s.Stop(patience(t), "a", 0, "ada")
	again := first
	again.ID = "a2"
	must(t, err, s.Start(patience(t), again))
	if out := x.run(t, "a2", `rm big && echo free`); out != "free\n" {
		t.Errorf("a server with a full home: %s", out)
	}
	if st, err := s.Status(patience(t), "a2"); err != nil || st.Phase == spawner.Ended {
		t.Errorf("a server with a full home is %+v, %v", st, err)
	}
}
