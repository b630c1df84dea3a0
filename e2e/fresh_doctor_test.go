//go:build freshserver

package e2e

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// finding is what doctor says of one thing.
type finding struct {
	Code, Said string
	Run        []string
}

// diagnosis is what doctor says, with its status.
func (m *machine) diagnosis(args ...string) (found []finding, status int, took time.Duration) {
	m.t.Helper()
	began := time.Now()
	cmd := m.command(append([]string{"commonhall", "doctor", "--json"}, args...)...)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		m.t.Fatal(err)
	}
	took = time.Since(began)
	var r struct{ Findings []finding }
	if err := json.Unmarshal(out, &r); err != nil {
		m.t.Fatalf("doctor says %v: %s", err, out)
	}
	return r.Findings, cmd.ProcessState.ExitCode(), took
}

// codes are those of findings, as they come.
func codes(found []finding) string {
	var list []string
	for _, f := range found {
		list = append(list, f.Code)
	}
	return strings.Join(list, " ")
}

// finds wants these codes, and no other.
func (m *machine) finds(when, want string) []finding {
	m.t.Helper()
	found, status, took := m.diagnosis()
	for _, f := range found {
		m.t.Logf("%s: %s", f.Code, f.Said)
	}
	if got := codes(found); got != want || (status == 0) != (want == "") || took > 10*time.Second { // it is to take two, where nothing else goes on
		m.t.Errorf("%s: doctor finds %q instead of %q, ends with %d after %s", when, got, want, status, took)
	}
	return found
}

// obeys types what doctor says, and wants that to mend it.
func (m *machine) obeys(found []finding) {
	m.t.Helper()
	for _, f := range found {
		for _, command := range f.Run {
			command = strings.NewReplacer("sudo ", "", "FOLDER", "/srv/backup").Replace(command)
			m.t.Logf("$ %s\n%s", command, m.run("sh", "-c", "cd /root; "+command))
		}
		m.wait("health, after what doctor says of "+f.Code, func() bool { now, _, _ := m.diagnosis(); return codes(now) == "" })
	}
}

// healthy is a machine on which nothing is wrong: named, backed up, with two
// administrators.
func (m *machine) healthy(w *world) {
	m.t.Helper()
	m.install()
	w.lead(hall, m.addr)
	m.write("/etc/ssl/acme.pem", string(w.ca))
	m.run("/root/commonhall", "setup", "--yes", "--jupyter=no", "--name", hall, "--acme-directory", directory, "--acme-ca", "/etc/ssl/acme.pem")
	m.write("/root/ed", `printf 'backup:\n  to: /srv/backup\n' >> "$1"`)
	m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit")
	m.wait("certificate", func() bool {
		out, err := m.try("commonhall", "certificate", "list")
		return err == nil && strings.Contains(out, "good")
	})
	m.write("/root/password", "two green bottles\n")
	m.run("commonhall", "user", "add", "second", "--admin")
	m.run("commonhall", "user", "passwd", "second", "--password-file", "/root/password")
	m.run("commonhall", "user", "add", "ada")
	m.run("commonhall", "server", "start", "ada", "--wait")
	m.run("sh", "-c", "mkdir -p /srv/backup; mount -t tmpfs tmpfs /srv/backup") // another disk
	m.run("commonhall", "backup", "now")
	m.wait("name of ada", func() bool { return strings.Contains(m.run("getent", "passwd"), "ch-ada-") })
}

// TestFreshDoctor: nothing on a healthy machine; and each fault by its name, once.
func TestFreshDoctor(t *testing.T) {
	w := beginWorld(t)
	m := rent(t, "doctor", 17)
	if found, status, _ := m.before(); codes(found) != "not-installed" || status != 1 {
		t.Errorf("before anything: %+v, %d", found, status)
	}
	m.healthy(w)
	m.finds("on a healthy machine", "")
	m.faults(w)
	m.finds("afterwards", "")
	m.dailyLook()
	m.supported(w)
	m.run("commonhall", "uninstall", "--yes")
	m.run("cp", "/root/commonhall", "/usr/local/bin/commonhall")
	m.finds("without an installation", "not-installed")
}

// before asks the program that was brought, where nothing is installed yet.
func (m *machine) before() ([]finding, int, time.Duration) {
	m.install()
	m.run("cp", "/root/commonhall", "/usr/local/bin/commonhall")
	defer m.run("rm", "/usr/local/bin/commonhall")
	return m.diagnosis()
}

