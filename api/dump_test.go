package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"commonhall/store"
)

// TestTheDump is the operator's, whole, and one that breaks off is no success.
func TestTheDump(t *testing.T) {
	story(t, func(h *hub) {
		w := h.call(operator(), "GET", "/commonhall/dump", "")
		people, err := store.PeopleIn(strings.NewReader(w.Body.String()))
		if err != nil || len(people) != 3 || people[0].Name != "ada" {
			t.Errorf("the dump holds %v, %v", people, err)
		}
		full := errors.New("the disk is damaged")
		h.info.Dump = func(context.Context, io.Writer) error { return full }
		if w := h.call(operator(), "GET", "/commonhall/dump", ""); w.Code != http.StatusInternalServerError {
			t.Errorf("a dump that cannot begin: %d %s", w.Code, w.Body)
		}
		h.info.Dump = func(_ context.Context, w io.Writer) error { _, _ = io.WriteString(w, "{"); return full }
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("a dump that breaks off ends with %v", p)
			}
		}()
		w = h.call(operator(), "GET", "/commonhall/dump", "")
		t.Errorf("a dump that breaks off: %d %s", w.Code, w.Body)
	})
}
