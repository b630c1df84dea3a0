// Package metric counts and measures, and writes that as Prometheus reads it (text
// format 0.0.4).
//
// It knows nothing of what is measured. Adding to a metric costs a look into a map and a
// few atomic additions. However many values a label is given, a family has at most
// MaxSeries series: what comes after those is counted under "other".
package metric

import (
	"bytes"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// MaxSeries is how many combinations of labels a family keeps apart.
const MaxSeries = 2000

// Set is what is written together.
type Set struct {
	mu       sync.Mutex
	families []*family
}

// family is a metric with its series.
type family struct {
	name, help, kind string
	labels           []string
	bounds           []float64 // of a histogram's buckets
	read             func(add func(v float64, labels ...string))

	mu     sync.RWMutex
	series map[string]*series
}

// series is one combination of labels.
type series struct {
	labels  []string
	buckets []atomic.Uint64 // of a histogram; the last has no bound
	sum     atomic.Uint64   // the bits of a float
}

// Histogram sorts what it observes into buckets.
type Histogram struct{ f *family }

// Counter counts.
type Counter struct{ f *family }

func (s *Set) add(f *family) *family {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.ContainsFunc(s.families, func(g *family) bool { return g.name == f.name }) {
		panic("metric: there are two called " + f.name)
	}
	f.series = map[string]*series{}
	s.families = append(s.families, f)
	return f
}

// Histogram adds a histogram with buckets up to each of bounds, which rise.
func (s *Set) Histogram(name, help string, bounds []float64, labels ...string) *Histogram {
	return &Histogram{s.add(&family{name: name, help: help, kind: "histogram", labels: labels, bounds: bounds})}
}

// Counter adds a counter.
func (s *Set) Counter(name, help string, labels ...string) *Counter {
	return &Counter{s.add(&family{name: name, help: help, kind: "counter", labels: labels})}
}

// Read adds a metric of a kind (gauge or counter) that is read when it is written.
func (s *Set) Read(kind, name, help string, labels []string, read func(add func(v float64, labels ...string))) {
	s.add(&family{name: name, help: help, kind: kind, labels: labels, read: read})
}

// of returns the series with the values of the labels, in their order.
func (f *family) of(values []string) *series {
	key := strings.Join(values, "\x00")
	f.mu.RLock()
	s := f.series[key]
	f.mu.RUnlock()
	if s != nil {
		return s
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if s := f.series[key]; s != nil {
		return s
	}
	if len(f.series) >= MaxSeries {
		values = slices.Repeat([]string{"other"}, len(f.labels))
		key = strings.Join(values, "\x00")
		if s := f.series[key]; s != nil {
			return s
		}
	}
	s = &series{labels: slices.Clone(values), buckets: make([]atomic.Uint64, len(f.bounds)+1)}
	f.series[key] = s
	return s
}

func (s *series) plus(v float64) {
	for {
		old := s.sum.Load()
		if s.sum.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+v)) {
			return
		}
	}
}

// Observe adds a value.
func (h *Histogram) Observe(v float64, labels ...string) {
	s := h.f.of(labels)
	i, _ := slices.BinarySearch(h.f.bounds, v) // a bucket holds its bound
	s.buckets[i].Add(1)
	s.plus(v)
}

// Add counts n more.
func (c *Counter) Add(n float64, labels ...string) { c.f.of(labels).plus(n) }

// WriteTo implements io.WriterTo.
func (s *Set) WriteTo(w io.Writer) (int64, error) {
	s.mu.Lock()
	families := slices.Clone(s.families)
	s.mu.Unlock()
	var b bytes.Buffer
	for _, f := range families {
		b.WriteString("# HELP " + f.name + " " + strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(f.help) + "\n# TYPE " + f.name + " " + f.kind + "\n")
		if f.read != nil {
			f.read(func(v float64, labels ...string) { line(&b, f.name, f.labels, labels, v) })
			continue
		}
		f.mu.RLock()
		all := make([]*series, 0, len(f.series))
		for _, s := range f.series {
			all = append(all, s)
		}
		f.mu.RUnlock()
		slices.SortFunc(all, func(a, b *series) int { return slices.Compare(a.labels, b.labels) })
		for _, s := range all {
			f.write(&b, s)
		}
	}
	return b.WriteTo(w)
}

func (f *family) write(b *bytes.Buffer, s *series) {
	sum := math.Float64frombits(s.sum.Load())
	if f.kind == "counter" {
		line(b, f.name, f.labels, s.labels, sum)
		return
	}
	names, count := append(slices.Clone(f.labels), "le"), uint64(0)
	for i := range s.buckets {
		bound := "+Inf"
		if i < len(f.bounds) {
			bound = number(f.bounds[i])
		}
		count += s.buckets[i].Load()
		line(b, f.name+"_bucket", names, append(slices.Clone(s.labels), bound), float64(count))
	}
	line(b, f.name+"_sum", f.labels, s.labels, sum)
	line(b, f.name+"_count", f.labels, s.labels, float64(count))
}

func line(b *bytes.Buffer, name string, labels, values []string, v float64) {
	b.WriteString(name)
	for i, l := range labels {
		b.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		b.WriteString(l + `="` + strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`).Replace(values[i]) + `"`)
	}
	if len(labels) > 0 {
		b.WriteByte('}')
	}
	b.WriteString(" " + number(v) + "\n")
}

// number writes a number as Prometheus reads it.
func number(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "+Inf"
	case math.IsInf(v, -1):
		return "-Inf"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
