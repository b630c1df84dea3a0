package api

import (
	"io"
	"net/http"

	"commonhall"
)

// dump streams the whole database, with every hash and key in it. It is the
// operator's alone, who could read the file as well: no scope of a token covers it.
// An answer that cannot be finished is cut off, and a dump says itself where it ends.
func (a *API) dump(r *request) error {
	if a.info.Dump == nil {
		return commonhall.Errorf(commonhall.NotFound, "This hub has no database to give out.")
	}
	r.w.Header().Set("Content-Type", "application/x-ndjson")
	w := &begun{Writer: r.w}
	err := a.info.Dump(r.Context(), w)
	if err != nil && w.begun {
		a.log.Error("the dump of the database was cut off", "error", err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// begun knows whether anything was written.
type begun struct {
	io.Writer
	begun bool
}

// Write implements io.Writer.
func (b *begun) Write(p []byte) (int, error) {
	b.begun = true
	return b.Writer.Write(p)
}
