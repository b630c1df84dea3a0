package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/app"
	"commonhall/backup"
	"commonhall/config"
	"commonhall/environment"
	"commonhall/home"
	"commonhall/home/mounted"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden"
)

// house is an installation as backups see it.
type house struct {
	dir      string
	instance supervisor.Instance
	paths    supervisor.Paths
	config   config.Config
}

func openHouse(given string) (*house, error) {
	dir, err := installation(given)
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	h := &house{dir: dir}
	if h.instance, err = supervisor.OpenInstance(dir); err != nil {
		return nil, err
	}
	h.paths = supervisor.PathsOf(dir, h.instance)
	// A file that somebody is just editing must not cost a backup: what is in force counts.
	h.config, _, err = settingsOf(h.instance, h.paths).Load()
	return h, err
}

func (h *house) hub() app.Hub {
	return app.Hub{Instance: h.instance, Paths: h.paths, Config: h.config}
}

// own returns the folder of what is known about backups, which the hub may read.
func (h *house) own() (string, error) {
	dir := filepath.Join(h.dir, "backup")
	group := h.instance.UIDBase + warden.HubOffset
	return dir, errors.Join(os.MkdirAll(dir, 0o750), os.Chmod(dir, 0o750), os.Chown(dir, 0, group))
}

// note writes down how a run went.
func (h *house) note(change func(*backup.Record)) error {
	dir, err := h.own()
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "last.json")
	r, err := backup.ReadRecord(path)
	if err != nil {
		r = backup.Record{} // a damaged note is no reason to make none
	}
	change(&r)
	return r.Write(path, h.instance.UIDBase+warden.HubOffset)
}

// The parts of a snapshot.
const (
	partDatabase = "database"
	partInstance = "instance.json"
	partConfig   = "commonhall.yaml"
	partSettings = "config" // versions of the settings
	partBeside   = "etc"    // what lies beside the file of settings: keys and passwords
	partHub      = "hub"
	partEdge     = "edge"
	partHomes    = "homes"
	partGroups   = "groups"
)

// leavesSoftware returns what reports whether a path of the hub's folder is software that
// a backup leaves out: of each environment it keeps the current generation, people's
// drafts, and the generations that those were begun on. A folder is asked about before it
// is read.
func (h *house) leavesSoftware() func(p string) bool {
	needed := map[string]map[string]bool{} // trees, by environment
	return func(p string) bool {
		rest, ok := strings.CutPrefix(p, partHub+"/"+filepath.Base(h.paths.Software())+"/")
		parts := strings.Split(rest, "/")
		switch {
		case !ok || len(parts) < 2:
			return false
		case parts[1] == "passing" || parts[1] == "trash" || parts[1] == "drafts" && len(parts) == 4 && parts[3] == "work":
			return true
		case parts[1] == "trees" && len(parts) == 2: // once: somebody may publish while these are read
			needed[parts[0]] = environment.Needed(filepath.Join(h.paths.Software(), parts[0]))
		case parts[1] == "trees" && len(parts) == 3 && needed[parts[0]] != nil:
			return !needed[parts[0]][parts[2]]
		}
		return false
	}
}

// labelDir is the label of a snapshot that says in which folder the installation was.
const labelDir = "dir"

