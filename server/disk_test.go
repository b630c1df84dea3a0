package server

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/spawner"
)

func (h *house) uid(name commonhall.UserName) int {
	u, err := h.db.User(h.ctx(), name)
	h.must(err)
	return u.Account.UID
}

// glance lets it be looked once who has little room left.
func (h *house) glance() string {
	time.Sleep(diskEvery) // of the bubble's time
	synctest.Wait()
	return h.told(commonhall.EventServerDisk)
}

// TestHomesFillUp: whose home becomes nearly full, and then full, is told so once each;
// again only when there was room in between. The hub may have been another meanwhile.
func TestHomesFillUp(t *testing.T) {
	limited(t, func(h *house) {
		_, err := h.set(commonhall.ForGroup, "math", "disk=1G", false, false)
		h.must(err)
		h.start("ada", "page")
		if s := h.until("ada", commonhall.Ready); s.Limits.Disk != 1<<30 {
			t.Errorf("the run has %+v", s.Limits)
		}
		has := func(used, files int64) string {
			t.Helper()
			h.sp.SetDisk(h.uid("ada"), spawner.Disk{Used: used, Limit: 1 << 30, Files: files, MaxFiles: 65536})
			before := h.told(commonhall.EventServerDisk)
			return strings.TrimPrefix(h.glance()[len(before):], "\n")
		}
		for _, c := range []struct {
			used, files int64
			want        string
		}{
			{500 << 20, 100, ""},
			{930 << 20, 100, "The home of ada is nearly full: 930 MiB of 1 GiB (set for the group math)."},
			{940 << 20, 100, ""},
			{1023 << 20, 100, "The home of ada is full: 1023 MiB of 1 GiB (set for the group math). Programs can save nothing more in it until something is deleted, in the terminal for instance, or an administrator gives more."},
			{930 << 20, 100, ""},
			{1024 << 20, 100, ""},
			{100 << 20, 60000, ""},
			{100 << 20, 100, ""},
			{100 << 20, 60000, "The home of ada is nearly full: 100 MiB of 1 GiB, 60000 of 65536 files (set for the group math)."},
		} {
			if got := has(c.used, c.files); got != c.want {
				t.Errorf("%d bytes, %d files: %q\nwant %q", c.used, c.files, got, c.want)
			}
		}
		h.reboot()
		h.until("ada", commonhall.Ready)
		if again := h.glance(); again != "" {
			t.Errorf("after the hub it is told again: %q", again)
		}
		if got := has(1024<<20, 100); !strings.Contains(got, "is full") {
			t.Errorf("the next hub tells %q", got)
		}
	})
}

// TestRoomOfGroups: the folders of a group have what a member has through it, or else what
// everybody has.
func TestRoomOfGroups(t *testing.T) {
	limited(t, func(h *house) {
		_, err := h.set(commonhall.ForGroup, "math", "disk=5G", false, false)
		h.must(err)
		h.kill()
		h.cfg.Limits.Disk = 1 << 30
		h.boot()
		got := map[commonhall.GroupName]int64{}
		list, err := h.auth.Memberships(h.ctx(), "ada")
		h.must(err)
		all, err := h.classDisk(h.ctx(), list["ada"])
		h.must(err)
		for _, g := range all {
			got[g.Group] = g.Disk
		}
		if got["math"] != 5<<30 || got["Physics-11"] != 1<<30 {
			t.Errorf("they have %v", got)
		}
		if has := h.has("ben", "page"); !strings.Contains(has, "1 GiB default") {
			t.Errorf("ben has %s", has)
		}
	})
}

// TestUnheld: where nothing holds a limit of the disk, who sets one is told why, and for whom.
func TestUnheld(t *testing.T) {
	limited(t, func(h *house) {
		says := func(want string) {
			t.Helper()
			out, err := h.set(commonhall.ForUser, "ada", "disk=1G", false, false)
			h.must(err)
			if out.Notice != want {
				t.Errorf("it says %q, want %q", out.Notice, want)
			}
		}
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		if why := h.DiskTrouble(h.ctx(), u); why != "" {
			t.Errorf("there is trouble without a limit: %s", why)
		}
		says("")
		h.sp.SetDisk(u.Account.UID, spawner.Disk{Unheld: "It is an old one."})
		says("The limit of the disk is not held for ada. It is an old one. How to change that: commonhall doc limits")
		h.sp.SetDisk(0, spawner.Disk{Unheld: "There are no quotas."})
		says("The limit of the disk is not held. There are no quotas. How to change that: commonhall doc limits")
		if why := h.DiskTrouble(h.ctx(), u); why == "" {
			t.Error("doctor is told nothing")
		}
		if all, err := h.Disks(h.ctx(), u); err != nil || len(all) != 0 {
			t.Errorf("of what counts nothing it tells %v, %v", all, err)
		}
	})
}

// TestPagesDoNotWaitForTheDisk: what the disk said is shown for a while, and where it is slow
// what it said last; after a while nothing. A limit that changes is seen at once.
func TestPagesDoNotWaitForTheDisk(t *testing.T) {
	limited(t, func(h *house) {
		h.kill()
		h.cfg.DiskAge = 15 * time.Second
		h.boot()
		var asked atomic.Int32
		var slow atomic.Bool
		h.odd.put(func(o *odd) {
			o.disks = func(ctx context.Context) error {
				asked.Add(1)
				if slow.Load() {
					<-ctx.Done()
				}
				return ctx.Err()
			}
		})
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		looks := func(when string, used int64, questions int32, wait time.Duration) {
			t.Helper()
			began, before := time.Now(), asked.Load()
			all, _ := h.Glance(h.ctx(), u)
			if d := all["ada"]; d.Used != used || asked.Load()-before != questions || time.Since(began) != wait {
				t.Errorf("%s: it has %d, after %d questions and %v; want %d, %d, %v", when, d.Used, asked.Load()-before, time.Since(began), used, questions, wait)
			}
		}
		is := func(used int64) { h.sp.SetDisk(u.Account.UID, spawner.Disk{Used: used, Limit: 9}) }
		is(1)
		looks("at first", 1, 1, 0)
		is(2)
		looks("again", 1, 0, 0)
		_, err = h.set(commonhall.ForUser, "ada", "pids=200", false, false)
		h.must(err)
		looks("after a change", 2, 1, 0)
		time.Sleep(15 * time.Second) // of the bubble's time, here and below
		slow.Store(true)
		looks("a slow one", 2, 1, glanceWait)
		looks("a slow one again", 2, 0, 0)
		time.Sleep(glanceKeep)
		looks("long since", 0, 1, glanceWait)
		slow.Store(false)
		time.Sleep(15 * time.Second)
		looks("when it is back", 2, 1, 0)
		h.kill()
		time.Sleep(15 * time.Second)
		looks("when the hub ends", 2, 0, 0)
		h.boot()
	})
}
