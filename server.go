package commonhall

import (
	"fmt"
	"strings"
	"time"
)

// ServerID names one run of one server: a new start has a new id, so that an
// old run that is still ending is never confused with its successor. It is
// lower-case letters, digits and dashes, at most 40, safe in any path.
type ServerID string

// Validate reports whether id has the form that paths and groups rely on.
func (id ServerID) Validate() error {
	if len(id) == 0 || len(id) > 40 || id[0] == '-' {
		return Errorf(InvalidArgument, "%q is not a server id.", string(id))
	}
	for _, c := range []byte(id) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
			return Errorf(InvalidArgument, "%q is not a server id.", string(id))
		}
	}
	return nil
}

// ServerState is where a server is in its life:
// stopped → spawning → ready → stopping → stopped, or failed.
type ServerState string

const (
	Stopped  ServerState = "stopped"
	Spawning ServerState = "spawning"
	Ready    ServerState = "ready"
	Stopping ServerState = "stopping"
	Failed   ServerState = "failed" // as stopped, with a reason to read
)

// Active reports whether processes of the server may exist.
func (s ServerState) Active() bool { return s == Spawning || s == Ready || s == Stopping }

// Server is a person's computer: one app that runs under their account.
type Server struct {
	ID           ServerID // of the current or last run
	User         UserName
	App          AppName
	State        ServerState
	Started      time.Time
	LastActivity time.Time
	Progress     int       // 0 to 100 while spawning
	Message      string    // what happens right now, for the person
	Limits       Limits    // in force for this run
	Network      Network   // what this run has, once that is known
	Software     *Software // what this run sees of an environment; nil: the machine's programs alone
	End          *End      // how the last run ended; nil while none has
	OOMKills     int       // processes that this run lost to its memory limit
}

// Prefix returns the path under which the server is reached.
func (n UserName) Prefix() string { return "/user/" + PathEscape(string(n)) + "/" }

// Limits are a server's hard bounds. Zero means no bound.
type Limits struct {
	Memory int64   `json:"memory"` // bytes, everything that its processes hold
	CPU    float64 `json:"cpu"`    // cores; 0.5 is half of one
	PIDs   int     `json:"pids"`   // processes and threads
}

// Network is what the programs of a server may reach besides the hub.
type Network string

const (
	NetworkNone     Network = "none"
	NetworkInternet Network = "internet" // and nothing nearer, unless the administrator allows it
)

// Usage is what a server uses now.
type Usage struct {
	Memory   int64         // bytes, without caches that the kernel would give back
	CPU      time.Duration // since its start
	PIDs     int
	OOMKills int // processes ended for memory since the start
}

// EndCause says who or what ended a server.
type EndCause string

const (
	EndExited    EndCause = "exited"  // its program ended by itself
	EndStopped   EndCause = "stopped" // somebody asked for it
	EndMemory    EndCause = "memory"  // the program hit the memory limit
	EndSignal    EndCause = "signal"  // a signal that nobody here sent
	EndUnknown   EndCause = "unknown" // nobody was watching when it ended
	EndNotReady  EndCause = "not_ready"
	EndNoCommand EndCause = "no_command" // the app's program does not exist
	EndSetup     EndCause = "setup"      // it could not be started
)

// End tells how a run ended, so that a person can be told.
type End struct {
	At     time.Time `json:"at"`
	Cause  EndCause  `json:"cause"`
	Code   int       `json:"code"`             // exit status where Cause is exited
	Signal string    `json:"signal,omitempty"` // as SIGKILL
	By     string    `json:"by,omitempty"`     // who asked, where Cause is stopped
	Limit  int64     `json:"limit,omitempty"`  // the memory limit in bytes, where Cause is memory
	Detail string    `json:"detail,omitempty"` // a sentence, where one is known
	Log    string    `json:"log,omitempty"`    // the last lines of its output
}

// Sentence says in words why the run ended.
func (e End) Sentence() string {
	switch e.Cause {
	case EndStopped:
		if e.By != "" {
			return "Stopped by " + e.By + "."
		}
		return "Stopped."
	case EndMemory:
		return fmt.Sprintf("It needed more memory than its limit of %s, so the system ended it.", FormatBytes(e.Limit))
	case EndSignal:
		return "It was ended by the signal " + e.Signal + "."
	case EndExited:
		return fmt.Sprintf("Its program ended by itself with status %d.", e.Code)
	case EndUnknown:
		return "It ended while nobody was watching; how is not known."
	}
	return e.Detail
}

// Hint says what to do about how the run ended; empty where that is nothing.
func (e End) Hint() string {
	switch e.Cause {
	case EndNoCommand:
		return "Choose something else, or ask your administrator to install it."
	case EndMemory:
		return "Work with less data at once, or ask your administrator for more memory."
	case EndNotReady, EndSetup:
		return "Try again. If it stays so, show this to your administrator."
	case EndExited, EndSignal:
		switch {
		case strings.Contains(e.Log, "No space left on device"), strings.Contains(e.Log, "Disk quota exceeded"):
			return "There is no room left on its disk. Open the terminal, delete what you do not need, and start again."
		case e.Log != "":
			return "The end of its log may say why."
		}
	}
	return ""
}

// FormatBytes writes n in binary units, as 512 MiB.
func FormatBytes(n int64) string {
	const units = "KMGTPE"
	if n < 1024 {
		return fmt.Sprintf("%d bytes", n)
	}
	v, i := float64(n)/1024, 0
	for v >= 1023.95 && i < len(units)-1 { // what would round to 1024 is one of the next unit
		v, i = v/1024, i+1
	}
	return fmt.Sprintf("%s %ciB", strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0"), units[i])
}
