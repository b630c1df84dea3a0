package environment

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"commonhall"
)

// What Config.First may say, beside the path of a prefix (decision 027).
const (
	FirstNone       = "none"
	FirstMachine    = "machine"
	FirstScientific = "scientific"
)

// firstName is what the first environment is called: programs have the path in them, and
// every page of the documentation names it.
const firstName commonhall.EnvironmentName = "python"

// What is written down of the generations that the house makes. By it they are known.
const (
	whyMachine    = "the machine's own Python and Jupyter"
	whyScientific = "JupyterLab and the usual scientific packages"
	houseBefore   = "commonhall" // as RoleHouse was written down before, when a person could be called so
)

// scientific is what the first environment has beside Python: what the notebooks of a
// science class import that somebody brings from elsewhere, and no more, since everybody
// waits for it and a class adds its own. No versions: the newest that fit this Python and
// each other are what a class begins a year with, and a generation keeps them for ever.
func scientific() []string {
	return []string{
		"jupyterlab", "notebook", // both that people start: the machine's own would compute with the machine's packages
		"ipykernel", "ipywidgets", // what computes, and sliders
		"numpy", "scipy", "sympy", // numbers, methods, formulas
		"pandas", "openpyxl", // tables, and those of spreadsheets
		"matplotlib", "seaborn", // pictures
		"scikit-learn", // what can be learned from data
	}
}

// makeFirst makes the first environment where nobody has made one, and tries again where
// that fails, more and more seldom: the machine's own programs at once, so that a class
// can begin; and where that is wanted, the scientific ones after it. Somebody who builds
// or publishes anything has taken over.
func (r *Room) makeFirst(ctx context.Context) {
	known := sync.OnceFunc(func() { close(r.first) })
	defer known()
	tried := false
	for ctx.Err() == nil {
		d, made, err := r.missingFirst(ctx)
		if err != nil {
			r.log.Warn("it cannot be found out whether there is an environment", "error", err)
			known()
			select {
			case <-time.After(r.cfg.Again):
			case <-ctx.Done():
			}
			continue
		}
		if made || d == nil {
			known()
		}
		if d == nil {
			r.forgetAttempts()
			return
		}
		// The machine's own are tried at each start of the hub: that costs seconds.
		if wait := r.attempts().wait(r.cfg.Again, made, time.Now()); wait > 0 && (made || tried) {
			select {
			case <-time.After(wait):
			case <-ctx.Done():
			}
			continue
		}
		r.tryFirst(ctx, *d)
		tried = true
		known() // who starts a server waits for one attempt, not for all
	}
}

// missingFirst returns what the house is to build now, nil where nothing, and whether
// there is an environment already.
func (r *Room) missingFirst(ctx context.Context) (d *Declaration, made bool, err error) {
	all, err := r.store.Environments(ctx)
	if err != nil {
		return nil, false, err
	}
	made = slices.ContainsFunc(all, func(e commonhall.Environment) bool { return e.Current > 0 })
	d = &Declaration{Environment: firstName, Title: "Python", By: commonhall.RoleHouse, Why: whyMachine, quiet: true}
	switch first := r.cfg.First; {
	case first == "" || first == FirstNone:
		return nil, made, nil
	case !made && strings.HasPrefix(first, "/"):
		d.Prefix, d.Why = first, "taken from "+first
		return d, made, nil
	case !made:
		return d, made, nil
	case first != FirstScientific:
		return nil, made, nil
	}
	for _, e := range all {
		generations, err := r.store.Generations(ctx, e.Name)
		if err != nil {
			return nil, made, err
		}
		if slices.ContainsFunc(generations, func(g commonhall.Generation) bool {
			return g.By != commonhall.RoleHouse && g.By != houseBefore || g.Why != whyMachine
		}) {
			return nil, made, nil
		}
	}
	d.Why, d.Packages, d.Fresh, d.Alone = whyScientific, scientific(), true, true
	return d, made, nil
}

