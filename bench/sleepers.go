package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
)

// measureSleepers measures what many sandboxes cost in which nothing happens.
func measureSleepers(ctx context.Context, b *bench) (rows []row, err error) {
	s, err := b.open(ctx, ours, runTiny)
	if err != nil {
		return nil, err
	}
	defer s.close()
	w, err := s.warden()
	if err != nil {
		return nil, err
	}
	defer w.Close()
	before, err := kernelMemory()
	if err != nil {
		return nil, err
	}
	from := time.Now()
	stop, err := w.sleep(ctx, b.sleepers)
	defer func() { err = errors.Join(err, stop()) }()
	if err != nil {
		return nil, err
	}
	began := time.Since(from).Seconds()
	if err := pause(ctx, 5*time.Second); err != nil { // until what the kernel frees later is freed
		return nil, err
	}
	after, err := kernelMemory()
	if err != nil {
		return nil, err
	}
	each := float64(after-before) / float64(b.sleepers) / 1e3
	pss, threads, err := w.size()
	if err != nil {
		return nil, err
	}
	list, usage, err := w.asked(ctx, b.sleepers)
	if err != nil {
		return nil, err
	}
	all, err := tree(w.pid)
	if err != nil {
		return nil, err
	}
	helpers := float64(len(all) - 1 - b.sleepers)
	note := fmt.Sprintf("%d times sleep(1), each in the full sandbox of an account of its own, started by five at once. The kernel's: slab, stacks, page tables and what it has for each processor, before and after.", b.sleepers)
	return []row{
		row{Figure: "kernel memory of a sandbox", Unit: "kB", Ours: &each}.limit(600).note(note),
		row{Figure: "the warden's memory (PSS)", Unit: "MB", Ours: &pss}.limit(20).note(note),
		row{Figure: "the warden's threads", Unit: "", Ours: &threads}.limit(20).note(note),
		row{Figure: "processes beside the programs and the warden", Unit: "", Ours: &helpers}.note(note),
		list.row("list and status of all", "ms", 50).limit(10).note(note),
		usage.row("what all use", "ms", 50).note(note),
		row{Figure: "until all run", Unit: "s", Ours: &began}.note(note),
	}, nil
}

// asked measures how long the warden takes to tell of all sleepers.
func (k *keeper) asked(ctx context.Context, n int) (list, usage by, err error) {
	list, usage = by{}, by{}
	for range 50 {
		from := time.Now()
		all, err := k.List(ctx)
		if list.add(ours, ms(time.Since(from))); err == nil && len(all) != n {
			err = fmt.Errorf("the list has %d of %d", len(all), n)
		}
		if err != nil {
			return nil, nil, err
		}
		from = time.Now()
		used, err := k.Usage(ctx)
		if usage.add(ours, ms(time.Since(from))); err == nil && len(used) != n {
			err = fmt.Errorf("the use is that of %d of %d", len(used), n)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return list, usage, nil
}

// sleep starts the sleepers; what it returns ends them.
func (k *keeper) sleep(ctx context.Context, n int) (stop func() error, err error) {
	ids := make([]commonhall.ServerID, n)
	stop = func() error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Minute)
		defer cancel()
		return side(5, n, func(i int) error {
			_, err := k.Stop(ctx, ids[i], 0, "bench")
			return errors.Join(err, k.Forget(ctx, ids[i]))
		})
	}
	for i := range ids {
		ids[i] = commonhall.ServerID(fmt.Sprintf("sleeper%03d", i))
	}
	return stop, side(5, n, func(i int) error {
		return k.Start(ctx, k.spec(string(ids[i]), 1+i, "/bin/sleep", "100000"))
	})
}

// side does n things, so many at once.
func side(at, n int, do func(i int) error) error {
	errs := make([]error, at)
	var all sync.WaitGroup
	for lane := range at {
		all.Go(func() {
			for i := lane; i < n; i += at {
				errs[lane] = errors.Join(errs[lane], do(i))
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// size is the warden's share of memory in MB, and how many threads it has.
func (k *keeper) size() (pss, threads float64, err error) {
	n, err := memory([]int{k.pid}, allMemory)
	if err != nil {
		return 0, 0, err
	}
	threads, err = field(fmt.Sprintf("/proc/%d/status", k.pid), "Threads:")
	return mb(n), threads, err
}

// kernelMemory is in bytes what the kernel has for processes, groups and namespaces.
func kernelMemory() (int64, error) {
	var sum float64
	for _, name := range []string{"Slab:", "KernelStack:", "PageTables:", "Percpu:"} {
		kb, err := field("/proc/meminfo", name)
		if err != nil {
			return 0, err
		}
		sum += kb
	}
	return int64(sum) << 10, nil
}

// field reads the number behind a name.
func field(path, name string) (float64, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == name {
			return strconv.ParseFloat(f[1], 64)
		}
	}
	return 0, fmt.Errorf("%s has no %s", path, name)
}
