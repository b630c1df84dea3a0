package cli

import (
	"context"

	"github.com/spf13/cobra"

	"commonhall/setup"
	"commonhall/supervisor"
)

// The commands about names of accounts are for systemd's units and for setup.
func newAccounts(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "accounts", Short: "Tell the host the names of people's accounts", Hidden: true}
	cmd.AddCommand(accountsPurge(s),
		accountsCommand("sync", "Make the host's names of accounts those of the homes", setup.Accounts.Sync),
		accountsCommand("remove", "Take all names of people's accounts away from the host; homes stay", setup.Accounts.Remove))
	return cmd
}

func accountsCommand(name, short string, run func(setup.Accounts, context.Context) error) *cobra.Command {
	var dir string
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		if err := needRoot("commonhall accounts " + name); err != nil {
			return err
		}
		i, err := supervisor.OpenInstance(dir)
		if err != nil {
			return err
		}
		return run(setup.Accounts{Homes: supervisor.PathsOf(dir, i).Homes(), UIDBase: i.UIDBase}, cmd.Context())
	}}
	cmd.Flags().StringVar(&dir, "dir", "", "folder of the installation")
	_ = cmd.MarkFlagRequired("dir")
	return cmd
}
