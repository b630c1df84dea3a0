package web

import (
	"fmt"
	"strings"
	"time"

	"commonhall"
	"commonhall/environment"
)

func sampleChanges(n int) []commonhall.Change {
	out := []commonhall.Change{{Manager: "pip", Name: "pandas", Is: "2.1.4"}, {Manager: "pip", Name: "numpy", Was: "1.26.4", Is: "2.0.0"}, {Manager: "pip", Name: "tensorflow", Was: "2.15"}}
	for i := len(out); i < n; i++ {
		out = append(out, commonhall.Change{Manager: "pip", Name: fmt.Sprintf("jupyterlab-widgets-%d", i), Is: "1.0"})
	}
	return out
}

func sampleGenerations() []GenerationRow {
	return []GenerationRow{
		{Number: 9, Newer: true, By: "ben", Why: "torch", At: ago(2 * time.Minute), Changes: "torch 2.4 added", Base: 8, Packages: 313, Files: 41000, Size: "4.1 GiB", Forced: "the kernel python3 does not compute"},
		{Number: 8, Current: true, By: "mia", Why: "pandas for tomorrow's class", At: ago(29 * time.Minute), Changes: "pandas 2.1.4 added, numpy 1.26.4 → 2.0.0", Base: 7, Packages: 312, Files: 40312, Size: "2.1 GiB"},
		{Number: 7, By: string(longName), Why: strings.Repeat("because", 60), At: ago(50 * time.Hour), Changes: inWords(sampleChanges(40)), Base: 6, Packages: 290, Size: "2 GiB"},
		{Number: 1, By: commonhall.RoleHouse, Why: "the machine's own Python and Jupyter", At: ago(90 * 24 * time.Hour), Changes: "made from nothing: 0 packages", Size: "12 KiB"},
	}
}

func sampleEnvironment() *EnvironmentView {
	rows := sampleGenerations()
	one := &EnvironmentView{Name: "python", Title: "Python", Default: true, Given: []string{"Everybody has it for whom nobody chose another."}, Path: "/env/python", URL: "/hub/software/env/python", Count: 312, Older: 12, Current: &rows[1], Kept: rows,
		Gone:  []GenerationRow{{Number: 3, By: "mia", Why: "sympy", At: ago(80 * 24 * time.Hour), Changes: "sympy 1.13 added", Base: 2, Packages: 40, Size: "300 MiB"}},
		Draft: &DraftView{User: "ms.okafor", Own: true, Base: 8, Since: 8, Current: 8, Created: ago(20 * time.Minute), Changes: changesView(sampleChanges(30))}}
	for i := range 312 {
		one.Packages = append(one.Packages, commonhall.Package{Manager: []string{"pip", "pip", "npm"}[i%3], Name: fmt.Sprintf("package-%d", i), Version: "1.2.3"})
	}
	return one
}

