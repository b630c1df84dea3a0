package tree

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

func packages(t *testing.T, s *Store, base, draft string) []Package {
	t.Helper()
	got, err := s.Packages(t.Context(), base, draft)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestPackages: what each manager has noted, in a tree and in a draft on top of it.
func TestPackages(t *testing.T) {
	s := newStore(t)
	const site = "lib/python3.12/site-packages/"
	base(t, s, "base", files{
		site + "Ruamel.Yaml__clib-0.2.dist-info/METADATA":      "Metadata-Version: 2.1\nName: Ruamel.Yaml__clib\nVersion: 0.2\n\nName: other\n",
		site + "pandas-1.0.dist-info/METADATA":                 "Name: pandas\r\nVersion: 1.0\r\n",
		site + "numpy-2.0.dist-info/METADATA":                  "Name: numpy\nVersion: 2.0\n",
		site + "numpy-2.0.dist-info/INSTALLER":                 "conda\n",
		site + "old-1.0-py3.12.egg-info/PKG-INFO":              "Name: old\nVersion: 1.0\n",
		site + "older-1.0.egg-info":                            "Name: older\nVersion: 1.0\n",
		site + "broken.dist-info/METADATA":                     "Version: 1.0\n",
		site + "empty.dist-info":                               "/",
		"lib/python3":                                          "-> python3.12",
		"conda-meta/numpy-2.0-py312h_0.json":                   "{}",
		"conda-meta/python-dateutil-2.9-pyhd8ed.json":          "{}",
		"conda-meta/history":                                   "==>",
		"conda-meta/bad.json":                                  "{}",
		"lib/node_modules/npm/package.json":                    `{"name":"npm","version":"10.1.0","dependencies":{"x":"1"}}`,
		"lib/node_modules/npm/node_modules/in/package.json":    `{"name":"in","version":"1"}`,
		"lib/node_modules/@jupyterlab/builder/package.json":    `{"name":"@jupyterlab/builder","version":"4.0"}`,
		"lib/node_modules/@jupyterlab/@deep/none/package.json": `{"name":"none","version":"4.0"}`,
		"debian/packages/octave_1%3a7.3.0-2_amd64":             "",
		"debian/packages/nothing":                              "",
		"debian/packages/folder_1_all/x":                       "",
		"debian/with/liboctave9_7.3.0-2_amd64":                 "",
		"lib/node_modules/broken/package.json":                 `{"name":`,
	})
	want := []Package{{"conda", "numpy", "2.0"}, {"conda", "python-dateutil", "2.9"}, {"debian", "octave", "1:7.3.0-2"},
		{"npm", "@jupyterlab/builder", "4.0"}, {"npm", "npm", "10.1.0"},
		{"pip", "old", "1.0"}, {"pip", "older", "1.0"}, {"pip", "pandas", "1.0"}, {"pip", "ruamel-yaml-clib", "0.2"}}
	if got := packages(t, s, "base", ""); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	draft(t, s, "draft", files{
		site + "pandas-1.0.dist-info":          "deleted",
		site + "pandas-2.0.dist-info/METADATA": "Name: pandas\nVersion: 2.0\n",
		site + "old-1.0-py3.12.egg-info":       "deleted",
		site + "older-1.0.egg-info":            "deleted",
		"lib/node_modules":                     "deleted",
		"conda-meta/numpy-2.0-py312h_0.json":   "deleted",
		"debian":                               "deleted",
	})
	want = []Package{{"conda", "python-dateutil", "2.9"}, {"pip", "pandas", "2.0"}, {"pip", "ruamel-yaml-clib", "0.2"}}
	if got := packages(t, s, "base", "draft"); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	freeze(t, s, "base", "draft", "next")
	if got := packages(t, s, "next", ""); !reflect.DeepEqual(got, want) {
		t.Errorf("frozen: %v\nwant %v", got, want)
	}
	if got := packages(t, s, "", ""); len(got) != 0 {
		t.Errorf("nothing has %v", got)
	}
}

// TestPackagesHostile: what a draft notes about its packages is read as far as it is
// sane, and never from outside.
func TestPackagesHostile(t *testing.T) {
	s := newStore(t)
	outside := t.TempDir()
	lay(t, outside, files{"METADATA": "Name: secret\nVersion: 1\n", "package.json": `{"name":"secret","version":"1"}`})
	const site = "lib/python3/site-packages/"
	upper := draft(t, s, "draft", files{
		site + "a.dist-info":              "-> " + outside,
		site + "b.dist-info/METADATA":     "-> " + outside + "/METADATA",
		site + "c.dist-info/METADATA":     "Name: c\x1b[31m\u202ered\xff\nVersion:  1\x00.0 \n",
		site + "d.dist-info/METADATA":     strings.Repeat("X: y\n", maxMetadata) + "Name: late\nVersion: 1\n",
		site + "e.dist-info/METADATA":     "Name: " + strings.Repeat("ä", 1000) + "\nVersion: 1\n",
		"lib/node_modules/a":              "-> " + outside,
		"lib/node_modules/b/package.json": `{"name":1,"version":[]}`,
		"lib/node_modules/c/package.json": strings.Repeat("[", 200_000),
		"conda-meta":                      "-> " + outside,
	})
	must(t, os.MkdirAll(upper+"/"+site+"f.dist-info", 0o755))
	must(t, unix.Mkfifo(upper+"/"+site+"f.dist-info/METADATA", 0o644))
	want := []Package{{"pip", "c[31mred", "1.0"}, {"pip", strings.Repeat("ä", maxWord/2), "1"}}
	if got := packages(t, s, "", "draft"); !reflect.DeepEqual(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// checkWord fails if a name or version is not what people can read.
func checkWord(t *testing.T, s string) {
	if len(s) > maxWord || !utf8.ValidString(s) || strings.TrimSpace(s) != s || strings.ContainsFunc(s, func(c rune) bool { return !unicode.IsPrint(c) }) {
		t.Errorf("%q", s)
	}
}

func FuzzMetadata(f *testing.F) {
	f.Add([]byte("Metadata-Version: 2.1\nName: A.b\nVersion: 1\n\nText"))
	f.Add([]byte("Name: \xff\x1b[0m\r\nversion:\u202e1\n"))
	f.Add([]byte("Name: -\x00-" + strings.Repeat("-._", 300)))
	f.Fuzz(func(t *testing.T, b []byte) {
		name, version := parseMetadata(b)
		checkWord(t, name)
		checkWord(t, version)
		if again := normal(name); again != name {
			t.Errorf("%q is not normal: %q", name, again)
		}
	})
}

func FuzzConda(f *testing.F) {
	f.Add([]byte("python-dateutil-2.9-pyhd_0"))
	f.Add([]byte("--\x00"))
	f.Add([]byte("a-\u00a0b -c"))
	f.Add([]byte(strings.Repeat("x", maxWord-1) + " y-1-0"))
	f.Fuzz(func(t *testing.T, b []byte) {
		name, version := parseConda(b)
		checkWord(t, name)
		checkWord(t, version)
	})
}

func FuzzNPM(f *testing.F) {
	f.Add([]byte(`{"name":"@a/b","version":"1.0.0-rc.1"}`))
	f.Add([]byte(`{"name":"\u0000\ud800","version":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		name, version := parseNPM(b)
		checkWord(t, name)
		checkWord(t, version)
	})
}

// TestReadFile: a link is followed as long as it stays in the tree.
func TestReadFile(t *testing.T) {
	s := newStore(t)
	outside := t.TempDir()
	lay(t, outside, files{"secret": "SECRET"})
	must(t, os.Chmod(outside+"/secret", 0o755))
	from := t.TempDir()
	lay(t, from, files{"bin/python3.12": "python", "bin/python": "-> python3.12", "bin/up": "-> ../bin/python",
		"bin/out": "-> " + outside + "/secret", "bin/back": "-> ../../../../.." + outside + "/secret", "bin/loop": "-> loop", "text": "text"})
	must(t, os.Chmod(from+"/bin/python3.12", 0o755))
	must(t, unix.Mkfifo(from+"/pipe", 0o755))
	must(t, take(t, s, from, "one"))
	for name, want := range map[string]string{"bin/python": "pyth", "bin/up": "pyth", "bin/out": "", "bin/back": "", "bin/loop": "", "../one/text": "", "/text": "",
		"text": "text", "bin": "", "none": "", "pipe": ""} {
		b, err := s.ReadFile("one", name, 4)
		if string(b) != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, %v", name, b, err)
		}
		if got := s.Executable("one", name); got != (want == "pyth") {
			t.Errorf("%s is executable: %t", name, got)
		}
	}
	if _, err := s.ReadFile("../drafts", "x", 4); err == nil {
		t.Error("a tree outside")
	}
}

// TestUsage: what trees have in common takes room once.
func TestUsage(t *testing.T) {
	s := newStore(t)
	base(t, s, "one", files{"lib/a": strings.Repeat("a", 100_000), "lib/b": strings.Repeat("b", 50_000)})
	ids := []string{"one"}
	for i := range 5 {
		id := fmt.Sprint(i)
		draft(t, s, "d"+id, files{"n": id})
		freeze(t, s, "one", "d"+id, "t"+id)
		ids = append(ids, "t"+id)
	}
	all, err := s.Usage(t.Context(), append(ids, "none")...)
	must(t, err)
	one, last := all[0], all[5]
	if one.Files != 3 || one.Bytes != 150_000 || one.Disk < 150_000 || one.Disk > 250_000 {
		t.Errorf("%+v", one)
	}
	if more := last.Disk - one.Disk; more < 5 || more > 100_000 || last.Files != 3+5*4 || last.Bytes != 6*150_000+5 || all[6] != last {
		t.Errorf("%+v", all)
	}
	if other, err := s.Usage(t.Context(), "t3", "t1"); err != nil || other[0].Files != 4 || other[0].Bytes != 150_001 || other[1].Disk-other[0].Disk > 20_000 {
		t.Errorf("%+v, %v", other, err)
	}
	if _, err := s.Usage(t.Context(), "../drafts"); err == nil {
		t.Error("a tree outside has a size")
	}
}
