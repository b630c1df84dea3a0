package doctor

import "slices"

// Code is a fault that has a name.
type Code struct {
	Code     string
	Severity Severity
	Means    string   // what is wrong
	Cause    string   // why that may be
	Do       string   // what a person must do; "": Run says all
	Run      []string // commands to copy, with sudo where root is needed; ABOUT stands for what the finding is about
	Page     string   // of the documentation: commonhall doc PAGE
	// Hides are the consequences that are not reported beside it: CODE, or
	// CODE ABOUT; after "ABOUT: " only if the cause is about that.
	Hides []string
}

const (
	hubUnit     = "commonhall-hub.service"
	edgeUnit    = "commonhall-edge.service"
	wardenUnit  = "commonhall-warden.service"
	networkUnit = "commonhall-network.service"
	httpSocket  = "commonhall-http.socket"
	tlsSocket   = "commonhall-https.socket"
	target      = "commonhall.target"
)

// Codes returns every code, in the order of the page.
func Codes() []Code {
	return slices.Concat(serviceCodes(), doorCodes(), machineCodes(), diskCodes(), recordCodes(), softwareCodes(), careCodes(), ownCodes())
}

func codeOf(code string) (Code, bool) {
	all := Codes()
	i := slices.IndexFunc(all, func(c Code) bool { return c.Code == code })
	if i < 0 {
		return Code{}, false
	}
	return all[i], true
}

// withoutHub is what follows where the hub cannot run; with its sockets, which fail
// when those that wait for it start it too often.
func withoutHub(more ...string) []string {
	out := append(more, "hub-down")
	for _, code := range []string{"unit-failed ", "unit-failing ", "unit-restarts "} {
		for _, u := range []string{hubUnit, "commonhall-hub-admin.socket", "commonhall-hub-edge.socket"} {
			out = append(out, code+u)
		}
	}
	return out
}

// withoutPort is what follows where another program has a port.
func withoutPort() []string {
	out := []string{"edge-down", "name-elsewhere", "certificate-wrong"}
	for _, code := range []string{"unit-failed ", "unit-failing ", "unit-restarts ", "unit-down "} {
		for _, u := range []string{httpSocket, tlsSocket, edgeUnit} {
			out = append(out, code+u)
		}
	}
	return out
}

// withoutUnit is what follows where a service does not run.
func withoutUnit(more ...string) []string {
	out := append(more, hubUnit+": hub-down", edgeUnit+": edge-down", httpSocket+": edge-down", wardenUnit+": warden-down", networkUnit+": network-down",
		"commonhall-backup.service: backup-failed")
	for _, u := range []string{hubUnit, edgeUnit, wardenUnit, "commonhall-journal.service"} {
		out = append(out, u+": unit-restarts "+u)
	}
	for _, s := range []string{"commonhall-hub-admin.socket", "commonhall-hub-edge.socket"} {
		out = append(out, hubUnit+": unit-failed "+s)
	}
	return out
}

