package linux

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/spawner"
	"commonhall/warden/client"
)

// process is a command beside a server.
type process struct {
	s      *Spawner
	server commonhall.ServerID
	handle uint64
	pty    *os.File
	ours   []*os.File // our ends of its pipes
	copies sync.WaitGroup
	done   chan struct{} // closed when code and err are known
	code   int
	err    error
}

// Exec implements spawner.Spawner.
func (s *Spawner) Exec(ctx context.Context, id commonhall.ServerID, cmd spawner.Cmd) (spawner.Process, error) {
	p := &process{s: s, server: id, done: make(chan struct{})}
	var theirs []*os.File
	if !cmd.Terminal {
		var err error
		if theirs, err = p.pipes(cmd); err != nil {
			return nil, err
		}
	}
	r, files, err := s.do(ctx, client.Request{Verb: client.Exec, Server: id, Cmd: &client.Cmd{
		Args: cmd.Args, Env: cmd.Env, Dir: cmd.Dir, Terminal: cmd.Terminal, Rows: cmd.Rows, Cols: cmd.Cols}}, theirs...)
	for _, f := range theirs {
		f.Close()
	}
	if err != nil {
		p.closeOurs()
		p.copies.Wait()
		return nil, err
	}
	p.handle = r.Handle
	if cmd.Terminal {
		if len(files) != 1 {
			return nil, errors.New("the warden answered without a terminal")
		}
		if p.pty, err = pollable(files[0]); err != nil {
			return nil, err
		}
		p.ours = append(p.ours, p.pty)
		p.copyOut(cmd.Stdout, p.pty)
		p.copyIn(p.pty, cmd.Stdin, false)
	}
	// It ends with the command, or with the connection to the warden.
	go p.watch()
	return p, nil
}

// pollable makes f a file whose readers are woken when it is closed.
func pollable(f *os.File) (*os.File, error) {
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// watch learns how the command ends. The warden tells that once.
func (p *process) watch() {
	r, _, err := p.s.do(context.Background(), client.Request{Verb: client.ExecWait, Server: p.server, Handle: p.handle})
	if err != nil {
		p.closeOurs() // nobody will say when to stop copying
	}
	p.copies.Wait()
	p.closeOurs()
	p.code, p.err = r.Exit, err
	close(p.done)
}

// pipes makes stdin, stdout and stderr of the command and starts copying.
func (p *process) pipes(cmd spawner.Cmd) (theirs []*os.File, err error) {
	fail := func(err error) ([]*os.File, error) {
		for _, f := range theirs {
			f.Close()
		}
		p.closeOurs()
		return nil, err
	}
	for i, w := range []io.Writer{nil, cmd.Stdout, cmd.Stderr} {
		r, wr, err := os.Pipe()
		if err != nil {
			return fail(err)
		}
		if i == 0 {
			theirs = append(theirs, r)
			p.copyIn(wr, cmd.Stdin, true)
			continue
		}
		theirs = append(theirs, wr)
		p.ours = append(p.ours, r)
		p.copyOut(w, r)
	}
	return theirs, nil
}

func (p *process) copyOut(w io.Writer, r *os.File) {
	if w == nil {
		w = io.Discard
	}
	p.copies.Go(func() { _, _ = io.Copy(w, r) })
}

// copyIn feeds the command. Nobody waits for it: it may hang in a reader of the
// caller's, who ends it by ending that reader.
func (p *process) copyIn(w *os.File, r io.Reader, closeAfter bool) {
	if r == nil {
		if closeAfter {
			w.Close()
		}
		return
	}
	go func() {
		_, _ = io.Copy(w, r)
		if closeAfter {
			w.Close()
		}
	}()
}

func (p *process) closeOurs() {
	for _, f := range p.ours {
		f.Close()
	}
}

// Wait implements spawner.Process.
func (p *process) Wait(ctx context.Context) (int, error) {
	select {
	case <-p.done:
		return p.code, p.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// Signal implements spawner.Process.
func (p *process) Signal(sig os.Signal) error {
	n, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("not a signal of this system")
	}
	select {
	case <-p.done:
		return os.ErrProcessDone
	default:
	}
	_, _, err := p.s.do(context.Background(), client.Request{Verb: client.ExecKill, Server: p.server, Handle: p.handle, Signal: int(n)})
	return err
}

// Resize implements spawner.Process.
func (p *process) Resize(rows, cols uint16) error {
	if p.pty == nil {
		return errors.New("the command has no terminal")
	}
	return setSize(p.pty, rows, cols)
}
