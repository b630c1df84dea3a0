// Package announcement keeps what people read at the top of the pages: a sentence or two
// for everybody, for the page where one signs in, or for a group (decision 048).
//
// It knows who may announce what, and what somebody is to see now. It writes no HTML: a
// text stays plain, and Pieces tells what in it is an address. What is announced for
// everybody stands on the sign-in page too, so strangers read it. Nothing runs here.
package announcement

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"commonhall"
)

// Store is what the room keeps its records in.
type Store interface {
	Announcements(context.Context) ([]commonhall.Announcement, error)
	AddAnnouncement(context.Context, commonhall.Announcement) (int64, error)
	// ChangeAnnouncement reports whether there is one with that id. Where it is new to people,
	// who did not want to see it sees it again.
	ChangeAnnouncement(ctx context.Context, a commonhall.Announcement, isNew bool) (bool, error)
	RemoveAnnouncement(context.Context, int64) (bool, error)
	Dismiss(context.Context, int64, commonhall.UserName) error
	Dismissed(context.Context, commonhall.UserName) (map[int64]bool, error)
}

// Groups knows who is in which group, and teaches it.
type Groups interface {
	Memberships(context.Context, ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error)
	Group(context.Context, commonhall.GroupName) (commonhall.Group, error)
}

// MaxText is how many letters one may have. Most is how many administrators may have written, to
// everybody and each of them to groups, and MostEach how many a teacher: who reads twenty reads none.
// What teachers write leaves administrators their room.
const (
	MaxText  = 500
	Most     = 50
	MostEach = 10
)

// Room is the room.
type Room struct {
	store  Store
	groups Groups
	events commonhall.Recorder

	mu   sync.Mutex // also about who writes: two at once do not pass Most
	list []commonhall.Announcement
	read bool
}

// New returns the room. It reads nothing yet.
func New(store Store, groups Groups, events commonhall.Recorder) *Room {
	return &Room{store: store, groups: groups, events: events}
}

// Author is who announces something, or looks at what there is.
type Author struct {
	Name commonhall.UserName // of the person; empty for who is none
	All  bool                // may announce anything, and not only to the groups that they teach
}

// known returns the list. It is read once, and after each change.
func (r *Room) known(ctx context.Context) ([]commonhall.Announcement, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.read {
		return r.list, nil
	}
	list, err := r.store.Announcements(ctx)
	if err == nil {
		r.list, r.read = list, true
	}
	return list, err
}

// ForLogin returns what whoever comes to sign in reads.
func (r *Room) ForLogin(ctx context.Context) ([]commonhall.Announcement, error) {
	return r.shown(ctx, func(a commonhall.Announcement) bool { return a.Audience != commonhall.ToGroup })
}

// For returns what a person reads now: what is for all and for their groups, without what
// they do not want to see any more.
func (r *Room) For(ctx context.Context, name commonhall.UserName) ([]commonhall.Announcement, error) {
	list, err := r.shown(ctx, func(a commonhall.Announcement) bool { return a.Audience != commonhall.ToLogin })
	if err != nil || len(list) == 0 {
		return nil, err
	}
	if slices.ContainsFunc(list, func(a commonhall.Announcement) bool { return a.Audience == commonhall.ToGroup }) {
		in, err := r.groups.Memberships(ctx, name)
		if err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(a commonhall.Announcement) bool {
			return a.Audience == commonhall.ToGroup && !slices.ContainsFunc(in[name], func(m commonhall.Membership) bool { return m.GID == a.GID })
		})
	}
	gone, err := r.store.Dismissed(ctx, name)
	return slices.DeleteFunc(list, func(a commonhall.Announcement) bool { return gone[a.ID] }), err
}

// shown returns those of now that pass, warnings first.
func (r *Room) shown(ctx context.Context, pass func(commonhall.Announcement) bool) (out []commonhall.Announcement, err error) {
	list, err := r.known(ctx)
	now := time.Now()
	for _, a := range list {
		if a.Holds(now) && pass(a) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b commonhall.Announcement) int { return strings.Compare(string(b.Level), string(a.Level)) })
	return out, err
}

