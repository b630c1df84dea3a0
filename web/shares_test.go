package web

import (
	"net/url"
	"testing"
	"time"

	"commonhall"
	"commonhall/scope"
)

// TestAcceptShare: a link asks first, gives on a button, and is nothing to its owner, or
// when it has expired.
func TestAcceptShare(t *testing.T) {
	h := open(t, false, "ada", "ben")
	code, c, err := h.auth.AddShareCode(t.Context(), commonhall.ShareCode{Owner: "ada", Scopes: []commonhall.Scope{"access:servers", "read:servers"}}, time.Hour, scope.Administrator())
	h.must(err)
	at := "/hub/accept-share?" + url.Values{"code": {code}}.Encode()
	ben := h.signedIn("ben")
	p := ben.get(at).shows(200, "ada wants to share a server with you", "You will be able to open it and see how it is doing.", "needs a host name for each person")
	form := url.Values{"code": {code}}
	ben.post("/hub/accept-share", form).shows(403) // without the token of the page
	if list, err := h.auth.Shares(t.Context(), commonhall.ShareFilter{Owner: "ada"}); err != nil || len(list) != 0 {
		t.Errorf("before the button: %v, %v", list, err)
	}
	ben.submit(p, "/hub/accept-share").shows(200, "ada shares a server with you", "You may open it and see how it is doing.")
	if list, err := h.auth.Shares(t.Context(), commonhall.ShareFilter{User: "ben"}); err != nil || len(list) != 1 || list[0].Owner != "ada" {
		t.Errorf("after it: %v, %v", list, err)
	}
	ada := h.signedIn("ada")
	ada.get(at).shows(403, "your own server")
	ada.post("/hub/accept-share", url.Values{"code": {code}, "_xsrf": {h.auth.FormToken("page", string(ada.session.ID))}}).shows(403, "your own server")
	ben.get("/hub/accept-share?code=x").shows(404, "no such code")
	ben.get("/hub/accept-share").shows(404, "no such code")
	h.must(h.auth.RemoveShareCode(t.Context(), "ada", "", "", c.ID))
	ben.get(at).shows(404, "no such code")
}

func shareSamples() []sample {
	v := AcceptShareView{Frame: sampleFrame("A server of ben", "/hub/home", pupil()), Code: "q6vB", Owner: "ben", May: []string{"open it", "start it", "stop it"}}
	return []sample{{"accept-share", PageAcceptShare, v}, {"accept-share-done", PageAcceptShare, with(v, func(v *AcceptShareView) { v.Accepted, v.Server = true, "lab" })}}
}
