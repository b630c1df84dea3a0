package e2e

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
)

// packed makes a wheel with these files.
func packed(t *testing.T, dir, name string, files map[string]string) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, name+"-1.0-py3-none-any.whl"))
	if err != nil {
		t.Fatal(err)
	}
	z, info := zip.NewWriter(f), name+"-1.0.dist-info/"
	all := map[string]string{info + "METADATA": "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n",
		info + "WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
	for path, text := range files {
		all[path] = text
	}
	record := info + "RECORD,,\n"
	for path := range all {
		record += path + ",,\n"
	}
	all[info+"RECORD"] = record
	for path, text := range all {
		h := &zip.FileHeader{Name: path, Method: zip.Deflate}
		h.SetMode(0o755) // for programs; pip makes of others what they are
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if z.Close() != nil || f.Close() != nil {
		t.Fatal("cannot write a wheel")
	}
}

// anIndex fills a folder with wheels of all that the first environment is made of. The lab
// says which Python it runs with, and whether that sees the machine's notebook; the
// kernel is the machine's, by a way of its own.
func anIndex(t *testing.T, dir, machines string) {
	t.Helper()
	lab, err := os.ReadFile("testdata/jupyter-lab.py")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("#!/usr/bin/python3", "#!python", "import http.server, sys", "import http.server, importlib.util, site, sys",
		`f"a lab`, `f"{sys.prefix} {importlib.util.find_spec('notebook')} {site.ENABLE_USER_SITE} a lab`).Replace(string(lab))
	packed(t, dir, "jupyterlab", map[string]string{"jupyterlab-1.0.data/scripts/jupyter-lab": text})
	packed(t, dir, "ipykernel", map[string]string{"machines.pth": machines + "\n",
		"ipykernel-1.0.data/data/share/jupyter/kernels/python3/kernel.json": `{"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Python 3", "language": "python"}`})
	for _, name := range []string{"notebook", "ipywidgets", "numpy", "scipy", "sympy", "pandas", "openpyxl", "matplotlib", "seaborn", "scikit_learn"} {
		files := map[string]string{}
		if name == "notebook" {
			files["notebook-1.0.data/scripts/jupyter-notebook"] = text
		}
		packed(t, dir, name, files)
	}
}

// TestTheFirstFromAnIndex: on a machine without Jupyter a class begins with the terminal,
// and has what the index offers some moments later: with nothing of the machine's in it,
// and with room for one's own. The machine's pip says where the index is.
func TestTheFirstFromAnIndex(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	dir, wheels := filepath.Join(t.TempDir(), "D"), t.TempDir()
	for path, text := range map[string]string{filepath.Join(dir, "commonhall.yaml"): "software:\n  first: scientific\n"} {
		if err := os.MkdirAll(filepath.Dir(path), 0o711); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const index, few = "/usr/local/share/index", "/usr/local/share/index/machines"
	anIndex(t, wheels, few)
	h := openSeeing(t, dir, fmt.Sprintf(`mount -t tmpfs none /usr/local/share; mkdir -p %[2]s; cp %[1]s/*.whl %[3]s; chmod a+r %[3]s/*
ln -s /usr/lib/python3/dist-packages/* %[2]s/; rm -r %[2]s/notebook* %[2]s/pip* %[2]s/setuptools* %[2]s/*.pth 2>/dev/null || true
rm -f %[2]s/{numpy,scipy,sympy,pandas,matplotlib,ipykernel}-*info
touch %[3]s/nothing; for j in /usr/bin/jupyter* /usr/local/bin/jupyter*; do [ ! -e $j ] || mount --bind %[3]s/nothing $j; done
mount -t tmpfs none /etc/xdg; mkdir /etc/xdg/pip; printf '[global]\nno-index = true\nfind-links = %[3]s\n' > /etc/xdg/pip/pip.conf`, wheels, few, index))
	h.run("user", "add", "ada")
	ada := h.token("ada")
	h.run("server", "start", "ada", "--wait") // at once
	if got := h.apps(ada); got[len(got)-1] != "terminal" {
		t.Errorf("at first the apps are %v", got)
	}
	eventually(t, "what the index offers", func() error {
		out, err := h.try("env", "list", "python")
		if err != nil || !strings.Contains(out, "2 (current)") {
			return fmt.Errorf("%v: %s", err, out)
		}
		return nil
	})
	if out := h.run("env", "list", "python"); !strings.Contains(out, "JupyterLab and the usual scientific packages") || !strings.Contains(out, "the machine's own Python and Jupyter") {
		t.Errorf("the generations are %s", out)
	}
	if got := h.apps(ada); got[0] != "jupyterlab" {
		t.Errorf("the apps are %v", got)
	}
	h.run("server", "stop", "ada")
	h.run("server", "start", "ada", "--wait")
	if status, body := h.call("GET", "/user/ada/lab", ada, ""); status != 200 || !strings.HasPrefix(body, "/env/python None True a lab at /user/ada/ for /home/ada") {
		t.Errorf("her server says %d: %s", status, body)
	}
}

// TestSoftwareOnAnOverlay: where files cannot be shown under another owner, as in a
// container, who would have a draft has the generation that there is, as everybody else;
// and doctor says what is missing.
func TestSoftwareOnAnOverlay(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	h := openIn(t, dir, "127.0.0.1:"+freePort(t))
	h.hasSoftware()
	h.close()
	software := filepath.Join(dir, "hub/environments")
	upper, work := t.TempDir(), t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	st, err := os.Stat(software)
	must(err)
	owner := int(st.Sys().(*syscall.Stat_t).Uid)
	must(os.Chown(upper, owner, owner))
	must(os.Chmod(upper, 0o700))
	must(syscall.Mount("overlay", software, "overlay", 0, "lowerdir="+software+",upperdir="+upper+",workdir="+work))
	defer func() { must(syscall.Unmount(software, 2)) }() // from the machine, even while somebody looks
	h = openIn(t, dir, "127.0.0.1:"+freePort(t))
	defer h.close()
	h.run("server", "start", "admin", "--app", "notebook", "--wait")
	if out := h.runCode("admin", h.token("admin"), "import os, sys; print(sys.prefix, os.environ.get('COMMONHALL_DRAFT'))"); !strings.Contains(out, "/env/python None") {
		t.Errorf("it is %s", out)
	}
	if out, _, status := h.said("doctor software-drafts"); status != 1 || !strings.Contains(out, "lies on the file system overlay") {
		t.Errorf("doctor says %d, %s", status, out)
	}
}
