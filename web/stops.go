package web

import (
	"bytes"
	"net/http"
	"net/url"

	"commonhall"
)

// Servers that are stopped by themselves soon: whoever has one reads it on each page that they
// look at, not only at home.

// StopView announces the stop of one of the visitor's servers.
type StopView struct {
	Server ServerView
	Back   string // the page to go back to
}

// stops are those of the visitor. They are known without asking anybody, for every page has them.
// On the home page the default server says so itself.
func (d *Door) stops(v *visit, back string) (out []StopView) {
	now := d.cfg.Now()
	for _, s := range d.servers.Stops(v.id.User.Name) {
		if s.Key.Name != "" || v.URL.Path != "/hub/home" {
			out = append(out, StopView{Back: back, Server: ServerView{Name: s.Key.User, Server: s.Key.Name, Display: s.Display,
				StopsAt: When(s.Soon.At.In(now.Location()), now), Old: s.Soon.Old}})
		}
	}
	return out
}

// here is where a form of a page in its frame leads back to.
func here(v *visit) string {
	if v.Method == http.MethodGet {
		return v.URL.RequestURI()
	}
	return "/hub/home"
}

// readStops answers the script of a page that is open for long: the part of it that announces stops.
func (d *Door) readStops(v *visit) error {
	back := safeNext(v.URL.Query().Get("at"))
	f := Frame{Token: d.people.FormToken("page", string(v.id.Session.ID)), Stops: d.stops(v, orElse(back, "/hub/home"))}
	part, err := d.pages.part("stopping", f)
	if err != nil {
		return err
	}
	return sendJSON(v, map[string]string{"part": string(part)})
}

// part renders a piece of any page.
func (p *Pages) part(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	err := p.pages[PageError].ExecuteTemplate(&b, name, view)
	return b.Bytes(), err
}

// keep counts as use of the server: its person wants it to go on. One that runs no more is not
// said to.
func (d *Door) keep(v *visit) error {
	key := v.key()
	s, err := d.servers.Get(v.Context(), key)
	if err != nil {
		return err
	}
	if s.State != commonhall.Ready {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s is not running any more.", yours(key.Name)).
			WithHint("Files stay. You can start it again on your home page.")
	}
	if err := d.servers.Keep(key); err != nil {
		return err
	}
	to := back(v, "/hub/home", "", "")
	u, err := url.Parse(to)
	if err != nil {
		return err
	}
	q := u.Query()
	q.Set("done", "kept")
	q.Del("which") // of one that was kept before
	if key.Name != "" {
		q.Set("which", string(key.Name))
	}
	u.RawQuery = q.Encode()
	return seeOther(v, u.String())
}

// keptWords say which server goes on.
func keptWords(q url.Values) string {
	name := commonhall.ServerName(q.Get("which"))
	if name.Validate() != nil {
		name = ""
	}
	return yours(name) + " goes on."
}

func yours(name commonhall.ServerName) string {
	if name == "" {
		return "Your server"
	}
	return "Your server " + string(name)
}
