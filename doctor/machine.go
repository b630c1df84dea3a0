package doctor

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/apparmor"
	"commonhall/setup"
)

// clock looks whether the time can be right.
func (l *look) clock(ctx context.Context) error {
	if !l.Built.IsZero() {
		if said := setup.CheckClock(l.Now(), l.Built); said != "" {
			l.find("clock-early", "", "%s", said)
		}
	}
	if s, ok := l.samples().last(); ok {
		if jump := s.jump(l.sampleNow()); jump > time.Minute || jump < -time.Minute {
			l.find("clock-jumped", "", "Since %s the clock was set by %s.", s.At.Local().Format("2 January 15:04"), jump.Round(time.Second))
		}
	}
	if isFile(l.at("/run/systemd/container")) {
		return nil // its host sets the clock
	}
	out, err := l.Run(ctx, "timedatectl", "show", "--property=NTPSynchronized", "--value")
	if err == nil && strings.TrimSpace(out) == "no" {
		l.find("clock-unsynchronised", "", "Nobody sets the clock of this machine; it says %s.", l.Now().Format("2 January 2006 15:04"))
	}
	return nil // without timedatectl nobody knows
}

// groups looks at what limits are made with.
func (l *look) groups(context.Context) error {
	if said := setup.CheckGroups(l.Root); said != "" {
		l.find("cgroups", "", "%s", said)
	}
	if said := setup.CheckPIDs(l.Root); said != "" {
		l.find("pids", "", "%s", said)
	}
	return nil
}

// fence looks whether the kernel has what stands behind the other walls.
func (l *look) fence(context.Context) error {
	if l.Fence != nil && l.Fence() < 2 {
		l.find("fence", "", "This kernel has no landlock: behind the tree of people's servers is no second fence, and two servers of one person reach each other's processes.")
	}
	return nil
}

// crashes looks what the kernel starts when a program crashes: as root, and outside of every
// sandbox, with what a person chose for its input. A limit of core dumps of 0 does not stop
// that. The one of 1 that servers have does, but whoever is inside may lower it.
func (l *look) crashes(context.Context) error {
	b, err := os.ReadFile(l.at("/proc/sys/kernel/core_pattern"))
	line, piped := strings.CutPrefix(strings.TrimSpace(string(b)), "|")
	program, _, _ := strings.Cut(line, " ")
	// systemd's hands a crash to an account that may do nothing, and keeps none that is over its limit.
	if err != nil || !piped || filepath.Base(program) == "systemd-coredump" {
		return nil
	}
	l.find("crash-program", "", "When a program crashes, also a person's in their server, this machine runs %s as root, outside of the sandbox.", program)
	return nil
}

// armor looks whether people's servers have the profile that kernel and machine could give
// them. Where nobody may see it, as in most containers, nobody could load it either.
func (l *look) armor(context.Context) error {
	if l.Instance.Try || !apparmor.On(l.Root) {
		return nil
	}
	mode, err := apparmor.Mode(l.Root)
	switch {
	case err != nil || mode == "enforce":
	case mode == "":
		l.find("apparmor", "", "This kernel has AppArmor, but not the profile %s: people's servers start without this further fence.", apparmor.Name)
	default:
		l.find("apparmor", "", "The AppArmor profile %s is in the mode %s: it refuses people's servers nothing.", apparmor.Name, mode)
	}
	return nil
}

// Of the last five minutes, how many per cent all programs waited for memory at once
// before it is worth a word.
const pressure = 5

func (l *look) memory(context.Context) error {
	b, err := os.ReadFile(l.at("/proc/pressure/memory"))
	if err != nil {
		return nil // the kernel does not measure it
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) < 4 || f[0] != "full" {
			continue
		}
		share, err := strconv.ParseFloat(strings.TrimPrefix(f[3], "avg300="), 64)
		if err == nil && share >= pressure {
			l.find("memory-pressure", "", "In the last five minutes all programs waited for memory %.0f %% of the time.", share)
		}
	}
	return nil
}

// disk is a filesystem on which something of ours lies.
type disk struct {
	path        string
	device      uint64
	free, total int64
	inodesFree  uint64
	inodes      uint64
	readOnly    bool
}

// mounts are the filesystems that matter, each once.
func (l *look) mounts() []disk {
	var out []disk
	seen := map[uint64]bool{}
	paths := []string{l.at("/")}
	if l.installed() {
		paths = []string{l.Dir, l.paths.Hub(), l.paths.Homes(), l.paths.Groups(), l.paths.Logs(), l.at("/var/log"), l.at("/")}
	}
	for _, path := range paths {
		var st unix.Stat_t
		var fs unix.Statfs_t
		if unix.Stat(path, &st) != nil || seen[st.Dev] || unix.Statfs(path, &fs) != nil {
			continue
		}
		seen[st.Dev] = true
		out = append(out, disk{path: path, device: st.Dev, free: int64(fs.Bavail) * fs.Bsize, total: int64(fs.Blocks-fs.Bfree+fs.Bavail) * fs.Bsize,
			inodesFree: fs.Ffree, inodes: fs.Files, readOnly: l.readOnly(st.Dev)})
	}
	return out
}

