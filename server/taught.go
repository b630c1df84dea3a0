package server

import (
	"context"
	"slices"

	"commonhall"
)

// What who teaches a group decides about it: when its servers are stopped by themselves. They
// stop them earlier than administrators decided, and never later: what one server holds of the
// machine others do not have (decision 057). Their decision is kept beside the administrators',
// which goes on holding as a bound when it changes.

// endless is a time as one can compare it: 0 stands for never.
func endless(v float64) float64 {
	if v == 0 {
		return never
	}
	return v
}

// decided returns what was given to people and groups, of each group what counts of its
// administrators' and its teachers' decisions together.
func (m *Manager) decided(ctx context.Context) ([]commonhall.GivenLimit, error) {
	all, err := m.store.Limits(ctx)
	if err != nil {
		return nil, err
	}
	var out, taught []commonhall.GivenLimit
	for _, g := range all {
		switch {
		case g.Kind != commonhall.ByTeachers:
			out = append(out, g)
		case IsLive(g.Limit):
			taught = append(taught, g)
		}
	}
	for _, t := range taught {
		i := slices.IndexFunc(out, func(g commonhall.GivenLimit) bool {
			return g.Kind == commonhall.ForGroup && g.Who == t.Who && g.Limit == t.Limit
		})
		if i < 0 {
			t.Kind, t.Value = commonhall.ForGroup, min(t.Value, endless(m.everybodys(t.Limit, all)))
			out = append(out, t)
		} else {
			out[i].Value = min(out[i].Value, t.Value)
		}
	}
	return out, nil
}

// TaughtTime is one of the times of a group, in seconds.
type TaughtTime struct {
	Limit commonhall.LimitName
	Set   float64 // by its teachers; 0: nothing
	Most  float64 // what administrators gave the group, or everybody
}

// Holds is what counts.
func (t TaughtTime) Holds() float64 {
	if t.Set == 0 {
		return t.Most
	}
	return min(t.Set, t.Most)
}

// TaughtTimes returns what the teachers of a group decided, and within what bounds.
func (m *Manager) TaughtTimes(ctx context.Context, name commonhall.GroupName) ([]TaughtTime, error) {
	if m.cfg.Groups == nil {
		return nil, commonhall.Errorf(commonhall.NotFound, "There are no groups here.")
	}
	g, err := m.cfg.Groups.Group(ctx, name)
	if err != nil {
		return nil, err
	}
	all, err := m.store.Limits(ctx)
	if err != nil {
		return nil, err
	}
	out := []TaughtTime{{Limit: commonhall.LimitIdle}, {Limit: commonhall.LimitAge}}
	for i := range out {
		t := &out[i]
		t.Most = endless(m.everybodys(t.Limit, all))
		for _, l := range all {
			switch {
			case l.Who != g.GID || l.Limit != t.Limit:
			case l.Kind == commonhall.ForGroup:
				t.Most = l.Value
			case l.Kind == commonhall.ByTeachers:
				t.Set = l.Value
			}
		}
	}
	return out, nil
}

// SetTaught writes down what the teachers of a group decide; 0 takes it back. Seen is what
// they take for decided so far, where that matters.
func (m *Manager) SetTaught(ctx context.Context, name commonhall.GroupName, values, seen map[commonhall.LimitName]float64) error {
	times, err := m.TaughtTimes(ctx, name)
	if err != nil {
		return err
	}
	for limit, v := range values {
		i := slices.IndexFunc(times, func(t TaughtTime) bool { return t.Limit == limit })
		if i < 0 {
			return commonhall.Errorf(commonhall.PermissionDenied, "Teachers decide idle_stop and max_age of a group, and not %s.", string(limit)).
				WithHint("Ask an administrator: what one server gets others do not have.")
		}
		if most := times[i].Most; v > most {
			return commonhall.Errorf(commonhall.InvalidArgument, "%s would be %s, longer than the group may have: %s.", string(limit), LimitWords(limit, v), LimitWords(limit, most)).
				WithHint("An administrator can give the group more.")
		}
	}
	_, err = m.SetLimits(ctx, LimitChange{Kind: commonhall.ByTeachers, Who: string(name), Values: values, Seen: seen})
	return err
}