// List returns those that the author may change, past ones and those to come as well.
func (r *Room) List(ctx context.Context, by Author) ([]commonhall.Announcement, error) {
	list, err := r.store.Announcements(ctx)
	if err != nil {
		return nil, err
	}
	taught, err := r.Taught(ctx, by)
	return slices.DeleteFunc(list, func(a commonhall.Announcement) bool { return !by.All && !taught[a.GID] }), err
}

// Taught returns the groups to which the author may announce something because they teach
// them, by number.
func (r *Room) Taught(ctx context.Context, by Author) (map[int]bool, error) {
	out := map[int]bool{}
	if by.Name == "" {
		return out, nil
	}
	in, err := r.groups.Memberships(ctx, by.Name)
	for _, m := range in[by.Name] {
		if m.Teacher {
			out[m.GID] = true
		}
	}
	return out, err
}

// Get returns one that the author may change.
func (r *Room) Get(ctx context.Context, id int64, by Author) (commonhall.Announcement, error) {
	list, err := r.List(ctx, by)
	if err != nil {
		return commonhall.Announcement{}, err
	}
	for _, a := range list {
		if a.ID == id {
			return a, nil
		}
	}
	return commonhall.Announcement{}, commonhall.Errorf(commonhall.NotFound, "There is no such announcement.")
}