// parts says what a snapshot of an installation is made of; dump is nil where the
// database cannot be had.
func (h *house) parts(dump io.Reader) []backup.Part {
	database, reserve := partHub+"/"+filepath.Base(h.paths.Database()), partHub+"/"+filepath.Base(h.paths.Reserve())
	homes, exclude, leaves := h.paths.Homes(), h.config.Backup.Exclude, h.leavesSoftware()
	parts := []backup.Part{
		{Name: partInstance, Path: filepath.Join(h.dir, "instance.json")},
		{Name: partConfig, Path: h.paths.Config(), Optional: true},
		{Name: partSettings, Path: h.paths.Settings(), Optional: true},
		{Name: partHub, Path: h.paths.Hub(), Skip: func(p string) bool {
			return p == database || strings.HasPrefix(p, database+"-") || p == partHub+"/lock" || p == reserve || leaves(p)
		}},
		{Name: partEdge, Path: h.paths.EdgeDir(), Optional: true},
		{Name: partHomes, Path: homes, Optional: true, Skip: func(p string) bool {
			rest := strings.TrimPrefix(p, partHomes+"/")
			top, below, inside := strings.Cut(rest, "/")
			if !inside {
				// Who was removed and can come back has their home under its name still.
				return top == stagingName || top == mounted.Mark || strings.HasPrefix(top, home.Gone)
			}
			for _, pattern := range exclude {
				if ok, err := path.Match(pattern, below); ok && err == nil {
					return true
				}
			}
			return false
		}},
		{Name: partGroups, Path: h.paths.Groups(), Optional: true, Skip: func(p string) bool {
			return p == partGroups+"/"+stagingName || p == partGroups+"/"+mounted.Mark
		}},
	}
	if dump != nil {
		parts = append(parts, backup.Part{Name: partDatabase, Data: dump})
	}
	if h.instance.Config != "" {
		parts = append(parts, backup.Part{Name: partBeside, Path: filepath.Dir(h.paths.Config()), Optional: true, Skip: beside(h.paths.Config())})
	}
	return parts
}

// beside leaves out the file of settings itself, which is a part of its own, and what
// restores have put aside.
func beside(settings string) func(string) bool {
	return func(p string) bool {
		name := strings.TrimPrefix(p, partBeside+"/")
		return name == filepath.Base(settings) || name == stagingName || strings.Contains(name, ".before-restore-")
	}
}

func (b *backups) newNow() *cobra.Command {
	var keepAll, fresh bool
	cmd := &cobra.Command{Use: "now", Short: "Make a snapshot, and remove those that need not be kept", Args: cobra.NoArgs,
		Long: "now makes a snapshot of everything while people go on working. Exit status 3 says that there is one,\n" +
			"but that some files are not in it.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := b.begin(true); err != nil {
				return err
			}
			if b.unset() {
				return nil
			}
			background()
			began := time.Now()
			r, s, err := b.save(cmd.Context(), began, fresh)
			if nerr := b.noteBackup(r, s, began, err); err == nil {
				err = nerr
			}
			if err != nil {
				return err
			}
			b.tell(s)
			// What older ones have of folders that this one lacks is all that there is.
			if !keepAll && !lacks(s, partHomes) && !lacks(s, partGroups) {
				if err := b.prune(cmd.Context(), r); err != nil {
					return err
				}
			}
			if !s.Complete {
				return exitError(3)
			}
			return nil
		}}
	cmd.Flags().BoolVar(&keepAll, "keep-all", false, "remove no snapshots")
	cmd.Flags().BoolVar(&fresh, "new", false, "begin anew where a backup was before and is gone")
	return cmd
}

