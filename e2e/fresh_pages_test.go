//go:build freshserver

package e2e

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An administrator follows every how-to that no other story follows, on one machine.
func TestFreshPages(t *testing.T) {
	w := beginWorld(t)
	m := reader(t, w, "pages", 32)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--name", school, "--https=local")
	m.run("commonhall", "user", "add", "ada", "ben", "kim")
	m.readsForAClass()
	// The key of a certificate that somebody has bought.
	m.write("/root/hall.key", "a key\n")
	const noProxy = "no proxy is on this machine"
	out := m.reads("how-to/https.md", instead{"sudo nginx -t", "", noProxy}, instead{"sudo systemctl reload nginx", "", noProxy})
	m.says(out, school, "good", "sha256 Fingerprint=")
	m.run("su", "-s", "/bin/sh", "commonhall-edge", "-c", "cat /etc/commonhall/hall.key")
	m.says(m.reads("how-to/doctor.md", warned), "# What is wrong?", "## backup-none", "[software-drafts]", "[quota]", "Errors: 0, warnings: 3", "person-") // its disk is an overlay
	m.readsBackup()
}

// readsForAClass: programs, files to hand out, limits.
func (m *machine) readsForAClass() {
	m.t.Helper()
	page, err := os.ReadFile("../doc/how-to/apps.md")
	m.must(err)
	for _, b := range blocks(string(page)) {
		if b.kind == "yaml" {
			m.write("/root/apps.yaml", b.text)
		}
	}
	m.write("/root/add", "cat /root/apps.yaml >> \"$1\"\n")
	m.run("env", "EDITOR=sh /root/add", "commonhall", "config", "edit")
	m.reads("how-to/apps.md")
	if out := m.run("commonhall", "server", "list"); !strings.Contains(out, "files") {
		m.t.Errorf("ada's server is\n%s", out)
	}
	var inServers []instead
	for _, command := range slices.Concat(handsOut(), handsIn(), givesBack(), bringsBack()) {
		inServers = append(inServers, instead{command, "", "TestAClassAsWritten types it in people's servers"})
	}
	m.says(m.reads("how-to/class.md", inServers...), "kim   teacher")
	m.says(m.reads("how-to/limits.md"), "is fine.", "memory: 1G", "Physics-11  cpu", "Set for this person.")
}

// readsBackup: a folder takes the backups; files, homes, everything and the database
// alone come back.
func (m *machine) readsBackup() {
	m.t.Helper()
	m.run("commonhall", "server", "stop", "ada")
	m.run("sh", "-c", "cd /var/lib/commonhall/homes/ada-*; mkdir notebooks; echo first > notebooks/x.ipynb; chown -R --reference=. notebooks")
	m.write("/usr/local/sbin/nano", "#!/bin/sh\necho 'typed' >> \"$1\"\n")
	m.run("chmod", "755", "/usr/local/sbin/nano")
	m.run("env", "EDITOR=/root/editor", "commonhall", "config", "edit")
	const (
		dated  = "sudo commonhall backup restore --user ada --path notebooks --snapshot 20260312"
		all    = "sudo commonhall backup restore --from /mnt/backup/commonhall"
		stop   = "sudo systemctl stop commonhall-edge.service commonhall-http.socket commonhall-https.socket"
		bucket = "sudo commonhall backup restore --from s3://my-bucket/commonhall --endpoint https://s3.example.org --region eu-1     --credentials-file /root/keys --password-file /root/password"
		alone  = "sudo commonhall backup restore --database"
		torn   = "systemctl stop commonhall-hub.service; printf 'torn torn torn' | dd of=/var/lib/commonhall/hub/commonhall.db conv=notrunc; systemctl start --no-block commonhall-hub.service; sleep 2; "
	)
	out := m.reads("how-to/backup.md",
		instead{"sudo commonhall backup list", "sudo commonhall backup list; echo second | tee /var/lib/commonhall/homes/ada-*/notebooks/x.ipynb", "somebody works on"},
		instead{dated, strings.Replace(dated, "20260312", "$(date -u +%Y%m%d)", 1), "it is another day"},
		instead{all, "", "TestFreshBackup restores on an empty machine; the page goes on with the same one"},
		instead{stop, "commonhall server start ada --wait; " + stop, "somebody works"},
		instead{bucket, "", "TestFreshBackup restores from a bucket"},
		instead{alone, torn + alone, "the database is well"})
	m.says(out, "is back")
	if got := m.run("sh", "-c", "cat /var/lib/commonhall/homes/ada-*/notebooks/x.ipynb; cat /etc/commonhall/backup-password; stat -c %a /etc/commonhall/backup-password"); !regexp.MustCompile(`^(first\n)+typed\n600\n$`).MatchString(got) {
		m.t.Errorf("after all there is %q", got)
	}
	m.says(m.run("curl", "-sk", "https://"+school+"/hub/login"), "Sign in")
}
