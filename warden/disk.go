package warden

import (
	"os"
	"time"

	"commonhall"
	"commonhall/sandbox/folder"
	"commonhall/sandbox/quota"
	"commonhall/warden/client"
)

// bound lets owner, whose folder dir is, have so much of its disk. Where that cannot be
// had they have all of it: their work is more.
func (w *Warden) bound(dir *os.File, owner int, bytes int64) {
	if err := quota.Set(dir, owner, bytes); err != nil && bytes > 0 {
		w.log.Warn("a limit of the disk is not held", "account", owner, "bytes", bytes, "error", err)
	}
}

// disks says what accounts have of the disk of homes, and under 0 whether it bounds
// anybody. Who has no home yet is left out, and whoever is no person of ours. A few at a
// time look: on a disk that hangs, pages would ask without end.
func (w *Warden) disks(accounts []commonhall.Account) (client.Reply, []*os.File, error) {
	select {
	case w.looks <- struct{}{}:
	case <-time.After(time.Second):
		return client.Reply{}, nil, fail(client.Busy, "the disk of homes does not answer")
	}
	defer func() { <-w.looks }()
	homes, err := os.Open(w.cfg.Homes)
	if err != nil {
		return client.Reply{}, nil, err
	}
	defer homes.Close()
	out := map[int]client.Disk{0: client.Disk(quota.Look(homes, 0))}
	for _, a := range accounts[:min(len(accounts), client.MaxAccounts)] {
		if n := a.UID - w.cfg.UIDBase; n < PeopleOffset || n >= BlockSize || !loginName(a.Name) {
			continue
		}
		if home, err := folder.Open(homes, homeName(a, w.cfg.UIDBase), a.UID); err == nil {
			out[a.UID] = client.Disk(quota.Look(home, a.UID))
			home.Close()
		}
	}
	return client.Reply{Disks: out}, nil, nil
}
