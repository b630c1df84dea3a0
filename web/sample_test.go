package web

import (
	"net/http/httptest"
	"slices"
	"time"

	"commonhall"
	"commonhall/server"
)

// sample is a page in one state, as a person might meet it.
type sample struct {
	name string // of the state
	page string
	view any
}

// longName is as long as a name can be, without a place to break.
const longName = commonhall.UserName("wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaftsch")

// longTitle is as long as the title of an app can be.
const longTitle = "StatisticsStatisticsStatisticsStatisticsStatisticsStatistics"

const sampleToken = "2:5e1f0c2a9b7d4f36"

func sampleNow() time.Time { return time.Date(2026, time.March, 12, 14, 32, 0, 0, time.UTC) }

func ago(d time.Duration) Moment { return When(sampleNow().Add(-d), sampleNow()) }

func sampleFrame(title, path string, me *Me) Frame {
	return Frame{Title: title, Me: me, Token: sampleToken,
		RequestID: "06EQ4TN2B8W7M3K5R9VX0C1DHJ", Version: "0.1.0", Path: path}
}

func pupil() *Me   { return &Me{Name: "ada"} }
func teacher() *Me { return &Me{Name: "ms.okafor", Admin: true} }

func with[F any](v F, change func(*F)) F {
	change(&v)
	return v
}

func sampleApps() []AppChoice {
	return []AppChoice{{Name: "notebook", Title: "Notebook", Icon: "notebook", Selected: true}, {Name: "jupyterlab", Title: "JupyterLab", Icon: "panels"},
		{Name: "terminal", Title: "Terminal", Icon: "terminal"}, {Name: "rstudio", Title: "RStudio", Icon: "chart"}}
}

func sampleServer(state commonhall.ServerState) ServerView {
	s := ServerView{Name: "ada", State: state, App: "Notebook", Limit: "512 MiB", Started: ago(27 * time.Minute)}
	switch state {
	case commonhall.Ready, commonhall.Stopping:
		s.Memory, s.CPU, s.PIDs = MemoryGauge(218<<20, 512<<20), CPUGauge(0.34, 2), CountGauge(23, 256)
		s.Whose = "Your own limits, set for the group " + string(longGroup) + ": Memory; set for you: CPU, Processes. If you need more, ask your administrator."
	case commonhall.Spawning:
		s.Progress, s.Message = 45, "Your account and home are ready; starting Notebook."
	case commonhall.Failed:
		s.End = NewEndView(&commonhall.End{At: sampleNow().Add(-40 * time.Second), Cause: commonhall.EndNoCommand,
			Detail: "The program jupyter-notebook is not installed on this machine.",
			Log:    "[W 14:31:19 warden] exec /usr/bin/jupyter-notebook: no such file or directory\n[W 14:31:19 warden] looked in /usr/local/bin:/usr/bin:/bin\n"}, sampleNow())
	}
	return s
}

func sampleHome(name string, s ServerView, change func(*HomeView)) sample {
	v := HomeView{Frame: sampleFrame("Home", "/hub/home", pupil()), Server: s, Apps: sampleApps(), Offline: true,
		Groups: []commonhall.Membership{{Group: "Physics-11"}, {Group: longGroup, Teacher: true}, {Group: "Физика-11"}}}
	if change != nil {
		change(&v)
	}
	return sample{"home-" + name, PageHome, v}
}

func samples() []sample {
	all := append(doorSamples(), homeSamples()...)
	all = append(all, waitSamples()...)
	all = append(all, accountSamples()...)
	all = append(all, softwareSamples()...)
	all = append(all, renewalSamples()...)
	all = append(all, serviceSamples()...)
	all = append(all, shareSamples()...)
	all = append(all, roleSamples()...)
	all = append(all, helperSamples()...)
	return append(all, houseSamples()...)
}

