package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/setup"
	"commonhall/store"
)

func (r *remote) userAdopt() *cobra.Command {
	var all bool
	cmd := &cobra.Command{Use: "adopt [HOME…]", Short: "Make people of homes that are nobody's, after records were lost",
		Long: "adopt makes a person of a home that no record knows: because the database was lost, or brought back from\n" +
			"before they were added. They are called as the home is, keep its number and all files, and choose a new\n" +
			"password with the link that is printed. Without a name it lists such homes.",
		RunE: func(cmd *cobra.Command, names []string) error {
			if err := needRoot("commonhall user adopt"); err != nil {
				return err
			}
			nobodys, err := r.nobodys(cmd.Context())
			if err != nil {
				return err
			}
			if len(names) == 0 && !all {
				return r.print(homeNames(nobodys), func(w *tabwriter.Writer) {
					for _, h := range nobodys {
						fmt.Fprintf(w, "%s\tis nobody's home\n", h.folder)
					}
					if len(nobodys) == 0 {
						fmt.Fprintln(r.err, noneLost)
						return
					}
					fmt.Fprintln(r.err, "To make people of them: sudo commonhall user adopt HOME…, or --all")
				})
			}
			chosen, err := choose(nobodys, names, all)
			if err != nil {
				return err
			}
			return r.adopt(cmd.Context(), chosen)
		}}
	cmd.Flags().BoolVar(&all, "all", false, "adopt every such home")
	return cmd
}

// abandoned is a home that no record knows.
type abandoned struct {
	folder  string
	account commonhall.Account
}

func homeNames(homes []abandoned) []string {
	out := []string{}
	for _, h := range homes {
		out = append(out, h.folder)
	}
	return out
}

// nobodys lists the homes that no record knows, and that belong to whom their names say.
func (r *remote) nobodys(ctx context.Context) ([]abandoned, error) {
	h, err := openHouse(r.dir)
	if err != nil {
		return nil, err
	}
	dump, err := h.dump(ctx, r.streams)
	if err != nil {
		return nil, err
	}
	defer dump.Close()
	people, err := store.PeopleIn(dump)
	if err != nil {
		return nil, err
	}
	known := map[int]bool{}
	for _, p := range people {
		known[p.UID] = true
	}
	var out []abandoned
	for _, a := range setup.Homes(h.paths.Homes(), h.instance.UIDBase) {
		folder := a.Name + "-" + strconv.Itoa(a.UID-h.instance.UIDBase)
		var st syscall.Stat_t
		if err := syscall.Lstat(filepath.Join(h.paths.Homes(), folder), &st); err != nil || known[a.UID] {
			continue
		}
		if int(st.Uid) != a.UID {
			fmt.Fprintf(r.err, "%s belongs to the account %d, not to %d as its name says: left alone\n", folder, st.Uid, a.UID)
			continue
		}
		out = append(out, abandoned{folder, a})
	}
	return out, nil
}

const noneLost = "Every home is somebody's."

func choose(nobodys []abandoned, names []string, all bool) ([]abandoned, error) {
	if all {
		return nobodys, nil
	}
	var out []abandoned
	for _, name := range names {
		found := false
		for _, h := range nobodys {
			if h.folder == filepath.Base(name) {
				out, found = append(out, h), true
			}
		}
		if !found {
			return nil, commonhall.Errorf(commonhall.NotFound, "%q is no home that is nobody's.", name).WithHint("Those that there are: commonhall user adopt")
		}
	}
	return out, nil
}

// adopt makes people of homes and prints how they get in.
func (r *remote) adopt(ctx context.Context, homes []abandoned) error {
	type account struct {
		Name string `json:"name"`
		UID  int    `json:"uid"`
	}
	var accounts []account
	for _, h := range homes {
		accounts = append(accounts, account{h.account.Name, h.account.UID})
	}
	var added []userModel
	if err := r.do(ctx, "POST", "/commonhall/adopt", map[string]any{"accounts": accounts}, &added); err != nil {
		return err
	}
	links := map[string]string{}
	for _, u := range added {
		var err error
		if links[u.Name], err = r.invitation(ctx, u.Name); err != nil {
			return err
		}
	}
	switch {
	case r.json:
	case len(homes) == 0:
		fmt.Fprintln(r.err, noneLost)
	default:
		fmt.Fprintln(r.err, nextStep(links))
	}
	return r.print(map[string]any{"added": added, "invitations": links}, func(w *tabwriter.Writer) {
		for _, u := range added {
			fmt.Fprintln(w, u.Name+"\t"+links[u.Name])
		}
	})
}

// adoptAll is what setup does with homes whose records are lost. The links go to out.
func adoptAll(ctx context.Context, out io.Writer) error {
	r := &remote{streams: &streams{in: os.Stdin, out: out, err: out}, dir: setup.Dir, patience: patience}
	homes, err := r.nobodys(ctx)
	if err != nil || len(homes) == 0 {
		return err
	}
	return r.adopt(ctx, homes)
}