func serviceCodes() []Code {
	return []Code{
		{"not-installed", Error, "There is no commonhall on this machine.", "It was never set up here, was taken off, or is in another folder.",
			"Set it up. If it is in another folder, say in which: --dir DIR", []string{"sudo commonhall setup"}, "install", []string{"settings-unreadable", "leftovers"}},
		{"identity-broken", Error, "The file instance.json cannot be understood: it says whose the homes are.", "Somebody changed it, or a disk lost it.",
			"Bring everything back from a backup; FOLDER is where that is. What people did since then stays in commonhall.broken.",
			[]string{"sudo systemctl stop commonhall.target commonhall-hub.service commonhall-hub-admin.socket commonhall-warden.service commonhall-warden.socket",
				"sudo mv /var/lib/commonhall /var/lib/commonhall.broken", "sudo commonhall backup restore --from FOLDER", "sudo commonhall setup --yes"},
			"trouble", []string{"leftovers", "other-installation"}},
		{"unit-missing", Error, "A service is not known to systemd.", "Its file was deleted, or setup was cut off.",
			"", []string{"sudo commonhall setup --yes"}, "trouble", withoutUnit()},
		{"unit-failed", Error, "A service has failed and systemd does not start it any more.", "Its last lines say why.",
			"When that is mended, start it.", []string{"sudo journalctl -u ABOUT -n 30 --no-pager", "sudo systemctl reset-failed ABOUT", "sudo systemctl start ABOUT"}, "trouble", withoutUnit()},
		{"unit-failing", Error, "A service ends soon after each start, and is started again for ever.", "Something that it needs is missing or broken: the finding says what it wrote last.",
			"Mend that; the service then stays up by itself. Where units, accounts or folders are missing, the second command makes them again. The third has these restarts forgotten.",
			[]string{"sudo journalctl -u ABOUT -n 30 --no-pager", "sudo commonhall setup --yes", "sudo systemctl reset-failed ABOUT"}, "trouble", withoutUnit()},
		{"unit-down", Error, "A service does not run.", "Somebody stopped it, or what it needs did not start.",
			"", []string{"sudo systemctl start ABOUT"}, "trouble", withoutUnit(target+": unit-down", target+": hub-down", target+": edge-down", target+": warden-down")},
		{"unit-disabled", Warning, "commonhall does not start when the machine does.", "Somebody disabled it, or setup was cut off.",
			"", []string{"sudo systemctl enable commonhall.target"}, "trouble", nil},
		{"unit-restarts", Warning, "A service was started again three times or more within a day.", "It died, or its watchdog ended it because it hung.",
			"Look at what it wrote, and send a helper the file that the second command makes. The third has these restarts forgotten.", []string{"sudo journalctl -u ABOUT -p warning --since -1d --no-pager", "sudo commonhall support", "sudo systemctl reset-failed ABOUT"}, "trouble", nil},
		{"warden-down", Error, "The warden does not answer: no server starts or stops. Those that run go on.", "It is just starting, or hangs.",
			"", []string{"sudo systemctl restart commonhall-warden.service"}, "trouble", []string{"server-lost", "server-unknown"}},
		{"hub-down", Error, "The hub does not answer: nobody can sign in, start a server or use the pages. Servers that run go on.", "It is just starting, hangs, or waits for its database.",
			"", []string{"sudo journalctl -u commonhall-hub.service -n 30 --no-pager", "sudo systemctl restart commonhall-hub.service"}, "trouble", []string{"name-elsewhere", "name-unreachable", "edge-down"}},
		{"edge-down", Error, "The edge does not answer: nobody gets in.", "It is just starting, or hangs.",
			"", []string{"sudo journalctl -u commonhall-edge.service -n 30 --no-pager", "sudo systemctl restart commonhall-edge.service"}, "trouble", []string{"name-elsewhere", "name-unreachable", "certificate-wrong"}},
		{"port-taken", Error, "Another program answers where visitors come in.", "A web server was installed or started before commonhall.",
			"The first command says which one (ports 80 and 443). Stop it, as with: sudo systemctl disable --now apache2", []string{"sudo ss -ltnp", "sudo systemctl reset-failed 'commonhall*'", "sudo systemctl restart commonhall.target"}, "trouble", withoutPort()},
	}
}

