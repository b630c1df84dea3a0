package setup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// What helps at a shell lies where man and bash look for what an administrator has
// installed. The program writes it itself: it knows its commands.
const (
	ManualCommand = "manual"
	ManualPages   = "share/man/man1"                    // below /usr/local; below /usr in a Debian package
	Completions   = "share/bash-completion/completions" // of bash
	local         = "/usr/local"
)

// manualTime is how long that may take, of the little that an upgrade waits.
const manualTime = 5 * time.Second

// writeManual lets the installed release write its pages of man and what bash completes.
// Nothing works less without them, so that nothing fails for them.
func writeManual(ctx context.Context, out io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, manualTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, Program, ManualCommand, local)
	cmd.WaitDelay = time.Second
	if said, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(out, "note: there are no pages of man, or old ones: %v: %s\n", err, lastLines(string(said), 3))
	}
}

// RemovePages takes away the pages of man that some release of this program wrote, but those to keep.
func RemovePages(below string, keep func(name string) bool) error {
	pages, err := filepath.Glob(filepath.Join(below, ManualPages, "commonhall*.1"))
	for _, path := range pages {
		if keep(filepath.Base(path)) {
			continue
		}
		content, rerr := os.ReadFile(path)
		if err = errors.Join(err, rerr); bytes.Contains(content, []byte("Made by commonhall")) {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}

// removeManual takes away what writeManual wrote, and folders that nobody needs any more.
func removeManual(below string) error {
	err := errors.Join(RemovePages(below, func(string) bool { return false }), removeIf(filepath.Join(below, Completions, "commonhall")))
	for _, dir := range []string{ManualPages, Completions, filepath.Dir(Completions)} {
		_ = os.Remove(filepath.Join(below, dir)) // unless others have something in it
	}
	return err
}
