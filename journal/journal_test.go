package journal

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// patience bounds a wait for something that does happen.
const patience = 20 * time.Second

// received is an entry as a journal would take it.
type received map[string]string

// listen is a journal's socket.
func listen(t *testing.T, path string) *net.UnixConn {
	t.Helper()
	c, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// read returns the next entry, parsed as strictly as the protocol is written.
func read(t *testing.T, c *net.UnixConn) received {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	buf := make([]byte, 1<<20)
	n, err := c.Read(buf)
	if err != nil {
		t.Fatal("no entry came: ", err)
	}
	return parse(t, buf[:n])
}

func parse(t *testing.T, datagram []byte) received {
	t.Helper()
	out := received{}
	for b := datagram; len(b) > 0; {
		line, rest, whole := bytes.Cut(b, []byte{'\n'})
		name, value, short := bytes.Cut(line, []byte{'='})
		if !whole {
			t.Fatalf("an entry that is not whole: %q", datagram)
		}
		if !short {
			size := binary.LittleEndian.Uint64(rest)
			value, rest = rest[8:8+size], rest[8+size:]
			if rest[0] != '\n' {
				t.Fatalf("no end after a field: %q", datagram)
			}
			rest = rest[1:]
		}
		if _, again := out[string(name)]; again {
			t.Fatalf("the field %s stands twice in %q", name, datagram)
		}
		out[string(name)], b = string(value), rest
	}
	return out
}

func want(t *testing.T, c *net.UnixConn, messages ...string) {
	t.Helper()
	for _, m := range messages {
		if e := read(t, c); e["MESSAGE"] != m {
			t.Fatalf("came %q instead of %q", e["MESSAGE"], m)
		}
	}
}

// house is a folder of logs, a follower of it, and its journal.
type house struct {
	Follower
	t    *testing.T
	stop func()
}

func newHouse(t *testing.T) *house {
	t.Helper()
	dir := t.TempDir()
	h := &house{t: t, Follower: Follower{
		Dir: filepath.Join(dir, "log"), State: filepath.Join(dir, "sent.json"), Socket: filepath.Join(dir, "socket"),
		Fields: func(file string, gid int) []string {
			who, isLog := strings.CutSuffix(file, ".log")
			if !isLog || gid != os.Getgid() {
				return nil
			}
			return []string{"WHO=" + who, "UID=" + strconv.Itoa(os.Getuid())}
		},
		Kept: 4 << 10, Burst: 1 << 20, Every: time.Millisecond, Window: time.Minute, Log: slog.New(slog.DiscardHandler)}}
	if err := os.Mkdir(h.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return h
}

// start runs the follower until stop, or the end of the test.
func (h *house) start() {
	h.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- h.Run(ctx, func() { close(ready) }) }()
	stopped := false
	h.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				h.t.Error("the follower failed: ", err)
			}
		case <-time.After(patience):
			h.t.Error("the follower does not end")
		}
	}
	h.t.Cleanup(h.stop)
	select {
	case <-ready:
	case err := <-ended:
		h.t.Fatal(err)
	}
}

// open returns a log as a server has it.
func (h *house) open(name string) *os.File {
	h.t.Helper()
	f, err := os.OpenFile(filepath.Join(h.Dir, name), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { f.Close() })
	return f
}

func (h *house) write(f *os.File, text string) {
	h.t.Helper()
	if _, err := f.WriteString(text); err != nil {
		h.t.Fatal(err)
	}
}

// cut does what the warden does with a log that has grown.
func (h *house) cut(f *os.File) {
	h.t.Helper()
	st, err := f.Stat()
	if err != nil {
		h.t.Fatal(err)
	}
	keep := make([]byte, h.Kept)
	_, err1 := f.ReadAt(keep, st.Size()-h.Kept)
	err2 := f.Truncate(0)
	if err := errors.Join(err1, err2); err != nil {
		h.t.Fatal(err)
	}
	h.write(f, string(keep))
}

func numbered(from, to int) (lines []string) {
	for i := from; i < to; i++ {
		lines = append(lines, fmt.Sprintf("line %06d of the story", i))
	}
	return lines
}

func joined(lines []string) string { return strings.Join(lines, "\n") + "\n" }

