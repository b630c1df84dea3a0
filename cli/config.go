package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/supervisor"
)

func newConfig(s *streams) *cobra.Command {
	var dir string
	var asJSON bool
	cmd := &cobra.Command{Use: "config", Short: "Check, show and explain the configuration"}
	dirFlag(cmd, &dir)
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, "print JSON")
	load := func(args []string) (config.Config, string, error) { return loadConfig(dir, args) }
	cmd.AddCommand(&cobra.Command{Use: "check [FILE]", Short: "Say everything that is wrong with the file", Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			_, path, err := load(args)
			var problems config.Errors
			if errors.As(err, &problems) && asJSON {
				if err := json.NewEncoder(s.out).Encode(problems); err != nil {
					return err
				}
				return exitError(1)
			}
			if err != nil {
				return err
			}
			if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
				fmt.Fprintf(s.out, "There is no %s, so the defaults hold.\n", path)
				return nil
			}
			fmt.Fprintln(s.out, path, "is fine.")
			return nil
		}})
	cmd.AddCommand(&cobra.Command{Use: "show [FILE]", Short: "Print every setting as it is in force", Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			c, _, err := load(args)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(s.out)
				enc.SetIndent("", "  ")
				return enc.Encode(c)
			}
			_, err = s.out.Write(c.YAML())
			return err
		}})
	cmd.AddCommand(&cobra.Command{Use: "example", Short: "Print a file with every setting, explained and commented out", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := s.out.Write(config.Example())
			return err
		}})
	cmd.AddCommand(newExplain(s, &asJSON))
	return cmd
}

// loadConfig reads the file that was named, or that of an installation, which need
// not be there.
func loadConfig(dir string, args []string) (c config.Config, path string, err error) {
	if len(args) > 0 {
		if _, err := os.Stat(args[0]); err != nil {
			return c, args[0], commonhall.Errorf(commonhall.NotFound, "%s cannot be read.", args[0]).Because(err)
		}
	}
	dir, missing := installation(dir)
	if len(args) == 0 {
		if missing != nil {
			return c, "", missing
		}
		args = []string{filepath.Join(dir, "commonhall.yaml")}
	}
	base := config.Default()
	if i, err := supervisor.OpenInstance(dir); err == nil {
		base = defaults(i)
	}
	c, err = config.Load(args[0], base)
	return c, args[0], err
}

func newExplain(s *streams, asJSON *bool) *cobra.Command {
	return &cobra.Command{Use: "explain [KEY]", Short: "Say what a setting means; without a key, list them", Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, k := range config.Keys() {
					fmt.Fprintln(s.out, k.Path)
				}
				return nil
			}
			k, ok, nearest := config.Explain(args[0])
			if !ok {
				return commonhall.Errorf(commonhall.NotFound, "There is no setting %s.", args[0]).WithHint("Did you mean " + nearest + "?")
			}
			if *asJSON {
				return json.NewEncoder(s.out).Encode(k)
			}
			fmt.Fprintf(s.out, "%s\n\n%s\n", k.Path, strings.TrimSpace(k.Doc))
			for _, fact := range k.Facts() {
				fmt.Fprintf(s.out, "\n%s: %s\n", fact[0], strings.Trim(fact[1], "`"))
			}
			return nil
		}}
}
