package cli

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/supervisor"
)

// TestTheEdgesSettings are read where commonhall is installed; "try" stays plain HTTP,
// whatever stands in its file.
func TestTheEdgesSettings(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "commonhall.yaml")
	rc := roleContext{log: slog.New(slog.DiscardHandler), paths: supervisor.PathsIn(dir, dir)}
	if cfg, err := edgeConfig(rc); err != nil || cfg.Mode != "off" {
		t.Errorf("without a file: %+v, %v", cfg, err)
	}
	if err := os.WriteFile(path, []byte("https:\n  mode: local\n  names: [hall.lan]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if cfg, err := edgeConfig(rc); err != nil || cfg.Mode != "local" || cfg.Names[0] != "hall.lan" {
		t.Errorf("%+v, %v", cfg, err)
	}
	applied := filepath.Join(dir, "config", "applied.yaml")
	if err := os.MkdirAll(filepath.Dir(applied), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(applied, []byte("https:\n  mode: local\n  names: [applied.lan]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if cfg, err := edgeConfig(rc); err != nil || cfg.Names[0] != "applied.lan" {
		t.Errorf("what is in force is not what the edge reads: %+v, %v", cfg, err)
	}
	rc.instance.Try = true
	if cfg, err := edgeConfig(rc); err != nil || cfg.Mode != "" {
		t.Errorf("try: %+v, %v", cfg, err)
	}
	rc.instance.Try = false
	if err := os.Remove(applied); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("https:\n  mode: acme\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := edgeConfig(rc); err == nil || !strings.Contains(err.Error(), "needs https.names") {
		t.Errorf("a mistake: %v", err)
	}
}
