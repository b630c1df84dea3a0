package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// memory is a target in memory.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (m *memory) Put(_ context.Context, name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = data
	return nil
}

func (m *memory) Get(_ context.Context, name string, _ int64) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return b, nil
}

func (m *memory) List(_ context.Context, prefix string, each func(string, int64) error) error {
	m.mu.Lock()
	names := map[string]int{}
	for name, b := range m.files {
		names[name] = len(b)
	}
	m.mu.Unlock()
	for name, n := range names {
		if prefix == "" || strings.HasPrefix(name, prefix+"/") {
			if err := each(name, int64(n)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *memory) Remove(_ context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, name)
	return nil
}

func (m *memory) Sync(context.Context) error { return nil }
func (m *memory) Parallel() int              { return 1 }
func (m *memory) String() string             { return "memory" }

// mortal is a target whose process is killed at its nth change, before or after it.
type mortal struct {
	*Folder
	left  atomic.Int64
	after bool
}

func (m *mortal) change(do func() error) error {
	if m.left.Add(-1) != 0 {
		return do()
	}
	if m.after {
		if err := do(); err != nil {
			return err
		}
	}
	return syscall.Kill(os.Getpid(), syscall.SIGKILL)
}

func (m *mortal) Put(ctx context.Context, name string, data []byte) error {
	return m.change(func() error { return m.Folder.Put(ctx, name, data) })
}

func (m *mortal) Remove(ctx context.Context, name string) error {
	return m.change(func() error { return m.Folder.Remove(ctx, name) })
}

const (
	roleEnv = "COMMONHALL_BACKUP_ROLE" // what a child does, of TestKilled
	argsEnv = "COMMONHALL_BACKUP_ARGS"
)

func TestMain(m *testing.M) {
	if role := os.Getenv(roleEnv); role != "" {
		if err := child(role, strings.Split(os.Getenv(argsEnv), "\n")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child does one thing to a repository: repository, other folder, when to die.
func child(role string, args []string) error {
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	ctx := context.Background()
	target := &mortal{Folder: NewFolder(args[0]), after: n%2 == 0}
	target.left.Store(int64(n+1) / 2)
	r, err := Init(ctx, target, Options{})
	if err != nil {
		return err
	}
	switch role {
	case "backup":
		_, err = trySave(ctx, r, args[1])
	case "prune":
		_, err = r.Prune(ctx, Keep{Last: 1})
	}
	return err
}

// until runs a child and reports whether it was killed.
func until(t *testing.T, role string, args ...string) bool {
	t.Helper()
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), roleEnv+"="+role, argsEnv+"="+strings.Join(args, "\n"), "GOMAXPROCS=1")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		t.Fatalf("%s: %v %s", role, err, out)
	}
	return false
}

// TestKilled: at every change that a backup or pruning makes, before it and after
// it. What was there is whole, and the next run does its work.
func TestKilled(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	must(t, os.Mkdir(src+"/sub", 0o755))
	for i := range 3 {
		must(t, os.WriteFile(fmt.Sprintf("%s/sub/%d", src, i), noise(3000, byte(i)), 0o600))
	}
	for _, role := range []string{"backup", "prune"} {
		dir := quick(t)
		r := opened(t, NewFolder(dir), Options{})
		n, snapshots := 1, 0
		for ; ; n++ {
			must(t, os.WriteFile(src+"/changes", noise(3000, byte(100+n)), 0o600))
			if role == "prune" {
				save(t, r, src)
			}
			killed := until(t, role, dir, src, strconv.Itoa(n))
			v, err := r.Verify(t.Context(), true)
			if err != nil || !v.OK() {
				t.Fatalf("killed at %d of a %s: %+v, %v", n, role, v, err)
			}
			if v.Snapshots < snapshots && role == "backup" {
				t.Errorf("%d snapshots were %d", v.Snapshots, snapshots)
			}
			snapshots = v.Snapshots
			if !killed {
				break
			}
		}
		if n < 8 {
			t.Errorf("a %s was killed at %d points only", role, n)
		}
		back, _ := restored(t, r, save(t, r, src))
		same(t, describe(t, back), describe(t, src))
		_, err := r.Prune(t.Context(), Keep{Last: 1})
		must(t, err)
		v, err := r.Verify(t.Context(), true)
		if must(t, err); !v.OK() || v.Garbage != 0 || v.Snapshots != 1 {
			t.Errorf("in the end: %+v", v)
		}
		left, err := filepath.Glob(dir + "/*/*" + passing)
		if must(t, err); len(left) != 0 {
			t.Errorf("left over: %q", left)
		}
	}
}

// TestAFullDisk: the error says so, what was there stays good, and with room the
// next run works.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	src, disk := t.TempDir(), t.TempDir()
	must(t, unix.Mount("tmpfs", disk, "tmpfs", 0, "size=3m"))
	defer func() { must(t, unix.Unmount(disk, unix.MNT_DETACH)) }()
	must(t, os.WriteFile(src+"/small", noise(5000, 1), 0o600))
	r := opened(t, NewFolder(disk+"/r"), Options{})
	first := save(t, r, src)
	must(t, os.WriteFile(src+"/large", noise(5<<20, 2), 0o600))
	if _, err := trySave(t.Context(), r, src); !errors.Is(err, unix.ENOSPC) {
		t.Fatalf("it says %v", err)
	}
	restored(t, r, first)
	must(t, os.Truncate(src+"/large", 1<<20))
	_, err := r.Prune(t.Context(), Keep{Last: 1})
	must(t, err)
	save(t, r, src)
	v, err := r.Verify(t.Context(), true)
	if must(t, err); !v.OK() || v.Snapshots != 2 {
		t.Errorf("the check says %+v", v)
	}
}

// TestAWriterThatNeverRests: the file is there as it was at one time of reading,
// and the backup ends and tells of it.
func TestAWriterThatNeverRests(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	f, err := os.Create(src + "/log")
	must(t, err)
	defer f.Close()
	_, err = f.Write(make([]byte, 64<<20)) // to read it takes longer than to write a line
	must(t, err)
	var over atomic.Bool
	var work sync.WaitGroup
	begun := make(chan struct{})
	work.Go(func() {
		for n := 0; !over.Load(); n++ {
			_, _ = f.WriteAt([]byte(time.Now().String()), 8<<20)
			if n == 0 {
				close(begun)
			}
		}
	})
	<-begun
	r := opened(t, &memory{files: map[string][]byte{}}, Options{})
	s := save(t, r, src)
	over.Store(true)
	work.Wait()
	if s.Stats.Changed != 1 || len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "changed while") {
		t.Errorf("the snapshot is %+v", s)
	}
	back, _ := restored(t, r, s)
	if st, err := os.Stat(back + "/log"); err != nil || st.Size() != 64<<20 {
		t.Errorf("what came back is %v, %v", st, err)
	}
}
