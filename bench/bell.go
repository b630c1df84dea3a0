package main

import (
	"context"
	"fmt"
	"time"
)

// measureBell lets a class come in: everybody signs in, starts a notebook and
// runs a cell in it.
func measureBell(ctx context.Context, b *bench) ([]row, error) {
	click, cpu, ram, ownCPU, ownRAM := by{}, by{}, by{}, by{}, by{}
	err := b.each(ctx, runNotebook, func(s *site) error {
		got, err := s.bell(ctx, b.names(b.n), b.spread)
		if err != nil {
			return err
		}
		for _, d := range got.clicks {
			click.add(s.kind, d.Seconds())
		}
		n := float64(b.n)
		cpu.add(s.kind, got.cpu.Seconds()/n)
		ram.add(s.kind, mb(got.memory)/n)
		ownCPU.add(s.kind, ms(got.ownCPU)/n)
		ownRAM.add(s.kind, mb(got.ownMemory)/n)
		return nil
	})
	how := fmt.Sprintf("%d people within %s", b.n, b.spread)
	if b.spread == 0 {
		how = fmt.Sprintf("%d people at once", b.n)
	}
	const note = "Each person: the sign-in form (ours sets and hashes a password, the peer's dummy authenticator does not), start of Notebook 6 by API, kernel," +
		" websocket, the result of 6*7. CPU and memory (PSS, all still running) are those of every process since before the first click;" +
		" own: what of it the hub's own processes took, of memory what is in no file. The peer's notebooks have no accounts, walls or limits."
	return []row{
		click.row("the bell, "+how+": click to computed cell, p50", "s", 50).factor(1).note(note),
		click.row("… p95", "s", 95).factor(1).note(note),
		cpu.row("… CPU each", "s", 50).factor(1).note(note),
		ram.row("… memory each", "MB", 50).factor(1).note(note),
		ownCPU.row("… own CPU each", "ms", 50).factor(1).note(note),
		ownRAM.row("… own memory each", "MB", 50).factor(1).note(note),
	}, err
}

// ringing is what a bell cost.
type ringing struct {
	clicks            []time.Duration
	cpu, ownCPU       time.Duration
	memory, ownMemory int64
}

func (s *site) bell(ctx context.Context, names []string, spread time.Duration) (ringing, error) {
	r := ringing{clicks: make([]time.Duration, len(names))}
	if err := s.add(ctx, names); err != nil {
		return r, err
	}
	tokens := make([]string, len(names))
	for i, name := range names {
		var err error
		if tokens[i], err = s.tokenFor(ctx, name); err != nil {
			return r, err
		}
	}
	if err := pause(ctx, 2*time.Second); err != nil { // what adding left to do
		return r, err
	}
	before, err := s.reading()
	if err != nil {
		return r, err
	}
	err = forAll(names, func(i int, name string) error {
		if err := pause(ctx, spread*time.Duration(i)/time.Duration(len(names))); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
		defer cancel()
		from := time.Now()
		if err := s.signIn(ctx, name); err != nil {
			return err
		}
		if err := s.startServer(ctx, name, tokens[i]); err != nil {
			return err
		}
		if err := s.compute(ctx, name, tokens[i]); err != nil {
			return err
		}
		r.clicks[i] = time.Since(from)
		return nil
	})
	if err != nil {
		return r, err
	}
	after, err := s.reading()
	r.cpu, r.ownCPU = after.cpu-before.cpu, after.ownCPU-before.ownCPU
	r.memory, r.ownMemory = after.memory-before.memory, after.ownMemory-before.ownMemory
	return r, err
}

// reading is what a site's processes have used so far.
func (s *site) reading() (r ringing, err error) {
	pids, err := tree(s.cmd.Process.Pid)
	if err != nil {
		return r, err
	}
	if r.cpu, err = cpuTime(pids); err != nil {
		return r, err
	}
	if r.ownCPU, err = cpuTime(s.core); err != nil {
		return r, err
	}
	if r.memory, err = memory(pids, allMemory); err != nil {
		return r, err
	}
	r.ownMemory, err = memory(s.core, anonMemory)
	return r, err
}
