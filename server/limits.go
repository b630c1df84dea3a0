package server

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/config"
)

// What servers may use. For each limit by itself the narrowest decision counts: one
// about the person, about a group of theirs, about the app, or what everybody has.

// bounds are what may be given of one limit.
type bounds struct {
	name        commonhall.LimitName
	least, most float64
	why         string // why not less
	form        string // what it looks like
}

// isSize reports whether a limit is a number of bytes.
func isSize(name commonhall.LimitName) bool {
	return name == commonhall.LimitMemory || name == commonhall.LimitSoft || name == commonhall.LimitTmp || name == commonhall.LimitDisk || name == commonhall.GuaranteeMemory
}

// isCores reports whether a limit is a number of cores.
func isCores(name commonhall.LimitName) bool {
	return name == commonhall.LimitCPU || name == commonhall.GuaranteeCPU
}

// isOfStart reports whether a limit stays what it was at the start of a run.
func isOfStart(name commonhall.LimitName) bool {
	return name == commonhall.LimitFiles || name == commonhall.LimitTmp || name == commonhall.LimitNet
}

// limitBounds lists the limits in the order in which people read them.
func (m *Manager) limitBounds() []bounds {
	const size, cores, duration = "an amount such as 4G or 512M", "a number of cores, such as 2 or 0.5", "a time such as 45m, 12h or never"
	list := []bounds{
		{commonhall.LimitMemory, 64 << 20, 16 << 40, "With less no notebook starts.", size},
		{commonhall.LimitSoft, 64 << 20, 16 << 40, "With less no notebook starts.", size},
		{commonhall.LimitCPU, 0.1, 1024, "With less nothing answers in time.", cores},
		{commonhall.LimitWeight, 1, 10_000, "100 is what everybody has.", "a whole number: 200 is twice what others get who wait as well"},
		{commonhall.LimitPIDs, 32, 4 << 20, "With fewer no notebook starts.", "a number of processes and threads, such as 512"},
		{commonhall.LimitFiles, 256, 1 << 19, "With fewer no notebook starts.", "a number of open files for each process, such as 20000"},
		{commonhall.LimitTmp, 1 << 20, 16 << 40, "With less few programs work.", size},
		{commonhall.LimitIO, 1, 10_000, "100 is what everybody has.", "a whole number: 200 is twice what others get who wait for the same disk"},
		{commonhall.LimitDisk, 16 << 20, 16 << 40, "With less nobody can work.", size},
		{commonhall.GuaranteeMemory, 1 << 20, 16 << 40, "To guarantee nothing, take it back: limit unset memory_guarantee.", size},
		{commonhall.GuaranteeCPU, 0.01, 1024, "To guarantee nothing, take it back: limit unset cpu_guarantee.", cores},
		{commonhall.LimitNet, 1, 2, "", "internet or none"},
		{commonhall.LimitRate, 16 << 10, 100 << 30, "With less no page is ever there.", "bytes a second, such as 2M or 500K"},
		{commonhall.LimitIdle, 5 * 60, never, "Whoever has a break comes back after that.", duration},
		{commonhall.LimitAge, 30 * 60, never, "In less nobody gets anything done.", duration},
	}
	for i, b := range list {
		most := m.cfg.Most.Get(b.name)
		if isSize(b.name) && b.name != commonhall.LimitDisk {
			most = m.cfg.Most.Get(commonhall.LimitMemory)
		} else if isCores(b.name) {
			most = m.cfg.Most.Get(commonhall.LimitCPU)
		}
		if most > 0 {
			list[i].most = most
		}
		if room := m.cfg.Room.Get(b.name); room > 0 {
			list[i].most = min(list[i].most, room)
		}
	}
	return list
}

// Held is what holds for one limit of somebody's servers, and by whose decision.
type Held struct {
	Limit  commonhall.LimitName
	Value  float64
	Origin commonhall.Origin
	Asked  float64                 // what was decided, where that is more than may be given; else 0
	Others []commonhall.GivenLimit // of other groups of the person, which give less
	More   string                  // what else there is to know, in a sentence
}

// closed reports whether an app has no network, whoever starts it: that it is kept from
// the internet is a property of the app, such as an exam's, and not a measure of need.
func (h Held) closed() bool {
	return h.Limit == commonhall.LimitNet && h.Origin.By == "app" && commonhall.NetworkAt(h.Value) == commonhall.NetworkNone
}

