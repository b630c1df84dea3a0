package cli

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/environment"
)

// environmentModel is what the API says of an environment.
type environmentModel struct {
	Name        string            `json:"name"`
	Title       string            `json:"title"`
	Path        string            `json:"path"`
	Current     int               `json:"current"`
	Default     bool              `json:"default"`
	Created     string            `json:"created"`
	Generations []generationModel `json:"generations,omitempty"`
}

type generationModel struct {
	Number   int                  `json:"number"`
	Base     int                  `json:"base"`
	Created  string               `json:"created"`
	By       string               `json:"by"`
	Why      string               `json:"why"`
	Kept     bool                 `json:"kept"`
	Files    int                  `json:"files"`
	Bytes    int64                `json:"bytes"`
	Forced   *string              `json:"forced"`
	Packages []commonhall.Package `json:"packages"`
}

type draftModel struct {
	User      string              `json:"user"`
	Base      int                 `json:"base"`
	Current   int                 `json:"current"`
	Empty     bool                `json:"empty"`
	Done      bool                `json:"done"`
	Published *int                `json:"published"`
	Changes   []commonhall.Change `json:"changes"`
	TakesBack []commonhall.Change `json:"takes_back"`
}

type jobModel struct {
	ID          string                `json:"id"`
	Kind        string                `json:"kind"`
	Environment string                `json:"environment"`
	By          string                `json:"by"`
	Started     string                `json:"started"`
	Ended       *string               `json:"ended"`
	Lines       []string              `json:"lines"`
	Next        int                   `json:"next"`
	Findings    []environment.Finding `json:"findings"`
	Generation  *int                  `json:"generation"`
	Error       *struct {
		Message string `json:"message"`
		Hint    string `json:"hint"`
	} `json:"error"`
}

func newEnv(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "env", Short: "The class's software: look, try, publish, go back",
		Long: "An environment is a tree of software that every server sees at /env/NAME. Whoever may change it installs in a\n" +
			"terminal or a notebook of their own server, which has a draft; publish makes a generation of the draft that\n" +
			"every server has from its next start on, and rollback takes that back."})
	cmd.AddCommand(r.envList(), r.envDiff(), r.envTry(), r.envPublish(), r.envDiscard(), r.envRestore(), r.envRollback(), r.envBuild(), r.envTake(), r.envUse(), r.envTitle(), r.envRemove())
	return cmd
}

func envPath(name string) string { return "/environments/" + url.PathEscape(name) }

// theEnvironment returns the name of the one that is meant: given, or the default one.
func (r *remote) theEnvironment(ctx context.Context, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	var all []environmentModel
	if err := r.do(ctx, "GET", "/environments", nil, &all); err != nil {
		return "", err
	}
	for _, e := range all {
		if e.Default {
			return e.Name, nil
		}
	}
	return "", commonhall.Errorf(commonhall.NotFound, "There is no environment yet.").WithHint("Make one with: commonhall env build NAME")
}

// envFlag adds the flag that names an environment.
func envFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "env", "", "which environment (default: the one that everybody has)")
}

// draftFlags add those that name a draft.
func draftFlags(cmd *cobra.Command, name, user *string) {
	envFlag(cmd, name)
	cmd.Flags().StringVar(user, "user", "", "whose draft (default: the only one there is)")
}

// draftPath returns the path of the draft that is meant: of the person named, or the
// only one in which something was changed.
func (r *remote) draftPath(ctx context.Context, name, user string) (string, error) {
	name, err := r.theEnvironment(ctx, name)
	if err != nil {
		return "", err
	}
	path := envPath(name) + "/drafts"
	if user == "" {
		var drafts []draftModel
		if err := r.do(ctx, "GET", path, nil, &drafts); err != nil {
			return "", err
		}
		switch len(drafts) {
		case 0:
			return "", commonhall.Errorf(commonhall.NotFound, "Nobody has changed anything in a draft of the environment %s.", name).
				WithHint("Somebody who may change it installs something in a terminal or a notebook of their server first.")
		case 1:
			user = drafts[0].User
		default:
			var who []string
			for _, d := range drafts {
				who = append(who, d.User)
			}
			return "", commonhall.Errorf(commonhall.InvalidArgument, "Several people have a draft of the environment %s: %s.", name, strings.Join(who, ", ")).
				WithHint("Say whose: --user NAME")
		}
	}
	return path + "/" + url.PathEscape(user), nil
}

func (r *remote) envList() *cobra.Command {
	return &cobra.Command{Use: "list [NAME]", Short: "List the environments, or the generations of one", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return r.printEnvironments(cmd.Context())
			}
			var e environmentModel
			if err := r.do(cmd.Context(), "GET", envPath(args[0]), nil, &e); err != nil {
				return err
			}
			return r.print(e, func(w *tabwriter.Writer) {
				fmt.Fprintln(w, "GENERATION\tWHEN\tBY\tPACKAGES\tSIZE\tWHY")
				for _, g := range e.Generations {
					mark := ""
					if g.Number == e.Current {
						mark = " (current)"
					}
					size := commonhall.FormatBytes(g.Bytes)
					if !g.Kept {
						size = "removed"
					}
					fmt.Fprintf(w, "%d%s\t%s\t%s\t%d\t%s\t%s\n", g.Number, mark, when(&g.Created), g.By, len(g.Packages), size, g.Why)
				}
			})
		}}
}

