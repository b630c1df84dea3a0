package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"commonhall/config"
	"commonhall/config/apply"
	"commonhall/home/mounted"
	"commonhall/supervisor"
)

// unitDir is where an administrator's own units lie.
const unitDir = "/etc/systemd/system"

// target groups everything: systemctl stop commonhall.target.
const target = "commonhall.target"

// units returns the content of every unit by its name.
func units(i supervisor.Instance, c config.Config) map[string]string {
	p := supervisor.PathsOf(Dir, i)
	u := map[string]string{
		target: unit("Everything of commonhall but people's servers", "Wants="+strings.Join(append(services(), pamSockets(c)...), " "), "", "") + "[Install]\nWantedBy=multi-user.target\n",

		"commonhall-http.socket":      publicSocket("http", 80),
		"commonhall-sockets.service":  socketsUnit(),
		"commonhall-hub-edge.socket":  socket("the edge's way to the hub", "hub", "edge", "ListenStream="+p.Edge(), "SocketUser="+HubAccount, "SocketGroup="+SocketsGroup, "SocketMode=0660", "DirectoryMode=0711"),
		"commonhall-hub-admin.socket": socket("the administrators' way to the hub", "hub", "admin", "ListenStream="+p.Admin(), "SocketUser="+HubAccount, "SocketGroup="+HubAccount, "SocketMode=0600", "DirectoryMode=0711"),
		"commonhall-warden.socket":    socket("the way to the warden", "warden", "warden", "ListenSequentialPacket="+p.Warden(), "SocketGroup="+SocketsGroup, "SocketMode=0660", "DirectoryMode=0711"),

		"commonhall-edge.service":   edgeUnit(p, publicSockets(c)),
		"commonhall-hub.service":    hubUnit(p),
		"commonhall-warden.service": wardenUnit(),
		"commonhall-end.service":    endUnit(),

		"commonhall-journal.service": journalUnit(p),
		"commonhall-accounts.service": unit("names for people's accounts", "StartLimitIntervalSec=0", "Service", "Type=oneshot\nTimeoutStartSec=5min\nPrivateNetwork=yes\nPrivateTmp=yes\nProtectHome=yes\nProtectKernelModules=yes\nProtectKernelTunables=yes\n"+
			"RestrictAddressFamilies=AF_UNIX AF_NETLINK\nCapabilityBoundingSet=CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_AUDIT_WRITE\n"+command("accounts sync")),
		"commonhall-accounts.path":  unit("homes come and go", "PartOf="+target, "Path", "PathChanged="+p.Homes()),
		"commonhall-accounts.timer": unit("names for people's accounts", "PartOf="+target, "Timer", "OnBootSec=10s\nOnCalendar=hourly\nRandomizedDelaySec=5min"),
		apply.GuardUnit:             confirmUnit(p),

		"commonhall-doctor.service": doctorUnit(),
		"commonhall-doctor.timer":   unit("a daily look at the machine", "PartOf="+target, "Timer", "OnBootSec=5min\nOnCalendar=daily\nRandomizedDelaySec=1h"),

		"commonhall-purge.service": purgeUnit(),
		"commonhall-purge.timer":   unit("homes of people who were removed long ago", "PartOf="+target, "Timer", "OnCalendar=daily\nRandomizedDelaySec=2h\nPersistent=true"),
	}
	maps.Copy(u, networkUnits())
	maps.Copy(u, backupUnits())
	maps.Copy(u, pamUnits(p, c))
	if encrypts(c) {
		u["commonhall-https.socket"] = publicSocket("https", 443)
	}
	return u
}

// encrypts reports whether there is a port for https. Where there is none, another
// program, such as a proxy that encrypts, can have it.
func encrypts(c config.Config) bool { return c.HTTPS.Mode != "off" }