// faults and what mends them: "" is what doctor says.
func (m *machine) faults(w *world) {
	const state = "/var/lib/commonhall"
	// What is lost of the network mends itself within half a minute, which may be now.
	const timer = "/run/systemd/system/commonhall-network-look.timer.d"
	m.run("sh", "-c", "mkdir -p "+timer+"; printf '[Timer]\nOnActiveSec=\nOnUnitInactiveSec=\nOnActiveSec=1d\n' > "+timer+"/slow.conf; systemctl daemon-reload; systemctl restart commonhall-network-look.timer")
	for _, f := range []struct{ codes, fault, mend string }{
		{"unit-down", "systemctl stop commonhall.target", ""},
		{"unit-disabled", "systemctl disable commonhall.target", ""},
		{"unit-missing", "systemctl stop commonhall-journal; mv /etc/systemd/system/commonhall-journal.service /root; systemctl daemon-reload", ""},
		{"unit-restarts", "for i in 1 2 3 4; do systemctl kill -s KILL commonhall-journal; for j in $(seq 50); do sleep 0.1; systemctl is-active -q commonhall-journal && break; done; sleep 2; done",
			""},
		{"leftovers", "echo '[Service]' > /etc/systemd/system/commonhall.service", "rm /etc/systemd/system/commonhall.service"},
		{"port-taken", "systemctl stop commonhall-edge.service commonhall-http.socket; systemd-run -q --unit=other systemd-socket-activate -l 80 -a --inetd /bin/echo hello; sleep 0.5",
			"systemctl stop other; systemctl reset-failed 'commonhall*'; systemctl restart commonhall.target"},
		{"settings-changed", "echo '# by hand' >> /etc/commonhall/commonhall.yaml", ""},
		{"settings-broken", "cp -p /etc/commonhall/commonhall.yaml /root/y; echo '  - what' >> /etc/commonhall/commonhall.yaml", "cp -p /root/y /etc/commonhall/commonhall.yaml"},
		{"home-without-person", "mkdir " + state + "/homes/zoe-1009; chown --reference=" + state + "/homes/ada-1002 " + state + "/homes/zoe-1009; sleep 2; systemctl start commonhall-accounts",
			"rmdir " + state + "/homes/zoe-1009; systemctl start commonhall-accounts"},
		{"administrator-single", "commonhall user suspend second", "commonhall user resume second"},
		{"disk-full", "mount -t tmpfs -o size=64m tmpfs " + state + "/log; dd if=/dev/zero of=" + state + "/log/x bs=1M count=63 2>/dev/null", "true"},
		{"disk-read-only", "rm " + state + "/log/x; mount -o remount,ro " + state + "/log", "umount " + state + "/log"},
		{"network-down", "commonhall network down --dir " + state, ""},
		// Somebody as root, whose files nobody else may read then.
		{"unit-failing", "systemctl stop commonhall-hub; chown -R root:root " + state + "/hub; systemctl start --no-block commonhall-hub; for i in $(seq 300); do test $(systemctl show -P NRestarts commonhall-hub) -gt 2 && break; sleep 0.1; done", ""},
		{"pids", "echo 4096 > /root/pids; mount --bind /root/pids /proc/sys/kernel/pid_max", "umount /proc/sys/kernel/pid_max"},
		{"database-damaged", "systemctl stop commonhall-hub.service commonhall-hub-edge.socket commonhall-hub-admin.socket; rm -f " + state + "/hub/commonhall.db-*; printf 'torn torn torn torn' | dd of=" + state +
			"/hub/commonhall.db conv=notrunc 2>/dev/null; systemctl start commonhall-hub.service --no-block; for i in $(seq 300); do test $(systemctl show -P NRestarts commonhall-hub) -gt 2 && break; sleep 0.1; done",
			""},
		{"identity-broken", "echo torn > " + state + "/instance.json", ""},
	} {
		m.run("sh", "-c", f.fault)
		if found := m.finds(f.codes, f.codes); f.mend == "" {
			m.obeys(found)
		}
		m.run("sh", "-c", f.mend)
	}
	m.firewalls()
	w.forget(hall)
	m.finds("nobody knows the name", "name-unknown")
	m.write("/etc/resolv.conf", "nameserver 10.99.0.250\n")
	follows := func(code string) {
		m.t.Helper()
		m.wait("filter that follows the resolvers", func() bool { now, _, _ := m.diagnosis("resolvers-old"); return codes(now) == code })
	}
	follows("resolvers-old") // ada's server asks those of before
	m.finds("the name servers are silent", "name-unknown resolvers-old")
	m.write("/etc/resolv.conf", "nameserver "+outside+"\n")
	follows("")
	w.lead(hall, outside)
	m.finds("the name leads to where nobody is", "name-unreachable")
	w.forget(hall)
	w.lead(hall, m.addr)
}