func (r *remote) envDiff() *cobra.Command {
	var name, user string
	cmd := &cobra.Command{Use: "diff", Short: "Show what a draft changes", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := r.draftPath(cmd.Context(), name, user)
			if err != nil {
				return err
			}
			var d draftModel
			if err := r.do(cmd.Context(), "GET", path, nil, &d); err != nil {
				return err
			}
			return r.print(d, func(w *tabwriter.Writer) { printDraft(w, d) })
		}}
	draftFlags(cmd, &name, &user)
	return cmd
}

func printDraft(w *tabwriter.Writer, d draftModel) {
	fmt.Fprintf(w, "The draft of %s, on top of generation %d:\n", d.User, d.Base)
	switch {
	case d.Empty:
		fmt.Fprintln(w, "  nothing was changed")
	case len(d.Changes) == 0:
		fmt.Fprintln(w, "  files were changed, but no package")
	}
	for _, c := range d.Changes {
		fmt.Fprintln(w, "  "+environment.InWords([]commonhall.Change{c}))
	}
	if d.Done {
		fmt.Fprintf(w, "All of it is in generation %d.\n", *d.Published)
	}
	if d.TakesBack != nil {
		fmt.Fprintf(w, "Generation %d was published meanwhile. Against that one, publishing the draft would mean: %s.\n", d.Current, environment.InWords(d.TakesBack))
	}
}

func (r *remote) envTry() *cobra.Command {
	var name, user string
	cmd := &cobra.Command{Use: "try", Short: "Check a draft: does the app start, do kernels compute, do packages fit together", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := r.draftPath(cmd.Context(), name, user)
			if err != nil {
				return err
			}
			return r.begin(cmd.Context(), path+"/try", nil)
		}}
	draftFlags(cmd, &name, &user)
	return cmd
}

func (r *remote) envPublish() *cobra.Command {
	var name, user, why string
	var over int
	var force bool
	cmd := &cobra.Command{Use: "publish", Short: "Make a generation of a draft: every server has it from its next start on", Args: cobra.NoArgs,
		Long: "publish copies a draft, checks the copy as try does, and makes it the current generation. Servers that run keep\n" +
			"what they have until they restart; their people are told. What the checks refuse changes nothing for anybody.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := r.draftPath(cmd.Context(), name, user)
			if err != nil {
				return err
			}
			return r.begin(cmd.Context(), path+"/publish", map[string]any{"why": why, "over": over, "force": force})
		}}
	draftFlags(cmd, &name, &user)
	cmd.Flags().StringVar(&why, "why", "", "a sentence for those who look at the generations later")
	cmd.Flags().IntVar(&over, "over", 0, "the current generation, which was published after the draft was begun and is taken back")
	cmd.Flags().BoolVar(&force, "force", false, "publish whatever the checks find")
	return cmd
}

func (r *remote) envDiscard() *cobra.Command {
	var name, user string
	cmd := &cobra.Command{Use: "discard", Short: "Throw a draft away; it can be had back for two weeks", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := r.draftPath(cmd.Context(), name, user)
			if err != nil {
				return err
			}
			if err := r.do(cmd.Context(), "DELETE", path, nil, nil); err != nil {
				return err
			}
			fmt.Fprintln(r.err, "The draft is discarded; a server that has it keeps it until it restarts. Back with: commonhall env restore --user NAME")
			return nil
		}}
	draftFlags(cmd, &name, &user)
	return cmd
}

func (r *remote) envRestore() *cobra.Command {
	var name, user string
	cmd := &cobra.Command{Use: "restore --user NAME", Short: "Give somebody their discarded draft back", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			name, err := r.theEnvironment(cmd.Context(), name)
			if err != nil {
				return err
			}
			if err := r.do(cmd.Context(), "POST", envPath(name)+"/drafts/"+url.PathEscape(user)+"/restore", nil, nil); err != nil {
				return err
			}
			fmt.Fprintln(r.err, "The draft is back; a server has it from its next start on.")
			return nil
		}}
	envFlag(cmd, &name)
	cmd.Flags().StringVar(&user, "user", "", "whose draft")
	_ = cmd.MarkFlagRequired("user")
	return cmd
}

func (r *remote) envRollback() *cobra.Command {
	var name string
	cmd := &cobra.Command{Use: "rollback [GENERATION]", Short: "Make an earlier generation the current one: the one before, if none is named", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := r.theEnvironment(cmd.Context(), name)
			if err != nil {
				return err
			}
			number := 0
			if len(args) == 1 {
				if number, err = strconv.Atoi(args[0]); err != nil || number < 1 {
					return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the number of a generation.", args[0]).WithHint("List them with: commonhall env list " + name)
				}
			}
			var now struct {
				Current int `json:"current"`
			}
			if err := r.do(cmd.Context(), "POST", envPath(name)+"/rollback", map[string]int{"generation": number}, &now); err != nil {
				return err
			}
			return r.print(now, func(w *tabwriter.Writer) {
				fmt.Fprintf(w, "Generation %d of %s is current: servers have it from their next start on.\n", now.Current, name)
			})
		}}
	envFlag(cmd, &name)
	return cmd
}
