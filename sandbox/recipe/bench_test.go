package recipe

import (
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/sandbox/wall"
)

// BenchmarkWalls says what each wall costs: the time from Start to exec with all walls,
// and how much less it is without each (with a PID namespace: more is below zero). Each
// once in a round, so that what else the machine does meets all alike:
// go test ./sandbox/recipe -run - -bench Walls -benchtime 200x
func BenchmarkWalls(b *testing.B) {
	needs.Root(b)
	variants := []wall.Name{"", "with pid"}
	for _, w := range wall.All() {
		if w.Name != wall.PID && w.Name != wall.Limits {
			variants = append(variants, w.Name)
		}
	}
	took := map[wall.Name][]time.Duration{}
	for b.Loop() {
		for _, i := range rand.Perm(len(variants)) {
			v := variants[i]
			cfg := Config(Person{Name: "ada", UID: 1_700_000_000 + os.Getpid(), Passing: true}, nil)
			cfg.Args, cfg.Without, cfg.PID = []string{"/bin/true"}, []wall.Name{v}, v == "with pid"
			begin := time.Now()
			p, err := sandbox.Start(cfg, sandbox.Options{})
			took[v] = append(took[v], time.Since(begin))
			if err != nil {
				b.Fatal(err)
			}
			sandbox.Reap(p.PidFD)
			p.Close()
		}
	}
	// The fastest tenth: the rest is what else the machine did.
	quick := func(v wall.Name) float64 {
		slices.Sort(took[v])
		return float64(took[v][len(took[v])/10].Microseconds())
	}
	all := quick("")
	b.ReportMetric(all, "µs-all")
	for _, v := range variants[1:] {
		b.ReportMetric(all-quick(v), "µs-"+strings.ReplaceAll(string(v), " ", "-"))
	}
}
