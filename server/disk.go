package server

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// How much of the disk people have and use. It is the account's, whether a server runs
// or not: the limit is given at each start, and stays.

// Disk is what somebody has of the disk of homes.
type Disk spawner.Disk

// Fullness is how near somebody is to their limit.
type Fullness int

const (
	Roomy      Fullness = iota
	NearlyFull          // nine tenths are used
	Full                // the last hundredth is

	unknown Fullness = -1 // what the hub before has told
)

// Fullness looks at bytes and at files.
func (d Disk) Fullness() Fullness {
	part := max(share(d.Used, d.Limit), share(d.Files, d.MaxFiles))
	switch {
	case part >= 0.99:
		return Full
	case part >= 0.9:
		return NearlyFull
	}
	return Roomy
}

func share(used, limit int64) float64 {
	if limit <= 0 {
		return 0
	}
	return float64(used) / float64(limit)
}

// Words say what is used.
func (d Disk) Words() string {
	text := commonhall.FormatBytes(d.Used)
	if d.Limit > 0 {
		text += " of " + commonhall.FormatBytes(d.Limit)
	}
	if share(d.Files, d.MaxFiles) >= 0.9 {
		text += ", " + strconv.FormatInt(d.Files, 10) + " of " + strconv.FormatInt(d.MaxFiles, 10) + " files"
	}
	return text
}

// Warning says to a person whose home has little room what to do; empty where it has enough.
func (d Disk) Warning() string {
	switch d.Fullness() {
	case Full:
		return "Your home is full (" + d.Words() + "): programs can save nothing more in it. Start the terminal, or open one in what runs, and delete what you do not need. If you need more room, ask your administrator."
	case NearlyFull:
		return "Your home is nearly full: " + d.Words() + ". Delete what you do not need, or ask your administrator for more room."
	}
	return ""
}

// Disks returns what people have and use. Who never had a server has no home and is left
// out; so is everybody whose disk counts nothing.
func (m *Manager) Disks(ctx context.Context, people ...commonhall.User) (map[commonhall.UserName]Disk, error) {
	accounts := make([]commonhall.Account, len(people))
	for i, u := range people {
		accounts[i] = u.Account
	}
	ctx, cancel := context.WithTimeout(ctx, diskPatience)
	defer cancel()
	all, err := m.spawner.Disks(ctx, accounts...)
	return disksOf(all, people), err
}

// disksOf are those of people who have a home on a disk that counts.
func disksOf(all map[int]spawner.Disk, people []commonhall.User) map[commonhall.UserName]Disk {
	out := map[commonhall.UserName]Disk{}
	for _, u := range people {
		if d, ok := all[u.Account.UID]; ok && d.Unheld == "" {
			out[u.Name] = Disk(d)
		}
	}
	return out
}

// diskPatience is how long a question waits for what the disk says.
const diskPatience = 2 * time.Second

// DiskUnheld says why a limit of the disk is not held: for anybody, or for those of people
// who have a home. It is empty where it is, or where nobody can say.
func (m *Manager) DiskUnheld(ctx context.Context, people ...commonhall.User) string {
	ctx, cancel := context.WithTimeout(ctx, diskPatience)
	defer cancel()
	var accounts []commonhall.Account
	for _, u := range people {
		accounts = append(accounts, u.Account)
	}
	all, err := m.spawner.Disks(ctx, accounts...)
	if err != nil {
		return ""
	}
	return unheld(all, people)
}

// unheld says so of what the disk has said.
func unheld(all map[int]spawner.Disk, people []commonhall.User) string {
	var names []string
	why := all[0].Unheld
	for _, u := range people {
		if d := all[u.Account.UID]; d.Unheld != "" && all[0].Unheld == "" {
			why, names = d.Unheld, append(names, string(u.Name))
		}
	}
	whose := ""
	switch {
	case why == "":
		return ""
	case len(names) > 3:
		whose = " for " + strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
	case len(names) > 0:
		whose = " for " + strings.Join(names, ", ")
	}
	return "The limit of the disk is not held" + whose + ". " + why + " How to change that: commonhall doc limits"
}

// DiskTrouble is DiskUnheld where somebody has such a limit, by the settings or of their own.
func (m *Manager) DiskTrouble(ctx context.Context, people ...commonhall.User) string {
	given, err := m.store.Limits(ctx)
	if err != nil || m.cfg.Limits.Disk == 0 && !slices.ContainsFunc(given, func(l commonhall.GivenLimit) bool { return l.Limit == commonhall.LimitDisk }) {
		return ""
	}
	return m.DiskUnheld(ctx, people...)
}

// unheldFor is DiskUnheld for people by name.
func (m *Manager) unheldFor(ctx context.Context, names []commonhall.UserName) string {
	var people []commonhall.User
	for _, name := range names {
		if u, err := m.store.User(ctx, name); err == nil {
			people = append(people, u)
		}
	}
	return m.DiskUnheld(ctx, people...)
}

// diskEvery is how often it is looked who has little room left.
const diskEvery = time.Minute

// lookAtDisks tells whose home has become full, or nearly, once: they are told again when
// it was roomy in between. Of a server from before, the hub before has told.
func (m *Manager) lookAtDisks(ctx context.Context) {
	var people []commonhall.User
	running := map[commonhall.UserName]*server{} // one of each person's: the home is theirs together
	for _, s := range m.all() {
		if running[s.name] == nil && s.snapshot().State == commonhall.Ready {
			people, running[s.name] = append(people, commonhall.User{Name: s.name, Account: s.acct}), s
		}
	}
	if len(people) == 0 {
		return
	}
	disks, err := m.Disks(ctx, people...)
	if err != nil {
		return // the next look finds out
	}
	for _, s := range running {
		d, known := disks[s.name]
		if !known {
			continue
		}
		now := d.Fullness()
		m.mu.Lock()
		p := m.person(s.name)
		told := p.told
		if now > told || told == unknown || now == Roomy && max(share(d.Used, d.Limit), share(d.Files, d.MaxFiles)) < 0.8 {
			p.told = now
		}
		m.mu.Unlock()
		if now > told && told != unknown {
			s.record(ctx, commonhall.EventServerDisk, d.sentence(s.name, whose(s.snapshot(), commonhall.LimitDisk)))
		}
	}
}

func (d Disk) sentence(name commonhall.UserName, origin string) string {
	if d.Fullness() == Full {
		return "The home of " + string(name) + " is full: " + d.Words() + origin + ". Programs can save nothing more in it until something is deleted, in the terminal for instance, or an administrator gives more."
	}
	return "The home of " + string(name) + " is nearly full: " + d.Words() + origin + "."
}

// classDisk fills in how much the folders of groups may hold: each group's as much as a
// member has through it, or else as everybody.
func (m *Manager) classDisk(ctx context.Context, list []commonhall.Membership) ([]commonhall.Membership, error) {
	given, err := m.store.Limits(ctx)
	if err != nil {
		return nil, err
	}
	list = slices.Clone(list)
	for i, g := range list {
		list[i].Disk = int64(m.everybodys(commonhall.LimitDisk, given))
		for _, l := range given {
			if l.Kind == commonhall.ForGroup && l.Who == g.GID && l.Limit == commonhall.LimitDisk {
				list[i].Disk = int64(l.Value)
			}
		}
	}
	return list, nil
}
