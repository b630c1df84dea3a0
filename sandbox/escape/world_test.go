package escape

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/recipe"
)

// world is what an attempt may be after. It travels to those inside as JSON.
type world struct {
	Dir  string // a folder that every sandbox sees
	Far  string // one that none sees
	UID  int    // of who tries
	Here int    // the process that starts sandboxes, as the warden does: root's

	// A neighbour has a sandbox of their own.
	Neighbour, NeighbourUID int

	// A clerk is a program of the machine's, with an account of its own.
	Clerk clerks

	Terminal   string // of the machine, which everybody may use
	Disk       string // that the root is on
	Loop       string // a disk in a file
	Handle     []byte // of Far/secret
	HandleType int32
	Groups     string // the control groups' folder of whoever starts sandboxes
	NetNS      string // the network namespace of the machine
	Host       string // the name of the machine

	next   atomic.Int64 // numbers groups
	groups *cgroup.Hierarchy
}

// clerks is what a clerk tells.
type clerks struct {
	PID, Port, Shm, Sem, Msg int
	Name                     string // of its abstract socket, its files in /tmp and /dev/shm, its message queue
}

const secret = "secret"

// secretAt is where the neighbour has its secret in memory.
const secretAt = 0x5ec0_0000_0000

func newWorld(t *testing.T) *world {
	needs.Root(t)
	loadProfile(t)
	base := 1_750_000_000 + os.Getpid()*4
	w := &world{UID: base, NeighbourUID: base + 1, Here: os.Getpid(), Dir: folderIn(t, "/opt"), Far: folderIn(t, "/srv")}
	w.makeFiles(t)
	w.makeDisk(t)
	var err error
	w.Host, err = os.Hostname()
	ok(t, err)
	w.NetNS, err = os.Readlink("/proc/self/ns/net")
	ok(t, err)
	w.groups, err = cgroup.OpenHierarchy("commonhall-escape" + strconv.Itoa(os.Getpid()))
	ok(t, err)
	t.Cleanup(func() { removeHierarchy(t, "commonhall-escape"+strconv.Itoa(os.Getpid())) })
	w.makeTerminal(t)
	w.Disk = diskOf(w.Dir)
	leak(t, "/proc/self/ns/net", leakedNetwork)
	leak(t, w.Far, leakedFolder)
	w.startClerk(t, base+2)
	w.startNeighbour(t)
	return w
}

func folderIn(t *testing.T, in string) string {
	t.Helper()
	dir, err := os.MkdirTemp(in, "escape-")
	ok(t, err)
	t.Cleanup(func() { ok(t, os.RemoveAll(dir)) })
	ok(t, os.Chmod(dir, 0o755))
	return dir
}

func (w *world) makeFiles(t *testing.T) {
	self, err := os.ReadFile("/proc/self/exe")
	ok(t, err)
	ok(t, os.WriteFile(w.Dir+"/escape", self, 0o755))
	ok(t, os.Link(w.Dir+"/escape", w.Dir+"/clerk"))
	id, err := os.ReadFile("/usr/bin/id") // and not a program with which one could do harm, if it stays
	ok(t, err)
	ok(t, os.WriteFile(w.Dir+"/suid", id, 0o755))
	ok(t, os.Chmod(w.Dir+"/suid", 0o755|os.ModeSetuid))
	ok(t, os.Mkdir(w.Dir+"/state", 0o755))
	ok(t, os.WriteFile(w.Dir+"/state/secret", []byte(secret), 0o644))
	ok(t, os.Mkdir(w.Dir+"/open", 0o755))
	ok(t, os.Chmod(w.Dir+"/open", 0o777))
	ok(t, os.WriteFile(w.Far+"/secret", []byte(secret), 0o644))
	ok(t, os.WriteFile(w.Far+"/record", []byte(secret), 0o600))
	ok(t, os.Mkdir(w.Far+"/home", 0o700))
	ok(t, os.WriteFile(w.Far+"/home/secret", []byte(secret), 0o644))
	ok(t, os.Chown(w.Far+"/home", w.NeighbourUID, w.NeighbourUID))
	handle, _, err := unix.NameToHandleAt(unix.AT_FDCWD, w.Far+"/secret", 0)
	if err == nil {
		w.Handle, w.HandleType = handle.Bytes(), handle.Type()
	}
	l, err := net.Listen("unix", w.Far+"/hub.sock")
	ok(t, err)
	t.Cleanup(func() { l.Close() })
	ok(t, os.Chmod(w.Far+"/hub.sock", 0o666))
}