// TestEachByName: two people's servers write at once, and each line is found by
// who wrote it. What is no log of theirs is not touched.
func TestEachByName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	journal := listen(t, h.Socket)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := errors.Join(os.WriteFile(secret, []byte("a secret\n"), 0o600), os.Symlink(secret, filepath.Join(h.Dir, "link.log")),
		unix.Mkfifo(filepath.Join(h.Dir, "fifo.log"), 0o600), os.Mkdir(filepath.Join(h.Dir, "folder.log"), 0o700),
		os.WriteFile(filepath.Join(h.Dir, "notes"), []byte("not a log\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		stranger := h.open("stranger.log")
		h.write(stranger, "of another account\n")
		if err := stranger.Chown(600_200_000, 600_200_000); err != nil {
			t.Fatal(err)
		}
	}
	h.write(h.open("ada.log"), "before\n")
	h.start()
	if e := read(t, journal); e["MESSAGE"] != "before" || e["WHO"] != "ada" || e["UID"] != strconv.Itoa(os.Getuid()) || e["PRIORITY"] != "6" || len(e) != 4 {
		t.Fatalf("came %v", e)
	}
	written := map[string]int{}
	for _, who := range []string{"ada", "ben"} {
		f := h.open(who + ".log")
		go func() {
			for i := range 200 {
				fmt.Fprintf(f, "%s %d\n", who, i)
			}
		}()
	}
	for range 400 {
		e := read(t, journal)
		if e["MESSAGE"] != fmt.Sprintf("%s %d", e["WHO"], written[e["WHO"]]) {
			t.Fatalf("after %v came %v", written, e)
		}
		written[e["WHO"]]++
	}
	// A log that went away and one made anew in its place.
	if err := os.Remove(filepath.Join(h.Dir, "ada.log")); err != nil {
		t.Fatal(err)
	}
	h.write(h.open("ada.log"), "another file\n")
	want(t, journal, "another file")
}

// TestNothingIsForged: whatever a server writes is the message of an entry.
func TestNothingIsForged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	journal := listen(t, h.Socket)
	h.start()
	f := h.open("mallory.log")
	for wrote, message := range map[string]string{
		"x\x00\n": `x\x00`, "WHO=ada\n": "WHO=ada", "a\xff\xfeb\n": `a\xff\xfeb`, "ä日本 ok\ttab\r\n": "ä日本 ok\ttab",
		"\x1b]0;title\x07\x1b[2J\n": `\x1b]0;title\x07\x1b[2J`, "10%\r20%\n": `10%\x0d20%`, "user\u202etxt\n": `user\u202etxt`, "\u0085\n": `\u0085`,
		"MESSAGE\n": "MESSAGE", "\x05\x00\x00\x00\x00\x00\x00\x00\n": `\x05` + strings.Repeat(`\x00`, 7),
	} {
		h.write(f, wrote)
		if e := read(t, journal); e["MESSAGE"] != message || e["WHO"] != "mallory" || len(e) != 4 {
			t.Errorf("%q became %q", wrote, e)
		}
	}
	h.write(f, "MESSAGE=x\nWHO=root\n\n\nUID=0\n")
	for _, message := range []string{"MESSAGE=x", "WHO=root", "UID=0"} { // a line each, of mallory's
		if e := read(t, journal); e["MESSAGE"] != message || e["WHO"] != "mallory" || e["UID"] == "" || len(e) != 4 {
			t.Errorf("%q became %q", message, e)
		}
	}
	if e := parse(t, entry([]string{"WHO=mallory"}, []byte("x\nWHO=root\nUID=0"))); e["MESSAGE"] != "x\nWHO=root\nUID=0" || e["WHO"] != "mallory" || len(e) != 2 {
		t.Errorf("a message of several lines became %q", e)
	}
	// A line of a quarter MiB comes in pieces, none within a character.
	long := strings.Repeat("ö€𝄞x", 25_000)
	h.write(f, long+"\n")
	var got strings.Builder
	for got.Len() < len(long) {
		e := read(t, journal)
		if !utf8.ValidString(e["MESSAGE"]) || len(e["MESSAGE"]) > maxLine {
			t.Fatalf("a piece of %d bytes, %.40q", len(e["MESSAGE"]), e["MESSAGE"])
		}
		got.WriteString(e["MESSAGE"])
	}
	if got.String() != long {
		t.Error("the long line came otherwise than it was written")
	}
	h.write(f, "the last words, without an end")
	want(t, journal, "the last words, without an end")
}

