package terminal

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// contentSecurityPolicy allows inline styles, for xterm.js 6 writes the colours of its
// theme into <style> elements of its own and offers no nonce. Scripts come from
// our files only.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// Handler serves everything under the prefix. Terminals can be opened while Run runs.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.HandleFunc("GET /api", s.api)
	mux.HandleFunc("GET /api/notice", s.notice) // below /api/: that a page asks is no use of the server
	mux.HandleFunc("GET /ws", s.view)
	mux.HandleFunc("GET /terminals", s.list)
	mux.HandleFunc("POST /terminals", s.open)
	mux.HandleFunc("DELETE /terminals/{id}", s.close)
	mux.HandleFunc("GET /_static/{version}/{file...}", s.assets.serve)
	mux.HandleFunc("/", notFound)

	bare := strings.TrimSuffix(s.cfg.Prefix, "/")
	routes := http.StripPrefix(bare, mux)
	// Refuses POST and DELETE that another site's page sends. Websocket handshakes
	// are GET; websocket.Accept checks their Origin.
	sameOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.begin() {
			answer(w, http.StatusServiceUnavailable, message{"The terminal is being stopped."})
			return
		}
		defer s.work.Done()
		h := w.Header()
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if r.URL.Path == bare && bare != "" {
			http.Redirect(w, r, s.cfg.Prefix, http.StatusFound)
			return
		}
		if sameOrigin.Check(r) != nil {
			answer(w, http.StatusForbidden, message{"This request came from another site's page and was refused."})
			return
		}
		routes.ServeHTTP(w, r)
	})
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "The terminal has no such page.", http.StatusNotFound)
}

func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(s.assets.page)
}

func (s *Server) api(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"app": "terminal"})
}

// notice answers what the page is to say now.
func (s *Server) notice(w http.ResponseWriter, r *http.Request) {
	text := ""
	if s.cfg.Notice != nil {
		ctx, cancel := context.WithTimeout(r.Context(), s.lim.greeting)
		defer cancel()
		text = s.cfg.Notice(ctx)
	}
	answer(w, http.StatusOK, map[string]string{"notice": text})
}

// message is what a person reads when a request did not work.
type message struct {
	Message string `json:"message"`
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// summary is one terminal in the list.
type summary struct {
	ID      string   `json:"id"`
	Number  int      `json:"number"`  // the smallest that was free: people say "terminal 2"
	Running []string `json:"running"` // some of the programs besides the shell, which closing would end
	Viewers int      `json:"viewers"`
}

func (s *Server) list(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	all := make([]*terminal, 0, len(s.terminals))
	for _, t := range s.terminals {
		all = append(all, t)
	}
	s.mu.Unlock()
	slices.SortFunc(all, func(a, b *terminal) int { return a.number - b.number })
	out, sessions := make([]summary, 0, len(all)), members()
	for _, t := range all {
		out = append(out, t.summary(sessions))
	}
	answer(w, http.StatusOK, out)
}

func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	var ask size
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&ask)
	if err != nil && !errors.Is(err, io.EOF) {
		answer(w, http.StatusBadRequest, message{`The request's body must be empty or like {"cols": 80, "rows": 24}.`})
		return
	}
	t, problem, err := s.add(ask)
	if err != nil {
		s.log.Error("shell could not be started", "shell", s.cfg.Shell, "dir", s.cfg.Dir, "err", err,
			"request", r.Header.Get("X-Request-Id"))
	}
	if t == nil {
		answer(w, problem.status, message{problem.text})
		return
	}
	answer(w, http.StatusCreated, t.summary(nil))
}

type problem struct {
	status int
	text   string
}

// add opens a terminal, or says why not: problem is for the person, err for the log.
func (s *Server) add(ask size) (*terminal, problem, error) {
	s.mu.Lock()
	defer s.mu.Unlock() // held while the shell starts: that takes milliseconds, and keeps the limit exact
	if s.phase != running {
		return nil, problem{http.StatusServiceUnavailable, "The terminal is not running."}, nil
	}
	if len(s.terminals) >= s.lim.terminals {
		return nil, problem{http.StatusTooManyRequests, fmt.Sprintf(
			"%d terminals are open, and there cannot be more. Close one that you no longer need, then try again.",
			len(s.terminals))}, nil
	}
	t := newTerminal(rand.Text()[:12], s.freeNumber(), s.cfg, s.lim, s.log)
	if err := t.start(s.ctx, ask); err != nil {
		return nil, problem{http.StatusInternalServerError, fmt.Sprintf(
			"The shell %s could not be started. Your limit of processes may be reached: end some, then try again.",
			s.cfg.Shell)}, err
	}
	s.terminals[t.id] = t
	s.work.Go(func() { t.run() })
	return t, problem{}, nil
}

func (s *Server) freeNumber() int {
	taken := make(map[int]bool)
	for _, t := range s.terminals {
		taken[t.number] = true
	}
	n := 1
	for taken[n] {
		n++
	}
	return n
}

// close answers when the terminal's processes have ended.
func (s *Server) close(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	t := s.terminals[r.PathValue("id")]
	delete(s.terminals, r.PathValue("id"))
	s.mu.Unlock()
	if t == nil {
		answer(w, http.StatusNotFound, message{"There is no such terminal. It may have been closed in another window."})
		return
	}
	t.close()
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) find(id string) *terminal {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.terminals[id]
}
