package server

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/config"
)

// What is asked of a start (decision 055). The settings declare it, user_options of the
// server's record hold the answers; keys that nobody declared are kept and mean nothing.
// Answers lower the limits of a run, and never raise them. They are measured again at each
// start: by what is declared then, and by the groups and limits that its person has then.

// MaxAnswer is how many characters the answer to a text may have.
const MaxAnswer = config.MaxOptionText

// Offer is an option as one person may answer it.
type Offer struct {
	config.Option                   // of its choices those that they may choose
	Answer        string            // the last one, or the default; true or false for a checkbox
	tooMuch       map[string]string // of choices: why their limits do not allow them
}

// picked is what the answers mean for a run.
type picked struct {
	options json.RawMessage
	memory  int64
	cpu     float64
	app     commonhall.AppName
	environ []string
}

// Offers returns what is asked of a start of one of u's servers with an app, each with the
// answer that is taken where none is given.
func (m *Manager) Offers(ctx context.Context, u commonhall.User, key commonhall.ServerKey, app commonhall.AppName) ([]Offer, error) {
	if len(m.cfg.Options) == 0 {
		return nil, nil
	}
	last, err := m.Get(ctx, key)
	if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
		return nil, err
	}
	held, err := m.LimitsFor(ctx, u, m.App(app))
	if err != nil {
		return nil, err
	}
	all, err := m.offers(ctx, u, held)
	answers := object(last.Options)
	for i := range all {
		if text, ok := all[i].text(answers[all[i].Name]); ok {
			if _, hint := all[i].Read(text); hint == "" {
				all[i].Answer = text
			}
		}
	}
	return slices.DeleteFunc(all, func(o Offer) bool { return o.IsChoice() && len(o.Choices) == 0 }), err
}

// offers are all options, each with the choices that u may choose and its default.
func (m *Manager) offers(ctx context.Context, u commonhall.User, held []Held) ([]Offer, error) {
	in := map[string]bool{}
	if m.cfg.Groups != nil {
		all, err := m.cfg.Groups.Memberships(ctx, u.Name)
		if err != nil {
			return nil, err
		}
		for _, g := range all[u.Name] {
			in[string(g.Group)] = true
		}
	}
	out := make([]Offer, len(m.cfg.Options))
	for i, o := range m.cfg.Options {
		offer := Offer{Option: o, tooMuch: map[string]string{}}
		offer.Choices = nil
		for _, c := range o.Choices {
			if len(c.Groups) > 0 && !slices.ContainsFunc(c.Groups, func(g string) bool { return in[g] }) {
				continue
			}
			if why := above(c, held); why != "" {
				offer.tooMuch[c.Value] = why
				continue
			}
			offer.Choices = append(offer.Choices, c)
		}
		offer.Answer = offer.usual()
		out[i] = offer
	}
	return out, nil
}

// usual is the answer of who gives none.
func (o Offer) usual() string {
	if _, hint := o.Read(o.Default); o.Default != "" && hint == "" {
		return o.Default
	}
	switch {
	case o.IsChoice() && len(o.Choices) > 0:
		return o.Choices[0].Value
	case o.Type == "number":
		return strconv.Itoa(o.Min)
	case o.Type == "checkbox":
		return "false"
	}
	return ""
}

// above says which limit a choice is above; "" where it is above none.
func above(c config.Choice, held []Held) string {
	for _, h := range held {
		want := map[commonhall.LimitName]float64{commonhall.LimitMemory: float64(c.Memory), commonhall.LimitCPU: c.CPU}[h.Limit]
		if want > 0 && h.Value > 0 && want > h.Value {
			return "it takes " + LimitWords(h.Limit, want) + " of " + string(h.Limit) + ", and the limit is " + h.Words() + " (" + h.Origin.Words() + ")"
		}
	}
	return ""
}

// text returns an answer in JSON as a form would send it, which is taken for it too: commands
// and addresses know texts alone.
func (o Offer) text(raw json.RawMessage) (string, bool) {
	var text string
	if json.Unmarshal(raw, &text) == nil && string(raw) != "null" {
		return text, true
	}
	bare := string(bytes.TrimSpace(raw))
	return bare, o.Type == "number" && bare != "" && bare != "null" || o.Type == "checkbox" && (bare == "true" || bare == "false")
}

