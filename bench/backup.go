package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	recorded = 1000                 // people whose records and homes are backed up
	files    = 10                   // in each home
	paced    = 8                    // who ask at the same time
	pace     = 5 * time.Millisecond // between two requests of each
)

// measureBackup measures how long a backup makes people wait: the slowest of a
// hundred small requests, to a server and to the hub with its database, while
// backups run one after the other, and while none does, in turn. The peer has none.
func measureBackup(ctx context.Context, b *bench) ([]row, error) {
	s, err := b.open(ctx, ours, runTiny)
	if err != nil {
		return nil, err
	}
	defer s.close()
	names := b.names(recorded)
	if err := s.add(ctx, names); err != nil {
		return nil, err
	}
	token, err := s.tokenFor(ctx, names[0])
	if err != nil {
		return nil, err
	}
	if err := s.startServer(ctx, names[0], token); err != nil {
		return nil, err
	}
	if err := s.work(names); err != nil {
		return nil, err
	}
	repository, err := os.MkdirTemp(b.dir, "backups-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(repository)
	var rows []row
	for _, of := range [][2]string{{"of a server", "/user/" + names[0] + "/kib"}, {"of the hub", "/hub/api/user"}} {
		got, err := s.compare(ctx, of[0], of[1], names, repository, token)
		if err != nil {
			return nil, err
		}
		rows = append(rows, got...)
	}
	return rows, nil
}

// compare takes windows with backups and windows without, in turn.
func (s *site) compare(ctx context.Context, what, path string, names []string, repository, token string) ([]row, error) {
	quiet, busy, took := by{}, by{}, by{}
	for i := range 1 + 2*s.b.rounds {
		waits, during, err := s.nights(ctx, i%2 == 0, path, names, repository, token)
		switch {
		case err != nil:
			return nil, err
		case i == 0: // warms up, and makes the repository
		case i%2 == 0:
			busy.add(ours, percentile(waits, 99))
			took[ours] = append(took[ours], during...)
		default:
			quiet.add(ours, percentile(waits, 99))
		}
	}
	ratio := median(busy[ours]) / median(quiet[ours])
	note := fmt.Sprintf("%d people's records, and homes with %d small files each, one of which has changed; %d connections ask every %s for 1 KiB of a server, or the hub who they are; %d windows of %s with backups one after the other, and as many without, in turn; medians.",
		recorded, files, paced, pace, s.b.rounds, s.b.window)
	return []row{
		quiet.row("small requests "+what+" without a backup, p99", "ms", 50).note(note),
		busy.row("… beside backups, p99", "ms", 50).note(note),
		row{Figure: "… that many times as long", Unit: "×", Ours: &ratio}.limit(1.1).note(note),
		took.row("… one of these backups", "s", 50).note(note),
	}, nil
}

// nights is one window, with backups or without.
func (s *site) nights(ctx context.Context, with bool, path string, names []string, repository, token string) (waits, seconds []float64, err error) {
	run, stop := context.WithCancel(ctx)
	defer stop()
	var backups sync.WaitGroup
	var failed error
	if with {
		if err := s.work(names); err != nil {
			return nil, nil, err
		}
		backups.Go(func() { seconds, failed = s.backups(run, repository) })
	}
	waits, err = s.waits(ctx, s.b.window, path, token)
	stop()
	backups.Wait()
	return waits, seconds, errors.Join(err, failed)
}

// work puts files into everybody's home, or changes one of them.
func (s *site) work(names []string) error {
	for _, name := range names {
		dir := filepath.Join(s.dir, "homes", name)
		many := 1
		if _, err := os.Lstat(dir); err != nil {
			many = files
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		for i := range many {
			text := fmt.Sprintf("%s, %d, %v\n%s", name, i, time.Now(), strings.Repeat("what somebody has written\n", 300))
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("file%d", i)), []byte(text), 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

// backups makes one backup after the other until ctx ends, and says how long each took.
// Each has the share of a processor that commonhall-backup.service gives it.
func (s *site) backups(ctx context.Context, repository string) (seconds []float64, err error) {
	group, err := tenth()
	if err != nil {
		return nil, err
	}
	defer os.Remove(group)
	for ctx.Err() == nil {
		began := time.Now()
		out, err := exec.Command("sh", "-c", `echo $$ >"$0"/cgroup.procs && exec nice -n 19 "$@"`, group,
			s.b.binary, "backup", "now", "--keep-all", "--dir", s.dir, "--from", repository).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%w: %s", err, out)
		}
		seconds = append(seconds, time.Since(began).Seconds())
	}
	return seconds, nil
}

// tenth makes a control group of either version with a millisecond of one processor in
// ten, and returns its folder.
func tenth() (string, error) {
	const top, name = "/sys/fs/cgroup", "commonhall-bench-backup"
	group, limits := filepath.Join(top, name), [][2]string{{"cpu.max", "1000 10000"}}
	if _, err := os.Stat(top + "/cpu/cpu.cfs_quota_us"); err == nil {
		group, limits = filepath.Join(top, "cpu", name), [][2]string{{"cpu.cfs_period_us", "10000"}, {"cpu.cfs_quota_us", "1000"}}
	}
	if err := os.Mkdir(group, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	for _, l := range limits {
		if err := os.WriteFile(filepath.Join(group, l[0]), []byte(l[1]), 0o644); err != nil {
			return "", errors.Join(err, os.Remove(group))
		}
	}
	return group, nil
}

// waits asks for a path for a while, and returns how many ms each answer took.
func (s *site) waits(ctx context.Context, d time.Duration, path, token string) ([]float64, error) {
	until := time.Now().Add(d)
	var mu sync.Mutex
	var all []float64
	var failed error
	var work sync.WaitGroup
	for range paced {
		work.Go(func() {
			var mine []float64
			for time.Now().Before(until) {
				began := time.Now()
				status, answer, err := s.call(ctx, http.MethodGet, path, token, http.NoBody)
				took := time.Since(began)
				if err == nil {
					err = expect(path, http.StatusOK, status, answer, nil)
				}
				if err == nil {
					err = pause(ctx, pace)
				}
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				mine = append(mine, ms(took))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, mine...)
		})
	}
	work.Wait()
	return all, failed
}
