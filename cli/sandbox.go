package cli

import (
	"errors"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
	"commonhall/sandbox"
	"commonhall/sandbox/run"
	"commonhall/sandbox/wall"
)

// newSandbox lets anyone with root try what people's servers run in.
func newSandbox(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "sandbox", Short: "Try the sandbox in which people's servers run"}
	cmd.AddCommand(sandboxRun(s))
	return cmd
}

// sandboxFlags are the command's, as they are typed.
type sandboxFlags struct {
	explain, pid                       bool
	without, only, writable, read, env []string
	memory, tmp, user, terminal        string
	cpu                                float64
	pids                               int
}

func sandboxRun(s *streams) *cobra.Command {
	var given sandboxFlags
	cmd := &cobra.Command{Use: "run [flags] -- COMMAND...", Short: "Run one command in a sandbox", Args: cobra.MinimumNArgs(1),
		Long: "run puts a command into a sandbox as people's servers have it, with an empty home in memory and no network, and\n" +
			"gives it your terminal. It ends as the command ends, and nothing that ran in it is left. It needs no installation.\n\n" +
			"With --explain it tells on stderr each wall as it is built: what it is for, and what would leak without it.\n" +
			"With --without it leaves walls out, to see what they hold: " + wall.Names() + "; or all.\n" +
			"What they are: commonhall doc sandbox",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := needRoot("To build a sandbox (mounts, namespaces, control groups)"); err != nil {
				return err
			}
			o, err := given.options(s, args)
			if err != nil {
				return err
			}
			status, err := run.Run(cmd.Context(), o)
			var missing *sandbox.CommandError
			switch {
			case errors.As(err, &missing):
				return commonhall.Errorf(commonhall.NotFound, "The sandbox was built, but the command cannot be started: %s.", missing.Text)
			case err != nil:
				return commonhall.Errorf(commonhall.FailedPrecondition, "The sandbox could not be built completely, so nothing was started.").Because(err)
			case status != 0:
				return exitError(status)
			}
			return nil
		}}
	f := cmd.Flags()
	f.SetInterspersed(false) // what follows the command is the command's
	f.BoolVar(&given.explain, "explain", false, "tell each wall as it is built")
	f.StringSliceVar(&given.without, "without", nil, "leave these walls out, with commas")
	f.StringSliceVar(&given.only, "only", nil, "leave all but these out, with commas")
	f.BoolVar(&given.pid, "pid", false, "a PID namespace as well, with an init")
	f.StringVar(&given.memory, "memory", "512M", "memory for all of it together")
	f.Float64Var(&given.cpu, "cpu", 1, "processor cores")
	f.IntVar(&given.pids, "pids", 100, "processes and threads")
	f.StringVar(&given.tmp, "tmp", "100M", "room in each of the home, /tmp and /dev/shm; it counts as memory")
	f.StringArrayVar(&given.writable, "writable", nil, "the same, but what is inside may change it, where its account may")
	f.StringArrayVar(&given.read, "read", nil, "a folder that is seen inside at the same place, and cannot be changed there; may be given again")
	f.StringVar(&given.user, "user", "", "the account, by name or number (default: one that owns nothing)")
	f.StringArrayVar(&given.env, "env", nil, "NAME=VALUE for its environment; may be given again")
	cmd.MarkFlagsMutuallyExclusive("without", "only")
	f.StringVar(&given.terminal, "terminal", "auto", "a terminal of its own inside: yes, no, or auto: where yours is one")
	return cmd
}

// options reads what was typed.
func (g sandboxFlags) options(s *streams, args []string) (run.Options, error) {
	o := run.Options{Command: args, PID: g.pid, CPU: g.cpu, PIDs: g.pids, Writable: g.writable, Read: g.read, Env: g.env,
		Stdin: fileOf(s.in), Stdout: fileOf(s.out), Stderr: fileOf(s.err)}
	bad := func(format string, args ...any) (run.Options, error) {
		return o, commonhall.Errorf(commonhall.InvalidArgument, format, args...)
	}
	for _, name := range append(slices.Clone(g.without), g.only...) {
		if _, ok := wall.Of(wall.Name(name)); !ok && name != "all" {
			return bad("There is no wall %q. Those that there are: %s.", name, wall.Names())
		}
	}
	for _, w := range wall.All() {
		if name := string(w.Name); slices.Contains(g.without, name) || slices.Contains(g.without, "all") ||
			len(g.only) > 0 && !slices.Contains(g.only, name) && !slices.Contains(g.only, "all") {
			o.Without = append(o.Without, w.Name)
		}
	}
	for text, to := range map[string]*int64{g.memory: &o.Memory, g.tmp: &o.Tmp} {
		size, err := config.ParseSize(text)
		if err != nil || size <= 0 {
			return bad("%q is not a size, such as 512M.", text)
		}
		*to = int64(size)
	}
	if o.Memory < 8<<20 || o.CPU < 0.01 || o.PIDs < 2 {
		return bad("Nothing starts with that little: at least 8M of memory, 0.01 cores and 2 processes.")
	}
	for _, kv := range g.env {
		if i := strings.IndexByte(kv, '='); i < 1 || strings.ContainsRune(kv, 0) {
			return bad("%q is not NAME=VALUE.", kv)
		}
	}
	if err := account(g.user, &o); err != nil {
		return o, err
	}
	terminal := o.Stdin != nil && o.Stdout != nil && run.IsTerminal(o.Stdin) && run.IsTerminal(o.Stdout)
	switch {
	case g.terminal != "auto" && g.terminal != "yes" && g.terminal != "no":
		return bad("--terminal is yes, no or auto, not %q.", g.terminal)
	case g.terminal == "yes" && !terminal:
		return bad("Here is no terminal to pass on.")
	}
	o.Terminal = terminal && g.terminal != "no"
	if g.explain {
		o.Tell = s.err
	}
	return o, nil
}

// account finds the one that was named.
func account(name string, o *run.Options) error {
	if name == "" {
		return nil
	}
	refuse := commonhall.Errorf(commonhall.InvalidArgument, "%q is no account that a sandbox can have.", name).WithHint("It takes a name of this machine's, or a number above 0. Root's account is had by --without account.")
	if uid, err := strconv.Atoi(name); err == nil {
		if uid <= 0 || uid >= 1<<31 {
			return refuse
		}
		o.UID, o.GID = uid, uid
		return nil
	}
	u, err := user.Lookup(name)
	if err != nil {
		return refuse.Because(err)
	}
	o.Name = u.Username
	if o.UID, err = strconv.Atoi(u.Uid); err != nil || o.UID <= 0 {
		return refuse
	}
	if o.GID, err = strconv.Atoi(u.Gid); err != nil || o.GID <= 0 {
		return refuse
	}
	return nil
}

// fileOf is what a command can be given; nil where there is none.
func fileOf(v any) *os.File {
	if f, ok := v.(*os.File); ok {
		return f
	}
	return nil
}
