package machine

import (
	"os"
	"path/filepath"
	"testing"
)

// write makes files below dir; a name with a slash at its beginning is one of the
// machine.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	meminfo = "MemTotal:  4000000 kB\nMemFree: 100000 kB\nMemAvailable:    3000000 kB\n"
	v1Mount = "31 23 0:27 / /sys/fs/cgroup/memory rw,nosuid shared:9 - cgroup cgroup rw,memory\n" +
		"32 23 0:28 / /sys/fs/cgroup/cpu rw shared:10 - cgroup cgroup rw,cpu\n33 23 0:29 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
	v2Mount = "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
)

// TestMemory: a container's limit counts where it is less than what the machine has.
func TestMemory(t *testing.T) {
	const all = 3000000 << 10
	v1, v2 := "sys/fs/cgroup/memory/", "sys/fs/cgroup/"
	for name, c := range map[string]struct {
		mounts string
		files  map[string]string
		want   int64
	}{
		"no groups in sight": {"", nil, all},
		"v2, bare machine":   {v2Mount, map[string]string{v2 + "cgroup.procs": "1\n"}, all},
		"v2, no limit":       {v2Mount, map[string]string{v2 + "memory.max": "max\n"}, all},
		"v2, container": {v2Mount, map[string]string{v2 + "memory.max": "1073741824\n", v2 + "memory.current": "900000000\n",
			v2 + "memory.stat": "anon 5\ninactive_file 200000000\n"}, 1073741824 - 700000000},
		"v2, over its limit": {v2Mount, map[string]string{v2 + "memory.max": "1000\n", v2 + "memory.current": "2000\n", v2 + "memory.stat": ""}, 0},
		"v1, no limit":       {v1Mount, map[string]string{v1 + "memory.limit_in_bytes": "9223372036854771712\n"}, all},
		"v1, container": {v1Mount, map[string]string{v1 + "memory.limit_in_bytes": "536870912\n", v1 + "memory.usage_in_bytes": "100000000\n",
			v1 + "memory.stat": "total_inactive_file 1000\n"}, 536870912 - 99999000},
		"a limit above what there is": {v2Mount, map[string]string{v2 + "memory.max": "99999999999\n", v2 + "memory.current": "0\n", v2 + "memory.stat": ""}, all},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"proc/meminfo": meminfo, "proc/self/mountinfo": c.mounts})
			write(t, dir, c.files)
			got, err := Kernel{root: dir}.Memory()
			if err != nil || got != c.want {
				t.Errorf("%d, %v, want %d", got, err, c.want)
			}
		})
	}
	for name, files := range map[string]map[string]string{
		"nothing":         {},
		"an old kernel":   {"proc/meminfo": "MemTotal: 5 kB\n", "proc/self/mountinfo": ""},
		"nonsense":        {"proc/meminfo": meminfo, "proc/self/mountinfo": v2Mount, v2 + "memory.max": "many\n"},
		"half of a group": {"proc/meminfo": meminfo, "proc/self/mountinfo": v2Mount, v2 + "memory.max": "5\n"},
	} {
		dir := t.TempDir()
		write(t, dir, files)
		if got, err := (Kernel{root: dir}).Memory(); name != "half of a group" && err == nil {
			t.Errorf("%s: %d is free", name, got)
		}
	}
}

// TestThisMachine has memory and a disk.
func TestThisMachine(t *testing.T) {
	if free, err := (Kernel{}).Memory(); err != nil || free < mib || free > 1<<50 {
		t.Errorf("%d bytes are free, %v", free, err)
	}
	dir := t.TempDir()
	d, err := Kernel{}.Disk("/proc/self/root" + dir)
	same, err2 := Kernel{}.Disk(dir)
	if err != nil || err2 != nil || d.Total < mib || d.Free < 0 || d.Free > d.Total || d.ID != same.ID {
		t.Errorf("the disk is %+v and %+v, %v, %v", d, same, err, err2)
	}
	if _, err := (Kernel{}).Disk("/nowhere/at/all"); err == nil {
		t.Error("there is a disk where there is none")
	}
}
