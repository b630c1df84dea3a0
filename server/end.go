package server

import (
	"cmp"
	"regexp"
	"strings"
	"time"
	"unicode"

	"commonhall"
)

// What is told of ends. What programs wrote and how they call themselves is chosen by
// whoever runs them: it is shown as text, bounded, and as nothing else.

// lost is how a run ended of which nobody knows any more: who knew it forgets with the
// machine alone. A few seconds are those of a clock that was set.
func (m *Manager) lost(run commonhall.Server) commonhall.End {
	end := commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}
	if at := m.cfg.Booted; !at.IsZero() && run.Started.Before(at.Add(-5*time.Second)) {
		end.Cause = commonhall.EndRestart
	}
	return end
}

// named is o with a name that can stand in a sentence.
func named(o commonhall.OOM) *commonhall.OOM {
	o.Process = cmp.Or(strings.Join(strings.Fields(printable(o.Process)), " "), "a program without a name")
	return &o
}

// forMemory tells that a program inside a run was ended.
func forMemory(st commonhall.Server, o *commonhall.OOM) string {
	limit := commonhall.FormatBytes(st.Limits.Memory) + whose(st, commonhall.LimitMemory)
	switch {
	case o == nil:
		return "A program of " + string(st.User) + " needed more memory than the limit of " + limit + " and was ended."
	case o.Machine:
		return "The whole machine was short of memory, so the system ended a program of " + string(st.User) + ": " + named(*o).String() + "."
	}
	return "The programs of " + string(st.User) + " needed more memory than the limit of " + limit + ", so one was ended: " + named(*o).String() + "."
}

// Bounds of what a timeline tells of a log.
const (
	wordLines = 3
	wordBytes = 300
)

// lastWords are the last lines of the output of a run that ended badly, for a sentence.
func lastWords(end commonhall.End) string {
	if end.Cause == commonhall.EndStopped || end.Cause == commonhall.EndExited && end.Code == 0 {
		return ""
	}
	var lines []string
	for line := range strings.Lines(end.Log) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines[max(0, len(lines)-wordLines):], " / ")
	if text == "" {
		return ""
	}
	if len(text) > wordBytes {
		text = "… " + strings.ToValidUTF8(text[len(text)-wordBytes:], "")
	}
	return " The end of its log: " + text
}

// printable makes text of what a program wrote: valid UTF-8 without colours, control
// characters but tab and newline, and what turns the direction of writing.
func printable(s string) string {
	s = regexp.MustCompile("\x1b\\[[0-?]*[ -/]*[@-~]").ReplaceAllString(strings.ToValidUTF8(s, ""), "")
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r) && r != unicode.ReplacementChar {
			return r
		}
		return -1
	}, s)
}
