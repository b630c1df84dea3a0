package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
)

// choiceModel is what the API says of whom an environment was chosen for.
type choiceModel struct {
	Kind        commonhall.ChoiceKind `json:"kind"`
	Name        string                `json:"name"`
	Environment string                `json:"environment"`
}

// listedModel is an environment with those for whom it was chosen.
type listedModel struct {
	environmentModel
	Users  []string `json:"users"`
	Groups []string `json:"groups"`
}

// environments returns all of them, and last those for whom none was chosen.
func (r *remote) environments(ctx context.Context) ([]listedModel, error) {
	all, choices := []listedModel{}, []choiceModel{}
	if err := r.do(ctx, "GET", "/environments", nil, &all); err != nil {
		return nil, err
	}
	if err := r.do(ctx, "GET", "/choices", nil, &choices); err != nil {
		return nil, err
	}
	none := listedModel{environmentModel: environmentModel{Name: string(commonhall.NoEnvironment), Title: "the machine's own programs alone"}, Users: []string{}, Groups: []string{}}
	for i := range all {
		all[i].Users, all[i].Groups = []string{}, []string{}
	}
	for _, c := range choices {
		to := &none
		for i := range all {
			if all[i].Name == c.Environment {
				to = &all[i]
			}
		}
		if c.Kind == commonhall.ForGroup {
			to.Groups = append(to.Groups, c.Name)
		} else {
			to.Users = append(to.Users, c.Name)
		}
	}
	if len(none.Users)+len(none.Groups) > 0 {
		all = append(all, none)
	}
	return all, nil
}

func (r *remote) printEnvironments(ctx context.Context) error {
	all, err := r.environments(ctx)
	if err != nil {
		return err
	}
	return r.print(all, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "NAME\tGENERATION\tPATH\tFOR\tTITLE")
		for _, e := range all {
			name, generation := e.Name, strconv.Itoa(e.Current)
			if e.Default {
				name += " (default)"
			}
			switch {
			case e.Name == string(commonhall.NoEnvironment):
				generation = ""
			case e.Current == 0:
				generation = "none yet"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", name, generation, e.Path, e.whom(), e.Title)
		}
	})
}

// whom says for whom an environment was chosen, a dozen of them by name.
func (e listedModel) whom() string {
	const most = 12
	var out []string
	if e.Default {
		out = append(out, "everybody else")
	}
	for _, g := range e.Groups {
		out = append(out, "group "+g)
	}
	out = append(out, e.Users...)
	if more := len(out) - most; more > 0 {
		out = append(out[:most], strconv.Itoa(more)+" more")
	}
	return strings.Join(out, ", ")
}

func (r *remote) envUse() *cobra.Command {
	var user, group string
	var everybody, not bool
	cmd := &cobra.Command{Use: "use NAME", Short: "Choose which environment servers have: of a person, of a group, of everybody else", Args: cobra.MaximumNArgs(1),
		Long: "use says which environment servers have from their next start on. What was chosen for a person wins over what was\n" +
			"chosen for a group of theirs, and that over the default one. Of several groups, the one that was made last counts.\n" +
			"Who teaches a group may change the environment that was chosen for it. NAME is none for the machine's own programs\n" +
			"alone. To take a choice back: commonhall env use --not --group GROUP",
		RunE: func(cmd *cobra.Command, args []string) error {
			path, said := "", 0
			if user != "" {
				path, said = "/choices/users/"+commonhall.PathEscape(user), said+1
			}
			if group != "" {
				path, said = "/choices/groups/"+commonhall.PathEscape(group), said+1
			}
			switch {
			case said > 1 || said > 0 && everybody:
				return commonhall.Errorf(commonhall.InvalidArgument, "Say for whom, one at a time.").WithHint("One of: --user NAME, --group GROUP, --default")
			case not && path != "" && len(args) == 0:
				return r.do(cmd.Context(), "DELETE", path, nil, nil)
			case not:
				return commonhall.Errorf(commonhall.InvalidArgument, "Say for whom the choice is taken back, and no environment.").
					WithHint("For example: commonhall env use --not --user ada. The default environment is changed by another: commonhall env use NAME --default")
			case len(args) == 0:
				return commonhall.Errorf(commonhall.InvalidArgument, "Say which environment.").WithHint("Those that there are: commonhall env list")
			case everybody:
				return r.do(cmd.Context(), "PATCH", envPath(args[0]), map[string]bool{"default": true}, nil)
			case path == "":
				return commonhall.Errorf(commonhall.InvalidArgument, "Say for whom.").WithHint("One of: --user NAME, --group GROUP, --default")
			}
			return r.do(cmd.Context(), "PUT", path, map[string]string{"environment": args[0]}, nil)
		}}
	f := cmd.Flags()
	f.StringVar(&user, "user", "", "for one person")
	f.StringVar(&group, "group", "", "for who is in a group")
	f.BoolVar(&everybody, "default", false, "for everybody for whom nobody chose another one")
	f.BoolVar(&not, "not", false, "take back what was chosen")
	return cmd
}

func (r *remote) envTitle() *cobra.Command {
	return &cobra.Command{Use: "title NAME TITLE", Short: "Call an environment something else; its name and path stay", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "PATCH", envPath(args[0]), map[string]string{"title": args[1]}, nil)
		}}
}

func (r *remote) envRemove() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{Use: "remove NAME", Short: "Remove an environment that nobody uses, for good", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := envPath(args[0])
			if !yes {
				var e environmentModel
				var drafts []draftModel
				if err := r.do(cmd.Context(), "GET", path, nil, &e); err != nil {
					return err
				}
				if err := r.do(cmd.Context(), "GET", path+"/drafts", nil, &drafts); err != nil {
					return err
				}
				what := fmt.Sprintf("The environment %s is removed for good, with its generations: %d.", e.Name, len(e.Generations))
				for _, d := range drafts {
					what += fmt.Sprintf("\nSo is what %s has changed and not published.", d.User)
				}
				if err := r.confirm(plainText(what)); err != nil {
					return err
				}
			}
			var j jobModel
			if err := r.do(cmd.Context(), "DELETE", path, nil, &j); err != nil {
				return err
			}
			return r.ended(j, r.follow(cmd.Context(), &j, j.Lines))
		}}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}
