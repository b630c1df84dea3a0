package doctor

import "slices"

// Code is a fault that has a name.
type Code struct {
	Code     string
	Severity Severity
	Means    string // what is wrong
	Cause    string // why that may be
	Do       string // a command, or what a person must do; ABOUT stands for what the finding is about
	Page     string // of the documentation
	// Hides are the consequences that are not reported beside it: CODE, or
	// CODE ABOUT; after "ABOUT: " only if the cause is about that.
	Hides []string
}

const (
	pageDoctor   = "doc/how-to/doctor.md"
	pageTrouble  = "doc/how-to/trouble.md"
	pageHTTPS    = "doc/how-to/https.md"
	pageSettings = "doc/how-to/configure.md"
	pagePeople   = "doc/how-to/people.md"
	pageLimits   = "doc/how-to/limits.md"
)

const (
	hubUnit    = "commonhall-hub.service"
	edgeUnit   = "commonhall-edge.service"
	wardenUnit = "commonhall-warden.service"
	httpSocket = "commonhall-http.socket"
	tlsSocket  = "commonhall-https.socket"
	target     = "commonhall.target"
)

// hubSockets fail with the hub, when those that wait for it start it too often.
var hubSockets = []string{"commonhall-hub-admin.socket", "commonhall-hub-edge.socket"}

// Codes returns every code, in the order of the page.
func Codes() []Code {
	return slices.Concat(serviceCodes, doorCodes, machineCodes, diskCodes, recordCodes, careCodes, ownCodes)
}

func codeOf(code string) (Code, bool) {
	all := Codes()
	i := slices.IndexFunc(all, func(c Code) bool { return c.Code == code })
	if i < 0 {
		return Code{}, false
	}
	return all[i], true
}

var serviceCodes = []Code{
	{"not-installed", Error, "There is no commonhall on this machine.", "It was never set up here, was taken off, or is in another folder.", "commonhall setup, or say where it is: --dir DIR", "doc/tutorial.md",
		[]string{"settings-unreadable", "leftovers"}},
	{"identity-broken", Error, "The file instance.json cannot be understood: it says whose the homes are.", "Somebody changed it, or a disk lost it.", "Restore it from a backup: commonhall backup restore --help", pageTrouble, nil},
	{"unit-missing", Error, "A service is not known to systemd.", "Its file was deleted, or setup was cut off.", "commonhall setup --yes", pageTrouble,
		[]string{hubUnit + ": hub-down", edgeUnit + ": edge-down", httpSocket + ": edge-down", wardenUnit + ": warden-down"}},
	{"unit-failed", Error, "A service has failed and systemd does not start it any more.", "Its last lines say so: journalctl -u UNIT -n 30", "journalctl -u ABOUT -n 30; then: systemctl reset-failed ABOUT; systemctl start ABOUT", pageTrouble,
		[]string{hubUnit + ": hub-down", edgeUnit + ": edge-down", httpSocket + ": edge-down", wardenUnit + ": warden-down", "commonhall-network.service: network-down", "commonhall-backup.service: backup-failed", hubUnit + ": unit-failed " + hubSockets[0], hubUnit + ": unit-failed " + hubSockets[1],
			hubUnit + ": unit-restarts " + hubUnit, edgeUnit + ": unit-restarts " + edgeUnit, wardenUnit + ": unit-restarts " + wardenUnit}},
	{"unit-down", Error, "A service does not run.", "Somebody stopped it, or what it needs did not start.", "systemctl start ABOUT", pageTrouble,
		[]string{hubUnit + ": hub-down", edgeUnit + ": edge-down", httpSocket + ": edge-down", wardenUnit + ": warden-down",
			target + ": unit-down", target + ": hub-down", target + ": edge-down", target + ": warden-down", "commonhall-network.service: network-down"}},
	{"unit-disabled", Warning, "commonhall does not start when the machine does.", "Somebody disabled it, or setup was cut off.", "systemctl enable commonhall.target", pageTrouble, nil},
	{"unit-restarts", Warning, "A service was started again three times or more within a day.", "It died, or its watchdog ended it because it hung: journalctl -u UNIT", "journalctl -u ABOUT -p warning --since -1d, and send a helper: commonhall support", pageTrouble, nil},
	{"warden-down", Error, "The warden does not answer: no server starts or stops. Those that run go on.", "It is just starting, or hangs.", "systemctl restart " + wardenUnit, pageTrouble,
		[]string{"server-lost", "server-unknown"}},
	{"hub-down", Error, "The hub does not answer: nobody can sign in, start a server or use the pages. Servers that run go on.", "It is just starting, hangs, or waits for its database.", "journalctl -u " + hubUnit + " -n 30; then: systemctl restart " + hubUnit, pageTrouble,
		[]string{"name-elsewhere", "name-unreachable", "edge-down"}},
	{"edge-down", Error, "The edge does not answer: nobody gets in.", "It is just starting, or hangs.", "journalctl -u " + edgeUnit + " -n 30; then: systemctl restart " + edgeUnit, pageTrouble,
		[]string{"name-elsewhere", "name-unreachable", "certificate-wrong"}},
	{"port-taken", Error, "Another program answers where visitors come in.", "A web server was installed or started before commonhall.", "Stop it, for instance: systemctl disable --now apache2 nginx; then: systemctl reset-failed 'commonhall*'; systemctl restart commonhall.target", pageTrouble,
		[]string{"edge-down", "unit-failed " + httpSocket, "unit-down " + httpSocket, "unit-failed " + tlsSocket, "unit-down " + tlsSocket, "unit-failed " + edgeUnit, "unit-down " + edgeUnit, "name-elsewhere", "certificate-wrong"}},
}

