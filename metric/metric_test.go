package metric

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func text(t *testing.T, s *Set) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := s.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	checkFormat(t, b.String())
	return b.String()
}

// checkFormat reads what is written as strictly as the format is described: each family
// once and together, with help and type before its samples, buckets that only rise up to
// the count, no sample twice.
func checkFormat(t *testing.T, s string) {
	t.Helper()
	sample := regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)$`)
	name, kind, seen := "", "", map[string]bool{}
	last, upTo := -1.0, ""
	for line := range strings.SplitSeq(strings.TrimSuffix(s, "\n"), "\n") {
		words := strings.SplitN(line, " ", 4)
		switch {
		case strings.HasPrefix(line, "# HELP "):
			name, kind = words[2], ""
		case strings.HasPrefix(line, "# TYPE "):
			kind = words[3]
			if words[2] != name || seen[name] || !slices.Contains([]string{"counter", "gauge", "histogram"}, kind) {
				t.Errorf("%q follows the help of %q", line, name)
			}
			seen[name] = true
		default:
			m := sample.FindStringSubmatch(line)
			if m == nil || seen[m[1]+m[2]] && kind != "" && m[2] != "" {
				t.Fatalf("%q is no sample, or is there twice", line)
			}
			seen[m[1]+m[2]] = true
			v, err := strconv.ParseFloat(m[3], 64)
			base := m[1]
			if kind == "histogram" {
				base = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(base, "_bucket"), "_sum"), "_count")
			}
			if err != nil || base != name || kind == "" {
				t.Errorf("%q stands under %q (%s): %v", line, name, kind, err)
			}
			if series := regexp.MustCompile(`,?le="[^"]*"`).ReplaceAllString(m[2], ""); strings.HasSuffix(m[1], "_bucket") {
				if series == upTo && v < last {
					t.Errorf("%q: the bucket before held %v", line, last)
				}
				last, upTo = v, series
			} else if strings.HasSuffix(m[1], "_count") && kind == "histogram" && v != last {
				t.Errorf("%q, and the last bucket holds %v", line, last)
			}
		}
	}
}

// TestText is what Prometheus reads.
func TestText(t *testing.T) {
	var s Set
	h := s.Histogram("wait_seconds", "How long\nit took \\ at all.", []float64{.5, 1}, "who")
	for _, v := range []float64{.25, .5, .75, 2} {
		h.Observe(v, `a "b"\`+"\n")
	}
	s.Counter("seen", "Seen.").Add(2)
	s.Read("gauge", "now", "Now.", []string{"x"}, func(add func(float64, ...string)) { add(1.5, "y"); add(math.Inf(1), "z") })
	want := `# HELP wait_seconds How long\nit took \\ at all.
# TYPE wait_seconds histogram
wait_seconds_bucket{who="a \"b\"\\\n",le="0.5"} 2
wait_seconds_bucket{who="a \"b\"\\\n",le="1"} 3
wait_seconds_bucket{who="a \"b\"\\\n",le="+Inf"} 4
wait_seconds_sum{who="a \"b\"\\\n"} 3.5
wait_seconds_count{who="a \"b\"\\\n"} 4
# HELP seen Seen.
# TYPE seen counter
seen 2
# HELP now Now.
# TYPE now gauge
now{x="y"} 1.5
now{x="z"} +Inf
`
	if got := text(t, &s); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestTooManyLabels: whoever can choose a label cannot fill the memory with it.
func TestTooManyLabels(t *testing.T) {
	var s Set
	c := s.Counter("seen", "Seen.", "what")
	for i := range MaxSeries * 3 {
		c.Add(1, fmt.Sprint(i))
	}
	got := text(t, &s)
	if n := strings.Count(got, "\nseen{"); n != MaxSeries+1 || !strings.Contains(got, fmt.Sprintf("seen{what=\"other\"} %d\n", MaxSeries*2)) {
		t.Errorf("%d series", n)
	}
}

// TestAtOnce counts from many sides while it is read.
func TestAtOnce(t *testing.T) {
	var s Set
	h, c := s.Histogram("h", "H.", []float64{1}, "l"), s.Counter("c", "C.")
	var work sync.WaitGroup
	for i := range 8 {
		work.Go(func() {
			for range 1000 {
				h.Observe(.5, fmt.Sprint(i%2))
				c.Add(1)
			}
			_, _ = s.WriteTo(&bytes.Buffer{})
		})
	}
	work.Wait()
	if got := text(t, &s); !strings.Contains(got, "\nc 8000\n") || !strings.Contains(got, "h_count{l=\"0\"} 4000\n") || !strings.Contains(got, "h_sum{l=\"1\"} 2000\n") {
		t.Error(got)
	}
}

// TestProcess: what the process says of itself.
func TestProcess(t *testing.T) {
	var s Set
	s.Process(time.Unix(1_700_000_000, 0))
	got := text(t, &s)
	for _, name := range []string{"process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes", "process_open_fds", "process_max_fds"} {
		if !regexp.MustCompile(`\n` + name + ` [1-9.][0-9.e+]*\n`).MatchString(strings.ReplaceAll(got, name+" 0.", name+" .")) {
			t.Errorf("%s is not told: %s", name, got)
		}
	}
	if !strings.Contains(got, "process_start_time_seconds 1.7e+09\n") {
		t.Error(got)
	}
}

// TestTwoOfOneName is a mistake of ours.
func TestTwoOfOneName(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two families have one name")
		}
	}()
	var s Set
	s.Counter("c", "C.")
	s.Counter("c", "C.")
}

func BenchmarkObserve(b *testing.B) {
	var s Set
	h := s.Histogram("h", "H.", []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}, "method", "handler", "code")
	b.ReportAllocs()
	for b.Loop() {
		h.Observe(.003, "GET", "/hub/api/users/{name}", "200")
	}
}
