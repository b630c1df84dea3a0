package warden

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/sandbox/recipe"
	"commonhall/warden/client"
)

// beside is a command that runs next to a server, in its sandbox.
type beside struct {
	proc *sandbox.Process
	done chan struct{}
	exit *sandbox.Exit
}

// besides handles the three verbs of commands beside a server.
func (w *Warden) besides(ctx context.Context, r *run, req client.Request, files []*os.File) (client.Reply, []*os.File, error) {
	var none client.Reply
	if req.Verb == client.Exec {
		return w.exec(r, req, files)
	}
	r.mu.Lock()
	b := r.execs[req.Handle]
	r.mu.Unlock()
	if b == nil {
		return none, nil, fail(client.Unknown, "no such command")
	}
	if req.Verb == client.ExecKill {
		return none, nil, b.signal(r, req.Signal)
	}
	select {
	case <-b.done:
	case <-ctx.Done():
		return none, nil, ctx.Err()
	}
	r.mu.Lock()
	delete(r.execs, req.Handle)
	r.mu.Unlock()
	code := 255
	if b.exit != nil {
		code = b.exit.Code
	}
	return client.Reply{Exit: code}, nil, nil
}

// signal sends the command a signal, if it still runs.
func (b *beside) signal(r *run, n int) error {
	if n <= 0 || n > 64 {
		return fail(client.Refused, "%d is no signal", n)
	}
	r.mu.Lock() // who closes the pidfd holds it too
	defer r.mu.Unlock()
	if isClosed(b.done) {
		return nil
	}
	err := unix.PidfdSendSignal(int(b.proc.PidFD.Fd()), unix.Signal(n), nil, 0)
	if errors.Is(err, unix.ESRCH) {
		err = nil
	}
	return err
}

// exec starts a command in the sandbox of r. It is bound by the same limits:
// it joins the groups before it enters.
func (w *Warden) exec(r *run, req client.Request, files []*os.File) (client.Reply, []*os.File, error) {
	cmd := req.Cmd
	switch {
	case cmd == nil || len(cmd.Args) == 0 || cmd.Args[0] == "":
		return client.Reply{}, nil, fail(client.Refused, "there is no command")
	case !cmd.Terminal && len(files) != 3:
		return client.Reply{}, nil, fail(client.Refused, "a command without a terminal brings stdin, stdout and stderr")
	}
	opt := sandbox.Options{}
	if !cmd.Terminal {
		opt.Stdin, opt.Stdout, opt.Stderr = files[0], files[1], files[2]
	}
	p, err := w.enter(r, cmd, opt)
	if err != nil {
		return client.Reply{}, nil, err
	}
	var out []*os.File
	if p.PTY != nil {
		// Nobody else holds it: a terminal whose caller dies hangs up.
		out, p.PTY = append(out, p.PTY), nil
	}
	b := &beside{proc: p, done: make(chan struct{})}
	r.mu.Lock()
	r.lastExec++
	handle := r.lastExec
	r.execs[handle] = b
	if isClosed(w.over) { // the next warden waits for it
		p.Close()
	}
	r.mu.Unlock()
	w.work.Go(func() {
		exit := sandbox.Reap(p.PidFD)
		r.mu.Lock()
		b.exit = exit
		p.Close()
		close(b.done)
		r.mu.Unlock()
	})
	return client.Reply{Handle: handle}, out, nil
}

// enter starts a command in the sandbox of r. The run is not locked meanwhile:
// its person can stop the new process just before it becomes the command.
func (w *Warden) enter(r *run, cmd *client.Cmd, opt sandbox.Options) (*sandbox.Process, error) {
	ended := fail(client.HasEnded, "run %s has ended", r.rec.ID)
	<-r.started
	r.mu.Lock()
	if r.ending {
		r.mu.Unlock()
		return nil, ended
	}
	r.entering.Add(1)
	target, err := dup(r.pidfd)
	r.mu.Unlock()
	defer r.entering.Done()
	if err != nil {
		return nil, err
	}
	defer target.Close()
	group, err := w.cg.Open(string(r.rec.ID))
	if err != nil {
		return nil, err
	}
	defer group.Close()
	opt.CgroupFD, opt.Join, opt.Files = group.FD(), group.Join, []*os.File{target}
	p, err := sandbox.Start(besideConfig(r, cmd), opt)
	var command *sandbox.CommandError
	switch {
	case errors.As(err, &command):
		return nil, fail(client.Refused, "%s", command.Text)
	case err != nil:
		if n, _ := unix.Poll([]unix.PollFd{{Fd: int32(target.Fd()), Events: unix.POLLIN}}, 0); n > 0 {
			return nil, ended
		}
	}
	return p, err
}

func besideConfig(r *run, cmd *client.Cmd) sandbox.Config {
	cfg := recipe.Confined(person(r.rec.Account, cmd.Env, r.rec.Limits))
	cfg.Args, cfg.Target = cmd.Args, 1
	cfg.PTY, cfg.Rows, cfg.Cols = cmd.Terminal, cmd.Rows, cmd.Cols
	if cmd.Dir != "" {
		cfg.Dir = cmd.Dir
	}
	return cfg
}
