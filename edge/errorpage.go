package edge

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"

	_ "embed"

	"commonhall"
)

//go:embed error.html
var errorHTML string

// errorPages writes errors without the hub's help: it may be the hub that is away.
type errorPages struct {
	page   *template.Template
	policy string // Content-Security-Policy: the page's own style, by its hash, and nothing else
}

func newErrorPages() *errorPages {
	_, style, _ := strings.Cut(errorHTML, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	sum := sha256.Sum256([]byte(style))
	return &errorPages{template.Must(template.New("error").Parse(errorHTML)), "default-src 'none'; style-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"}
}

// write answers with err, as a page or as JSON.
func (p *errorPages) write(w http.ResponseWriter, r *http.Request, err error) {
	p.writeAs(w, r, commonhall.KindOf(err).HTTPStatus(), err)
}

// writeAs is write with a status of its own.
func (p *errorPages) writeAs(w http.ResponseWriter, r *http.Request, status int, err error) {
	said := commonhall.ForPerson(err)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	if after := said.RetryAfter(); after != "" {
		h.Set("Retry-After", after)
	}
	if !wantsPage(r) {
		writeJSON(w, status, said.Msg)
		return
	}
	var b bytes.Buffer
	view := struct {
		*commonhall.Error
		Reference commonhall.RequestID
		Status    int
	}{said, commonhall.RequestIDFrom(r.Context()), status}
	if err := p.page.Execute(&b, view); err != nil {
		writeJSON(w, status, said.Msg)
		return
	}
	h.Set("Content-Security-Policy", p.policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin") // as every page below /hub/ (decision 004)
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(b.Bytes())
	}
}

func wantsPage(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.Contains(r.URL.Path, "/api/")
}

// writeJSON answers as JupyterHub's API does.
func writeJSON(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"status": status, "message": message})
}
