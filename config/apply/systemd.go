package apply

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// GuardUnit runs Await.
const GuardUnit = "commonhall-confirm.service"

// Systemd are roles as units, commonhall-ROLE.service.
type Systemd struct {
	Systemctl, Journalctl string        // the programs
	Patience              time.Duration // with one role, until it serves
}

func unit(role string) string { return "commonhall-" + role + ".service" }

// Up implements Services. A unit that failed, or is being started again and again,
// is meant to run.
func (y Systemd) Up(ctx context.Context, role string) (up, meant bool) {
	out, _ := y.run(ctx, y.Systemctl, "is-active", unit(role)) // its status says the same as its word
	switch strings.TrimSpace(out) {
	case "active", "reloading":
		return true, true
	case "failed", "activating":
		return false, true
	}
	return false, false
}

// Renew implements Services. A unit that can hand over does (ExecReload), one that
// cannot is restarted. Either way another process serves in the end; systemctl waits
// for that only after a restart.
func (y Systemd) Renew(ctx context.Context, role string) error {
	ctx, cancel := context.WithTimeout(ctx, y.Patience)
	defer cancel()
	// Starts before, perhaps with settings that did not work, must not count.
	_, _ = y.run(ctx, y.Systemctl, "reset-failed", unit(role))
	before := y.process(ctx, role)
	if role == inPlace {
		before = ""
	}
	if out, err := y.run(ctx, y.Systemctl, "reload-or-restart", unit(role)); err != nil {
		return because(err, out)
	}
	for {
		out, err := y.run(ctx, y.Systemctl, "is-active", unit(role))
		if state := strings.TrimSpace(out); ctx.Err() == nil && err != nil && state != "reloading" {
			return fmt.Errorf("it is %s", state)
		}
		now := y.process(ctx, role)
		if ctx.Err() == nil && err == nil && (now == "" || now != before) {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.New("it did not hand over to a new process")
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// inPlace is the role whose process becomes another program and keeps its number. Its
// reload waits until that serves.
const inPlace = "warden"

// process is the main process of a role; "" if it has none, as what only sets
// something up.
func (y Systemd) process(ctx context.Context, role string) string {
	out, err := y.run(ctx, y.Systemctl, "show", "--value", "--property=MainPID", unit(role))
	if out = strings.TrimSpace(out); err != nil || out == "0" {
		return ""
	}
	return out
}

// Log implements Services.
func (y Systemd) Log(ctx context.Context, role string) string {
	_, _ = y.run(ctx, y.Journalctl, "--sync") // the journal lags behind a role that has just died
	out, err := y.run(ctx, y.Journalctl, "--lines", "10", "--output", "cat", "--no-pager", "_SYSTEMD_UNIT="+unit(role))
	if err != nil {
		return ""
	}
	return out
}

// Guard implements Services. One of an earlier change may be about to end: it is
// replaced.
func (y Systemd) Guard(ctx context.Context) error {
	if out, err := y.run(ctx, y.Systemctl, "restart", "--no-block", GuardUnit); err != nil {
		return because(err, out)
	}
	return nil
}

// because adds what a program said to the error that it ended with.
func because(err error, out string) error {
	if out = strings.TrimSpace(out); out == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, out)
}

func (y Systemd) run(ctx context.Context, program string, args ...string) (string, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	return out.String(), err
}
