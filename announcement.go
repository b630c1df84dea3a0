package commonhall

import "time"

// Level says how much an announcement matters.
type Level string

const (
	LevelInfo    Level = "info"
	LevelWarning Level = "warning"
)

// Audience is who reads an announcement.
type Audience string

const (
	ToAll   Audience = "all"   // on every page, also where one signs in
	ToLogin Audience = "login" // where one signs in
	ToGroup Audience = "group" // who is in the group
)

// Announcement is what people read at the top of the pages.
type Announcement struct {
	ID       int64
	Text     string // plain
	Level    Level
	Audience Audience
	Group    GroupName // of the audience group
	GID      int
	From     time.Time
	Until    time.Time // zero: until it is removed
	Created  time.Time
	By       string
}

// Holds reports whether people read it at that time.
func (a Announcement) Holds(now time.Time) bool {
	return !now.Before(a.From) && (a.Until.IsZero() || now.Before(a.Until))
}

// Whom says in a sentence who reads it.
func (a Announcement) Whom() string {
	switch a.Audience {
	case ToGroup:
		return "the group " + string(a.Group)
	case ToLogin:
		return "whoever signs in"
	}
	return "everybody"
}
