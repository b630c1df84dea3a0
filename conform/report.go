package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// report prints what came of each promise.
type report struct {
	out         io.Writer
	brief, json bool
	counts      map[string]int
	section     string
}

func (p *report) begin(k *kit) {
	p.counts = map[string]int{}
	if !p.json {
		fmt.Fprintf(p.out, "The hub at %s speaks as JupyterHub %s.\n", k.url, k.said)
		if k.kind == ours {
			fmt.Fprintf(p.out, "It is %s, whose differences are known.\n", ours)
		}
	}
}

func (p *report) add(t *trial) {
	p.counts[t.outcome]++
	if p.json {
		_ = json.NewEncoder(p.out).Encode(map[string]any{"name": t.row.id, "asks": t.row.asks, "says": t.row.says, "since": t.row.since,
			"outcome": t.outcome, "reason": t.reason, "exchanges": t.exchanges, "complaints": t.complaints})
		return
	}
	if section, _, _ := strings.Cut(t.row.id, "."); section != p.section {
		p.section = section
		fmt.Fprintf(p.out, "\n%s\n", section)
	}
	fmt.Fprintf(p.out, "  %-9s  %s: %s", t.outcome, t.row.asks, t.row.says)
	if t.reason != "" {
		fmt.Fprintf(p.out, " [%s]", t.reason)
	}
	fmt.Fprintf(p.out, " (%s)\n", t.row.id)
	if !p.brief || t.outcome == fail {
		for _, e := range t.exchanges {
			fmt.Fprintf(p.out, "             %s\n", e)
		}
	}
	if !p.brief && t.outcome != later || t.outcome == fail {
		for _, c := range t.complaints {
			fmt.Fprintf(p.out, "           ! %s\n", c)
		}
	}
}

// end prints the sum and returns the exit status.
func (p *report) end(interrupted bool) int {
	total := 0
	var parts []string
	for _, outcome := range []string{pass, differs, later, unasked, stoppedNow, fail} {
		if n := p.counts[outcome]; n > 0 {
			total += n
			parts = append(parts, fmt.Sprintf("%d %s", n, outcome))
		}
	}
	if !p.json {
		fmt.Fprintf(p.out, "\n%d promises: %s.\n", total, strings.Join(parts, ", "))
	}
	if p.counts[fail] > 0 || total == 0 || interrupted {
		return 1
	}
	return 0
}
