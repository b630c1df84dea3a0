package apply

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall"
)

// TestTwoAtOnce: of two people who start from the same text, one is told.
func TestTwoAtOnce(t *testing.T) {
	h := newHouse(t, small)
	results := make(chan error)
	for _, text := range []string{large, "servers:\n  memory: 3G\n"} {
		go func() {
			_, err := houseIn(h.dir).Change(context.Background(), []byte(text), []byte(small), "edited")
			results <- err
		}()
	}
	a, b := <-results, <-results
	if (a == nil) == (b == nil) || !strings.Contains(errors.Join(a, b).Error(), "changed by somebody else meanwhile") {
		t.Errorf("%v; %v", a, b)
	}
	if list, err := h.History(); err != nil || len(list) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	_, _, end, err := h.Draft()
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := h.Draft(); commonhall.KindOf(err) != commonhall.FailedPrecondition {
		t.Errorf("a second editor: %v", err)
	}
	end()
	path, before, end, err := h.Draft()
	if err != nil || before == "" {
		t.Errorf("what the first editor left: %q %q, %v", path, before, err)
	}
	end()
}

// TestTheFileStaysWhatItWas: a link, and its owner's.
func TestTheFileStaysWhatItWas(t *testing.T) {
	h := newHouse(t, small)
	real := filepath.Join(h.dir, "elsewhere.yaml")
	if err := errors.Join(os.Rename(h.File, real), os.Symlink("../elsewhere.yaml", h.File), os.Chmod(real, 0o604)); err != nil {
		t.Fatal(err)
	}
	owner := uint32(os.Getuid())
	if owner == 0 {
		owner = 1234
		if err := os.Chown(real, 1234, 1234); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.change(large); err != nil {
		t.Fatal(err)
	}
	h.holds(large, large, large)
	info, err := os.Stat(real)
	if to, lerr := os.Readlink(h.File); lerr != nil || to != "../elsewhere.yaml" || err != nil || info.Mode().Perm() != 0o604 || info.Sys().(*syscall.Stat_t).Uid != owner {
		t.Errorf("%q %v, %v %v", to, lerr, info, err)
	}
}

// TestPruning keeps a hundred versions.
func TestPruning(t *testing.T) {
	h := newHouse(t, small)
	h.Services = nil
	for i := range keep + 5 {
		if _, err := h.change(fmt.Sprintf("# %d\n", i)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := h.History()
	files, _ := os.ReadDir(h.history())
	if err != nil || len(list) != keep || list[0].Number != 7 || list[keep-1].Number != keep+6 || len(files) != 2*keep {
		t.Errorf("%d versions in %d files, from %d, %v", len(list), len(files), list[0].Number, err)
	}
}

// TestDiff shows what differs, with its surroundings.
func TestDiff(t *testing.T) {
	a := "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n"
	b := "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\neleven\n12\n13\n14\n15\n"
	want := "--- a\n+++ b\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -8,7 +9,8 @@\n 8\n 9\n 10\n-11\n+eleven\n 12\n 13\n 14\n+15\n"
	if got := Diff("a", "b", []byte(a), []byte(b)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	long := []byte(strings.Repeat("x\n", 3000) + "end\n")
	other := []byte(strings.Repeat("y\n", 3000) + "end\n")
	if got := Diff("a", "b", long, other); strings.Count(got, "\n-") != 3000 || strings.Count(got, "\n+") < 3000 || !strings.HasSuffix(got, " end\n") {
		t.Errorf("%d bytes", len(got))
	}
	for _, c := range [][2]string{{"", ""}, {"a\n", "a"}, {"a\n", "a\n"}} {
		if got := Diff("a", "b", []byte(c[0]), []byte(c[1])); got != "" {
			t.Errorf("%q: %s", c, got)
		}
	}
}
