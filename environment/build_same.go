package environment

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"commonhall"
)

// built is the note of a generation: of what it was built is known of it alone.
type built struct {
	commonhall.Generation
	Built string `json:",omitempty"`
}

// recipe is all that decides what a build makes, but for what the world offers that day.
type recipe struct {
	Tool, Python string // what they say of their version
	Kind, Text   string
	Packages     []string
	Debian       []string `json:",omitempty"` // with the release
	Alone        bool     `json:",omitempty"`
}

// same looks for a generation that was built of the same. Its tree is taken instead of
// building anew, or, where it is the current one, nothing is done.
func (w *work) same(ctx context.Context, what declared, c chosen) (bool, error) {
	if what.kind == prefixKind {
		return false, nil // nobody knows what is in it now
	}
	tool, err := w.ask(ctx, step{args: []string{c.program, "--version"}})
	if err != nil {
		return false, err
	}
	python, err := w.ask(ctx, step{args: []string{"python3", "-VV"}})
	if err != nil {
		return false, err
	}
	of := recipe{Tool: c.program + " " + strings.Join(tool, " "), Python: strings.Join(python, " "), Kind: what.kind, Text: normal(what.text), Packages: what.packages, Alone: w.d.Alone}
	if len(what.debian) > 0 {
		of.Debian = append([]string{w.r.cfg.Release}, what.debian...)
	}
	text, err := json.Marshal(of)
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(text)
	declaration := hex.EncodeToString(sum[:])
	w.m.built = declaration + " " + w.m.baseTree()
	if w.d.Again {
		return false, nil
	}
	all, err := w.r.store.Generations(ctx, w.m.env)
	if err != nil {
		return false, err
	}
	for _, g := range all {
		var note built
		if g.Tree == "" || w.r.noted(w.m.env, g.Tree, &note) != nil {
			continue
		}
		now := g.Number == w.m.after
		switch {
		case now && (note.Built == w.m.built || w.m.base != nil && strings.HasPrefix(note.Built, declaration+" ")):
			w.done = true
			w.j.say("Generation %d was built from exactly this: there is nothing to do. To build it all the same: --again", g.Number)
			w.j.update(func(p *Progress) { p.Generation = g.Number })
			return true, nil
		case note.Built == w.m.built:
			w.j.say("Generation %d was built from exactly this, and is taken instead of building it anew. To build it all the same: --again", g.Number)
			w.m.same = g.Tree
			return true, nil
		}
	}
	return false, nil
}

// normal is a file without what changes nothing: comments, empty lines, and what stands
// behind the words of a line.
func normal(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		if rest := strings.TrimLeft(line, " \t"); rest != "" && rest[0] != '#' {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}
