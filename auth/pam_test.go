package auth

import (
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
)

// pam answers in the place of the machine's PAM.
type pam struct {
	socket string
	says   atomic.Pointer[string]
	asked  atomic.Int32
}

func newPAM(t *testing.T) *pam {
	t.Helper()
	p := &pam{socket: filepath.Join(t.TempDir(), "s")}
	l, err := net.Listen("unix", p.socket)
	if err != nil {
		t.Fatal(err)
	}
	var served sync.WaitGroup
	served.Go(func() {
		for c, err := l.Accept(); err == nil; c, err = l.Accept() {
			p.asked.Add(1)
			_, _ = io.ReadAll(c)
			_, _ = io.WriteString(c, *p.says.Load())
			c.Close()
		}
	})
	t.Cleanup(func() { l.Close(); served.Wait() })
	return p
}

func (p *pam) say(s string) { p.says.Store(&s) }

// TestAnAccountOfTheMachine signs somebody in, as whom they stay; another account of the same name, and
// one of the same number, is somebody else. Who guesses is stopped before PAM is asked.
func TestAnAccountOfTheMachine(t *testing.T) {
	m := newPAM(t)
	c := invited()
	c.Providers = provider.NewBeside(m.socket, []config.Provider{{Name: "here", Type: "pam", AllowedGroups: []string{"physics"}, ManageGroups: true}}, nil)
	h := newHall(t, c, "ben")
	from := Client{Address: "192.0.2.7"}
	in := func(name string) (string, commonhall.Session, error) {
		return h.SignInAt(t.Context(), "here", name, good, from)
	}
	m.say("ok ada 1001\ngroup physics\nend\n")
	cookie, s, err := in("ada")
	if err != nil || s.User != "ada" || !h.alive(cookie) {
		t.Fatalf("%+v, %v", s, err)
	}
	for what, answer := range map[string]string{"in no allowed group": "ok ada 1001\nend\n", "another of the name": "ok ada 1002\ngroup physics\nend\n", "expired": "expired\n"} {
		m.say(answer)
		_, _, err := in("ada")
		refused(t, err, commonhall.PermissionDenied)
		if err == nil {
			t.Error(what)
		}
	}
	m.say("ok eva 1001\ngroup physics\nend\n") // who has the number now
	if _, s, err = in("eva"); err != nil || s.User != "eva" {
		t.Errorf("%+v, %v", s, err)
	}
	m.say("ok ben 1003\ngroup physics\nend\n") // there is a ben here, who is not the machine's
	_, _, err = in("ben")
	refused(t, err, commonhall.PermissionDenied)
	m.say("error\n")
	_, _, err = in("ada")
	refused(t, err, commonhall.Unavailable)
	m.say("no\n")
	limited, before := 0, m.asked.Load()
	for range 40 {
		if _, _, err = in("ada"); commonhall.KindOf(err) == commonhall.ResourceExhausted {
			limited++
			continue
		}
		refused(t, err, commonhall.Unauthenticated)
	}
	if asked := int(m.asked.Load() - before); limited == 0 || asked != 40-limited {
		t.Errorf("%d were stopped, and PAM was asked %d times", limited, asked)
	}
	for _, e := range h.events {
		if strings.Contains(e.Text, good) {
			t.Errorf("the timeline has the password: %s", e.Text)
		}
	}
}
