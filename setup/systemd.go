package setup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"commonhall"
)

// systemd speaks to the machine's service manager.
type systemd struct{ out io.Writer }

// ctl runs systemctl.
func (s systemd) ctl(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, "systemctl", args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("systemctl %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(out.String()))
	}
	return nil
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
