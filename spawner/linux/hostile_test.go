package linux_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/spawner"
	"commonhall/spawner/linux"
)

// hostile is a person with a server, beside a victim's, who tries what they can.
type hostile struct {
	*testing.T
	h         *house
	s         *linux.Spawner
	me        spawner.Spec
	victim    spawner.Spec
	victimPID string
	shown     string // a folder that every sandbox sees
	hidden    string // one below it that none may see
	tcp       int    // a port of the machine's
	abstract  string // an abstract socket of the machine's
}

// ctypes is what Python scripts begin with.
const ctypes = `
import ctypes, errno, os, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(*args):
    ctypes.set_errno(0)
    r = libc.syscall(*[ctypes.c_long(a) for a in args])
    return errno.errorcode.get(ctypes.get_errno(), "done") if r == -1 else "done"
`

// TestHostile: each attack must fail in the way that is written beside it.
func TestHostile(t *testing.T) {
	x := newHostile(t)
	for name, a := range x.attacks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "spare me" && !mayRaiseOOM(t) {
				needs.AnotherMachine(t, "its root lacks CAP_SYS_RESOURCE, without which the kernel lets everybody lower the value")
			}
			out := x.run(t, "a", a.script)
			if !regexp.MustCompile(`(?s)^(?:` + a.want + `)$`).MatchString(strings.TrimSpace(out)) {
				t.Errorf("it got:\n%s\nwant %q", out, a.want)
			}
		})
	}
}

// mayRaiseOOM reports whether our root has CAP_SYS_RESOURCE: what it writes then
// is a lower bound for those without.
func mayRaiseOOM(t *testing.T) bool {
	b, err := os.ReadFile("/proc/self/status")
	must(t, err)
	caps, err := strconv.ParseUint(regexp.MustCompile(`CapEff:\t(\w+)`).FindStringSubmatch(string(b))[1], 16, 64)
	must(t, err)
	return caps&(1<<24) != 0
}

