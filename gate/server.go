package gate

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"commonhall"
)

// ErrUnconfirmed says that a revocation was made, but an edge has not said that
// it carried it out.
var ErrUnconfirmed = errors.New("no edge has confirmed the revocation")

// Server is the hub's end. Its streams end with the connections they came on.
type Server struct {
	decider Decider
	log     *slog.Logger

	// mu orders what goes down the streams. An answer is worked out without it,
	// and queued under it only if no revocation came in between.
	mu      sync.Mutex
	streams map[*stream]bool
	changed chan struct{} // closed and made anew when a stream comes, syncs or goes
	seq     uint64        // of the last revocation

	watch func(context.Context, []commonhall.Certificate) // told what edges report
}

// NewServer returns a server that has no edge yet.
func NewServer(d Decider, log *slog.Logger) *Server {
	return &Server{decider: d, log: log, streams: map[*stream]bool{}, changed: make(chan struct{})}
}

// stream is one edge's connection.
type stream struct {
	conn   net.Conn
	out    chan message
	gone   chan struct{}
	pid    int    // of the edge, as it says
	base   uint64 // the last revocation before it came: its answers are later ones
	synced bool   // it has asked again for all that was open
	acked  uint64

	certificates []commonhall.Certificate // as it last reported
	reported     time.Time
}

// queued bounds what waits to be sent to one edge. An edge that does not read so
// much is not well, and loses its stream: it will come again and ask again.
const queued = 4096

// ServeHTTP takes a connection over. Its route must be reachable by edges alone.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Upgrade") != UpgradeProtocol {
		http.Error(w, "this path speaks "+UpgradeProtocol, http.StatusUpgradeRequired)
		return
	}
	conn, buf, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "cannot take the connection over", http.StatusInternalServerError)
		return
	}
	_ = conn.SetDeadline(time.Time{})
	_, err = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: "+UpgradeProtocol+"\r\n\r\n")
	if err != nil {
		conn.Close()
		return
	}
	s.Serve(r.Context(), conn, buf.Reader)
}

// Serve speaks to one edge until the connection or ctx ends.
func (s *Server) Serve(ctx context.Context, conn net.Conn, r *bufio.Reader) {
	st := &stream{conn: conn, out: make(chan message, queued), gone: make(chan struct{})}
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	var work sync.WaitGroup
	work.Go(func() { st.send() })
	s.change(func() { st.base, s.streams[st] = s.seq, true })
	st.queue(message{Hello: &hello{Version: Version}})
	err := s.receive(ctx, st, r, &work)
	s.change(func() { delete(s.streams, st) })
	close(st.gone)
	cancel()
	conn.Close()
	work.Wait()
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
		s.log.Warn("the stream to an edge broke", "error", err)
	}
}

// Edges returns the processes at the other ends.
func (s *Server) Edges() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []int
	for st := range s.streams {
		if st.pid != 0 {
			out = append(out, st.pid)
		}
	}
	return out
}

// change does f to the set of streams and wakes who waits for it to change.
func (s *Server) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
	close(s.changed)
	s.changed = make(chan struct{})
}

// send writes what is queued until the stream ends.
func (st *stream) send() {
	w := bufio.NewWriter(st.conn)
	enc := json.NewEncoder(w)
	for {
		select {
		case m := <-st.out:
			if enc.Encode(m) != nil || (len(st.out) == 0 && w.Flush() != nil) {
				st.conn.Close()
				return
			}
		case <-st.gone:
			return
		}
	}
}

func (st *stream) queue(m message) {
	select {
	case st.out <- m:
	default:
		st.conn.Close()
	}
}

func (s *Server) receive(ctx context.Context, st *stream, r *bufio.Reader, work *sync.WaitGroup) error {
	slots := make(chan struct{}, 64)
	for {
		m, err := readMessage(r)
		if err != nil {
			return err
		}
		switch {
		case m.Hello != nil && m.Hello.Version != Version:
			return errors.New("the edge speaks another version; restart all roles of one release")
		case m.Hello != nil:
			s.change(func() { st.pid = m.Hello.PID })
		case m.Ask != nil:
			slots <- struct{}{}
			work.Go(func() {
				s.answer(ctx, st, *m.Ask)
				<-slots
			})
		case m.Ack != 0:
			s.change(func() { st.acked = max(st.acked, m.Ack) })
		case m.Synced:
			s.change(func() { st.synced = true })
		case m.Certificates != nil:
			s.certified(ctx, st, m.Certificates)
		case m.Activity != nil:
			s.decider.Active(ctx, m.Activity)
		}
	}
}

func readMessage(r *bufio.Reader) (message, error) {
	var m message
	line, err := readLine(r)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(line, &m)
}

// readLine reads one line of at most maxLine bytes.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return nil, errors.New("a line of the gate stream is too long")
		case err == nil:
			return line, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// decideTimeout bounds working out one answer: those that hang must not keep the
// edge's other messages from being read for good.
const decideTimeout = 10 * time.Second

// answer works an answer out and sends it. It holds nobody up meanwhile: if a
// revocation was made before it was done, it may rest on what is no longer so,
// and is worked out again.
func (s *Server) answer(ctx context.Context, st *stream, a ask) {
	ctx, cancel := context.WithTimeout(commonhall.WithRequestID(ctx, a.Request), decideTimeout)
	defer cancel()
	for {
		s.mu.Lock()
		before := s.seq
		s.mu.Unlock()
		verdict := s.decider.Decide(ctx, a.Question)
		if ctx.Err() != nil {
			verdict = Answer{Result: Unavailable}
		}
		s.mu.Lock()
		current := s.seq == before || ctx.Err() != nil
		if current {
			st.queue(message{Answer: &told{N: a.N, Answer: verdict}})
		}
		s.mu.Unlock()
		if current {
			return
		}
	}
}

// Revoke takes answers back. What makes the answers different from now on must
// be stored before. It returns when every edge has forgotten them and closed what
// hung on them; ErrUnconfirmed if that did not happen before ctx ended. Where no
// edge is there it waits for one, because one may be on its way back with
// connections open.
func (s *Server) Revoke(ctx context.Context, what Revocation) error {
	s.mu.Lock()
	s.seq++
	seq := s.seq
	for st := range s.streams {
		st.queue(message{Revoke: &revoke{Seq: seq, What: what}})
	}
	s.mu.Unlock()
	for {
		done, changed := s.confirmed(seq)
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ErrUnconfirmed
		}
	}
}

// confirmed reports whether an edge is there and all have carried out seq: a
// stream either acknowledged it, or came later and has asked again since for all
// that was open.
func (s *Server) confirmed(seq uint64) (bool, chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := len(s.streams) > 0
	for st := range s.streams {
		if st.acked < seq && (st.base < seq || !st.synced) {
			done = false
		}
	}
	return done, s.changed
}
