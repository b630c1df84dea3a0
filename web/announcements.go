package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"commonhall"
	"commonhall/announcement"
	"commonhall/auth"
)

// What people read at the top of the pages, and the page on which it is written.

// Announcements is what the pages ask of the room announcement.
type Announcements interface {
	ForLogin(context.Context) ([]commonhall.Announcement, error)
	For(context.Context, commonhall.UserName) ([]commonhall.Announcement, error)
	List(context.Context, announcement.Author) ([]commonhall.Announcement, error)
	Get(context.Context, int64, announcement.Author) (commonhall.Announcement, error)
	Add(context.Context, commonhall.Announcement, announcement.Author) (commonhall.Announcement, error)
	Change(context.Context, commonhall.Announcement, announcement.Author) (commonhall.Announcement, error)
	Remove(context.Context, int64, announcement.Author) error
	Dismiss(context.Context, int64, commonhall.UserName) error
}

const announcementsURL = "/hub/announcements"

func (d *Door) registerAnnouncements() {
	if d.cfg.Announcements == nil {
		return
	}
	const one = announcementsURL + "/{id}"
	d.page("GET "+announcementsURL, teachers, d.announcements)
	d.page("POST "+announcementsURL+"/add", teachers, d.announce)
	d.page("GET "+announcementsURL+"/add", teachers, leadsTo(announcementsURL))
	for form, f := range map[string]action{"": d.changeAnnouncement, "/remove": d.removeAnnouncement} {
		d.page("POST "+one+form, teachers, f)
		d.page("GET "+one+form, teachers, leadsTo(announcementsURL))
	}
	d.page("POST "+one+"/dismiss", signedIn, d.dismiss)
	d.page("GET "+one+"/dismiss", signedIn, leadsTo("/hub/home"))
}

// announced is what the visitor of a page reads. Where it cannot be found out, the page is
// of use without it.
func (d *Door) announced(v *visit) []AnnouncementView {
	if d.cfg.Announcements == nil {
		return nil
	}
	list, err := d.cfg.Announcements.ForLogin(v.Context())
	back := ""
	if v.id != nil {
		if back = "/hub/home"; v.Method == http.MethodGet {
			back = v.URL.RequestURI()
		}
		list, err = d.cfg.Announcements.For(v.Context(), v.id.User.Name)
	}
	if err != nil {
		d.log.Warn("cannot show announcements", "error", err)
	}
	out := make([]AnnouncementView, len(list))
	for i, a := range list {
		out[i] = AnnouncementView{ID: a.ID, Warning: a.Level == commonhall.LevelWarning, Pieces: announcement.Pieces(a.Text), Back: back}
		if a.Audience == commonhall.ToGroup {
			out[i].Group = a.Group
		}
	}
	return out
}

// author is the visitor: administrators announce anything, teachers something to their groups.
func author(v *visit) announcement.Author {
	return announcement.Author{Name: v.id.User.Name, All: v.id.User.Admin}
}

// teaches returns the groups that the visitor teaches; of administrators, all.
func (d *Door) teaches(v *visit) (groups []commonhall.GroupName, err error) {
	if v.id.User.Admin {
		all, _, err := d.people.Groups(v.Context(), 0, 0)
		for _, g := range all {
			groups = append(groups, g.Name)
		}
		return groups, err
	}
	in, err := d.people.Memberships(v.Context(), v.id.User.Name)
	for _, m := range in[v.id.User.Name] {
		if m.Teacher {
			groups = append(groups, m.Group)
		}
	}
	return groups, err
}

func (d *Door) announcements(v *visit) error {
	return d.showAnnouncements(v, http.StatusOK, AnnouncementsView{})
}

// showAnnouncements fills in what the page always shows.
func (d *Door) showAnnouncements(v *visit, status int, view AnnouncementsView) error {
	groups, err := d.teaches(v)
	if err != nil {
		return err
	}
	list, err := d.cfg.Announcements.List(v.Context(), author(v))
	if err != nil {
		return err
	}
	now := d.cfg.Now()
	for _, a := range list {
		row := AnnouncementRow{ID: a.ID, Pieces: announcement.Pieces(a.Text), Text: a.Text, Warning: a.Level == commonhall.LevelWarning, Whom: a.Whom(), By: a.By,
			From: When(a.From.In(now.Location()), now), Until: When(a.Until.In(now.Location()), now), Over: !a.Until.IsZero() && !a.Until.After(now), Later: a.From.After(now)}
		row.FromText, row.UntilText = typedTime(a.From, now), typedTime(a.Until, now)
		view.Rows = append(view.Rows, row)
	}
	problem := view.Problem
	view.Frame, view.Groups, view.All = d.frame(v, "Announcements"), groups, v.id.User.Admin
	if view.Path = "/hub/admin"; !view.All {
		view.Path = "/hub/home"
	}
	view.Problem, view.Zone = problem, now.Format("MST")
	return d.render(v, status, PageAnnouncements, view)
}

