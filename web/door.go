package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/body"
	"commonhall/machine"
	"commonhall/provider"
	"commonhall/scope"
	"commonhall/server"
)

// People is what the pages ask of the room auth.
type People interface {
	Sharing
	Roles
	ForPage(*http.Request) (*auth.Identity, error)
	ForAPI(*http.Request) (*auth.Identity, error)
	ForScript(*http.Request) (*auth.Identity, error)
	ForForm(*http.Request) (*auth.Identity, error)
	ForBody(*http.Request) (*auth.Identity, error)
	ForSignIn(r *http.Request, cookie string) error
	Authorize(context.Context, *auth.Identity, auth.AuthRequest, auth.Consent) (auth.AuthReply, error)
	FormToken(purpose, id string) string
	FormTokenValid(purpose, id, token string) bool
	SessionCookie(*http.Request) (string, bool)
	Client(*http.Request) auth.Client
	KnownCookie() string
	KnownBrowser(commonhall.UserName) string

	SignIn(ctx context.Context, name, password string, c auth.Client) (cookie string, s commonhall.Session, err error)
	Ways() (passwords bool, others []auth.Way)
	Depart(ctx context.Context, name, origin, next string, link commonhall.SessionID) (auth.Departure, error)
	Arrive(ctx context.Context, cookie string, query url.Values, c auth.Client, id *auth.Identity) (auth.Arrival, error)
	SignInAt(ctx context.Context, name, typed, password string, c auth.Client) (cookie string, s commonhall.Session, err error)
	Identities(context.Context, commonhall.UserName) ([]provider.Identity, error)
	Link(ctx context.Context, name commonhall.UserName, at, subject string) (provider.Identity, error)
	Unlink(ctx context.Context, name commonhall.UserName, id int64) error
	UnlinkOwn(ctx context.Context, name commonhall.UserName, id int64) error
	SignOut(context.Context, commonhall.UserName, commonhall.SessionID) error
	SignOutEverywhere(ctx context.Context, name commonhall.UserName, keep commonhall.SessionID) error
	Sessions(context.Context, commonhall.UserName) ([]commonhall.Session, error)
	ChangePassword(ctx context.Context, name commonhall.UserName, old, password string, keep commonhall.SessionID) error
	Invite(ctx context.Context, name commonhall.UserName, by *auth.Identity) (code string, expires time.Time, err error)
	Invited(ctx context.Context, code string, c auth.Client) (commonhall.UserName, error)
	Accept(ctx context.Context, code, password string, c auth.Client) (string, commonhall.Session, error)

	CreateToken(ctx context.Context, name commonhall.UserName, want auth.NewToken, by scope.Set) (string, commonhall.Token, error)
	Tokens(context.Context, commonhall.UserName) ([]commonhall.Token, error)
	RevokeToken(context.Context, commonhall.UserName, commonhall.TokenID) error

	User(context.Context, commonhall.UserName) (commonhall.User, error)
	Users(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error)
	AddUsers(ctx context.Context, raw []string, admin bool) ([]commonhall.User, error)
	SetAdmin(context.Context, commonhall.UserName, bool) error
	Suspend(context.Context, commonhall.UserName) error
	Resume(context.Context, commonhall.UserName) error
	Remove(context.Context, commonhall.UserName) error
	ResetPassword(context.Context, commonhall.UserName) error
	Removed(context.Context) ([]commonhall.Removed, error)
	Restore(ctx context.Context, id int64, as string) (commonhall.User, error)

	Group(context.Context, commonhall.GroupName) (commonhall.Group, error)
	GroupFolder(commonhall.Group) string
	Groups(ctx context.Context, offset, limit int) ([]commonhall.Group, int, error)
	Memberships(context.Context, ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error)
	AddGroups(ctx context.Context, names, people []string) ([]commonhall.Group, error)
	RemoveGroup(context.Context, commonhall.GroupName) error
	ChangeGroup(context.Context, commonhall.GroupName, commonhall.GroupChange, []string) (commonhall.Group, []commonhall.UserName, error)
}

