// Package supervisor runs the three roles in the foreground, as a small systemd
// would: it makes each listening socket and hands it over, starts again who dies,
// and takes away what it made. It also knows what systemd and it have in common:
// where the things of an installation lie, and how a role takes over what its
// supervisor hands it.
//
// It builds no role and decides nothing about people. Try.Run blocks until its
// context ends; roles that it started end with it, people's servers are ended by
// the warden in order. What always holds: a supervisor that is killed leaves no
// role behind, and leaves people's servers running for the next one to adopt.
package supervisor

import (
	crand "crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"commonhall"
	"commonhall/warden"
)

// Instance is one installation on a machine: what must differ between two.
type Instance struct {
	ID      string `json:"id"`            // names sockets, control groups and cookies
	UIDBase int    `json:"uid_base"`      // first uid of its block (decision 003)
	Try     bool   `json:"try,omitempty"` // made by commonhall try, with its defaults
	// Config is the file of settings; "": commonhall.yaml in its folder.
	Config string `json:"config,omitempty"`
}

// IsBuild reports whether the account uid is for checks and builds, and nobody's.
func (i Instance) IsBuild(uid int) bool {
	n := uid - i.UIDBase
	return warden.BuildOffset <= n && n < warden.PeopleOffset
}

// Blocks of uids lie between these: above what systems and systemd hand out, and
// below where some tools take a uid for a negative number.
const (
	firstBlock = 600_200_000
	lastBlock  = 1<<31 - warden.BlockSize
)

const instanceFile = "instance.json"

// RunRoot is where the sockets of all installations lie.
const RunRoot = "/run/commonhall"

// OpenInstance returns the installation recorded in dir.
func OpenInstance(dir string) (Instance, error) {
	var i Instance
	b, err := os.ReadFile(filepath.Join(dir, instanceFile))
	if errors.Is(err, fs.ErrNotExist) {
		if err := lost(dir); err != nil {
			return i, err
		}
		return i, commonhall.Errorf(commonhall.NotFound, "There is no commonhall in %s.", dir).
			WithHint("Start one with: commonhall try --dir " + dir)
	}
	if errors.Is(err, fs.ErrPermission) {
		return i, commonhall.Errorf(commonhall.PermissionDenied, "This account may not look into %s. Run it with sudo.", dir).Because(err)
	}
	if err == nil {
		err = json.Unmarshal(b, &i)
	}
	if err != nil || i.ID == "" || i.UIDBase < firstBlock || i.UIDBase > lastBlock || strings.Trim(i.ID, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
		return i, commonhall.Errorf(commonhall.FailedPrecondition, "%s in %s cannot be understood.", instanceFile, dir).
			WithHint(back(dir)).Because(err)
	}
	return i, nil
}

// RestoreMark is the file that says that a folder is being restored, and what; the
// record of the instance comes last then.
const RestoreMark = "restore.json"

// lost says that the record of an installation is not there, but its things are.
func lost(dir string) error {
	there := func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	}
	if there(RestoreMark) || !there("homes") && !there("hub") {
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The file %s is lost in %s, where the things of an installation lie.", instanceFile, dir).WithHint(back(dir))
}

// back says how the record of an installation comes back.
func back(dir string) string {
	return "It says which account numbers belong to this installation. Bring it back from a backup: commonhall backup restore --identity --from WHERE --dir " + dir
}

// MakeInstance returns the installation recorded in dir, or records a new one that
// is like kind and has an identity of its own.
func MakeInstance(dir string, kind Instance) (Instance, error) {
	if err := ownDir(dir); err != nil {
		return Instance{}, err
	}
	i, err := OpenInstance(dir)
	if commonhall.KindOf(err) != commonhall.NotFound {
		return i, err
	}
	i = kind
	i.ID, i.UIDBase = strings.ToLower(crand.Text()[:6]), firstBlock+rand.IntN((lastBlock-firstBlock)/warden.BlockSize)*warden.BlockSize
	err = i.save(dir)
	if errors.Is(err, fs.ErrExist) {
		return OpenInstance(dir) // another start of the same moment was first
	}
	return i, err
}

// passing begins the names of files that become the record of an instance.
const passing = instanceFile + ".new"

