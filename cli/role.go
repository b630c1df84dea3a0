package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/app"
	"commonhall/config"
	"commonhall/doctor"
	"commonhall/logging"
	"commonhall/setup"
	"commonhall/supervisor"
	"commonhall/warden/client"
	"commonhall/web"
)

// The roles are commands for a supervisor, not for people. What people may do is in roles.go.

// roleFlags is what each role is told.
type roleFlags struct {
	dir   string
	level string
}

func roleCommand(s *streams, name string, run func(context.Context, roleContext) error) *cobra.Command {
	var f roleFlags
	cmd := &cobra.Command{Use: name, Short: "Run the role " + name + " (for a supervisor)", Hidden: true, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			debug.SetGCPercent(gcPercent(name))
			defer keepPace(cmd.Context())()
			rc := roleContext{streams: s}
			var level slog.Level
			if err := level.UnmarshalText([]byte(f.level)); err != nil {
				return commonhall.Errorf(commonhall.InvalidArgument, "%q is not one of debug, info, warn, error.", f.level)
			}
			w := logging.NewWriter(s.err, logging.Budget)
			defer w.Close()
			rc.log = logging.New(w, name, level)
			if logging.ToJournal(s.err, os.Getenv("JOURNAL_STREAM")) {
				rc.log = logging.NewJournal(w, name, level)
			}
			var err error
			if rc.instance, err = supervisor.OpenInstance(f.dir); err != nil {
				return err
			}
			rc.paths = supervisor.PathsOf(f.dir, rc.instance)
			if rc.in, err = supervisor.Inherit(); err != nil {
				return err
			}
			if rc.voice, err = supervisor.NewVoice(rc.in, rc.log); err != nil {
				return err
			}
			ctx, cancel := rc.in.Lifeline(cmd.Context())
			defer cancel()
			defer farewell(ctx, rc.voice)()
			err = run(ctx, rc)
			if err != nil && ctx.Err() != nil {
				rc.log.Info("interrupted", "error", err) // what was begun could not be finished: nobody's mistake
				return nil
			}
			return err
		}}
	role := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return inJournal(s.err, role(cmd, args)) }
	cmd.Flags().StringVar(&f.dir, "dir", "", "folder of the installation")
	cmd.Flags().StringVar(&f.level, "log-level", "info", "debug, info, warn or error")
	_ = cmd.MarkFlagRequired("dir")
	return cmd
}

// inJournal reports why a role ends where that goes to the journal: as errors, so that
// who looks for these finds it.
func inJournal(w io.Writer, err error) error {
	if err == nil || !logging.ToJournal(w, os.Getenv("JOURNAL_STREAM")) {
		return err
	}
	var b strings.Builder
	status := report(&b, err)
	for line := range strings.Lines(b.String()) {
		fmt.Fprint(w, "<3>"+line)
	}
	return exitError(status)
}

// farewell says that the role stops as soon as ctx ends; what it returns waits until
// that is said.
func farewell(ctx context.Context, v *supervisor.Voice) (wait func()) {
	said := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(said)
		v.Stopping()
	})
	return func() {
		if !stop() {
			<-said
		}
	}
}

// roleContext is what a role has when it runs.
type roleContext struct {
	*streams
	log      *slog.Logger
	instance supervisor.Instance
	paths    supervisor.Paths
	in       supervisor.Inherited
	voice    *supervisor.Voice
}

// settings returns those in force, and says loudly what is not right with the file.
func (rc roleContext) settings() (config.Config, error) {
	c, notice, err := settingsOf(rc.instance, rc.paths).Load()
	if notice != "" {
		rc.log.Warn("the settings need a look", "what", notice)
	}
	return c, err
}

// notices are what the admin page says about the settings and an upgrade.
func (rc roleContext) notices() (out []string) {
	if _, notice, err := settingsOf(rc.instance, rc.paths).Load(); err == nil && notice != "" {
		out = append(out, notice)
	}
	if u := rc.upgrade(); u != nil && (u.Back || !u.Done) {
		out = append(out, u.Told())
	}
	return out
}

// upgrade is the one that is under way or ended last, if there was one.
func (rc roleContext) upgrade() *setup.Upgrade {
	if rc.instance.Try {
		return nil
	}
	u, err := setup.ReadUpgrade()
	if err != nil {
		rc.log.Warn("the record of the last upgrade cannot be read", "error", err)
		return nil
	}
	return u
}

// health is what the last look at the machine found, for the pages.
func (rc roleContext) health() *web.Health {
	r, err := doctor.Last(rc.paths.Dir())
	if err != nil || r == nil {
		return nil
	}
	h := &web.Health{At: r.At}
	for _, f := range r.Findings {
		h.Findings = append(h.Findings, web.HealthFinding{Code: f.Code, Error: f.Severity == doctor.Error, Note: f.Severity == doctor.Note, Said: f.Said, Cause: f.Cause, Do: f.Do, Run: f.Run, Page: f.Page})
	}
	return h
}

func newEdge(s *streams) *cobra.Command {
	var binary string
	cmd := roleCommand(s, "edge", func(ctx context.Context, rc roleContext) error {
		cfg, err := edgeConfig(rc)
		if err != nil {
			return err
		}
		e := app.Edge{Instance: rc.instance, Paths: rc.paths, HTTPS: cfg}
		if e.HTTP, err = rc.in.Listener("http"); err != nil {
			return err
		}
		listeners := map[string]net.Listener{"http": e.HTTP}
		if rc.in["https"] != nil || (cfg.Mode != "off" && !rc.instance.Try) {
			if e.TLS, err = rc.in.Listener("https"); err != nil {
				return err
			}
			listeners["https"] = e.TLS
		}
		if e.Trial, err = rc.in.Conn(supervisor.TrialName); err != nil {
			return err
		}
		return app.RunEdge(ctx, e, rc.log, rc.voice, handover(rc, binary, listeners))
	})
	cmd.Flags().StringVar(&binary, "binary", "", "what a successor runs; the default is the path by which this was started")
	return cmd
}