// publicSockets are those that visitors come to.
func publicSockets(c config.Config) []string {
	if encrypts(c) {
		return []string{"commonhall-http.socket", "commonhall-https.socket"}
	}
	return []string{"commonhall-http.socket"}
}

func publicSocket(name string, port int) string {
	return socket("where visitors come in, by "+name, "edge", name, fmt.Sprintf("ListenStream=%d", port), "NoDelay=yes", "Backlog=4096")
}

// UnitNames are the units of an installation with these settings.
func UnitNames(i supervisor.Instance, c config.Config) []string {
	return append(slices.Sorted(maps.Keys(units(i, c))), upgradeUnit)
}

// services are what the target starts.
func services() []string {
	return []string{"commonhall-network.service", "commonhall-network.path", "commonhall-network-look.timer", "commonhall-connections.service", "commonhall-warden.service", "commonhall-hub.service", "commonhall-sockets.service", "commonhall-edge.service", "commonhall-end.service",
		"commonhall-journal.service", "commonhall-accounts.service", "commonhall-accounts.path", "commonhall-accounts.timer", apply.GuardUnit,
		"commonhall-purge.timer", "commonhall-doctor.timer", "commonhall-backup.timer", "commonhall-verify.timer", "commonhall-drill.timer"}
}

// sockets are the inner ones. They are held by systemd, so that callers wait while a
// role restarts.
func sockets() []string {
	return []string{"commonhall-hub-edge.socket", "commonhall-hub-admin.socket", "commonhall-warden.socket"}
}

// unit writes the section [Unit] and one more.
func unit(what, more, section, settings string) string {
	s := "# Written by commonhall setup; it is written anew when setup runs again. Your own\n# changes go into a drop-in: systemctl edit UNIT\n[Unit]\nDescription=commonhall: " + what + "\n"
	if more != "" {
		s += more + "\n"
	}
	if section != "" {
		s += "\n[" + section + "]\n" + strings.TrimSpace(settings) + "\n"
	}
	return s + "\n"
}

// socket is a unit that holds one socket for a role.
func socket(what, role, name string, settings ...string) string {
	return unit(what, "PartOf="+target, "Socket", strings.Join(append(settings, "TriggerLimitIntervalSec=0", "FileDescriptorName="+name, "Service=commonhall-"+role+".service"), "\n"))
}

// forever is what every role says of its starts, and its sockets of theirs: systemd
// would give up after a few, and close the sockets, until somebody comes.
const forever = "\nStartLimitIntervalSec=0"

// restless are settings of every role: whatever happens, it is started again. Of core dumps
// it has a byte, which starts none where the machine pipes them into a program: 0 does.
const restless = `
Type=notify
Restart=always
RestartSec=200ms
TimeoutStartSec=2min
WatchdogSec=2min
LimitNOFILE=20000
LimitCORE=1
UMask=0077
`

// humble are settings of the roles that need nothing of the machine.
const humble = `
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateIPC=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
KeyringMode=private
`

// share is what strangers can make a role hold of the machine's memory. Beyond it that
// role is started anew; without it the kernel would end people's programs first.
const share = "MemoryMax=40%\n"

// command is what a unit of a role runs.
func command(role string) string { return "ExecStart=" + Program + " " + role + " --dir " + Dir + "\n" }

// sees shows a role nothing of the state but its own folder, the identity and the
// settings in force.
func sees(own string) string {
	return fmt.Sprintf("TemporaryFileSystem=%s:ro,mode=0711\nBindPaths=%s\nBindReadOnlyPaths=%s/instance.json -%s/config\n", Dir, own, Dir, Dir)
}

