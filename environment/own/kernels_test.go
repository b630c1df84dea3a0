package own

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// desk is a home, and a folder for what is temporary.
type desk struct {
	t         *testing.T
	home, tmp string
}

func newDesk(t *testing.T) *desk { return &desk{t, t.TempDir(), t.TempDir()} }

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// put writes a file in the home, with the folders above it.
func (d *desk) put(path, text string, mode os.FileMode) {
	d.t.Helper()
	path = filepath.Join(d.home, path)
	d.must(os.MkdirAll(filepath.Dir(path), 0o755))
	d.must(os.WriteFile(path, []byte(text), mode))
}

// venv makes an environment as venv does, with packages in it.
func (d *desk) venv(dir, settings string, packages ...string) {
	d.t.Helper()
	d.put(dir+"/pyvenv.cfg", "home = /nowhere/bin\n"+settings, 0o644)
	d.put(dir+"/bin/python", "", 0o755)
	for _, p := range packages {
		d.put(dir+"/lib/python3.11/site-packages/"+p+"/__init__.py", "", 0o644)
	}
}

// conda makes one as conda does.
func (d *desk) conda(dir string, files ...string) {
	d.t.Helper()
	d.put(dir+"/conda-meta/history", "", 0o644)
	for _, f := range files {
		d.put(dir+"/"+f, "", 0o755)
	}
}

const condaPython, condaIPykernel = "bin/python", "lib/python3.12/site-packages/ipykernel/__init__.py"

// kernels looks, and returns what Jupyter would be told, by title.
func (d *desk) kernels(environ ...string) map[string]kernelspec {
	d.t.Helper()
	dir, err := Kernels(d.home, d.tmp, append(environ, "PATH=/usr/bin"))
	d.must(err)
	out := map[string]kernelspec{}
	if dir == "" {
		return out
	}
	found, err := filepath.Glob(filepath.Join(dir, "kernels/*/kernel.json"))
	d.must(err)
	for _, f := range found {
		b, err := os.ReadFile(f)
		d.must(err)
		var k kernelspec
		d.must(json.Unmarshal(b, &k))
		out[k.Title+strings.Repeat("'", strings.Count(f, "-2/"))] = k
	}
	return out
}

func (d *desk) titles(want ...string) {
	d.t.Helper()
	var got []string
	for title := range d.kernels() {
		got = append(got, title)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		d.t.Errorf("there are %q, want %q", got, want)
	}
}

// What people make by the tutorials they find is there, under a name that says which.
func TestKernelsOfAHome(t *testing.T) {
	d := newDesk(t)
	d.titles()
	d.venv("mine", "", "ipykernel")
	d.venv("bare", "", "numpy")
	d.venv("thesis/.venv", "", "ipykernel")
	d.venv("venv", "", "ipykernel")
	d.venv(".virtualenvs/old", "", "ipykernel")
	d.venv(".cache/pip", "", "ipykernel")
	d.conda("miniconda3", condaPython, condaIPykernel)
	d.conda("miniconda3/envs/frogs", condaPython, condaIPykernel)
	d.conda("miniconda3/envs/bare", condaPython)
	d.conda(".conda/envs/stats", "bin/R", "lib/R/library/IRkernel/DESCRIPTION", condaPython, condaIPykernel)
	d.conda("far/away/lab", condaPython, condaIPykernel)
	d.conda("far/away/mine", condaPython, condaIPykernel)
	d.put(".conda/environments.txt", strings.Join([]string{d.home + "/far/away/lab", d.home + "/far/away/mine", d.home + "/miniconda3", d.home + "/gone", "relative", ""}, "\n"), 0o644)
	d.titles("Python (frogs)", "Python (lab)", "Python (mine)", "Python (mine)'", "Python (miniconda3)", "Python (old)", "Python (stats)", "Python (thesis)", "Python (venv)", "R (stats)")
	k := d.kernels()["Python (thesis)"]
	bin := d.home + "/thesis/.venv/bin"
	if want := []string{bin + "/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"}; !slices.Equal(k.Argv, want) || k.Language != "python" ||
		k.Env["PATH"] != bin+":/usr/bin" || k.Env["PYTHONNOUSERSITE"] != "1" {
		t.Errorf("it is %+v", k)
	}
}

// A place that sees the packages of the Python that made it has the kernel of that one.
func TestAVenvOfTheSystems(t *testing.T) {
	d := newDesk(t)
	d.put("base/bin/python3", "", 0o755)
	d.put("base/lib/python3/dist-packages/ipykernel/__init__.py", "", 0o644)
	d.venv("sees", "home = "+d.home+"/base/bin\ninclude-system-site-packages = true\n")
	d.venv("blind", "home = "+d.home+"/base/bin\ninclude-system-site-packages = false\n")
	d.titles("Python (sees)")
}

