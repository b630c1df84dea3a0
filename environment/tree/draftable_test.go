package tree

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestCanDraft: where drafts are known to be impossible, by the disk or by the kernel.
func TestCanDraft(t *testing.T) {
	alone(t)
	dir, upper, work := t.TempDir(), t.TempDir(), t.TempDir()
	if err := CanDraft(dir, "6.1.0-30-amd64"); err != nil {
		t.Error(err)
	}
	if err := CanDraft(dir+"/none", "6.1.0"); err != nil {
		t.Error(err)
	}
	for release, old := range map[string]bool{"5.10.0-30-amd64": true, "5.19.0": false, "5.18.16": true, "4.19": true, "": false, "new": false} {
		if err := CanDraft(dir, release); (err != nil) != old {
			t.Errorf("with %q: %v", release, err)
		}
	}
	must(t, unix.Mount("overlay", dir, "overlay", 0, "lowerdir="+dir+",upperdir="+upper+",workdir="+work))
	defer func() { must(t, unix.Unmount(dir, unix.MNT_DETACH)) }()
	if err := CanDraft(dir, ""); err == nil || !strings.Contains(err.Error(), "overlay") {
		t.Errorf("on an overlay: %v", err)
	}
}
