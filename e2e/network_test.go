package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vishvananda/netlink"

	"commonhall/packaging/needs"
)

// bound is how many bytes a second may come in to somebody's server, by whose name its
// interface is known; 0 where there is no bound, -1 where there is no interface.
func bound(t *testing.T, name string) int64 {
	t.Helper()
	links, err := netlink.LinkList()
	must(t, err)
	for _, l := range links {
		if !strings.HasSuffix(l.Attrs().Alias, " "+name) {
			continue
		}
		all, err := netlink.QdiscList(l)
		must(t, err)
		for _, q := range all {
			if tbf, ok := q.(*netlink.Tbf); ok {
				return int64(tbf.Rate)
			}
		}
		return 0
	}
	return -1
}

// TestWhoHasHowMuchOfTheInternet: an administrator gives one person less of it, takes it
// from another, also through a death of the warden, and sees who connected where.
func TestWhoHasHowMuchOfTheInternet(t *testing.T) {
	needs.Root(t)
	internet(t)
	dir := filepath.Join(t.TempDir(), "D")
	must(t, os.Mkdir(dir, 0o711), os.WriteFile(filepath.Join(dir, "commonhall.yaml"), []byte("network: {dns: [9.9.9.9]}\nservers: {bandwidth: 8M}\n"), 0o644))
	h := openIn(t, dir, "127.0.0.1:"+freePort(t))
	h.run("user", "add", "ada", "ben")
	h.run("limit", "set", "bandwidth=1M", "--user", "ada")
	h.run("limit", "set", "network=none", "--user", "ben")
	for _, name := range []string{"ada", "ben"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
	}
	if ada, ben := bound(t, "ada"), bound(t, "ben"); ada != 1<<20 || ben != -1 {
		t.Errorf("ada's bound is %d, ben's %d", ada, ben)
	}
	if page := h.homePage("ben"); !strings.Contains(page, "No internet inside") || !strings.Contains(page, "set for you: Network") {
		t.Errorf("ben's home page says: %s", page)
	}
	const page = `python3 -c 'import urllib.request; print(urllib.request.urlopen("http://9.9.9.9/").read(), 6 * 7)'`
	if out := h.inTerminal("ada", h.token("ada"), page, "42"); !strings.Contains(out, "page of 9.9.9.9") {
		t.Errorf("ada reads %s", out)
	}
	if out := h.run("network", "connections", "--user", "ada"); !strings.Contains(out, "9.9.9.9:80") || !strings.Contains(out, "8.8.4.2:") {
		t.Errorf("open is %s", out)
	}
	if out := h.run("network", "connections", "--user", "ben"); strings.Contains(out, "9.9.9.9") {
		t.Errorf("of ben is open %s", out)
	}
	h.run("limit", "set", "bandwidth=2M", "--user", "ada", "--now")
	if ada := bound(t, "ada"); ada != 2<<20 {
		t.Errorf("while it runs ada's bound becomes %d", ada)
	}
	h.kill("warden")
	eventually(t, "a change by the next warden", func() error {
		h.run("limit", "unset", "bandwidth", "--user", "ada", "--now")
		if ada := bound(t, "ada"); ada != 8<<20 {
			return fmt.Errorf("ada's bound is %d", ada)
		}
		return nil
	})
	h.run("limit", "unset", "network", "--user", "ben")
	h.run("server", "stop", "ben")
	h.run("server", "start", "ben", "--app", "terminal", "--wait")
	if ben := bound(t, "ben"); ben != 8<<20 {
		t.Errorf("ben's bound is %d", ben)
	}
	if out := strings.Join(strings.Fields(h.run("limit", "list", "--user", "ben")), " "); !strings.Contains(out, "network internet") || !strings.Contains(out, "8 MiB/s") {
		t.Errorf("ben has %s", out)
	}
}
