package web

import (
	"commonhall"
	"commonhall/announcement"
)

// The names that Render knows, each with the view that it wants.
const (
	PageLogin         = "login"         // LoginView
	PageLogout        = "logout"        // LogoutView
	PageInvite        = "invite"        // InviteView
	PageHome          = "home"          // HomeView
	PageSpawn         = "spawn"         // SpawnView
	PageSpawnPending  = "spawn-pending" // SpawnPendingView
	PageStopPending   = "stop-pending"  // StopPendingView
	PageNotRunning    = "not-running"   // NotRunningView
	PageAccount       = "account"       // AccountView
	PageAdmin         = "admin"         // AdminView
	PageAnnouncements = "announcements" // AnnouncementsView
	PageEverybody     = "everybody"     // EverybodyView
	PageGroups        = "groups"        // GroupsView
	PageGroup         = "group"         // GroupView
	PageTaught        = "taught"        // TaughtView
	PageHelped        = "helped"        // HelpedView
	PageRoles         = "roles"         // RolesView
	PageRole          = "role"          // RoleView
	PageServices      = "services"      // ServicesView
	PageAcceptShare   = "accept-share"  // AcceptShareView
	PageConfirm       = "confirm"       // ConfirmView
	PageEvents        = "events"        // EventsView
	PageSoftware      = "software"      // SoftwareView
	PageJob           = "job"           // JobView
	PagePerson        = "person"        // PersonView
	PageConsent       = "consent"       // ConsentView
	PageError         = "error"         // ErrorView
)

// Frame is what every page has around its own content.
type Frame struct {
	Title     string // of the browser's tab, without the name of the place
	Me        *Me    // nil when signed out
	Token     string // stands in every form as _xsrf
	Notice    string // what has just been done; may be empty
	Problem   string // what has just not worked; may be empty
	RequestID commonhall.RequestID
	Version   string
	Path      string // of this page, to mark it in the navigation
	Announced []AnnouncementView
	Stops     []StopView // servers of the visitor that are stopped soon
}

// Me is the person who looks at the page.
type Me struct {
	Name     commonhall.UserName
	Admin    bool
	Software bool // may change some of the class's software
	Helps    bool // may list people on the page Admin
	Roles    bool // may see all roles
}

// LoginView is the page that asks who is there.
type LoginView struct {
	Frame
	Name  string // as typed before, kept after a mistake
	Next  string // where to go afterwards, checked by the handler
	Error string // why the last attempt did not work
	Wrong bool   // because of what was typed, which otherwise was not even looked at
	Open  bool   // first_use is open: a listed name's first sign-in sets the password

	Passwords bool   // commonhall's own count
	At        string // where the last attempt was made
	Typed     []Way  // other places where a name and a password can be checked
	Elsewhere []Way  // providers with a page of their own
}

// LogoutView is the page after signing out.
type LogoutView struct {
	Frame
	Everywhere bool // all browsers, not only this one
}

// InviteView lets an invited person choose a password.
type InviteView struct {
	Frame
	Name  commonhall.UserName
	Code  string // of the invitation
	Error string
}

// AppChoice is one program that a server can be started with.
type AppChoice struct {
	Name     commonhall.AppName
	Title    string
	Icon     string // one of the pictures of the template "app-icon"
	Selected bool
}

// ServerView is a person's server as pages show it.
type ServerView struct {
	Server   commonhall.ServerName
	Display  string // what its person calls it; empty: its name
	Others   string // what changes when their other servers look different
	Name     commonhall.UserName
	State    commonhall.ServerState
	App      string // title of the app of this run
	Chosen   string // what was answered at its start
	Started  Moment
	Memory   Gauge
	CPU      Gauge
	PIDs     Gauge
	Progress int       // 0 to 100 while spawning
	Message  string    // what happens right now
	OOMKills int       // programs that this run lost to its memory limit
	Hog      string    // the last of them, in a sentence
	Limit    string    // the memory limit in words, as 512 MiB
	Whose    string    // by whose decision the limits are
	Full     string    // the limit of processes in words, where a program ran into it
	Disk     *DiskView // what the person has of the disk, on their own page; nil where it is not known
	End      *EndView
	Renewed  int    // the generation that is current, where the server has another one
	StopsAt  Moment // when it is stopped by itself; zero if that is not soon
	Old      bool   // because it has run for as long as a server may; else nobody uses it
}

// EndView tells how the last run ended. NewEndView makes one.
type EndView struct {
	Sentence string
	Hint     string // what to do about it; may be empty
	At       Moment
	Log      string // the last lines of its output; may be empty
	Asked    bool   // somebody stopped it, or its program was done: nothing to worry about
}

