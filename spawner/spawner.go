// Package spawner is the contract "run this server for this person under these
// limits". Drivers implement it (spawner/linux; spawnertest.Pretend pretends);
// spawnertest.Run is the suite that every driver must pass.
//
// The contract is decision 001. What always holds:
//
//   - An id names one run. Start with an id that exists changes nothing.
//   - A run that has ended stays known (List, Status, Wait) until Forget is called
//     for it, so that a hub that was away learns how it ended.
//   - Nothing that a hub does or fails to do, dying included, ends a run.
package spawner

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"commonhall"
)

// Capabilities says what a driver can do.
type Capabilities struct {
	Driver     string // "linux"
	Limits     bool   // memory, CPU and PIDs are enforced
	HubAPI     bool   // HubListener works: servers reach the hub by a door of their own
	SurvivesUs bool   // runs outlive the process that started them
	Binary     string // where programs inside find commonhall's own program
}

// Spec says what to run. The driver decides where; the program listens on
// 127.0.0.1:Port as it sees it.
type Spec struct {
	ID      commonhall.ServerID
	User    commonhall.UserName // for messages only
	Account commonhall.Account
	Command []string // Command[0] is looked up inside, in PATH
	Env     []string // KEY=value, added to HOME, USER, LOGNAME, SHELL, PATH, LANG
	Port    int
	Limits  commonhall.Limits
	Network commonhall.Network // empty: none

	// Software is shown to the run at its path: read-only, or with the changes of a
	// draft. A draft that a living run has is refused to another.
	Software *commonhall.Software
	// Groups are those of which the run sees the folders, below commonhall.ClassFolder.
	Groups []commonhall.Membership
	// Scratch makes the home an empty one in memory, which is gone with the run. It is
	// for the accounts of nobody in particular, and they have no other.
	Scratch bool
	// Label is told again in Status, and means nothing to the driver. At most MaxLabel bytes.
	Label string
}

// MaxLabel is the longest label of a run, in bytes.
const MaxLabel = 4 << 10

// Disk is what an account has of a disk.
type Disk struct {
	Used, Limit     int64  // bytes; a limit of 0 is none
	Files, MaxFiles int64  // folders too; zeros where the file system bounds none
	Unheld          string // a sentence: why no limit is held, and nothing else is known
}

// Phase is how far a run has come, as the driver sees it.
type Phase string

const (
	Starting  Phase = "starting"  // accepted; the program may not yet run
	Running   Phase = "running"   // the program runs
	Listening Phase = "listening" // and its port accepts connections
	Ended     Phase = "ended"     // every process is gone
)

// Status tells how a run is doing.
type Status struct {
	ID      commonhall.ServerID
	UID     int
	Login   string // the name of its account
	Label   string // of its Spec; empty where it was started before there were any
	Asked   bool   // somebody asked to stop it
	Phase   Phase
	Started time.Time
	Limits  commonhall.Limits      // in force
	Lacks   []commonhall.LimitName // those that the machine cannot hold
	Network commonhall.Network     // what it has, as soon as it runs
	Notice  string                 // why that is less than was asked for
	Missing string                 // which folders of groups it does not see, and why
	End     *commonhall.End        // where Phase is Ended
}

// Cmd is a command to run beside a server, in the same sandbox, under the same
// account and limits.
type Cmd struct {
	Args           []string
	Env            []string
	Dir            string // default the home
	Terminal       bool   // with a pseudo-terminal: Stdout then carries everything
	Rows, Cols     uint16
	Stdin          io.Reader
	Stdout, Stderr io.Writer
}

// Process is a command started by Exec.
type Process interface {
	// Wait returns the exit status when the command and the copying of its
	// output have ended. 128+n stands for death by signal n.
	Wait(ctx context.Context) (int, error)
	Signal(s os.Signal) error
	Resize(rows, cols uint16) error
}

// Errors that a driver returns wrapped; compare with errors.Is.
var (
	ErrUnknown = errors.New("no such run")               // never started, or stopped and forgotten
	ErrEnded   = errors.New("the run has ended")         // known, but nothing runs
	ErrRefused = errors.New("refused by the spawner")    // the spec breaks a rule of the driver
	ErrBusy    = errors.New("the memory is in use")      // a limit cannot be made so small
	ErrAway    = errors.New("the spawner cannot be had") // try again: nothing is known to have happened
)

// Spawner runs servers. Its methods may be called at the same time; each
// honours its context, and a cancelled call leaves no half-made run behind that
// List does not show.
type Spawner interface {
	Capabilities() Capabilities

	// Start runs spec and returns when the driver has accepted it: from then on
	// List shows it, whatever dies. The same id twice is one run. Problems that
	// show later (a missing command) end the run and are told by Wait. A network that
	// cannot be had does not: the run has none then, and Status tells why.
	Start(ctx context.Context, spec Spec) error

	// Listening returns nil as soon as the program accepts connections on its
	// port, ErrEnded if the run ended before, ErrUnknown for an unknown id.
	Listening(ctx context.Context, id commonhall.ServerID) error

	// Stop asks the program to end and after grace ends every process of the run.
	// by is recorded as who asked. It returns how the run ended. An unknown id
	// succeeds with a nil End, and a Start for it that is still on its way, or
	// comes later, is refused.
	Stop(ctx context.Context, id commonhall.ServerID, grace time.Duration, by string) (*commonhall.End, error)

	// Forget drops the record of a run that has ended. An unknown id succeeds; a
	// run that has not ended is refused.
	Forget(ctx context.Context, id commonhall.ServerID) error

	// List returns every run that is known, those from before a restart included.
	List(ctx context.Context) ([]Status, error)

	// Status returns one run, or ErrUnknown.
	Status(ctx context.Context, id commonhall.ServerID) (Status, error)

	// Wait returns how the run ended, as soon as it has. ErrUnknown if the run
	// is not known, or is forgotten while waiting.
	Wait(ctx context.Context, id commonhall.ServerID) (commonhall.End, error)

	// SetLimits changes the limits of a run; one that cannot be had leaves all as they
	// were (ErrBusy where the kernel does not take memory back). It may end programs of
	// a run that uses more memory.
	SetLimits(ctx context.Context, id commonhall.ServerID, l commonhall.Limits) error

	// Dial connects to a port on the run's own loopback. It is the only way in.
	Dial(ctx context.Context, id commonhall.ServerID, port int) (net.Conn, error)

	// HubListener returns the listener on which programs inside reach the hub's
	// API (127.0.0.1:8081 as they see it). The caller closes it; that leaves the
	// door itself open, and calls queue until somebody asks for it again.
	HubListener(ctx context.Context, id commonhall.ServerID) (net.Listener, error)

	// Exec runs a command beside the server.
	Exec(ctx context.Context, id commonhall.ServerID, cmd Cmd) (Process, error)

	// Usage returns what each run uses now; ids that are unknown or ended are
	// left out. No ids: all.
	Usage(ctx context.Context, ids ...commonhall.ServerID) (map[commonhall.ServerID]commonhall.Usage, error)

	// Log returns the last bytes of the run's output, at most max.
	Log(ctx context.Context, id commonhall.ServerID, max int) ([]byte, error)

	// Disks returns what accounts have of the disk of homes, by uid; who has no home yet
	// is left out. Under 0 it says whether that disk bounds anybody.
	Disks(ctx context.Context, accounts ...commonhall.Account) (map[int]Disk, error)

	// Lookup says which of the programs exist inside a sandbox.
	Lookup(ctx context.Context, programs []string) (map[string]bool, error)
}