// Words are the value as people read it.
func (h Held) Words() string { return LimitWords(h.Limit, h.Value) }

// Why says in a sentence or two why it is that value.
func (h Held) Why() string {
	text := h.Origin.Words()
	text = strings.ToUpper(text[:1]) + text[1:] + "."
	for _, o := range h.Others {
		text += " The group " + string(o.Group) + " gives " + LimitWords(o.Limit, o.Value) + ": of several groups the one that gives most counts."
	}
	if h.closed() {
		text += " It has no network, whoever starts it and whatever was set for them."
	}
	if h.Asked > 0 {
		text += " It is set to " + LimitWords(h.Limit, h.Asked) + ", which is more than a server may have here."
	}
	if h.More != "" {
		text += " " + h.More
	}
	return text
}

// LimitsFor returns what holds for a server of u with app when it starts.
func (m *Manager) LimitsFor(ctx context.Context, u commonhall.User, app commonhall.App) ([]Held, error) {
	given, err := m.decided(ctx)
	if err != nil {
		return nil, err
	}
	mine, err := m.givenTo(ctx, u, given)
	if err != nil {
		return nil, err
	}
	var out []Held
	for _, b := range m.limitBounds() {
		h := Held{Limit: b.name, Value: m.everybodys(b.name, given), Origin: commonhall.Origin{By: "default"}}
		if v := app.Limits.Get(b.name); v > 0 {
			h.Value, h.Origin = v, commonhall.Origin{By: "app"}
		}
		for _, g := range mine { // groups, the most generous last, then the person
			if g.Limit != b.name || h.closed() {
				continue
			}
			if h.Origin.By == "group" && g.Kind == commonhall.ForGroup && h.Value < g.Value {
				h.Others = append(h.Others, commonhall.GivenLimit{Kind: g.Kind, Group: h.Origin.Group, Limit: g.Limit, Value: h.Value})
			}
			h.Value, h.Origin = g.Value, commonhall.Origin{By: string(g.Kind), Group: g.Group}
			if g.Kind == commonhall.ForUser {
				h.Others = nil
			}
		}
		if h.Origin.By != "default" && h.Value > b.most { // the machine or the settings may be others by now
			h.Asked, h.Value = h.Value, b.most
		}
		out = append(out, h)
	}
	m.explain(out)
	return out, nil
}

// givenTo picks what concerns u: that of groups, the most generous last, then their own.
func (m *Manager) givenTo(ctx context.Context, u commonhall.User, given []commonhall.GivenLimit) ([]commonhall.GivenLimit, error) {
	var groups, own []commonhall.GivenLimit
	var in map[commonhall.UserName][]commonhall.Membership
	for _, g := range given {
		switch {
		case g.Kind == commonhall.ForUser && g.Who == u.Account.UID:
			own = append(own, g)
		case g.Kind == commonhall.ForGroup && m.cfg.Groups != nil:
			if in == nil {
				var err error
				if in, err = m.cfg.Groups.Memberships(ctx, u.Name); err != nil {
					return nil, err
				}
			}
			if slices.ContainsFunc(in[u.Name], func(g2 commonhall.Membership) bool { return g2.GID == g.Who }) {
				groups = append(groups, g)
			}
		}
	}
	slices.SortStableFunc(groups, func(a, b commonhall.GivenLimit) int { return int(math.Copysign(1, a.Value-b.Value)) })
	return append(groups, own...), nil
}

// inForce is what a run gets of what holds.
func inForce(held []Held) (l commonhall.Limits, origins map[commonhall.LimitName]commonhall.Origin) {
	origins = map[commonhall.LimitName]commonhall.Origin{}
	for _, h := range held {
		if !IsLive(h.Limit) {
			l.Set(h.Limit, h.Value)
			origins[h.Limit] = h.Origin
		}
	}
	return fitted(l), origins
}

// fitted is l without what its own limits make void: guarantees above them, and a soft mark
// below which nothing would be left.
func fitted(l commonhall.Limits) commonhall.Limits {
	for guarantee, limit := range pairs() {
		if most := l.Get(limit); most > 0 && l.Get(guarantee) > most {
			l.Set(guarantee, most)
		}
	}
	if l.Memory > 0 && l.Soft >= l.Memory {
		l.Soft = 0
	}
	return l
}

