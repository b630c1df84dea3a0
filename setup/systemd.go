package setup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"commonhall"
)

// systemd speaks to the machine's service manager.
type systemd struct{ out io.Writer }

// ctl runs systemctl.
func (s systemd) ctl(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, "systemctl", args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if err == nil {
		return nil
	}
	said := strings.TrimSpace(out.String())
	err = fmt.Errorf("systemctl %s: %w: %s", strings.Join(args, " "), err, said)
	if strings.Contains(said, "ob for ") && !strings.Contains(said, "cancel") { // Job for …, A dependency job for …
		return &verdict{err}
	}
	return err
}

// verdict is an error that says something about what was started. Others may come from
// a service manager that is renewing itself, or from a machine that goes down.
type verdict struct{ error }

// Unwrap gives the cause.
func (v *verdict) Unwrap() error { return v.error }

// awake reports whether the service manager is there, and keeps the machine up.
func (s systemd) awake(ctx context.Context) bool {
	out, _ := exec.CommandContext(ctx, "systemctl", "is-system-running").Output() // its status says the same
	switch strings.TrimSpace(string(out)) {
	case "initializing", "starting", "running", "degraded", "maintenance":
		return true
	}
	return false
}

// show returns a property of a unit.
func (s systemd) show(ctx context.Context, property, unit string) (string, error) {
	out, err := exec.CommandContext(ctx, "systemctl", "show", "--value", "-p", property, unit).Output()
	return strings.TrimSpace(string(out)), err
}

// start starts a service and returns when it serves. One that does not start says
// why in the journal; its last lines are part of the error.
func (s systemd) start(ctx context.Context, verb string, units ...string) error {
	err := s.ctl(ctx, append([]string{verb}, units...)...)
	if err == nil || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	e := commonhall.Errorf(commonhall.Unavailable, "%s could not be started.", strings.Join(units, ", ")).Because(err)
	for _, unit := range units {
		if exec.CommandContext(ctx, "systemctl", "is-failed", "--quiet", unit).Run() == nil || len(units) == 1 {
			return e.WithHint("Its last lines:\n" + journalTail(ctx, unit))
		}
	}
	return e
}

// journalTail returns the last lines of a unit.
func journalTail(ctx context.Context, unit string) string {
	out, err := exec.CommandContext(ctx, "journalctl", "-u", unit, "-n", "10", "-o", "cat", "--no-pager").Output()
	if err != nil {
		return "(none: " + err.Error() + ")"
	}
	return strings.TrimSpace(string(out))
}
