package setup

import (
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/home/mounted"
	"commonhall/supervisor"
)

func TestCheckClock(t *testing.T) {
	built := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	for now, well := range map[time.Time]bool{built: true, built.AddDate(3, 0, 0): true, built.Add(-time.Hour): true, // zones of builders
		built.AddDate(-1, 0, 0): false, {}: false, time.Unix(0, 0): false} {
		if said := CheckClock(now, built); (said == "") != well {
			t.Errorf("%v: %q", now, said)
		}
	}
	if said := CheckClock(time.Unix(0, 0), time.Time{}); said != "" {
		t.Errorf("a program that does not know when it was built: %q", said)
	}
}

// TestLostRecordsOfHomesThatAreAway: where neither the database nor the disk of the homes
// is there, no records are begun whose numbers are those of homes on that disk.
func TestLostRecordsOfHomesThatAreAway(t *testing.T) {
	dir := t.TempDir()
	p, i := supervisor.PathsIn(dir, dir), supervisor.Instance{UIDBase: testBase}
	lost := func() string {
		err := LostRecords(i, p, "")
		if err == nil {
			return ""
		}
		return commonhall.ForPerson(err).Msg
	}
	must := func(errs ...error) {
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	if said := lost(); said != "" {
		t.Errorf("of a new one: %s", said)
	}
	must(os.MkdirAll(p.Homes()+"/ada-1000", 0o700), mounted.Begin(p.Homes()), os.Rename(p.Homes(), dir+"/disk"), os.Mkdir(p.Homes(), 0o711))
	if said := lost(); !strings.Contains(said, "There is no database, and "+p.Homes()+" is not the folder that it was") {
		t.Errorf("without the disk: %s", said)
	}
	must(os.Remove(p.Homes()), os.Rename(dir+"/disk", p.Homes()))
	if said := lost(); !strings.Contains(said, "There are homes of 1 people") {
		t.Errorf("with the disk: %s", said)
	}
	must(os.MkdirAll(p.Hub(), 0o700), os.WriteFile(p.Database(), nil, 0o600), os.Remove(p.Homes()+"/"+mounted.Mark))
	if said := lost(); said != "" {
		t.Errorf("with a database: %s", said)
	}
}

// TestHolder names who listens, for the person who has to stop it.
func TestHolder(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if who := holder(l.Addr().(*net.TCPAddr).Port); !strings.Contains(who, "process "+strconv.Itoa(os.Getpid())) {
		t.Errorf("it is %q", who)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	if who := holder(port); who != "" {
		t.Errorf("a free port is held by %q", who)
	}
}

// TestAnswersAsSettings: what setup is told becomes a file that every role understands.
func TestAnswersAsSettings(t *testing.T) {
	for name, a := range map[string]Answers{"off": {HTTPS: "off"}, "local": {HTTPS: "local"}, "acme": {HTTPS: "acme", Name: "hall.example.org", Email: "teacher@example.org"},
		"own authority": {HTTPS: "acme", Name: "hall.lan", Directory: "https://ca.lan/dir", CAFile: "/etc/ssl/ca.pem"}} {
		if c := parsed(t, a); c.HTTPS.Mode != a.HTTPS || (a.Name != "" && c.HTTPS.Names[0] != a.Name) || c.HTTPS.Directory != a.Directory {
			t.Errorf("%s: %+v", name, c.HTTPS)
		}
	}
}

// TestAnswersThatCannotBe: what would make a file with a mistake is refused in the words
// of who typed it, not in those of the file.
func TestAnswersThatCannotBe(t *testing.T) {
	good := Answers{HTTPS: "acme", Name: "hall.example.org", Email: "teacher@example.org"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		spoil func(*Answers)
		says  []string
	}{
		{func(a *Answers) { a.Email = "teacher" }, []string{`--email: "teacher" is not an address`}},
		{func(a *Answers) { a.Name = "Hall.Example.org" }, []string{"--name: ", "Write hall.example.org."}},
		{func(a *Answers) { a.Name = "https://hall.example.org/" }, []string{"--name: ", "is not a host name"}},
		{func(a *Answers) { a.Name = "192.0.2.7" }, []string{"--name: ", "is an address, not a name"}},
		{func(a *Answers) { a.Directory, a.CAFile = "ca.lan", "root.pem" }, []string{"--acme-directory: ", `--acme-ca: "root.pem" is not a whole path`}},
	} {
		a := good
		c.spoil(&a)
		err := a.Check()
		for _, words := range append(c.says, "nothing was changed") {
			if err == nil || !strings.Contains(err.Error(), words) {
				t.Errorf("%+v: %v does not say %q", a, err, words)
			}
		}
	}
}

func parsed(t *testing.T, a Answers) config.Config {
	t.Helper()
	c, err := config.Parse("commonhall.yaml", a.yaml(), config.Default())
	if err != nil {
		t.Fatalf("%s\n%v", a.yaml(), err)
	}
	return c
}

// TestChecksAreExplained: each code stands in the table of the page.
func TestChecksAreExplained(t *testing.T) {
	page, err := os.ReadFile("../doc/how-to/install.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range New(Answers{HTTPS: "off"}, "0.1.0", io.Discard).checks(t.Context()) {
		if !strings.Contains(string(page), "\n| `"+c.Code+"` | ") {
			t.Errorf("the page on installing does not explain the check %s", c.Code)
		}
	}
}
