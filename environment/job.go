package environment

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"commonhall"
)

// Kinds of jobs.
const (
	KindPublish = "publish"
	KindTry     = "try"
	KindBuild   = "build"
	KindRemove  = "remove"
)

// Progress is how far a job has come.
type Progress struct {
	ID          string
	Kind        string
	Environment commonhall.EnvironmentName
	By          string
	User        commonhall.UserName // whose draft; empty: nobody's
	Why         string              // in their words
	Declaration *Declaration        // what a build follows; never changed
	Started     time.Time
	Ended       time.Time // zero while it works
	Lines       []string  // what it said, the first ones left out where there are too many
	Skipped     int       // how many those are
	Findings    []Finding // of the checks
	Generation  int       // that it made; 0: none
	Err         error     // why it failed
	Cancelled   string    // who ended it before it was done; it may have been done all the same
}

// Finding is what one check found.
type Finding struct {
	What   string `json:"what"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail,omitempty"`
}

// A finding may quote what is being checked, which may say anything.
const (
	maxFindings = 50
	maxWhat     = 200 // bytes
	maxDetail   = 8 << 10
)

const (
	maxLines = 2000
	maxLine  = 2000      // bytes
	maxSaid  = 512 << 10 // of all lines of a job, in bytes
	maxJobs  = 50        // how many are remembered
)

// Job is something that takes a while: publishing, trying, building. It goes on where
// nobody looks, and is forgotten with the hub.
type Job struct {
	mu      sync.Mutex
	state   Progress
	said    int // bytes of its lines
	changed chan struct{}
	cancel  context.CancelCauseFunc
}

// Look returns how far the job has come, and a channel that is closed when that changes.
func (j *Job) Look() (Progress, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	p := j.state
	p.Lines, p.Findings = slices.Clone(p.Lines), slices.Clone(p.Findings)
	return p, j.changed
}

func (j *Job) over() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return !j.state.Ended.IsZero()
}

// Done waits for the end of the job and returns it.
func (j *Job) Done(ctx context.Context) (Progress, error) {
	for {
		p, changed := j.Look()
		if !p.Ended.IsZero() {
			return p, p.Err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			if p, _ = j.Look(); !p.Ended.IsZero() { // both at once
				return p, p.Err
			}
			return p, ctx.Err()
		}
	}
}

func (j *Job) update(f func(*Progress)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f(&j.state)
	close(j.changed)
	j.changed = make(chan struct{})
}

// say adds a line for people to read.
func (j *Job) say(format string, args ...any) { j.line(fmt.Sprintf(format, args...)) }

func (j *Job) line(s string) {
	s = printable(s)
	s = atMost(s, maxLine)
	j.update(func(p *Progress) {
		for len(p.Lines) == maxLines || j.said+len(s) > maxSaid {
			n := (len(p.Lines) + 9) / 10
			for _, line := range p.Lines[:n] {
				j.said -= len(line)
			}
			p.Lines = slices.Delete(p.Lines, 0, n)
			p.Skipped += n
		}
		p.Lines = append(p.Lines, s)
		j.said += len(s)
	})
}

// found adds a finding, and reports false where there are too many.
func (j *Job) found(f Finding) bool {
	f.What, f.Detail = atMost(printable(f.What), maxWhat), atMost(printable(f.Detail), maxDetail)
	more := false
	j.update(func(p *Progress) {
		if more = len(p.Findings) < maxFindings; more {
			p.Findings = append(p.Findings, f)
		}
	})
	if !more {
		return false
	}
	switch {
	case f.OK:
		j.say("ok: %s", f.What)
	default:
		j.say("NOT ok: %s", f.What)
		for l := range strings.Lines(f.Detail) {
			j.line("  " + strings.TrimRight(l, "\n"))
		}
	}
	return true
}

// atMost cuts s where it is longer than n bytes.
func atMost(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + " …"
}

// begin starts a job, of which an environment has one at a time.
func (r *Room) begin(work Progress, do func(context.Context, *Job) error) (*Job, error) {
	kind, name, by := work.Kind, work.Environment, work.By
	work.ID, work.Started = strings.ToLower(rand.Text()[:10]), time.Now().UTC()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx == nil {
		return nil, commonhall.Errorf(commonhall.Unavailable, "The hub is restarting.").WithHint("Try again in a second.")
	}
	for _, j := range r.jobs {
		if p, _ := j.Look(); p.Environment == name && p.Ended.IsZero() {
			return nil, commonhall.Errorf(commonhall.AlreadyExists, "The environment %s is being worked on already, for %s.", string(name), p.By).
				WithHint("Wait until that has ended, then try again.")
		}
	}
	j := &Job{changed: make(chan struct{}), state: work}
	r.jobs = append(r.jobs, j)
	if ended := slices.IndexFunc(r.jobs, (*Job).over); len(r.jobs) > maxJobs && ended >= 0 {
		r.jobs = slices.Delete(r.jobs, ended, ended+1) // the oldest
	}
	hub := r.ctx
	ctx, cancel := context.WithCancelCause(hub)
	j.cancel = cancel
	r.work.Go(func() {
		defer cancel(nil)
		// What it makes on disk before that would be taken for what a dead hub left.
		select {
		case <-r.adopted:
		case <-ctx.Done():
		}
		err := do(ctx, j)
		switch {
		case err == nil:
		case hub.Err() != nil:
			err = commonhall.Errorf(commonhall.Unavailable, "The hub restarted in the middle; nothing was changed.").WithHint("Start it again.").Because(err)
		case ctx.Err() != nil:
			err = context.Cause(ctx)
		default:
			r.log.Warn("work on an environment failed", "job", kind, "environment", name, "by", by, "error", err)
		}
		j.update(func(p *Progress) { p.Ended, p.Err = time.Now().UTC(), err })
	})
	return j, nil
}

// Job returns the job with an id.
func (r *Room) Job(id string) (*Job, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, j := range r.jobs {
		if p, _ := j.Look(); p.ID == id {
			return j, nil
		}
	}
	return nil, commonhall.Errorf(commonhall.NotFound, "This work is not known any more.").WithHint("If the hub restarted meanwhile, it was ended: start it again.")
}

// Cancel ends a job, as soon as it can. What has become a generation meanwhile stays
// one, and a job that has ended is left as it is.
func (r *Room) Cancel(id, by string) error {
	j, err := r.Job(id)
	if err != nil {
		return err
	}
	works := false
	j.update(func(p *Progress) {
		if works = p.Ended.IsZero(); works {
			p.Cancelled = by
		}
	})
	if works {
		j.cancel(commonhall.Errorf(commonhall.FailedPrecondition, "This was ended by %s; nothing was changed.", by))
	}
	return nil
}

// Jobs returns what was done and is being done to an environment, the newest first.
func (r *Room) Jobs(name commonhall.EnvironmentName) []Progress {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []Progress
	for _, j := range slices.Backward(r.jobs) {
		if p, _ := j.Look(); p.Environment == name {
			out = append(out, p)
		}
	}
	return out
}

// printable makes text of what a program wrote.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f) && c != '\uFFFD') {
			return c
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
}
