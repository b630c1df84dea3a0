package cli

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestCertificateCommands: how things stand as a table, with reasons below it; and a
// renewal is asked for by its name.
func TestCertificateCommands(t *testing.T) {
	stamp := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339) }
	list := `[{"name":"hall.example.org","issuer":"Pebble","from":"` + stamp(-time.Hour) + `","until":"` + stamp(time.Hour) + `","next":"` + stamp(time.Minute) + `","error":"","hint":"","error_at":null,"ending":false},
{"name":"old.example.org","issuer":"Pebble","until":"` + stamp(-time.Hour) + `","next":null,"error":"","ending":true},
{"name":"late.example.org","issuer":"Pebble","until":"` + stamp(time.Hour) + `","next":null,"error":"","ending":true},
{"name":"new.example.org","issuer":"","until":null,"next":null,"error":""},
{"name":"*.example.org","issuer":"","until":null,"next":null,"error":"It cannot be looked up.","hint":"Wait.","error_at":"` + stamp(-time.Hour) + `"}]`
	asked := make(chan string, 10)
	dir := hub(t, func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		asked <- r.Method + " " + r.RequestURI
		if r.Method == "POST" {
			fmt.Fprint(c, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
			return
		}
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(list), list)
	})
	out, errOut, status := said("certificate", "list", "--dir", dir)
	const moment = `\d{4}-\d\d-\d\d \d\d:\d\d`
	want := `(?s)\ANAME +STATE +ISSUER +GOOD UNTIL +NEXT LOOK\nhall.example.org +good +Pebble +` + moment + ` +` + moment + `\nold.example.org +has ended .*late.example.org +ends soon ` +
		`.*new.example.org +being obtained +- +- +-\n\*\.example\.org +none yet +- +- +-\n\n\*\.example\.org, ` + moment + `: It cannot be looked up\. Wait\.\n\z`
	if status != 0 || errOut != "" || !regexp.MustCompile(want).MatchString(out) {
		t.Errorf("list ends with %d, writes %q and\n%s", status, errOut, out)
	}
	if out, errOut, status = said("certificate", "renew", "*.example.org", "--dir", dir); status != 0 || out+errOut != "" {
		t.Errorf("renew ends with %d, writes %q and %q", status, out, errOut)
	}
	if got := <-asked + "\n" + <-asked; got != "GET /hub/api/certificates\nPOST /hub/api/certificates/%2A.example.org/renew" {
		t.Errorf("the hub is asked %s", got)
	}
	list = "[]"
	if out, _, status = said("certificate", "list", "--dir", dir); status != 0 || !strings.Contains(out, "There are no certificates") {
		t.Errorf("ends with %d, writes %q", status, out)
	}
}
