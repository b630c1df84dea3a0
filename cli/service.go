package cli

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// serviceModel is what the API says of a service.
type serviceModel struct {
	Name       string   `json:"name"`
	Admin      bool     `json:"admin"`
	URL        string   `json:"url"`
	Prefix     *string  `json:"prefix"`
	Command    []string `json:"command"`
	Managed    bool     `json:"managed"`
	FromConfig bool     `json:"from_config"`
	Error      *string  `json:"error"`
	State      *struct {
		Phase   string  `json:"phase"`
		Started *string `json:"started"`
		Ends    int     `json:"ends"`
		Next    *string `json:"next"`
		End     *struct {
			At   *string `json:"at"`
			Text string  `json:"text"`
		} `json:"end"`
	} `json:"state"`
}

// word says how a service is doing.
func (m serviceModel) word() string {
	switch {
	case m.Error != nil:
		return "cannot be used"
	case m.State == nil:
		return "elsewhere"
	case m.State.Phase == "running":
		return "runs since " + moment(m.State.Started)
	}
	return fmt.Sprintf("waits, has ended %d times", m.State.Ends)
}

// shortCommand is a command on one line.
func shortCommand(command []string) string {
	line := strings.Join(strings.Fields(strings.Join(command, " ")), " ")
	if runes := []rune(line); len(runes) > 60 {
		line = string(runes[:60]) + "…"
	}
	return line
}

func servicePath(name string) string { return "/services/" + url.PathEscape(name) }

func newService(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "service", Short: "See services, and restart those that the hub runs"})
	cmd.AddCommand(r.serviceList(), r.serviceRestart(), r.serviceLog(), r.serviceToken())
	return cmd
}

func (r *remote) serviceList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List services, and how they are doing", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		all := map[string]serviceModel{}
		if err := r.do(cmd.Context(), "GET", "/services", nil, &all); err != nil {
			return err
		}
		if len(all) == 0 && !r.json {
			fmt.Fprintln(r.out, "There are no services. See: commonhall config explain services")
			return nil
		}
		return r.print(all, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "NAME\tSTATE\tADDRESS\tLEADS TO")
			for _, name := range slices.Sorted(maps.Keys(all)) {
				m, address := all[name], ""
				if m.Prefix != nil {
					address = *m.Prefix
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", m.Name, m.word(), orDash(address), cmp.Or(shortCommand(m.Command), orDash(m.URL)))
			}
			for _, name := range slices.Sorted(maps.Keys(all)) {
				m := all[name]
				if m.Error != nil {
					fmt.Fprintf(w, "\n%s: %s\n", m.Name, *m.Error)
				} else if m.State != nil && m.State.Phase != "running" && m.State.End != nil {
					fmt.Fprintf(w, "\n%s, %s: %s\n", m.Name, moment(m.State.End.At), m.State.End.Text)
				}
			}
		})
	}}
}

func (r *remote) serviceRestart() *cobra.Command {
	return &cobra.Command{Use: "restart NAME", Short: "End a service that the hub runs, and start it again", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "POST", servicePath(args[0])+"/restart", nil, nil)
		}}
}

func (r *remote) serviceLog() *cobra.Command {
	return &cobra.Command{Use: "log NAME", Short: "Print the end of what a service wrote", Args: cobra.ExactArgs(1),
		Long: "log prints the end of what a service that the hub runs has written, and before that the last words of its\nrun before, where it has ended since the hub's start.",
		RunE: func(cmd *cobra.Command, args []string) error {
			var said struct{ Log, Before string }
			if err := r.do(cmd.Context(), "GET", servicePath(args[0])+"/log", nil, &said); err != nil {
				return err
			}
			if r.json {
				return r.print(map[string]string{"log": said.Log, "before": said.Before}, nil)
			}
			if said.Before != "" {
				fmt.Fprintf(plain{r.out}, "%s\n-- it ended there, and was started again --\n", strings.TrimRight(said.Before, "\n"))
			}
			fmt.Fprint(plain{r.out}, said.Log)
			return nil
		}}
}

func (r *remote) serviceToken() *cobra.Command {
	return &cobra.Command{Use: "token NAME", Short: "Show what a service calls the API with", Args: cobra.ExactArgs(1),
		Long: "token shows the API token of a service, for whoever runs it elsewhere. It is a secret: with it they may do\nwhat the service may. Root alone can ask for it.",
		RunE: func(cmd *cobra.Command, args []string) error {
			var got struct {
				Token string `json:"api_token"`
			}
			if err := r.do(cmd.Context(), "GET", servicePath(args[0])+"/token", nil, &got); err != nil {
				return err
			}
			if r.json {
				return r.print(map[string]string{"api_token": got.Token}, nil)
			}
			fmt.Fprintln(r.out, got.Token)
			return nil
		}}
}
