package setup

// networkUnits set up what people's servers reach: at the start of the machine, when its
// resolvers change, and again whenever its own rules are loaded, which takes ours away
// with all others. The end of the first takes nothing away: servers that run go on.
func networkUnits() map[string]string {
	set := Program + " network up --dir " + Dir
	fences := "NoNewPrivileges=yes\nCapabilityBoundingSet=CAP_NET_ADMIN CAP_DAC_READ_SEARCH\nProtectSystem=strict\nProtectHome=yes\nPrivateTmp=yes\n" +
		"RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6\nMemoryDenyWriteExecute=yes\nLockPersonality=yes\n"
	const look = "commonhall-network-look"
	return map[string]string{
		"commonhall-network.service": unit("the way of people's servers to the internet", "Wants=network-online.target\nAfter=network-online.target nftables.service\n"+
			"Before=commonhall-warden.service\nPartOf="+target+" nftables.service\nReloadPropagatedFrom=nftables.service", "Service",
			"Type=oneshot\nRemainAfterExit=yes\nExecStart="+set+"\nExecReload="+set+"\nTimeoutStartSec=1min\n"+fences),
		"commonhall-network.path": unit("the machine's resolvers change", "PartOf="+target, "Path", "PathChanged=/etc/resolv.conf\nPathChanged=/run/systemd/resolve/resolv.conf\nUnit=commonhall-network-renew.service"),
		"commonhall-network-renew.service": unit("people's servers ask the machine's new resolvers", "", "Service",
			"Type=oneshot\nExecStart=systemctl --no-block try-reload-or-restart commonhall-network.service\n"),

		// It is ready when it sees what begins, before anybody's server is there. The warden
		// waits for that, though not for long: a record is no wall.
		"commonhall-connections.service": unit("a record of who connects where", "After=commonhall-network.service\nBefore=commonhall-warden.service\nPartOf="+target+forever, "Service",
			"Type=notify\nTimeoutStartSec=30s\nExecStart="+Program+" network log --dir "+Dir+"\nRestart=always\nRestartSec=5s\nUMask=0077\nLimitCORE=1\nMemoryMax=128M\nNice=5\n"+
				"StateDirectory=commonhall/connections\nStateDirectoryMode=0700\n"+fences),

		// Whoever flushes the machine's rules by hand takes the walls between servers away.
		// That this was looked for is not worth a line twice a minute.
		look + ".service": unit("the filter around people's servers is there", "After=commonhall-network.service", "Service",
			"Type=oneshot\nExecStart="+set+" --if-lost\nTimeoutStartSec=1min\nSyslogLevel=warning\nLogLevelMax=notice\n"+fences),
		look + ".timer": unit("the filter around people's servers is there", "PartOf="+target, "Timer", "OnActiveSec=30s\nOnUnitInactiveSec=30s\nAccuracySec=5s"),
	}
}