func doorSamples() []sample {
	f := sampleFrame("Sign in", "/hub/login", nil)
	return []sample{
		{"login", PageLogin, LoginView{Frame: f, Passwords: true}},
		{"login-elsewhere", PageLogin, LoginView{Frame: f, Next: "/user/ada/lab", Elsewhere: []Way{{Name: "school", Title: "School account"}, {Name: "github", Title: "GitHub"}}}},
		{"login-both", PageLogin, LoginView{Frame: f, Passwords: true, Elsewhere: []Way{{Name: "school", Title: "School account"}}, Typed: []Way{{Name: "ad", Title: "University", Typed: true}}}},
		{"login-open", PageLogin, LoginView{Frame: f, Passwords: true, Open: true, Next: "/user/ada/notebooks/Fibonacci.ipynb"}},
		{"login-wrong", PageLogin, LoginView{Frame: f, Passwords: true, Name: "ada", Wrong: true, Error: "That name and password do not fit together. Look at both and try once more."}},
		{"login-wait", PageLogin, LoginView{Frame: f, Passwords: true, Name: "ada", Error: "These were too many attempts. Wait 60 seconds, then try again."}},
		{"logout", PageLogout, LogoutView{Frame: f}},
		{"logout-everywhere", PageLogout, LogoutView{Frame: f, Everywhere: true}},
		{"invite", PageInvite, InviteView{Frame: f, Name: "ben", Code: "kx7Qe_2mTz-9aLw4"}},
		{"invite-wrong", PageInvite, InviteView{Frame: f, Name: "ben", Code: "a/b", Error: "The two are not the same. Type your new password twice."}},
	}
}

// sampleOptions are questions of each type, the first with a long answer.
func sampleOptions(id string) *OptionsView {
	return &OptionsView{picks: true, Fields: []OptionField{
		{ID: id + "option-size", Name: "opt-size", Title: "How large?", Help: "The smaller it is, the more of you fit on this machine.", Type: "choice", Answer: "small",
			Choices: []OptionChoice{{"small", "Small (1 GB)", true}, {"large", longTitle, false}}},
		{ID: id + "option-course", Name: "opt-course", Title: "Course", Type: "choice", Choices: []OptionChoice{{"physics", "Physics 11", false}}},
		{ID: id + "option-topic", Name: "opt-topic", Title: "Topic", Type: "text", Answer: "Pendulum & spring", Most: 200},
		{ID: id + "option-seed", Name: "opt-seed", Title: "Seed of the random numbers", Help: "Two runs with the same seed get the same ones.", Type: "number", Answer: "7", Min: "1", Max: "999"},
		{ID: id + "option-fast", Name: "opt-fast", Title: "Load the large data set", Help: "It takes a minute longer.", Type: "checkbox", Answer: "true"}}}
}

func saysNo(o *OptionsView) *OptionsView {
	o.Said = "“huge” is no answer to “How large?” that you can give."
	return o
}

