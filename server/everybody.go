package server

import (
	"context"
	"slices"

	"commonhall"
)

// What everybody has, and who uses nearly all of it.

// Everybodys is one limit of whoever was given nothing.
type Everybodys struct {
	Limit    commonhall.LimitName
	Value    float64 // that holds
	Settings float64 // what the settings say, in whose place a decision is
	Decided  bool
}

// LimitsForAll returns what whoever was given nothing has.
func (m *Manager) LimitsForAll(ctx context.Context) ([]Everybodys, error) {
	given, err := m.store.Limits(ctx)
	if err != nil {
		return nil, err
	}
	var out []Everybodys
	for _, b := range m.limitBounds() {
		out = append(out, Everybodys{Limit: b.name, Value: m.everybodys(b.name, given), Settings: m.everybodys(b.name, nil),
			Decided: slices.ContainsFunc(given, func(g commonhall.GivenLimit) bool {
				return g.Kind == commonhall.ForAll && g.Limit == b.name
			})})
	}
	return out, nil
}

// Use is what somebody uses of their limit of the disk.
type Use struct {
	Name  commonhall.UserName
	Disk  Disk
	Share float64 // of the bytes or of the files, whichever is more
}

// Near returns those of people who use at least that share of their limit of the disk, the
// fullest first.
func (m *Manager) Near(ctx context.Context, part float64, people []commonhall.User) ([]Use, error) {
	all, err := m.Disks(ctx, people...)
	if err != nil {
		return nil, commonhall.Errorf(commonhall.Unavailable, "The disk of people's homes does not answer in time.").WithHint("Try again in a moment.").Because(err)
	}
	out := []Use{}
	for name, d := range all {
		if used := max(share(d.Used, d.Limit), share(d.Files, d.MaxFiles)); used >= part && d.Limit > 0 {
			out = append(out, Use{name, d, used})
		}
	}
	slices.SortFunc(out, func(a, b Use) int {
		switch {
		case a.Share > b.Share || a.Share == b.Share && a.Name < b.Name:
			return -1
		}
		return 1
	})
	return out, nil
}
