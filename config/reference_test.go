package config

import (
	"fmt"
	"strings"
)

// reference returns the page that documents every setting, in Markdown.
func reference(keys []Key) []byte {
	var b strings.Builder
	b.WriteString(`# The settings file

commonhall reads one file, ` + "`/etc/commonhall/commonhall.yaml`" + ` (under ` + "`commonhall try`" + `:
` + "`commonhall.yaml`" + ` in its folder). It needs none: without the file, and for every line that
is not in it, the defaults below hold. An [example](commonhall.yaml) has them all.

* ` + "`commonhall config edit`" + ` opens it, checks what you wrote, and puts it in force; after an edit by
  hand, ` + "`commonhall config apply`" + ` does ([how](../how-to/configure.md)).
* ` + "`commonhall config check`" + ` tells what is wrong with the file, with line and column.
* ` + "`commonhall config show --effective`" + ` prints the settings in force, and where each comes from.
* ` + "`commonhall config explain KEY`" + ` prints what stands below about one of them, and its value now.

The file is YAML: sections are indented with spaces, and a space follows each colon. Anchors,
aliases, tags and further documents are refused. When a change is put in force, the roles that read
it are renewed, which people do not notice; under ` + "`commonhall try`" + ` it holds from the next start on,
and Ctrl-C ends people's servers. Limits hold for servers that are started then. Editors that know
YAML read [commonhall.schema.json](commonhall.schema.json), as the example says in its first line.
`)
	for _, k := range keys {
		level := "##"
		if !k.Section() {
			level = "###"
		}
		fmt.Fprintf(&b, "\n%s %s\n\n", level, k.Path)
		if facts := k.Facts(); len(facts) > 0 {
			for _, f := range facts {
				b.WriteString("* " + f[0] + ": " + f[1] + "\n")
			}
			b.WriteString("\n")
		}
		b.WriteString(fenced(k.Doc) + "\n")
	}
	return []byte(b.String())
}

// fenced turns the examples in a text, which are indented by a tab, into blocks.
func fenced(doc string) string {
	var out []string
	inside := false
	for _, line := range strings.Split(doc, "\n") {
		rest, example := strings.CutPrefix(line, "\t")
		switch {
		case example && !inside:
			out = append(out, "```yaml")
		case !example && inside:
			out = append(out, "```")
		}
		inside = example
		out = append(out, rest)
	}
	if inside {
		out = append(out, "```")
	}
	return strings.Join(out, "\n")
}
