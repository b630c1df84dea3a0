package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wheel makes a package in somebody's notebook: a module of that name with a value, and
// what it requires.
func wheel(name, version string, requires ...string) string {
	return fmt.Sprintf(`
import zipfile, os
name, version, requires = %q, %q, %q.split()
meta = f"{name}-{version}.dist-info"
files = {name + ".py": f"value = {version!r}\n", meta + "/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  meta + "/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + "".join(f"Requires-Dist: {r}\n" for r in requires)}
with zipfile.ZipFile(os.path.expanduser(f"~/{name}-{version}-py3-none-any.whl"), "w") as z:
    for f, text in files.items(): z.writestr(f, text)
    z.writestr(meta + "/RECORD", "".join(f"{f},,\n" for f in files) + meta + "/RECORD,,\n")
`, name, version, strings.Join(requires, " "))
}

// install is what somebody types who has the wheel in their home.
func install(name string) string { return "!pip install -q --no-index --find-links ~ " + name + "\n" }

// hasSoftware waits until there is an environment.
func (h *house) hasSoftware() {
	h.t.Helper()
	eventually(h.t, "the first environment", func() error {
		out, err := h.try("env", "list", "python")
		if err != nil || !strings.Contains(out, "1 (current)") {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	})
}

// restart stops somebody's server and starts it with a notebook.
func (h *house) restart(name string) {
	h.t.Helper()
	h.run("server", "stop", name)
	h.run("server", "start", name, "--app", "notebook", "--wait")
}

// TestAClassGetsAPackage: a teacher installs in a notebook and publishes, pupils have it
// from their next start on; what breaks Jupyter is refused, and forced it is taken back.
// First with the commands of the page for teachers, then in two browsers.
func TestAClassGetsAPackage(t *testing.T) {
	h := open(t)
	h.hasSoftware()
	h.run("user", "add", "kim")
	admin, kim := h.token("admin"), h.token("kim")
	h.run("server", "start", "admin", "--app", "notebook", "--wait")
	h.run("server", "start", "kim", "--app", "notebook", "--wait")
	says := func(who, token, code, want string) {
		t.Helper()
		if out := h.runCode(who, token, code); !strings.Contains(out, want) {
			t.Errorf("%s runs\n%s\nand it says\n%s\nwithout %q", who, code, out, want)
		}
	}
	if out, err := h.try("env", "publish"); err == nil || !strings.Contains(out, "Nobody has changed anything") {
		t.Errorf("with no draft: %v, %s", err, out)
	}
	says("kim", kim, "open('work', 'w').write('mine')\nopen('/env/python/x', 'w')", "Read-only file system")
	says("admin", admin, wheel("frogs", "1.0")+install("frogs")+"import frogs, sys; print(frogs.value, sys.prefix)", "1.0 /env/python")
	says("kim", kim, "import frogs", "ModuleNotFoundError")
	script, _ := asWritten(t, "how-to/software.md")
	out := h.types(script)
	for _, want := range []string{"frogs 1.0 added", "the kernel python3 computes", "Generation 2 is current", "for biology", "Generation 1 of python is current", "The draft is back",
		"group Physics-11", "Deleting its files."} {
		if !strings.Contains(out, want) {
			t.Errorf("the page's commands say\n%s\nwithout %q", out, want)
		}
	}
	h.run("env", "rollback", "2")
	says("kim", kim, "import frogs", "ModuleNotFoundError") // the server keeps what it has
	// What the terminal asks before a shell, with what every server has.
	says("kim", kim, "import json, os, urllib.request as u; e = os.environ; q = u.Request(e['JUPYTERHUB_API_URL'] + '/environments/' + e['COMMONHALL_ENVIRONMENT'], "+
		"headers={'Authorization': 'token ' + e['JUPYTERHUB_API_TOKEN']})\nprint(json.load(u.urlopen(q))['current'], e['COMMONHALL_GENERATION'])", "2 1")
	h.ownPackages(kim)
	h.inBrowsers()
}

// evil is what runs while a hostile package is installed.
const evil = `
import os
tried = []
def attempt(what, f):
    try: tried.append(f"{what}: {f()}")
    except Exception as e: tried.append(f"{what}: no, {type(e).__name__}")
attempt("class", lambda: open("/env/python/lib/python3.11/site-packages/evil.pth", "w") and "yes")
attempt("machine", lambda: open("/usr/local/bin/evil", "w") and "yes")
attempt("homes", lambda: os.listdir("/home"))
attempt("unlink", lambda: os.remove("/env/python/bin/python3") or "yes")
open(os.path.expanduser("~/tried"), "w").write("\n".join(tried))
from setuptools import setup
setup(name="evil", version="1.0", py_modules=["evil"])
`

// ownPackages: what kim installs is kim's alone, survives, and can be set aside; a
// hostile package reaches nothing else.
func (h *house) ownPackages(token string) {
	t := h.t
	t.Helper()
	out := h.runCode("kim", token, fmt.Sprintf("import os\nos.makedirs('src', exist_ok=True)\nopen('src/setup.py', 'w').write(%q)\nopen('src/evil.py', 'w').write('')\n", evil)+
		"!pip install -q --no-index --no-build-isolation ./src\nprint(open('tried').read())\nimport evil; print(evil.__file__)") // the first one, in a kernel that was there before
	for _, want := range []string{"/home/kim/.env/python/lib/", "class: no, OSError", "machine: no, OSError", "homes: ['kim']", "unlink: no, OSError"} {
		if !strings.Contains(out, want) {
			t.Errorf("a hostile package says\n%s\nwithout %q", out, want)
		}
	}
	trees := filepath.Join(h.dir, "hub/environments/python/trees/*/lib/python3*/site-packages/evil*")
	if found, err := filepath.Glob(trees); err != nil || len(found) > 0 {
		t.Errorf("it is in the class's software: %q, %v", found, err)
	}
	if st, err := os.Stat(filepath.Join(h.dir, "homes/kim-1001/.env/python")); err != nil || !st.IsDir() {
		t.Errorf("kim's own packages are not in kim's home: %v", err)
	}
}

// TestAnotherEnvironment: a group has software of its own, with an app in it that nobody
// else is offered; its teacher, who is no administrator, changes it; an app insists on
// its environment; at last it is removed.
func TestAnotherEnvironment(t *testing.T) {
	t.Parallel()
	h := openWith(t, "apps:\n  - name: studio\n    command: [jupyter-notebook, \"--port={port}\", \"--NotebookApp.base_url={prefix}\", \"--NotebookApp.token=\"]\n    ready_path: api\n    environment: lost\n")
	h.hasSoftware()
	h.run("user", "add", "ada", "kim")
	ada, kim := h.token("ada"), h.token("kim")
	h.run("group", "add", "Physics-11")
	h.run("group", "join", "Physics-11", "ada")
	h.run("group", "teacher", "Physics-11", "kim")
	h.run("env", "build", "physics")
	if out, err := h.try("env", "use", "physics"); err == nil || !strings.Contains(out, "Say for whom.") {
		t.Errorf("for nobody: %v, %s", err, out)
	}
	if status, body := h.call("POST", "/hub/api/environments/physics/drafts/kim/try", kim, ""); status != 403 {
		t.Errorf("before it is theirs: %d %s", status, body)
	}
	h.run("env", "use", "physics", "--group", "physics-11")
	if out := h.run("env", "list"); !strings.Contains(out, "group Physics-11") {
		t.Errorf("the list is %s", out)
	}
	h.run("server", "start", "kim", "--app", "notebook", "--wait")
	if out := h.runCode("kim", kim, wheel("frogs", "1.0")+install("frogs")+"import shutil, sys; print(shutil.copy('/usr/bin/jupyter-notebook', '/env/physics/bin/jupyter-lab'), sys.prefix)"); !strings.Contains(out, "jupyter-lab /env/physics") {
		t.Fatalf("the teacher's server says %s", out)
	}
	if status, body := h.call("POST", "/hub/api/environments/physics/drafts/kim/publish", kim, `{"why":"for us","force":true}`); status != 202 {
		t.Fatalf("a teacher publishes: %d %s", status, body)
	}
	eventually(t, "it is published", func() error {
		if out := h.run("env", "list", "physics"); !strings.Contains(out, "2 (current)") {
			return fmt.Errorf("the generations are %s", out)
		}
		return nil
	})
	if got := h.apps(ada); got[0] != "jupyterlab" {
		t.Errorf("who has it is offered %v", got)
	}
	if got := h.apps(h.token("admin")); got[0] == "jupyterlab" {
		t.Errorf("who has it not is offered %v", got)
	}
	if out, err := h.try("server", "start", "ada", "--app", "studio"); err == nil || !strings.Contains(out, "studio needs the environment lost") {
		t.Errorf("an app whose environment is not there: %v, %s", err, out)
	}
	h.run("server", "start", "ada", "--app", "notebook", "--wait")
	if out := h.runCode("ada", ada, "import frogs, sys; print(frogs.value, sys.prefix)"); !strings.Contains(out, "1.0 /env/physics") {
		t.Errorf("a pupil's server says %s", out)
	}
	h.run("env", "use", "--not", "--group", "Physics-11")
	if out, err := h.try("env", "remove", "physics", "--yes"); err == nil || !strings.Contains(out, "running servers have it, 2 of them") {
		t.Errorf("while servers have it: %v, %s", err, out)
	}
	h.run("server", "stop", "ada")
	h.run("server", "stop", "kim")
	h.run("env", "remove", "physics", "--yes")
	if left, err := filepath.Glob(filepath.Join(h.dir, "hub/environments/*physics*")); err != nil || len(left) > 0 {
		t.Errorf("of it there is left %q, %v", left, err)
	}
}

// TestKernelsOfOnesOwn: who makes a venv by a tutorial computes in it, and nobody has to
// tell Jupyter of it.
func TestKernelsOfOnesOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hasSoftware()
	h.run("user", "add", "ada")
	ada := h.token("ada")
	h.run("server", "start", "ada", "--app", "notebook", "--wait")
	// The Python of the machine has ipykernel, and shares it.
	if out := h.runCode("ada", ada, "!/usr/bin/python3 -m venv --without-pip --system-site-packages ~/mine && mkdir ~/trap && mkfifo ~/trap/pyvenv.cfg ~/trap/x && echo made"); !strings.Contains(out, "made") {
		t.Fatalf("a venv: %s", out)
	}
	for _, use := range []string{"python", "none"} {
		h.run("env", "use", use, "--user", "ada")
		h.restart("ada")
		if status, body := h.call("GET", "/user/ada/api/kernelspecs", ada, ""); status != 200 || !strings.Contains(body, `"Python (mine)"`) || strings.Contains(body, "(trap)") {
			t.Errorf("with %s the kernels are %s", use, body)
		}
		if out := h.runCodeIn("own-python--mine", "ada", ada, "import sys, subprocess; print(sys.prefix, subprocess.check_output(['which', 'python3'], text=True))"); !strings.Contains(out, "/home/ada/mine /home/ada/mine/bin/python3") {
			t.Errorf("with %s it says %s", use, out)
		}
	}
}
