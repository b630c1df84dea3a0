package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/environment"
)

// The page of a job: what it says while it works, what its checks found, and what to do
// then.

// JobView is the page of one job.
type JobView struct {
	Frame
	URL       string
	Title     string // of the environment
	Software  string // the page of the environment
	Kind      string // publish, try, build, remove
	Heading   string
	Doing     string // what happens while it works, and what that is for everybody
	By, Why   string
	Started   Moment
	Ended     bool
	MayCancel bool
	Cancelled string // who ended it before it was done
	Failed    string // what happened; empty: nothing bad
	Hint      string // what to do then
	Refused   bool   // the checks found something, and nothing was made
	Mend      *MendView
	Force     string // where it can be published all the same
	Again     string // where the form has what a build followed
	Draft     string // the visitor's draft that it works on
	Findings  []environment.Finding
	Lines     []string
	Next      int    // the first line that is not among Lines
	Cut       bool   // there were more before
	Made      int    // the generation that became the current one
	Still     bool   // it is the current one
	Before    bool   // it was built of exactly that before: there was nothing to do
	Forced    string // what the checks had found in it
	Back      int    // the generation to go back to from it; 0: there is none
	Older     int    // servers that run on an older one
	Restart   bool   // the visitor's own server among them
	Has       bool   // the visitor's own server has the draft
}

