package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write doc/reference/conformance.md anew")

// TestRows: each promise has a name of its own, and all that is said of one.
func TestRows(t *testing.T) {
	seen := map[string]bool{}
	sections := []string{}
	for _, r := range rows() {
		section, _, dotted := strings.Cut(r.id, ".")
		if seen[r.id] || !dotted || r.asks == "" || r.says == "" || r.do == nil {
			t.Errorf("%q is there twice, or not whole", r.id)
		}
		seen[r.id] = true
		if r.since != "" && !regexp.MustCompile(`^[456]\.\d$|^3\.2$`).MatchString(r.since) {
			t.Errorf("%s: since %q", r.id, r.since)
		}
		if len(sections) == 0 || sections[len(sections)-1] != section {
			if slices.Contains(sections, section) {
				t.Errorf("%s stands apart from the others of %s", r.id, section)
			}
			sections = append(sections, section)
		}
	}
	for _, table := range []map[string]string{differences, flaws} {
		for id, why := range table {
			if !seen[id] || len(why) < 20 {
				t.Errorf("the difference %q (%s) is of no promise, or without a reason", id, why)
			}
		}
	}
}

const pageHead = `# What JupyterHub's clients find here

Made from the table of the conformance kit by ` + "`go test ./conform -update`" + `.

The kit asks a hub over HTTP what JupyterHub's REST API promises, %d times, and says for each promise what it asked, what it got, and whether that is so.
` + "`make test-conform`" + ` runs it against JupyterHub 3.0 and commonhall, with ` + "`TREE=1`" + ` also against JupyterHub 5.2. So the table below is tested, also where it
says that something is different: a difference that is gone fails as well.

## Ask a hub yourself

It needs Go and this source, the address of any hub, and the token of an administrator, or of a service with the role admin:

` + "```sh not run: the hub is yours; make test-conform asks some of its own" + `
export CONFORM_TOKEN=0123456789abcdef0123456789abcdef
go run ./conform -url https://hub.example.org
` + "```" + `

With ` + "`-user` and `-password`" + ` it signs in as a browser does, too. ` + "`-brief`" + ` shows what was asked only where something is wrong, ` + "`-json`" + ` prints one object a
promise, ` + "`-only groups`" + ` asks a part. It makes people and groups called conform-…, starts their servers, and removes all of it again, also after Ctrl-C; it
touches nobody else and does not stop the hub. It ends with 0 if the hub does all that it should, 1 if not, 2 if it could not be asked.

What a later version of JupyterHub's began with counts as *later* at an earlier one, not as wrong. What JupyterHub itself is known to get wrong is listed
below. commonhall says that it is JupyterHub 5.2, and is asked for everything that any version promises.

## What is different, and why

| promise | JupyterHub | commonhall |
|---|---|---|
`

// page is the reference.
func page() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, pageHead, len(rows()))
	for _, r := range rows() {
		if why, ok := differences[r.id]; ok {
			fmt.Fprintf(&b, "| %s `%s` | %s | %s |\n", r.id, r.asks, escaped(r.says), escaped(why))
		}
	}
	b.WriteString("\n## What JupyterHub itself does not keep\n\n| promise | must be | but |\n|---|---|---|\n")
	for _, r := range rows() {
		if why, ok := flaws[r.id]; ok {
			fmt.Fprintf(&b, "| %s `%s` | %s | %s |\n", r.id, r.asks, escaped(r.says), escaped(why))
		}
	}
	b.WriteString("\n## All promises\n\n| promise | what is asked | what must be so | since | commonhall |\n|---|---|---|---|---|\n")
	for _, r := range rows() {
		here, since := "yes", r.since
		if _, ok := differences[r.id]; ok {
			here = "different"
		}
		if since == "" {
			since = "3.0"
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s |\n", r.id, r.asks, escaped(r.says), since, here)
	}
	return b.Bytes()
}

func escaped(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// TestPageIsCurrent fails when the table changed and its page did not.
func TestPageIsCurrent(t *testing.T) {
	const path = "../doc/reference/conformance.md"
	if *update {
		if err := os.WriteFile(path, page(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, page()) {
		t.Errorf("%s is not current: go test ./conform -update", path)
	}
}