func doorCodes() []Code {
	return []Code{
		{"name-unknown", Error, "A name under which people reach commonhall is not known.", "There is no A or AAAA record for it, the domain has ended, or this machine cannot ask for names.",
			"Where the name is managed, add an A record with this machine's address. The command shows what is known.", []string{"getent hosts ABOUT"}, "https", []string{"certificate-missing", "certificate-failing"}},
		{"name-elsewhere", Error, "A name leads to another machine, or to another program.", "The machine has got another address, or the record was never right.",
			"Where the name is managed, set its address to this machine's. The commands show both.", []string{"getent hosts ABOUT", "ip address show scope global"}, "https", []string{"certificate-missing", "certificate-failing"}},
		{"name-unreachable", Warning, "Nothing answers at the address of a name.", "A firewall of the provider or the machine is in the way, or a router does not lead a machine back to itself.",
			"Open https://ABOUT/ from another network, as on a phone. If it does not open, let ports 80 and 443 through.", nil, "https", nil},
		{"certificate-missing", Error, "There is no certificate for a name: browsers refuse to show commonhall.", "The authority could not convince itself that the name is yours; the finding says what it said.",
			"When that is mended, try again.", []string{"sudo commonhall certificate list", "sudo commonhall certificate renew ABOUT"}, "https", []string{"certificate-wrong"}},
		{"certificate-expired", Error, "A certificate has ended: browsers warn everybody.", "It could not be renewed, or the files that hold it were not.",
			"When that is mended, try again.", []string{"sudo commonhall certificate list", "sudo commonhall certificate renew ABOUT"}, "https", []string{"certificate-wrong", "certificate-failing"}},
		{"certificate-ending", Warning, "A certificate ends within two weeks and was not renewed.", "Renewals fail, or the certificate is a file of yours.",
			"", []string{"sudo commonhall certificate list"}, "https", []string{"certificate-failing"}},
		{"certificate-failing", Warning, "A certificate is good, but the last attempt to renew it failed.", "The finding says what the authority said.",
			"", []string{"sudo commonhall certificate list"}, "https", nil},
		{"certificate-wrong", Error, "Visitors of a name are shown a certificate that is not for it, or that has ended.", "A proxy in front shows its own, or the name is missing in https.names.",
			"", []string{"sudo commonhall certificate list", "sudo commonhall config explain https.names"}, "https", nil},
	}
}

func machineCodes() []Code {
	return []Code{
		{"clock-early", Error, "The clock is before the day on which this program was built.", "The machine has no clock that runs without power, or its battery is empty.",
			"", []string{"sudo timedatectl set-ntp true"}, "doctor#the-clock", []string{"clock-jumped", "clock-unsynchronised", "certificate-wrong", "certificate-expired"}},
		{"clock-unsynchronised", Warning, "Nobody sets the clock.", "No time service runs, or it cannot reach its servers.",
			"Where the second command says that there is none, install one.", []string{"sudo apt install systemd-timesyncd", "sudo timedatectl set-ntp true"}, "doctor#the-clock", nil},
		{"clock-jumped", Warning, "The clock was set by more than a minute since the last look.", "It was wrong, or is now. Sessions and certificates count on it.",
			"See whether it is right now.", []string{"timedatectl"}, "doctor#the-clock", nil},
		{"cgroups", Error, "The kernel does not let programs be limited.", "Its command line or the host of this container does not allow it.",
			"On a Raspberry Pi add cgroup_enable=memory to the kernel's command line; in a container its host must allow it.", nil, "limits", nil},
		{"pids", Warning, "The machine runs few processes at once.", "kernel.pid_max is small.",
			"", []string{"echo kernel.pid_max=4194304 | sudo tee /etc/sysctl.d/60-pids.conf", "sudo sysctl --load /etc/sysctl.d/60-pids.conf"}, "limits", nil},
		{"fence", Note, "The second fence around people's servers is missing.", "The kernel has no landlock of version 2 (Linux 5.19), or it is not in the list lsm= of its command line.",
			"Everything else around them stands. A newer kernel, or landlock in that list, gives it to servers from their next start on.", []string{"cat /sys/kernel/security/lsm"}, "doctor#the-second-fence", nil},
		{"crash-program", Warning, "The machine runs a program as root when a person's program crashes.", "The setting kernel.core_pattern begins with |, as Ubuntu's apport sets it. Whoever is in a server can have that program started, with an input of their choice.",
			"Where nobody reads its reports, switch it off, on Ubuntu first with: sudo systemctl disable --now apport.service. The program systemd-coredump is not reported: it is made for crashes of strangers.",
			[]string{"sysctl kernel.core_pattern", "echo kernel.core_pattern=core | sudo tee /etc/sysctl.d/60-crashes.conf", "sudo sysctl --load /etc/sysctl.d/60-crashes.conf"}, "doctor#what-runs-when-a-program-crashes", nil},
		{"apparmor", Note, "The AppArmor profile of people's servers is not in force.", "The program that loads it (Debian's package apparmor) is missing or came after commonhall, or somebody took the profile away or switched it to complain.",
			"Everything else around them stands. The commands write the profile anew and load it; servers have it from their next start on.",
			[]string{"sudo apt install apparmor", "sudo rm -f /etc/apparmor.d/commonhall-sandbox /etc/apparmor.d/disable/commonhall-sandbox /etc/apparmor.d/force-complain/commonhall-sandbox", "sudo commonhall setup --yes"}, "doctor#apparmor", nil},
		{"memory-pressure", Warning, "Programs wait for memory.", "More people work than the machine has memory for, or somebody computes something large.",
			"Stop what nobody needs, give each person less (servers.memory), or the machine more.", []string{"sudo commonhall server list"}, "limits", nil},
	}
}

