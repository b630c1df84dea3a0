package scope

import (
	"strings"
	"testing"

	"commonhall"
)

// TestWords: there are words for every scope, they say whom it covers, and never more than that.
func TestWords(t *testing.T) {
	var tree *Tree
	for _, name := range append(tree.All(), "self", "identify", "inherit") {
		for _, filter := range []string{"", "!user", "!user=ada", "!group=math", "!server=ada/lab", "!service=cull"} {
			if filter != "" && meta(name) {
				continue
			}
			said := Words(commonhall.Scope(name + filter))
			if strings.Contains(said, "%") || strings.Contains(said, "use the right") {
				t.Errorf("%s%s: %s", name, filter, said)
			}
			if filter != "" && (strings.Contains(said, "everybody") && name != "announcements" || strings.Contains(said, "all ")) {
				t.Errorf("%s%s is narrowed, and is said to be: %s", name, filter, said)
			}
		}
	}
	for sc, want := range map[commonhall.Scope]string{
		"servers!group=math":        "start and stop the servers of the people in math, and see how they are",
		"start:servers!server=ada/": "start the servers of ada, the default one alone",
		"stop:servers":              "use the right stop:servers",
		"groups!group=math":         "say who is in the group math",
		"groups!user=ada":           "nothing: groups!user=ada covers nobody",
		"list:users!server=ada/":    "nothing: list:users!server=ada/ covers nobody",
		"access:services!service":   "use the service that holds it",
		"read:users:name!user":      "read the names of whoever holds it",
		"environments!user":         "change the software that people's servers have, for groups taught by whoever holds it",
		"custom:grade!user=ada":     "use the right custom:grade!user=ada",
		"limits!user":               "say when the servers of groups taught by whoever holds it are stopped by themselves",
		"limits!group=math":         "say when the servers of the group math are stopped by themselves",
		"read:roles!user":           "read which roles they hold: whoever holds it",
		"read:roles!group=math":     "read which roles they hold: the people in math, and read the roles of the group math",
		"admin:roles!user=ada":      "read which roles they hold: ada",
		"self":                      "do what everybody may do with themselves and their own servers",
	} {
		if got := Words(sc); got != want {
			t.Errorf("%s: %q, want %q", sc, got, want)
		}
	}
}

// TestWordsOfWhatCoversNobody: what is said to be nothing gives nothing, by what it includes either.
func TestWordsOfWhatCoversNobody(t *testing.T) {
	var tree *Tree
	for _, name := range tree.All() {
		for _, filter := range []string{"!user=ada", "!group=math", "!server=ada/lab", "!service=cull"} {
			if !strings.HasPrefix(Words(commonhall.Scope(name+filter)), "nothing") {
				continue
			}
			for _, c := range children[name] {
				if said := Words(commonhall.Scope(c + filter)); !strings.HasPrefix(said, "nothing") {
					t.Errorf("%s%s is said to be nothing, and lets its holder %s", name, filter, said)
				}
			}
		}
	}
}
