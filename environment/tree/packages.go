package tree

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// Package is a piece of software that a package manager knows.
type Package struct {
	Manager string `json:"manager"` // pip, conda, npm, debian
	Name    string `json:"name"`
	Version string `json:"version"`
}

const (
	maxPackages = 5_000     // more are not listed
	maxMetadata = 256 << 10 // of one package
	maxWord     = 200       // a name or version, in bytes
)

// Packages lists what pip, conda, npm and apt have installed in a tree with a draft on top
// (either may be ""), by manager and name. It reads what they have noted and runs
// nothing; what has no name or version there is not listed. What conda has installed is
// conda's alone, although pip finds it too.
func (s *Store) Packages(ctx context.Context, base, draft string) ([]Package, error) {
	v, f, err := s.view(base, draft)
	if err != nil {
		return nil, err
	}
	defer f.close()
	l := &lister{ctx: ctx, view: v}
	err = errors.Join(
		l.in(f, []string{"lib", "python*", "site-packages"}, l.pip),
		l.in(f, []string{"conda-meta"}, l.conda),
		l.in(f, []string{"lib", "node_modules"}, l.npm),
		l.in(f, []string{"debian", "packages"}, l.debian),
	)
	slices.SortFunc(l.found, func(a, b Package) int {
		return cmp.Or(cmp.Compare(a.Manager, b.Manager), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	return slices.Compact(l.found), err
}

// lister finds packages.
type lister struct {
	ctx   context.Context
	view  *view
	found []Package
}

// in calls do with every name in the folders that a path leads to, without links. A part
// that ends in a star is the beginning of a name.
func (l *lister) in(f *folder, parts []string, do func(*folder, *node) error) error {
	into := func(n *node) error {
		if n == nil || n.kind() != unix.S_IFDIR {
			return nil
		}
		return l.enter(f, n, func(sub *folder) error { return l.in(sub, parts[1:], do) })
	}
	if len(parts) > 0 && !strings.HasSuffix(parts[0], "*") {
		n, err := l.view.lookup(f, parts[0])
		return errors.Join(err, into(n))
	}
	return l.view.each(f, func(n *node) error {
		switch {
		case l.ctx.Err() != nil:
			return context.Cause(l.ctx)
		case len(parts) == 0 && len(l.found) < maxPackages:
			return do(f, n)
		case len(parts) > 0 && strings.HasPrefix(n.name, strings.TrimSuffix(parts[0], "*")):
			return into(n)
		}
		return nil
	})
}

// enter opens a folder for the length of do; one that has gone meanwhile is none.
func (l *lister) enter(f *folder, n *node, do func(*folder) error) error {
	sub, err := l.view.sub(f, n)
	if errors.Is(err, errMoved) {
		return nil
	}
	if err != nil {
		return where(n.name, err)
	}
	defer sub.close()
	return do(sub)
}

// read reads the beginning of a file in a folder; nil where there is none.
func (l *lister) read(f *folder, name string) ([]byte, error) {
	n, err := l.view.lookup(f, name)
	if err != nil || n == nil {
		return nil, err
	}
	return l.file(n)
}

// file reads the beginning of a file; of what is none, nothing.
func (l *lister) file(n *node) ([]byte, error) {
	in, _, err := l.view.open(n, unix.S_IFREG)
	if errors.Is(err, errMoved) {
		return nil, nil
	}
	if err != nil {
		return nil, where(n.name, err)
	}
	defer in.Close()
	return readSome(in, maxMetadata)
}

// pip notes each package in a folder, NAME-VERSION.dist-info; before 2021 also in a
// folder or file .egg-info.
func (l *lister) pip(f *folder, n *node) error {
	info := strings.HasSuffix(n.name, ".dist-info")
	egg := strings.HasSuffix(n.name, ".egg-info")
	switch {
	case egg && n.kind() == unix.S_IFREG:
		b, err := l.file(n)
		l.add("pip", b, parseMetadata)
		return err
	case !info && !egg || n.kind() != unix.S_IFDIR:
		return nil
	}
	return l.enter(f, n, func(sub *folder) error {
		name := "METADATA"
		if egg {
			name = "PKG-INFO"
		}
		by, err := l.read(sub, "INSTALLER")
		if err != nil || strings.TrimSpace(string(by)) == "conda" {
			return err
		}
		b, err := l.read(sub, name)
		l.add("pip", b, parseMetadata)
		return err
	})
}

// conda notes each package in a file NAME-VERSION-BUILD.json, and takes a prefix for
// broken where that is not what the file says; which may be megabytes.
func (l *lister) conda(_ *folder, n *node) error {
	if base, ok := strings.CutSuffix(n.name, ".json"); ok && n.kind() == unix.S_IFREG {
		l.add("conda", []byte(base), parseConda)
	}
	return nil
}

// debian is what was asked for of Debian's packages, noted in names of empty files:
// NAME_VERSION_ARCHITECTURE. What they need lies beside, and is not listed: it is ten times
// as much.
func (l *lister) debian(_ *folder, n *node) error {
	if n.kind() != unix.S_IFREG {
		return nil
	}
	l.add("debian", []byte(n.name), func(b []byte) (string, string) {
		name, rest, _ := strings.Cut(string(b), "_")
		version, _, _ := strings.Cut(rest, "_")
		return clean(name), clean(strings.ReplaceAll(version, "%3a", ":"))
	})
	return nil
}

// npm has a folder for each package, or for a scope with some.
func (l *lister) npm(f *folder, n *node) error {
	if n.kind() != unix.S_IFDIR || strings.HasPrefix(n.name, ".") {
		return nil
	}
	return l.enter(f, n, func(sub *folder) error {
		if strings.HasPrefix(n.name, "@") && f.scope == "" {
			sub.scope = n.name
			return l.in(sub, nil, l.npm)
		}
		b, err := l.read(sub, "package.json")
		l.add("npm", b, parseNPM)
		return err
	})
}

func (l *lister) add(manager string, b []byte, parse func([]byte) (name, version string)) {
	if name, version := parse(b); name != "" && version != "" && len(l.found) < maxPackages {
		l.found = append(l.found, Package{manager, name, version})
	}
}

// parseMetadata reads the head of a METADATA or PKG-INFO.
func parseMetadata(b []byte) (name, version string) {
	for line := range bytes.Lines(b) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break // what follows is the description
		}
		key, value, _ := bytes.Cut(line, []byte(":"))
		switch {
		case name == "" && bytes.EqualFold(key, []byte("Name")):
			name = clean(normal(clean(string(value))))
		case version == "" && bytes.EqualFold(key, []byte("Version")):
			version = clean(string(value))
		}
	}
	return name, version
}

// parseConda takes a name apart.
func parseConda(b []byte) (name, version string) {
	s := string(b)
	build := strings.LastIndexByte(s, '-')
	if build < 0 {
		return "", ""
	}
	s = s[:build]
	at := strings.LastIndexByte(s, '-')
	if at < 0 {
		return "", ""
	}
	return clean(s[:at]), clean(s[at+1:])
}

// parseNPM reads a package.json.
func parseNPM(b []byte) (name, version string) {
	var is struct{ Name, Version string }
	if json.Unmarshal(b, &is) != nil {
		return "", ""
	}
	return clean(is.Name), clean(is.Version)
}

// normal is a pip name as the Python packaging rules compare it: lower case, with one
// dash for every run of dashes, dots and underscores.
func normal(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		if strings.ContainsRune("-_.", c) {
			if !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// clean drops what people do not see, or what changes how they see the rest, and bounds
// the length.
func clean(s string) string {
	s = strings.TrimSpace(strings.Map(func(c rune) rune {
		if c == utf8.RuneError || !unicode.IsPrint(c) {
			return -1
		}
		return c
	}, s))
	if len(s) <= maxWord {
		return s
	}
	cut := maxWord
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strings.TrimSpace(s[:cut])
}
