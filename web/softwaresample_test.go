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
	one := &EnvironmentView{Title: "Python", Path: "/env/python", URL: "/hub/software/env/python", Count: 312, Older: 12, Current: &rows[1], Kept: rows,
		Gone:  []GenerationRow{{Number: 3, By: "mia", Why: "sympy", At: ago(80 * 24 * time.Hour), Changes: "sympy 1.13 added", Base: 2, Packages: 40, Size: "300 MiB"}},
		Draft: &DraftView{User: "ms.okafor", Own: true, Base: 8, Since: 8, Current: 8, Created: ago(20 * time.Minute), Changes: changesView(sampleChanges(30))}}
	for i := range 312 {
		one.Packages = append(one.Packages, commonhall.Package{Manager: []string{"pip", "pip", "npm"}[i%3], Name: fmt.Sprintf("package-%d", i), Version: "1.2.3"})
	}
	return one
}

func softwareSamples() []sample {
	v := SoftwareView{Frame: sampleFrame("Software", "/hub/software", teacher()), MayAdd: true, One: sampleEnvironment()}
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
			*e = EnvironmentView{Title: "R", Path: "/env/r", URL: "/hub/software/env/r", Job: &JobLink{URL: "/hub/software/job/abc", By: "mia"}}
		}),
		one("over", func(v *SoftwareView, e *EnvironmentView) {
			v.All = []EnvironmentLink{{"Python", "/hub/software/env/python", true}, {longTitle, "/hub/software/env/long", false}}
			e.Draft.Over, e.Draft.Base, e.Draft.Since, e.Draft.Reverted, e.Query, e.Packages = true, 7, 7, changesView(sampleChanges(3)[1:]), "pan", e.Packages[:3]
			e.Others = []DraftView{{User: longName, Base: 7, Since: 7, Current: 8, Over: true, Created: ago(time.Hour), Changes: changesView(sampleChanges(14))}, {User: "ben", Base: 7, Since: 8, Made: 8, Current: 8, Created: ago(time.Minute)}}
		}),
		one("wrong", func(v *SoftwareView, e *EnvironmentView) {
			v.Problem = `"--index-url" is not the name of a package. Name packages as pip does: pandas, or pandas==2.1.`
			v.Typed = Typed{Packages: "--index-url", Requirements: "pandas\n", Why: "x", Fresh: true}
			v.AddError, v.AddName = `"Python 3" cannot name an environment.`, "Python 3"
			e.Draft, e.Stale = &DraftView{Own: true, Problem: "The folder of the environment python cannot be used."}, true
		}),
		one("done", func(_ *SoftwareView, e *EnvironmentView) {
			e.Draft, e.Stale = &DraftView{Own: true, Done: true, Made: 8, Current: 8}, true
		}))
}

func jobSamples() []sample {
	v := JobView{Frame: sampleFrame("Work on the software", "/hub/software", teacher()), URL: "/hub/software/job/abcdefghij", Title: "Python", Software: "/hub/software/env/python",
		Kind: environment.KindPublish, By: "ms.okafor", Why: "pandas for tomorrow's class", Started: ago(20 * time.Second), Lines: []string{"Copying what was changed.", "40312 files, 2.1 GiB.", "Checking: JupyterLab, kernels, packages.", "ok: JupyterLab starts"},
		Next: 4, Findings: []environment.Finding{{What: "JupyterLab starts", OK: true}}}
	v.Me.Software = true
	job := func(name string, change func(*JobView)) sample {
		return sample{"job-" + name, PageJob, with(v, change)}
	}
	return []sample{
		job("works", func(*JobView) {}),
		job("build", func(v *JobView) {
			v.Kind, v.Findings, v.Why = environment.KindBuild, nil, ""
			v.Cut, v.Lines = true, []string{"Installing pandas.", "Downloading " + strings.Repeat("pandas", 60) + ".whl"}
		}),
		job("done", func(v *JobView) {
			v.Ended, v.Made, v.Still, v.Older, v.Restart = true, 8, true, 12, true
			v.Findings = append(v.Findings, environment.Finding{What: "the kernel Python 3 computes", OK: true}, environment.Finding{What: "the packages fit together", OK: true})
		}),
		job("done-own", func(v *JobView) { v.Ended, v.Made, v.Still, v.Has = true, 8, true, true }),
		job("done-late", func(v *JobView) { v.Ended, v.Made = true, 8 }),
		job("refused", func(v *JobView) {
			v.Ended, v.Failed, v.Hint, v.Refused = true, "The checks found: the kernel Python 3 does not compute.", "Everybody keeps what they have. Mend it in the server that has the draft, then try again.", "/hub/software/env/python/publish?user=mia"
			v.Findings = append(v.Findings, environment.Finding{What: "the kernel Python 3 does not compute", Detail: "Traceback (most recent call last):\n  File \"/env/python/lib/python3.13/site-packages/numpy/__init__.py\", line 1\nImportError: " + strings.Repeat("no", 200)})
		}),
		job("tried", func(v *JobView) { v.Kind, v.Ended = environment.KindTry, true }),
		job("failed", func(v *JobView) {
			v.Kind, v.Ended, v.Failed, v.Hint, v.Findings = environment.KindBuild, true, "The build failed: /env/python/bin/python3 -m pip install ended with status 1.", "The end of its output says why. Nothing was changed for anybody.", nil
		}),
	}
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
		{"confirm-publish", PageConfirm, ConfirmView{Frame: sampleFrame("Publish", "/hub/software/env/python/publish", teacher()), Heading: "Publish your draft?", Action: "/hub/software/env/python/publish", Button: "Publish all the same",
			Back: "/hub/software/env/python", Field: "user", Value: "ada", Hidden: []Hidden{{"force", "1"}, {"why", "x"}}, Lines: []string{"The checks found: the kernel Python 3 does not compute."}}},
	}
}