// makeTerminal opens a terminal of the machine's.
func (w *world) makeTerminal(t *testing.T) {
	master, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	ok(t, err)
	t.Cleanup(func() { unix.Close(master) })
	ok(t, unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0))
	n, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
	ok(t, err)
	w.Terminal = fmt.Sprintf("/dev/pts/%d", n)
	if os.Chmod(w.Terminal, 0o666) != nil {
		w.Terminal = "" // here ptmx is not that of /dev/pts
	}
}

// diskOf is the device of the file system of a folder, "" if it has none of a name.
func diskOf(dir string) string {
	var st unix.Stat_t
	if unix.Stat(dir, &st) != nil {
		return ""
	}
	link, err := os.Readlink(fmt.Sprintf("/sys/dev/block/%d:%d", unix.Major(st.Dev), unix.Minor(st.Dev)))
	disk := "/dev/" + filepath.Base(link)
	if _, missing := os.Stat(disk); err != nil || missing != nil {
		return ""
	}
	return disk
}

// leak leaves a file open that every process of ours inherits.
func leak(t *testing.T, path string, as int) {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	ok(t, err)
	ok(t, unix.Dup3(fd, as, 0))
	ok(t, unix.Close(fd))
	t.Cleanup(func() { ok(t, unix.Close(as)) })
}

func (w *world) startClerk(t *testing.T, uid int) {
	cmd := exec.Command(w.Dir+"/clerk", secret)
	cmd.Args[0] = clerkName
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	in, err := cmd.StdinPipe()
	ok(t, err)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	cmd.Stderr = os.Stderr
	ok(t, cmd.Start())
	t.Cleanup(func() { in.Close(); ok(t, cmd.Wait()) })
	ok(t, json.NewDecoder(out).Decode(&w.Clerk))
}

func (w *world) startNeighbour(t *testing.T) {
	r, out, err := os.Pipe()
	ok(t, err)
	defer r.Close()
	in, ours, err := os.Pipe()
	ok(t, err)
	defer in.Close()
	cfg := recipe.Config(recipe.Person{Name: "ada", UID: w.NeighbourUID, Passing: true, Memory: 64 << 20, Env: append(w.env("be a neighbour"), "PASSWORD="+secret)}, nil)
	cfg.Args, cfg.Path = []string{hostileName}, w.Dir+"/escape"
	p, err := sandbox.Start(cfg, sandbox.Options{Stdin: in, Stdout: out, Stderr: out})
	out.Close()
	ok(t, err)
	t.Cleanup(func() {
		ours.Close()
		_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGKILL, nil, 0)
		sandbox.Reap(p.PidFD)
		p.Close()
	})
	said := make([]byte, 100)
	n, _ := r.Read(said)
	if string(said[:n]) != "ready\n" {
		t.Fatalf("the neighbour says %q", said[:n])
	}
	w.Neighbour = p.PID
}

// beNeighbour is what the neighbour's program does.
func beNeighbour(*world) string {
	_, _, e := unix.Syscall6(unix.SYS_MMAP, secretAt, 4096, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS|unix.MAP_FIXED, ^uintptr(0), 0)
	if e != 0 {
		return e.Error()
	}
	copy(at(secretAt, 4096), secret)
	if err := errors.Join(os.WriteFile("/tmp/secret", []byte(secret), 0o600), os.Chdir("/tmp")); err != nil {
		return err.Error()
	}
	// Where a kernel is told not to trust everybody of an account (Yama), this one does.
	_ = unix.Prctl(unix.PR_SET_PTRACER, ^uintptr(0), 0, 0, 0)
	f, err := os.Open("/tmp/secret")
	if err != nil || unix.Dup3(int(f.Fd()), 50, 0) != nil {
		return "no descriptor"
	}
	fmt.Println("ready")
	_, _ = io.ReadAll(os.Stdin)
	return ""
}

