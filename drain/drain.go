// Package drain ends an HTTP server without losing a request.
//
// http.Server.Shutdown closes connections whose request it has just read
// (golang/go#36819). A Server here closes only its listeners, asks its clients with
// each answer to come back on another connection, and waits until they have gone.
// The listening sockets live on where somebody else holds them: a supervisor, or a
// successor. Hijacked connections are whoever's took them; they are not waited for.
package drain

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Server is an http.Server that can be drained. New makes it, Serve may be called for
// many listeners, Drain ends them all, once.
type Server struct {
	http     *http.Server
	draining atomic.Bool

	mu        sync.Mutex
	listeners map[*net.Listener]bool
	conns     map[net.Conn]time.Time // since when it is idle; zero: it is not
	changed   chan struct{}          // has room for one
	serving   sync.WaitGroup
}

// New returns a server that serves as srv would. It takes srv over: its handler and its
// hook ConnState are wrapped.
func New(srv *http.Server) *Server {
	s := &Server{http: srv, listeners: map[*net.Listener]bool{}, conns: map[net.Conn]time.Time{}, changed: make(chan struct{}, 1)}
	next := srv.Handler
	srv.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.draining.Load() {
			w.Header().Set("Connection", "close") // net/http makes GOAWAY of it for HTTP/2
		}
		next.ServeHTTP(w, r)
	})
	told := srv.ConnState
	srv.ConnState = func(c net.Conn, state http.ConnState) {
		s.state(c, state)
		if told != nil {
			told(c, state)
		}
	}
	return s
}

// Serve serves l until Drain or Close; then it returns nil.
func (s *Server) Serve(l net.Listener) error { return s.serve(l, s.http.Serve) }

// ServeTLS is Serve for connections that are encrypted as the server's TLSConfig says.
func (s *Server) ServeTLS(l net.Listener) error {
	return s.serve(l, func(l net.Listener) error { return s.http.ServeTLS(l, "", "") })
}

func (s *Server) serve(l net.Listener, serve func(net.Listener) error) error {
	s.mu.Lock()
	if s.draining.Load() {
		s.mu.Unlock()
		return l.Close()
	}
	s.listeners[&l] = true
	s.serving.Add(1)
	s.mu.Unlock()
	defer s.serving.Done()
	err := serve(l)
	s.mu.Lock()
	delete(s.listeners, &l)
	s.mu.Unlock()
	if errors.Is(err, http.ErrServerClosed) || (s.draining.Load() && errors.Is(err, net.ErrClosed)) {
		return nil
	}
	return err
}

// state is told by net/http how a connection fares.
func (s *Server) state(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	switch state {
	case http.StateNew, http.StateIdle:
		s.conns[c] = time.Now()
	case http.StateActive:
		s.conns[c] = time.Time{}
	case http.StateHijacked, http.StateClosed:
		delete(s.conns, c)
	}
	s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// Drain closes the listeners and waits until the last connection has gone; with
// idle > 0, until each that is left has been idle for so long and has sent nothing that
// is not read yet. It returns ctx's error if that ends before. Close or Shutdown has to
// follow.
func (s *Server) Drain(ctx context.Context, idle time.Duration) error {
	s.mu.Lock()
	s.draining.Store(true)
	for l := range s.listeners {
		(*l).Close()
	}
	s.mu.Unlock()
	counted := make(chan struct{}) // closed when everybody who was accepted has been counted
	go func() { defer close(counted); s.serving.Wait() }()
	select {
	case <-counted:
	case <-ctx.Done():
		return ctx.Err() // Close makes Serve return
	}
	for {
		wait, done := s.left(idle)
		if done {
			return nil
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		case <-s.changed:
		case <-t.C:
		}
		t.Stop()
	}
}

// left reports whether nobody is left to wait for, or when it may be so.
func (s *Server) left(idle time.Duration) (wait time.Duration, done bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wait, done = time.Hour, true
	for c, since := range s.conns {
		switch rest := idle - time.Since(since); {
		case idle == 0 || since.IsZero():
			done = false
		case rest > 0:
			done, wait = false, min(wait, rest)
		case pending(c): // this machine is slow
			s.conns[c] = time.Now()
			done, wait = false, min(wait, idle)
		case hush(c): // it ends when its reader has come to the end
			done = false
		}
	}
	return wait, done
}

// Shutdown closes idle connections and waits for the others until ctx ends; then it
// closes them.
func (s *Server) Shutdown(ctx context.Context) {
	if s.http.Shutdown(ctx) != nil {
		s.http.Close()
	}
	s.serving.Wait()
}

// Close closes everything at once.
func (s *Server) Close() {
	s.draining.Store(true)
	s.http.Close()
	s.serving.Wait()
}
