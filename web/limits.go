package web

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/config"
	"commonhall/server"
)

// What servers may use, and by whose decision.

// LimitRow is one limit.
type LimitRow struct {
	Name    commonhall.LimitName
	Title   string
	Holds   string // what the next start has, and why; empty for a group
	Set     string // what was set for this person or group, as it is typed; empty for nothing
	Seen    string // the same as a number, which the form brings back
	Example string
	Error   string // what was typed is no value
	Whom    string // for whom it is set, in a sentence
	All     bool   // it is everybody's
	Further bool   // few people need it

	given float64 // what was set; 0 for nothing
}

// LimitsView is a form with the limits of a person or a group.
type LimitsView struct {
	Token  string
	Whom   string // in a sentence
	Action string
	Rows   []LimitRow
	Runs   bool // the server of the person runs, or those of people in the group may
	Now    bool // as chosen before, kept after a mistake
}

func limitRows() []LimitRow {
	return []LimitRow{{Name: commonhall.LimitMemory, Title: "Memory", Example: "such as 4G or 512M"}, {Name: commonhall.LimitCPU, Title: "CPU", Example: "cores, such as 2 or 0.5"},
		{Name: commonhall.LimitPIDs, Title: "Processes", Example: "with threads, such as 512"},
		{Name: commonhall.LimitDisk, Title: "Disk", Example: "of the home, such as 5G; what is there stays, though it is more"},
		{Name: commonhall.LimitIdle, Title: "Stop without use", Example: "the time after which a server that nobody uses is stopped, such as 45m, 12h or never; it counts at once"},
		{Name: commonhall.LimitAge, Title: "Longest run", Example: "the time after which a server is stopped although it is used, such as 12h or never; it counts at once"},
		{Name: commonhall.LimitSoft, Title: "Soft mark of memory", Example: "from which on the system takes back what it can, such as 3G", Further: true},
		{Name: commonhall.LimitWeight, Title: "Weight of CPU", Example: "where everybody waits: 200 gets twice what others get, who have 100", Further: true},
		{Name: commonhall.LimitFiles, Title: "Open files", Example: "of each process, such as 20000; from the next start on", Further: true},
		{Name: commonhall.LimitTmp, Title: "Room in /tmp", Example: "such as 2G, and as much in /dev/shm; both count as memory; from the next start on", Further: true},
		{Name: commonhall.GuaranteeMemory, Title: "Guaranteed memory", Example: "which it has in any case, such as 512M", Further: true},
		{Name: commonhall.GuaranteeCPU, Title: "Guaranteed CPU", Example: "cores that it has in any case, such as 0.5", Further: true},
		{Name: commonhall.LimitIO, Title: "Weight of disks", Example: "where everybody waits for one: 200 gets twice what others get, who have 100", Further: true},
		{Name: commonhall.LimitNet, Title: "Network", Example: "internet or none; from the next start on", Further: true},
		{Name: commonhall.LimitRate, Title: "Bandwidth", Example: "bytes a second each way, such as 2M", Further: true}}
}

