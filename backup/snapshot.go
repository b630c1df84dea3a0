package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// Snapshot is what was there at one time.
type Snapshot struct {
	Name     string            `json:"-"`
	Time     time.Time         `json:"time"`
	Labels   map[string]string `json:"labels,omitempty"`
	Complete bool              `json:"complete"`
	// Problems are files that are not in it, and MoreProblems how many more.
	Problems     []string `json:"problems,omitempty"`
	MoreProblems int      `json:"more_problems,omitempty"`
	// Notes are files that were left out on purpose, or that changed while they
	// were read.
	Notes []string `json:"notes,omitempty"`
	Stats Stats    `json:"stats"`
	Parts []Node   `json:"parts"`
}

// Stats say how much there was to do.
type Stats struct {
	Files      int     `json:"files"`
	Folders    int     `json:"folders"`
	Bytes      int64   `json:"bytes"` // that files take, without holes
	FilesRead  int     `json:"files_read"`
	BytesRead  int64   `json:"bytes_read"`
	NewObjects int     `json:"new_objects"`
	NewBytes   int64   `json:"new_bytes"`
	Skipped    int     `json:"skipped"`
	Changed    int     `json:"changed"` // while they were read
	Seconds    float64 `json:"seconds"`
}

// Part returns a part by its name, nil if the snapshot has none of that name.
func (s *Snapshot) Part(name string) *Node {
	for i := range s.Parts {
		if string(s.Parts[i].Name) == name {
			return &s.Parts[i]
		}
	}
	return nil
}

const stampLayout = "20060102T150405.000Z"

// maxSnapshot bounds a snapshot's own file.
const maxSnapshot = blockSize

// writeSnapshot makes everything that was stored count.
func (r *Repository) writeSnapshot(ctx context.Context, s *Snapshot) error {
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if len(b) > maxSnapshot {
		return errors.New("the snapshot has too many parts")
	}
	id := r.seal.id(b)
	sealed, err := r.seal.seal(id, b)
	if err != nil {
		return err
	}
	s.Name = s.Time.Format(stampLayout) + "-" + id.String()
	if err := r.target.Put(ctx, snapshots+"/"+s.Name, sealed); err != nil {
		return err
	}
	return r.target.Sync(ctx)
}

// List returns the names of snapshots, the oldest first.
func (r *Repository) List(ctx context.Context) ([]string, error) {
	var out []string
	err := r.target.List(ctx, snapshots, func(name string, _ int64) error {
		name = strings.TrimPrefix(name, snapshots+"/")
		if _, ok := snapshotID(name); ok {
			out = append(out, name)
		}
		return nil
	})
	slices.Sort(out)
	return out, err
}

// skew is how much the clocks of two machines may differ.
const skew = time.Hour

// yetToCome returns what tells snapshots of a time that has not come yet: the clock of the
// machine that made them was wrong, or this one's is.
func yetToCome(now time.Time) func(name string) bool {
	limit := now.Add(skew).UTC().Format(stampLayout)
	return func(name string) bool { return name > limit }
}

// Ahead returns the newest snapshot of a time that has not come yet, or "".
func (r *Repository) Ahead(ctx context.Context) (string, error) {
	all, err := r.List(ctx)
	if err != nil || len(all) == 0 || !yetToCome(time.Now())(all[len(all)-1]) {
		return "", err
	}
	return all[len(all)-1], nil
}

func snapshotID(name string) (id ID, ok bool) {
	stamp, sum, found := strings.Cut(name, "-")
	_, err := time.Parse(stampLayout, stamp)
	return id, found && err == nil && id.UnmarshalText([]byte(sum)) == nil
}

// Snapshot reads a snapshot. Its name may be shortened while it is the only one.
func (r *Repository) Snapshot(ctx context.Context, name string) (*Snapshot, error) {
	id, ok := snapshotID(name)
	if !ok {
		all, err := r.List(ctx)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(n string) bool { return name == "" || !strings.HasPrefix(n, name) })
		if len(all) != 1 {
			return nil, fmt.Errorf("%d snapshots begin with %q: %w", len(all), name, fs.ErrNotExist)
		}
		name = all[0]
	}
	if id, ok = snapshotID(name); !ok {
		return nil, fs.ErrNotExist
	}
	_, sum, _ := strings.Cut(name, "-")
	if err := id.UnmarshalText([]byte(sum)); err != nil {
		return nil, err
	}
	sealed, err := r.target.Get(ctx, snapshots+"/"+name, maxSnapshot+1024)
	if err != nil {
		return nil, fmt.Errorf("the snapshot %s: %w", name, err)
	}
	b, err := r.seal.open(id, sealed)
	if err != nil {
		return nil, fmt.Errorf("the snapshot %s: %w", name, err)
	}
	s := &Snapshot{Name: name}
	if err := json.Unmarshal(b, s); err != nil {
		return nil, fmt.Errorf("the snapshot %s: %w (%w)", name, ErrDamaged, err)
	}
	for i := range s.Parts {
		if !s.Parts[i].valid() {
			return nil, fmt.Errorf("the snapshot %s: %w", name, ErrDamaged)
		}
	}
	return s, nil
}

// Latest returns the newest snapshot that can be read; nil if there is none.
func (r *Repository) Latest(ctx context.Context) (*Snapshot, error) { return r.LatestWith(ctx, "") }

// LatestWith returns the newest snapshot that can be read and has a part; nil if there
// is none. Those that are ahead of the clock come last.
func (r *Repository) LatestWith(ctx context.Context, part string) (*Snapshot, error) {
	all, err := r.List(ctx)
	if err != nil {
		return nil, err
	}
	past := slices.IndexFunc(all, yetToCome(time.Now()))
	if past > 0 {
		all = slices.Concat(all[past:], all[:past])
	}
	for _, name := range slices.Backward(all) {
		s, err := r.Snapshot(ctx, name)
		switch {
		case errors.Is(err, ErrDamaged) || errors.Is(err, fs.ErrNotExist):
		case err != nil || part == "" || s.Part(part) != nil:
			return s, err
		}
	}
	return nil, nil
}