// readOnly looks into the machine's own list of mounts: a service that runs doctor
// sees everything read-only.
func (l *look) readOnly(device uint64) bool {
	b, err := os.ReadFile(l.at("/proc/1/mountinfo"))
	if err != nil {
		return false
	}
	want := strconv.Itoa(int(unix.Major(device))) + ":" + strconv.Itoa(int(unix.Minor(device)))
	ro := func(options string) bool { return options == "ro" || strings.HasPrefix(options, "ro,") }
	found, all := false, true
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) < 7 || f[2] != want {
			continue
		}
		found = true
		// The filesystem itself, or each place where it is mounted.
		if ro(f[len(f)-1]) {
			return true
		}
		all = all && ro(f[5])
	}
	return found && all
}

const (
	gigabyte  = 1 << 30
	fullBytes = 256 << 20 // free on a disk that counts as full, or
	fullShare = 50        // this part of it, if that is less
	lowBytes  = 5 * gigabyte
	lowShare  = 10
	// inodes of which less are free than this part are few.
	inodeShare = 50
)

func (l *look) disks(context.Context) error {
	for _, d := range l.mounts() {
		about := strings.TrimSuffix(d.path, "/")
		if about == "" {
			about = "/"
		}
		switch {
		case d.total == 0:
			continue
		case d.readOnly:
			l.find("disk-read-only", about, "The disk of %s can only be read.", about)
		case d.free < min(fullBytes, d.total/fullShare) || d.free < 4<<20:
			l.find("disk-full", about, "Only %s of %s are free on the disk of %s.", size(d.free), size(d.total), about)
		case d.inodes > 0 && d.inodesFree < d.inodes/inodeShare:
			l.find("disk-full", about, "The disk of %s has room, but for %d files more only.", about, d.inodesFree)
		case d.free < min(lowBytes, d.total/lowShare):
			l.find("disk-low", about, "%s of %s are free on the disk of %s.", size(d.free), size(d.total), about)
		}
		if days := l.samples().daysLeft(d.path, d.free, l.Now()); days >= 0 && days <= 14 {
			l.find("disk-filling", about, "The disk of %s will be full in about %d days.", about, days)
		}
	}
	return nil
}

// quotas says whether a limit of the disk is held that somebody has.
func (l *look) quotas(context.Context) error {
	in, ok, err := l.knows()
	if ok && err == nil && in.Disk != "" {
		l.find("quota", "", "%s", in.Disk)
	}
	return nil // that the hub does not answer is told elsewhere
}

func size(n int64) string {
	switch {
	case n >= 10*gigabyte:
		return strconv.FormatInt(n>>30, 10) + " GiB"
	case n >= gigabyte:
		return strconv.FormatFloat(float64(n)/gigabyte, 'f', 1, 64) + " GiB"
	}
	return strconv.FormatInt(n>>20, 10) + " MiB"
}

// filesystems asks those that count their own errors.
func (l *look) filesystems(context.Context) error {
	for _, path := range glob(l.at("/sys/fs/ext4/*/errors_count")) {
		b, err := os.ReadFile(path)
		if n, nerr := strconv.Atoi(strings.TrimSpace(string(b))); err == nil && nerr == nil && n > 0 {
			device := strings.Split(strings.TrimPrefix(path, l.at("/sys/fs/ext4")+"/"), "/")[0]
			l.find("disk-errors", device, "The filesystem on %s has recorded %d errors.", device, n)
		}
	}
	for _, path := range glob(l.at("/sys/fs/btrfs/*/devinfo/*/error_stats")) {
		b, err := os.ReadFile(path)
		n := 0
		for line := range strings.Lines(string(b)) {
			if f := strings.Fields(line); len(f) == 2 {
				v, _ := strconv.Atoi(f[1])
				n += v
			}
		}
		if err == nil && n > 0 {
			device := strings.Split(strings.TrimPrefix(path, l.at("/sys/fs/btrfs")+"/"), "/")[0]
			l.find("disk-errors", device, "The filesystem %s has recorded %d errors.", device, n)
		}
	}
	return nil
}

// kernel looks for what the kernel said of disks within a day.
func (l *look) kernel(ctx context.Context) error {
	if l.Instance.Try || !isFile(l.at("/run/systemd/system")) {
		return nil
	}
	out, err := l.Run(ctx, "journalctl", "-k", "--since=-1d", "-p", "err", "--no-pager", "-q", "-o", "cat", "-n", "500")
	if err != nil {
		return nil // a journal that cannot be read is not the disk's fault
	}
	n, last := 0, ""
	for line := range strings.Lines(out) {
		low := strings.ToLower(line)
		if strings.Contains(low, "killed process ") || strings.Contains(low, "info: task ") {
			continue // it names a program, which anybody may call "I/O error"
		}
		if strings.Contains(low, "i/o error") || strings.Contains(low, "medium error") || strings.Contains(low, "-fs error") || strings.Contains(low, "remounting filesystem read-only") {
			n, last = n+1, strings.TrimSpace(line)
		}
	}
	if n > 0 {
		l.find("disk-io", "", "The kernel reported %d errors of disks within a day, the last: %s", n, last)
	}
	return nil
}
