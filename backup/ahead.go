package backup

import (
	"context"
	"sync"
)

// ahead fetches blocks before they are asked for: each call to a bucket waits for
// the network, and a home has thousands of small files. The lock of the call that
// reads ends it and waits for it.
type ahead struct {
	mu     sync.Mutex
	on     bool // somebody will wait for what is begun
	coming map[ID]*fetch
	order  []ID // of coming, the first asked for first
	work   sync.WaitGroup
}

// fetch is a block that is on its way.
type fetch struct {
	done chan struct{}
	data []byte
	err  error
}

// soon begins to fetch the first of ids, as many as the target takes at once.
func (r *Repository) soon(ctx context.Context, ids []ID) {
	a := &r.ahead
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, id := range ids {
		if a.coming[id] != nil {
			continue
		}
		if !a.on || ctx.Err() != nil || !a.room(r.target.Parallel()) {
			return
		}
		f := &fetch{done: make(chan struct{})}
		a.coming[id], a.order = f, append(a.order, id)
		a.work.Go(func() {
			defer close(f.done)
			f.data, f.err = r.fetch(ctx, id)
		})
	}
}

// room reports whether another one may be fetched. What has come and was not asked for
// makes room: a folder that is not on the disk any more, for one.
func (a *ahead) room(most int) bool {
	for len(a.order) > 0 {
		f := a.coming[a.order[0]]
		if f != nil && len(a.coming) < most {
			break
		}
		if f != nil {
			select {
			case <-f.done:
				delete(a.coming, a.order[0])
			default:
				return false
			}
		}
		a.order = a.order[1:]
	}
	return len(a.coming) < most
}

// begin lets blocks be fetched ahead until over is called.
func (a *ahead) begin() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.on, a.coming, a.order = true, map[ID]*fetch{}, nil
}

// get returns a block, checked. Its error is ErrDamaged where the block is missing
// or not what its name says, and another one where the target fails.
func (r *Repository) get(ctx context.Context, id ID) ([]byte, error) {
	r.ahead.mu.Lock()
	f := r.ahead.coming[id]
	delete(r.ahead.coming, id)
	r.ahead.mu.Unlock()
	if f == nil {
		return r.fetch(ctx, id)
	}
	<-f.done // its context ends with the call that this one is part of
	return f.data, f.err
}

// over waits for what was begun and is not needed. Its context has ended.
func (a *ahead) over() {
	a.mu.Lock()
	a.on = false
	a.mu.Unlock()
	a.work.Wait()
}
