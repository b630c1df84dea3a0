package escape

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

// read returns what is in a file, or why it cannot be had.
func read(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return how(err)
	}
	defer f.Close()
	b := make([]byte, 4096)
	n, err := f.Read(b)
	if n == 0 {
		if err != nil && how(err) != "EOF" {
			return how(err)
		}
		return "nothing"
	}
	return strings.TrimRight(string(b[:n]), "\x00\n")
}

// open opens a file and says how that went.
func open(path string, flags int) string {
	fd, err := unix.Open(path, flags|unix.O_CLOEXEC|unix.O_NONBLOCK|unix.O_NOCTTY, 0o600)
	if err == nil {
		unix.Close(fd)
	}
	return how(err)
}

func files() []attempt {
	tree := []wall.Name{wall.Tree}
	return []attempt{
		{name: "a file that is not shown", do: func(w *world) string { return read(w.Far + "/secret") },
			walls: tree, held: "ENOENT", free: secret},
		{name: "a neighbour's home", do: func(w *world) string { return read(w.Far + "/home/secret") },
			walls: []wall.Name{wall.Tree, otherAccount}, held: "ENOENT|EACCES", free: secret},
		{name: "a record of root's", do: func(w *world) string { return read(w.Far + "/record") },
			walls: []wall.Name{wall.Tree, wall.Account}, held: "ENOENT|EACCES", free: secret},
		{name: "the names in a home of root's", do: func(*world) string { _, err := os.ReadDir("/root"); return how(err) },
			walls: []wall.Name{wall.Tree, wall.Account}, held: "ENOENT|EACCES", free: "done"},
		{name: "the socket of the hub", do: func(w *world) string { _, err := net.Dial("unix", w.Far+"/hub.sock"); return how(err) },
			walls: tree, held: "ENOENT", free: "done"},
		{name: "a link out of the tree", do: func(w *world) string {
			return errors.Join(os.Symlink(w.Far+"/secret", "/tmp/link"), says(read("/tmp/link"))).Error()
		}, walls: tree, held: "ENOENT", free: secret},
		{name: "past the root by dots", do: func(w *world) string { return read("/../../../.." + w.Far + "/secret") },
			walls: tree, held: "ENOENT", free: secret},
		{name: "the passwords", do: func(*world) string { return read("/etc/shadow") },
			walls: []wall.Name{wall.Account}, held: "EACCES", free: "(?s).*root:.*"},
		{name: "a folder that is hidden", do: func(w *world) string { return read(w.Dir + "/state/secret") },
			walls: []wall.Name{wall.Masks}, held: "ENOENT", free: secret},
		{name: "a new file among the system's", do: newFile,
			walls: []wall.Name{wall.ReadOnly}, held: "EROFS", free: "done"},
		{name: "another's /tmp", do: func(w *world) string { return read("/tmp/" + w.Clerk.Name) },
			walls: []wall.Name{wall.Private}, held: "ENOENT", free: secret},
		{name: "a set-uid program", do: func(w *world) string { return shell(w.Dir + "/suid -u") },
			walls: []wall.Name{wall.NoSuid, wall.NoNewPrivs}, held: "[1-9][0-9]*", free: "0"},
		{name: "chroot, and out of it by an open folder", do: chroot,
			walls: []wall.Name{wall.Capabilities, wall.AppArmor}, held: "EPERM", free: "done"},
		{name: "by a number instead of a path", do: byHandle, can: func(w *world) string {
			if len(w.Handle) == 0 {
				return "its file system gives files no numbers"
			}
			return ""
		}, walls: []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}, also: wall.Landlock, held: "EPERM|EACCES", free: secret},
		{name: "a file given to root", do: func(*world) string {
			return how(errors.Join(os.WriteFile("/tmp/mine", nil, 0o600), os.Chown("/tmp/mine", 0, 0)))
		}, walls: []wall.Name{wall.Capabilities, wall.AppArmor}, held: "EPERM", free: "done"},
		{name: "a set-uid program of one's own for another", do: func(w *world) string {
			return how(errors.Join(os.WriteFile("/tmp/mine", nil, 0o600), os.Chown("/tmp/mine", w.NeighbourUID, -1), os.Chmod("/tmp/mine", 0o755|os.ModeSetuid)))
		}, walls: []wall.Name{wall.Capabilities, wall.AppArmor}, held: "EPERM", free: "done"},
	}
}

// says is an error of a text.
func says(text string) error { return errors.New(text) }

func newFile(w *world) string {
	path := fmt.Sprintf("%s/open/%d", w.Dir, os.Getpid())
	got := open(path, unix.O_CREAT|unix.O_WRONLY)
	_ = os.Remove(path)
	return got
}

// parts are programs that attempts start.
func parts() map[string]func(*world) string {
	return map[string]func(*world) string{
		"be a neighbour":     beNeighbour,
		"read what is shown": func(*world) string { return read("/mnt/secret") },
		"lie in wait":        lieInWait,
		"stay":               stay,
		"stay for long":      func(*world) string { return stayOn(false) },
		"stay stopped":       func(*world) string { return stayOn(true) },
		"come back":          comeBack,
		"take the profile":   takeProfile,
	}
}

// part is a program of ours, to be started inside.
func part(path, what string) *exec.Cmd {
	cmd := exec.Command(path)
	cmd.Args[0] = hostileName
	cmd.Env = append(os.Environ(), "ESCAPE_DO="+what)
	return cmd
}

// chroot leaves a root for one below it, with a descriptor of a folder above in hand.
func chroot(*world) string {
	above, err := unix.Open("/", unix.O_PATH, 0)
	return how(errors.Join(err, os.MkdirAll("/tmp/jail", 0o700), unix.Chroot("/tmp/jail"), unix.Fchdir(above)))
}

// byHandle opens a file by its number, on a file system that is shown in part.
func byHandle(w *world) string {
	mount, err := unix.Open(w.Dir, unix.O_RDONLY, 0)
	if err != nil {
		return how(err)
	}
	fd, err := unix.OpenByHandleAt(mount, unix.NewFileHandle(w.HandleType, w.Handle), unix.O_RDONLY)
	if err != nil {
		return how(err)
	}
	b := make([]byte, 100)
	n, err := unix.Read(fd, b)
	if err != nil {
		return how(err)
	}
	return string(b[:n])
}
