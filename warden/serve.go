package warden

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"slices"
	"sync"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/warden/client"
)

// peer is who is at the other end of a connection.
type peer int

const (
	stranger peer = iota
	edge
	hub
	root
)

func (w *Warden) peerOf(c *net.UnixConn) peer {
	raw, err := c.SyscallConn()
	if err != nil {
		return stranger
	}
	var cred *unix.Ucred
	_ = raw.Control(func(fd uintptr) { cred, err = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) })
	if err != nil || cred == nil {
		return stranger
	}
	switch int(cred.Uid) {
	case 0:
		return root
	case w.cfg.UIDBase + HubOffset:
		return hub
	case w.cfg.UIDBase + EdgeOffset:
		return edge
	}
	return stranger
}

// may says which verbs a peer may use.
func (p peer) may(v client.Verb) bool {
	switch p {
	case root:
		return true
	case hub:
		return v != client.StopAll
	case edge:
		return v == client.Dial
	}
	return false
}

// conversation is one connection: its requests are worked on side by side.
type conversation struct {
	w     *Warden
	peer  peer
	sock  *net.UnixConn
	write sync.Mutex
	busy  sync.WaitGroup
}

// maxRequests bounds how many requests of one connection are worked on at once.
// Waiting for the end of a run counts, so it lies above the number of people.
const maxRequests = 8192

func (w *Warden) serve(ctx context.Context, c *net.UnixConn) {
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	p := w.peerOf(c)
	if err := w.greet(c, p); err != nil {
		w.log.Warn("connection refused", "error", err)
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	conv := &conversation{w: w, peer: p, sock: c}
	defer conv.busy.Wait()
	defer cancel() // what still waits for somebody gives up
	slots := make(chan struct{}, maxRequests)
	for {
		var req client.Request
		files, err := client.ReadPacket(c, &req)
		if err != nil {
			return
		}
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			client.CloseAll(files)
			return
		}
		conv.busy.Go(func() {
			conv.handle(ctx, req, files)
			<-slots
		})
	}
}

func (w *Warden) greet(c *net.UnixConn, p peer) error {
	if p == stranger {
		return errors.Join(errors.New("the peer's account has no business here"),
			client.WritePacket(c, client.Hello{Refused: "this account may not speak to the warden"}, nil))
	}
	var h client.Hello
	files, err := client.ReadPacket(c, &h)
	client.CloseAll(files)
	if err != nil {
		return err
	}
	if h.Version != client.Version {
		return errors.Join(errors.New("the peer speaks another version of the protocol"),
			client.WritePacket(c, client.Hello{Version: client.Version,
				Refused: "the warden speaks another version of the protocol; restart all roles of one release"}, nil))
	}
	return client.WritePacket(c, client.Hello{Version: client.Version, Epoch: w.epoch, PID: os.Getpid()}, nil)
}

// handle does one request and answers it.
func (c *conversation) handle(ctx context.Context, req client.Request, files []*os.File) {
	defer client.CloseAll(files)
	reply, out, err := c.do(ctx, req, files)
	defer client.CloseAll(out)
	if ctx.Err() != nil {
		return // nobody reads it
	}
	reply.ID = req.ID
	if err != nil {
		var ce *client.Error
		if !errors.As(err, &ce) {
			ce = &client.Error{Code: client.Internal, Text: err.Error()}
			c.w.log.Error("request failed", "verb", req.Verb, "server", req.Server, "error", err, "request", req.RequestID)
		}
		reply = client.Reply{ID: req.ID, Code: ce.Code, Error: ce.Text}
	}
	c.write.Lock()
	defer c.write.Unlock()
	err = client.WritePacket(c.sock, reply, out)
	if errors.Is(err, client.ErrTooLarge) {
		err = client.WritePacket(c.sock, client.Reply{ID: req.ID, Code: client.Internal, Error: "the answer is too large"}, nil)
	}
	if err != nil {
		c.sock.Close() // the reader notices
	}
}

func (c *conversation) do(ctx context.Context, req client.Request, files []*os.File) (client.Reply, []*os.File, error) {
	var none client.Reply
	if !c.peer.may(req.Verb) {
		return none, nil, fail(client.Refused, "this account may not ask for %q", req.Verb)
	}
	w := c.w
	switch req.Verb {
	case client.Start:
		return none, nil, w.start(req.Server, req.Spec)
	case client.List:
		return w.list(req.After), nil, nil
	case client.Usage:
		return w.usage(req.IDs, req.After), nil, nil
	case client.Lookup:
		return client.Reply{Found: lookup(req.Programs)}, nil, nil
	case client.StopAll:
		w.stopAll(req.Grace, req.By)
		return none, nil, nil
	case client.Disks:
		return w.disks(req.Accounts)
	case client.Stop:
		r := w.bar(req.Server)
		if r == nil {
			return none, nil, nil
		}
		w.stop(r, req.Grace, req.By)
		return client.Reply{End: w.describe(r).End}, nil, nil
	}
	r, err := w.find(req.Server)
	if err != nil {
		if req.Verb == client.Forget {
			err = nil
		}
		return none, nil, err
	}
	return c.doRun(ctx, r, req, files)
}

