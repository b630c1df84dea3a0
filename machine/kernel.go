package machine

import (
	"bufio"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Kernel measures by what the kernel tells.
type Kernel struct {
	root string // of the file system; "/" but in tests
}

// Disk implements Gauge.
func (Kernel) Disk(path string) (Disk, error) {
	var st syscall.Statfs_t
	err := syscall.Statfs(path, &st)
	return diskOf(st), err
}

func diskOf(st syscall.Statfs_t) Disk {
	id := uint64(uint32(st.Fsid.X__val[0]))<<32 | uint64(uint32(st.Fsid.X__val[1]))
	return Disk{ID: id, Free: int64(st.Bavail) * st.Bsize, Total: int64(st.Blocks) * st.Bsize}
}

// Memory implements Gauge: what the machine has available, or less where the tree of
// control groups that is seen has a limit at its root, as in a container: people's
// servers are at its top.
func (k Kernel) Memory() (int64, error) {
	b, err := os.ReadFile(filepath.Join("/", k.root, "proc/meminfo"))
	if err != nil {
		return 0, err
	}
	info := fields(string(b))
	free, ok := info["MemAvailable:"]
	if !ok {
		return 0, errors.New("/proc/meminfo does not say how much memory is available")
	}
	free <<= 10
	mounts, err := k.mounts()
	if err != nil {
		return 0, err
	}
	for _, m := range mounts {
		left, err := m.left(filepath.Join("/", k.root, m.dir))
		if err != nil {
			return 0, err
		}
		free = min(free, left)
	}
	return free, nil
}

// tree is where a tree of control groups is mounted that counts memory.
type tree struct {
	dir string
	v2  bool
}

func (k Kernel) mounts() ([]tree, error) {
	f, err := os.Open(filepath.Join("/", k.root, "proc/self/mountinfo"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []tree
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		before, after, _ := strings.Cut(sc.Text(), " - ")
		place, kind := strings.Fields(before), strings.Fields(after)
		switch {
		case len(place) < 5 || len(kind) < 3:
		case kind[0] == "cgroup2":
			out = append(out, tree{place[4], true})
		case kind[0] == "cgroup" && strings.Contains(","+kind[2]+",", ",memory,"):
			out = append(out, tree{place[4], false})
		}
	}
	return out, sc.Err()
}

// left returns how much the group at dir may still take: its limit, less what it
// uses without files that the kernel would give back. No limit is much.
func (t tree) left(dir string) (int64, error) {
	limit, used, back := "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"
	if t.v2 {
		limit, used, back = "memory.max", "memory.current", "inactive_file"
	}
	most, err := number(filepath.Join(dir, limit))
	if err != nil || most >= 1<<60 { // v1 writes "no limit" as a number that is nearly the largest
		return math.MaxInt64, err
	}
	now, err := number(filepath.Join(dir, used))
	if err != nil {
		return 0, err
	}
	b, err := os.ReadFile(filepath.Join(dir, "memory.stat"))
	if err != nil {
		return 0, err
	}
	return max(0, most-now+fields(string(b))[back]), nil
}

// number reads a file that is one; without the file, or with the word max, it is
// the largest.
func number(path string) (int64, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || strings.TrimSpace(string(b)) == "max" {
		return math.MaxInt64, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64)
}

// fields reads lines of a name and a number.
func fields(s string) map[string]int64 {
	out := map[string]int64{}
	for line := range strings.Lines(s) {
		if f := strings.Fields(line); len(f) >= 2 {
			if n, err := strconv.ParseInt(f[1], 10, 64); err == nil {
				out[f[0]] = n
			}
		}
	}
	return out
}
