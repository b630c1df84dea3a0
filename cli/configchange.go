package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/config/apply"
	"commonhall/supervisor"
)

// confirmPatience is how long a change that could close a door waits for somebody
// to say that it did not.
const confirmPatience = 60 * time.Second

// rolePatience is how long a role may take until it serves again.
const rolePatience = time.Minute

// openSettings returns where the settings of an installation lie.
func openSettings(s *streams, dir string) (*apply.Store, error) {
	dir, err := installation(dir)
	if err != nil {
		return nil, err
	}
	i, err := supervisor.OpenInstance(dir)
	if err != nil {
		return nil, err
	}
	st := settingsOf(i, supervisor.PathsOf(dir, i))
	st.Say = func(what string) { fmt.Fprintln(s.err, what) }
	return st, nil
}

// settingsOf is openSettings for who knows the installation.
func settingsOf(i supervisor.Instance, p supervisor.Paths) *apply.Store {
	st := &apply.Store{Dir: p.Settings(), File: p.Config(), Run: p.Run(), Base: defaults(i), Patience: confirmPatience, Who: operator()}
	if !i.Try { // its roles end with it, and read the file when they start
		st.Services = apply.Systemd{Systemctl: "systemctl", Journalctl: "journalctl", Patience: rolePatience}
	}
	return st
}

// operator names who runs the command, behind sudo too.
func operator() string {
	name := os.Getenv("SUDO_USER")
	if u, err := user.Current(); name == "" && err == nil {
		name = u.Username
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, name)
}

// settings are the commands that change the settings.
type settings struct {
	*streams
	*apply.Store
	json *bool
}

func newSettings(s *streams, dir *string, asJSON *bool, parent *cobra.Command) {
	add := func(c *cobra.Command, run func(context.Context, settings, []string) error) {
		c.RunE = func(cmd *cobra.Command, args []string) error {
			st, err := openSettings(s, *dir)
			if err != nil {
				return err
			}
			return run(cmd.Context(), settings{s, st, asJSON}, args)
		}
		parent.AddCommand(c)
	}
	add(&cobra.Command{Use: "edit", Short: "Edit the settings, check them, and put them in force", Args: cobra.NoArgs,
		Long: "edit opens a copy of the settings in your editor (VISUAL, EDITOR, or what the machine has). When you\n" +
			"leave it, the text is checked; with mistakes it goes back to the editor, or nothing changes. Then it\n" +
			"is put in force: the roles that read what changed are renewed, and if one of them does not start with\n" +
			"it, all is as before. What could close the door to yourself must be confirmed within 60 seconds."},
		func(ctx context.Context, c settings, _ []string) error { return c.edit(ctx) })
	add(&cobra.Command{Use: "apply", Short: "Put in force what somebody wrote into the file by hand", Args: cobra.NoArgs},
		func(ctx context.Context, c settings, _ []string) error { return c.apply(ctx) })
	add(&cobra.Command{Use: "revert [VERSION]", Short: "Go back to an earlier version; without a number, undo what was done last", Args: cobra.MaximumNArgs(1)},
		func(ctx context.Context, c settings, args []string) error { return c.revert(ctx, args) })
	add(&cobra.Command{Use: "confirm", Short: "Keep a change that waits for it", Args: cobra.NoArgs},
		func(ctx context.Context, c settings, _ []string) error {
			n, err := c.Confirm(ctx)
			if err == nil {
				fmt.Fprintf(c.out, "Version %d stays in force.\n", n)
			}
			return err
		})
	add(&cobra.Command{Use: "diff [VERSION [VERSION]]", Short: "Show how the file, or a later version, differs from what is in force or from an earlier one", Args: cobra.MaximumNArgs(2)},
		func(_ context.Context, c settings, args []string) error { return c.diff(args) })
	add(&cobra.Command{Use: "history", Short: "List the versions of the settings", Args: cobra.NoArgs},
		func(_ context.Context, c settings, _ []string) error { return c.history() })
	add(&cobra.Command{Use: "await", Short: "Take back a change that nobody confirms (for a supervisor)", Args: cobra.NoArgs, Hidden: true},
		func(ctx context.Context, c settings, _ []string) error {
			told, err := c.Await(ctx)
			if told != nil {
				fmt.Fprintln(c.err, told.Msg)
			}
			if ctx.Err() != nil {
				return nil // the next start of the machine takes it back
			}
			return err
		})
}

func (c settings) apply(ctx context.Context) error {
	text, err := config.Read(c.File)
	if err != nil {
		return err
	}
	if err := c.preview(text); err != nil {
		return err
	}
	d, err := c.Change(ctx, text, text, "applied")
	return c.tell(ctx, d, err)
}

