package edge

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"commonhall"
	"commonhall/gate"
)

// tunnel carries a websocket. ReverseProxy could, but it loses bytes that a
// client sends right behind its handshake (golang/go#80875), lets any protocol
// be upgraded to, and its connections could not be counted and closed here. The
// request's context hangs on the lease; the two connections do so themselves,
// because the context no longer counts when they carry on.
func (e *Edge) tunnel(w http.ResponseWriter, r *http.Request, lease *gate.Lease, b *backend) {
	ctx, cancel := context.WithTimeout(r.Context(), dialTimeout+25*time.Second)
	defer cancel()
	server, err := b.dial(ctx)
	if err != nil {
		e.programFailed(w, r, b, err)
		return
	}
	defer server.Close()
	release, ok := e.gate.Hang(lease, func() { server.Close() })
	if !ok {
		panic(http.ErrAbortHandler) // taken back
	}
	defer release()
	from, resp, err := shake(ctx, server, handshake(r, b))
	if err == nil && resp.StatusCode == http.StatusSwitchingProtocols && !strings.EqualFold(resp.Header.Get("Upgrade"), "websocket") {
		err = errors.New("the program switched to another protocol than websocket")
	}
	if err != nil {
		e.programFailed(w, r, b, err)
		return
	}
	filterResponse(resp, b)
	if resp.StatusCode != http.StatusSwitchingProtocols {
		answerPlain(w, resp, server)
		return
	}
	client, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		e.fail(w, r, err)
		return
	}
	defer client.Close()
	leave, ok := e.gate.Hang(lease, func() { client.Close() })
	if !ok {
		return
	}
	defer leave()
	if err := switchProtocols(client, resp, w.Header().Get("X-Request-Id")); err != nil {
		return
	}
	e.splice(lease.Server, client, buffered.Reader, server, from)
}

// handshake makes the request for the program, with what a handshake needs.
func handshake(r *http.Request, b *backend) *http.Request {
	out := r.Clone(context.Background())
	out.Body, out.ContentLength, out.TransferEncoding, out.Close = nil, 0, nil, false
	removeHopByHop(out.Header)
	rewrite(r, out, b)
	if _, ok := out.Header["User-Agent"]; !ok {
		out.Header.Set("User-Agent", "") // otherwise it would be Go's
	}
	out.Header.Set("Connection", "Upgrade")
	out.Header.Set("Upgrade", "websocket")
	return out
}

// removeHopByHop takes away what counts for one connection only (RFC 9110 section 7.6.1).
func removeHopByHop(h http.Header) {
	for _, v := range h.Values("Connection") {
		for name := range strings.SplitSeq(v, ",") {
			h.Del(strings.TrimSpace(name))
		}
	}
	for _, name := range []string{"Connection", "Keep-Alive", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
		"Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization"} {
		h.Del(name)
	}
}

// shake sends the handshake and reads the head of the answer.
func shake(ctx context.Context, conn net.Conn, req *http.Request) (*bufio.Reader, *http.Response, error) {
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	limited := &io.LimitedReader{R: newHead(conn), N: maxAnswerHead}
	r := bufio.NewReaderSize(limited, 4096)
	err := req.Write(conn)
	var resp *http.Response
	for err == nil {
		if resp, err = http.ReadResponse(r, req); err == nil && (resp.StatusCode < 100 || resp.StatusCode == 101 || resp.StatusCode >= 200) {
			break
		}
	}
	if !stop() {
		return nil, nil, ctx.Err() // which is why the connection broke
	}
	if err != nil && limited.N <= 0 {
		err = errLongHead
	}
	if err == nil {
		err = checkStatus(resp)
	}
	limited.N = 1 << 62
	return r, resp, err
}

// answerPlain passes on an answer that refuses the handshake.
func answerPlain(w http.ResponseWriter, resp *http.Response, server net.Conn) {
	defer resp.Body.Close()
	_ = server.SetReadDeadline(time.Now().Add(10 * time.Second))
	removeHopByHop(resp.Header)
	for k, v := range resp.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}

func switchProtocols(client net.Conn, resp *http.Response, id string) error {
	var b strings.Builder
	b.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n")
	resp.Header.Del("Connection")
	resp.Header.Del("Upgrade")
	resp.Header.Set("X-Request-Id", id)
	if err := resp.Header.Write(&b); err != nil {
		return err
	}
	b.WriteString("\r\n")
	_, err := io.WriteString(client, b.String())
	return err
}

// splice copies both ways until both have ended; what each side had sent early is
// in the readers. A side that ends its half leaves the other half open.
func (e *Edge) splice(id commonhall.ServerID, client net.Conn, fromClient *bufio.Reader, server net.Conn, fromServer *bufio.Reader) {
	t := &traffic{note: func() { e.gate.Seen(id) }}
	up, down := &along{traffic: t}, &along{traffic: t}
	copyHalf := func(dst net.Conn, src *bufio.Reader, a *along) {
		err := e.carry(dst, src, a)
		if half, ok := dst.(interface{ CloseWrite() error }); ok && err == nil {
			_ = half.CloseWrite()
			// The other half may go on for as long as it needs to say goodbye.
			_ = dst.SetReadDeadline(time.Now().Add(30 * time.Second))
			return
		}
		client.Close()
		server.Close()
	}
	var other sync.WaitGroup
	other.Go(func() { copyHalf(client, fromServer, down) })
	copyHalf(server, fromClient, up)
	other.Wait()
}

// carry copies until src ends. While nothing comes, and for what is small, it has the
// reader's own few kilobytes and no more: thousands of websockets are open at once, of
// which hardly any says something. Only what is larger is carried in a large buffer.
func (e *Edge) carry(dst io.Writer, src *bufio.Reader, a *along) error {
	for {
		_, err := src.Peek(1)
		n := src.Buffered()
		part, _ := src.Peek(n)
		if err := a.pass(dst, part); err != nil {
			return err
		}
		_, _ = src.Discard(n)
		if n == src.Size() && err == nil {
			err = e.carryMuch(dst, src, a)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// carryMuch copies in a large buffer for as long as each read fills it.
func (e *Edge) carryMuch(dst io.Writer, src *bufio.Reader, a *along) error {
	b := e.large.Get()
	defer e.large.Put(b)
	for {
		n, err := src.Read(b)
		if failed := a.pass(dst, b[:n]); failed != nil {
			return failed
		}
		if err != nil || n < len(b) {
			return err
		}
	}
}

// traffic notes now and then that somebody used the connection.
type traffic struct {
	last atomic.Int64
	note func()
}

// along is what is known of one direction.
type along struct {
	*traffic
	frames frames
}

// pass writes what came, and looks at it.
func (a *along) pass(dst io.Writer, p []byte) error {
	if a.frames.scan(p) {
		now := time.Now().Unix()
		if last := a.last.Load(); now-last >= 15 && a.last.CompareAndSwap(last, now) {
			a.note()
		}
	}
	if len(p) == 0 {
		return nil
	}
	_, err := dst.Write(p)
	return err
}
