package commonhall

import (
	"cmp"
	"slices"
	"time"
)

// LimitName names one of the limits of a server.
type LimitName string

const (
	LimitMemory LimitName = "memory"      // bytes
	LimitCPU    LimitName = "cpu"         // cores
	LimitPIDs   LimitName = "pids"        // processes and threads
	LimitSoft   LimitName = "memory_soft" // bytes, from which on the kernel takes back what it can
	LimitWeight LimitName = "cpu_weight"  // the share of who waits for CPU, beside 100 of others
	LimitFiles  LimitName = "files"       // that one process has open
	LimitTmp    LimitName = "tmp"         // bytes in /tmp, and as many in /dev/shm
	LimitIO     LimitName = "io_weight"   // the share of who waits for a disk, beside 100 of others
	LimitNet    LimitName = "network"     // 1: none, 2: internet
	LimitRate   LimitName = "bandwidth"   // bytes a second, each way
	LimitDisk   LimitName = "disk"        // bytes, of all that the person keeps in their home

	// Not limits, but kept with them: what a server is to have in any case.
	GuaranteeMemory LimitName = "memory_guarantee" // bytes
	GuaranteeCPU    LimitName = "cpu_guarantee"    // cores

	// Nor these, which no run has for itself: they count at once, seconds both.
	LimitIdle LimitName = "idle_stop" // without use, after which a server is stopped
	LimitAge  LimitName = "max_age"   // after which a server is stopped, used or not
)

// LimitNames lists them in the order in which people read them.
func LimitNames() []LimitName {
	return []LimitName{LimitMemory, LimitSoft, LimitCPU, LimitWeight, LimitPIDs, LimitFiles, LimitTmp, LimitIO, LimitNet, LimitRate, LimitDisk, GuaranteeMemory, GuaranteeCPU}
}

// Limits are a server's bounds. Zero means no bound.
type Limits struct {
	Memory int64   `json:"memory"`                // bytes, everything that its processes hold
	CPU    float64 `json:"cpu"`                   // cores; 0.5 is half of one
	PIDs   int     `json:"pids"`                  // processes and threads
	Soft   int64   `json:"memory_soft,omitempty"` // this and what follows a warden of the first release does not know
	Weight int     `json:"cpu_weight,omitempty"`
	Files  int     `json:"files,omitempty"`
	Tmp    int64   `json:"tmp,omitempty"`
	IO     int     `json:"io_weight,omitempty"`
	Net    Network `json:"network,omitempty"`
	Rate   int64   `json:"bandwidth,omitempty"`
	Disk   int64   `json:"disk,omitempty"` // of the account, whichever run it is

	MemoryGuarantee int64   `json:"memory_guarantee,omitempty"`
	CPUGuarantee    float64 `json:"cpu_guarantee,omitempty"`
}

// at returns where a limit has its value.
func (l *Limits) at(name LimitName) any {
	return map[LimitName]any{LimitMemory: &l.Memory, LimitSoft: &l.Soft, LimitCPU: &l.CPU, LimitWeight: &l.Weight, LimitPIDs: &l.PIDs, LimitFiles: &l.Files, LimitTmp: &l.Tmp,
		LimitIO: &l.IO, LimitNet: &l.Net, LimitRate: &l.Rate, LimitDisk: &l.Disk, GuaranteeMemory: &l.MemoryGuarantee, GuaranteeCPU: &l.CPUGuarantee}[name]
}

// Get returns the value of one limit, 0 where it is none.
func (l Limits) Get(name LimitName) float64 {
	switch p := l.at(name).(type) {
	case *int64:
		return float64(*p)
	case *int:
		return float64(*p)
	case *float64:
		return *p
	case *Network:
		return float64(slices.Index(networks(), *p) + 1)
	}
	return 0
}

// Set changes one limit.
func (l *Limits) Set(name LimitName, v float64) {
	switch p := l.at(name).(type) {
	case *int64:
		*p = int64(v)
	case *int:
		*p = int(v)
	case *float64:
		*p = v
	case *Network:
		*p = NetworkAt(v)
	}
}

// networks lists what servers may reach, the least first: as a limit it is a number.
func networks() []Network { return []Network{NetworkNone, NetworkInternet} }

// NetworkAt returns the one with a number; none where nobody decided.
func NetworkAt(v float64) Network {
	if n := int(v); n > 0 && n <= len(networks()) {
		return networks()[n-1]
	}
	return ""
}

// Use is what is known about the use of a run, and outlives the hub.
type Use struct {
	Since time.Time     // it was in use until then
	CPU   time.Duration // that it had taken
	At    time.Time     // by then
}

// GivenLimit is a limit that the servers of a person or of a group have.
type GivenLimit struct {
	Kind  ChoiceKind
	Who   int       // uid or gid, which outlive names
	User  UserName  // of a person; empty where they were removed
	Group GroupName // of a group
	Limit LimitName
	Value float64
}

// Origin says by whose decision a limit has its value.
type Origin struct {
	By    string    `json:"origin"`          // user, group, app, option or default
	Group GroupName `json:"group,omitempty"` // where it is a group's
}

// Words say it in a sentence about a limit.
func (o Origin) Words() string {
	words := map[string]string{"user": "set for this person", "group": "set for the group " + string(o.Group), "app": "set for this app", "option": "chosen at its start"}[o.By]
	return cmp.Or(words, "the same for everybody")
}
