package supervisor

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/warden"
)

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// TestAFolderIsOneInstance: many starts in the same moment, and those after them,
// agree who they are.
func TestAFolderIsOneInstance(t *testing.T) {
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	// A start that was killed while it wrote left this.
	must(t, os.Mkdir(dir, 0o711), os.WriteFile(filepath.Join(dir, passing+"123"), []byte(`{"id":`), 0o600))
	got := make([]Instance, 16)
	var work sync.WaitGroup
	start := make(chan struct{})
	for n := range got {
		work.Go(func() {
			<-start
			var err error
			if got[n], err = MakeInstance(dir, Instance{Try: true}); err != nil {
				t.Error(err)
			}
		})
	}
	close(start)
	work.Wait()
	recorded, err := OpenInstance(dir)
	must(t, err)
	for _, i := range got {
		if i != recorded {
			t.Errorf("one start is %+v, recorded is %+v", i, recorded)
		}
	}
	if b := recorded.UIDBase; !recorded.Try || b < firstBlock || b > lastBlock || (b-firstBlock)%warden.BlockSize != 0 {
		t.Errorf("the instance is %+v", recorded)
	}
	st, err := os.Stat(filepath.Join(dir, instanceFile))
	must(t, err)
	if st.Mode().Perm() != 0o644 {
		t.Errorf("edge and hub cannot read the record: %s", st.Mode())
	}
	left, err := filepath.Glob(filepath.Join(dir, passing+"*"))
	if must(t, err); len(left) != 1 {
		t.Errorf("starts left %v", left)
	}
}

