package config

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// database checks where the records are kept.
func (d *decoder) database(c *Config) {
	if pos, ok := d.find("database.url", ""); ok && c.Database.URL != "" {
		if message, hint := databaseURL(c.Database.URL); message != "" {
			d.report("database.url", pos, message, hint)
		}
	}
	if pos, ok := d.find("database.password_file", ""); ok && c.Database.PasswordFile != "" && c.Database.URL == "" && !d.bad["database.url"] {
		d.report("database.password_file", pos, "has no use without database.url", "Without it records are in a file, which has no password.")
	}
}

const databaseForm = "Write it as postgres://account@host/database."

// databaseURL says what is wrong with the address of a database, never with the
// address itself in it: there may be a password in it.
func databaseURL(text string) (message, hint string) {
	u, err := url.Parse(text)
	if u != nil {
		if _, has := u.User.Password(); has || u.Query().Has("password") {
			return "has a password in it, which does not belong into this file", "Write the password into a file of its own, and name that in database.password_file."
		}
	}
	switch {
	case err != nil || u.Opaque != "" || u.Fragment != "":
		return "is not the address of a database", databaseForm
	case u.Scheme == "":
		return "is not the address of a database", databaseForm + " Leave it empty for a SQLite file."
	case u.Scheme != "postgres" && u.Scheme != "postgresql":
		return fmt.Sprintf("begins with %q, but commonhall works with PostgreSQL only", u.Scheme+"://"), databaseForm
	case u.User.Username() == "":
		return "names no account", databaseForm
	case u.Hostname() == "" || strings.HasPrefix(u.Hostname(), "/") || u.Query().Has("host"):
		return "names no host", "The hub sees no socket of PostgreSQL: use 127.0.0.1 for one on this machine. " + databaseForm
	case strings.Contains(u.Host, ","):
		return "names more than one host", databaseForm
	}
	if name := strings.TrimPrefix(u.Path, "/"); name == "" || strings.Contains(name, "/") {
		return "names no database", databaseForm
	}
	return databaseOptions(u.Query())
}

// databaseOptions checks what stands behind the question mark.
func databaseOptions(q url.Values) (message, hint string) {
	known := []string{"sslmode", "sslrootcert", "sslcert", "sslkey"}
	for name := range q {
		if !strings.Contains(" "+strings.Join(known, " ")+" ", " "+name+" ") {
			return fmt.Sprintf("has an unknown option %s", quote(name)),
				strings.TrimSpace(didYouMean(name, known) + " Allowed: " + strings.Join(known, ", ") + ".")
		}
	}
	switch mode := q.Get("sslmode"); mode {
	case "disable", "require", "verify-ca", "verify-full":
	default:
		if q.Has("sslmode") {
			return fmt.Sprintf("has the sslmode %s", quote(mode)), "Allowed: disable, require, verify-ca, verify-full."
		}
	}
	return "", ""
}

// masked hides what looks like a password, so that no report repeats it: what
// stands in an address where one does, and what follows the word.
func masked(text string) string {
	for _, form := range []string{`(://[^/\s:@]*:)(.*)(@)`, `(://[^/\s:@]*:)([^\s@/]*[^\s@/0-9*][^\s@/]*)()`, `(?i)((?:password|token)["']?\s*[=:]\s*)([^&\s]+)()`} {
		re := regexp.MustCompile(form)
		text = re.ReplaceAllStringFunc(text, func(found string) string {
			part := re.FindStringSubmatch(found)
			return part[1] + strings.Repeat("*", len([]rune(part[2]))) + part[3]
		})
	}
	return text
}
