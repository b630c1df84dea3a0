package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"commonhall"
)

// A database is whole until the disk under it writes something else; one that is read
// for too short a time is not called good.
func TestCheck(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hub.db")
	db, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if problems, complete, err := db.Check(t.Context()); err != nil || !complete || len(problems) != 0 {
		t.Errorf("a new one: %q, %v, %v", problems, complete, err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if problems, complete, err := db.Check(over); err != nil || complete || len(problems) != 0 {
		t.Errorf("without time: %q, %v, %v", problems, complete, err)
	}
	for i := range 300 {
		add(t, db, commonhall.UserName(fmt.Sprintf("person%d", i)))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// What a torn disk leaves of the page where somebody stands.
	page := bytes.Index(b, []byte("person150")) &^ 4095
	copy(b[page:page+2048], bytes.Repeat([]byte{0xa5}, 2048))
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if db, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	problems, complete, err := db.Check(t.Context())
	if err != nil || !complete || len(problems) == 0 {
		t.Errorf("a torn one: %q, %v, %v", problems, complete, err)
	}
}
