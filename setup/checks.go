package setup

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/release"
	"commonhall/supervisor"
)

// Check is one thing that is looked at before anything is changed.
type Check struct {
	Code string // stable; for --ignore
	Stop bool   // what is wrong keeps commonhall from working
	Said string // what is wrong, and what to do; "": all is well
}

// What a machine needs at least.
const (
	leastDisk   = 1 << 30   // bytes free where the state lies
	leastMemory = 700 << 20 // bytes in all: a machine that is sold as 1 GB has about 950 MiB
	leastPIDs   = 32768
)

// checks looks at the machine and changes nothing.
func (s *Setup) checks(ctx context.Context) []Check {
	return []Check{
		{"version", true, checkVersion(s.Version)},
		{"systemd", true, checkSystemd()},
		{"kernel", true, checkKernel()},
		{"cgroups", true, CheckGroups("/")},
		{"disk", true, checkDisk()},
		{"memory", true, checkMemory()},
		{"pids", false, CheckPIDs("/")},
		{"clock", true, CheckClock(time.Now(), buildTime())},
		{"ports", true, s.checkPorts()},
		{"leftovers", true, checkLeftovers()},
		{"database", true, s.checkDatabase()},
		{"dns", s.Answers.HTTPS == "acme", s.checkDNS(ctx)},
	}
}

// check stops setup where the machine cannot do what commonhall needs, and tells
// everything at once.
func (s *Setup) check(ctx context.Context) error {
	var stop []string
	for _, c := range s.checks(ctx) {
		switch {
		case c.Said == "":
		case c.Stop && !slices.Contains(s.Answers.Ignore, c.Code):
			stop = append(stop, fmt.Sprintf("[%s] %s", c.Code, c.Said))
		default:
			fmt.Fprintf(s.Out, "note [%s]: %s\n", c.Code, c.Said)
		}
	}
	if len(stop) == 0 {
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "This machine is not ready; nothing was changed.\n  %s", strings.Join(stop, "\n  ")).
		WithHint("If you know better than a check, name it: --ignore CODE.")
}

// checkVersion refuses another version than the one that is installed: to change it is
// the work of an upgrade. An old release is signed as well as a new one: whoever hands it
// out brings back what was wrong with it.
func checkVersion(version string) string {
	installed, err := Installed()
	if err != nil {
		return "" // none
	}
	is, err1 := release.ParseVersion(installed)
	to, err2 := release.ParseVersion(version)
	if err1 != nil || err2 != nil || to.Compare(is) == 0 {
		return ""
	}
	if err := release.Allowed(is, to); err != nil {
		return err.Error()
	}
	// Its data must be looked after, and a way back.
	return fmt.Sprintf("Version %s is installed on this machine, and this is %s. To change to it: commonhall upgrade --from ARCHIVE. To repair what is installed: %s setup", is, to, Program)
}

func checkSystemd() string {
	if _, err := os.Stat("/run/systemd/system"); err != nil {
		return "systemd does not run here, which setup makes services for. To use commonhall in the foreground: commonhall try"
	}
	return ""
}

// checkKernel asks for what sandboxes are made with: mount_setattr is of 5.12.
func checkKernel() string {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return err.Error()
	}
	release := unix.ByteSliceToString(u.Release[:])
	major, rest, _ := strings.Cut(release, ".")
	minor, _, _ := strings.Cut(rest, ".")
	a, _ := strconv.Atoi(major)
	b, _ := strconv.Atoi(minor)
	if a < 5 || a == 5 && b < 12 {
		return "The kernel " + release + " is too old; 5.12 or newer is needed. Debian 12 and Ubuntu 22.04 have newer ones."
	}
	return ""
}

// CheckGroups looks whether memory, CPU and processes can be limited on the machine
// whose files lie below root. It says what is wrong, as all checks do.
func CheckGroups(root string) string {
	groups := filepath.Join(root, "sys/fs/cgroup")
	b, err := os.ReadFile(filepath.Join(groups, "cgroup.controllers"))
	have := strings.Fields(string(b))
	if errors.Is(err, os.ErrNotExist) { // cgroup v1: a folder for each
		for _, c := range []string{"memory", "cpu", "pids"} {
			if _, err := os.Stat(filepath.Join(groups, c, "cgroup.procs")); err == nil {
				have = append(have, c)
			}
		}
	}
	for _, c := range []string{"memory", "cpu", "pids"} {
		if !slices.Contains(have, c) {
			return fmt.Sprintf("The kernel does not let programs be limited by %s (cgroups). On a Raspberry Pi add cgroup_enable=memory to the kernel's command line; in a container its host must allow it.", c)
		}
	}
	return ""
}

func (s *Setup) checkDatabase() string {
	if s.Adopt != nil {
		return ""
	}
	if said := (*commonhall.Error)(nil); errors.As(Records(), &said) {
		return said.Msg + " " + said.Hint
	}
	return ""
}

// Records refuses where the records of the installation are lost; the unit of the hub
// asks before the hub starts.
func Records() error {
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return nil // there is none, or a role says what is wrong with it
	}
	if c, _, err := settingsIn(i).Load(); err == nil && c.Database.URL != "" {
		return nil
	}
	return LostRecords(i, supervisor.PathsOf(Dir, i), "Then run setup again. Without a backup: commonhall setup --adopt makes a person of each home; all files stay, passwords and tokens are gone.")
}

