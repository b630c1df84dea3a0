package commonhall

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The plan of the house as a table (doc/architecture.md): on which floor each
// package lives, which packages of the house it may import beside what the floor
// allows, and which modules from outside.
type place struct {
	floor   int
	house   []string // what it may import of floors 2 and 3, where not everything below
	outside []string // modules
	doors   bool     // a door: nothing of store, spawner/*, sandbox, warden
}

const (
	xsys    = "golang.org/x/sys"
	xcrypto = "golang.org/x/crypto"
)

func plan() map[string]place {
	return map[string]place{
		".":               {floor: 0},
		"sandbox":         {floor: 1, house: []string{"sandbox/wall", "sandbox/tree", "sandbox/filter", "sandbox/landlock", "sandbox/apparmor", "sandbox/first", "sandbox/inherit"}, outside: []string{xsys}},
		"terminal":        {floor: 1, outside: []string{"github.com/coder/websocket", "github.com/creack/pty", xsys}},
		"config":          {floor: 1, outside: []string{"github.com/goccy/go-yaml"}},
		"journal":         {floor: 1, outside: []string{xsys}},
		"logging":         {floor: 1},
		"drain":           {floor: 1},
		"body":            {floor: 1},
		"doc":             {floor: 1},
		"release":         {floor: 1},
		"packaging/keys":  {floor: 1},
		"packaging/needs": {floor: 1, outside: []string{xsys}}, // of tests alone
		"metric":          {floor: 1},
		"home":            {floor: 1, outside: []string{xsys}},
		"home/mounted":    {floor: 1},
		"certificate":     {floor: 1, outside: []string{"github.com/caddyserver/certmagic", "github.com/mholt/acmez/v3", "github.com/libdns/libdns", "github.com/miekg/dns", "go.uber.org/zap"}},
		"backup":          {floor: 1, outside: []string{"github.com/klauspost/compress", "github.com/minio/minio-go/v7", xsys, xcrypto}},
		"sandbox/network": {floor: 1, outside: []string{"github.com/google/nftables", "github.com/vishvananda/netlink", "github.com/vishvananda/netns", xsys}},

		"sandbox/network/trace": {floor: 1, outside: []string{"github.com/vishvananda/netlink", xsys}},

		"environment/tree": {floor: 1, outside: []string{xsys}},
		"environment/own":  {floor: 1},
		"sandbox/overlay":  {floor: 1, house: []string{"sandbox"}, outside: []string{xsys}},
		"sandbox/cgroup":   {floor: 1, outside: []string{xsys}},
		"sandbox/oom":      {floor: 1, outside: []string{xsys}},
		"sandbox/process":  {floor: 1, house: []string{"sandbox"}, outside: []string{xsys}},
		"sandbox/wall":     {floor: 1}, // words
		"sandbox/tree":     {floor: 1, house: []string{"sandbox/wall"}, outside: []string{xsys}},
		"sandbox/filter":   {floor: 1, outside: []string{xsys}},
		"sandbox/first":    {floor: 1, outside: []string{xsys}},
		"sandbox/inherit":  {floor: 1, outside: []string{xsys}},
		"sandbox/run":      {floor: 1, house: []string{"sandbox", "sandbox/recipe", "sandbox/cgroup", "sandbox/wall"}, outside: []string{xsys}},
		"sandbox/landlock": {floor: 1, outside: []string{xsys}},
		"sandbox/apparmor": {floor: 1},
		"sandbox/recipe":   {floor: 1, house: []string{"sandbox"}, outside: []string{xsys}},
		"sandbox/quota":    {floor: 1, outside: []string{xsys}},
		"sandbox/output":   {floor: 1, outside: []string{xsys}},
		"sandbox/folder":   {floor: 1, house: []string{"sandbox", "sandbox/overlay"}, outside: []string{xsys}},

		"scope":         {floor: 2},
		"spawner":       {floor: 2},
		"gate":          {floor: 2},
		"provider":      {floor: 2, outside: []string{"github.com/coreos/go-oidc/v3", "golang.org/x/oauth2", "github.com/go-ldap/ldap/v3"}},
		"warden/client": {floor: 2, outside: []string{xsys}},
		"warden":        {floor: 2, house: []string{"warden/client", "sandbox", "sandbox/network", "sandbox/overlay", "sandbox/folder", "sandbox/cgroup", "sandbox/oom", "sandbox/process", "sandbox/recipe", "sandbox/quota", "sandbox/output", "home/mounted"}, outside: []string{xsys}},

		"environment":         {floor: 3},
		"auth":                {floor: 3, outside: []string{xcrypto, "golang.org/x/text"}},
		"server":              {floor: 3},
		"service":             {floor: 3},
		"problem":             {floor: 3},
		"announcement":        {floor: 3},
		"machine":             {floor: 3},
		"measure":             {floor: 3},
		"store":               {floor: 3, outside: []string{"github.com/pressly/goose/v3", "modernc.org/sqlite", "github.com/jackc/pgx/v5"}},
		"config/apply":        {floor: 3, outside: []string{xsys}},
		"store/storetest":     {floor: 3, outside: []string{"github.com/jackc/pgx/v5"}},
		"spawner/linux":       {floor: 3, outside: []string{xsys}},
		"spawner/spawnertest": {floor: 3},

		"provider/providertest": {floor: 3, outside: []string{"github.com/go-ldap/ldap/v3", "github.com/go-asn1-ber/asn1-ber"}},

		"edge": {floor: 4, doors: true, house: []string{"warden/client"}},
		"web":  {floor: 4, doors: true},
		"api":  {floor: 4, doors: true},

		// It starts edge and hub confined, as systemd's own settings would.
		"supervisor": {floor: 4, house: []string{"sandbox", "sandbox/cgroup", "sandbox/network", "warden"}, outside: []string{xsys}},

		"setup":  {floor: 5, outside: []string{xsys}},
		"doctor": {floor: 5, house: []string{"setup"}, outside: []string{"github.com/google/nftables", xsys}},

		"app":            {floor: 5},
		"cli":            {floor: 6, outside: []string{"github.com/spf13/cobra"}},
		"cmd/commonhall": {floor: 7},
		"e2e":            {floor: 8},
		"conform":        {floor: 8}, // of strangers: it imports nothing of the house
		"bench":          {floor: 8, outside: []string{"github.com/coder/websocket", xsys}},
	}
}

