package environment_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/environment"
	"commonhall/spawner/spawnertest"
)

// large adds a file to a draft that takes a megabyte.
func (c *class) large(sw commonhall.Software, name string) {
	c.t.Helper()
	c.write(sw, name, strings.Repeat(name, 1<<20/len(name)))
}

// kept are the generations that have their tree.
func (c *class) kept() (out []int) {
	c.t.Helper()
	all, err := c.Generations(c.t.Context(), "python")
	c.must(err)
	trees, err := c.trees().Trees()
	c.must(err)
	for _, g := range all {
		if g.Tree != "" {
			out = append(out, g.Number)
		}
		if there := slices.Contains(trees, string(g.Tree)); there != (g.Tree != "") {
			c.t.Errorf("the tree of generation %d is there: %t", g.Number, there)
		}
	}
	return out
}

// manyLarge is a class in which six generations have a megabyte of their own each, and
// the first has nothing.
func manyLarge(t *testing.T, size int64) *class {
	t.Helper()
	c := newHouse(t)
	c.size, c.keep = size, 100
	c.withFirst()
	for _, name := range []string{"2", "3", "4", "5", "6", "7"} {
		sw := c.start("mia")
		c.large(sw, "large")
		c.write(sw, "number", name)
		_, err := c.publish(environment.Publication{User: "mia", Over: c.current()})
		c.must(err)
	}
	c.must(c.Discard(t.Context(), "python", "mia", "mia")) // its base is the sixth
	return c
}

// The oldest generations go when all together take more than they may.
func TestPruneBySize(t *testing.T) {
	for size, want := range map[int64][]int{
		0:              {7, 6, 5, 4, 3, 2, 1},
		100 << 20:      {7, 6, 5, 4, 3, 2, 1},
		4<<20 + 500000: {7, 6, 5, 4},
		1:              {7, 6},
	} {
		c := manyLarge(t, size)
		c.must(c.Prune(t.Context()))
		if got := c.kept(); !slices.Equal(got, want) {
			t.Errorf("with %d bytes there are left %v, want %v", size, got, want)
		}
	}
}

// What is shared counts once: a hundred generations of one megabyte may be kept in two.
func TestPruneCountsOnce(t *testing.T) {
	c := newHouse(t)
	c.size, c.keep = 2<<20, 100
	c.withFirst()
	c.large(c.start("mia"), "large")
	for _, name := range []string{"2", "3", "4", "5", "6"} {
		c.write(c.start("mia"), "number", name)
		_, err := c.publish(environment.Publication{User: "mia", Over: c.current()})
		c.must(err)
	}
	c.must(c.Prune(t.Context()))
	if got := c.kept(); len(got) != 6 {
		t.Errorf("there are left %v", got)
	}
}

// However little they may take: what a server has, what is current and what was before
// that stay, and so do the two newest.
func TestPruneLeavesWhatIsUsed(t *testing.T) {
	c := manyLarge(t, 1)
	c.inUse = []commonhall.Software{{Environment: "python", Tree: c.treeOf(2)}}
	_, err := c.RollBack(t.Context(), "python", 5, "mia")
	c.must(err)
	c.must(c.Prune(t.Context()))
	if got := c.kept(); !slices.Equal(got, []int{7, 6, 5, 4, 2}) {
		t.Errorf("there are left %v", got)
	}
	if n, err := c.RollBack(t.Context(), "python", 0, "mia"); n != 4 || err != nil {
		t.Errorf("back to %d, %v", n, err)
	}
}

func (c *class) treeOf(number int) string {
	c.t.Helper()
	all, err := c.Generations(c.t.Context(), "python")
	c.must(err)
	for _, g := range all {
		if g.Number == number {
			return "python/trees/" + string(g.Tree)
		}
	}
	c.t.Fatalf("there is no generation %d", number)
	return ""
}

// On a disk that is nearly full old generations go before something new is refused.
func TestPruneBeforeItIsRefused(t *testing.T) {
	for what, do := range map[string]func(*class) error{
		"a draft that is published": func(c *class) error {
			c.write(c.start("mia"), "number", "8")
			_, err := c.publish(environment.Publication{User: "mia"})
			return err
		},
		"a build": func(c *class) error {
			j, err := c.Build(t.Context(), environment.Declaration{Environment: "python", By: "mia", Packages: []string{"frogs"}})
			if err == nil {
				_, err = j.Done(t.Context())
			}
			return err
		},
	} {
		c := manyLarge(t, 0)
		c.program = func([]string) spawnertest.Program { return spawnertest.Exits(0, "") }
		full := error(commonhall.Errorf(commonhall.ResourceExhausted, "Only a little is left."))
		c.full.Store(&full)
		c.fullUntil = func() bool { // with the two newest, and what is new
			trees, err := os.ReadDir(filepath.Join(c.dir, "python", "trees"))
			return err == nil && len(trees) <= 3
		}
		if err := do(c); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if got := c.kept(); !slices.Equal(got, []int{8, 7, 6}) {
			t.Errorf("%s: there are left %v", what, got)
		}
	}
}

// TestMeasuredOnce: trees that nobody changes are looked through once.
func TestMeasuredOnce(t *testing.T) {
	c := manyLarge(t, 10<<20)
	c.must(c.Prune(t.Context()))
	// A tree that would be looked through again would be found to be too large.
	c.must(os.WriteFile(filepath.Join(c.dir, c.treeOf(7), "more"), make([]byte, 10<<20), 0o644))
	c.must(c.Prune(t.Context()))
	if got := c.kept(); len(got) != 7 {
		t.Errorf("there are left %v", got)
	}
}