// clerk is what the machine's own program does.
func clerk() {
	c := clerks{PID: os.Getpid(), Name: "escape-" + strconv.Itoa(os.Getpid())}
	die := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, "clerk:", err)
			os.Exit(1)
		}
	}
	// Who ends the test by a signal to all of it does not end who cleans up.
	signal.Ignore(unix.SIGINT, unix.SIGTERM, unix.SIGHUP)
	tcp, err := net.Listen("tcp4", "127.0.0.1:0")
	die(err)
	c.Port = tcp.Addr().(*net.TCPAddr).Port
	_, err = net.Listen("unix", "@"+c.Name)
	die(err)
	unix.Umask(0)
	for _, dir := range []string{"/tmp/", "/dev/shm/"} {
		die(os.WriteFile(dir+c.Name, []byte(secret), 0o644))
		defer os.Remove(dir + c.Name)
	}
	lock, err := os.OpenFile("/tmp/"+c.Name, os.O_RDWR, 0)
	die(err)
	die(unix.Flock(int(lock.Fd()), unix.LOCK_EX))
	c.Shm, err = unix.SysvShmGet(c.Name2Key(), 4096, unix.IPC_CREAT|0o666)
	die(err)
	shm, err := unix.SysvShmAttach(c.Shm, 0, 0)
	die(err)
	copy(shm, secret)
	defer func() { _, _ = unix.SysvShmCtl(c.Shm, unix.IPC_RMID, nil) }()
	c.Sem = made(unix.SYS_SEMGET, uintptr(c.Name2Key()), 1, unix.IPC_CREAT|0o666)
	defer sys(unix.SYS_SEMCTL, uintptr(c.Sem), 0, unix.IPC_RMID)
	c.Msg = made(unix.SYS_MSGGET, uintptr(c.Name2Key()), unix.IPC_CREAT|0o666)
	defer sys(unix.SYS_MSGCTL, uintptr(c.Msg), unix.IPC_RMID, 0)
	made(unix.SYS_MQ_OPEN, text(c.Name), unix.O_CREAT|unix.O_RDWR, 0o666, 0)
	defer sys(unix.SYS_MQ_UNLINK, text(c.Name))
	die(json.NewEncoder(os.Stdout).Encode(c))
	_, _ = io.ReadAll(os.Stdin)
}

// Name2Key is a number that no other clerk has.
func (c clerks) Name2Key() int { return 0x6c000000 + c.PID }

// made returns what a call makes; a clerk without it is none.
func made(nr uintptr, args ...uintptr) int {
	r, e := call(nr, args...)
	if e != 0 {
		fmt.Fprintln(os.Stderr, "clerk:", nr, e)
		os.Exit(1)
	}
	return int(r)
}

func (w *world) newGroup(t *testing.T, l cgroup.Limits) *cgroup.Group {
	g, err := w.groups.Create(strconv.FormatInt(w.next.Add(1), 10), l)
	ok(t, err)
	return g
}

// removeHierarchy takes away the folders of a hierarchy that has no groups any more.
func removeHierarchy(t *testing.T, name string) {
	for _, pattern := range []string{"/sys/fs/cgroup/" + name, "/sys/fs/cgroup/*/" + name} {
		found, err := filepath.Glob(pattern)
		ok(t, err)
		for _, dir := range found {
			ok(t, os.Remove(dir))
		}
	}
}

// call makes a system call. Pointers among its arguments are made by text and space.
func call(nr uintptr, args ...uintptr) (uintptr, syscall.Errno) {
	var a [6]uintptr
	copy(a[:], args)
	r, _, e := unix.RawSyscall6(nr, a[0], a[1], a[2], a[3], a[4], a[5])
	return r, e
}

// sys makes a system call and says how it went.
func sys(nr uintptr, args ...uintptr) string {
	_, e := call(nr, args...)
	return how(e)
}

// how says how something went: done, or the name of what the kernel answered.
func how(err error) string {
	var e syscall.Errno
	switch {
	case errors.As(err, &e) && e != 0:
		return unix.ErrnoName(e)
	case err == nil || errors.As(err, &e):
		return "done"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return "nothing"
	}
	return err.Error()
}

// space is memory that stays where it is.
func space(size int) []byte {
	b, err := unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS)
	if err != nil {
		panic(err)
	}
	return b
}

func addr(b []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }

// at is the memory at an address.
func at(address uintptr, size int) []byte {
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&address)), size)
}

// text is the address of a copy of some text, which ends with a zero.
func text(s string) uintptr {
	b := space(len(s) + 1)
	copy(b, s)
	return addr(b)
}

// within lets something take its time, but not forever.
const within = 10 * time.Second