// AnotherView is the form for one more server.
type AnotherView struct {
	Name    commonhall.ServerName // that a link proposes, or what was asked for
	Display string
	Apps    []AppChoice
	Options *OptionsView
	Again   bool // what was asked for cannot be
}

// HomeView is a person's own page.
type HomeView struct {
	Frame
	Server  ServerView
	Beside  []ServerView    // their named servers
	Named   bool            // people may have such
	Another *AnotherView    // makes one more; nil where there may be no more
	Apps    []AppChoice     // offered while the server is stopped or failed
	Options *OptionsView    // asked of a start
	Next    string          // where to go once it runs; empty for the app itself
	Offline bool            // the server has no internet: say so
	Alarms  []HealthFinding // for administrators: what people feel

	Renewal *RenewalView // the software is not what the server has any more
	News    *RenewalView // it is not what the server had that is off now
	Draft   *DraftNote   // the server has a draft
	Own     *OwnView     // what the person has installed for themselves
	Trouble *TroubleView // what a start that failed had of the software
	Which   *WhichView   // which software the server has, and why
	Groups  []commonhall.Membership
	Teaches bool // one of them
}

// SpawnPendingView is shown while a server starts, and when that has failed
// (Server.State is failed; Server.End tells why).
type SpawnPendingView struct {
	Frame
	Server ServerView
	Next   string // where to go as soon as it is ready
	App    commonhall.AppName

	Trouble *TroubleView // what a start that failed had of the software
}

// StopPendingView is shown while a server stops.
type StopPendingView struct {
	Frame
	Server ServerView
}

// NotRunningView answers a link into a server that does not run.
type NotRunningView struct {
	Frame
	Server  ServerView
	App     commonhall.AppName // what Start starts; empty for the default
	Starts  string             // the title of that app
	Next    string             // the link that was asked for
	Options *OptionsView
	News    *RenewalView // the software is not what the server had
}

// SessionRow is one browser in which the person is signed in.
type SessionRow struct {
	ID      commonhall.SessionID
	Browser string // see BrowserName
	Address string
	Seen    Moment
	Current bool // the one that looks at the page
}

// TokenRow is one API token.
type TokenRow struct {
	ID       commonhall.TokenID
	Note     string
	Created  Moment
	LastUsed Moment // zero if never
	Expires  Moment // zero if never
}

// AccountView is where a person changes what is theirs.
type AccountView struct {
	Frame
	PasswordError string
	Groups        []commonhall.Membership
	Sessions      []SessionRow
	Tokens        []TokenRow
	NewToken      string // the secret of a token made by this very request, shown once
	TokenError    string
	Note          string // as typed before, kept after a mistake
	Ends          []TokenEnd

	Passwords bool // commonhall's own count
	Ways      []WayRow
	Elsewhere []Way // what could be added
}

// TokenEnd is after how long a token can end, as the form has it.
type TokenEnd struct {
	Value    string // in seconds; empty for as late as possible
	Title    string
	Selected bool
}

// Invitation is a link with which a person chooses a password.
type Invitation struct {
	Name commonhall.UserName
	URL  string // complete, with scheme and host
}

// MachineGauge is one resource of the machine. Its Key names it in Live.
type MachineGauge struct {
	Key   string
	Label string
	Gauge Gauge
}

// PersonRow is one person in the administrators' table.
type PersonRow struct {
	Name        commonhall.UserName
	Admin       bool
	Suspended   bool
	HasPassword bool
	Self        bool // the administrator who looks at it
	Seen        Moment
	State       commonhall.ServerState
	App         string // title, while the server is active
	Chosen      string // and what was answered at its start
	Memory      Gauge
	CPU         Gauge
	MemoryOf    string // whose limit it is, where not everybody has it
	CPUOf       string
	Why         string // the last start failed
	Older       bool   // its server has software that was renewed since
	Disk        string // their home has hardly any room left; empty where it has
	Full        bool   // none at all
	Further     int    // named servers beside the default one
	FurtherRun  int    // of these, how many run or are about to

	account commonhall.Account
}

// RemovedRow is somebody who was removed and can be brought back.
type RemovedRow struct {
	ID    int64
	Name  commonhall.UserName
	At    Moment
	Until Moment
	Taken bool // somebody else has the name by now
}

// AdminView is the administrators' page.
type AdminView struct {
	Frame
	Warnings []string // what needs the administrator now, a sentence each
	Machine  []MachineGauge
	People   []PersonRow // of this page
	Running  int         // servers that run now, of everybody
	Older    int         // of those, servers with software that was renewed since
	Removed  []RemovedRow
	Health   *HealthView // nil: nobody has looked
	// Certificates of the host names, where the edge keeps any.
	Certificates []CertificateRow

	Query    string // what was searched for
	Sort     string // name, state, memory, cpu or seen
	Desc     bool
	Page     int // from 1
	PageSize int
	Total    int // people that match Query

	Invited     bool         // first_use is invited: adding somebody makes a link
	Invitations []Invitation // made by this very request, shown once
	Until       Moment       // how long they hold
	AddNames    string       // as typed before, kept after a mistake
	AddAdmin    bool
	AddErrors   []string // one line for each name that could not be added
}

