package web

import (
	"net/http"
	"strconv"

	"commonhall"
	"commonhall/auth"
)

// Signing in with others: to the provider, and back. The addresses are JupyterHub's, so
// that registrations with providers stay as they are.

// tripCookie is the name of the cookie that a browser has to come back with.
func (d *Door) tripCookie() string { return d.cfg.Cookie + "-trip" }

// ways fills in how people can sign in.
func (d *Door) ways(view *LoginView) {
	passwords, others := d.people.Ways()
	view.Passwords = passwords
	for _, w := range others {
		if w.Typed {
			view.Typed = append(view.Typed, w)
		} else {
			view.Elsewhere = append(view.Elsewhere, w)
		}
	}
}

// depart sends the browser to a provider.
func (d *Door) depart(v *visit) error {
	if !navigation(v.Request) {
		return commonhall.Errorf(commonhall.Unauthenticated, "Sign in first.")
	}
	q := v.URL.Query()
	name, next := q.Get("provider"), safeNext(q.Get("next"))
	if name == "" {
		_, others := d.people.Ways()
		for _, w := range others {
			if !w.Typed {
				name = w.Name
				break
			}
		}
	}
	var link commonhall.SessionID
	if token := q.Get("link"); token != "" {
		id, err := d.people.ForPage(v.Request)
		if err != nil {
			return seeOther(v, "/hub/login?next=%2Fhub%2Faccount")
		}
		if link = id.Session.ID; !d.people.FormTokenValid("page", string(link), token) {
			return commonhall.Errorf(commonhall.PermissionDenied, "This link is too old, or came from another page.").WithHint("Begin on the page of your account.")
		}
		next = "/hub/account?done=linked"
	}
	to, err := d.people.Depart(v.Context(), name, origin(v), next, link)
	if err != nil {
		return d.notSignedIn(v, LoginView{Next: next}, err)
	}
	d.ours(v, d.tripCookie(), to.Cookie, "/hub/", to.MaxAge)
	http.Redirect(v.w, v.Request, to.Address, http.StatusSeeOther)
	return nil
}

// arrive takes the browser back from a provider.
func (d *Door) arrive(v *visit) error {
	if !navigation(v.Request) {
		return commonhall.Errorf(commonhall.Unauthenticated, "Sign in first.")
	}
	id, _ := d.people.ForPage(v.Request)
	cookie := ""
	if c, err := v.Cookie(v.cookieName(d.tripCookie())); err == nil {
		cookie = c.Value
	}
	d.ours(v, d.tripCookie(), "", "/hub/", -1)
	got, err := d.people.Arrive(v.Context(), cookie, v.URL.Query(), d.people.Client(v.Request), id)
	switch {
	case err != nil && id != nil:
		v.id = id
		if cookie == "" { // another tab was first
			return seeOther(v, "/hub/home")
		}
		return err
	case err != nil:
		return d.notSignedIn(v, LoginView{}, err)
	case got.Cookie != "":
		d.signedIn(v, got.Cookie, got.Session)
	}
	return seeOther(v, orHome(safeNext(got.Next)))
}

// notSignedIn shows the page to sign in with what went wrong.
func (d *Door) notSignedIn(v *visit, view LoginView, err error) error {
	said := commonhall.ForPerson(err)
	switch said.Kind {
	case commonhall.PermissionDenied, commonhall.ResourceExhausted, commonhall.Unavailable, commonhall.Unauthenticated:
		view.Error = sentences(said)
	default:
		return err
	}
	retryAfter(v, said)
	return d.showLogin(v, said.Kind.HTTPStatus(), view)
}

// signIn checks what was typed: with us, or with the provider that the form names.
func (d *Door) signIn(v *visit) (string, commonhall.Session, error) {
	at, name, password := v.PostFormValue("provider"), v.PostFormValue("username"), v.PostFormValue("password")
	if passwords, others := d.people.Ways(); at == "" && !passwords {
		for _, w := range others {
			if w.Typed {
				at = w.Name
				break
			}
		}
	}
	if at != "" {
		return d.people.SignInAt(v.Context(), at, name, password, d.people.Client(v.Request))
	}
	return d.people.SignIn(v.Context(), name, password, d.people.Client(v.Request))
}

// accountWays fills in how the person signs in elsewhere.
func (d *Door) accountWays(v *visit, view *AccountView) (err error) {
	var others []Way
	if view.Ways, others, err = d.waysOf(v, v.id.User.Name); err != nil {
		return err
	}
	view.Passwords, _ = d.people.Ways()
	for _, w := range others {
		if !w.Typed {
			view.Elsewhere = append(view.Elsewhere, w)
		}
	}
	return nil
}

// waysOf returns how somebody signs in elsewhere, and how one can.
func (d *Door) waysOf(v *visit, name commonhall.UserName) (rows []WayRow, others []Way, err error) {
	list, err := d.people.Identities(v.Context(), name)
	if err != nil {
		return nil, nil, err
	}
	_, others = d.people.Ways()
	titles, now := map[string]string{}, d.cfg.Now()
	for _, w := range others {
		titles[w.Name] = w.Title
	}
	for _, i := range list {
		row := WayRow{ID: i.ID, Title: i.Provider, Shown: i.Shown}
		if t := titles[i.Provider]; t != "" {
			row.Title = t
		}
		if !i.LastUsed.IsZero() {
			row.Used = When(i.LastUsed.In(now.Location()), now)
		}
		rows = append(rows, row)
	}
	return rows, others, nil
}

// linkPerson says who somebody is at a provider, as an administrator knows.
func (d *Door) linkPerson(v *visit, name commonhall.UserName) error {
	_, err := d.people.Link(v.Context(), name, v.PostFormValue("provider"), v.PostFormValue("subject"))
	if said := commonhall.ForPerson(err); commonhall.KindOf(err) == commonhall.InvalidArgument || commonhall.KindOf(err) == commonhall.AlreadyExists {
		return d.showPerson(v, said.Kind.HTTPStatus(), name, nil, Frame{Problem: sentences(said)})
	}
	if err != nil {
		return err
	}
	return seeOther(v, personURL(name)+"?done=way-linked")
}

// unlinkPerson takes a way to sign in away from somebody.
func (d *Door) unlinkPerson(v *visit, name commonhall.UserName) error {
	n, err := strconv.ParseInt(v.PostFormValue("id"), 10, 64)
	if err != nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no such way to sign in.")
	}
	if err := d.people.Unlink(v.Context(), name, n); err != nil {
		return err
	}
	return seeOther(v, personURL(name)+"?done=way-unlinked")
}

// unlink takes away a way to sign in that a person has, but not the only one.
func (d *Door) unlink(v *visit) error {
	n, err := strconv.ParseInt(v.PathValue("id"), 10, 64)
	if err != nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no such way to sign in.")
	}
	if err := d.people.UnlinkOwn(v.Context(), v.id.User.Name, n); err != nil {
		return err
	}
	return seeOther(v, "/hub/account?done=unlinked")
}

// Way is what the page to sign in shows of a provider.
type Way = auth.Way

// WayRow is one way in which a person signs in elsewhere.
type WayRow struct {
	ID    int64
	Title string
	Shown string
	Used  Moment
}
