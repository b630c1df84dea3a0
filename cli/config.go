package cli

import (
	"encoding/json"
	"errors"
	"fmt"
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
	cmd.PersistentFlags().StringVar(&dir, "dir", installedDir, "folder of the installation, as given to try")
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, "print JSON")
	load := func(args []string) (config.Config, string, error) {
		path := filepath.Join(dir, "commonhall.yaml")
		if len(args) > 0 {
			path = args[0]
		}
		base := config.Default()
		if i, err := supervisor.OpenInstance(dir); err == nil {
			base = defaults(i)
		}
		c, err := config.Load(path, base)
		return c, path, err
	}
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
			fmt.Fprintf(s.out, "%s\n\n%s\n\nDefault: %s\n", k.Path, strings.TrimSpace(k.Doc), k.Default)
			return nil
		}}
}
