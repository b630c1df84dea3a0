package web

import (
	"crypto/rand"
	"net/http"
	"strings"

	"commonhall"
)

// formCookie is the name of the cookie that a sign-in form comes with: a script
// cannot get one, so it cannot sign its visitor in as somebody else.
func (d *Door) formCookie() string { return d.cfg.Cookie + "-form" }

// cookieName is what a cookie of the house is called where the visitor comes from.
func (v *visit) cookieName(name string) string {
	return commonhall.CookieName(name, commonhall.OverHTTPS(v.Request))
}

// ours sets or takes away a cookie of the house. Over https its name asks for the
// path /, which people's programs do not get it from: the edge takes it out.
func (d *Door) ours(v *visit, name, value, path string, maxAge int) {
	if commonhall.OverHTTPS(v.Request) {
		path = "/"
	}
	d.cookie(v, v.cookieName(name), value, path, maxAge)
}

func (d *Door) cookie(v *visit, name, value, path string, maxAge int) {
	http.SetCookie(v.w, &http.Cookie{Name: name, Value: value, Path: path, MaxAge: maxAge, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: commonhall.OverHTTPS(v.Request)})
}

// signInToken gives the visitor a form cookie, where needed, and returns the
// token for the form.
func (d *Door) signInToken(v *visit) string {
	value := ""
	if c, err := v.Cookie(v.cookieName(d.formCookie())); err == nil && len(c.Value) >= 26 {
		value = c.Value
	} else {
		value = rand.Text()
		d.ours(v, d.formCookie(), value, "/hub/", 3600)
	}
	return d.people.FormToken("sign-in", value)
}

func (d *Door) formCookieValue(v *visit) string {
	c, err := v.Cookie(v.cookieName(d.formCookie()))
	if err != nil {
		return ""
	}
	return c.Value
}

// navigation reports whether somebody looks at the page, as against a script.
func navigation(r *http.Request) bool {
	dest := r.Header.Get("Sec-Fetch-Dest")
	return dest == "" || dest == "document"
}

func (d *Door) loginPage(v *visit) error {
	next := safeNext(v.URL.Query().Get("next"))
	if id, err := d.people.ForPage(v.Request); err == nil {
		v.id = id
		return seeOther(v, orHome(next))
	}
	if !navigation(v.Request) {
		return commonhall.Errorf(commonhall.Unauthenticated, "Sign in first.")
	}
	return d.showLogin(v, http.StatusOK, LoginView{Next: next})
}

func (d *Door) showLogin(v *visit, status int, view LoginView) error {
	view.Frame = d.frame(v, "Sign in")
	view.Token, view.Open = d.signInToken(v), d.cfg.FirstUse
	d.ways(&view)
	return d.render(v, status, PageLogin, view)
}

func orHome(next string) string {
	if next == "" {
		return "/hub/home"
	}
	return next
}

func (d *Door) login(v *visit) error {
	if err := readForm(v); err != nil {
		return err
	}
	next := safeNext(v.PostFormValue("next"))
	if id, err := d.people.ForPage(v.Request); err == nil {
		v.id = id
		return seeOther(v, orHome(next))
	}
	name := v.PostFormValue("username")
	view := LoginView{Name: strings.ToValidUTF8(name, ""), Next: next, At: v.PostFormValue("provider")}
	if len(name) > 256 {
		view.Name = ""
	}
	if err := d.people.ForSignIn(v.Request, d.formCookieValue(v)); err != nil {
		if !navigation(v.Request) {
			return err
		}
		view.Error = staleForm + " Sign in once more."
		return d.showLogin(v, http.StatusForbidden, view)
	}
	cookie, s, err := d.signIn(v)
	if err == nil {
		d.signedIn(v, cookie, s)
		if to := orHome(next); !s.FirstUse || to != "/hub/home" {
			return seeOther(v, to)
		}
		return seeOther(v, "/hub/home?done=first")
	}
	said := commonhall.ForPerson(err)
	switch said.Kind {
	case commonhall.Unauthenticated:
		view.Error, view.Wrong = said.Msg, true // the hint stands on the page anyway
	case commonhall.PermissionDenied, commonhall.ResourceExhausted, commonhall.Unavailable:
		view.Error = sentences(said)
	default:
		return err
	}
	retryAfter(v, said)
	return d.showLogin(v, said.Kind.HTTPStatus(), view)
}

