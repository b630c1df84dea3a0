package cli

import (
	"bytes"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/sandbox/network/trace"
)

// TestWhoFromTheRecord: the person, or what else is known, and where to look instead.
func TestWhoFromTheRecord(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 5, 4, 11, 59, 30, 0, time.UTC)
	ask := func(q trace.Query) (string, error) {
		var out bytes.Buffer
		r := &remote{streams: &streams{out: &out, err: &out}}
		if !q.To.IsValid() {
			q.To = netip.MustParseAddr("9.9.9.9")
		}
		if q.At.IsZero() {
			q.At = at
		}
		q.Within = 10 * time.Minute
		err := r.tellWho(dir, q)
		return out.String(), err
	}
	if _, err := ask(trace.Query{}); commonhall.KindOf(err) != commonhall.NotFound || !strings.Contains(err.Error(), "no record") {
		t.Errorf("without a record: %v", err)
	}
	const lines = `{"at":"2026-05-04T11:59:29Z","uid":600201001,"name":"ada","protocol":"tcp","to":"9.9.9.9:22","as":"8.8.4.2:40001"}
{"at":"2026-05-04T11:59:20Z","uid":600201002,"name":"ben","protocol":"tcp","to":"9.9.9.9:22","as":"8.8.4.2:40002"}
{"at":"2026-05-04T11:59:31Z","uid":600201003,"name":"cleo","left_out":30}
{"at":"2026-05-04T11:59:32Z","uid":600201003,"name":"cleo","left_out":7}
`
	if err := os.WriteFile(filepath.Join(dir, "2026050411.jsonl"), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := ask(trace.Query{Port: 22, As: 40002})
	if err != nil || !strings.Contains(out, "2026-05-04T11:59:20Z  ben     600201002  tcp       9.9.9.9:22  8.8.4.2:40002\n") || strings.Contains(out, "ada") ||
		!strings.Contains(out, "  cleo (37 left out)\n") {
		t.Errorf("%s, %v", out, err)
	}
	if out, err := ask(trace.Query{}); err != nil || strings.Index(out, "ada") > strings.Index(out, "ben") || !strings.Contains(out, "ada") {
		t.Errorf("%s, %v", out, err)
	}
	for what, q := range map[string]trace.Query{"Nobody's connection": {Port: 80}, "The record begins later": {At: at.Add(-time.Hour)}} {
		if _, err := ask(q); commonhall.KindOf(err) != commonhall.NotFound || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestTimesOfReports are read as they come; what is none is refused.
func TestTimesOfReports(t *testing.T) {
	for _, text := range []string{"2026-05-04T11:59:30Z", "2026-05-04T13:59:30+02:00"} {
		if got, err := readTime(text); err != nil || got.Unix() != 1777895970 {
			t.Errorf("%s is %s, %v", text, got.UTC(), err)
		}
	}
	if got, err := readTime("2026-05-04 11:59"); err != nil || got.Location() != time.Local || got.Hour() != 11 {
		t.Errorf("by this machine's clock: %s, %v", got, err)
	}
	if _, err := readTime("noon"); commonhall.KindOf(err) != commonhall.InvalidArgument {
		t.Error(err)
	}
}
