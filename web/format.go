package web

import (
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"commonhall"
)

// Moment is a time in the words of a page. The zero Moment means never.
type Moment struct {
	At   time.Time
	Text string
}

// When returns at in words that are short when it is close to now. Both should
// be in the zone that people here read clocks in.
func When(at, now time.Time) Moment {
	if at.IsZero() {
		return Moment{}
	}
	m := Moment{At: at, Text: at.Format("2 January 2006")}
	gone := now.Sub(at)
	switch days := dayNumber(now) - dayNumber(at); {
	case gone >= 0 && gone < time.Minute:
		m.Text = "just now"
	case gone >= 0 && gone < time.Hour:
		m.Text = fmt.Sprintf("%d min ago", int(gone.Minutes()))
	case days == 0:
		m.Text = at.Format("15:04")
	case days == 1:
		m.Text = "yesterday " + at.Format("15:04")
	case days == -1:
		m.Text = "tomorrow " + at.Format("15:04")
	case at.Year() == now.Year():
		m.Text = at.Format("2 January, 15:04")
	}
	return m
}

// Clock returns at as the time of day, for lists that are grouped by day.
func Clock(at time.Time) Moment { return Moment{At: at, Text: at.Format("15:04")} }

// ISO returns m as machines read it.
func (m Moment) ISO() string { return m.At.Format(time.RFC3339) }

// Full returns m in full words, for a tooltip.
func (m Moment) Full() string { return m.At.Format("Monday, 2 January 2006, 15:04:05") }

// DayTitle returns the heading of the day of at.
func DayTitle(at, now time.Time) string {
	switch dayNumber(now) - dayNumber(at) {
	case 0:
		return "Today"
	case 1:
		return "Yesterday"
	}
	if at.Year() == now.Year() {
		return at.Format("Monday, 2 January")
	}
	return at.Format("Monday, 2 January 2006")
}

// dayNumber counts calendar days, each in its own zone: hours would be wrong
// twice a year.
func dayNumber(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// Gauge is an amount and, where there is one, the bound that it runs against.
type Gauge struct {
	Share     float64 // 0 to 1 of the bound
	Text      string  // both in words
	Unbounded bool    // no bound: there is nothing to draw
}

// MemoryGauge returns used bytes against limit; a limit of 0 is none.
func MemoryGauge(used, limit int64) Gauge {
	if limit <= 0 {
		return Gauge{Text: commonhall.FormatBytes(used), Unbounded: true}
	}
	return Gauge{Share: share(float64(used), float64(limit)),
		Text: roundBytes(used) + " of " + commonhall.FormatBytes(limit)}
}

// roundBytes drops the decimals that jitter every few seconds.
func roundBytes(n int64) string {
	const mib = 1 << 20
	if n >= mib && n < 1024*mib {
		n = (n + mib/2) / mib * mib
	}
	return commonhall.FormatBytes(n)
}

// CPUGauge returns cores in use against limit; a limit of 0 is none.
func CPUGauge(cores, limit float64) Gauge {
	if limit <= 0 {
		return Gauge{Text: fmt.Sprintf("%.1f cores", cores), Unbounded: true}
	}
	return Gauge{Share: share(cores, limit), Text: fmt.Sprintf("%.1f of %s", cores, plural(limit, "core", "cores"))}
}

// CountGauge returns a number against limit; a limit of 0 is none.
func CountGauge(n, limit int) Gauge {
	if limit <= 0 {
		return Gauge{Text: strconv.Itoa(n), Unbounded: true}
	}
	return Gauge{Share: share(float64(n), float64(limit)), Text: fmt.Sprintf("%d of %d", n, limit)}
}

func share(n, of float64) float64 {
	return math.Round(min(max(n/of, 0), 1)*1000) / 1000
}

func plural(n float64, one, many string) string {
	word := many
	if n == 1 {
		word = one
	}
	return strconv.FormatFloat(n, 'f', -1, 64) + " " + word
}

// NewEndView returns what a page tells about e, nil if e is nil.
func NewEndView(e *commonhall.End, now time.Time) *EndView {
	if e == nil {
		return nil
	}
	v := &EndView{Sentence: e.Sentence(), Hint: e.Hint(), At: When(e.At, now), Log: strings.TrimRight(e.Log, "\n")}
	v.Asked = e.Cause == commonhall.EndStopped || e.Cause == commonhall.EndExited && e.Code == 0
	return v
}

// BrowserName makes two or three words of what a browser calls itself. It is
// for recognising one's own devices, and no more reliable than that.
func BrowserName(agent string) string {
	first := func(pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if strings.Contains(agent, pairs[i]) {
				return pairs[i+1]
			}
		}
		return ""
	}
	// The order matters: most browsers also claim to be the ones below them.
	browser := first("Edg", "Edge", "OPR/", "Opera", "SamsungBrowser/", "Samsung Internet", "Firefox/", "Firefox", "FxiOS/", "Firefox",
		"CriOS/", "Chrome", "Chromium/", "Chromium", "Chrome/", "Chrome", "Safari/", "Safari", "curl/", "curl")
	system := first("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "CrOS", "ChromeOS", "Windows", "Windows",
		"Mac OS X", "Mac", "Linux", "Linux")
	switch {
	case browser != "" && system != "":
		return browser + " on " + system
	case browser+system != "":
		return browser + system
	}
	return "Unknown browser"
}