// saves reports whether a folder is among those of people, which a snapshot holds.
func (h *house) saves(path string) bool {
	for _, dir := range []string{h.paths.Homes(), h.paths.Groups()} {
		if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}

// save makes the snapshot.
func (b *backups) save(ctx context.Context, began time.Time, fresh bool) (*backup.Repository, *backup.Snapshot, error) {
	c, err := b.where()
	if err != nil {
		return nil, nil, err
	}
	if strings.HasPrefix(c.To, "s3://") && c.PasswordFile == "" && !c.Unencrypted {
		return nil, nil, commonhall.Errorf(commonhall.FailedPrecondition, "Nothing encrypts what is sent to %s.", c.To).
			WithHint("Name a password file: backup.password_file, or --password-file FILE.")
	}
	if b.house.saves(c.To) {
		return nil, nil, commonhall.Errorf(commonhall.FailedPrecondition, "%s is among the homes or the folders of groups: backups there would hold each other.", c.To).
			WithHint("Choose a folder on another disk in backup.to.")
	}
	t, o, err := b.target(c)
	if err != nil {
		return nil, nil, err
	}
	o.Of = b.house.instance.ID
	if err := b.stillThere(ctx, t, o, c, fresh); err != nil {
		return nil, nil, err
	}
	r, err := backup.Init(ctx, t, o)
	if err != nil {
		return nil, nil, explainBackup(c.To, err)
	}
	what := backup.SaveOptions{Started: began, Labels: map[string]string{"version": version(), labelDir: b.house.dir}}
	dump, err := b.house.dump(ctx, b.streams)
	switch {
	case err == nil:
		defer dump.Close()
		what.Parts = b.house.parts(dump)
	case ctx.Err() != nil:
		return r, nil, err
	default: // people's work is saved all the same: what hurts the database may be the disk
		said := commonhall.ForPerson(err)
		what.Parts = b.house.parts(nil)
		what.Problems = []string{strings.TrimSpace(partDatabase + ": " + said.Msg + " " + said.Hint)}
	}
	var away []string
	what.Parts, away = present(what.Parts)
	what.Problems = append(what.Problems, away...)
	s, err := r.Save(ctx, what)
	if errors.Is(err, syscall.ENOSPC) {
		return r, nil, commonhall.Errorf(commonhall.Unavailable, "There is no room left in %s.", c.To).
			WithHint("The snapshots that are there stay good. Make room, or keep fewer (backup.keep_*), and: commonhall backup prune").Because(err)
	}
	if err != nil {
		return r, nil, explainBackup(c.To, err)
	}
	return r, &s, nil
}

// stillThere refuses to begin anew where there was a backup: its disk is probably
// not mounted, and the new one would fill the disk that it shall save.
func (b *backups) stillThere(ctx context.Context, t backup.Target, o backup.Options, c config.Backup, fresh bool) error {
	last, err := backup.ReadRecord(filepath.Join(b.house.dir, "backup", "last.json"))
	if err != nil || fresh || last.Repository == "" || last.Where != t.String() {
		return nil
	}
	if _, err := backup.Open(ctx, t, o); errors.Is(err, backup.ErrNoRepository) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The backup that was in %s is not there any more.", c.To).
			WithHint("Is the disk mounted? To begin anew there: commonhall backup now --new")
	}
	return nil
}

func (b *backups) noteBackup(r *backup.Repository, s *backup.Snapshot, began time.Time, err error) error {
	run := &backup.Run{At: began.UTC(), Seconds: time.Since(began).Seconds()}
	if err != nil {
		run.Error = commonhall.ForPerson(err).Msg
	}
	if s != nil {
		run.OK, run.Snapshot, run.Files, run.Bytes, run.NewBytes, run.Problems = s.Complete, s.Name, s.Stats.Files, s.Stats.Bytes, s.Stats.NewBytes, s.Problems
	}
	return b.house.note(func(rec *backup.Record) {
		rec.Backup = run
		if r != nil {
			run.Where = r.Where()
		}
		if s != nil {
			rec.Repository, rec.Where = r.ID(), r.Where()
		}
		if run.OK {
			rec.Good = run
		}
	})
}

// tell says what the snapshot is.
func (b *backups) tell(s *backup.Snapshot) {
	fmt.Fprintf(b.out, "Snapshot %s: %d files, %s; %s were new.\n", s.Time.Format("20060102T150405"), s.Stats.Files, megabytes(s.Stats.Bytes), megabytes(s.Stats.NewBytes))
	for _, p := range s.Notes {
		fmt.Fprintln(b.err, "note:", p)
	}
	for _, p := range s.Problems {
		fmt.Fprintln(b.err, "not in the snapshot:", p)
	}
	if s.MoreProblems > 0 {
		fmt.Fprintln(b.err, "not in the snapshot:", s.MoreProblems, "more")
	}
}

