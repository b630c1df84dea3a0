package web

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"commonhall"
)

func newPages(t *testing.T) *Pages {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func render(t *testing.T, p *Pages, s sample) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := p.Render(&b, s.page, s.view); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return text, doc
}

// TestEveryPage executes every template in every state that a person may meet
// and checks what must hold on every page.
func TestEveryPage(t *testing.T) {
	p := newPages(t)
	seen := map[string]bool{}
	for _, s := range samples() {
		seen[s.page] = true
		t.Run(s.name, func(t *testing.T) {
			text, doc := render(t, p, s)
			if strings.Contains(text, "ZgotmplZ") || strings.Contains(text, "<no value>") || strings.Contains(text, "%!") {
				t.Error("a value did not fit into its place")
			}
			if strings.Contains(text, "<title> · ") || strings.Contains(text, "<title>"+longTitle) {
				t.Error("the tab has no title, or that of something on the page")
			}
			checkPage(t, doc, sampleToken)
		})
	}
	for name := range p.pages {
		if !seen[name] {
			t.Errorf("no sample of the page %s", name)
		}
	}
}

// checkPage checks what must hold of every page. Its forms carry token, or any
// where that is empty.
func checkPage(t *testing.T, doc *html.Node, token string) {
	t.Helper()
	c := &checker{t: t, token: token, ids: map[string]bool{}, labelled: map[string]bool{}}
	c.walk(doc, c.collect)
	c.walk(doc, c.check)
	if c.h1 != 1 || c.main != 1 {
		t.Errorf("%d h1 and %d main, want one of each", c.h1, c.main)
	}
}

type checker struct {
	t        *testing.T
	token    string
	ids      map[string]bool
	labelled map[string]bool // ids that a label names
	h1, main int
	path     []*html.Node
}

func (c *checker) walk(n *html.Node, visit func(*html.Node)) {
	if n.Type == html.ElementNode {
		visit(n)
	}
	c.path = append(c.path, n)
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.walk(k, visit)
	}
	c.path = c.path[:len(c.path)-1]
}

func (c *checker) collect(n *html.Node) {
	if id := attr(n, "id"); id != "" {
		if c.ids[id] {
			c.t.Errorf("the id %s stands twice", id)
		}
		c.ids[id] = true
	}
	if n.Data == "label" {
		c.labelled[attr(n, "for")] = true
	}
}

func (c *checker) check(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			c.t.Errorf("<%s> has the attribute %s", n.Data, a.Key)
		case slices.Contains([]string{"for", "aria-labelledby", "aria-describedby", "data-copy", "data-reveal"}, a.Key):
			for id := range strings.FieldsSeq(a.Val) {
				if !c.ids[id] {
					c.t.Errorf("%s of <%s> names %q, which is nowhere", a.Key, n.Data, id)
				}
			}
		case slices.Contains([]string{"href", "action", "src"}, a.Key):
			announced := n.Data == "a" && attr(n, "rel") == "noopener noreferrer" && strings.HasPrefix(a.Val, "https://") && attr(n.Parent, "class") != "" // whose address is its text
			if !announced && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "//") {
				c.t.Errorf("%s=%q of <%s> leaves the site", a.Key, a.Val, n.Data)
			}
		}
	}
	c.element(n)
}

func (c *checker) element(n *html.Node) {
	name := attr(n, "aria-label") + attr(n, "aria-labelledby")
	switch n.Data {
	case "h1":
		c.h1++
	case "main":
		c.main++
	case "style":
		c.t.Error("inline style")
	case "script":
		if attr(n, "src") == "" || n.FirstChild != nil {
			c.t.Error("inline script")
		}
	case "input", "select", "textarea":
		if attr(n, "type") != "hidden" && !c.labelled[attr(n, "id")] && name == "" {
			c.t.Errorf("<%s name=%q> has no label", n.Data, attr(n, "name"))
		}
	case "meter", "progress":
		if name == "" {
			c.t.Errorf("<%s> has no label", n.Data)
		}
	case "button", "a", "summary", "h2", "h3", "th":
		if strings.TrimSpace(words(n)) == "" && name == "" {
			c.t.Errorf("<%s> has no words", n.Data)
		}
	case "svg":
		if attr(n, "aria-hidden") != "true" && !c.inside("svg") {
			c.t.Error("a picture that is not hidden from screen readers")
		}
	case "form":
		c.form(n)
	}
}

