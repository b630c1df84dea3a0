package main

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// measureStorm starts a tiny server for everybody at once.
func measureStorm(ctx context.Context, b *bench) ([]row, error) {
	bare, err := b.bareTiny(ctx)
	if err != nil {
		return nil, err
	}
	wall, cpu, core, child := by{}, by{}, by{}, by{}
	err = b.each(ctx, runTiny, func(s *site) error {
		for range b.rounds {
			st, err := s.storm(ctx, b.names(b.n))
			if err != nil {
				return err
			}
			setup := max(0, st.setup-bare)
			wall.add(s.kind, st.wall.Seconds())
			core.add(s.kind, ms(st.core))
			child.add(s.kind, ms(setup))
			cpu.add(s.kind, ms(st.core+setup))
		}
		return nil
	})
	parts := func(kind string) string {
		if len(core[kind]) == 0 {
			return "—"
		}
		return fmt.Sprintf("%.1f + %.1f", median(core[kind]), median(child[kind]))
	}
	note := fmt.Sprintf("Median of %d rounds, each with %d people who have never had a server. CPU: the hub's own processes while all start, plus what the"+
		" server's process spent until its main began, less the %.1f ms which that takes a bare start; in ms, ours %s, peer %s."+
		" The peer's servers have no accounts, walls or limits.", b.rounds, b.n, ms(bare), parts(ours), parts(peer))
	return []row{
		wall.row(fmt.Sprintf("%d tiny servers at once, all ready", b.n), "s", 50).limit(1).note(note),
		cpu.row("CPU of the hub for each", "ms", 50).limit(10).note(note),
	}, err
}

// storming is what a storm cost, for each person.
type storming struct {
	wall  time.Duration // until all were ready
	core  time.Duration // CPU of the hub's processes
	setup time.Duration // CPU of the server's process until its main began
}

func (s *site) storm(ctx context.Context, names []string) (storming, error) {
	var st storming
	if err := s.add(ctx, names); err != nil {
		return st, err
	}
	if err := pause(ctx, time.Second); err != nil { // what adding left to do
		return st, err
	}
	before, err := cpuTime(s.core)
	if err != nil {
		return st, err
	}
	from := time.Now()
	if err := forAll(names, func(_ int, name string) error { return s.startServer(ctx, name, s.token) }); err != nil {
		return st, err
	}
	st.wall = time.Since(from)
	after, err := cpuTime(s.core)
	if err != nil {
		return st, err
	}
	n := time.Duration(len(names))
	st.core = (after - before) / n
	for _, name := range names {
		token, err := s.tokenFor(ctx, name)
		if err != nil {
			return st, err
		}
		f, err := s.factsOf(ctx, name, token)
		if err != nil {
			return st, err
		}
		st.setup += f.CPU / n
	}
	return st, forAll(names, func(_ int, name string) error { return s.stopServer(ctx, name) })
}

// bareTiny is the CPU time that the tiny program takes until its main begins,
// started by nobody but us.
func (b *bench) bareTiny(ctx context.Context) (time.Duration, error) {
	var got []float64
	for range 20 {
		out, err := exec.CommandContext(ctx, b.tiny, tinyCommand, "--cpu").Output()
		if err != nil {
			return 0, err
		}
		n, err := strconv.Atoi(strings.TrimSpace(string(out)))
		if err != nil {
			return 0, err
		}
		got = append(got, float64(n))
	}
	return time.Duration(median(got)), nil
}

// measureReady starts a server that begins to listen after a random delay, and
// compares when it did with when the person is told.
func measureReady(ctx context.Context, b *bench) ([]row, error) {
	const times = 30
	noticed := by{}
	err := b.each(ctx, runLate, func(s *site) error {
		name := b.names(1)[0]
		if err := s.add(ctx, []string{name}); err != nil {
			return err
		}
		token, err := s.tokenFor(ctx, name)
		if err != nil {
			return err
		}
		for i := range 1 + times {
			if err := s.startServer(ctx, name, token); err != nil {
				return err
			}
			told := time.Now()
			f, err := s.factsOf(ctx, name, token)
			if err != nil {
				return err
			}
			if i > 0 { // the first makes the account and the home
				noticed.add(s.kind, ms(told.Sub(f.Listening)))
			}
			if err := s.stopServer(ctx, name); err != nil {
				return err
			}
		}
		return nil
	})
	note := fmt.Sprintf("From the moment at which the program begins to listen (up to %s after its start, at random) to the answer that says ready; %d starts.", lateUpTo, times)
	return []row{
		noticed.row("readiness noticed, p50", "ms", 50).note(note),
		noticed.row("readiness noticed, p95", "ms", 95).limit(20).note(note),
	}, err
}
