package backup

import (
	"context"
	"slices"
	"sync"
)

// ahead fetches blocks before they are asked for: each call to a bucket waits for
// the network, and a home has thousands of small files. The lock of the call that
// reads ends it and waits for it.
type ahead struct {
	mu     sync.Mutex
	on     bool // somebody will wait for what is begun
	coming map[ID]*fetch
	order  []ID // of coming, the first begun first, and of what was asked for since
	flying int  // that have not come
	kept   int  // bytes that have come and were not asked for
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
		a.flying++
		a.work.Go(func() {
			f.data, f.err = r.fetch(ctx, id)
			a.came(id, f)
		})
	}
}

// came counts what has come.
func (a *ahead) came(id ID, f *fetch) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.flying--; a.coming[id] == f {
		a.kept += len(f.data)
	}
	close(f.done)
}

// room reports whether another one may be fetched: at most so many at a time, and no more
// is kept than as many whole blocks. What was begun first is asked for last, after all
// that is below the folders before it, and makes room.
func (a *ahead) room(most int) bool {
	for len(a.order) > 0 && a.kept > most*blockSize {
		if f := a.coming[a.order[0]]; f != nil {
			select {
			case <-f.done:
				a.kept -= len(f.data)
				delete(a.coming, a.order[0])
			default:
				return false
			}
		}
		a.order = a.order[1:]
	}
	if len(a.order) > 2*len(a.coming)+most {
		a.order = slices.DeleteFunc(a.order, func(id ID) bool { return a.coming[id] == nil })
	}
	return a.flying < most
}

// begin lets blocks be fetched ahead until over is called.
func (a *ahead) begin() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.on, a.coming, a.order, a.kept = true, map[ID]*fetch{}, nil, 0
}

// get returns a block, checked. Its error is ErrDamaged where the block is missing
// or not what its name says, and another one where the target fails.
func (r *Repository) get(ctx context.Context, id ID) ([]byte, error) {
	r.ahead.mu.Lock()
	f := r.ahead.take(id)
	r.ahead.mu.Unlock()
	if f == nil {
		return r.fetch(ctx, id)
	}
	<-f.done // its context ends with the call that this one is part of
	return f.data, f.err
}

// take gives what was begun to whoever asks for it.
func (a *ahead) take(id ID) *fetch {
	f := a.coming[id]
	if f != nil {
		delete(a.coming, id)
		select {
		case <-f.done:
			a.kept -= len(f.data)
		default: // it is counted when it comes, if nobody has it by then
		}
	}
	return f
}

// over waits for what was begun and is not needed. Its context has ended.
func (a *ahead) over() {
	a.mu.Lock()
	a.on = false
	a.mu.Unlock()
	a.work.Wait()
}
