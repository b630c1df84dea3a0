package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// row is one line of the table. Limit and Factor are what ours should stay
// within: a value, or a part of the peer's; 0 says nothing.
type row struct {
	Figure string   `json:"figure"`
	Unit   string   `json:"unit"`
	Ours   *float64 `json:"ours"`
	Peer   *float64 `json:"peer"`
	Limit  float64  `json:"limit,omitempty"`
	Factor float64  `json:"factor,omitempty"`
	Note   string   `json:"note,omitempty"`
}

// by holds the samples of each kind.
type by map[string][]float64

func (s by) add(kind string, v float64) { s[kind] = append(s[kind], v) }

// row makes a line from the same percentile of both.
func (s by) row(figure, unit string, percent float64) row {
	r := row{Figure: figure, Unit: unit}
	for kind, to := range map[string]**float64{ours: &r.Ours, peer: &r.Peer} {
		if len(s[kind]) > 0 {
			v := percentile(s[kind], percent)
			*to = &v
		}
	}
	return r
}

func (r row) limit(v float64) row  { r.Limit = v; return r }
func (r row) factor(v float64) row { r.Factor = v; return r }
func (r row) note(text string) row { r.Note = text; return r }

// percentile is the smallest sample that at least so many per cent do not exceed;
// the median of an even number is the mean of its two middle ones.
func percentile(samples []float64, percent float64) float64 {
	s := slices.Sorted(slices.Values(samples))
	if percent == 50 && len(s)%2 == 0 {
		return (s[len(s)/2-1] + s[len(s)/2]) / 2
	}
	return s[max(0, int(math.Ceil(float64(len(s))*percent/100))-1)]
}

func median(samples []float64) float64 { return percentile(samples, 50) }

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// mb is in millions of bytes.
func mb(bytes int64) float64 { return float64(bytes) / 1e6 }

// number prints three digits that count, without powers of ten.
func number(v *float64) string {
	switch {
	case v == nil:
		return "—"
	case math.Abs(*v) >= 100 || *v == 0:
		return fmt.Sprintf("%.0f", *v)
	}
	return fmt.Sprintf("%.*f", max(0, 2-int(math.Floor(math.Log10(math.Abs(*v))))), *v)
}

func (r row) ratio() string {
	if r.Ours == nil || r.Peer == nil || *r.Peer <= 0 || *r.Ours < 0 {
		return "—"
	}
	return fmt.Sprintf("%.2f", *r.Ours / *r.Peer)
}

func (r row) target() (text, met string) {
	met = "—"
	yes := func(ok bool) string {
		if ok {
			return "yes"
		}
		return "**no**"
	}
	switch {
	case r.Limit > 0:
		text = "≤ " + number(&r.Limit) + " " + r.Unit
		if r.Ours != nil {
			met = yes(*r.Ours <= r.Limit)
		}
	case r.Factor > 0:
		text = fmt.Sprintf("≤ %g × the peer's", r.Factor)
		if r.Ours != nil && r.Peer != nil {
			met = yes(*r.Ours <= r.Factor**r.Peer)
		}
	}
	return text, met
}

// header says on what and when it was measured.
type header struct {
	Date     string   `json:"date"`
	Kernel   string   `json:"kernel"`
	Emulated bool     `json:"emulated"`
	Groups   string   `json:"control_groups"`
	Cores    int      `json:"cores"`
	Load     string   `json:"load_before"`
	After    string   `json:"load_after"`
	Versions []string `json:"versions"`
}

func firstLine(b []byte) string { s, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n"); return s }

func load() string {
	b, _ := os.ReadFile("/proc/loadavg")
	f := strings.Fields(string(b))
	return strings.Join(f[:min(3, len(f))], " ")
}

func (h *header) close() { h.After = load() }

// emulated reports whether the processor is made by software: how long things take says
// nothing then, how much longer than others may.
func emulated() bool {
	b, _ := os.ReadFile("/proc/cpuinfo")
	return strings.Contains(string(b), "QEMU TCG")
}

// groups says which version of control groups limits here.
func groups() string {
	if _, err := os.Stat("/sys/fs/cgroup/cgroup.controllers"); err == nil {
		return "v2"
	}
	return "v1"
}

// of shows a value, but no times of an emulated machine.
func (h *header) of(v *float64, unit string) string {
	if h.Emulated && v != nil && slices.Contains([]string{"s", "ms", "µs", "per s"}, unit) {
		return "·"
	}
	return number(v)
}

// header asks everything for its version, which also shows what is missing.
func (b *bench) header(ctx context.Context) (*header, error) {
	h := &header{Date: time.Now().Format("2006-01-02 15:04"), Cores: runtime.NumCPU(), Load: load()}
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return nil, err
	}
	h.Kernel = firstLine(release)
	h.Emulated, h.Groups = emulated(), groups()
	ask := [][]string{{b.binary, "version"}}
	if b.wants("jupyter", "bell", "software") {
		ask = append(ask, []string{"jupyter-notebook", "--version"}, []string{"python3", "--version"})
	}
	if b.wants("walls") {
		for _, c := range makers() {
			ask = append(ask, []string{c, "--version"})
		}
	}
	if b.peer {
		ask = append(ask, []string{"jupyterhub", "--version"}, []string{b.proxyProgram(), "--version"}, []string{"node", "--version"})
	}
	for _, command := range ask {
		out, err := exec.CommandContext(ctx, command[0], command[1:]...).CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%s cannot be run: %w; bench/peer.sh sets up what is measured beside ours, -peer=false goes without", command[0], err)
		}
		name := filepath.Base(command[0])
		h.Versions = append(h.Versions, name+" "+strings.TrimPrefix(strings.TrimPrefix(firstLine(out), "Python "), name+" "))
	}
	return h, nil
}

// report prints what was measured.
func report(w io.Writer, h *header, rows []row, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"header": h, "rows": rows})
	}
	var out strings.Builder
	machine := fmt.Sprintf("%d cores", h.Cores)
	if h.Emulated {
		machine += ", software-emulated: ratios alone are shown, no times"
	}
	fmt.Fprintf(&out, "%s · Linux %s · %s · control groups %s · load %s before, %s after\n\n%s\n\n", h.Date, h.Kernel, machine, h.Groups, h.Load, h.After, strings.Join(h.Versions, " · "))
	out.WriteString("| figure | ours | peer | ratio | target | met |\n|---|---:|---:|---:|---|---|\n")
	var notes []string
	for _, r := range rows {
		mark := ""
		if r.Note != "" {
			at := slices.Index(notes, r.Note)
			if at < 0 {
				at, notes = len(notes), append(notes, r.Note)
			}
			mark = fmt.Sprintf(" (%d)", at+1)
		}
		target, met := r.target()
		if h.Emulated && r.Factor == 0 && h.of(r.Ours, r.Unit) == "·" {
			met = "—"
		}
		fmt.Fprintf(&out, "| %s, %s%s | %s | %s | %s | %s | %s |\n", r.Figure, r.Unit, mark, h.of(r.Ours, r.Unit), h.of(r.Peer, r.Unit), r.ratio(), target, met)
	}
	for i, n := range notes {
		if i == 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%d. %s\n", i+1, n)
	}
	_, err := io.WriteString(w, out.String())
	return err
}
