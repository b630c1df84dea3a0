package edge

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// Requests that two programs could read in two ways reach nobody.
func TestAmbiguousRequestsAreRefused(t *testing.T) {
	h := newHouse(t)
	h.program(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the program got %s %s", r.Method, r.RequestURI)
	})
	h.hub.handle(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("the hub got %s %s", r.Method, r.RequestURI) })
	h2c := "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__"
	websocket := "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
	for name, text := range map[string]string{
		"h2c":                         get11("/user/ada/", h2c),
		"h2c to the hub":              get11("/hub/home", h2c),
		"h2c without Connection":      get11("/user/ada/", "Upgrade: h2c"),
		"two upgrades":                get11("/user/ada/", websocket, "Upgrade: h2c"),
		"upgrades in a list":          get11("/user/ada/", "Connection: Upgrade", "Upgrade: websocket, h2c"),
		"a websocket by POST":         strings.Replace(get11("/user/ada/", websocket), "GET", "POST", 1),
		"a websocket with a body":     get11("/user/ada/", websocket, "Content-Length: 5") + "hello",
		"a websocket with chunks":     get11("/user/ada/", websocket, "Transfer-Encoding: chunked") + "0\r\n\r\n",
		"a websocket by HTTP/1.0":     strings.Replace(get11("/user/ada/", websocket), "HTTP/1.1", "HTTP/1.0", 1),
		"CONNECT":                     "CONNECT evil:80 HTTP/1.1\r\nHost: evil:80\r\n\r\n",
		"CONNECT with a path":         strings.Replace(get11("/user/ada/"), "GET", "CONNECT", 1),
		"TRACE":                       strings.Replace(get11("/user/ada/"), "GET", "TRACE", 1),
		"absolute form":               get11("http://evil/user/ada/"),
		"absolute form, https":        get11("https://evil/user/ada/"),
		"two slashes":                 get11("//evil/user/ada/"),
		"two slashes and the user":    get11("//user/ada/"),
		"a backslash":                 get11(`/\evil`),
		"a backslash, escaped":        get11("/user/ada/%5c..%5cben"),
		"dots":                        get11("/user/ada/../ben/"),
		"dots, escaped":               get11("/user/ada/%2e%2e/ben/"),
		"dots, half escaped":          get11("/user/ada/.%2E/ben/"),
		"dots behind escaped slashes": get11("/user/ada/x%2f..%2f..%2fben/"),
		"dots at the end":             get11("/user/ada/.."),
		"one dot":                     get11("/user/ada/./x"),
		"dots for a name":             get11("/user/../hub/"),
		"dots below the hub":          get11("/hub/..%2fgate"),
		"a NUL":                       get11("/user/ada/%00"),
		"a newline":                   get11("/user/ada/%0d%0aX: y"),
		"DEL":                         get11("/user/ada/%7f"),
		"invalid UTF-8":               get11("/user/ada/%ff"),
		"invalid UTF-8, raw":          get11("/user/ada/\xff"),
		"an overlong dot":             get11("/user/ada/%c0%ae%c0%ae/ben"),
		"a bad escape":                get11("/user/ada/%zz"),
		"two lengths":                 get11("/user/ada/", "Content-Length: 1", "Content-Length: 2") + "x",
		"two hosts":                   get11("/user/ada/", "Host: evil"),
		"a space before the colon":    get11("/user/ada/", "X-A : b"),
		"an unknown encoding":         get11("/user/ada/", "Transfer-Encoding: cow"),
		"a header too large":          get11("/user/ada/", "X-A: "+strings.Repeat("a", 80<<10)),
		"no HTTP":                     "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			if a := h.raw(text); a != nil && (a.StatusCode < 400 || a.StatusCode > 505 || a.StatusCode == 500) {
				t.Errorf("%s: %s", a.Status, a.body)
			}
		})
	}
}

// The server's own request is not the edge's, and the other way round.
func TestTheQueryIsNoPath(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	for _, target := range []string{"/user/ada/x?p=../../y", "/user/ada/x?%zz&a;b", "/user/ada/%252e%252e/x", "/user/ada/...", "/user/ada/a..b/.hidden"} {
		if a := h.raw(get11(target)); a == nil || a.body != "GET "+target {
			t.Errorf("%s: %v", target, a)
		}
	}
}

func FuzzCheckPath(f *testing.F) {
	for _, s := range []string{"/user/ada/", "/a/%2e%2e/b", "/%5c", "/%ff", "/%00", "/..", "/a%2f.%2fb", "/%", "/%25", "/é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if checkPath(s) != nil {
			return
		}
		decoded, err := url.PathUnescape(s)
		if err != nil || !utf8.ValidString(decoded) || strings.ContainsAny(decoded, "\\\x00\r\n") {
			t.Fatalf("%q was let through", s)
		}
		if clean := "/" + strings.TrimPrefix(decoded, "/") + "/"; strings.Contains(clean, "/../") || strings.Contains(clean, "/./") {
			t.Fatalf("%q was let through", s)
		}
	})
}

