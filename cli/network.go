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

// newNetwork says who connected where; for a supervisor it sets up what servers reach the
// internet by.
func newNetwork(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "network", Short: "Say whose connections to the internet are whose"}
	var dir string
	ifLost := false
	up := &cobra.Command{Use: "up", Short: "Set it up as the configuration says, or anew after a change (for a supervisor)", Hidden: true, Args: cobra.NoArgs,
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
				f, err := doctor.ReadFilter(i.ID)
				whole := f.Up && len(f.Empty) == 0
				if at, serr := network.Open(i.ID); err != nil || whole && (serr != nil || !at.Again) {
					return err
				} else if whole {
					return supervisor.NetworkUp(*outside, i, s.err)
				}
				fmt.Fprintln(s.err, "The filter around people's servers was lost. It is put back.")
			}
			return supervisor.NetworkUp(*outside, i, s.err)
		}}
	up.Flags().BoolVar(&ifLost, "if-lost", false, "only where its rules are gone, because somebody flushed them")
	down := &cobra.Command{Use: "down", Short: "Take it away; servers that run lose their way to the internet (for a supervisor)", Hidden: true, Args: cobra.NoArgs,
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
	for _, c := range []*cobra.Command{up, down} {
		c.Flags().StringVar(&dir, "dir", "", "folder of the installation")
		_ = c.MarkFlagRequired("dir")
	}
	cmd.AddCommand(networkConnections(s), networkWho(s), networkLog(s), up, down)
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
	if commonhall.Network(c.Servers.MostNetwork()) != commonhall.NetworkInternet {
		return nil
	}
	return &network.Config{Addresses: c.Network.Block(), Allow: c.Network.Ranges(), DNS: c.Network.Resolvers()}
}
