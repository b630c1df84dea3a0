package warden

import (
	"context"
	"fmt"
	"time"

	"commonhall/sandbox/process"
)

// maxSockets is how many sockets a server may have. What waits in them is the kernel's
// memory, up to some 400 kB in each, and much of that no control group counts.
const maxSockets = 2000

// watchSockets ends servers with more of them until ctx ends.
func (w *Warden) watchSockets(ctx context.Context) {
	for tick := time.NewTicker(time.Second); ; {
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
		for _, r := range w.all("") {
			r.mu.Lock()
			pid := r.rec.PID
			if r.ending || r.rec.Asked {
				pid = 0
			}
			r.mu.Unlock()
			if pid == 0 {
				continue
			}
			if n, err := process.Sockets(pid); err == nil && n > maxSockets {
				why := fmt.Sprintf("commonhall itself, because its programs had %d connections and other sockets open, where %d are allowed", n, maxSockets)
				w.work.Go(func() { w.stop(r, 0, why) })
			}
		}
	}
}
