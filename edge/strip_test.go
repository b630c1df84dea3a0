package edge

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// echo answers with the headers that the program sees, in order.
func echo(w http.ResponseWriter, r *http.Request) {
	var lines []string
	for name, values := range r.Header {
		for _, v := range values {
			lines = append(lines, name+": "+v)
		}
	}
	slices.Sort(lines)
	fmt.Fprintf(w, "%s\n%s\nHost: %s\n", r.URL.RequestURI(), strings.Join(lines, "\n"), r.Host)
}

// Nobody can pretend to the program to be the house.
func TestIdentityHeaders(t *testing.T) {
	h := newHouse(t)
	h.program(echo)
	names := []string{"X-Hub-User", "X_Hub_User", "x-hub-user", "X-Commonhall-User", "Remote-User", "Remote_User", "X-Remote-User",
		"X-Forwarded-User", "X_Forwarded_For", "X-Forwarded", "Forwarded", "X-Real-IP", "X-Auth-Request-User", "X-Authenticated-User",
		"X-Original-URL", "Proxy-Authorization", "X-Forwarded-Prefix", "X-Forwarded-Port",
		"X-WEBAUTH-USER", "X-JupyterHub-User", "X-RStudio-Username", "X-SSL-Client-CN", "SSL-Client-Cert", "X-Client-Cert", "X-Goog-Authenticated-User-Email",
		"X-Goog-IAP-JWT-Assertion", "X-MS-CLIENT-PRINCIPAL-NAME", "Cf-Access-Authenticated-User-Email", "True-Client-IP", "X-Client-IP", "Cf-Connecting-IP"}
	var lines []string
	for _, n := range names {
		lines = append(lines, n+": evil")
	}
	a := h.raw(get11("/user/ada/x", lines...))
	if a == nil || a.StatusCode != 200 || strings.Contains(a.body, "evil") {
		t.Fatalf("the program saw\n%v", a)
	}
	want := []string{"X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: hall.example", "X-Forwarded-Proto: http", "Host: hall.example"}
	// What the edge says cannot be taken away by naming it in Connection, nor doubled.
	for _, text := range []string{get11("/user/ada/x"),
		strings.Replace(get11("/user/ada/x"), "Connection: close", "Connection: close, X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto, X-Request-Id", 1),
		get11("/user/ada/x", "X-Forwarded-For: 1.1.1.1", "X-Forwarded-Host: evil", "X-Forwarded-Proto: evil", "X-Request-Id: evil")} {
		a := h.raw(text)
		if a == nil || strings.Contains(a.body, "evil") || !strings.Contains(a.body, "X-Request-Id: "+a.Header.Get("X-Request-Id")) {
			t.Errorf("the program saw\n%v", a)
			continue
		}
		for _, line := range want {
			if strings.Count(a.body, "\n"+line+"\n") != 1 {
				t.Errorf("%s is missing in\n%s", line, a.body)
			}
		}
	}
}

// Headers behind the body are headers.
func TestNoTrailersReachTheProgram(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		var b [10]byte
		for n := 1; n > 0; {
			n, _ = r.Body.Read(b[:])
		}
		fmt.Fprint(w, r.Trailer, r.Header.Get("Trailer"))
	})
	a := h.raw("POST /user/ada/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + adasCookie + "\r\nTrailer: X-Hub-User, X-A\r\n" +
		"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Hub-User: root\r\nX-A: 1\r\n\r\n")
	if a == nil || a.body != "map[]" {
		t.Errorf("the program saw %v", a)
	}
}

