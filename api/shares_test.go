package api

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/scope"
)

// shareAttempts are those at the routes of shares; see attempts. Nobody shares anything who was not let.
func shareAttempts() map[string]attempt {
	//                  nobody wrong exp. script cookie none narrow server self other admin oper.
	const reads, changes = "403 403 403 403 200 403 403 403 200 404 200 200", "403 403 403 403 403 403 403 403 403 403 %[1]s %[1]s"
	out := map[string]attempt{
		"GET /shares/{name}":           {"/shares/ada", "", reads},
		"GET /share-codes/{name}":      {"/share-codes/ada", "", reads},
		"GET /users/{name}/shared":     {"", "", reads},
		"GET /groups/{group}/shared":   {"/groups/math/shared", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /shares/{name}/{$}":       {"/shares/ada/", "", reads},
		"POST /shares/{name}/{$}":      {"/shares/ada/", `{"user":"ben"}`, fmt.Sprintf(changes, "200")},
		"PATCH /shares/{name}/{$}":     {"/shares/ada/", `{"user":"ben"}`, fmt.Sprintf(changes, "200")},
		"DELETE /shares/{name}/{$}":    {"/shares/ada/", "", fmt.Sprintf(changes, "204")},
		"GET /share-codes/{name}/{$}":  {"/share-codes/ada/", "", reads},
		"POST /share-codes/{name}/{$}": {"/share-codes/ada/", "", fmt.Sprintf(changes, "200")},

		"DELETE /share-codes/{name}/{$}":            {"/share-codes/ada/", "", fmt.Sprintf(changes, "204")},
		"GET /users/{name}/shared/{owner}/{$}":      {"/users/ada/shared/ben/", "", strings.ReplaceAll(reads, "200", "404")},
		"DELETE /users/{name}/shared/{owner}/{$}":   {"/users/ada/shared/ben/", "", "403 403 403 403 403 403 403 403 404 404 404 404"},
		"GET /groups/{group}/shared/{owner}/{$}":    {"/groups/math/shared/ben/", "", "403 403 403 403 404 403 403 403 403 403 404 404"},
		"DELETE /groups/{group}/shared/{owner}/{$}": {"/groups/math/shared/ben/", "", fmt.Sprintf(changes, "404")},
	}
	for name, row := range maps.Clone(out) { // there is no server called x
		if path, is := strings.CutSuffix(name, "{$}"); is {
			out[path+"{server}"] = attempt{row.path + "x", row.body, strings.NewReplacer("200", "404", "204", "404").Replace(row.want)}
		}
	}
	return out
}

func shareMeanings() map[string]meaning {
	const page = "always a page: `items` and `_pagination`"
	out := map[string]meaning{
		"GET /shares/{name}":                        {"`offset`, `limit`", "what a person shares of their servers; " + page, "200 400 403 404"},
		"GET /share-codes/{name}":                   {"`offset`, `limit`", "the person's codes that have not expired, without what they are; " + page, "200 400 403 404"},
		"GET /users/{name}/shared":                  {"`offset`, `limit`", "what is shared with the person, also by their groups; " + page, "200 400 403 404"},
		"GET /groups/{group}/shared":                {"`offset`, `limit`", "what is shared with the group; " + page, "200 400 403 404"},
		"GET /shares/{name}/{$}":                    {"`offset`, `limit`", "with whom the server is shared; " + page, "200 400 403 404"},
		"POST /shares/{name}/{$}":                   {"`user` or `group`, `scopes` (access:servers where none is said)", "the share. The other does not open the server in a browser yet: that needs a host name for each person", "200 400 403 404 429"},
		"PATCH /shares/{name}/{$}":                  {"`user` or `group`, `scopes` that are taken back (all where none is said)", "what is left of the share, or an empty object", "200 400 403 404"},
		"DELETE /shares/{name}/{$}":                 {"", "nothing: the server is shared with nobody, and its codes are gone", "204 403 404"},
		"GET /share-codes/{name}/{$}":               {"`offset`, `limit`", "the server's codes; " + page, "200 400 403 404"},
		"POST /share-codes/{name}/{$}":              {"`scopes`, `expires_in` in seconds (60 to 31536000; a day)", "the code, with what it is in `code` and its link in `accept_url`: they are shown this once", "200 400 403 404 429"},
		"DELETE /share-codes/{name}/{$}":            {"`code` or `id`, or neither: all of the server", "nothing. What the code gave stays", "204 403 404"},
		"GET /users/{name}/shared/{owner}/{$}":      {"", "the share of that server with the person or one of their groups", "200 403 404"},
		"DELETE /users/{name}/shared/{owner}/{$}":   {"", "nothing: the person has that share no more. What a group has stays", "204 403 404"},
		"GET /groups/{group}/shared/{owner}/{$}":    {"", "the share of that server with the group", "200 403 404"},
		"DELETE /groups/{group}/shared/{owner}/{$}": {"", "nothing: the group has that share no more", "204 403 404"},
	}
	for name, m := range maps.Clone(out) {
		if path, is := strings.CutSuffix(name, "{$}"); is {
			out[path+"{server}"] = meaning{m.takes, strings.Replace(m.gives, "the server", "the server of that name", 1), m.statuses}
		}
	}
	return out
}

// sharing lets ada share, and returns her token and those of ben, who is in no group, and boss.
func (h *hub) sharing() (ada, ben, boss caller) {
	h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
	h.want(201, operator(), "POST", "/roles", `{"name":"sharer","scopes":["shares!user","read:users:name","read:groups:name"],"users":["ada"]}`)
	return h.token("ada"), h.token("ben"), h.token("boss")
}

// names returns of a page of shares whose server it is and with whom it is shared.
func (h *hub) sharesAt(c caller, path string) string {
	h.t.Helper()
	var out []string
	list, _ := h.want(200, c, "GET", path, "")["items"].([]any)
	for _, i := range list {
		m := i.(map[string]any)
		who := at(m, "user", "name")
		if m["kind"] == "group" {
			who = fmt.Sprint("group ", at(m, "group", "name"))
		}
		out = append(out, fmt.Sprint(at(m, "server", "user", "name"), "/", at(m, "server", "name"), " ", who, " ", m["scopes"]))
	}
	return strings.Join(out, "; ")
}

// TestALifeOfAShare: nobody shares who was not let; what is shared counts at once, follows
// its owner's name, and ends at once.
func TestALifeOfAShare(t *testing.T) {
	story(t, func(h *hub) {
		h.want(403, h.token("ada"), "POST", "/shares/ada/", `{"user":"ben"}`)
		ada, ben, boss := h.sharing()
		h.want(404, ben, "GET", "/users/ada/server", "")
		m := h.want(200, ada, "POST", "/shares/ada/", `{"user":"ben","scopes":["servers!server=ada/"]}`)
		if got := fmt.Sprint(m["scopes"], at(m, "server", "url"), at(m, "server", "ready"), m["kind"], m["group"]); got != "[servers!server=ada/ read:servers!server=ada/ start:servers!server=ada/ delete:servers!server=ada/]/user/ada/falseuser<nil>" {
			t.Errorf("the share is %s", got)
		}
		h.want(200, ben, "GET", "/users/ada/server", "")
		h.want(201, ben, "POST", "/users/ada/server", "")
		h.want(404, ben, "GET", "/users/ada", "")
		h.want(403, ben, "POST", "/shares/ada/", `{"user":"boss"}`)
		h.want(404, ben, "GET", "/users/ada/tokens", "")
		h.want(200, ada, "POST", "/shares/ada/", `{"user":"ben"}`)
		h.want(200, ada, "PATCH", "/shares/ada/", `{"user":"ben","scopes":["start:servers"]}`)
		const left = "ada/ ben [access:servers!server=ada/ read:servers!server=ada/ delete:servers!server=ada/]"
		for _, path := range []string{"/shares/ada", "/shares/ada/", "/users/ben/shared"} {
			if got := h.sharesAt(boss, path); got != left {
				t.Errorf("%s: %s", path, got)
			}
		}
		h.want(204, ben, "DELETE", "/users/ada/server", "")
		h.want(404, ben, "POST", "/users/ada/server", "")
		h.want(200, boss, "PATCH", "/users/ada", `{"name":"adele"}`)
		h.want(200, ben, "GET", "/users/adele/server", "")
		h.want(200, ben, "GET", "/users/ben/shared/adele/", "")
		h.want(404, ben, "GET", "/users/ben/shared/ada/", "")
		h.want(404, ben, "DELETE", "/users/adele/shared/ben/", "")
		h.want(204, ben, "DELETE", "/users/ben/shared/adele/", "")
		h.want(404, ben, "GET", "/users/adele/server", "")
		h.want(200, ada, "POST", "/shares/adele/", `{"group":"MATH","scopes":["read:servers"]}`)
		h.want(200, operator(), "POST", "/groups/math/users", `{"users":["ben"]}`)
		h.want(200, ben, "GET", "/users/adele/server", "")
		if got := h.sharesAt(ben, "/users/ben/shared") + h.sharesAt(boss, "/groups/math/shared"); got != strings.Repeat("adele/ group math [read:servers!server=adele/]", 2) {
			t.Errorf("by the group: %s", got)
		}
		if said, _ := h.want(404, ben, "DELETE", "/users/ben/shared/adele/", "")["message"].(string); !strings.Contains(said, "shared with the group math, and not with ben alone") || !strings.Contains(said, "Leave the group") {
			t.Errorf("who has it by a group and would leave it is told %q", said)
		}
		h.want(403, ben, "DELETE", "/groups/math/shared/adele/", "")
		h.want(200, operator(), "DELETE", "/groups/math/users", `{"users":["ben"]}`)
		h.want(404, ben, "GET", "/users/adele/server", "")
		h.want(204, boss, "DELETE", "/groups/math/shared/adele/", "")
		h.want(200, ada, "POST", "/shares/adele/", `{"user":"ben"}`)
		h.want(204, boss, "DELETE", "/users/ben", "")
		if got := h.sharesAt(ada, "/shares/adele"); got != "" {
			t.Errorf("with somebody who was removed: %s", got)
		}
	})
}

// TestWhatIsNotShared: what nobody can mean, and what nobody may.
func TestWhatIsNotShared(t *testing.T) {
	story(t, func(h *hub) {
		ada, _, boss := h.sharing()
		for _, c := range [][2]string{
			{`{}`, "400"}, {`{"user":"ben","group":"math"}`, "400"}, {`{"user":"nobody"}`, "400"}, {`{"group":"none"}`, "400"},
			{`{"user":"ada"}`, "400"}, {`{"user":7}`, "400"}, {`{"user":"ben","scopes":"access:servers"}`, "400"}, {`{"user":"ben"`, "400"},
			{`{"user":"ben","scope":["access:servers"]}`, "400"}, {`[]`, "400"}, {`{"user":"../ben"}`, "400"},
			{`{"user":"ben","scopes":["access:servers","tokens"]}`, "400"}, {`{"user":"ben","scopes":["nonsense"]}`, "400"}, {`{"user":"ben","scopes":["admin:servers"]}`, "400"},
			{`{"user":"ben","scopes":["inherit"]}`, "400"}, {`{"user":"ben","scopes":["shares"]}`, "400"}, {`{"user":"ben","scopes":["access:servers!user=ada"]}`, "400"},
			{`{"user":"ben","scopes":["access:servers!server=boss/"]}`, "400"}, {`{"user":"ben","scopes":["access:servers!"]}`, "400"},
		} {
			for _, method := range []string{"POST", "PATCH"} {
				if method == "PATCH" && (strings.Contains(c[0], `"nobody"`) || strings.Contains(c[0], `"none"`) || strings.Contains(c[0], `"ada"`)) && !strings.Contains(c[0], "ben") {
					continue // there is no such share, which is what was asked for
				}
				if w := h.call(boss, method, "/shares/ada/", c[0]); fmt.Sprint(w.Code) != c[1] {
					t.Errorf("%s %s: %d %s, want %s", method, c[0], w.Code, w.Body, c[1])
				}
			}
		}
		h.want(404, ada, "POST", "/shares/boss/", `{"user":"ben"}`)
		h.want(404, ada, "POST", "/shares/ada/lab", `{"user":"ben"}`)
		h.want(405, boss, "POST", "/shares/ada", `{"user":"ben"}`)
		h.want(405, boss, "DELETE", "/shares/ada", "")
		// Whoever may not know of people shares with none, and does not learn who there is.
		blind := h.token("ada", "shares!user")
		for _, body := range []string{`{"user":"ben"}`, `{"user":"nobody"}`, `{"group":"math"}`, `{"group":"none"}`} {
			h.want(403, blind, "POST", "/shares/ada/", body)
		}
		// Nobody gives more than they hold.
		h.want(200, h.token("ada", "shares!user", "read:users:name"), "POST", "/shares/ada/", `{"user":"ben"}`)
		h.want(403, h.token("ada", "shares!user", "read:users:name"), "POST", "/shares/ada/", `{"user":"ben","scopes":["delete:servers"]}`)
		h.want(403, h.token("ada", "shares!user"), "POST", "/share-codes/ada/", `{"scopes":["servers"]}`)
		for range 2 {
			h.want(200, h.token("boss", "shares!server=ada/"), "GET", "/shares/ada/", "")
			h.want(404, h.token("boss", "shares!server=ada/"), "GET", "/shares/ada", "")
		}
		for i := range 499 {
			_, err := h.db.AddGroups(h.t.Context(), []commonhall.GroupName{commonhall.GroupName(fmt.Sprint("g", i))}, nil, 700_000_000+i, 900_000_000, time.Now())
			h.must(err)
			_, err = h.db.GrantShare(h.t.Context(), commonhall.Share{Owner: "ada", Group: commonhall.GroupName(fmt.Sprint("g", i)), Scopes: []commonhall.Scope{"access:servers"}}, 500, time.Now())
			h.must(err)
		}
		h.want(429, ada, "POST", "/shares/ada/", `{"group":"math"}`)
		h.want(200, ada, "POST", "/shares/ada/", `{"user":"ben"}`) // once more the same
		page := h.want(200, ada, "GET", "/shares/ada?limit=3&offset=2", "")
		if got := fmt.Sprint(len(page["items"].([]any)), at(page, "_pagination", "total"), at(page, "_pagination", "next", "offset")); got != "3 500 5" {
			t.Errorf("a page: %s", got)
		}
	})
}

// TestShareCodes: a link gives what it says to whoever opens it, until it expires or is taken back.
func TestShareCodes(t *testing.T) {
	story(t, func(h *hub) {
		ada, ben, boss := h.sharing()
		m := h.want(200, ada, "POST", "/share-codes/ada/", `{"expires_in":60,"scopes":["read:servers"]}`)
		code, id := m["code"].(string), m["id"].(string)
		if got := fmt.Sprint(m["accept_url"], m["full_accept_url"], m["exchange_count"], m["last_exchanged_at"]); got != "/hub/accept-share?code="+code+"<nil> 0 <nil>" {
			t.Errorf("the code is %v", m)
		}
		if w := h.call(boss, "GET", "/share-codes/ada", ""); strings.Contains(w.Body.String(), code) || !strings.Contains(w.Body.String(), id) {
			t.Errorf("the list is %s", w.Body)
		}
		for _, body := range []string{`{"expires_in":59}`, `{"expires_in":31536001}`, `{"expires_in":-60}`, `{"expires_in":1e300}`, `{"expires_in":60.5}`, `{"expires_in":"x"}`, `{"user":"ben"}`, `{"scopes":["tokens"]}`} {
			h.want(400, ada, "POST", "/share-codes/ada/", body)
		}
		ctx := h.t.Context()
		if _, err := h.auth.AcceptShare(ctx, "ada", code); commonhall.KindOf(err) != commonhall.PermissionDenied {
			t.Errorf("one's own: %v", err)
		}
		if _, err := h.auth.AcceptShare(ctx, "ben", code+"x"); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("another: %v", err)
		}
		for range 2 {
			_, err := h.auth.AcceptShare(ctx, "ben", code)
			h.must(err)
		}
		h.want(200, ben, "GET", "/users/ada/server", "")
		list := h.want(200, ada, "GET", "/share-codes/ada/", "")["items"].([]any)
		if m := list[0].(map[string]any); fmt.Sprint(m["exchange_count"]) != "2" || m["last_exchanged_at"] == nil {
			t.Errorf("used: %v", m)
		}
		time.Sleep(time.Minute) // of the test's own time
		synctest.Wait()
		if _, err := h.auth.AcceptShare(ctx, "boss", code); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("after it has expired: %v", err)
		}
		h.want(404, ada, "DELETE", "/share-codes/ada/?id=1", "")
		h.want(404, ada, "DELETE", "/share-codes/ada/?id=sc_99", "")
		h.want(404, ada, "DELETE", "/share-codes/ada/?code="+code+"x", "")
		for range 100 {
			m = h.want(200, ada, "POST", "/share-codes/ada/", "")
		}
		h.want(429, ada, "POST", "/share-codes/ada/", "")
		h.want(204, ada, "DELETE", "/share-codes/ada/?"+url.Values{"code": {m["code"].(string)}}.Encode(), "")
		h.want(404, ada, "DELETE", "/share-codes/ada/?code="+m["code"].(string), "")
		h.want(204, ada, "DELETE", "/share-codes/ada/", "")
		if got := h.sharesAt(ada, "/share-codes/ada"); got != "" {
			t.Errorf("left: %s", got)
		}
		h.want(200, ben, "GET", "/users/ada/server", "") // what a code gave stays
		h.want(204, ada, "DELETE", "/shares/ada/", "")
		h.want(404, ben, "GET", "/users/ada/server", "")
	})
}

// TestShareCodesOfWhoIsShutOut: a link is a credential of its owner's, and ends with the others when
// they are suspended or begin anew; whoever had their account meanwhile may have kept it.
func TestShareCodesOfWhoIsShutOut(t *testing.T) {
	story(t, func(h *hub) {
		ctx := h.t.Context()
		for _, shutOut := range []func() error{
			func() error { return errors.Join(h.auth.Suspend(ctx, "ada"), h.auth.Resume(ctx, "ada")) },
			func() error { return h.auth.ResetPassword(ctx, "ada") },
		} {
			code, _, err := h.auth.AddShareCode(ctx, commonhall.ShareCode{Owner: "ada"}, time.Hour, scope.Administrator())
			h.must(err)
			_, err = h.auth.AcceptShare(ctx, "ben", code)
			h.must(err)
			h.must(shutOut())
			if _, err := h.auth.AcceptShare(ctx, "boss", code); commonhall.KindOf(err) != commonhall.NotFound {
				t.Errorf("a link of somebody who was shut out: %v", err)
			}
		}
	})
}
