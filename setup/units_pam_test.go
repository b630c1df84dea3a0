package setup

import (
	"slices"
	"strings"
	"testing"

	"commonhall/config"
	"commonhall/supervisor"
)

// TestTheWayToPAM is there where the settings say so alone, for the hub's account alone, and what
// root starts for it takes no word of the hub's but what comes through the socket.
func TestTheWayToPAM(t *testing.T) {
	i, c := supervisor.Instance{ID: "abcdef", UIDBase: 1 << 20}, config.Default()
	if all := units(i, c); all[pamSocket] != "" || all["commonhall-pam@.service"] != "" || strings.Contains(all[target], "pam") {
		t.Error("nobody asked for it")
	}
	c.Auth.Providers = []config.Provider{{Name: "here", Type: "pam", PAMService: "hall"}}
	all := units(i, c)
	socket, service := strings.Split(all[pamSocket], "\n"), strings.Split(all["commonhall-pam@.service"], "\n")
	for _, line := range []string{"ListenStream=" + supervisor.PathsOf(Dir, i).PAM(), "Accept=yes", "SocketUser=" + HubAccount, "SocketMode=0600", "MaxConnections=16", "TriggerLimitIntervalSec=0"} {
		if !slices.Contains(socket, line) {
			t.Errorf("the socket has not %s: %q", line, socket)
		}
	}
	for _, line := range []string{"ExecStart=" + PAMProgram + " hall", "StandardInput=socket", "StandardOutput=journal", "NoNewPrivileges=yes", "ProtectSystem=strict", "LimitCORE=0", "MemorySwapMax=0", "RuntimeMaxSec=30"} {
		if !slices.Contains(service, line) {
			t.Errorf("the service has not %s: %q", line, service)
		}
	}
	if !strings.Contains(all[target], " "+pamSocket+"\n") {
		t.Error("nothing starts it with the machine")
	}
	if got := startable([]string{"a@.service", "b.socket"}); !slices.Equal(got, []string{"b.socket"}) {
		t.Errorf("systemd would be asked to stop %q", got)
	}
}
