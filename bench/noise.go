package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"
)

// runNoise is the program of somebody who is no good neighbour.
const runNoise = "noise"

const (
	neighbours = 5                     // people with a tiny program each
	rhythm     = 10 * time.Millisecond // of the requests to each
)

// noise is what that program does beside listening: all at once, for ever. What fills the
// disk is left out on version 1 of control groups, which cannot hold it.
func noise() string {
	work := []string{"while :; do tail /dev/zero; done", "yes"}
	for range runtime.NumCPU() {
		work = append(work, "while :; do :; done")
	}
	if groups() == "v2" {
		work = append(work, "while :; do dd if=/dev/zero of=$HOME/fill bs=1M count=1024; done")
	}
	work = append(work, "sleep 1; bomb() { bomb | bomb & }; while :; do bomb; sleep 1; done")
	return "(" + strings.Join(work, ") & (") + ") & "
}

// measureNoise measures how much longer small requests to people's programs take while
// one of them does its worst, with the limits that everybody has.
func measureNoise(ctx context.Context, b *bench) ([]row, error) {
	s, err := b.open(ctx, ours, runTiny)
	if err != nil {
		return nil, err
	}
	defer s.close()
	names := b.names(neighbours + 1)
	if err := s.add(ctx, names); err != nil {
		return nil, err
	}
	tokens := map[string]string{}
	for i, name := range names {
		if tokens[name], err = s.tokenFor(ctx, name); err != nil {
			return nil, err
		}
		if i > 0 {
			if err := s.startServer(ctx, name, tokens[name]); err != nil {
				return nil, err
			}
		}
	}
	still, loud, times := by{}, by{}, by{}
	for range 5 {
		calm, err := s.listen(ctx, names[1:], tokens)
		if err != nil {
			return nil, err
		}
		bad := *s
		bad.program = runNoise
		if err := bad.startServer(ctx, names[0], tokens[names[0]]); err != nil {
			return nil, err
		}
		if err := pause(ctx, 2*time.Second); err != nil { // until it does all of that
			return nil, err
		}
		beside, err := s.listen(ctx, names[1:], tokens)
		if err != nil {
			return nil, fmt.Errorf("beside the noise: %w", err)
		}
		if err := s.stopServer(ctx, names[0]); err != nil {
			return nil, err
		}
		c, l := percentile(calm, 99), percentile(beside, 99)
		still.add(ours, c)
		loud.add(ours, l)
		times.add(ours, l/c)
	}
	more := ""
	if groups() == "v2" {
		more = ", 1 GiB written to their home again and again"
	}
	note := fmt.Sprintf("%d people with a tiny program each, a request of 1 KiB to each every %s, over windows of %s; beside them one person with the limits that everybody has: "+
		"a fork bomb, a memory hog, a loop on each core, a flood of output%s. None of the requests failed. Medians of five.", neighbours, rhythm, b.window, more)
	return []row{
		still.row("small proxied request, p99, alone", "ms", 50).note(note),
		loud.row("… beside a bad neighbour", "ms", 50).note(note),
		times.row("… times as long", "×", 50).limit(2).note(note),
	}, nil
}

// listen asks everybody's program at a pace, and returns how long each answer took, in ms.
func (s *site) listen(ctx context.Context, names []string, tokens map[string]string) ([]float64, error) {
	ctx, cancel := context.WithTimeout(ctx, s.b.window+20*time.Second)
	defer cancel()
	until := time.Now().Add(s.b.window)
	var mu sync.Mutex
	var all []float64
	err := forAll(names, func(_ int, name string) error {
		took, err := s.paced(ctx, name, tokens[name], until)
		mu.Lock()
		defer mu.Unlock()
		all = append(all, took...)
		return err
	})
	return all, err
}

func (s *site) paced(ctx context.Context, name, token string, until time.Time) (took []float64, err error) {
	host := strings.TrimPrefix(s.url, "http://")
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	request := []byte("GET /user/" + name + "/kib HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: token " + token + "\r\n\r\n")
	tick := time.NewTicker(rhythm)
	defer tick.Stop()
	for r := bufio.NewReader(c); time.Now().Before(until); <-tick.C {
		from := time.Now()
		if _, err := c.Write(request); err != nil {
			return nil, err
		}
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return nil, err
		}
		n, err := io.Copy(io.Discard, resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK || n != 1<<10 {
			return nil, fmt.Errorf("%s with %d bytes: %w", resp.Status, n, err)
		}
		took = append(took, ms(time.Since(from)))
	}
	return took, nil
}
