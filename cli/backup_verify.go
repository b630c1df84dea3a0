package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/backup"
	"commonhall/store"
)

func (b *backups) newVerify() *cobra.Command {
	var readData bool
	cmd := &cobra.Command{Use: "verify", Short: "Check that all snapshots are whole, and that the database in the last one loads", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := b.begin(false); err != nil {
				return err
			}
			if b.nothingYet() {
				return nil
			}
			background()
			began := time.Now()
			r, err := b.open(cmd.Context())
			if err != nil {
				return err
			}
			v, err := r.Verify(cmd.Context(), readData)
			if err != nil {
				return explainBackup(r.Where(), err)
			}
			if err := tryDatabase(cmd.Context(), r, v); err != nil {
				return err
			}
			if err := b.noteVerify(r, v, began); err != nil {
				return err
			}
			return b.tellVerified(r, v)
		}}
	cmd.Flags().BoolVar(&readData, "read-data", false, "read everybody's files too, not only what says where they are")
	return cmd
}

// tryDatabase loads the database of the last snapshot into one that is thrown away.
func tryDatabase(ctx context.Context, r *backup.Repository, v *backup.Verified) error {
	s, err := r.Latest(ctx)
	if err != nil {
		return explainBackup(r.Where(), err)
	}
	if s == nil {
		return nil
	}
	problem := func(why string) { v.Problems = append(v.Problems, "the database of the last snapshot: "+why) }
	part := s.Part(partDatabase)
	if part == nil {
		problem("there is none")
		return nil
	}
	dump, err := r.Open(ctx, *part)
	if err != nil {
		return err
	}
	defer dump.Close()
	scratch, err := os.MkdirTemp("", "commonhall-verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if err := store.Load(ctx, filepath.Join(scratch, "scratch.db"), dump, store.Taken{}, time.Now()); err != nil {
		said := commonhall.ForPerson(err)
		problem(fmt.Sprintf("%s (%v)", said.Msg, err))
	}
	return nil
}

// noteVerify records a check of the backups of this installation.
func (b *backups) noteVerify(r *backup.Repository, v *backup.Verified, began time.Time) error {
	if b.house == nil {
		return nil
	}
	last, err := backup.ReadRecord(filepath.Join(b.house.dir, "backup", "last.json"))
	if err != nil || last.Repository != r.ID() {
		return nil
	}
	return b.house.note(func(rec *backup.Record) {
		rec.Verify = &backup.Run{At: began.UTC(), Seconds: time.Since(began).Seconds(), OK: v.OK(), Where: r.Where(), Files: v.Files, Problems: v.Problems}
	})
}

func (b *backups) tellVerified(r *backup.Repository, v *backup.Verified) error {
	if b.json {
		if err := json.NewEncoder(b.out).Encode(v); err != nil {
			return err
		}
	} else {
		age := "there is none"
		if !v.Newest.IsZero() {
			age = "the newest is " + time.Since(v.Newest).Round(time.Minute).String() + " old"
		}
		fmt.Fprintf(b.out, "%d snapshots in %s; %s. %d objects, %d of them unused.\n", v.Snapshots, r.Where(), age, v.Objects, v.Garbage)
		for _, p := range v.Problems {
			fmt.Fprintln(b.err, "damaged:", p)
		}
		if v.More > 0 {
			fmt.Fprintln(b.err, "damaged:", v.More, "more")
		}
	}
	if v.OK() {
		if !b.json {
			fmt.Fprintln(b.out, "Everything is whole.")
		}
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The backup in %s is damaged.", r.Where()).
		WithHint("Files that still are on this machine come into the next snapshot anew: commonhall backup now. Look after that disk.")
}
