package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// What the hub asks the programs of people. They are strangers: they get no credentials
// but the one that they hold, their redirects are not followed, and their answers are
// bounded.

// client returns a client for the program of a run, and the address under which its
// paths lie. Whoever is done closes its idle connections.
func (s *server) client(id commonhall.ServerID, app commonhall.App) (*http.Client, string) {
	t := &http.Transport{DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return s.m.spawner.Dial(ctx, id, Port) }}
	base := "http://127.0.0.1:" + strconv.Itoa(Port)
	if app.StripPrefix {
		base += "/"
	} else {
		base += s.key.Prefix()
	}
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, base
}

// An answer about use is small, and comes soon.
const (
	askTimeout = 5 * time.Second
	maxAnswer  = 1 << 20
)

// task is a kernel or terminal as Jupyter tells of it, or a terminal as ours does.
type task struct {
	State   string    `json:"execution_state"`
	Last    time.Time `json:"last_activity"`
	Running []string  `json:"running"`
}

// askUse notes what the program of a run says about its use. It reports whether that
// is known: programs that are not built in are not asked, and that suffices.
func (s *server) askUse(ctx context.Context, state commonhall.Server, app commonhall.App) (known bool) {
	var paths []string
	switch app.Name {
	case "jupyterlab", "notebook", "jupyterhub-singleuser":
		paths = []string{"api/kernels", "api/terminals"}
	case "terminal":
		paths = []string{"terminals"}
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	known = true
	for _, path := range paths {
		tasks, err := s.askTasks(ctx, state.ID, app, path)
		if err != nil {
			s.m.log.Debug("cannot ask a server what it is doing", "user", s.key.String(), "path", path, "error", err)
			known = false
		}
		s.noteTasks(state.ID, tasks)
		if path == "api/terminals" && len(tasks) > 0 {
			known = s.askJobs(ctx, state.ID) && known
		}
	}
	return known
}

// jobs ends with 7 where a program has a terminal in the foreground that is not its
// shell's: its group is the terminal's, and no session's (proc_pid_stat(5)).
const jobs = `for f in /proc/[0-9]*/stat; do
	read -r line <$f && set -- ${line##*) } && [ "$3" = "$6" ] && [ "$3" != "$4" ] && exit 7
done 2>/dev/null
exit 0`

// askJobs looks for programs in the terminals of Jupyter, which tells of their output
// only: one may wait for hours without a word. It reports whether that is known.
func (s *server) askJobs(ctx context.Context, id commonhall.ServerID) (known bool) {
	p, err := s.m.spawner.Exec(ctx, id, spawner.Cmd{Args: []string{"sh", "-c", jobs}})
	if err != nil {
		return false
	}
	status, err := p.Wait(ctx)
	if status == 7 {
		s.noteTasks(id, []task{{Running: []string{"a program"}}})
	}
	return err == nil && (status == 0 || status == 7)
}

// noteTasks takes what tasks say for use of the run.
func (s *server) noteTasks(id commonhall.ServerID, tasks []task) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.idle.run != id {
		return
	}
	for _, t := range tasks {
		if t.State == "busy" || len(t.Running) > 0 || t.Last.After(now) {
			t.Last = now
		}
		s.idle.use(t.Last)
	}
}

// askTasks fetches a list; what a program does not have, it has none of.
func (s *server) askTasks(ctx context.Context, id commonhall.ServerID, app commonhall.App, path string) ([]task, error) {
	client, base := s.client(id, app)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
	if err != nil {
		return nil, err
	}
	if app.HubAuth {
		// Such a program answers whom the hub vouches for. It gets the token that it has already,
		// and no other; and would tell the hub that somebody uses it, if it were not told otherwise.
		req.Header.Set("Authorization", "token "+s.m.tokens.ServerToken(id))
		req.URL.RawQuery = "no_track_activity=1"
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNotFound:
		return nil, nil
	case http.StatusOK:
	default:
		return nil, errors.New(resp.Status)
	}
	var tasks []task // what is cut off is no list
	return tasks, json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(&tasks)
}
