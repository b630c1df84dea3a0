package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// What a hub holds when its lists are read: ours again with many, for its lists are to
// cost the same.
const (
	fewPeople  = 1000
	manyPeople = 50_000
	peopleOnce = 5000 // made in one go, where time counts
)

// measureREST measures what JupyterHub's clients ask for most, over and over: lists of
// people, and whose a token is.
func measureREST(ctx context.Context, b *bench) ([]row, error) {
	list, page, who, made := by{}, by{}, by{}, by{}
	many := map[string]by{"list": {}, "page": {}}
	err := b.each(ctx, runTiny, func(s *site) error {
		if err := s.asked(ctx, fewPeople, list, page, who); err != nil {
			return err
		}
		if s.kind == peer {
			return nil
		}
		took, err := s.addMany(ctx, peopleOnce)
		if err != nil {
			return err
		}
		made.add(s.kind, took.Seconds())
		return s.asked(ctx, manyPeople-fewPeople-peopleOnce, many["list"], many["page"], by{})
	})
	note := fmt.Sprintf("CPU of the hub's process for each answer, without that of its proxy, through which it goes (ours adds 0.04 to 0.15 ms), %d kept connections, %d people, medians of %d windows of %s.",
		connections, fewPeople, b.rounds, b.window)
	great := fmt.Sprintf("The same with %d people.", manyPeople)
	return []row{
		list.row("GET /users, 200 of them, CPU", "ms", 50).limit(0.7).note(note),
		page.row("GET /users, a page of 50, CPU", "ms", 50).limit(0.3).note(note),
		who.row("GET /user with a token, CPU", "ms", 50).limit(0.06).note(note),
		many["list"].row("GET /users, 200 of them, of many, CPU", "ms", 50).limit(0.7).note(great),
		many["page"].row("GET /users, a page of 50 of many, CPU", "ms", 50).limit(0.3).note(great),
		made.row(fmt.Sprintf("%d people by POST /users", peopleOnce), "s", 50).limit(0.5).note("Beside 1000 that are there already, in one request; the peer was not asked."),
	}, err
}

// asked adds so many people and measures the three questions.
func (s *site) asked(ctx context.Context, people int, list, page, who by) (err error) {
	if _, err = s.addMany(ctx, people); err != nil {
		return err
	}
	hub := *s
	if hub.core, err = s.hubAlone(); err != nil {
		return err
	}
	paged := "Accept: application/jupyterhub-pagination+json\r\n"
	for _, q := range []struct {
		path, header string
		least        int64 // bytes of the answer: a refusal is short
		into         by
	}{{"/hub/api/users", "", 20_000, list}, {"/hub/api/users?limit=50", paged, 5_000, page}, {"/hub/api/user", "", 100, who}} {
		ask := func(ctx context.Context, s *site, _, token string, until time.Time) (int, error) {
			return s.over(ctx, q.path, q.header, token, q.least, 1<<20, until)
		}
		for i := range 1 + s.b.rounds {
			window := s.b.window
			if i == 0 {
				window = time.Second // warms up; does not count
			}
			us, _, err := hub.window(ctx, window, "", s.token, ask)
			if err != nil {
				return fmt.Errorf("%s: %w", q.path, err)
			}
			if i > 0 {
				q.into.add(s.kind, us/1000)
			}
		}
	}
	return nil
}

// over asks for path on one connection until then, with as little of its own as possible,
// for the machine has few cores; and counts. Answers have so many bytes.
func (s *site) over(ctx context.Context, path, header, token string, least, most int64, until time.Time) (n int, err error) {
	host := strings.TrimPrefix(s.url, "http://")
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", host)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: token " + token + "\r\n" + header + "\r\n")
	for r := bufio.NewReaderSize(c, 64<<10); time.Now().Before(until); n++ {
		if _, err := c.Write(request); err != nil {
			return n, err
		}
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return n, err
		}
		got, err := io.Copy(io.Discard, resp.Body)
		if err != nil {
			return n, err
		}
		if resp.StatusCode != http.StatusOK || got < least || got > most {
			return n, fmt.Errorf("%s with %d bytes", resp.Status, got)
		}
	}
	return n, nil
}

// addMany makes people whose names nobody has, in as few requests as ours and the
// peer can do well, and returns how long that took.
func (s *site) addMany(ctx context.Context, n int) (time.Duration, error) {
	names := s.b.names(n)
	from := time.Now()
	err := s.addNames(ctx, names)
	return time.Since(from), err
}

func (s *site) addNames(ctx context.Context, names []string) error {
	once := peopleOnce
	if s.kind == peer {
		once = 100
	}
	for len(names) > 0 {
		some := names[:min(once, len(names))]
		names = names[len(some):]
		body, err := json.Marshal(map[string]any{"usernames": some})
		if err != nil {
			return err
		}
		status, answer, err := s.call(ctx, http.MethodPost, "/hub/api/users", s.token, bytes.NewReader(body))
		if err := expect("people", http.StatusCreated, status, answer, err); err != nil {
			return err
		}
	}
	return nil
}

// hubAlone returns the process that answers the API: the peer's first one, and of ours
// the role hub.
func (s *site) hubAlone() ([]int, error) {
	if s.kind == peer {
		return s.core[:1], nil
	}
	pid, err := s.role("hub")
	return []int{pid}, err
}

// role returns the process of one of our roles.
func (s *site) role(name string) (int, error) {
	for _, pid := range s.core {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if err != nil {
			return 0, err
		}
		if args := strings.Split(string(b), "\x00"); len(args) > 1 && args[1] == name {
			return pid, nil
		}
	}
	return 0, fmt.Errorf("no process is the role %s", name)
}
