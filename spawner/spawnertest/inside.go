package spawnertest

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// pretended is a run of Pretend.
type pretended struct {
	spec      spawner.Spec
	began     time.Time
	listening chan struct{} // closed when the run's port is listened on
	ended     chan struct{}
	door      chan net.Conn // calls to the hub
	main      *Inside

	mu    sync.Mutex
	ports map[int]*listener
	conns []net.Conn // inner ends, which close when the run ends
	log   []byte
	asked bool
	by    string
	end   *commonhall.End
}

// queued is how many calls wait at a listener, as the backlog of a real one.
const queued = 128

func newPretended(spec spawner.Spec) *pretended {
	return &pretended{spec: spec, began: time.Now(), listening: make(chan struct{}), ended: make(chan struct{}),
		door: make(chan net.Conn, queued), ports: map[int]*listener{}}
}

func (r *pretended) hasEnded() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

func (r *pretended) status() spawner.Status {
	st := spawner.Status{ID: r.spec.ID, UID: r.spec.Account.UID, Login: r.spec.Account.Name, Label: r.spec.Label, Phase: spawner.Running, Started: r.began, Network: r.spec.Network}
	r.mu.Lock()
	st.Limits, st.Asked = r.spec.Limits, r.asked
	r.mu.Unlock()
	select {
	case <-r.listening:
		st.Phase = spawner.Listening
	default:
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.end != nil {
		end := *r.end
		st.Phase, st.End = spawner.Ended, &end
	}
	return st
}

// ask is the polite part of Stop.
func (r *pretended) ask(by string) {
	r.mu.Lock()
	if !r.asked && r.end == nil {
		r.asked, r.by = true, by
	}
	r.mu.Unlock()
	if r.main != nil {
		r.main.signal(syscall.SIGTERM)
	}
}

// kill ends the run as end says, whatever its program does.
func (r *pretended) kill(end commonhall.End) {
	r.finish(end)
	if r.main != nil {
		r.main.kill()
	}
}

// finish records how the run ended, once, and closes what was open inside.
func (r *pretended) finish(end commonhall.End) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.end != nil {
		return
	}
	if r.asked {
		end = commonhall.End{Cause: commonhall.EndStopped, By: r.by, Code: end.Code}
	}
	if end.At.IsZero() {
		end.At = time.Now()
	}
	end.Log = cmp.Or(end.Log, string(r.log[max(0, len(r.log)-4096):])) // who ends it may say what it wrote
	r.end = &end
	for _, c := range r.conns {
		c.Close()
	}
	for _, l := range r.ports {
		l.shut()
	}
	close(r.ended)
}

// Write takes what the program says.
func (r *pretended) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, b...)
	return len(b), nil
}

func (r *pretended) tail(limit int) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]byte(nil), r.log[max(0, len(r.log)-max(0, limit)):]...)
}

// pipe makes a connection whose inner end closes with the run.
func (r *pretended) pipe() (outer, inner net.Conn) {
	outer, inner = net.Pipe()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.end != nil {
		inner.Close()
	}
	r.conns = append(r.conns, inner)
	return outer, inner
}

func (r *pretended) dial(ctx context.Context, port int) (net.Conn, error) {
	r.mu.Lock()
	l := r.ports[port]
	r.mu.Unlock()
	if l == nil {
		return nil, &net.OpError{Op: "dial", Net: "pretend", Err: syscall.ECONNREFUSED}
	}
	outer, inner := r.pipe()
	select {
	case l.queue <- inner:
		return outer, nil
	case <-l.closed:
		return nil, &net.OpError{Op: "dial", Net: "pretend", Err: syscall.ECONNREFUSED}
	case <-ctx.Done():
		inner.Close()
		return nil, ctx.Err()
	}
}

// listener is one end of a queue of calls.
type listener struct {
	queue  chan net.Conn
	closed chan struct{}
	once   sync.Once
	leave  func()
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case <-l.closed:
		return nil, net.ErrClosed
	default:
	}
	select {
	case c := <-l.queue:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (l *listener) Close() error {
	l.shut()
	if l.leave != nil {
		l.leave()
	}
	return nil
}

func (l *listener) shut() { l.once.Do(func() { close(l.closed) }) }

// Addr implements net.Listener.
func (l *listener) Addr() net.Addr { return pretendAddr{} }

type pretendAddr struct{}

func (pretendAddr) Network() string { return "pretend" }
func (pretendAddr) String() string  { return "pretend" }

// Inside is what a program of Pretend has around it.
type Inside struct {
	Args, Env      []string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Signals        chan syscall.Signal // those that do not end it by themselves

	run     *pretended
	dir     string
	done    chan struct{}
	killed  chan struct{}
	resized chan struct{}

	mu         sync.Mutex
	deaf       bool
	died       syscall.Signal
	ownEnd     *commonhall.End
	rows, cols uint16
}

func newInside(r *pretended, args, env []string) *Inside {
	a := r.spec.Account
	base := []string{"HOME=/home/" + a.Name, "USER=" + a.Name, "LOGNAME=" + a.Name, "SHELL=/bin/sh", "PATH=/bin", "LANG=C.UTF-8"}
	return &Inside{run: r, Args: args, Env: append(base, env...), Stdin: orEmpty(nil), Signals: make(chan syscall.Signal, 16),
		done: make(chan struct{}), killed: make(chan struct{}), resized: make(chan struct{}, 1)}
}

// Getenv returns a variable; the last one of a name counts.
func (in *Inside) Getenv(name string) string {
	for i := len(in.Env) - 1; i >= 0; i-- {
		if len(in.Env[i]) > len(name) && in.Env[i][len(name)] == '=' && in.Env[i][:len(name)] == name {
			return in.Env[i][len(name)+1:]
		}
	}
	return ""
}

// Done is closed when the program is asked to end.
func (in *Inside) Done() <-chan struct{} { return in.done }

// Killed is closed when it has ended for everybody else.
func (in *Inside) Killed() <-chan struct{} { return in.killed }

// Resized tells that Size has changed.
func (in *Inside) Resized() <-chan struct{} { return in.resized }

// Size returns that of the terminal.
func (in *Inside) Size() (rows, cols uint16) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.rows, in.cols
}

