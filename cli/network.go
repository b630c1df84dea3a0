package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/doctor"
	"commonhall/sandbox/network"
	"commonhall/supervisor"
)

// newNetwork is for a supervisor: it sets up what servers reach the internet by.
func newNetwork(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "network", Short: "Set up the network of people's servers (for a supervisor)", Hidden: true}
	var dir string
	cmd.PersistentFlags().StringVar(&dir, "dir", "", "folder of the installation")
	_ = cmd.MarkPersistentFlagRequired("dir")
	ifLost := false
	up := &cobra.Command{Use: "up", Short: "Set it up as the configuration says, or anew after a change", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			i, err := instanceForNetwork(dir)
			if err != nil {
				return err
			}
			c, notice, err := settingsOf(i, supervisor.PathsOf(dir, i)).Load()
			if err != nil {
				return err
			}
			if notice != "" && !ifLost {
				fmt.Fprintln(s.err, notice)
			}
			outside := networkConfig(c)
			if outside == nil {
				return network.Down(i.ID)
			}
			if ifLost {
				if f, err := doctor.ReadFilter(i.ID); err != nil || f.Up && len(f.Empty) == 0 {
					return err
				}
				fmt.Fprintln(s.err, "The filter around people's servers was lost. It is put back.")
			}
			return supervisor.NetworkUp(*outside, i, s.err)
		}}
	up.Flags().BoolVar(&ifLost, "if-lost", false, "only where its rules are gone, because somebody flushed them")
	down := &cobra.Command{Use: "down", Short: "Take it away; servers that run lose their way to the internet", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			i, err := instanceForNetwork(dir)
			if commonhall.KindOf(err) == commonhall.NotFound {
				fmt.Fprintln(s.err, "There is no commonhall in "+dir+", so there is no network to take away.")
				return nil
			}
			if err != nil {
				return err
			}
			return network.Down(i.ID)
		}}
	cmd.AddCommand(up, down)
	return cmd
}

func instanceForNetwork(dir string) (supervisor.Instance, error) {
	if err := needRoot("commonhall network"); err != nil {
		return supervisor.Instance{}, err
	}
	return supervisor.OpenInstance(dir)
}

// networkConfig is what servers may reach, nil where that is nothing.
func networkConfig(c config.Config) *network.Config {
	if commonhall.Network(c.Servers.Network) != commonhall.NetworkInternet {
		return nil
	}
	return &network.Config{Addresses: c.Network.Block(), Allow: c.Network.Ranges(), DNS: c.Network.Resolvers()}
}
