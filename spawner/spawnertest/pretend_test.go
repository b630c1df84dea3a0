package spawnertest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// TestPretendKeepsTheContract holds Pretend against the suite.
func TestPretendKeepsTheContract(t *testing.T) {
	p := NewPretend(PretendOptions{Program: func(args []string) Program {
		if p := suitePrograms()[args[0]]; p != nil {
			return p
		}
		return execPrograms()[args[0]]
	}})
	t.Cleanup(p.Close)
	var uid atomic.Int64
	Run(t, func(*testing.T) spawner.Spawner { return p }, Options{
		Account: func() commonhall.Account {
			n := int(uid.Add(1))
			return commonhall.Account{Name: fmt.Sprint("p", n), UID: n}
		},
		Command: func(name string, args ...string) []string { return append([]string{name}, args...) },
	})
}

// suitePrograms are the programs of the suite as functions.
func suitePrograms() map[string]Program {
	return map[string]Program{
		progServe: serveProgram(func(*Inside) {}),
		progTold: serveProgram(func(in *Inside) {
			c, err := in.DialHub()
			if err != nil {
				return
			}
			defer c.Close()
			answered := make(chan struct{})
			go func() {
				defer close(answered)
				_, _ = ask(c, "may I?")
			}()
			select {
			case <-answered:
			case <-in.Done():
			}
		}),
		progStubborn: serveProgram((*Inside).IgnoreTerm),
		progDeaf: func(in *Inside) int {
			if _, err := in.listen(port, 1); err != nil {
				return 1
			}
			return Idle(in)
		},
		progExit: func(in *Inside) int {
			code, _ := strconv.Atoi(in.Args[1])
			fmt.Fprintln(in.Stdout, in.Args[2])
			return code
		},
		progKilled: func(in *Inside) int {
			in.EndAs(commonhall.End{Cause: commonhall.EndSignal, Signal: "SIGKILL", Code: 137})
			return 137
		},
		progIdle: Idle,
	}
}

// execPrograms are those that run beside a server.
func execPrograms() map[string]Program {
	return map[string]Program{
		execCat: func(in *Inside) int {
			_, _ = io.Copy(in.Stdout, in.Stdin)
			_, _ = io.WriteString(in.Stderr, "done\n")
			return 0
		},
		execEnv: func(in *Inside) int {
			for _, name := range in.Args[1:] {
				fmt.Fprintln(in.Stdout, in.Getenv(name))
			}
			return 0
		},
		execPwd: func(in *Inside) int {
			dir := in.dir
			if dir == "" {
				dir = in.Getenv("HOME")
			}
			fmt.Fprintln(in.Stdout, dir)
			return 0
		},
		execTrap: func(in *Inside) int {
			fmt.Fprintln(in.Stdout, "ready")
			for {
				select {
				case n := <-in.Signals:
					if n == syscall.SIGUSR1 {
						return 5
					}
				case <-in.Done():
					return 0
				}
			}
		},
		execSize: func(in *Inside) int {
			for {
				rows, cols := in.Size()
				fmt.Fprintln(in.Stdout, cols, rows)
				select {
				case <-in.Resized():
				case <-in.Done():
					return 0
				}
			}
		},
		execLeave: func(*Inside) int { return 3 },
	}
}

// serveProgram does what serveScript does, but for what needs processes.
func serveProgram(before func(*Inside)) Program {
	return func(in *Inside) int {
		_, _ = io.WriteString(in.Stdout, "up\n")
		before(in)
		select {
		case <-in.Done():
			return 0
		default:
		}
		p, _ := strconv.Atoi(in.Args[1])
		l, err := in.Listen(p)
		if err != nil {
			return 1
		}
		exit := make(chan int, 1)
		accepted := make(chan struct{})
		go func() {
			defer close(accepted)
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				go orders(in, c, exit)
			}
		}()
		defer func() {
			l.Close()
			<-accepted
		}()
		select {
		case <-in.Done():
			return 0
		case code := <-exit:
			return code
		}
	}
}

func orders(in *Inside, c net.Conn, exit chan<- int) {
	defer c.Close()
	for sc := bufio.NewScanner(c); sc.Scan(); {
		word, rest, _ := strings.Cut(sc.Text(), " ")
		answer := rest
		switch word {
		case "hub":
			h, err := in.DialHub()
			if err != nil {
				return
			}
			answer, _ = ask(h, rest)
			h.Close()
		case "say":
			n, text, _ := strings.Cut(rest, " ")
			times, _ := strconv.Atoi(n)
			_, _ = io.WriteString(in.Stdout, strings.Repeat(text+"\n", times))
		case "exit":
			code, _ := strconv.Atoi(rest)
			exit <- code
			return
		}
		if _, err := io.WriteString(c, answer+"\n"); err != nil {
			return
		}
	}
}