// TestADamagedRecord is never taken for another instance, nor written anew: that
// would hand people's homes to others.
func TestADamagedRecord(t *testing.T) {
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	must(t, os.Mkdir(dir, 0o711))
	path := filepath.Join(dir, instanceFile)
	for _, record := range []string{"", "{", "null", "[]", "\x00\xff", `{"id":"abc"}`, `{"uid_base":600200000}`, `{"id":"","uid_base":600200000}`,
		`{"id":"abc","uid_base":0}`, `{"id":"abc","uid_base":1000}`, `{"id":"abc","uid_base":2147483647}`, `{"id":"abc","uid_base":-5}`,
		`{"id":"../x","uid_base":600200000}`, `{"id":"a b","uid_base":600200000}`, `{"id":"ABC","uid_base":600200000}`, `{"id":"abc","uid_base":"600200000"}`} {
		must(t, os.WriteFile(path, []byte(record), 0o644))
		for name, open := range map[string]func(string) (Instance, error){"open": OpenInstance, "make": func(dir string) (Instance, error) { return MakeInstance(dir, Instance{}) }} {
			_, err := open(dir)
			if said := commonhall.ForPerson(err); err == nil || !strings.Contains(said.Msg, "cannot be understood") || !strings.Contains(said.Hint, "backup") {
				t.Errorf("%s %q: %v", name, record, err)
			}
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != record {
			t.Errorf("%q became %q, %v", record, b, err)
		}
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	needs.Root(t)
	top := t.TempDir()
	in := func(name string) string { return filepath.Join(top, name) }
	must(t, os.WriteFile(in("file"), nil, 0o644), os.Mkdir(in("others"), 0o755), os.Chown(in("others"), 4242, 4242),
		os.Mkdir(in("shared"), 0o755), os.Chmod(in("shared"), 0o775), os.Mkdir(in("real"), 0o755), os.Symlink(in("real"), in("link")),
		os.Mkdir(in("used"), 0o755), os.WriteFile(in("used/thesis.odt"), []byte("mine"), 0o600))
	for dir, want := range map[string]string{"file": "cannot be made", "file/below": "cannot be made", "others": "belongs to the account 4242",
		"shared": "Others than root may write", "link": "is not a folder", "used": "holds other things, thesis.odt"} {
		if _, err := MakeInstance(in(dir), Instance{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", dir, err, want)
		}
	}
	if _, err := OpenInstance(in("real")); commonhall.KindOf(err) != commonhall.NotFound {
		t.Errorf("the refusals left an instance: %v", err)
	}
	// What the operator wrote before the first start is no stranger.
	must(t, os.Mkdir(in("config"), 0o755), os.WriteFile(in("config/commonhall.yaml"), nil, 0o644))
	if _, err := MakeInstance(in("config"), Instance{}); err != nil {
		t.Error(err)
	}
	i, err := MakeInstance(in("config"), Instance{})
	must(t, err)
	sock, err := AdminSocket(in("config"))
	if must(t, err); sock != RunRoot+"/"+i.ID+"/admin.sock" {
		t.Errorf("the administrators' socket is %s", sock)
	}
}

func TestListenErrorsNameTheWayOut(t *testing.T) {
	for err, want := range map[error]string{syscall.EADDRINUSE: "Another program listens on 127.0.0.1:8000 already. Choose another port: --addr",
		syscall.EADDRNOTAVAIL: "This machine has no address 127.0.0.1:8000.", errors.New("odd"): `Cannot listen on "127.0.0.1:8000". Write it as`} {
		if said := commonhall.ForPerson(listenError("127.0.0.1:8000", err)); !strings.HasPrefix(said.Msg+" "+said.Hint, want) {
			t.Errorf("%v reads %q %q", err, said.Msg, said.Hint)
		}
	}
}

// TestOnlyOneAtATime: whoever comes second waits for the first, or leaves.
func TestOnlyOneAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := LockFile(t.Context(), path)
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	left := make(chan error)
	go func() { _, err := LockFile(ctx, path); left <- err }()
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who waits and is told to leave says %v", err)
	}
	held := make(chan func())
	go func() {
		second, err := LockFile(t.Context(), path)
		if err != nil {
			t.Error(err)
		}
		held <- second
	}()
	select {
	case <-held:
		t.Fatal("two hold the lock")
	default:
		unlock()
	}
	second := <-held
	third, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer third.Close()
	if err := syscall.Flock(int(third.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); !errors.Is(err, syscall.EWOULDBLOCK) {
		t.Errorf("the lock that the second holds: %v", err)
	}
	second()
	if _, err := LockFile(t.Context(), filepath.Join(path, "below")); err == nil {
		t.Error("a lock where no file can be")
	}
}

// TestALockThatIsALink: root looks into a folder of the hub's, which may have been taken
// over, and makes no file elsewhere.
func TestALockThatIsALink(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Symlink(dir+"/nologin", dir+"/lock"))
	if unlock, err := LockFile(t.Context(), dir+"/lock"); err == nil {
		unlock()
		t.Error("it is held")
	}
	if _, err := os.Lstat(dir + "/nologin"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("where the link leads is a file now: %v", err)
	}
}

// TestOneSupervisorAFolder: a second one, or one of a copied folder, is sent away.
func TestOneSupervisorAFolder(t *testing.T) {
	needs.Root(t)
	run := filepath.Join(t.TempDir(), "run")
	p := PathsIn("/somewhere", run)
	must(t, os.MkdirAll(RunRoot, 0o711))
	first, err := lockRun(p)
	must(t, err)
	_, err = lockRun(PathsIn("/somewhere/else", run))
	if said := commonhall.ForPerson(err); err == nil || !strings.Contains(said.Msg, "runs in /somewhere/else already") || !strings.Contains(said.Hint, "copied folder") {
		t.Errorf("a second supervisor: %v", err)
	}
	first()
	again, err := lockRun(p)
	must(t, err)
	again()
}

// TestASupervisorThatWasKilled had just begun to start something, which holds what it held
// for a moment longer: whoever comes next waits for that.
func TestASupervisorThatWasKilled(t *testing.T) {
	needs.Root(t)
	p := PathsIn("/somewhere", filepath.Join(t.TempDir(), "run"))
	must(t, os.MkdirAll(p.Run(), 0o711))
	lock, err := os.Create(p.Lock())
	must(t, err, syscall.Flock(int(lock.Fd()), syscall.LOCK_EX))
	begun := exec.Command("sleep", "0.3")
	begun.ExtraFiles = []*os.File{lock}
	must(t, begun.Start(), lock.Close())
	next, err := lockRun(p)
	must(t, err)
	next()
	must(t, begun.Wait())
}

func TestPausesOfARoleThatKeepsDying(t *testing.T) {
	total, pause := time.Duration(0), firstPause
	var now time.Duration
	for n := range 20 {
		before := now
		now, pause = pauses(pause, time.Second)
		if now < before || now > lastPause || (n == 0 && now != firstPause) {
			t.Errorf("pause %d is %s after %s", n, now, before)
		}
		total += now
	}
	if now != lastPause || total < 30*time.Second {
		t.Errorf("20 deaths took %s, with %s in the end: that is a busy machine", total, now)
	}
	if now, next := pauses(pause, time.Minute); now != firstPause || next <= now || next > time.Second {
		t.Errorf("a role that served for a minute stays away for %s, and next for %s", now, next)
	}
}

// TestWhoseRunsAreLeft: a start that comes to nothing leaves people's servers alone, and
// nothing else.
func TestWhoseRunsAreLeft(t *testing.T) {
	const base = 600_200_000
	i := Instance{ID: "left", UIDBase: base}
	for runs, want := range map[string]bool{"": false, "600200900-check": false, "600200999-build": false, "600201000-ada": true, "600200900-check 600201000-ada": true, "odd": true} {
		p := Paths{run: t.TempDir()}
		must(t, os.Mkdir(p.Runs(), 0o700))
		for _, run := range strings.Fields(runs) {
			must(t, os.WriteFile(filepath.Join(p.Runs(), run+".json"), nil, 0o600))
		}
		if got := hasServers(i, p); got != want {
			t.Errorf("%q: people's servers: %t", runs, got)
		}
	}
}
