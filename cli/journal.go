package cli

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"commonhall/journal"
	"commonhall/setup"
	"commonhall/supervisor"
)

func newJournal(s *streams) *cobra.Command {
	return roleCommand(s, "journal", func(ctx context.Context, rc roleContext) error {
		state := filepath.Join(rc.paths.Dir(), "journal")
		unlock, err := supervisor.LockFile(ctx, filepath.Join(state, "lock"))
		if err != nil {
			return err
		}
		defer unlock()
		ctx, cancel := context.WithCancel(ctx)
		var work sync.WaitGroup
		defer work.Wait()
		defer cancel()
		// It has no locks and asks nobody: that it runs is all that there is to say.
		work.Go(func() { rc.voice.Beat(ctx, func(context.Context) error { return nil }) })
		return follower(rc, filepath.Join(state, "sent.json")).Run(ctx, func() { rc.voice.Say("READY=1") })
	})
}

// follower sends what people's servers write, to be found by login name.
func follower(rc roleContext, state string) journal.Follower {
	return journal.Follower{
		Dir: rc.paths.Logs(), State: state, Socket: journal.Socket, Log: rc.log,
		Fields: func(file string, gid int) []string { // the same number; a log that is being cut is root's
			folder, isLog := strings.CutSuffix(file, ".log")
			a, ok := setup.HomeAccount(folder, rc.instance.UIDBase)
			if !isLog || !ok || a.UID != gid {
				return nil
			}
			return []string{"SYSLOG_IDENTIFIER=commonhall-server", "COMMONHALL_USER=" + a.Name, "COMMONHALL_UID=" + strconv.Itoa(gid)}
		},
		Kept: 256 << 10, // as the warden cuts logs
		// A program that prints without end for a day adds some 25 MB to a journal that
		// keeps up to 4 GB of everybody's by default: it cannot push the others out.
		Burst: 5000, Every: 4 * time.Second, Window: 30 * time.Second,
	}
}
