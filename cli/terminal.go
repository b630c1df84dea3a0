package cli

import (
	"log/slog"
	"net"
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
			t := terminal.New(terminal.Config{Prefix: prefix, Title: "Terminal"}, log)
			return t.Run(cmd.Context(), l, func() {})
		}}
	cmd.Flags().IntVar(&port, "port", 8888, "port on 127.0.0.1")
	cmd.Flags().StringVar(&prefix, "prefix", "/", "path under which browsers reach it")
	return cmd
}
