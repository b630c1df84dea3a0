package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/doctor"
	"commonhall/supervisor"
)

func newSupport(s *streams) *cobra.Command {
	var dir, out string
	var o doctor.Support
	cmd := &cobra.Command{
		Use: "support", Short: "Collect what a helper needs to know into one file", Args: cobra.NoArgs,
		Long: "support writes an archive with what doctor says, the services and their last lines, settings, events of the\n" +
			"last week and figures of the machine. Passwords, tokens, keys and links that open something are taken\n" +
			"out, and people are called person-1 and so on. Nothing is sent anywhere: look at it, then pass it on.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needRoot("commonhall support"); err != nil {
				return err
			}
			h := doctorHouse(s, dir, 5*time.Second)
			if h.InstanceErr == nil {
				o.Secrets = secretFiles(h)
			}
			if out == "" {
				out = "commonhall-support-" + time.Now().Format("20060102-150405") + ".tar.gz"
			}
			// Never over something that is there: root would be writing where a link leads.
			f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return commonhall.Errorf(commonhall.FailedPrecondition, "The file %s cannot be made.", out).WithHint("Name another: --out FILE").Because(err)
			}
			if err := errors.Join(h.Collect(cmd.Context(), o, f), f.Close()); err != nil {
				_ = os.Remove(out)
				return err
			}
			fmt.Fprintf(s.out, "%s\n", out)
			fmt.Fprintln(s.err, "Look at it before you pass it on: tar -xzf "+out)
			return nil
		},
	}
	dirFlag(cmd, &dir)
	cmd.Flags().StringVar(&out, "out", "", "file to write; it must not be there yet")
	cmd.Flags().BoolVar(&o.Names, "names", false, "leave people's names in")
	return cmd
}

// secretFiles are those that the settings name, and people's keys to the house.
func secretFiles(h doctor.House) []string {
	c, _, err := h.Store.Load()
	if err != nil {
		c = config.Default()
	}
	var out []string
	for _, path := range []string{c.Database.PasswordFile, c.Backup.PasswordFile, c.Backup.CredentialsFile, c.HTTPS.KeyFile} {
		if path != "" && !filepath.IsAbs(path) {
			path = filepath.Join(supervisor.PathsOf(h.Dir, h.Instance).Hub(), path)
		}
		if path != "" {
			out = append(out, path)
		}
	}
	return out
}
