package web

import (
	"context"
	"strings"

	"commonhall"
	"commonhall/server"
)

// What a person's own page says of the software that their server has.

// RenewalView tells that the software changed after a server started.
type RenewalView struct {
	By      string
	At      Moment // when the generation was made that is current now
	Back    bool   // an earlier one is current again
	Why     string
	Changes string // against what the server has
}

// DraftNote tells that what is installed goes into a draft.
type DraftNote struct {
	Title, URL string
	Since      *RenewalView // what the draft does not have
	Gone       bool         // the draft was discarded: it ends with the server
}

// renewed returns the environment that a server sees, where its current generation is
// not what the server began with.
func (d *Door) renewed(ctx context.Context, s commonhall.Server) (e commonhall.Environment, yes bool) {
	if d.cfg.Environments == nil || !s.State.Active() || s.Software == nil {
		return e, false
	}
	e, err := d.cfg.Environments.Get(ctx, s.Software.Environment)
	return e, err == nil && e.Current != 0 && e.Current != s.Software.Generation
}

// ownSoftware fills in what the home page says of the software of a server.
func (d *Door) ownSoftware(v *visit, s commonhall.Server, view *HomeView) error {
	var err error
	if view.Which, err = d.which(v.Context(), v.id.User, s, true); err != nil {
		return err
	}
	if d.cfg.Environments == nil || s.Software == nil {
		return nil
	}
	view.Trouble, view.Own = d.trouble(v, s), ownView(s)
	if s.State != commonhall.Ready {
		view.News = d.news(v, s)
		return nil
	}
	e, changed := d.renewed(v.Context(), s)
	if s.Software.Draft == "" {
		if changed {
			view.Renewal, err = d.renewal(v, e, s.Software.Generation)
		}
		return err
	}
	if e.Name == "" {
		return nil
	}
	note := &DraftNote{Title: title(e), URL: softwareURL(e.Name)}
	view.Draft = note
	gone, err := d.cfg.Environments.Discarded(v.Context(), e.Name, s.User)
	if note.Gone = gone != nil && strings.HasSuffix(s.Software.Draft, "/"+string(gone.Tree)); err != nil || note.Gone || !changed {
		return err
	}
	since, err := d.renewal(v, e, s.Software.Generation)
	if err != nil {
		return err
	}
	switch diff, err := d.cfg.Environments.Draft(v.Context(), e.Name, s.User); {
	case commonhall.KindOf(err) == commonhall.NotFound: // discarded at this moment
		note.Gone = true
	case err != nil:
		d.log.Warn("a draft cannot be read", "environment", e.Name, "user", s.User, "error", err)
	case diff.Empty, diff.Done && diff.Draft.Published != e.Current:
		view.Renewal = since // nothing is in the draft: a restart has the new one
	case diff.Over:
		note.Since = since
	}
	return nil
}

// renewal says what is different between a generation and the current one.
func (d *Door) renewal(v *visit, e commonhall.Environment, had int) (*RenewalView, error) {
	all, err := d.cfg.Environments.Generations(v.Context(), e.Name)
	if err != nil {
		return nil, err
	}
	var was, is commonhall.Generation
	for _, g := range all {
		switch g.Number {
		case had:
			was = g
		case e.Current:
			is = g
		}
	}
	now := d.cfg.Now()
	return &RenewalView{By: plain(is.By, 80), At: When(is.Created.In(now.Location()), now), Back: e.Current < had, Why: plain(is.Why, 200),
		Changes: inWords(commonhall.ComparePackages(was.Packages, is.Packages))}, nil
}

// news is what the next start of a server brings that its last run did not have; nil
// where that is nothing, or a draft's.
func (d *Door) news(v *visit, s commonhall.Server) *RenewalView {
	if d.cfg.Environments == nil || s.State.Active() || s.Software == nil || s.Software.Draft != "" {
		return nil
	}
	c, err := d.cfg.Environments.ChoiceFor(v.Context(), v.id.User, d.servers.App(s.App))
	if err != nil || c.Environment != s.Software.Environment {
		return nil
	}
	e, err := d.cfg.Environments.Get(v.Context(), c.Environment)
	if err != nil || e.Current == 0 || e.Current == s.Software.Generation {
		return nil
	}
	news, err := d.renewal(v, e, s.Software.Generation)
	if err != nil {
		d.log.Warn("generations cannot be read", "environment", e.Name, "error", err)
		return nil
	}
	return news
}

// restart stops the visitor's server and starts it with the same app. Whoever asked
// may have left meanwhile: a server that was to start again does.
func (d *Door) restart(v *visit) error { return d.restartAs(v, server.AsUsual) }

func (d *Door) restartAs(v *visit, manner server.Manner) error {
	name, ctx := v.id.User.Name, context.WithoutCancel(v.Context())
	s, err := d.servers.Get(ctx, name.Default())
	if err != nil {
		return err
	}
	if err := d.servers.Stop(ctx, name.Default(), string(name)); err != nil {
		return err
	}
	err = d.servers.StartAs(ctx, name.Default(), server.Wish{Patient: true, Again: true, App: s.App, Manner: manner})
	if kind := commonhall.KindOf(err); err != nil && kind == commonhall.InvalidArgument {
		err = d.servers.StartAs(ctx, name.Default(), server.Wish{Patient: true, Again: true, Manner: manner}) // its app is no longer offered
	}
	if err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists {
		return err
	}
	return seeOther(v, pendingURL(name.Default(), ""))
}

// markOlder fills in who runs on software that was renewed since.
func (d *Door) markOlder(v *visit, view *AdminView) error {
	if d.cfg.Environments == nil {
		return nil
	}
	all, err := d.cfg.Environments.List(v.Context())
	for _, e := range all {
		n, err := d.olderServers(v.Context(), e)
		if err != nil {
			return err
		}
		view.Older += n
		for i, row := range view.People {
			s, err := d.servers.Get(v.Context(), row.Name.Default())
			if err != nil {
				return err
			}
			if s.State.Active() && s.Software != nil && isOlder(*s.Software, e) {
				view.People[i].Older = true
			}
		}
	}
	return err
}
