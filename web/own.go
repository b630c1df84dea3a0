package web

import (
	"time"

	"commonhall"
	"commonhall/server"
)

// What the pages say of what a person has installed for themselves, and of a start that
// failed with what they or somebody else installed.

// OwnView offers to set aside what a person has installed for themselves, or to bring
// that back.
type OwnView struct {
	Place string // of their packages, as ~/.env/python
	Away  bool   // they are set aside
	Runs  bool   // the server runs, so either restarts it
}

// TroubleView is what a failed start had of the software, and what may help.
type TroubleView struct {
	Draft bool        // the person's draft
	Own   string      // where their own packages lie, where a start without them may help
	New   *RecentView // a generation that somebody published not long ago
}

// RecentView is a generation that may be the reason.
type RecentView struct {
	GenerationRow
	Gone bool   // another one is current by now
	URL  string // where the visitor may take it back
}

// ownPlace is where a person's own packages lie that a server sees; "" where it sees
// none: what a draft takes is no one's own.
func ownPlace(s commonhall.Server) string {
	if s.Software == nil || s.Software.Draft != "" {
		return ""
	}
	return "~/.env/" + string(s.Software.Environment)
}

// ownView is of the home page.
func ownView(s commonhall.Server) *OwnView {
	view := &OwnView{Place: ownPlace(s), Runs: s.State == commonhall.Ready}
	if view.Place == "" || s.State.Active() && !view.Runs {
		return nil
	}
	view.Away = s.Software.Own == commonhall.OwnAside || s.Software.Own == commonhall.OwnAway
	if !view.Away && !view.Runs {
		return nil
	}
	return view
}

// moveOwn sets aside what the visitor has installed for themselves, or brings it back:
// their server does, when it starts.
func (d *Door) moveOwn(v *visit) error {
	manner := server.Manner(v.PostFormValue("manner"))
	if manner != server.WithoutOwn && manner != server.WithOwn {
		return commonhall.Errorf(commonhall.InvalidArgument, "It does not say whether your own packages are to be set aside or brought back.").
			WithHint("Go back, and use one of the buttons.")
	}
	return d.restartAs(v, manner)
}

// recent is how long a generation may be the reason for a start that fails.
const recent = 7 * 24 * time.Hour

// trouble is what the page of a failed start says; nil where the software has no part
// in it.
func (d *Door) trouble(v *visit, s commonhall.Server) *TroubleView {
	if d.cfg.Environments == nil || s.State != commonhall.Failed || s.Software == nil || s.End == nil {
		return nil
	}
	out := &TroubleView{Draft: s.Software.Draft != ""}
	switch s.End.Cause {
	case commonhall.EndSetup:
		// Nothing of theirs ran.
	case commonhall.EndNoCommand:
		out.New = d.recent(v, s)
	default:
		out.New = d.recent(v, s)
		if s.Software.Own != commonhall.OwnAside {
			out.Own = ownPlace(s)
		}
	}
	if *out == (TroubleView{}) {
		return nil
	}
	return out
}

// recent returns the generation that a server was started with, where somebody
// published it not long ago and the person's server has never served with it.
func (d *Door) recent(v *visit, s commonhall.Server) *RecentView {
	if s.Software.Draft != "" || s.Software.Proven {
		return nil
	}
	e, err := d.cfg.Environments.Get(v.Context(), s.Software.Environment)
	if err != nil {
		return nil
	}
	all, err := d.cfg.Environments.Generations(v.Context(), e.Name)
	if err != nil {
		d.log.Warn("generations cannot be read", "environment", e.Name, "error", err)
	}
	for _, g := range all {
		if g.Number != s.Software.Generation || g.Base == 0 || d.cfg.Now().Sub(g.Created) > recent {
			continue
		}
		view := &RecentView{GenerationRow: d.generationRow(e, g, all), Gone: g.Number != e.Current}
		if d.mayChange(v, e.Name) {
			view.URL = softwareURL(e.Name) + "#generations"
		}
		return view
	}
	return nil
}