// dump writes the database into a file that has no name: to send it on may take
// long, and the database shall not wait.
func (h *house) dump(ctx context.Context, s *streams) (*os.File, error) {
	dir, err := h.own()
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(dir, ".dump-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return nil, err
	}
	to, err := upTo(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	remote := &remote{streams: s, dir: h.dir, patience: patience}
	resp, err := remote.send(ctx, "GET", "/commonhall/dump", nil)
	switch {
	case err == nil:
		defer resp.Body.Close()
		_, err = io.Copy(to, resp.Body)
	case commonhall.KindOf(err) == commonhall.Unavailable && ctx.Err() == nil:
		err = h.dumpAlone(ctx, to)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = store.PeopleIn(f) // it is whole: nobody wants to learn that later
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// half is a file that takes no more than half of the room that its disk had: what the
// hub says may never end, where somebody else has become the hub.
type half struct {
	f    *os.File
	left int64
}

func upTo(f *os.File) (*half, error) {
	var st syscall.Statfs_t
	err := syscall.Fstatfs(int(f.Fd()), &st)
	return &half{f, int64(st.Bavail) * st.Bsize / 2}, err
}

// Write implements io.Writer.
func (h *half) Write(p []byte) (int, error) {
	if h.left -= int64(len(p)); h.left < 0 {
		return 0, commonhall.Errorf(commonhall.ResourceExhausted, "The database's dump takes more than half of the room on the disk, or does not end.").
			WithHint("Make room. If the database is not that large, somebody else may have become the hub: commonhall doctor")
	}
	return h.f.Write(p)
}

// dumpAlone runs a child that becomes the hub's account and reads the database:
// where no hub runs, root does not read what others write, and makes no files there.
func (h *house) dumpAlone(ctx context.Context, w io.Writer) error {
	cmd := exec.CommandContext(ctx, "/proc/self/exe")
	cmd.Args = []string{"commonhall", "backup", "dump", "--dir", h.dir}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.Dir = w, &said, "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Run(); err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The database cannot be read, and no hub runs that could.").
			WithHint(strings.TrimSpace(said.String())).Because(err)
	}
	return nil
}

// newDump is that child.
func (b *backups) newDump() *cobra.Command {
	return &cobra.Command{Use: "dump", Short: "Write the database (for backup now)", Hidden: true, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		h, err := openHouse(b.dir)
		if err == nil {
			err = h.becomeHub()
		}
		if err != nil {
			return err
		}
		return app.DumpDatabase(cmd.Context(), h.hub(), b.out)
	}}
}

// becomeHub makes this process the hub's account, which sees nothing but the folder
// of the installation. To a database elsewhere it needs the machine's names and
// certificates; a password file is the hub's, and might be a link to one of root's.
func (h *house) becomeHub() error {
	if h.config.Database.URL == "" {
		if err := errors.Join(syscall.Chroot(h.dir), syscall.Chdir("/")); err != nil {
			return err
		}
		h.paths = supervisor.PathsIn("/", "/")
	} else {
		// From here on, for above its folder the hub may have no way.
		if err := syscall.Chdir(h.dir); err != nil {
			return err
		}
		h.paths = supervisor.PathsIn(".", ".")
	}
	uid := h.instance.UIDBase + warden.HubOffset
	return errors.Join(syscall.Setgroups(nil), syscall.Setgid(uid), syscall.Setuid(uid))
}

// background is for what nobody waits for: it goes behind, and takes one processor at
// most. Whoever wakes up finds another one free; the lowest priority alone does not do
// that, for many kernels let a thread go on until their next tick.
func background() {
	runtime.GOMAXPROCS(1)
	behind()
}

// behind lets people's programs go first: at processor and disk, for all threads that
// there are and those that they make. And it makes room for folders in folders, each
// of which takes a descriptor.
func behind() {
	const folders = 1 << 17
	_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: folders, Max: folders})
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	const who, idle = 1, 3 << 13 // IOPRIO_WHO_PROCESS, IOPRIO_CLASS_IDLE (ioprio_set(2))
	for _, t := range tasks {
		if tid, err := strconv.Atoi(t.Name()); err == nil {
			_ = syscall.Setpriority(syscall.PRIO_PROCESS, tid, 19)
			_, _, _ = syscall.Syscall(syscall.SYS_IOPRIO_SET, who, uintptr(tid), idle)
		}
	}
}
