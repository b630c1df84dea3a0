package cli

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
)

// groupModel is what the API says of a group.
type groupModel struct {
	Name       string         `json:"name"`
	GID        int            `json:"gid"`
	Users      []string       `json:"users"`
	Teachers   []string       `json:"teachers"`
	Properties map[string]any `json:"properties"`
	Created    *string        `json:"created"`
}

func groupPath(name string) string { return "/groups/" + commonhall.PathEscape(name) }

func newGroup(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "group", Short: "Make classes of people, and say who teaches them"})
	cmd.AddCommand(r.groupList(), r.groupShow(), r.groupAdd(), r.groupRemove(), r.groupJoin(), r.groupLeave(), r.groupTeacher())
	return cmd
}

func (r *remote) groupList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List groups", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		all := []groupModel{}
		for offset := 0; ; offset += 200 {
			var page []groupModel
			q := url.Values{"offset": {strconv.Itoa(offset)}, "limit": {"200"}}
			if err := r.do(cmd.Context(), "GET", "/groups?"+q.Encode(), nil, &page); err != nil {
				return err
			}
			all = append(all, page...)
			if len(page) < 200 {
				break
			}
		}
		return r.print(all, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "NAME\tPEOPLE\tTEACHERS")
			for _, g := range all {
				fmt.Fprintf(w, "%s\t%d\t%s\n", g.Name, len(g.Users), strings.Join(g.Teachers, " "))
			}
		})
	}}
}

func (r *remote) groupShow() *cobra.Command {
	return &cobra.Command{Use: "show GROUP", Short: "Show who is in a group", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		var g groupModel
		if err := r.do(cmd.Context(), "GET", groupPath(args[0]), nil, &g); err != nil {
			return err
		}
		return r.printGroup(g)
	}}
}

func (r *remote) printGroup(g groupModel) error {
	return r.print(g, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "NAME\tROLE")
		for _, u := range g.Users {
			role := ""
			if slices.Contains(g.Teachers, u) {
				role = "teacher"
			}
			fmt.Fprintf(w, "%s\t%s\n", u, role)
		}
	})
}

func (r *remote) groupAdd() *cobra.Command {
	return &cobra.Command{Use: "add GROUP…", Short: "Make groups, which begin empty", Args: cobra.MinimumNArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		var added []groupModel
		if err := r.do(cmd.Context(), "POST", "/groups", map[string]any{"groups": args}, &added); err != nil {
			return err
		}
		return r.print(added, func(w *tabwriter.Writer) {
			for _, g := range added {
				fmt.Fprintln(w, g.Name)
			}
		})
	}}
}

func (r *remote) groupRemove() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{Use: "remove GROUP", Short: "Remove a group, for good; its people stay", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		if !yes {
			var g groupModel
			if err := r.do(cmd.Context(), "GET", groupPath(args[0]), nil, &g); err != nil {
				return err
			}
			if err := r.confirm(fmt.Sprintf("The group %s is removed for good. People who are in it: %d. They stay, with their files.", g.Name, len(g.Users))); err != nil {
				return err
			}
		}
		return r.do(cmd.Context(), "DELETE", groupPath(args[0]), nil, nil)
	}}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// changes makes a command that sends people to a part of a group.
func (r *remote) changes(cmd *cobra.Command, method func() string, part string) *cobra.Command {
	cmd.Args = cobra.MinimumNArgs(2)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var g groupModel
		if err := r.do(cmd.Context(), method(), groupPath(args[0])+part, map[string]any{"users": args[1:]}, &g); err != nil {
			return err
		}
		if method() == "DELETE" {
			r.stillShown(cmd.Context(), args[1:])
		}
		return r.printGroup(g)
	}
	return cmd
}

// stillShown says whose servers show what they showed when they started, which is more
// than their people may see by now.
func (r *remote) stillShown(ctx context.Context, people []string) {
	for _, name := range people {
		var u userModel
		if err := r.do(ctx, "GET", userPath(name), nil, &u); err == nil && len(u.Servers) > 0 {
			fmt.Fprintf(r.err, "The server of %s shows the folders as before until it is stopped: commonhall server stop %s\n", u.Name, u.Name)
		}
	}
}

func (r *remote) groupJoin() *cobra.Command {
	return r.changes(&cobra.Command{Use: "join GROUP USER…", Short: "Put people into a group"}, func() string { return "POST" }, "/users")
}

func (r *remote) groupLeave() *cobra.Command {
	return r.changes(&cobra.Command{Use: "leave GROUP USER…", Short: "Take people out of a group"}, func() string { return "DELETE" }, "/users")
}

func (r *remote) groupTeacher() *cobra.Command {
	var not bool
	cmd := r.changes(&cobra.Command{Use: "teacher GROUP USER…", Short: "Say who teaches a group, and so is in it"}, func() string {
		if not {
			return "DELETE"
		}
		return "POST"
	}, "/teachers")
	cmd.Flags().BoolVar(&not, "not", false, "they teach it no longer, and stay in it")
	return cmd
}
