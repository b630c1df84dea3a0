package doctor

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/setup"
	"commonhall/supervisor"
)

// Support is what a helper gets.
type Support struct {
	Names   bool     // people by name, not as person-1
	Secrets []string // files with secrets that the settings name: what is in them is taken out everywhere
}

// part is one file for the helper.
type part struct {
	name string
	make func(context.Context) ([]byte, error)
}

const (
	partPatience = 10 * time.Second // with each part
	partSize     = 4 << 20          // of a part at most
	journalLines = "500"            // of each service
	eventsFor    = 7 * day
)

// Collect writes an archive for a helper. A part that cannot be had says why; none
// keeps another from being there.
func (h House) Collect(ctx context.Context, o Support, w io.Writer) error {
	l := &collector{look: look{House: h, paths: supervisor.PathsOf(h.Dir, h.Instance)}, files: map[string][]byte{}}
	var order []string
	for _, p := range l.parts() {
		bounded, cancel := context.WithTimeout(ctx, partPatience)
		b, err := p.make(bounded)
		cancel()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			b = append(b, "\n(not all, or nothing: "+err.Error()+")\n"...)
		}
		l.files[p.name] = b[max(0, len(b)-partSize):]
		order = append(order, p.name)
	}
	s := newScrubber(secretsIn(o.Secrets))
	if !o.Names {
		s.name(l.people)
	}
	zip := gzip.NewWriter(w)
	t := tar.NewWriter(zip)
	now := h.Now()
	for _, name := range order {
		clean := s.clean
		if strings.HasSuffix(name, ".json") {
			clean = s.cleanJSON
		}
		b := clean(l.files[name])
		err := t.WriteHeader(&tar.Header{Name: "commonhall-support/" + name, Mode: 0o600, Size: int64(len(b)), ModTime: now})
		if err == nil {
			_, err = t.Write(b)
		}
		if err != nil {
			return err
		}
	}
	return errors.Join(t.Close(), zip.Close())
}

// secretsIn returns the lines of files.
func secretsIn(paths []string) (out []string) {
	for _, path := range paths {
		if b, err := readAtMost(path); err == nil {
			for line := range strings.Lines(string(b)) {
				out = append(out, line)
			}
		}
	}
	return out
}

// collector gathers parts, and the names of people on the way.
type collector struct {
	look
	files  map[string][]byte
	people []string
}

// command is a part that a command of the machine writes.
func (l *collector) command(name string, args ...string) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		out, err := l.Run(ctx, name, args...)
		return []byte(out), err
	}
}

// of is a part that is made of files, each under its name.
func of(paths ...string) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) {
		var b bytes.Buffer
		for _, path := range paths {
			text, err := readAtMost(path)
			if len(paths) > 1 {
				fmt.Fprintf(&b, "== %s\n", path)
			}
			if err != nil {
				fmt.Fprintf(&b, "(%v)\n", err)
			}
			b.Write(text)
		}
		return b.Bytes(), nil
	}
}

func readAtMost(path string) ([]byte, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, partSize))
}

func (l *collector) parts() []part {
	at := l.at
	out := []part{
		{"version.txt", func(context.Context) ([]byte, error) {
			built := "an unknown day"
			if !l.Built.IsZero() {
				built = l.Built.UTC().Format(time.RFC3339)
			}
			return fmt.Appendf(nil, "commonhall %s, built from a source of %s\ninstance %s in %s, try: %v\ncollected %s\n", l.Version, built,
				orElse(l.Instance.ID, "(none)"), l.Dir, l.Instance.Try, l.Now().UTC().Format(time.RFC3339)), nil
		}},
		{"doctor.json", l.report},
		{"people.json", l.count},
		{"events.json", l.events},
		{"settings/in-force.yaml", of(filepath.Join(l.Dir, "config", "applied.yaml"))},
		{"settings/history.json", l.history},
		{"system/kernel.txt", of(at("/proc/version"), at("/proc/cmdline"), at("/etc/os-release"), at("/proc/uptime"), at("/proc/loadavg"), at("/proc/sys/kernel/pid_max"))},
		{"system/cgroups.txt", of(at("/proc/cgroups"), at("/sys/fs/cgroup/cgroup.controllers"), at("/sys/fs/cgroup/cgroup.subtree_control"))},
		{"system/mounts.txt", of(at("/proc/1/mountinfo"))},
		{"system/memory.txt", of(at("/proc/meminfo"), at("/proc/pressure/memory"), at("/proc/pressure/cpu"), at("/proc/pressure/io"))},
		{"system/disks.txt", l.diskTable},
		{"system/sockets.txt", l.command("ss", "-ltn")},
	}
	if l.Store != nil {
		out = append(out, part{"settings/draft.yaml", of(l.Store.File)})
	}
	if len(l.Units) > 0 {
		out = append(out,
			part{"units/status.txt", l.command("systemctl", append([]string{"show", "--no-pager", "--property=Id,LoadState,ActiveState,SubState,UnitFileState,Result,NRestarts,ExecMainStatus,MainPID,MemoryCurrent,TasksCurrent,ActiveEnterTimestamp,Environment,DropInPaths", "--"}, l.Units...)...)},
			part{"units/timers.txt", l.command("systemctl", "list-timers", "--all", "--no-pager", "commonhall*")},
			part{"units/drop-ins.txt", of(glob(at("/etc/systemd/system/commonhall*.d/*.conf"))...)},
			part{"system/kernel-errors.txt", l.command("journalctl", "-k", "-p", "warning", "--since=-7d", "-n", journalLines, "--no-pager", "-q")})
		for _, u := range l.Units {
			if strings.HasSuffix(u, ".service") {
				out = append(out, part{"journal/" + strings.TrimSuffix(u, ".service") + ".log", l.command("journalctl", append(wordsOf(u), "-n", journalLines, "--no-pager", "-q", "-o", "short-iso")...)})
			}
		}
	}
	return out
}

