package warden

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/network"
	"commonhall/warden/client"
)

// start runs spec as id; the same id twice is one run. What breaks a rule is
// refused; what goes wrong later ends the run.
func (w *Warden) start(id commonhall.ServerID, spec *client.Spec) error {
	if err := w.check(id, spec); err != nil {
		return err
	}
	w.mu.Lock()
	if w.barred[id] {
		w.mu.Unlock()
		return fail(client.Refused, "run %s was stopped before it was started, or its record cannot be read", id)
	}
	if r := w.runs[id]; r != nil {
		w.mu.Unlock()
		<-r.started
		return nil
	}
	rec := record{ID: id, Account: spec.Account, Port: spec.Port, Limits: spec.Limits, Started: time.Now().UTC()}
	if spec.Software != nil {
		rec.Draft = spec.Software.Draft
	}
	if other := w.holder(rec.Draft); other != nil {
		w.mu.Unlock()
		return fail(client.Refused, "the server %s changes that draft already; stop it first", other.rec.ID)
	}
	r := newRun(rec)
	if err := w.save(r.rec); err != nil {
		w.mu.Unlock()
		return fail(client.Internal, "cannot write the record of a run: %v", err)
	}
	w.runs[id] = r
	w.mu.Unlock()

	end := w.launch(r, spec)
	close(r.started)
	if end != nil {
		w.finish(r, *end)
	}
	return nil
}

// check holds the spec against what the warden knows itself.
func (w *Warden) check(id commonhall.ServerID, spec *client.Spec) error {
	if err := id.Validate(); err != nil {
		return fail(client.Refused, "%v", err)
	}
	if spec == nil || len(spec.Command) == 0 || spec.Command[0] == "" {
		return fail(client.Refused, "run %s has no command", id)
	}
	if n := spec.Account.UID - w.cfg.UIDBase; n < BuildOffset || n >= BlockSize || (n < PeopleOffset) != spec.Scratch {
		return fail(client.Refused, "uid %d is not a person's of this installation with a home, nor a passing account without one", spec.Account.UID)
	}
	if !loginName(spec.Account.Name) {
		return fail(client.Refused, "%q is not a login name", spec.Account.Name)
	}
	if spec.Port < 1024 || spec.Port > 65535 {
		return fail(client.Refused, "port %d is not between 1024 and 65535", spec.Port)
	}
	for _, s := range append(append([]string{}, spec.Command...), spec.Env...) {
		if strings.ContainsRune(s, 0) {
			return fail(client.Refused, "a NUL byte in the command or its environment")
		}
	}
	if err := checkSoftware(spec.Software); err != nil {
		return err
	}
	if err := w.checkGroups(spec); err != nil {
		return err
	}
	return w.checkLimits(spec.Limits)
}

func (w *Warden) checkLimits(l commonhall.Limits) error {
	m := w.cfg.Max
	switch {
	case l.Memory < 0 || l.CPU < 0 || l.PIDs < 0:
		return fail(client.Refused, "a limit below zero")
	case m.Memory > 0 && (l.Memory == 0 || l.Memory > m.Memory):
		return fail(client.Refused, "the memory limit is above the largest that the warden allows, %d bytes", m.Memory)
	case m.CPU > 0 && (l.CPU == 0 || l.CPU > m.CPU):
		return fail(client.Refused, "the CPU limit is above the largest that the warden allows, %g cores", m.CPU)
	case m.PIDs > 0 && (l.PIDs == 0 || l.PIDs > m.PIDs):
		return fail(client.Refused, "the limit of processes is above the largest that the warden allows, %d", m.PIDs)
	}
	return nil
}

func loginName(s string) bool {
	const letters, others = "abcdefghijklmnopqrstuvwxyz", "0123456789-_"
	return s != "" && len(s) <= 32 && strings.Contains(letters, s[:1]) && strings.Trim(s, letters+others) == ""
}