func newHostile(t *testing.T) *hostile {
	h := newHouse(t, 6, commonhall.Limits{})
	shown, err := os.MkdirTemp("/opt", "hall-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(shown) })
	hidden := filepath.Join(shown, "state")
	must(t, os.Chmod(shown, 0o755), os.Mkdir(hidden, 0o777), os.WriteFile(filepath.Join(hidden, "secret"), []byte("secret"), 0o644))
	id, err := os.ReadFile("/usr/bin/id")
	must(t, err, os.WriteFile(filepath.Join(shown, "suid"), id, 0o755), os.Chmod(filepath.Join(shown, "suid"), 0o755|os.ModeSetuid))
	// What is hidden stays so when the administrator wrote another way to it.
	must(t, os.Symlink(shown, filepath.Join(h.dir, "way")))
	h.cfg.Hide = append(h.cfg.Hide, filepath.Join(h.dir, "way", "state"))
	h.serve()
	s := h.client(t)
	t.Cleanup(h.stopAll)
	x := &hostile{T: t, h: h, s: s, shown: shown, hidden: hidden, abstract: "hall-test-" + strconv.Itoa(os.Getpid())}
	x.me = obey(t, h, s, "a", commonhall.Limits{Memory: 256 << 20, PIDs: 100})
	x.victim = obey(t, h, s, "b", commonhall.Limits{})
	x.run(t, "b", `sh -c 'echo secret > secret; chmod 644 secret; chmod 755 .; echo secret > /tmp/secret'`)
	st, err := os.ReadFile(filepath.Join(h.cfg.Run, "b.json"))
	must(t, err)
	x.victimPID = regexp.MustCompile(`"pid":(\d+)`).FindStringSubmatch(string(st))[1]
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { tcp.Close() })
	x.tcp = tcp.Addr().(*net.TCPAddr).Port
	abstract, err := net.Listen("unix", "@"+x.abstract)
	must(t, err)
	t.Cleanup(func() { abstract.Close() })
	return x
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// run runs a script beside a server, of python if it begins with an import, of sh
// otherwise, and returns everything that it says, and its status if that is not 0.
func (x *hostile) run(t *testing.T, id commonhall.ServerID, script string) string {
	t.Helper()
	args := []string{"/bin/sh", "-c", "exec 2>&1; " + script} // in one stream, so in order
	if strings.HasPrefix(script, "import") || strings.HasPrefix(script, ctypes) {
		args = []string{"/usr/bin/python3", "-IS", "-c", script}
	}
	ctx, cancel := context.WithTimeout(context.Background(), tooLong)
	defer cancel()
	var out both
	p, err := x.s.Exec(ctx, id, spawner.Cmd{Args: args, Stdout: &out, Stderr: &out})
	if err != nil {
		t.Fatal(err)
	}
	code, err := p.Wait(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if code != 0 {
		fmt.Fprintf(&out, "status %d", code)
	}
	return out.b.String()
}

// both takes output and errors.
type both struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *both) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

type attack struct{ script, want string }

func (x *hostile) attacks() map[string]attack {
	all := map[string]attack{}
	for _, group := range []map[string]attack{x.files(), x.processes(), x.network(), x.kernel(), x.identity()} {
		for name, a := range group {
			all[name] = a
		}
	}
	return all
}

func (x *hostile) files() map[string]attack {
	me, victim := x.me.Account.Name, x.victim.Account.Name
	return map[string]attack{
		"other homes":   {`ls -A /home; cat /home/` + victim + `/secret 2>&1`, me + `\ncat: .*No such file or directory\nstatus 1`},
		"host folders":  {`for d in /root /srv /work /mnt /media /boot /var/lib/commonhall /var/log /var/lib/dpkg /run/systemd ` + x.h.dir + ` ` + x.h.cfg.Homes + `; do ls -A $d 2>/dev/null; done; ls / /run /var`, `/:\nbin\ndev\netc\nhome\nlib\n(?:lib\w+\n)*opt\nproc\nrun\nsbin\nsys\ntmp\nusr\nvar\n\n/run:\ncommonhall\n\n/var:\n(?:cache\n)?(?:lib\n)?tmp`},
		"hidden state":  {`ls -A ` + x.shown + `; ls -A ` + x.hidden + `; cat ` + x.hidden + `/secret`, `state\nsuid\ncat: .*No such file or directory\nstatus 1`},
		"private tmp":   {`ls -A /tmp /var/tmp/ /dev/shm`, `/dev/shm:\n\n/tmp:\n\n/var/tmp/:`},
		"passwd":        {`cat /etc/passwd; cat /etc/group | cut -d: -f1 | tr '\n' ' '; cat /etc/shadow 2>&1`, `root:x:0:0:[^\n]*\nnobody:[^\n]*\n` + me + `:x:\d+:\d+::/home/` + me + `:/bin/bash\nroot tty nogroup ` + me + ` cat: /etc/shadow: Permission denied\nstatus 1`},
		"other names":   {`cd /etc; cat passwd- group- shadow- gshadow- subuid subuid- subgid subgid- 2>/dev/null | wc -c`, `0`},
		"system folder": {`for d in / /usr /usr/bin /etc /opt ` + x.shown + ` /bin /lib /dev /dev/pts /sys /proc /run /run/commonhall /home /var; do (: > $d/x) 2>/dev/null && echo $d; done; echo no >> /etc/passwd; echo no > /run/commonhall/etc-passwd; true`, `(/bin/sh: \d+: cannot create [^\n]*(\n|$)){2}`},
		"sysctl":        {`for f in $(find /proc/sys /sys -writable -type f 2>/dev/null); do (echo 1 > $f) 2>/dev/null && echo $f; done; true`, ``},
		"devices":       {`ls /dev | tr '\n' ' '; mknod /tmp/sda b 8 0; mknod /tmp/mem c 1 1`, `fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero mknod: .*not permitted\nmknod: .*not permitted\nstatus 1`},
		"mounts":        {`import re; print([l for l in open("/proc/self/mountinfo") if "nosuid" not in l.split()[5] or ("nodev" not in l.split()[5] and l.split()[3] not in ("/null", "/dev/null") and not re.match("/dev|/proc|/sys", l.split()[4]))])`, `\[\]`},
		"read-only":     {`import os; print(sorted(l.split()[4] for l in open("/proc/self/mountinfo") if l.split()[5].startswith("rw") and not os.path.isfile(l.split()[4]) and "/dev/null" != l.split()[3] and "/null" != l.split()[3]))`, `\['/dev', '/dev/mqueue', '/dev/pts', '/dev/shm', '/home/` + me + `', '/proc', '/tmp'\]`},
		"tmp is small":  {`import os; s = os.statvfs("/tmp"); print(s.f_blocks * s.f_frsize, s.f_files <= 204800)`, `134217728 True`},
		"descriptors":   {`ls /proc/self/fd | tr '\n' ' '`, `0 1 2 3`}, // 3 is the folder that ls reads
		"other root":    {`ls /proc/` + x.victimPID + `/root/ /proc/` + x.victimPID + `/fd 2>&1 | grep -v 'No such file'`, `status 1`},
		"old root":      {`import os; print(os.path.samefile("/", "/.."), os.stat("/proc/self/root/..").st_ino == os.stat("/").st_ino)`, `True True`},
		"kernel memory": {`for f in /proc/kcore /proc/keys /proc/key-users /proc/locks /proc/timer_list /sys/kernel/debug /sys/firmware/efi; do head -c 10 $f 2>/dev/null; done; ls -A /sys/kernel /sys/firmware /sys/fs/cgroup 2>/dev/null`, `/sys/firmware:\n\n/sys/fs/cgroup:\n\n/sys/kernel:(?:\nstatus 2)?`},
		"control group": {`cut -d: -f3 /proc/self/cgroup | sort -u`, `/`},
	}
}

func (x *hostile) processes() map[string]attack {
	pid := x.victimPID
	return map[string]attack{
		// Other attacks of the same account come and go while the list is read.
		"see": {`import os
def owner(p):
    try:
        return os.stat("/proc/" + p).st_uid
    except FileNotFoundError:
        return os.getuid()
print({owner(p) for p in os.listdir("/proc") if p.isdigit()} == {os.getuid()}, os.path.exists("/proc/` + pid + `"))`, `True False`},
		"see init":  {`ls -d /proc/1 /proc/` + strconv.Itoa(os.Getpid()) + ` 2>/dev/null`, `status 2`},
		"kill":      {`kill -9 ` + pid + ` 2>&1; kill -9 1 2>&1; kill -9 ` + strconv.Itoa(os.Getpid()) + ` 2>&1`, `(/bin/sh: 1: kill: Operation not permitted\s*){3}status 1`},
		"ptrace":    {ctypes + `print(call(101, 16, ` + pid + `, 0, 0), call(101, 0x4206, ` + pid + `, 0, 0))`, `EPERM EPERM`},
		"read":      {ctypes + `v = (ctypes.c_void_p * 2)(0, 8); a = ctypes.addressof(v); print(call(310, ` + pid + `, a, 1, a, 1, 0))`, `EPERM`},
		"take file": {ctypes + `fd = libc.syscall(434, ` + pid + `, 0); print(fd > 0, call(438, fd, 0, 0))`, `True EPERM`},
		// By its number their process's time is refused, one's own and that of a thread are not.
		"their time": {ctypes + `import threading
at = ctypes.addressof((ctypes.c_long * 20)())
print(*[call(n, (~` + pid + ` << 3) | kind, at, at, at) for n in (228, 229, 230, 222) for kind in (0, 1, 2)])
print(call(228, (~0 << 3) | 2, at), call(228, (~threading.get_native_id() << 3) | 6, at), call(228, 2, at), call(228, 3, at))`, `(EINVAL ?){12}\n(done ?){4}`},
		"whose": {ctypes + `at = ctypes.addressof((ctypes.c_long * 20)(7))
print(*[call(16, libc.syscall(434, p, 0), 0xC000FF0B | size << 16, at) for p in (` + pid + `, 1, os.getpid()) for size in (64, 72, 128)])`, `(ENOTTY ?){9}`},
		"prlimit": {`import resource; resource.prlimit(` + pid + `, resource.RLIMIT_NOFILE, (1, 1))`, `Traceback.*PermissionError.*`},
		"more":    {`import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (9999, 9999))`, `Traceback.*not allowed to raise.*`},
		"spare me": {`import os
print(open("/proc/self/oom_score_adj").read().strip())
try:
    print(os.write(os.open("/proc/self/oom_score_adj", os.O_WRONLY), b"0"))
except OSError as e:
    print(type(e).__name__)`, `500\nPermissionError`},
		"priority":  {`import os; os.nice(-5)`, `Traceback.*PermissionError.*`},
		"real time": {`import os; os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))`, `Traceback.*PermissionError.*`},
	}
}

func (x *hostile) network() map[string]attack {
	connect := func(family, address string) string {
		return `import socket
try:
    s = socket.socket(socket.` + family + `)
    s.settimeout(2)
    s.connect(` + address + `)
    print("connected")
except OSError as e:
    print(type(e).__name__, e.errno)`
	}
	families := ctypes + `print(*[call(41, f, 1, 0) for f in (40, 17, 38, 31, 29, 15, 44, 4)])`
	return map[string]attack{
		"machine's port": {connect("AF_INET", fmt.Sprintf(`("127.0.0.1", %d)`, x.tcp)), `ConnectionRefusedError 111`},
		"the world":      {connect("AF_INET", `("192.0.2.1", 80)`), `OSError 101`},
		"abstract":       {connect("AF_UNIX", `"\0`+x.abstract+`"`), `ConnectionRefusedError 111`},
		"abstract names": {`grep -c hall-test /proc/net/unix`, `0\nstatus 1`},
		"interfaces":     {`cat /proc/net/dev | tail -n +3 | cut -d: -f1; ls /sys/class/net`, `lo\nlo`},
		"families":       {families, `(EAFNOSUPPORT ?){8}`},
		"raw":            {ctypes + `print(call(41, 2, 3, 1), call(41, 10, 3, 58))`, `EPERM EPERM`},
		"hub's port":     {`import socket; s = socket.socket(); s.setsockopt(1, 2, 1); s.setsockopt(1, 15, 1); s.bind(("127.0.0.1", 8081))`, `Traceback.*Address already in use\nstatus 1`},
		"low port":       {`import socket; s = socket.socket(); s.bind(("127.0.0.1", 80))`, `Traceback.*PermissionError.*`},
		"bring up":       {`ip link add x type dummy 2>&1 || /sbin/ifconfig lo down 2>&1 || true`, `.*(not permitted|not found).*`},
	}
}

func (x *hostile) kernel() map[string]attack {
	// mov eax, 20 (getpid); int 0x80; ret
	foreign := `import ctypes, mmap
m = mmap.mmap(-1, 4096, prot=7)
m.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
print(ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))())`
	return map[string]attack{
		"user namespace":  {ctypes + `print(*[call(272, f) for f in (0x10000000, 0x20000, 0x40000000, 0x2000000)])`, `EPERM EPERM EPERM EPERM`},
		"clone":           {ctypes + `print(call(56, 0x10000000 | 17, 0, 0, 0, 0), call(56, 0x20000 | 17, 0, 0, 0, 0), call(435, 0, 0))`, `EPERM EPERM ENOSYS`},
		"unshare":         {`unshare -Ur id`, `unshare: .*not permitted\nstatus 1`},
		"mount":           {ctypes + `print(call(165, 0, 0, 0, 0, 0), call(166, 0, 0), call(428, -100, 0, 0), call(430, 0, 0), call(155, 0, 0))`, `(EPERM ?){5}`},
		"remount":         {`mount -o remount,rw / 2>&1; mount -t tmpfs none /tmp 2>&1; umount /proc 2>&1`, `mount:.*(denied|superuser|permitted).*status \d+`},
		"set namespace":   {ctypes + `print(call(308, os.open("/proc/self/ns/net", 0), 0))`, `EPERM`},
		"32-bit calls":    {foreign, `status 159`}, // SIGSYS
		"x32 calls":       {ctypes + `print(call(0x40000000 + 39), call(0x40000000 + 272, 0x10000000))`, `EPERM EPERM`},
		"keys":            {ctypes + `print(call(250, 0, -3, 1), call(248, 0, 0, 0, 0, 0), call(249, 0, 0, 0, 0))`, `EPERM EPERM EPERM`},
		"bpf and friends": {ctypes + `print(*[call(n, 0, 0, 0, 0, 0) for n in (321, 298, 323, 425, 175, 313, 246, 320, 167, 300)])`, `(EPERM ?){10}`},
		"machine's AIO":   {ctypes + `print(call(206, 1, ctypes.addressof(ctypes.c_long(0))))`, `ENOSYS`},
		"terminals": {`import errno, os
held = []
try:
    while len(held) < 300:
        held.append(os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY))
    print("more")
except OSError as e:
    print(len(held), errno.errorcode[e.errno])`, `256 ENOSPC`},
		"handles":       {ctypes + `print(call(303, 0, 0, 0, 0, 0), call(304, 0, 0, 0))`, `EPERM EPERM`},
		"kernel log":    {ctypes + `print(call(103, 3, 0, 0), call(103, 10, 0, 0))`, `EPERM EPERM`},
		"clock":         {ctypes + `print(call(164, 0, 0), call(227, 0, 0))`, `EPERM EPERM`},
		"chroot":        {`import os; os.chroot("/tmp")`, `Traceback.*PermissionError.*`},
		"host name":     {`uname -n; hostname x`, `commonhall\nhostname: .*\nstatus 1`},
		"shared memory": {`import os; print([l for l in open("/proc/sysvipc/shm")][1:])`, `\[\]`},
	}
}

func (x *hostile) identity() map[string]attack {
	uid := strconv.Itoa(x.me.Account.UID)
	return map[string]attack{
		"who":          {`id`, `uid=` + uid + `\(` + x.me.Account.Name + `\) gid=` + uid + `\(` + x.me.Account.Name + `\) groups=` + uid + `\(.*\)`},
		"status":       {`grep -E 'Cap|Seccomp:|NoNew|Groups|^Uid' /proc/self/status | tr -s '\t ' ' '`, `Uid: (` + uid + ` ?){4}\nGroups: ?\n(Cap...: 0{16}\n){5}NoNewPrivs: 1\nSeccomp: 2`},
		"set-uid":      {x.shown + `/suid -u; su -c id 2>&1 </dev/null | head -1; true`, uid + `\n(?:su: .*|Password: .*)`},
		"become other": {`import os; os.setuid(` + strconv.Itoa(x.victim.Account.UID) + `)`, `Traceback.*PermissionError.*`},
		"join group":   {`import os; os.setgroups([0])`, `Traceback.*PermissionError.*`},
		"give away":    {`touch f; chown 0 f; chgrp 0 f`, `chown: .*not permitted\nchgrp: .*not permitted\nstatus 1`},
	}
}

// TestHostileMain: the server's own program has no more than a command beside it.
func TestHostileMain(t *testing.T) {
	x := newHostile(t)
	b, err := os.ReadFile(filepath.Join(x.h.cfg.Run, "a.json"))
	must(t, err)
	pid := regexp.MustCompile(`"pid":(\d+)`).FindStringSubmatch(string(b))[1]
	status, err := os.ReadFile("/proc/" + pid + "/status")
	must(t, err)
	for _, want := range []string{`\nUid:\t(UID\t?){4}\n`, `\nGid:\t(UID\t?){4}\n`, `\nGroups:\t *\n`, `(\nCap...:\t0{16}){5}\n`, `\nNoNewPrivs:\t1\n`, `\nSeccomp:\t2\n`} {
		want = strings.ReplaceAll(want, "UID", strconv.Itoa(x.me.Account.UID))
		if !regexp.MustCompile(want).Match(status) {
			t.Errorf("%q is not in its status:\n%s", want, status)
		}
	}
	fds, err := os.ReadDir("/proc/" + pid + "/fd")
	must(t, err)
	for _, fd := range fds {
		to, _ := os.Readlink("/proc/" + pid + "/fd/" + fd.Name())
		if n, _ := strconv.Atoi(fd.Name()); n > 2 && !strings.HasPrefix(to, "socket:") { // its own sockets
			t.Errorf("descriptor %s is %s", fd.Name(), to)
		}
	}
	for _, ns := range []string{"mnt", "net", "ipc", "uts", "cgroup"} {
		mine, err := os.Readlink("/proc/self/ns/" + ns)
		must(t, err)
		theirs, err := os.Readlink("/proc/" + pid + "/ns/" + ns)
		must(t, err)
		victims, err := os.Readlink("/proc/" + x.victimPID + "/ns/" + ns)
		must(t, err)
		if mine == theirs || theirs == victims {
			t.Errorf("the namespace %s is shared: %s, %s, %s", ns, mine, theirs, victims)
		}
	}
}

// TestStopperHoldsNobodyUp: who stops every process of theirs, those included that
// are just becoming a command, holds up nobody else and can be stopped.
func TestStopperHoldsNobodyUp(t *testing.T) {
	x := newHostile(t)
	r, w, err := os.Pipe()
	must(t, err)
	defer r.Close()
	_, err = x.s.Exec(patience(t), "a", spawner.Cmd{Stdout: w, Args: []string{"/usr/bin/python3", "-IS", "-c", `
import os
os.write(1, b"go")
while True:
    try:
        os.kill(-1, 19)
    except OSError:
        pass
`}})
	must(t, err)
	if _, err := r.Read(make([]byte, 2)); err != nil {
		t.Fatal(err)
	}
	caught := 0
	for range 20 {
		ctx, cancel := context.WithTimeout(patience(t), 100*time.Millisecond)
		_, err := x.s.Exec(ctx, "a", spawner.Cmd{Args: []string{"/bin/true"}})
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			caught++
		}
		if _, err := x.s.List(patience(t)); err != nil {
			t.Fatalf("after %d caught commands List: %v", caught, err)
		}
		if _, err := x.s.Usage(patience(t)); err != nil {
			t.Fatalf("after %d caught commands Usage: %v", caught, err)
		}
		if caught > 0 {
			break
		}
	}
	t.Logf("caught %d", caught)
	if end, err := x.s.Stop(patience(t), "a", 0, "ada"); err != nil || end == nil || end.Cause != commonhall.EndStopped {
		t.Errorf("Stop: %+v, %v", end, err)
	}
	if n := len(uidProcesses(x.h.cfg.UIDBase)); n != 1 {
		t.Errorf("%d processes are left, want the victim's", n)
	}
}

