package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/server"
)

func (d *Door) registerAdmin() {
	d.page("GET /hub/admin", helpers, d.admin)
	d.page("POST /hub/admin/add", administrators, d.addPeople)
	const user = "/hub/admin/user/{name}/"
	for verb, f := range map[string]func(*visit, commonhall.UserName) error{
		"suspend": d.suspend, "resume": d.resume, "admin": d.setAdmin,
		"reset": d.reset, "remove": d.remove, "limits": d.setPersonLimits, "link": d.linkPerson, "unlink": d.unlinkPerson} {
		d.page("POST "+user+verb, administrators, named(f))
	}
	d.page("POST "+user+"start", helpers, named(d.adminStart))
	d.page("POST "+user+"stop", helpers, named(d.adminStop))
	d.page("GET "+user+"start", helpers, leadsTo("/hub/admin"))
	d.page("GET "+user+"stop", helpers, leadsTo("/hub/admin"))
	d.page("GET /hub/admin/user/{name}", administrators, named(d.person))
	d.page("GET "+user+"reset", administrators, named(d.confirmReset))
	d.page("GET "+user+"remove", administrators, named(d.confirmRemove))
	d.page("GET "+user+"admin", administrators, named(d.confirmAdmin))
	d.registerRemoved()
	d.registerGroups()
	d.registerRoles()
	d.registerServices()
	for _, form := range []string{"/hub/admin/add", user + "suspend", user + "resume"} {
		d.page("GET "+form, administrators, leadsTo("/hub/admin"))
	}
	for _, form := range []string{"limits", "link", "unlink"} {
		d.page("GET "+user+form, administrators, named(func(v *visit, name commonhall.UserName) error { return seeOther(v, personURL(name)) }))
	}
}

// named hands the person in the path to f.
func named(f func(*visit, commonhall.UserName) error) action {
	return func(v *visit) error {
		name, err := auth.NormalizeName(v.PathValue("name"))
		if err != nil {
			return commonhall.Errorf(commonhall.NotFound, "There is no such person.")
		}
		return f(v, name)
	}
}

// peoplePage is how many people the table shows at once.
const peoplePage = 50

// maxPage is far behind the last page that there can be: an installation has not
// more accounts than that.
const maxPage = 65536 / peoplePage

func (d *Door) admin(v *visit) error {
	if !v.id.User.Admin {
		return d.helped(v)
	}
	view, err := d.adminView(v)
	if err != nil {
		return err
	}
	return d.render(v, http.StatusOK, PageAdmin, view)
}

func (d *Door) adminUsage(v *visit) error {
	view, err := d.adminView(v)
	if err != nil {
		return err
	}
	return sendJSON(v, view.Live())
}

func (d *Door) adminView(v *visit) (AdminView, error) {
	q := v.URL.Query()
	view := AdminView{Frame: d.frame(v, "Admin"), Query: q.Get("q"), Sort: q.Get("sort"), Desc: q.Get("order") == "desc",
		Page: 1, PageSize: peoplePage, Running: d.servers.Running(), Invited: !d.cfg.FirstUse}
	view.Path = "/hub/admin"
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 {
		view.Page = min(n, maxPage)
	}
	var err error
	switch view.Sort {
	case "state", "memory", "cpu":
		err = d.sortedByServer(v, &view)
	default:
		err = d.sortedByPerson(v, &view)
	}
	if err != nil {
		return view, err
	}
	if view.Machine, view.Warnings, err = d.machine(); err != nil {
		return view, err
	}
	if d.cfg.Notices != nil {
		view.Warnings = append(view.Warnings, d.cfg.Notices()...)
	}
	if err := d.markOlder(v, &view); err != nil {
		return view, err
	}
	d.markFull(v, &view)
	if err := d.markFurther(v, &view); err != nil {
		return view, err
	}
	view.Certificates, view.Health = d.certificates(), d.lookedAt()
	view.Removed, err = d.removed(v)
	return view, err
}

