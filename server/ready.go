package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// takeTurn waits until this start is among those that may go on at once.
func (s *server) takeTurn(ctx context.Context) bool {
	if s.m.starts == nil {
		return true
	}
	select {
	case s.m.starts <- struct{}{}:
		return true
	default:
		s.progress(5, "Waiting: many servers are starting right now")
	}
	select {
	case s.m.starts <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *server) endTurn() {
	if s.m.starts != nil {
		<-s.m.starts
	}
}

func (s *server) progress(percent int, message string) {
	s.change(func(st *commonhall.Server) {
		if st.State == commonhall.Spawning {
			st.Progress, st.Message = percent, message
		}
	})
}

// awaitReady waits until the program listens and answers. It reports false if
// the run failed, which it has then told.
func (s *server) awaitReady(ctx context.Context, run commonhall.Server, app commonhall.App) bool {
	s.progress(30, app.Title+" is starting")
	listen, cancel := context.WithTimeout(ctx, s.m.cfg.StartTimeout)
	defer cancel()
	err := patiently(listen, func(ctx context.Context) error { return s.m.spawner.Listening(ctx, run.ID) })
	var detail string
	switch {
	case ctx.Err() != nil:
		return false
	case errors.Is(err, spawner.ErrEnded), errors.Is(err, spawner.ErrUnknown):
		return s.endedEarly(ctx, run)
	case errors.Is(err, spawner.ErrAway):
		detail = cannotReach
	case err != nil:
		detail = fmt.Sprintf("%s did not begin to listen within %s.", app.Title, inWords(s.m.cfg.StartTimeout))
	default:
		s.progress(80, app.Title+" is nearly ready")
		detail = s.askReady(ctx, run, app)
	}
	if ctx.Err() != nil || detail == "" {
		return ctx.Err() == nil
	}
	if st, err := s.m.spawner.Status(ctx, run.ID); err == nil && st.End != nil {
		return s.endedEarly(ctx, run)
	}
	s.tell(ctx, ending{id: run.ID, end: s.withLog(ctx, run.ID, commonhall.EndNotReady, detail)})
	return false
}

// endedEarly tells how a run ended before it was ready.
func (s *server) endedEarly(ctx context.Context, run commonhall.Server) bool {
	if end, ok := s.awaitEnd(ctx, run.ID); ok {
		s.tell(ctx, ending{id: run.ID, end: end})
	}
	return false
}

// inWords writes d as people say it.
func inWords(d time.Duration) string {
	switch {
	case d == time.Second:
		return "one second"
	case d%time.Second == 0:
		return fmt.Sprintf("%d seconds", d/time.Second)
	}
	return d.String()
}

// firstTry is how long the first request for the ready path may take. A program
// that lost it while it was starting answers the next one; each may take longer.
const firstTry = 5 * time.Second

// askReady fetches the ready path until an answer below 500 comes. The program is
// a stranger: it gets no credentials, its redirects are not followed, and what it
// sends is not read. It returns what to tell the person if that never happens.
func (s *server) askReady(ctx context.Context, run commonhall.Server, app commonhall.App) string {
	deadline, cancel := context.WithTimeout(ctx, s.m.cfg.ReadyTimeout)
	defer cancel()
	client, base := s.client(run.ID, app)
	last, try := "it did not answer", firstTry
	for pause := 2 * time.Millisecond; ; pause = min(2*pause, 250*time.Millisecond) {
		status, err := get(deadline, try, client, base+app.ReadyPath)
		switch {
		case err == nil && status < 500:
			return ""
		case err == nil:
			last = fmt.Sprintf("it answers with the error %d", status)
		case errors.Is(err, spawner.ErrEnded), errors.Is(err, spawner.ErrUnknown):
			return app.Title + " ended before it was ready."
		case errors.Is(err, context.DeadlineExceeded):
			try *= 2
		case deadline.Err() == nil:
			last = "it answers with something that is not HTTP, or not at all"
		}
		select {
		case <-deadline.Done():
			return fmt.Sprintf("%s listens, but was not ready within %s: %s.", app.Title, inWords(s.m.cfg.ReadyTimeout), last)
		case <-time.After(pause):
		}
	}
}

// get returns the status of an answer that begins within patience.
func get(ctx context.Context, patience time.Duration, c *http.Client, url string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}