// Servers is what the pages ask of the room server.
type Servers interface {
	Get(context.Context, commonhall.ServerKey) (commonhall.Server, error)
	Servers(context.Context, commonhall.UserName) ([]commonhall.Server, error)
	Named() (allowed bool, most int)
	Remove(context.Context, commonhall.ServerKey) error
	Start(context.Context, commonhall.ServerKey, commonhall.AppName) error
	StartAs(context.Context, commonhall.ServerKey, server.Wish) error
	InUse(context.Context) ([]commonhall.Software, error)
	Stop(ctx context.Context, key commonhall.ServerKey, by string) error
	Drop(commonhall.UserName)
	Apps(context.Context, commonhall.UserName) ([]commonhall.App, error)
	App(commonhall.AppName) commonhall.App
	Known() []commonhall.App
	Usage(commonhall.ServerKey) (commonhall.Usage, float64)
	Offers(context.Context, commonhall.User, commonhall.ServerKey, commonhall.AppName) ([]server.Offer, error)
	Chosen(commonhall.Server) string
	Running() int
	Log(ctx context.Context, key commonhall.ServerKey, limit int) (string, error)
	Active(commonhall.UserName, time.Time)
	TaughtTimes(context.Context, commonhall.GroupName) ([]server.TaughtTime, error)
	SetTaught(ctx context.Context, group commonhall.GroupName, values, seen map[commonhall.LimitName]float64) error
	LastActive(name commonhall.UserName, stored time.Time) time.Time
	LimitsForAll(context.Context) ([]server.Everybodys, error)
	Near(context.Context, float64, []commonhall.User) ([]server.Use, error)
	Used(commonhall.ServerKey, time.Time)
	StopsSoon(commonhall.ServerKey) server.Soon
	Stops(commonhall.UserName) []server.Stop
	Keep(commonhall.ServerKey) error
	UsedSince(time.Time) (running, used int)
	LimitsFor(context.Context, commonhall.User, commonhall.App) ([]server.Held, error)
	GivenLimits(context.Context) ([]commonhall.GivenLimit, error)
	ParseLimit(name commonhall.LimitName, text string) (float64, error)
	SetLimits(context.Context, server.LimitChange) (server.LimitOutcome, error)
	Guaranteed() (now, room commonhall.Limits)
	Glance(context.Context, ...commonhall.User) (disks map[commonhall.UserName]server.Disk, why string)
	StopAll(ctx context.Context, by string) (ended []commonhall.ServerKey, left map[commonhall.ServerKey]error, err error)
}

// Timeline is where events are read.
type Timeline interface {
	Events(context.Context, commonhall.EventFilter) ([]commonhall.Event, error)
}

// Config is what the pages are told once.
type Config struct {
	Version  string
	Cookie   string // name of the session cookie over plain HTTP
	FirstUse bool   // the first sign-in under a listed name sets the password

	TokenMaxAge time.Duration // of API tokens; 0: they may last for ever

	Machine func() (machine.Use, error)
	Notices func() []string  // what an administrator should know now, a sentence each; nil: nothing ever
	Now     func() time.Time // in the zone that people here read clocks in
	// How things stand with the edge's certificates; nil where there is no edge.
	Certificates func() []commonhall.Certificate
	// What the last look at the machine found; nil, or returns nil: nobody has looked.
	Health func() *Health
	// The class's software; nil: there are no pages of it.
	Environments Environments
	Services     Services // nil: there are none
	// What people read at the top of the pages; nil: nothing ever.
	Announcements Announcements
	Bodies        *body.Room // which counts all forms; nil: one of the pages' own
}

// Door answers what browsers ask for below /hub/.
type Door struct {
	cfg      Config
	people   People
	servers  Servers
	timeline Timeline
	log      *slog.Logger
	pages    *Pages
	mux      *http.ServeMux
	table    []route // all that mux serves but the static files
}

// NewDoor returns the pages, ready to serve. It starts nothing.
func NewDoor(cfg Config, people People, servers Servers, timeline Timeline, log *slog.Logger) (*Door, error) {
	pages, err := New()
	if err != nil {
		return nil, err
	}
	if cfg.Bodies == nil {
		cfg.Bodies = body.NewRoom()
	}
	d := &Door{cfg: cfg, people: people, servers: servers, timeline: timeline, log: log, pages: pages, mux: http.NewServeMux()}
	d.register()
	return d, nil
}

// visit is one request with who makes it.
type visit struct {
	*http.Request
	w    http.ResponseWriter
	body *body.Body
	id   *auth.Identity // nil when signed out
}

type action func(*visit) error

