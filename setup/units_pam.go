package setup

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"commonhall/config"
	"commonhall/supervisor"
)

// PAMProgram is what asks PAM, if an administrator has installed it: it is built for one
// distribution (packaging/pam), as PAM's modules are, and so is in no release. It outlives
// releases, and an uninstall.
const PAMProgram = "/usr/local/libexec/commonhall-pam"

const pamSocket = "commonhall-pam.socket"

// pamSockets are those that there are for accounts of the machine.
func pamSockets(c config.Config) []string {
	if c.Auth.PAM() == "" {
		return nil
	}
	return []string{pamSocket}
}

// pamUnits let the hub, and nobody else, ask about accounts of the machine, where the
// settings say that these count. Each question is a process of its own. They are there
// before the program is, which may be installed at any time: until then doctor says that
// nobody answers.
func pamUnits(p supervisor.Paths, c config.Config) map[string]string {
	if c.Auth.PAM() == "" {
		return nil
	}
	return map[string]string{
		// The hub asks at most eight questions at once; what is beyond MaxConnections is turned away.
		pamSocket: unit("the way to the machine's accounts", "PartOf="+target, "Socket", strings.Join([]string{"ListenStream=" + p.PAM(), "Accept=yes", "SocketUser=" + HubAccount, "SocketGroup=root",
			"SocketMode=0600", "DirectoryMode=0711", "MaxConnections=16", "TriggerLimitIntervalSec=0"}, "\n")),
		"commonhall-pam@.service": unit("one question about an account of the machine", "CollectMode=inactive-or-failed\nStartLimitIntervalSec=0", "Service",
			"ExecStart="+PAMProgram+" "+c.Auth.PAM()+"\nStandardInput=socket\nStandardOutput=journal\nStandardError=journal\nSyslogIdentifier=commonhall-pam\n"+pamFences),
	}
}

// pamFences leave room for PAM's modules: they read /etc/shadow, count failures in /run and
// /var/lib, tell the kernel's audit, and ask servers elsewhere.
const pamFences = `
RuntimeMaxSec=30
TimeoutStopSec=2
OOMScoreAdjust=100
MemoryMax=128M
MemorySwapMax=0
TasksMax=16
LimitCORE=0
LimitNOFILE=64
UMask=0077
NoNewPrivileges=yes
CapabilityBoundingSet=CAP_AUDIT_WRITE CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER
AmbientCapabilities=
ProtectSystem=strict
ReadWritePaths=-/run/faillock -/var/lib/faillock -/var/log/faillog -/var/log/tallylog
InaccessiblePaths=-` + Dir + ` -/etc/commonhall -/root -/boot
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateIPC=yes
ProtectProc=invisible
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
KeyringMode=private
`

// startable leaves out templates, which systemd starts and stops under other names.
func startable(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return strings.Contains(name, "@.") })
}

// renewPAM opens the socket where the settings have one. Where they have none any more, its
// unit is gone, and what systemd still holds of it is closed.
func renewPAM(ctx context.Context, sd systemd) error {
	if _, err := os.Stat(filepath.Join(unitDir, pamSocket)); err == nil {
		return sd.start(ctx, "start", pamSocket)
	}
	if sd.active(ctx, pamSocket) {
		return sd.ctl(ctx, "stop", pamSocket)
	}
	return nil
}
