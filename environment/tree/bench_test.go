package tree

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkFreeze makes a generation with a small change of a tree of 100,000 files in
// 10,000 folders, and says what ten of them take on the disk. SIZE=20000 makes it 2 GB.
func BenchmarkFreeze(b *testing.B) {
	dir, err := os.MkdirTemp("/var/tmp", "tree")
	must(b, err)
	defer os.RemoveAll(dir)
	s, err := Open(filepath.Join(dir, "env"), Limits{})
	must(b, err)
	size := 2000
	if is := os.Getenv("SIZE"); is != "" {
		_, err := fmt.Sscan(is, &size)
		must(b, err)
	}
	text := []byte(strings.Repeat("x", size))
	for i := range 10_000 {
		sub := filepath.Join(dir, "from", fmt.Sprint(i%10), fmt.Sprint(i%100), fmt.Sprint(i))
		must(b, os.MkdirAll(sub, 0o755))
		for j := range 10 {
			must(b, os.WriteFile(filepath.Join(sub, fmt.Sprint(j)), text, 0o644))
		}
	}
	must(b, take(b, s, filepath.Join(dir, "from"), "g0"))
	made, ids := 0, []string{"g0"}
	for b.Loop() {
		id := fmt.Sprint("d", made)
		made++
		must(b, s.NewDraft(id))
		upper, _ := s.Draft(id)
		for j := range 50 {
			lay(b, upper, files{fmt.Sprintf("1/11/11/new-%d", j): string(text)})
		}
		ids = append(ids, fmt.Sprint("g", made))
		if _, err := s.Freeze(b.Context(), "g0", id, ids[made]); err != nil {
			b.Fatal(err)
		}
	}
	use, err := s.Usage(b.Context(), ids...)
	must(b, err)
	one, all := use[0], use[made]
	b.ReportMetric(float64(one.Disk)/1e6, "MB/first")
	b.ReportMetric(float64(all.Disk-one.Disk)/1e6/float64(made), "MB/more")
	b.ReportMetric(float64(all.Disk)/float64(one.Disk), "times")
}
