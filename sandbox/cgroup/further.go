package cgroup

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// What not every kernel can do: weigh the use of disks, and leave memory to a group when
// it is short.

// protection is how much memory is left to which group. The kernel leaves it to a group
// only as far as the group above has it, which has the sum.
type protection struct {
	mu sync.Mutex
	of map[string]int64
}

// further finds out what this kernel can do, and opens the way for it.
func (h *Hierarchy) further(root, disk, name string) error {
	h.lows.of = map[string]int64{}
	dir, files := h.unified, []string{"io.bfq.weight", "io.weight"}
	if h.v2 {
		_ = os.WriteFile(filepath.Join(root, "cgroup.subtree_control"), []byte("+io"), 0)
	} else if dir = filepath.Join(disk, name); disk != "" {
		files = []string{"blkio.bfq.weight", "blkio.weight"}
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	for _, file := range files {
		if _, err := os.Stat(filepath.Join(dir, file)); err == nil {
			h.weighs = file
			break
		}
	}
	switch {
	case h.v2:
		if h.weighs != "" {
			_ = os.WriteFile(filepath.Join(h.unified, "cgroup.subtree_control"), []byte("+io"), 0)
		}
		return h.enable(h.unified)
	case h.weighs != "":
		h.v1[disks] = dir
	case disk != "":
		_ = os.Remove(dir)
	}
	return nil
}

// Lacks reports which of the limits this kernel cannot hold: to leave memory to a group,
// and to weigh the use of disks.
func (h *Hierarchy) Lacks(l Limits) (low, io bool) {
	return l.Low > 0 && !h.v2, l.IO > 0 && h.weighs == ""
}

func (g *Group) setFurther(l Limits, fresh bool) error {
	if g.h.weighs != "" && !(fresh && l.IO == 0) {
		err := g.write(disks, g.h.weighs, diskWeight(g.h.weighs, l.IO))
		if err != nil && !errors.Is(err, os.ErrNotExist) { // a group of an earlier release has none
			return err
		}
	}
	if !g.h.v2 || fresh && l.Low == 0 {
		return nil
	}
	return g.h.protect(g.id, func() (int64, error) {
		return l.Low, g.write("memory", "memory.low", strconv.FormatInt(l.Low, 10))
	})
}

// diskWeight writes a weight of 100 in the measure of a file.
func diskWeight(file string, weight int) string {
	if weight == 0 {
		weight = 100
	}
	switch file {
	case "io.weight":
		return "default " + strconv.Itoa(weight)
	case "blkio.weight": // of 500
		return strconv.Itoa(min(max(10, weight*5), 1000))
	}
	return strconv.Itoa(min(weight, 1000))
}

// protect notes how much is left to a group, and gives the sum to the group above. Nobody
// else does so between the change and its note: a group that ends now would stay noted.
func (h *Hierarchy) protect(id string, change func() (low int64, err error)) error {
	h.lows.mu.Lock()
	defer h.lows.mu.Unlock()
	low, err := change()
	was := h.lows.of[id]
	if err != nil || was == low || !h.v2 {
		return err
	}
	if h.lows.of[id] = low; low == 0 {
		delete(h.lows.of, id)
	}
	var sum int64
	for _, n := range h.lows.of {
		sum += n
	}
	return os.WriteFile(filepath.Join(h.unified, "memory.low"), []byte(strconv.FormatInt(sum, 10)), 0)
}

// recall notes what a group has that another process of ours made.
func (h *Hierarchy) recall(id string) error {
	return h.protect(id, func() (int64, error) {
		if was, known := h.lows.of[id]; known || !h.v2 {
			return was, nil
		}
		b, _ := os.ReadFile(filepath.Join(h.unified, id, "memory.low")) // the group may just be gone
		return number(string(b)), nil
	})
}
