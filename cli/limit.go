package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
)

// givenModel is what the API says of a limit that somebody was given.
type givenModel struct {
	Kind  commonhall.ChoiceKind `json:"kind"`
	Name  string                `json:"name"`
	Limit string                `json:"limit"`
	Value any                   `json:"value"` // a number, or a word
	Words string                `json:"words"`
}

// heldModel is what the API says of a limit that holds for somebody.
type heldModel struct {
	Limit   string  `json:"limit"`
	Value   any     `json:"value"` // a number, or a word; nil for none
	Words   string  `json:"words"`
	Origin  string  `json:"origin"`
	Group   *string `json:"group"`
	Why     string  `json:"why"`
	Running *struct {
		Value any    `json:"value"`
		Words string `json:"words"`
	} `json:"running"`
	InUse  string `json:"in_use"` // of the disk, or why its limit is not held
	Unheld string `json:"unheld"`
}

// limitsDone is what became of servers that run.
type limitsDone struct {
	Same    bool                `json:"same"`
	Changed []string            `json:"changed"`
	Later   []string            `json:"later"`
	Left    map[string]string   `json:"left"`
	Waiting map[string][]string `json:"waiting"`
	Notice  string              `json:"notice"`
}

func newLimit(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "limit", Short: "Say what people's servers may use"})
	cmd.AddCommand(r.limitList(), r.limitSet(), r.limitUnset(), r.limitNear())
	return cmd
}

func (r *remote) limitList() *cobra.Command {
	var user, app string
	var everybody bool
	cmd := &cobra.Command{Use: "list", Short: "List who was given which limits, or what one person's servers may use and why", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if user != "" {
				return r.printHeld(cmd.Context(), user, app)
			}
			if everybody {
				return r.printEverybodys(cmd.Context())
			}
			all := []givenModel{}
			if err := r.do(cmd.Context(), "GET", "/limits", nil, &all); err != nil {
				return err
			}
			return r.print(all, func(w *tabwriter.Writer) {
				fmt.Fprintln(w, "FOR\tNAME\tLIMIT\tVALUE")
				for _, g := range all {
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", g.Kind, g.Name, g.Limit, g.Words)
				}
			})
		}}
	cmd.Flags().BoolVar(&everybody, "everybody", false, "what whoever was given nothing has")
	cmd.Flags().StringVar(&user, "user", "", "what servers of one person may use, and why")
	cmd.Flags().StringVar(&app, "app", "", "with this app (default: the one of last time)")
	return cmd
}

func (r *remote) printHeld(ctx context.Context, user, app string) error {
	all := []heldModel{}
	path := userPath(user) + "/limits"
	if app != "" {
		path += "?app=" + commonhall.PathEscape(app)
	}
	if err := r.do(ctx, "GET", path, nil, &all); err != nil {
		return err
	}
	return r.print(all, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "LIMIT\tVALUE\tWHY")
		for _, h := range all {
			why := h.Why
			if h.Running != nil && h.Running.Value != h.Value {
				why += " The server that runs has " + h.Running.Words + " until its next start."
			}
			if h.InUse != "" {
				why += " In use: " + h.InUse + "."
			} else if h.Unheld != "" && h.Value != nil {
				why += " " + h.Unheld
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", h.Limit, h.Words, why)
		}
	})
}

func (r *remote) limitSet() *cobra.Command {
	return r.limitChange(&cobra.Command{Use: "set LIMIT=VALUE...", Short: "Give a person's or a group's servers limits of their own", Args: cobra.MinimumNArgs(1),
		Long: "set gives servers of a person, or of everybody in a group, other limits than the settings have: memory=4G cpu=2 pids=512,\n" +
			"one of them or several. They count from each server's next start on; with --now those named also for servers that run. What was\n" +
			"set for a person wins over what was set for a group of theirs, that over the app's in the settings, and that over what\n" +
			"everybody has. Of several groups, the one that gives most counts. The most that may be given is what the machine has,\n" +
			"or servers.max_memory and the like in the settings. Further limits are memory_soft (from there on the system takes back what\n" +
			"it can), cpu_weight (200 gets twice what others get who wait for CPU), bandwidth (bytes a second, such as 2M, each way), and from\n" +
			"the next start on alone files (open ones of each process), tmp (room in /tmp) and network (internet or none), and io_weight (200\n" +
			"gets twice what others get who wait for the same disk). What a server is to have in any case are memory_guarantee and\n" +
			"cpu_guarantee: a start for which there is no room is refused.\n" +
			"disk is how much a person may keep in their home, and with --group the folders of the group\n" +
			"as well: it is the account's, and what is there already stays, though it is more.\n" +
			"idle_stop and max_age say when servers are stopped by themselves: so long after their last use, and so long after\n" +
			"their start, used or not: 45m, 12h or never. They count at once, and whoever has the server is told before."},
		func(args []string) (map[string]any, error) {
			out := map[string]any{}
			for _, a := range args {
				name, value, ok := strings.Cut(a, "=")
				if _, twice := out[name]; !ok || value == "" || twice {
					return nil, commonhall.Errorf(commonhall.InvalidArgument, "%q does not say which limit has which value, or says it twice.", a).WithHint("For example: memory=4G cpu=2")
				}
				out[name] = value
			}
			return out, nil
		})
}

