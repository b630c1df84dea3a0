package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"commonhall"
	"commonhall/announcement"
)

// Announcements is what the API asks of the room announcement.
type Announcements interface {
	For(context.Context, commonhall.UserName) ([]commonhall.Announcement, error)
	List(context.Context, announcement.Author) ([]commonhall.Announcement, error)
	Get(context.Context, int64, announcement.Author) (commonhall.Announcement, error)
	Add(context.Context, commonhall.Announcement, announcement.Author) (commonhall.Announcement, error)
	Change(context.Context, commonhall.Announcement, announcement.Author) (commonhall.Announcement, error)
	Remove(context.Context, int64, announcement.Author) error
}

// announcementRoutes are of our own: JupyterHub has announcements in its settings alone.
func (a *API) announcementRoutes() []route {
	return []route{
		{"GET", "/announcements", anyone, a.listAnnouncements},
		{"POST", "/announcements", "announcements", a.announce},
		{"GET", "/announcements/{announcement}", "announcements", a.getAnnouncement},
		{"PATCH", "/announcements/{announcement}", "announcements", a.changeAnnouncement},
		{"DELETE", "/announcements/{announcement}", "announcements", a.removeAnnouncement},
	}
}

// author is the caller: with the scope for everybody they announce anything, with that over
// themselves something to the groups that they teach.
func (r *request) author() (by announcement.Author, may bool) {
	by.All = r.id.Scopes.HasAll("announcements")
	if name := r.id.User.Name; name != "" && r.id.Service == nil && r.id.Scopes.Covers("announcements", name) {
		by.Name = name
	}
	return by, by.All || by.Name != ""
}

func announcementModel(n commonhall.Announcement) map[string]any {
	m := map[string]any{"id": n.ID, "text": n.Text, "level": n.Level, "audience": n.Audience, "group": nil, "from": stamp(n.From), "until": nil, "created": stamp(n.Created), "by": n.By}
	if n.Audience == commonhall.ToGroup {
		m["group"] = n.Group
	}
	if !n.Until.IsZero() {
		m["until"] = stamp(n.Until)
	}
	return m
}

// listAnnouncements shows what the caller may change, and what they read on the pages now.
func (a *API) listAnnouncements(r *request) error {
	var list []commonhall.Announcement
	by, may := r.author()
	if may {
		var err error
		if list, err = a.info.Announcements.List(r.Context(), by); err != nil {
			return err
		}
	}
	if name := r.id.User.Name; name != "" && r.id.Service == nil && !by.All {
		read, err := a.info.Announcements.For(r.Context(), name)
		if err != nil {
			return err
		}
		for _, n := range read {
			if !slices.ContainsFunc(list, func(o commonhall.Announcement) bool { return o.ID == n.ID }) {
				n.By = "" // who wrote it is for those who may change it
				list = append(list, n)
			}
		}
	}
	out := make([]map[string]any, len(list))
	for i, n := range list {
		out[i] = announcementModel(n)
	}
	return r.json(http.StatusOK, out)
}

// announcementBody is what one is made of, and changed by: what is not named stays.
type announcementBody struct {
	Text     *string              `json:"text"`
	Level    *commonhall.Level    `json:"level"`
	Audience *commonhall.Audience `json:"audience"`
	Group    *string              `json:"group"`
	From     *string              `json:"from"`
	Until    *string              `json:"until"` // "" for no end
}

// onto changes n.
func (b announcementBody) onto(n commonhall.Announcement) (commonhall.Announcement, error) {
	if b.Text != nil {
		n.Text = *b.Text
	}
	if b.Level != nil {
		n.Level = *b.Level
	}
	if b.Group != nil && *b.Group != "" {
		n.Group, n.Audience = commonhall.GroupName(*b.Group), commonhall.ToGroup
	}
	if b.Audience != nil {
		n.Audience = *b.Audience
	}
	for text, at := range map[*string]*time.Time{b.From: &n.From, b.Until: &n.Until} {
		switch {
		case text == nil:
		case *text == "":
			*at = time.Time{}
		default:
			t, err := time.Parse(time.RFC3339, *text)
			if err != nil || t.Year() < 1970 || t.Year() > 9999 {
				return n, commonhall.Errorf(commonhall.InvalidArgument, "%q is no time.", *text).WithHint("It is written as 2030-01-31T09:00:00Z.")
			}
			*at = t
		}
	}
	return n, nil
}

// announced has the caller do f with what they sent onto n.
func (a *API) announced(r *request, status int, find func(announcement.Author) (commonhall.Announcement, error), f func(context.Context, commonhall.Announcement, announcement.Author) (commonhall.Announcement, error)) error {
	by, may := r.author()
	if !may {
		return unauthorized("announcements")
	}
	var body announcementBody
	if err := r.body(&body, true); err != nil {
		return err
	}
	n, err := find(by)
	if err != nil {
		return err
	}
	if n, err = body.onto(n); err != nil {
		return err
	}
	if n, err = f(r.Context(), n, by); err != nil {
		return err
	}
	return r.json(status, announcementModel(n))
}

func (a *API) announce(r *request) error {
	return a.announced(r, http.StatusCreated, func(announcement.Author) (commonhall.Announcement, error) {
		return commonhall.Announcement{Level: commonhall.LevelInfo, Audience: commonhall.ToAll}, nil
	}, a.info.Announcements.Add)
}

func (a *API) changeAnnouncement(r *request) error {
	return a.announced(r, http.StatusOK, func(by announcement.Author) (commonhall.Announcement, error) {
		return a.info.Announcements.Get(r.Context(), announcement.ID(r.PathValue("announcement")), by)
	}, a.info.Announcements.Change)
}

func (a *API) getAnnouncement(r *request) error {
	by, may := r.author()
	if !may {
		return unauthorized("announcements")
	}
	n, err := a.info.Announcements.Get(r.Context(), announcement.ID(r.PathValue("announcement")), by)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, announcementModel(n))
}

func (a *API) removeAnnouncement(r *request) error {
	by, may := r.author()
	if !may {
		return unauthorized("announcements")
	}
	if err := a.info.Announcements.Remove(r.Context(), announcement.ID(r.PathValue("announcement")), by); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}