var doorCodes = []Code{
	{"name-unknown", Error, "A name under which people reach commonhall is not known.", "There is no A or AAAA record for it, the domain has ended, or this machine cannot ask for names.", "Where the name is managed, add an A record with this machine's address. To see what is known: getent hosts ABOUT", pageHTTPS,
		[]string{"certificate-missing", "certificate-failing"}},
	{"name-elsewhere", Error, "A name leads to another machine, or to another program.", "The machine has got another address, or the record was never right.", "Where the name is managed, set its address to this machine's. To see it: getent hosts ABOUT", pageHTTPS,
		[]string{"certificate-missing", "certificate-failing"}},
	{"name-unreachable", Warning, "Nothing answers at the address of a name.", "A firewall of the provider or the machine is in the way, or a router does not lead a machine back to itself.", "Look from another network: open https://ABOUT/. If it does not open, let ports 80 and 443 through.", pageHTTPS, nil},
	{"certificate-missing", Error, "There is no certificate for a name: browsers refuse to show commonhall.", "The authority could not convince itself that the name is yours; the finding says what it said.", "commonhall certificate list; when it is mended: commonhall certificate renew ABOUT", pageHTTPS, []string{"certificate-wrong"}},
	{"certificate-expired", Error, "A certificate has ended: browsers warn everybody.", "It could not be renewed, or the files that hold it were not.", "commonhall certificate list; when it is mended: commonhall certificate renew ABOUT", pageHTTPS, []string{"certificate-wrong", "certificate-failing"}},
	{"certificate-ending", Warning, "A certificate ends within two weeks and was not renewed.", "Renewals fail, or the certificate is a file of yours.", "commonhall certificate list", pageHTTPS, []string{"certificate-failing"}},
	{"certificate-failing", Warning, "A certificate is good, but the last attempt to renew it failed.", "The finding says what the authority said.", "commonhall certificate list", pageHTTPS, nil},
	{"certificate-wrong", Error, "Visitors of a name are shown a certificate that is not for it, or that has ended.", "A proxy in front shows its own, or the name is missing in https.names.", "commonhall certificate list; commonhall config explain https.names", pageHTTPS, nil},
}

