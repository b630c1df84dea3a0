package store

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"commonhall"
)

// ReadPassword reads the file of the password, which is the first line in it; dir is
// the folder of the hub, whose account is uid. A restore does it as root, in a folder
// where a hub that somebody has taken over could have put a link to a file of others,
// or a pipe.
func ReadPassword(name, dir string, uid int) (string, error) {
	if name == "" {
		return "", nil
	}
	path, below := name, !filepath.IsAbs(name)
	if below {
		path = filepath.Join(dir, path)
	}
	give := "Give it to the hub: chown --reference=" + dir + " " + path + " && chmod 400 " + path
	f, err := openPassword(dir, name, below)
	if errors.Is(err, fs.ErrNotExist) {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The password file %s is not there, or is where the hub sees nothing.", path).
			WithHint("The hub sees its folder " + dir + ". Put the file there, and name it in the settings without a path.").Because(err)
	}
	if err != nil {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The hub cannot read the password file %s.", path).WithHint(give).Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	owner := int(info.Sys().(*syscall.Stat_t).Uid)
	switch {
	case !info.Mode().IsRegular():
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The hub cannot read the password file %s: it is no file.", path).WithHint(give)
	case below && owner != uid:
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The password file %s belongs to the account %d, not to the hub.", path, owner).WithHint(give)
	case info.Mode().Perm()&0o007 != 0:
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "Everybody on this machine can read the password file %s.", path).
			WithHint(give + ". Then choose another password.")
	}
	line, err := bufio.NewReader(io.LimitReader(f, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The hub cannot read the password file %s.", path).WithHint(give).Because(err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The password file %s is empty.", path).
			WithHint("Its first line is the password.")
	}
	return line, nil
}

// openPassword opens a file below the hub's folder, and nowhere else, or one that the
// settings name by its whole path. A pipe holds nobody up.
func openPassword(dir, name string, below bool) (*os.File, error) {
	const flags = os.O_RDONLY | syscall.O_NONBLOCK | syscall.O_NOCTTY
	if !below {
		return os.OpenFile(name, flags, 0)
	}
	top, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer top.Close()
	return top.OpenFile(name, flags, 0)
}
