package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/scope"
)

// roleModel is what the API says of a role.
type roleModel struct {
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Scopes      []string `json:"scopes"`
	Origin      string   `json:"origin"`
	Users       []string `json:"users"`
	Groups      []string `json:"groups"`
	Services    []string `json:"services"`
	Created     *string  `json:"created"`
	Problem     *string  `json:"problem"`
}

// holders are who holds it, in words; nobody holds a built-in one by name.
func (m roleModel) holders() string {
	var out []string
	for _, part := range []struct {
		kind  string
		names []string
	}{{"", m.Users}, {"group ", m.Groups}, {"service ", m.Services}} {
		for _, name := range part.names {
			out = append(out, part.kind+name)
		}
	}
	switch {
	case m.Origin == string(commonhall.RoleBuiltIn):
		return map[string]string{"user": "everybody", "admin": "administrators"}[m.Name]
	case len(out) == 0:
		return "nobody"
	}
	return strings.Join(out, ", ")
}

// from is where it is changed.
func (m roleModel) from() string {
	if m.Origin == string(commonhall.RoleStored) {
		return "made here"
	}
	return m.Origin
}

func rolePath(name string) string { return "/roles/" + commonhall.PathEscape(name) }

func newRole(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "role", Short: "Say who may do what, beside administrators",
		Long: "A role is scopes with a name. People hold it, groups (whoever is in them now) and services. Those of the settings are\n" +
			"listed here and changed there. More: commonhall doc roles"})
	cmd.AddCommand(r.roleList(), r.roleShow(), r.roleAdd(), r.roleChange(), r.roleRemove(), r.roleHand("POST"), r.roleHand("DELETE"))
	return cmd
}

func (r *remote) roleList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List roles, and who holds them", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		all := []roleModel{}
		if err := r.do(cmd.Context(), "GET", "/roles", nil, &all); err != nil {
			return err
		}
		return r.print(all, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "NAME\tFROM\tHELD BY\tDESCRIPTION")
			for _, m := range all {
				said := m.Description
				if m.Problem != nil {
					said = "gives nothing: " + *m.Problem
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", m.Name, m.from(), m.holders(), oneLine(said))
			}
		})
	}}
}

func (r *remote) roleShow() *cobra.Command {
	return &cobra.Command{Use: "show ROLE", Short: "Show what a role gives, and to whom", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		var m roleModel
		if err := r.do(cmd.Context(), "GET", rolePath(args[0]), nil, &m); err != nil {
			return err
		}
		return r.printRole(m)
	}}
}

func (r *remote) printRole(m roleModel) error {
	return r.print(m, func(w *tabwriter.Writer) {
		fmt.Fprintf(w, "NAME\t%s\n", m.Name)
		if m.Description != "" {
			fmt.Fprintf(w, "DESCRIPTION\t%s\n", oneLine(m.Description))
		}
		fmt.Fprintf(w, "FROM\t%s\n", m.from())
		if m.Problem != nil {
			fmt.Fprintf(w, "GIVES NOTHING\t%s\n", oneLine(*m.Problem))
		}
		for i, sc := range m.Scopes {
			fmt.Fprintf(w, "%s\t%s\t%s\n", map[bool]string{true: "SCOPES"}[i == 0], sc, scope.Words(commonhall.Scope(sc)))
		}
		fmt.Fprintf(w, "HELD BY\t%s\n", m.holders())
	})
}

// holderFlags adds groups and services as flags; people are arguments or another flag.
func holderFlags(cmd *cobra.Command, body map[string]any) (fill func(users []string)) {
	var groups, services []string
	cmd.Flags().StringArrayVar(&groups, "group", nil, "whoever is in a group; may be given several times")
	cmd.Flags().StringArrayVar(&services, "service", nil, "a service; may be given several times")
	return func(users []string) {
		for key, names := range map[string][]string{"users": users, "groups": groups, "services": services} {
			if len(names) > 0 {
				body[key] = names
			}
		}
	}
}

func (r *remote) roleAdd() *cobra.Command {
	var users []string
	var description string
	body := map[string]any{}
	cmd := &cobra.Command{Use: "add ROLE SCOPE…", Short: "Make a role", Args: cobra.MinimumNArgs(2),
		Long: "add makes a role of scopes, such as \"servers!group=math\", and gives it to those whom the flags name.\nAll scopes: commonhall doc api"}
	fill := holderFlags(cmd, body)
	cmd.Flags().StringArrayVar(&users, "user", nil, "a person who gets it; may be given several times")
	cmd.Flags().StringVar(&description, "description", "", "what it is for")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		body["name"], body["scopes"] = args[0], args[1:]
		if description != "" {
			body["description"] = description
		}
		fill(users)
		var m roleModel
		if err := r.do(cmd.Context(), "POST", "/roles", body, &m); err != nil {
			return err
		}
		return r.printRole(m)
	}
	return cmd
}

func (r *remote) roleChange() *cobra.Command {
	var description string
	cmd := &cobra.Command{Use: "change ROLE [SCOPE…]", Short: "Give a role other scopes, in place of all that it has, or another description", Args: cobra.MinimumNArgs(1)}
	cmd.Flags().StringVar(&description, "description", "", "what it is for")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		body := map[string]any{}
		if len(args) > 1 {
			body["scopes"] = args[1:]
		}
		if cmd.Flags().Changed("description") {
			body["description"] = description
		}
		if len(body) == 0 {
			return commonhall.Errorf(commonhall.InvalidArgument, "Nothing was said that should change.").WithHint("Name all scopes that the role is to have, or a --description.")
		}
		var m roleModel
		if err := r.do(cmd.Context(), "PATCH", rolePath(args[0]), body, &m); err != nil {
			return err
		}
		return r.printRole(m)
	}
	return cmd
}

func (r *remote) roleRemove() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{Use: "remove ROLE", Short: "Remove a role; who held it may do less from then on", Args: cobra.ExactArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		if !yes {
			var m roleModel
			if err := r.do(cmd.Context(), "GET", rolePath(args[0]), nil, &m); err != nil {
				return err
			}
			if err := r.confirm(fmt.Sprintf("The role %s is removed for good. It is held by: %s.", m.Name, m.holders())); err != nil {
				return err
			}
		}
		return r.do(cmd.Context(), "DELETE", rolePath(args[0]), nil, nil)
	}}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// roleHand gives a role, or takes it back.
func (r *remote) roleHand(method string) *cobra.Command {
	cmd := &cobra.Command{Use: "grant ROLE [USER…]", Short: "Give a role to people, groups or services"}
	if method == "DELETE" {
		cmd.Use, cmd.Short = "revoke ROLE [USER…]", "Take a role back, at once"
	}
	body := map[string]any{}
	fill := holderFlags(cmd, body)
	cmd.Args = cobra.MinimumNArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if fill(args[1:]); len(body) == 0 {
			return commonhall.Errorf(commonhall.InvalidArgument, "Nobody was named.").WithHint("Name people, or a --group or --service.")
		}
		var m roleModel
		if err := r.do(cmd.Context(), method, rolePath(args[0])+"/holders", body, &m); err != nil {
			return err
		}
		return r.printRole(m)
	}
	return cmd
}