// LostRecords refuses where there are homes, but no file of the records that say whose
// they are: a hub would begin an empty one and give their numbers to others. Without
// says what to do where there is no backup.
func LostRecords(i supervisor.Instance, p supervisor.Paths, without string) error {
	if _, err := os.Lstat(p.Database()); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err := mounted.Look(p.Homes()); errors.Is(err, mounted.ErrOther) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "There is no database, and %s.", err.Error()).WithHint("No records are begun beside homes that may be there.").Because(err)
	}
	homes := Homes(p.Homes(), i.UIDBase)
	if len(homes) == 0 {
		return nil
	}
	where := "--from WHERE"
	if p.Dir() != Dir {
		where += " --dir " + p.Dir()
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "There are homes of %d people in %s, but the database that says whose they are is lost.", len(homes), p.Homes()).
		WithHint("Bring it back from a backup: commonhall backup restore --database " + where + ". " + without)
}

func checkDisk() string {
	dir := Dir
	for {
		var st unix.Statfs_t
		err := unix.Statfs(dir, &st)
		if errors.Is(err, unix.ENOENT) && dir != "/" {
			dir = filepath.Dir(dir)
			continue
		}
		if err != nil {
			return err.Error()
		}
		if free := int64(st.Bavail) * st.Bsize; free < leastDisk {
			return fmt.Sprintf("Only %d MB are free on the disk of %s; at least %d are needed, and people's files come on top.", free>>20, Dir, leastDisk>>20)
		}
		if st.Flags&unix.ST_RDONLY != 0 {
			return "The disk of " + Dir + " is read-only."
		}
		return ""
	}
}

func checkMemory() string {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return err.Error()
	}
	if all := uint64(info.Totalram) * uint64(info.Unit); all < leastMemory {
		return fmt.Sprintf("The machine has %d MB of memory; 1 GB is needed at least, and about 200 MB for each person who works at the same time.", all>>20)
	}
	return ""
}

// CheckPIDs looks how many processes the machine can run at once.
func CheckPIDs(root string) string {
	b, err := os.ReadFile(filepath.Join(root, "proc/sys/kernel/pid_max"))
	if err != nil {
		return err.Error()
	}
	if n, _ := strconv.Atoi(strings.TrimSpace(string(b))); n < leastPIDs {
		return fmt.Sprintf("The machine runs at most %d processes at once (kernel.pid_max), which is little for a class. To raise it: sysctl -w kernel.pid_max=4194304", n)
	}
	return ""
}

// CheckClock refuses a clock before the program was built: certificates would not be
// valid, and records of people lie.
func CheckClock(now, built time.Time) string {
	if now.Before(built.Add(-24 * time.Hour)) {
		return fmt.Sprintf("The clock says %s, but this program was built on %s. Set the clock: timedatectl set-ntp true",
			now.Format("2 January 2006"), built.Format("2 January 2006"))
	}
	return ""
}

// checkLeftovers looks for accounts of an installation whose identity is gone: nobody
// can say whose files are whose.
func checkLeftovers() string {
	if _, err := supervisor.OpenInstance(Dir); commonhall.KindOf(err) != commonhall.NotFound {
		return ""
	}
	if _, found := strays(); !found {
		return ""
	}
	return "There are accounts of an earlier commonhall (" + EdgeAccount + "), but no " + Dir + "/instance.json. Bring its folder back, or, if nobody needs it any more, take the rests away: commonhall uninstall"
}

// ports are those that visitors come to.
func (s *Setup) ports() []int {
	if s.Answers.HTTPS == "off" {
		return []int{80}
	}
	return []int{80, 443}
}

// checkPorts tries to listen. What commonhall itself holds, through systemd, is no
// obstacle.
func (s *Setup) checkPorts() string {
	var said []string
	for _, port := range s.ports() {
		l, err := net.Listen("tcp", ":"+strconv.Itoa(port))
		if err == nil {
			l.Close()
			continue
		}
		if unit := "commonhall-" + map[int]string{80: "http", 443: "https"}[port] + ".socket"; s.systemd.ctl(context.Background(), "is-active", "--quiet", unit) == nil {
			continue
		}
		who := "Another program"
		if name := holder(port); name != "" {
			who = "The program " + name
		}
		said = append(said, fmt.Sprintf("%s listens on port %d already. Stop it, for instance: systemctl disable --now apache2 nginx", who, port))
	}
	return strings.Join(said, " ")
}

// holder names the program that listens on a port.
func holder(port int) string {
	inodes := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		b, _ := os.ReadFile(table)
		for line := range strings.Lines(string(b)) {
			f := strings.Fields(line)
			if len(f) > 9 && f[3] == "0A" && strings.HasSuffix(f[1], fmt.Sprintf(":%04X", port)) { // 0A: listening
				inodes["socket:["+f[9]+"]"] = true
			}
		}
	}
	links, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	for _, l := range links {
		if target, err := os.Readlink(l); err == nil && inodes[target] {
			pid := strings.Split(l, "/")[2]
			name, _ := os.ReadFile("/proc/" + pid + "/comm")
			return strings.TrimSpace(string(name)) + " (process " + pid + ")"
		}
	}
	return ""
}

// checkDNS asks whether the name leads here, as far as that can be seen from here:
// behind an address translation it cannot.
func (s *Setup) checkDNS(ctx context.Context) string {
	name := s.Answers.Name
	if name == "" || net.ParseIP(name) != nil {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	if err != nil || len(addrs) == 0 {
		return fmt.Sprintf("The name %s is not known (DNS). Where the name is managed, add an A record with this machine's address, and wait some minutes.", name)
	}
	own, err := net.InterfaceAddrs()
	if err != nil {
		return err.Error()
	}
	var named []string
	for _, a := range addrs {
		named = append(named, a.Unmap().String())
		for _, o := range own {
			if n, ok := o.(*net.IPNet); ok && n.IP.String() == a.Unmap().String() {
				return ""
			}
		}
	}
	fmt.Fprintf(s.Out, "note [dns]: %s leads to %s, which is none of this machine's own addresses. That is right where the provider translates addresses, and wrong otherwise.\n", name, strings.Join(named, ", "))
	return ""
}