// exceptions to the sizes; the list may only shrink.
func exceptions() map[string]bool { return map[string]bool{} }

const (
	maxFile     = 500
	maxFunction = 60
	maxRoot     = 1595
	maxApp      = 815
	maxWarden   = 2539 // with sandbox, in lines of code
	maxTree     = 325  // sandbox/tree, in lines of code
	maxFilter   = 195  // sandbox/filter, in lines of code, of which half is the table
	maxLandlock = 85   // sandbox/landlock, in lines of code
	maxAppArmor = 115  // sandbox/apparmor, in lines of code; its profile is not counted
	maxInherit  = 25   // sandbox/inherit, in lines of code
	maxFirst    = 80   // sandbox/first, in lines of code; its instructions are not counted
	maxRun      = 330  // sandbox/run, in lines of code; no role has it
	maxRecipe   = 110  // sandbox/recipe, in lines of code
	maxCgroup   = 470  // sandbox/cgroup, in lines of code
	maxNetwork  = 620  // sandbox/network, in lines of code
	maxTrace    = 425  // sandbox/network/trace, in lines of code; it is not in the warden
	maxOverlay  = 260  // sandbox/overlay, in lines of code
	maxFolder   = 280  // sandbox/folder, in lines of code
	maxProcess  = 90   // sandbox/process, in lines of code
	maxOOM      = 145  // sandbox/oom, in lines of code
	maxQuota    = 290  // sandbox/quota, in lines of code
	maxOutput   = 110  // sandbox/output, in lines of code
)

// source is one parsed file.
type source struct {
	path string // from the root, with slashes
	dir  string
	file *ast.File
	set  *token.FileSet
	text string
}

