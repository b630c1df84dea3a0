package doctor

import (
	"context"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// resolvers looks whom servers that run ask for names: they keep what they found at
// their start, and the filter lets them ask those of today alone.
func (l *look) resolvers(context.Context) error {
	if !l.installed() || l.Filter == nil {
		return nil
	}
	f, err := l.Filter()
	if err != nil || f.Resolv == "" {
		return nil // the look at the network says so
	}
	mark, _, _ := strings.Cut(f.Resolv, "\n") // which servers without a network have not
	old := 0
	for _, hierarchy := range []string{"", "pids/"} { // the second of cgroup v1
		for _, group := range glob(l.at("/sys/fs/cgroup/" + hierarchy + "commonhall-" + l.Instance.ID + "/*/cgroup.procs")) {
			b, _ := os.ReadFile(group)
			pid, _, _ := strings.Cut(string(b), "\n")
			if text := within(l.at("/proc/"+pid+"/root"), "etc/resolv.conf"); strings.HasPrefix(text, mark+"\n") && !shares(text, f.Resolv) {
				old++
			}
		}
	}
	if old > 0 {
		l.find("resolvers-old", "", "Servers that run and ask resolvers of before for names, which they do not reach any more: %d.", old)
	}
	return nil
}

// shares reports whether two files of resolvers have one in common, or the first has none.
func shares(a, b string) bool {
	none := true
	for line := range strings.Lines(a) {
		if strings.HasPrefix(line, "nameserver ") {
			if none = false; strings.Contains(b, line) {
				return true
			}
		}
	}
	return none
}

// within reads a file as a process sees it that has another root; "" if it is not
// there, or no file.
func within(root, path string) string {
	dir, err := unix.Open(root, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return ""
	}
	defer unix.Close(dir)
	fd, err := unix.Openat2(dir, path, &unix.OpenHow{Flags: unix.O_RDONLY | unix.O_NONBLOCK | unix.O_NOCTTY | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_IN_ROOT | unix.RESOLVE_NO_MAGICLINKS})
	if err != nil {
		return ""
	}
	f := os.NewFile(uintptr(fd), path)
	defer f.Close()
	if st, err := f.Stat(); err != nil || !st.Mode().IsRegular() {
		return ""
	}
	b, _ := io.ReadAll(io.LimitReader(f, 64<<10))
	return string(b)
}
