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
	cmd := &cobra.Command{Use: "config", Short: "Edit, check, show and explain the settings, and go back to earlier ones"}
	dirFlag(cmd, &dir)
	cmd.PersistentFlags().BoolVar(&asJSON, "json", false, "print JSON")
	newSettings(s, &dir, &asJSON, cmd)
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
	cmd.AddCommand(newShow(s, &dir, &asJSON))
	cmd.AddCommand(&cobra.Command{Use: "example", Short: "Print a file with every setting, explained and commented out", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := s.out.Write(config.Example())
			return err
		}})
	cmd.AddCommand(&cobra.Command{Use: "schema", Short: "Print a JSON Schema of the file, for editors", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := s.out.Write(config.Schema())
			return err
		}})
	cmd.AddCommand(newExplain(s, &dir, &asJSON))
	return cmd
}

func newShow(s *streams, dir *string, asJSON *bool) *cobra.Command {
	var effective bool
	cmd := &cobra.Command{Use: "show [FILE]", Short: "Print every setting, as the file and the defaults say it", Args: cobra.MaximumNArgs(1),
		Long: "show prints every setting, as the file and the defaults say it. With --effective it prints those in\n" +
			"force, which may not be the same, and where each comes from.",
		RunE: func(_ *cobra.Command, args []string) error {
			if effective && len(args) == 0 {
				return showEffective(s, *dir, *asJSON)
			}
			c, _, err := loadConfig(*dir, args)
			if err != nil {
				return err
			}
			if *asJSON {
				enc := json.NewEncoder(s.out)
				enc.SetIndent("", "  ")
				return enc.Encode(c)
			}
			_, err = s.out.Write(c.Masked().YAML())
			return err
		}}
	cmd.Flags().BoolVar(&effective, "effective", false, "print the settings in force, and the origin of each")
	return cmd
}

// showEffective prints the settings in force with their origins.
func showEffective(s *streams, dir string, asJSON bool) error {
	st, err := openSettings(s, dir)
	if err != nil {
		return err
	}
	e, err := st.Effective()
	if err != nil {
		return err
	}
	if e.Notice != "" {
		fmt.Fprintln(s.err, "commonhall:", e.Notice)
	}
	if asJSON {
		enc := json.NewEncoder(s.out)
		enc.SetIndent("", "  ")
		return enc.Encode(e.Values())
	}
	_, err = s.out.Write(e.Config.Masked().Annotated(e.Origin))
	return err
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
		if i, err := supervisor.OpenInstance(dir); err == nil {
			args[0] = supervisor.PathsOf(dir, i).Config()
		}
	}
	base := config.Default()
	if i, err := supervisor.OpenInstance(dir); err == nil {
		base = defaults(i)
	}
	c, err = config.Load(args[0], base)
	return c, args[0], err
}

func newExplain(s *streams, dir *string, asJSON *bool) *cobra.Command {
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
			// Where there is no commonhall, a setting has no value.
			if st, err := openSettings(s, *dir); err == nil {
				if e, err := st.Effective(); err == nil {
					for _, v := range e.Values() {
						if config.General(v.Key) == k.Path {
							fmt.Fprintf(s.out, "\nNow: %s: %s  (%s)\n", v.Key, v.Value, v.Origin)
						}
					}
				}
			}
			return nil
		}}
}