func softwareSamples() []sample {
	v := SoftwareView{Frame: sampleFrame("Software", "/hub/software", teacher()), MayAdd: true, One: sampleEnvironment(),
		Build: BuildForm{Token: sampleToken, ID: "build", Action: "/hub/software/env/python/build", Typed: Typed{From: fromNames}},
		Add:   BuildForm{Token: sampleToken, ID: "new", Action: "/hub/software/new", New: true, Typed: Typed{From: fromNames}}}
	v.Me.Software = true
	one := func(name string, change func(*SoftwareView, *EnvironmentView)) sample {
		return sample{"software-" + name, PageSoftware, with(v, func(v *SoftwareView) { v.One = sampleEnvironment(); change(v, v.One) })}
	}
	return append(jobSamples(),
		one("draft", func(*SoftwareView, *EnvironmentView) {}),
		one("empty", func(_ *SoftwareView, e *EnvironmentView) {
			e.Draft, e.Older, e.Discarded, e.Gone = &DraftView{Own: true, Empty: true}, 1, ago(time.Hour), nil
		}),
		one("none", func(v *SoftwareView, _ *EnvironmentView) { v.One = nil }),
		one("first", func(_ *SoftwareView, e *EnvironmentView) {
			*e = EnvironmentView{Name: "r", Title: "R", Path: "/env/r", URL: "/hub/software/env/r", Elsewhere: longTitle, Job: &JobLink{URL: "/hub/software/job/abc", By: "mia"}}
		}),
		one("over", func(v *SoftwareView, e *EnvironmentView) {
			v.All = []EnvironmentLink{{"Python", "/hub/software/env/python", true}, {longTitle, "/hub/software/env/long", false}}
			e.Draft.Over, e.Draft.Base, e.Draft.Since, e.Draft.Reverted, e.Query, e.Packages = true, 7, 7, changesView(sampleChanges(3)[1:]), "pan", e.Packages[:3]
			e.Others = []DraftView{{User: longName, Base: 7, Since: 7, Current: 8, Over: true, Created: ago(time.Hour), Changes: changesView(sampleChanges(14))}, {User: "ben", Base: 7, Since: 8, Made: 8, Current: 8, Created: ago(time.Minute)}}
		}),
		one("wrong", func(v *SoftwareView, e *EnvironmentView) {
			v.Build.Open, v.Build.Typed = true, Typed{From: fromGit, URL: "https://git.example.org/class/" + strings.Repeat("course", 20) + ".git", Ref: "-x", Packages: "numpy", Why: "x", Fresh: true, Errors: map[string]string{"ref": `"-x" is not a branch, a tag or a commit.`}}
			v.Add.Open, v.Add.Typed = true, Typed{From: fromConda, Conda: "dependencies:\n  - pandas\n", Name: "Python 3", Errors: map[string]string{"name": `"Python 3" cannot name an environment.`}}
			e.Draft, e.Stale = &DraftView{Own: true, Problem: "The folder of the environment python cannot be used."}, true
		}),
		one("wrong-names", func(v *SoftwareView, e *EnvironmentView) {
			v.Build.Open, v.Build.Typed = true, Typed{From: fromNames, Packages: "--index-url", Errors: map[string]string{"packages": `"--index-url" is not the name of a package. Name packages as pip does: pandas, or pandas==2.1.`}}
		}),
		one("harm", func(_ *SoftwareView, e *EnvironmentView) {
			e.Given = []string{"Everybody has it for whom nobody chose another.", "The groups " + string(longGroup) + " and Physics-11 have it.", "Chosen by name for ada and ben.", "Every server with Studio has it."}
			e.Current.Forced, e.Back = "Notebook does not start; packages do not fit together", 7
		}),
		one("done", func(_ *SoftwareView, e *EnvironmentView) {
			e.Draft, e.Stale = &DraftView{Own: true, Done: true, Made: 8, Current: 8}, true
		}))
}

func jobSamples() []sample {
	v := JobView{Frame: sampleFrame("Work on the software", "/hub/software", teacher()), URL: "/hub/software/job/abcdefghij", Title: "Python", Software: "/hub/software/env/python",
		Kind: environment.KindPublish, By: "ms.okafor", Why: "pandas for tomorrow's class", Started: ago(20 * time.Second), Lines: []string{"Copying what was changed.", "40312 files, 2.1 GiB.", "Checking: JupyterLab, kernels, packages.", "ok: JupyterLab starts"},
		Next: 4, Findings: []environment.Finding{{What: "JupyterLab starts", OK: true}}}
	v.Me.Software, v.MayCancel, v.Heading, v.Doing = true, true, "Publishing your draft", "The draft is copied, and the copy is checked: the app starts, kernels compute, packages fit together. Only then everybody has it, from the next start of their server on."
	job := func(name string, change func(*JobView)) sample {
		return sample{"job-" + name, PageJob, with(v, change)}
	}
	return append(refusedSamples(job),
		job("works", func(*JobView) {}),
		job("build", func(v *JobView) {
			v.Heading, v.Kind, v.Findings, v.Why = "Building Python", environment.KindBuild, nil, ""
			v.Cut, v.Lines = true, []string{"Installing pandas.", "Downloading " + strings.Repeat("pandas", 60) + ".whl"}
		}),
		job("done", func(v *JobView) {
			v.Heading, v.Ended, v.Made, v.Still, v.Older, v.Restart = "Published: generation 8", true, 8, true, 12, true
			v.Findings = append(v.Findings, environment.Finding{What: "the kernel Python 3 computes", OK: true}, environment.Finding{What: "the packages fit together", OK: true})
		}),
		job("done-own", func(v *JobView) {
			v.Heading, v.Ended, v.Made, v.Still, v.Has = "Published: generation 8", true, 8, true, true
		}),
		job("done-late", func(v *JobView) { v.Heading, v.Ended, v.Made = "Published: generation 8", true, 8 }),
		job("stopping", func(v *JobView) {
			v.Heading, v.Cancelled, v.MayCancel, v.Doing = "Stopping", "mia", false, "It ends in a moment. Nothing changes for anybody."
		}),
		job("cancelled", func(v *JobView) {
			v.Ended, v.Heading, v.Cancelled, v.Draft = true, "Stopped: nothing changed for anybody", "mia", "/hub/software/env/python#draft"
		}),
		job("removed", func(v *JobView) { v.Ended, v.Heading, v.Kind, v.Why = true, "R is removed", environment.KindRemove, "" }),
		job("built-before", func(v *JobView) {
			v.Ended, v.Heading, v.Kind, v.Made, v.Still, v.Before, v.Again = true, "Nothing to do: it is built already", environment.KindBuild, 8, true, true, "/hub/software/env/python?again=abc#build"
		}),
		job("forced", func(v *JobView) {
			v.Ended, v.Heading, v.Made, v.Still, v.Forced, v.Back = true, "Published: generation 9", 9, true, "Notebook does not start; packages do not fit together", 8
		}),
		job("tried", func(v *JobView) {
			v.Kind, v.Ended, v.Heading, v.Draft = environment.KindTry, true, "The draft is all right", "/hub/software/env/python#draft"
		}),
		job("failed", func(v *JobView) {
			v.Heading, v.Again = "Nothing was published", "/hub/software/env/python?again=abc#build"
			v.Kind, v.Ended, v.Failed, v.Hint, v.Findings = environment.KindBuild, true, "The build failed: /env/python/bin/python3 -m pip install ended with status 1.", "The end of its output says why. Nothing was changed for anybody.", nil
		}))
}

