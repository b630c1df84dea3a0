package warden

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/sandbox/cgroup"
)

// TestABandwidthThatCannotBeHad: a run keeps its other limits, its notice says why, and it
// is tried again with the next change.
func TestABandwidthThatCannotBeHad(t *testing.T) {
	needs.Root(t)
	w := New(Config{Instance: fmt.Sprintf("w%dr", os.Getpid()), Run: t.TempDir()}, slog.New(slog.DiscardHandler))
	cg, err := cgroup.OpenHierarchy("commonhall-" + w.cfg.Instance)
	must(t, err)
	w.cg = cg
	r := newRun(record{ID: "a", Network: commonhall.NetworkInternet})
	close(r.started)
	r.group, err = cg.Create("a", cgroup.Limits{PIDs: 40})
	must(t, err)
	t.Cleanup(func() {
		must(t, r.group.Remove())
		all, _ := filepath.Glob("/sys/fs/cgroup/*/commonhall-" + w.cfg.Instance)
		for _, dir := range append(all, "/sys/fs/cgroup/commonhall-"+w.cfg.Instance) {
			_ = os.Remove(dir)
		}
	})
	var within *netlink.Handle
	r.netns, within = loose(t)
	defer r.netns.Close()
	must(t, w.limit(r, commonhall.Limits{PIDs: 77, Rate: 1 << 20}))
	if u := r.rec; u.Limits.PIDs != 77 || u.Notice == "" || !w.has(t, "a/pids.max", "77\n") {
		t.Errorf("it has %+v", u)
	}
	must(t, w.limit(r, commonhall.Limits{PIDs: 78, Rate: 1 << 20}))
	if r.rec.Notice == "" {
		t.Error("the reason is forgotten while it lasts")
	}
	far, err := within.LinkByName("eth0")
	must(t, err, within.LinkDel(far))
	within.Close()
	must(t, w.limit(r, commonhall.Limits{PIDs: 78, Rate: 1 << 20}))
	if r.rec.Notice != "" {
		t.Errorf("it still says %s", r.rec.Notice)
	}
}

// TestTheNetworkEndsWithItsServer, whatever of its connections is still to be sent.
func TestTheNetworkEndsWithItsServer(t *testing.T) {
	needs.Root(t)
	w := New(Config{Instance: fmt.Sprintf("w%de", os.Getpid()), Run: t.TempDir()}, slog.New(slog.DiscardHandler))
	r := newRun(record{ID: "a", Network: commonhall.NetworkInternet})
	var within *netlink.Handle
	r.netns, within = loose(t)
	defer within.Close()
	w.finish(r, commonhall.End{})
	if _, err := within.LinkByName("eth0"); !errors.As(err, &netlink.LinkNotFoundError{}) {
		t.Errorf("its interface is left: %v", err)
	}
}

// loose is a network with an interface that no machine is at the other end of.
func loose(t *testing.T) (ns *os.File, h *netlink.Handle) {
	t.Helper()
	failed := make(chan error)
	go func() {
		runtime.LockOSThread() // the thread ends with the goroutine, unless it is the first one
		before, err := os.Open("/proc/thread-self/ns/net")
		if err == nil {
			defer before.Close()
			defer func() { _ = unix.Setns(int(before.Fd()), unix.CLONE_NEWNET) }()
			err = unix.Unshare(unix.CLONE_NEWNET)
		}
		if err == nil {
			ns, err = os.Open("/proc/thread-self/ns/net")
		}
		if err == nil {
			h, err = netlink.NewHandle(unix.NETLINK_ROUTE)
		}
		failed <- err
	}()
	must(t, <-failed)
	attrs := netlink.NewLinkAttrs()
	attrs.Name = "eth0"
	must(t, h.LinkAdd(&netlink.Bridge{LinkAttrs: attrs}))
	return ns, h
}

// has reports whether a file of a group holds that.
func (w *Warden) has(t *testing.T, file, want string) bool {
	t.Helper()
	for _, at := range []string{"/sys/fs/cgroup/pids/", "/sys/fs/cgroup/"} {
		if b, err := os.ReadFile(at + "commonhall-" + w.cfg.Instance + "/" + file); err == nil {
			return string(b) == want
		}
	}
	return false
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
