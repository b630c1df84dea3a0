// Package cgroup keeps groups of processes under limits, measures what they use, and
// ends them: the kernel's control groups, of version 2, or of version 1 beside a tree of
// version 2.
//
// It starts no process and keeps no record. What always holds: a group is found again by
// its id alone, whoever made it, and its limits change while its processes run.
package cgroup

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Limits bound what a group of processes may use. Zero means no bound.
type Limits struct {
	Memory int64   // bytes
	CPU    float64 // cores
	PIDs   int
	Soft   int64 // bytes from which on the kernel takes memory back where it can
	Weight int   // of 100 that others have where they wait for CPU; 1 to 10,000
	Low    int64 // bytes that are left to it when memory is short; on version 2 alone
	IO     int   // of 100 that others have where they wait for a disk; 1 to 10,000
}

// Usage is what a group uses now.
type Usage struct {
	Memory   int64 // bytes, without file caches that the kernel would give back
	CPU      time.Duration
	PIDs     int
	OOMKills int // processes ended for memory since the group was made
	Refused  int // processes that were not started because of the limit PIDs
}

// Hierarchy is the part of the control-group tree that belongs to one owner. It
// hides whether the machine has cgroup v2 or, as a hybrid, v1 controllers beside
// a v2 tree without any.
type Hierarchy struct {
	v2      bool
	unified string            // our folder in the v2 tree
	v1      map[string]string // controller → our folder
	weighs  string            // the file with the weight of a disk's use; empty where there is none
	lows    protection
}

// controllers that limit; the v2 tree alone gives killing and CPU accounting.
func controllers() []string { return []string{"memory", "cpu", "pids"} }

// disks is the controller of version 1 that weighs the use of disks, on machines that have it.
const disks = "blkio"

// OpenHierarchy makes the top-level group name, where it does not exist yet.
func OpenHierarchy(name string) (*Hierarchy, error) {
	mounts, err := cgroupMounts()
	if err != nil {
		return nil, err
	}
	root, ok := mounts["cgroup2"]
	if !ok {
		return nil, errors.New("this machine has no cgroup v2 tree (mount -t cgroup2 none /sys/fs/cgroup/unified)")
	}
	h := &Hierarchy{unified: filepath.Join(root, name), v1: map[string]string{}}
	for _, c := range controllers() {
		if dir, ok := mounts[c]; ok {
			h.v1[c] = filepath.Join(dir, name)
		}
	}
	switch {
	case len(h.v1) == 0:
		h.v2 = true
		err = h.enable(root)
	case len(h.v1) < len(controllers()):
		return nil, fmt.Errorf("this machine limits some of memory, cpu and pids by cgroup v1 and others not: %v", h.v1)
	}
	if err != nil {
		return nil, err
	}
	for _, dir := range h.dirs("") {
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return nil, err
		}
	}
	return h, h.further(root, mounts[disks], name)
}

// cgroupMounts returns where each v1 controller and the v2 tree are mounted.
func cgroupMounts() (map[string]string, error) {
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for line := range strings.Lines(string(mounts)) {
		before, after, ok := strings.Cut(line, " - ")
		fields, tail := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(tail) < 3 {
			continue
		}
		switch tail[0] {
		case "cgroup2":
			found["cgroup2"] = fields[4]
		case "cgroup":
			for _, option := range strings.Split(tail[2], ",") {
				found[option] = fields[4]
			}
		}
	}
	return found, nil
}

// enable gives the children of dir their controllers.
func (h *Hierarchy) enable(dir string) error {
	for _, c := range controllers() {
		if err := os.WriteFile(filepath.Join(dir, "cgroup.subtree_control"), []byte("+"+c), 0); err != nil {
			return fmt.Errorf("this machine cannot limit %s: %w", c, err)
		}
	}
	return nil
}

// dirs returns the folders of group id, or with "" our own.
func (h *Hierarchy) dirs(id string) []string {
	out := []string{filepath.Join(h.unified, id)}
	for _, c := range append(controllers(), disks) {
		if dir, ok := h.v1[c]; ok {
			out = append(out, filepath.Join(dir, id))
		}
	}
	return out
}

// dir returns the folder in which controller c of group id has its files; "unified"
// is the v2 tree's own.
func (h *Hierarchy) dir(c, id string) string {
	if h.v2 || c == "unified" {
		return filepath.Join(h.unified, id)
	}
	return filepath.Join(h.v1[c], id)
}

// List returns the ids of all groups.
func (h *Hierarchy) List() ([]string, error) {
	seen := map[string]bool{}
	for _, dir := range h.dirs("") {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.IsDir() {
				seen[e.Name()] = true
			}
		}
	}
	return slices.Collect(maps.Keys(seen)), nil
}

// Drop removes the folders of a group, all or what is left of one that was removed halfway.
func (h *Hierarchy) Drop(id string) error {
	var errs []error
	for _, dir := range h.dirs(id) {
		if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(append(errs, h.protect(id, func() (int64, error) { return 0, nil }))...)
}

// Group is one group of processes under common limits. Its descriptors stay
// open, because reading them again costs a twentieth of opening them.
type Group struct {
	h    *Hierarchy
	id   string
	dir  *os.File
	stat map[string]*os.File
}

// Create makes the group id, or opens it where it exists, and sets its limits.
func (h *Hierarchy) Create(id string, l Limits) (*Group, error) {
	for _, dir := range h.dirs(id) {
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return nil, err
		}
	}
	g, err := h.Open(id)
	if err != nil {
		return nil, err
	}
	if err := g.set(l, true); err != nil {
		g.Close()
		return nil, errors.Join(err, h.Drop(id))
	}
	return g, nil
}

