package folder

import (
	"os"
	"path/filepath"
	"strings"

	"commonhall/sandbox"
	"commonhall/sandbox/overlay"
)

// Software is the folder of environments, all of which are its owner's.
type Software struct {
	Path  string
	Owner int
}

// Open returns a tree as a detached mount, read-only; or, with a draft on top, for person
// to change.
func (s Software) Open(tree, draft string, person int) (*os.File, error) {
	low, err := s.below(tree)
	if err != nil {
		return nil, err
	}
	defer low.Close()
	if draft == "" {
		return sandbox.CloneTree(low, false)
	}
	high, err := s.below(draft)
	if err != nil {
		return nil, err
	}
	defer high.Close()
	return overlay.Mount(low, high, s.Owner, person)
}

// Layer adds what is in the folders usr and etc of layer to the machine's /usr and /etc, as a
// sandbox shall see them. The machine's own names stay what they are, whatever is in there.
func (s Software) Layer(layer string, cfg *sandbox.Config, files *[]*os.File) error {
	for i, m := range cfg.Mounts {
		if to, _ := os.Readlink(m.Source); strings.HasPrefix(to, "usr/") {
			cfg.Mounts[i] = sandbox.Mount{Target: m.Target, Link: to} // as on the machine: one folder with two names
		}
		if m.Source != "/usr" && m.Source != "/etc" {
			continue
		}
		low, err := s.below(filepath.Join(layer, m.Source))
		if err != nil {
			return err
		}
		both, err := overlay.Under(m.Source, low)
		low.Close()
		if err != nil {
			return err
		}
		*files = append(*files, both)
		cfg.Mounts[i] = sandbox.Mount{Target: m.Target, FD: len(*files)}
	}
	return nil
}

func (s Software) below(path string) (*os.File, error) {
	// The owner could make a link of the folder as well as of what is below; the way to
	// the one above is root's.
	above, err := os.Open(filepath.Dir(s.Path))
	if err != nil {
		return nil, err
	}
	defer above.Close()
	return Open(above, filepath.Join(filepath.Base(s.Path), path), s.Owner)
}
