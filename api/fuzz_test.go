package api

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/body"
)

// FuzzBody: whatever a stranger sends as a body is either understood or refused
// with a sentence that shows nothing of how we are built.
func FuzzBody(f *testing.F) {
	for _, s := range []string{"", "{}", `{"usernames":["eve"],"admin":true}`, `{"servers":{"":{"last_activity":"2026-01-31T12:00:00Z"}}}`,
		`[[[[`, `{"a":1}{`, "\xff\x00", `{"name":null,"scopes":[1]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, sent string) {
		for _, strict := range []bool{false, true} {
			var v struct {
				Usernames []string `json:"usernames"`
				Admin     *bool    `json:"admin"`
				Servers   map[string]struct {
					LastActivity string `json:"last_activity"`
				} `json:"servers"`
			}
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(sent))
			r.Body = http.MaxBytesReader(nil, r.Body, body.Large)
			err := (&request{Request: r}).body(&v, strict)
			said := commonhall.ForPerson(err).Msg
			if err != nil && (commonhall.KindOf(err) != commonhall.InvalidArgument || strings.Contains(said, "struct") || strings.Contains(said, "Go ")) {
				t.Errorf("%q: %v", sent, err)
			}
			for _, s := range v.Servers {
				if at, err := parseTime(s.LastActivity); err == nil && at.Year() > 9999 {
					t.Errorf("%q is read as %s", s.LastActivity, at)
				}
			}
		}
	})
}

// FuzzFilter: a query makes a list of bounded size, or is refused.
func FuzzFilter(f *testing.F) {
	for _, s := range []string{"", "offset=5&limit=10", "limit=-1", "state=ready&sort=-name", "limit=0&name_filter=%25", "sort=-&sort=id", "%zz", "offset=9223372036854775807"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/hub/api/users", RawQuery: query}}
		got, err := userFilter(&request{Request: r})
		if err != nil && commonhall.KindOf(err) != commonhall.InvalidArgument {
			t.Errorf("%q: %v", query, err)
		}
		if err == nil && (got.Limit < 0 || got.Limit > maxPage || got.Offset < 0) {
			t.Errorf("%q asks for %+v", query, got)
		}
	})
}

// FuzzTime: a time is read as it is written, with or without a zone.
func FuzzTime(f *testing.F) {
	f.Add("2026-01-31T12:00:00.123456Z")
	f.Add("2026-01-31T12:00:00+14:00")
	f.Add("2026-01-31T12:00:00.5")
	f.Fuzz(func(t *testing.T, s string) {
		at, err := parseTime(s)
		if err != nil {
			return
		}
		again, err := parseTime(at.Format(time.RFC3339Nano))
		if err != nil || !again.Equal(at) {
			t.Errorf("%q is %s, and that is %s, %v", s, at, again, err)
		}
	})
}
