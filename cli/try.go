package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/logging"
	"commonhall/setup"
	"commonhall/supervisor"
	"commonhall/warden"
)

const defaultTryDir = "/var/lib/commonhall-try"

func newTry(s *streams) *cobra.Command {
	t := supervisor.Try{Stdout: s.out, Stderr: s.err}
	var passwordFile string
	var clean, data, yes bool
	cmd := &cobra.Command{
		Use: "try", Short: "Run commonhall in the foreground, all in one folder", Args: cobra.NoArgs,
		Long: "try starts commonhall in the foreground, with all its state in one folder and nothing in /etc.\n" +
			"It makes an administrator called admin, and prints 'ready' and its address when it serves.\n" +
			"Ctrl-C stops everything and takes away what it made on the machine; people and their homes stay\n" +
			"in the folder for the next time.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needRoot("commonhall try"); err != nil {
				return err
			}
			dir, err := filepath.Abs(t.Dir)
			if err != nil {
				return err
			}
			t.Dir = dir
			if clean || data {
				return cleanTry(s, dir, data, yes)
			}
			if passwordFile != "" {
				if t.Password != "" {
					return commonhall.Errorf(commonhall.InvalidArgument, "Give --admin-password or --admin-password-file, not both.")
				}
				if t.Password, err = readSecret(passwordFile); err != nil {
					return err
				}
			}
			// The hub reads it too; here mistakes are told before anything starts.
			c, err := config.Load(filepath.Join(dir, "commonhall.yaml"), config.Default())
			if err != nil {
				return err
			}
			if c.Auth.PAM() != "" { // it would take a program of root's beside the roles, which systemd starts
				return commonhall.Errorf(commonhall.FailedPrecondition, "The settings have a provider of the type pam, which there is on an installed commonhall alone.").
					WithHint("Take it out of auth.providers, or install: commonhall setup.")
			}
			if err := recordsThere(dir, c); err != nil {
				return err
			}
			t.Network = networkConfig(c)
			w := logging.NewWriter(s.err, logging.Budget)
			defer w.Close()
			t.Log = logging.New(w, "try", nil)
			return t.Run(cmd.Context())
		},
	}
	f := cmd.Flags()
	f.StringVar(&t.Dir, "dir", defaultTryDir, "folder for everything, homes included")
	f.StringVar(&t.Addr, "addr", "127.0.0.1:8000", "address and port to listen on")
	f.StringVar(&t.Password, "admin-password", "", "password of the administrator admin, at the first start")
	f.StringVar(&passwordFile, "admin-password-file", "", "file whose first line is that password")
	f.BoolVar(&clean, "clean", false, "take away what a try that was killed left on the machine, and end")
	f.BoolVar(&data, "delete-data", false, "as --clean, and delete the folder with all people's homes, after asking")
	f.BoolVar(&yes, "yes", false, "do not ask before --delete-data")
	return cmd
}

// recordsThere refuses to begin an empty database beside homes.
func recordsThere(dir string, c config.Config) error {
	i, err := supervisor.OpenInstance(dir)
	if err != nil || c.Database.URL != "" {
		return nil // a folder that is new, or what Run says
	}
	p, hub := supervisor.PathsOf(dir, i), i.UIDBase+warden.HubOffset
	return setup.LostRecords(i, p, fmt.Sprintf("Without a backup: install -o %d -g %d -m 600 /dev/null %s; then start it, and make a person of each home: commonhall user adopt --all --dir %s", hub, hub, p.Database(), dir))
}

// cleanTry takes away what a try left, and its data where that is meant.
func cleanTry(s *streams, dir string, data, yes bool) error {
	if data && !yes {
		if _, err := supervisor.OpenInstance(dir); err != nil {
			return err
		}
		if err := s.confirm("This deletes " + dir + " with the homes and all files of everybody in it, for ever."); err != nil {
			return err
		}
	}
	if err := supervisor.CleanTry(dir, data); err != nil {
		return err
	}
	if data {
		fmt.Fprintln(s.err, dir+" is deleted, and nothing of it is left on the machine.")
		return nil
	}
	fmt.Fprintf(s.err, "Nothing of it is left on the machine but %s, with people and their homes. To delete these too: commonhall try --dir %s --delete-data\n", dir, dir)
	return nil
}
