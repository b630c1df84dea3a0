package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Programs that people's servers run here. Each site runs one of them.
const (
	runTiny     = "tiny"     // answers at once
	runLate     = "late"     // begins to listen after a random delay
	runNotebook = "notebook" // real Jupyter
)

// lateUpTo is the longest delay of the late program.
const lateUpTo = 400 * time.Millisecond

// site is one hub that is measured, ours or the peer's, with a folder of its own.
type site struct {
	b       *bench
	kind    string
	program string
	dir     string
	url     string
	token   string // of an administrator

	cmd  *exec.Cmd
	done chan struct{} // closed when cmd has ended
	core []int         // the hub's own processes, before anybody has a server
	took time.Duration // from exec until it served
	http *http.Client
}

// open starts a new site.
func (b *bench) open(ctx context.Context, kind, program string) (*site, error) {
	s, err := b.prepare(kind, program)
	if err != nil {
		return nil, err
	}
	if err := s.start(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// both opens a site of each kind and runs f with them, side by side.
func (b *bench) both(ctx context.Context, program string, f func([]*site) error) error {
	var sites []*site
	for _, kind := range b.kinds() {
		s, err := b.open(ctx, kind, program)
		if err != nil {
			return err
		}
		defer s.close()
		sites = append(sites, s)
	}
	return f(sites)
}

// each opens one site after the other and runs f with each.
func (b *bench) each(ctx context.Context, program string, f func(*site) error) error {
	for _, kind := range b.kinds() {
		s, err := b.open(ctx, kind, program)
		if err != nil {
			return err
		}
		err = f(s)
		s.close()
		if err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	return nil
}

// prepare makes the folder of a site, and its settings.
func (b *bench) prepare(kind, program string) (*site, error) {
	dir, err := os.MkdirTemp(b.dir, kind+"-")
	if err != nil {
		return nil, err
	}
	s := &site{b: b, kind: kind, program: program, dir: dir, http: newClient()}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s.url = "http://127.0.0.1:" + port
	if kind == ours {
		return s, os.WriteFile(filepath.Join(dir, "commonhall.yaml"), []byte(b.settings()), 0o644)
	}
	return s, b.preparePeer(s, port)
}

// settings are ours: the tiny program in two manners, and beside noise; and no build of
// a first environment, which would compute beside what is measured.
func (b *bench) settings() string {
	const app = "  - {name: %s, command: [%q, %q, --port, \"{port}\"%s]}\n"
	loud := fmt.Sprintf("  - {name: %s, command: [/bin/sh, -c, %q, sh, \"{port}\"]}\n", runNoise, noise()+"exec "+b.tiny+" "+tinyCommand+` --port "$1"`)
	return "software: {first: none}\napps:\n" + fmt.Sprintf(app, runTiny, b.tiny, tinyCommand, "") + loud +
		fmt.Sprintf(app, runLate, b.tiny, tinyCommand, fmt.Sprintf(", --late, %q", lateUpTo))
}

func newClient() *http.Client {
	return &http.Client{
		Timeout:       3 * time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true},
	}
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// start runs the hub and returns when it serves.
func (s *site) start(ctx context.Context) error {
	log, err := os.OpenFile(s.logPath(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	if s.kind == ours {
		s.cmd = exec.Command(s.b.binary, "try", "--dir", s.dir, "--addr", strings.TrimPrefix(s.url, "http://"), "--admin-password", "correct horse 7 stable")
	} else {
		s.cmd = s.peerCommand()
	}
	// A group of its own: Ctrl-C reaches the bench alone, which then ends it in order.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.cmd.Stderr = log
	said, out, err := os.Pipe()
	if err != nil {
		return err
	}
	s.cmd.Stdout, s.cmd.Dir = out, s.b.dir
	from := time.Now()
	err = s.cmd.Start()
	out.Close()
	if err != nil {
		said.Close()
		return err
	}
	s.done = make(chan struct{})
	ready := make(chan struct{}, 1)
	go s.watch(said, ready)
	patience := time.Minute
	if emulated() {
		patience *= 10
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if s.kind == peer {
		ready <- struct{}{} // it does not say when it serves
	}
	select {
	case <-ready:
		if err := s.knock(ctx); err != nil {
			return fmt.Errorf("%s does not serve: %w: %s", s.kind, err, s.lastWords())
		}
		s.took = time.Since(from)
	case <-s.done:
		return fmt.Errorf("%s ended at its start: %s", s.kind, s.lastWords())
	case <-ctx.Done():
		return fmt.Errorf("%s does not get ready: %w: %s", s.kind, ctx.Err(), s.lastWords())
	}
	return s.settleIn(ctx)
}

// watch reads what the hub prints until it ends.
func (s *site) watch(said *os.File, ready chan<- struct{}) {
	defer close(s.done)
	defer said.Close()
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if s.kind == ours && strings.HasPrefix(lines.Text(), "ready ") {
			ready <- struct{}{}
		}
	}
	_ = s.cmd.Wait()
}

// knock asks the hub until it answers: ours must the first time, since it has
// said that it is ready.
func (s *site) knock(ctx context.Context) error {
	for {
		status, answer, err := s.call(ctx, http.MethodGet, "/hub/api", "", nil)
		if err == nil && status == http.StatusOK {
			return nil
		}
		if s.kind == ours {
			return expect("its first answer", http.StatusOK, status, answer, err)
		}
		select {
		case <-s.done:
			return errors.New("it has ended")
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// settleIn learns what is asked for later: the hub's processes and a token.
func (s *site) settleIn(ctx context.Context) (err error) {
	if s.core, err = tree(s.cmd.Process.Pid); err != nil {
		return err
	}
	if s.kind == peer || s.token != "" {
		return nil
	}
	out, err := exec.CommandContext(ctx, s.b.binary, "token", "create", "--user", "admin", "--dir", s.dir).Output()
	s.token = strings.TrimSpace(string(out))
	return err
}

func (s *site) logPath() string { return filepath.Join(s.b.dir, "log-"+filepath.Base(s.dir)) }

// lastWords is the end of what the hub wrote.
func (s *site) lastWords() string {
	b, err := os.ReadFile(s.logPath())
	if err != nil {
		return err.Error()
	}
	return string(b[max(0, len(b)-2000):])
}

// stop ends the hub as Ctrl-C does, and whatever of it is still there then.
func (s *site) stop() {
	if s.cmd == nil || s.cmd.Process == nil {
		return
	}
	all, _ := tree(s.cmd.Process.Pid)
	list := remember(all)
	_ = s.cmd.Process.Signal(os.Interrupt)
	select {
	case <-s.done:
	case <-time.After(30 * time.Second):
	}
	killLeft(list)
	<-s.done
	s.http.CloseIdleConnections()
	s.cmd = nil
}

// close stops the hub and takes away what it made.
func (s *site) close() {
	s.stop()
	var err error
	if s.kind == ours {
		err = exec.Command(s.b.binary, "try", "--delete-data", "--yes", "--dir", s.dir).Run()
	}
	if err = errors.Join(err, os.RemoveAll(s.dir)); err != nil {
		fmt.Fprintln(os.Stderr, "bench: ", s.kind, "could not be taken away:", err)
	}
}

// call makes a request and returns the status and the whole answer.
func (s *site) call(ctx context.Context, method, path, token string, body io.Reader) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, s.url+path, body)
	if err != nil {
		return 0, nil, err
	}
	if token != "" {
		req.Header.Set("Authorization", "token "+token)
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return resp.StatusCode, b, err
}
