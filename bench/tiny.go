package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/coder/websocket"
)

const tinyCommand = "tiny"

// facts are what the tiny program tells about its own start.
type facts struct {
	CPU       time.Duration `json:"cpu"`       // of this process until main began: what set it up, exec, Go's runtime
	Listening time.Time     `json:"listening"` // just before it began to
	First     time.Time     `json:"first"`     // when its first answer left
}

// tiny is a person's program that does next to nothing: what a hub spends around
// it is the hub's own.
func tiny(args []string) error {
	var self syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &self); err != nil {
		return err
	}
	f := facts{CPU: time.Duration(self.Utime.Nano() + self.Stime.Nano())}
	fs := flag.NewFlagSet(tinyCommand, flag.ContinueOnError)
	port := fs.String("port", "", "port on 127.0.0.1; without it where JUPYTERHUB_SERVICE_URL says")
	late := fs.Duration("late", 0, "begin to listen after a random delay up to this")
	only := fs.Bool("cpu", false, "print the CPU time of the start, and end")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *only {
		fmt.Println(int64(f.CPU))
		return nil
	}
	addr := net.JoinHostPort("127.0.0.1", *port)
	if *port == "" {
		u, err := url.Parse(os.Getenv("JUPYTERHUB_SERVICE_URL"))
		if err != nil || u.Host == "" {
			return errors.New("no --port, and no JUPYTERHUB_SERVICE_URL")
		}
		addr = u.Host
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if *late > 0 {
		if err := pause(ctx, rand.N(*late)); err != nil {
			return nil
		}
	}
	f.Listening = time.Now()
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return serveTiny(ctx, l, f)
}

func serveTiny(ctx context.Context, l net.Listener, f facts) error {
	kib := []byte(strings.Repeat("x", 1<<10))
	var first atomic.Pointer[time.Time]
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/kib"):
			_, _ = w.Write(kib)
		case strings.HasSuffix(r.URL.Path, "/echo"):
			echo(w, r)
		case strings.HasSuffix(r.URL.Path, "/facts"):
			told := f
			if at := first.Load(); at != nil {
				told.First = *at
			}
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(told)
		default:
			_, _ = w.Write([]byte("tiny\n"))
			if first.Load() == nil {
				now := time.Now()
				first.CompareAndSwap(nil, &now)
			}
		}
	})}
	ended := make(chan struct{})
	go func() { // ends with ctx, which the caller's stop ends at the latest
		defer close(ended)
		<-ctx.Done()
		srv.Close()
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-ended
	return nil
}

// echo sends back what comes.
func echo(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		return
	}
	defer c.CloseNow()
	for {
		kind, b, err := c.Read(r.Context())
		if err != nil || c.Write(r.Context(), kind, b) != nil {
			return
		}
	}
}