// save records a new instance, whole and for ever, unless there is one: who lost
// it would not know any more whose files the homes are.
func (i Instance) save(dir string) error {
	b, err := json.Marshal(i)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, passing)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Link(f.Name(), filepath.Join(dir, instanceFile))
}

// ownDir makes dir, or checks that it is root's: whoever can write there could
// become anybody.
func ownDir(dir string) error {
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The folder %s cannot be made.", dir).Because(err)
	}
	st, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner := st.Sys().(*syscall.Stat_t).Uid
	switch {
	case !st.IsDir():
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s is not a folder.", dir).WithHint("Choose another with --dir.")
	case owner != 0:
		return commonhall.Errorf(commonhall.FailedPrecondition, "The folder %s belongs to the account %d, not to root.", dir, owner).
			WithHint("Choose another with --dir, or give it to root: people's homes will lie there.")
	case st.Mode().Perm()&0o022 != 0:
		return commonhall.Errorf(commonhall.FailedPrecondition, "Others than root may write into the folder %s.", dir).
			WithHint("Choose another with --dir, or: chmod go-w " + dir)
	}
	if err := os.Chmod(dir, 0o711); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	_, known := os.Stat(filepath.Join(dir, instanceFile))
	for _, e := range entries {
		if known != nil && e.Name() != "commonhall.yaml" && !strings.HasPrefix(e.Name(), instanceFile) {
			if err := lost(dir); err != nil {
				return err
			}
			return commonhall.Errorf(commonhall.FailedPrecondition, "The folder %s holds other things, %s for one.", dir, e.Name()).
				WithHint("Choose an empty one with --dir.")
		}
	}
	return nil
}

// Paths of an installation.
type Paths struct{ dir, run, config string }

// PathsOf returns where the things of installation i, whose state is in dir, lie.
func PathsOf(dir string, i Instance) Paths {
	p := PathsIn(dir, filepath.Join(RunRoot, i.ID))
	if i.Config != "" {
		p.config = i.Config
	}
	return p
}

// PathsIn returns paths for state in dir and sockets in run.
func PathsIn(dir, run string) Paths { return Paths{dir, run, filepath.Join(dir, "commonhall.yaml")} }

func (p Paths) Dir() string          { return p.dir }
func (p Paths) Run() string          { return p.run }
func (p Paths) Config() string       { return p.config }                       // that the administrator writes
func (p Paths) Settings() string     { return filepath.Join(p.dir, "config") } // versions of it; see config/apply
func (p Paths) EdgeDir() string      { return filepath.Join(p.dir, "edge") }
func (p Paths) Certificates() string { return filepath.Join(p.dir, "edge", "certificates") }
func (p Paths) Hub() string          { return filepath.Join(p.dir, "hub") }
func (p Paths) Database() string     { return filepath.Join(p.dir, "hub", "commonhall.db") }
func (p Paths) Reserve() string      { return filepath.Join(p.dir, "hub", "reserve") } // of room on the disk; see machine
func (p Paths) Software() string     { return filepath.Join(p.dir, "hub", "environments") }
func (p Paths) Homes() string        { return filepath.Join(p.dir, "homes") }
func (p Paths) Groups() string       { return filepath.Join(p.dir, "groups") }
func (p Paths) Logs() string         { return filepath.Join(p.dir, "log") }
func (p Paths) Connections() string  { return filepath.Join(p.dir, "connections") } // a record of them, root's; see sandbox/network/trace
func (p Paths) Warden() string       { return filepath.Join(p.run, "warden.sock") }
func (p Paths) Edge() string         { return filepath.Join(p.run, "edge.sock") }
func (p Paths) Admin() string        { return filepath.Join(p.run, "admin.sock") }
func (p Paths) PAM() string          { return filepath.Join(p.run, "pam.sock") }
func (p Paths) Runs() string         { return filepath.Join(p.run, "runs") }
func (p Paths) WardenLock() string   { return filepath.Join(p.run, "warden.lock") }
func (p Paths) Lock() string         { return filepath.Join(p.run, "lock") }

// AdminSocket returns the administrators' socket of the installation in dir.
func AdminSocket(dir string) (string, error) {
	i, err := OpenInstance(dir)
	if err != nil {
		return "", err
	}
	return PathsOf(dir, i).Admin(), nil
}
