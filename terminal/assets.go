package terminal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed static/*.html static/*.css static/*.js static/*.svg static/vendor/*.mjs static/vendor/*.css static/vendor/LICENSE.*
var embedded embed.FS

// assets is the page and its files, as they are sent.
type assets struct {
	version string // hash over all files; part of their path, so that browsers may keep them for good
	page    []byte
	files   map[string]*asset
}

type asset struct {
	typ    string
	plain  []byte
	zipped func() []byte // computed when first asked for: most starts serve nobody
}

func loadAssets(cfg Config) *assets {
	a := &assets{files: make(map[string]*asset)}
	sum := sha256.New()
	err := fs.WalkDir(embedded, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		p, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		sum.Write([]byte(name))
		sum.Write(p)
		if path.Ext(name) != ".html" {
			a.files[strings.TrimPrefix(name, "static/")] = newAsset(name, p)
		}
		return nil
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	a.version = hex.EncodeToString(sum.Sum(nil))[:16]
	page := template.Must(template.ParseFS(embedded, "static/terminal.html"))
	var b bytes.Buffer
	err = page.Execute(&b, map[string]string{
		"Prefix": cfg.Prefix,
		"Static": cfg.Prefix + "_static/" + a.version + "/",
		"Title":  cfg.Title,
	})
	if err != nil {
		panic(err)
	}
	a.page = b.Bytes()
	return a
}

func newAsset(name string, p []byte) *asset {
	var typ string
	switch path.Ext(name) { // package mime would also ask the machine's own tables
	case ".js", ".mjs":
		typ = "text/javascript; charset=utf-8"
	case ".css":
		typ = "text/css; charset=utf-8"
	case ".svg":
		typ = "image/svg+xml"
	default:
		typ = "text/plain; charset=utf-8"
	}
	return &asset{typ: typ, plain: p, zipped: sync.OnceValue(func() []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(p) // a bytes.Buffer does not fail
		z.Close()
		return b.Bytes()
	})}
}

// serve sends the file. A page loaded before an upgrade asks for an older version: it
// gets today's file, but may not keep it under that name.
func (a *assets) serve(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[r.PathValue("file")]
	if !ok {
		notFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.typ)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if r.PathValue("version") == a.version {
		h.Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	p := f.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		p = f.zipped()
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(p)))
	w.Write(p)
}
