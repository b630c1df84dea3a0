package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Content says where the bytes of a file or the entries of a folder are: in
// blocks, or for a long one in lists, which are blocks of names of blocks.
type Content struct {
	Blocks []ID `json:"blocks,omitempty"`
	Lists  []ID `json:"lists,omitempty"`
}

// A file of 32 blocks has them in its entry; each list has 32,768.
const (
	inEntry = 32
	inList  = blockSize / 32
)

// uploader stores blocks, several at a time. The first error ends all.
type uploader struct {
	r      *Repository
	ctx    context.Context
	cancel context.CancelCauseFunc
	room   chan struct{}
	work   sync.WaitGroup

	mu      sync.Mutex
	objects int
	bytes   int64
}

func newUploader(ctx context.Context, r *Repository) *uploader {
	u := &uploader{r: r, room: make(chan struct{}, r.target.Parallel())}
	u.ctx, u.cancel = context.WithCancelCause(ctx)
	return u
}

// store names a block and stores it, soon, if it is new. The caller must not
// change data afterwards.
func (u *uploader) store(data []byte) (ID, error) {
	id := u.r.seal.id(data)
	if err := context.Cause(u.ctx); err != nil {
		return id, err
	}
	if !u.r.take(id) {
		return id, nil
	}
	select {
	case u.room <- struct{}{}:
	case <-u.ctx.Done():
		return id, context.Cause(u.ctx)
	}
	u.work.Go(func() {
		defer func() { <-u.room }()
		n, err := u.r.put(u.ctx, id, data)
		if err != nil {
			u.cancel(err)
			return
		}
		u.mu.Lock()
		u.objects++
		u.bytes += int64(n)
		u.mu.Unlock()
	})
	return id, nil
}

// wait returns when everything is stored, and what went wrong.
func (u *uploader) wait() error {
	u.work.Wait()
	err := context.Cause(u.ctx)
	u.cancel(nil)
	return err
}

// contentWriter collects the blocks of one file or folder.
type contentWriter struct {
	u       *uploader
	blocks  []ID
	lists   []ID
	pending []byte
}

// Write implements io.Writer: it cuts into blocks of the full size.
func (w *contentWriter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if w.pending == nil && len(w.blocks) > 0 {
			w.pending = make([]byte, 0, blockSize)
		}
		take := min(len(p), blockSize-len(w.pending))
		w.pending = append(w.pending, p[:take]...)
		p = p[take:]
		if len(w.pending) == blockSize {
			if err := w.cut(); err != nil {
				return 0, err
			}
		}
	}
	return n, nil
}

// cut ends a block here.
func (w *contentWriter) cut() error {
	if len(w.pending) == 0 {
		return nil
	}
	id, err := w.u.store(w.pending)
	if err != nil {
		return err
	}
	w.pending = nil
	w.blocks = append(w.blocks, id)
	if len(w.blocks) == inList {
		return w.list()
	}
	return nil
}

// list puts the blocks so far into a list.
func (w *contentWriter) list() error {
	b := make([]byte, 0, 32*len(w.blocks))
	for _, id := range w.blocks {
		b = append(b, id[:]...)
	}
	id, err := w.u.store(b)
	w.lists, w.blocks = append(w.lists, id), w.blocks[:0]
	return err
}

func (w *contentWriter) finish() (Content, error) {
	if err := w.cut(); err != nil {
		return Content{}, err
	}
	if len(w.lists) > 0 || len(w.blocks) > inEntry {
		if len(w.blocks) > 0 {
			if err := w.list(); err != nil {
				return Content{}, err
			}
		}
		return Content{Lists: w.lists}, nil
	}
	return Content{Blocks: w.blocks}, nil
}

// ids calls each for the name of every block in order.
func (r *Repository) ids(ctx context.Context, c Content, each func(ID) error) error {
	for _, id := range c.Blocks {
		if err := each(id); err != nil {
			return err
		}
	}
	for _, list := range c.Lists {
		b, err := r.get(ctx, list)
		if err != nil {
			return err
		}
		if len(b)%32 != 0 {
			return fmt.Errorf("the object %s is no list: %w", list, ErrDamaged)
		}
		for ; len(b) > 0; b = b[32:] {
			if err := each(ID(b[:32])); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyContent writes the bytes of a file.
func (r *Repository) copyContent(ctx context.Context, w io.Writer, c Content) error {
	return r.inOrder(ctx, c, func(b []byte) error {
		_, err := w.Write(b)
		return err
	})
}

// inOrder calls each for every block, and fetches the next ones meanwhile.
func (r *Repository) inOrder(ctx context.Context, c Content, each func([]byte) error) error {
	run := func(ids []ID) error {
		for i, id := range ids {
			r.soon(ctx, ids[i:])
			b, err := r.get(ctx, id)
			if err == nil {
				err = each(b)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := run(c.Blocks); err != nil {
		return err
	}
	for _, list := range c.Lists {
		var ids []ID
		if err := r.ids(ctx, Content{Lists: []ID{list}}, func(id ID) error { ids = append(ids, id); return nil }); err != nil {
			return err
		}
		if err := run(ids); err != nil {
			return err
		}
	}
	return nil
}

// Open returns a reader of a file's bytes, which the caller closes.
func (r *Repository) Open(ctx context.Context, n Node) (io.ReadCloser, error) {
	if n.Type != TypeFile || n.Sparse {
		return nil, errors.New("not a file that can be read in one piece")
	}
	return r.open(ctx, n.Content), nil
}

func (r *Repository) open(ctx context.Context, c Content) io.ReadCloser {
	ctx, cancel := context.WithCancel(ctx)
	pr, pw := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		pw.CloseWithError(r.copyContent(ctx, pw, c))
	}()
	return &contentReader{pr, cancel, done}
}

type contentReader struct {
	*io.PipeReader
	cancel context.CancelFunc
	done   chan struct{}
}

// Close implements io.Closer.
func (c *contentReader) Close() error {
	c.cancel()
	err := c.PipeReader.Close()
	<-c.done
	return err
}