// tryFirst builds once. What went wrong is told when it is something new.
func (r *Room) tryFirst(ctx context.Context, d Declaration) {
	a := r.attempts()
	a.Count, a.At = a.Count+1, time.Now().UTC()
	r.saveAttempts(a) // before: a build that ends the hub is not begun at each start of it
	var p Progress
	j, err := r.Build(ctx, d)
	if err == nil {
		p, err = j.Done(ctx)
	}
	switch {
	case err == nil:
		r.forgetAttempts()
		return
	case p.Cancelled != "":
		a.Count = manyAttempts // whoever did that has something else to do today
	case ctx.Err() != nil, commonhall.KindOf(err) == commonhall.AlreadyExists: // somebody is building
		return
	}
	was := a.Why
	if a.Why = commonhall.ForPerson(err).Msg; a.Why != was {
		r.log.Warn("the first environment could not be made", "error", err)
		r.record(ctx, commonhall.EventSoftwareFailed, d.By, "", "The first environment could not be made: "+d.Why+". "+a.Why+" Everybody keeps what they have, and it is tried again.")
	}
	r.saveAttempts(a)
}

// attempts is what is remembered of those to make the first environment, also by the
// next hub.
type attempts struct {
	Count int
	At    time.Time // of the last
	Why   string    // it failed; empty: it did not, or was cut off
}

// Between attempts there is Config.Again, doubled each time, up to the longest pause;
// while there is nothing at all it is shorter, since an attempt costs little then.
const (
	manyAttempts  = 12
	longestPause  = 12 * time.Hour
	shortestPause = time.Hour
)

// wait returns for how long the next attempt must wait.
func (a attempts) wait(again time.Duration, made bool, now time.Time) time.Duration {
	if a.Count == 0 || a.At.After(now) { // the clock was set back
		return 0
	}
	longest := longestPause
	if !made {
		longest = shortestPause
	}
	return max(0, a.At.Add(min(again<<min(a.Count-1, manyAttempts), longest)).Sub(now))
}

func (r *Room) attemptsPath() string { return filepath.Join(r.cfg.Dir, "first.json") }

// attempts reads what is remembered. A file that cannot be understood is none.
func (r *Room) attempts() (a attempts) {
	if b, err := os.ReadFile(r.attemptsPath()); err != nil || json.Unmarshal(b, &a) != nil {
		return attempts{}
	}
	return a
}

func (r *Room) saveAttempts(a attempts) {
	b, err := json.Marshal(a)
	if err == nil {
		err = errors.Join(os.MkdirAll(r.cfg.Dir, 0o700), os.WriteFile(r.attemptsPath()+".new", b, 0o600), os.Rename(r.attemptsPath()+".new", r.attemptsPath()))
	}
	if err != nil {
		r.log.Warn("cannot write down that the first environment was tried", "error", err)
	}
}

func (r *Room) forgetAttempts() {
	if err := os.Remove(r.attemptsPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.log.Warn("cannot forget attempts to make the first environment", "error", err)
	}
}

// Trouble is what is wrong with the software as a whole.
type Trouble struct {
	Kind        TroubleKind                `json:"kind"`
	Environment commonhall.EnvironmentName `json:"environment"`
	Generation  int                        `json:"generation,omitempty"`
	Why         string                     `json:"why,omitempty"`
}

// TroubleKind is one of a closed list.
type TroubleKind string

const (
	NotMade   TroubleKind = "not-made"    // the house could not make the first environment, and tries again
	NotOnDisk TroubleKind = "not-on-disk" // the current generation is not there
)

// Troubles returns what somebody should mend.
func (r *Room) Troubles(ctx context.Context) ([]Trouble, error) {
	out := []Trouble{}
	if a := r.attempts(); a.Why != "" {
		out = append(out, Trouble{Kind: NotMade, Environment: firstName, Why: a.Why})
	}
	all, err := r.store.Environments(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if e.Current == 0 {
			continue
		}
		if _, err := r.isThere(ctx, e.Name, e.Current); err != nil {
			out = append(out, Trouble{Kind: NotOnDisk, Environment: e.Name, Generation: e.Current})
		}
	}
	return out, nil
}