var machineCodes = []Code{
	{"clock-early", Error, "The clock is before the day on which this program was built.", "The machine has no clock that runs without power, or its battery is empty.", "timedatectl set-ntp true", pageDoctor,
		[]string{"clock-jumped", "clock-unsynchronised", "certificate-wrong", "certificate-expired"}},
	{"clock-unsynchronised", Warning, "Nobody sets the clock.", "No time service runs, or it cannot reach its servers.", "timedatectl set-ntp true; Debian's package is systemd-timesyncd", pageDoctor, nil},
	{"clock-jumped", Warning, "The clock was set by more than a minute since the last look.", "It was wrong, or is now. Sessions and certificates count on it.", "timedatectl", pageDoctor, nil},
	{"cgroups", Error, "The kernel does not let programs be limited.", "Its command line or the host of this container does not allow it.", "On a Raspberry Pi add cgroup_enable=memory to the kernel's command line; in a container its host must allow it.", pageLimits, nil},
	{"pids", Warning, "The machine runs few processes at once.", "kernel.pid_max is small.", "sysctl -w kernel.pid_max=4194304", pageLimits, nil},
	{"memory-pressure", Warning, "Programs wait for memory.", "More people work than the machine has memory for, or somebody computes something large.", "commonhall server list; give each less (servers.memory), or the machine more", pageLimits, nil},
}

var diskCodes = []Code{
	{"disk-full", Error, "A disk is full, or nearly.", "Homes, output, or other things of this machine.", "du -xh --max-depth=2 ABOUT | sort -h | tail", pageLimits,
		[]string{"disk-low", "disk-filling", "hub-down", "unit-failed " + hubUnit, "unit-failed " + hubSockets[0], "unit-failed " + hubSockets[1]}},
	{"disk-low", Warning, "A disk has little room left.", "Homes, output, or other things of this machine.", "du -xh --max-depth=2 ABOUT | sort -h | tail", pageLimits, []string{"disk-filling"}},
	{"disk-filling", Warning, "A disk will be full within two weeks, if it goes on like this.", "The class works.", "du -xh --max-depth=2 ABOUT | sort -h | tail", pageLimits, nil},
	{"disk-read-only", Error, "A disk can only be read.", "The kernel does that when it finds the filesystem damaged.", "dmesg | grep -i error; make a backup now; then check the disk: fsck", pageTrouble,
		[]string{"hub-down", "unit-failed " + hubUnit, "unit-failed " + hubSockets[0], "unit-failed " + hubSockets[1], "disk-errors"}},
	{"disk-errors", Error, "A filesystem has recorded errors.", "The disk loses data, or the machine lost power.", "Make a backup now; then check ABOUT while it is not mounted: fsck, or btrfs check", pageTrouble, nil},
	{"disk-io", Error, "The kernel could not read from or write to a disk within the last day.", "The disk, its cable or the provider's storage fails.", "Make a backup now; then: journalctl -k -p err --since -1d", pageTrouble, []string{"disk-errors"}},
}

var recordCodes = []Code{
	{"database-damaged", Error, "The database is damaged.", "The disk loses data, or somebody wrote to it.", "systemctl stop " + hubUnit + "; commonhall backup restore --database (the damaged file is kept)", pageTrouble,
		[]string{"hub-down", "unit-failed " + hubUnit, "unit-failed " + hubSockets[0], "unit-failed " + hubSockets[1], "home-without-person"}},
	{"database-missing", Error, "There are homes, but the database that says whose they are is gone.", "It was deleted or moved, or a disk is not mounted.", "findmnt; if the disk is there: commonhall backup restore --database", pageTrouble,
		[]string{"hub-down", "unit-failed " + hubUnit, "unit-failed " + hubSockets[0], "unit-failed " + hubSockets[1], "home-without-person", "administrator-none"}},
	{"database-unchecked", Note, "The database could not be read whole in this short time.", "It is large, or the disk is slow. The timer takes the time each night.", "commonhall doctor --patience 60s", pageDoctor, nil},
	{"home-without-person", Warning, "There are homes of nobody who is listed.", "They came from elsewhere, or the database is an older one.", "ls -l /var/lib/commonhall/homes; then restore the database, or: commonhall user adopt HOME", pagePeople, nil},
	{"server-unknown", Warning, "A server runs of which the hub does not know.", "The hub was cut off between two steps, or its database is an older one.", "systemctl restart " + hubUnit + " (it takes over what runs, or ends it)", pageTrouble, nil},
	{"server-lost", Warning, "The hub counts a server as running that does not.", "The hub missed its end.", "systemctl restart " + hubUnit, pageTrouble, nil},
	{"names-missing", Note, "The host does not know people's accounts by name, so ls and ps show numbers.", "The service that tells it did not run.", "systemctl start commonhall-accounts.service", pagePeople, nil},
	{"administrator-none", Error, "Nobody who may sign in is an administrator.", "They were suspended, or never chose a password.", "commonhall user add NAME --admin --invite", pagePeople, []string{"administrator-single"}},
	{"administrator-single", Warning, "There is one administrator: who has lost that password, or is ill, is missed by all.", "Nobody made a second one.", "commonhall user add NAME --admin --invite", pagePeople, nil},
}