func diskCodes() []Code {
	return []Code{
		{"disk-full", Error, "A disk is full, or nearly.", "Homes, output, or other things of this machine.",
			"See what is large, and make room.", []string{"sudo du -xh --max-depth=2 ABOUT | sort -h | tail"}, "limits", withoutHub("disk-low", "disk-filling")},
		{"disk-low", Warning, "A disk has little room left.", "Homes, output, or other things of this machine.",
			"See what is large, and make room.", []string{"sudo du -xh --max-depth=2 ABOUT | sort -h | tail"}, "limits", []string{"disk-filling"}},
		{"disk-filling", Warning, "A disk will be full within two weeks, if it goes on like this.", "The class works.",
			"See what is large, and make room.", []string{"sudo du -xh --max-depth=2 ABOUT | sort -h | tail"}, "limits", nil},
		{"quota", Warning, "A limit of the disk is set that nothing holds.", "The file system of the homes has no quotas, or they are not switched on.",
			"The page says how to have them, for each file system; or take the limit back.", []string{"sudo commonhall limit list"}, "limits", nil},
		{"disk-read-only", Error, "A disk can only be read.", "The kernel does that when it finds the filesystem damaged.",
			"Make a backup while it can be read; then have the disk checked (fsck) while nothing on it is in use.", []string{"sudo journalctl -k -p err -n 30 --no-pager", "sudo commonhall backup now"}, "operations#when-something-breaks", withoutHub("disk-errors")},
		{"disk-errors", Error, "A filesystem has recorded errors.", "The disk loses data, or the machine lost power.",
			"Make a backup now; then have the disk of ABOUT checked while it is not mounted (fsck, or btrfs check).", []string{"sudo commonhall backup now"}, "operations#when-something-breaks", nil},
		{"disk-io", Error, "The kernel could not read from or write to a disk within the last day.", "The disk, its cable or the provider's storage fails.",
			"Make a backup now, and look for another disk.", []string{"sudo commonhall backup now", "sudo journalctl -k -p err --since -1d --no-pager"}, "operations#when-something-breaks", []string{"disk-errors"}},
	}
}