func edgeUnit(p supervisor.Paths, public []string) string {
	sockets := strings.Join(public, " ")
	return unit("the edge, which visitors meet first", "Requires="+sockets+"\nAfter="+sockets+" commonhall-hub.service network.target\nPartOf="+target+forever, "Service",
		command("edge")+"ExecReload=/bin/kill -HUP $MAINPID\nNotifyAccess=all\nKillMode=control-group\nTimeoutStopSec=20\n"+
			"User="+EdgeAccount+"\nGroup="+EdgeAccount+"\nSupplementaryGroups="+SocketsGroup+"\nSockets="+sockets+"\nOOMScoreAdjust=-500"+
			restless+humble+"ProtectProc=invisible\nProcSubset=pid\n"+share+sees(p.EdgeDir())+"BindReadOnlyPaths=-"+upgradeDir+"\n")
}

// hubUnit has first steps, as root: see BeforeHub and Records.
func hubUnit(p supervisor.Paths) string {
	first := "ExecStartPre=+/bin/sh -c 'test ! -e " + upgradeRecord + " || exec " + Program + " upgrade --before-hub'\n" +
		"ExecStartPre=+/bin/sh -c 'test -e " + p.Database() + " || exec " + Program + " setup --records'\n"
	return unit("the hub, which knows people and their servers", "Requires=commonhall-hub-edge.socket commonhall-hub-admin.socket\nAfter=commonhall-hub-edge.socket commonhall-hub-admin.socket commonhall-warden.service network.target postgresql.service\nPartOf="+target+forever, "Service",
		first+command("hub")+"User="+HubAccount+"\nGroup="+HubAccount+"\nSupplementaryGroups="+SocketsGroup+"\nSockets=commonhall-hub-edge.socket commonhall-hub-admin.socket\nOOMScoreAdjust=-700\nTimeoutStopSec=30"+
			restless+strings.Replace(humble, "RestrictSUIDSGID=yes\n", "", 1)+share+sees(p.Hub())+ // which also hides openat2, that follows no link
			"BindPaths=-"+upgradeDir+"\n"+ // for BeforeHub; to the hub's account it is closed
			"BindReadOnlyPaths=-"+p.Homes()+"\n"+ // how much room is left there; it may look into none
			"BindReadOnlyPaths=-"+p.Homes()+mounted.Known+"\n"+ // for Records: whether these are the homes
			"BindReadOnlyPaths=-"+doctorDir()+"\n")
}

// doctorDir is where results of doctor lie (doctor.Folder).
func doctorDir() string { return filepath.Join(Dir, "doctor") }

// doctorUnit may look at everything, connect to everybody, and writes into one folder.
func doctorUnit() string {
	return unit("a daily look at the machine", "After=commonhall-hub.service commonhall-edge.service", "Service",
		command("doctor --keep --patience=2m")+"Type=oneshot\nTimeoutStartSec=5min\nNice=10\nUMask=0022\n"+
			strings.NewReplacer("CapabilityBoundingSet=\nAmbientCapabilities=\n", "CapabilityBoundingSet=CAP_DAC_READ_SEARCH CAP_DAC_OVERRIDE CAP_SYS_PTRACE CAP_NET_ADMIN\n",
				"PrivateIPC=yes\n", "", "PrivateTmp=yes\n", "", "AF_INET6", "AF_INET6 AF_NETLINK").Replace(humble)+
			"SystemCallFilter=landlock_create_ruleset\n"+ // which version there is
			"StateDirectory=commonhall/doctor\nStateDirectoryMode=0755\n")
}

// purgeUnit deletes homes: of root's rights it has what that takes.
func purgeUnit() string {
	return unit("homes of people who were removed long ago", "After=commonhall-hub.service", "Service",
		"Type=oneshot\nTimeoutStartSec=12h\nNice=19\nIOSchedulingClass=idle\nNoNewPrivileges=yes\nPrivateNetwork=yes\n"+
			"CapabilityBoundingSet=CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER\n"+command("accounts purge"))
}

