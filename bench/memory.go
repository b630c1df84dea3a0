package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// quiet is how long a hub that has just started is left alone before its memory
// is read.
const quiet = 10 * time.Second

// measureMemory reads the memory of all processes of a hub that nobody uses,
// before and after everybody has signed in once.
func measureMemory(ctx context.Context, b *bench) ([]row, error) {
	before, after := by{}, by{}
	err := b.each(ctx, runTiny, func(s *site) error {
		if err := pause(ctx, quiet); err != nil {
			return err
		}
		n, err := s.memory()
		if err != nil {
			return err
		}
		before.add(s.kind, mb(n))
		names := b.names(b.n)
		if err := s.add(ctx, names); err != nil {
			return err
		}
		for some := range slices.Chunk(names, 5) {
			if err := forAll(some, func(_ int, name string) error { return s.signIn(ctx, name) }); err != nil {
				return err
			}
		}
		if err := pause(ctx, b.settle); err != nil {
			return err
		}
		if n, err = s.memory(); err != nil {
			return err
		}
		after.add(s.kind, mb(n))
		return nil
	})
	const note = "PSS of all its processes, millions of bytes; ours: supervisor, edge, hub, warden; peer: hub and proxy. " +
		"The sign-ins are by the form; ours sets and hashes a password in each, the peer's dummy authenticator hashes none."
	return []row{
		before.row("idle memory", "MB", 50).limit(45).note(note),
		after.row(fmt.Sprintf("idle memory %s after %d sign-ins", b.settle, b.n), "MB", 50).limit(45).note(note),
	}, err
}

// memory is what the site's processes use now.
func (s *site) memory() (int64, error) {
	pids, err := tree(s.cmd.Process.Pid)
	if err != nil {
		return 0, err
	}
	return memory(pids, allMemory)
}

// measureStart measures from exec until the hub serves, in a folder of its own:
// once when it is empty, and then again and again.
func measureStart(ctx context.Context, b *bench) ([]row, error) {
	const times = 5
	first, again := by{}, by{}
	var sites []*site
	for _, kind := range b.kinds() {
		s, err := b.prepare(kind, runTiny)
		if err != nil {
			return nil, err
		}
		defer s.close()
		sites = append(sites, s)
	}
	for i := range 1 + times {
		for _, s := range sites {
			if err := s.start(ctx); err != nil {
				return nil, err
			}
			if i == 0 {
				first.add(s.kind, s.took.Seconds())
			} else {
				again.add(s.kind, s.took.Seconds())
			}
			s.stop()
		}
	}
	const note = "Ours: until it has printed ready and then answered a first request to its API; peer: until its API answers through its proxy."
	return []row{
		first.row("exec to ready in an empty folder", "s", 50).limit(0.3).note(note),
		again.row(fmt.Sprintf("exec to ready, median of %d", times), "s", 50).limit(0.3).note(note),
	}, nil
}
