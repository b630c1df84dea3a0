package server

import (
	"slices"
	"strings"
	"testing"

	"commonhall"
)

// TestWhoReachesTheInternet: the narrowest decision counts, of several groups the one that
// opens; an app that has no network has none for anybody, and nobody is given more than the
// settings allow. It holds from the next start on.
func TestWhoReachesTheInternet(t *testing.T) {
	limited(t, func(h *house) {
		h.kill()
		h.cfg.Limits.Net, h.cfg.Most.Net = commonhall.NetworkInternet, commonhall.NetworkInternet
		for i := range h.cfg.Apps {
			if h.cfg.Apps[i].Name == "lost" { // an exam's
				h.cfg.Apps[i].Limits.Net = commonhall.NetworkNone
			}
		}
		h.boot()
		is := func(what string, app commonhall.AppName, words, why string) {
			t.Helper()
			u, err := h.db.User(h.ctx(), "ada")
			h.must(err)
			held, err := h.LimitsFor(h.ctx(), u, h.App(app))
			h.must(err)
			net := held[slices.IndexFunc(held, func(l Held) bool { return l.Limit == commonhall.LimitNet })]
			if net.Words() != words || net.Why() != why {
				t.Errorf("%s: %s. %s", what, net.Words(), net.Why())
			}
		}
		set := func(kind commonhall.ChoiceKind, who, text string) {
			t.Helper()
			_, err := h.set(kind, who, text, false, false)
			h.must(err)
		}
		const closed = "Set for this app. It has no network, whoever starts it and whatever was set for them."
		is("nobody said anything", "page", "internet", "The same for everybody.")
		is("an app without", "lost", "none", closed)
		h.start("ada", "page")
		first := h.until("ada", commonhall.Ready)
		set(commonhall.ForGroup, "Physics-11", "network=none")
		is("a group without", "page", "none", "Set for the group Physics-11.")
		set(commonhall.ForGroup, "math", "network=internet")
		is("two groups", "page", "internet", "Set for the group math. The group Physics-11 gives none: of several groups the one that gives most counts.")
		set(commonhall.ForUser, "ada", "network=none")
		is("the person", "page", "none", "Set for this person.")
		set(commonhall.ForUser, "ada", "network=internet")
		is("the person in the app without", "lost", "none", closed)
		set(commonhall.ForUser, "ada", "network=none")
		if out, err := h.set(commonhall.ForUser, "ada", "network=none", true, false); err != nil || h.get("ada").Limits.Net != commonhall.NetworkInternet {
			t.Errorf("while it runs: %+v, %v, %+v", out, err, h.get("ada"))
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		h.start("ada", "page")
		second := h.until("ada", commonhall.Ready)
		for id, want := range map[commonhall.ServerID]commonhall.Network{first.ID: commonhall.NetworkInternet, second.ID: commonhall.NetworkNone} {
			if spec, err := h.sp.Spec(id); err == nil && (spec.Network != want || spec.Limits.Net != want) {
				t.Errorf("the run has %+v", spec)
			}
		}
		if s := h.stored("ada"); s.Limits.Net != commonhall.NetworkNone || s.Origins[commonhall.LimitNet].By != "user" || h.get("ada").Network != commonhall.NetworkNone {
			t.Errorf("the record has %+v", s)
		}
	})
}

// TestNoMoreThanTheSettingsAllow: in a place without the internet nobody is given it.
func TestNoMoreThanTheSettingsAllow(t *testing.T) {
	limited(t, func(h *house) {
		h.kill()
		h.cfg.Limits.Net, h.cfg.Most.Net = commonhall.NetworkNone, commonhall.NetworkInternet
		h.boot()
		_, err := h.set(commonhall.ForUser, "ada", "network=internet bandwidth=2M", false, false)
		h.must(err)
		if got := h.has("ada", "page"); !strings.HasSuffix(got, "internet user, 2 MiB/s user") {
			t.Errorf("ada has %s", got)
		}
		h.kill()
		h.cfg.Most.Net = commonhall.NetworkNone
		h.boot()
		if got := h.has("ada", "page"); !strings.HasSuffix(got, "none user, 2 MiB/s user") {
			t.Errorf("ada has %s", got)
		}
		_, err = h.ParseLimit(commonhall.LimitNet, "internet")
		if e := commonhall.ForPerson(err); commonhall.KindOf(err) != commonhall.InvalidArgument || !strings.Contains(e.Msg, "more than a server may have here: at most none") || !strings.Contains(e.Hint, "servers.max_network") {
			t.Errorf("it is refused with %v", err)
		}
	})
}

// TestBandwidthWhileItRuns: it is another at once; a kernel that has none is no reason not to
// start, but it is told.
func TestBandwidthWhileItRuns(t *testing.T) {
	limited(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		out, err := h.set(commonhall.ForUser, "ada", "bandwidth=500K", true, false)
		h.must(err)
		if spec, err := h.sp.Spec(s.ID); err != nil || spec.Limits.Rate != 500<<10 || len(out.Changed) != 1 {
			t.Errorf("the run has %+v, %v; %+v", spec.Limits, err, out)
		}
		h.kill()
		h.cfg.Limits.Net = commonhall.NetworkInternet
		h.boot()
		h.odd.put(func(o *odd) { o.unbound = "a kernel without tbf" })
		h.start("ben", "page")
		h.until("ben", commonhall.Ready)
		if text := h.told(commonhall.EventServerOffline); h.get("ben").Network != commonhall.NetworkInternet ||
			!strings.Contains(text, "The server of ben has its way to the internet without the limit of its bandwidth: a kernel without tbf.") {
			t.Errorf("without its bound: %+v, %q", h.get("ben"), text)
		}
		h.happened()
		_, err = h.set(commonhall.ForUser, "ben", "bandwidth=700K", true, false)
		h.must(err)
		if text := h.told(commonhall.EventServerOffline); !strings.Contains(text, "The server of ben has its way to the internet without the limit of its bandwidth: a kernel without tbf.") {
			t.Errorf("without another bound while it runs: %q", text)
		}
	})
}
