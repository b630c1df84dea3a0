package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"commonhall"
)

// The page Admin of helpers: who is no administrator, and may see it (admin-ui) and list
// some people (list:users). It is a page of its own, so that nothing of the administrators'
// stands there by oversight: the people whom the scopes cover, and of each what the API tells.

// HelpedRow is one person whom a helper may list. What they may not read is empty.
type HelpedRow struct {
	Name        commonhall.UserName
	Suspended   bool
	Known       bool // how the server is
	State       commonhall.ServerState
	App, Memory string
	Why         string // the last start failed
	Seen        Moment
	Start, Stop bool // the helper may, and it would do something
	Beside      []HelpedServer
}

// HelpedServer is a named server that is on, and that the helper may read of.
type HelpedServer struct {
	Key         commonhall.ServerKey
	Display     string
	State       commonhall.ServerState
	App, Memory string
	Stop        bool
}

// HelpedView is the page of a helper.
type HelpedView struct {
	Frame
	People []HelpedRow
	Query  string
	Page   int // from 1
	Total  int
}

// PageURL returns the address of a page of the list, or nothing where there is none.
func (v HelpedView) PageURL(by int) string {
	page := v.Page + by
	if page < 1 || page > lastPage(v.Total) {
		return ""
	}
	q := url.Values{}
	if v.Query != "" {
		q.Set("q", v.Query)
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return "/hub/admin"
	}
	return "/hub/admin?" + q.Encode()
}

// maxAmong is how many people one question to the records names.
const maxAmong = 2000

// helped shows whom the visitor may list.
func (d *Door) helped(v *visit) error {
	q := v.URL.Query()
	view := HelpedView{Frame: d.frame(v, "Admin"), Query: q.Get("q"), Page: 1}
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 {
		view.Page = min(n, maxPage)
	}
	list, err := d.listed(v, &view)
	if err != nil {
		return err
	}
	for _, u := range list {
		row, err := d.helpedRow(v, u)
		if err != nil {
			return err
		}
		view.People = append(view.People, row)
	}
	return d.render(v, http.StatusOK, PageHelped, view)
}

// listed are the people on a page of those whom the visitor may list; of one behind the last,
// those on the last.
func (d *Door) listed(v *visit, view *HelpedView) (list []commonhall.User, err error) {
	f := commonhall.UserFilter{Contains: view.Query, Order: commonhall.ByName, Limit: peoplePage}
	few, all := v.id.Scopes.People("list:users")
	if !all && len(few) > maxAmong {
		f.Limit = 0
		if list, _, err = d.people.Users(v.Context(), f); err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(u commonhall.User) bool { return !v.id.Scopes.Covers("list:users", u.Name) })
		view.Total = len(list)
		view.Page = min(view.Page, lastPage(view.Total))
		from := (view.Page - 1) * peoplePage
		return list[from:min(from+peoplePage, len(list))], nil
	}
	if !all {
		f.Among = append([]commonhall.UserName{}, few...) // never nil, which is everybody
	}
	for {
		f.Offset = (view.Page - 1) * peoplePage
		if list, view.Total, err = d.people.Users(v.Context(), f); err != nil {
			return nil, err
		}
		last := lastPage(view.Total)
		if view.Page <= last {
			return list, nil
		}
		view.Page = last
	}
}

// helpedRow says of a person what the visitor's scopes let them read, as the API does.
func (d *Door) helpedRow(v *visit, u commonhall.User) (HelpedRow, error) {
	may, now := v.id.Scopes, d.cfg.Now()
	row := HelpedRow{Name: u.Name, Suspended: u.Suspended && may.Covers("read:users", u.Name), Start: may.Covers("start:servers", u.Name), Stop: may.Covers("delete:servers", u.Name)}
	row.Start = row.Start && !row.Suspended
	if last := d.servers.LastActive(u.Name, u.LastActivity); !last.IsZero() && may.Covers("read:users:activity", u.Name) {
		row.Seen = When(last.In(now.Location()), now)
	}
	var err error
	if row.Beside, err = d.helpedBeside(v, u.Name); err != nil {
		return row, err
	}
	if row.Known = may.Covers("read:servers", u.Name); !row.Known {
		return row, nil
	}
	s, err := d.servers.Get(v.Context(), u.Name.Default())
	if err != nil {
		return row, err
	}
	off := s.State == commonhall.Stopped || s.State == commonhall.Failed
	row.Start, row.Stop = row.Start && off, row.Stop && (s.State == commonhall.Spawning || s.State == commonhall.Ready)
	if row.State = s.State; s.State.Active() {
		row.App, row.Memory = d.helpedUse(s)
	}
	if s.State == commonhall.Failed && s.End != nil {
		row.Why = s.End.Sentence()
	}
	return row, nil
}

// helpedBeside lists the named servers of a person that are on. Each is told by the scopes that
// cover it: a filter may name one server alone.
func (d *Door) helpedBeside(v *visit, name commonhall.UserName) ([]HelpedServer, error) {
	all, err := d.servers.Servers(v.Context(), name)
	if err != nil {
		return nil, err
	}
	var out []HelpedServer
	for _, s := range all {
		if s.Name == "" || !s.State.Active() || !v.id.Scopes.CoversServer("read:servers", name, string(s.Name)) {
			continue
		}
		row := HelpedServer{Key: s.Key(), Display: s.Display, State: s.State}
		row.Stop = s.State != commonhall.Stopping && v.id.Scopes.CoversServer("delete:servers", name, string(s.Name))
		row.App, row.Memory = d.helpedUse(s)
		out = append(out, row)
	}
	return out, nil
}

// helpedUse says which program a server runs, and how much memory it has.
func (d *Door) helpedUse(s commonhall.Server) (app, memory string) {
	use, _ := d.servers.Usage(s.Key())
	return d.servers.App(s.App).Title, MemoryGauge(use.Memory, s.Limits.Memory).Text
}

// mayServer refuses unless the visitor holds scope for a server. To whom it is nothing, there
// is none: neither is it said whether there is such a person.
func mayServer(v *visit, scope string, key commonhall.ServerKey) error {
	if v.id.Scopes.CoversServer(scope, key.User, string(key.Name)) {
		return nil
	}
	return nothing()
}
