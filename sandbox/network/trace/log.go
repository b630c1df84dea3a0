package trace

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
	"golang.org/x/sys/unix"
)

// Log writes down connections as they begin, a line of JSON each, in a file for each hour.
type Log struct {
	Instance string
	Dir      string               // root's alone
	Keep     func() time.Duration // how long; 0: nothing is written, and what was is deleted
	Most     int64                // bytes of all files; the oldest go first
	Burst    int                  // so many of one server at once,
	Every    time.Duration        // and then one in this time; what is more is counted
	Look     time.Duration        // how often counts are written, and Keep is asked
	Warn     func(what string, err error)

	known map[int]*owner
	spent map[int]*budget // by uid: a server that begins anew begins no new one
	lost  int             // messages that came faster than they were read
	links *nl.NetlinkSocket
	hour  string
	file  *os.File
}

// Run writes until ctx ends, and calls ready when it sees what begins.
func (l *Log) Run(ctx context.Context, ready func()) error {
	if err := os.MkdirAll(l.Dir, 0o700); err != nil {
		return err
	}
	defer l.close()
	links, err := follow(unix.NETLINK_ROUTE, unix.RTNLGRP_LINK)
	if err != nil {
		return err
	}
	defer links.Close()
	l.links = links
	begun, err := follow(unix.NETLINK_NETFILTER, unix.NFNLGRP_CONNTRACK_NEW)
	if err != nil {
		return err
	}
	defer begun.Close()
	l.spent = map[int]*budget{}
	if l.known, err = owners(l.Instance); err != nil {
		return err
	}
	ready()
	for next := time.Now(); ctx.Err() == nil; {
		if now := time.Now(); !now.Before(next) {
			next = now.Add(l.Look)
			l.look(now)
		}
		all, err := receive(begun, min(l.Look, time.Second))
		switch {
		case errors.Is(err, unix.ENOBUFS):
			l.lost++
		case err != nil:
			return err
		}
		for _, m := range all {
			index, c := parse(m.Data)
			if index != 0 {
				l.note(index, c, time.Now())
			}
		}
	}
	return nil
}

// note writes a connection down, if it is a server's and that has room for it.
func (l *Log) note(index int, c Connection, now time.Time) {
	o := l.known[index]
	if o == nil {
		l.learn() // it is younger than the last look
		o = l.known[index]
	}
	if o == nil || l.Keep() == 0 {
		return
	}
	b := l.spent[o.uid]
	if b == nil {
		b = &budget{room: float64(l.Burst), since: now}
		l.spent[o.uid] = b
	}
	b.name, b.room, b.since = o.name, l.roomOf(b, now), now
	if b.room < 1 {
		b.leftOut++
		return
	}
	b.room--
	c.At, c.UID, c.Name = now, o.uid, o.name
	l.write(c)
}

func (l *Log) roomOf(b *budget, now time.Time) float64 {
	return min(b.room+float64(now.Sub(b.since))/float64(l.Every), float64(l.Burst))
}

// learn takes note of interfaces that came and went. Those that went stay known for a
// while: what their last connections were may not have been read yet.
func (l *Log) learn() {
	for told(l.links) {
		all, err := receive(l.links, time.Second)
		if errors.Is(err, unix.ENOBUFS) {
			fresh, err := owners(l.Instance)
			for index, o := range fresh {
				if l.known[index] == nil {
					l.known[index] = o
				}
			}
			if err != nil {
				l.Warn("cannot list interfaces", err)
			}
			continue
		}
		if err != nil {
			l.Warn("cannot hear of interfaces", err)
			return
		}
		for _, m := range all {
			link, err := netlink.LinkDeserialize((*unix.NlMsghdr)(&m.Header), m.Data)
			if err != nil {
				continue
			}
			o, ok := ownerOf(l.Instance, link.Attrs())
			switch old := l.known[link.Attrs().Index]; {
			case m.Header.Type == unix.RTM_DELLINK && old != nil:
				old.gone = time.Now()
			case m.Header.Type == unix.RTM_NEWLINK && ok && old == nil:
				l.known[link.Attrs().Index] = o
			}
		}
	}
}

// remembered is how long an interface is known that is gone.
const remembered = 10 * time.Minute

