package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

// tokenModel is what the API says of a token.
type tokenModel struct {
	ID           string   `json:"id"`
	User         string   `json:"user"`
	Note         string   `json:"note"`
	Scopes       []string `json:"scopes"`
	Created      string   `json:"created"`
	ExpiresAt    *string  `json:"expires_at"`
	LastActivity *string  `json:"last_activity"`
	Token        string   `json:"token,omitempty"`
}

func newToken(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "token", Short: "Make, list and revoke API tokens"})
	cmd.AddCommand(r.tokenCreate(), r.tokenList(), r.tokenRevoke())
	return cmd
}

func (r *remote) tokenCreate() *cobra.Command {
	var user, note string
	var scopes []string
	var expires lifetime
	cmd := &cobra.Command{Use: "create --user NAME", Short: "Make a token for somebody, and print it alone", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			body := map[string]any{"note": note}
			if cmd.Flags().Changed("scope") {
				body["scopes"] = scopes
			}
			if expires > 0 {
				body["expires_in"] = time.Duration(expires).Seconds()
			}
			var t tokenModel
			if err := r.do(cmd.Context(), "POST", userPath(user)+"/tokens", body, &t); err != nil {
				return err
			}
			return r.print(t, func(w *tabwriter.Writer) { fmt.Fprintln(w, t.Token) })
		}}
	f := cmd.Flags()
	f.StringVar(&user, "user", "", "whose token it is")
	f.StringArrayVar(&scopes, "scope", nil, "what it may do; may be given several times (default: all that its person may)")
	f.Var(&expires, "expires-in", "how long it lasts, as 90m, 12h or 30d (default: for ever)")
	f.StringVar(&note, "note", "", "what it is for")
	_ = cmd.MarkFlagRequired("user")
	return cmd
}

func (r *remote) tokenList() *cobra.Command {
	var user string
	cmd := &cobra.Command{Use: "list --user NAME", Short: "List somebody's tokens", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var got struct {
				Tokens []tokenModel `json:"api_tokens"`
			}
			if err := r.do(cmd.Context(), "GET", userPath(user)+"/tokens", nil, &got); err != nil {
				return err
			}
			return r.print(got.Tokens, func(w *tabwriter.Writer) {
				fmt.Fprintln(w, "ID\tNOTE\tCREATED\tEXPIRES\tLAST USED")
				for _, t := range got.Tokens {
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", t.ID, t.Note, when(&t.Created), when(t.ExpiresAt), when(t.LastActivity))
				}
			})
		}}
	cmd.Flags().StringVar(&user, "user", "", "whose tokens")
	_ = cmd.MarkFlagRequired("user")
	return cmd
}

func (r *remote) tokenRevoke() *cobra.Command {
	var user string
	cmd := &cobra.Command{Use: "revoke --user NAME ID", Short: "End a token at once", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "DELETE", userPath(user)+"/tokens/"+args[0], nil, nil)
		}}
	cmd.Flags().StringVar(&user, "user", "", "whose token it is")
	_ = cmd.MarkFlagRequired("user")
	return cmd
}

// lifetime is a duration that may be given in days.
type lifetime time.Duration

// String implements pflag.Value.
func (l *lifetime) String() string {
	if *l == 0 {
		return ""
	}
	return time.Duration(*l).String()
}

// Type implements pflag.Value.
func (l *lifetime) Type() string { return "duration" }

// Set implements pflag.Value.
func (l *lifetime) Set(s string) error {
	d, err := time.ParseDuration(s)
	if days, ok := strings.CutSuffix(s, "d"); ok {
		var n int
		if n, err = strconv.Atoi(days); err == nil && n <= 36500 {
			d = time.Duration(n) * 24 * time.Hour
		}
	}
	if err != nil || d <= 0 {
		return errors.New("write it as 90m, 12h or 30d")
	}
	*l = lifetime(d)
	return nil
}
