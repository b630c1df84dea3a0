package web

import (
	"slices"
	"time"
)

// Health is what the last look at the whole machine found (commonhall doctor).
type Health struct {
	At       time.Time
	Findings []HealthFinding
}

// HealthFinding is one thing that is wrong.
type HealthFinding struct {
	Code  string
	Error bool // people feel it
	Note  bool // to be known
	Said  string
	Cause string
	Do    string   // what a person must do
	Run   []string // commands to copy
	Page  string   // of the documentation
}

// HealthView is Health on a page.
type HealthView struct {
	At       Moment
	Old      bool // nobody has looked for days
	Findings []HealthFinding
}

// Trouble reports whether somebody should look at it.
func (v HealthView) Trouble() bool {
	return v.Old || slices.ContainsFunc(v.Findings, func(f HealthFinding) bool { return !f.Note })
}

// oldHealth is how long a look counts; there is one each day.
const oldHealth = 3 * 24 * time.Hour

// lookedAt returns what the last look found; nil where nobody looks.
func (d *Door) lookedAt() *HealthView {
	if d.cfg.Health == nil {
		return nil
	}
	h := d.cfg.Health()
	if h == nil {
		return nil
	}
	now := d.cfg.Now()
	return &HealthView{At: whenIn(h.At, now), Old: now.Sub(h.At) > oldHealth, Findings: h.Findings}
}

// alarms are what an administrator sees at once: errors.
func (d *Door) alarms() []HealthFinding {
	var out []HealthFinding
	if h := d.lookedAt(); h != nil {
		for _, f := range h.Findings {
			if f.Error {
				out = append(out, f)
			}
		}
	}
	return out
}
