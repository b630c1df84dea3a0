package cli

import (
	"context"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/setup"
	"commonhall/supervisor"
	"commonhall/warden"
	"commonhall/warden/client"
)

// Whoever works in a folder goes on in it when it is renamed: what they save is not in
// the one that came back. So nothing is exchanged under anybody.

// What an administrator types on a server before everything comes back.
const (
	endServers = "commonhall server stop --all --yes"
	stopUnits  = "systemctl stop commonhall.target commonhall-hub.service commonhall-hub-admin.socket"
	startUnits = "systemctl start commonhall-warden.service commonhall-hub.service"
)

// nobodyAt refuses while a hub or anybody's program runs in an installation.
func (r *restore) nobodyAt(p supervisor.Paths, i supervisor.Instance) error {
	if c, err := net.DialTimeout("unix", p.Admin(), time.Second); err == nil {
		c.Close()
		return commonhall.Errorf(commonhall.FailedPrecondition, "commonhall runs in %s.", p.Dir()).
			WithHint("First stop people's servers, which go on without it, and then itself; on a server: " + endServers + "; " + stopUnits + ". One person's home can come back while it runs: --user NAME")
	}
	all, err := processes(i.UIDBase+warden.PeopleOffset, i.UIDBase+warden.BlockSize-1)
	if err != nil || len(all) == 0 {
		return err
	}
	names := map[int]string{}
	for _, a := range setup.Homes(p.Homes(), i.UIDBase) {
		names[a.UID] = a.Name
	}
	var who, numbers []string
	for _, uid := range slices.Sorted(maps.Keys(all)) {
		name := names[uid]
		if name == "" {
			name = "account " + strconv.Itoa(uid)
		}
		who, numbers = append(who, name), append(numbers, strconv.Itoa(uid))
	}
	if more := len(who) - 8; more > 0 {
		who = append(who[:8], fmt.Sprintf("%d more", more))
	}
	end := startUnits + "; " + endServers + "; " + stopUnits + ". Where the hub does not start, in the place of the second: commonhall server end-all"
	if i.Try {
		end = "start commonhall try there once more, and end it with Ctrl-C"
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "Programs still run of: %s. What they save would not be in the homes that come back, but in those that are renamed.", strings.Join(who, ", ")).
		WithHint("Until then what is there stays as it is. People's servers go on when commonhall is stopped; end them, and start this restore again: " + end + ". Which programs: ps -fu " + strings.Join(numbers, ","))
}

// processes returns those of the accounts from first to last.
func processes(first, last int) (map[int][]int, error) {
	names, err := filepath.Glob("/proc/[0-9]*/status")
	all := map[int][]int{}
	for _, name := range names {
		b, rerr := os.ReadFile(name)
		if rerr != nil {
			continue // it has ended
		}
		_, ids, _ := strings.Cut(string(b), "\nUid:")
		ids, _, _ = strings.Cut(ids, "\n")
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		for _, id := range slices.Compact(strings.Fields(ids)) {
			if uid, err := strconv.Atoi(id); err == nil && uid >= first && uid <= last {
				all[uid] = append(all[uid], pid)
			}
		}
	}
	return all, err
}

// runs returns what the warden has of an account that has not ended: it notes a server
// before it opens the home. Where there is no warden, nobody starts any.
func (r *restore) runs(ctx context.Context, uid int) (out []client.Run) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	c := client.New(r.house.paths.Warden(), nil)
	defer c.Close()
	for after := ""; ; {
		reply, _, err := c.Do(ctx, client.Request{Verb: client.List, After: after})
		if err != nil {
			return out
		}
		for _, run := range reply.Runs {
			if run.UID == uid && run.End == nil {
				out = append(out, run)
			}
		}
		if after = reply.Next; after == "" {
			return out
		}
	}
}

// notInUse refuses to exchange a home under a running server, whose programs would
// go on in the old one. The processes say it, also where no hub runs.
func (r *restore) notInUse(ctx context.Context, home string) error {
	a, ok := setup.HomeAccount(home, r.house.instance.UIDBase)
	if !ok {
		return nil
	}
	all, err := processes(a.UID, a.UID)
	if len(all) > 0 || len(r.runs(ctx, a.UID)) > 0 {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The server of %s is running, in the home that would be renamed.", r.user).
			WithHint("Nothing was changed. Stop it first: commonhall server stop " + r.user + ". A single file or folder can come back meanwhile: --path")
	}
	return err
}

// nobodyStarts makes the restore look once more when the home, or a group's folder, is
// built, and from then on no server opens any in dir until over is called.
func (r *restore) nobodyStarts(ctx context.Context, dir, home string) (over func()) {
	var held *mounted.Folder
	r.still = func() error {
		f, err := mounted.Exchange(dir)
		if err != nil {
			return commonhall.Errorf(commonhall.Unavailable, "%s.", err.Error()).WithHint("Nothing was changed. Start the restore again.").Because(err)
		}
		held = f
		return r.notInUse(ctx, home)
	}
	return func() {
		if held != nil {
			held.Close()
		}
	}
}