// GivenLimits returns what people and groups were given; that of people who were
// removed is left out.
func (m *Manager) GivenLimits(ctx context.Context) ([]commonhall.GivenLimit, error) {
	all, err := m.store.Limits(ctx)
	return slices.DeleteFunc(all, func(l commonhall.GivenLimit) bool {
		return l.Kind != commonhall.ForAll && l.User == "" && l.Group == ""
	}), err
}

// KnownLimit refuses a name that no limit has.
func (m *Manager) KnownLimit(name commonhall.LimitName) error {
	if !slices.ContainsFunc(m.limitBounds(), func(b bounds) bool { return b.name == name }) {
		return commonhall.Errorf(commonhall.InvalidArgument, "There is no limit called %q.", string(name)).WithHint("There are memory, memory_soft, memory_guarantee, cpu, cpu_weight, cpu_guarantee, pids, files, tmp, io_weight, network, bandwidth, disk, idle_stop and max_age, as in memory=4G cpu=2.")
	}
	return nil
}

// ParseLimit reads the value of a limit as people write it, and refuses what nobody may
// be given.
func (m *Manager) ParseLimit(name commonhall.LimitName, text string) (float64, error) {
	if err := m.KnownLimit(name); err != nil {
		return 0, err
	}
	all := m.limitBounds()
	b := all[slices.IndexFunc(all, func(b bounds) bool { return b.name == name })]
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case isSize(name) || name == commonhall.LimitRate:
		var size config.Size
		size, err = config.ParseSize(text)
		v = float64(size)
	case IsLive(name):
		v, err = parseTime(text)
	case name == commonhall.LimitNet:
		var l commonhall.Limits
		l.Net = commonhall.Network(text)
		if v, err = l.Get(name), nil; v == 0 {
			err = errors.New("no word for a network")
		}
	}
	switch {
	case err != nil || math.IsNaN(v) || !isCores(name) && v != math.Trunc(v):
		return 0, commonhall.Errorf(commonhall.InvalidArgument, "%q is no value for the limit %s.", text, string(name)).WithHint("It is " + b.form + ".")
	case v < b.least:
		return 0, commonhall.Errorf(commonhall.InvalidArgument, "%s is too little: at least %s.", string(name)+"="+text, LimitWords(name, b.least)).WithHint(b.why)
	case v > b.most:
		return 0, commonhall.Errorf(commonhall.InvalidArgument, "%s is more than a server may have here: at most %s.", string(name)+"="+text, LimitWords(name, b.most)).
			WithHint(whyMost(name))
	}
	return v, nil
}

// whyMost says where the most comes from.
func whyMost(name commonhall.LimitName) string {
	switch {
	case name == commonhall.GuaranteeMemory || name == commonhall.GuaranteeCPU:
		return "No more can be guaranteed than a server may have, nor more than the machine has without machine.keep_memory."
	case name == commonhall.LimitNet:
		return "The settings say how much may be given: servers.max_network, or else servers.network. See: commonhall config explain servers.max_network"
	case name == commonhall.LimitDisk:
		return "That is what the disk of people's homes has."
	case isSize(name):
		name = commonhall.LimitMemory
	case name != commonhall.LimitCPU && name != commonhall.LimitPIDs:
		return "The system knows no more."
	}
	return "That is what the machine has, or servers.max_" + string(name) + " in the settings. See: commonhall config explain servers.max_" + string(name)
}

// LimitChange is a decision about a person or a group.
type LimitChange struct {
	Kind   commonhall.ChoiceKind
	Who    string
	Values map[commonhall.LimitName]float64 // 0 takes one back
	Seen   map[commonhall.LimitName]float64 // what whoever decides takes for decided so far, where that matters
	Now    bool                             // servers that run get these, too; what else was decided goes on waiting
	Force  bool                             // also one that uses more memory than it would have
}

