package drain

import (
	"net"
	"syscall"
)

// pending reports whether somebody has sent what nobody has read yet.
func pending(c net.Conn) (waits bool) {
	if t, ok := c.(interface{ NetConn() net.Conn }); ok { // of TLS
		c = t.NetConn()
	}
	sc, ok := c.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return false
	}
	_ = raw.Control(func(fd uintptr) {
		n, _, err := syscall.Recvfrom(int(fd), make([]byte, 1), syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		waits = err == nil && n > 0
	})
	return waits
}

// hush makes the other end of a socket of this machine hear at once that nobody listens
// any more, where it would otherwise send into the void: it knows then that nothing
// arrived, and can say it elsewhere. It reports whether that is so.
func hush(c net.Conn) bool {
	u, ok := c.(interface{ CloseRead() error })
	return ok && c.LocalAddr().Network() == "unix" && u.CloseRead() == nil
}
