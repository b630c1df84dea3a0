package spawnertest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// reachTests hold how one gets at runs, and they at the hub.
func reachTests() map[string]func(*suite) {
	return map[string]func(*suite){
		"ListeningWaits":         listeningWaits,
		"ListeningOfWhatEnds":    listeningOfWhatEnds,
		"Dial":                   dial,
		"DialManyAtOnce":         dialManyAtOnce,
		"DeafHoldsNobodyUp":      deafHoldsNobodyUp,
		"HubListener":            hubListener,
		"HubListenerOfNobody":    hubListenerOfNobody,
		"CallsToTheHubQueue":     callsToTheHubQueue,
		"Usage":                  usage,
		"UsageOfSome":            usageOfSome,
		"SetLimits":              setLimits,
		"Log":                    logTail,
		"LogIsBinary":            logIsBinary,
		"ManyEndsWithBinaryLogs": manyEnds,
		"Lookup":                 lookup,
		"Disks":                  disks,
	}
}

// listeningWaits: it returns when the program begins to listen, not before.
func listeningWaits(s *suite) {
	s.need(s.s.Capabilities().HubAPI, "a door to the hub")
	id := s.start(progTold, strconv.Itoa(port))
	l, err := s.s.HubListener(s.ctx, id)
	s.ok(err)
	defer l.Close()
	done := make(chan error, 1)
	go func() { done <- s.s.Listening(s.ctx, id) }()
	c, err := l.Accept()
	s.ok(err)
	defer c.Close()
	select {
	case err := <-done:
		s.Fatalf("Listening returned %v before the program listened", err)
	default:
	}
	if st, err := s.s.Status(s.ctx, id); err != nil || st.Phase != spawner.Running {
		s.Errorf("a run whose program does not listen yet: %+v, %v", st, err)
	}
	if line, err := bufio.NewReader(c).ReadString('\n'); line != "may I?\n" {
		s.Fatalf("the hub heard %q, %v", line, err)
	}
	_, err = io.WriteString(c, "you may\n")
	s.ok(err)
	s.ok(<-done)
	if got := s.tell(id, "echo now"); got != "now" {
		s.Errorf("it answers %q", got)
	}
}

func listeningOfWhatEnds(s *suite) {
	s.need(s.s.Capabilities().HubAPI, "a door to the hub")
	id := s.start(progTold, strconv.Itoa(port))
	l, err := s.s.HubListener(s.ctx, id)
	s.ok(err)
	defer l.Close()
	c, err := l.Accept()
	s.ok(err)
	defer c.Close()
	done := make(chan error, 1)
	go func() { done <- s.s.Listening(s.ctx, id) }()
	_, err = s.s.Stop(s.ctx, id, patience, "ada")
	s.ok(err)
	s.is(<-done, spawner.ErrEnded, "Listening of a run that ended before its program listened")
	s.is(s.s.Listening(s.ctx, s.newID()), spawner.ErrUnknown, "Listening of an unknown run")
}

func dial(s *suite) {
	id := s.serve()
	if got := s.tell(id, "echo hello"); got != "hello" {
		s.Errorf("it answers %q", got)
	}
	if c, err := s.s.Dial(s.ctx, id, port+1); err == nil {
		c.Close()
		s.Error("Dial to a port where nobody listens succeeded")
	} else if s.ctx.Err() != nil {
		s.Error("Dial to a port where nobody listens waits")
	}
	c, err := s.s.Dial(s.ctx, id, port)
	s.ok(err)
	defer c.Close()
	_, err = s.s.Stop(s.ctx, id, patience, "ada")
	s.ok(err)
	_ = c.SetDeadline(time.Now().Add(patience))
	if n, err := c.Read(make([]byte, 1)); err == nil {
		s.Errorf("%d bytes came from a run that has ended", n)
	}
	_, err = s.s.Dial(s.ctx, id, port)
	s.is(err, spawner.ErrEnded, "Dial to an ended run")
	_, err = s.s.Dial(s.ctx, s.newID(), port)
	s.is(err, spawner.ErrUnknown, "Dial to an unknown run")
}

func dialManyAtOnce(s *suite) {
	ids := []commonhall.ServerID{s.serve(), s.serve()}
	atOnce(s, 64, func(i int) error {
		want := fmt.Sprintf("caller %d", i)
		got, err := s.order(ids[i%2], "echo "+want)
		if err == nil && got != want {
			err = fmt.Errorf("%q was answered with %q", want, got)
		}
		return err
	})
}