func homeSamples() []sample {
	ended := func(e commonhall.End) func(*ServerView) {
		e.At = sampleNow().Add(-3 * time.Hour)
		return func(s *ServerView) { s.End = NewEndView(&e, sampleNow()) }
	}
	return []sample{
		sampleHome("alarm", sampleServer(commonhall.Ready), func(v *HomeView) { v.Me, v.Alarms = teacher(), sampleFindings()[:1] }),
		sampleHome("first", ServerView{Name: "ada", State: commonhall.Stopped}, func(v *HomeView) { v.Notice = "Your password is set. Sign in with it from now on." }),
		sampleHome("stopped", with(sampleServer(commonhall.Stopped), ended(commonhall.End{Cause: commonhall.EndStopped, By: "ms.okafor"})), func(v *HomeView) {
			v.Apps = v.Apps[:1]
			v.Next = "/user/ada/tree"
		}),
		sampleHome("full", sampleServer(commonhall.Ready), func(v *HomeView) {
			v.Server.Disk = diskView(server.Disk{Used: 2147000000, Limit: 2 << 30})
		}),
		sampleHome("nearly-full", sampleServer(commonhall.Stopped), func(v *HomeView) {
			v.Server.Disk = diskView(server.Disk{Used: 1945 << 20, Limit: 2 << 30, Files: 130000, MaxFiles: 131072})
		}),
		sampleHome("spawning", sampleServer(commonhall.Spawning), nil),
		sampleHome("beside", sampleServer(commonhall.Stopped), func(v *HomeView) {
			v.Named, v.Another = true, &AnotherView{Name: "lab", Apps: sampleApps()}
			for i, state := range []commonhall.ServerState{commonhall.Ready, commonhall.Spawning, commonhall.Stopping, commonhall.Stopped, commonhall.Failed} {
				s := sampleServer(state)
				s.Server = commonhall.ServerName("work-" + string(rune('a'+i)))
				v.Beside = append(v.Beside, s)
			}
			v.Beside[0].Display, v.Beside[0].StopsAt = "For the thesis", When(sampleNow().Add(41*time.Minute), sampleNow())
			v.Beside[1].Display = longTitle
		}),
		sampleHome("asks", sampleServer(commonhall.Stopped), func(v *HomeView) {
			v.Options, v.Named, v.Another = sampleOptions(""), true, &AnotherView{Apps: sampleApps(), Options: sampleOptions("another-")}
			v.Apps = v.Options.offer(&visit{Request: httptest.NewRequest("GET", "/", nil)}, v.Apps)
		}),
		sampleHome("beside-off", sampleServer(commonhall.Ready), func(v *HomeView) {
			v.Beside = []ServerView{with(sampleServer(commonhall.Stopped), func(s *ServerView) { s.Server = "thesis" })}
		}),
		sampleHome("ready", sampleServer(commonhall.Ready), nil),
		sampleHome("ready-idle", with(sampleServer(commonhall.Ready), func(s *ServerView) { s.StopsAt = When(sampleNow().Add(41*time.Minute), sampleNow()) }), nil),
		sampleHome("ready-oom", with(sampleServer(commonhall.Ready), func(s *ServerView) {
			s.OOMKills, s.Hog, s.Memory, s.CPU, s.PIDs = 1, "The last was python3, which held 470.2 MiB.", MemoryGauge(489<<20, 512<<20), CPUGauge(1.7, 2), CountGauge(61, 0)
		}), nil),
		sampleHome("ready-oom-many", with(sampleServer(commonhall.Ready), func(s *ServerView) { s.OOMKills, s.Full = 3, "256 processes" }), nil),
		sampleHome("stopping", sampleServer(commonhall.Stopping), nil),
		sampleHome("failed", sampleServer(commonhall.Failed), nil),
		sampleHome("ended-memory", with(sampleServer(commonhall.Stopped), ended(commonhall.End{Cause: commonhall.EndMemory, Limit: 512 << 20, Log: "MemoryError"})), nil),
		sampleHome("long-name", with(sampleServer(commonhall.Stopped), func(s *ServerView) { s.Name = longName }), func(v *HomeView) {
			v.Me = &Me{Name: longName, Admin: true}
			v.Apps[0].Title = longTitle
		}),
		sampleHome("long-title", with(sampleServer(commonhall.Ready), func(s *ServerView) { s.App = longTitle }), nil),
		sampleHome("problem", sampleServer(commonhall.Stopped), func(v *HomeView) {
			v.Problem = "The machine has no room for another server right now. Try again in some minutes."
			v.Apps = nil
		}),
	}
}

