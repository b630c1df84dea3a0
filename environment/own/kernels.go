package own

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// Bounds of what is looked at: far above a usual home, and nothing that takes long.
const (
	maxNames   = 40_000 // that are read of folders
	maxLooks   = 3_000  // folders and files
	maxBelow   = 200    // folders in one folder
	maxKernels = 40     // places that have them, and those that are registered
	maxFile    = 64 << 10
	maxTitle   = 40 // letters
)

// patience is how long a start waits for a disk that does not answer.
const patience = 2 * time.Second

// Place is a Python or R of a person's own in which kernels can run.
type Place struct {
	Dir    string
	Python bool // it has ipykernel
	R      bool // it has IRkernel
}

// Kernels looks for environments of conda and of venv in a home in which notebooks could
// compute, and writes a kernelspec for each that Jupyter does not know yet, into a new
// folder below tmp. It returns that folder, which belongs into JUPYTER_PATH, or "" where
// there is none. It gives up what takes too long.
func Kernels(home, tmp string, environ []string) (dir string, err error) {
	type result struct {
		dir string
		err error
	}
	done := make(chan result, 1)
	// Where the disk hangs this one stays behind: the program becomes another anyway.
	go func() {
		dir, err := kernels(home, tmp, environ)
		done <- result{dir, err}
	}()
	select {
	case r := <-done:
		return r.dir, r.err
	case <-time.After(patience):
		return "", errors.New("looking for them takes too long")
	}
}

func kernels(home, tmp string, environ []string) (string, error) {
	s := search{home: home, environ: environ}
	found := s.places()
	if len(found) == 0 {
		return "", nil
	}
	known := s.registered()
	var out string
	names := map[string]bool{}
	for _, p := range found {
		for _, spec := range p.specs(home, s.env("PATH")) {
			if known[program(spec.Argv[0])] {
				continue
			}
			if out == "" {
				var err error
				if out, err = os.MkdirTemp(tmp, "kernels-"); err != nil {
					return "", err
				}
			}
			if err := spec.write(filepath.Join(out, "kernels"), names); err != nil {
				return "", errors.Join(err, os.RemoveAll(out))
			}
		}
	}
	return out, nil
}

// search is one look through a home.
type search struct {
	home    string
	environ []string
	looks   int
	names   int
	seen    map[string]bool
	found   []Place
}

func (s *search) env(name string) string {
	for _, kv := range slices.Backward(s.environ) {
		if v, ok := strings.CutPrefix(kv, name+"="); ok {
			return v
		}
	}
	return ""
}

// look reports whether there may be another one.
func (s *search) look() bool {
	if s.looks == maxLooks {
		return false
	}
	s.looks++
	return true
}

// places returns the environments there are in which something can compute.
func (s *search) places() []Place {
	s.seen = map[string]bool{}
	for _, base := range []string{"miniconda3", "miniforge3", "mambaforge", "anaconda3", "micromamba"} {
		base = filepath.Join(s.home, base)
		s.conda(base)
		s.condaIn(filepath.Join(base, "envs"))
	}
	s.condaIn(filepath.Join(s.home, ".conda/envs"))
	b, _ := s.read(filepath.Join(s.home, ".conda/environments.txt")) // often it is not there
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); filepath.IsAbs(line) {
			s.conda(filepath.Clean(line))
		}
	}
	for _, top := range s.folders(s.home) {
		if name := filepath.Base(top); strings.HasPrefix(name, ".") && name != ".venv" && name != ".virtualenvs" {
			continue // caches and settings
		}
		s.venv(top)
		below := s.folders(top)
		for _, dir := range below[:min(len(below), maxBelow)] {
			s.venv(dir)
		}
	}
	return s.found
}

// folders lists the folders in dir; links are none.
func (s *search) folders(dir string) (out []string) {
	if !s.look() {
		return nil
	}
	f, err := os.OpenFile(dir, os.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil
	}
	defer f.Close()
	for s.names < maxNames {
		entries, err := f.ReadDir(min(1000, maxNames-s.names))
		s.names += len(entries)
		for _, e := range entries {
			if e.IsDir() {
				out = append(out, filepath.Join(dir, e.Name()))
			}
		}
		if err != nil { // the end, most often
			break
		}
	}
	slices.Sort(out)
	return out
}