// Add announces something. Its id, who did it and when are filled in.
func (r *Room) Add(ctx context.Context, a commonhall.Announcement, by Author) (commonhall.Announcement, error) {
	a, err := r.checked(ctx, a, by)
	if err != nil {
		return a, err
	}
	if !a.Until.IsZero() && !a.Until.After(time.Now()) {
		return a, commonhall.Errorf(commonhall.InvalidArgument, "It would be over already.").WithHint("Say until when it holds, or leave that out.")
	}
	a.Created, a.By = time.Now().UTC(), commonhall.SubjectFrom(ctx).String()
	if a.From.IsZero() {
		a.From = a.Created
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	list, err := r.store.Announcements(ctx)
	if err != nil {
		return a, err
	}
	if err := room(list, a.By, by); err != nil {
		return a, err
	}
	if a.ID, err = r.store.AddAnnouncement(ctx, a); err != nil {
		return a, err
	}
	r.tell(ctx, a, "was announced")
	return a, nil
}

// room refuses one more of an author who has as many as they may. Who could ever write to a
// group counts by name: one announcement is not in the way of another teacher's.
func room(list []commonhall.Announcement, writes string, by Author) error {
	all, own := 0, 0
	for _, a := range list {
		if a.By == writes {
			own++
		}
		if a.By == writes || a.Audience != commonhall.ToGroup {
			all++
		}
	}
	switch {
	case by.All && all >= Most:
		return commonhall.Errorf(commonhall.FailedPrecondition, "There are %d announcements by you and to everybody, and there cannot be more.", all).
			WithHint("Remove one that nobody needs any more; those that are over count, too.")
	case !by.All && own >= MostEach:
		return commonhall.Errorf(commonhall.FailedPrecondition, "You have announced %d things, and there cannot be more.", own).
			WithHint("Remove one of yours that nobody needs any more, or change it; those that are over count, too.")
	}
	return nil
}

// Change puts a in the place of the one with its id.
func (r *Room) Change(ctx context.Context, a commonhall.Announcement, by Author) (commonhall.Announcement, error) {
	before, err := r.Get(ctx, a.ID, by)
	if err != nil {
		return a, err
	}
	if a, err = r.checked(ctx, a, by); err != nil {
		return a, err
	}
	a.Created, a.By = before.Created, before.By
	if a.From.IsZero() {
		a.From = before.Created
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	there, err := r.store.ChangeAnnouncement(ctx, a, a.Text != before.Text || a.Level != before.Level)
	if err == nil && !there {
		err = commonhall.Errorf(commonhall.NotFound, "There is no such announcement.")
	}
	if err != nil {
		return a, err
	}
	r.tell(ctx, a, "is announced now")
	return a, nil
}

// Remove takes one back.
func (r *Room) Remove(ctx context.Context, id int64, by Author) error {
	a, err := r.Get(ctx, id, by)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if there, err := r.store.RemoveAnnouncement(ctx, id); err != nil || !there {
		return err // somebody else was faster
	}
	r.tell(ctx, a, "is announced no more")
	return nil
}

// tell writes on the timeline what was done, and has the list read again. It is called with
// mu held.
func (r *Room) tell(ctx context.Context, a commonhall.Announcement, done string) {
	r.read = false
	r.events.Record(ctx, commonhall.Event{Name: commonhall.EventAnnounced, Text: "To " + a.Whom() + " " + done + ": " + a.Text})
}

// Dismiss has a person not see one any more.
func (r *Room) Dismiss(ctx context.Context, id int64, name commonhall.UserName) error {
	list, err := r.For(ctx, name)
	if err != nil || !slices.ContainsFunc(list, func(a commonhall.Announcement) bool { return a.ID == id }) {
		return err
	}
	return r.store.Dismiss(ctx, id, name)
}

// checked brings what was typed into form, and refuses what may not be.
func (r *Room) checked(ctx context.Context, a commonhall.Announcement, by Author) (commonhall.Announcement, error) {
	a.Text = strings.TrimSpace(strings.ReplaceAll(a.Text, "\r\n", "\n"))
	bad := func(format string, args ...any) *commonhall.Error {
		return commonhall.Errorf(commonhall.InvalidArgument, format, args...)
	}
	switch n := utf8.RuneCountInString(a.Text); {
	case n == 0:
		return a, bad("An announcement says something.").WithHint("Write a sentence or two.")
	case n > MaxText:
		return a, bad("An announcement has at most %d letters; this one has %d.", MaxText, n).WithHint("Put the rest on a page, and its address here.")
	case !utf8.ValidString(a.Text) || strings.ContainsFunc(a.Text, func(c rune) bool {
		return c != '\n' && (unicode.IsControl(c) || unicode.Is(unicode.Cf, c) && (c < 0x200c || c > 0x200f))
	}):
		return a, bad("An announcement is plain text.").WithHint("It has characters that nobody sees; type it anew.")
	case a.Level != commonhall.LevelInfo && a.Level != commonhall.LevelWarning:
		return a, bad("There is no level %q.", string(a.Level)).WithHint("There are info and warning.")
	case a.Audience != commonhall.ToAll && a.Audience != commonhall.ToLogin && a.Audience != commonhall.ToGroup:
		return a, bad("There is no audience %q.", string(a.Audience)).WithHint("There are all, login and group.")
	case !a.Until.IsZero() && !a.Until.After(a.From):
		return a, bad("It would end before it begins.")
	}
	a.From, a.Until = whole(a.From), whole(a.Until)
	return r.addressed(ctx, a, by)
}

// addressed finds the group, and refuses who may not announce anything to that audience.
func (r *Room) addressed(ctx context.Context, a commonhall.Announcement, by Author) (commonhall.Announcement, error) {
	if a.Audience != commonhall.ToGroup {
		a.Group, a.GID = "", 0
		if !by.All {
			return a, commonhall.Errorf(commonhall.PermissionDenied, "Only administrators announce something to everybody.").WithHint("Announce it to a group that you teach.")
		}
		return a, nil
	}
	taught, err := r.Taught(ctx, by)
	if err != nil {
		return a, err
	}
	g, err := r.groups.Group(ctx, a.Group)
	if err == nil && !by.All && !taught[g.GID] || commonhall.KindOf(err) == commonhall.NotFound { // whether there is one is not told
		return a, commonhall.Errorf(commonhall.NotFound, "There is no group %q to which you may announce something.", string(a.Group))
	}
	a.Group, a.GID = g.Name, g.GID
	return a, err
}

// whole is a time as it is stored.
func whole(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(time.Microsecond)
}

// ID reads the number of one as it stands in a path.
func ID(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0 // there is none
	}
	return n
}
