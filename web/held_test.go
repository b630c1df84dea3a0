package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"commonhall/body"
)

// without is a form that does not end, and counts what is read of it.
type without struct{ read int }

func (b *without) Close() error { return nil }
func (b *without) Read(p []byte) (int, error) {
	copy(p, strings.Repeat("x", len(p)))
	b.read += len(p)
	return len(p), nil
}

// TestFormsWithoutEnd: of a form no more is read than it needs, of a stranger's least,
// whatever its address; lists and files of packages may be long.
func TestFormsWithoutEnd(t *testing.T) {
	h := open(t, true, "teacher")
	teacher := h.signedIn("teacher")
	for path, most := range map[string]int{"/hub/login": body.Stranger, "/hub/account/password": body.Small, "/hub/admin/add": body.Large,
		"/hub/admin/group/math/join": body.Large, "/hub/admin/group/math/limits": body.Small} {
		for who, b := range map[string]*browser{"nobody": h.browser(), "teacher": teacher} {
			sent := &without{}
			r := httptest.NewRequest(http.MethodPost, path, nil)
			r.Body, r.ContentLength = sent, -1
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for _, c := range b.jar.Cookies(address(path)) {
				r.AddCookie(c)
			}
			w := httptest.NewRecorder()
			h.handler.ServeHTTP(w, r)
			want := most
			if who == "nobody" {
				want = body.Stranger
			}
			if sent.read > 2*want || sent.read < want {
				t.Errorf("%s, %s: %d bytes were read, %d", path, who, sent.read, w.Code)
			}
			if w.Code != http.StatusBadRequest && w.Code != http.StatusSeeOther {
				t.Errorf("%s, %s: %d", path, who, w.Code)
			}
		}
	}
}
