package commonhall

import "strings"

// LogPath returns a request's path as it may stand in a log: without the code of an
// invitation, which lets in whoever holds it.
func LogPath(path string) string {
	if before, _, found := strings.Cut(path, "/invite/"); found {
		return before + "/invite/…"
	}
	return path
}