func (c *checker) form(n *html.Node) {
	token := ""
	c.walk(n, func(k *html.Node) {
		if attr(k, "name") == "_xsrf" && attr(k, "type") == "hidden" {
			token = attr(k, "value")
		}
	})
	switch method := attr(n, "method"); {
	case c.inside("form"):
		c.t.Error("a form in a form")
	case method == "post" && (token == "" || c.token != "" && token != c.token):
		c.t.Errorf("the form to %s has no token", attr(n, "action"))
	case method == "get" && token != "":
		c.t.Errorf("the form to %s puts the token into an address", attr(n, "action"))
	case method != "post" && method != "get":
		c.t.Errorf("the form to %s has the method %q", attr(n, "action"), method)
	}
}

func (c *checker) inside(tag string) bool {
	return slices.ContainsFunc(c.path, func(n *html.Node) bool { return n.Type == html.ElementNode && n.Data == tag })
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		b.WriteString(words(k))
	}
	return b.String()
}

// TestTemplatesKeepThePolicy looks at the sources: what the samples do not
// reach must not break the content security policy either, and no value may
// stand where html/template's escaping is not the whole protection.
func TestTemplatesKeepThePolicy(t *testing.T) {
	forbidden := map[string]*regexp.Regexp{
		"a style attribute":         regexp.MustCompile(`(?i)\sstyle\s*=`),
		"an event attribute":        regexp.MustCompile(`(?i)\son[a-z]+\s*=`),
		"a style element":           regexp.MustCompile(`(?i)<style`),
		"a script without src":      regexp.MustCompile(`(?i)<script[^>]*>[^<]`),
		"a value in meta content":   regexp.MustCompile(`(?i)<meta[^>]*content\s*=\s*"[^"]*\{\{`),
		"an address with a scheme":  regexp.MustCompile(`(?i)(href|src|action)\s*=\s*"[a-z]+:`),
		"an attribute unquoted":     regexp.MustCompile(`\s[a-z-]+=\{\{`),
		"unescaped HTML":            regexp.MustCompile(`(?i)\bsafe[A-Z]|template\.(HTML|JS|CSS|URL)`),
		"a frame, object or iframe": regexp.MustCompile(`(?i)<(iframe|frame|object|embed|base)\b`),
	}
	files, err := fs.Glob(templateFiles, "template/*.html")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(templateFiles, file)
		if err != nil {
			t.Fatal(err)
		}
		for what, re := range forbidden {
			if m := re.Find(text); m != nil {
				t.Errorf("%s contains %s: %s", file, what, m)
			}
		}
		for _, m := range regexp.MustCompile(`(?s)<form method="post"[^>]*>\s*(.{20})`).FindAllSubmatch(text, -1) {
			if !bytes.HasPrefix(m[1], []byte(`{{template "xsrf" `)) && !bytes.HasPrefix(m[1], []byte(`{{template "next" `)) {
				t.Errorf("%s has a form that does not begin with its token: %s", file, m[0])
			}
		}
	}
}

// TestThePolicy: what every answer is sent with, which the other tests compare with
// this constant, lets nothing inline run, and nobody frame or rebase a page.
func TestThePolicy(t *testing.T) {
	parts := strings.Split(ContentSecurityPolicy, "; ")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
		if !slices.Contains(parts, want) {
			t.Errorf("the policy does not say %s", want)
		}
	}
	if strings.Contains(ContentSecurityPolicy, "unsafe") || strings.Contains(ContentSecurityPolicy, "*") {
		t.Errorf("the policy allows too much: %s", ContentSecurityPolicy)
	}
}

