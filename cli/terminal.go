package cli

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/terminal"
)

// newTerminal is the built-in app; it runs inside a sandbox, as the person.
func newTerminal(s *streams) *cobra.Command {
	var port int
	var prefix string
	cmd := &cobra.Command{Use: "terminal", Short: "Serve the terminal app (runs inside a server)", Hidden: true, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
			if err != nil {
				return commonhall.Errorf(commonhall.FailedPrecondition, "Cannot listen on port %d.", port).Because(err)
			}
			log := slog.New(slog.NewTextHandler(s.err, nil))
			t := terminal.New(terminal.Config{Prefix: prefix, Title: "Terminal", Greeting: newSoftware, Notice: stopsSoon}, log)
			return t.Run(cmd.Context(), l, func() {})
		}}
	cmd.Flags().IntVar(&port, "port", 8888, "port on 127.0.0.1")
	cmd.Flags().StringVar(&prefix, "prefix", "/", "path under which browsers reach it")
	return cmd
}

// newSoftware says above a shell that the class's software is not what this server began
// with: whoever works in terminals does not see the home page. Who has a draft published
// it themselves, or is told on the pages. A hub that does not answer is no reason to say
// anything.
func newSoftware(ctx context.Context) string {
	has, err := strconv.Atoi(os.Getenv("COMMONHALL_GENERATION"))
	if err != nil || os.Getenv("COMMONHALL_DRAFT") != "" {
		return ""
	}
	var e struct{ Current int }
	if !asksHub(ctx, "/environments/"+url.PathEscape(os.Getenv("COMMONHALL_ENVIRONMENT")), &e) || e.Current == 0 || e.Current == has {
		return ""
	}
	return "The software was changed since your server started. To have it as it is now, save your work, and restart your server on the page Home."
}

// asksHub reads what the hub says to this server, and reports whether it did.
func asksHub(ctx context.Context, path string, answer any) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, os.Getenv("JUPYTERHUB_API_URL")+path, nil)
	if err != nil {
		return false
	}
	req.Header.Set("Authorization", "token "+os.Getenv("JUPYTERHUB_API_TOKEN"))
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // the hub is on the loopback: no proxy
	resp, err := client.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK && json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(answer) == nil
}

// stopsSoon says on the page of the terminal that this server is stopped by itself soon. A day
// is named by nobody: the time until then is the same wherever the person is.
func stopsSoon(ctx context.Context) string {
	var all []struct {
		Server string    `json:"server"`
		At     time.Time `json:"stops_at"`
		Why    string    `json:"stops_why"`
	}
	if !asksHub(ctx, "/users/"+url.PathEscape(os.Getenv("JUPYTERHUB_USER"))+"/stops", &all) {
		return ""
	}
	for _, s := range all {
		if s.Server != os.Getenv("JUPYTERHUB_SERVER_NAME") {
			continue
		}
		in := "a minute"
		if n := int(time.Until(s.At).Minutes()); n > 1 {
			in = strconv.Itoa(n) + " minutes"
		}
		if s.Why == string(commonhall.LimitAge) {
			return "This server will be stopped in " + in + ": it has run for nearly as long as a server may. Save your work; on the page Home you can let it go on for a while."
		}
		return "This server will be stopped in " + in + ": nobody has used it for a while. Type something, or let it go on, on the page Home."
	}
	return ""
}
