package spawnertest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"syscall"

	"commonhall"
	"commonhall/spawner"
)

// execTests hold commands beside a server.
func execTests() map[string]func(*suite) {
	return map[string]func(*suite){
		"ExecStatus":          execStatus,
		"ExecStreams":         execStreams,
		"ExecEnvironment":     execEnvironment,
		"ExecSignal":          execSignal,
		"ExecTerminal":        execTerminal,
		"ExecMissingCommand":  execMissing,
		"ExecIntoNothing":     execIntoNothing,
		"ExecWaitGivesUp":     execWaitGivesUp,
		"ExecManyAtOnce":      execManyAtOnce,
		"ExecEndsWithItsRun":  execEndsWithRun,
		"ExecLeavesItsServer": execLeavesServer,
	}
}

// exec runs a program of the suite beside id and returns its output and status.
func (s *suite) exec(id commonhall.ServerID, cmd spawner.Cmd, program string, args ...string) (string, int) {
	s.Helper()
	out, code, err := s.tryExec(id, cmd, program, args...)
	s.ok(err)
	return out, code
}

func (s *suite) tryExec(id commonhall.ServerID, cmd spawner.Cmd, program string, args ...string) (string, int, error) {
	var out bytes.Buffer
	cmd.Args = s.opts.Command(program, args...)
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	p, err := s.s.Exec(s.ctx, id, cmd)
	if err != nil {
		return "", 0, err
	}
	code, err := p.Wait(s.ctx)
	return out.String(), code, err
}

func execStatus(s *suite) {
	id := s.start(progIdle)
	for _, want := range []int{0, 7, 255} {
		out, code := s.exec(id, spawner.Cmd{}, progExit, fmt.Sprint(want), "said")
		if code != want || out != "said\n" {
			s.Errorf("a command that says \"said\" and ends with %d: %q, %d", want, out, code)
		}
	}
	if _, code := s.exec(id, spawner.Cmd{}, progKilled); code != 128+9 {
		s.Errorf("a command that SIGKILL ended has the status %d, want 137", code)
	}
}

func execStreams(s *suite) {
	id := s.start(progIdle)
	in := make([]byte, 1<<20)
	_, _ = rand.Read(in)
	var out, errs bytes.Buffer
	_, code := s.exec(id, spawner.Cmd{Stdin: bytes.NewReader(in), Stdout: &out, Stderr: &errs}, execCat)
	if code != 0 || !bytes.Equal(out.Bytes(), in) {
		s.Errorf("of %d bytes came back %d, status %d", len(in), out.Len(), code)
	}
	if errs.String() != "done\n" {
		s.Errorf("its stderr is %q", errs.String())
	}
	if got, code := s.exec(id, spawner.Cmd{}, execCat); got != "" || code != 0 {
		s.Errorf("without input it said %q, status %d", got, code)
	}
}

func execEnvironment(s *suite) {
	spec := s.spec(progIdle)
	s.ok(s.s.Start(s.ctx, spec))
	got, _ := s.exec(spec.ID, spawner.Cmd{Env: []string{"MINE=a b=c", "LANG=xx"}}, execEnv, "MINE", "LANG", "USER", "LOGNAME")
	if want := "a b=c\nxx\n" + spec.Account.Name + "\n" + spec.Account.Name + "\n"; got != want {
		s.Errorf("the variables are %q, want %q", got, want)
	}
	home, _ := s.exec(spec.ID, spawner.Cmd{}, execEnv, "HOME", "SHELL", "PATH")
	lines := strings.Split(home, "\n")
	if len(lines) != 4 || lines[0] == "" || lines[1] == "" || lines[2] == "" {
		s.Fatalf("HOME, SHELL and PATH are %q", home)
	}
	if at, _ := s.exec(spec.ID, spawner.Cmd{}, execPwd); at != lines[0]+"\n" {
		s.Errorf("a command begins in %q, want the home %q", at, lines[0])
	}
	if at, _ := s.exec(spec.ID, spawner.Cmd{Dir: "/tmp"}, execPwd); at != "/tmp\n" {
		s.Errorf("a command for /tmp begins in %q", at)
	}
}

// lines gives the caller one line of a command's output after the other.
func (s *suite) lines() (io.WriteCloser, *bufio.Reader) {
	r, w := io.Pipe()
	context.AfterFunc(s.ctx, func() { w.CloseWithError(s.ctx.Err()) })
	return w, bufio.NewReader(r)
}

func execSignal(s *suite) {
	id := s.start(progIdle)
	w, r := s.lines()
	p, err := s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(execTrap), Stdout: w})
	s.ok(err)
	if line, err := r.ReadString('\n'); line != "ready\n" {
		s.Fatalf("it said %q, %v", line, err)
	}
	s.ok(p.Signal(syscall.SIGUSR1))
	if code, err := p.Wait(s.ctx); err != nil || code != 5 {
		s.Errorf("its status is %d, %v, want 5", code, err)
	}
	_ = p.Signal(syscall.SIGUSR1) // nobody is there any more, and nobody else is met
}

