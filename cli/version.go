package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"commonhall/release"
	"commonhall/store"
)

// build returns what this program is.
func build() release.Build {
	b := release.This()
	b.Schema = store.Schema()
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
