package server

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
)

// When servers are stopped by themselves: after how long without use, and at what age.
// Both are kept with the limits, and counted as they are: the narrowest decision wins. But
// no run has them for itself; what is decided counts at once, after a notice (decision 048).

// never is the value of who is never stopped: more than any time that can be given.
const never = 100 * 365 * 24 * 3600.0

// IsLive reports whether a limit counts at once and for whatever runs, and is no property of a run.
func IsLive(name commonhall.LimitName) bool {
	return name == commonhall.LimitIdle || name == commonhall.LimitAge
}

func allLive(values map[commonhall.LimitName]float64) bool {
	for name := range values {
		if !IsLive(name) {
			return false
		}
	}
	return true
}

// parseTime reads a time, as 90m, as seconds, or as never, which 0 is too.
func parseTime(text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if d, err2 := time.ParseDuration(text); err2 == nil {
		v, err = d.Seconds(), nil
	} else if strings.EqualFold(text, "never") {
		v, err = 0, nil
	}
	switch {
	case err != nil || v < 0:
		return 0, errors.Join(err, errors.New("no time"))
	case v == 0:
		return never, nil
	case v >= 10*365*24*3600:
		return 0, errors.New("longer than any server runs")
	}
	return v, nil
}

// timeWords writes it for people.
func timeWords(v float64) string {
	if v == 0 || v >= never {
		return "never"
	}
	return longWords(time.Duration(v) * time.Second)
}

// TimeText writes it as it is typed.
func TimeText(v float64) string {
	if v == 0 || v >= never {
		return "never"
	}
	text := (time.Duration(v) * time.Second).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// everybodys is what whoever was given nothing has of a limit: what was decided for all, or
// what the settings say.
func (m *Manager) everybodys(name commonhall.LimitName, given []commonhall.GivenLimit) float64 {
	for _, g := range given {
		if g.Kind == commonhall.ForAll && g.Limit == name {
			return g.Value
		}
	}
	switch name {
	case commonhall.LimitIdle:
		return m.cfg.IdleStop.Seconds()
	case commonhall.LimitAge:
		return m.cfg.MaxAge.Seconds()
	}
	return m.cfg.Limits.Get(name)
}

// rule says after how long a server is stopped, 0 for never, and who decided that.
type rule struct {
	limit commonhall.LimitName
	after time.Duration
	whose commonhall.Origin
}

// notice is how long before its stop a person is told.
func (r rule) notice() time.Duration { return min(time.Hour, r.after/4) }

// why says why a server was stopped.
func (r rule) why() string {
	text := "nobody used it for " + longWords(r.after)
	if r.limit == commonhall.LimitAge {
		text = "it had run for " + longWords(r.after) + ", as long as a server may"
	}
	if r.whose.By != "default" {
		text += " (" + r.whose.Words() + ")"
	}
	return text
}

// rules are those of one person's servers.
type rules struct{ idle, age rule }

// rulesFor returns those of people who have a server, by name, and reports whether there are any.
func (m *Manager) rulesFor(ctx context.Context, people map[commonhall.UserName]int) (out map[commonhall.UserName]rules, any bool, err error) {
	given, err := m.decided(ctx)
	if err != nil {
		return nil, false, err
	}
	given = slices.DeleteFunc(given, func(g commonhall.GivenLimit) bool { return !IsLive(g.Limit) })
	in := map[commonhall.UserName][]commonhall.Membership{}
	names := make([]commonhall.UserName, 0, len(people))
	for name := range people {
		names = append(names, name)
	}
	if m.cfg.Groups != nil && len(names) > 0 && slices.ContainsFunc(given, func(g commonhall.GivenLimit) bool { return g.Kind == commonhall.ForGroup }) {
		if in, err = m.cfg.Groups.Memberships(ctx, names...); err != nil {
			return nil, false, err
		}
	}
	out = map[commonhall.UserName]rules{}
	for name, uid := range people {
		r := rules{m.ruleFor(commonhall.LimitIdle, uid, in[name], given), m.ruleFor(commonhall.LimitAge, uid, in[name], given)}
		any = any || r.idle.after > 0 || r.age.after > 0
		out[name] = r
	}
	return out, any, nil
}

// ruleFor is one of them: the person's, or the most generous of their groups', or everybody's.
func (m *Manager) ruleFor(limit commonhall.LimitName, uid int, in []commonhall.Membership, given []commonhall.GivenLimit) rule {
	value, whose := m.everybodys(limit, given), commonhall.Origin{By: "default"}
	for _, g := range given {
		mine := g.Kind == commonhall.ForUser && g.Who == uid
		groups := g.Kind == commonhall.ForGroup && whose.By != "user" && (whose.By == "default" || g.Value > value) &&
			slices.ContainsFunc(in, func(in commonhall.Membership) bool { return in.GID == g.Who })
		if g.Limit == limit && (mine || groups) {
			value, whose = g.Value, commonhall.Origin{By: string(g.Kind), Group: g.Group}
		}
	}
	if value >= never {
		value = 0
	}
	return rule{limit: limit, after: time.Duration(value) * time.Second, whose: whose}
}