func refusedSamples(job func(string, func(*JobView)) sample) []sample {
	return []sample{
		job("refused", func(v *JobView) {
			refusedSample(v)
			v.Mend = &MendView{User: "ms.okafor", Own: true, Named: true, Server: "/user/ms.okafor/", Commands: []string{"pip uninstall -y toads", "pip install numpy==1.26.4"}}
		}),
		job("refused-all", func(v *JobView) {
			refusedSample(v)
			v.Mend = &MendView{User: longName, More: 12, Commands: []string{"pip uninstall -y" + strings.Repeat(" jupyterlab-widgets", 30)}}
			v.Draft = ""
		}),
		job("refused-files", func(v *JobView) {
			refusedSample(v)
			v.Mend = &MendView{User: "ms.okafor", Own: true}
		}),
		job("refused-build", func(v *JobView) {
			refusedSample(v)
			v.Kind, v.Draft, v.Again = environment.KindBuild, "", "/hub/software/env/python?again=abc#build"
		}),
	}
}

func refusedSample(v *JobView) {
	v.Ended, v.Heading, v.Refused, v.Failed, v.Draft = true, "Nothing was published", true, "The checks found: the kernel Python 3 does not compute.", "/hub/software/env/python#draft"
	v.Force = "/hub/software/env/python/publish?user=mia"
	v.Findings = append(v.Findings, environment.Finding{What: "the kernel Python 3 does not compute", Detail: "Traceback (most recent call last):\n  File \"/env/python/lib/python3.13/site-packages/numpy/__init__.py\", line 1\nImportError: " + strings.Repeat("no", 200)})
}

