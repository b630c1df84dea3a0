package certificate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/mholt/acmez/v3/acme"
)

// command shows by dns that a name is ours: it is called with present or cleanup,
// the record's name and its value.
type command []string

// dnsTimeout is how long it may take: some providers are slow to publish a record.
const dnsTimeout = 5 * time.Minute

// Present implements acmez.Solver.
func (c command) Present(ctx context.Context, chal acme.Challenge) error {
	return c.run(ctx, "present", chal)
}

// CleanUp implements acmez.Solver.
func (c command) CleanUp(ctx context.Context, chal acme.Challenge) error {
	return c.run(context.WithoutCancel(ctx), "cleanup", chal)
}

func (c command) run(ctx context.Context, verb string, chal acme.Challenge) error {
	ctx, cancel := context.WithTimeout(ctx, dnsTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, c[0], append(c[1:len(c):len(c)], verb, chal.DNS01TXTRecordName(), chal.DNS01KeyAuthorization())...)
	cmd.Env = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"}
	cmd.Dir = "/"
	// Whatever it started ends with it when its time is over.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	said := &tail{}
	cmd.Stderr = said
	err := cmd.Run()
	if ctx.Err() != nil {
		err = fmt.Errorf("it was not done within %v", dnsTimeout)
	}
	if err != nil {
		return &commandError{c[0] + " " + verb, strings.TrimSpace(string(said.b)), err}
	}
	return nil
}

// tail keeps the end of what is written.
type tail struct{ b []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	if over := len(t.b) - 1024; over > 0 {
		t.b = bytes.Clone(t.b[over:])
	}
	return len(p), nil
}

// commandError is a dns command that failed, with the end of what it said.
type commandError struct {
	what, said string
	err        error
}

func (e *commandError) Error() string { return e.what + ": " + e.err.Error() + ": " + e.said }
func (e *commandError) Unwrap() error { return e.err }

// fileError is a file that is no good.
type fileError struct {
	path string
	err  error
}

func (e *fileError) Error() string { return e.path + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

var errMismatch = errors.New("certificate and key do not belong together")
