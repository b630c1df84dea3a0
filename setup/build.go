package setup

import (
	"runtime/debug"
	"time"
)

// buildTime returns when the program's source was last changed, the earliest moment
// at which it can have been built.
func buildTime() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			t, _ := time.Parse(time.RFC3339, s.Value)
			return t
		}
	}
	return time.Time{}
}