// lastPage is the number of the last page of so many people.
func lastPage(total int) int { return max(1, (total+peoplePage-1)/peoplePage) }

// sortedByPerson has the database sort and cut.
func (d *Door) sortedByPerson(v *visit, view *AdminView) error {
	f := commonhall.UserFilter{Contains: view.Query, Order: commonhall.ByName, Descending: view.Desc, Limit: peoplePage, Offset: (view.Page - 1) * peoplePage}
	if view.Sort == "seen" {
		f.Order = commonhall.ByActivity
	} else {
		view.Sort = "name"
	}
	list, total, err := d.people.Users(v.Context(), f)
	if err != nil {
		return err
	}
	if view.Total = total; len(list) == 0 && total > 0 && view.Page > 1 {
		view.Page = lastPage(total) // the last person of a page was removed, for instance
		return d.sortedByPerson(v, view)
	}
	for _, u := range list {
		row, _, err := d.row(v, u)
		if err != nil {
			return err
		}
		view.People = append(view.People, row)
	}
	return nil
}

// sortedByServer sorts by what only the servers' room knows.
func (d *Door) sortedByServer(v *visit, view *AdminView) error {
	list, total, err := d.people.Users(v.Context(), commonhall.UserFilter{Contains: view.Query, Order: commonhall.ByName})
	if err != nil {
		return err
	}
	type keyed struct {
		row PersonRow
		key float64
	}
	all := make([]keyed, 0, len(list))
	for _, u := range list {
		row, use, err := d.row(v, u)
		if err != nil {
			return err
		}
		k := keyed{row: row}
		switch view.Sort {
		case "memory":
			k.key = float64(use.Memory)
		case "cpu":
			_, k.key = d.servers.Usage(u.Name.Default())
		case "state":
			k.key = float64(strings.Index("ready spawning stopping failed stopped", string(row.State)))
		}
		all = append(all, k)
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		if view.Desc {
			a, b = b, a
		}
		return cmp.Compare(a.key, b.key)
	})
	view.Total, view.Page = total, min(view.Page, lastPage(total))
	from := min((view.Page-1)*peoplePage, len(all))
	for _, k := range all[from:min(from+peoplePage, len(all))] {
		view.People = append(view.People, k.row)
	}
	return nil
}

func (d *Door) row(v *visit, u commonhall.User) (PersonRow, commonhall.Usage, error) {
	now := d.cfg.Now()
	s, err := d.servers.Get(v.Context(), u.Name.Default())
	if err != nil {
		return PersonRow{}, commonhall.Usage{}, err
	}
	row := PersonRow{Name: u.Name, Admin: u.Admin, Suspended: u.Suspended, HasPassword: u.HasPassword, Self: u.Name == v.id.User.Name, account: u.Account,
		Seen: When(u.LastActivity.In(now.Location()), now), State: s.State}
	switch {
	case row.Self:
		row.Seen = When(now, now) // what is stored is some minutes old
	case u.LastActivity.IsZero():
		if row.Seen, err = d.firstSeen(v, u, now); err != nil {
			return row, commonhall.Usage{}, err
		}
	}
	if s.State == commonhall.Failed && s.End != nil {
		row.Why = s.End.Sentence()
	}
	use, cores := d.servers.Usage(u.Name.Default())
	if s.State.Active() {
		row.App, row.Chosen = d.servers.App(s.App).Title, d.servers.Chosen(s)
		row.Memory, row.CPU = MemoryGauge(use.Memory, s.Limits.Memory), CPUGauge(cores, s.Limits.CPU)
		row.MemoryOf, row.CPUOf = limitOf(s, commonhall.LimitMemory), limitOf(s, commonhall.LimitCPU)
	}
	return row, use, nil
}

