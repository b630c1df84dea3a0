package commonhall

import (
	"encoding/json"
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
	ID           ServerID // of the current or last run; empty while there was none
	User         UserName
	Name         ServerName
	Display      string          // what its person calls it, where that is not its name
	Options      json.RawMessage // what was asked of its last start: a JSON object; nil for nothing
	Environ      []string        // variables of this run that its options set
	App          AppName
	State        ServerState
	Started      time.Time
	LastActivity time.Time
	Progress     int                  // 0 to 100 while spawning
	Message      string               // what happens right now, for the person
	Limits       Limits               // in force for this run
	Origins      map[LimitName]Origin // of its limits, never changed in place; nil where it is not known
	Network      Network              // what this run has, once that is known
	Software     *Software            // what this run sees of an environment; nil: the machine's programs alone
	End          *End                 // how the last run ended; nil while none has
	PIDsReached  bool                 // programs of this run could not start a process, for it has as many as it may
	Refused      int                  // of Usage.Refused, those under a limit of processes of before
	OOMKills     int                  // processes that this run lost to its memory limit
	OOMLimit     int64                // the memory limit when it lost the last of them; 0 where that is not known
}

// Key returns which server of whom it is.
func (s Server) Key() ServerKey { return ServerKey{s.User, s.Name} }

// ServerName tells a person's servers apart; that of the default server is empty.
type ServerName string

// Validate reports whether n is a name as JupyterHub 6 wants it: one that can stand in any
// path and host name.
func (n ServerName) Validate() error {
	ok := len(n) > 0 && len(n) <= 30 && n[0] >= 'a' && n[0] <= 'z' && !strings.Contains(string(n), "--")
	for _, c := range []byte(n) {
		ok = ok && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
	}
	if !ok {
		return Errorf(InvalidArgument, "%q cannot be the name of a server.", string(n)).
			WithHint("A name has up to 30 small letters, digits and single dashes, the first a letter. What people read may be anything: display_name.")
	}
	return nil
}

// ServerKey says which server of whom.
type ServerKey struct {
	User UserName
	Name ServerName
}

// Server returns the key of a person's server.
func (n UserName) Server(name ServerName) ServerKey { return ServerKey{n, name} }

// Default returns the key of the server that everybody has.
func (n UserName) Default() ServerKey { return ServerKey{User: n} }

// Prefix returns the path under which the server is reached.
func (k ServerKey) Prefix() string {
	if k.Name == "" {
		return "/user/" + PathEscape(string(k.User)) + "/"
	}
	return "/user/" + PathEscape(string(k.User)) + "/" + string(k.Name) + "/"
}

// FullName is JupyterHub's: ada/ for the default server, ada/lab for another.
func (k ServerKey) FullName() string { return string(k.User) + "/" + string(k.Name) }

// String is what people type: ada, or ada/lab.
func (k ServerKey) String() string { return strings.TrimSuffix(k.FullName(), "/") }

// Words are for the middle of a sentence: server of ada, or server lab of ada.
func (k ServerKey) Words() string {
	if k.Name == "" {
		return "server of " + string(k.User)
	}
	return "server " + string(k.Name) + " of " + string(k.User)
}

// OAuthClient returns what a person's server is called as an OAuth client; "" is the default one.
func (n UserName) OAuthClient(server string) string {
	id := PathEscape(string(n))
	if server != "" {
		id += "-" + PathEscape(server)
	}
	return "jupyterhub-user-" + strings.ReplaceAll(id, "@", "%40")
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
	OOMKills int  // processes ended for memory since the start
	OOM      *OOM // the last of them, where that is known
	Refused  int  // processes that could not be started, for there were as many as the limit allows
}

// OOM is a process that the system ended because memory was short.
type OOM struct {
	Process string `json:"process"`           // as it called itself
	Held    int64  `json:"held"`              // bytes
	Machine bool   `json:"machine,omitempty"` // the whole machine was short, and it was not a limit
}

// String tells of it in a sentence, as python3, which held 126 MiB.
func (o OOM) String() string { return o.Process + ", which held " + FormatBytes(o.Held) }

// EndCause says who or what ended a server.
type EndCause string

const (
	EndExited    EndCause = "exited"  // its program ended by itself
	EndStopped   EndCause = "stopped" // somebody asked for it
	EndMemory    EndCause = "memory"  // the program hit the memory limit
	EndSignal    EndCause = "signal"  // a signal that nobody here sent
	EndUnknown   EndCause = "unknown" // nobody was watching when it ended
	EndRestart   EndCause = "restart" // the machine was restarted
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
	Origin string    `json:"origin,omitempty"` // by whose decision it is that limit
	Limit  int64     `json:"limit,omitempty"`  // the memory limit in bytes, where Cause is memory
	OOM    *OOM      `json:"oom,omitempty"`    // the process, where Cause is memory and that is known
	PIDs   int       `json:"pids,omitempty"`   // the limit of processes, where it had as many
	Detail string    `json:"detail,omitempty"` // a sentence, where one is known
	Log    string    `json:"log,omitempty"`    // the last lines of its output
}

// Sentence says in words why the run ended.
func (e End) Sentence() string {
	text := e.Detail
	switch e.Cause {
	case EndStopped:
		if e.By != "" {
			return "Stopped by " + e.By + "."
		}
		return "Stopped."
	case EndMemory:
		return e.memory()
	case EndSignal:
		text = "It was ended by the signal " + e.Signal + signalWords(e.Signal) + "."
	case EndExited:
		text = fmt.Sprintf("Its program ended by itself with status %d.", e.Code)
	case EndRestart:
		return "The machine was restarted while it ran."
	case EndUnknown:
		return "It ended while nobody was watching; how is not known."
	}
	if e.PIDs > 0 {
		text += fmt.Sprintf(" Before that it had as many processes as it may: %d, threads included.", e.PIDs)
	}
	return text
}

// memory is the sentence about an end for memory.
func (e End) memory() string {
	if e.OOM != nil && e.OOM.Machine {
		return "The whole machine was short of memory, so the system ended its program: " + e.OOM.String() + "."
	}
	whose, what := "", "it"
	if e.Origin != "" {
		whose = " (" + e.Origin + ")"
	}
	if e.OOM != nil {
		what = "its program: " + e.OOM.String()
	}
	return fmt.Sprintf("It needed more memory than its limit of %s%s, so the system ended %s.", FormatBytes(e.Limit), whose, what)
}

// signalWords says in brackets what a signal means that nobody here sent.
func signalWords(name string) string {
	switch name {
	case "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT", "SIGTRAP", "SIGSYS":
		return " (a fault in the program)"
	case "SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT":
		return " (sent by a program of its own, or by the administrator of the machine)"
	}
	return ""
}

// Hint says what to do about how the run ended; empty where that is nothing.
func (e End) Hint() string {
	switch e.Cause {
	case EndNoCommand:
		return "Choose something else, or ask your administrator to install it."
	case EndMemory:
		if e.OOM != nil && e.OOM.Machine {
			return "Start it again in a while, and tell your administrator: the machine has too little memory for what runs."
		}
		return "Work with less data at once, or ask your administrator for more memory."
	case EndNotReady, EndSetup:
		return "Try again. If it stays so, show this to your administrator."
	case EndExited, EndSignal:
		switch {
		case e.PIDs > 0:
			return "Start fewer programs and threads at once, or ask your administrator for more processes."
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