// TestHostileLog: the log is the person's to write, and nothing that they do to
// it hurts the warden.
func TestHostileLog(t *testing.T) {
	x := newHostile(t)
	for name, script := range map[string]string{
		"cut":     `import os; os.truncate("/proc/` + x.mainPID("a") + `/fd/1", 0)`,
		"stretch": `import os; os.truncate("/proc/` + x.mainPID("a") + `/fd/1", 1 << 40)`,
		"remove":  `import os; p = os.readlink("/proc/` + x.mainPID("a") + `/fd/1"); print(os.path.exists(p))`,
		"close":   `import os; os.chmod("/proc/` + x.mainPID("a") + `/fd/1", 0)`,
	} {
		out := x.run(t, "a", script)
		if name == "remove" && strings.TrimSpace(out) != "False" {
			t.Errorf("the log's path exists inside: %s", out)
		}
		b, err := x.s.Log(patience(t), "a", 1000)
		if err != nil || len(b) > 1000 {
			t.Errorf("%s: Log returns %d bytes, %v", name, len(b), err)
		}
	}
	next := x.me
	next.ID = "a2"
	_, err := x.s.Stop(patience(t), "a", 0, "ada")
	must(t, err, x.s.Start(patience(t), next), x.s.Listening(patience(t), "a2"))
	if st, err := os.Stat(filepath.Join(x.h.cfg.Logs, fmt.Sprintf("%s-%d.log", next.Account.Name, next.Account.UID-x.h.cfg.UIDBase))); err != nil || st.Size() > 1<<20 {
		t.Errorf("the next run's log: %v, %v", st, err)
	}
}

