package auth

import (
	"net/http"
	"strings"

	"commonhall"
)

// A browser in which somebody has signed in once is known: it gets a cookie, and
// failures of others, at the next desk behind the same address, do not count
// against that person there. It is no credential: the password is asked for all
// the same, and as few wrong ones are taken.

// KnownCookie is the name of the cookie of a known browser, over plain HTTP.
func (a *Auth) KnownCookie() string { return a.cfg.Cookie + "-known" }

// KnownBrowser returns a value of that cookie, for a browser in which a person has
// signed in. A person who is renamed is not known under the new name.
func (a *Auth) KnownBrowser(name commonhall.UserName) string {
	id := randomHex(16)
	return id + "." + a.FormToken("known", string(name)+"\x00"+id)
}

// knownAs returns what identifies a browser that name has signed in with before,
// "" where none of its cookies says so.
func (a *Auth) knownAs(name commonhall.UserName, c Client) string {
	for _, value := range c.known {
		id, seal, _ := strings.Cut(value, ".")
		if len(id) == 32 && a.FormTokenValid("known", string(name)+"\x00"+id, seal) {
			return id
		}
	}
	return ""
}

// Client returns where a request comes from. The edge writes the address and takes
// away what a client said of it, and nobody else gets to the hub's socket for edges.
func (a *Auth) Client(r *http.Request) Client {
	c := Client{Agent: r.UserAgent(), Address: r.Header.Get("X-Forwarded-For")}
	for _, k := range r.CookiesNamed(commonhall.CookieName(a.KnownCookie(), commonhall.OverHTTPS(r))) {
		c.known = append(c.known, k.Value)
	}
	return c
}