// renewalSamples are of the pages that tell of new software.
func renewalSamples() []sample {
	renewal := &RenewalView{By: "mia", At: ago(29 * time.Minute), Changes: "pandas 2.1.4 added", Why: "for tomorrow's class"}
	return []sample{
		sampleHome("renewed", sampleServer(commonhall.Ready), func(v *HomeView) { v.Renewal = renewal }),
		sampleHome("taken-back", sampleServer(commonhall.Ready), func(v *HomeView) {
			v.Renewal = &RenewalView{By: string(longName), At: ago(99 * time.Hour), Back: true, Changes: inWords(sampleChanges(40)), Why: strings.Repeat("why", 60)}
		}),
		sampleHome("draft", sampleServer(commonhall.Ready), func(v *HomeView) {
			v.Me = teacher()
			v.Me.Software = true
			v.Draft = &DraftNote{Title: "Python", URL: "/hub/software/env/python", Since: renewal}
		}),
		sampleHome("draft-gone", sampleServer(commonhall.Ready), func(v *HomeView) { v.Draft = &DraftNote{Title: longTitle, URL: "/hub/software/env/python", Gone: true} }),
		sampleHome("draft-failed", sampleServer(commonhall.Failed), func(v *HomeView) { v.Trouble = &TroubleView{Draft: true} }),
		sampleHome("own", sampleServer(commonhall.Ready), func(v *HomeView) { v.Own = &OwnView{Place: "~/.env/python", Runs: true} }),
		sampleHome("own-away", sampleServer(commonhall.Ready), func(v *HomeView) { v.Own = &OwnView{Place: "~/.env/python", Runs: true, Away: true} }),
		sampleHome("own-away-failed", sampleServer(commonhall.Failed), func(v *HomeView) {
			v.Own, v.Trouble = &OwnView{Place: "~/.env/python", Away: true}, &TroubleView{Own: "~/.env/python", New: &RecentView{GenerationRow: sampleGenerations()[2], Gone: true}}
		}),
		{"spawn-pending-new-failed", PageSpawnPending, SpawnPendingView{Frame: sampleFrame("Your server", "/hub/spawn-pending/ada", pupil()), Server: sampleServer(commonhall.Failed), App: "notebook",
			Trouble: &TroubleView{Own: "~/.env/python", New: &RecentView{GenerationRow: sampleGenerations()[0]}}}},
		{"spawn-pending-draft-failed", PageSpawnPending, SpawnPendingView{Frame: sampleFrame("Your server", "/hub/spawn-pending/ada", pupil()), Server: sampleServer(commonhall.Failed), App: "notebook", Trouble: &TroubleView{Draft: true}}},
		sampleHome("which", sampleServer(commonhall.Ready), func(v *HomeView) {
			v.Which = &WhichView{Own: true, Title: "Python", Generation: 8, Runs: true, Why: "because " + string(longGroup) + " has it; 10b has statistics, but " + string(longGroup) + " was made later", Next: "Statistics"}
		}),
		sampleHome("news", sampleServer(commonhall.Stopped), func(v *HomeView) { v.News = renewal }),
		{"not-running-news", PageNotRunning, NotRunningView{Frame: sampleFrame("Not running", "/hub/user/ada", pupil()), Server: sampleServer(commonhall.Stopped), Next: "/user/ada/tree",
			News: &RenewalView{By: string(longName), At: ago(99 * time.Hour), Back: true, Changes: inWords(sampleChanges(40))}}},
		sampleHome("which-off", sampleServer(commonhall.Stopped), func(v *HomeView) {
			v.Which = &WhichView{Own: true, Title: "Python", Generation: 8, Why: "because nobody chose another for you"}
		}),
		{"person", PagePerson, PersonView{Ways: []WayRow{{ID: 3, Title: "School account", Shown: "ada.lovelace@example.org"}}, Providers: []Way{{Name: "school", Title: "School account"}}, Frame: sampleFrame("ada", "/hub/admin", teacher()), Row: samplePeople()[0], Groups: []commonhall.Membership{{Group: "Physics-11"}, {Group: longGroup, Teacher: true}},
			Software: &WhichView{Title: "Python", Generation: 8, Draft: true, Runs: true, Why: "because Physics-11 has it"}, Limits: sampleLimits()}},
		{"person-none", PagePerson, PersonView{Frame: sampleFrame("ada", "/hub/admin", teacher()), Row: samplePeople()[3], Software: &WhichView{Why: "because it was chosen for dmitri"}}},
		{"confirm-over", PageConfirm, ConfirmView{Frame: sampleFrame("Publish", "/hub/software/env/python/publish", teacher()), Heading: "Publish your draft?", Action: "/hub/software/env/python/publish", Button: "Publish, and take that back",
			Back: "/hub/software/env/python", Hidden: []Hidden{{"user", "ada"}, {"over", "8"}, {"why", "x"}}, Lines: []string{"The draft began on generation 7. Since then mia published generation 8, which everybody has now. To publish the draft takes back what that changed."}}},
		{"confirm-force", PageConfirm, ConfirmView{Frame: sampleFrame("Publish", "/hub/software/env/python/publish", teacher()), Heading: "Give everybody what the checks refused?", Action: "/hub/software/env/python/publish", Button: "Publish all the same",
			Back: "/hub/software/env/python#draft", Safe: "Back to the draft", Hidden: []Hidden{{"user", "ada"}, {"force", "1"}, {"why", "x"}}, Lines: []string{
				"Every server that starts from now on gets this draft, although the checks refused it. Its people may not be able to work until somebody goes back.", "2 servers run now. They keep what they have until they restart.",
				"The checks found: Notebook does not start; packages do not fit together.", "It brings: toads 2.0 added.", "It is checked again, and published whatever is found. To take it back, press “Go back to generation 3” on the page of the software: that takes a second."}}},
	}
}
