package cli

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// gcPercent is how far a role's heap grows between two collections. A role holds
// little: it gives memory back to people's programs sooner than Go would by itself.
// The edge allocates with each request and keeps nothing: at 50 a third of its CPU
// time went into collecting; its heap is small whatever this is. Of the hub's, at 50, a
// third of the time for questions to its API.
func gcPercent(role string) int {
	switch role {
	case "edge":
		return 400
	case "hub":
		return 200
	}
	return 50
}

// muchMemory is from where on a role collects oftener than gcPercent says: strangers can
// make the edge hold much, and people's programs are ended first where the machine has no
// more.
const muchMemory = 192 << 20

// paceEach is how often it is looked whether that is still the right measure.
const paceEach = 2 * time.Second

// keepPace sets the limit of this process's memory until it is stopped. Where more than
// muchMemory is in use, as by thousands of open websockets, to collect over and over would
// give nothing back and take half of the processors: then an eighth above what is in use
// is the limit.
func keepPace(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	debug.SetMemoryLimit(limitFor(inUse()))
	go func() {
		defer close(ended)
		t := time.NewTicker(paceEach)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				debug.SetMemoryLimit(limitFor(inUse()))
			case <-ctx.Done():
				return
			}
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}

func limitFor(used uint64) int64 { return int64(max(muchMemory, used+used/8)) }

// inUse is how much of this process's memory no collection would give back, as far as the
// last one knew.
func inUse() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/memory/classes/heap/free:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	all, live := s[0].Value.Uint64(), s[4].Value.Uint64()
	for _, gone := range s[1:4] {
		all -= min(all, gone.Value.Uint64())
	}
	return all + live
}
