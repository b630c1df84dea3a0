package cgroup

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Usage reads what the group uses now. It is not safe for two callers at once.
func (g *Group) Usage() (Usage, error) {
	u := Usage{}
	current, inactive := "memory.current", "inactive_file"
	if !g.h.v2 {
		current, inactive = "memory.usage_in_bytes", "total_inactive_file"
	}
	stat, err1 := g.read("unified", "cpu.stat")
	mem, err2 := g.read("memory", current)
	detail, err3 := g.read("memory", "memory.stat")
	pids, err4 := g.read("pids", "pids.current")
	kills, err5 := g.OOMKills()
	refused, _ := g.read("pids", "pids.events") // older kernels do not count them
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return u, err
	}
	u.CPU = time.Duration(field(stat, "usage_usec")) * time.Microsecond
	// Pages of files that nobody used lately go away by themselves under
	// pressure: showing them would frighten whoever has just read a large file.
	u.Memory = max(0, number(mem)-field(detail, inactive))
	u.PIDs, u.OOMKills, u.Refused = int(number(pids)), kills, int(field(refused, "max"))
	return u, nil
}

// OOMKills returns how many processes the memory limit has ended so far.
func (g *Group) OOMKills() (int, error) {
	file := "memory.events"
	if !g.h.v2 {
		file = "memory.oom_control"
	}
	b, err := g.read("memory", file)
	if err != nil {
		return 0, err
	}
	return int(field(b, "oom_kill")), nil
}

// read returns a small file of the group through a descriptor that stays open.
func (g *Group) read(controller, file string) (string, error) {
	f := g.stat[file]
	if f == nil {
		var err error
		if f, err = os.Open(filepath.Join(g.h.dir(controller, g.id), file)); err != nil {
			return "", err
		}
		g.stat[file] = f
	}
	b := make([]byte, 8192)
	n, err := f.ReadAt(b, 0)
	if err != nil && err != io.EOF {
		return "", err
	}
	return string(b[:n]), nil
}

func number(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// field returns the number behind name in lines of "name number".
func field(s, name string) int64 {
	for line := range strings.Lines(s) {
		if k, v, ok := strings.Cut(line, " "); ok && k == name {
			return number(v)
		}
	}
	return 0
}