func TestOurCookiesNeverReachTheProgram(t *testing.T) {
	h := newHouse(t)
	h.program(echo)
	for sent, want := range map[string]string{
		adasCookie: "",
		adasCookie + "; jupyterhub-session-id=abc; _xsrf=\"a b\"":               `_xsrf="a b"`,
		adasCookie + "; JupyterHub-Session-ID=abc; b=1":                         "b=1",
		"a=1;" + adasCookie + ";b=2":                                            "a=1; b=2",
		adasCookie + "; COMMONHALL-main=x; Commonhall-other=y; commonhall-=z":   "",
		adasCookie + "; __Host-commonhall-main=x; __secure-Commonhall-main=y":   "",
		adasCookie + "; __Host-__Secure-commonhall-main=x; __Http-commonhall-=": "",
		adasCookie + "; __Host-Http-commonhall-x=1":                             "",
		adasCookie + `; x="y; commonhall-other=z; w"; v=1`:                      `x="y; w"; v=1`,
		adasCookie + "; commonhall-other = spaced ; \tcommonhall-tab=1":         "",
		adasCookie + "; commonhall-other":                                       "",
		adasCookie + "; =nameless; bare":                                        "bare",
		adasCookie + "; t=" + adasToken + "; u=1":                               "u=1",
		adasCookie + "; xcommonhall-main=1; commonhallmain=2":                   "xcommonhall-main=1; commonhallmain=2",
	} {
		a := h.raw("GET /user/ada/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + sent + "\r\nCookie: " + cookieName + "-form=1\r\n\r\n")
		got := ""
		if a != nil {
			_, got, _ = strings.Cut(a.body, "Cookie: ")
			got, _, _ = strings.Cut(got, "\n")
		}
		if a == nil || a.StatusCode != 200 || got != want {
			t.Errorf("of %s the program saw %q, not %q (%v)", sent, got, want, a)
		}
	}
}

func TestTokensNeverReachTheProgram(t *testing.T) {
	h := newHouse(t)
	h.program(echo)
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("ada:"+adasToken))
	escaped := strings.Replace(adasToken, "_", "%5F", 1)
	for _, c := range [][]string{
		{"Authorization: token " + adasToken}, {"Authorization: Bearer " + adasToken}, {"Authorization: BEARER   " + adasToken},
		{"Authorization: " + adasToken}, {"Authorization: " + basic}, {"Authorization: basic !!!" + adasToken},
		{"Referer: http://x/user/ada/?token=" + adasToken}, {"Referer: http://x/user/ada/?token=" + escaped},
		{"X-Token: " + adasToken}, {"X-Anything: a, b, " + adasToken + "x"},
		{"Sec-WebSocket-Protocol: v1.kernel, v1.token." + adasToken},
	} {
		a := h.get("/user/ada/x", c...)
		if a.StatusCode != 200 || strings.Contains(a.body, adasToken[4:]) || strings.Contains(a.body, basic) {
			t.Errorf("%v: the program saw\n%s", c, a.body)
		}
	}
	for query, want := range map[string]string{
		"token=" + adasToken: "", "a=1&token=" + adasToken + "&b=2": "a=1&b=2", "token=" + escaped: "", "x=%zz" + escaped: "",
		"%74oken=%63h_" + adasToken[3:]: "", adasToken: "", "token=ch_short&a=b": "token=ch_short&a=b", "a;b&c=%&": "a;b&c=%&",
	} {
		path := "/user/ada/x"
		if want != "" {
			path += "?" + want
		}
		if a := h.raw(get11("/user/ada/x?" + query)); a == nil || !strings.HasPrefix(strings.Replace(a.body, "?\n", "\n", 1), path+"\n") {
			t.Errorf("of %s the program saw %v", query, a)
		}
	}
	// A program's own credentials are none of ours.
	a := h.get("/user/ada/x", "Authorization: token secret-of-jupyter", "Sec-WebSocket-Protocol: v1.kernel, v1.token."+adasToken)
	if !strings.Contains(a.body, "Authorization: token secret-of-jupyter\n") || !strings.Contains(a.body, "Sec-Websocket-Protocol: v1.kernel\n") {
		t.Errorf("the program saw\n%s", a.body)
	}
	if a := h.get("/user/ada/x", "Authorization: Basic YWRhOnNlY3JldA=="); !strings.Contains(a.body, "Authorization: Basic YWRhOnNlY3JldA==\n") {
		t.Errorf("the program saw\n%s", a.body)
	}
}

// What a program's answer may say, and what would reach beyond its path.
func TestAnswersSpeakForTheirOwnPathOnly(t *testing.T) {
	h := newHouse(t)
	origin := []string{"X-Accel-Redirect", "X-Sendfile", "X-LIGHTTPD-send-file", "Cross-Origin-Opener-Policy", "Clear-Site-Data", "Service-Worker-Allowed", "Strict-Transport-Security", "Alt-Svc",
		"NEL", "Report-To", "Reporting-Endpoints", "Origin-Agent-Cluster", "Accept-CH", "Set-Login", "Use-As-Dictionary", "Public-Key-Pins",
		"Secure-Session-Registration", "Sec-Session-Registration", "Expect-CT"}
	h.program(func(w http.ResponseWriter, _ *http.Request) {
		for _, n := range origin {
			w.Header().Set(n, "x")
		}
		w.Header()["Set-Cookie"] = []string{"a=1; Path=/; Domain=example.org", adasCookie, "b=2; HttpOnly"}
		w.Header().Set("Trailer", "Set-Cookie, X-Late")
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		fmt.Fprint(w, "body")
		w.Header()["Set-Cookie"] = []string{adasCookie, "c=3; Path=/"}
		w.Header().Set("X-Late", "fine")
		w.Header().Set(http.TrailerPrefix+"Clear-Site-Data", "x")
	})
	a := h.raw(get11("/user/ada/"))
	if a == nil || a.StatusCode != 200 || a.body != "body" {
		t.Fatalf("%v", a) // Early Hints would be the first answer here
	}
	for _, n := range origin {
		if a.Header.Get(n) != "" || a.Trailer.Get(n) != "" {
			t.Errorf("%s was passed on", n)
		}
	}
	if got := a.Header.Values("Set-Cookie"); !slices.Equal(got, []string{"a=1; Path=/user/ada/", "b=2; HttpOnly; Path=/user/ada/"}) {
		t.Errorf("cookies: %q", got)
	}
	if a.Trailer.Get("X-Late") != "fine" || !slices.Contains(a.Trailer.Values("Set-Cookie"), "c=3; Path=/user/ada/") {
		t.Errorf("behind the body: %q", a.Trailer)
	}
	for _, c := range a.Trailer.Values("Set-Cookie") {
		if !strings.HasSuffix(c, "Path=/user/ada/") || strings.Contains(c, CookiePrefix) {
			t.Errorf("behind the body: %q", c)
		}
	}
	if a.Header.Get("Content-Security-Policy") == "" || a.Header.Get("Link") == "" {
		t.Error("the page's own headers were taken away")
	}
}

