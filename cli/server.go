package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
)

// serverModel is what the API says of a server.
type serverModel struct {
	App       string  `json:"app"`
	Ready     bool    `json:"ready"`
	Stopped   bool    `json:"stopped"`
	Pending   *string `json:"pending"`
	Started   *string `json:"started"`
	URL       string  `json:"url"`
	EndReason string  `json:"end_reason"`
	IdleSince *string `json:"idle_since"`
	StopsAt   *string `json:"stops_at"` // nil: not soon
	End       struct {
		Log string `json:"log"`
	} `json:"end"`
	Limits struct {
		Memory *int64   `json:"memory"` // nil for none
		CPU    *float64 `json:"cpu"`
	} `json:"limits"`
	Usage struct {
		Memory int64   `json:"memory"`
		CPU    float64 `json:"cpu"`
		PIDs   int     `json:"pids"`
	} `json:"usage"`
}

func (m serverModel) word() string {
	switch {
	case m.Ready:
		return "running"
	case m.Pending != nil && *m.Pending == "spawn":
		return "starting"
	case m.Pending != nil:
		return "stopping"
	}
	return "stopped"
}

func newServer(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "server", Short: "Start, stop and list people's servers"})
	cmd.AddCommand(r.serverStart(), r.serverStop(), r.serverRemove(), r.serverList(), r.endAll())
	return cmd
}

func (r *remote) serverStart() *cobra.Command {
	var appName string
	var wait bool
	var options []string
	manners := map[string]string{"without-draft": "with what everybody has, where their draft of the software keeps it from starting",
		"without-own": "set aside what they have installed for themselves; nothing is deleted", "with-own": "bring back what was set aside last"}
	cmd := &cobra.Command{Use: "start NAME[/SERVER]", Short: "Start somebody's server", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			answers, err := answersOf(options)
			if err != nil {
				return err
			}
			body := map[string]any{"app": appName, "user_options": answers}
			for manner := range manners {
				if on, _ := cmd.Flags().GetBool(manner); on {
					body["manner"] = manner
				}
			}
			resp, err := r.send(cmd.Context(), "POST", serverPath(args[0]), body)
			if err != nil {
				return r.withLog(cmd.Context(), args[0], err)
			}
			resp.Body.Close()
			if wait && resp.StatusCode == http.StatusAccepted {
				return r.waitReady(cmd.Context(), args[0])
			}
			return nil
		}}
	cmd.Flags().StringVar(&appName, "app", "", "which app it runs (default: the first that the machine has)")
	cmd.Flags().StringArrayVar(&options, "option", nil, "an answer to what the settings ask of a start, as `NAME=VALUE`; may be given several times")
	cmd.Flags().BoolVar(&wait, "wait", false, "wait until it is ready, however long that takes")
	for manner, help := range manners {
		cmd.Flags().Bool(manner, false, help)
	}
	cmd.MarkFlagsMutuallyExclusive(slices.Collect(maps.Keys(manners))...)
	return cmd
}

// answersOf reads options of a start; nil where there are none, and the server starts as the
// hub knows it.
func answersOf(options []string) (map[string]string, error) {
	var out map[string]string
	for _, o := range options {
		name, value, ok := strings.Cut(o, "=")
		if _, twice := out[name]; !ok || name == "" || twice {
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "%q is no option.", o).WithHint("Write each once, as --option size=large.")
		}
		if out == nil {
			out = map[string]string{}
		}
		out[name] = value
	}
	return out, nil
}

