package edge

import (
	"crypto/rand"
	"encoding/base32"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"commonhall"
)

// newRequestID returns 26 characters that sort by time: 48 bits of milliseconds,
// 80 random ones, in base32hex (RFC 4648), lower case.
func newRequestID() commonhall.RequestID {
	var b [16]byte
	ms := time.Now().UnixMilli()
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	_, _ = rand.Read(b[6:]) // never fails (crypto/rand)
	return commonhall.RequestID(strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:])))
}

func badRequest(msg string) error {
	return commonhall.Errorf(commonhall.InvalidArgument, "%s", msg)
}

// check refuses requests that two programs could read in two ways. Proxies have
// been walked through by each of these.
func check(r *http.Request) error {
	switch r.Method {
	case http.MethodConnect, http.MethodTrace:
		return badRequest("This method is not served here.")
	}
	if !strings.HasPrefix(r.RequestURI, "/") {
		return badRequest("The request's target is not a path.")
	}
	if strings.HasPrefix(r.RequestURI, "//") {
		return badRequest("The path begins with two slashes.")
	}
	if err := checkPath(r.URL.EscapedPath()); err != nil {
		return err
	}
	if len(r.Header.Values("Upgrade")) > 0 {
		if !isWebsocket(r) {
			return badRequest("Only websockets can be upgraded to here.")
		}
		if r.ContentLength != 0 {
			return badRequest("A websocket's handshake has no body.")
		}
	}
	return nil
}

// checkPath looks at the path as a program behind us will see it, decoded.
func checkPath(escaped string) error {
	decoded, err := url.PathUnescape(escaped)
	if err != nil {
		return badRequest("The path is not properly escaped.")
	}
	if !utf8.ValidString(decoded) {
		return badRequest("The path is not valid UTF-8.")
	}
	for _, c := range []byte(decoded) {
		if c < 0x20 || c == 0x7f || c == '\\' {
			return badRequest("The path contains a control character or a backslash.")
		}
	}
	for segment := range strings.SplitSeq(decoded, "/") {
		if segment == "." || segment == ".." {
			return badRequest("The path contains a segment . or .. .")
		}
	}
	return nil
}

// isWebsocket reports whether r is a websocket handshake (RFC 6455 section 4.1).
func isWebsocket(r *http.Request) bool {
	up := r.Header.Values("Upgrade")
	if len(up) != 1 || !strings.EqualFold(strings.TrimSpace(up[0]), "websocket") || r.Method != http.MethodGet || !r.ProtoAtLeast(1, 1) {
		return false
	}
	for _, v := range r.Header.Values("Connection") {
		for token := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(token), "upgrade") {
				return true
			}
		}
	}
	return false
}

// isSafe reports whether a method promises to change nothing.
func isSafe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// sameOrigin reports whether a request that counts on a cookie was made by a page
// of this origin, or by no page at all. GET requests of other sites are harmless
// by the rules of the web; anything else, and websockets, are not.
func sameOrigin(r *http.Request) bool {
	if isSafe(r.Method) && !isWebsocket(r) {
		return true
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || !strings.EqualFold(u.Host, r.Host) || (overHTTPS(r) && u.Scheme != "https") {
			return false
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return false
}
