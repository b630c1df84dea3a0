package commonhall

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// GroupName is a group's name as whoever made it wrote it. It may be part of a path.
type GroupName string

// MaxGroupName is the longest name of a group in bytes of UTF-8.
const MaxGroupName = 64

// FirstGroup and LastGroup bound the gids of groups, in the installation's block of
// numbers (decisions 003, 024).
const FirstGroup, LastGroup = 100, 899

// Group is a class: people, and who of them teach.
type Group struct {
	ID         int64
	Name       GroupName
	GID        int             // absolute, inside the installation's block; handed out once and never again
	Members    []UserName      // in the order of their names
	Teachers   []UserName      // who of them teach
	Properties json.RawMessage // an object of scripts' own
	Created    time.Time
}

// Membership is one of somebody's groups.
type Membership struct {
	Group   GroupName `json:"group"`
	GID     int       `json:"gid"`
	Teacher bool      `json:"teacher,omitempty"`
	Disk    int64     `json:"disk,omitempty"` // bytes that its folders may hold together, told at a start; 0: no limit
}

// ClassFolder is where servers see the folders of their person's groups, each below the
// group's name. A home has a link of the same name to it.
const ClassFolder = "/class"

// MaxClassFolders is of how many groups one server sees the folders.
const MaxClassFolders = 32

// GroupChange is what is done to people and a group.
type GroupChange uint8

const (
	JoinGroup   GroupChange = iota // they become members; who is one stays as they are
	LeaveGroup                     // they are none any more
	MakeTeacher                    // they teach it, and are members
	EndTeacher                     // they are members like the others
)

// Folded returns what two names have in common that differ in letter case alone:
// folders are called after groups, and not every system tells such names apart.
func (n GroupName) Folded() string { return strings.ToLower(string(n)) }

// Validate reports whether n, already normalised, may name a group: letters and digits
// of any script, with any of - . _ @ + in between, at most 64 bytes. Scripts may be
// mixed, unlike in names of people: administrators alone name groups.
func (n GroupName) Validate() error {
	s := string(n)
	switch {
	case s == "":
		return Errorf(InvalidArgument, "The group name is empty.")
	case len(s) > MaxGroupName:
		return Errorf(InvalidArgument, "The group name is longer than %d bytes.", MaxGroupName)
	case !utf8.ValidString(s):
		return Errorf(InvalidArgument, "The group name is not valid UTF-8.")
	}
	letter := false // a mark may stand here
	for i, r := range s {
		between := strings.ContainsRune("-._@+", r)
		if between && (i == 0 || i+1 == len(s)) {
			return Errorf(InvalidArgument, "The group name %q must begin and end with a letter or digit.", s)
		}
		letter = unicode.IsLetter(r) || unicode.IsDigit(r) || (letter && unicode.IsMark(r))
		if !letter && !between {
			return Errorf(InvalidArgument, "The group name %q contains %s.", s, Character(r))
		}
	}
	return nil
}
