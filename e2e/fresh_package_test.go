//go:build freshserver

package e2e

import (
	"strings"
	"testing"
)

// published copies what make package has built onto the machine.
func (m *machine) published() {
	m.t.Helper()
	m.folder(releaseFolder(m.t, "first", "dist"))
}

// A Debian package brings the program and says what to do; the installer does all of
// it from a folder, without internet; a second run repairs.
func TestFreshPackages(t *testing.T) {
	m := rent(t, "packages", 10)
	m.published()
	if out := m.run("sh", "-c", "dpkg -i /root/dist/commonhall_*_amd64.deb"); !strings.Contains(out, "sudo commonhall setup") {
		t.Errorf("dpkg says\n%s", out)
	}
	if out := m.run("commonhall", "version", "--json"); !strings.Contains(out, `"built":"2`) || !strings.Contains(out, `"schema":`) {
		t.Errorf("the program says %s", out)
	}
	m.run("sh", "-c", "cd /usr/share/commonhall && sha256sum -c --quiet SHA256SUMS")
	// This machine unpacks no pages of man.
	m.run("sh", "-c", "grep -q _commonhall /usr/share/bash-completion/completions/commonhall && dpkg-deb --fsys-tarfile /root/dist/commonhall_*_amd64.deb | tar -xO ./usr/share/man/man1/commonhall-user.1.gz | zcat | grep -q invitation")
	m.run("dpkg", "-r", "commonhall")
	m.refused("commonhall", "version")
	for range 2 {
		m.run("sh", "/root/dist/install.sh", "/root/dist", "--yes", "--https=off", "--jupyter=no")
		m.answers()
		m.run("sh", "-c", "cd /usr/local/share && grep -q invitation man/man1/commonhall-user.1 && grep -q _commonhall bash-completion/completions/commonhall && rm -r man/man1")
	}
	t.Run("what nobody signed", func(t *testing.T) {
		m.run("sh", "-c", "cp -r /root/dist /root/unsigned && rm /root/unsigned/*.sig && cp -r /root/unsigned /root/by-hand && cd /root/by-hand && tar -xzf *amd64.tar.gz --strip-components=1")
		m.says(m.refused("sh", "/root/unsigned/install.sh", "/root/unsigned", "--yes"), "is not signed by a key that counts")
		m.says(m.refused("sh", "-c", "commonhall upgrade --from /root/unsigned/*amd64.tar.gz"), "is not signed")
		m.run("/root/by-hand/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
		m.answers()
	})
	out := m.refused("sh", "-c", "echo >>/root/dist/SHA256SUMS; sh /root/dist/install.sh /root/dist --yes")
	if !strings.Contains(out, "is not signed by a key that counts") {
		t.Errorf("the installer says\n%s", out)
	}
	m.answers()
	m.run("commonhall", "uninstall", "--yes")
	if left := m.run("sh", "-c", "find /usr/local -name '*commonhall*' -o -name bash-completion -o -name man1"); left != "" {
		t.Errorf("an uninstall has left\n%s", left)
	}
}