// Live is what app.js fetches to keep the numbers of a page current.
type Live struct {
	Rev    string               `json:"rev,omitempty"` // where it differs from the page's, the page is loaded again
	Values map[string]LiveValue `json:"values"`
}

// LiveValue is one number of Live.
type LiveValue struct {
	Value float64                `json:"value"` // for the meter
	Text  string                 `json:"text"`
	State commonhall.ServerState `json:"state,omitempty"` // of the row that the value stands in
}

func (g Gauge) live() LiveValue { return LiveValue{Value: g.Share, Text: g.Text} }

// Rev changes whenever the page of s would look different in more than numbers.
func (s ServerView) Rev() string {
	rev := string(s.State) + "-" + strconv.Itoa(s.OOMKills)
	if s.Full != "" {
		rev += "-full"
	}
	if s.Disk != nil && s.Disk.Warning != "" {
		rev += "-disk"
		if s.Disk.Full {
			rev += "-full"
		}
	}
	if s.StopsAt.Text != "" {
		rev += "-stops" + s.StopsAt.Text
	}
	if s.Renewed > 0 {
		rev += "-software" + strconv.Itoa(s.Renewed)
	}
	if s.Others != "" {
		rev += "_" + s.Others
	}
	return rev
}

// Live returns what /hub/home/usage answers.
func (s ServerView) Live() Live {
	l := Live{Rev: s.Rev(), Values: map[string]LiveValue{
		"memory": s.Memory.live(), "cpu": s.CPU.live(), "pids": s.PIDs.live(),
	}}
	if s.Disk != nil {
		l.Values["disk"] = s.Disk.Gauge.live()
	}
	return l
}

// Live returns what /hub/admin/usage answers. The values of a person are called
// after their name with /state, /why, /memory and /cpu, those of the machine /KEY; no
// name contains a slash.
func (v AdminView) Live() Live {
	l := Live{Values: map[string]LiveValue{"running": {Text: strconv.Itoa(v.Running)}}}
	for _, m := range v.Machine {
		l.Values["/"+m.Key] = m.Gauge.live()
	}
	for _, p := range v.People {
		name := string(p.Name)
		l.Values[name+"/state"] = LiveValue{Text: stateWord(p.State), State: p.State}
		l.Values[name+"/why"] = LiveValue{Text: p.Why}
		l.Values[name+"/memory"] = p.Memory.live()
		l.Values[name+"/cpu"] = p.CPU.live()
	}
	return l
}

// stateWord says a state in a word that fits a table.
func stateWord(s commonhall.ServerState) string {
	switch s {
	case commonhall.Spawning:
		return "Starting"
	case commonhall.Ready:
		return "Running"
	case commonhall.Stopping:
		return "Stopping"
	case commonhall.Failed:
		return "Failed"
	}
	return "Off"
}

// URL returns the address of this very page, with search, order and number.
func (v AdminView) URL() string { return v.url(v.Sort, v.Desc, v.Page) }

// UsageURL returns where the numbers of this very page are fetched.
func (v AdminView) UsageURL() string {
	return strings.Replace(v.URL(), "/hub/admin", "/hub/admin/usage", 1)
}

// SortURL returns the address that sorts by col; by the same col again, backwards.
// Of what is used, and of who was seen, the most comes first.
func (v AdminView) SortURL(col string) string {
	desc := col == "memory" || col == "cpu" || col == "seen"
	if col == v.Sort {
		desc = !v.Desc
	}
	return v.url(col, desc, 1)
}

// SortState returns what aria-sort says about col.
func (v AdminView) SortState(col string) string {
	switch {
	case col != v.Sort:
		return "none"
	case v.Desc:
		return "descending"
	}
	return "ascending"
}

// PrevURL returns the address of the page before, empty on the first.
func (v AdminView) PrevURL() string {
	if v.Page <= 1 {
		return ""
	}
	return v.url(v.Sort, v.Desc, v.Page-1)
}

// NextURL returns the address of the page after, empty on the last.
func (v AdminView) NextURL() string {
	if v.Page*v.PageSize >= v.Total {
		return ""
	}
	return v.url(v.Sort, v.Desc, v.Page+1)
}

// Range says which people of how many the page shows.
func (v AdminView) Range() string {
	if len(v.People) == v.Total {
		return plural(float64(v.Total), "person", "people")
	}
	from := (v.Page-1)*v.PageSize + 1
	return fmt.Sprintf("%d to %d of %d people", from, from+len(v.People)-1, v.Total)
}