func waitSamples() []sample {
	f := sampleFrame("Your server", "/hub/spawn-pending/ada", pupil())
	next := "/user/ada/notebooks/Fibonacci.ipynb?kernel=python3#cell-4"
	return []sample{
		{"spawn-pending", PageSpawnPending, SpawnPendingView{Frame: f, Server: sampleServer(commonhall.Spawning), Next: next}},
		{"spawn-pending-new", PageSpawnPending, SpawnPendingView{Frame: f, Server: ServerView{Name: "ada", State: commonhall.Spawning, App: "Terminal"}, Next: next}},
		{"spawn-pending-failed", PageSpawnPending, SpawnPendingView{Frame: f, Server: sampleServer(commonhall.Failed), Next: next, App: "notebook"}},
		{"stop-pending", PageStopPending, StopPendingView{Frame: f, Server: sampleServer(commonhall.Stopping)}},
		{"not-running", PageNotRunning, NotRunningView{Frame: f, Server: sampleServer(commonhall.Stopped), App: "notebook", Starts: longTitle, Next: next}},
		{"not-running-asks", PageNotRunning, NotRunningView{Frame: f, Server: sampleServer(commonhall.Stopped), Next: next, Options: sampleOptions("")}},
		{"spawn", PageSpawn, SpawnView{Frame: with(f, func(f *Frame) {
			f.Problem = `size=large cannot be chosen for ada: it takes 4 GiB of memory, and the limit is 1 GiB (set for this person). It may be: small.`
		}),
			Server: with(sampleServer(commonhall.Failed), func(s *ServerView) { s.Server, s.Display = "thesis", longTitle }), Apps: sampleApps(), Options: saysNo(sampleOptions("")), Next: next}},
		{"spawn-first", PageSpawn, SpawnView{Frame: f, Server: ServerView{Name: "ada", State: commonhall.Stopped}, Options: sampleOptions("")}},
		{"not-running-ended", PageNotRunning, NotRunningView{Frame: f, Next: next, Server: with(sampleServer(commonhall.Failed), func(s *ServerView) {
			s.End = NewEndView(&commonhall.End{At: sampleNow(), Cause: commonhall.EndExited, Code: 1}, sampleNow())
		})}},
	}
}

func accountSamples() []sample {
	v := AccountView{Passwords: true, Elsewhere: []Way{{Name: "github", Title: "GitHub"}}, Ways: []WayRow{{ID: 3, Title: "School account", Shown: "ada.lovelace@example.org"}}, Frame: sampleFrame("Account", "/hub/account", pupil()),
		Groups: []commonhall.Membership{{Group: "Physics-11"}, {Group: longGroup, Teacher: true}, {Group: "Физика-11"}},
		Sessions: []SessionRow{
			{ID: "s1", Browser: "Firefox on Linux", Address: "192.168.1.23", Seen: ago(10 * time.Second), Current: true},
			{ID: "s2", Browser: "Safari on iPad", Address: "192.168.1.57", Seen: ago(26 * time.Hour)},
			{ID: "s3", Browser: "Unknown browser", Address: "2001:db8:85a3::8a2e:370:7334", Seen: ago(9 * 24 * time.Hour)},
		},
		Ends: tokenEnds(0),
		Tokens: []TokenRow{
			{ID: 7, Note: "Backup of my notebooks", Created: ago(30 * 24 * time.Hour), LastUsed: ago(5 * time.Minute)},
			{ID: 9, Created: ago(2 * time.Hour), Expires: When(sampleNow().Add(30*24*time.Hour), sampleNow())},
		}}
	return []sample{
		{"account", PageAccount, v},
		{"account-token", PageAccount, with(v, func(v *AccountView) {
			v.Ends = tokenEnds(14 * 24 * time.Hour)
			v.NewToken = "chp_4f1c9a7be0d25836af90c1d2e3b4a5968778695a4b3c2d1e"
		})},
		{"account-wrong", PageAccount, with(v, func(v *AccountView) {
			v.PasswordError = "The password that you have is a different one."
			v.TokenError, v.Note, v.Tokens = "The note is longer than 200 characters.", "too long", nil
			v.Me = teacher()
		})},
		{"account-stops", PageAccount, with(v, func(v *AccountView) {
			at := When(sampleNow().Add(20*time.Minute), sampleNow())
			v.Stops = []StopView{{Server: ServerView{Name: "ada", StopsAt: at}, Back: v.Path}, {Server: ServerView{Name: "ada", Server: "lab", Display: longTitle, StopsAt: at, Old: true}, Back: v.Path}}
		})},
	}
}