// onJob hands a job to f, where the visitor may change what it works on.
func (d *Door) onJob(f func(*visit, environment.Progress) error) action {
	return func(v *visit) error {
		j, err := d.cfg.Environments.Job(v.PathValue("id"))
		if err != nil {
			return err // forgotten, and that is no secret of anybody's
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
	removed := commonhall.KindOf(err) == commonhall.NotFound
	if removed {
		e, err = commonhall.Environment{Name: p.Environment}, nil
	}
	if err != nil {
		return err
	}
	now := d.cfg.Now()
	view := JobView{URL: jobURL(p.ID), Title: title(e), Software: softwareURL(e.Name), Kind: p.Kind, By: plain(p.By, 80), Why: plain(p.Why, 500),
		Started: When(p.Started.In(now.Location()), now), Ended: !p.Ended.IsZero(), Findings: p.Findings, Made: p.Generation, Still: p.Generation == e.Current, Refused: refused(p)}
	if removed {
		view.Software = "/hub/software"
	}
	from := max(0, len(p.Lines)-showLines)
	view.Lines, view.Next, view.Cut = p.Lines[from:], p.Skipped+len(p.Lines), p.Skipped+from > 0
	if p.User == v.id.User.Name {
		view.Draft = view.Software + "#draft"
	}
	if p.Generation == 0 && p.Cancelled != "" && (p.Err != nil || !view.Ended) {
		view.Cancelled = plain(p.Cancelled, 80)
	}
	view.MayCancel = !view.Ended && view.Cancelled == "" && p.Kind != environment.KindRemove // which is done in a moment
	d.whatCame(v, p, &view)
	if view.Made > 0 && view.Still {
		if err := d.whoElse(v, e, p, &view); err != nil {
			return err
		}
	}
	view.Heading, view.Doing = jobWords(p, view, v.id.User.Name)
	view.Frame = d.frame(v, view.Heading)
	view.Path = "/hub/software"
	return d.render(v, http.StatusOK, PageJob, view)
}

// whatCame fills in why a job made nothing, and what can be done then.
func (d *Door) whatCame(v *visit, p environment.Progress, view *JobView) {
	if p.Declaration != nil {
		view.Again = view.Software + "?" + url.Values{"again": {p.ID}}.Encode() + "#build"
	}
	if p.Err == nil || view.Cancelled != "" {
		return
	}
	said := commonhall.ForPerson(p.Err)
	view.Failed, view.Hint = said.Msg, said.Hint
	if !view.Refused {
		return
	}
	view.Failed, view.Hint = "The checks found: "+badFindings(p)+".", ""
	switch p.Kind {
	case environment.KindPublish:
		view.Force = publishURL(p.Environment, p.User, p.Why, p.ID)
	case environment.KindBuild:
		view.Force = softwareURL(p.Environment) + "/build?" + url.Values{"job": {p.ID}}.Encode()
	}
	if p.User != "" {
		view.Mend = d.mendView(v, p)
	}
}

// jobWords are what a job is called, and what it does.
func jobWords(p environment.Progress, view JobView, me commonhall.UserName) (heading, doing string) {
	draft := "your draft"
	if p.User != me {
		draft = "the draft of " + string(p.User)
	}
	made := fmt.Sprintf("Published: generation %d", view.Made)
	words := map[string]struct{ doing, done, failed, means string }{
		environment.KindPublish: {"Publishing " + draft, made, "Nothing was published",
			"The draft is copied, and the copy is checked: the app starts, kernels compute, packages fit together. Only then everybody has it, from the next start of their server on."},
		environment.KindTry: {"Checking " + draft, "The draft is all right", "The draft could not be checked",
			"A copy of the draft is checked: the app starts, kernels compute, packages fit together. Nothing is published."},
		environment.KindBuild: {"Building " + view.Title, made, "Nothing was published",
			"It is installed in a place of its own and checked. Only then everybody has it, from the next start of their server on."},
		environment.KindRemove: {"Removing " + view.Title, view.Title + " is removed", view.Title + " was not removed",
			"Nobody uses it. Its generations and drafts are deleted for good."},
	}[p.Kind]
	switch {
	case !view.Ended && view.Cancelled != "":
		return "Stopping", "It ends in a moment. Nothing changes for anybody."
	case !view.Ended:
		return words.doing, words.means
	case view.Cancelled != "":
		return "Stopped: nothing changed for anybody", ""
	case view.Refused && p.Kind == environment.KindTry:
		return "The draft is not all right", ""
	case view.Failed != "":
		return words.failed, ""
	case view.Before:
		return "Nothing to do: it is built already", ""
	}
	return words.done, ""
}

// cancelPatience is how long the page waits to say how a cancelled job ended.
const cancelPatience = 3 * time.Second

// cancelJob ends a job before it is done.
func (d *Door) cancelJob(v *visit, p environment.Progress) error {
	if err := d.cfg.Environments.Cancel(p.ID, string(v.id.User.Name)); err != nil {
		return err
	}
	j, err := d.cfg.Environments.Job(p.ID)
	if err != nil {
		return err
	}
	wait, cancel := context.WithTimeout(v.Context(), cancelPatience)
	defer cancel()
	_, _ = j.Done(wait) // the page says how it ended, or that it is about to
	return seeOther(v, jobURL(p.ID))
}

// whoElse fills in who has the new generation, and who has not.
func (d *Door) whoElse(v *visit, e commonhall.Environment, p environment.Progress, view *JobView) (err error) {
	if view.Older, err = d.olderServers(v.Context(), e); err != nil {
		return err
	}
	s, err := d.servers.Get(v.Context(), v.id.User.Name.Default())
	if err == nil && s.State.Active() && s.Software != nil && s.Software.Environment == e.Name {
		view.Has = s.Software.Draft != "" && view.Kind == environment.KindPublish
		view.Restart = !view.Has && s.Software.Generation != e.Current
	}
	if err != nil {
		return err
	}
	all, err := d.cfg.Environments.Generations(v.Context(), e.Name)
	for _, g := range all {
		if g.Number == view.Made {
			view.Forced, view.Before = plain(g.Forced, 500), p.Declaration != nil && g.Created.Before(p.Started)
		}
	}
	view.Back = before(all, view.Made)
	return err
}

// before is the generation to go back to: the newest one below that the checks had
// nothing against, or else the one before; 0 where there is none.
func before(all []commonhall.Generation, current int) (last int) {
	for _, g := range all { // the newest first
		switch {
		case g.Number >= current || g.Tree == "":
		case g.Forced == "":
			return g.Number
		case last == 0:
			last = g.Number
		}
	}
	return last
}

// jobLines answers the page's script: what the job has said since.
func (d *Door) jobLines(v *visit, p environment.Progress) error {
	from, _ := strconv.Atoi(v.URL.Query().Get("from"))
	from = min(max(from-p.Skipped, 0), len(p.Lines))
	return sendJSON(v, map[string]any{"lines": append([]string{}, p.Lines[from:]...), "next": p.Skipped + len(p.Lines), "ended": !p.Ended.IsZero()})
}

// refused reports whether the checks found something, and nothing was made for that.
func refused(p environment.Progress) bool {
	return !p.Ended.IsZero() && p.Err != nil && p.Cancelled == "" && p.Generation == 0 && badFindings(p) != ""
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

// refusedJob returns the job with an id, where it was one of that kind on that
// environment, and the checks refused what it made.
func (d *Door) refusedJob(id string, name commonhall.EnvironmentName, kind string) (environment.Progress, bool) {
	j, err := d.cfg.Environments.Job(id)
	if err != nil {
		return environment.Progress{}, false
	}
	p, _ := j.Look()
	return p, p.Kind == kind && p.Environment == name && refused(p)
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
