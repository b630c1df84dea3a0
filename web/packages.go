package web

import (
	"cmp"
	"strings"
	"unicode"

	"commonhall"
	"commonhall/environment"
)

// What the page of the class's software shows, made of the room's records.

// SoftwareView is the page of the class's software.
type SoftwareView struct {
	Frame
	All    []EnvironmentLink // to choose from; empty where there is one alone
	One    *EnvironmentView  // nil: there is none yet
	MayAdd bool              // the visitor may add an environment
	Build  BuildForm         // of One
	Add    BuildForm         // of a new one
}

// EnvironmentLink leads to another environment.
type EnvironmentLink struct {
	Title, URL string
	Here       bool
}

// EnvironmentView is one environment.
type EnvironmentView struct {
	Name        commonhall.EnvironmentName
	Title, Path string
	URL         string
	Default     bool
	Given       []string       // who has it, in sentences
	Back        int            // the generation to go back to, where the checks had refused the current one; 0: none
	Current     *GenerationRow // nil: none yet
	Packages    []commonhall.Package
	Count       int    // of all packages, where Packages are those searched for
	Query       string // what was searched for
	Older       int    // servers that run on an older generation
	Draft       *DraftView
	Discarded   Moment // when the draft that can be brought back was thrown away; zero: none
	Others      []DraftView
	Kept        []GenerationRow // that one can go back to, the newest first
	Gone        []GenerationRow // whose files were removed
	Job         *JobLink        // that works on it now
	InServer    bool            // the visitor's running server has their draft
	Stale       bool            // the visitor's running server has a draft that is not theirs any more
	Elsewhere   string          // what the visitor's servers have instead, where that is not this one
}

// JobLink leads to work in progress.
type JobLink struct {
	URL, By string
}

// GenerationRow is one generation.
type GenerationRow struct {
	Number   int
	Current  bool
	Newer    bool // than the current one
	By, Why  string
	At       Moment
	Changes  string // in packages, against what it was made from
	Base     int
	Forced   string // what the checks had found
	Packages int
	Files    int
	Size     string
}

// DraftView is what somebody has changed and not published.
type DraftView struct {
	User     commonhall.UserName
	Own      bool
	Base     int
	Current  int
	Created  Moment
	Changes  Changes
	Empty    bool
	Done     bool
	Made     int // the generation that was last made of it, with all of it where Done
	Since    int // the generation that Changes are against
	Over     bool
	Reverted Changes
	Problem  string // it cannot be read
}

// Changes are changes in packages; those in Rest are shown on demand.
type Changes struct {
	First, Rest []ChangeView
}

// ChangeView is the change of one package in words.
type ChangeView struct {
	Kind string // added, removed, changed
	Name string
	Was  string
	Is   string
}

// plain makes one line of what people and programs wrote: without characters that
// cannot be seen or that turn the direction of text around, and not too long.
func plain(s string, most int) string {
	s = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.IsControl(c), unicode.Is(unicode.Cf, c), c == unicode.ReplacementChar:
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, ""))), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}

// inWords lists changes in a sentence.
func inWords(changes []commonhall.Change) string {
	some := make([]commonhall.Change, len(changes))
	for i, c := range changes {
		some[i] = commonhall.Change{Manager: c.Manager, Name: plain(c.Name, 60), Was: plain(c.Was, 30), Is: plain(c.Is, 30)}
	}
	return environment.InWords(some)
}

func changesView(changes []commonhall.Change) Changes {
	const most = 12
	var out Changes
	for i, c := range changes {
		v := ChangeView{Kind: "changed", Name: plain(c.Name, 80), Was: plain(c.Was, 40), Is: plain(c.Is, 40)}
		if c.Was == "" {
			v.Kind = "added"
		} else if c.Is == "" {
			v.Kind = "removed"
		}
		if i < most {
			out.First = append(out.First, v)
		} else {
			out.Rest = append(out.Rest, v)
		}
	}
	return out
}

func title(e commonhall.Environment) string {
	return cmp.Or(plain(e.Title, 80), string(e.Name))
}

// showSoftware sends the page of one environment, nil for none.
func (d *Door) showSoftware(v *visit, status int, e *commonhall.Environment, change func(*SoftwareView)) error {
	view := SoftwareView{Frame: d.frame(v, "Software"), MayAdd: v.id.User.Admin}
	view.Path = "/hub/software"
	view.Add = BuildForm{Token: view.Token, ID: "new", Action: "/hub/software/new", New: true, Typed: Typed{From: fromNames}}
	mine, err := d.changeable(v)
	if err != nil {
		return err
	}
	for _, m := range mine {
		if len(mine) > 1 {
			view.All = append(view.All, EnvironmentLink{Title: title(m), URL: softwareURL(m.Name), Here: e != nil && m.Name == e.Name})
		}
	}
	if e != nil {
		fresh, err := d.cfg.Environments.Get(v.Context(), e.Name)
		if err != nil {
			return err
		}
		if view.One, err = d.environmentView(v, fresh); err != nil {
			return err
		}
		view.Build = BuildForm{Token: view.Token, ID: "build", Action: view.One.URL + "/build", Typed: Typed{From: fromNames}}
		d.again(v, fresh, &view.Build)
	}
	if change != nil {
		change(&view)
	}
	return d.render(v, status, PageSoftware, view)
}

