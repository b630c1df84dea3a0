package cli

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"commonhall/setup"
)

// TestSetupAsks: what is typed at its questions is what flags would have said.
func TestSetupAsks(t *testing.T) {
	for _, c := range []struct {
		flags, typed string
		first        string
		packages     []string
		asks         bool
	}{
		{"", "\n\n\n", "", setup.Jupyter(), true},
		{"", "\n\nscientific\n", setup.Scientific, setup.Jupyter(), true},
		{"", "\n\nmachine\n", setup.Machine, setup.Jupyter(), true},
		{"", "\n\nnone\n", setup.None, nil, true},
		{"--yes", "", "", setup.Jupyter(), false},
		{"--jupyter=no", "\n\n", "", nil, false},
		{"--software=none", "\n\n", setup.None, nil, false},
		{"--software=scientific --jupyter=no", "\n\n", setup.Scientific, []string{setup.Venv}, false},
	} {
		var out, err bytes.Buffer
		s := &streams{in: strings.NewReader(c.typed), out: &out, err: &err}
		var f setupFlags
		cmd := newSetup(s)
		if e := cmd.ParseFlags(strings.Fields(c.flags)); e != nil {
			t.Fatal(e)
		}
		f.yes = c.flags == "--yes"
		f.First, _ = cmd.Flags().GetString("software")
		f.jupyter, _ = cmd.Flags().GetString("jupyter")
		if e := f.ask(s, cmd); e != nil || f.First != c.first || !slices.Equal(f.Packages, c.packages) {
			t.Errorf("%+v: %v, %q, %q", c, e, f.First, f.Packages)
		}
		if strings.Contains(err.String(), "What shall everybody begin with?") != c.asks {
			t.Errorf("%+v: it asks %q", c, err.String())
		}
	}
}