// TestCutsAreNoticed: a log is cut again and again while it is written to; each
// line comes once.
func TestCutsAreNoticed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	journal := listen(t, h.Socket)
	h.start()
	f := h.open("ada.log")
	at := 0
	for round := range 6 {
		lines := numbered(at, at+300)
		h.write(f, joined(lines))
		want(t, journal, lines[:100]...) // the rest may be on its way
		if round%2 == 0 {
			want(t, journal, lines[100:]...)
		}
		at += 300
		if os.Geteuid() == 0 { // the warden makes the file another's while it is cut
			if err := f.Chown(round%2, -1); err != nil {
				t.Fatal(err)
			}
		}
		lines = append(lines, numbered(at, at+50)...)
		h.write(f, joined(lines[300:]))
		h.cut(f) // what is sent and what is not yet
		if round%2 == 1 {
			want(t, journal, lines[100:300]...)
		}
		want(t, journal, lines[300:]...)
		at += 50
	}
	// A new run, and again one.
	for _, text := range []string{"a new run", "and another", "and another one, which says more than the one before"} {
		if err := f.Truncate(0); err != nil {
			t.Fatal(err)
		}
		h.write(f, text+"\n")
		want(t, journal, text)
	}
}

// TestPlaceIsFoundAgain: what the file looks like at each moment of a cut.
func TestPlaceIsFoundAgain(t *testing.T) {
	const kept = 1024
	begin := time.Now()
	old := joined(numbered(0, 100)) // 2,900 bytes
	sent := len(joined(numbered(0, 90)))
	mark := []byte(old[sent-markSize : sent])
	end := old[len(old)-kept:]
	for _, c := range []struct {
		name, now string
		after     time.Duration
		settled   bool
		next      string
	}{
		{"untouched", old, 0, true, old[sent:]},
		{"cut, still empty", "", 0, false, ""},
		{"cut, half of it there", end[:kept/2], cutPause / 2, false, ""},
		{"cut", end, cutPause, true, joined(numbered(90, 100))},
		{"cut and written to", end + "more\n", cutPause, true, joined(numbered(90, 100)) + "more\n"},
		{"cut behind what was sent", strings.Repeat("y", kept) + "\n", cutPause, true, strings.Repeat("y", kept) + "\n"},
		{"a new run, which says the same", old[sent-markSize : sent], cutPause, true, old[sent-markSize : sent]},
		{"a new run, longer than the old one", strings.Repeat("new\n", 1000), cutPause, true, strings.Repeat("new\n", 1000)},
	} {
		f := &file{place: place{Offset: int64(sent), Mark: mark}}
		h := scratch(t, c.now)
		settled := f.settle(h, kept, begin)
		if !settled && c.after > 0 {
			settled = f.settle(h, kept, begin.Add(c.after))
		}
		if settled != c.settled {
			t.Errorf("%s: settled is %v", c.name, settled)
			continue
		}
		if next, ok := f.next(h, make([]byte, 1<<16)); settled && (!ok || string(next) != c.next) {
			t.Errorf("%s: goes on at %.60q instead of %.60q", c.name, next, c.next)
		}
	}
}

func scratch(t *testing.T, text string) *os.File {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestRestart: a new follower goes on where the old one was, also in the middle of
// a file that was cut meanwhile; what is remembered torn costs repeated lines only.
func TestRestart(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	journal := listen(t, h.Socket)
	f := h.open("ada.log")
	at := 0
	for round := range 4 {
		h.start()
		lines := numbered(at, at+300)
		h.write(f, joined(lines))
		want(t, journal, lines...)
		h.stop()
		at += 300
		if round%2 == 1 {
			h.cut(f)
		}
		lines = numbered(at, at+10)
		h.write(f, joined(lines))
		h.start()
		want(t, journal, lines...)
		at += 10
		h.stop()
	}
	if err := f.Truncate(0); err != nil {
		t.Fatal(err)
	}
	for _, state := range []string{"", "{", `{"ada.log":{"inode":1,"offset":-5}}`, `{"ada.log":{"offset":9e9,"mark":"AAAA"}}`, "\x00\x00"} {
		if err := os.WriteFile(h.State, []byte(state), 0o600); err != nil {
			t.Fatal(err)
		}
		h.write(f, "something more\n")
		h.start()
		st, _ := f.Stat()
		for range st.Size() / int64(len("something more\n")) {
			want(t, journal, "something more")
		}
		h.stop()
	}
}