func recordCodes() []Code {
	return []Code{
		{"database-damaged", Error, "The database is damaged.", "The disk loses data, or somebody wrote to it.",
			"Bring it back as it was at the last backup. The damaged file is kept, and homes are not touched.", []string{"sudo systemctl stop commonhall.target commonhall-hub.service commonhall-hub-admin.socket", "sudo commonhall backup restore --database", "sudo systemctl reset-failed", "sudo systemctl start commonhall.target"}, "backup#the-database-alone-is-damaged-or-lost", withoutHub("home-without-person")},
		{"database-missing", Error, "There are homes, but the database that says whose they are is gone.", "It was deleted or moved, or a disk is not mounted.",
			"See first whether a disk is missing. If all are there, bring the database back as it was at the last backup.", []string{"findmnt", "sudo systemctl stop commonhall.target commonhall-hub.service commonhall-hub-admin.socket", "sudo commonhall backup restore --database", "sudo systemctl reset-failed", "sudo systemctl start commonhall.target"}, "backup#the-database-alone-is-damaged-or-lost", withoutHub("home-without-person", "administrator-none")},
		{"database-unchecked", Note, "The database could not be read whole in this short time.", "It is large, or the disk is slow. The timer takes the time each night.",
			"", []string{"sudo commonhall doctor --patience 60s"}, "doctor", nil},
		{"folder-away", Error, "A folder of people's files is not the one that it was, so nothing is made in it and no backup holds it. People's work lies where it was.", "Its disk is not mounted, or it was moved without its file commonhall.mark.",
			"Mount its disk; nothing has to be started anew. Only where it was moved here on purpose, this makes the new place known: sudo rm ABOUT.known", []string{"findmnt --target ABOUT", "sudo mount ABOUT"}, "trouble#disks-and-homes", nil},
		{"home-without-person", Warning, "There are homes of nobody who is listed.", "They came from elsewhere, or the database is an older one.",
			"The commands list them, and make a person of each. Or restore the database.", []string{"sudo commonhall user adopt", "sudo commonhall user adopt --all"}, "people", nil},
		{"server-unknown", Warning, "A server runs of which the hub does not know.", "The hub was cut off between two steps, or its database is an older one.",
			"A hub that starts takes over what runs, or ends it.", []string{"sudo systemctl restart commonhall-hub.service"}, "trouble", nil},
		{"server-lost", Warning, "The hub counts a server as running that does not.", "The hub missed its end.",
			"", []string{"sudo systemctl restart commonhall-hub.service"}, "trouble", nil},
		{"names-missing", Note, "The host does not know people's accounts by name, so ls and ps show numbers.", "The service that tells it did not run.",
			"", []string{"sudo systemctl start commonhall-accounts.service"}, "people", nil},
		{"administrator-none", Error, "Nobody who may sign in is an administrator.", "They were suspended, or never chose a password.",
			"With a name of yours in the place of NAME:", []string{"sudo commonhall user add NAME --admin --invite"}, "people", []string{"administrator-single"}},
		{"administrator-single", Warning, "There is one administrator: who has lost that password, or is ill, is missed by all.", "Nobody made a second one.",
			"With their name in the place of NAME:", []string{"sudo commonhall user add NAME --admin --invite"}, "people", nil},
		{"provider-away", Warning, "One of the other ways to sign in does not work. Whoever is signed in stays so.", "The provider does not answer, its certificate or its address is another one, or the file with the secret cannot be read.",
			"The finding says which of these. The provider's settings:", []string{"sudo commonhall config show"}, "sign-in", nil},
		{"groups-apart", Warning, "A provider has a group whose name only comes to that of a group here, and is another one.", "Somebody founded it, by chance or to get into the other; or roles wait for a group that the settings do not name.",
			"The hub's log says which. Name the one that is meant in allowed_groups, letter by letter:", []string{"sudo journalctl -u commonhall-hub --grep 'is not taken for'"}, "sign-in", nil},
	}
}

