package setup

import (
	"archive/zip"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall/packaging/needs"
)

// TestTheIndexIsAsked: with what the machine's pip is told, as nobody, and not for long.
func TestTheIndexIsAsked(t *testing.T) {
	needs.Root(t)
	if len(pips()) == 0 {
		needs.Skip(t, "there is no pip: apt install python3-venv")
	}
	dir, err := os.MkdirTemp("/var/tmp", "index")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	there := []string{"PIP_NO_INDEX=1", "PIP_FIND_LINKS=" + dir}
	if got := askIndex(t.Context(), time.Minute, there...); got != silent {
		t.Errorf("of an index without JupyterLab it says %d", got)
	}
	wheel(t, dir, "jupyterlab", "4.0")
	if got := askIndex(t.Context(), time.Minute, there...); got != answering {
		t.Errorf("of one that has it it says %d", got)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // it never answers
	began := time.Now()
	if got := askIndex(t.Context(), indexPatience, "PIP_INDEX_URL=http://"+l.Addr().String()+"/"); got != silent || time.Since(began) > indexPatience+2*time.Second {
		t.Errorf("of one that is silent it says %d, after %s", got, time.Since(began))
	}
}

// wheel makes a package that has nothing in it.
func wheel(t *testing.T, dir, name, version string) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, name+"-"+version+"-py3-none-any.whl"))
	if err != nil {
		t.Fatal(err)
	}
	z, meta := zip.NewWriter(f), name+"-"+version+".dist-info/"
	for path, text := range map[string]string{meta + "METADATA": "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
		meta + "WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n", meta + "RECORD": ""} {
		w, err := z.Create(path)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if z.Close() != nil || f.Close() != nil || os.Chmod(f.Name(), 0o644) != nil {
		t.Fatal("cannot write a wheel")
	}
}

// TestWhatIsBegunWith: what was said counts; otherwise the index decides, where anybody
// wants notebooks.
func TestWhatIsBegunWith(t *testing.T) {
	for _, c := range []struct {
		said, want string
		packages   []string
		early      index
	}{
		{"", Scientific, Jupyter(), answering},
		{"", Machine, Jupyter(), silent},
		{"", Machine, nil, answering},
		{Scientific, Scientific, Jupyter(), silent},
		{None, None, nil, answering},
		{"/opt/conda", "/opt/conda", nil, silent},
	} {
		var out strings.Builder
		s := New(Answers{First: c.said, Packages: c.packages, HTTPS: "off"}, "0.1.0", &out)
		s.first(t.Context(), c.early)
		if got := parsed(t, s.Answers).Software.First; got != c.want {
			t.Errorf("%+v: it is %q", c, got)
		}
		if told := strings.Contains(out.String(), "note [software]"); told != (c.said == "" && c.packages != nil) {
			t.Errorf("%+v: it says %q", c, out.String())
		}
	}
}

// TestAFolderWithNothingInIt: what could not be taken is refused before anything is
// changed.
func TestAFolderWithNothingInIt(t *testing.T) {
	for first, want := range map[string]string{
		"/opt/nowhere":   "neither a conda prefix nor a virtual environment",
		"/home/kim/venv": `--software: "/home/kim/venv" is nothing to begin with`,
		"yes":            `--software: "yes" is nothing to begin with`,
		"machin":         `Did you mean "machine"?`,
	} {
		if err := (Answers{HTTPS: "off", First: first}).Check(); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "nothing was changed") {
			t.Errorf("%s: %v", first, err)
		}
	}
	dir := t.TempDir()
	if isPrefix(dir) {
		t.Error("an empty folder is a prefix")
	}
	if err := os.Mkdir(filepath.Join(dir, "conda-meta"), 0o755); err != nil || !isPrefix(dir) {
		t.Error("one of conda's is none", err)
	}
}