func TestConfineCookie(t *testing.T) {
	const p = "/user/ada/"
	for raw, want := range map[string]string{
		"a=b":                                "a=b; Path=" + p,
		"a=b; Path=/; Secure; SameSite=None": "a=b; Secure; SameSite=None; Path=" + p,
		"a=b; path=/user/ada/lab":            "a=b; Path=/user/ada/lab",
		"a=b; Path=/user/adam/":              "a=b; Path=" + p,
		"a=b; Path=/user/ada":                "a=b; Path=" + p,
		"a=b; DOMAIN=.org; PaTh = /hub/":     "a=b; Path=" + p,
		"a=b; Path=/user/ada/x; Path=/hub/":  "a=b; Path=/user/ada/x",
		"a = b":                              "a = b; Path=" + p,
		"a=b=c; Domain":                      "a=b=c; Path=" + p,
		"jupyterhub-session-id=x":            "",
		"jupyterhub-hub-login=x":             "",
		"commonhall-main=x":                  "",
		" commonhall-main =x":                "",
		"CommonHall-x=1":                     "",
		"__Secure-commonhall-main=x":         "",
		"__Host-a=x; Path=/":                 "",
		"__host-a=x; Path=/":                 "",
		"__HostX-commonhall=1":               "",
		"=commonhall-main=x":                 "",
		"":                                   "",
		"; Path=/":                           "",
		"__Secure-a=x; Secure; Path=/; a=b":  "__Secure-a=x; Secure; a=b; Path=" + p,
		"_xsrf=2|abc; expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/user/ada/": "_xsrf=2|abc; expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=" + p,
	} {
		got, ok := confineCookie(raw, p)
		if got != want || ok != (want != "") {
			t.Errorf("%q became %q", raw, got)
		}
	}
}

// What a browser would make of a confined cookie: below the prefix, and no name
// of ours.
func FuzzConfineCookie(f *testing.F) {
	for _, s := range []string{"a=b; Path=/; Domain=x", "commonhall-main=1", "=commonhall-main=1", "a=b; path = /user/ada/x ;Path=/hub", "a;b;;=;", "\tcommonhall-x=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		out, ok := confineCookie(raw, "/user/ada/")
		if !ok {
			return
		}
		parts := strings.Split(out, ";") // RFC 6265 section 5.2
		name, _, _ := strings.Cut(parts[0], "=")
		if name = strings.Trim(name, " \t"); name == "" || strings.HasPrefix(strings.ToLower(name), CookiePrefix) {
			t.Fatalf("%q sets %q", raw, out)
		}
		path := ""
		for _, attr := range parts[1:] {
			key, value, _ := strings.Cut(attr, "=")
			switch strings.ToLower(strings.Trim(key, " \t")) {
			case "path":
				path = strings.Trim(value, " \t")
			case "domain":
				t.Fatalf("%q became %q, with a domain", raw, out)
			}
		}
		if !strings.HasPrefix(path, "/user/ada/") {
			t.Fatalf("%q became %q, for the path %q", raw, out, path)
		}
	})
}

func FuzzStripQuery(f *testing.F) {
	for _, s := range []string{"a=b", "token=" + adasToken, "a&&b;c=%zz", "t=%63h_" + adasToken[3:], "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		out := stripQuery(raw)
		if looksLikeToken(out) || looksLikeToken(unescape(out)) {
			// A token may be torn over two parts; that is none any more.
			for part := range strings.SplitSeq(out, "&") {
				if looksLikeToken(unescape(part)) {
					t.Fatalf("%q became %q", raw, out)
				}
			}
		}
		for _, values := range first(url.ParseQuery(out)) {
			if slices.ContainsFunc(values, looksLikeToken) {
				t.Fatalf("%q became %q", raw, out)
			}
		}
		if !looksLikeToken(unescape(raw)) && out != raw {
			t.Fatalf("%q became %q for no reason", raw, out)
		}
		if stripQuery(out) != out {
			t.Fatalf("%q is not settled", out)
		}
	})
}

func first(v url.Values, _ error) url.Values { return v }
