package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	bigFiles  = 100_000 // of the environment, in folders of ten
	bigSize   = 20_000  // bytes of each
	smallOnes = 50      // files of a small change
	published = 9       // generations with a small change, on top of the big one
	begun     = 30      // starts of each kind
)

// measureSoftware measures an environment of 2 GB: a small change published, with all
// checks, and taken back; what ten generations take on the disk; and how much later a
// server starts on it than without. The peer has none.
func measureSoftware(ctx context.Context, b *bench) ([]row, error) {
	s, err := b.open(ctx, ours, runTiny)
	if err != nil {
		return nil, err
	}
	defer s.close()
	sw := software{s}
	if err := sw.grow(ctx); err != nil {
		return nil, err
	}
	one, err := sw.onDisk()
	if err != nil {
		return nil, err
	}
	publish, back := by{}, by{}
	for i := range published {
		took, err := sw.change(ctx, i)
		if err != nil {
			return nil, err
		}
		publish.add(ours, took.Seconds())
		for _, args := range [][]string{{"rollback"}, {"rollback", fmt.Sprint(i + 3)}} { // 1 is the machine's, 2 the big one
			took, err := sw.env(ctx, args...)
			if err != nil {
				return nil, err
			}
			back.add(ours, took.Seconds())
		}
	}
	all, err := sw.onDisk()
	if err != nil {
		return nil, err
	}
	times := float64(all) / float64(one)
	with, without, err := sw.starts(ctx, b.names(begun))
	if err != nil {
		return nil, err
	}
	later := median(with[ours]) - median(without[ours])
	note := fmt.Sprintf("An environment of %d files and %.1f GB. Each of %d generations adds %d files, and is published by command, which checks that Jupyter starts, its kernel computes and packages fit together; medians.",
		bigFiles, float64(bigFiles)*bigSize/1e9, published, smallOnes)
	starts := fmt.Sprintf("Medians of %d starts each of a tiny program, in turn, by API until it is ready.", begun)
	return []row{
		publish.row("publish of a small change", "s", 50).limit(3).note(note),
		back.row("rollback", "s", 50).limit(1).note(note),
		row{Figure: "ten generations on the disk, times one", Unit: "×", Ours: &times}.limit(1.2).note(note),
		with.row("start on the environment", "ms", 50).note(starts),
		row{Figure: "… later than without one", Unit: "ms", Ours: &later}.limit(30).note(starts),
	}, nil
}

// software is a site whose environment is measured.
type software struct{ *site }

// env runs a command of commonhall env, and says how long it took.
func (s software) env(ctx context.Context, args ...string) (time.Duration, error) {
	began := time.Now()
	out, err := exec.CommandContext(ctx, s.b.binary, append([]string{"env", "--dir", s.dir}, args...)...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("env %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return time.Since(began), nil
}

// draft gives the administrator a server with a new draft, and returns its folder.
func (s software) draft(ctx context.Context) (string, error) {
	if err := s.startServer(ctx, "admin", s.token); err != nil {
		return "", err
	}
	found, err := filepath.Glob(filepath.Join(s.dir, "hub/environments/python/drafts/*/upper"))
	if err == nil && len(found) != 1 {
		err = fmt.Errorf("there are %d drafts, and not one: %v", len(found), found)
	}
	return strings.Join(found, ""), err
}

// grow publishes the big environment.
func (s software) grow(ctx context.Context) error {
	dir, err := s.draft(ctx)
	if err != nil {
		return err
	}
	text := make([]byte, bigSize)
	for i := range bigFiles {
		sub := filepath.Join(dir, "lib/big", fmt.Sprint(i/10%100), fmt.Sprint(i/10))
		if i%10 == 0 {
			if err := os.MkdirAll(sub, 0o755); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprint(i%10)), text, 0o644); err != nil {
			return err
		}
	}
	if _, err := s.env(ctx, "publish", "--user", "admin", "--why", "big"); err != nil {
		return err
	}
	return s.stopServer(ctx, "admin")
}

// change publishes a small change.
func (s software) change(ctx context.Context, i int) (time.Duration, error) {
	dir, err := s.draft(ctx)
	if err != nil {
		return 0, err
	}
	sub := filepath.Join(dir, "lib/small", fmt.Sprint(i))
	if err := os.MkdirAll(sub, 0o755); err != nil {
		return 0, err
	}
	for j := range smallOnes {
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprint(j)), fmt.Appendf(nil, "%d %d", i, j), 0o644); err != nil {
			return 0, err
		}
	}
	took, err := s.env(ctx, "publish", "--user", "admin", "--why", "small")
	return took, errors.Join(err, s.stopServer(ctx, "admin"))
}

// starts takes starts with the environment and without, in turn: one of each for
// everybody, since nobody may start again and again.
func (s software) starts(ctx context.Context, names []string) (with, without by, err error) {
	with, without = by{}, by{}
	if err := s.add(ctx, names); err != nil {
		return nil, nil, err
	}
	kinds := []struct {
		choice string
		of     by
	}{{"python", with}, {"none", without}}
	for i, name := range names {
		for j := range kinds {
			k := kinds[(i+j)%2] // the first start of somebody makes a home
			if _, err := s.env(ctx, "use", k.choice, "--user", name); err != nil {
				return nil, nil, err
			}
			began := time.Now()
			if err := s.startServer(ctx, name, s.token); err != nil {
				return nil, nil, err
			}
			k.of.add(ours, ms(time.Since(began)))
			if err := s.stopServer(ctx, name); err != nil {
				return nil, nil, err
			}
		}
	}
	return with, without, nil
}

// onDisk is what all trees take on the disk, in bytes; what they share counts once.
func (s software) onDisk() (total int64, err error) {
	seen := map[uint64]bool{}
	err = filepath.WalkDir(filepath.Join(s.dir, "hub/environments/python/trees"), func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if st := info.Sys().(*syscall.Stat_t); !seen[st.Ino] {
			seen[st.Ino] = true
			total += st.Blocks * 512
		}
		return nil
	})
	return total, err
}