func samplePeople() []PersonRow {
	row := func(name commonhall.UserName, state commonhall.ServerState, app string, mem int64, cpu float64, seen Moment) PersonRow {
		return PersonRow{Name: name, HasPassword: true, Seen: seen, State: state, App: app, Memory: MemoryGauge(mem<<20, 512<<20), CPU: CPUGauge(cpu, 2)}
	}
	rows := []PersonRow{
		row("ada", commonhall.Ready, "Notebook", 218, 0.34, ago(2*time.Second)),
		row("ben", commonhall.Ready, "Terminal", 12, 0, ago(11*time.Minute)),
		row("chiara.esposito", commonhall.Spawning, "Notebook", 0, 0, ago(2*time.Second)),
		row("dmitri", commonhall.Failed, "", 0, 0, ago(52*time.Minute)),
		row("elif", commonhall.Stopped, "", 0, 0, Moment{}),
		row("frida", commonhall.Ready, longTitle, 493, 1.94, ago(time.Minute)),
		row(longName, commonhall.Stopped, "", 0, 0, ago(28*time.Hour)),
		row("hana", commonhall.Stopping, "Notebook", 77, 0.1, ago(3*time.Minute)),
		row("ines", commonhall.Stopped, "", 0, 0, ago(40*24*time.Hour)),
		row("ms.okafor", commonhall.Stopped, "", 0, 0, ago(0)),
		row("олена", commonhall.Ready, "Notebook", 401, 0.02, ago(8*time.Minute)),
	}
	rows[0].MemoryOf, rows[0].CPUOf, rows[1].MemoryOf = "own limit", "limit of "+string(longGroup), "limit of Physics-11"
	rows[3].Why = "The program jupyter-notebook is not installed on this machine."
	rows[4].HasPassword = false
	rows[6].Suspended = true
	rows[1].Older, rows[1].Disk = true, "home nearly full"
	rows[7].Disk, rows[7].Full = "home full", true
	rows[9].Admin, rows[9].Self = true, true
	rows[8].Admin = true
	rows[0].Further, rows[0].FurtherRun, rows[3].Further, rows[4].Further = 2, 1, 12, 1
	return rows
}

func sampleFindings() []HealthFinding {
	return []HealthFinding{
		{Code: "unit-failing", Error: true, Said: "The unit commonhall-hub.service ends after each start (exit-code), and was started again 112 times. It wrote last: commonhall: The database cannot be opened. Reason: open /var/lib/commonhall/hub/commonhall.db: permission denied",
			Cause: "Something that it needs is missing or broken: the finding says what it wrote last.", Do: "Mend that; the service then stays up by itself.", Page: "trouble",
			Run: []string{"sudo journalctl -u commonhall-hub.service -n 30 --no-pager", "sudo commonhall setup --yes"}},
		{Code: "backup-old", Said: "The last good backup is 5 days old.", Cause: "The timer does not run, or backups fail.", Page: "backup#what-a-backup-says", Run: []string{"sudo commonhall backup now"}},
		{Code: "cgroups", Error: true, Said: "The kernel does not count memory.", Cause: "Its command line or the host of this container does not allow it.", Page: "limits",
			Do: "On a Raspberry Pi add cgroup_enable=memory to the kernel's command line; in a container its host must allow it."},
		{Code: "settings-unconfirmed", Note: true, Said: "A change of the settings waits.", Cause: "It could close a door.", Page: "configure", Run: []string{"sudo commonhall config confirm"}},
	}
}