// wardenUnit has no mount namespace of its own and few other fences: what it starts
// would inherit them, and people's sandboxes are built from the machine as it is.
// People's servers are in groups of their own, outside of the unit.
func wardenUnit() string {
	return unit("the warden, which makes people's sandboxes", "Requires=commonhall-warden.socket\nAfter=commonhall-warden.socket local-fs.target\nPartOf="+target+forever, "Service",
		command("warden")+"ExecReload="+Program+" warden --renew --dir "+Dir+"\nSockets=commonhall-warden.socket\nKillMode=process\nDelegate=yes\nOOMScoreAdjust=-900\nTimeoutStopSec=30\nTasksMax=infinity"+restless+wardenFences)
}

// wardenFences are rights that the warden never needs. CAP_SYSLOG is not among them: the
// kernel's log says which program was ended for memory.
const wardenFences = "CapabilityBoundingSet=~CAP_SYS_MODULE CAP_SYS_TIME CAP_SYS_BOOT CAP_SYS_RAWIO CAP_BPF CAP_PERFMON CAP_WAKE_ALARM CAP_BLOCK_SUSPEND CAP_MAC_ADMIN CAP_MAC_OVERRIDE CAP_AUDIT_CONTROL\n"

// journalUnit may read everybody's output and nothing else. The journal's own limit
// would count all people as one.
func journalUnit(p supervisor.Paths) string {
	own := filepath.Join(Dir, "journal")
	return unit("the output of people's servers goes to the journal", "After=systemd-journald.socket commonhall-warden.service\nPartOf="+target+forever, "Service",
		command("journal")+"User="+JournalAccount+"\nGroup="+JournalAccount+restless+strings.Replace(humble, "CapabilityBoundingSet=\nAmbientCapabilities=\n",
			"CapabilityBoundingSet=CAP_DAC_READ_SEARCH\nAmbientCapabilities=CAP_DAC_READ_SEARCH\n", 1)+
			"LogRateLimitIntervalSec=0\nPrivateNetwork=yes\nRestrictAddressFamilies=\nRestrictAddressFamilies=AF_UNIX\nSystemCallFilter=~@privileged @resources\n"+
			"InaccessiblePaths=-/etc/shadow -/etc/shadow- -/etc/gshadow -/etc/gshadow- -/etc/commonhall -/etc/ssh -/etc/ssl/private -/root -/home -/srv\nProtectProc=invisible\nProcSubset=pid\nMemoryMax=64M\nOOMScoreAdjust=-300\n"+
			sees(own)+"BindReadOnlyPaths="+p.Logs()+"\n")
}

// endUnit asks people's servers to save their work when the machine goes down. It
// is not part of the target: who stops commonhall ends nobody's server.
func endUnit() string {
	return unit("people's servers end in order when the machine goes down", "After=commonhall-warden.service commonhall-hub.service", "Service",
		"Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\nExecStop="+Program+" server end-all --dir "+Dir+"\nTimeoutStopSec=40\n")
}

// confirmUnit takes back a change of the settings that nobody finishes or confirms
// (decision 012). It is ready at once, not when it ends: at the start of the machine
// the roles wait for nobody.
func confirmUnit(p supervisor.Paths) string {
	return unit("settings that nobody confirms go back", "After=local-fs.target\nStartLimitIntervalSec=0\nConditionPathExists="+filepath.Join(p.Settings(), "pending.json"), "Service",
		"Type=exec\nExecStart="+Program+" config await --dir "+Dir+"\nRestart=on-failure\nRestartSec=1s\nOOMScoreAdjust=-900\nUMask=0022\n"+
			"NoNewPrivileges=yes\nProtectHome=yes\nPrivateTmp=yes\nProtectKernelModules=yes\nRestrictAddressFamilies=AF_UNIX\nLockPersonality=yes\n")
}

