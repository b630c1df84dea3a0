// Package apparmor holds the AppArmor profile of people's sandboxes: its text, whether the
// kernel has it, loading it and taking it away, and that a process takes it at its next
// exec.
//
// The kernel asks the profile after all that refuses by itself (accounts, capabilities,
// the filter), so it is a further fence and none of the first. It writes no files;
// package setup keeps the one that is loaded when the machine starts. What always holds:
// a process that is to take a profile that is loaded takes it, or is told that it did not.
package apparmor

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Name is the profile's.
const Name = "commonhall-sandbox"

//go:embed profile
var profile string

// Profile is its text.
func Profile() string { return profile }

// Absent is why there is no such fence here: no AppArmor, or not this profile.
type Absent string

func (a Absent) Error() string { return string(a) }

// Folders of the kernel's.
const (
	enabled = "/sys/module/apparmor/parameters/enabled"
	policy  = "/sys/kernel/security/apparmor"
)

// On reports whether the kernel has AppArmor, and it is switched on. root is "/".
func On(root string) bool {
	b, err := os.ReadFile(filepath.Join(root, enabled))
	return err == nil && strings.HasPrefix(string(b), "Y")
}

// Mode says how the profile is in force: enforce, complain, or "" where it is not loaded.
// Root may ask.
func Mode(root string) (string, error) {
	b, err := os.ReadFile(filepath.Join(root, policy, "profiles"))
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(b)) {
		if mode, ok := strings.CutPrefix(strings.TrimSpace(line), Name+" ("); ok {
			return strings.TrimSuffix(mode, ")"), nil
		}
	}
	return "", nil
}

// Parser is the program that compiles profiles, "" where it is not installed.
func Parser() string {
	for _, dir := range []string{"/usr/sbin", "/sbin"} {
		if path, err := exec.LookPath(filepath.Join(dir, "apparmor_parser")); err == nil {
			return path
		}
	}
	return ""
}

// Load puts the profile in force, in the place of an older one. Whoever has that has this
// one from then on.
func Load(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, Parser(), "--replace", "--quiet")
	cmd.Stdin, cmd.WaitDelay = strings.NewReader(profile), time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("apparmor_parser: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}

// Unload takes the profile away, also from whoever has it.
func Unload() error {
	f, err := os.OpenFile(policy+"/.remove", os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // no AppArmor
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err = f.WriteString(Name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Take has the calling thread take the profile when it becomes another program. With a
// pidfd, only if that process has it: who looks after a process that is not behind the
// fence would reach nothing of it from behind. Without one, pidfd is -1.
func Take(pidfd int) error {
	switch {
	case !On("/"):
		return Absent("this kernel has no AppArmor, or it is switched off")
	case pidfd >= 0:
		if has, err := hasIt(pidfd); err != nil || !has {
			return cmp.Or(err, error(Absent("who is in there has no profile")))
		}
	}
	f, err := os.OpenFile("/proc/thread-self/attr/apparmor/exec", os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	// The kernel looks for the profile now, and says whether it is loaded.
	if _, err = f.WriteString("exec " + Name); errors.Is(err, fs.ErrNotExist) {
		return Absent("the profile " + Name + " is not loaded")
	}
	return err
}

// hasIt reports whether the process of a pidfd has the profile.
func hasIt(pidfd int) (bool, error) {
	info, err := os.ReadFile(fmt.Sprintf("/proc/self/fdinfo/%d", pidfd))
	if err != nil {
		return false, err
	}
	pid := 0
	if _, err := fmt.Sscan(after(string(info), "\nPid:"), &pid); err != nil {
		return false, fmt.Errorf("whose descriptor that is: %w", err)
	}
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/attr/apparmor/current", pid))
	return strings.HasPrefix(string(b), Name+" "), err
}

func after(s, what string) string {
	_, s, _ = strings.Cut(s, what)
	return s
}