func houseSamples() []sample {
	admin := AdminView{Frame: sampleFrame("Admin", "/hub/admin", teacher()), People: samplePeople(), Running: 19, Older: 3, Sort: "name",
		Page: 1, PageSize: 50, Total: 11, Invited: true,
		Machine: []MachineGauge{{"memory", "Memory", MemoryGauge(9<<30+300<<20, 16<<30)}, {"cpu", "CPU", CPUGauge(3.2, 4)},
			{"disk", "Disk", MemoryGauge(412<<30, 440<<30)}},
		Certificates: []CertificateRow{{Name: "hall.gymnasium-nord.example", State: "good", Issuer: "Let's Encrypt E7",
			Until: When(sampleNow().Add(60*24*time.Hour), sampleNow()), Next: When(sampleNow().Add(time.Hour), sampleNow())}}}
	f := sampleFrame("Admin", "/hub/admin", teacher())
	out := []sample{
		{"admin", PageAdmin, admin},
		{"admin-trouble", PageAdmin, with(admin, func(v *AdminView) {
			v.Warnings = []string{"Hardly any memory is free: 320 MiB must be free for another server to start.", "Hardly any room is left on the disk of people's homes: 1 GiB must be free for servers to start.",
				"The settings of version 4 are in force until 14:33 unless somebody confirms them: sudo commonhall config confirm"}
			v.Machine = append(slices.Clone(v.Machine[:2]), MachineGauge{"disk", "Disk", MemoryGauge(439<<30, 440<<30)})
			v.Health = &HealthView{At: ago(7 * time.Hour), Findings: sampleFindings()}
			v.Certificates = append([]CertificateRow{{Name: "kurs.gymnasium-nord-oberstufe.wolkenkuckucksheim.example", State: "none yet", Bad: true, At: ago(20 * time.Minute),
				Error: "The name leads to 203.0.113.9, and this machine is 198.51.100.7. Set the record where the name is managed; then: commonhall certificate renew"}}, v.Certificates...)
			v.Removed = []RemovedRow{{7, "jonas", ago(26 * time.Hour), When(sampleNow().Add(29*24*time.Hour), sampleNow()), false},
				{9, longName, ago(10 * 24 * time.Hour), When(sampleNow().Add(20*24*time.Hour), sampleNow()), true}}
		})},
		{"admin-page", PageAdmin, with(admin, func(v *AdminView) {
			v.Query, v.Sort, v.Desc, v.Page, v.PageSize, v.Total = "a b", "memory", true, 2, 11, 40
			v.AddNames, v.AddAdmin, v.Invited = "nora\nLovelace, Augusta\n", true, false
			v.AddErrors = []string{`The user name "Lovelace, Augusta" contains a comma and a space. Write augusta.lovelace if that is one person; several people are written one by one.`}
		})},
		{"admin-invited", PageAdmin, with(admin, func(v *AdminView) {
			v.Notice = "3 were added: elif, jonas and katarzyna. ada was on the list already, and stays as before. Reset a forgotten password with “More” in the list."
			v.Until = When(sampleNow().Add(14*24*time.Hour), sampleNow())
			v.People = v.People[:2]
			for _, n := range []commonhall.UserName{"elif", "jonas", "katarzyna"} {
				v.Invitations = append(v.Invitations, Invitation{n, "https://hall.gymnasium-nord.example/hub/invite/kx7Qe_2mTz-9aLw4" + string(n)})
			}
		})},
		{"admin-reset", PageAdmin, with(admin, func(v *AdminView) {
			v.Notice = "The password of ben does not count any more."
			v.Invitations = []Invitation{{"ben", "http://127.0.0.1:8000/hub/invite/kx7Qe_2mTz-9aLw4"}}
		})},
		{"admin-nobody", PageAdmin, with(admin, func(v *AdminView) { v.Query, v.People, v.Total = "zoë", nil, 0 })},
		{"confirm", PageConfirm, ConfirmView{Frame: f, Heading: "Remove ben?", Action: "/hub/admin/user/ben/remove", Button: "Remove ben", Back: "/hub/admin?q=be",
			Lines: []string{"ben is signed out everywhere, the server stops, and nobody can sign in under this name.", "The home with all files stays on the machine."}}},
		{"confirm-admin", PageConfirm, ConfirmView{Frame: f, Heading: "Make ben an administrator?", Action: "/hub/admin/user/ben/admin", Button: "Make administrator", Back: "/hub/admin", Field: "admin", Value: "1",
			Lines: []string{"They can do everything here that you can do."}}},
		{"consent", PageConsent, ConsentView{Frame: sampleFrame("Sign in at Whiteboard", "/hub/api/oauth2/authorize", pupil()), Client: "Whiteboard", Wants: []string{scopeWords("read:servers!user", "ada"), scopeWords("tokens!user", "ada")}, Lasting: true, Elsewhere: "board.gymnasium-nord.example"}},
		{"consent-name", PageConsent, ConsentView{Frame: sampleFrame("Sign in at nbgrader", "/hub/api/oauth2/authorize", pupil()), Client: "nbgrader"}},
		{"error", PageError, ErrorView{Frame: sampleFrame("Not found", "/hub/nowhere", pupil()), Status: 404, Message: "There is nothing here.", Hint: "Look at the address, or start from Home."}},
		{"error-out", PageError, ErrorView{Frame: sampleFrame("Error", "/hub/x", nil), Status: 500, Message: "Something went wrong on our side.",
			Hint: "Try again. If it stays, give your administrator the reference below."}},
	}
	return append(append(out, eventSamples()...), groupSamples()...)
}

