package warden

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
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
	if req.Verb == client.Exec {
		return w.exec(r, req, files)
	}
	r.mu.Lock()
	b := r.execs[req.Handle]
	r.mu.Unlock()
	if b == nil {
		return client.Reply{}, nil, fail(client.Unknown, "no such command")
	}
	if req.Verb == client.ExecKill {
		s, err := signalOf(req.Signal)
		if err != nil {
			return client.Reply{}, nil, err
		}
		err = unix.PidfdSendSignal(int(b.proc.PidFD.Fd()), s, nil, 0)
		if errors.Is(err, unix.ESRCH) {
			err = nil
		}
		return client.Reply{}, nil, err
	}
	select {
	case <-b.done:
	case <-ctx.Done():
		return client.Reply{}, nil, ctx.Err()
	}
	r.mu.Lock()
	delete(r.execs, req.Handle)
	r.mu.Unlock()
	b.proc.Close()
	code := 255
	if b.exit != nil {
		code = b.exit.Code
	}
	return client.Reply{Exit: code}, nil, nil
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
	<-r.started
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rec.End != nil {
		return client.Reply{}, nil, fail(client.HasEnded, "run %s has ended", r.rec.ID)
	}
	cfg := w.besideConfig(r, cmd)
	opt := sandbox.Options{CgroupFD: r.group.FD()}
	if !cmd.Terminal {
		opt.Stdin, opt.Stdout, opt.Stderr = files[0], files[1], files[2]
	}
	p, err := sandbox.Start(cfg, opt)
	var command *sandbox.CommandError
	if errors.As(err, &command) {
		return client.Reply{}, nil, fail(client.Refused, "%s", command.Text)
	}
	if err != nil {
		return client.Reply{}, nil, err
	}
	b := &beside{proc: p, done: make(chan struct{})}
	handle := uint64(p.PID)
	r.execs[handle] = b
	w.work.Go(func() {
		b.exit = sandbox.Reap(p.PidFD)
		close(b.done)
	})
	var out []*os.File
	if p.PTY != nil {
		f, err := dup(p.PTY)
		if err != nil {
			return client.Reply{}, nil, err
		}
		out = append(out, f)
	}
	return client.Reply{Handle: handle}, out, nil
}

func (w *Warden) besideConfig(r *run, cmd *client.Cmd) sandbox.Config {
	spec := &client.Spec{Account: r.rec.Account, Env: cmd.Env, Limits: r.rec.Limits}
	dir := cmd.Dir
	if dir == "" {
		dir = homeInside(r.rec.Account)
	}
	return sandbox.Config{
		Args: cmd.Args, Env: w.environment(spec), Dir: dir, UID: r.rec.Account.UID, GID: r.rec.Account.UID, Umask: 0o022,
		Target: r.rec.PID, Join: r.group.Join(), PTY: cmd.Terminal, Rows: cmd.Rows, Cols: cmd.Cols,
		Rlimits: []sandbox.Rlimit{{Resource: unix.RLIMIT_NOFILE, Value: 8192}, {Resource: unix.RLIMIT_CORE, Value: 0}},
		OOM:     500, Filter: true,
	}
}
