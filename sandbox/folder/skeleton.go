package folder

import (
	"errors"
	"os"
	"strconv"
)

// Skeleton copies the machine's /etc/skel into a new home, as adduser would: files of its
// top, small ones. The home still belongs to root, so nobody interferes.
func Skeleton(dir *os.File, uid int) error {
	home, err := os.OpenRoot("/proc/self/fd/" + strconv.Itoa(int(dir.Fd())))
	if err != nil {
		return err
	}
	defer home.Close()
	entries, err := os.ReadDir("/etc/skel")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		b, err := os.ReadFile("/etc/skel/" + e.Name())
		if err != nil {
			return err
		}
		if err := errors.Join(home.WriteFile(e.Name(), b[:min(len(b), 64<<10)], 0o644), home.Chown(e.Name(), uid, uid)); err != nil {
			return err
		}
	}
	return nil
}
