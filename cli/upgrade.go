package cli

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/packaging/keys"
	"commonhall/release"
	"commonhall/setup"
)

func newUpgrade(s *streams) *cobra.Command {
	var from string
	var resume, beforeHub, saved bool
	cmd := &cobra.Command{
		Use: "upgrade", Short: "Bring this machine to another release, without an outage", Args: cobra.NoArgs,
		Long: "upgrade verifies a release and puts it in the place of the one that runs, role by role: requests\n" +
			"wait for a moment, websockets and people's servers go on. If the new release does not run well,\n" +
			"the old one comes back by itself, with the database as it was. One minor version at a time.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needRoot("commonhall upgrade"); err != nil {
				return err
			}
			switch {
			case resume:
				return setup.Resume(cmd.Context(), s.err)
			case beforeHub:
				return setup.BeforeHub(build().Version)
			}
			return s.upgrade(cmd.Context(), from, saved)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "archive of the release, beside which SHA256SUMS and its signatures lie; without it the newest is fetched")
	cmd.Flags().BoolVar(&resume, "resume", false, "go on with the one that is recorded (for a unit)")
	cmd.Flags().BoolVar(&beforeHub, "before-hub", false, "see to the database while one is under way (for a unit)")
	cmd.Flags().BoolVar(&saved, "database-saved", false, "there is a dump of the PostgreSQL database, to go back to")
	_, _ = cmd.Flags().MarkHidden("resume"), cmd.Flags().MarkHidden("before-hub")
	return cmd
}

// upgrade is the work of the release that runs, whichever program was called.
func (s *streams) upgrade(ctx context.Context, from string, saved bool) error {
	installed, err := setup.Installed()
	if err != nil {
		return err
	}
	if installed != build().Version {
		return syscall.Exec(setup.Program, append([]string{"commonhall"}, os.Args[1:]...), os.Environ())
	}
	known, err := release.LoadKeys(keys.Folder)
	if err != nil {
		return err
	}
	if from == "" {
		from, err = release.Fetch(ctx, os.Getenv("COMMONHALL_RELEASES"), known, runtime.GOARCH, setup.Dir)
		if err != nil {
			return commonhall.Errorf(commonhall.Unavailable, "The newest release cannot be fetched.").
				WithHint("Get its archive with SHA256SUMS and the signatures yourself, and: commonhall upgrade --from FILE").Because(err)
		}
		defer os.RemoveAll(filepath.Dir(from))
	}
	if from, err = filepath.Abs(from); err != nil {
		return err
	}
	u, err := setup.Prepare(ctx, from, known, build().Schema, saved)
	if err != nil {
		return err
	}
	return u.Run(ctx, s.err)
}
