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
)

// userModel is what the API says of a person.
type userModel struct {
	Name         string                 `json:"name"`
	Admin        bool                   `json:"admin"`
	Suspended    bool                   `json:"suspended"`
	HasPassword  bool                   `json:"has_password"`
	Created      string                 `json:"created"`
	LastActivity *string                `json:"last_activity"`
	Servers      map[string]serverModel `json:"servers"`
}

func userPath(name string) string { return "/users/" + commonhall.PathEscape(name) }

func newUser(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	cmd := r.flags(&cobra.Command{Use: "user", Short: "Add, list and remove people, and decide who gets in"})
	cmd.AddCommand(r.userAdd(), r.userList(), r.userRemove(), r.userPasswd(), r.userSuspend(), r.userResume(), r.userRestore(), r.userAdopt(), r.userWays(), r.userLink(), r.userUnlink())
	return cmd
}

func (r *remote) userAdd() *cobra.Command {
	var admin, invite bool
	cmd := &cobra.Command{Use: "add NAME…", Short: "Add people to the list of those who may sign in", Args: cobra.MinimumNArgs(1),
		Long: "add puts people on the list. Where first use is by invitation (the default on a server), and for\n" +
			"administrators everywhere, it prints a link for each, with which they choose a password, once.",
		RunE: func(cmd *cobra.Command, names []string) error {
			ctx := cmd.Context()
			var added []userModel
			err := r.do(ctx, "POST", "/users", map[string]any{"usernames": names, "admin": admin}, &added)
			if err != nil {
				return err
			}
			links := map[string]string{}
			var st struct {
				FirstUse string `json:"first_use"`
			}
			if err := r.do(ctx, "GET", "/status", nil, &st); err != nil {
				return err
			}
			if invite || admin || st.FirstUse == "invited" {
				for _, u := range added {
					if links[u.Name], err = r.invitation(ctx, u.Name); err != nil {
						return err
					}
				}
			}
			if !r.json {
				fmt.Fprintln(r.err, nextStep(links))
			}
			return r.print(map[string]any{"added": added, "invitations": links}, func(w *tabwriter.Writer) {
				for _, u := range added {
					fmt.Fprintln(w, strings.TrimSpace(u.Name+"\t"+links[u.Name]))
				}
			})
		}}
	cmd.Flags().BoolVar(&admin, "admin", false, "make them administrators")
	cmd.Flags().BoolVar(&invite, "invite", false, "print invitation links also where the first sign-in sets the password")
	return cmd
}

// nextStep tells the operator how the people who were added get in.
func nextStep(links map[string]string) string {
	for _, link := range links {
		if strings.HasPrefix(link, "/") {
			return "Put the address of your commonhall before a link, and give it to the person; it works once, for a week:"
		}
		return "Give each link to its person; it works once, for a week:"
	}
	return "Each chooses a password at the first sign-in, under the name that stands here:"
}

// invitation returns the link of a new invitation, as a path where nobody but the
// operator knows under which address people reach the hub.
func (r *remote) invitation(ctx context.Context, name string) (string, error) {
	var made struct{ Path string }
	err := r.do(ctx, "POST", userPath(name)+"/invitation", nil, &made)
	return r.origin() + made.Path, err
}

// origin is the address under which the settings in force say that people come; ""
// where they do not.
func (r *remote) origin() string {
	st, err := openSettings(r.streams, r.dir)
	if err != nil || st.Services == nil { // try speaks plain HTTP
		return ""
	}
	c, _, err := st.Load()
	if err != nil || c.HTTPS.Mode == "off" {
		return ""
	}
	for _, name := range c.HTTPS.Names {
		switch {
		case strings.HasPrefix(name, "*"):
		case strings.Contains(name, ":"):
			return "https://[" + name + "]"
		default:
			return "https://" + name
		}
	}
	return ""
}

func (r *remote) userList() *cobra.Command {
	var removed bool
	cmd := &cobra.Command{Use: "list", Short: "List people", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		if removed {
			return r.printRemoved(cmd.Context())
		}
		all := []userModel{}
		for offset := 0; ; offset += 200 {
			var page []userModel
			q := url.Values{"offset": {strconv.Itoa(offset)}, "limit": {"200"}, "sort": {"name"}}
			if err := r.do(cmd.Context(), "GET", "/users?"+q.Encode(), nil, &page); err != nil {
				return err
			}
			all = append(all, page...)
			if len(page) < 200 {
				break
			}
		}
		return r.print(all, func(w *tabwriter.Writer) {
			fmt.Fprintln(w, "NAME\tROLE\tSERVER\tLAST ACTIVITY")
			for _, u := range all {
				role, state := "", ""
				switch {
				case u.Suspended:
					role = "suspended"
				case u.Admin:
					role = "admin"
				case !u.HasPassword:
					role = "no password yet"
				}
				if sv, ok := u.Servers[""]; ok {
					state = sv.word()
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", u.Name, role, state, when(u.LastActivity))
			}
		})
	}}
	cmd.Flags().BoolVar(&removed, "removed", false, "list those who were removed and can be brought back")
	return cmd
}

func (r *remote) userRemove() *cobra.Command {
	return &cobra.Command{Use: "remove NAME", Short: "Take somebody off the list; for a while they can be brought back", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "DELETE", userPath(args[0]), nil, nil)
		}}
}

func (r *remote) userPasswd() *cobra.Command {
	var file string
	cmd := &cobra.Command{Use: "passwd NAME", Short: "Reset somebody's password, or set it", Args: cobra.ExactArgs(1),
		Long: "passwd puts somebody back to first use: their password, sessions and tokens end, and a link is printed\n" +
			"with which they choose a new password. With --password-file it sets the password instead.",
		RunE: func(cmd *cobra.Command, args []string) error {
			body := map[string]any{"password": nil}
			if file != "" {
				password, err := readSecret(file)
				if err != nil {
					return err
				}
				body["password"] = password
			}
			if err := r.do(cmd.Context(), "POST", userPath(args[0])+"/password", body, nil); err != nil {
				return err
			}
			if file != "" {
				return nil
			}
			link, err := r.invitation(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if !r.json {
				fmt.Fprintln(r.err, nextStep(map[string]string{args[0]: link}))
			}
			return r.print(map[string]string{"user": args[0], "invitation": link}, func(w *tabwriter.Writer) { fmt.Fprintln(w, link) })
		}}
	cmd.Flags().StringVar(&file, "password-file", "", "file whose first line is the new password")
	return cmd
}

func (r *remote) userSuspend() *cobra.Command {
	return &cobra.Command{Use: "suspend NAME", Short: "Shut somebody out at once: sessions, tokens and server end", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "POST", userPath(args[0])+"/suspend", nil, nil)
		}}
}

func (r *remote) userResume() *cobra.Command {
	return &cobra.Command{Use: "resume NAME", Short: "Let somebody who is suspended in again", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.do(cmd.Context(), "POST", userPath(args[0])+"/resume", nil, nil)
		}}
}