// sources parses the project's own files; in the process, because a test that
// asks the go command stays green from the test cache.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "vendor" || d.Name() == "testdata" || (strings.HasPrefix(d.Name(), ".") && path != ".")) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, b, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{filepath.ToSlash(path), filepath.ToSlash(filepath.Dir(path)), f, set, string(b)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

func (s source) generated() bool { return strings.Contains(s.text, "// Code generated ") }

func TestArchitectureImports(t *testing.T) {
	places := plan()
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		p, known := places[s.dir]
		if !known {
			t.Errorf("%s: the package %q has no place in the plan", s.path, s.dir)
			continue
		}
		for _, imp := range s.file.Imports {
			if why := p.refuses(s.dir, strings.Trim(imp.Path.Value, `"`), places); why != "" {
				t.Errorf("%s: imports %s: %s", s.path, imp.Path.Value, why)
			}
		}
	}
}

// refuses says why a package at p may not import path, "" if it may.
func (p place) refuses(from, path string, places map[string]place) string {
	first, _, _ := strings.Cut(path, "/")
	if path != "commonhall" && !strings.HasPrefix(path, "commonhall/") {
		if !strings.Contains(first, ".") {
			return "" // the standard library
		}
		for _, module := range p.outside {
			if path == module || strings.HasPrefix(path, module+"/") {
				return ""
			}
		}
		return "the plan does not list that module for this package"
	}
	target := strings.TrimPrefix(strings.TrimPrefix(path, "commonhall"), "/")
	if target == "" {
		target = "."
	}
	q, known := places[target]
	switch {
	case !known:
		return "that package has no place in the plan"
	case slices.Contains(p.house, target):
		return ""
	case p.floor == 1:
		return "a tool knows nothing of the house"
	case q.floor >= p.floor:
		return fmt.Sprintf("imports only go down (floor %d to %d)", p.floor, q.floor)
	case strings.HasPrefix(target, "sandbox") && p.floor < 5:
		return "the warden alone builds sandboxes"
	case p.doors && (target == "store" || strings.HasPrefix(target, "spawner/") || strings.HasPrefix(target, "warden")):
		return "a door reaches it through a room"
	}
	return ""
}

// TestArchitectureSkips: a test is skipped in one place, where CI turns that into a
// failure; and what is made for tests is in no program.
func TestArchitectureSkips(t *testing.T) {
	for _, s := range sources(t) {
		for _, imp := range s.file.Imports {
			if path := strings.Trim(imp.Path.Value, `"`); path == "commonhall/packaging/needs" && !s.isTest() {
				t.Errorf("%s imports %s, which is for tests", s.path, path)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.SelectorExpr); ok && s.dir != "packaging/needs" && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, call.Sel.Name) {
				if x, ok := call.X.(*ast.Ident); ok && x.Name == "t" {
					t.Errorf("%s skips a test itself: that is for packaging/needs", s.set.Position(n.Pos()))
				}
			}
			return true
		})
	}
}

// TestEveryWallStands: nobody but who tries a sandbox out leaves walls of it out. What
// the warden starts, whoever asks for it, has all of them.
func TestEveryWallStands(t *testing.T) {
	for _, s := range sources(t) {
		if s.isTest() || s.dir == "sandbox" || s.dir == "sandbox/tree" || s.dir == "sandbox/run" || s.dir == "sandbox/wall" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			// A name of this in a literal, an assignment, or a field of what a peer may send.
			if id, ok := n.(*ast.Ident); ok && id.Name == "Without" && s.dir != "cli" {
				t.Errorf("%s: walls are left out", s.set.Position(id.Pos()))
			}
			return true
		})
	}
}