// TestLogFlood: who writes as fast as the machine can does not fill its disk.
func TestLogFlood(t *testing.T) {
	x := newHostile(t)
	out := x.run(t, "b", `import os, time
log = os.open("/proc/`+x.mainPID("b")+`/fd/1", os.O_WRONLY | os.O_APPEND)
block, most, enough = b"x" * (1 << 20), 0, time.monotonic() + 20 # a slow machine need not write it all
for _ in range(4096):
    if time.monotonic() > enough:
        break
    os.write(log, block)
    most = max(most, os.fstat(log).st_size >> 20)
print(most)`)
	most, err := strconv.Atoi(strings.TrimSpace(out))
	if err != nil || most == 0 || most > 1024 {
		t.Errorf("of 4096 MiB that were written the log held %s at once, want at most 1024", out)
	}
	t.Logf("%d MiB at most", most)
}

func (x *hostile) mainPID(id string) string {
	b, err := os.ReadFile(filepath.Join(x.h.cfg.Run, id+".json"))
	must(x.T, err)
	return regexp.MustCompile(`"pid":(\d+)`).FindStringSubmatch(string(b))[1]
}

// TestLogOfNoLength: room that is taken for a log beyond its end counts as well.
func TestLogOfNoLength(t *testing.T) {
	x := newHostile(t)
	log := filepath.Join(x.h.cfg.Logs, fmt.Sprintf("%s-%d.log", x.me.Account.Name, x.me.Account.UID-x.h.cfg.UIDBase))
	// 64 MiB, and without a change of its length (FALLOC_FL_KEEP_SIZE).
	out := x.run(t, "a", ctypes+`print(call(285, os.open("/proc/`+x.mainPID("a")+`/fd/1", os.O_WRONLY), 1, 0, 64 << 20))`)
	if strings.TrimSpace(out) == "EOPNOTSUPP" {
		needs.AnotherMachine(t, "this file system gives room to nobody who does not write")
	}
	if strings.TrimSpace(out) != "done" {
		t.Fatalf("it got %s", out)
	}
	for ctx := patience(t); ; {
		var st unix.Stat_t
		must(t, unix.Stat(log, &st))
		if st.Blocks*512 < 8<<20 {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("a log of %d bytes holds %d MiB of the disk", st.Size, st.Blocks*512>>20)
		}
		runtime.Gosched()
	}
}