func (d *Door) environmentView(v *visit, e commonhall.Environment) (*EnvironmentView, error) {
	out := &EnvironmentView{Name: e.Name, Title: title(e), Path: e.Name.Path(), URL: softwareURL(e.Name), Default: e.Default, Query: plain(v.URL.Query().Get("q"), 80)}
	all, err := d.cfg.Environments.Generations(v.Context(), e.Name)
	if err != nil {
		return nil, err
	}
	if out.Given, err = d.given(v, e); err != nil {
		return nil, err
	}
	for _, g := range all {
		row := d.generationRow(e, g, all)
		if row.Current && row.Forced != "" {
			out.Back = before(all, g.Number)
		}
		switch {
		case row.Current:
			out.Current, out.Count = &row, len(g.Packages)
			for _, p := range g.Packages {
				p = commonhall.Package{Manager: plain(p.Manager, 20), Name: plain(p.Name, 80), Version: plain(p.Version, 40)}
				if strings.Contains(strings.ToLower(p.Name), strings.ToLower(out.Query)) {
					out.Packages = append(out.Packages, p)
				}
			}
			out.Kept = append(out.Kept, row)
		case g.Tree == "":
			out.Gone = append(out.Gone, row)
		default:
			out.Kept = append(out.Kept, row)
		}
	}
	for _, p := range d.cfg.Environments.Jobs(e.Name) {
		if p.Ended.IsZero() {
			out.Job = &JobLink{URL: jobURL(p.ID), By: plain(p.By, 80)}
		}
	}
	if out.Older, err = d.olderServers(v.Context(), e); err != nil {
		return nil, err
	}
	return out, d.draftViews(v, e, out)
}

func (d *Door) generationRow(e commonhall.Environment, g commonhall.Generation, all []commonhall.Generation) GenerationRow {
	now := d.cfg.Now()
	row := GenerationRow{Number: g.Number, Current: g.Number == e.Current, Newer: g.Number > e.Current, By: plain(g.By, 80), Why: plain(g.Why, 500), Base: g.Base,
		At: When(g.Created.In(now.Location()), now), Forced: plain(g.Forced, 500), Packages: len(g.Packages), Files: g.Files, Size: commonhall.FormatBytes(g.Bytes)}
	if g.Base == 0 {
		row.Changes = "made from nothing: " + plural(float64(len(g.Packages)), "package", "packages")
		return row
	}
	row.Changes = "what changed is not known any more"
	forgotten := func(g commonhall.Generation) bool { return g.Tree == "" && len(g.Packages) == 0 } // its list was too long to keep
	for _, b := range all {
		if b.Number == g.Base && !forgotten(b) && !forgotten(g) {
			row.Changes = inWords(commonhall.ComparePackages(b.Packages, g.Packages))
		}
	}
	return row
}

// draftViews fills in the drafts: the visitor's own, and those of others.
func (d *Door) draftViews(v *visit, e commonhall.Environment, out *EnvironmentView) error {
	me, now := v.id.User.Name, d.cfg.Now()
	s, err := d.servers.Get(v.Context(), me.Default())
	if err != nil {
		return err
	}
	running := ""
	if s.State.Active() && s.Software != nil && s.Software.Environment == e.Name {
		running = s.Software.Draft
	}
	switch own, err := d.cfg.Environments.Draft(v.Context(), e.Name, me); {
	case err == nil:
		view := d.draftView(v, own)
		out.Draft = &view
		out.InServer = running != "" && strings.HasSuffix(running, "/"+string(own.Draft.Tree))
	case commonhall.KindOf(err) != commonhall.NotFound:
		d.log.Warn("a draft cannot be read", "environment", e.Name, "user", me, "error", err)
		out.Draft = &DraftView{User: me, Own: true, Problem: sentences(commonhall.ForPerson(err))}
	}
	if out.Elsewhere, err = d.elsewhere(v, e, s); err != nil {
		return err
	}
	out.Stale = running != "" && !out.InServer && (out.Draft == nil || out.Draft.Problem == "")
	switch last, err := d.cfg.Environments.Discarded(v.Context(), e.Name, me); {
	case err != nil:
		return err
	case last != nil && (out.Draft == nil || out.Draft.Empty || out.Draft.Done):
		out.Discarded = When(last.Discarded.In(now.Location()), now)
	}
	others, err := d.cfg.Environments.Drafts(v.Context(), e.Name)
	if err != nil {
		// The rest of the page is of use without them.
		d.log.Warn("drafts cannot be read", "environment", e.Name, "error", err)
	}
	for _, o := range others {
		if o.Draft.User != me {
			out.Others = append(out.Others, d.draftView(v, o))
		}
	}
	return nil
}

func (d *Door) draftView(v *visit, diff environment.Difference) DraftView {
	now := d.cfg.Now()
	return DraftView{User: diff.Draft.User, Own: diff.Draft.User == v.id.User.Name, Base: diff.Draft.Base, Current: diff.Current, Created: When(diff.Draft.Created.In(now.Location()), now),
		Changes: changesView(diff.Changes), Empty: diff.Empty, Done: diff.Done, Made: diff.Draft.Published, Since: diff.Since, Over: diff.Over && !diff.Done, Reverted: changesView(diff.Reverted)}
}
