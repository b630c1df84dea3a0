package client

import (
	"context"
	"errors"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"commonhall"
)

// DialRun connects to a port on a run's own loopback, by IPv4 and then by IPv6.
// The warden only makes the socket, inside; connecting it is done here, under
// ctx, so that a program that never accepts holds nobody up but its caller.
func (c *Client) DialRun(ctx context.Context, id commonhall.ServerID, port int) (net.Conn, error) {
	conn, err := c.dialRun(ctx, id, port, false)
	if errors.Is(err, syscall.ECONNREFUSED) {
		if six, err6 := c.dialRun(ctx, id, port, true); err6 == nil {
			return six, nil
		}
	}
	return conn, err
}

func (c *Client) dialRun(ctx context.Context, id commonhall.ServerID, port int, v6 bool) (net.Conn, error) {
	_, files, err := c.Do(ctx, Request{Verb: Dial, Server: id, Port: port, V6: v6})
	if err != nil {
		return nil, err
	}
	if len(files) != 1 {
		CloseAll(files)
		return nil, errors.New("the warden answered without a socket")
	}
	defer files[0].Close() // FileConn duplicates it
	if err := connect(ctx, files[0], port, v6); err != nil {
		return nil, err
	}
	return net.FileConn(files[0])
}

func connect(ctx context.Context, f *os.File, port int, v6 bool) error {
	var sa unix.Sockaddr = &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}
	if v6 {
		sa = &unix.SockaddrInet6{Port: port, Addr: [16]byte{15: 1}}
	}
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { f.Close() })
	defer stop()
	started := false
	var result error
	err = raw.Write(func(fd uintptr) bool {
		if !started {
			started = true
			result = unix.Connect(int(fd), sa)
			return result != unix.EINPROGRESS
		}
		n, e := unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_ERROR)
		if e == nil && n == 0 {
			// A socket that is nowhere counts as ready, too, and the poller may tell of that late.
			if _, e = unix.Getpeername(int(fd)); e == unix.ENOTCONN {
				return false
			}
		}
		if result = e; n != 0 {
			result = syscall.Errno(n)
		}
		return true
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	if result != nil {
		return os.NewSyscallError("connect", result)
	}
	return nil
}
