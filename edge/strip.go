package edge

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// What the edge knows it does not pass on.

// isOurs reports whether a cookie of that name belongs to the house. A program
// may neither read nor set it.
func isOurs(name string) bool {
	return strings.HasPrefix(strings.ToLower(bareName(name)), CookiePrefix)
}

// bareName takes away the prefixes that browsers give meaning to, in whatever
// case: they do not mind either.
func bareName(name string) string {
	for _, prefix := range []string{"__Host-Http-", "__Http-", "__Host-", "__Secure-"} {
		if len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			return bareName(name[len(prefix):])
		}
	}
	return name
}

// reserved are names that JupyterHub gives meaning to on the whole origin: not for a
// program to set.
func reserved(name string) bool {
	switch name {
	case sessionIDCookie, "jupyterhub-hub-login", "jupyterhub-services":
		return true
	}
	// __Host- would hold for every path.
	return isOurs(name) || (len(name) >= 6 && strings.EqualFold(name[:6], "__Host"))
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
			part = strings.TrimSpace(part)
			name, _, _ := strings.Cut(part, "=")
			if name = strings.TrimSpace(name); name != "" && !isOurs(name) && !strings.EqualFold(name, sessionIDCookie) && !looksLikeToken(part) {
				kept = append(kept, part)
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
	stripProtocols(h)
	for name, values := range h {
		// X_Forwarded_For and X-Forwarded-For are one name to CGI-like programs.
		if strings.Contains(name, "_") || identity(name) {
			delete(h, name)
			continue
		}
		if slices.ContainsFunc(values, holdsToken) {
			delete(h, name)
		}
	}
	out.Trailer = nil // headers that nothing here would have looked at
}

// stripProtocols removes tokens from the protocols that a websocket's client
// offers, and leaves the others: without them the handshake would fail.
func stripProtocols(h http.Header) {
	const name = "Sec-Websocket-Protocol"
	offered := h[name]
	if len(offered) == 0 {
		return
	}
	var kept []string
	for _, v := range offered {
		for p := range strings.SplitSeq(v, ",") {
			if p = strings.TrimSpace(p); p != "" && !holdsToken(p) {
				kept = append(kept, p)
			}
		}
	}
	h.Del(name)
	if len(kept) > 0 {
		h.Set(name, strings.Join(kept, ", "))
	}
}

// holdsToken reports whether a header's value holds a token: as it is, escaped as
// in an address, or as the password of Basic authentication.
func holdsToken(v string) bool {
	if looksLikeToken(unescape(v)) {
		return true
	}
	scheme, basic, ok := strings.Cut(v, " ")
	if !ok || !strings.EqualFold(scheme, "basic") {
		return false
	}
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(basic))
	return err != nil || looksLikeToken(string(b)) // what cannot be read may be one
}

// unescape decodes %xx and leaves alone what is none, as lenient programs do.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// identity reports whether proxies use the header to say who somebody is.
func identity(name string) bool {
	for _, prefix := range []string{"X-Hub-", "X-Commonhall-", "Remote-", "X-Remote-", "X-Forwarded", "X-Auth-", "X-Authenticated-", "X-Original-",
		"X-Webauth-", "X-Jupyterhub-", "X-Rstudio-", "X-Ssl-", "Ssl-Client-", "X-Client-Cert", "X-Goog-Authenticated-", "X-Goog-Iap-", "X-Ms-Client-Principal", "Cf-Access-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return name == "Forwarded" || name == "X-Real-Ip" || name == "True-Client-Ip" || name == "X-Client-Ip" || name == "Cf-Connecting-Ip" || name == "Proxy-Authorization"
}

func stripQuery(raw string) string {
	var kept []string
	for part := range strings.SplitSeq(raw, "&") {
		if !looksLikeToken(unescape(part)) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// stripResponse takes from a program's answer what would reach beyond its path.
func stripResponse(h http.Header, prefix string) {
	for name := range h { // an answer has fewer headers than there are such names
		if beyondPath(name) {
			delete(h, name)
		}
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

// beyondPath reports whether browsers apply the header to more than the path that
// it came from, or would take it for the house's word.
func beyondPath(name string) bool {
	switch name {
	case "Service-Worker-Allowed", "Cross-Origin-Opener-Policy", "Clear-Site-Data",
		"Strict-Transport-Security", "Expect-Ct", "Public-Key-Pins", "Alt-Svc", "Nel", "Report-To", "Reporting-Endpoints",
		"Origin-Agent-Cluster", "Accept-Ch", "Set-Login", "Use-As-Dictionary", "Sec-Session-Registration",
		"Secure-Session-Registration", "X-Request-Id":
		return true
	case "X-Accel-Redirect", "X-Sendfile", "X-Lighttpd-Send-File", "X-Litespeed-Location", "X-Reproxy-Url":
		return true // by these a web server in front of us fetches another page, or a file of its own, in place of the answer
	}
	return false
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
