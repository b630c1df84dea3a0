package own

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// What a program writes before it is of use, at least.
const leastRoom = 128 << 10

// hasRoom tries whether the home has room for a little: quotas show in no other way.
func hasRoom(home string) bool {
	f, err := os.CreateTemp(home, ".room-")
	if err == nil {
		defer os.Remove(f.Name())
		_, err = f.Write(make([]byte, leastRoom))
		_ = f.Close()
	}
	return !errors.Is(err, syscall.EDQUOT) && !errors.Is(err, syscall.ENOSPC)
}

// Elsewhere returns what the environment of Jupyter has to have so that it starts in a
// home without room: the folders that it would make there lie below tmp. Those that there
// are it uses.
func Elsewhere(home, tmp string) (environ []string, err error) {
	if hasRoom(home) {
		return nil, nil
	}
	dir, err := os.MkdirTemp(tmp, "full-")
	if err != nil {
		return nil, err
	}
	// It looks for this mark, and makes folders where there is none.
	config := filepath.Join(home, ".jupyter")
	if _, err := os.Stat(filepath.Join(config, "migrated")); err != nil {
		here := filepath.Join(dir, "config")
		if err := errors.Join(os.Mkdir(here, 0o700), os.WriteFile(filepath.Join(here, "migrated"), nil, 0o600)); err != nil {
			return nil, err
		}
		environ = append(environ, "JUPYTER_CONFIG_DIR="+here, "JUPYTER_CONFIG_PATH="+config)
	}
	for name, path := range map[string]string{"JUPYTER_DATA_DIR": ".local/share/jupyter", "IPYTHONDIR": ".ipython"} {
		if _, err := os.Stat(filepath.Join(home, path)); err != nil {
			environ = append(environ, name+"="+filepath.Join(dir, name))
		}
	}
	return environ, nil
}