// edgeConfig reads the settings of https. "try" has none: it is plain HTTP, and its
// edge does not even see the file.
func edgeConfig(rc roleContext) (config.HTTPS, error) {
	if rc.instance.Try {
		return config.HTTPS{}, nil
	}
	cfg, err := rc.settings()
	return cfg.HTTPS, err
}

func newHub(s *streams) *cobra.Command {
	return roleCommand(s, "hub", func(ctx context.Context, rc roleContext) error {
		edge, err := rc.in.Listener("edge")
		if err != nil {
			return err
		}
		admin, err := rc.in.Listener("admin")
		if err != nil {
			return err
		}
		cfg, err := rc.settings()
		if err != nil {
			return err
		}
		unlock, err := supervisor.LockFile(ctx, rc.paths.Hub()+"/lock")
		if err != nil {
			return err
		}
		defer unlock()
		started := []commonhall.Event{{Name: commonhall.EventHubStarted, Text: "The hub started, version " + version() + "."}}
		u := rc.upgrade()
		if err := u.MayOpen(build().Version); err != nil {
			return err
		}
		if u != nil && u.Back && !u.Done {
			started = append(started, commonhall.Event{Name: commonhall.EventUpgradeFailed, Text: u.Told()})
		}
		return app.RunHub(ctx, app.Hub{Instance: rc.instance, Paths: rc.paths, Config: cfg, Version: version(), Edge: edge, Admin: admin, Notices: rc.notices, Health: rc.health, Started: started}, rc.log, rc.voice)
	})
}

// defaults are the settings of an installation without a file.
func defaults(i supervisor.Instance) config.Config {
	c := config.Default()
	if i.Try {
		c.Auth.FirstUse = "open"
	}
	return c
}

func newWarden(s *streams) *cobra.Command {
	var max commonhall.Limits
	var renew bool
	var kept *supervisor.Kept // where it was asked to be replaced
	cmd := roleCommand(s, "warden", func(ctx context.Context, rc roleContext) error {
		if err := needRoot("The warden"); err != nil {
			return err
		}
		if renew {
			return renewWarden(ctx, rc.paths)
		}
		own, err := rc.in.Keep()
		if err != nil {
			return err
		}
		l, err := rc.in.Listener("warden")
		if err != nil {
			return err
		}
		unlock, err := supervisor.LockFile(ctx, rc.paths.WardenLock())
		if err != nil {
			return err
		}
		defer unlock()
		asked, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
		defer stop()
		err = app.RunWarden(asked, rc.instance, rc.paths, l.(*net.UnixListener), max, rc.log, rc.voice)
		if err == nil && ctx.Err() == nil && asked.Err() != nil {
			kept = own
		}
		return err
	})
	cmd.Flags().Int64Var(&max.Memory, "max-memory", 0, "largest memory limit of a server in bytes; 0: none")
	cmd.Flags().Float64Var(&max.CPU, "max-cpu", 0, "largest CPU limit of a server in cores; 0: none")
	cmd.Flags().IntVar(&max.PIDs, "max-pids", 0, "largest limit of processes of a server; 0: none")
	cmd.Flags().Int64Var(&max.Disk, "max-disk", 0, "largest limit of a person's room on the disk in bytes; 0: none")
	cmd.Flags().BoolVar(&renew, "renew", false, "replace the warden that runs, by the program that is installed now")
	role := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := role(cmd, args); err != nil || kept == nil {
			return err
		}
		return kept.Again(ownPath()) // when all has been said and closed
	}
	return cmd
}

// makeWay is how long a warden may take to make way for another. It ends what it is
// about, such as the start of a server; nothing else waits for it.
const makeWay = 5 * time.Second

// renewWarden lets the warden that runs be replaced in place (SIGHUP), and returns when
// the other one serves. Servers stay its children, so that how they end is known. One
// that does not make way is ended: systemd starts it again then, as soon as this command
// has ended, and servers are adopted.
func renewWarden(ctx context.Context, p supervisor.Paths) error {
	ctx, cancel := context.WithTimeout(ctx, makeWay)
	defer cancel()
	first, pid, err := greeted(ctx, p)
	if err != nil {
		return err
	}
	warden, err := os.FindProcess(pid) // this one, also when its number is another's
	if err != nil {
		return err
	}
	if err := warden.Signal(syscall.SIGHUP); err != nil {
		return err
	}
	for {
		asked, done := context.WithTimeout(ctx, time.Second)
		epoch, _, err := greeted(asked, p)
		done()
		if err == nil && epoch != first {
			return nil
		}
		if warden.Signal(syscall.Signal(0)) != nil {
			return commonhall.Errorf(commonhall.Unavailable, "The program that is installed now ended at once.").WithHint("Its last lines say why: journalctl --unit commonhall-warden.service")
		}
		select {
		case <-ctx.Done():
			return commonhall.Errorf(commonhall.Unavailable, "No other warden served within %v, so it is ended, to be started again.", makeWay).
				WithHint("People's servers go on.").Because(warden.Kill())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// greeted returns which warden answers.
func greeted(ctx context.Context, p supervisor.Paths) (epoch string, pid int, err error) {
	c := client.New(p.Warden(), func(_ context.Context, e string, _ client.Doer) error { epoch = e; return nil })
	defer c.Close()
	err = c.Alive(ctx)
	return epoch, c.PID(), err
}