// launch makes the group, the log and the sandbox. It returns how the run ended
// if it could not be started; what it opened is the run's in any case.
func (w *Warden) launch(r *run, spec *client.Spec) *commonhall.End {
	failed := func(cause commonhall.EndCause, detail string, err error) *commonhall.End {
		w.log.Error("server not started", "server", r.rec.ID, "detail", detail, "error", err)
		return &commonhall.End{At: time.Now().UTC(), Cause: cause, Detail: detail}
	}
	cfg, files, err := w.bring(spec)
	defer func() { client.CloseAll(files) }()
	if err != nil {
		return failed(commonhall.EndSetup, err.Error()+".", err)
	}
	if err := w.equip(r, spec); err != nil {
		return failed(commonhall.EndSetup, "The system could not prepare the server.", err)
	}
	missing := w.showGroups(spec, &cfg, &files)
	cfg.Join = r.group.Join()
	p, err := sandbox.Start(cfg, sandbox.Options{
		Stdout: r.logFile, Stderr: r.logFile, CgroupFD: r.group.FD(), Files: files,
		Born: func(pid int) error { return w.born(r, pid, spec.Network, missing) },
	})
	var command *sandbox.CommandError
	if errors.As(err, &command) {
		return failed(commonhall.EndNoCommand, "The program cannot be started: "+command.Text+".", err)
	}
	if err != nil {
		return failed(commonhall.EndSetup, "The system could not build the sandbox.", err)
	}
	if err := w.note(r, func(rec *record) { rec.Ran = true }); err != nil {
		w.log.Warn("cannot record that a server runs", "server", r.rec.ID, "error", err)
	}
	w.attach(r, p.PidFD, p.NetNS, p.Listener, true)
	return nil
}

// equip opens what the run needs before its process exists.
func (w *Warden) equip(r *run, spec *client.Spec) error {
	logFile, err := w.openLog(spec.Account, true)
	if err != nil {
		return err
	}
	group, err := w.cg.Create(string(r.rec.ID), sandbox.Limits(spec.Limits))
	if err != nil {
		logFile.Close()
		return err
	}
	r.mu.Lock()
	r.logFile, r.group = logFile, group
	r.mu.Unlock()
	return nil
}

// born connects and records the process, which still waits for its orders.
func (w *Warden) born(r *run, pid int, want commonhall.Network, missing string) error {
	ticks, err := birth(pid)
	if err != nil {
		return err
	}
	has, notice := commonhall.NetworkNone, ""
	if want == commonhall.NetworkInternet {
		if err := w.connect(pid); err != nil {
			w.log.Error("a server has no way to the internet", "server", r.rec.ID, "error", err)
			notice = err.Error()
		} else {
			has = want
		}
	}
	return w.note(r, func(rec *record) {
		rec.PID, rec.Birth, rec.Network, rec.Notice, rec.Missing = pid, ticks, has, notice, missing
	})
}

// connect gives the network of a process a way to the internet. Where that cannot be
// had, nothing is open.
func (w *Warden) connect(pid int) error {
	ns, err := networkOf(pid)
	if err != nil {
		return err
	}
	defer ns.Close()
	return network.Attach(w.cfg.Instance, ns)
}

func networkOf(pid int) (*os.File, error) { return os.Open("/proc/" + strconv.Itoa(pid) + "/ns/net") }

// attach takes charge of a process that runs.
func (w *Warden) attach(r *run, pidfd, netns, listener *os.File, ours bool) {
	ctx, cancel := context.WithCancel(context.Background())
	r.mu.Lock()
	r.pidfd, r.netns, r.listener, r.leave = pidfd, netns, listener, cancel
	r.mu.Unlock()
	w.work.Go(func() { w.watch(r, ours) })
	w.work.Go(func() { w.probe(ctx, r) })
}

// bring says how the sandbox is made, and opens what it sees that is not the machine's.
func (w *Warden) bring(spec *client.Spec) (cfg sandbox.Config, files []*os.File, err error) {
	cfg = confined(spec.Account, spec.Env)
	cfg.Args, cfg.Host, cfg.Network, cfg.Listen = spec.Command, "commonhall", true, HubAddress
	cfg.Mounts, cfg.Mask = w.tree(spec), w.masked()
	show := func(what, target string, open func() (*os.File, error)) {
		f, failed := open()
		if failed != nil {
			err = cmp.Or(err, fmt.Errorf("%s cannot be used: %w", what, failed))
			return
		}
		files = append(files, f)
		cfg.Mounts = append(cfg.Mounts, sandbox.Mount{Target: target, FD: len(files)})
	}
	show("commonhall's own program", client.BinaryInside, func() (*os.File, error) { return sandbox.CloneTree(w.binary, false) })
	if !spec.Scratch {
		show("The home folder", homeInside(spec.Account), func() (*os.File, error) { return w.openHome(spec.Account) })
	}
	if s := spec.Software; s != nil {
		show("The software", s.Path, func() (*os.File, error) { return w.openSoftware(s, spec.Account.UID) })
	}
	return cfg, files, err
}

