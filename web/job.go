package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/environment"
)

// The page of a job: what it says while it works, what its checks found, and what to do
// then.

// JobView is the page of one job.
type JobView struct {
	Frame
	URL      string
	Title    string // of the environment
	Software string // the page of the environment
	Kind     string // publish, try, build
	By, Why  string
	Started  Moment
	Ended    bool
	Failed   string // what happened; empty: nothing bad
	Hint     string // what to do then
	Refused  string // where the draft can be published all the same
	Findings []environment.Finding
	Lines    []string
	Next     int  // the first line that is not among Lines
	Cut      bool // there were more before
	Made     int  // the generation that became the current one
	Still    bool // it is the current one
	Older    int  // servers that run on an older one
	Restart  bool // the visitor's own server among them
	Has      bool // the visitor's own server has the draft
}

// onJob hands a job to f, where the visitor may change what it works on.
func (d *Door) onJob(f func(*visit, environment.Progress) error) action {
	return func(v *visit) error {
		j, err := d.cfg.Environments.Job(v.PathValue("id"))
		if err != nil && d.hasSoftware(v) {
			return err // forgotten, and that is no secret of anybody's
		}
		if err != nil {
			return nothing()
		}
		p, _ := j.Look()
		if !d.mayChange(v, p.Environment) {
			return nothing()
		}
		return f(v, p)
	}
}

// showLines is how many lines of a job the page shows: the last ones.
const showLines = 400

func (d *Door) jobPage(v *visit, p environment.Progress) error {
	e, err := d.cfg.Environments.Get(v.Context(), p.Environment)
	if err != nil {
		return err
	}
	now := d.cfg.Now()
	view := JobView{Frame: d.frame(v, "Work on the software"), URL: jobURL(p.ID), Title: title(e), Software: softwareURL(e.Name), Kind: p.Kind, By: plain(p.By, 80), Why: plain(p.Why, 500),
		Started: When(p.Started.In(now.Location()), now), Ended: !p.Ended.IsZero(), Findings: p.Findings, Made: p.Generation, Still: p.Generation == e.Current}
	from := max(0, len(p.Lines)-showLines)
	view.Lines, view.Next, view.Cut = p.Lines[from:], p.Skipped+len(p.Lines), p.Skipped+from > 0
	view.Path = "/hub/software"
	if p.Err != nil {
		said := commonhall.ForPerson(p.Err)
		view.Failed, view.Hint = said.Msg, said.Hint
	}
	if refused(p) {
		view.Failed, view.Hint = "The checks found: "+badFindings(p)+".", "Everybody keeps what they have. Mend it in the server that has the draft, then try again."
		if p.Kind == environment.KindPublish {
			view.Refused = publishURL(p.Environment, p.User, p.Why, p.ID)
		}
		if p.Kind == environment.KindBuild {
			view.Hint = "Everybody keeps what they have. Change what is to be installed, and build again."
		}
	}
	if view.Made > 0 && view.Still {
		if err := d.whoElse(v, e, &view); err != nil {
			return err
		}
	}
	return d.render(v, http.StatusOK, PageJob, view)
}

// whoElse fills in who has the new generation, and who has not.
func (d *Door) whoElse(v *visit, e commonhall.Environment, view *JobView) (err error) {
	if view.Older, err = d.olderServers(v.Context(), e); err != nil {
		return err
	}
	s, err := d.servers.Get(v.Context(), v.id.User.Name)
	if err == nil && s.State.Active() && s.Software != nil && s.Software.Environment == e.Name {
		view.Has = s.Software.Draft != "" && view.Kind == environment.KindPublish
		view.Restart = !view.Has && s.Software.Generation != e.Current
	}
	return err
}

// jobLines answers the page's script: what the job has said since.
func (d *Door) jobLines(v *visit, p environment.Progress) error {
	from, _ := strconv.Atoi(v.URL.Query().Get("from"))
	from = min(max(from-p.Skipped, 0), len(p.Lines))
	return sendJSON(v, map[string]any{"lines": append([]string{}, p.Lines[from:]...), "next": p.Skipped + len(p.Lines), "ended": !p.Ended.IsZero()})
}

// refused reports whether the checks found something, and nothing was made for that.
func refused(p environment.Progress) bool {
	return !p.Ended.IsZero() && p.Err != nil && p.Generation == 0 && badFindings(p) != ""
}

func badFindings(p environment.Progress) string {
	var out []string
	for _, f := range p.Findings {
		if !f.OK {
			out = append(out, plain(f.What, 200))
		}
	}
	return strings.Join(out, "; ")
}

// refusedJob returns the job with an id, where it was to publish that very draft.
func (d *Door) refusedJob(id string, name commonhall.EnvironmentName, user commonhall.UserName) (environment.Progress, bool) {
	j, err := d.cfg.Environments.Job(id)
	if err != nil {
		return environment.Progress{}, false
	}
	p, _ := j.Look()
	return p, p.Kind == environment.KindPublish && p.Environment == name && p.User == user && refused(p)
}

// olderServers is how many servers run on a generation of e that is not the current
// one; who has a draft is not counted.
func (d *Door) olderServers(ctx context.Context, e commonhall.Environment) (n int, err error) {
	all, err := d.servers.InUse(ctx)
	for _, sw := range all {
		if isOlder(sw, e) {
			n++
		}
	}
	return n, err
}

func isOlder(sw commonhall.Software, e commonhall.Environment) bool {
	return sw.Environment == e.Name && sw.Draft == "" && e.Current != 0 && sw.Generation != e.Current
}