func pretendSpec(id commonhall.ServerID) spawner.Spec {
	return spawner.Spec{ID: id, Account: commonhall.Account{Name: "ada", UID: 1000}, Command: []string{"app"}, Port: 8888}
}

// TestPretendAnswersHTTP: a run is a handler; a client gets through Dial.
func TestPretendAnswersHTTP(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPretend(PretendOptions{Program: func([]string) Program {
			return Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "you asked for ", r.URL.Path) }))
		}})
		defer p.Close()
		ctx := t.Context()
		if err := errors.Join(p.Start(ctx, pretendSpec("a")), p.Listening(ctx, "a")); err != nil {
			t.Fatal(err)
		}
		tr := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return p.Dial(ctx, "a", 8888) }}
		defer tr.CloseIdleConnections()
		resp, err := (&http.Client{Transport: tr}).Get("http://run/page")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if b, err := io.ReadAll(resp.Body); err != nil || string(b) != "you asked for /page" {
			t.Errorf("it answers %q, %v", b, err)
		}
	})
}

// TestPretendMisbehaves: what tests tell it to do.
func TestPretendMisbehaves(t *testing.T) {
	p := NewPretend(PretendOptions{Program: func(args []string) Program {
		return map[string]Program{"app": Idle, "garbage": Garbage}[args[0]]
	}})
	defer p.Close()
	ctx := t.Context()
	p.OnStart(func(context.Context, spawner.Spec) error { return spawner.ErrAway })
	if err := p.Start(ctx, pretendSpec("a")); !errors.Is(err, spawner.ErrAway) {
		t.Errorf("Start that is to fail: %v", err)
	}
	p.OnStart(func(ctx context.Context, _ spawner.Spec) error { <-ctx.Done(); return ctx.Err() })
	short, cancel := context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	if err := p.Start(short, pretendSpec("a")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Start that is to hang: %v", err)
	}
	p.OnStart(nil)
	if err := p.Start(ctx, pretendSpec("a")); err != nil {
		t.Fatal(err)
	}
	p.SetUsage("a", commonhall.Usage{Memory: 5})
	if u, err := p.Usage(ctx); err != nil || u["a"].Memory != 5 {
		t.Errorf("Usage shows %v, %v", u, err)
	}
	if err := p.End("a", commonhall.End{Cause: commonhall.EndMemory, Limit: 7}); err != nil {
		t.Fatal(err)
	}
	if end, err := p.Wait(ctx, "a"); err != nil || end.Cause != commonhall.EndMemory || end.Limit != 7 {
		t.Errorf("it ended with %+v, %v", end, err)
	}
	p.SetAway(true)
	if _, err := p.List(ctx); !errors.Is(err, spawner.ErrAway) {
		t.Errorf("List while away: %v", err)
	}
	p.SetAway(false)
	spec := pretendSpec("b")
	spec.Command = []string{"garbage"}
	if err := errors.Join(p.Start(ctx, spec), p.Listening(ctx, "b")); err != nil {
		t.Fatal(err)
	}
	tr := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return p.Dial(ctx, "b", 8888) }}
	defer tr.CloseIdleConnections()
	if resp, err := (&http.Client{Transport: tr}).Get("http://run/"); err == nil {
		resp.Body.Close()
		t.Error("garbage passes for HTTP")
	}
}

// TestPretendDrafts: it has the software that a run was to have, and keeps a draft for
// one living run.
func TestPretendDrafts(t *testing.T) {
	p := NewPretend(PretendOptions{Program: func([]string) Program { return Idle }})
	defer p.Close()
	first, second := pretendSpec("a"), pretendSpec("b")
	software := &commonhall.Software{Path: "/env/x", Tree: "x/t1", Draft: "x/d1"}
	first.Software, second.Software = software, software
	if err := p.Start(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if spec, err := p.Spec("a"); err != nil || spec.Software == nil || *spec.Software != *software {
		t.Errorf("a run has the software %v, %v", spec.Software, err)
	}
	if err := p.Start(t.Context(), second); !errors.Is(err, spawner.ErrRefused) {
		t.Errorf("a second run of a draft: %v", err)
	}
	if err := p.End("a", commonhall.End{Cause: commonhall.EndExited}); err != nil {
		t.Fatal(err)
	}
	if err := p.Start(t.Context(), second); err != nil {
		t.Errorf("a run of a draft that nobody has any more: %v", err)
	}
}
