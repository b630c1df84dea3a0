package edge

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// probeTime is how long an edge on trial may think about an answer.
const probeTime = 10 * time.Second

// Trial lets the process before this one ask over c what visitors will ask, before
// anybody is let in. It may be called once, before Run; c may be nil.
func (e *Edge) Trial(c net.Conn) {
	if c != nil {
		e.door.conns <- c
	}
}

// Probe asks a successor over its trial connection what a visitor asks first. Its
// error says that visitors would be worse off with it than with this edge, which Run
// must be serving.
func (e *Edge) Probe(c net.Conn) error {
	wrong := e.visit(c)
	if wrong == nil {
		return nil
	}
	// Somebody else may be to blame: a hub that is away.
	ctx, cancel := context.WithTimeout(context.Background(), probeTime)
	defer cancel()
	own, err := e.door.dial(ctx)
	if err != nil {
		return err
	}
	defer own.Close()
	if e.visit(own) != nil {
		return nil
	}
	return wrong
}

// visit asks for the page to sign in, as a browser would, and says what is wrong with
// the answer.
func (e *Edge) visit(c net.Conn) error {
	_ = c.SetDeadline(time.Now().Add(probeTime))
	host := "localhost"
	if m := e.cfg.Certificates; m != nil && len(m.Names()) > 0 {
		name := strings.Replace(m.Names()[0], "*.", "www.", 1)
		// Whether browsers would accept the certificate is not what is asked here.
		c = tls.Client(c, &tls.Config{ServerName: name, InsecureSkipVerify: true})
		if host = name; strings.Contains(name, ":") {
			host = "[" + name + "]"
		}
	}
	_, err := fmt.Fprintf(c, "GET /hub/login HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", host)
	if err != nil && strings.Contains(err.Error(), "tls: unrecognized name") {
		return nil // it has no certificate yet, and says so
	}
	var resp *http.Response
	if err == nil {
		resp, err = http.ReadResponse(bufio.NewReader(c), nil)
	}
	if err != nil {
		return fmt.Errorf("it does not answer visitors: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		return fmt.Errorf("it answers visitors with %s", resp.Status)
	}
	return nil
}
