package commonhall

import "net/http"

// SecureCookiePrefix begins the names of the house's cookies over https. No other host
// and no page on plain HTTP can set such a cookie, and in browsers that know the whole
// of it no script can; others take it for __Host-.
const SecureCookiePrefix = "__Host-Http-"

// CookieName returns what a cookie of the house is called over https, or else over
// plain HTTP. The one never counts for the other.
func CookieName(name string, https bool) string {
	if https {
		return SecureCookiePrefix + name
	}
	return name
}

// SchemeHeader tells the hub how the browser reached the edge, which alone writes it.
const SchemeHeader = "X-Forwarded-Proto"

// OverHTTPS reports whether a request that the edge passed on came over https.
func OverHTTPS(r *http.Request) bool { return r.Header.Get(SchemeHeader) == "https" }
