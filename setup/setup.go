// Package setup puts commonhall on a machine, as services of systemd, and takes it
// away again. It checks before it changes anything; each of its steps looks first
// whether it is done already, so that a second run goes on where a first one was cut
// off, and repairs.
//
// It runs as root, for one command, and starts nothing that stays but services. What
// always holds: people's homes, the database and the settings are never overwritten.
package setup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/supervisor"
	"commonhall/warden"
)

// Where an installed commonhall keeps its things.
const (
	Dir     = "/var/lib/commonhall"             // state: people, homes
	Config  = "/etc/commonhall/commonhall.yaml" // settings
	Library = "/usr/local/lib/commonhall"       // releases; current is a link to one of them
	Command = "/usr/local/bin/commonhall"       // a link to the current one
	Program = Library + "/current/commonhall"   // what units run
)

// Answers are what setup needs to be told; the zero value of each is a good one.
type Answers struct {
	Name  string // host name under which people reach the machine; "": none
	HTTPS string // off, acme, local; "": acme with a name, otherwise local
	Email string // for the certificate authority
	// Another ACME authority than Let's Encrypt: its directory, and the PEM file that
	// is trusted when it is asked.
	Directory, CAFile string
	Admin             string   // name of the first administrator; "": FirstAdmin, if there is none yet
	Password          string   // theirs; "": one is made up and printed
	Packages          []string // Debian packages to install
	First             string   // what the first environment is made of; "": whatever can be had
	Ignore            []string // codes of checks that shall not stop it
}

// Setup is one run. Every field but Adopt must be set.
type Setup struct {
	Answers Answers
	Version string // of this program
	Out     io.Writer
	// Adopt makes people of homes whose records were lost; nil: there must be none.
	Adopt   func(context.Context) error
	systemd systemd
}

// New returns a run of setup.
func New(a Answers, version string, out io.Writer) *Setup {
	return &Setup{Answers: a, Version: version, Out: out, systemd: systemd{out: out}}
}

// step is one thing that setup does. Each may be done again.
type step struct {
	what string
	do   func(context.Context) error
}

// Run checks the machine, then makes everything, and returns the administrator's
// password if it made one up. A failure says which step it was; what was done stays,
// and the next run goes on from there.
func (s *Setup) Run(ctx context.Context) (password string, err error) {
	unlock, err := lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	if err := free(); err != nil {
		return "", err
	}
	early, err := s.lookAround(ctx)
	if err != nil {
		return "", err
	}
	if err := sweep(""); err != nil {
		return "", err
	}
	var i supervisor.Instance
	for _, step := range []step{
		{"packages", s.packages},
		{"identity", func(context.Context) (err error) {
			i, err = supervisor.MakeInstance(Dir, supervisor.Instance{Config: Config})
			return err
		}},
		{"accounts", func(ctx context.Context) error { return Roles{UIDBase: i.UIDBase}.Make(ctx) }},
		{"folders", func(context.Context) error { return folders(i) }},
		{"empty records", func(context.Context) error { return s.emptyRecords(i) }},
		{"settings", func(ctx context.Context) error { return s.settings(ctx, i, early) }},
		{"program", func(context.Context) error { return s.program() }},
		{"services", s.services},
		{"lost records", func(ctx context.Context) error {
			if s.Adopt == nil {
				return nil
			}
			return s.Adopt(ctx)
		}},
		{"administrator", func(ctx context.Context) (err error) {
			password, err = s.administrator(ctx, supervisor.PathsOf(Dir, i))
			return err
		}},
		{"visitors", s.open},
		{"roles", func(ctx context.Context) error {
			r := &renewal{systemd: s.systemd, instance: i, paths: supervisor.PathsOf(Dir, i), patience: (&Upgrade{}).patience()}
			return r.refresh(ctx, s.Version)
		}},
	} {
		if err := step.do(ctx); err != nil {
			return "", stopped(step.what, err)
		}
	}
	return password, nil
}

// lookAround checks the machine, and asks the package index meanwhile where it matters
// whether that answers.
func (s *Setup) lookAround(ctx context.Context) (early index, err error) {
	var asking sync.WaitGroup
	if _, known := Known(); !known && s.Answers.First == "" && len(s.Answers.Packages) > 0 {
		asking.Go(func() { early = askIndex(ctx, indexPatience) })
	}
	err = s.check(ctx)
	asking.Wait()
	return early, err
}

// FirstAdmin is the first administrator's name where nobody says another.
const FirstAdmin = "admin"

// administrator sees that there is one. A second run makes no other, unless it is named.
func (s *Setup) administrator(ctx context.Context, p supervisor.Paths) (password string, err error) {
	name := s.Answers.Admin
	if name == "" {
		if has, err := supervisor.HasAdministrator(ctx, p); has || err != nil {
			return "", err
		}
		name = FirstAdmin
	}
	return supervisor.Administrator(ctx, p, name, s.Answers.Password)
}

// stopped says at which step setup ended, and that it may be run again.
func stopped(what string, err error) error {
	var e *commonhall.Error
	if !errors.As(err, &e) {
		e = commonhall.Errorf(commonhall.Internal, "Setup stopped at the step %q.", what).Because(err)
	}
	if e.Hint == "" {
		e = e.WithHint("Mend what the reason says and run setup again: it goes on from here, and nothing is lost.")
	}
	return e
}

// setupLock keeps two setups apart.
const setupLock = "setup.lock"

