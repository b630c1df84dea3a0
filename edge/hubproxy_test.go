package edge

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatAHubDidNotTake: a hub that ends lets the edge hear that it takes no more on a
// connection (package drain), and what is sent there at that moment goes to its successor,
// once, also where it changes something.
func TestWhatAHubDidNotTake(t *testing.T) {
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "hub"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", l.Addr().String())
	}}
	defer transport.CloseIdleConnections()
	post := func(body string) (string, error) {
		r, err := http.NewRequestWithContext(t.Context(), "POST", "http://hub/", io.MultiReader(strings.NewReader(body)))
		if err != nil {
			return "", err
		}
		r.ContentLength = int64(len(body))
		resp, err := again{transport}.RoundTrip(r)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		return string(b), err
	}
	answer := func(c net.Conn, r *bufio.Reader) {
		req, err := http.ReadRequest(r)
		if err != nil {
			t.Error(err)
			return
		}
		b, _ := io.ReadAll(req.Body)
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"+string(b))
	}
	ended := make(chan net.Conn)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		answer(c, bufio.NewReader(c))
		_ = c.(*net.UnixConn).CloseRead()
		ended <- c
		if c, err = l.Accept(); err == nil {
			answer(c, bufio.NewReader(c))
			ended <- c
		}
	}()
	if got, err := post("one"); got != "one" || err != nil {
		t.Fatalf("%q, %v", got, err)
	}
	first := <-ended
	defer first.Close()
	if got, err := post("two"); got != "two" || err != nil {
		t.Fatalf("what the hub did not take is lost: %q, %v", got, err)
	}
	(<-ended).Close()
	if _, err := http.ReadRequest(bufio.NewReader(first)); err != io.EOF {
		t.Errorf("the hub that ends was asked too: %v", err)
	}
}