func (r *remote) limitUnset() *cobra.Command {
	return r.limitChange(&cobra.Command{Use: "unset LIMIT...", Short: "Take limits back that a person or a group was given", Args: cobra.MinimumNArgs(1),
		ValidArgs: []string{"memory", "memory_soft", "memory_guarantee", "cpu", "cpu_weight", "cpu_guarantee", "pids", "files", "tmp", "io_weight", "network", "bandwidth", "disk", "idle_stop", "max_age"}},
		func(args []string) (map[string]any, error) {
			out := map[string]any{}
			for _, a := range args {
				out[a] = nil
			}
			return out, nil
		})
}

// limitChange makes a command of cmd that sends what its words mean.
func (r *remote) limitChange(cmd *cobra.Command, read func([]string) (map[string]any, error)) *cobra.Command {
	var user, group, taught string
	var now, force, all bool
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		limits, err := read(args)
		if err != nil {
			return err
		}
		path := "/limits/users/" + commonhall.PathEscape(user)
		if force && !now {
			return commonhall.Errorf(commonhall.InvalidArgument, "--force is about servers that run, so it wants --now.")
		}
		if taught != "" && user+group == "" && !all && !now {
			return r.doAndTell(cmd.Context(), "/groups/"+commonhall.PathEscape(taught)+"/times", limits)
		}
		switch {
		case taught != "":
			return commonhall.Errorf(commonhall.InvalidArgument, "--taught is about a group alone, and about times, which count at once.")
		case all && user == "" && group == "":
			path = "/limits/all"
		case all || (user == "") == (group == ""):
			return commonhall.Errorf(commonhall.InvalidArgument, "Say for whom, one at a time.").WithHint("One of: --user NAME, --group GROUP, --everybody. --everybody is in the place of what the settings say.")
		case group != "":
			path = "/limits/groups/" + commonhall.PathEscape(group)
		}
		var done limitsDone
		if err := r.do(cmd.Context(), "PATCH", path, map[string]any{"limits": limits, "now": now, "force": force}, &done); err != nil {
			return err
		}
		return r.tellLimits(limits, done)
	}
	f := cmd.Flags()
	f.StringVar(&user, "user", "", "for one person")
	f.StringVar(&group, "group", "", "for everybody in a group")
	f.BoolVar(&all, "everybody", false, "for whoever was given nothing, in the place of what the settings say")
	f.StringVar(&taught, "taught", "", "for everybody in a group, as who teaches it decides: idle_stop and max_age")
	f.BoolVar(&now, "now", false, "also for servers that run")
	f.BoolVar(&force, "force", false, "also for a server that uses more memory than it would have: programs in it are ended")
	return cmd
}

// doAndTell sends times as teachers decide them, and says that they count.
func (r *remote) doAndTell(ctx context.Context, path string, times map[string]any) error {
	all := []map[string]any{}
	if err := r.do(ctx, "PATCH", path, times, &all); err != nil {
		return err
	}
	return r.print(all, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "Done. It counts at once; whose server is stopped by it is told before.")
	})
}

// tellLimits says what became of servers that run; one that was to change and did not is
// an error, although the limit is set.
func (r *remote) tellLimits(limits map[string]any, done limitsDone) error {
	if err := r.print(done, func(w *tabwriter.Writer) {
		if len(done.Changed) > 0 {
			fmt.Fprintf(w, "Done, also for the servers that run: %s.\n", strings.Join(done.Changed, ", "))
		} else if !done.Same && allLive(limits) {
			fmt.Fprintln(w, "Done. It counts at once; whose server is stopped by it is told before.")
		} else if done.Same {
			fmt.Fprintln(w, "Nothing changes: it was so already.")
		} else {
			fmt.Fprintln(w, "Done. It counts from each server's next start on.")
		}
		if len(done.Waiting) > 0 {
			fmt.Fprintf(w, "What goes on waiting for the next start: %s.\n", plainText(waitingWords(done.Waiting)))
		}
		if done.Notice != "" {
			fmt.Fprintln(w, plainText(done.Notice))
		}
		all := slices.Collect(maps.Keys(limits))
		switch {
		case len(done.Later) == 0:
		case slices.ContainsFunc(all, func(name string) bool { return !isOfStart(name) }):
			fmt.Fprintf(w, "These run with what they had: %s. With --now they have it at once.\n", strings.Join(done.Later, ", "))
		default:
			fmt.Fprintf(w, "These run with what they had, until they are stopped: %s.\n", strings.Join(done.Later, ", "))
		}
		if slices.ContainsFunc(all, isOfStart) && len(done.Later)+len(done.Waiting) > 0 {
			fmt.Fprintln(w, "Stop them with: commonhall server stop NAME..., or all of a group with --group")
		}
	}); err != nil || len(done.Left) == 0 {
		return err
	}
	var why []string
	for _, name := range slices.Sorted(maps.Keys(done.Left)) {
		why = append(why, done.Left[name])
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "%s", plainText(strings.Join(why, "\n")))
}

// waitingWords say which limits wait for the next start of whose server.
func waitingWords(all map[string][]string) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := name + " of " + strings.Join(all[name], ", ")
		if isOfStart(name) {
			text += " (as always)"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// isOfStart reports whether a limit counts from a server's start on, also with --now.
func isOfStart(name string) bool { return name == "files" || name == "tmp" || name == "network" }

// allLive reports whether these limits count at once in any case.
func allLive(limits map[string]any) bool {
	for name := range limits {
		if name != "idle_stop" && name != "max_age" {
			return false
		}
	}
	return true
}
