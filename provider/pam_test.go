package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/packaging/needs"
	"commonhall/provider"
)

// The accounts of a machine that is made up; whoever can sign in has one password.
const (
	bottles = "$6$commonhall$aACBJKHs.aVEizOl7V2J5HTMXsdpSw31.UMA6Mhu0dUF76mGf7FOM1lN9YflsQbUdI81/sAT1sFUlPtI4r7E1/"
	passwd  = "root:x:0:0::/root:/bin/sh\ndaemon:x:500:500::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\nada:x:1001:1001::/:/bin/sh\nben:x:1002:1002::/:/bin/sh\n" +
		"cleo:x:1003:1003::/:/bin/sh\ndora:x:1004:1004::/:/bin/sh\nemil:x:1005:1005::/:/bin/sh\n"
	shadow = "root:" + bottles + ":20000::::::\ndaemon:" + bottles + ":20000::::::\nnobody:" + bottles + ":20000::::::\nada:" + bottles + ":20000::::::\nben:" + bottles + ":20000:::::1:\n" +
		"cleo:!" + bottles + ":20000::::::\ndora:" + bottles + ":0::::::\nemil::20000::::::\n"
	group = "root:x:0:\nada:x:1001:\nben:x:1002:\nphysics:x:2001:ada,ben\nend:x:2002:ada\n"
	alone = "auth required pam_unix.so nodelay\naccount required pam_unix.so\n"
)

// unix is a machine with accounts and PAM, as far as commonhall-pam sees.
type unix struct {
	t               *testing.T
	folder, program string
	socket          string
	served          sync.WaitGroup
}

// newUnix builds the program and asks it at a socket, as systemd does.
func newUnix(t *testing.T) *unix {
	t.Helper()
	needs.Root(t)
	needs.Programs(t, "gcc", "unshare", "mount")
	u := &unix{t: t, folder: t.TempDir()}
	u.program, u.socket = filepath.Join(u.folder, "commonhall-pam"), filepath.Join(u.folder, "s")
	if out, err := exec.Command("../packaging/pam/build.sh", u.program).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	u.write("passwd", passwd)
	u.write("shadow", shadow)
	u.write("group", group)
	u.service("login", alone)
	l, err := net.Listen("unix", u.socket)
	if err != nil {
		t.Fatal(err)
	}
	u.served.Go(func() {
		for c, err := l.Accept(); err == nil; c, err = l.Accept() {
			u.served.Go(func() { u.serve(c.(*net.UnixConn)) })
		}
	})
	t.Cleanup(func() { l.Close(); u.served.Wait() })
	return u
}

func (u *unix) write(name, content string) {
	u.t.Helper()
	if err := os.WriteFile(filepath.Join(u.folder, name), []byte(content), 0o600); err != nil {
		u.t.Fatal(err)
	}
}

func (u *unix) service(name, content string) {
	u.t.Helper()
	if err := os.MkdirAll(filepath.Join(u.folder, "pam.d"), 0o700); err != nil {
		u.t.Fatal(err)
	}
	u.write("pam.d/"+name, content)
}

// serve runs the program for one question, where its folder's files are those of /etc.
func (u *unix) serve(c *net.UnixConn) {
	defer c.Close()
	f, err := c.File()
	if err != nil {
		u.t.Error(err)
		return
	}
	defer f.Close()
	if err := syscall.SetNonblock(int(f.Fd()), false); err != nil { // as systemd hands it over
		u.t.Error(err)
	}
	cmd := exec.Command("unshare", "-m", "sh", "-c", `cd "$1" && for f in passwd shadow group; do mount --bind $f /etc/$f || exit 9; done; exec ./commonhall-pam login "$1/pam.d"`, "sh", u.folder)
	cmd.Stdin = f
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		u.t.Logf("the program: %v %s", err, out) // which it may, where a test breaks it
	}
}

func (u *unix) provider() *provider.Provider {
	return provider.NewBeside(u.socket, []config.Provider{{Name: "here", Type: "pam", AllowedGroups: []string{"physics"}}}, secret)[0]
}