// revert puts an earlier version in force and into the file. What the file says
// and is nowhere else is kept.
func (c settings) revert(ctx context.Context, args []string) error {
	if err := c.Begin(ctx); err != nil {
		return err
	}
	st, err := c.State()
	if err != nil {
		return err
	}
	n := st.Version - 1
	if st.Draft != "" {
		n = st.Version
	}
	if len(args) > 0 {
		if n, err = strconv.Atoi(args[0]); err != nil {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the number of a version.", args[0]).WithHint("They are in: commonhall config history")
		}
	}
	if n < 1 || n > st.Version {
		return commonhall.Errorf(commonhall.NotFound, "There is no version %d to go back to.", n).WithHint("Those that there are: commonhall config history")
	}
	text, err := c.Version(n)
	if err != nil {
		return err
	}
	was, err := config.Read(c.File)
	if err != nil {
		return err
	}
	if st.Draft != "" {
		kept, err := c.Keep(was)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "What %s said was never in force. It is kept in %s\n", c.File, kept)
	}
	if err := c.preview(text); err != nil {
		return err
	}
	d, err := c.Change(ctx, text, was, fmt.Sprintf("back to %d", n))
	return c.tell(ctx, d, err)
}

// preview shows what a text would change.
func (c settings) preview(text []byte) error {
	next, err := config.Parse(c.File, text, c.Base)
	if err != nil {
		return err
	}
	st, err := c.State()
	if err != nil || st.Version == 0 {
		return err
	}
	old, err := c.Version(st.Version)
	if err != nil {
		return err
	}
	fmt.Fprint(c.out, apply.Diff(fmt.Sprintf("version %d, in force", st.Version), c.File, old, text))
	if before, err := config.Parse(c.File, old, c.Base); err == nil && c.Services != nil && string(old) != string(text) {
		fmt.Fprintln(c.out, apply.Renewable(config.Changes(before, next)))
	}
	return nil
}

// tell says how a change went, and asks for its confirmation.
func (c settings) tell(ctx context.Context, d apply.Done, err error) error {
	var e *commonhall.Error
	if errors.As(err, &e) && e.Kind == commonhall.AlreadyExists {
		fmt.Fprintln(c.out, e.Msg)
		return nil
	}
	if err != nil {
		return err
	}
	switch {
	case c.Services == nil:
		fmt.Fprintf(c.out, "Version %d is kept. It takes effect at the next start of commonhall try.\n", d.Entry.Number)
	case len(d.Renewed) > 0:
		fmt.Fprintf(c.out, "Version %d is in force. Renewed: %s.\n", d.Entry.Number, strings.Join(d.Renewed, ", "))
	default:
		fmt.Fprintf(c.out, "Version %d is in force.\n", d.Entry.Number)
	}
	if len(d.Resting) > 0 {
		fmt.Fprintf(c.out, "Not running, so they read it when they start: %s.\n", strings.Join(d.Resting, ", "))
	}
	if d.Confirm > 0 {
		return c.ask(ctx, d)
	}
	return nil
}

func (c settings) diff(args []string) error {
	st, err := c.State()
	if err != nil {
		return err
	}
	texts, names := [2][]byte{}, [2]string{fmt.Sprintf("version %d, in force", st.Version), c.File}
	numbers := [2]int{st.Version, 0}
	for i, arg := range args {
		if numbers[i], err = strconv.Atoi(arg); err != nil || numbers[i] < 1 {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the number of a version.", arg).WithHint("They are in: commonhall config history")
		}
		names[i] = "version " + arg
	}
	if numbers[0] == 0 {
		return commonhall.Errorf(commonhall.NotFound, "Nothing was applied yet, so there is nothing to compare with.").
			WithHint("The roles read " + c.File + ". Record it: commonhall config apply")
	}
	for i, n := range numbers {
		if n > 0 {
			texts[i], err = c.Version(n)
		} else {
			texts[i], err = config.Read(c.File)
		}
		if err != nil {
			return err
		}
	}
	if d := apply.Diff(names[0], names[1], texts[0], texts[1]); d != "" {
		fmt.Fprint(c.out, d)
		return nil
	}
	fmt.Fprintf(c.out, "No difference between %s and %s.\n", names[0], names[1])
	return nil
}

func (c settings) history() error {
	list, err := c.History()
	if err != nil {
		return err
	}
	if *c.json {
		return json.NewEncoder(c.out).Encode(list)
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "VERSION\tTIME\tWHO\tWHY\tCHANGED")
	for _, e := range list {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", e.Number, e.Time.Local().Format("2006-01-02 15:04"), e.Who, e.Why, e.What)
	}
	return w.Flush()
}
