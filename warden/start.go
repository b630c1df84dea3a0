package warden

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/network"
	"commonhall/sandbox/process"
	"commonhall/sandbox/recipe"
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
	rec := record{ID: id, Account: spec.Account, Port: spec.Port, Limits: spec.Limits, Label: spec.Label, Started: time.Now().UTC()}
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
	if len(spec.Label) > client.MaxLabel {
		return fail(client.Refused, "the label of run %s is too long", id)
	}
	if err := checkSoftware(spec.Software); err != nil {
		return err
	}
	if err := w.checkGroups(spec); err != nil {
		return err
	}
	return w.checkLimits(spec.Limits)
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
	missing := strings.Trim(w.showLayer(spec.Software, &cfg, &files)+"; "+w.showGroups(spec, &cfg, &files), "; ")
	out, err := r.log.Writer()
	if err != nil {
		return failed(commonhall.EndSetup, "The system could not prepare the server.", err)
	}
	defer out.Close()
	p, err := sandbox.Start(cfg, sandbox.Options{
		Stdout: out, Stderr: out, CgroupFD: r.group.FD(), Join: r.group.Join, Files: files,
		Born: func(pid int) error { return w.born(r, pid, spec, missing) },
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
	logFile, err := w.openLog(spec.Account, spec.Limits, true)
	if err != nil {
		return err
	}
	group, err := w.cg.Create(string(r.rec.ID), grouped(spec.Limits))
	if err != nil {
		logFile.Close()
		return err
	}
	r.mu.Lock()
	r.log, r.group = logFile, group
	r.mu.Unlock()
	return nil
}

// born connects and records the process, which still waits for its orders.
func (w *Warden) born(r *run, pid int, spec *client.Spec, missing string) error {
	ticks, err := process.Birth(pid)
	if err != nil {
		return err
	}
	has, notice := commonhall.NetworkNone, ""
	if spec.Network == commonhall.NetworkInternet {
		var err error
		if has, err = w.connect(pid, spec); err != nil {
			w.log.Error("a server has no way to the internet, or one without its bound", "server", r.rec.ID, "error", err)
			notice = err.Error()
		}
	}
	return w.note(r, func(rec *record) {
		rec.PID, rec.Birth, rec.Network, rec.Notice, rec.Missing = pid, ticks, has, notice, missing
	})
}

// connect gives the network of a process a way to the internet, and says what it has then.
// Where that cannot be had, nothing is open; without its bound it is.
func (w *Warden) connect(pid int, spec *client.Spec) (commonhall.Network, error) {
	ns, err := networkOf(pid)
	if err != nil {
		return commonhall.NetworkNone, err
	}
	defer ns.Close()
	if err := network.Attach(w.cfg.Instance, ns, strconv.Itoa(spec.Account.UID)+" "+spec.Account.Name); err != nil {
		return commonhall.NetworkNone, err
	}
	return spec.Network, network.Cap(ns, spec.Limits.Rate)
}

func networkOf(pid int) (*os.File, error) { return os.Open("/proc/" + strconv.Itoa(pid) + "/ns/net") }

// attach takes charge of a process that runs.
func (w *Warden) attach(r *run, pidfd, netns, listener *os.File, ours bool) {
	ctx, cancel := context.WithCancel(context.Background())
	r.mu.Lock()
	r.pidfd, r.netns, r.listener, r.leave = pidfd, netns, listener, cancel
	if isClosed(w.over) { // the next warden's
		r.close()
	}
	r.mu.Unlock()
	w.work.Go(func() { w.watch(r, ours) })
	w.work.Go(func() { w.probe(ctx, r) })
}

// bring says how the sandbox is made, and opens what it sees that is not the machine's.
func (w *Warden) bring(spec *client.Spec) (cfg sandbox.Config, files []*os.File, err error) {
	p := person(spec.Account, spec.Env, spec.Limits)
	p.Passing = spec.Scratch
	cfg = recipe.Config(p, w.cfg.Hide)
	cfg.Args, cfg.Listen = spec.Command, HubAddress
	if spec.Network == commonhall.NetworkInternet {
		if s, err := network.Open(w.cfg.Instance); err == nil {
			path, text := s.ResolvConf()
			cfg.Mounts = append(cfg.Mounts, sandbox.Mount{Target: path, Content: text})
		}
	}
	if spec.Software != nil {
		cfg.Mounts = append(cfg.Mounts, sandbox.Mount{Target: "/etc/profile", Content: profile})
	}
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
		show("The home folder", recipe.Home(spec.Account.Name), func() (*os.File, error) { return w.openHome(spec.Account, spec.Limits.Disk) })
	}
	if s := spec.Software; s != nil {
		show("The software", s.Path, func() (*os.File, error) { return w.software().Open(s.Tree, s.Draft, spec.Account.UID) })
	}
	return cfg, files, err
}

// person is whose sandbox it is, in the words of the recipe.
func person(a commonhall.Account, env []string, l commonhall.Limits) recipe.Person {
	return recipe.Person{Name: a.Name, UID: a.UID, Env: env, Memory: l.Memory, Tmp: l.Tmp, Files: l.Files}
}

// lookup says which programs a sandbox would find. Its system folders are the
// machine's, so they are looked up there.
func lookup(programs []string) map[string]bool {
	found := map[string]bool{}
	for _, p := range programs {
		for _, dir := range recipe.SearchPath() {
			path := p
			if !strings.Contains(p, "/") {
				path = filepath.Join(dir, p)
			}
			st, err := os.Stat(path)
			if p == client.BinaryInside || err == nil && st.Mode().IsRegular() && st.Mode()&0o111 != 0 && recipe.Shown(path) {
				found[p] = true
			}
		}
	}
	return found
}
