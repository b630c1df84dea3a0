package cli

import (
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall/app"
	"commonhall/supervisor"
)

// successorPatience is how long a successor may take until it could serve.
const successorPatience = 30 * time.Second

// handover lets SIGHUP replace a role by a successor with the same sockets. Under
// try, which has a lifeline, there is none: its supervisor watches one process of a
// role.
func handover(rc roleContext, binary string, listeners map[string]net.Listener) *app.Handover {
	if rc.in.Try() {
		return nil
	}
	if binary == "" {
		binary = ownPath()
	}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGHUP)
	return &app.Handover{Asked: asked, Handover: supervisor.Handover{Binary: binary, Args: os.Args[1:], Listeners: listeners,
		Patience: successorPatience, Voice: rc.voice, Log: rc.log}}
}

// ownPath returns the path by which this program was started. On a server it leads
// through a link, behind which another release may lie by now.
func ownPath() string {
	if filepath.IsAbs(os.Args[0]) {
		return os.Args[0]
	}
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}

// newSuccessor is not for people: see supervisor.Succeed.
func newSuccessor() *cobra.Command {
	return &cobra.Command{Use: supervisor.SuccessorCommand, Short: "Become another program of this role", Hidden: true,
		DisableFlagParsing: true, Args: cobra.MinimumNArgs(1), RunE: func(_ *cobra.Command, args []string) error { return supervisor.Succeed(args) }}
}