// TestScriptOnlyReads keeps decision 004: what the script sends is a GET.
func TestScriptOnlyReads(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("static", "app.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"method:", "POST", "XMLHttpRequest", "sendBeacon", "innerHTML", "outerHTML", "insertAdjacentHTML",
		"document.write", "eval(", ".submit(", "requestSubmit", "serviceWorker", "localStorage", "document.cookie", "setAttribute(\"style\""} {
		if bytes.Contains(text, []byte(word)) {
			t.Errorf("app.js contains %s", word)
		}
	}
	if n := bytes.Count(text, []byte("\n")); n > 280 {
		t.Errorf("app.js has %d lines, at most 280", n)
	}
}

func TestRenderAllOrNothing(t *testing.T) {
	p := newPages(t)
	var b bytes.Buffer
	if err := p.Render(&b, PageHome, ErrorView{}); err == nil || b.Len() != 0 {
		t.Errorf("wrong view: error %v, %d bytes written", err, b.Len())
	}
	if err := p.Render(&b, "nothing", nil); err == nil || b.Len() != 0 {
		t.Errorf("unknown page: error %v, %d bytes written", err, b.Len())
	}
}

func TestHostileValuesStayText(t *testing.T) {
	p := newPages(t)
	evil := `"><script>alert(1)</script>`
	f := sampleFrame(evil, "/hub/login", nil)
	f.Problem, f.Version, f.Notice = evil, evil, evil
	for _, s := range []sample{
		{"login", PageLogin, LoginView{Frame: f, Name: evil, Next: evil, Error: evil, Passwords: true, At: evil, Elsewhere: []Way{{Name: evil, Title: evil}}, Typed: []Way{{Name: evil, Title: evil}}}},
		{"error", PageError, ErrorView{Frame: f, Message: evil, Hint: evil}},
		{"home", PageHome, HomeView{Frame: f, Server: ServerView{Name: commonhall.UserName(evil), State: commonhall.Failed, End: &EndView{Log: evil}},
			Apps: []AppChoice{{Name: commonhall.AppName(evil), Title: evil}}}},
		{"pending", PageSpawnPending, SpawnPendingView{Frame: f, Next: evil, Server: ServerView{Name: commonhall.UserName(evil)}}},
	} {
		text, _ := render(t, p, s)
		if strings.Contains(text, "<script>") || strings.Contains(text, `="javascript:`) {
			t.Errorf("%s lets a value become markup", s.name)
		}
	}
}

func TestStatic(t *testing.T) {
	p := newPages(t)
	h := p.Static()
	get := func(method, path string) *http.Response {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		return w.Result()
	}
	for plain, address := range p.urls {
		r := get("GET", address)
		if r.StatusCode != 200 || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") || r.ContentLength < 50 {
			t.Errorf("%s: %d, %v", address, r.StatusCode, r.Header)
		}
		if r := get("HEAD", address); r.StatusCode != 200 {
			t.Errorf("HEAD %s: %d", address, r.StatusCode)
		}
		if r := get("POST", address); r.StatusCode != 405 {
			t.Errorf("POST %s: %d", address, r.StatusCode)
		}
		if r := get("GET", staticPrefix+plain); r.StatusCode != 404 {
			t.Errorf("%s without its hash: %d", plain, r.StatusCode)
		}
	}
	for _, path := range []string{"/hub/static/", "/hub/static", "/hub/static/../template/home.html", "/hub/static/app.000000000000.css", "/"} {
		if r := get("GET", path); r.StatusCode != 404 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

func TestWhen(t *testing.T) {
	now := sampleNow()
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Time{}, ""}, {now, "just now"}, {now.Add(-59 * time.Minute), "59 min ago"}, {now.Add(-3 * time.Hour), "11:32"},
		{now.Add(-15 * time.Hour), "yesterday 23:32"}, {now.Add(time.Hour), "15:32"}, {now.Add(24 * time.Hour), "tomorrow 14:32"},
		{now.AddDate(0, 0, -3), "9 March, 14:32"}, {now.AddDate(-1, 0, 0), "12 March 2025"},
	} {
		if got := When(c.at, now).Text; got != c.want {
			t.Errorf("When(%v) = %q, want %q", c.at, got, c.want)
		}
	}
}