// IgnoreTerm makes the program one that does not end when it is asked.
func (in *Inside) IgnoreTerm() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.deaf = true
}

// EndAs says how the run ends when the program returns, instead of by its status.
func (in *Inside) EndAs(end commonhall.End) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.ownEnd = &end
}

// Listen listens on a port of the run's.
func (in *Inside) Listen(port int) (net.Listener, error) { return in.listen(port, queued) }

func (in *Inside) listen(port, backlog int) (net.Listener, error) {
	r := in.run
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.end != nil || r.ports[port] != nil {
		return nil, &net.OpError{Op: "listen", Net: "pretend", Err: syscall.EADDRINUSE}
	}
	l := &listener{queue: make(chan net.Conn, backlog), closed: make(chan struct{})}
	l.leave = func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.ports, port)
	}
	r.ports[port] = l
	select {
	case <-r.listening:
	default:
		if port == r.spec.Port {
			close(r.listening)
		}
	}
	return l, nil
}

// DialHub calls the hub through the run's door.
func (in *Inside) DialHub() (net.Conn, error) {
	outer, inner := in.run.pipe()
	select {
	case in.run.door <- outer:
		return inner, nil
	case <-in.killed:
		return nil, errors.New("the run has ended")
	}
}

func (in *Inside) signal(n syscall.Signal) {
	in.mu.Lock()
	defer in.mu.Unlock()
	switch {
	case n == syscall.SIGKILL:
		in.died = n
		in.closeOnce(in.killed)
		in.closeOnce(in.done)
	case n == syscall.SIGTERM || n == syscall.SIGINT || n == syscall.SIGHUP:
		if !in.deaf {
			in.died = n
			in.closeOnce(in.done)
		}
	default:
		select {
		case in.Signals <- n:
		default:
		}
	}
}

// closeOnce closes one of in's channels, under its lock.
func (in *Inside) closeOnce(ch chan struct{}) {
	select {
	case <-ch:
	default:
		close(ch)
	}
}

func (in *Inside) kill() { in.signal(syscall.SIGKILL) }

func (in *Inside) close() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.closeOnce(in.killed)
	in.closeOnce(in.done)
}

func (in *Inside) diedOf() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return int(in.died)
}

func (in *Inside) resize(rows, cols uint16) {
	in.mu.Lock()
	in.rows, in.cols = rows, cols
	in.mu.Unlock()
	select {
	case in.resized <- struct{}{}:
	default:
	}
}

func (in *Inside) endOf(code int) commonhall.End {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.ownEnd != nil {
		return *in.ownEnd
	}
	return commonhall.End{Cause: commonhall.EndExited, Code: code}
}

// Serve is a program that answers HTTP with h on the run's port until it is
// asked to end.
func Serve(h http.Handler) Program {
	return func(in *Inside) int {
		l, err := in.Listen(in.run.spec.Port)
		if err != nil {
			return 1
		}
		srv := &http.Server{Handler: h}
		served := make(chan struct{})
		go func() {
			defer close(served)
			_ = srv.Serve(l)
		}()
		<-in.Done()
		srv.Close()
		<-served
		return 0
	}
}

// Idle is a program that never listens and ends when asked.
func Idle(in *Inside) int {
	<-in.Done()
	return 0
}

// Exits is a program that says text and ends at once.
func Exits(code int, text string) Program {
	return func(in *Inside) int {
		_, _ = io.WriteString(in.Stdout, text)
		return code
	}
}

// Garbage is a program that answers every connection with what is no HTTP.
func Garbage(in *Inside) int {
	l, err := in.Listen(in.run.spec.Port)
	if err != nil {
		return 1
	}
	stop := make(chan struct{})
	go func() {
		defer close(stop)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = c.Read(make([]byte, 1024))
				_, _ = io.WriteString(c, "\x16\x03\x01 220 not what you think\r\n")
			}()
		}
	}()
	<-in.Done()
	l.Close()
	<-stop
	return 0
}