// take reads an answer, in JSON, of somebody. One that was given before, and does not fit any more, is
// as good as none.
func (o Offer) take(whose commonhall.UserName, raw json.RawMessage, given, strict bool) (text string, err error) {
	if !given {
		return o.Answer, nil
	}
	text, ok := o.text(raw)
	hint := "It is a text."
	if _, h := o.Read(text); ok {
		hint = h
	} else if o.Type == "number" || o.Type == "checkbox" {
		_, hint = o.Read("?")
	}
	if ok && hint == "" {
		return text, nil
	}
	if !strict {
		return o.Answer, nil
	}
	if o.IsChoice() {
		hint = "There is nothing that " + string(whose) + " may choose: leave it out."
		if len(o.Choices) > 0 {
			_, hint = o.Read("\x00")
		}
		if why := o.tooMuch[text]; ok && why != "" {
			return "", commonhall.Errorf(commonhall.InvalidArgument, "%s cannot be chosen for %s: %s.", o.Name+"="+text, string(whose), why).WithHint(hint)
		}
	}
	return "", commonhall.Errorf(commonhall.InvalidArgument, "%s is no answer to the option %s that %s may give.", shown(raw), o.Name, string(whose)).WithHint(hint)
}

// shown is an answer as it can be repeated.
func shown(raw json.RawMessage) string {
	text := []rune(printable(string(raw)))
	if len(text) > 60 {
		return string(text[:60]) + "…"
	}
	return string(text)
}

// pick reads the answers of a start. Those that strict has were given just now, and must fit.
func (m *Manager) pick(ctx context.Context, u commonhall.User, held []Held, options, strict json.RawMessage) (p picked, err error) {
	p.options = options
	if len(m.cfg.Options) == 0 {
		return p, nil
	}
	all, err := m.offers(ctx, u, held)
	if err != nil {
		return p, err
	}
	answers, now := object(options), object(strict)
	for _, o := range all {
		raw, given := answers[o.Name]
		_, fresh := now[o.Name]
		text, err := o.take(u.Name, raw, given, fresh)
		if err != nil {
			return p, err
		}
		if o.IsChoice() && len(o.Choices) == 0 {
			delete(answers, o.Name)
			continue
		}
		value, _ := o.Read(text)
		answers[o.Name] = written(value)
		p.take(o, fmt.Sprint(value)) // as it is read: a program may take 007 for another number
	}
	p.options = written(answers)
	return p, nil
}

// allots is what a start of u's gets by their limits and answers, which said then has.
func (m *Manager) allots(c command, u commonhall.User, said *said) (picked, commonhall.Limits, map[commonhall.LimitName]commonhall.Origin, error) {
	held, err := m.LimitsFor(c.ctx, u, *c.start)
	if err != nil {
		return picked{}, commonhall.Limits{}, nil, err
	}
	p, err := m.pick(c.ctx, u, held, said.options, c.wish.Options)
	limits, origins := inForce(p.lower(held))
	said.options = p.says(c.start.Name)
	return p, limits, origins, err
}

// take adds what an answer means.
func (p *picked) take(o Offer, text string) {
	if o.Variable != "" {
		p.environ = append(p.environ, o.Variable+"="+text)
	}
	for _, c := range o.Choices {
		if !o.IsChoice() || c.Value != text {
			continue
		}
		p.memory, p.cpu = least(p.memory, int64(c.Memory)), least(p.cpu, c.CPU)
		p.app = cmp.Or(commonhall.AppName(c.App), p.app)
		for _, name := range slices.Sorted(maps.Keys(c.Environment)) {
			p.environ = append(p.environ, name+"="+c.Environment[name])
		}
	}
}

// least is the lower of two bounds, of which 0 is none.
func least[N cmp.Ordered](a, b N) N {
	var none N
	if a == none || b != none && b < a {
		return b
	}
	return a
}

// lower returns what holds with what was chosen.
func (p picked) lower(held []Held) []Held {
	return capped(held, map[commonhall.LimitName]float64{commonhall.LimitMemory: float64(p.memory), commonhall.LimitCPU: p.cpu})
}

// asChosen lowers what holds for a run to what was chosen at its start, whatever is declared
// by now.
func asChosen(run commonhall.Server, held []Held) []Held {
	caps := map[commonhall.LimitName]float64{}
	for name, o := range run.Origins {
		if o.By == byOption {
			caps[name] = run.Limits.Get(name)
		}
	}
	return capped(held, caps)
}

const byOption = "option"

func capped(held []Held, caps map[commonhall.LimitName]float64) []Held {
	held = slices.Clone(held)
	for i, h := range held {
		if most := caps[h.Limit]; most > 0 && (h.Value == 0 || most <= h.Value) {
			held[i] = Held{Limit: h.Limit, Value: most, Origin: commonhall.Origin{By: byOption}}
		}
	}
	return held
}

// says are the options for the record: where they name an app it is the one that runs.
func (p picked) says(app commonhall.AppName) json.RawMessage {
	answers := object(p.options)
	var name commonhall.AppName
	if raw, ok := answers["app"]; !ok || json.Unmarshal(raw, &name) == nil && name == app {
		return p.options
	}
	answers["app"] = written(app)
	return written(answers)
}