func (l *collector) report(ctx context.Context) ([]byte, error) {
	return json.MarshalIndent(l.Examine(ctx), "", "  ")
}

// count says how many people there are of which kind.
func (l *collector) count(ctx context.Context) ([]byte, error) {
	for _, home := range l.homeUIDs() {
		l.people = append(l.people, home[:strings.LastIndex(home, "-")])
	}
	type person struct {
		Name        string `json:"name"`
		Admin       bool   `json:"admin"`
		Suspended   bool   `json:"suspended"`
		HasPassword bool   `json:"has_password"`
		Server      string `json:"server"`
	}
	n := map[string]int{}
	for offset := 0; ; {
		var page []person
		if err := l.get(ctx, fmt.Sprintf("/users?limit=200&offset=%d", offset), &page); err != nil {
			return asJSON(n), err
		}
		for _, p := range page {
			l.people = append(l.people, p.Name)
			n["people"]++
			for what, is := range map[string]bool{"administrators": p.Admin, "suspended": p.Suspended, "known here": p.HasPassword, "servers running": p.Server != ""} {
				if is {
					n[what]++
				}
			}
		}
		if offset += len(page); len(page) < 200 {
			return asJSON(n), nil
		}
	}
}

// events are those of the last week.
func (l *collector) events(ctx context.Context) ([]byte, error) {
	all := []json.RawMessage{}
	for before := ""; ; {
		var page []json.RawMessage
		if err := l.get(ctx, "/events"+before, &page); err != nil {
			return asJSON(all), err
		}
		for _, raw := range page {
			var e struct {
				ID       int64     `json:"id"`
				At       time.Time `json:"at"`
				By, User string
			}
			if err := json.Unmarshal(raw, &e); err != nil {
				return asJSON(all), err
			}
			if l.Now().Sub(e.At) > eventsFor {
				return asJSON(all), nil
			}
			l.people = append(l.people, e.By, e.User) // also who is gone
			all, before = append(all, raw), "?before="+url.QueryEscape(fmt.Sprint(e.ID))
		}
		if len(page) == 0 {
			return asJSON(all), nil
		}
	}
}

func (l *collector) history(context.Context) ([]byte, error) {
	if l.Store == nil {
		return nil, errors.New("there is no installation")
	}
	entries, err := l.Store.History()
	for _, e := range entries {
		l.people = append(l.people, e.Who)
	}
	return asJSON(entries), err
}

func (l *collector) diskTable(context.Context) ([]byte, error) {
	var b bytes.Buffer
	for _, d := range l.mounts() {
		fmt.Fprintf(&b, "%s: %s free of %s, %d of %d inodes free, read-only: %v, device %d:%d\n", d.path, size(d.free), size(d.total), d.inodesFree, d.inodes, d.readOnly,
			unix.Major(d.device), unix.Minor(d.device))
	}
	for _, s := range l.samples() {
		b.Write(asJSON(s))
		b.WriteByte('\n')
	}
	if u, err := setup.UpgradeIn(l.Dir); err == nil && u != nil {
		b.WriteString("last upgrade: ")
		b.Write(asJSON(u))
	}
	return b.Bytes(), nil
}

func asJSON(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return []byte(err.Error())
	}
	return b
}