// Another web site must not act with the visitor's cookie. The table is method,
// headers, and whether it is let through.
func TestOtherSites(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	own := "Origin: http://" + h.addr
	for _, c := range []struct {
		method string
		header []string
		ok     bool
	}{
		{"GET", []string{"Sec-Fetch-Site: cross-site", "Origin: http://evil"}, true}, // harmless, by the rules of the web
		{"HEAD", []string{"Sec-Fetch-Site: cross-site"}, true},
		{"POST", nil, true}, // no browser
		{"POST", []string{"Sec-Fetch-Site: same-origin", own}, true},
		{"POST", []string{"Sec-Fetch-Site: none"}, true},
		{"POST", []string{own}, true},
		{"POST", []string{"Sec-Fetch-Site: cross-site"}, false},
		{"POST", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, false},
		{"POST", []string{"Sec-Fetch-Site: same-site"}, false},
		{"POST", []string{"Sec-Fetch-Site: Same-Origin"}, false},
		{"POST", []string{"Sec-Fetch-Site: same-origin", "Origin: http://evil"}, false},
		{"POST", []string{"Origin: null"}, false},
		{"POST", []string{"Origin: http://" + h.addr + ".evil"}, false},
		{"POST", []string{"Origin: http://127.0.0.1"}, false},
		{"POST", []string{"Origin: ://"}, false},
		{"DELETE", []string{"Origin: http://evil"}, false},
		{"PROPFIND", []string{"Sec-Fetch-Site: cross-site"}, false},
	} {
		a := h.request(c.method, "/user/ada/x", nil, c.header...)
		if (a.StatusCode == 200) != c.ok || (a.StatusCode != 200 && a.StatusCode != 403) {
			t.Errorf("%s %v: %s", c.method, c.header, a.Status)
		}
		// Who shows a token is steered by nobody else.
		if a := h.request(c.method, "/user/ada/x", nil, append(c.header, "Authorization: token "+adasToken)...); a.StatusCode != 200 {
			t.Errorf("%s %v with a token: %s", c.method, c.header, a.Status)
		}
	}
}

// Two cookies of the session's name mean that somebody planted one.
func TestPlantedCookies(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	for _, planted := range []string{adasCookie + "; " + cookieName + "=evil", cookieName + "=evil; " + adasCookie} {
		a := h.get("/user/ada/", "Cookie: "+planted)
		if a.StatusCode != 302 || a.Header.Get("Clear-Site-Data") != `"cookies"` {
			t.Errorf("%s: %s, clears %q", planted, a.Status, a.Header.Get("Clear-Site-Data"))
		}
	}
	if a := h.raw("GET /user/ada/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + adasCookie + "\r\nCookie: " + cookieName + "=evil\r\n\r\n"); a == nil || a.StatusCode != 302 {
		t.Errorf("in two headers: %v", a)
	}
	for _, fine := range []string{adasCookie + "; other=1", "x=" + cookieName + "; " + adasCookie, strings.ToUpper(cookieName) + "=evil; " + adasCookie} {
		if a := h.get("/user/ada/", "Cookie: "+fine); a.StatusCode != 200 {
			t.Errorf("%s: %s", fine, a.Status)
		}
	}
}

// Old clients are served too.
func TestHTTP10(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush() // the program answers in chunks, which HTTP/1.0 does not have
		fmt.Fprintf(w, "host %q", r.Host)
	})
	conn, r := h.dial()
	fmt.Fprintf(conn, "GET /user/ada/ HTTP/1.0\r\nCookie: %s\r\n\r\n", adasCookie)
	b, err := io.ReadAll(r)
	if err != nil || !strings.HasPrefix(string(b), "HTTP/1.0 200 OK\r\n") || !strings.HasSuffix(string(b), "\r\n\r\nhost \"server\"") || strings.Contains(string(b), "chunked") {
		t.Errorf("%v\n%s", err, b)
	}
}

func TestExpectContinue(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Refuse") != "" {
			w.WriteHeader(http.StatusTeapot)
			return
		}
		b, _ := io.ReadAll(r.Body)
		_, _ = w.Write(b)
	})
	conn, r := h.dial()
	head := "POST /user/ada/x HTTP/1.1\r\nHost: " + h.addr + "\r\nCookie: " + adasCookie + "\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
	_, _ = io.WriteString(conn, head+"\r\n")
	if line, _ := r.ReadString('\n'); line != "HTTP/1.1 100 Continue\r\n" {
		t.Fatalf("the edge said %q", line)
	}
	_, _ = r.ReadString('\n')
	_, _ = io.WriteString(conn, "hello")
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := io.ReadAll(resp.Body); string(b) != "hello" {
		t.Errorf("%s %q", resp.Status, b)
	}
}

// Lines may end in a bare line feed. Of a length and chunks the chunks count, and
// the length goes no further.
func TestSloppyButClearRequests(t *testing.T) {
	h := newHouse(t)
	h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		b, _ := io.ReadAll(req.Body)
		said := fmt.Sprintf("%s %q %q", req.URL.Path, b, req.Header.Get("Content-Length"))
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", len(said), said)
	})
	for text, want := range map[string]string{
		strings.ReplaceAll(get11("/user/ada/x"), "\r\n", "\n"):                                                                             `/user/ada/x "" ""`,
		strings.Replace(get11("/user/ada/y", "Content-Length: 3", "Transfer-Encoding: chunked"), "GET", "POST", 1) + "1\r\na\r\n0\r\n\r\n": `/user/ada/y "a" ""`,
	} {
		if a := h.raw(text); a == nil || a.body != want {
			t.Errorf("%q: %v", text, a)
		}
	}
}

// TestLongHeads: what browsers send is let through, and what only fills memory is not
// even read.
func TestLongHeads(t *testing.T) {
	h := newHouse(t)
	for size, want := range map[int]int{24 << 10: 200, 60 << 10: 431} {
		if got := h.raw("GET /hub/x HTTP/1.1\r\nHost: hall.example\r\nConnection: close\r\nX-Long: " + strings.Repeat("x", size) + "\r\n\r\n"); got == nil || got.StatusCode != want {
			t.Errorf("with %d bytes: %+v", size, got)
		}
	}
}
