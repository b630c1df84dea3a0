package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// measureJupyter compares how long real Jupyter takes to be ready by itself and
// through a hub, in turn.
func measureJupyter(ctx context.Context, b *bench) ([]row, error) {
	const times = 8
	through := by{}
	var bare []float64
	err := b.both(ctx, runNotebook, func(sites []*site) error {
		name := b.names(1)[0]
		for _, s := range sites {
			if err := s.add(ctx, []string{name}); err != nil {
				return err
			}
		}
		for i := range 1 + times {
			took, err := b.bareJupyter(ctx)
			if err != nil {
				return err
			}
			if i > 0 { // the first fills caches and homes
				bare = append(bare, took.Seconds())
			}
			for _, s := range sites {
				from := time.Now()
				if err := s.startServer(ctx, name, s.token); err != nil {
					return err
				}
				if i > 0 {
					through.add(s.kind, time.Since(from).Seconds())
				}
				if err := s.stopServer(ctx, name); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	later := by{}
	for kind, took := range through {
		later.add(kind, median(took)-median(bare))
	}
	note := fmt.Sprintf("Medians of %d, in turn: bare, ours, peer. The bare program, with the flags that ours gives it, takes %.2f s until its API answers."+
		" The peer runs jupyterhub-singleuser, as it must.", times, median(bare))
	return []row{
		through.row("Jupyter through the hub, ready", "s", 50).note(note),
		later.row("… later than the bare program", "s", 50).limit(0.15).note(note),
	}, nil
}

// bareJupyter runs Jupyter without a hub until its API answers.
func (b *bench) bareJupyter(ctx context.Context) (time.Duration, error) {
	home := filepath.Join(b.dir, "bare")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return 0, err
	}
	port, err := freePort()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command("jupyter-notebook", "--allow-root", "--NotebookApp.ip=127.0.0.1", "--NotebookApp.port="+port,
		"--NotebookApp.port_retries=0", "--NotebookApp.open_browser=False", "--NotebookApp.base_url=/user/bare/", "--NotebookApp.token=",
		"--NotebookApp.password=", "--NotebookApp.quit_button=False", "--NotebookApp.allow_remote_access=True",
		"--NotebookApp.disable_check_xsrf=True", "--NotebookApp.notebook_dir="+home)
	cmd.Env = append(os.Environ(), "HOME="+home)
	cmd.Dir = home
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	from := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		late := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		late.Stop()
	}()
	s := site{url: "http://127.0.0.1:" + port, http: newClient()}
	defer s.http.CloseIdleConnections()
	for time.Since(from) < time.Minute {
		if status, _, err := s.call(ctx, http.MethodGet, "/user/bare/api", "", nil); err == nil && status == http.StatusOK {
			return time.Since(from), nil
		}
		if err := pause(ctx, 2*time.Millisecond); err != nil {
			return 0, err
		}
	}
	return 0, errors.New("the bare Jupyter does not answer")
}