var careCodes = []Code{
	{"settings-unreadable", Error, "The settings in force cannot be read.", "Another release wrote them, or the disk lost them.", "commonhall config check; then: commonhall config apply", pageSettings, []string{"settings-broken", "hub-down", "unit-failed " + hubUnit, "unit-failed " + hubSockets[0], "unit-failed " + hubSockets[1], "backup-none"}},
	{"settings-broken", Warning, "The settings file has mistakes, so those of before hold.", "Somebody edited it by hand.", "commonhall config check; then: commonhall config edit", pageSettings, nil},
	{"settings-changed", Warning, "The settings file was changed and not applied.", "Somebody edited it by hand.", "commonhall config diff; then: commonhall config apply", pageSettings, nil},
	{"settings-unconfirmed", Note, "A change of the settings waits for somebody to confirm it.", "It could close a door.", "commonhall config confirm", pageSettings, nil},
	{"backup-none", Warning, "There is no backup.", "Nobody said where to.", "commonhall config edit: set backup.to to a folder on another disk, or a bucket", "doc/how-to/backup.md", nil},
	{"backup-failed", Warning, "The last backup did not succeed, or is not complete.", "The finding says what was wrong.", "commonhall backup now", "doc/how-to/backup.md", nil},
	{"backup-old", Warning, "The last good backup is older than three days.", "The timer does not run, or backups fail.", "systemctl list-timers 'commonhall*'; commonhall backup now", "doc/how-to/backup.md", []string{"backup-failed"}},
	{"drill-old", Warning, "For five weeks nobody has tried whether a backup can be restored.", "The drill's timer does not run, or drills fail.", "commonhall backup drill", "doc/how-to/backup.md", nil},
	{"build-old", Warning, "This program is older than 90 days; newer ones mend faults.", "Nobody upgraded it.", "commonhall upgrade", pageDoctor, nil},
	{"build-very-old", Error, "This program is older than 180 days; newer ones mend faults that others know how to use.", "Nobody upgraded it.", "commonhall upgrade", pageDoctor, nil},
	{"upgrade-running", Note, "An upgrade is under way.", "Somebody began it.", "Wait for its end: journalctl -fu commonhall-upgrade", pageDoctor, []string{"unit-down", "hub-down", "edge-down", "warden-down"}},
	{"upgrade-stuck", Warning, "An upgrade was begun and did not end.", "It was cut off.", "systemctl start commonhall-upgrade.service", pageDoctor, nil},
	{"upgrade-back", Warning, "The last upgrade did not go well, and the release of before is back.", "The finding says why.", "When that is mended: commonhall upgrade", pageDoctor, nil},
	{"network-down", Error, "People's servers have no way to the internet.", "It was taken away, or could not be set up.", "systemctl restart commonhall-network.service", pageTrouble, nil},
	{"other-installation", Note, "Another commonhall runs on this machine.", "Somebody runs commonhall try beside it.", "If it should not be there, end it: ps -C commonhall -o pid,args", pageDoctor, nil},
	{"leftovers", Warning, "There are things of a commonhall that is not here any more.", "It was deleted and not uninstalled.", "Look at ABOUT, and remove it", pageDoctor, nil},
}

var ownCodes = []Code{
	{"check-hangs", Warning, "One of the checks did not end in time.", "A disk, a name server or a service does not answer.", "commonhall doctor --patience 30s", pageDoctor, nil},
	{"check-failed", Warning, "One of the checks could not be made.", "The finding says why.", "Run it as root: sudo commonhall doctor", pageDoctor, nil},
}
