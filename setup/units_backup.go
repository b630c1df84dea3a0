package setup

// backupUnits make backups every night, and prove now and then that they restore.
// Where none are configured, they do nothing. A time that was missed is made up for;
// the delay keeps many machines from asking the same provider in the same second.
func backupUnits() map[string]string {
	const wait = "Wants=network-online.target\nAfter=network-online.target remote-fs.target commonhall-hub.service"
	return map[string]string{
		"commonhall-backup.service": unit("the backup", wait, "Service", backstage("now", "")+slowly+reads),
		"commonhall-verify.service": unit("the backups are read and checked", wait, "Service", backstage("verify", " --read-data")+reads),
		"commonhall-drill.service":  unit("the last backup is brought back, for a try", wait, "Service", backstage("drill", "")+rehearses),
		"commonhall-backup.timer":   timer("the backup every night", "*-*-* 02:00:00", "3h"),
		"commonhall-verify.timer":   timer("the backups are read and checked every month", "*-*-06 05:30:00", "2h"),
		"commonhall-drill.timer":    timer("a backup is brought back for a try every month", "*-*-20 05:30:00", "2h"),
	}
}

func timer(what, at, delay string) string {
	return unit(what, "PartOf="+target, "Timer", "OnCalendar="+at+"\nRandomizedDelaySec="+delay+"\nPersistent=true")
}

// backstage is what these units have in common: people's programs go first.
func backstage(verb, more string) string {
	return "Type=oneshot\nExecStart=" + Program + " backup " + verb + more + " --if-configured --dir " + Dir + "\n" +
		"Nice=19\nIOSchedulingClass=idle\nCPUWeight=20\nOOMScoreAdjust=500\nTimeoutStartSec=infinity\nTimeoutStopSec=2min\nLimitNOFILE=131072\n"
}

// slowly spreads a backup over the night: a tenth of one processor, in pieces of a
// millisecond. Whoever comes meanwhile waits for no more than such a piece, and the
// database is read at the same pace. Who runs it by hand waits for it, and has no limit.
const slowly = "CPUQuota=10%\nCPUQuotaPeriodSec=10ms\n"

// reads are the fences of who reads everything: every home, and where a database is
// that no hub has open, as the hub's account. It writes where backups go, which may be
// anywhere but in the system's own folders.
const reads = `
UMask=0077
NoNewPrivileges=yes
CapabilityBoundingSet=CAP_DAC_READ_SEARCH CAP_DAC_OVERRIDE CAP_FOWNER CAP_CHOWN CAP_SETUID CAP_SETGID CAP_SYS_CHROOT CAP_KILL
ProtectSystem=full
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
PrivateDevices=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
KeyringMode=private
`

// rehearses are the fences of a drill, which starts a warden of its own: they are the
// warden's.
const rehearses = "UMask=0022\nDelegate=yes\nTasksMax=infinity\n" + wardenFences
