package doctor

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/setup"
)

// database asks the hub, and where it is down looks at the file from outside:
// opening it would leave files behind that are not the hub's.
func (l *look) database(context.Context) error {
	in, ok, err := l.knows()
	if err != nil {
		return err
	}
	switch {
	case ok && len(in.Database.Problems) > 0:
		l.find("database-damaged", "", "The database is damaged: %s.", strings.TrimSuffix(strings.Join(in.Database.Problems[:min(3, len(in.Database.Problems))], "; "), "."))
	case ok && !in.Database.Complete:
		l.find("database-unchecked", "", "The database could not be read whole within %s.", l.Patience/2)
	case !ok && l.installed() && !l.Facts.Elsewhere:
		return l.databaseFile()
	}
	return nil
}

// databaseFile looks at what a file of SQLite must begin with, and how long it is.
func (l *look) databaseFile() error {
	path := l.paths.Database()
	f, err := openFile(path)
	if errors.Is(err, errNoFile) {
		l.find("database-damaged", path, "The file %s is no database any more.", path)
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		if len(l.homeUIDs()) > 0 {
			l.find("database-missing", path, "There are homes, but the database %s is not there.", path)
		}
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 100)
	if n, err := f.ReadAt(head, 0); n == 0 && errors.Is(err, os.ErrClosed) {
		return err
	}
	st, err := f.Stat()
	if err != nil {
		return err
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	pages := int64(binary.BigEndian.Uint32(head[28:]))
	_, wal := os.Stat(path + "-wal")
	switch {
	case st.Size() == 0 && wal == nil:
		return nil // its content is in the log
	case !bytes.HasPrefix(head, []byte("SQLite format 3\x00")) || page < 512:
		l.find("database-damaged", path, "The file %s is no database any more.", path)
	case wal != nil && st.Size() < page*pages:
		l.find("database-damaged", path, "The database %s is cut off: of %d bytes there are %d.", path, page*pages, st.Size())
	}
	return nil
}

var errNoFile = errors.New("it is not a file")

// openFile opens a file that others than root may have put there: what is none, as a
// pipe that nobody writes to, would hold us up for ever.
func openFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	st, err := f.Stat()
	if err == nil && !st.Mode().IsRegular() {
		err = errNoFile
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// homeUIDs are the accounts that have a home.
func (l *look) homeUIDs() map[int]string {
	out := map[int]string{}
	entries, _ := os.ReadDir(l.paths.Homes())
	for _, e := range entries {
		if a, ok := setup.HomeAccount(e.Name(), l.Instance.UIDBase); ok && e.IsDir() {
			out[a.UID] = e.Name()
		}
	}
	return out
}

// folders says whose disk is not mounted: nobody's server starts then, or it starts
// without what groups have.
func (l *look) folders(context.Context) error {
	for _, path := range []string{l.paths.Homes(), l.paths.Groups()} {
		if err := mounted.Look(path); errors.Is(err, mounted.ErrOther) {
			said, _, _ := strings.Cut(err.Error(), ". ")
			l.find("folder-away", path, "%s.", said)
		}
	}
	return nil
}

// homes compares homes with people, and the host's names with homes. People without
// homes are fine: one is made with the first start.
func (l *look) homes(ctx context.Context) error {
	in, ok, err := l.knows()
	if err != nil || !l.installed() {
		return err
	}
	homes := l.homeUIDs()
	if ok {
		var alone []string
		for uid, name := range homes {
			if !slices.Contains(in.Accounts, uid) {
				alone = append(alone, name)
			}
		}
		if slices.Sort(alone); len(alone) > 0 {
			l.find("home-without-person", l.paths.Homes(), "%d homes belong to nobody who is listed, for instance %s.", len(alone), alone[0])
		}
	}
	if l.Instance.Try || len(homes) == 0 {
		return nil
	}
	args := []string{"passwd"}
	for uid := range homes {
		if args = append(args, strconv.Itoa(uid)); len(args) > 50 {
			break
		}
	}
	out, _ := l.Run(ctx, "getent", args...) // its status says that one is missing
	if known := strings.Count(out, "\n"); ctx.Err() == nil && known < len(args)-1 {
		l.find("names-missing", "", "The host has no names for %d of %d accounts.", len(args)-1-known, len(args)-1)
	}
	return nil
}

// again is how long a server may be between the hub's and the warden's records.
const again = 300 * time.Millisecond

// servers compares what the hub counts as running with what the warden runs. What
// differs is looked at twice: servers come and go.
func (l *look) servers(ctx context.Context) error {
	in, ok, err := l.knows()
	if err != nil || !ok {
		return err
	}
	lost, unknown, err := l.differ(ctx, in)
	if err != nil || len(lost)+len(unknown) == 0 {
		return nil // a warden that is away is a finding of its own
	}
	select {
	case <-ctx.Done():
		return nil
	case <-time.After(again):
	}
	if in, err = l.askHub(ctx); err != nil {
		return nil
	}
	lost2, unknown2, err := l.differ(ctx, in)
	if err != nil {
		return nil
	}
	both := func(a, b []commonhall.ServerID) (out []string) {
		for _, id := range a {
			if slices.Contains(b, id) {
				out = append(out, string(id))
			}
		}
		return out
	}
	if ids := both(lost, lost2); len(ids) > 0 {
		l.find("server-lost", "", "The hub counts %d servers as running that do not: %s.", len(ids), strings.Join(ids, ", "))
	}
	if ids := both(unknown, unknown2); len(ids) > 0 {
		l.find("server-unknown", "", "%d servers run of which the hub does not know: %s.", len(ids), strings.Join(ids, ", "))
	}
	return nil
}

func (l *look) differ(ctx context.Context, in inspection) (lost, unknown []commonhall.ServerID, err error) {
	runs, err := l.runs(ctx)
	if err != nil {
		return nil, nil, err
	}
	known := map[commonhall.ServerID]bool{}
	for _, s := range in.Servers {
		if s.State.Active() {
			known[s.ID] = true
		}
		if s.State == commonhall.Ready && !runs[s.ID] {
			lost = append(lost, s.ID)
		}
	}
	for id, running := range runs {
		if running && !known[id] {
			unknown = append(unknown, id)
		}
	}
	return lost, unknown, nil
}

func (l *look) administrators(context.Context) error {
	in, ok, err := l.knows()
	switch {
	case err != nil || !ok:
		return err
	case in.Administrators == 0:
		l.find("administrator-none", "", "Of %d people nobody who may sign in is an administrator.", in.People)
	case in.Administrators == 1 && !l.Instance.Try:
		l.find("administrator-single", "", "There is only one administrator who may sign in and has a password.")
	}
	return nil
}

// providers says which other ways to sign in do not work now.
func (l *look) providers(context.Context) error {
	in, ok, err := l.knows()
	if err != nil || !ok {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(in.Providers)) {
		if isProvider(name) {
			l.find("provider-away", name, "Nobody can sign in with %s: %s", name, strings.Replace(in.Providers[name], ".: ", ": ", 1))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(in.Apart)) {
		if isProvider(name) && in.Apart[name] > 0 {
			l.find("groups-apart", name, "At %s other groups have names that come to those of %d here; whoever is in them is not in these.", name, in.Apart[name])
		}
	}
	return nil
}

// isProvider reports whether a provider can have the name: a hub that was taken over chooses no
// words for root.
func isProvider(name string) bool {
	return len(name) <= 31 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
