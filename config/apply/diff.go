package apply

import (
	"fmt"
	"slices"
	"strings"
)

// Diff returns the lines that differ between two texts, as diff -u shows them; ""
// if none do.
func Diff(nameA, nameB string, a, b []byte) string {
	if string(a) == string(b) {
		return ""
	}
	x, y := lines(a), lines(b)
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", nameA, nameB)
	steps := compare(x, y)
	if !slices.ContainsFunc(steps, func(s step) bool { return s.mark != ' ' }) {
		return "" // but for the last line's end
	}
	const around = 3
	for i := 0; i < len(steps); {
		if steps[i].mark == ' ' {
			i++
			continue
		}
		from, to := max(0, i-around), i
		for same := 0; to < len(steps) && same <= 2*around; to++ { // what lies close is shown together
			if same++; steps[to].mark != ' ' {
				same = 0
			}
		}
		for ; to > i && steps[to-1].mark == ' '; to-- {
		}
		to = min(to+around, len(steps))
		hunk(&out, steps[from:to])
		i = to
	}
	return out.String()
}

// step is one line of a comparison: of both texts, or with - or + of one.
type step struct {
	mark byte
	text string
	a, b int // the numbers of the lines, from 1
}

func hunk(out *strings.Builder, steps []step) {
	olds, news := 0, 0
	for _, s := range steps {
		if s.mark != '+' {
			olds++
		}
		if s.mark != '-' {
			news++
		}
	}
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", steps[0].a, olds, steps[0].b, news)
	for _, s := range steps {
		fmt.Fprintf(out, "%c%s\n", s.mark, s.text)
	}
}

func lines(text []byte) []string {
	if len(text) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// compare finds a longest sequence of lines that both texts have. Where that would
// take long, all between the first and the last difference counts as different.
func compare(x, y []string) []step {
	head := 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	n, m := len(x)-head-tail, len(y)-head-tail
	common := make([][]int32, n+1) // of what begins at i and j
	if n*m <= 4<<20 {
		for i := n; i >= 0; i-- {
			common[i] = make([]int32, m+1)
			for j := m - 1; j >= 0 && i < n; j-- {
				common[i][j] = max(common[i+1][j], common[i][j+1])
				if x[head+i] == y[head+j] {
					common[i][j] = common[i+1][j+1] + 1
				}
			}
		}
	}
	var out []step
	i, j := 0, 0
	add := func(mark byte, text string) { out = append(out, step{mark, text, i + 1, j + 1}) }
	for i < len(x) || j < len(y) {
		inside := i >= head && j >= head && (i < head+n || j < head+m)
		switch {
		case i < len(x) && j < len(y) && x[i] == y[j] && (!inside || common[0] != nil && i < head+n && j < head+m):
			add(' ', x[i])
			i, j = i+1, j+1
		case i < head+n && (j == head+m || common[0] == nil || common[i+1-head][j-head] >= common[i-head][j+1-head]):
			add('-', x[i])
			i++
		default:
			add('+', y[j])
			j++
		}
	}
	return out
}
