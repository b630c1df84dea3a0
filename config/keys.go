package config

import "strings"

// Key describes one setting.
type Key struct {
	Path     string // such as servers.memory; a setting of an app is apps.name
	Type     string // "a size"; "a section" has settings below it
	Default  string // as one would write it; empty for sections
	Allowed  string // in words; empty if anything of the type will do
	Required bool   // there is no default: it must be set
	Roles    string // who reads it, with spaces between; "none" is at each use
	Doc      string // paragraphs of plain text; examples are indented by a tab
}

// Section tells whether the key has other keys below it and no value itself.
func (k Key) Section() bool { return k.Type == "a section" || k.Type == "a list of sections" }

// Explain returns the key with a path, and otherwise the path that comes nearest
// to it, if any does. The numbers of a list are ignored: apps[1].name is
// apps.name.
func Explain(key string) (k Key, ok bool, nearestPath string) {
	path := General(strings.ToLower(strings.Trim(key, " .:")))
	var paths []string
	for _, k := range Keys() {
		if k.Path == path {
			return k, true, ""
		}
		paths = append(paths, k.Path)
		// Who leaves out the section means the key that has this name, and that of the
		// house before that of an app.
		if strings.HasSuffix(k.Path, "."+path) && path != "" && (nearestPath == "" || strings.Count(k.Path, ".") <= strings.Count(nearestPath, ".")) {
			nearestPath = k.Path
		}
	}
	if nearestPath == "" {
		nearestPath = nearest(path, paths)
	}
	if nearestPath == "" && !strings.Contains(path, ".") {
		short := make([]string, len(paths))
		for i, p := range paths {
			short[i] = p[strings.LastIndexByte(p, '.')+1:]
		}
		if s := nearest(path, short); s != "" {
			for i := range short {
				if short[i] == s {
					nearestPath = paths[i]
				}
			}
		}
	}
	return Key{}, false, nearestPath
}

// General returns the key without the numbers of lists: apps[1].name is apps.name.
func General(key string) string {
	for {
		before, rest, found := strings.Cut(key, "[")
		_, after, closed := strings.Cut(rest, "]")
		if !found || !closed {
			return key
		}
		key = before + after
	}
}
