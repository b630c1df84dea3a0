package web

import (
	"commonhall"
	"commonhall/server"
)

// DiskView is what somebody has of the disk.
type DiskView struct {
	Gauge   Gauge
	Warning string // there is hardly any room left, or none; empty where there is
	Full    bool
}

func diskView(d server.Disk) *DiskView {
	return &DiskView{Gauge: MemoryGauge(d.Used, d.Limit), Warning: d.Warning(), Full: d.Fullness() == server.Full}
}

// ownDisk is that of the person who looks at the page; nil where it is not known.
func (d *Door) ownDisk(v *visit) *DiskView {
	all, _ := d.servers.Glance(v.Context(), v.id.User)
	if mine, ok := all[v.id.User.Name]; ok {
		return diskView(mine)
	}
	return nil
}

// markFull fills in whose home has hardly any room left.
func (d *Door) markFull(v *visit, view *AdminView) {
	var people []commonhall.User
	for _, row := range view.People {
		people = append(people, commonhall.User{Name: row.Name, Account: row.account})
	}
	all, _ := d.servers.Glance(v.Context(), people...)
	for i, row := range view.People {
		switch disk := all[row.Name]; disk.Fullness() {
		case server.Full:
			view.People[i].Disk, view.People[i].Full = "home full", true
		case server.NearlyFull:
			view.People[i].Disk = "home nearly full"
		}
	}
}

// diskHolds says of a person's limit what they use, or why it is not held.
func (d *Door) diskHolds(v *visit, u commonhall.User, limit float64) string {
	all, why := d.servers.Glance(v.Context(), u)
	if mine, ok := all[u.Name]; ok {
		return " In use: " + mine.Words() + "."
	}
	if why != "" && limit > 0 {
		return " " + why
	}
	return ""
}
