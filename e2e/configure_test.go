package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
)

// onServer lays out a server in mounts of its own: /etc, /run and /var/lib that nobody
// else sees, and units that only say that they are well.
const onServer = `set -e
mount --make-rprivate /
mkdir "$T/etc" "$T/lib" "$T/run"
cp -a /etc/passwd /etc/group "$T/etc"
mount --bind "$T/etc" /etc
mount --bind "$T/lib" /var/lib
mount --bind "$T/run" /run
mkdir /etc/commonhall /var/lib/commonhall
echo '{"id":"abc123","uid_base":600200000,"config":"/etc/commonhall/commonhall.yaml"}' > /var/lib/commonhall/instance.json
printf 'servers:\n  memory: 1G\n' > /etc/commonhall/commonhall.yaml
export PATH="$T/bin:$PATH" EDITOR="$T/bin/editor"
`

// TestHowToConfigure runs every command of the page, in its order.
func TestHowToConfigure(t *testing.T) {
	needs.Root(t)
	dir := t.TempDir()
	bin := filepath.Join(dir, "bin")
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(exe, filepath.Join(bin, "commonhall")); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{
		"sudo":       `exec "$@"`,
		"systemctl":  `case $1 in is-active) echo active;; esac`,
		"journalctl": `exit 0`,
		// The first edit sets a limit, the second moves the records.
		"editor": `if grep -q 2G "$1"; then printf 'database:\n  url: postgres://hall@db.example.org/hall\n' >> "$1"; else sed -i s/1G/2G/ "$1"; fi`,
		"nano":   `printf 'auth:\n  session_days: 7\n' >> "$1"`,
	} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	script, commands := asWritten(t, "how-to/configure.md")
	cmd := exec.Command("/bin/sh", "-c", onServer+script+"cat /etc/commonhall/commonhall.yaml /etc/commonhall/example.yaml\n")
	cmd.Env = append(os.Environ(), "T="+dir, "VISUAL=", "SUDO_USER=ada")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	out, err := cmd.CombinedOutput()
	if err != nil || commands < 12 {
		t.Fatalf("%d commands, %v\n%s", commands, err, out)
	}
	for _, part := range []string{
		"+  memory: 2G\nWill be renewed: hub.", "To keep it: commonhall config confirm", "Version 3 stays in force", "is fine.", "+  session_days: 7",
		"session_days: 7  # /etc/commonhall/commonhall.yaml:6", "Now: servers.memory: 2G", "VERSION", "servers.memory: 1G → 2G", "Version 5 is in force", "Version 6 is in force",
		"servers:\n  memory: 2G\n# yaml-language-server: $schema=commonhall.schema.json",
	} {
		if !strings.Contains(string(out), part) {
			t.Errorf("%q is not in\n%s", part, out)
		}
	}
}
