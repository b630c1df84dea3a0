package cli

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"commonhall/release"
	"commonhall/store"
)

// What this program was built from, set by the linker (packaging/package.sh); in a
// build from a work tree Go itself knows commit and time.
var (
	linkedVersion = "0.1.0-dev"
	linkedCommit  string
	linkedTime    string // RFC 3339
)

// build returns what this program is.
func build() release.Build {
	b := release.Build{Version: linkedVersion, Commit: linkedCommit, Schema: store.Schema()}
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

// version returns the release and, where known, the commit that it was built from.
func version() string {
	b := build()
	if len(b.Commit) >= 12 {
		return b.Version + "+" + b.Commit[:12]
	}
	return b.Version
}

func newVersion(s *streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{Use: "version", Short: "Print the version", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		if asJSON {
			return json.NewEncoder(s.out).Encode(build())
		}
		_, err := fmt.Fprintln(s.out, "commonhall", version())
		return err
	}}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, with the date of the build and the schema of the database")
	return cmd
}
