package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"commonhall"
)

//go:embed template/*.html
var templateFiles embed.FS

//go:embed static
var staticFiles embed.FS

// ContentSecurityPolicy is the header that every page must be sent with.
const ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const staticPrefix = "/hub/static/"

// Pages renders pages and serves what they load. It may be used by many
// goroutines at once and never changes after New.
type Pages struct {
	pages  map[string]*template.Template
	assets map[string]asset  // by hashed name
	urls   map[string]string // by plain name
}

type asset struct {
	body        []byte
	contentType string
}

// New parses everything that is embedded.
func New() (*Pages, error) {
	p := &Pages{pages: map[string]*template.Template{}, assets: map[string]asset{}, urls: map[string]string{}}
	if err := p.loadAssets(staticFiles); err != nil {
		return nil, err
	}
	if err := p.parse(templateFiles); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Pages) loadAssets(files fs.FS) error {
	types := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
	entries, err := fs.ReadDir(files, "static")
	if err != nil {
		return fmt.Errorf("list embedded static files: %w", err)
	}
	for _, e := range entries {
		name, ext := e.Name(), path.Ext(e.Name())
		contentType, ok := types[ext]
		if !ok {
			return fmt.Errorf("embedded static file %s: no content type for %q", name, ext)
		}
		body, err := fs.ReadFile(files, "static/"+name)
		if err != nil {
			return fmt.Errorf("read embedded static file: %w", err)
		}
		sum := sha256.Sum256(body)
		hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		p.assets[hashed] = asset{body: body, contentType: contentType}
		p.urls[name] = staticPrefix + hashed
	}
	return nil
}

// parse makes one template of each page: the files that begin with an
// underscore, which are shared, and the page's own.
func (p *Pages) parse(files fs.FS) error {
	shared, err := template.New("").Funcs(p.funcs()).ParseFS(files, "template/_*.html")
	if err != nil {
		return fmt.Errorf("parse shared templates: %w", err)
	}
	names, err := fs.Glob(files, "template/[a-z]*.html")
	if err != nil {
		return fmt.Errorf("list templates: %w", err)
	}
	for _, file := range names {
		t, err := shared.Clone()
		if err != nil {
			return fmt.Errorf("copy shared templates: %w", err)
		}
		if t, err = t.ParseFS(files, file); err != nil {
			return fmt.Errorf("parse template: %w", err)
		}
		p.pages[strings.TrimSuffix(path.Base(file), ".html")] = t
	}
	return nil
}

func (p *Pages) funcs() template.FuncMap {
	return template.FuncMap{
		"asset": func(name string) (string, error) {
			if u, ok := p.urls[name]; ok {
				return u, nil
			}
			return "", fmt.Errorf("no static file %q", name)
		},
		"segment":    commonhall.PathEscape,
		"times":      func(from, until, zone, key string) TimesView { return TimesView{from, until, zone, key} },
		"stateWord":  stateWord,
		"eventTone":  eventTone,
		"eventIcon":  eventIcon,
		"eventKinds": EventKinds,
		"initial":    initial,
		"person":     func(v AdminView, row PersonRow) personActions { return personActions{v.Token, v.URL(), row} },
		"renewal":    func(token string, r *RenewalView) renewal { return renewal{token, r} },
		"source":     func(f BuildForm, from, words string) source { return source{f, from, words} },
		"field":      func(f BuildForm, name string) buildField { return buildField{f.ID + "-" + name, name, f.Errors[name]} },
		"own":        func(token string, o *OwnView) ownForm { return ownForm{token, o} },
		"meter":      func(key, label string, g Gauge) meter { return meter{key, label, g} },
		// How far down the light in the window begins; the pane is 100 units high.
		"dusk": func(progress int) string { return strconv.Itoa(100 - min(max(progress, 0), 100)) },
	}
}

// meter is what the template "meter" shows.
type meter struct {
	Key   string
	Label string
	Gauge Gauge
}

// renewal is what the template "renewal" shows.
type renewal struct {
	Token string
	*RenewalView
}

// source is what the template "source" shows: one of the ways to say what is built.
type source struct {
	BuildForm
	Value, Words string
}

// buildField is what templates say of a field of a form that builds.
type buildField struct {
	ID, Name, Error string
}

// ownForm is what the template "own" shows.
type ownForm struct {
	Token string
	*OwnView
}

// personActions is what the template "person-actions" shows.
type personActions struct {
	Token string
	Here  string // where its forms lead back to
	Row   PersonRow
}

// initial returns the first letter of a name for the small arch beside it.
func initial(n commonhall.UserName) string {
	for _, r := range string(n) {
		return strings.ToUpper(string(r))
	}
	return ""
}

// Render writes the page name with view, which must be of the type that the
// page's constant names. Nothing is written unless the whole page could be made.
func (p *Pages) Render(w io.Writer, name string, view any) error {
	t, ok := p.pages[name]
	if !ok {
		return fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout", view); err != nil {
		return fmt.Errorf("render page %s: %w", name, err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("write page %s: %w", name, err)
	}
	return nil
}

// logo is the picture that browsers show beside the pages' names.
func (p *Pages) logo() asset {
	return p.assets[strings.TrimPrefix(p.urls["favicon.svg"], staticPrefix)]
}

// Static serves the embedded files below /hub/static/. Their addresses contain
// a hash of their content and are never used again for another one, so that
// browsers may keep them; any other address is not found.
func (p *Pages) Static() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := p.assets[strings.TrimPrefix(r.URL.Path, staticPrefix)]
		switch {
		case !ok:
			http.NotFound(w, r)
			return
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Only GET and HEAD.", http.StatusMethodNotAllowed)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.contentType)
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if r.Method == http.MethodHead {
			return
		}
		_, _ = w.Write(a.body) // a visitor who went away is nobody's failure
	})
}
