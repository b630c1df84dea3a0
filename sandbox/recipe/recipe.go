// Package recipe says what the sandbox of a person is made of: which folders of the
// machine it shows and what it hides of them, which files it makes up, its environment
// and its limits. People's servers have it, and so has commonhall sandbox run: who tries
// the one has seen the other.
//
// It starts nothing and touches no file. What always holds: what is not named here does
// not exist inside.
package recipe

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
)

// Person is whose sandbox it is.
type Person struct {
	Name    string // of the account inside
	UID     int    // and group
	Passing bool   // there is no home: a folder in memory is in its place
	Env     []string
	Memory  int64 // bytes that all of it may use; zero: no bound
	Tmp     int64 // bytes in /tmp; zero: half of Memory
	Files   int   // open files of a process; zero: what is usual
}

// Host is the name of the machine inside.
const Host = "commonhall"

// Confined is what a sandbox and a command that enters it have in common.
func Confined(p Person) sandbox.Config {
	return sandbox.Config{
		Env: environment(p), Dir: Home(p.Name), UID: p.UID, GID: p.UID, Umask: 0o022,
		Rlimits: []sandbox.Rlimit{{Resource: unix.RLIMIT_NOFILE, Value: uint64(cmp.Or(p.Files, 8192))}, sandbox.NoDumps()},
		OOM:     500, Filter: true, AppArmor: true,
	}
}

// Config is the whole sandbox, without a command. Folders of the machine that nobody may
// see are named by hide. A home that is not passing, and what else there is to see, is
// for the caller to add.
func Config(p Person, hide []string) sandbox.Config {
	cfg := Confined(p)
	cfg.Host, cfg.Network = Host, true
	// A command that enters later is in another fence, or in none: it would not see the
	// processes that are behind this one. So the fence is not in Confined.
	cfg.Landlock = true
	cfg.Mounts, cfg.Mask = tree(p), masked(hide)
	return cfg
}

// Home is where a person's home is.
func Home(name string) string { return "/home/" + name }

// environment is the whole environment; what Env says wins.
func environment(p Person) []string {
	return mergeEnv([]string{
		"HOME=" + Home(p.Name), "USER=" + p.Name, "LOGNAME=" + p.Name,
		"SHELL=/bin/bash", "PATH=" + strings.Join(SearchPath(), ":"), "LANG=C.UTF-8",
	}, p.Env)
}

// mergeEnv adds to an environment; what comes later takes the place of what has its name.
func mergeEnv(base, more []string) []string {
	for _, kv := range more {
		name, _, _ := strings.Cut(kv, "=")
		base = slices.DeleteFunc(base, func(old string) bool { return strings.HasPrefix(old+"=", name+"=") })
		base = append(base, kv)
	}
	return base
}

// SearchPath is PATH.
func SearchPath() []string { return []string{"/usr/local/bin", "/usr/bin", "/bin"} }

// tree lists what is seen.
func tree(p Person) []sandbox.Mount {
	var m []sandbox.Mount
	for _, dir := range systemDirs() {
		m = append(m, sandbox.Mount{Target: dir, Source: dir, Optional: true})
	}
	room := "nr_inodes=200k,size=50%"
	if most := cmp.Or(p.Tmp, p.Memory/2); most > 0 {
		// What lies there counts as memory: whoever fills it shall read that the
		// disk is full, instead of losing the server to its limit.
		room = "nr_inodes=200k,size=" + strconv.FormatInt(most, 10)
	}
	tmp := "mode=1777," + room
	id, home := strconv.Itoa(p.UID), Home(p.Name)
	if p.Passing {
		m = append(m, sandbox.Mount{Target: home, Tmpfs: "mode=700,uid=" + id + ",gid=" + id + "," + room, Exec: true},
			sandbox.Mount{Target: "/var/lib/dpkg", Source: "/var/lib/dpkg", Optional: true}) // or a build would not know what is there
	}
	return append(m,
		sandbox.Mount{Target: "/proc", Proc: true},
		sandbox.Mount{Target: "/sys", Sys: true},
		sandbox.Mount{Target: "/dev", Dev: true},
		sandbox.Mount{Target: "/dev/shm", Tmpfs: tmp},
		sandbox.Mount{Target: "/tmp", Tmpfs: tmp, Exec: true},
		sandbox.Mount{Target: "/var/tmp", Link: "/tmp"},
		// The host's own files name everybody.
		sandbox.Mount{Target: "/etc/passwd", Content: "root:x:0:0:root:/nonexistent:/usr/sbin/nologin\n" +
			"nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n" +
			p.Name + ":x:" + id + ":" + id + "::" + home + ":/bin/bash\n"},
		sandbox.Mount{Target: "/etc/group", Content: "root:x:0:\ntty:x:5:\nnogroup:x:65534:\n" + p.Name + ":x:" + id + ":\n"},
		sandbox.Mount{Target: "/etc/hosts", Content: "127.0.0.1 localhost " + Host + "\n::1 localhost ip6-localhost ip6-loopback\n"},
		sandbox.Mount{Target: "/etc/hostname", Content: Host + "\n"},
	)
}

// systemDirs are shown read-only, as they are on this machine.
func systemDirs() []string {
	return []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt",
		"/var/lib/texmf", "/var/cache/fontconfig"}
}

// Shown reports whether a path of the machine is also one of a sandbox.
func Shown(path string) bool {
	return slices.ContainsFunc(systemDirs(), func(dir string) bool { return strings.HasPrefix(filepath.Clean(path), dir+"/") })
}

// masked lists what is hidden although its folder is shown.
func masked(hide []string) []string {
	m := append([]string{"/etc/commonhall",
		// Copies of the files above, and what else names the host's accounts.
		"/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-", "/etc/subuid", "/etc/subuid-", "/etc/subgid", "/etc/subgid-", "/etc/userdb",
		"/proc/kcore", "/proc/keys", "/proc/key-users", "/proc/locks", "/proc/timer_list", "/proc/sched_debug", "/proc/interrupts", "/sys/devices/virtual/block", "/sys/devices/virtual/powercap",
		"/proc/latency_stats", "/proc/acpi", "/proc/scsi", "/sys/firmware", "/sys/kernel"}, hide...)
	for i, path := range m {
		// A link on the way to it is not the only way.
		if real, err := filepath.EvalSymlinks(path); err == nil {
			m[i] = real
		}
	}
	return m
}