// deafHoldsNobodyUp: callers pile up at a program that accepts nobody; those of
// others get through.
func deafHoldsNobodyUp(s *suite) {
	deaf, other := s.start(progDeaf, strconv.Itoa(port)), s.serve()
	s.ok(s.s.Listening(s.ctx, deaf))
	ctx, cancel := s.soon()
	defer cancel()
	full := make(chan error, 1)
	go func() {
		for {
			c, err := s.s.Dial(ctx, deaf, port)
			if err != nil {
				full <- err
				return
			}
			defer c.Close()
		}
	}()
	for ctx.Err() == nil {
		if got, err := s.order(other, "echo me"); err != nil || got != "me" {
			s.Fatalf("beside a deaf program another answers %q, %v", got, err)
		}
	}
	s.is(<-full, context.DeadlineExceeded, "Dial to a program that accepts nobody")
}

// hub answers the calls that come through l with prefix and what was said.
func hub(l net.Listener, prefix string) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			line, err := bufio.NewReader(c).ReadString('\n')
			if err == nil {
				_, _ = io.WriteString(c, prefix+line)
			}
		}()
	}
}

func hubListener(s *suite) {
	s.need(s.s.Capabilities().HubAPI, "a door to the hub")
	a, b := s.serve(), s.serve()
	for id, name := range map[commonhall.ServerID]string{a: "a ", b: "b "} {
		l, err := s.s.HubListener(s.ctx, id)
		s.ok(err)
		defer l.Close()
		go hub(l, name)
	}
	if got := s.tell(a, "hub hello"); got != "a hello" {
		s.Errorf("the first run was answered %q", got)
	}
	if got := s.tell(b, "hub hello"); got != "b hello" {
		s.Errorf("the second run was answered %q: each has a door of its own", got)
	}
}

func hubListenerOfNobody(s *suite) {
	s.need(s.s.Capabilities().HubAPI, "a door to the hub")
	_, err := s.s.HubListener(s.ctx, s.newID())
	s.is(err, spawner.ErrUnknown, "HubListener of an unknown run")
	id := s.start(progExit, "0", "")
	s.wait(id)
	_, err = s.s.HubListener(s.ctx, id)
	s.is(err, spawner.ErrEnded, "HubListener of an ended run")
}

// callsToTheHubQueue: before the hub has asked for its door, and between two
// times that it does, callers wait and are answered.
func callsToTheHubQueue(s *suite) {
	s.need(s.s.Capabilities().HubAPI, "a door to the hub")
	id := s.serve()
	for _, round := range []string{"first ", "second "} {
		conns := make([]net.Conn, 5)
		for i := range conns {
			c, err := s.s.Dial(s.ctx, id, port)
			s.ok(err)
			defer c.Close()
			_, err = fmt.Fprintf(c, "hub %d\n", i)
			s.ok(err)
			conns[i] = c
		}
		l, err := s.s.HubListener(s.ctx, id)
		s.ok(err)
		closed := make(chan struct{})
		go func() {
			hub(l, round)
			close(closed)
		}()
		for i, c := range conns {
			_ = c.SetDeadline(time.Now().Add(patience))
			got, err := bufio.NewReader(c).ReadString('\n')
			if want := fmt.Sprintf("%s%d\n", round, i); got != want {
				s.Errorf("caller %d was answered %q, %v, want %q", i, got, err, want)
			}
		}
		s.ok(l.Close())
		<-closed // closing ends Accept
	}
}

func usage(s *suite) {
	s.need(s.s.Capabilities().Limits, "to measure")
	id := s.serve()
	of := func() commonhall.Usage {
		all, err := s.s.Usage(s.ctx, id)
		s.ok(err)
		u, ok := all[id]
		if !ok {
			s.Fatal("Usage leaves out a run that goes on")
		}
		return u
	}
	before := of()
	if before.Memory <= 0 || before.CPU <= 0 || before.PIDs < 1 {
		s.Errorf("a run uses %+v", before)
	}
	s.tell(id, "burn")
	s.tell(id, "hold")
	s.tell(id, "daemon")
	after := of()
	if after.CPU-before.CPU < 150*time.Millisecond || after.CPU-before.CPU > 5*time.Second {
		s.Errorf("0.2 s of CPU are counted as %s", after.CPU-before.CPU)
	}
	if grown := after.Memory - before.Memory; grown < 60<<20 || grown > 200<<20 {
		s.Errorf("64 MiB of memory are counted as %d", grown)
	}
	if after.PIDs < 2 {
		s.Errorf("a program and its daemon are counted as %d", after.PIDs)
	}
}

