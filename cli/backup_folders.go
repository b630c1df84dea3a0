package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"commonhall"
	"commonhall/backup"
	"commonhall/home/mounted"
)

// A backup of the empty folder below a disk that is not mounted holds nothing, and what
// is restored into it, or looked for there, is hidden by the next mount.

// rightFolder refuses a folder that is not the one that the installation knows.
func rightFolder(dir string) error {
	err := mounted.Look(dir)
	if errors.Is(err, mounted.ErrOther) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s.", err.Error()).Because(err)
	}
	if errors.Is(err, os.ErrNotExist) { // nothing is known of it
		return nil
	}
	return err
}

// rightFolders refuses where the folder of the homes, or that of the groups, is another.
func (h *house) rightFolders() error {
	return errors.Join(rightFolder(h.paths.Homes()), rightFolder(h.paths.Groups()))
}

// present leaves out the parts whose folder is another, and says why.
func present(parts []backup.Part) (there []backup.Part, problems []string) {
	for _, p := range parts {
		if p.Name == partHomes || p.Name == partGroups {
			if err := rightFolder(p.Path); commonhall.KindOf(err) == commonhall.FailedPrecondition {
				problems = append(problems, p.Name+": "+commonhall.ForPerson(err).Msg)
				continue
			}
		}
		there = append(there, p)
	}
	return there, problems
}

// lacks reports whether a snapshot was made without a part that should be in it.
func lacks(s *backup.Snapshot, part string) bool {
	return s.Part(part) == nil && slices.ContainsFunc(s.Problems, func(p string) bool { return strings.HasPrefix(p, part+": ") })
}

// fill takes the folders whose disk was not mounted when the snapshot was made as the
// last one before it has them.
func (r *restore) fill(ctx context.Context) error {
	for _, part := range []string{partHomes, partGroups} {
		if !lacks(r.snap, part) {
			continue
		}
		s, err := r.before(ctx, part)
		if err != nil {
			return err
		}
		if s == nil {
			fmt.Fprintf(r.err, "The snapshot of %s was made without the folder %s, and no earlier one has it.\n", minute(r.snap), part)
			continue
		}
		fmt.Fprintf(r.err, "The snapshot of %s was made without the folder %s; that of %s has it, and it is taken from there.\n", minute(r.snap), part, minute(s))
		r.snap.Parts = append(r.snap.Parts, *s.Part(part))
	}
	return nil
}

func minute(s *backup.Snapshot) string { return s.Time.Local().Format("2006-01-02 15:04") }

// before returns the last snapshot before that of the restore that has a part, or nil.
func (r *restore) before(ctx context.Context, part string) (*backup.Snapshot, error) {
	names, err := r.repo.List(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Backward(names) {
		if name >= r.snap.Name {
			continue
		}
		s, err := r.repo.Snapshot(ctx, name)
		switch {
		case errors.Is(err, backup.ErrDamaged) || errors.Is(err, os.ErrNotExist):
		case err != nil || s.Part(part) != nil:
			return s, err
		}
	}
	return nil, nil
}
