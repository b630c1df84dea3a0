package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"

	"golang.org/x/sys/unix"

	"commonhall"
)

// ErrAway says that the warden cannot be reached, or went away before it
// answered: whether it did what was asked is not known.
var ErrAway = errors.New("the warden cannot be reached")

// Error is a failure that the warden reports.
type Error struct {
	Code Code
	Text string
}

func (e *Error) Error() string { return e.Text }

// Client is a connection to the warden that is made when it is needed and made
// again when it broke. It is safe for many goroutines. Close ends it.
type Client struct {
	path      string
	onConnect func(context.Context, string, Doer) error

	mu      sync.Mutex
	conn    *conn
	closed  bool
	dialing chan struct{} // closed when the attempt under way has ended
}

// Doer sends a request over one connection, as Client.Do does over whichever there is.
type Doer func(context.Context, Request, ...*os.File) (Reply, []*os.File, error)

// New returns a client for the socket at path. onConnect may be nil. It is called
// with the warden's epoch for each new connection, which nobody else uses before it
// has returned; if it fails, the connection is not used at all. It must not call
// the client itself.
func New(path string, onConnect func(ctx context.Context, epoch string, do Doer) error) *Client {
	return &Client{path: path, onConnect: onConnect}
}

// conn is one connection; it never comes back after it broke.
type conn struct {
	sock  *net.UnixConn
	hello Hello
	gone  chan struct{}
	write sync.Mutex

	mu      sync.Mutex
	next    uint64
	waiting map[uint64]chan answer
	dead    bool
}

type answer struct {
	reply Reply
	files []*os.File
}

// Alive makes a request of the warden to itself, as root: over its socket, past its
// locks. It does not wait for anybody's server.
func (c *Client) Alive(ctx context.Context) error {
	_, _, err := c.Do(ctx, Request{Verb: Usage, IDs: []commonhall.ServerID{"none"}})
	return err
}

// Do sends a request with descriptors and returns the answer and those that came
// with it, which the caller closes. It fails with ErrAway, an *Error, or the
// context's error; after the latter the warden may still do what was asked.
func (c *Client) Do(ctx context.Context, req Request, files ...*os.File) (Reply, []*os.File, error) {
	cn, err := c.get(ctx)
	if err != nil {
		return Reply{}, nil, err
	}
	return cn.ask(ctx, req, files...)
}

func (cn *conn) ask(ctx context.Context, req Request, files ...*os.File) (Reply, []*os.File, error) {
	req.RequestID = commonhall.RequestIDFrom(ctx)
	a, err := cn.do(ctx, req, files)
	if err != nil {
		return Reply{}, nil, err
	}
	if a.reply.Code != "" {
		CloseAll(a.files)
		return Reply{}, nil, &Error{a.reply.Code, a.reply.Error}
	}
	return a.reply, a.files, nil
}

// PID returns the process of the warden, 0 while there is no connection.
func (c *Client) PID() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil || c.conn.isDead() {
		return 0
	}
	return c.conn.hello.PID
}

// Close ends the connection; calls under way fail.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	cn := c.conn
	c.mu.Unlock()
	if cn != nil {
		cn.sock.Close()
		<-cn.gone
	}
}

// get returns the live connection, making one if there is none. Only one
// attempt is under way at a time; the others wait for it.
func (c *Client) get(ctx context.Context) (*conn, error) {
	for {
		c.mu.Lock()
		switch {
		case c.closed:
			c.mu.Unlock()
			return nil, ErrAway
		case c.conn != nil && !c.conn.isDead():
			cn := c.conn
			c.mu.Unlock()
			return cn, nil
		case c.dialing != nil:
			wait := c.dialing
			c.mu.Unlock()
			select {
			case <-wait:
				continue
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		done := make(chan struct{})
		c.dialing = done
		c.mu.Unlock()
		cn, err := c.connect(ctx)
		c.mu.Lock()
		c.dialing = nil
		if err == nil {
			c.conn = cn
		}
		closed := c.closed
		c.mu.Unlock()
		close(done)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrAway, err)
		}
		if closed {
			cn.sock.Close()
			return nil, ErrAway
		}
		return cn, nil
	}
}

// connect makes a connection that is ready for everybody.
func (c *Client) connect(ctx context.Context) (*conn, error) {
	cn, err := dial(ctx, c.path)
	if err == nil && c.onConnect != nil {
		if err = c.onConnect(ctx, cn.hello.Epoch, cn.ask); err != nil {
			cn.sock.Close()
		}
	}
	return cn, err
}

func dial(ctx context.Context, path string) (*conn, error) {
	var d net.Dialer
	nc, err := d.DialContext(ctx, "unixpacket", path)
	if err != nil {
		return nil, err
	}
	sock := nc.(*net.UnixConn)
	stop := context.AfterFunc(ctx, func() { sock.Close() })
	hello, err := greet(sock)
	if !stop() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		sock.Close()
		return nil, err
	}
	cn := &conn{sock: sock, hello: hello, gone: make(chan struct{}), waiting: map[uint64]chan answer{}}
	go cn.read()
	return cn, nil
}