// What somebody has registered themselves is not there twice.
func TestKernelsThatJupyterKnows(t *testing.T) {
	d := newDesk(t)
	d.venv("mine", "", "ipykernel")
	d.venv("yours", "", "ipykernel")
	d.put(".local/share/jupyter/kernels/x/kernel.json", `{"argv":["`+d.home+`/mine/bin/python3","-m"]}`, 0o644)
	d.titles("Python (yours)")
	d.put("share/kernels/y/kernel.json", `{"argv":["`+d.home+`/yours/bin/python"]}`, 0o644)
	if got := d.kernels("JUPYTER_PATH=/nowhere:" + d.home + "/share"); len(got) != 0 {
		t.Errorf("there are %v", got)
	}
	if left, err := os.ReadDir(d.tmp); err != nil || len(left) != 1 {
		t.Errorf("it left %v, %v", left, err)
	}
}

// Whatever is in a home, a start is neither stopped nor slowed down by it.
func TestAHostileHome(t *testing.T) {
	d := newDesk(t)
	for _, dir := range []string{"loop", "pipe", "huge", "binary", "closed", ".conda", ".local/share/jupyter/kernels/a", ".local/share/jupyter/kernels/b", "folder/pyvenv.cfg"} {
		d.must(os.MkdirAll(filepath.Join(d.home, dir), 0o755))
	}
	d.must(os.Symlink("loop", filepath.Join(d.home, "self")))
	d.must(os.Symlink("self2", filepath.Join(d.home, "self2")))
	d.must(os.Symlink(d.home, filepath.Join(d.home, "loop/home")))
	d.must(os.Symlink("pyvenv.cfg", filepath.Join(d.home, "loop/pyvenv.cfg")))
	d.must(os.Symlink("/dev/zero", filepath.Join(d.home, "binary/pyvenv.cfg")))
	for _, pipe := range []string{"pipe/pyvenv.cfg", ".conda/environments.txt", ".local/share/jupyter/kernels/a/kernel.json"} {
		d.must(syscall.Mkfifo(filepath.Join(d.home, pipe), 0o644))
	}
	for _, long := range []string{"huge/pyvenv.cfg", ".local/share/jupyter/kernels/b/kernel.json"} {
		d.put(long, "", 0o644)
		d.must(os.Truncate(filepath.Join(d.home, long), 1<<40))
	}
	d.must(os.Symlink(d.home, filepath.Join(d.home, "miniconda3")))
	d.must(os.MkdirAll(filepath.Join(d.home, "conda-meta"), 0o755))
	writer, err := os.OpenFile(filepath.Join(d.home, "pipe/pyvenv.cfg"), os.O_RDWR, 0) // who says nothing
	d.must(err)
	defer writer.Close()
	for i := range 4000 {
		d.must(os.MkdirAll(filepath.Join(d.home, fmt.Sprintf("data/%04d", i)), 0o755))
	}
	name := "\x1b[31m<b>\"" + strings.Repeat("ä", 60) + "\n"
	d.venv(name, "", "ipykernel")
	d.venv("wide/"+name, "", "ipykernel")
	d.venv("zebra", "", "ipykernel") // behind all that
	got := d.kernels()               // which gives up after a while
	for title := range got {
		if strings.ContainsAny(title, "\x1b\n") || len([]rune(title)) > maxTitle+20 {
			t.Errorf("a kernel is called %q", title)
		}
	}
	if _, ok := got["Python (zebra)"]; !ok || len(got) != 3 {
		t.Errorf("there are %v", got)
	}
}

// Of a home with very much in it the beginning is looked at, and no more.
func TestALargeHome(t *testing.T) {
	d := newDesk(t)
	for i := range maxLooks + 10 {
		d.must(os.Mkdir(filepath.Join(d.home, fmt.Sprintf("b%05d", i)), 0o755))
	}
	for i := range maxKernels + 10 {
		d.venv(fmt.Sprintf("a%d", i), "", "ipykernel")
	}
	d.venv("z", "", "ipykernel")
	s := search{home: d.home}
	if got := s.places(); len(got) != maxKernels || s.looks != maxLooks {
		t.Errorf("it finds %d, with %d looks", len(got), s.looks)
	}
	if got := d.kernels(); len(got) != maxKernels {
		t.Errorf("there are %d kernels", len(got))
	}
}

// Where nothing can be written, that is said, and nothing is left.
func TestNoRoomForKernels(t *testing.T) {
	d := newDesk(t)
	d.venv("mine", "", "ipykernel")
	if dir, err := Kernels(d.home, filepath.Join(d.tmp, "none"), nil); err == nil || dir != "" {
		t.Errorf("it wrote to %q, %v", dir, err)
	}
}
