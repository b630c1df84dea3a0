package cli

import (
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
)

// identityModel is what the API says of a way to sign in.
type identityModel struct {
	ID       int64   `json:"id"`
	User     string  `json:"user"`
	Provider string  `json:"provider"`
	Issuer   string  `json:"issuer"`
	Subject  string  `json:"subject"`
	Shown    string  `json:"shown"`
	Created  *string `json:"created"`
	LastUsed *string `json:"last_used"`
}

func (r *remote) userWays() *cobra.Command {
	return &cobra.Command{Use: "ways NAME", Short: "List how somebody signs in at providers", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		list := []identityModel{}
		if err := r.do(cmd.Context(), "GET", userPath(args[0])+"/identities", nil, &list); err != nil {
			return err
		}
		return r.print(list, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "ID\tPROVIDER\tTHERE\tSUBJECT\tLAST USED")
			for _, i := range list {
				used := "never"
				if i.LastUsed != nil {
					used = *i.LastUsed
				}
				fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", i.ID, i.Provider, i.Shown, i.Subject, used)
			}
		})
	}}
}

func (r *remote) userLink() *cobra.Command {
	return &cobra.Command{Use: "link NAME PROVIDER SUBJECT", Short: "Let somebody sign in at a provider, where they are that subject", Args: cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "POST", userPath(args[0])+"/identities", map[string]string{"provider": args[1], "subject": args[2]}, nil)
		}}
}

func (r *remote) userUnlink() *cobra.Command {
	return &cobra.Command{Use: "unlink NAME ID", Short: "Take a way to sign in away from somebody; what is open by it ends", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[1], 10, 64)
			if err != nil {
				return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the number of a way to sign in.", args[1]).WithHint("commonhall user ways lists them.")
			}
			return r.do(cmd.Context(), "DELETE", userPath(args[0])+"/identities/"+strconv.FormatInt(id, 10), nil, nil)
		}}
}
