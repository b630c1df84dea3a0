package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Into brings back what lies at path below the node of a folder, into the folder
// home, which is in use. It is built in staging, a folder on the same disk that only
// root may enter; folders on the way that are missing come back too. What is there
// already is renamed; kept says how. Directly before it is moved there, finish, if it is
// not nil, may say that it shall not be.
func (r *Repository) Into(ctx context.Context, n *Node, path []string, staging, home *os.File, now time.Time, finish func() error) (done *Restored, kept string, err error) {
	nodes := make([]*Node, len(path))
	for i := range path {
		below := n
		if i > 0 {
			below = nodes[i-1]
		}
		if nodes[i], err = r.Find(ctx, below, path[i:i+1]); err != nil {
			return nil, "", err
		}
		if nodes[i] == nil {
			return nil, "", fmt.Errorf("%q: %w", strings.Join(path, "/"), os.ErrNotExist)
		}
	}
	from, err := firstMissing(home, path)
	if err != nil {
		return nil, "", err
	}
	lock, err := r.lock(ctx, lockRead)
	if err != nil {
		return nil, "", err
	}
	defer lock.release()
	x := r.extractor(lock.ctx, staging)
	if err := x.way(x.top, nodes[from:], append([]string{staged}, path[from+1:]...), staged); err != nil {
		return x.done, "", lock.explain(err)
	}
	if len(x.done.Problems) > 0 && x.done.Files <= 1 && nodes[len(path)-1].Type != TypeFolder {
		return x.done, "", nil // the one file that was asked for is damaged: what is there stays
	}
	if err := unix.Syncfs(x.top); err != nil {
		return x.done, "", err
	}
	if finish != nil {
		if err := finish(); err != nil {
			return x.done, "", err
		}
	}
	kept, err = place(staging, staged, home, path[:from+1], now)
	return x.done, kept, err
}

// Back brings a part of a snapshot back under name in the folder dir, as Into does.
// Before it is moved there, finish may change it in staging, where it is "new".
func (r *Repository) Back(ctx context.Context, n *Node, staging, dir *os.File, name string, now time.Time, finish func() error) (done *Restored, kept string, err error) {
	if done, err = r.Restore(ctx, n, staging, staged); err != nil {
		return done, "", err
	}
	if finish != nil {
		if err := finish(); err != nil {
			return done, "", err
		}
		if err := unix.Syncfs(int(staging.Fd())); err != nil {
			return done, "", err
		}
	}
	kept, err = place(staging, staged, dir, []string{name}, now)
	return done, kept, err
}

// staged is what is built in the staging folder.
const staged = "new"

// firstMissing returns the index of the first folder on the way that is not there,
// or of the last name.
func firstMissing(home *os.File, path []string) (int, error) {
	for i := 1; i < len(path); i++ {
		way := strings.Join(path[:i], "/")
		fd, err := unix.Openat2(int(home.Fd()), way, &unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC, Resolve: beneath})
		if errors.Is(err, unix.ENOENT) {
			return i - 1, nil
		}
		if err != nil {
			return 0, fmt.Errorf("%q on the way is no folder, and links are not followed: %w", way, err)
		}
		unix.Close(fd)
	}
	return len(path) - 1, nil
}

// way makes folders in one another, and in the last one what was asked for.
func (x *extractor) way(dir int, nodes []*Node, names []string, path string) error {
	if len(nodes) == 1 {
		return x.node(dir, nodes[0], names[0], path)
	}
	if err := unix.Mkdirat(dir, names[0], 0o700); err != nil {
		return err
	}
	fd, err := unix.Openat(dir, names[0], unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	if err := x.way(fd, nodes[1:], names[1:], path+"/"+names[1]); err != nil {
		return err
	}
	return x.dress(fd, nodes[0], path)
}

// place moves name from the folder staged to the path below the folder home, which
// may be its owner's who does anything meanwhile: no link is followed, and nothing
// is overwritten. What is there is renamed; kept is how, by its path, or "".
// Folders on the way must be there.
func place(staged *os.File, name string, home *os.File, path []string, now time.Time) (kept string, err error) {
	parent := int(home.Fd())
	if above := strings.Join(path[:len(path)-1], "/"); above != "" {
		fd, err := unix.Openat2(parent, above, &unix.OpenHow{Flags: unix.O_PATH | unix.O_DIRECTORY | unix.O_CLOEXEC, Resolve: beneath})
		if err != nil {
			return "", fmt.Errorf("the folder %q: %w", above, err)
		}
		defer unix.Close(fd)
		parent = fd
	}
	last := path[len(path)-1]
	for n := range 1000 {
		err = unix.Renameat2(int(staged.Fd()), name, parent, last, unix.RENAME_NOREPLACE)
		if !errors.Is(err, unix.EEXIST) {
			return kept, err
		}
		aside := last + ".before-restore-" + now.Format("20060102-150405")
		if over := len(aside) - 255; over > 0 { // longer than a name may be
			aside = last[:len(last)-over] + aside[len(last):]
		}
		if n > 0 {
			aside = fmt.Sprintf("%s-%d", aside[:min(len(aside), 250)], n)
		}
		switch err := unix.Renameat2(parent, last, parent, aside, unix.RENAME_NOREPLACE); {
		case err == nil:
			aside = strings.Join(append(append([]string(nil), path[:len(path)-1]...), aside), "/")
			if kept != "" { // somebody has made another one since
				aside = kept + " and " + aside
			}
			kept = aside
		case !errors.Is(err, unix.EEXIST) && !errors.Is(err, unix.ENOENT):
			return "", err
		}
	}
	return kept, err
}
