package environment

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/spawner"
)

//go:embed check.py
var checkKernels string

// check starts servers as students would have them, with the tree of g, and returns
// what is wrong, in words. It changes nothing; the tree is read-only there.
func (r *Room) check(ctx context.Context, j *Job, m making, g commonhall.Generation) (bad []string, err error) {
	sw := commonhall.Software{Environment: m.env, Generation: g.Number, Path: m.env.Path(), Tree: treePath(m.env, g.Tree)}
	if err := r.layer(ctx, &sw); err != nil {
		return nil, err
	}
	var mu sync.Mutex
	find := func(f Finding) {
		mu.Lock()
		defer mu.Unlock()
		if j.found(f) && !f.OK {
			bad = append(bad, atMost(printable(f.What), maxWhat))
		}
	}
	app, err := r.appFor(ctx, m.env, string(g.Tree))
	if err != nil {
		return nil, err
	}
	j.say("Checking: %s, kernels, packages.", app.Title)
	var both sync.WaitGroup
	errs := make([]error, 2)
	both.Go(func() { errs[0] = r.serves(ctx, sw, app, find) })
	if m.base != nil { // that the machine's own packages do not fit is not the first generation's fault
		both.Go(func() { errs[1] = r.conflicts(ctx, m, sw, find) })
	}
	both.Wait()
	slices.Sort(bad) // whichever was found first
	return bad, errors.Join(errs...)
}

// appFor returns the app that a check of a tree starts: the first one that the tree
// brings, or else that the machine has.
func (r *Room) appFor(ctx context.Context, name commonhall.EnvironmentName, tree string) (commonhall.App, error) {
	s, err := r.on(name)
	if err != nil {
		return commonhall.App{}, err
	}
	var apps []commonhall.App
	var programs []string
	for _, a := range r.cfg.Apps() {
		if a.Environment == "" || a.Environment == name {
			apps, programs = append(apps, a), append(programs, a.Program())
		}
	}
	for _, a := range apps {
		if brings(s, tree, a.Program()) {
			return a, nil
		}
	}
	found, err := r.runs.Lookup(ctx, programs)
	if err != nil {
		return commonhall.App{}, unreachable(err)
	}
	for _, a := range apps {
		if found[a.Program()] {
			return a, nil
		}
	}
	return commonhall.App{}, commonhall.Errorf(commonhall.FailedPrecondition, "No app is installed that a server could run.")
}

// serves starts the app, and the kernels beside it.
func (r *Room) serves(ctx context.Context, sw commonhall.Software, app commonhall.App, find func(Finding)) error {
	prefix := commonhall.UserName("check").Default().Prefix()
	b, err := r.open(ctx, sw, appCommand(app, r.cfg.Port, prefix), nil, commonhall.NetworkNone)
	if err != nil {
		return err
	}
	defer b.close(ctx)
	f, err := r.answers(ctx, b, app, prefix)
	if err != nil {
		return err
	}
	find(f)
	if sw.Layer != "" {
		if err := r.layered(ctx, b, find); err != nil {
			return err
		}
	}
	if !f.OK || !app.HasKernels() {
		return nil
	}
	return r.kernels(ctx, b, find)
}

func appCommand(app commonhall.App, port int, prefix string) []string {
	command := app.Expand(strconv.Itoa(port), prefix)
	for i := range command {
		command[i] = strings.ReplaceAll(command[i], "{home}", "/home/"+benchName)
	}
	return command
}

