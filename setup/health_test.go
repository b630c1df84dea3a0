package setup

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"commonhall"
)

// TestAddresses: what systemd says of sockets is where the health check asks.
func TestAddresses(t *testing.T) {
	for said, want := range map[string]string{
		"[::]:80 (Stream)":                               "[[::]:80]",
		"[::]:8080 (Stream)\n127.0.0.1:81 (Stream)":      "[[::]:8080 127.0.0.1:81]",
		"[fe80::1%2]:443 (Stream)\n":                     "[[fe80::1%2]:443]",
		"/run/hall.sock (Stream)\n@hall (Stream)":        "[/run/hall.sock @hall]",
		"/run/seq (SequentialPacket)\n[::]:443 (Stream)": "[[::]:443]",
		"": "[]", "nonsense (Stream)": "[]", "80": "[]",
	} {
		if is := fmt.Sprint(addresses(said)); is != want {
			t.Errorf("%q is %s, not %s", said, is, want)
		}
	}
}

// TestGet asks where somebody listens, and counts errors of servers alone.
func TestGet(t *testing.T) {
	page := func(code int) net.Addr {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })}
		done := make(chan struct{})
		go func() { _ = srv.Serve(l); close(done) }()
		t.Cleanup(func() { srv.Close(); <-done })
		return &net.TCPAddr{IP: net.IPv6unspecified, Port: l.Addr().(*net.TCPAddr).Port}
	}
	for code, well := range map[int]bool{200: true, 302: true, 404: true, 500: false, 503: false} {
		if err := get(t.Context(), "http://hall.test/hub/login", page(code)); (err == nil) != well {
			t.Errorf("%d: %v", code, err)
		}
	}
	if err := get(t.Context(), "http://hall.test/", &net.UnixAddr{Net: "unix", Name: filepath.Join(t.TempDir(), "none")}); err == nil {
		t.Error("nobody is there, and it is content")
	}
}

// TestVerdict: what systemctl says tells a release's fault from a machine's.
func TestVerdict(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	for said, blames := range map[string]bool{
		"Job for commonhall-hub.service failed because the control process exited with error code.": true,
		"A dependency job for commonhall-hub.service failed. See 'journalctl -xe' for details.":     true,
		"Job for commonhall-hub.service canceled.":                                                  false,
		"Failed to restart commonhall-hub.service: Transport endpoint is not connected":             false,
		"Warning! D-Bus connection terminated.\nFailed to wait for response: Connection reset":      false,
	} {
		if err := os.WriteFile(dir+"/systemctl", []byte("#!/bin/sh\ncat >&2 <<'E'\n"+said+"\nE\nexit 1\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		err := systemd{}.start(t.Context(), "restart", "commonhall-hub.service")
		var v *verdict
		if errors.As(err, &v) != blames || commonhall.KindOf(err) != commonhall.Unavailable {
			t.Errorf("%s: blames %v: %v", said, !blames, err)
		}
	}
}
