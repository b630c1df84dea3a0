package edge

import (
	"context"
	"net/http"
	"strings"

	"commonhall/gate"
)

// sessionIDCookie is JupyterHub's cookie that names a session and opens nothing.
const sessionIDCookie = "jupyterhub-session-id"

type passKey struct{}

// withPass returns a request that carries what its program is told of who asks.
func withPass(r *http.Request, p gate.Pass) *http.Request {
	if p == (gate.Pass{}) {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), passKey{}, p))
}

// show tells the program who asks, in a request from which everything else has been
// stripped: in the hub's words, not in the browser's. Most programs are told nothing.
func show(in, out *http.Request) {
	p, _ := in.Context().Value(passKey{}).(gate.Pass)
	if p.Session != "" {
		out.Header.Set("Cookie", strings.Join(append(out.Header.Values("Cookie"), sessionIDCookie+"="+string(p.Session)), "; "))
	}
	if p.Token != "" {
		out.Header.Set("Authorization", "token "+p.Token)
	}
}