// waitReady waits for a start that takes longer than the API waits.
func (r *remote) waitReady(ctx context.Context, name string) error {
	for {
		var m serverModel
		if err := r.do(ctx, "GET", serverPath(name), nil, &m); err != nil {
			return err
		}
		switch {
		case m.Ready:
			return nil
		case m.Stopped:
			return m.withLog(commonhall.Errorf(commonhall.Internal, "%s", m.EndReason))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// withLog adds to a failed start what its program wrote; other errors stay as
// they are.
func (r *remote) withLog(ctx context.Context, name string, err error) error {
	var e *commonhall.Error
	var m serverModel
	if !errors.As(err, &e) || e.Kind != commonhall.Internal || r.do(ctx, "GET", serverPath(name), nil, &m) != nil || !m.Stopped {
		return err
	}
	return m.withLog(e)
}

func (m serverModel) withLog(e *commonhall.Error) error {
	if log := strings.TrimSpace(m.End.Log); log != "" {
		e.Hint = "The end of its log:\n" + log
	}
	return e
}

func (r *remote) serverStop() *cobra.Command {
	var group string
	var all, yes bool
	cmd := &cobra.Command{Use: "stop NAME[/SERVER]... | --group GROUP | --all", Short: "Stop people's servers, or everybody's",
		Args: func(_ *cobra.Command, args []string) error {
			if ways := [...]bool{len(args) > 0, group != "", all}; ways != [...]bool{true, false, false} && ways != [...]bool{false, true, false} && ways != [...]bool{false, false, true} {
				return errors.New("it takes names, or --group, or --all")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, names []string) error {
			if all {
				return r.stopAll(cmd.Context(), yes)
			}
			if group != "" {
				var g groupModel
				if err := r.do(cmd.Context(), "GET", groupPath(group), nil, &g); err != nil {
					return err
				}
				var err error
				if names, err = r.running(cmd.Context(), g.Users); err != nil {
					return err
				}
			}
			return r.stopEach(cmd.Context(), names, false)
		}}
	cmd.Flags().StringVar(&group, "group", "", "stop those of everybody in a group")
	cmd.Flags().BoolVar(&all, "all", false, "stop every server that runs; programs in them end, files stay")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

func (r *remote) serverRemove() *cobra.Command {
	return &cobra.Command{Use: "remove NAME/SERVER...", Short: "Stop and forget servers that people have beside their default one", Long: "Stops a server that somebody has beside their default one, and forgets its name and what was asked of it.\nNo file is deleted: all servers of a person see the same home.",
		Args: cobra.MinimumNArgs(1), RunE: func(cmd *cobra.Command, names []string) error {
			for _, name := range names {
				if user, server, _ := strings.Cut(name, "/"); server == "" {
					return commonhall.Errorf(commonhall.InvalidArgument, "The default server of %s cannot be removed.", user).
						WithHint("To stop it: commonhall server stop " + user + ". Another is named behind the person, as ada/thesis.")
				}
			}
			return r.stopEach(cmd.Context(), names, true)
		}}
}

// serverPath is where the API has a server: ada for the default one, ada/lab for another.
func serverPath(name string) string {
	user, server, named := strings.Cut(name, "/")
	if !named {
		return userPath(user) + "/server"
	}
	return userPath(user) + "/servers/" + url.PathEscape(server)
}

// running returns the servers of people that are not stopped.
func (r *remote) running(ctx context.Context, people []string) (names []string, err error) {
	for _, name := range people {
		var u userModel
		if err := r.do(ctx, "GET", userPath(name), nil, &u); err != nil {
			return nil, err
		}
		names = append(names, u.serverNames()...)
	}
	return names, nil
}

// serverNames are what people type for the servers of somebody that are not stopped.
func (u userModel) serverNames() (out []string) {
	for _, server := range slices.Sorted(maps.Keys(u.Servers)) {
		out = append(out, strings.TrimSuffix(u.Name+"/"+server, "/"))
	}
	return out
}

// stopEach stops servers side by side, or removes them, and says of which it could not.
func (r *remote) stopEach(ctx context.Context, names []string, remove bool) error {
	errs := make([]error, len(names))
	var work sync.WaitGroup
	slots := make(chan struct{}, 8)
	for i, name := range names {
		work.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			each := *r
			errs[i] = each.stop(ctx, name, remove)
		})
	}
	work.Wait()
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(errs) < 2 {
		return errors.Join(errs...)
	}
	return commonhall.Errorf(commonhall.KindOf(errs[0]), "%s", errors.Join(errs...).Error())
}

func (r *remote) stop(ctx context.Context, name string, remove bool) error {
	var body any
	if remove {
		body = map[string]bool{"remove": true}
	}
	for {
		resp, err := r.send(ctx, "DELETE", serverPath(name), body)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusAccepted {
			return nil
		}
		// It stops, and is not removed before it has.
		if err := r.waitStopped(ctx, name); err != nil || !remove {
			return err
		}
	}
}

func (r *remote) stopAll(ctx context.Context, yes bool) error {
	var st struct{ Running, Used int }
	if err := r.do(ctx, "GET", "/status", nil, &st); err != nil {
		return err
	}
	if !yes && st.Running > 0 {
		if err := r.confirm(fmt.Sprintf("This stops all %d servers that run, of which %d were used in the last ten minutes. What is not saved is lost.", st.Running, st.Used)); err != nil {
			return err
		}
	}
	var done struct {
		Stopped []string          `json:"stopped"`
		Left    map[string]string `json:"left"`
	}
	if err := r.do(ctx, "DELETE", "/servers", nil, &done); err != nil {
		return err
	}
	err := r.print(done, func(w *tabwriter.Writer) {
		fmt.Fprintf(w, "%d servers were stopped.\n", len(done.Stopped))
		for name, why := range done.Left {
			fmt.Fprintf(w, "%s\t%s\n", name, why)
		}
	})
	if err == nil && len(done.Left) > 0 {
		return commonhall.Errorf(commonhall.Unavailable, "%d servers could not be stopped.", len(done.Left)).WithHint("Try again in a moment.")
	}
	return err
}

// waitStopped waits for a stop that takes longer than the API waits.
func (r *remote) waitStopped(ctx context.Context, name string) error {
	for {
		var m serverModel
		switch err := r.do(ctx, "GET", serverPath(name), nil, &m); {
		case err != nil:
			return err
		case m.Ready:
			return commonhall.Errorf(commonhall.Unavailable, "The server of %s could not be stopped.", name).WithHint("Try again in a moment.")
		case m.Stopped:
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (r *remote) serverList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List the servers that run", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		var users []userModel
		q := url.Values{"state": {"active"}, "sort": {"name"}, "limit": {"200"}}
		if err := r.do(cmd.Context(), "GET", "/users?"+q.Encode(), nil, &users); err != nil {
			return err
		}
		return r.print(users, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "NAME\tAPP\tSTATE\tMEMORY\tCPU\tPROCESSES\tSTARTED\tLAST USED\tSTOPS")
			for _, u := range users {
				for _, name := range u.serverNames() {
					_, server, _ := strings.Cut(name, "/")
					u.Servers[server].row(w, name)
				}
			}
		})
	}}
}

// row is the server's line of a list.
func (m serverModel) row(w io.Writer, name string) {
	memory, cpu := commonhall.FormatBytes(m.Usage.Memory), fmt.Sprintf("%.1f", m.Usage.CPU)
	if most := m.Limits.Memory; most != nil {
		memory += " of " + commonhall.FormatBytes(*most)
	}
	if most := m.Limits.CPU; most != nil {
		cpu += fmt.Sprintf(" of %g", *most)
	}
	used, stops := "", ""
	if m.IdleSince != nil {
		used = when(m.IdleSince)
	}
	if m.StopsAt != nil {
		stops = when(m.StopsAt)
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", name, m.App, m.word(), memory, cpu, m.Usage.PIDs, when(m.Started), used, stops)
}
