package api

import (
	"encoding/json"
	"testing"
)

// TestCertificates: what the edge has, in order, with what went wrong; and only what
// there is can be renewed.
func TestCertificates(t *testing.T) {
	story(t, func(h *hub) {
		var got []map[string]any
		if err := json.Unmarshal(h.call(operator(), "GET", "/certificates", "").Body.Bytes(), &got); err != nil || len(got) != 2 {
			t.Fatalf("%v, %v", got, err)
		}
		for key, want := range map[string]any{"name": "hall.example.org", "issuer": "Pebble", "until": "2026-12-24T18:00:00.000000Z", "error_at": nil, "ending": false} {
			if got[0][key] != want {
				t.Errorf("%s is %v, not %v", key, got[0][key], want)
			}
		}
		for key, want := range map[string]any{"name": "*.example.org", "issuer": "", "until": nil, "error": "The authority cannot look up example.org.", "hint": "Wait."} {
			if got[1][key] != want {
				t.Errorf("%s is %v, not %v", key, got[1][key], want)
			}
		}
		h.want(202, operator(), "POST", "/certificates/hall.example.org/renew", "")
		h.want(404, operator(), "POST", "/certificates/evil.example.org/renew", "")
	})
}