func TestGauges(t *testing.T) {
	for _, c := range []struct{ got, want Gauge }{
		{MemoryGauge(218<<20+5000, 512<<20), Gauge{0.426, "218 MiB of 512 MiB", false}},
		{MemoryGauge(3<<30, 2<<30), Gauge{1, "3 GiB of 2 GiB", false}},
		{MemoryGauge(5<<20, 0), Gauge{0, "5 MiB", true}},
		{CPUGauge(0.5, 1), Gauge{0.5, "0.5 of 1 core", false}},
		{CPUGauge(1.26, 0), Gauge{0, "1.3 cores", true}},
		{CountGauge(3, 12), Gauge{0.25, "3 of 12", false}},
	} {
		if c.got != c.want {
			t.Errorf("got %+v, want %+v", c.got, c.want)
		}
	}
}

// TestLiveNamesEveryNumber checks that the script finds a value for each place
// of the page, and the page a place for each value.
func TestLiveNamesEveryNumber(t *testing.T) {
	p := newPages(t)
	for _, s := range samples() {
		var values map[string]LiveValue
		switch v := s.view.(type) {
		case HomeView:
			if v.Server.State != commonhall.Ready {
				continue
			}
			values = v.Server.Live().Values
		case AdminView:
			values = v.Live().Values
		default:
			continue
		}
		_, doc := render(t, p, s)
		c, places := &checker{}, map[string]bool{}
		c.walk(doc, func(n *html.Node) {
			if key := attr(n, "data-live"); key != "" {
				places[key] = true
				if _, ok := values[key]; !ok {
					t.Errorf("%s: nothing renews %s", s.name, key)
				}
			}
		})
		for key := range values {
			if !places[key] {
				t.Errorf("%s: %s is shown nowhere", s.name, key)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	v := AdminView{Query: "a&b", Sort: "memory", Desc: true, Page: 2, PageSize: 10, Total: 21}
	for got, want := range map[string]string{
		v.URL():                "/hub/admin?order=desc&page=2&q=a%26b&sort=memory",
		v.UsageURL():           "/hub/admin/usage?order=desc&page=2&q=a%26b&sort=memory",
		v.SortURL("name"):      "/hub/admin?q=a%26b",
		v.SortURL("memory"):    "/hub/admin?q=a%26b&sort=memory",
		v.SortURL("cpu"):       "/hub/admin?order=desc&q=a%26b&sort=cpu",
		v.PrevURL():            "/hub/admin?order=desc&q=a%26b&sort=memory",
		v.NextURL():            "/hub/admin?order=desc&page=3&q=a%26b&sort=memory",
		AdminView{}.UsageURL(): "/hub/admin/usage",
		EventsView{Person: "ö", Older: 7}.OlderURL():             "/hub/events?before=7&person=%C3%B6",
		EventsView{Kind: "server", Before: 9}.NewestURL():        "/hub/events?kind=server",
		BrowserName("Mozilla/5.0 (X11; Linux) Firefox/128.0"):    "Firefox on Linux",
		BrowserName("Mozilla/5.0 Windows Chrome/1 Edg/1"):        "Edge on Windows",
		BrowserName("Mozilla/5.0 (iPad; like Mac OS X) Safari/"): "Safari on iPad",
		BrowserName("x"): "Unknown browser",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