// sampleLimits is a form with much in it.
func sampleLimits() *LimitsView {
	v := &LimitsView{Token: sampleToken, Whom: "ada", Action: "/hub/admin/user/ada/limits", Rows: limitRows(), Runs: true, Now: true}
	v.Rows[0].Holds = "4 GiB. Set for the group " + string(longGroup) + ". The group 10b gives 1 GiB: of several groups the one that gives most counts. The server that runs has 1 GiB until its next start."
	for i := range v.Rows {
		v.Rows[i].Whom = "ada"
	}
	v.Rows[3].Set, v.Rows[8].Set = sizeText(5<<30), "20000"
	v.Rows[1].Set, v.Rows[1].Error = "two", `"two" is no value for the limit cpu. It is a number of cores, such as 2 or 0.5.`
	return v
}

// longGroup is as long as the name of a group can be, without a place to break.
const longGroup = commonhall.GroupName("WolfeschlegelsteinhausenbergerdorffVoralternwarengewissenhaftsch")

func groupSamples() []sample {
	all := with(*sampleLimits(), func(v *LimitsView) {
		for i := range v.Rows {
			v.Rows[i].Whom, v.Rows[i].All, v.Rows[i].Holds = "everybody", true, ""
		}
		v.Action, v.Rows[0].Holds = "/hub/admin/everybody/limits", "4 GiB. The settings say: 2 GiB."
	})
	list := GroupsView{Frame: sampleFrame("Groups", "/hub/admin", teacher()), Groups: []GroupRow{{"10b", 0, ""}, {"Physics-11", 23, "kim and ms.okafor"}, {longGroup, 1, string(longName)}, {"Физика-11", 7, ""}}}
	one := GroupView{Frame: sampleFrame("Physics-11", "/hub/admin", teacher()), Name: "Physics-11", Teachers: "kim and " + string(longName),
		People: []MemberRow{{"ada", false}, {"ben", false}, {"chiara.esposito", false}, {"kim", true}, {longName, true}, {"олена", false}}}
	one.Limits = sampleLimits()
	return []sample{
		{"everybody", PageEverybody, EverybodyView{Frame: sampleFrame("Everybody's limits", "/hub/admin", teacher()), Limits: &all, Near: []NearRow{{longName, "4.8 GiB of 5 GiB, 300000 of 327680 files", "96 %"}}}},
		{"everybody-unknown", PageEverybody, EverybodyView{Frame: sampleFrame("Everybody's limits", "/hub/admin", teacher()), Limits: &all, Unknown: true}},
		{"announcements", PageAnnouncements, sampleAnnouncements()},
		{"taught", PageTaught, TaughtView{Frame: sampleFrame("Physics-11", "/hub/groups/Physics-11", pupil()), Name: longGroup, Teachers: "ada and " + string(longName), People: 31, Rows: []TimeRow{
			{Name: commonhall.LimitIdle, Title: "Stop without use", Holds: "45 minutes", Most: "24 hours", Set: "45m", Seen: "2700"},
			{Name: commonhall.LimitAge, Title: "Longest run", Holds: "never", Most: "never", Endless: true, Set: "x", Seen: "0", Error: "\"x\" is no value for the limit max_age. It is a time such as 45m, 12h or never."}}}},
		{"announcements-none", PageAnnouncements, AnnouncementsView{Frame: sampleFrame("Announcements", "/hub/home", pupil()), Groups: []commonhall.GroupName{longGroup}, Zone: "CET", AddText: "x"}},
		{"login-announced", PageLogin, LoginView{Frame: with(sampleFrame("Sign in", "/hub/login", nil), func(f *Frame) {
			f.Announced = sampleAnnounced()[:1]
			f.Announced[0].Back = ""
		})}},
		{"groups", PageGroups, list},
		{"groups-none", PageGroups, with(list, func(v *GroupsView) {
			v.Groups, v.AddName, v.AddError = nil, "Physics 11", `The group name "Physics 11" contains a space. Use letters, digits and - . _ @ + in between, as in Physics-11.`
		})},
		{"group", PageGroup, with(one, func(v *GroupView) { v.Notice = "3 are in the group now: ada, ben and chiara.esposito." })},
		{"group-long", PageGroup, with(one, func(v *GroupView) { v.Name, v.Teachers, v.People = longGroup, "", nil })},
		{"group-wrong", PageGroup, with(one, func(v *GroupView) {
			v.AddNames, v.AddErrors = "ada\nnora", []string{"No such user: nora. Nothing was changed. Add them to the list of people first."}
		})},
	}
}

