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
			t := terminal.New(terminal.Config{Prefix: prefix, Title: "Terminal", Greeting: newSoftware}, log)
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
	at := os.Getenv("JUPYTERHUB_API_URL") + "/environments/" + url.PathEscape(os.Getenv("COMMONHALL_ENVIRONMENT"))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return ""
	}
	req.Header.Set("Authorization", "token "+os.Getenv("JUPYTERHUB_API_TOKEN"))
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // the hub is on the loopback: no proxy
	resp, err := client.Do(req)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	var e struct{ Current int }
	if resp.StatusCode != http.StatusOK || json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&e) != nil || e.Current == 0 || e.Current == has {
		return ""
	}
	return "The software was changed since your server started. To have it as it is now, save your work, and restart your server on the page Home."
}