// timeForm is how browsers send a time that was typed.
const timeForm = "2006-01-02T15:04"

func typedTime(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(now.Location()).Format(timeForm)
}

// announcementForm reads the form onto a.
func (d *Door) announcementForm(v *visit, a commonhall.Announcement) (commonhall.Announcement, error) {
	a.Text, a.Level = v.PostFormValue("text"), commonhall.LevelInfo
	if v.PostFormValue("warning") == "1" {
		a.Level = commonhall.LevelWarning
	}
	if to := v.PostFormValue("to"); to == "all" || to == "login" {
		a.Audience, a.Group = commonhall.Audience(to), ""
	} else if name, is := strings.CutPrefix(to, "group:"); is {
		if group, err := auth.NormalizeGroupName(name); err == nil {
			a.Audience, a.Group = commonhall.ToGroup, group
		}
	}
	for name, at := range map[string]*time.Time{"from": &a.From, "until": &a.Until} {
		text, sent := v.PostFormValue(name), v.PostForm.Has(name)
		if !sent || text == typedTime(*at, d.cfg.Now()) { // seconds are not typed
			continue
		}
		t, err := time.ParseInLocation(timeForm, text, d.cfg.Now().Location())
		if text == "" {
			t, err = time.Time{}, nil
		}
		if err != nil {
			return a, commonhall.Errorf(commonhall.InvalidArgument, "%q is no time.", text).WithHint("It is written as 2030-01-31T09:00.")
		}
		*at = t
	}
	return a, nil
}

// written shows the page again with what was typed, where it cannot be announced so.
func (d *Door) written(v *visit, a commonhall.Announcement, err error, done string) error {
	switch kind := commonhall.KindOf(err); {
	case err == nil:
		return seeOther(v, announcementsURL+"?done="+done)
	case kind == commonhall.InvalidArgument || kind == commonhall.FailedPrecondition:
		view := AnnouncementsView{}
		view.Problem = "Nothing was changed. " + sentences(commonhall.ForPerson(err))
		if v.PathValue("id") == "" {
			view.AddText, view.AddFrom, view.AddUntil, view.AddWarning = a.Text, v.PostFormValue("from"), v.PostFormValue("until"), a.Level == commonhall.LevelWarning
		}
		return d.showAnnouncements(v, kind.HTTPStatus(), view)
	}
	return err
}

func (d *Door) announce(v *visit) error {
	a, err := d.announcementForm(v, commonhall.Announcement{})
	if err == nil && a.Audience == "" {
		err = commonhall.Errorf(commonhall.InvalidArgument, "Say to whom.")
	}
	if err == nil {
		_, err = d.cfg.Announcements.Add(v.Context(), a, author(v))
	}
	return d.written(v, a, err, "announced")
}

func (d *Door) changeAnnouncement(v *visit) error {
	a, err := d.cfg.Announcements.Get(v.Context(), announcement.ID(v.PathValue("id")), author(v))
	if err != nil {
		return err
	}
	if a, err = d.announcementForm(v, a); err == nil {
		_, err = d.cfg.Announcements.Change(v.Context(), a, author(v))
	}
	return d.written(v, a, err, "announced")
}

func (d *Door) removeAnnouncement(v *visit) error {
	if err := d.cfg.Announcements.Remove(v.Context(), announcement.ID(v.PathValue("id")), author(v)); err != nil {
		return err
	}
	return seeOther(v, announcementsURL+"?done=announced-no-more")
}

// dismiss has the visitor not see one any more.
func (d *Door) dismiss(v *visit) error {
	if err := d.cfg.Announcements.Dismiss(v.Context(), announcement.ID(v.PathValue("id")), v.id.User.Name); err != nil {
		return err
	}
	return seeOther(v, back(v, "/hub/home", "", ""))
}
