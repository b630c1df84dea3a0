package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/config/apply"
)

// edit opens a copy of the settings in an editor until it has no mistakes, or the
// person gives up; then the copy comes in force.
func (c settings) edit(ctx context.Context) error {
	if err := c.Begin(ctx); err != nil {
		return err
	}
	path, before, end, err := c.Draft()
	if err != nil {
		return err
	}
	defer end()
	if before != "" {
		fmt.Fprintln(c.err, "An edit before this one came to nothing. Its text is kept in", before)
	}
	was, err := config.Read(path)
	if err != nil {
		return err
	}
	text := was
	for again := true; again; {
		if text, err = c.editor(ctx, path); err != nil {
			return err
		}
		if bytes.Equal(text, was) {
			fmt.Fprintln(c.out, "Nothing was changed.")
			if st, err := c.State(); err == nil && st.Notice() != "" {
				fmt.Fprintln(c.out, st.Notice())
			}
			return os.Remove(path)
		}
		if again, err = c.mistakes(text, path); err != nil {
			return err
		}
	}
	if err := c.preview(text); err != nil {
		return err
	}
	d, err := c.Change(ctx, text, was, "edited")
	if err == nil || commonhall.KindOf(err) == commonhall.AlreadyExists {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return c.tell(ctx, d, err)
}

// editor runs the person's editor and returns what it left.
func (c settings) editor(ctx context.Context, path string) ([]byte, error) {
	program := os.Getenv("VISUAL")
	for _, other := range []string{os.Getenv("EDITOR"), "editor", "nano", "vi"} {
		if program == "" && other != "" {
			if _, err := exec.LookPath(strings.Fields(other)[0]); err == nil {
				program = other
			}
		}
	}
	if program == "" {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "There is no editor on this machine.").
			WithHint("Name one: EDITOR=… commonhall config edit. Or write into " + c.File + ", and then: commonhall config apply")
	}
	// An editor may have arguments, as in "code --wait"; a shell takes them apart.
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", program+` "$1"`, "sh", path)
	cmd.Stdout, cmd.Stderr = c.out, c.err
	if f, ok := c.in.(*os.File); ok { // from anything else os/exec would take the answers to our questions too
		cmd.Stdin = f
	}
	if err := cmd.Run(); err != nil {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The editor %s did not end well, so nothing was changed.", program).
			WithHint("What it left is in " + path).Because(err)
	}
	text, err := config.Read(path)
	if err == nil && text == nil {
		if _, serr := os.Stat(path); serr != nil {
			return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The editor took the text away, so nothing was changed.").Because(serr)
		}
	}
	return text, err
}

// mistakes shows what is wrong with a text, and asks whether to edit it again.
func (c settings) mistakes(text []byte, path string) (again bool, err error) {
	_, err = config.Parse(c.File, text, c.Base)
	if err == nil {
		return false, nil
	}
	fmt.Fprintln(c.err, err)
	for {
		fmt.Fprint(c.err, "Nothing is changed yet. e: edit again, q: quit without a change? ")
		answer, err := readLine(c.in)
		switch strings.ToLower(strings.TrimSpace(answer)) {
		case "e":
			return true, nil
		case "q":
			err = io.EOF
		}
		if err != nil {
			fmt.Fprintln(c.err)
			return false, commonhall.Errorf(commonhall.FailedPrecondition, "Nothing was changed.").
				WithHint("Your text is in " + path + " until the next edit.")
		}
	}
}

// readLine reads no byte more than one line: what follows may be for an editor.
func readLine(r io.Reader) (string, error) {
	var line []byte
	b := make([]byte, 1)
	for {
		n, err := r.Read(b)
		if n > 0 && b[0] == '\n' {
			return string(line), nil
		}
		line = append(line, b[:n]...)
		if err != nil {
			return string(line), err
		}
	}
}

// ask waits until the person, or somebody in another shell, says that the door is
// still open; or nobody does.
func (c settings) ask(ctx context.Context, d apply.Done) error {
	fmt.Fprintf(c.out, "\n%s could shut people out, perhaps yourself. Look whether you still get in, with another window.\n"+
		"Unless you confirm it within %d seconds, it is taken back.\n", strings.Join(apply.Risks(d.Changes), ", "), int(d.Confirm.Seconds()))
	const elsewhere = "commonhall config confirm"
	terminal, ok := c.in.(*os.File)
	if ok {
		info, err := terminal.Stat()
		ok = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	if !ok {
		fmt.Fprintln(c.out, "To keep it:", elsewhere)
		return nil
	}
	fmt.Fprintf(c.out, "To keep it, press Enter here, or in another window: %s\n", elsewhere)
	for {
		p, err := c.Pending()
		if err != nil {
			return err
		}
		if p == nil {
			return c.over(d)
		}
		if ctx.Err() != nil {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The change is not confirmed.").WithHint("To keep it: " + elsewhere)
		}
		if !readable(terminal, 200*time.Millisecond) {
			continue
		}
		if _, err := readLine(terminal); err != nil {
			fmt.Fprintln(c.out, "To keep it:", elsewhere)
			return nil
		}
		n, err := c.Confirm(ctx)
		if err == nil {
			fmt.Fprintf(c.out, "Version %d stays in force.\n", n)
		}
		return err
	}
}

// over says how a change ended that does not wait any more.
func (c settings) over(d apply.Done) error {
	st, err := c.State()
	if err != nil {
		return err
	}
	if st.Version == d.Entry.Number {
		fmt.Fprintf(c.out, "Version %d was confirmed elsewhere, and stays in force.\n", st.Version)
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "Nobody confirmed the change, so it was taken back.").
		WithHint(fmt.Sprintf("Its text is kept. Once more: commonhall config revert %d", d.Entry.Number))
}

// readable waits until a terminal has something to read.
func readable(f *os.File, patience time.Duration) bool {
	fd := f.Fd()
	var set syscall.FdSet
	if int(fd) >= len(set.Bits)*64 {
		return false
	}
	set.Bits[fd/64] |= 1 << (fd % 64)
	t := syscall.NsecToTimeval(patience.Nanoseconds())
	n, err := syscall.Select(int(fd)+1, &set, nil, nil, &t)
	return err == nil && n > 0 || err != nil && !errors.Is(err, syscall.EINTR)
}
