package cli

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"commonhall"
	"commonhall/packaging/needs"
)

// TestADumpThatDoesNotEnd leaves room on the disk.
func TestADumpThatDoesNotEnd(t *testing.T) {
	f, err := os.Create(filepath.Join(needs.SmallDisk(t, "4m"), "dump"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	to, err := upTo(f)
	if err != nil {
		t.Fatal(err)
	}
	zero, err := os.Open("/dev/zero")
	if err != nil {
		t.Fatal(err)
	}
	defer zero.Close()
	if n, err := io.Copy(to, zero); commonhall.KindOf(err) != commonhall.ResourceExhausted || n < 1<<20 || n > 2<<20 {
		t.Errorf("of 4 MB it takes %d bytes: %v", n, err)
	}
}
