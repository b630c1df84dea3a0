package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
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
	err := s.m.spawner.Listening(listen, run.ID)
	var detail string
	switch {
	case ctx.Err() != nil:
		return false
	case errors.Is(err, spawner.ErrEnded):
		return s.endedEarly(ctx, run)
	case err != nil:
		detail = fmt.Sprintf("%s did not begin to listen within %s.", app.Title, s.m.cfg.StartTimeout)
	default:
		s.progress(80, app.Title+" is nearly ready")
		detail = s.askReady(ctx, run, app)
	}
	if detail == "" {
		return true
	}
	if st, err := s.m.spawner.Status(ctx, run.ID); err == nil && st.End != nil {
		return s.endedEarly(ctx, run)
	}
	end := commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndNotReady, Detail: detail}
	if log, err := s.m.spawner.Log(ctx, run.ID, 4<<10); err == nil {
		end.Log = string(log)
	}
	s.tell(ctx, ending{id: run.ID, end: end})
	return false
}

// endedEarly tells how a run ended before it was ready.
func (s *server) endedEarly(ctx context.Context, run commonhall.Server) bool {
	end, err := s.m.spawner.Wait(ctx, run.ID)
	if err != nil {
		end = commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}
	}
	s.tell(ctx, ending{id: run.ID, end: end})
	return false
}

// askReady fetches the ready path until an answer below 500 comes. The program is
// a stranger: it gets no credentials, its redirects are not followed, and what it
// sends is not kept. It returns what to tell the person if that never happens.
func (s *server) askReady(ctx context.Context, run commonhall.Server, app commonhall.App) string {
	deadline, cancel := context.WithTimeout(ctx, s.m.cfg.ReadyTimeout)
	defer cancel()
	t := &http.Transport{DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return s.m.spawner.Dial(ctx, run.ID, Port) }}
	client := &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	path := s.user.Name.Prefix() + app.ReadyPath
	if app.StripPrefix {
		path = "/" + app.ReadyPath
	}
	last := "it did not answer"
	for pause := 2 * time.Millisecond; ; pause = min(2*pause, 250*time.Millisecond) {
		status, err := get(deadline, client, "http://127.0.0.1:8888"+path)
		switch {
		case ctx.Err() != nil:
			return ""
		case err == nil && status < 500:
			return ""
		case err == nil:
			last = fmt.Sprintf("it answers with the error %d", status)
		case deadline.Err() == nil:
			last = "it answers with something that is not HTTP, or not at all"
		}
		select {
		case <-deadline.Done():
			return fmt.Sprintf("%s listens, but was not ready within %s: %s.", app.Title, s.m.cfg.ReadyTimeout, last)
		case <-time.After(pause):
		}
	}
}

func get(ctx context.Context, c *http.Client, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)
	return resp.StatusCode, resp.Body.Close()
}
