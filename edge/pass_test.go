package edge

import (
	"fmt"
	"strings"
	"testing"

	"commonhall/gate"
)

// TestAProgramIsToldWhoAsks: one that signs people in by itself hears it from the hub, in
// requests and in handshakes, whatever the browser says. Nobody's own token gets there.
func TestAProgramIsToldWhoAsks(t *testing.T) {
	const shown = "ch_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
	h := newHouse(t)
	h.serve(listen(h), echo, adasAnswer)
	a := h.hub.answer(adasSession, "ada")
	a.Pass = gate.Pass{Session: "s1"}
	h.hub.say(adasSession, "ada", a)
	a.Session, a.Token, a.Pass = "", 7, gate.Pass{Token: shown}
	h.hub.say(adasToken, "ada", a)
	websocket := "Connection: Upgrade, Authorization, Cookie\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
	for what, c := range map[string]struct{ request, want string }{
		"a browser":             {get11("/user/ada/"), "Cookie: jupyterhub-session-id=s1"},
		"with one planted":      {get11("/user/ada/", "Cookie: jupyterhub-session-id=evil; b=1; jupyterhub-session-id=worse"), "Cookie: b=1; jupyterhub-session-id=s1"},
		"without its header":    {strings.Replace(get11("/user/ada/"), "Connection: close", "Connection: close, Cookie", 1), "Cookie: jupyterhub-session-id=s1"},
		"an API client":         {get11("/user/ada/", "Authorization: Bearer "+adasToken), "Authorization: token " + shown},
		"with two tokens":       {get11("/user/ada/", "Authorization: token "+adasToken, "Authorization: token "+shown), "Authorization: token " + shown},
		"a browser's websocket": {"GET /user/ada/ HTTP/1.1\r\nHost: x\r\nCookie: " + adasCookie + "\r\n" + websocket, "Cookie: jupyterhub-session-id=s1"},
		"a client's websocket":  {"GET /user/ada/ HTTP/1.1\r\nHost: x\r\nAuthorization: token " + adasToken + "\r\n" + websocket, "Authorization: token " + shown},
	} {
		a := h.raw(c.request)
		if a == nil || strings.Count(a.body, "\n"+c.want+"\n") != 1 || strings.Contains(a.body, adasToken) || strings.Contains(a.body, adasSession) || strings.Contains(a.body, "evil") {
			t.Errorf("%s: the program saw\n%v", what, a)
			continue
		}
		if both := strings.Count(a.body, "Cookie: ") + strings.Count(a.body, "Authorization: "); both != 1 {
			t.Errorf("%s: the program was told more:\n%s", what, a.body)
		}
	}
	if log := fmt.Sprint(h.log); strings.Contains(log, shown) {
		t.Error("the log holds the token")
	}
}