// confined is what a server and a command beside it have in common.
func confined(a commonhall.Account, env []string) sandbox.Config {
	return sandbox.Config{
		Env: environment(a, env), Dir: homeInside(a), UID: a.UID, GID: a.UID, Umask: 0o022,
		Rlimits: []sandbox.Rlimit{{Resource: unix.RLIMIT_NOFILE, Value: 8192}, {Resource: unix.RLIMIT_CORE, Value: 0}},
		OOM:     500, Filter: true,
	}
}

func homeInside(a commonhall.Account) string { return "/home/" + a.Name }

// environment is the whole environment of a server; the hub's additions win.
func environment(a commonhall.Account, more []string) []string {
	return mergeEnv([]string{
		"HOME=" + homeInside(a), "USER=" + a.Name, "LOGNAME=" + a.Name,
		"SHELL=/bin/bash", "PATH=" + strings.Join(searchPath(), ":"), "LANG=C.UTF-8",
	}, more)
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

// searchPath is PATH inside a sandbox.
func searchPath() []string { return []string{"/usr/local/bin", "/usr/bin", "/bin"} }

// tree lists what a server sees. What is not here does not exist for it.
func (w *Warden) tree(spec *client.Spec) []sandbox.Mount {
	var m []sandbox.Mount
	for _, dir := range systemDirs() {
		m = append(m, sandbox.Mount{Target: dir, Source: dir, Optional: true})
	}
	if s, err := network.Open(w.cfg.Instance); spec.Network == commonhall.NetworkInternet && err == nil {
		path, text := s.ResolvConf()
		m = append(m, sandbox.Mount{Target: path, Content: text})
	}
	room := "nr_inodes=200k,size=50%"
	if spec.Limits.Memory > 0 {
		// What lies there counts as memory: whoever fills it shall read that the
		// disk is full, instead of losing the server to its limit.
		room = "nr_inodes=200k,size=" + strconv.FormatInt(spec.Limits.Memory/2, 10)
	}
	tmp := "mode=1777," + room
	id := strconv.Itoa(spec.Account.UID)
	home := homeInside(spec.Account)
	if spec.Scratch {
		m = append(m, sandbox.Mount{Target: home, Tmpfs: "mode=700,uid=" + id + ",gid=" + id + "," + room, Exec: true})
	}
	if spec.Software != nil {
		m = append(m, sandbox.Mount{Target: "/etc/profile", Content: profile})
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
			spec.Account.Name + ":x:" + id + ":" + id + "::" + home + ":/bin/bash\n"},
		sandbox.Mount{Target: "/etc/group", Content: "root:x:0:\ntty:x:5:\nnogroup:x:65534:\n" + spec.Account.Name + ":x:" + id + ":\n"},
		sandbox.Mount{Target: "/etc/hosts", Content: "127.0.0.1 localhost commonhall\n::1 localhost ip6-localhost ip6-loopback\n"},
		sandbox.Mount{Target: "/etc/hostname", Content: "commonhall\n"},
	)
}

// systemDirs are shown read-only, as they are on this machine.
func systemDirs() []string {
	return []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt",
		"/var/lib/texmf", "/var/cache/fontconfig"}
}

// masked lists what is hidden although its folder is shown.
func (w *Warden) masked() []string {
	m := []string{"/etc/commonhall",
		// Copies of the files above, and what else names the host's accounts.
		"/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-", "/etc/subuid", "/etc/subuid-", "/etc/subgid", "/etc/subgid-", "/etc/userdb",
		"/proc/kcore", "/proc/keys", "/proc/key-users", "/proc/locks", "/proc/timer_list", "/proc/sched_debug",
		"/proc/latency_stats", "/proc/acpi", "/proc/scsi", "/sys/firmware", "/sys/kernel"}
	for _, path := range w.cfg.Hide {
		// A link on the way to it is not the only way.
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		m = append(m, path)
	}
	return m
}

// lookup says which programs a sandbox would find. Its system folders are the
// machine's, so they are looked up there.
func lookup(programs []string) map[string]bool {
	found := map[string]bool{}
	for _, p := range programs {
		for _, dir := range searchPath() {
			path := p
			if !strings.Contains(p, "/") {
				path = filepath.Join(dir, p)
			}
			st, err := os.Stat(path)
			if p == client.BinaryInside || err == nil && st.Mode().IsRegular() && st.Mode()&0o111 != 0 && shown(path) {
				found[p] = true
			}
		}
	}
	return found
}

// shown reports whether a path of the machine is also one of the sandbox.
func shown(path string) bool {
	return slices.ContainsFunc(systemDirs(), func(dir string) bool { return strings.HasPrefix(filepath.Clean(path), dir+"/") })
}
