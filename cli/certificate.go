package cli

import (
	"fmt"
	"net/url"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

// certificateModel is what the API says of a certificate.
type certificateModel struct {
	Name    string  `json:"name"`
	Issuer  string  `json:"issuer"`
	From    *string `json:"from"`
	Until   *string `json:"until"`
	Next    *string `json:"next"`
	Error   string  `json:"error"`
	Hint    string  `json:"hint"`
	ErrorAt *string `json:"error_at"`
	Ending  bool    `json:"ending"`
}

func (m certificateModel) word() string {
	until := time.Time{}
	if m.Until != nil {
		until, _ = time.Parse(time.RFC3339, *m.Until)
	}
	switch {
	case m.Issuer == "" && m.Error == "":
		return "being obtained"
	case m.Issuer == "":
		return "none yet"
	case time.Now().After(until):
		return "has ended"
	case m.Ending:
		return "ends soon"
	}
	return "good"
}

func newCertificate(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "certificate", Short: "See and renew the certificates of https"})
	cmd.AddCommand(&cobra.Command{Use: "list", Short: "Say how things stand with each name", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var list []certificateModel
			if err := r.do(cmd.Context(), "GET", "/certificates", nil, &list); err != nil {
				return err
			}
			if len(list) == 0 && !r.json {
				fmt.Fprintln(r.out, "There are no certificates: everything is plain HTTP. See: commonhall config explain https.mode")
				return nil
			}
			return r.print(list, func(w *tabwriter.Writer) {
				fmt.Fprintln(w, "NAME\tSTATE\tISSUER\tGOOD UNTIL\tNEXT LOOK")
				for _, m := range list {
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", m.Name, m.word(), orDash(m.Issuer), orDash(moment(m.Until)), orDash(moment(m.Next)))
				}
				for _, m := range list {
					if m.Error != "" {
						fmt.Fprintf(w, "\n%s, %s: %s\n", m.Name, moment(m.ErrorAt), strings.TrimSpace(m.Error+" "+m.Hint))
					}
				}
			})
		}})
	cmd.AddCommand(&cobra.Command{Use: "renew NAME", Short: "Order a new certificate now", Args: cobra.ExactArgs(1),
		Long: "renew looks after a name at once, and orders a new certificate for it. Authorities give only some each\n" +
			"week: use it after a mistake is mended, not to be on the safe side. How it went: commonhall certificate list",
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "POST", "/certificates/"+url.PathEscape(args[0])+"/renew", nil, nil)
		}})
	return cmd
}

// moment writes a time that may not be there.
func moment(s *string) string {
	if s == nil {
		return ""
	}
	return when(s)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