func greet(sock *net.UnixConn) (Hello, error) {
	var h Hello
	if err := WritePacket(sock, Hello{Version: Version}, nil); err != nil {
		return h, err
	}
	if _, err := ReadPacket(sock, &h); err != nil {
		return h, err
	}
	if h.Refused != "" {
		return h, errors.New(h.Refused)
	}
	return h, nil
}

func (cn *conn) isDead() bool {
	cn.mu.Lock()
	defer cn.mu.Unlock()
	return cn.dead
}

func (cn *conn) do(ctx context.Context, req Request, files []*os.File) (answer, error) {
	ch := make(chan answer, 1)
	cn.mu.Lock()
	if cn.dead {
		cn.mu.Unlock()
		return answer{}, ErrAway
	}
	cn.next++
	req.ID = cn.next
	cn.waiting[req.ID] = ch
	cn.mu.Unlock()

	cn.write.Lock()
	err := WritePacket(cn.sock, req, files)
	cn.write.Unlock()
	if err != nil {
		cn.forget(req.ID)
		if errors.Is(err, ErrTooLarge) {
			return answer{}, &Error{Refused, err.Error()}
		}
		cn.sock.Close()
		return answer{}, fmt.Errorf("%w: %w", ErrAway, err)
	}
	select {
	case a, ok := <-ch:
		if !ok {
			return answer{}, ErrAway
		}
		return a, nil
	case <-ctx.Done():
		if !cn.forget(req.ID) {
			// The answer is there, or comes this moment: what it brought is ours to close.
			if a, ok := <-ch; ok {
				CloseAll(a.files)
			}
		}
		return answer{}, ctx.Err()
	}
}

// forget gives up on an answer; it reports false if the answer is on its way already.
func (cn *conn) forget(id uint64) bool {
	cn.mu.Lock()
	defer cn.mu.Unlock()
	_, ok := cn.waiting[id]
	delete(cn.waiting, id)
	return ok
}

func (cn *conn) read() {
	defer close(cn.gone)
	defer cn.sock.Close()
	for {
		var r Reply
		files, err := ReadPacket(cn.sock, &r)
		cn.mu.Lock()
		if err != nil {
			cn.dead = true
			for _, ch := range cn.waiting {
				close(ch)
			}
			cn.waiting = nil
			cn.mu.Unlock()
			return
		}
		ch, ok := cn.waiting[r.ID]
		delete(cn.waiting, r.ID)
		cn.mu.Unlock()
		if ok {
			ch <- answer{r, files}
		} else {
			CloseAll(files) // whoever asked has left
		}
	}
}

// CloseAll closes descriptors that nobody uses.
func CloseAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// ErrTooLarge says that a message does not fit a packet.
var ErrTooLarge = errors.New("the message is larger than 64 KiB")

// WritePacket sends v as one packet, with descriptors.
func WritePacket(sock *net.UnixConn, v any, files []*os.File) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if len(b) > MaxPacket {
		return ErrTooLarge
	}
	var oob []byte
	if len(files) > 0 {
		fds := make([]int, len(files))
		for i, f := range files {
			fds[i] = int(f.Fd())
		}
		oob = unix.UnixRights(fds...)
	}
	_, _, err = sock.WriteMsgUnix(b, oob, nil)
	return err
}

// maxFiles is how many descriptors one packet may bring.
const maxFiles = 4

// ReadPacket receives one packet into v and returns its descriptors, which the
// caller closes. A packet that is cut or no JSON is an error, and closes them.
func ReadPacket(sock *net.UnixConn, v any) ([]*os.File, error) {
	buf, oob := make([]byte, MaxPacket), make([]byte, unix.CmsgSpace(4*maxFiles))
	n, oobn, flags, _, err := sock.ReadMsgUnix(buf, oob)
	if err != nil {
		return nil, err
	}
	files := received(oob[:oobn])
	if n == 0 && oobn == 0 {
		return nil, net.ErrClosed
	}
	if flags&(unix.MSG_TRUNC|unix.MSG_CTRUNC) != 0 {
		CloseAll(files)
		return nil, ErrTooLarge
	}
	if err := json.Unmarshal(buf[:n], v); err != nil {
		CloseAll(files)
		return nil, fmt.Errorf("a message that is no JSON: %w", err)
	}
	return files, nil
}

func received(oob []byte) []*os.File {
	msgs, err := unix.ParseSocketControlMessage(oob)
	if err != nil {
		return nil
	}
	var files []*os.File
	for _, m := range msgs {
		fds, err := unix.ParseUnixRights(&m)
		if err != nil {
			continue
		}
		for _, fd := range fds {
			unix.CloseOnExec(fd)
			files = append(files, os.NewFile(uintptr(fd), "received"))
		}
	}
	return files
}
