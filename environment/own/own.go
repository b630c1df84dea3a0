// Package own looks after what one person has installed for themselves, beside the
// class's software: it makes room for it, sets it aside, brings it back, and tells
// Jupyter of kernels in environments of their own.
//
// It runs inside the person's server, as the person, before the server's program. It
// changes nothing but folders in their home and in the server's own /tmp, and deletes
// nothing but empty folders of its own. What it finds in a home may be anything: no file
// keeps it waiting, and it looks at so many.
package own

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// folder is where a person's own packages of an environment lie, in their home.
func folder(home, environment string) string { return filepath.Join(home, ".env", environment) }

// stamp is how the name of a folder that was set aside ends.
const stamp = "20060102-150405"

// pythons are the versions of Python of a tree, by the names of their folders in lib.
func pythons(tree string) (out []string) {
	entries, _ := os.ReadDir(filepath.Join(tree, "lib"))
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "python") && e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out[:min(len(out), 8)]
}

// Prepare makes the folders in which Python looks for the person's own packages, for
// each Python of the environment below trees. Python looks once, when it starts: what is
// installed into a folder that was not there it would not find.
func Prepare(home, environment, trees string) error {
	var errs []error
	for _, p := range pythons(filepath.Join(trees, environment)) {
		errs = append(errs, os.MkdirAll(filepath.Join(folder(home, environment), "lib", p, "site-packages"), 0o755))
	}
	return errors.Join(errs...)
}

// clear removes what Prepare has made and nobody has used: folders are removed only
// where they are empty.
func clear(dir string) {
	for _, p := range pythons(dir) {
		_ = syscall.Rmdir(filepath.Join(dir, "lib", p, "site-packages"))
		_ = syscall.Rmdir(filepath.Join(dir, "lib", p))
	}
	_ = syscall.Rmdir(filepath.Join(dir, "lib"))
	_ = syscall.Rmdir(dir)
}

// none reports whether there is nothing at a path; where .env is a file, as many have
// one with settings of a program, nothing is below it.
func none(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) }

// Aside renames the person's own packages, so that programs do not find them. It
// returns their new place, "" where there are none.
func Aside(home, environment string, now time.Time) (string, error) {
	from := folder(home, environment)
	clear(from)
	if _, err := os.Lstat(from); none(err) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	to := from + ".aside-" + now.UTC().Format(stamp)
	for i := 2; ; i++ {
		// rename would take the place of an empty folder.
		if _, err := os.Lstat(to); err != nil {
			break // what is wrong beside that it is not there, rename says
		}
		to = fmt.Sprintf("%s.aside-%s-%d", from, now.UTC().Format(stamp), i)
	}
	return to, os.Rename(from, to)
}

// Back brings back what was set aside last. What was installed since is set aside
// for it. It returns where it was, "" where nothing was set aside.
func Back(home, environment string, now time.Time) (string, error) {
	all, err := Asides(home, environment)
	if err != nil || len(all) == 0 {
		return "", err
	}
	if _, err := Aside(home, environment, now); err != nil {
		return "", err
	}
	last := all[len(all)-1]
	return last, os.Rename(last, folder(home, environment))
}

// Asides lists what was set aside, the last one last.
func Asides(home, environment string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(home, ".env"))
	if none(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), environment+".aside-") && e.IsDir() {
			out = append(out, filepath.Join(home, ".env", e.Name()))
		}
	}
	slices.Sort(out)
	return out, nil
}
