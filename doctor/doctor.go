// Package doctor says what is wrong with an installation and its machine, why, and
// what to do about it (decision 017), and collects what a helper needs to know.
//
// It reads, and changes nothing but its own folder of records. Codes are listed in
// codes.go; a check returns findings with them. What always holds: Examine ends
// within the patience that it is given, whatever hangs, and with whatever it could
// find out; nothing that a helper gets holds a secret that can be known as one.
package doctor

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"commonhall/config/apply"
	"commonhall/supervisor"
)

// Severity says how bad a finding is.
type Severity string

const (
	Note    Severity = "note"    // to be known
	Warning Severity = "warning" // becomes an error one day
	Error   Severity = "error"   // people feel it
)

// Finding is one thing that is wrong.
type Finding struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	About    string   `json:"about,omitempty"` // which unit, name or folder
	Said     string   `json:"said"`            // what is wrong
	Cause    string   `json:"cause"`
	Do       string   `json:"do"`   // what a person must do; "": what the commands do
	Run      []string `json:"run"`  // commands to copy
	Page     string   `json:"page"` // of the documentation: commonhall doc PAGE
}

// Report is the result of one examination.
type Report struct {
	At       time.Time `json:"at"`
	Version  string    `json:"version"`
	Seconds  float64   `json:"seconds"`
	Findings []Finding `json:"findings"`
}

// Worst returns the severity of the worst finding, "" without one.
func (r Report) Worst() Severity {
	worst := Severity("")
	for _, f := range r.Findings {
		if rank(f.Severity) > rank(worst) {
			worst = f.Severity
		}
	}
	return worst
}