func execTerminal(s *suite) {
	id := s.start(progIdle)
	w, r := s.lines()
	p, err := s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(execSize), Terminal: true, Rows: 24, Cols: 80, Stdout: w})
	s.ok(err)
	if line, err := r.ReadString('\n'); strings.TrimSpace(line) != "80 24" {
		s.Fatalf("a terminal of 80 by 24 is %q, %v", line, err)
	}
	s.ok(p.Resize(50, 132))
	if line, err := r.ReadString('\n'); strings.TrimSpace(line) != "132 50" {
		s.Fatalf("a terminal of 132 by 50 is %q, %v", line, err)
	}
	s.ok(p.Signal(syscall.SIGTERM))
	if code, err := p.Wait(s.ctx); err != nil || code != 128+15 {
		s.Errorf("the status is %d, %v", code, err)
	}
	in, typed := io.Pipe()
	w, r = s.lines()
	p, err = s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(execCat), Terminal: true, Stdin: in, Stdout: w})
	s.ok(err)
	_, err = io.WriteString(typed, "typed\n")
	s.ok(err)
	if line, err := r.ReadString('\n'); strings.TrimSpace(line) != "typed" {
		s.Errorf("what was typed comes back as %q, %v", line, err)
	}
	s.ok(typed.Close())
	go func() { _, _ = io.Copy(io.Discard, r) }()
	s.ok(p.Signal(syscall.SIGKILL))
	_, err = p.Wait(s.ctx)
	s.ok(err)
}

// execMissing: it is told at once, or by the status that shells give.
func execMissing(s *suite) {
	id := s.start(progIdle)
	p, err := s.s.Exec(s.ctx, id, spawner.Cmd{Args: []string{"no-such-program"}})
	if err == nil {
		code, err := p.Wait(s.ctx)
		if err != nil || code != 127 {
			s.Errorf("a missing command has the status %d, %v", code, err)
		}
		return
	}
	s.is(err, spawner.ErrRefused, "Exec of a missing command")
	if !strings.Contains(err.Error(), "no-such-program") {
		s.Errorf("%q does not name the program", err)
	}
	_, err = s.s.Exec(s.ctx, id, spawner.Cmd{})
	s.is(err, spawner.ErrRefused, "Exec of nothing")
}

func execIntoNothing(s *suite) {
	_, err := s.s.Exec(s.ctx, s.newID(), spawner.Cmd{Args: s.opts.Command(execPwd)})
	s.is(err, spawner.ErrUnknown, "Exec beside an unknown run")
	id := s.start(progExit, "0", "")
	s.wait(id)
	_, err = s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(execPwd), Stdin: strings.NewReader("x")})
	s.is(err, spawner.ErrEnded, "Exec beside an ended run")
}

// execWaitGivesUp: Wait honours its context also while something that the
// command left behind holds its output.
func execWaitGivesUp(s *suite) {
	id := s.start(progIdle)
	for _, terminal := range []bool{false, true} {
		p, err := s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(progIdle), Terminal: terminal})
		s.ok(err)
		ctx, cancel := s.soon()
		_, err = p.Wait(ctx)
		cancel()
		s.is(err, context.DeadlineExceeded, "Wait for a command that goes on")
		s.ok(p.Signal(syscall.SIGKILL))
		code, err := p.Wait(s.ctx)
		if err != nil || code != 137 {
			s.Errorf("who gave up waiting, waits again: %d, %v", code, err)
		}
	}
	p, err := s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(execLeave)})
	s.ok(err)
	ctx, cancel := s.soon()
	defer cancel()
	if _, err = p.Wait(ctx); err != nil {
		s.is(err, context.DeadlineExceeded, "Wait for output that somebody holds")
	}
}

func execManyAtOnce(s *suite) {
	ids := []commonhall.ServerID{s.start(progIdle), s.start(progIdle)}
	atOnce(s, 16, func(i int) error {
		out, code, err := s.tryExec(ids[i%2], spawner.Cmd{}, progExit, fmt.Sprint(i), fmt.Sprint("number ", i))
		if err == nil && (code != i || out != fmt.Sprintf("number %d\n", i)) {
			err = fmt.Errorf("command %d: %q, status %d", i, out, code)
		}
		return err
	})
}

// execEndsWithRun: commands beside a server end with it.
func execEndsWithRun(s *suite) {
	id := s.start(progIdle)
	w, r := s.lines()
	p, err := s.s.Exec(s.ctx, id, spawner.Cmd{Args: s.opts.Command(execTrap), Stdout: w})
	s.ok(err)
	if line, err := r.ReadString('\n'); line != "ready\n" {
		s.Fatalf("it said %q, %v", line, err)
	}
	end, err := s.s.Stop(s.ctx, id, patience, "ada")
	s.ok(err)
	if end == nil || end.Cause != commonhall.EndStopped {
		s.Errorf("the run ended with %+v", end)
	}
	if code, err := p.Wait(s.ctx); err != nil || code != 137 {
		s.Errorf("a command whose server was stopped has the status %d, %v", code, err)
	}
}

// execLeavesServer: the end of a command is not the end of its server.
func execLeavesServer(s *suite) {
	id := s.serve()
	s.exec(id, spawner.Cmd{}, progExit, "1", "")
	s.exec(id, spawner.Cmd{}, progKilled)
	if got := s.tell(id, "echo on"); got != "on" {
		s.Errorf("it answers %q", got)
	}
}