// read returns the beginning of a file that is one.
func (s *search) read(path string) ([]byte, error) {
	if !s.look() {
		return nil, fs.ErrNotExist
	}
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe would wait for its other end
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// has reports whether dir has what a pattern of names finds; a * stands in a folder's
// place at most once.
func (s *search) has(dir, pattern string) bool {
	before, after, star := strings.Cut(pattern, "*")
	if !star {
		if !s.look() {
			return false
		}
		_, err := os.Stat(filepath.Join(dir, pattern))
		return err == nil
	}
	parent, prefix := filepath.Split(before)
	for _, sub := range s.folders(filepath.Join(dir, parent)) {
		if strings.HasPrefix(filepath.Base(sub), prefix) && s.has(sub, strings.TrimPrefix(after, "/")) {
			return true
		}
	}
	return false
}

func (s *search) runs(program string) bool {
	st, err := os.Stat(program)
	return err == nil && st.Mode().IsRegular() && st.Mode()&0o111 != 0
}

func (s *search) add(p Place) {
	if (p.Python || p.R) && len(s.found) < maxKernels {
		s.found = append(s.found, p)
	}
}

// first reports whether dir was not looked at yet, and may be.
func (s *search) first(dir string) bool {
	if s.seen[dir] || !s.look() {
		return false
	}
	s.seen[dir] = true
	return true
}

func (s *search) condaIn(dir string) {
	for _, sub := range s.folders(dir) {
		s.conda(sub)
	}
}

// conda adds an environment of conda's.
func (s *search) conda(dir string) {
	if !s.first(dir) {
		return
	}
	if st, err := os.Stat(filepath.Join(dir, "conda-meta")); err != nil || !st.IsDir() {
		return
	}
	s.add(Place{Dir: dir, Python: s.runs(filepath.Join(dir, "bin/python")) && s.has(dir, "lib/python3*/site-packages/ipykernel"),
		R: s.runs(filepath.Join(dir, "bin/R")) && s.has(dir, "lib/R/library/IRkernel")})
}

// venv adds an environment of venv's, which may see the packages of the Python that made
// it.
func (s *search) venv(dir string) {
	if s.seen[dir] {
		return
	}
	b, err := s.read(filepath.Join(dir, "pyvenv.cfg"))
	if err != nil || !s.first(dir) || !s.runs(filepath.Join(dir, "bin/python")) {
		return
	}
	yes := s.has(dir, "lib/python3*/site-packages/ipykernel")
	set := settings(b)
	if below := filepath.Dir(set["home"]); !yes && strings.EqualFold(set["include-system-site-packages"], "true") && filepath.IsAbs(below) {
		for _, pattern := range []string{"lib/python3*/site-packages/ipykernel", "lib/python3*/dist-packages/ipykernel", "local/lib/python3*/dist-packages/ipykernel"} {
			yes = yes || s.has(below, pattern)
		}
	}
	s.add(Place{Dir: dir, Python: yes})
}

// settings reads lines as "home = /usr/bin".
func settings(b []byte) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(line, "="); ok {
			out[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return out
}

// registered returns the programs of the kernels that Jupyter finds without us.
func (s *search) registered() map[string]bool {
	out := map[string]bool{}
	dirs := append([]string{filepath.Join(s.home, ".local/share/jupyter")}, filepath.SplitList(s.env("JUPYTER_PATH"))...)
	s.looks, s.names = 0, 0
	for _, dir := range dirs {
		all := s.folders(filepath.Join(dir, "kernels"))
		for _, sub := range all[:min(len(all), maxKernels)] {
			var spec kernelspec
			if b, err := s.read(filepath.Join(sub, "kernel.json")); err == nil && json.Unmarshal(b, &spec) == nil && len(spec.Argv) > 0 {
				out[program(spec.Argv[0])] = true
			}
		}
	}
	return out
}

// program is what two names of the same interpreter have in common: python and python3
// beside each other are one.
func program(path string) string {
	if dir, name := filepath.Split(path); strings.HasPrefix(name, "python") {
		return dir + "python"
	}
	return path
}

// kernelspec is how Jupyter is told of a kernel.
type kernelspec struct {
	Argv     []string          `json:"argv"`
	Title    string            `json:"display_name"`
	Language string            `json:"language"`
	Env      map[string]string `json:"env,omitempty"`
}

// specs returns the kernels of a place. Programs that they start find those of the place
// first, and not the packages that the person has for another Python.
func (p Place) specs(home, path string) (out []kernelspec) {
	bin := filepath.Join(p.Dir, "bin")
	env := map[string]string{"PATH": bin + ":" + path, "PYTHONNOUSERSITE": "1"}
	if p.Python {
		out = append(out, kernelspec{[]string{bin + "/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"}, "Python (" + p.title(home) + ")", "python", env})
	}
	if p.R {
		out = append(out, kernelspec{[]string{bin + "/R", "--slave", "-e", "IRkernel::main()", "--args", "{connection_file}"}, "R (" + p.title(home) + ")", "R", env})
	}
	return out
}

// title is what a place is called: as its folder, or as that of the project in which a
// folder called venv lies.
func (p Place) title(home string) string {
	name := filepath.Base(p.Dir)
	if slices.Contains([]string{"venv", ".venv", "env", ".env"}, name) {
		if above := filepath.Dir(p.Dir); above != filepath.Clean(home) {
			name = filepath.Base(above)
		}
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(name, ""))
	if letters := []rune(name); len(letters) > maxTitle {
		name = string(letters[:maxTitle-1]) + "…"
	}
	return name
}

// write makes a folder for the kernel, of a name that no other has.
func (k kernelspec) write(dir string, names map[string]bool) error {
	base := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower("own-"+k.Title))
	base = strings.Trim(base[:min(len(base), 60)], "-")
	name := base
	for i := 2; names[name]; i++ {
		name = base + "-" + strconv.Itoa(i)
	}
	names[name] = true
	b, err := json.Marshal(k)
	if err == nil {
		err = os.MkdirAll(filepath.Join(dir, name), 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name, "kernel.json"), b, 0o644)
	}
	if err != nil {
		return fmt.Errorf("write the kernel %s: %w", name, err)
	}
	return nil
}