// Open returns the group id, which must exist.
func (h *Hierarchy) Open(id string) (*Group, error) {
	dir, err := os.Open(filepath.Join(h.unified, id))
	if err != nil {
		return nil, err
	}
	_ = h.recall(id) // or it counts for nothing in the sum
	return &Group{h: h, id: id, dir: dir, stat: map[string]*os.File{}}, nil
}

// FD returns the group's descriptor in the v2 tree, for Options.CgroupFD.
func (g *Group) FD() int { return int(g.dir.Fd()) }

// Join puts a process into the groups of version 1; in that of version 2 it is born.
func (g *Group) Join(pid int) error {
	if g.h.v2 {
		return nil
	}
	all := controllers()
	if _, err := os.Stat(filepath.Join(g.h.v1[disks], g.id)); g.h.weighs != "" && err == nil { // a group of an earlier release has none
		all = append(all, disks)
	}
	for _, c := range all {
		if err := g.write(c, "cgroup.procs", strconv.Itoa(pid)); err != nil {
			return fmt.Errorf("join the control group: %w", err)
		}
	}
	return nil
}

// Close closes the descriptors; the group stays.
func (g *Group) Close() {
	g.dir.Close()
	for _, f := range g.stat {
		f.Close()
	}
}

// Remove closes and removes the group, which must be empty.
func (g *Group) Remove() error {
	g.Close()
	return g.h.Drop(g.id)
}

func (g *Group) write(c, file, value string) error {
	// Without O_CREATE: that makes "permission denied" of a file that is not there.
	f, err := os.OpenFile(filepath.Join(g.h.dir(c, g.id), file), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(value)
	return err
}

const cpuPeriod = 100_000 // microseconds

// SetLimits sets the limits, also of a group whose processes run.
func (g *Group) SetLimits(l Limits) error { return g.set(l, false) }

// set writes the limits; in a group that is new, what is none stands there already.
func (g *Group) set(l Limits, fresh bool) error {
	mem, quota, pids := bound(l.Memory), "max", bound(int64(l.PIDs))
	if l.CPU > 0 {
		quota = strconv.Itoa(max(1000, int(l.CPU*cpuPeriod)))
	}
	settings := settingsV2
	if !g.h.v2 {
		settings = settingsV1
	}
	for _, s := range settings(mem, bound(l.Soft), quota, pids, cmp.Or(l.Weight, 100)) {
		if err := g.write(s.controller, s.file, s.value); err != nil && !(s.optional && errors.Is(err, os.ErrNotExist)) {
			return err
		}
	}
	return g.setFurther(l, fresh)
}

// bound writes a number for the kernel, of which 0 is none.
func bound(n int64) string {
	if n > 0 {
		return strconv.FormatInt(n, 10)
	}
	return "max"
}

// setting is what is written to a file of a group. A kernel that cannot do what is
// optional lacks the file, and the matter with it.
type setting struct {
	controller, file, value string
	optional                bool
}

func settingsV2(mem, soft, quota, pids string, weight int) []setting {
	return []setting{
		{"pids", "pids.max", pids, false},
		{"memory", "memory.max", mem, false},
		{"memory", "memory.swap.max", "0", true}, // without swap a limit is a limit
		{"memory", "memory.high", soft, false},
		{"cpu", "cpu.max", quota + " " + strconv.Itoa(cpuPeriod), false},
		{"cpu", "cpu.weight", strconv.Itoa(weight), false},
	}
}

func settingsV1(mem, soft, quota, pids string, weight int) []setting {
	unlimited := strings.NewReplacer("max", "-1")
	mem, soft, quota = unlimited.Replace(mem), unlimited.Replace(soft), unlimited.Replace(quota)
	const sum = "memory.memsw.limit_in_bytes"
	return []setting{
		{"pids", "pids.max", pids, false},
		// Memory and swap together, which the kernel wants never below memory alone.
		{"memory", sum, "-1", true},
		{"memory", "memory.limit_in_bytes", mem, false},
		{"memory", sum, mem, true},
		// What TCP buffers is no part of the memory that v1 counts (v2 does): it has a
		// bound of its own, which holds sockets made after it was set.
		{"memory", "memory.kmem.tcp.limit_in_bytes", mem, true},
		{"cpu", "cpu.cfs_period_us", strconv.Itoa(cpuPeriod), false},
		{"cpu", "cpu.cfs_quota_us", quota, false},
		{"memory", "memory.soft_limit_in_bytes", soft, true},
		{"cpu", "cpu.shares", strconv.Itoa(max(2, weight*1024/100)), false},
	}
}

// Kill ends every process of the group at once and waits until they are gone.
func (g *Group) Kill(patience time.Duration) error {
	if err := os.WriteFile(filepath.Join(g.h.unified, g.id, "cgroup.kill"), []byte("1"), 0); err != nil {
		return err
	}
	return g.WaitEmpty(patience)
}

// WaitEmpty returns when the group has no living process, or an error after
// patience. Zombies do not count: they wait for whoever is their parent.
func (g *Group) WaitEmpty(patience time.Duration) error {
	f, err := os.Open(filepath.Join(g.h.unified, g.id, "cgroup.events"))
	if err != nil {
		return err
	}
	defer f.Close()
	deadline := time.Now().Add(patience)
	for {
		b := make([]byte, 128)
		n, err := f.ReadAt(b, 0)
		if n == 0 {
			return err
		}
		if strings.Contains(string(b[:n]), "populated 0") {
			return nil
		}
		left := time.Until(deadline)
		if left <= 0 {
			return fmt.Errorf("processes of group %s are still there after %s", g.id, patience)
		}
		fds := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLPRI}}
		if _, err := unix.Poll(fds, int(left.Milliseconds())+1); err != nil && err != unix.EINTR {
			return err
		}
	}
}
