package web

import (
	"net/http"
	"strconv"
	"time"

	"commonhall"
	"commonhall/auth"
)

func (d *Door) account(v *visit) error { return d.showAccount(v, http.StatusOK, AccountView{}) }

// showAccount fills in what the page always shows.
func (d *Door) showAccount(v *visit, status int, view AccountView) error {
	name, now := v.id.User.Name, d.cfg.Now()
	view.Frame = d.frame(v, "Account")
	view.Path = "/hub/account"
	groups, err := d.people.Memberships(v.Context(), name)
	if err != nil {
		return err
	}
	view.Groups = groups[name]
	if err := d.accountWays(v, &view); err != nil {
		return err
	}
	sessions, err := d.people.Sessions(v.Context(), name)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		view.Sessions = append(view.Sessions, SessionRow{ID: s.ID, Browser: BrowserName(s.Agent), Address: s.Address,
			Seen: When(s.LastSeen.In(now.Location()), now), Current: s.ID == v.id.Session.ID})
	}
	tokens, err := d.people.Tokens(v.Context(), name)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		if t.Server != "" {
			continue // comes and goes with the server
		}
		row := TokenRow{ID: t.ID, Note: t.Note, Created: When(t.Created.In(now.Location()), now)}
		if !t.LastActivity.IsZero() {
			row.LastUsed = When(t.LastActivity.In(now.Location()), now)
		}
		if !t.Expires.IsZero() {
			row.Expires = When(t.Expires.In(now.Location()), now)
		}
		view.Tokens = append(view.Tokens, row)
	}
	view.Ends = tokenEnds(d.cfg.TokenMaxAge)
	return d.render(v, status, PageAccount, view)
}

// tokenEnds offers after how long a token ends, where one lasts so long at most (0: for ever).
func tokenEnds(most time.Duration) (out []TokenEnd) {
	const day = 24 * time.Hour
	for _, e := range []struct {
		after time.Duration
		title string
	}{{time.Hour, "an hour"}, {day, "a day"}, {7 * day, "a week"}, {30 * day, "30 days"}, {365 * day, "a year"}} {
		if most == 0 || e.after < most {
			out = append(out, TokenEnd{Value: strconv.Itoa(int(e.after.Seconds())), Title: e.title, Selected: e.after == 30*day})
		}
	}
	last := TokenEnd{Title: "never"}
	if most > 0 {
		last.Title, last.Selected = "as late as possible, in "+strconv.Itoa(int(most/time.Hour))+" hours", most <= 30*day
		if most > 2*day {
			last.Title = "as late as possible, in " + strconv.Itoa(int(most/day)) + " days"
		}
	}
	return append(out, last)
}

func (d *Door) changePassword(v *visit) error {
	if v.PostFormValue("password") != v.PostFormValue("again") {
		return d.showAccount(v, http.StatusBadRequest, AccountView{PasswordError: "The two new passwords are not the same."})
	}
	err := d.people.ChangePassword(v.Context(), v.id.User.Name, v.PostFormValue("current"), v.PostFormValue("password"), v.id.Session.ID)
	switch said := commonhall.ForPerson(err); commonhall.KindOf(err) {
	case commonhall.InvalidArgument, commonhall.PermissionDenied:
		return d.showAccount(v, http.StatusBadRequest, AccountView{PasswordError: sentences(said)})
	case commonhall.ResourceExhausted:
		retryAfter(v, said)
		return d.showAccount(v, said.Kind.HTTPStatus(), AccountView{PasswordError: sentences(said)})
	}
	if err != nil {
		return err
	}
	return seeOther(v, "/hub/account?done=password")
}

func (d *Door) signOutEverywhere(v *visit) error {
	err := d.people.SignOutEverywhere(v.Context(), v.id.User.Name, "")
	d.signedOut(v)
	v.id = nil
	if err != nil {
		return err
	}
	return d.render(v, http.StatusOK, PageLogout, LogoutView{Frame: d.frame(v, "Signed out"), Everywhere: true})
}

func (d *Door) signOutSession(v *visit) error {
	id := commonhall.SessionID(v.PathValue("id"))
	if id == v.id.Session.ID {
		return d.logout(v)
	}
	if err := d.people.SignOut(v.Context(), v.id.User.Name, id); err != nil {
		return err
	}
	return seeOther(v, "/hub/account?done=signout")
}

func (d *Door) createToken(v *visit) error {
	want := auth.NewToken{Note: v.PostFormValue("note"), Scopes: []commonhall.Scope{"inherit"}}
	if text := v.PostFormValue("expires_in"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 10*365*24*3600 {
			return d.showAccount(v, http.StatusBadRequest, AccountView{TokenError: "Choose how long the token shall last.", Note: want.Note})
		}
		want.ExpiresIn = time.Duration(n) * time.Second
	}
	secret, _, err := d.people.CreateToken(v.Context(), v.id.User.Name, want, v.id.Scopes)
	if commonhall.KindOf(err) == commonhall.InvalidArgument {
		return d.showAccount(v, http.StatusBadRequest, AccountView{TokenError: commonhall.ForPerson(err).Msg, Note: want.Note})
	}
	if err != nil {
		return err
	}
	return d.showAccount(v, http.StatusOK, AccountView{NewToken: secret})
}

func (d *Door) revokeToken(v *visit) error {
	n, err := strconv.ParseInt(v.PathValue("id"), 10, 64)
	if err != nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no such token.")
	}
	if err := d.people.RevokeToken(v.Context(), v.id.User.Name, commonhall.TokenID(n)); err != nil {
		return err
	}
	return seeOther(v, "/hub/account?done=token-revoked")
}

// eventsPage is how many events a page of the timeline holds.
const eventsPage = 100

func (d *Door) events(v *visit) error {
	q := v.URL.Query()
	view := EventsView{Frame: d.frame(v, "Timeline"), Person: q.Get("person"), Kind: q.Get("kind")}
	if n, err := strconv.ParseInt(q.Get("before"), 10, 64); err == nil && n > 0 {
		view.Before = n
	}
	f := commonhall.EventFilter{User: commonhall.UserName(view.Person), Prefix: view.Kind, Before: view.Before, Limit: eventsPage + 1}
	if !v.id.User.Admin {
		// Others' doings are not one's own business, nor those of who had the name before.
		f.User, f.Since, view.Person = v.id.User.Name, v.id.User.Created, ""
	} else if name, err := auth.NormalizeName(view.Person); err == nil {
		f.User = name
	}
	list, err := d.timeline.Events(v.Context(), f)
	if err != nil {
		return err
	}
	if len(list) > eventsPage {
		list = list[:eventsPage]
		view.Older = list[eventsPage-1].ID
	}
	now := d.cfg.Now()
	for _, e := range list {
		at := e.At.In(now.Location())
		date := at.Format("2006-01-02")
		if n := len(view.Days); n == 0 || view.Days[n-1].Date != date {
			view.Days = append(view.Days, EventDay{Title: DayTitle(at, now), Date: date})
		}
		day := &view.Days[len(view.Days)-1]
		day.Items = append(day.Items, EventItem{Name: e.Name, At: Clock(at), Text: e.Text, By: e.By, User: e.User, Request: e.Request})
	}
	return d.render(v, http.StatusOK, PageEvents, view)
}
