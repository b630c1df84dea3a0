package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/logging"
	"commonhall/supervisor"
)

const defaultTryDir = "/var/lib/commonhall-try"

func newTry(s *streams) *cobra.Command {
	t := supervisor.Try{Stdout: s.out, Stderr: s.err}
	var passwordFile string
	var clean, data bool
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
				if err := supervisor.CleanTry(dir, data); err != nil {
					return err
				}
				if !data {
					fmt.Fprintf(s.err, "Nothing of it is left on the machine but %s, with people and their homes. To delete these too: commonhall try --dir %s --delete-data\n", dir, dir)
				}
				return nil
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
			if _, err := config.Load(filepath.Join(dir, "commonhall.yaml"), config.Default()); err != nil {
				return err
			}
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
	f.BoolVar(&data, "delete-data", false, "as --clean, and delete the folder with all people's homes")
	return cmd
}
