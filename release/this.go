package release

import (
	"runtime/debug"
	"time"
)

// What this program was built from, set by the linker (packaging/package.sh); in a
// build from a work tree Go itself knows commit and time.
var (
	linkedVersion = "0.1.0-dev"
	linkedCommit  string
	linkedTime    string // RFC 3339

	linkedReleases string // address where releases are published
)

// This returns what this program is, but for its schema.
func This() Build {
	b := Build{Version: linkedVersion, Commit: linkedCommit}
	at := linkedTime
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision" && b.Commit == "":
				b.Commit = s.Value
			case s.Key == "vcs.time" && at == "":
				at = s.Value
			}
		}
	}
	b.Built, _ = time.Parse(time.RFC3339, at) // zero: nobody knows
	return b
}
