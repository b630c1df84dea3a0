// Package client speaks to the warden: the messages of its socket, and a
// connection that many goroutines share.
//
// The protocol (decision 002): a SOCK_SEQPACKET Unix socket, one JSON message of
// at most MaxPacket bytes a packet, descriptors beside it by SCM_RIGHTS. The
// first message each way is a Hello. Requests carry an id and may overlap; each
// gets one Reply with the same id. The peer's uid decides which verbs it may
// use, so there is nothing to sign in with.
package client

import (
	"time"

	"commonhall"
)

// Version of the protocol. A peer of another version is refused with a sentence.
const Version = 1

// MaxPacket is the largest message in bytes.
const MaxPacket = 64 << 10

// MaxLabel is the longest label of a run in bytes (spawner.MaxLabel).
const MaxLabel = 4 << 10

// BinaryInside is where programs in a sandbox find commonhall's own program.
const BinaryInside = "/run/commonhall/commonhall"

// Verb is what a request asks for.
type Verb string

const (
	Start     Verb = "start"
	Listening Verb = "listening" // answers when the port accepts
	Wait      Verb = "wait"      // answers when the run has ended
	Stop      Verb = "stop"      // ends the run and answers how it ended
	Forget    Verb = "forget"    // the hub has recorded the end
	StopAll   Verb = "stop-all"
	List      Verb = "list"
	Status    Verb = "status"
	Dial      Verb = "dial"     // answers with an unconnected socket of the run's network
	Listener  Verb = "listener" // answers with the hub's door
	Return    Verb = "return"   // gives a door back after the warden's crash
	Exec      Verb = "exec"
	ExecWait  Verb = "exec-wait"
	ExecKill  Verb = "exec-kill"
	Usage     Verb = "usage"
	Log       Verb = "log"
	SetLimits Verb = "set-limits" // of a run
	Lookup    Verb = "lookup"
	Disks     Verb = "disks" // what accounts have of the disk of homes
)

// Hello opens a connection.
type Hello struct {
	Version int    `json:"version"`
	Epoch   string `json:"epoch,omitempty"` // the warden's run: changes when it restarts
	PID     int    `json:"pid,omitempty"`   // the warden's
	Refused string `json:"refused,omitempty"`
}

// Request asks the warden for something. Which fields count depends on the verb.
type Request struct {
	ID        uint64                `json:"id"`
	Verb      Verb                  `json:"verb"`
	RequestID commonhall.RequestID  `json:"request_id,omitempty"`
	Server    commonhall.ServerID   `json:"server,omitempty"`
	Spec      *Spec                 `json:"spec,omitempty"`
	Limits    commonhall.Limits     `json:"limits,omitzero"`
	Port      int                   `json:"port,omitempty"`
	V6        bool                  `json:"v6,omitempty"`
	Grace     time.Duration         `json:"grace,omitempty"`
	By        string                `json:"by,omitempty"`
	After     string                `json:"after,omitempty"` // paging
	IDs       []commonhall.ServerID `json:"ids,omitempty"`
	Max       int                   `json:"max,omitempty"`
	Programs  []string              `json:"programs,omitempty"`
	Cmd       *Cmd                  `json:"cmd,omitempty"`
	Handle    uint64                `json:"handle,omitempty"`
	Signal    int                   `json:"signal,omitempty"`
	Accounts  []commonhall.Account  `json:"accounts,omitempty"`
}

// Spec is what the hub may say about a run. Everything else (folders, namespaces,
// groups) the warden knows itself.
type Spec struct {
	Account commonhall.Account `json:"account"`
	Command []string           `json:"command"`
	Env     []string           `json:"env,omitempty"`
	Port    int                `json:"port"`
	Limits  commonhall.Limits  `json:"limits"`
	Network commonhall.Network `json:"network,omitempty"`

	// Later than the first release. A warden of before does not know them, which
	// happens while one release follows another: it starts the run without software.
	// A run with a scratch home it refuses, because its account is not a person's.
	Software *commonhall.Software `json:"software,omitempty"`
	Scratch  bool                 `json:"scratch,omitempty"` // the home is empty, and gone with the run

	// Whose folders the run sees. An older warden shows none.
	Groups []commonhall.Membership `json:"groups,omitempty"`

	// What the hub wants to be told again. An older warden forgets it.
	Label string `json:"label,omitempty"`
}

// Cmd is a command beside a server.
type Cmd struct {
	Args     []string `json:"args"`
	Env      []string `json:"env,omitempty"`
	Dir      string   `json:"dir,omitempty"`
	Terminal bool     `json:"terminal,omitempty"` // else the request brings stdin, stdout, stderr
	Rows     uint16   `json:"rows,omitempty"`
	Cols     uint16   `json:"cols,omitempty"`
}

// Run is one run as the warden sees it.
type Run struct {
	ID      commonhall.ServerID    `json:"id"`
	UID     int                    `json:"uid"`
	Login   string                 `json:"login,omitempty"` // the name of the account
	Label   string                 `json:"label,omitempty"` // of the Spec
	Asked   bool                   `json:"asked,omitempty"` // somebody asked to stop it
	Phase   string                 `json:"phase"`           // spawner.Phase
	Started time.Time              `json:"started"`
	Limits  commonhall.Limits      `json:"limits,omitzero"` // in force
	Lacks   []commonhall.LimitName `json:"lacks,omitempty"` // those that the kernel cannot hold
	Network commonhall.Network     `json:"network,omitempty"`
	Notice  string                 `json:"notice,omitempty"`
	Missing string                 `json:"missing,omitempty"` // why folders of groups are not shown
	End     *commonhall.End        `json:"end,omitempty"`
}

// Code says in one word what kind of failure a Reply reports.
type Code string

const (
	Unknown  Code = "unknown"  // no such run
	HasEnded Code = "ended"    // the run has ended
	Busy     Code = "busy"     // the memory is in use
	Refused  Code = "refused"  // the request breaks a rule
	Internal Code = "internal" // the warden's or the machine's fault
)

// Reply answers the request of the same id.
type Reply struct {
	ID     uint64                                   `json:"id"`
	Code   Code                                     `json:"code,omitempty"` // empty: done
	Error  string                                   `json:"error,omitempty"`
	Runs   []Run                                    `json:"runs,omitempty"`
	Next   string                                   `json:"next,omitempty"` // List, Usage: ask again with After
	End    *commonhall.End                          `json:"end,omitempty"`
	Usage  map[commonhall.ServerID]commonhall.Usage `json:"usage,omitempty"`
	Log    []byte                                   `json:"log,omitempty"`
	Found  map[string]bool                          `json:"found,omitempty"`
	Handle uint64                                   `json:"handle,omitempty"`
	Exit   int                                      `json:"exit,omitempty"`
	Disks  map[int]Disk                             `json:"disks,omitempty"` // by uid; under 0 the disk itself
}

// MaxAccounts is of how many accounts one request may ask.
const MaxAccounts = 200

// Disk is what an account has of the disk of homes (spawner.Disk).
type Disk struct {
	Used, Limit, Files, MaxFiles int64
	Unheld                       string
}