func TestArchitectureSizes(t *testing.T) {
	lines := map[string]int{}
	code := map[string]int{}
	for _, s := range sources(t) {
		n := strings.Count(s.text, "\n")
		if n > maxFile && !exceptions()[s.path] && !s.generated() {
			t.Errorf("%s has %d lines, more than %d", s.path, n, maxFile)
		}
		if !s.isTest() && !s.generated() {
			lines[s.dir] += n
			code[s.dir] += codeLines(s.text)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := s.set.Position(f.Pos()).Line, s.set.Position(f.End()).Line
			if name := s.path + ":" + f.Name.Name; to-from+1 > maxFunction && !exceptions()[name] && !s.generated() {
				t.Errorf("%s has %d lines, more than %d", name, to-from+1, maxFunction)
			}
		}
	}
	for what, is := range map[string][2]int{"the root package": {lines["."], maxRoot}, "app": {lines["app"], maxApp},
		"code of warden and sandbox": {code["warden"] + code["sandbox"], maxWarden}, "code of sandbox/network": {code["sandbox/network"], maxNetwork},
		"code of sandbox/tree": {code["sandbox/tree"], maxTree}, "code of sandbox/filter": {code["sandbox/filter"], maxFilter},
		"code of sandbox/landlock": {code["sandbox/landlock"], maxLandlock}, "code of sandbox/recipe": {code["sandbox/recipe"], maxRecipe},
		"code of sandbox/apparmor": {code["sandbox/apparmor"], maxAppArmor},
		"code of sandbox/inherit":  {code["sandbox/inherit"], maxInherit},
		"code of sandbox/first":    {code["sandbox/first"], maxFirst}, "code of sandbox/run": {code["sandbox/run"], maxRun},
		"code of sandbox/network/trace": {code["sandbox/network/trace"], maxTrace},
		"code of sandbox/cgroup":        {code["sandbox/cgroup"], maxCgroup},
		"code of sandbox/overlay":       {code["sandbox/overlay"], maxOverlay}, "code of sandbox/folder": {code["sandbox/folder"], maxFolder},
		"code of sandbox/oom": {code["sandbox/oom"], maxOOM}, "code of sandbox/process": {code["sandbox/process"], maxProcess},

		"code of sandbox/quota": {code["sandbox/quota"], maxQuota}, "code of sandbox/output": {code["sandbox/output"], maxOutput}} {
		if is[0] > is[1] {
			t.Errorf("%s: %d lines, more than %d", what, is[0], is[1])
		}
	}
}

// codeLines counts lines that are neither empty nor comments.
func codeLines(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			n++
		}
	}
	return n
}

func TestArchitectureHabits(t *testing.T) {
	comments := map[string]int{}
	packages := map[string]bool{}
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		packages[s.dir] = true
		if s.file.Doc != nil {
			comments[s.dir]++
		}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					t.Errorf("%s has an init function: what a package needs is handed to its New", s.path)
				}
			case *ast.GenDecl:
				if d.Tok == token.VAR {
					checkVars(t, s, d)
				}
			}
		}
	}
	for dir := range packages {
		if dir != "e2e" && dir != "bench" && comments[dir] != 1 {
			t.Errorf("package %s has %d package comments instead of one", dir, comments[dir])
		}
	}
}

// checkVars allows package variables that nobody changes: errors, embedded
// files, what the linker sets, tables and checks that a type fits an interface.
func checkVars(t *testing.T, s source, d *ast.GenDecl) {
	embedded := d.Doc != nil && (strings.Contains(commentsOf(d.Doc), "go:embed") || strings.Contains(commentsOf(d.Doc), "set by the linker"))
	for _, spec := range d.Specs {
		v := spec.(*ast.ValueSpec)
		for i, name := range v.Names {
			switch {
			case name.Name == "_" || embedded || strings.HasPrefix(name.Name, "Err") || strings.HasPrefix(name.Name, "err"):
				continue
			case i < len(v.Values) && isTable(v.Values[i]):
				continue
			}
			t.Errorf("%s: the package variable %s: nothing is global", s.path, name.Name)
		}
	}
}

func commentsOf(g *ast.CommentGroup) string {
	var b strings.Builder
	for _, c := range g.List {
		b.WriteString(c.Text)
	}
	return b.String()
}

// isTable reports whether e is a literal map, slice or array.
func isTable(e ast.Expr) bool {
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return false
	}
	switch lit.Type.(type) {
	case *ast.MapType, *ast.ArrayType:
		return true
	}
	return false
}