// TestAccountsOfTheMachine: real PAM, asked by the real program, about accounts in every state.
func TestAccountsOfTheMachine(t *testing.T) {
	u := newUnix(t)
	p := u.provider()
	ada, kept, err := p.Typed.Check(t.Context(), "ada", "seven green bottles")
	if err != nil || ada.Subject != "1001:ada" || ada.Issuer != p.Issuer() || ada.Name != "ada" || !slices.Equal(ada.Groups, []string{"physics", "end"}) || !provider.Judge(p.Settings, ada).Allowed {
		t.Fatalf("%+v, %v", ada, err)
	}
	if strings.Contains(string(kept), "green") {
		t.Error("the password is kept")
	}
	for name, want := range map[string]commonhall.Kind{"ben": commonhall.PermissionDenied, "dora": commonhall.PermissionDenied, "cleo": commonhall.Unauthenticated, "root": commonhall.Unauthenticated,
		"daemon": commonhall.Unauthenticated, "nobody": commonhall.Unauthenticated, "zoe": commonhall.Unauthenticated, "commonhall-no-such-name": commonhall.Unauthenticated, "ADA": commonhall.Unauthenticated, "emil": commonhall.Unauthenticated} {
		_, _, err := p.Typed.Check(t.Context(), name, "seven green bottles")
		refused(t, name, err, want)
	}
	for _, name := range []string{"ada", "ben", "dora", "root"} { // nobody hears of an account's state without its password
		_, _, err := p.Typed.Check(t.Context(), name, "wrong")
		refused(t, name+" with a wrong password", err, commonhall.Unauthenticated)
	}
	if err := p.Prober.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	if _, kept, err = p.Refresh(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(){
		"the account expired": func() {
			u.write("shadow", strings.Replace(shadow, "ada:"+bottles+":20000::::::", "ada:"+bottles+":20000:::::1:", 1))
		},
		"it is locked":          func() { u.write("shadow", strings.Replace(shadow, "ada:", "ada:!", 1)) },
		"it is gone":            func() { u.write("passwd", strings.Replace(passwd, "ada:", "eva:", 1)) },
		"it is somebody else's": func() { u.write("passwd", strings.Replace(passwd, "1001", "1009", 1)) },
	} {
		change()
		_, _, err := p.Refresh(t.Context(), kept)
		refused(t, what, err, commonhall.PermissionDenied)
		u.write("passwd", passwd)
		u.write("shadow", shadow)
	}
}

// TestServicesOfPAM: whatever a service says, it lets nobody in whom we do not ask about, and one that is
// broken is no verdict.
func TestServicesOfPAM(t *testing.T) {
	u := newUnix(t)
	p := u.provider()
	check := func(name string) error {
		_, _, err := p.Typed.Check(t.Context(), name, "x")
		return err
	}
	u.service("login", "auth required pam_permit.so\naccount required pam_permit.so\n")
	if err := check("ada"); err != nil {
		t.Errorf("a service that lets everybody in: %v", err)
	}
	for _, name := range []string{"root", "daemon", "nobody", "zoe"} {
		refused(t, name, check(name), commonhall.Unauthenticated)
	}
	u.service("login", "auth required pam_deny.so\naccount required pam_permit.so\n")
	refused(t, "a service that lets nobody in", check("ada"), commonhall.Unauthenticated)
	u.service("login", "auth required pam_permit.so\naccount required pam_deny.so\n")
	refused(t, "an account that may not", check("ada"), commonhall.PermissionDenied)
	refused(t, "root's", check("root"), commonhall.Unauthenticated)
	u.service("login", "auth required pam_no_such_module.so\naccount required pam_no_such_module.so\n")
	if check("ada") == nil {
		t.Error("a module that is not there lets people in")
	}
	if err := os.WriteFile(filepath.Join(u.folder, "ask"), []byte("#!/bin/sh\ntest \"$(tr -d '\\0')\" = x && test \"$PAM_USER\" = ada\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	u.service("login", "auth required pam_exec.so quiet expose_authtok "+u.folder+"/ask\naccount required pam_permit.so\n")
	if err := check("ada"); err != nil {
		t.Errorf("a program that is asked: %v", err)
	}
	refused(t, "a program that says no", func() error { _, _, err := p.Typed.Check(t.Context(), "ada", "y"); return err }(), commonhall.Unauthenticated)
}

// TestHostileQuestions: the program takes a whole question, or says that it is none. It reads no
// further than one is long.
func TestHostileQuestions(t *testing.T) {
	u := newUnix(t)
	u.service("login", "auth required pam_permit.so\naccount required pam_permit.so\n")
	q := func(version, verb byte, name, password string) string {
		return string([]byte{version, verb, byte(len(name) >> 8), byte(len(name)), byte(len(password) >> 8), byte(len(password))}) + name + password
	}
	long := strings.Repeat("a", 1025)
	for what, c := range map[string]struct{ say, want string }{
		"a question": {q(1, 'A', "ada", "x"), "ok ada 1001\ngroup physics\ngroup end\nend\n"}, "without a password": {q(1, 'L', "ada", ""), "ok ada 1001\ngroup physics\ngroup end\nend\n"},
		"nothing": {"", "error\n"}, "cut": {q(1, 'A', "ada", "x")[:8], "error\n"}, "more": {q(1, 'A', "ada", "x") + "y", "error\n"}, "another version": {q(2, 'A', "ada", "x"), "error\n"},
		"another verb": {q(1, 'X', "ada", "x"), "error\n"}, "an empty password": {q(1, 'A', "ada", ""), "error\n"}, "a password too many": {q(1, 'L', "ada", "x"), "error\n"},
		"no name": {q(1, 'A', "", "x"), "error\n"}, "a long name": {q(1, 'A', long[:65], "x"), "error\n"}, "a long password": {q(1, 'A', "ada", long), "error\n"},
		"the longest password": {q(1, 'A', "ada", long[:1024]), "ok ada 1001\ngroup physics\ngroup end\nend\n"},
		"lengths that lie":     {"\x01A\xff\xff\xff\xffada", "error\n"}, "a NUL in the name": {q(1, 'A', "ada\x00b", "x"), "error\n"}, "a NUL in the password": {q(1, 'A', "ada", "x\x00y"), "error\n"},
		"a line in the name": {q(1, 'A', "ada\n", "x"), "error\n"}, "a path": {q(1, 'A', "../ada", "x"), "error\n"}, "an option": {q(1, 'A', "-ada", "x"), "error\n"}, "other letters": {q(1, 'A', "\xc3\xa1da", "x"), "error\n"}, "a space": {q(1, 'A', "ada ", "x"), "error\n"},
	} {
		if got := u.raw(strings.NewReader(c.say)); got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
	if got := u.raw(io.LimitReader(endless{}, 1<<24)); got != "error\n" && got != "" { // it may be gone before it is read
		t.Errorf("a flood: %q", got)
	}
	if err := exec.Command(u.program).Run(); err == nil {
		t.Error("it runs without a service")
	}
}

// TestASlowQuestion ends in time, unanswered, and holds no place for ever.
func TestASlowQuestion(t *testing.T) {
	u := newUnix(t)
	if out, err := exec.Command("../packaging/pam/build.sh", u.program, "-DSECONDS=1").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c, err := net.Dial("unix", u.socket)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "\x01A\x00"); err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(c); len(b) > 0 || err != nil { // and no more is said, nor an end
		t.Errorf("it answered %q, %v", b, err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// raw says something to the program and returns its answer.
func (u *unix) raw(say io.Reader) string {
	u.t.Helper()
	raw, err := net.Dial("unix", u.socket)
	if err != nil {
		u.t.Fatal(err)
	}
	defer raw.Close()
	_, _ = io.Copy(raw, say) // what it does not read to the end is a test of its own
	_ = raw.(*net.UnixConn).CloseWrite()
	b, _ := io.ReadAll(raw)
	return string(b)
}

// TestHostileAnswers: who answers in the place of the program has root; still we take nothing
// that makes no sense, and wait for nobody for ever.
func TestHostileAnswers(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	answers, asked := make(chan string), make(chan []byte, 1)
	var served sync.WaitGroup
	served.Go(func() {
		for a := range answers {
			c, err := l.Accept()
			if err != nil {
				return
			}
			b, _ := io.ReadAll(c)
			asked <- b
			_, _ = io.WriteString(c, a)
			c.Close()
		}
	})
	t.Cleanup(func() { l.Close(); served.Wait() })
	p := provider.NewBeside(socket, []config.Provider{{Name: "here", Type: "pam"}}, secret)[0]
	for _, a := range []string{"", "ok", "ok ada 1001\n", "ok ada 1001\nend", "ok ben 1002\nend\n", "ok ada 0\nend\n", "ok ada 999\nend\n", "ok ada -1\nend\n", "ok ada 01001\nend\n", "ok ada 4294967296\nend\n",
		"ok ada 1001\nphysics\nend\n", "ok ada 1001\ngroup \nend\n", "ok ada 1001 x\nend\n", "no\nok ada 1001\nend\n", "error\n", "ok ada 1001\n" + strings.Repeat("group x\n", 3000) + "end\n", strings.Repeat("x", 2<<20)} {
		answers <- a
		_, _, err := p.Typed.Check(t.Context(), "ada", "secret")
		if b := <-asked; !bytes.Equal(b, []byte("\x01A\x00\x03\x00\x06adasecret")) {
			t.Fatalf("asked %q", b)
		}
		refused(t, fmt.Sprintf("%.40q", a), err, commonhall.Unavailable)
		if strings.Contains(fmt.Sprint(err, commonhall.ForPerson(err).Err), "secret") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
	for _, name := range []string{"", "-ada", "a b", "ada\x00", "ädä", strings.Repeat("a", 65), "../x", "ada\n"} { // which nobody is asked about
		_, _, err := p.Typed.Check(t.Context(), name, "secret")
		refused(t, name, err, commonhall.Unauthenticated)
	}
	for _, password := range []string{"", "a\x00b", strings.Repeat("a", 1025)} {
		_, _, err := p.Typed.Check(t.Context(), "ada", password)
		refused(t, "a password", err, commonhall.Unauthenticated)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served.Go(func() { // somebody takes the question, and the person goes away
		c, err := l.Accept()
		if err == nil {
			defer c.Close()
			_, _ = io.ReadAll(c)
			cancel()
			_, _ = c.Read(make([]byte, 1))
		}
	})
	close(answers)
	_, _, err = p.Typed.Check(ctx, "ada", "secret")
	refused(t, "no answer", err, commonhall.Unavailable)
	nowhere := provider.NewBeside(socket+"x", []config.Provider{{Name: "here", Type: "pam"}}, secret)[0]
	_, _, err = nowhere.Typed.Check(t.Context(), "ada", "secret")
	refused(t, "without a socket", err, commonhall.Unavailable)
	refused(t, "doctor asks", nowhere.Prober.Probe(t.Context()), commonhall.Unavailable)
}
