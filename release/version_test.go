package release

import (
	"errors"
	"strings"
	"testing"
)

func version(t *testing.T, s string) Version {
	t.Helper()
	v, err := ParseVersion(s)
	must(t, err)
	return v
}

// TestWhatMayFollow: up within a minor version or to the next, never down, never two
// steps; each refusal says what to do.
func TestWhatMayFollow(t *testing.T) {
	for _, c := range []struct{ from, to, why, hint string }{
		{"0.1.0", "0.1.1", "", ""},
		{"0.1.0", "0.1.17", "", ""},
		{"0.1.9", "0.2.0", "", ""},
		{"0.1.9", "0.2.5", "", ""},
		{"1.9.0", "1.10.0", "", ""},
		{"0.1.0-dev", "0.1.0", "", ""},
		{"0.1.0-dev", "0.2.0", "", ""},
		{"0.1.0-beta", "0.1.0-dev", "", ""},
		{"0.1.0+abc", "v0.1.1+def", "", ""},
		{"0.1.0", "0.1.0", "Version 0.1.0 runs already.", "nothing to do"},
		{"0.1.0+abc", "0.1.0+def", "Version 0.1.0 runs already.", "nothing to do"},
		{"0.1.1", "0.1.0", "Version 0.1.0 is older than 0.1.1, which runs", "restore a backup"},
		{"0.10.0", "0.9.0", "Version 0.9.0 is older than 0.10.0, which runs", "restore a backup"},
		{"1.0.0", "0.9.9", "Version 0.9.9 is older than 1.0.0, which runs", "restore a backup"},
		{"0.1.0", "0.1.0-dev", "Version 0.1.0-dev is older than 0.1.0", "restore a backup"},
		{"0.1.0", "0.3.0", "From version 0.1.0 to 0.3.0 is more than one step.", "Upgrade to the newest 0.2 first"},
		{"0.9.0", "1.0.0", "Version 1.0.0 is of another generation than 0.9.0", "release notes"},
	} {
		err := Allowed(version(t, c.from), version(t, c.to))
		var r *Refusal
		switch {
		case c.why == "" && err != nil:
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		case c.why != "" && (!errors.As(err, &r) || !strings.Contains(r.Msg, c.why) || !strings.Contains(r.Hint, c.hint)):
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
	}
}

func TestVersionsThatAreNone(t *testing.T) {
	for _, s := range []string{"", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "-1.2.3", "1.2.3-", "1.2.3-a b", "1.2.3\n", "9999999999.0.0", "1.2.3/../..", "1.2.3-" + strings.Repeat("a", 65)} {
		if v, err := ParseVersion(s); err == nil {
			t.Errorf("%q is %v", s, v)
		}
	}
	for _, s := range []string{"0.0.0", "1.20.300", "1.2.3-dev.1"} {
		if v := version(t, s); v.String() != s {
			t.Errorf("%s reads %s", s, v)
		}
	}
}