// answers reports whether the app begins to serve.
func (r *Room) answers(ctx context.Context, b *bench, app commonhall.App, prefix string) (Finding, error) {
	f := Finding{What: app.Title + " starts"}
	fails := func(detail string) (Finding, error) {
		if log, err := r.runs.Log(ctx, b.id, 4<<10); err == nil {
			detail += "\n" + string(log)
		}
		f.What, f.Detail = app.Title+" does not start", detail
		return f, nil
	}
	listen, cancel := context.WithTimeout(ctx, r.cfg.Timeout)
	defer cancel()
	err := r.runs.Listening(listen, b.id)
	switch {
	case ctx.Err() != nil:
		return f, ctx.Err()
	case errors.Is(err, spawner.ErrEnded), errors.Is(err, spawner.ErrUnknown):
		return fails(commonhall.ForPerson(b.why(ctx)).Msg)
	case errors.Is(err, context.DeadlineExceeded):
		return fails("It did not begin to listen within " + r.cfg.Timeout.String() + ".")
	case err != nil:
		return f, unreachable(err)
	}
	if app.StripPrefix {
		prefix = "/"
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return r.runs.Dial(ctx, b.id, r.cfg.Port)
		}}}
	last := "It did not answer."
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, 500*time.Millisecond) {
		status, err := get(listen, client, "http://server"+prefix+app.ReadyPath)
		switch {
		case err == nil && status < 500:
			f.OK = true
			return f, nil
		case err == nil:
			last = fmt.Sprintf("It answers with the error %d.", status)
		case errors.Is(err, spawner.ErrEnded), errors.Is(err, spawner.ErrUnknown):
			return fails(commonhall.ForPerson(b.why(ctx)).Msg)
		}
		select {
		case <-time.After(pause):
		case <-listen.Done():
			if ctx.Err() != nil {
				return f, ctx.Err()
			}
			return fails(last)
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
	return resp.StatusCode, resp.Body.Close()
}

// kernels has every kernel compute, beside the running server.
func (r *Room) kernels(ctx context.Context, b *bench, find func(Finding)) error {
	var said []string
	heard := 0
	code, err := b.command(ctx, r.cfg.Timeout, checkKernels, func(line string) {
		var k struct {
			Missing, Kernel, Detail string
			OK                      bool
		}
		if json.Unmarshal([]byte(line), &k) != nil {
			said = append(said[max(0, len(said)-20):], line)
			return
		}
		switch {
		case k.Missing != "":
			find(Finding{What: "the program that starts kernels is missing", Detail: k.Missing})
		case k.OK:
			find(Finding{What: "the kernel " + k.Kernel + " computes", OK: true})
		default:
			find(Finding{What: "the kernel " + k.Kernel + " does not compute", Detail: k.Detail})
		}
		heard++
	}, "python3", "-")
	if commonhall.KindOf(err) == commonhall.DeadlineExceeded {
		find(Finding{What: "kernels do not start in time", Detail: strings.Join(said, "\n")})
		return nil
	}
	if err == nil && (code != 0 || heard == 0) {
		find(Finding{What: "no kernel could be started", Detail: strings.Join(said, "\n")})
	}
	return err
}

// conflicts asks pip whether its packages fit together. What did not fit before is not
// the draft's fault.
func (r *Room) conflicts(ctx context.Context, m making, sw commonhall.Software, find func(Finding)) error {
	is, code, err := r.pipCheck(ctx, sw)
	if err != nil || code == 127 {
		return err
	}
	if code == 0 {
		find(Finding{What: "the packages fit together", OK: true})
		return nil
	}
	sw.Generation, sw.Tree = m.base.Number, treePath(m.env, m.base.Tree)
	if err := r.layer(ctx, &sw); err != nil {
		return err
	}
	was, err := r.knownConflicts(ctx, sw)
	if err != nil {
		return err
	}
	is = slices.DeleteFunc(is, func(line string) bool { return slices.Contains(was, line) })
	if len(is) > 0 {
		find(Finding{What: "packages do not fit together", Detail: strings.Join(is, "\n")})
		return nil
	}
	find(Finding{What: "the packages fit together as before", OK: true})
	return nil
}

// knownConflicts is what pip says of a generation, which does not change.
func (r *Room) knownConflicts(ctx context.Context, sw commonhall.Software) ([]string, error) {
	r.mu.Lock()
	was, ok := r.conflicting[sw.Tree]
	r.mu.Unlock()
	if ok {
		return was, nil
	}
	was, _, err := r.pipCheck(ctx, sw)
	if err == nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		if len(r.conflicting) > 20 {
			clear(r.conflicting)
		}
		r.conflicting[sw.Tree] = was
	}
	return was, err
}

// pipCheck returns what pip says and its exit status; 127 where there is no Python.
func (r *Room) pipCheck(ctx context.Context, sw commonhall.Software) (said []string, code int, err error) {
	b, err := r.open(ctx, sw, idle(), []string{"PYTHONNOUSERSITE=1"}, commonhall.NetworkNone)
	if err != nil {
		return nil, 0, err
	}
	defer b.close(ctx)
	code, err = b.command(ctx, r.cfg.Timeout, "", func(line string) {
		if len(said) < 200 {
			said = append(said, line)
		}
	}, "python3", "-m", "pip", "check")
	return said, code, err
}
