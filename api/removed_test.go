package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"commonhall"
)

// removed returns who can be brought back.
func (h *hub) removed(who caller) (list []map[string]any) {
	h.t.Helper()
	w := h.call(who, "GET", "/removed", "")
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || w.Code != 200 {
		h.t.Fatalf("removed are %d %s", w.Code, w.Body)
	}
	return list
}

// TestRemovedAndBroughtBack: for JupyterHub's clients a person is gone at once; an
// administrator brings them back, and what opened the hub for them stays gone.
func TestRemovedAndBroughtBack(t *testing.T) {
	story(t, func(h *hub) {
		admin, ada := h.token("boss"), h.token("ada")
		h.ready("ada", "page")
		h.want(204, admin, "DELETE", "/users/ada", "")
		h.want(404, admin, "GET", "/users/ada", "")
		h.want(404, admin, "DELETE", "/users/ada", "")
		list := h.removed(admin)
		if len(list) != 1 || list[0]["name"] != "ada" || list[0]["purging"] != false || list[0]["until"] == nil {
			t.Fatalf("removed are %v", list)
		}
		h.want(201, admin, "POST", "/users/ada", "") // somebody else
		path := fmt.Sprint("/removed/", list[0]["id"])
		h.want(409, admin, "POST", path+"/restore", "")
		h.want(400, admin, "POST", path+"/restore", `{"name":"a b"}`)
		if m := h.want(201, admin, "POST", path+"/restore", `{"name":"Ada2"}`); m["name"] != "ada2" || m["admin"] != false || m["suspended"] != false {
			t.Errorf("back came %v", m)
		}
		h.want(404, admin, "POST", path+"/restore", `{"name":"ada3"}`)
		h.want(403, ada, "GET", "/user", "")
		h.ready("ada2", "page")
		if n := len(h.removed(admin)); n != 0 {
			t.Errorf("%d are left", n)
		}
	})
}

// TestNobodyElseBringsPeopleBack: a helper, who may neither put anybody into a group that may more
// nor set a teacher's password, does neither by way of somebody who was removed.
func TestNobodyElseBringsPeopleBack(t *testing.T) {
	story(t, func(h *hub) {
		h.rolesOfSome() // the group art may shut the hub down
		h.want(200, operator(), "POST", "/groups/art/users", `{"users":["eve"]}`)
		h.want(201, operator(), "POST", "/users", `{"usernames":["zoe","cleo"]}`)
		h.want(201, operator(), "POST", "/groups/music", `{"users":["zoe","eve"]}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"helpers","scopes":["admin:users"],"users":["cleo"]}`)
		h.want(200, operator(), "POST", "/groups/music/teachers", `{"users":["zoe"]}`)
		helper := h.token("cleo")
		h.want(403, helper, "POST", "/groups/art/users", `{"users":["cleo"]}`)
		for _, name := range []string{"eve", "zoe"} {
			h.want(403, helper, "POST", "/users/"+name+"/password", `{"password":"a long enough password"}`)
			h.want(204, operator(), "DELETE", "/users/"+name, "")
		}
		all := serving("service of all", adminScopes()...).come(h)
		for _, was := range h.removed(helper) {
			path := fmt.Sprint("/removed/", was["id"], "/restore")
			for what, c := range map[string]caller{"a helper": helper, "a service": all, "a token for some": h.token("boss", "admin:users!group=math")} {
				for _, body := range []string{"", `{"name":"new"}`} {
					if w := h.call(c, "POST", path, body); w.Code != 403 {
						t.Errorf("%s brings %s back: %d %s", what, was["name"], w.Code, w.Body)
					}
				}
			}
			h.want(201, h.token("boss", "admin:users"), "POST", path, "")
		}
		if g := h.want(200, operator(), "GET", "/groups/art", ""); fmt.Sprint(g["users"]) != "[ben eve]" {
			t.Errorf("in art are %v", g["users"])
		}
		h.want(403, helper, "POST", "/users/eve/password", `{"password":null}`)
	})
}

// TestPurgedByRootAlone, and by nobody half-way.
func TestPurgedByRootAlone(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		h.want(204, admin, "DELETE", "/users/ada", "")
		path := fmt.Sprint("/removed/", h.removed(admin)[0]["id"])
		h.want(400, operator(), "DELETE", path, "") // its home has not been deleted
		h.want(403, admin, "POST", path+"/purge", "")
		h.want(200, operator(), "POST", path+"/purge", "")
		h.want(400, admin, "POST", path+"/restore", "")
		h.want(403, admin, "DELETE", path, "")
		h.want(204, operator(), "DELETE", path, "")
		h.want(404, operator(), "DELETE", path, "")
		h.want(404, operator(), "POST", "/removed/x/purge", "")
		w := h.call(admin, "GET", "/events?user=ada&kind=user", "")
		if !strings.Contains(w.Body.String(), "user.purged") || !strings.Contains(w.Body.String(), "is deleted.") {
			t.Errorf("events are %s", w.Body)
		}
	})
}

// TestStoppedAll tells whose servers have ended.
func TestStoppedAll(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		h.ready("ben", "stubborn")
		if m := h.want(200, operator(), "GET", "/status", ""); m["running"] != 2.0 || m["used"] != 2.0 {
			t.Errorf("the hub says %v", m)
		}
		if m := h.want(200, h.token("boss"), "DELETE", "/servers", ""); fmt.Sprint(m["stopped"]) != "[ada ben]" || fmt.Sprint(m["left"]) != "map[]" {
			t.Errorf("it says %v", m)
		}
		h.until("ben", commonhall.Stopped)
		if m := h.want(200, operator(), "DELETE", "/servers", ""); fmt.Sprint(m["stopped"]) != "[]" {
			t.Errorf("with none it says %v", m)
		}
	})
}

// TestUseIsOfTheServer: what a person does elsewhere is theirs, not their server's.
func TestUseIsOfTheServer(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		was, err := h.servers.Get(h.base, commonhall.UserName("ada").Default())
		h.must(err)
		time.Sleep(time.Minute)
		at := time.Now().UTC().Format(time.RFC3339)
		h.want(200, h.token("ada"), "POST", "/users/ada/activity", `{"last_activity":"`+at+`"}`)
		if now, _ := h.servers.Get(h.base, commonhall.UserName("ada").Default()); !now.LastActivity.Equal(was.LastActivity) {
			t.Errorf("the server was used at %s", now.LastActivity)
		}
		h.want(200, h.token("ada"), "POST", "/users/ada/activity", `{"servers":{"":{"last_activity":"`+at+`"}}}`)
		if now, _ := h.servers.Get(h.base, commonhall.UserName("ada").Default()); !now.LastActivity.After(was.LastActivity) {
			t.Errorf("the server was used at %s", now.LastActivity)
		}
	})
}

// full is a machine without room.
type full struct{}

func (full) Admit(context.Context, commonhall.App) (func(), error) {
	return nil, commonhall.Errorf(commonhall.ResourceExhausted, "The machine is full.").WithHint("Come later.").RetryIn(time.Minute)
}

// TestNoRoom is told as JupyterHub tells that too many servers run.
func TestNoRoom(t *testing.T) {
	story(t, func(h *hub) {
		h.room = full{}
		w := h.call(operator(), "POST", "/users/ada/server", "")
		if w.Code != 429 || w.Header().Get("Retry-After") != "60" || !strings.Contains(w.Body.String(), "The machine is full. Come later.") {
			t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
		}
	})
}