// writeUnits writes those that differ from what is there, and takes away our own that
// are not needed any more. It reports whether systemd has something to learn.
func writeUnits(want map[string]string) (changed bool, err error) {
	for name, content := range want {
		path := filepath.Join(unitDir, name)
		if b, err := os.ReadFile(path); err == nil && string(b) == content {
			continue
		}
		if err := writeFile(path, []byte(content), 0o644); err != nil {
			return false, err
		}
		changed = true
	}
	have, err := ourUnits()
	for _, name := range have {
		if _, ok := want[name]; !ok && name != upgradeUnit && err == nil {
			changed, err = true, os.Remove(filepath.Join(unitDir, name))
		}
	}
	return changed, err
}

// ourUnits are the units that a setup has written, by name.
func ourUnits() ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(unitDir, "commonhall*"))
	var out []string
	for _, p := range paths {
		if st, serr := os.Lstat(p); serr == nil && st.Mode().IsRegular() {
			out = append(out, filepath.Base(p))
		}
	}
	return out, err
}

// settingsIn returns where the settings of an installation lie.
func settingsIn(i supervisor.Instance) *apply.Store {
	p := supervisor.PathsOf(Dir, i)
	return &apply.Store{Dir: p.Settings(), File: Config, Run: p.Run(), Base: config.Default(), Services: apply.Systemd{}, Who: "setup"}
}

// WriteUnits brings the units of an installation up to this program, and the profile of
// people's servers.
func WriteUnits(ctx context.Context, out io.Writer) error {
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	c, _, err := settingsIn(i).Load()
	if err != nil {
		return err
	}
	changed, err := writeUnits(units(i, c))
	err = errors.Join(err, newArmor().put(ctx, out))
	if err != nil || !changed {
		return err
	}
	return systemd{out}.ctl(ctx, "daemon-reload")
}

// RenewUnits is WriteUnits at an upgrade. What is new among the units is started, what is gone
// is ended, and what runs beside the roles becomes this program's too. The roles are judged
// by themselves; for the rest an upgrade waits a little, and goes back for nothing of it.
func RenewUnits(ctx context.Context, out io.Writer) error {
	before, err := ourUnits()
	if err := errors.Join(err, WriteUnits(ctx, out)); err != nil {
		return err
	}
	writeManual(ctx, out)
	after, err := ourUnits()
	if err != nil {
		return err
	}
	sd := systemd{out}
	soon, cancel := context.WithTimeout(ctx, besideTime) // what takes longer goes on
	defer cancel()
	do := func(verb string, units ...string) {
		if err := sd.ctl(soon, append([]string{verb}, units...)...); err != nil {
			fmt.Fprintln(out, err)
		}
	}
	if gone := slices.DeleteFunc(before, func(name string) bool { return slices.Contains(after, name) }); len(gone) > 0 {
		do("stop", startable(gone)...)
	}
	if at, err := sd.show(ctx, "ActiveState", target); err == nil && (at == "active" || at == "activating") { // or an administrator has stopped it
		do("try-reload-or-restart", "commonhall-network.service")
		do("try-restart", "commonhall-connections.service", "commonhall-journal.service")
		do("start", "--no-block", target) // a hub that hangs, and is to go back, would be waited for
	}
	return nil
}

// besideTime is a part of unitsTime.
const besideTime = 10 * time.Second

// services makes the units and starts what visitors do not see yet.
func (s *Setup) services(ctx context.Context) error {
	if err := WriteUnits(ctx, s.Out); err != nil {
		return err
	}
	writeManual(ctx, s.Out)
	if err := s.systemd.ctl(ctx, "enable", "--quiet", target); err != nil {
		return err
	}
	if err := renewPAM(ctx, s.systemd); err != nil {
		return err
	}
	return errors.Join(s.systemd.start(ctx, "start", sockets()...),
		s.systemd.start(ctx, "start", "commonhall-warden.service"), s.systemd.start(ctx, "start", "commonhall-hub.service"))
}

// open lets visitors in.
func (s *Setup) open(ctx context.Context) error {
	if err := RenewSockets(ctx, s.Out); err != nil {
		return err
	}
	return s.systemd.ctl(ctx, "start", target)
}
