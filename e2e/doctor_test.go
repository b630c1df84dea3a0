package e2e

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestDoctorUnderTry: what the real roles say of themselves, and what is said of a hub
// that hangs: one thing, in time, with a status for scripts.
func TestDoctorUnderTry(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	const ours = "doctor hub-down warden-down database-damaged database-unchecked home-without-person server-lost server-unknown administrator-none check-failed check-hangs"
	if out, errOut, status := h.said(ours); out != "All is well.\n" || errOut != "" || status != 0 {
		t.Errorf("on a healthy house it says %q and %q, with %d", out, errOut, status)
	}
	hub := h.process("hub")
	halt(t, hub)
	began := time.Now()
	out, _, status := h.said(ours)
	took := time.Since(began)
	if err := syscall.Kill(hub, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out, "error [hub-down]  The hub does not answer: it is silent.\n    why: ") || !strings.HasSuffix(out, "\nErrors: 1, warnings: 0, notes: 0.\n") || status != 1 || took > 10*time.Second {
		t.Errorf("a hub that hangs: %q, %d, after %s", out, status, took)
	}
	if out, errOut, status := h.said("doctor nonsense"); out != "" || status != 2 || !strings.Contains(errOut, "There is no code nonsense.") {
		t.Errorf("a code that there is not: %q, %q, %d", out, errOut, status)
	}
	t.Run("support", func(t *testing.T) { h.support(t) })
}

// halt stops a process and waits until each of its threads has stopped.
func halt(t *testing.T, pid int) {
	t.Helper()
	must(t, syscall.Kill(pid, syscall.SIGSTOP))
	eventually(t, "it stands still", func() error {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
		if err != nil || len(threads) == 0 {
			return fmt.Errorf("it has %d threads: %w", len(threads), err)
		}
		for _, thread := range threads {
			if b, err := os.ReadFile(thread); err != nil || !strings.Contains(string(b), ") T ") {
				return fmt.Errorf("%s: %s %w", thread, b, err)
			}
		}
		return nil
	})
}

// support looks into the file for a helper.
func (h *house) support(t *testing.T) {
	token, path := strings.TrimSpace(h.token("ada")), filepath.Join(h.t.TempDir(), "s.tar.gz")
	h.run("support", "--out", path)
	if _, errOut, status := h.said("support --out " + path); status != 1 || !strings.Contains(errOut, "cannot be made") {
		t.Errorf("over a file that is there: %d, %q", status, errOut)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if st, err := f.Stat(); err != nil || st.Mode() != 0o600 {
		t.Errorf("%v, %v", st.Mode(), err)
	}
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for r := tar.NewReader(zip); ; {
		_, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		b, rerr := io.ReadAll(r)
		if err != nil || rerr != nil {
			t.Fatal(err, rerr)
		}
		all += string(b)
	}
	for _, want := range []string{"try: true", `"people": 2`, `"name": "token.created"`, "MemTotal", "An API token was made for person-"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in the file:\n%.2000s", want, all)
		}
	}
	if found := regexp.MustCompile(`.*(`+token+`|\bada\b).*`).FindAllString(all, 5); found != nil {
		t.Errorf("the file tells of ada, or of a token: %q", found)
	}
}
