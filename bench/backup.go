package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

const (
	recorded = 1000                 // people whose records are backed up
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
	repository, err := os.MkdirTemp(b.dir, "backups-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(repository)
	quiet, busy, took := by{}, by{}, by{}
	for i := range 1 + 2*b.rounds {
		var during []float64
		with := i%2 == 0
		run, stop := context.WithCancel(ctx)
		var backups sync.WaitGroup
		if with {
			backups.Go(func() { during, err = s.backups(run, repository) })
		}
		waits, werr := s.waits(ctx, b.window, []string{"/user/" + names[0] + "/kib", "/hub/api/user"}, token)
		stop()
		backups.Wait()
		if err := errors.Join(err, werr); err != nil {
			return nil, err
		}
		switch {
		case i == 0: // warms up, and makes the repository
		case with:
			busy.add(ours, percentile(waits, 99))
			took[ours] = append(took[ours], during...)
		default:
			quiet.add(ours, percentile(waits, 99))
		}
	}
	a, z := median(busy[ours]), median(quiet[ours])
	ratio := a / z
	note := fmt.Sprintf("%d people's records; %d connections ask every %s for 1 KiB of a server, or the hub who they are; %d windows of %s with backups one after the other, and as many without, in turn; medians.",
		recorded, paced, pace, b.rounds, b.window)
	return []row{
		quiet.row("small requests without a backup, p99", "ms", 50).note(note),
		busy.row("… beside backups, p99", "ms", 50).note(note),
		row{Figure: "… that many times as long", Unit: "×", Ours: &ratio}.limit(1.1).note(note),
		took.row("a backup of these records", "s", 50).note(note),
	}, nil
}

// backups makes one backup after the other until ctx ends, and says how long each took.
func (s *site) backups(ctx context.Context, repository string) (seconds []float64, err error) {
	for ctx.Err() == nil {
		began := time.Now()
		out, err := exec.Command(s.b.binary, "backup", "now", "--keep-all", "--dir", s.dir, "--from", repository).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%w: %s", err, out)
		}
		seconds = append(seconds, time.Since(began).Seconds())
	}
	return seconds, nil
}

// waits asks for the paths in turn for a while, and returns how many ms each answer took.
func (s *site) waits(ctx context.Context, d time.Duration, paths []string, token string) ([]float64, error) {
	until := time.Now().Add(d)
	var mu sync.Mutex
	var all []float64
	var failed error
	var work sync.WaitGroup
	for range paced {
		work.Go(func() {
			var mine []float64
			for n := 0; time.Now().Before(until); n++ {
				began := time.Now()
				status, answer, err := s.call(ctx, http.MethodGet, paths[n%len(paths)], token, http.NoBody)
				took := time.Since(began)
				if err == nil {
					err = expect(filepath.Base(paths[n%len(paths)]), http.StatusOK, status, answer, nil)
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
