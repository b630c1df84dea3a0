package edge

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"commonhall"
)

// TestErrorPageKeepsThePolicy: the style that is sent is the one that the policy
// lets a browser use, nothing else runs or loads, and words stay words.
func TestErrorPageKeepsThePolicy(t *testing.T) {
	const evil = `</style><script>alert(1)</script>`
	r := httptest.NewRequest("GET", "/hub/home", nil)
	r.Header.Set("Accept", "text/html")
	w := httptest.NewRecorder()
	newErrorPages().write(w, r, commonhall.Errorf(commonhall.Unavailable, "%s", evil).WithHint(evil))
	styles := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindAllStringSubmatch(w.Body.String(), -1)
	if len(styles) != 1 || len(styles[0][1]) < 500 {
		t.Fatalf("%d styles", len(styles))
	}
	sum := sha256.Sum256([]byte(styles[0][1]))
	want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'; ") {
		t.Errorf("the policy is %q, want it to have %s", policy, want)
	}
	if m := regexp.MustCompile(`(?i)<script|\sstyle=|\son[a-z]+=|<img|<link`).FindString(w.Body.String()); m != "" {
		t.Errorf("the page has %q", m)
	}
	for name, want := range map[string]string{"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store", "Referrer-Policy": "same-origin",
		"X-Content-Type-Options": "nosniff", "Retry-After": "2"} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", w.Code)
	}
}
