package setup

import (
	"errors"
	"strings"
	"testing"

	"commonhall"
)

// TestNoUninstallDuringAnUpgrade: its folder may hold the only copy of the database in the
// form that the release before understands.
func TestNoUninstallDuringAnUpgrade(t *testing.T) {
	for name, c := range map[string]struct {
		u      *Upgrade
		failed error
		says   string
	}{
		"there never was one":   {nil, nil, ""},
		"it has ended":          {&Upgrade{Done: true}, nil, ""},
		"it went back":          {&Upgrade{Back: true, Done: true}, nil, ""},
		"it goes on":            {&Upgrade{From: "1.2.0", To: "1.3.0"}, nil, "from 1.2.0 to 1.3.0"},
		"no room to go back":    {&Upgrade{From: "1.2.0", To: "1.3.0", Back: true}, nil, "from 1.2.0 to 1.3.0"},
		"its record is not one": {&Upgrade{}, errors.New("unexpected end of JSON input"), "cannot be read"},
	} {
		err := c.u.mayGo(c.failed)
		if c.says == "" && err == nil {
			continue
		}
		said := commonhall.ForPerson(err)
		if c.says == "" || err == nil || !strings.Contains(said.Msg, c.says) || !strings.Contains(said.Hint, "Nothing was changed.") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