func eventSamples() []sample {
	at := func(h, m int) Moment { return Clock(time.Date(2026, time.March, 12, h, m, 0, 0, time.UTC)) }
	v := EventsView{Frame: sampleFrame("Timeline", "/hub/events", teacher()), Older: 41, Days: []EventDay{
		{Title: "Today", Date: "2026-03-12", Items: []EventItem{
			{commonhall.EventServerReady, at(14, 5), "The server of ada is running (Notebook).", "ada", "ada", "06EQ4TN2B8W7M3K5R9VX0C1DHJ"},
			{commonhall.EventServerStarting, at(14, 5), "ada started a server (Notebook).", "ada", "ada", ""},
			{commonhall.EventSignedIn, at(14, 4), "ada signed in with Firefox on Linux.", "ada", "ada", ""},
			{commonhall.EventServerMemory, at(11, 48), "A program of frida needed more than 512 MiB and was ended; the server goes on.", "", "frida", ""},
			{commonhall.EventSignInFailed, at(11, 2), "Somebody tried to sign in as ben with a wrong password.", "", "ben", "06EQ4TN2B8W7M3K5R9VX0C1DHK"},
			{commonhall.EventServerEnded, at(9, 30), "The server of dmitri was stopped.", "ms.okafor", "dmitri", ""},
		}},
		{Title: "Yesterday", Date: "2026-03-11", Items: []EventItem{
			{commonhall.EventUserAdded, at(16, 20), "elif was added.", "ms.okafor", "elif", ""},
			{commonhall.EventPasswordSet, at(16, 12), "ada chose a password.", "ada", "ada", ""},
			{commonhall.EventHubStarted, at(8, 0), "The hub started, version 0.1.0. 12 servers went on as they were.", "", "", ""},
		}}}}
	return []sample{
		{"events", PageEvents, v},
		{"events-pupil", PageEvents, with(v, func(v *EventsView) { v.Me, v.Kind, v.Before = pupil(), "server", 90 })},
		{"events-none", PageEvents, with(v, func(v *EventsView) { v.Days, v.Person, v.Older = nil, "zoë", 0 })},
	}
}
