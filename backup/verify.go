package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

// Verified says what a check found.
type Verified struct {
	Snapshots int       `json:"snapshots"`
	Files     int       `json:"files"` // of all snapshots
	Objects   int       `json:"objects"`
	Garbage   int       `json:"garbage"` // objects that nobody refers to
	Read      bool      `json:"read"`    // whether all content was read
	Newest    time.Time `json:"newest"`
	Problems  []string  `json:"problems,omitempty"` // damages, with the files that they hit
	More      int       `json:"more,omitempty"`     // problems that are not listed
}

// OK reports whether everything is whole.
func (v *Verified) OK() bool { return len(v.Problems) == 0 && v.More == 0 }

func (v *Verified) problem(format string, args ...any) {
	if len(v.Problems) == maxTold {
		v.More++
		return
	}
	v.Problems = append(v.Problems, fmt.Sprintf(format, args...))
}

// Verify checks that all snapshots and all lists of files are whole, and that all
// content is there; with readData that it is whole too. An error means that the
// check could not be made.
func (r *Repository) Verify(ctx context.Context, readData bool) (*Verified, error) {
	lock, err := r.lock(ctx, lockRead)
	if err != nil {
		return nil, err
	}
	defer lock.release()
	ctx = lock.ctx
	v := &Verified{Read: readData}
	if err := r.verifyInfo(ctx, v); err != nil {
		return nil, err
	}
	if err := r.learn(ctx); err != nil {
		return nil, err
	}
	c := &checker{marker: marker{ctx: ctx, r: r, used: map[ID]role{}}, v: v, bad: map[ID]error{}, read: readData}
	names, err := r.List(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		s, err := r.Snapshot(ctx, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // pruned meanwhile
		}
		if errors.Is(err, ErrDamaged) {
			v.problem("%v", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		v.Snapshots++
		v.Newest = s.Time
		for i := range s.Parts {
			if err := c.check(&s.Parts[i], name[:len(stampLayout)]+": "+string(s.Parts[i].Name)); err != nil {
				return nil, lock.explain(err)
			}
		}
	}
	v.Objects = len(r.known)
	for id := range r.known {
		if c.used[id] == 0 {
			v.Garbage++
		}
	}
	return v, r.strangers(ctx, v)
}

// verifyInfo checks both copies of repository.json.
func (r *Repository) verifyInfo(ctx context.Context, v *Verified) error {
	want, err := r.info.encode()
	if err != nil {
		return err
	}
	for _, name := range []string{infoName, infoCopy} {
		b, err := r.target.Get(ctx, name, 64<<10)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.problem("%s is missing; the next backup writes it again", name)
		case err != nil:
			return err
		case !slices.Equal(b, want):
			v.problem("%s is damaged; the next backup writes it again", name)
		}
	}
	return nil
}

// strangers tells names of snapshots that make no sense: a damaged one.
func (r *Repository) strangers(ctx context.Context, v *Verified) error {
	return r.target.List(ctx, snapshots, func(name string, _ int64) error {
		if _, ok := snapshotID(name[len(snapshots)+1:]); !ok {
			v.problem("%q is not the name of a snapshot", name)
		}
		return nil
	})
}

// checker walks snapshots as a marker does, and goes on where something is damaged.
type checker struct {
	marker
	v    *Verified
	bad  map[ID]error
	read bool
}

func (c *checker) check(n *Node, path string) error {
	if n.Type != TypeFolder {
		c.v.Files++
		return c.file(n, path)
	}
	if c.walked(n.Content) && !c.anyBad(n.Content) {
		return nil
	}
	whole := true
	for child, err := range c.r.entries(c.ctx, n.Content, c.ahead) {
		if errors.Is(err, ErrDamaged) {
			whole = false
			c.v.problem("%q: a part of this folder's list is lost: %v", short(path), err)
			continue
		}
		if err != nil {
			return err
		}
		before := len(c.v.Problems) + c.v.More
		if err := c.check(child, below(path, child.Name)); err != nil {
			return err
		}
		whole = whole && len(c.v.Problems)+c.v.More == before
	}
	as := isUsed
	if whole {
		as |= isWalked // in the next snapshot it needs no other look
	}
	err := c.content(n.Content, as)
	if errors.Is(err, ErrDamaged) {
		return nil // told above
	}
	return err
}

// ahead adds what of a file is read for the first time.
func (c *checker) ahead(n *Node) []ID {
	if n.Type == TypeFolder || !c.read {
		return c.marker.ahead(n)
	}
	return slices.DeleteFunc(slices.Concat(n.Lists, n.Blocks), func(id ID) bool { return c.used[id]&isUsed != 0 })
}

func (c *checker) anyBad(content Content) bool {
	for _, ids := range [][]ID{content.Lists, content.Blocks} {
		if slices.ContainsFunc(ids, func(id ID) bool { return c.bad[id] != nil }) {
			return true
		}
	}
	return false
}

// file checks the blocks of a file.
func (c *checker) file(n *Node, path string) error {
	for _, list := range n.Lists {
		c.used[list] |= isUsed
	}
	var damage error
	err := c.r.ids(c.ctx, n.Content, func(id ID) error {
		if err := c.block(id); err != nil {
			if !errors.Is(err, ErrDamaged) {
				return err
			}
			damage = err
		}
		return nil
	})
	if errors.Is(err, ErrDamaged) {
		damage, err = err, nil
	}
	if damage != nil {
		c.v.problem("%q: %v", short(path), damage)
	}
	return err
}

func (c *checker) block(id ID) error {
	if c.used[id]&isUsed != 0 {
		return c.bad[id]
	}
	c.used[id] |= isUsed
	var err error
	if !c.r.known[id] {
		err = fmt.Errorf("the object %s is missing: %w", id, ErrDamaged)
	} else if c.read {
		_, err = c.r.get(c.ctx, id)
	}
	if errors.Is(err, ErrDamaged) {
		c.bad[id] = err
	}
	return err
}