// firstSeen is when somebody came in for the first time, whose activity has not
// been stored yet.
func (d *Door) firstSeen(v *visit, u commonhall.User, now time.Time) (Moment, error) {
	if !u.HasPassword {
		return Moment{}, nil
	}
	list, err := d.people.Sessions(v.Context(), u.Name)
	var last time.Time
	for _, s := range list {
		if s.LastSeen.After(last) {
			last = s.LastSeen
		}
	}
	return When(last.In(now.Location()), now), err
}

func (d *Door) machine() ([]MachineGauge, []string, error) {
	m, err := d.cfg.Machine()
	if err != nil {
		return nil, nil, err
	}
	gauges := []MachineGauge{
		{Key: "memory", Label: "Memory", Gauge: MemoryGauge(m.MemoryUsed, m.MemoryTotal)},
		{Key: "cpu", Label: "CPU", Gauge: CPUGauge(m.CPUUsed, float64(m.Cores))},
		{Key: "disk", Label: "Disk", Gauge: MemoryGauge(m.DiskUsed, m.DiskTotal)},
	}
	now, room := d.servers.Guaranteed()
	if now.MemoryGuarantee > 0 {
		gauges = append(gauges, MachineGauge{Key: "guaranteed", Label: "Guaranteed memory", Gauge: MemoryGauge(now.MemoryGuarantee, room.MemoryGuarantee)})
	}
	if now.CPUGuarantee > 0 {
		gauges = append(gauges, MachineGauge{Key: "guaranteed-cpu", Label: "Guaranteed CPU", Gauge: CPUGauge(now.CPUGuarantee, room.CPUGuarantee)})
	}
	return gauges, m.Troubles, nil
}

func (d *Door) inviteAll(v *visit, view *AdminView, people []commonhall.User) error {
	for _, u := range people {
		code, expires, err := d.people.Invite(v.Context(), u.Name, v.id)
		if err != nil {
			return err
		}
		view.Invitations = append(view.Invitations, Invitation{Name: u.Name, URL: origin(v) + "/hub/invite/" + code})
		view.Until = When(expires.In(d.cfg.Now().Location()), d.cfg.Now())
	}
	return nil
}

// origin is how the administrator's own browser reached the hub.
func origin(v *visit) string {
	scheme := "http"
	if commonhall.OverHTTPS(v.Request) {
		scheme = "https"
	}
	return scheme + "://" + v.Host
}

func (d *Door) adminStart(v *visit, name commonhall.UserName) error {
	if err := mayServer(v, "start:servers", name.Default()); err != nil {
		return err
	}
	if err := d.servers.StartAs(v.Context(), name.Default(), server.Wish{Again: true}); err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists {
		return err
	}
	return seeOther(v, back(v, "/hub/admin", "", ""))
}

func (d *Door) adminStop(v *visit, name commonhall.UserName) error {
	key := name.Server(commonhall.ServerName(v.PostFormValue("server")))
	if err := mayServer(v, "delete:servers", key); err != nil {
		return err
	}
	if err := d.servers.Stop(v.Context(), key, string(v.id.User.Name)); err != nil {
		return err
	}
	return seeOther(v, back(v, "/hub/admin", "stopped", name))
}

func notSelf(v *visit, name commonhall.UserName) error {
	if name == v.id.User.Name {
		return commonhall.Errorf(commonhall.FailedPrecondition, "You cannot do that to yourself.")
	}
	return nil
}

func (d *Door) suspend(v *visit, name commonhall.UserName) error {
	if err := notSelf(v, name); err != nil {
		return err
	}
	if err := d.people.Suspend(v.Context(), name); err != nil {
		return err
	}
	return seeOther(v, back(v, "/hub/admin", "suspended", name))
}

func (d *Door) resume(v *visit, name commonhall.UserName) error {
	if err := d.people.Resume(v.Context(), name); err != nil {
		return err
	}
	return seeOther(v, back(v, "/hub/admin", "resumed", name))
}

