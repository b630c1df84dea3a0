package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/config"
)

// TestSecretsOfBackupsThatLieOpen are told of, and used.
func TestSecretsOfBackupsThatLieOpen(t *testing.T) {
	dir := t.TempDir()
	password, keys := filepath.Join(dir, "password"), filepath.Join(dir, "keys")
	for path, text := range map[string]string{password: "a secret\n", keys: "access\nsecret\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	told := func() string {
		t.Helper()
		var said strings.Builder
		b := &backups{streams: &streams{err: &said}}
		if _, o, err := b.target(config.Backup{To: "s3://bucket/folder", Endpoint: "https://store.test", PasswordFile: password, CredentialsFile: keys}); err != nil || o.Password != "a secret" {
			t.Fatal(o, err)
		}
		return said.String()
	}
	if said := told(); said != "" {
		t.Errorf("of closed files it says %q", said)
	}
	for _, path := range []string{password, keys} {
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		if said := told(); !strings.Contains(said, "chmod 600 "+path) {
			t.Errorf("of %s it says %q", path, said)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
