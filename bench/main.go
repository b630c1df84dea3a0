// Command bench measures commonhall beside JupyterHub on this machine, both back
// to back in one run, and prints one markdown table:
//
//	bench/peer.sh      # once: JupyterHub and its proxy
//	go run ./bench     # as root; about a quarter of an hour
//
// It prefers figures that a busy machine blurs least, CPU time and memory, and
// takes each several times, ours and the peer's in turn. Slow is a result, not a
// failure: the exit status tells only whether everything could be measured.
//
// Everything is on loopback and bounded in number and time. What is started is
// ended by its process number, also after Ctrl-C, and what is made is taken away.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == tinyCommand {
		fail(tiny(os.Args[2:]))
		return
	}
	fail(run(os.Args[1:]))
}

func fail(err error) {
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	only     []string
	n        int
	rounds   int
	starts   int
	sleepers int
	crowd    int
	spread   time.Duration
	window   time.Duration
	settle   time.Duration
	peer     bool
	json     bool
	given    string
}

// figure is one thing that is measured, under the name that -only knows.
type figure struct {
	name    string
	measure func(context.Context, *bench) ([]row, error)
}

func figures() []figure {
	return []figure{
		{"memory", measureMemory},
		{"start", measureStart},
		{"storm", measureStorm},
		{"ready", measureReady},
		{"jupyter", measureJupyter},
		{"proxy", measureProxy},
		{"rest", measureREST},
		{"crowd", measureCrowd},
		{"crowds", measureCrowds},
		{"bell", measureBell},
		{"backup", measureBackup},
		{"software", measureSoftware},
		{"walls", measureWalls},
		{"sleepers", measureSleepers},
		{"noise", measureNoise},
	}
}

func parse(args []string) (options, error) {
	var o options
	var names []string
	for _, f := range figures() {
		names = append(names, f.name)
	}
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	only := fs.String("only", "", "which figures, with commas between: "+strings.Join(names, ","))
	fs.IntVar(&o.n, "n", 50, "how many people")
	fs.IntVar(&o.rounds, "rounds", 3, "how often the storm and the proxy's windows are repeated; their medians count")
	fs.IntVar(&o.starts, "starts", 100, "how often each way makes its sandbox")
	fs.IntVar(&o.sleepers, "sleepers", 500, "how many sandboxes in which nothing happens are there at once")
	fs.IntVar(&o.crowd, "crowd", 1000, "how many people use ours, and then the peer, in crowds")
	fs.DurationVar(&o.spread, "spread", time.Minute, "over how long the clicks of the bell are spread; 0: all at once")
	fs.DurationVar(&o.window, "window", 5*time.Second, "how long each window of proxied requests is")
	fs.DurationVar(&o.settle, "settle", time.Minute, "how long after the sign-ins memory is read")
	fs.BoolVar(&o.peer, "peer", true, "measure JupyterHub too")
	fs.StringVar(&o.given, "program", "", "measure this commonhall, instead of building one")
	fs.BoolVar(&o.json, "json", false, "print JSON instead of a table")
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	for _, name := range o.only {
		if !slices.Contains(names, name) {
			return o, fmt.Errorf("there is no figure %q; there are %s", name, strings.Join(names, ", "))
		}
	}
	if fs.NArg() > 0 || o.n < 1 || o.n > 200 || o.rounds < 1 || o.rounds > 20 || o.starts < 1 || o.sleepers < 1 || o.sleepers > 1000 || o.crowd < 2*crowdServers || o.crowd > crowdPeople || o.window > time.Minute || o.spread > 10*time.Minute {
		return o, errors.New("1 to 200 people, crowds of 160 to 10,000, 1 to 20 rounds, a start, 1 to 1000 sleepers, windows of at most a minute, and nothing behind the flags")
	}
	return o, nil
}

// bench is one run: where its things lie and what was asked for.
type bench struct {
	options
	cache  string // what outlasts runs: the peer's proxy, the lock
	dir    string // what does not
	binary string // the program that is measured
	tiny   string // this program, where people's servers see it
	people int    // how many names were given out
}

const (
	cacheDir = "/var/tmp/commonhall-bench"
	// Sandboxes show /opt; they do not show where go run puts its programs.
	tinyDir = "/opt/commonhall-bench"
)

func run(args []string) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	if os.Geteuid() != 0 {
		return errors.New("it must run as root, as commonhall try does")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b := &bench{options: o, cache: cacheDir, binary: o.given, dir: filepath.Join(cacheDir, "run"), tiny: filepath.Join(tinyDir, "bench")}
	unlock, err := b.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := b.build(ctx); err != nil {
		return err
	}
	defer b.sweep()
	head, err := b.header(ctx)
	if err != nil {
		return err
	}
	var rows []row
	var failed error
	for _, f := range figures() {
		if !o.wants(f.name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s %s …\n", time.Now().Format("15:04:05"), f.name)
		got, err := f.measure(ctx, b)
		if rows = append(rows, got...); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", f.name, err))
			fmt.Fprintln(os.Stderr, failed)
		}
		if ctx.Err() != nil {
			break
		}
	}
	head.close()
	if err := report(os.Stdout, head, rows, o.json); err != nil {
		return err
	}
	return failed
}

// lock keeps two runs from measuring each other.
func (b *bench) lock() (func(), error) {
	if err := os.MkdirAll(b.cache, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(b.cache, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, errors.New("another run of it is under way")
	}
	return func() { f.Close() }, nil
}

// wants reports whether one of these figures is asked for.
func (o options) wants(names ...string) bool {
	return len(o.only) == 0 || slices.ContainsFunc(names, func(n string) bool { return slices.Contains(o.only, n) })
}

// build makes the program as people get it, if none is given, and puts this one where
// sandboxes see it.
func (b *bench) build(ctx context.Context) (err error) {
	if b.given != "" {
		b.binary, err = filepath.Abs(b.given)
	} else {
		err = b.compile(ctx)
	}
	if err != nil {
		return err
	}
	b.sweep() // what a run left behind that was killed
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		return err
	}
	return errors.Join(os.MkdirAll(b.dir, 0o755), os.MkdirAll(tinyDir, 0o755), os.WriteFile(b.tiny, self, 0o755))
}

func (b *bench) compile(ctx context.Context) error {
	program := filepath.Join(b.cache, "commonhall")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/commonhall")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build, which must run in the project's folder: %w\n%s", err, out)
	}
	b.binary = program
	return nil
}

// sweep takes away what a run made.
func (b *bench) sweep() {
	homes, err := filepath.Glob(filepath.Join(b.dir, "ours-*"))
	for _, dir := range homes {
		err = errors.Join(err, exec.Command(b.binary, "try", "--delete-data", "--yes", "--dir", dir).Run())
	}
	if err = errors.Join(err, os.RemoveAll(b.dir), os.RemoveAll(tinyDir)); err != nil {
		fmt.Fprintln(os.Stderr, "bench: not everything could be taken away:", err)
	}
}

// kinds are the two that are measured.
const (
	ours = "ours"
	peer = "peer"
)

func (b *bench) kinds() []string {
	if b.peer {
		return []string{ours, peer}
	}
	return []string{ours}
}

// names returns names of people that no figure has used before.
func (b *bench) names(n int) []string {
	out := make([]string, n)
	for i := range out {
		b.people++
		out[i] = fmt.Sprintf("person%04d", b.people)
	}
	return out
}

// pause waits, or not if the run is over.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
