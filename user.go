package commonhall

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// UserName is a person's name in its one normal form (see auth.NormalizeName):
// what is compared, stored, shown and put into paths.
type UserName string

// MaxUserName is the longest user name in bytes of UTF-8.
const MaxUserName = 64

// User is a person who may sign in.
type User struct {
	ID           int64
	Name         UserName
	Account      Account // the Unix account that the person's servers run under
	Admin        bool
	Suspended    bool
	HasPassword  bool // false until the first sign-in; true also of who signs in at a provider
	Created      time.Time
	LastActivity time.Time // zero if never seen
}

// Account is a person's Unix account. UIDs are handed out once and never again.
type Account struct {
	UID  int    `json:"uid"`  // absolute, inside the installation's block; the group id is the same number
	Name string `json:"name"` // the login name that programs inside a server see
}

// Removed is a person who was removed and can be brought back for a while.
type Removed struct {
	ID           int64
	Name         UserName
	Account      Account
	Created      time.Time
	LastActivity time.Time // zero if never seen
	At           time.Time // of the removal
	Until        time.Time // then they may be deleted
	Purging      bool      // their home is being deleted
}

// systemAccounts are login names that mean something to a Unix system; a person
// of that name gets an account called after its number.
var systemAccounts = map[string]bool{
	"root": true, "daemon": true, "bin": true, "sys": true, "sync": true, "games": true, "man": true,
	"lp": true, "mail": true, "news": true, "uucp": true, "proxy": true, "www-data": true, "backup": true,
	"list": true, "irc": true, "gnats": true, "nobody": true, "nogroup": true, "sshd": true, "messagebus": true,
	"systemd-network": true, "systemd-resolve": true, "systemd-timesync": true, "systemd-journal": true,
	"sudo": true, "wheel": true, "adm": true, "shadow": true, "utmp": true, "staff": true, "users": true,
	"tty": true, "disk": true, "kmem": true, "docker": true, "commonhall": true,
}

// AccountName returns the Unix login name for a person: the name itself where
// Unix allows it, otherwise "u" and the number. Two people never share one,
// because names of the form u123 are always replaced.
func AccountName(name UserName, number int) string {
	s := string(name)
	if len(s) == 0 || len(s) > 32 || systemAccounts[s] || isNumbered(s) || s[0] < 'a' || s[0] > 'z' {
		return numbered(number)
	}
	for _, c := range []byte(s) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return numbered(number)
		}
	}
	return s
}

func numbered(n int) string {
	const digits = "0123456789"
	b := []byte{}
	for {
		b = append([]byte{digits[n%10]}, b...)
		if n /= 10; n == 0 {
			return "u" + string(b)
		}
	}
}

func isNumbered(s string) bool {
	return len(s) > 1 && s[0] == 'u' && strings.Trim(s[1:], "0123456789") == ""
}

// Validate reports whether n, already normalised, may name a person: letters
// and digits of one script and any of - . _ @ + in between, at most 64 bytes.
// One script only, so that nobody can be imitated by look-alike letters.
func (n UserName) Validate() error {
	s := string(n)
	switch {
	case s == "":
		return Errorf(InvalidArgument, "The user name is empty.")
	case len(s) > MaxUserName:
		return Errorf(InvalidArgument, "The user name is longer than %d bytes.", MaxUserName)
	case !utf8.ValidString(s):
		return Errorf(InvalidArgument, "The user name is not valid UTF-8.")
	}
	script, letter := "", false // so far; and whether a mark may stand here
	for i, r := range s {
		if strings.ContainsRune("-._@+", r) {
			if i == 0 || i+1 == len(s) {
				return Errorf(InvalidArgument, "The user name %q must begin and end with a letter or digit.", s)
			}
			letter = false
			continue
		}
		if letter = unicode.IsLetter(r) || unicode.IsDigit(r) || (letter && unicode.IsMark(r)); !letter {
			return Errorf(InvalidArgument, "The user name %q contains %s.", s, Character(r)).
				WithHint("Use letters, digits and - . _ @ + in between.")
		}
		if sc := scriptOf(r); sc != "" {
			if script != "" && sc != script {
				return Errorf(InvalidArgument, "The user name %q mixes letters of different scripts.", s).
					WithHint("Use the letters of one script only: mixed ones can be made to look like somebody else's name.")
			}
			script = sc
		}
	}
	return nil
}

// Character names r inside a sentence.
func Character(r rune) string {
	switch r {
	case ' ', '\u00a0', '\u3000':
		return "a space"
	case ',':
		return "a comma"
	case ';':
		return "a semicolon"
	case '\'', '\u2019':
		return "an apostrophe"
	case '"', '\u201c', '\u201d', '\u201e':
		return "a quotation mark"
	case '/', '\\':
		return "a slash"
	}
	if !unicode.IsPrint(r) {
		return "a character that cannot be seen"
	}
	return "the character " + string(r)
}

// eastAsian are the scripts that ordinary Japanese, Korean and Chinese names mix.
var eastAsian = []string{"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"}

// scriptOf returns the script of r, "" where it belongs to several.
func scriptOf(r rune) string {
	switch {
	case r < 0x80 && unicode.IsDigit(r):
		return ""
	case unicode.Is(unicode.Latin, r):
		return "Latin"
	}
	for _, name := range eastAsian {
		if unicode.Is(unicode.Scripts[name], r) {
			return "East Asian"
		}
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			if name == "Common" || name == "Inherited" {
				return ""
			}
			return name
		}
	}
	return ""
}

// UserOrder is a column by which people can be sorted.
type UserOrder string

const (
	ByID       UserOrder = "id"
	ByName     UserOrder = "name"
	ByActivity UserOrder = "last_activity"
)

// UserFilter says which people a list shows.
type UserFilter struct {
	Contains   string        // part of the name, letter case aside; empty for all
	States     []ServerState // of their server; empty for any
	Among      []UserName    // of these alone, some thousands at most; nil for everybody
	Order      UserOrder     // ByID if empty
	Descending bool
	Offset     int
	Limit      int // no more than this; 0 for all
}
