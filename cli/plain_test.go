package cli

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAnswersThatMoveTheScreen: what a hub says is shown, and nothing more.
func TestAnswersThatMoveTheScreen(t *testing.T) {
	w := httptest.NewRecorder()
	w.WriteHeader(http.StatusBadRequest)
	_, _ = w.WriteString(`{"message":"no such \u001b]0;title\u0007\u001b[2Jperson, \u0430da\u202e"}`)
	var out strings.Builder
	report(&out, failed(w.Result()))
	if said := out.String(); strings.ContainsAny(said, "\x1b\x07\u202e") || !strings.Contains(said, "person, \u0430da") {
		t.Errorf("%q", said)
	}
	out.Reset()
	if n, err := (plain{&out}).Write([]byte("NAME\tada\x1b[31m\n")); n != 14 || err != nil || strings.Contains(out.String(), "\x1b") || !strings.HasSuffix(out.String(), "\n") {
		t.Errorf("%d %v %q", n, err, out.String())
	}
}