// firewalls come and go around a server that runs.
func (m *machine) firewalls() {
	m.t.Helper()
	nft := func(rules string) {
		m.t.Helper()
		cmd := exec.Command("nsenter", "-t", strconv.Itoa(m.pid), "-n", "nft", "-f", "-")
		cmd.Stdin = strings.NewReader(rules)
		if out, err := cmd.CombinedOutput(); err != nil {
			m.t.Fatalf("%v: %s", err, out)
		}
	}
	nft("flush ruleset")
	m.finds("after nft flush ruleset", "network-down")
	m.run("systemctl", "start", "commonhall-network-look.service") // as the timer does
	m.finds("after somebody has looked", "")
	m.says(m.run("journalctl", "-u", "commonhall-network-look.service", "-o", "cat"), "It is put back.")
	nft("flush table inet commonhall_" + m.instanceID())
	m.finds("after a table was flushed", "network-down")
	m.run("systemctl", "restart", "commonhall-network.service")
	nft("table ip filter { chain FORWARD { type filter hook forward priority 0; policy drop; iifname lo accept; }; }")
	m.finds("beside another firewall", "network-blocked")
	nft("delete table ip filter")
	m.run("sysctl", "-q", "-w", "net.ipv4.ip_forward=0")
	m.finds("where nothing is forwarded", "network-down")
	m.run("systemctl", "restart", "commonhall-network.service")
	m.finds("without it", "")
}

// instanceID names the installation.
func (m *machine) instanceID() string {
	m.t.Helper()
	var i struct{ ID string }
	m.must(json.Unmarshal([]byte(m.read("/var/lib/commonhall/instance.json")), &i))
	return i.ID
}

// forget makes a name lead nowhere.
func (w *world) forget(name string) {
	w.t.Helper()
	resp, err := http.Post("http://"+outside+":8055/clear-a", "application/json", strings.NewReader(`{"host":"`+name+`"}`))
	w.must(err)
	resp.Body.Close()
}

// dailyLook: the timer's service, with its fences, sees what root sees, and the hub
// shows it.
func (m *machine) dailyLook() {
	m.run("systemctl", "start", "commonhall-doctor.service")
	if last := m.read("/var/lib/commonhall/doctor/last.json"); !strings.Contains(last, `"findings": []`) {
		m.t.Errorf("behind its fences the service finds\n%s", last)
	}
	if out := m.run("nsenter", "-t", strings.TrimSpace(m.process("hub")), "-m", "cat", "/var/lib/commonhall/doctor/last.json"); !strings.Contains(out, `"findings": []`) {
		m.t.Errorf("the hub sees %s", out)
	}
	if out := m.run("systemctl", "list-timers", "--no-pager", "commonhall*"); !strings.Contains(out, "commonhall-doctor.timer") {
		m.t.Errorf("the timers are\n%s", out)
	}
	m.run("systemctl", "disable", "commonhall.target")
	m.run("systemctl", "start", "commonhall-doctor.service")
	m.run("systemctl", "enable", "commonhall.target")
	m.says(m.run("commonhall", "status"), "errors: 0, warnings: 1")
	m.run("systemctl", "start", "commonhall-doctor.service")
}

// supported: the file for a helper opens nothing.
func (m *machine) supported(w *world) {
	token := strings.TrimSpace(m.run("commonhall", "token", "create", "--user", "ada"))
	invite := strings.TrimSpace(m.run("commonhall", "user", "passwd", "ada"))
	req, err := http.NewRequest("GET", "https://"+hall+"/hub/api/user?token="+token, nil)
	m.must(err)
	c := m.browserless()
	c.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: w.roots}
	resp, err := c.Do(req)
	m.must(err)
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	m.run("sh", "-c", "echo 'a password: two green bottles, "+token+" "+invite+"' | systemd-cat -t commonhall-hub")
	m.run("commonhall", "support", "--out", "/root/s.tar.gz")
	if out := m.run("stat", "-c", "%a %U", "/root/s.tar.gz"); out != "600 root\n" {
		m.t.Errorf("the file is %s", out)
	}
	m.run("sh", "-c", "cd /root && tar -xzf s.tar.gz")
	for _, secret := range []string{token, invite[strings.LastIndex(invite, "/")+1:], "green bottles"} {
		if out, err := m.try("grep", "-rl", secret, "/root/commonhall-support"); err == nil {
			m.t.Errorf("%q is in %s", secret, out)
		}
	}
	m.says(m.run("sh", "-c", "cd /root/commonhall-support && cat version.txt units/status.txt people.json system/*.txt journal/commonhall-hub.log settings/*"),
		"commonhall 0.", "ActiveState=active", `"people": 3`, "LISTEN", "MemTotal", "the hub", "hall.test", "request=<removed-", `"who": "setup"`)
	if out, err := m.try("grep", "-rlw", "ada", "/root/commonhall-support"); err == nil {
		m.t.Errorf("ada is named in %s", out)
	}
}