func (v AdminView) url(sort string, desc bool, page int) string {
	q := url.Values{}
	if v.Query != "" {
		q.Set("q", v.Query)
	}
	if sort != "" && (sort != "name" || desc) {
		q.Set("sort", sort)
	}
	if desc {
		q.Set("order", "desc")
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	return withQuery("/hub/admin", q)
}

// OlderURL returns the address of the page below, empty on the last.
func (v EventsView) OlderURL() string {
	if v.Older == 0 {
		return ""
	}
	return v.url(v.Older)
}

// NewestURL returns the address of the first page, empty on the first.
func (v EventsView) NewestURL() string {
	if v.Before == 0 {
		return ""
	}
	return v.url(0)
}

func (v EventsView) url(before int64) string {
	q := url.Values{}
	if v.Person != "" {
		q.Set("person", v.Person)
	}
	if v.Kind != "" {
		q.Set("kind", v.Kind)
	}
	if before != 0 {
		q.Set("before", strconv.FormatInt(before, 10))
	}
	return withQuery("/hub/events", q)
}

func withQuery(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Names lists people in a sentence, a dozen at most by name.
func Names(list []commonhall.UserName) string {
	const most = 12
	words := make([]string, 0, most)
	for _, n := range list[:min(len(list), most)] {
		words = append(words, string(n))
	}
	last := len(words) - 1
	switch more := len(list) - most; {
	case more > 0:
		return strings.Join(words, ", ") + " and " + strconv.Itoa(more) + " more"
	case last > 0:
		return strings.Join(words[:last], ", ") + " and " + words[last]
	}
	return strings.Join(words, "")
}

// EventKind is a choice of the timeline's filter.
type EventKind struct {
	Value string // events whose names begin with it
	Title string
}

// EventKinds returns the choices of the timeline's filter.
func EventKinds() []EventKind {
	return []EventKind{{"", "Everything"}, {"server", "Servers"}, {"sign", "Signing in and out"}, {"user", "People"}, {"group", "Groups"},
		{"password", "Passwords"}, {"token", "Tokens"}, {"certificate", "Certificates"}, {"software", "Software"}, {"service", "Services"}, {"limits", "Limits"}, {"machine", "The machine"}, {"hub", "The hub itself"}}
}

// eventTone says how an event should feel: bad, good or nothing.
func eventTone(n commonhall.EventName) string {
	switch n {
	case commonhall.EventServerFailed, commonhall.EventServerMemory, commonhall.EventServerPIDs, commonhall.EventServerDisk, commonhall.EventServerOffline, commonhall.EventServerFolders, commonhall.EventServerUnlisted, commonhall.EventSignInFailed, commonhall.EventSignInRefused,
		commonhall.EventUserSuspended, commonhall.EventUserRemoved, commonhall.EventUserPurged, commonhall.EventGroupRemoved, commonhall.EventMachineShort, commonhall.EventIdleDoubted,
		commonhall.EventCertificateFailed, commonhall.EventCertificateEnding, commonhall.EventUpgradeFailed, commonhall.EventSoftwareFailed, commonhall.EventLimitsLacking, commonhall.EventLimitsRefused, commonhall.EventServiceEnded:
		return "bad"
	case commonhall.EventServerReady, commonhall.EventMachineRoom, commonhall.EventUserRestored, commonhall.EventCertificateObtained, commonhall.EventSoftwarePublished:
		return "good"
	}
	return "plain"
}

// eventIcon returns the picture of an event.
func eventIcon(n commonhall.EventName) string {
	switch n {
	case commonhall.EventServerFailed, commonhall.EventServerMemory, commonhall.EventServerPIDs, commonhall.EventServerDisk, commonhall.EventServerOffline, commonhall.EventServerFolders, commonhall.EventServerUnlisted, commonhall.EventSignInFailed,
		commonhall.EventSignInRefused, commonhall.EventMachineShort, commonhall.EventIdleDoubted, commonhall.EventCertificateFailed, commonhall.EventCertificateEnding,
		commonhall.EventUpgradeFailed, commonhall.EventSoftwareFailed, commonhall.EventLimitsLacking, commonhall.EventLimitsRefused, commonhall.EventServiceEnded:
		return "warning"
	case commonhall.EventServerStarting, commonhall.EventServerReady, commonhall.EventServerAdopted:
		return "play"
	case commonhall.EventServerStopping, commonhall.EventServerEnded, commonhall.EventServersStopped:
		return "stop"
	}
	kind, _, _ := strings.Cut(string(n), ".")
	switch kind {
	case "user", "group":
		return "person"
	case "password", "token", "certificate":
		return "key"
	case "software":
		return "box"
	case "signin", "signout":
		return "door"
	}
	return "hall"
}
