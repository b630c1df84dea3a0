package tree

import (
	"slices"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

// What a tree is without some of its walls. Nothing here makes one stronger.

func (t Tree) without(name wall.Name) bool { return slices.Contains(t.Without, name) }

// Seen is the tree as it is without the walls that are left out of it.
func (t Tree) Seen() []Mount {
	var out []Mount
	if t.without(wall.Tree) {
		out = append(out, Mount{Target: "/", Source: "/"})
	}
	for _, m := range t.Mounts {
		temporary := m.Tmpfs != "" && (m.Target == "/tmp" || m.Target == "/dev/shm")
		switch {
		case m.Dev && t.without(wall.Devices):
			m = Mount{Target: m.Target, Source: "/dev", Writable: true}
		case temporary && t.without(wall.Private):
			m = Mount{Target: m.Target, Source: m.Target, Writable: true}
		case t.without(wall.Tree) && !m.Proc && !m.Dev && !temporary:
			continue // on the machine's own tree nothing is made
		}
		m.Writable = m.Writable || m.Source != "" && t.without(wall.ReadOnly)
		out = append(out, m)
	}
	if t.without(wall.Tree) && t.without(wall.ReadOnly) {
		out[0].Writable = true
	}
	return out
}

// flags are those of a mount, without the ones that are left out.
func (t Tree) flags(f uintptr) uintptr {
	for name, flag := range map[wall.Name]uintptr{wall.NoSuid: unix.MS_NOSUID, wall.Devices: unix.MS_NODEV, wall.ReadOnly: unix.MS_RDONLY} {
		if t.without(name) {
			f &^= flag
		}
	}
	return f
}
