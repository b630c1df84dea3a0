package edge

import (
	"net/http"
	"net/url"
	"strings"
)

// What the edge knows it does not pass on.

// isOurs reports whether a cookie of that name belongs to the house. A program
// may neither read nor set it.
func isOurs(name string) bool {
	for _, prefix := range []string{"__Host-", "__Secure-"} {
		name = strings.TrimPrefix(name, prefix)
	}
	return strings.HasPrefix(strings.ToLower(name), CookiePrefix)
}

// reserved are names that JupyterHub gives meaning to on the whole origin:
// readable, but not for a program to set.
func reserved(name string) bool {
	switch name {
	case "jupyterhub-session-id", "jupyterhub-hub-login", "jupyterhub-services":
		return true
	}
	return isOurs(name) || strings.HasPrefix(name, "__Host-") // which would hold for every path
}

// stripCookies removes the house's cookies and leaves the others letter by letter.
func stripCookies(h http.Header) {
	values := h.Values("Cookie")
	if len(values) == 0 {
		return
	}
	var kept []string
	for _, v := range values {
		for part := range strings.SplitSeq(v, ";") {
			name, _, _ := strings.Cut(strings.TrimSpace(part), "=")
			if name != "" && !isOurs(strings.TrimSpace(name)) {
				kept = append(kept, strings.TrimSpace(part))
			}
		}
	}
	h.Del("Cookie")
	if len(kept) > 0 {
		h.Set("Cookie", strings.Join(kept, "; "))
	}
}

// TokenPrefix begins every API token, so that one can be recognised wherever a
// client has put it.
const TokenPrefix = "ch_"

// looksLikeToken reports whether s contains something of a token's form.
func looksLikeToken(s string) bool {
	for {
		i := strings.Index(s, TokenPrefix)
		if i < 0 {
			return false
		}
		s = s[i+len(TokenPrefix):]
		if len(s) >= 32 && strings.Trim(s[:32], "abcdefghijklmnopqrstuvwxyz234567") == "" {
			return true
		}
	}
}

// stripRequest takes from an outgoing request everything that is the house's, or
// that a program might take for the house's word.
func stripRequest(out *http.Request) {
	h := out.Header
	stripCookies(h)
	for name, values := range h {
		// X_Forwarded_For and X-Forwarded-For are one name to CGI-like programs.
		if strings.Contains(name, "_") || identity(name) {
			delete(h, name)
			continue
		}
		for _, v := range values {
			if looksLikeToken(v) {
				delete(h, name)
				break
			}
		}
	}
	if strings.Contains(out.URL.RawQuery, TokenPrefix) {
		out.URL.RawQuery = stripQuery(out.URL.RawQuery)
	}
}

// identity reports whether proxies use the header to say who somebody is.
func identity(name string) bool {
	for _, prefix := range []string{"X-Hub-", "X-Commonhall-", "Remote-", "X-Remote-", "X-Forwarded-", "X-Auth-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return name == "Forwarded" || name == "X-Real-Ip" || name == "Proxy-Authorization"
}

func stripQuery(raw string) string {
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		v, err := url.QueryUnescape(part)
		if err != nil || !looksLikeToken(v) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// stripResponse takes from a program's answer what would reach beyond its path.
func stripResponse(h http.Header, prefix string) {
	for _, name := range []string{"Service-Worker-Allowed", "Cross-Origin-Opener-Policy", "Clear-Site-Data",
		"Strict-Transport-Security", "Public-Key-Pins", "Alt-Svc", "Nel", "Report-To", "Reporting-Endpoints",
		"Origin-Agent-Cluster", "X-Request-Id"} {
		h.Del(name)
	}
	cookies := h.Values("Set-Cookie")
	if len(cookies) == 0 {
		return
	}
	h.Del("Set-Cookie")
	for _, c := range cookies {
		if c, ok := confineCookie(c, prefix); ok {
			h.Add("Set-Cookie", c)
		}
	}
}

// confineCookie rewrites one Set-Cookie so that it holds below prefix alone.
func confineCookie(raw, prefix string) (string, bool) {
	parts := strings.Split(raw, ";")
	name, _, _ := strings.Cut(parts[0], "=")
	if name = strings.TrimSpace(name); name == "" || reserved(name) {
		return "", false
	}
	out, path := []string{strings.TrimSpace(parts[0])}, prefix
	for _, attr := range parts[1:] {
		key, value, _ := strings.Cut(strings.TrimSpace(attr), "=")
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "domain":
		case "path":
			if v := strings.TrimSpace(value); strings.HasPrefix(v, prefix) {
				path = v
			}
		default:
			out = append(out, strings.TrimSpace(attr))
		}
	}
	return strings.Join(append(out, "Path="+path), "; "), true
}