func (d *Door) register() {
	d.mux.Handle("GET /hub/static/", d.pages.Static())
	for pattern, f := range map[string]action{
		"GET /hub/login": d.loginPage, "POST /hub/login": d.login, "GET /hub/oauth_login": d.depart, "GET /hub/oauth_callback": d.arrive,
		"GET /hub/invite/{code}": d.invitePage, "POST /hub/invite/{code}": d.acceptInvite,
		"GET /hub/error/{status}": d.proxyError, "GET /hub/logo": d.logo,
		"GET /hub/health": d.health, "POST /hub/security/csp-report": d.health,
	} {
		d.page(pattern, everybody, f)
	}
	for pattern, f := range map[string]action{
		"GET /hub/{$}": d.front, "GET /hub": d.front, "GET /hub/home": d.home, "GET /hub/spawn": d.spawnFront,
		"GET /hub/user-redirect/{rest...}": d.userRedirect, "GET /hub/logout": d.logoutPage, "GET /hub/token": d.account,
		"GET /hub/account": d.account, "GET /hub/events": d.events, "GET /hub/home/stop": leadsTo("/hub/home"),
		"GET /hub/home/keep":    leadsTo("/hub/home"),
		"GET /hub/home/restart": leadsTo("/hub/home"), "GET /hub/home/own": leadsTo("/hub/home"),
		"GET /hub/accept-share": d.acceptSharePage, "POST /hub/accept-share": d.acceptShare,
		"GET /hub/account/password": leadsTo("/hub/account"), "GET /hub/account/signout": leadsTo("/hub/account"),
		"GET /hub/account/sessions/{id}/signout": leadsTo("/hub/account"), "GET /hub/account/tokens": leadsTo("/hub/account"),
		"GET /hub/account/tokens/{id}/revoke": leadsTo("/hub/account"), "GET /hub/account/ways/{id}/remove": leadsTo("/hub/account"),

		"POST /hub/logout": d.logout, "POST /hub/spawn": d.spawn, "POST /hub/home/stop": d.stop, "POST /hub/home/keep": d.keep,
		"POST /hub/home/restart": d.restart, "POST /hub/home/own": d.moveOwn,
		"POST /hub/account/password": d.changePassword, "POST /hub/account/signout": d.signOutEverywhere,
		"POST /hub/account/sessions/{id}/signout": d.signOutSession, "POST /hub/account/tokens": d.createToken,
		"POST /hub/account/tokens/{id}/revoke": d.revokeToken, "POST /hub/account/ways/{id}/remove": d.unlink,
	} {
		d.page(pattern, signedIn, f)
	}
	for _, pattern := range []string{"/hub/user/{name}", "/hub/user/{name}/{rest...}"} {
		d.add(route{pattern: pattern, access: oneself, do: d.userPage, programs: d.gone})
	}
	d.registerNamed()
	d.reads("GET /hub/home/usage", signedIn, d.homeUsage)
	d.reads("GET /hub/home/stops", signedIn, d.readStops)
	d.reads("GET /hub/admin/usage", administrators, d.adminUsage)
	d.page("GET /hub/api/oauth2/authorize", signedIn, d.authorize)
	d.page("POST /hub/api/oauth2/authorize", signedIn, d.consent)
	d.registerAdmin()
	d.registerSoftware()
	d.registerAnnouncements()
	d.registerTaught()
	d.registerEverybody()
	d.page("/", everybody, func(*visit) error {
		return commonhall.Errorf(commonhall.NotFound, "There is no page at this address.")
	})
}

// ServeHTTP implements http.Handler.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	headers(w.Header()) // here, so that what the mux answers by itself has them too
	d.mux.ServeHTTP(w, r)
}

