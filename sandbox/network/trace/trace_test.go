package trace

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vishvananda/netlink/nl"
)

// somebody began a connection to the nth address.
func somebody(n int, at time.Time) Connection {
	return Connection{At: at, UID: 600_201_000 + n, Name: "p", Protocol: "tcp", To: netip.AddrPortFrom(netip.AddrFrom4([4]byte{9, 9, 9, byte(n)}), 22), As: netip.MustParseAddrPort("8.8.4.2:4000")}
}

// TestTheRecordStaysSmall: by age and by size the oldest hours go, and none that is young
// where there is room; who keeps none has none.
func TestTheRecordStaysSmall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keep := 5 * time.Hour
		l := &Log{Dir: t.TempDir(), Keep: func() time.Duration { return keep }, Most: 1 << 20, Warn: func(what string, err error) { t.Errorf("%s: %v", what, err) }}
		defer l.close()
		has := func(want int) []string {
			t.Helper()
			if err := l.tidy(time.Now()); err != nil {
				t.Error(err)
			}
			list, err := files(l.Dir)
			if err != nil || len(list) != want {
				t.Errorf("there are %v, %v; want %d", list, err, want)
			}
			return list
		}
		for n := range 10 {
			l.write(somebody(n, time.Now()))
			time.Sleep(time.Hour) // of the bubble's time
		}
		if list := has(6); list[0] != "2000010104.jsonl" {
			t.Errorf("there are %v", list)
		}
		l.Most = 400
		has(3)
		foreign := filepath.Join(l.Dir, "notes.txt")
		if err := os.WriteFile(foreign, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		keep = 0
		has(0)
		if _, err := os.Stat(foreign); err != nil {
			t.Error(err)
		}
		keep = time.Hour
		l.write(somebody(1, time.Now())) // although its file was just deleted
		has(1)
	})
}

// TestAnHourIsNotABorder: what lies beyond an hour's end is found, what was cut off by a
// crash is no harm, and the nearest comes first.
func TestAnHourIsNotABorder(t *testing.T) {
	l := &Log{Dir: t.TempDir(), Warn: func(what string, err error) { t.Errorf("%s: %v", what, err) }}
	at := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	l.write(somebody(1, at.Add(-9*time.Minute)))
	l.write(somebody(2, at.Add(-time.Second)))
	l.close()
	path := filepath.Join(l.Dir, "2026050411.jsonl")
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, `{"at":"2026-05-04T11:59:5`)
	f.Close()
	l.write(somebody(1, at.Add(-500*time.Millisecond)))
	l.write(somebody(1, at.Add(time.Minute)))
	l.write(Connection{At: at, UID: 5, LeftOut: 7})
	l.write(somebody(1, at.Add(20*time.Minute)))
	l.close()
	found, maybe, since, err := Find(l.Dir, Query{To: netip.MustParseAddr("9.9.9.1"), Port: 22, As: 4000, At: at, Within: 10 * time.Minute})
	var out []string
	for _, c := range found {
		out = append(out, c.At.Sub(at).String())
	}
	if got := strings.Join(out, " "); err != nil || got != "-500ms 1m0s -9m0s" || len(maybe) != 1 || maybe[0].LeftOut != 7 || since != at.Add(-time.Hour) {
		t.Errorf("found %s, perhaps %v, since %s, %v", got, maybe, since, err)
	}
	if found, maybe, since, err := Find(t.TempDir(), Query{}); err != nil || len(found)+len(maybe) > 0 || !since.IsZero() {
		t.Errorf("without a record: %v, %v, %s, %v", found, maybe, since, err)
	}
}

// FuzzParse: nothing that the kernel could tell stops the record.
func FuzzParse(f *testing.F) {
	f.Add([]byte{2, 0, 0, 0, 8, 0, 1, 128, 4, 0, 1, 128})
	f.Add([]byte{2, 0, 0, 0, 20, 0, nl.CTA_LABELS, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) { _, _ = parse(b) })
}