// limitText writes a value as it is typed; nothing for none.
func limitText(name commonhall.LimitName, v float64) string {
	if v == 0 {
		return ""
	}
	switch name {
	case commonhall.LimitIdle, commonhall.LimitAge:
		return server.TimeText(v)
	case commonhall.LimitMemory, commonhall.LimitSoft, commonhall.LimitTmp, commonhall.LimitDisk, commonhall.GuaranteeMemory, commonhall.LimitRate:
		return sizeText(config.Size(v))
	case commonhall.LimitNet:
		return server.LimitWords(name, v)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// sizeText writes a size as people do: 1536M as the settings have it, but 2.2G, and not
// 2362232012, where a short number with a unit means exactly that.
func sizeText(size config.Size) string {
	if size%(1<<20) == 0 {
		return size.String()
	}
	for i, unit := range "TGMK" {
		whole := float64(int64(1) << (40 - 10*i))
		if float64(size) < whole {
			continue
		}
		for digits := range 3 {
			text := strconv.FormatFloat(float64(size)/whole, 'f', digits, 64) + string(unit)
			if same, err := config.ParseSize(text); err == nil && same == size {
				return text
			}
		}
	}
	return size.String()
}

// limits is the form with what was set for somebody.
func (d *Door) limits(v *visit, kind commonhall.ChoiceKind, name string) (*LimitsView, error) {
	all, err := d.servers.GivenLimits(v.Context())
	if err != nil {
		return nil, err
	}
	view := &LimitsView{Token: d.people.FormToken("page", string(v.id.Session.ID)), Whom: name, Rows: limitRows(), Runs: true, Action: personURL(commonhall.UserName(name)) + "/limits"}
	if kind == commonhall.ForGroup {
		view.Whom, view.Action = "the group "+name, groupURL(commonhall.GroupName(name))+"/limits"
	} else if kind == commonhall.ForAll {
		view.Whom, view.Action = "everybody", everybodyURL+"/limits"
	}
	for i := range view.Rows {
		row := &view.Rows[i]
		row.Whom, row.All = view.Whom, kind == commonhall.ForAll
		for _, g := range all {
			if g.Kind == commonhall.ByTeachers && kind == commonhall.ForGroup && g.Limit == row.Name && string(g.Group) == name {
				row.Holds = "Its teachers decided " + server.LimitWords(row.Name, g.Value) + "; what is less counts."
			}
			if g.Kind == kind && g.Limit == row.Name && string(g.User)+string(g.Group) == name {
				row.given = g.Value
			}
		}
		row.Set, row.Seen = limitText(row.Name, row.given), strconv.FormatFloat(row.given, 'f', -1, 64)
	}
	return view, nil
}

// Opened reports whether a further limit is set, or was typed wrong.
func (v *LimitsView) Opened() bool {
	return slices.ContainsFunc(v.Rows, func(r LimitRow) bool { return r.Further && (r.Set != "" || r.Error != "") })
}

// personLimits is that of a person, with what their next start has.
func (d *Door) personLimits(v *visit, u commonhall.User, s commonhall.Server) (*LimitsView, error) {
	view, err := d.limits(v, commonhall.ForUser, string(u.Name))
	if err != nil {
		return nil, err
	}
	view.Runs = s.State.Active()
	held, err := d.servers.LimitsFor(v.Context(), u, d.servers.App(s.App))
	if err != nil {
		return nil, err
	}
	for i, row := range view.Rows {
		for _, h := range held {
			if h.Limit != row.Name {
				continue
			}
			words := h.Words()
			view.Rows[i].Holds = strings.ToUpper(words[:1]) + words[1:] + ". " + h.Why()
			if was := server.LimitWords(h.Limit, s.Limits.Get(h.Limit)); view.Runs && was != h.Words() && !server.IsLive(h.Limit) {
				view.Rows[i].Holds += " The server that runs has " + was + " until its next start."
			}
			if h.Limit == commonhall.LimitDisk {
				view.Rows[i].Holds += d.diskHolds(v, u, h.Value)
			}
		}
	}
	return view, nil
}

// setLimits takes the form. What is left empty is as it is for others. What was not touched
// stays as it is, though somebody else has changed it since the form was shown.
func (d *Door) setLimits(v *visit, kind commonhall.ChoiceKind, name string, show func(status int, view *LimitsView, said Frame) error) error {
	view, err := d.limits(v, kind, name)
	if err != nil {
		return err
	}
	c, kept, wrong := d.limitForm(v, view)
	c.Kind, c.Who = kind, name
	if wrong {
		return show(http.StatusBadRequest, view, Frame{Problem: "Nothing was set. Look at what is marked below."})
	}
	if len(c.Values) == 0 && !c.Now {
		return seeOther(v, strings.TrimSuffix(view.Action, "/limits"))
	}
	out, err := d.servers.SetLimits(v.Context(), c)
	if errors.Is(err, server.ErrMeanwhile) {
		return d.limitsMeanwhile(v, view, c, show)
	}
	if commonhall.KindOf(err) == commonhall.InvalidArgument { // two that do not fit together
		return show(http.StatusBadRequest, view, Frame{Problem: sentences(commonhall.ForPerson(err))})
	}
	if err != nil {
		return err
	}
	set, done, said := "The limits are set.", "limits", kept
	if len(out.Changed) > 0 {
		set, done = "The limits are set, also for the servers that run.", "limits-now"
	}
	if text := waiting(view, out); text != "" {
		said = append(said, text)
	}
	if len(out.Left) == 0 && len(said)+len(out.Notice) > 0 {
		return show(http.StatusOK, nil, Frame{Notice: strings.Join(append([]string{set}, said...), " "), Problem: out.Notice})
	}
	if len(out.Left) == 0 {
		return seeOther(v, strings.TrimSuffix(view.Action, "/limits")+"?done="+done)
	}
	const most = 5
	var why []string
	for _, who := range slices.Sorted(maps.Keys(out.Left)) {
		why = append(why, sentences(commonhall.ForPerson(out.Left[who])))
	}
	if more := len(why) - most; more > 0 {
		why = append(why[:most], "And "+strconv.Itoa(more)+" more.")
	}
	if said = append(why, said...); out.Notice != "" {
		said = append(said, out.Notice)
	}
	return show(http.StatusConflict, nil, Frame{Problem: "The limits are set, but not for every server that runs. " + strings.Join(said, " ")})
}

// limitForm reads what was typed into view. It says which limits were not touched that
// somebody else has changed since, and reports whether a value is wrong. To give what runs
// the limits without a change is to give it all that waits.
func (d *Door) limitForm(v *visit, view *LimitsView) (c server.LimitChange, kept []string, wrong bool) {
	c = server.LimitChange{Values: map[commonhall.LimitName]float64{}, Seen: map[commonhall.LimitName]float64{}, Now: v.PostFormValue("now") == "1"}
	view.Now = c.Now
	seen := map[commonhall.LimitName]float64{}
	for i := range view.Rows {
		row := &view.Rows[i]
		was, err := strconv.ParseFloat(v.PostFormValue("seen-"+string(row.Name)), 64)
		if err != nil {
			was = row.given
		}
		seen[row.Name] = was
		text := strings.TrimSpace(v.PostFormValue(string(row.Name)))
		if text == limitText(row.Name, was) {
			if was != row.given {
				kept = append(kept, "Meanwhile somebody else has changed "+row.Title+"; that stays: "+row.now())
			}
			continue
		}
		c.Seen[row.Name], c.Values[row.Name] = was, 0
		row.Set, row.Seen = text, strconv.FormatFloat(was, 'f', -1, 64)
		if text == "" {
			continue
		}
		if c.Values[row.Name], err = d.servers.ParseLimit(row.Name, text); err != nil {
			row.Error, wrong = sentences(commonhall.ForPerson(err)), true
		}
	}
	if c.Now && len(c.Values) == 0 {
		c.Seen, c.Values = seen, seen
	}
	return c, kept, wrong
}

// waiting says which limits go on waiting for the next start, and of whose server.
func waiting(view *LimitsView, out server.LimitOutcome) string {
	var words []string
	for _, row := range view.Rows {
		switch who := out.Waiting[row.Name]; {
		case len(who) == 1 && string(who[0]) == view.Whom: // it is about nobody else
			words = append(words, row.Title)
		case len(who) > 0:
			words = append(words, row.Title+" ("+Names(who)+")")
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "What goes on waiting for the next start: " + strings.Join(words, ", ") + "."
}

// now says what is set for somebody.
func (r LimitRow) now() string {
	if r.given == 0 {
		return "nothing is set for " + r.Whom + " now."
	}
	return "for " + r.Whom + " it is " + server.LimitWords(r.Name, r.given) + " now."
}

// limitsMeanwhile shows the form again after somebody else was faster: what was typed, and what
// is so now.
func (d *Door) limitsMeanwhile(v *visit, typed *LimitsView, c server.LimitChange, show func(status int, view *LimitsView, said Frame) error) error {
	view, err := d.limits(v, c.Kind, c.Who)
	if err != nil {
		return err
	}
	view.Now = c.Now
	for i := range view.Rows {
		row := &view.Rows[i]
		value, touched := c.Values[row.Name]
		if touched {
			row.Set = typed.Rows[i].Set
		}
		if touched && c.Seen[row.Name] != row.given && value != row.given {
			row.Error = "While this page was open somebody else decided this: " + row.now() + " To change that, send the form again."
		}
	}
	return show(http.StatusConflict, view, Frame{Problem: "Nothing was set, because somebody else has changed limits while this page was open. Look at what is marked below, and decide again."})
}

func personURL(name commonhall.UserName) string {
	return "/hub/admin/user/" + commonhall.PathEscape(string(name))
}

func (d *Door) setPersonLimits(v *visit, name commonhall.UserName) error {
	if _, err := d.people.User(v.Context(), name); err != nil {
		return err
	}
	return d.setLimits(v, commonhall.ForUser, string(name), func(status int, form *LimitsView, said Frame) error {
		return d.showPerson(v, status, name, form, said)
	})
}

func (d *Door) setGroupLimits(v *visit, name commonhall.GroupName) error {
	g, err := d.people.Group(v.Context(), name)
	if err != nil {
		return err
	}
	return d.setLimits(v, commonhall.ForGroup, string(g.Name), func(status int, form *LimitsView, said Frame) error {
		return d.showGroup(v, status, name, GroupView{Limits: form, Frame: said})
	})
}

// whoseLimits says of a run to its person by whose decision its limits are.
func whoseLimits(s commonhall.Server) string {
	if len(s.Origins) == 0 {
		return ""
	}
	var whose []string
	own := map[string][]string{}
	for _, row := range limitRows() {
		if o, ok := s.Origins[row.Name]; ok && o.By != "default" {
			words := strings.Replace(o.Words(), "this person", "you", 1)
			if own[words] == nil {
				whose = append(whose, words)
			}
			own[words] = append(own[words], row.Title)
		}
	}
	text := "The limits are the same for everybody."
	if len(whose) > 0 {
		for i, words := range whose {
			whose[i] = words + ": " + strings.Join(own[words], ", ")
		}
		text = "Your own limits, " + strings.Join(whose, "; ") + "."
	}
	return text + " If you need more, ask your administrator."
}

// limitOf says whose a limit of a run is, in a word or two; empty where everybody has it.
func limitOf(s commonhall.Server, name commonhall.LimitName) string {
	switch o := s.Origins[name]; o.By {
	case "user":
		return "own limit"
	case "group":
		return "limit of " + string(o.Group)
	case "app":
		return "limit of the app"
	case "option":
		return "chosen"
	}
	return ""
}