// appFor is the app of a start: the one that is asked for, that of an answer which is given,
// that of last time, that of an answer which is not given, or the default one of its person.
func (m *Manager) appFor(ctx context.Context, key commonhall.ServerKey, before commonhall.Server, w Wish) (commonhall.App, error) {
	names := []commonhall.AppName{w.App}
	var chosen commonhall.AppName
	given := false // an answer that decides about the app
	if w.App == "" && len(m.cfg.Options) > 0 {
		u, err := m.store.User(ctx, key.User)
		if err != nil {
			return commonhall.App{}, err
		}
		held, err := m.LimitsFor(ctx, u, m.App(before.App))
		if err != nil {
			return commonhall.App{}, err
		}
		last := m.asLast(key, w, before.Options)
		options := w.over(last)
		if options == nil {
			options = last
		}
		p, err := m.pick(ctx, u, held, options, nil) // the start itself is strict
		if err != nil {
			return commonhall.App{}, err
		}
		chosen = p.app
		if _, given = object(w.Options)[m.appOption()]; given {
			names = append(names, chosen)
		}
	}
	if key.Name != "" && !given {
		names = append(names, m.remembered(before)...)
	}
	return m.app(ctx, key.User, cmp.Or(append(names, chosen)...))
}

// appOption is the option that decides about the app.
func (m *Manager) appOption() string {
	for _, o := range m.cfg.Options {
		if slices.ContainsFunc(o.Choices, func(c config.Choice) bool { return c.App != "" }) {
			return o.Name
		}
	}
	return ""
}

// remembered are apps that a server would start with as last time: what was said of it last
// counts more than what it ran.
func (m *Manager) remembered(before commonhall.Server) (out []commonhall.AppName) {
	var asked commonhall.AppName
	_ = json.Unmarshal(object(before.Options)["app"], &asked)
	for _, name := range []commonhall.AppName{asked, before.App} {
		if _, err := m.AppCalled(name); err == nil {
			out = append(out, name)
		}
	}
	return out
}

// mayAsk refuses options of a next start that could not be had now.
func (m *Manager) mayAsk(ctx context.Context, name commonhall.UserName, options json.RawMessage) error {
	u, err := m.store.User(ctx, name)
	if err != nil || options == nil {
		return err
	}
	var app commonhall.AppName
	if raw, ok := object(options)["app"]; ok {
		if json.Unmarshal(raw, &app) != nil {
			return commonhall.Errorf(commonhall.InvalidArgument, "%s is not the name of an app.", shown(raw))
		}
		if _, err := m.AppCalled(app); app != "" && err != nil {
			return err
		}
	}
	held, err := m.LimitsFor(ctx, u, m.App(app))
	if err == nil {
		_, err = m.pick(ctx, u, held, options, options)
	}
	return err
}

// asLast are the options of last time that hold where nothing else is said. Of the default
// server they do where that is wished, as far as they are declared.
func (m *Manager) asLast(key commonhall.ServerKey, w Wish, last json.RawMessage) json.RawMessage {
	switch {
	case key.Name != "":
		return last
	case !w.Again || last == nil:
		return nil
	}
	answers, kept := object(last), map[string]json.RawMessage{}
	for _, o := range m.cfg.Options {
		if raw, ok := answers[o.Name]; ok {
			kept[o.Name] = raw
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return written(kept)
}

// over are the options of a start over those of last time; nil where none are given.
func (w Wish) over(last json.RawMessage) json.RawMessage {
	if w.Options == nil || !w.Again || last == nil {
		return w.Options
	}
	all := object(last)
	maps.Copy(all, object(w.Options))
	return written(all)
}

// Chosen says in a few words what was answered at the last start of a server.
func (m *Manager) Chosen(s commonhall.Server) string {
	if len(m.cfg.Options) == 0 {
		return ""
	}
	var out []string
	answers := object(s.Options)
	for _, option := range m.cfg.Options {
		o := Offer{Option: option}
		text, ok := o.text(answers[o.Name])
		if _, hint := o.Read(text); !ok || hint != "" || text == "" {
			continue
		}
		switch {
		case o.IsChoice():
			text = o.Choices[slices.IndexFunc(o.Choices, func(c config.Choice) bool { return c.Value == text })].Title
		case o.Type == "checkbox" && text == "false":
			continue
		case o.Type == "checkbox":
			text = o.Title
		default:
			text = o.Title + ": " + text
		}
		out = append(out, text)
	}
	return strings.Join(out, " · ")
}

// object reads options; what is none has no keys.
func object(b json.RawMessage) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	if len(b) > 0 {
		_ = json.Unmarshal(b, &out)
	}
	if out == nil { // null
		out = map[string]json.RawMessage{}
	}
	return out
}

// written is JSON as short as it can be.
func written(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return nil
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