// headers are what decision 004 asks of every answer below /hub/.
func headers(h http.Header) {
	h.Set("Content-Security-Policy", ContentSecurityPolicy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// formSize is how large a form may be, by its address: lists of names are pasted, and
// whole files of packages.
func formSize(pattern string) int64 {
	for _, end := range []string{"/hub/admin/add", "/join", "/build", "/software/new"} {
		if strings.HasSuffix(pattern, end) {
			return body.Large
		}
	}
	return body.Small
}

func readForm(v *visit) error {
	err := v.ParseForm()
	if err == nil {
		return nil
	}
	said := commonhall.Errorf(commonhall.InvalidArgument, "The form could not be read.").WithHint("Go back, and send it again.")
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		said.Msg, said.Hint = "That is more than a form may hold.", "Send it in several parts."
	}
	if errors.Is(err, body.ErrFull) {
		said = commonhall.Errorf(commonhall.Unavailable, "Too many long forms are being sent at once.").
			WithHint("Nothing was changed. Send it again in a moment.").RetryIn(fullFor)
	}
	return said.Because(err)
}

// fullFor is when whoever was turned away for want of room should come again: most bodies
// have come by then.
const fullFor = 5 * time.Second

// turnAway sends somebody who is not signed in to the form, and back afterwards.
func (d *Door) turnAway(v *visit, err error) {
	_, planted := d.people.SessionCookie(v.Request)
	if !planted && len(v.CookiesNamed(v.cookieName(d.cfg.Cookie))) > 1 {
		v.w.Header().Set("Clear-Site-Data", `"cookies"`)
	}
	if commonhall.KindOf(err) != commonhall.Unauthenticated || strings.HasSuffix(v.URL.Path, "/usage") || strings.HasSuffix(v.URL.Path, "/stops") || strings.HasSuffix(v.URL.Path, "/lines") {
		d.fail(v, err)
		return
	}
	next, status := "", http.StatusSeeOther
	if v.Method == http.MethodGet {
		next = "?" + url.Values{"next": {v.URL.RequestURI()}}.Encode()
	}
	if strings.HasPrefix(v.URL.Path, "/hub/api/") { // where programs may look at it
		status = http.StatusFound
	}
	http.Redirect(v.w, v.Request, "/hub/login"+next, status)
}

// frame returns what every page has around its content.
func (d *Door) frame(v *visit, title string) Frame {
	f := Frame{Title: title, RequestID: commonhall.RequestIDFrom(v.Context()), Version: d.cfg.Version, Path: v.URL.Path, Notice: notice(v.URL.Query())}
	f.Announced = d.announced(v)
	if v.id != nil {
		f.Stops = d.stops(v, here(v))
		f.Me = &Me{Name: v.id.User.Name, Admin: v.id.User.Admin, Software: d.hasSoftware(v), Helps: d.may(v, helpers) == nil, Roles: d.may(v, roleReaders) == nil}
		if v.id.Session != nil {
			f.Token = d.people.FormToken("page", string(v.id.Session.ID))
		}
	}
	return f
}

// notice returns the sentence for what has just been done, and to whom. Only these
// can be shown, whatever a link says.
func notice(q url.Values) string {
	who, what, as := "They", "The server", ""
	if name, err := auth.NormalizeName(q.Get("about")); err == nil {
		who, what, as = string(name), "The server of "+string(name), " as "+string(name)
	}
	switch q.Get("done") {
	case "first":
		return "Your password is set. Sign in with it from now on."
	case "password":
		return "Your password is changed. Other browsers have been signed out."
	case "signout":
		return "That browser is signed out."
	case "signout-all":
		return "All other browsers are signed out."
	case "token-revoked":
		return "The token is revoked. It stopped working this moment."
	case "stopped":
		return what + " is stopped."
	case "suspended":
		return who + " cannot sign in any more: sessions, tokens and server are ended."
	case "resumed":
		return who + " may sign in again."
	case "admin":
		return who + " may do now what administrators do. A link to choose a password that a helper made for them does not count any more; make another."
	case "no-admin":
		return who + " may do now what everybody may, and no more."
	case "removed":
		return who + " cannot sign in any more, and left the list. Below it, under Removed, they can be brought back for a while."
	case "restored":
		return who + " can sign in again, and has their files. They are no administrator."
	case "discarded":
		return "Your draft is discarded. For two weeks you can bring it back. A server that has it keeps it until it restarts."
	case "draft-back":
		return "Your draft is back. Your server has it from its next start on."
	case "generation":
		if n, err := strconv.Atoi(q.Get("number")); err == nil && n > 0 {
			return "Generation " + strconv.Itoa(n) + " is current: servers with this environment have it from their next start on. To undo that, choose another one."
		}
	case "no-teacher-running":
		return who + " does not teach the group any more. Their server shows everybody's hand-ins until it is stopped."
	case "limits":
		return "The limits are set. They count from the next start of each server on."
	case "limits-now":
		return "The limits are set, also for the servers that run."
	case "server-removed":
		return "The server is removed. Your files stay."
	case "kept":
		return keptWords(q)
	case "stopped-all":
		return "All servers are stopped."
	case "reset":
		return "The password is reset: the next sign-in" + as + " sets a new one."
	}
	return groupNotice(q.Get("done"), who)
}

// groupNotice says what has been done to a group, or announced.
func groupNotice(done, who string) string {
	switch done {
	case "way-linked":
		return "They can sign in in that way from now on, if the settings let them."
	case "way-unlinked":
		return "They cannot sign in in that way any more; what was open by it has ended."
	case "linked":
		return "You can sign in in that way too from now on."
	case "unlinked":
		return "You cannot sign in in that way any more."
	case "service-restarted":
		return "The service is being started again."
	case "group-made":
		return "The group is made. Put its people in."
	case "group-removed":
		return "The group is removed. Its people stay."
	case "announced":
		return "It is announced so."
	case "announced-no-more":
		return "Nobody reads it any more."
	case "left":
		return who + " is not in the group any more."
	case "left-running":
		return who + " is not in the group any more. Their server shows its folders until it is stopped."
	case "teaches":
		return who + " teaches the group now."
	case "teaches-running":
		return who + " teaches the group now. Their server lets them write there from its next start."
	case "no-teacher":
		return who + " does not teach the group any more."
	}
	return roleNotice(done)
}

// render sends a page.
func (d *Door) render(v *visit, status int, page string, view any) error {
	var b bytes.Buffer
	if err := d.pages.Render(&b, page, view); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(status)
	if v.Method != http.MethodHead {
		_, _ = b.WriteTo(v.w) // a visitor who went away is nobody's failure
	}
	return nil
}

// fail shows an error as a page.
func (d *Door) fail(v *visit, err error) {
	if v.Context().Err() != nil {
		return
	}
	if v.id == nil { // of an open page: whoever is signed in stays so
		v.id, _ = d.people.ForPage(v.Request)
	}
	kind, said := commonhall.KindOf(err), commonhall.ForPerson(err)
	retryAfter(v, said)
	level := kind.LogLevel()
	if said.Retry > 0 {
		level = slog.LevelDebug // a flood; the room that refuses it has said so once
	}
	d.log.Log(v.Context(), level, "page", "method", v.Method, "path", commonhall.LogPath(v.URL.Path), "error", err, "request", commonhall.RequestIDFrom(v.Context()))
	view := ErrorView{Frame: d.frame(v, said.Msg), Status: kind.HTTPStatus(), Message: said.Msg, Hint: said.Hint}
	if err := d.render(v, view.Status, PageError, view); err != nil {
		d.log.Error("cannot show an error page", "error", err)
		http.Error(v.w, said.Msg, view.Status)
	}
}

// retryAfter tells programs when the same may work.
func retryAfter(v *visit, said *commonhall.Error) {
	if after := said.RetryAfter(); after != "" {
		v.w.Header().Set("Retry-After", after)
	}
}

// seeOther sends the browser to another page of this origin after a form.
func seeOther(v *visit, to string) error {
	http.Redirect(v.w, v.Request, to, http.StatusSeeOther)
	return nil
}

// leadsTo sends whoever loads the address of a form once more to the page that has it.
func leadsTo(page string) action { return func(v *visit) error { return seeOther(v, page) } }

// back returns the page that a form names to go back to, with what was done to whom.
func back(v *visit, fallback, done string, about commonhall.UserName) string {
	to := safeNext(v.PostFormValue("next"))
	if to == "" {
		to = fallback
	}
	if done == "" {
		return to
	}
	u, err := url.Parse(to)
	if err != nil {
		return fallback
	}
	q := u.Query()
	q.Set("done", done)
	q.Set("about", string(about))
	u.RawQuery = q.Encode()
	return u.String()
}

// safeNext returns next if it is an absolute path of this origin, otherwise "".
// Browsers read some other forms as another host: //host, /\host, control
// characters in between (JupyterHub's CVE-2019-10255 and its followers).
func safeNext(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || len(next) > 4096 {
		return ""
	}
	for _, c := range []byte(next) {
		if c <= ' ' || c == 0x7f {
			return ""
		}
	}
	u, err := url.Parse(next)
	if err != nil || strings.HasPrefix(u.Path, "//") || strings.Contains(u.Path, `\`) {
		return ""
	}
	return next
}
