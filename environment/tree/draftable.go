package tree

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// CanDraft says why a draft of what lies in dir cannot be mounted by a kernel of that
// release ("" is the one that runs): files must be shown under another owner (idmapped
// mounts), below an overlay. It is nil where nothing is known against it.
func CanDraft(dir, release string) error {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return nil // there is nothing yet
	}
	if name := without(fs.Type); name != "" {
		return fmt.Errorf("the folder %s lies on the file system %s, which cannot show files under another owner", dir, name)
	}
	if release == "" {
		b, _ := os.ReadFile("/proc/sys/kernel/osrelease")
		release = strings.TrimSpace(string(b))
	}
	if olderThan(release, 5, 19) {
		return fmt.Errorf("the kernel %s cannot lay changes over files under another owner, which takes 5.19", release)
	}
	return nil
}

// without names a file system of which it is known that it has no idmapped mounts, or
// cannot be below an overlay. Of others the warden finds out.
func without(kind int64) string {
	return map[int64]string{unix.OVERLAYFS_SUPER_MAGIC: "overlay", unix.NFS_SUPER_MAGIC: "nfs", unix.CIFS_SUPER_MAGIC: "cifs", unix.SMB2_SUPER_MAGIC: "smb3",
		unix.V9FS_MAGIC: "9p", unix.FUSE_SUPER_MAGIC: "fuse", unix.MSDOS_SUPER_MAGIC: "vfat"}[kind]
}

// olderThan compares a kernel's release. One that cannot be understood is not older.
func olderThan(release string, major, minor int) bool {
	first, rest, _ := strings.Cut(release, ".")
	second, _, _ := strings.Cut(rest, ".")
	a, err := strconv.Atoi(first)
	b, err2 := strconv.Atoi(second)
	return err == nil && err2 == nil && (a < major || a == major && b < minor)
}