func careCodes() []Code {
	return []Code{
		{"settings-unreadable", Error, "The settings in force cannot be read.", "Another release wrote them, or the disk lost them.",
			"", []string{"sudo commonhall config check", "sudo commonhall config apply"}, "configure", withoutHub("settings-broken", "backup-none")},
		{"settings-broken", Warning, "The settings file has mistakes, so those of before hold.", "Somebody edited it by hand.",
			"", []string{"sudo commonhall config check", "sudo commonhall config edit"}, "configure", nil},
		{"settings-changed", Warning, "The settings file was changed and not applied.", "Somebody edited it by hand.",
			"", []string{"sudo commonhall config diff", "sudo commonhall config apply"}, "configure", nil},
		{"settings-unconfirmed", Note, "A change of the settings waits for somebody to confirm it.", "It could close a door.",
			"", []string{"sudo commonhall config confirm"}, "configure", nil},
		{"backup-none", Warning, "There is no backup. In the first week it is a note.", "Nobody said where to.",
			"Set backup.to to a folder on another disk, or a bucket; then make the first one.", []string{"sudo commonhall config edit", "sudo commonhall backup now"}, "backup#set-up", nil},
		{"backup-same-disk", Note, "Backups lie on the disk of the homes.", "There is no other, or the one that is meant for them is not mounted.",
			"See what is mounted. Name a folder on another disk, or a bucket (backup.to).", []string{"findmnt", "sudo commonhall config edit"}, "backup#set-up", nil},
		{"backup-failed", Warning, "The last backup did not succeed, or is not complete.", "The finding says what was wrong.",
			"When that is mended, make one.", []string{"sudo commonhall backup now"}, "backup#what-a-backup-says", nil},
		{"backup-old", Warning, "The last good backup is older than three days.", "The timer does not run, or backups fail.",
			"", []string{"systemctl list-timers --no-pager 'commonhall*'", "sudo commonhall backup now"}, "backup#what-a-backup-says", []string{"backup-failed"}},
		{"drill-old", Warning, "For five weeks nobody has tried whether a backup can be restored.", "The drill's timer does not run, or drills fail.",
			"", []string{"sudo commonhall backup drill"}, "backup#does-it-restore", nil},
		{"build-old", Warning, "This program is older than 90 days; newer ones mend faults.", "Nobody upgraded it.",
			"", []string{"sudo commonhall upgrade"}, "upgrade", nil},
		{"build-very-old", Error, "This program is older than 180 days; newer ones mend faults that others know how to use.", "Nobody upgraded it.",
			"", []string{"sudo commonhall upgrade"}, "upgrade", nil},
		{"upgrade-running", Note, "An upgrade is under way.", "Somebody began it.",
			"Wait for its end.", []string{"sudo journalctl -fu commonhall-upgrade"}, "upgrade", []string{"unit-down", "unit-failing", "hub-down", "edge-down", "warden-down"}},
		{"upgrade-stuck", Warning, "An upgrade was begun and did not end.", "It was cut off.",
			"", []string{"sudo systemctl start commonhall-upgrade.service"}, "upgrade", nil},
		{"upgrade-back", Warning, "The last upgrade did not go well, and the release of before is back.", "The finding says why.",
			"When that is mended, try again.", []string{"sudo commonhall upgrade"}, "upgrade", nil},
		{"network-down", Error, "The filter around people's servers is missing or not whole: they have no internet, or those that run reach this machine and what is near.", "Somebody flushed the rules (nft flush ruleset), another firewall did when it was loaded, another program switched forwarding off, or it could not be set up.",
			"", []string{"sudo systemctl restart commonhall-network.service"}, "network#when-it-does-not-work", []string{"network-blocked"}},
		{"resolvers-old", Warning, "Servers that run ask resolvers of before, so they find no names.", "The machine has got other resolvers since they started, as with another network.",
			"Stop and start them when it suits their people: a start takes over the new ones.", []string{"sudo commonhall server list"}, "network#when-it-does-not-work", nil},
		{"network-blocked", Warning, "Another firewall of this machine drops what people's servers send.", "It drops all that it forwards: an accept in one table of rules does not overrule another's drop.",
			"Let it forward what comes from and goes to interfaces whose names begin with cmh. With ufw, the second command does.", []string{"sudo nft list ruleset", "sudo ufw default allow routed"}, "network#when-it-does-not-work", nil},
		{"other-installation", Note, "Another commonhall runs on this machine.", "Somebody runs commonhall try beside it.",
			"If it should not be there, end it.", []string{"ps -C commonhall -o pid,args"}, "doctor", nil},
		{"leftovers", Warning, "There are things of a commonhall that is not here any more.", "It was deleted and not uninstalled.",
			"Look at ABOUT, and remove it.", nil, "doctor", nil},
	}
}

func ownCodes() []Code {
	return []Code{
		{"check-hangs", Warning, "One of the checks did not end in time.", "A disk, a name server or a service does not answer.",
			"Give it more time.", []string{"sudo commonhall doctor --patience 30s"}, "doctor", nil},
		{"check-failed", Warning, "One of the checks could not be made.", "The finding says why.",
			"", []string{"sudo commonhall support"}, "doctor", nil},
	}
}