// setLimits: a run has other limits at once, and goes on; one that has ended has none.
func setLimits(s *suite) {
	id := s.serve()
	for _, l := range []commonhall.Limits{{Memory: 300 << 20, CPU: 0.5, PIDs: 50}, {Memory: 600 << 20, CPU: 2, PIDs: 200}} {
		s.ok(s.s.SetLimits(s.ctx, id, l))
		if st, err := s.s.Status(s.ctx, id); err != nil || st.Limits != l {
			s.Errorf("a run has %+v, %v; want %+v", st.Limits, err, l)
		}
	}
	s.is(s.s.SetLimits(s.ctx, id, commonhall.Limits{Memory: -1}), spawner.ErrRefused, "SetLimits below zero")
	if got := s.tell(id, "echo on"); got != "on" {
		s.Errorf("it answers %q", got)
	}
	s.is(s.s.SetLimits(s.ctx, s.newID(), commonhall.Limits{}), spawner.ErrUnknown, "SetLimits of nobody's")
	_, err := s.s.Stop(s.ctx, id, 0, "ada")
	s.ok(err)
	s.is(s.s.SetLimits(s.ctx, id, commonhall.Limits{}), spawner.ErrEnded, "SetLimits of what has ended")
}

func usageOfSome(s *suite) {
	a, b, ended := s.serve(), s.serve(), s.start(progExit, "0", "")
	s.wait(ended)
	some, err := s.s.Usage(s.ctx, a, ended, s.newID())
	s.ok(err)
	if _, ok := some[a]; !ok || len(some) != 1 {
		s.Errorf("Usage of one that runs, one that ended and one unknown: %v", some)
	}
	all, err := s.s.Usage(s.ctx)
	s.ok(err)
	if _, ok := all[ended]; ok || len(all) < 2 {
		s.Errorf("Usage of all: %v", all)
	}
	if _, ok := all[b]; !ok {
		s.Errorf("Usage of all leaves out %s: %v", b, all)
	}
}

func logTail(s *suite) {
	id := s.serve()
	s.tell(id, "say 2000 a line like any other")
	s.tell(id, "say 1 the last words")
	check := func(when string) {
		s.Helper()
		out, err := s.s.Log(s.ctx, id, 20)
		s.ok(err)
		if want := "other\nthe last words\n"; string(out) != want[len(want)-20:] {
			s.Errorf("the last 20 bytes of a run that %s are %q", when, out)
		}
		out, err = s.s.Log(s.ctx, id, 2000)
		s.ok(err)
		if len(out) != 2000 || !strings.HasSuffix(string(out), "the last words\n") {
			s.Errorf("the last 2000 bytes of a run that %s are %d: …%q", when, len(out), out[max(0, len(out)-50):])
		}
	}
	check("goes on")
	_, err := s.s.Stop(s.ctx, id, patience, "ada")
	s.ok(err)
	check("has ended")
	_, err = s.s.Log(s.ctx, s.newID(), 10)
	s.is(err, spawner.ErrUnknown, "Log of an unknown run")
}

// logIsBinary: a program may write what it likes.
func logIsBinary(s *suite) {
	id := s.serve()
	s.tell(id, "say 30 \x01\x02\x7f<&>\xff")
	out, err := s.s.Log(s.ctx, id, 1<<20)
	s.ok(err)
	if !strings.Contains(string(out), "\x01\x02\x7f<&>") {
		s.Errorf("the log is %q", out)
	}
}

// manyEnds: what programs wrote does not keep anybody from learning how they ended.
func manyEnds(s *suite) {
	ids := make([]commonhall.ServerID, 6)
	for i := range ids {
		ids[i] = s.serve()
		s.tell(ids[i], "say 500 "+strings.Repeat("\x01", 20))
		_, err := s.order(ids[i], "exit 9")
		if err == nil {
			s.Fatal("it does not end")
		}
		if end := s.wait(ids[i]); end.Code != 9 {
			s.Errorf("it ended with %+v", end)
		}
	}
	for _, id := range ids {
		if st, ok := s.listed(id); !ok || st.End == nil || st.End.Code != 9 {
			s.Errorf("List shows %+v, %v", st, ok)
		}
	}
}

func lookup(s *suite) {
	idle := s.opts.Command(progIdle)[0]
	found, err := s.s.Lookup(s.ctx, []string{idle, "no-such-program", "/no/such/program", "/etc/passwd", ""})
	s.ok(err)
	if !found[idle] || found["no-such-program"] || found["/no/such/program"] || found["/etc/passwd"] || found[""] {
		s.Errorf("Lookup found %v", found)
	}
	if b := s.s.Capabilities().Binary; b != "" {
		if found, err = s.s.Lookup(s.ctx, []string{b}); err != nil || !found[b] {
			s.Errorf("Lookup of commonhall's own program: %v, %v", found, err)
		}
	}
}

// disks: under 0 it says whether the disk bounds anybody, and leaves out who has no home.
func disks(s *suite) {
	accounts := []commonhall.Account{{Name: "root", UID: 0}}
	for range 450 { // more than one packet asks of
		accounts = append(accounts, s.opts.Account())
	}
	all, err := s.s.Disks(s.ctx, accounts...)
	s.ok(err)
	if _, ok := all[0]; !ok || len(all) != 1 {
		s.Errorf("of somebody without a home it tells %+v", all)
	}
}
