package commonhall

import "testing"

func TestACodeStandsInNoLog(t *testing.T) {
	for path, want := range map[string]string{
		"/hub/invite/abcdefgh2345":     "/hub/invite/…",
		"//hub/invite/abcdefgh2345":    "//hub/invite/…",
		"/x/hub/invite/abcdefgh2345/y": "/x/hub/invite/…",
		"/hub/invite":                  "/hub/invite",
		"/hub/home":                    "/hub/home",

		"/hub/api/authorizations/token/ch_x": "/hub/api/authorizations/…",
		"/hub/api/authorizations/cookie/a/b": "/hub/api/authorizations/…",

		"": "",
	} {
		if got := LogPath(path); got != want {
			t.Errorf("of %q the log says %q, want %q", path, got, want)
		}
	}
}