// LimitOutcome says what became of servers that run.
type LimitOutcome struct {
	Same    bool // it had been decided so before: nobody is told
	Changed []commonhall.UserName
	Later   []commonhall.UserName                          // they keep what they have until their next start
	Left    map[commonhall.UserName]error                  // why they keep it although they were not to
	Waiting map[commonhall.LimitName][]commonhall.UserName // whose server has something else until its next start, after a change of what runs
	Notice  string                                         // why one of them is not held for everybody
}

// SetLimits writes a decision down, and gives it to servers that run where that is wanted.
// A server that cannot have it at once keeps what it has, and gets it at its next start.
func (m *Manager) SetLimits(ctx context.Context, c LimitChange) (LimitOutcome, error) {
	out := LimitOutcome{Left: map[commonhall.UserName]error{}, Waiting: map[commonhall.LimitName][]commonhall.UserName{}}
	if err := m.known(ctx); err != nil {
		return out, err
	}
	who, people, whom, err := m.whose(ctx, c)
	if err != nil {
		return out, err
	}
	changed, err := m.decide(ctx, c, who, whom)
	if err != nil {
		return out, err
	}
	out.Same = len(changed.Values) == 0
	if text := changed.sentence(whom); text != "" {
		e := commonhall.Event{Name: commonhall.EventLimitsChanged, Text: text}
		if c.Kind == commonhall.ForUser {
			e.User = people[0]
		}
		m.events.Record(ctx, e)
	}
	if c.Values[commonhall.LimitDisk] > 0 {
		out.Notice = m.unheldFor(ctx, people)
	}
	defer m.glances.forget()
	if slices.ContainsFunc(slices.Collect(maps.Keys(changed.Values)), IsLive) {
		m.sweepSoon()
	}
	switch {
	case c.Now:
		m.relimit(ctx, c, people, &out)
	case !out.Same && !allLive(changed.Values):
		for _, s := range m.running(people) {
			out.Later = append(out.Later, s.name)
		}
		out.Later = slices.Compact(out.Later)
	}
	return out, nil
}

// decide writes down what of a decision is not so already. Two at once do not miss each other.
func (m *Manager) decide(ctx context.Context, c LimitChange, who int, whom string) (LimitChange, error) {
	m.deciding.Lock()
	defer m.deciding.Unlock()
	changed, err := m.changes(ctx, c, who, whom)
	if err != nil {
		return c, err
	}
	return changed, m.store.SetLimits(ctx, c.Kind, who, changed.Values)
}

// whose finds out whom a decision is about: the number, the people, and in words.
func (m *Manager) whose(ctx context.Context, c LimitChange) (who int, people []commonhall.UserName, whom string, err error) {
	if c.Kind == commonhall.ForAll {
		for _, s := range m.all() {
			people = append(people, s.name)
		}
		slices.Sort(people)
		people = slices.Compact(people)
		return 0, people, "everybody", nil
	}
	if c.Kind == commonhall.ForGroup || c.Kind == commonhall.ByTeachers {
		if m.cfg.Groups == nil {
			return 0, nil, "", commonhall.Errorf(commonhall.NotFound, "There are no groups here.")
		}
		g, err := m.cfg.Groups.Group(ctx, commonhall.GroupName(c.Who))
		return g.GID, g.Members, "the group " + string(g.Name), err
	}
	u, err := m.store.User(ctx, commonhall.UserName(c.Who))
	return u.Account.UID, []commonhall.UserName{u.Name}, string(u.Name), err
}

// sentence tells of a decision about whom.
func (c LimitChange) sentence(whom string) string {
	var set, back, live []string
	for _, name := range slices.Sorted(maps.Keys(c.Values)) {
		if v := c.Values[name]; v > 0 && IsLive(name) {
			live = append(live, string(name)+" "+LimitWords(name, v))
		} else if v > 0 {
			set = append(set, string(name)+" "+LimitWords(name, v))
		} else {
			back = append(back, string(name))
		}
	}
	var out []string
	if len(set) > 0 {
		out = append(out, "Servers of "+whom+" have other limits from their next start on: "+strings.Join(set, ", ")+".")
	}
	if len(live) > 0 {
		out = append(out, "When servers of "+whom+" are stopped by themselves was decided: "+strings.Join(live, ", ")+".")
	}
	if len(back) > 0 {
		out = append(out, "What was set for "+whom+" is taken back: "+strings.Join(back, ", ")+".")
	}
	return strings.Join(out, " ")
}
