package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/home"
	"commonhall/supervisor"
	"commonhall/warden"
)

// removedModel is what the API says of somebody who was removed.
type removedModel struct {
	ID           int64   `json:"id"`
	Name         string  `json:"name"`
	UID          int     `json:"uid"`
	Account      string  `json:"account"`
	LastActivity *string `json:"last_activity"`
	Removed      *string `json:"removed"`
	Until        *string `json:"until"`
	Purging      bool    `json:"purging"`
}

func (r *remote) removed(ctx context.Context) (list []removedModel, err error) {
	return list, r.do(ctx, "GET", "/removed", nil, &list)
}

func (r *remote) printRemoved(ctx context.Context) error {
	list, err := r.removed(ctx)
	if err != nil {
		return err
	}
	return r.print(list, func(w *tabwriter.Writer) {
		fmt.Fprintln(w, "NUMBER\tNAME\tREMOVED\tCAN BE BROUGHT BACK UNTIL")
		for _, m := range list {
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", m.ID, m.Name, when(m.Removed), when(m.Until))
		}
	})
}

func (r *remote) userRestore() *cobra.Command {
	var as string
	var number int64
	cmd := &cobra.Command{Use: "restore NAME", Short: "Bring back somebody who was removed, with their files", Args: cobra.ExactArgs(1),
		Long: "restore puts somebody back on the list, with their home, password and groups. They are no administrator, teach nothing, and their\n" +
			"sessions and tokens are gone. Where somebody else has the name by now, give them another with --as.",
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := r.removed(cmd.Context())
			if err != nil {
				return err
			}
			id, err := pickRemoved(list, args[0], number)
			if err != nil {
				return err
			}
			var back userModel
			if err := r.do(cmd.Context(), "POST", fmt.Sprintf("/removed/%d/restore", id), map[string]string{"name": as}, &back); err != nil {
				return err
			}
			return r.print(back, func(w *tabwriter.Writer) { fmt.Fprintln(w, back.Name, "is back on the list.") })
		}}
	cmd.Flags().StringVar(&as, "as", "", "the name that they get")
	cmd.Flags().Int64Var(&number, "number", 0, "which one, where several of that name were removed (user list --removed)")
	return cmd
}

// pickRemoved returns the number of the one called name, if it is clear who that is.
func pickRemoved(list []removedModel, name string, number int64) (int64, error) {
	var found []string
	id := int64(0)
	for _, m := range list {
		if strings.EqualFold(m.Name, name) && (number == 0 || number == m.ID) {
			id, found = m.ID, append(found, strconv.FormatInt(m.ID, 10)+" (removed "+when(m.Removed)+")")
		}
	}
	switch len(found) {
	case 0:
		return 0, commonhall.Errorf(commonhall.NotFound, "Nobody called %q was removed, or they are deleted.", name).
			WithHint("Who can be brought back: commonhall user list --removed")
	case 1:
		return id, nil
	}
	return 0, commonhall.Errorf(commonhall.InvalidArgument, "Several people called %q were removed: %s.", name, strings.Join(found, ", ")).
		WithHint("Say which one: --number N")
}

// accountsPurge deletes for ever what was kept of removed people; a timer runs it.
func accountsPurge(s *streams) *cobra.Command {
	r := &remote{streams: s, patience: patience}
	return r.flags(&cobra.Command{Use: "purge", Short: "Delete the homes of people whose time to be brought back is over", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := needRoot("commonhall accounts purge"); err != nil {
				return err
			}
			list, err := r.removed(cmd.Context())
			if err != nil {
				return err
			}
			i, err := supervisor.OpenInstance(r.dir)
			if err != nil {
				return err
			}
			var errs []error
			for _, m := range list {
				until := time.Now().Add(time.Hour)
				if m.Until != nil {
					until, err = time.Parse(time.RFC3339, *m.Until)
				}
				if err == nil && (m.Purging || !time.Now().Before(until)) {
					err = r.purge(cmd.Context(), i, m)
				}
				errs = append(errs, err)
			}
			return errors.Join(errs...)
		}})
}

// purge deletes one home. The hub lets nobody bring the person back from before the
// first file goes, and forgets them when the last one has. Whoever works there is not
// removed, whatever the records say: these may be of before.
func (r *remote) purge(ctx context.Context, i supervisor.Instance, m removedModel) error {
	if all, err := processes(m.UID, m.UID); err != nil || len(all) > 0 {
		return errors.Join(err, commonhall.Errorf(commonhall.FailedPrecondition, "Programs run in the home of %s, who counts as removed since %s. It is not deleted.", m.Name, when(m.Removed)).
			WithHint(fmt.Sprintf("If an older database was put in place, they had come back since: commonhall user restore %s. Otherwise end them: ps -fu %d", m.Name, m.UID)))
	}
	path := fmt.Sprintf("/removed/%d", m.ID)
	if err := r.do(ctx, "POST", path+"/purge", nil, &m); commonhall.KindOf(err) == commonhall.Unavailable { // not today
		fmt.Fprintln(r.out, strings.ReplaceAll(commonhall.ForPerson(err).Msg+" "+commonhall.ForPerson(err).Hint, "\n", " "))
		return nil
	} else if err != nil {
		return err
	}
	if m.UID < i.UIDBase+warden.PeopleOffset || m.UID >= i.UIDBase+warden.BlockSize {
		return fmt.Errorf("the account %d of %s is none of this installation", m.UID, m.Name)
	}
	d, err := removeAll(supervisor.PathsOf(r.dir, i), m.Account+"-"+strconv.Itoa(m.UID-i.UIDBase), m.UID) // as the warden names homes
	if err != nil {
		return fmt.Errorf("the home of %s: %w", m.Name, err)
	}
	if err := r.do(ctx, "DELETE", path, nil, nil); err != nil && commonhall.KindOf(err) != commonhall.NotFound {
		return err
	}
	fmt.Fprintf(r.out, "%s, removed %s: %d files, %s, deleted.\n", m.Name, when(m.Removed), d.Files, commonhall.FormatBytes(d.Bytes))
	return nil
}

// removeAll deletes the home called name, what restores have put aside of it, and what
// its servers wrote.
func removeAll(p supervisor.Paths, name string, uid int) (all home.Deleted, err error) {
	if err := rightFolder(p.Homes()); err != nil { // the home is where the disk is
		return all, err
	}
	entries, err := os.ReadDir(p.Homes())
	if err != nil {
		return all, err
	}
	names := []string{name}
	for _, e := range entries {
		aside := strings.TrimPrefix(e.Name(), home.Gone) // of which a purge was cut off
		if strings.HasPrefix(aside, name+".before-restore-") {
			names = append(names, aside)
		}
	}
	for _, n := range names {
		d, err := home.Remove(p.Homes(), n, uid)
		if all.Files, all.Bytes = all.Files+d.Files, all.Bytes+d.Bytes; err != nil {
			return all, err
		}
	}
	if err := os.Remove(filepath.Join(p.Logs(), name+".log")); !errors.Is(err, os.ErrNotExist) {
		return all, err
	}
	return all, nil
}
