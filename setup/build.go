package setup

import (
	"time"

	"commonhall/release"
)

// buildTime returns when the program's source was last changed, the earliest moment
// at which it can have been built.
func buildTime() time.Time { return release.This().Built }
