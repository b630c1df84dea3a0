package setup

import (
	"context"
	"io"

	"commonhall/supervisor"
)

// socketsUnit makes the public sockets those of the settings; the settings that say
// which there are name it as a role. The edge must not be ordered behind it: it is
// started while this unit is being reloaded, and each would wait for the other. A port
// that somebody has just then, as systemd itself for a moment after it has closed it
// (a child that is about to begin another service has it still), is tried again.
func socketsUnit() string {
	set := Program + " setup --sockets"
	return unit("the ports that visitors come to", "After=commonhall-http.socket commonhall-https.socket\nPartOf="+target+"\nStartLimitIntervalSec=0", "Service",
		"Type=oneshot\nRemainAfterExit=yes\nExecStart="+set+"\nExecReload="+set+"\nTimeoutStartSec=2min\nRestart=on-failure\nRestartSec=5s\n")
}

// RenewSockets brings units up to the settings in force, and opens and closes the ports
// that visitors come to. The edge, which is started with them, is away for a moment
// where that changes anything.
func RenewSockets(ctx context.Context, out io.Writer) error {
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	c, _, err := settingsIn(i).Load()
	if err != nil {
		return err
	}
	if err := WriteUnits(ctx, out); err != nil {
		return err
	}
	sd := systemd{out}
	if err := renewPAM(ctx, sd); err != nil {
		return err
	}
	const edge, https = "commonhall-edge.service", "commonhall-https.socket"
	open := sd.active(ctx, https) == encrypts(c)
	for _, socket := range publicSockets(c) {
		open = open && sd.active(ctx, socket)
	}
	if open {
		return nil
	}
	if err := sd.ctl(ctx, "stop", edge); err != nil { // systemd adds no socket to a service that runs
		return err
	}
	if !encrypts(c) {
		_ = sd.ctl(ctx, "stop", https) // its unit is gone by now, where there was one
	}
	if err := sd.start(ctx, "start", publicSockets(c)...); err != nil {
		return err
	}
	return sd.start(ctx, "start", edge)
}

// active reports whether a unit is.
func (s systemd) active(ctx context.Context, unit string) bool {
	return s.ctl(ctx, "is-active", "--quiet", unit) == nil
}
