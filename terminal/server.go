// Package terminal is the built-in app: shells in the browser.
//
// It runs inside a person's sandbox, as that person, on their own loopback, and
// brings its page along. Shells belong to the server, not to a page: a page may
// be reloaded, closed or cut off, and may be open twice; whoever comes back sees
// what happened meanwhile.
//
// It knows nothing of people and passwords: the proxy in front lets only the
// owner through, and the port is on a loopback that nobody else has. All it checks
// is that requests come from its own page (same origin). It does not outlive its
// process: when that ends, its shells get a hang-up.
//
// New starts nothing; Run serves until its context ends, and has then ended every
// shell and waited for every goroutine.
//
// What always holds:
//
//   - A terminal keeps limits.scrollback + limits.window bytes of output, no more.
//     Viewers read from that one buffer, each from a place of their own; nobody has
//     a queue.
//   - The shell waits for the fastest viewer only, so that a flood does not outrun
//     the page, and for nobody longer than limits.patience.
//   - A viewer who falls out of the buffer is dropped. Their page comes back and
//     says how far it had read.
package terminal

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// Config says where the terminal is served and what it starts.
type Config struct {
	Prefix string // path of every request; begins and ends with "/"
	Shell  string // default $SHELL, else /bin/bash, else /bin/sh
	Dir    string // where a shell starts; default $HOME, else "/"
	Title  string // of the page; default "Terminal"

	// Greeting is what is said above a shell that starts; "" is nothing. It may take
	// limits.greeting, then the shell goes on without.
	Greeting func(context.Context) string

	// Notice is what the page says beside what it shows, for as long as there is something
	// to say; "" is nothing. It may take limits.greeting. The page asks for it, and nothing of it
	// goes into a shell's output: a full-screen program is not disturbed.
	Notice func(context.Context) string
}

// limits bounds what one server holds and how long it waits. Tests make them smaller.
type limits struct {
	terminals  int           // open at a time
	scrollback int           // bytes of output that a viewer who comes is shown
	window     int           // bytes sent to a viewer and not yet shown there
	step       int           // bytes that count as progress of a viewer
	input      int           // bytes typed or pasted that the program has not read
	patience   time.Duration // how long a shell waits for viewers that make no progress
	grace      time.Duration // between hanging up and killing
	silence    time.Duration // a page that sends nothing for so long is gone: it pings far more often
	write      time.Duration // one message to a viewer
	greeting   time.Duration // for what is said above a shell
}

func defaultLimits() limits {
	return limits{
		terminals:  32,
		scrollback: 256 << 10,
		window:     128 << 10,
		step:       16 << 10,
		input:      1 << 20,
		patience:   2 * time.Second,
		grace:      time.Second,
		// Browsers let a hidden page's timers fire once a minute.
		silence:  150 * time.Second,
		write:    20 * time.Second,
		greeting: 500 * time.Millisecond,
	}
}

// Server serves terminals to one person.
type Server struct {
	cfg    Config
	log    *slog.Logger
	lim    limits
	assets *assets

	mu        sync.Mutex
	phase     phase
	ctx       context.Context // of Run: shells and viewers outlast the request that made them
	terminals map[string]*terminal
	work      sync.WaitGroup // requests, viewers, terminals; joined only through begin
}

type phase int

const (
	idle phase = iota
	running
	stopped
)

// New prepares a server. It panics when the page that is built in cannot be read.
func New(cfg Config, log *slog.Logger) *Server {
	cfg = withDefaults(cfg)
	return &Server{
		cfg:       cfg,
		log:       log,
		lim:       defaultLimits(),
		assets:    loadAssets(cfg),
		terminals: make(map[string]*terminal),
	}
}

// Run serves on l until ctx ends, then ends every shell. It calls ready once, before
// it accepts. It may be called once, and closes l.
func (s *Server) Run(ctx context.Context, l net.Listener, ready func()) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := s.start(ctx); err != nil {
		l.Close()
		return err
	}
	srv := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(l) }()
	ready()

	var err error
	select {
	case err = <-served:
		cancel()
	case <-ctx.Done():
	}
	s.stop()
	// Shutdown waits for answers on their way; a browser's unused connections are
	// no reason to wait.
	bye, done := context.WithTimeout(context.WithoutCancel(ctx), 500*time.Millisecond)
	defer done()
	if srv.Shutdown(bye) != nil {
		srv.Close()
	}
	s.work.Wait()
	if err == nil {
		err = <-served
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func (s *Server) start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.phase != idle {
		return errors.New("terminal: Run may be called once")
	}
	s.phase, s.ctx = running, ctx
	return nil
}

func (s *Server) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.phase = stopped
}

// begin counts the caller among those that Run waits for; false means that the
// server has stopped. The lock keeps Add from racing with Run's Wait.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.phase == stopped {
		return false
	}
	s.work.Add(1)
	return true
}
