package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"commonhall/auth"
	"commonhall/measure"
)

// TestRoutesAreCounted: a request is counted under the route that answered it, though its
// door gives it another context on the way.
func TestRoutesAreCounted(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hub/api/users/{name}", http.NotFound)
	b := &hub{measures: measure.New(time.Now())}
	b.handler(auth.Door{}, mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/hub/api/users/ada", nil))
	var told strings.Builder
	if _, err := b.measures.WriteTo(&told); err != nil || !strings.Contains(told.String(), `handler="/hub/api/users/{name}",code="404"`) {
		t.Errorf("%v: %s", err, told.String())
	}
}