// Count returns how many findings there are of a severity.
func (r Report) Count(s Severity) (n int) {
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

func rank(s Severity) int { return slices.Index([]Severity{"", Note, Warning, Error}, s) }

// House is the installation that is looked at. Every field must be set, but where
// it says otherwise.
type House struct {
	Dir         string
	Instance    supervisor.Instance
	InstanceErr error        // why there is none
	Store       *apply.Store // of its settings; nil if there is no instance
	Facts       Facts        // what the settings in force say
	Units       []string     // of systemd; nil where there are none, as under try
	Version     string
	Built       time.Time // of the program; zero: nobody knows
	Root        string    // "/"; where /proc, /sys and /run are
	Patience    time.Duration
	Run         Runner                                                         // of the machine's own commands
	Lookup      func(ctx context.Context, name string) ([]netip.Addr, error)   // in DNS
	Dial        func(ctx context.Context, addr netip.AddrPort) *http.Transport // to one address, whatever the name
	Filter      func() (Filter, error)                                         // around people's servers; nil: nobody knows
	Fence       func() int                                                     // the version of the kernel's landlock; nil: nobody knows
	Now         func() time.Time
}

// Runner runs a command and returns what it wrote to its standard output.
type Runner func(ctx context.Context, name string, args ...string) (string, error)

// Facts are the settings that matter here.
type Facts struct {
	Names     []string // under which people reach it
	TLS       bool     // browsers come by https
	BackupTo  string   // where backups go, "": nowhere
	Elsewhere bool     // the database is not a file of ours
	Internet  bool     // servers reach the internet
	First     string   // what the first environment is made of
}

// check is one look at something. It returns in time, or is reported as hanging.
type check struct {
	name string
	look func(*look, context.Context) error
}

// checks are all that there are.
func checks() []check {
	return []check{
		{"the services", (*look).units}, {"the hub", (*look).hub}, {"the warden", (*look).warden}, {"the edge", (*look).edge},
		{"names and addresses", (*look).names}, {"certificates", (*look).certificates},
		{"the clock", (*look).clock}, {"control groups", (*look).groups}, {"the second fence", (*look).fence}, {"crashes", (*look).crashes}, {"AppArmor", (*look).armor}, {"memory", (*look).memory},
		{"disks", (*look).disks}, {"filesystems", (*look).filesystems}, {"quotas", (*look).quotas}, {"the kernel's messages", (*look).kernel},
		{"the database", (*look).database}, {"disks of people's files", (*look).folders}, {"accounts and homes", (*look).homes}, {"servers", (*look).servers},
		{"administrators", (*look).administrators}, {"ways to sign in", (*look).providers}, {"the class's software", (*look).software}, {"the settings", (*look).settings}, {"backups", (*look).backups},
		{"the program's age", (*look).age}, {"upgrades", (*look).upgrade}, {"the network of servers", (*look).network}, {"resolvers of servers", (*look).resolvers},
		{"other installations", (*look).others},
	}
}

// look is one examination under way.
type look struct {
	House
	paths   supervisor.Paths
	inspect func() (inspection, error) // asks the hub once

	mu    sync.Mutex
	found []Finding
	ended bool
}

// Examine looks at everything at once, for no longer than the patience.
func (h House) Examine(ctx context.Context) Report {
	began := h.Now()
	ctx, cancel := context.WithTimeout(ctx, h.Patience)
	defer cancel()
	l := &look{House: h, paths: supervisor.PathsOf(h.Dir, h.Instance)}
	l.inspect = sync.OnceValues(func() (inspection, error) { return l.askHub(ctx) })
	l.identity()
	pending := map[string]chan error{}
	for _, c := range checks() {
		done := make(chan error, 1)
		pending[c.name] = done
		// Nobody waits for one that hangs, as on a network disk that is away: what
		// the kernel does not let go of ends with the program.
		go func() { done <- c.look(l, ctx) }()
	}
	for name, done := range pending {
		// A check whose context has just ended gets a moment to say so.
		select {
		case err := <-done:
			l.failed(name, err)
		case <-l.late(ctx):
			select {
			case err := <-done:
				l.failed(name, err)
			default:
				l.find("check-hangs", name, "The look at %s did not end within %s.", name, h.Patience)
			}
		}
	}
	return Report{At: began.UTC(), Version: h.Version, Seconds: h.Now().Sub(began).Seconds(), Findings: l.end()}
}

// graceAfter is how long a check may take to notice that its time is over.
const graceAfter = 200 * time.Millisecond

// late is closed some moments after ctx has ended.
func (l *look) late(ctx context.Context) <-chan struct{} {
	out := make(chan struct{})
	context.AfterFunc(ctx, func() { time.AfterFunc(graceAfter, func() { close(out) }) })
	return out
}

func (l *look) failed(name string, err error) {
	if err != nil {
		l.find("check-failed", name, "The look at %s went wrong: %s.", name, strings.TrimSuffix(err.Error(), "."))
	}
}

// find records a finding. What a check finds after the end is left out.
func (l *look) find(code, about, format string, args ...any) {
	l.findAs("", code, about, format, args...)
}

// findAs is find with another severity than the code has, if one is given.
func (l *look) findAs(other Severity, code, about, format string, args ...any) {
	c, ok := codeOf(code)
	if !ok {
		c = Code{Code: code, Severity: Error}
	}
	f := Finding{Code: code, Severity: cmp.Or(other, c.Severity), About: about, Said: fmt.Sprintf(format, args...), Cause: c.Cause, Run: []string{}, Page: c.Page}
	fill := strings.NewReplacer("ABOUT", about)
	f.Do = fill.Replace(c.Do)
	for _, command := range c.Run {
		f.Run = append(f.Run, fill.Replace(command))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.found = append(l.found, f)
	}
}

// end returns what was found, without consequences of other findings, the worst first.
func (l *look) end() []Finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	out := []Finding{}
	for _, f := range l.found {
		if !slices.ContainsFunc(l.found, func(cause Finding) bool { return cause.hides(f) }) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(rank(b.Severity)-rank(a.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.About, b.About))
	})
	return out
}

// hides reports whether f is a consequence of c. A consequence is named by its code,
// or by its code and what it is about; a cause about one unit may be named likewise.
func (c Finding) hides(f Finding) bool {
	cause, _ := codeOf(c.Code)
	for _, h := range cause.Hides {
		when, what, found := strings.Cut(h, ": ")
		if !found {
			when, what = "", h
		}
		if (when == "" || when == c.About) && (what == f.Code || what == f.Code+" "+f.About) && (c.Code != f.Code || c.About != f.About) {
			return true
		}
	}
	return false
}

// at returns where a file of the machine lies.
func (l *look) at(path string) string { return filepath.Join(l.Root, path) }

// installed reports whether there is an installation to look at.
func (l *look) installed() bool { return l.InstanceErr == nil }