func (d *Door) setAdmin(v *visit, name commonhall.UserName) error {
	if err := notSelf(v, name); err != nil {
		return err
	}
	admin, done := v.PostFormValue("admin") == "1", "no-admin"
	if admin {
		done = "admin"
	}
	if err := d.people.SetAdmin(v.Context(), name, admin); err != nil {
		return err
	}
	return seeOther(v, back(v, "/hub/admin", done, name))
}

func (d *Door) confirmReset(v *visit, name commonhall.UserName) error {
	u, err := d.people.User(v.Context(), name)
	if err != nil {
		return err
	}
	lines := []string{"Browsers in which " + string(name) + " is signed in are signed out, and their API tokens end.", "Their server and files are not touched."}
	if d.cfg.FirstUse && !u.Admin {
		lines = append(lines, "Whoever signs in as "+string(name)+" next chooses the new password: let them do it soon.")
	} else {
		lines = append(lines, "You get a link with which they choose a new one.")
	}
	ways, _, err := d.waysOf(v, name)
	if err != nil {
		return err
	}
	for _, w := range ways { // whoever had the account for a while may have added their own
		lines = append(lines, "They can still sign in with "+w.Title+" as "+w.Shown+". If somebody else did that, take it away on their page, and reset then.")
	}
	return d.confirm(v, ConfirmView{Heading: "Reset the password of " + string(name) + "?", Lines: lines, Button: "Reset"})
}

func (d *Door) confirmRemove(v *visit, name commonhall.UserName) error {
	return d.confirm(v, ConfirmView{Heading: "Remove " + string(name) + "?", Button: "Remove", Lines: []string{
		"They cannot sign in any more, and their server ends: programs that run are lost.",
		"For a while they can be brought back, with their files: the list Removed says until when. Then their home is deleted.",
		"Somebody added later under the same name gets a home of their own."}})
}

func (d *Door) confirmAdmin(v *visit, name commonhall.UserName) error {
	u, err := d.people.User(v.Context(), name)
	if err != nil {
		return err
	}
	view := ConfirmView{Heading: "Make " + string(name) + " an administrator?", Button: "Make administrator", Field: "admin", Value: "1", Lines: []string{
		"They can do everything here that you can do: add and remove people, reset passwords, stop servers, and make others administrators or take that away, from you too."}}
	if u.Admin {
		view = ConfirmView{Heading: "Is " + string(name) + " no administrator any more?", Button: "Take administrator away", Field: "admin", Value: "0",
			Lines: []string{"They keep their account, server and files, and can do what everybody can."}}
	}
	return d.confirm(v, view)
}

func (d *Door) confirm(v *visit, view ConfirmView) error {
	view.Frame = d.frame(v, view.Heading)
	view.Action, view.Back = v.URL.Path, orElse(safeNext(v.URL.Query().Get("next")), "/hub/admin")
	return d.render(v, http.StatusOK, PageConfirm, view)
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (d *Door) reset(v *visit, name commonhall.UserName) error {
	if err := d.people.ResetPassword(v.Context(), name); err != nil {
		return err
	}
	u, err := d.people.User(v.Context(), name)
	if err != nil {
		return err
	}
	if d.cfg.FirstUse && !u.Admin {
		return seeOther(v, back(v, "/hub/admin", "reset", name))
	}
	view, err := d.adminView(v)
	if err != nil {
		return err
	}
	if err := d.inviteAll(v, &view, []commonhall.User{u}); err != nil {
		return err
	}
	return d.render(v, http.StatusOK, PageAdmin, view)
}

func (d *Door) remove(v *visit, name commonhall.UserName) error {
	if err := notSelf(v, name); err != nil {
		return err
	}
	if err := d.people.Remove(v.Context(), name); err != nil {
		return err
	}
	d.servers.Drop(name)
	return seeOther(v, back(v, "/hub/admin", "removed", name))
}
