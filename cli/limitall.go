package cli

import (
	"context"
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (r *remote) printEverybodys(ctx context.Context) error {
	all := []struct {
		Limit    string `json:"limit"`
		Value    any    `json:"value"`
		Words    string `json:"words"`
		Decided  bool   `json:"decided"`
		Settings any    `json:"settings"`
	}{}
	if err := r.do(ctx, "GET", "/limits/all", nil, &all); err != nil {
		return err
	}
	return r.print(all, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "LIMIT\tVALUE\tFROM")
		for _, l := range all {
			from := "the settings"
			if l.Decided {
				from = "limit set --everybody"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", l.Limit, l.Words, from)
		}
	})
}

// limitNear lists whose home is nearly full.
func (r *remote) limitNear() *cobra.Command {
	var part float64
	cmd := &cobra.Command{Use: "near", Short: "List who uses nearly all that they may keep on the disk", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all := []struct {
				Name     string  `json:"name"`
				Used     int64   `json:"used"`
				Limit    int64   `json:"limit"`
				Files    int64   `json:"files"`
				MaxFiles int64   `json:"max_files"`
				Share    float64 `json:"share"`
				InUse    string  `json:"in_use"`
			}{}
			if err := r.do(cmd.Context(), "GET", "/disks?near="+strconv.FormatFloat(part, 'f', -1, 64), nil, &all); err != nil {
				return err
			}
			return r.print(all, func(w *tabwriter.Writer) {
				fmt.Fprintln(w, "NAME\tSHARE\tIN USE")
				for _, u := range all {
					fmt.Fprintf(w, "%s\t%.0f %%\t%s\n", u.Name, 100*u.Share, u.InUse)
				}
			})
		}}
	cmd.Flags().Float64Var(&part, "share", 0.9, "from which share on, from 0 to 1")
	return cmd
}