// lock keeps two setups apart.
func lock(ctx context.Context) (func(), error) {
	if err := os.MkdirAll(supervisor.RunRoot, 0o711); err != nil {
		return nil, err
	}
	wait, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	unlock, err := supervisor.LockFile(wait, filepath.Join(supervisor.RunRoot, setupLock))
	if err != nil {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "Another setup, upgrade or uninstall of commonhall is at work.").
			WithHint("Wait for its end. Who it is: ps -C commonhall")
	}
	return unlock, nil
}

// folders makes those that belong to roles.
func folders(i supervisor.Instance) error {
	p := supervisor.PathsOf(Dir, i)
	for dir, uid := range map[string]int{p.Hub(): i.UIDBase + warden.HubOffset, p.EdgeDir(): i.UIDBase + warden.EdgeOffset,
		filepath.Join(Dir, "journal"): i.UIDBase + journalOffset} {
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.Chmod(dir, 0o700), give(dir, uid)); err != nil {
			return err
		}
	}
	for _, dir := range []string{p.Homes(), p.Logs(), doctorDir(), filepath.Dir(Config)} {
		if err := os.MkdirAll(dir, 0o711); err != nil {
			return err
		}
	}
	return os.Chmod(filepath.Dir(Config), 0o755)
}

// give makes a role's folder its own again, with all that is in it: somebody may have
// worked there as root. The role could put a link in the way, which is not followed.
func give(dir string, uid int) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err = root.Lchown(path, uid, uid); errors.Is(err, fs.ErrNotExist) {
			return nil // the role runs, and has removed it
		}
		return err
	})
}

// emptyRecords makes the file of new ones where the homes are to be adopted: a hub
// begins none beside homes by itself.
func (s *Setup) emptyRecords(i supervisor.Instance) error {
	if s.Adopt == nil || Records() == nil {
		return nil
	}
	path, uid := supervisor.PathsOf(Dir, i).Database(), i.UIDBase+warden.HubOffset
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Chown(uid, uid), f.Sync(), f.Close(), os.Rename(f.Name(), path))
}

// settings writes the file of settings, if there is none: that of an installation
// whose homes were kept, or a new one. What it says is in force from the beginning.
func (s *Setup) settings(ctx context.Context, i supervisor.Instance, early index) error {
	if err := s.firstSettings(ctx, early); err != nil {
		return err
	}
	return settingsIn(i).Begin(ctx)
}

func (s *Setup) firstSettings(ctx context.Context, early index) error {
	if _, err := os.Stat(Config); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	content, err := os.ReadFile(filepath.Join(Dir, keptConfig))
	if errors.Is(err, os.ErrNotExist) {
		s.first(ctx, early)
		content, err = s.Answers.yaml(), nil
	}
	if err != nil {
		return err
	}
	return writeFile(Config, content, 0o644)
}

// Known returns the settings of an installation that is here already, or whose homes
// were kept, and whether there is one.
func Known() (config.Config, bool) {
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return config.Config{}, false
	}
	var c config.Config
	if _, err = os.Stat(Config); err == nil {
		c, _, err = settingsIn(i).Load()
	} else if _, err = os.Stat(filepath.Join(Dir, keptConfig)); err == nil {
		c, err = config.Load(filepath.Join(Dir, keptConfig), config.Default())
	}
	return c, err == nil
}

// keptConfig is where the settings lie while commonhall is not installed.
const keptConfig = "commonhall.yaml"

// yaml is the first file of settings.
func (a Answers) yaml() []byte {
	b := fmt.Appendf(nil, "# The settings of commonhall. Change them with: commonhall config edit\n"+
		"# All that there are, explained: commonhall config example\n")
	if a.First != "" {
		b = fmt.Appendf(b, "software:\n  first: %q\n", a.First)
	}
	if a.HTTPS == "off" {
		return b
	}
	name := a.Name
	if name == "" {
		name = supervisor.OwnAddress()
	}
	b = fmt.Appendf(b, "https:\n  mode: %s\n  names: [%q]\n", a.HTTPS, name)
	for _, more := range [][2]string{{"email", a.Email}, {"directory", a.Directory}, {"ca_file", a.CAFile}} {
		if more[1] != "" {
			b = fmt.Appendf(b, "  %s: %q\n", more[0], more[1])
		}
	}
	return b
}

// Check refuses answers of which no settings can be made, before anything is changed:
// a file with a mistake in it would stay, and stop every later setup too.
func (a Answers) Check() error {
	if err := a.checkFirst(); err != nil {
		return err
	}
	_, err := config.Parse(Config, a.yaml(), config.Default())
	var wrong config.Errors
	if !errors.As(err, &wrong) {
		return err
	}
	flags := map[string]string{"https.names[0]": "--name", "https.email": "--email", "https.directory": "--acme-directory", "https.ca_file": "--acme-ca", "software.first": "--software"}
	var said []string
	for _, p := range wrong {
		said = append(said, strings.TrimSpace(cmp.Or(flags[p.Key], p.Key)+": "+p.Message+". "+p.Hint))
	}
	return commonhall.Errorf(commonhall.InvalidArgument, "This cannot be set up; nothing was changed.\n  %s", strings.Join(said, "\n  ")).
		WithHint("Start it again with that put right.")
}

// leftover is the name of a file that a power cut may leave: see sweep.
const leftover = ".commonhall-new-*"

// writeFile makes path anew, whole or not at all.
func writeFile(path string, content []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), leftover)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(content)
	if err := errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes what was renamed in a folder outlive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