// look writes down what was left out, forgets whom nobody asks about any more, and keeps
// the files within their bounds.
func (l *Log) look(now time.Time) {
	l.learn()
	for index, o := range l.known {
		if !o.gone.IsZero() && now.Sub(o.gone) > remembered {
			delete(l.known, index)
		}
	}
	if l.Keep() > 0 {
		for uid, b := range l.spent {
			if b.leftOut > 0 {
				l.write(Connection{At: now, UID: uid, Name: b.name, LeftOut: b.leftOut})
				b.leftOut = 0
			}
			if l.roomOf(b, now) == float64(l.Burst) {
				delete(l.spent, uid) // as if it had never been
			}
		}
		if l.lost > 0 { // of whom, nobody knows: everybody's
			l.write(Connection{At: now, LeftOut: l.lost})
			l.lost = 0
		}
	}
	if err := l.tidy(now); err != nil {
		l.Warn("cannot delete old records of connections", err)
	}
}

const hourly = "2006010215"

// write adds a line to the file of this hour.
func (l *Log) write(c Connection) {
	c.At = c.At.UTC().Truncate(time.Millisecond)
	if hour := c.At.Format(hourly); l.hour != hour || l.file == nil {
		l.close()
		f, err := os.OpenFile(filepath.Join(l.Dir, hour+".jsonl"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			l.Warn("cannot write down connections", err)
			return
		}
		l.hour, l.file = hour, f
		// A line that a crash cut off ends here, or it would take the next one along.
		if st, err := f.Stat(); err == nil && st.Size() > 0 {
			_, _ = f.WriteString("\n")
		}
	}
	b, err := json.Marshal(c)
	if err == nil {
		_, err = l.file.Write(append(b, '\n'))
	}
	if err != nil {
		l.Warn("cannot write down connections", err)
	}
}

func (l *Log) close() {
	if l.file != nil {
		l.file.Close()
		l.file = nil
	}
}

// tidy deletes what is too old, and the oldest of what is too much.
func (l *Log) tidy(now time.Time) error {
	files, err := files(l.Dir)
	if err != nil {
		return err
	}
	keep, sum := l.Keep(), int64(0)
	var failed error
	for _, name := range slices.Backward(files) { // the youngest first
		path := filepath.Join(l.Dir, name)
		began, err := time.Parse(hourly, strings.TrimSuffix(name, ".jsonl"))
		if st, err := os.Stat(path); err == nil {
			sum += st.Size()
		}
		if err != nil || now.Sub(began) <= keep+time.Hour && keep > 0 && sum <= l.Most {
			continue
		}
		if name == l.hour+".jsonl" {
			l.close()
		}
		failed = cmp.Or(failed, os.Remove(path))
	}
	return failed
}

// files lists those of the record, the oldest first.
func files(dir string) ([]string, error) {
	list, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	for i, path := range list {
		list[i] = filepath.Base(path)
	}
	slices.Sort(list)
	return list, err
}

// Query asks who did something.
type Query struct {
	To     netip.Addr
	Port   int // of the other end; 0: any
	As     int // the port that the other end saw; 0: any
	At     time.Time
	Within time.Duration // before and after
}

// Find returns the connections that a query is about, those that began nearest to its time
// first; of whom some were left out in that time, for they may have been there too; and
// since when there is a record.
func Find(dir string, q Query) (found, maybe []Connection, since time.Time, err error) {
	names, err := files(dir)
	if err != nil || len(names) == 0 {
		return nil, nil, since, err
	}
	for i, name := range names {
		began, err := time.Parse(hourly, strings.TrimSuffix(name, ".jsonl"))
		if err != nil {
			continue
		}
		if i == 0 {
			since = began
		}
		if began.After(q.At.Add(q.Within)) || began.Add(time.Hour).Before(q.At.Add(-q.Within)) {
			continue
		}
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, nil, since, err
		}
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var c Connection
			switch {
			case json.Unmarshal(lines.Bytes(), &c) != nil || c.At.Sub(q.At).Abs() > q.Within:
			case c.LeftOut > 0:
				maybe = append(maybe, c)
			case c.To.Addr() == q.To && (q.Port == 0 || int(c.To.Port()) == q.Port) && (q.As == 0 || int(c.As.Port()) == q.As):
				found = append(found, c)
			}
		}
		f.Close()
		err = lines.Err()
		if err != nil {
			return nil, nil, since, err
		}
	}
	slices.SortStableFunc(found, func(a, b Connection) int { return cmp.Compare(a.At.Sub(q.At).Abs(), b.At.Sub(q.At).Abs()) })
	return found, maybe, since, nil
}
