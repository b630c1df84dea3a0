package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/server"
)

// What the settings ask of a start (servers.options), as fields of the forms that start a
// server. A link can fill them in, and starts nothing (decision 055).

// OptionsView are the questions of a form.
type OptionsView struct {
	Fields []OptionField
	Said   string // what a link asked for and is not filled in, in a sentence
	picks  bool   // an answer decides about the app
}

// OptionField is one question.
type OptionField struct {
	ID, Name, Title, Help string
	Type                  string // choice, text, number or checkbox
	Answer                string // what is filled in
	Choices               []OptionChoice
	Min, Max              string
	Most                  int // characters of a text
}

// OptionChoice is one answer to choose.
type OptionChoice struct {
	Value, Title string
	Selected     bool
}

// SpawnView is the page of a server that does not run, where its start is asked for.
type SpawnView struct {
	Frame
	Server  ServerView
	Apps    []AppChoice
	Options *OptionsView
	Next    string // where to go once it runs; empty for the app itself
}

const optionPrefix = "opt-"

// options are the questions for a start of s, nil for none. The ids of their fields begin
// with id. What was asked for, in an address or a form, is filled in where it may be answered.
func (d *Door) options(v *visit, s commonhall.Server, id string, asked url.Values) (*OptionsView, error) {
	offers, err := d.servers.Offers(v.Context(), v.id.User, s.Key(), s.App)
	if err != nil || len(offers) == 0 {
		return nil, err
	}
	view := &OptionsView{}
	for _, o := range offers {
		f := OptionField{ID: id + "option-" + o.Name, Name: optionPrefix + o.Name, Title: o.Title, Help: o.Help, Type: orElse(o.Type, "choice"), Answer: o.Answer,
			Min: strconv.Itoa(o.Min), Max: strconv.Itoa(o.Max), Most: server.MaxAnswer}
		if all := asked[f.Name]; len(all) > 0 {
			text := all[len(all)-1]
			if _, hint := o.Read(text); hint == "" {
				f.Answer = text
			} else if view.Said == "" {
				view.Said = "“" + cut(text, 60) + "” is no answer to “" + o.Title + "” that you can give."
			}
		}
		for _, c := range o.Choices {
			f.Choices = append(f.Choices, OptionChoice{c.Value, c.Title, c.Value == f.Answer})
			view.picks = view.picks || c.App != ""
		}
		view.Fields = append(view.Fields, f)
	}
	return view, nil
}

// cut shortens what a stranger wrote.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// offer puts before the apps the one that goes with an answer, and selects what the address
// asks for.
func (o *OptionsView) offer(v *visit, apps []AppChoice) []AppChoice {
	if o != nil && o.picks && len(apps) > 0 {
		for i := range apps {
			apps[i].Selected = false
		}
		apps = append([]AppChoice{{Title: "As you choose below", Icon: "app", Selected: true}}, apps...)
	}
	asked := commonhall.AppName(v.URL.Query().Get(optionPrefix + "app"))
	if asked != "" && slices.ContainsFunc(apps, func(a AppChoice) bool { return a.Name == asked }) {
		for i := range apps {
			apps[i].Selected = apps[i].Name == asked
		}
	}
	return apps
}

// answers are what a form says to the questions; nil where it asked none.
func (v *visit) answers() json.RawMessage {
	out := map[string]string{}
	for name, all := range v.PostForm {
		if name, ok := strings.CutPrefix(name, optionPrefix); ok && name != "app" && name != "manner" {
			out[name] = all[len(all)-1] // a box that is ticked comes after what stands for one that is not
		}
	}
	if len(out) == 0 {
		return nil
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil // there are texts in it alone
	}
	return b
}

// spawnFront leads to the page with the button, or is it where something is asked.
func (d *Door) spawnFront(v *visit) error {
	s, err := d.servers.Get(v.Context(), v.key())
	if err != nil {
		return err
	}
	view, err := d.options(v, s, "", v.URL.Query())
	switch {
	case err != nil:
		return err
	case view == nil || s.State.Active():
		return d.front(v)
	}
	return d.ask(v, http.StatusOK, s, view, safeNext(v.URL.Query().Get("next")), "")
}

// ask shows the form that starts s.
func (d *Door) ask(v *visit, status int, s commonhall.Server, options *OptionsView, next, problem string) error {
	view := SpawnView{Frame: d.frame(v, "Start"), Server: d.serverView(s), Options: options, Next: next}
	view.Problem = problem
	apps, err := d.choices(v, s.App)
	if err != nil {
		d.log.Warn("cannot list the apps", "error", err) // a start takes the default
	}
	view.Apps = options.offer(v, apps)
	return d.render(v, status, PageSpawn, view)
}

// askAgain shows the form anew to whom a start was refused for an answer: the settings, their groups or
// their limits may be others than when it was shown.
func (d *Door) askAgain(v *visit, key commonhall.ServerKey, refused error) error {
	var why *commonhall.Error
	if !errors.As(refused, &why) || why.Kind != commonhall.InvalidArgument || v.answers() == nil {
		return refused
	}
	s, err := d.servers.Get(v.Context(), key)
	if err != nil {
		return refused
	}
	view, err := d.options(v, s, "", v.PostForm)
	if err != nil || view == nil {
		return refused
	}
	view.Said = ""
	return d.ask(v, http.StatusBadRequest, s, view, safeNext(v.PostFormValue("next")), strings.TrimSpace(why.Msg+" "+why.Hint))
}

// another is where a server that does not exist is made, with what the address says of it.
func another(v *visit, name commonhall.ServerName) string {
	q := url.Values{"server": {string(name)}}
	for key, all := range v.URL.Query() {
		if strings.HasPrefix(key, optionPrefix) && len(key)+len(all[0]) < 300 {
			q.Set(key, all[0])
		}
	}
	return "/hub/home?" + q.Encode() + "#another"
}

// Asks reports whether something is asked of a start, which then takes a page of its own.
func (v HomeView) Asks() bool {
	return v.Another != nil && v.Another.Options != nil || v.Options != nil
}
