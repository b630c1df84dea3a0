package cli

import (
	"bytes"
	"fmt"
	"strings"
)

// roff writes a page in the language of man(7), in the part of it that groff and mandoc
// both know. Whatever it is given is text: nothing in it is read as an instruction.
type roff struct{ bytes.Buffer }

// escape makes text of which roff reads each letter as itself. Beyond ASCII letters are
// written by their number, so that no locale matters.
func escape(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case c == '\\':
			b.WriteString(`\e`)
		case c == '-':
			b.WriteString(`\-`) // a plain one becomes a hyphen, which no shell takes for a flag
		case c == '\'':
			b.WriteString(`\(aq`)
		case c == '`':
			b.WriteString(`\(ga`)
		case c == '^':
			b.WriteString(`\(ha`)
		case c == '~':
			b.WriteString(`\(ti`)
		case c == '"':
			b.WriteString(`\(dq`)
		case c < ' ' || c == 0x7f:
			b.WriteByte(' ')
		case c > 0x7f:
			fmt.Fprintf(&b, `\[u%04X]`, c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// line writes a line of text.
func (r *roff) line(text string) {
	text = escape(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text // otherwise an instruction
	}
	fmt.Fprintln(r, text)
}

// macro writes an instruction with arguments.
func (r *roff) macro(name string, args ...string) {
	r.WriteString("." + name)
	for _, a := range args {
		r.WriteString(` "` + escape(a) + `"`)
	}
	r.WriteByte('\n')
}

func (r *roff) bold(text string)    { r.macro("B", text) }
func (r *roff) italic(text string)  { r.macro("I", text) }
func (r *roff) section(name string) { r.macro("SH", name) }

// begin writes the head of a page.
func (r *roff) begin(name, what string) {
	b, date := build(), ""
	if !b.Built.IsZero() {
		date = b.Built.UTC().Format("2006-01-02")
	}
	r.WriteString(`.\" Made by commonhall; it is written anew with each release.` + "\n")
	r.macro("TH", strings.ToUpper(name), "1", date, "commonhall "+b.Version, "commonhall")
	r.WriteString(".nh\n.ad l\n") // a command that is cut, or spaced out, cannot be copied
	r.section("NAME")
	// Programs that list pages look for this very dash.
	fmt.Fprintf(r, "%s \\- %s\n", escape(name), escape(strings.ReplaceAll(what, "\n", " ")))
}

// usage writes how a command is called; its words stay together as man(7) breaks lines.
func (r *roff) usage(line string) {
	r.macro("HP", "4")
	r.bold(line)
}

// asTyped is a line that people have laid out: indented, or in columns.
func asTyped(line string) bool {
	return strings.HasPrefix(line, " ") || strings.Contains(strings.TrimSpace(line), "  ")
}

// prose writes the long help of a command: paragraphs, and what is laid out as it is.
func (r *roff) prose(text string) {
	typed, began := false, false
	switchTo := func(to bool) {
		if typed != to {
			r.macro(map[bool]string{true: "nf", false: "fi"}[to])
		}
		typed = to
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if strings.TrimSpace(line) == "" || !began || asTyped(line) != typed {
			switchTo(false)
			r.macro("PP")
		}
		if began = true; strings.TrimSpace(line) == "" {
			began = false
			continue
		}
		switchTo(asTyped(line))
		r.line(line)
	}
	switchTo(false)
}

// flags writes what a command may be told, from what its help says of that: a flag, three
// spaces or more, and what it is for, which may go on in further lines.
func (r *roff) flags(usages string) {
	for line := range strings.Lines(usages) {
		line = strings.TrimSpace(line)
		flag, what, ok := strings.Cut(line, "   ")
		switch {
		case !ok || !strings.HasPrefix(line, "-"):
			r.line(line)
		case strings.HasSuffix(flag, "--help"):
		default:
			r.macro("TP")
			r.bold(flag)
			r.line(strings.TrimSpace(what))
		}
	}
}

// sentence ends a short help with a full stop.
func sentence(text string) string { return strings.TrimSuffix(text, ".") + "." }