// doRun does what concerns one run that is known.
func (c *conversation) doRun(ctx context.Context, r *run, req client.Request, files []*os.File) (client.Reply, []*os.File, error) {
	var none client.Reply
	w := c.w
	switch req.Verb {
	case client.Status:
		return client.Reply{Runs: []client.Run{w.describe(r)}}, nil, nil
	case client.Listening:
		return none, nil, waitFor(ctx, r, r.listening)
	case client.Wait:
		err := waitFor(ctx, r, r.ended)
		return client.Reply{End: w.describe(r).End}, nil, err
	case client.Forget:
		if !isClosed(r.ended) {
			return none, nil, fail(client.Refused, "run %s has not ended", req.Server)
		}
		w.forget(r)
		return none, nil, nil
	case client.SetLimits:
		return none, nil, w.limit(r, req.Limits)
	case client.Log:
		return client.Reply{Log: []byte(w.logTail(r, req.Max))}, nil, nil
	case client.Dial:
		if c.peer == edge && req.Port != r.rec.Port {
			return none, nil, fail(client.Refused, "the edge may reach port %d alone", r.rec.Port)
		}
		f, err := w.dial(r, req.V6)
		return none, f, err
	case client.Listener:
		f, err := w.door(r)
		if err != nil {
			return none, nil, err
		}
		return none, []*os.File{f}, nil
	case client.Return:
		if len(files) != 1 {
			return none, nil, fail(client.Refused, "return brings one descriptor")
		}
		return none, nil, w.takeDoor(r, files[0])
	case client.Exec, client.ExecWait, client.ExecKill:
		return w.besides(ctx, r, req, files)
	}
	return none, nil, fail(client.Refused, "there is no verb %q", req.Verb)
}

// waitFor waits for a moment in the life of r.
func waitFor(ctx context.Context, r *run, moment chan struct{}) error {
	select {
	case <-moment:
	case <-r.ended:
	case <-ctx.Done():
		return ctx.Err()
	}
	if moment != r.ended && isClosed(r.ended) { // whether the moment was before or not
		return fail(client.HasEnded, "run %s has ended", r.rec.ID)
	}
	return nil
}

func (w *Warden) dial(r *run, v6 bool) ([]*os.File, error) {
	<-r.started
	r.mu.Lock()
	ns, ending := r.netns, r.ending
	r.mu.Unlock()
	if ns == nil || ending {
		return nil, fail(client.HasEnded, "run %s has ended", r.rec.ID)
	}
	fd, err := w.socket(ns, v6)
	if err != nil {
		return nil, err
	}
	return []*os.File{os.NewFile(uintptr(fd), "socket")}, nil
}

// pageBytes bounds a page of a long answer, well below client.MaxPacket.
const pageBytes = 40 << 10

func (w *Warden) list(after string) client.Reply {
	var reply client.Reply
	size := 0
	for _, r := range w.all(after) {
		d := w.describe(r)
		b, err := json.Marshal(d)
		if err != nil {
			continue
		}
		size += len(b) // what a program wrote may have grown sixfold
		if size > pageBytes && len(reply.Runs) > 0 {
			reply.Next = string(reply.Runs[len(reply.Runs)-1].ID)
			break
		}
		reply.Runs = append(reply.Runs, d)
	}
	return reply
}

func (w *Warden) usage(ids []commonhall.ServerID, after string) client.Reply {
	reply := client.Reply{Usage: map[commonhall.ServerID]commonhall.Usage{}}
	for _, r := range w.all(after) {
		if len(ids) > 0 && !slices.Contains(ids, r.rec.ID) {
			continue
		}
		if len(reply.Usage) == pageBytes/600 {
			reply.Next = after
			break
		}
		after = string(r.rec.ID)
		r.mu.Lock()
		if r.rec.End == nil && r.group != nil {
			if u, err := r.group.Usage(); err == nil {
				reply.Usage[r.rec.ID] = w.use(r, u)
			}
		}
		r.mu.Unlock()
	}
	return reply
}

func (w *Warden) logTail(r *run, limit int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if limit <= 0 || limit > 32<<10 {
		limit = 32 << 10
	}
	if r.rec.End != nil {
		log := r.rec.End.Log
		return log[max(0, len(log)-limit):]
	}
	return r.log.Tail(int64(limit))
}