// AnnouncementView is one announcement on a page.
type AnnouncementView struct {
	ID      int64
	Warning bool
	Group   commonhall.GroupName // to which it is; empty for others
	Pieces  []announcement.Piece
	Back    string // the page to go back to; empty where nobody is signed in, who could dismiss it
}

// AnnouncementRow is one announcement for who may change it.
type AnnouncementRow struct {
	ID                  int64
	Pieces              []announcement.Piece
	Text, Whom, By      string
	Warning             bool
	From, Until         Moment
	FromText, UntilText string // as they are typed
	Over, Later         bool
}

// AnnouncementsView is the page on which they are written.
type AnnouncementsView struct {
	Frame
	Rows              []AnnouncementRow
	All               bool // the visitor may announce something to everybody
	Groups            []commonhall.GroupName
	Zone              string // of the times
	AddText           string // as typed before, kept after a mistake
	AddFrom, AddUntil string
	AddWarning        bool
}

// TimesView is from when until when, as fields of a form.
type TimesView struct{ From, Until, Zone, Key string }

// NearRow is somebody whose home is nearly full.
type NearRow struct {
	Name         commonhall.UserName
	InUse, Share string
}

// EverybodyView is what everybody's servers may use.
type EverybodyView struct {
	Frame
	Limits  *LimitsView
	Near    []NearRow
	Unknown bool // the disk does not say who that is
}

// GroupRow is one group in the list.
type GroupRow struct {
	Name     commonhall.GroupName
	People   int
	Teachers string // in a sentence
}

// GroupsView is the list of groups.
type GroupsView struct {
	Frame
	Groups   []GroupRow
	AddName  string // as typed before, kept after a mistake
	AddError string
}

// MemberRow is one person in a group.
type MemberRow struct {
	Name    commonhall.UserName
	Teacher bool
}

// GroupView is one group.
type GroupView struct {
	Frame
	Name      commonhall.GroupName
	Teachers  string // in a sentence
	People    []MemberRow
	AddNames  string // as typed before, kept after a mistake
	AddErrors []string
	Limits    *LimitsView
}

// CertificateRow is the certificate of one host name.
type CertificateRow struct {
	Name   string
	State  string // a word or two
	Bad    bool   // browsers refuse it now, or will soon
	Issuer string
	Until  Moment
	Next   Moment
	Error  string // what went wrong last, and what to do
	At     Moment // of the error
}

// ConfirmView asks once more before something that cannot be taken back.
type ConfirmView struct {
	Frame
	Heading string   // a question
	Lines   []string // what will happen and what will not
	Action  string   // where the form posts to
	Button  string   // what it does, as a verb
	Field   string   // sent with the button; may be empty
	Value   string   // of Field
	Hidden  []Hidden // sent as well
	Back    string   // where "Keep everything as it is" leads; also posted as next
	Safe    string   // instead of those words; then that is what one is to do, and comes first
}

// ConsentView asks whether a service may know who somebody is.
type ConsentView struct {
	Frame
	Client    string   // what the service is called
	Wants     []string // what it would be able to do, beside knowing them
	Lasting   bool     // it could make tokens, which do not end with the session
	Elsewhere string   // the host to which they are sent, where that is not this one
	Hidden    []Hidden // what it asked for
}

// Hidden is a field that a form sends along.
type Hidden struct{ Name, Value string }

// EventItem is one line of the timeline.
type EventItem struct {
	Name    commonhall.EventName
	At      Moment // Text is the time of day
	Text    string
	By      string // who did it; empty for the house itself
	User    commonhall.UserName
	Request commonhall.RequestID
}

// EventDay is a day of the timeline, newest event first.
type EventDay struct {
	Title string // Today, Yesterday, or the date; see DayTitle
	Date  string // as 2006-01-02
	Items []EventItem
}

// EventsView is the timeline.
type EventsView struct {
	Frame
	Days   []EventDay
	Person string // filter; only administrators may set it
	Kind   string // filter: a prefix of event names, one of EventKinds
	Before int64  // this page begins below that event; 0 for the newest
	Older  int64  // the next page begins below that event; 0 if there is none
}

// ErrorView says what went wrong. The reference is the frame's RequestID.
type ErrorView struct {
	Frame
	Status  int
	Message string
	Hint    string
}