// staleForm is what a form was that does not count: most often a tab that was open
// for long. The page comes again, with a form that does.
const staleForm = "This page was open for too long, or your browser did not accept its cookie."

// sentences is what happened and what to do next, in one line.
func sentences(said *commonhall.Error) string { return strings.TrimSpace(said.Msg + " " + said.Hint) }

// knownAge is how long a browser stays known in seconds: a school year.
const knownAge = 400 * 24 * 3600

// signedIn gives the browser its session, and clears what workers somebody
// before left in it.
func (d *Door) signedIn(v *visit, cookie string, s commonhall.Session) {
	age := int(s.Expires.Sub(s.Created).Seconds())
	d.ours(v, d.cfg.Cookie, cookie, "/", age)
	d.cookie(v, "jupyterhub-session-id", string(s.ID), "/", 0)
	d.ours(v, d.formCookie(), "", "/hub/", -1)
	d.ours(v, d.people.KnownCookie(), d.people.KnownBrowser(s.User), "/hub/", knownAge)
	v.w.Header().Set("Clear-Site-Data", `"storage"`)
}

func (d *Door) signedOut(v *visit) {
	d.ours(v, d.cfg.Cookie, "", "/", -1)
	d.cookie(v, "jupyterhub-session-id", "", "/", -1)
	v.w.Header().Set("Clear-Site-Data", `"storage"`)
}

// logoutPage asks before it signs out: an address alone changes nothing.
func (d *Door) logoutPage(v *visit) error {
	return d.render(v, http.StatusOK, PageConfirm, ConfirmView{Frame: d.frame(v, "Sign out"), Heading: "Sign out?",
		Lines: []string{"Your server goes on running."}, Action: "/hub/logout", Button: "Sign out", Back: "/hub/home"})
}

func (d *Door) logout(v *visit) error {
	err := d.people.SignOut(v.Context(), v.id.User.Name, v.id.Session.ID)
	d.signedOut(v) // whatever came of it: nobody who asked to leave stays
	v.id = nil
	if err != nil {
		return err
	}
	return d.render(v, http.StatusOK, PageLogout, LogoutView{Frame: d.frame(v, "Signed out")})
}

func (d *Door) invitePage(v *visit) error {
	name, err := d.people.Invited(v.Context(), v.PathValue("code"), d.people.Client(v.Request))
	if err != nil {
		return err
	}
	if !navigation(v.Request) {
		return commonhall.Errorf(commonhall.Unauthenticated, "Open this address in a browser.")
	}
	return d.showInvite(v, http.StatusOK, name, "")
}

func (d *Door) showInvite(v *visit, status int, name commonhall.UserName, problem string) error {
	view := InviteView{Frame: d.frame(v, "Welcome"), Name: name, Code: v.PathValue("code"), Error: problem}
	view.Token = d.signInToken(v)
	return d.render(v, status, PageInvite, view)
}

func (d *Door) acceptInvite(v *visit) error {
	if err := readForm(v); err != nil {
		return err
	}
	name, err := d.people.Invited(v.Context(), v.PathValue("code"), d.people.Client(v.Request))
	if err != nil {
		return err
	}
	if err := d.people.ForSignIn(v.Request, d.formCookieValue(v)); err != nil {
		if !navigation(v.Request) {
			return err
		}
		return d.showInvite(v, http.StatusForbidden, name, staleForm+" Type your password once more.")
	}
	if v.PostFormValue("password") != v.PostFormValue("again") {
		return d.showInvite(v, http.StatusBadRequest, name, "The two passwords are not the same.")
	}
	cookie, s, err := d.people.Accept(v.Context(), v.PathValue("code"), v.PostFormValue("password"), d.people.Client(v.Request))
	if commonhall.KindOf(err) == commonhall.InvalidArgument {
		return d.showInvite(v, http.StatusBadRequest, name, sentences(commonhall.ForPerson(err)))
	}
	if err != nil {
		return err
	}
	d.signedIn(v, cookie, s)
	return seeOther(v, "/hub/home?done=first")
}

func (d *Door) health(v *visit) error {
	v.w.WriteHeader(http.StatusOK)
	return nil
}
