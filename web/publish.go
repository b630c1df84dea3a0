package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/environment"
)

// Publishing, and what is asked before something is published that takes something back,
// or that the checks have refused.

func (d *Door) publish(v *visit, e commonhall.Environment) error {
	p := environment.Publication{Environment: e.Name, User: owner(v), By: string(v.id.User.Name), Why: strings.TrimSpace(v.PostFormValue("why")), Force: v.PostFormValue("force") == "1"}
	if p.Why == "" && p.User != v.id.User.Name {
		p.Why = "the draft of " + string(p.User)
	}
	p.Over, _ = strconv.Atoi(v.PostFormValue("over"))
	diff, err := d.cfg.Environments.Draft(v.Context(), e.Name, p.User)
	if err == nil && diff.Over && !diff.Empty && !diff.Done && p.Over != diff.Current {
		return seeOther(v, publishURL(e.Name, p.User, p.Why, v.PostFormValue("job")))
	}
	j, err := d.cfg.Environments.Publish(v.Context(), p)
	return begun(v, j, noDraft(v, err))
}

// publishURL is where one is asked before a draft is published that takes something
// back, or in which the checks of a job found something.
func publishURL(name commonhall.EnvironmentName, user commonhall.UserName, why, job string) string {
	q := url.Values{"user": {string(user)}}
	if why != "" {
		q.Set("why", why)
	}
	if job != "" {
		q.Set("job", job)
	}
	return softwareURL(name) + "/publish?" + q.Encode()
}

func (d *Door) confirmPublish(v *visit, e commonhall.Environment) error {
	q, user := v.URL.Query(), owner(v)
	diff, err := d.cfg.Environments.Draft(v.Context(), e.Name, user)
	if err != nil {
		return noDraft(v, err)
	}
	view := ConfirmView{Heading: "Publish the draft of " + string(user) + "?", Button: "Publish", Hidden: []Hidden{{"user", string(user)}, {"why", q.Get("why")}}}
	if user == v.id.User.Name {
		view.Heading = "Publish your draft?"
	}
	view.Lines = []string{"It brings: " + inWords(diff.Changes) + "."}
	if diff.Over && !diff.Empty && !diff.Done {
		view.Button, view.Hidden = "Publish, and take that back", append(view.Hidden, Hidden{"over", strconv.Itoa(diff.Current)})
		view.Lines = []string{d.whatItTakesBack(v, e, diff), "Compared with what everybody has now: " + inWords(diff.Reverted) + ".",
			"To have both instead: discard the draft, restart the server, and install again."}
	}
	if p, ok := d.refusedJob(q.Get("job"), e.Name, environment.KindPublish); ok && p.User == user {
		view.Hidden = append(view.Hidden, Hidden{"force", "1"}, Hidden{"job", p.ID})
		return d.confirmForce(v, e, p, view, softwareURL(e.Name)+"#draft", "Back to the draft")
	}
	view.Frame, view.Action, view.Back = d.frame(v, view.Heading), v.URL.Path, softwareURL(e.Name)
	view.Path = "/hub/software"
	return d.render(v, http.StatusOK, PageConfirm, view)
}

// confirmForce asks before everybody gets what the checks of a job refused. The page
// begins with what that is for everybody, and the way out comes first.
func (d *Door) confirmForce(v *visit, e commonhall.Environment, p environment.Progress, view ConfirmView, back, safe string) error {
	running, err := d.runningServers(v, e)
	if err != nil {
		return err
	}
	what := "this draft"
	if p.Kind == environment.KindBuild {
		what = "this build"
	}
	lines := []string{"Every server that starts from now on gets " + what + ", although the checks refused it. Its people may not be able to work until somebody goes back."}
	switch {
	case running == 1:
		lines = append(lines, "One server runs now. It keeps what it has until it restarts.")
	case running > 1:
		lines = append(lines, fmt.Sprintf("%d servers run now. They keep what they have until they restart.", running))
	}
	lines = append(append(lines, "The checks found: "+badFindings(p)+"."), view.Lines...)
	last := "It is checked again, and published whatever is found."
	if e.Current > 0 {
		last += fmt.Sprintf(" To take it back, press “Go back to generation %d” on the page of the software: that takes a second.", e.Current)
	}
	view.Heading, view.Lines, view.Button = "Give everybody what the checks refused?", append(lines, last), "Publish all the same"
	view.Frame, view.Action, view.Back, view.Safe = d.frame(v, view.Heading), v.URL.Path, back, safe
	view.Path = "/hub/software"
	return d.render(v, http.StatusOK, PageConfirm, view)
}

// runningServers is how many servers have an environment now, without those that have a
// draft of it.
func (d *Door) runningServers(v *visit, e commonhall.Environment) (n int, err error) {
	all, err := d.servers.InUse(v.Context())
	for _, sw := range all {
		if sw.Environment == e.Name && sw.Draft == "" {
			n++
		}
	}
	return n, err
}

// whatItTakesBack names the generation that somebody published meanwhile.
func (d *Door) whatItTakesBack(v *visit, e commonhall.Environment, diff environment.Difference) string {
	by := "somebody"
	all, err := d.cfg.Environments.Generations(v.Context(), e.Name)
	for _, g := range all {
		if err == nil && g.Number == diff.Current {
			by = plain(g.By, 80)
		}
	}
	return fmt.Sprintf("The draft began on generation %d. Since then %s published generation %d, which everybody has now. To publish the draft takes back what that changed.", diff.Draft.Base, by, diff.Current)
}
