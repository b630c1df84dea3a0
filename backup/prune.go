package backup

import (
	"context"
	"fmt"
	"time"
)

// Keep says which snapshots stay: the last ones, and of so many days, weeks and
// months that have any the newest each. 0 keeps none for that reason.
type Keep struct{ Last, Daily, Weekly, Monthly int }

// chosen returns which of snapshots, the oldest first, stay. Those of a time that has not
// come yet stay and count for nothing: they would push out each new one.
func (k Keep) chosen(all []*Snapshot, now time.Time) map[string]bool {
	stay := map[string]bool{}
	for len(all) > 0 && all[len(all)-1].Time.After(now.Add(skew)) {
		stay[all[len(all)-1].Name] = true
		all = all[:len(all)-1]
	}
	for i := len(all) - 1; i >= 0 && i >= len(all)-k.Last; i-- {
		stay[all[i].Name] = true
	}
	for _, rule := range []struct {
		n   int
		key func(time.Time) string
	}{
		{k.Daily, func(t time.Time) string { return t.Format("2006-01-02") }},
		{k.Weekly, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, "-", w) }},
		{k.Monthly, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		last, left := "", rule.n
		for i := len(all) - 1; i >= 0 && left > 0; i-- {
			if key := rule.key(all[i].Time.Local()); key != last {
				stay[all[i].Name], last = true, key
				if all[i].asMuchAs(all[len(all)-1]) {
					left--
				}
			}
		}
	}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Complete {
			stay[all[i].Name] = true
			break
		}
	}
	have := map[string]bool{} // parts: those after the last one with a database have none, say
	for i := len(all) - 1; i >= 0; i-- {
		for _, part := range all[i].Parts {
			if name := string(part.Name); !have[name] {
				have[name], stay[all[i].Name] = true, true
			}
		}
	}
	if len(all) > 0 {
		stay[all[len(all)-1].Name] = true
	}
	return stay
}

// asMuchAs reports whether s has each part that other has. One that was made while the disk of
// the homes was away takes no place of one that has them.
func (s *Snapshot) asMuchAs(other *Snapshot) bool {
	for i := range other.Parts {
		if s.Part(string(other.Parts[i].Name)) == nil {
			return false
		}
	}
	return true
}

// Pruned says what went.
type Pruned struct {
	Kept, Snapshots, Objects int
	Bytes                    int64 // that became free
}

// Prune removes snapshots that need not stay, and objects that no other refers to.
// Where one that stays cannot be read in whole, it removes nothing.
func (r *Repository) Prune(ctx context.Context, k Keep) (Pruned, error) {
	var p Pruned
	lock, err := r.lock(ctx, lockPrune)
	if err != nil {
		return p, err
	}
	defer lock.release()
	ctx = lock.ctx
	names, err := r.List(ctx)
	if err != nil {
		return p, err
	}
	var all []*Snapshot
	for _, name := range names {
		s, err := r.Snapshot(ctx, name)
		if err != nil {
			return p, fmt.Errorf("nothing was removed, because nobody knows what is still needed: %w", err)
		}
		all = append(all, s)
	}
	stay := k.chosen(all, time.Now())
	m := marker{ctx: ctx, r: r, used: map[ID]role{}}
	for _, s := range all {
		if !stay[s.Name] {
			continue
		}
		p.Kept++
		for i := range s.Parts {
			if err := m.node(&s.Parts[i]); err != nil {
				return p, fmt.Errorf("nothing was removed, because nobody knows what is still needed: the snapshot %s: %w", s.Name, err)
			}
		}
	}
	if err := lock.held(); err != nil {
		return p, err
	}
	for _, s := range all {
		if stay[s.Name] {
			continue
		}
		if err := r.target.Remove(ctx, snapshots+"/"+s.Name); err != nil {
			return p, lock.explain(err)
		}
		p.Snapshots++
	}
	// Snapshots are surely gone before what they refer to goes.
	if err := r.target.Sync(ctx); err != nil {
		return p, err
	}
	return p, lock.explain(r.sweep(ctx, m.used, &p))
}

// sweep removes the objects that nobody uses.
func (r *Repository) sweep(ctx context.Context, used map[ID]role, p *Pruned) error {
	err := r.target.List(ctx, objects, func(name string, size int64) error {
		id, ok := objectID(name)
		if !ok || used[id] != 0 {
			return nil
		}
		p.Objects++
		p.Bytes += size
		return r.target.Remove(ctx, name)
	})
	if err != nil {
		return err
	}
	return r.target.Sync(ctx)
}

// marker collects what snapshots refer to. What two have in common it reads once.
// In what role an object is known counts too: somebody could keep a file that reads
// exactly as a folder's list does, and that file tells nothing of what is below.
type marker struct {
	ctx  context.Context
	r    *Repository
	used map[ID]role
}

type role uint8

const (
	isUsed   role = 1 << iota
	isWalked      // a folder's, and everything below it is known
	isListed      // a list, and all blocks in it are known
)

func (m *marker) node(n *Node) error {
	if n.Type != TypeFolder {
		return m.content(n.Content, isUsed)
	}
	if m.walked(n.Content) {
		return nil // the same folder of another snapshot
	}
	for child, err := range m.r.entries(m.ctx, n.Content, m.ahead) {
		if err != nil {
			return err
		}
		if err := m.node(child); err != nil {
			return err
		}
	}
	return m.content(n.Content, isUsed|isWalked) // only now: all below it is known
}

// ahead is the list of a folder that no other snapshot has.
func (m *marker) ahead(n *Node) []ID {
	if n.Type == TypeFolder && m.walked(n.Content) {
		return nil
	}
	return folders(n)
}

func (m *marker) walked(c Content) bool {
	for _, ids := range [][]ID{c.Lists, c.Blocks} {
		for _, id := range ids {
			if m.used[id]&isWalked == 0 {
				return false
			}
		}
	}
	return true
}

func (m *marker) content(c Content, as role) error {
	for _, list := range c.Lists {
		if m.used[list]&isListed == 0 {
			if err := m.r.ids(m.ctx, Content{Lists: []ID{list}}, func(id ID) error { m.used[id] |= isUsed; return nil }); err != nil {
				return err
			}
		}
		m.used[list] |= as | isListed
	}
	for _, id := range c.Blocks {
		m.used[id] |= as
	}
	return nil
}
