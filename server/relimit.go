package server

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// Other limits for servers that run. Only those that a decision names: what else was
// decided waits for the next start, as whoever decided it was told.

// running returns the servers of people that run now, each person's together.
func (m *Manager) running(people []commonhall.UserName) (out []*server) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, name := range people {
		for _, key := range m.keys(name) {
			if s := m.servers[key]; s != nil && s.snapshot().State.Active() {
				out = append(out, s)
			}
		}
	}
	return out
}

// relimit gives servers of people that run what was decided, all at once, and tells in out
// what became of each.
func (m *Manager) relimit(ctx context.Context, c LimitChange, people []commonhall.UserName, out *LimitOutcome) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, s := range m.running(people) {
		all.Go(func() {
			var waits []commonhall.LimitName
			err := s.ask(ctx, command{do: func() (err error) { waits, err = s.relimit(ctx, c); return err }})
			mu.Lock()
			defer mu.Unlock()
			if err != nil && !errors.Is(err, errSame) {
				out.Left[s.name] = err // waits may still be written to
				return
			}
			if err == nil {
				out.Changed = append(out.Changed, s.name)
			}
			for _, name := range waits {
				out.Waiting[name] = append(out.Waiting[name], s.name)
			}
		})
	}
	all.Wait()
	slices.Sort(out.Changed)
	out.Changed = slices.Compact(out.Changed)
	for limit, names := range out.Waiting {
		slices.Sort(names)
		out.Waiting[limit] = slices.Compact(names)
	}
}

// relimitTimeout is how long the kernel may look for memory that it can take back.
const relimitTimeout = 10 * time.Second

// errSame says that there is nothing to change in a run.
var errSame = errors.New("nothing changes")

// relimit gives the present run what holds now of the limits that a decision names, and
// returns which others wait for the next start. It is done by the owning goroutine.
func (s *server) relimit(ctx context.Context, c LimitChange) (waits []commonhall.LimitName, err error) {
	ctx, cancel := context.WithTimeout(ctx, relimitTimeout)
	defer cancel()
	now := s.snapshot()
	switch now.State {
	case commonhall.Ready:
	case commonhall.Spawning:
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The %s is just starting, with the limits of before.", s.key.Words()).WithHint("Say it again when it runs.")
	default:
		return nil, errSame // its next start has it
	}
	u, err := s.m.store.User(ctx, s.name)
	if err != nil {
		return nil, err
	}
	held, err := s.m.LimitsFor(ctx, u, s.m.App(now.App))
	if err != nil {
		return nil, err
	}
	want, origins, waits := wanted(c, now, asChosen(now, held))
	if want == now.Limits && maps.Equal(origins, now.Origins) && s.doubted() == nil {
		return waits, errSame
	}
	use, err := s.used(ctx, now.ID)
	if want.Memory > 0 && (now.Limits.Memory == 0 || want.Memory < now.Limits.Memory) && !c.Force {
		if err := s.fits(use.Memory, want.Memory, err); err != nil {
			return nil, err
		}
	}
	s.tellWalls(ctx, use) // of the limits of before
	kept, err := s.m.promise(ctx, s.key, grown(want, now.Limits))
	if err != nil {
		return nil, err
	}
	if err := s.m.spawner.SetLimits(ctx, now.ID, want); err != nil {
		if err = s.unlimited(err, want); commonhall.KindOf(err) == commonhall.Unavailable {
			s.doubt(&doubt{run: now.ID, since: time.Now(), want: want, origins: origins, refused: use.Refused, kept: kept})
		} else {
			kept()
		}
		return nil, err
	}
	s.limited(ctx, want, origins, use.Refused)
	s.doubt(nil)
	kept()
	return waits, nil
}

// wanted is what a run would have with what a decision names, of what its next start has,
// by whose decision, and what it would not have yet.
func wanted(c LimitChange, now commonhall.Server, held []Held) (want commonhall.Limits, origins map[commonhall.LimitName]commonhall.Origin, waits []commonhall.LimitName) {
	next, whose := inForce(held)
	want, origins = now.Limits, map[commonhall.LimitName]commonhall.Origin{}
	maps.Copy(origins, now.Origins)
	for name := range c.Values {
		if !isOfStart(name) && !IsLive(name) {
			want.Set(name, next.Get(name))
			origins[name] = whose[name]
		}
	}
	want = fitted(want)
	for _, h := range held {
		if want.Get(h.Limit) != next.Get(h.Limit) {
			waits = append(waits, h.Limit)
		}
	}
	return want, origins, waits
}

// limited records that the present run has other limits. Who ran into another limit of
// processes did not run into this one.
func (s *server) limited(ctx context.Context, want commonhall.Limits, origins map[commonhall.LimitName]commonhall.Origin, refused int) {
	before := s.snapshot()
	saved := s.change(func(st *commonhall.Server) {
		if st.Limits.PIDs != want.PIDs {
			st.PIDsReached, st.Refused = false, refused
		}
		st.Limits, st.Origins = want, origins
	})
	s.save(context.WithoutCancel(ctx), saved)
	s.m.lookAtLimits(ctx, saved)
	var said []string
	for _, name := range commonhall.LimitNames() {
		if want.Get(name) != before.Limits.Get(name) {
			said = append(said, string(name)+" "+LimitWords(name, want.Get(name))+whose(saved, name))
		}
	}
	if len(said) > 0 {
		s.record(ctx, commonhall.EventLimitsChanged, "The "+s.key.Words()+" has other limits while it runs: "+strings.Join(said, ", ")+".")
	}
}

// used is what a run uses now; where that cannot be measured, when it was looked at last.
func (s *server) used(ctx context.Context, id commonhall.ServerID) (commonhall.Usage, error) {
	all, err := s.m.spawner.Usage(ctx, id)
	if u, ok := all[id]; ok && err == nil {
		s.note(u, id)
		return u, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lookedAt != id {
		return commonhall.Usage{}, errors.Join(errors.New("not measured yet"), err)
	}
	return s.usage, errors.Join(errors.New("not measured now"), err)
}

// fits refuses a memory limit below what the run uses: the kernel would end programs
// until the rest fits.
func (s *server) fits(used, memory int64, err error) error {
	if err != nil {
		return commonhall.Errorf(commonhall.Unavailable, "What the %s uses cannot be measured, so its memory is not made less.", s.key.Words()).WithHint("Try again in a moment.").Because(err)
	}
	if used <= memory {
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The %s uses %s now, more than the new limit of %s: the system would end programs in it at once.", s.key.Words(), commonhall.FormatBytes(used), commonhall.FormatBytes(memory)).
		WithHint("It gets the new limit at its next start. To have it now, let its person close something first, or force it.")
}

// unlimited says why a run did not get other limits.
func (s *server) unlimited(err error, want commonhall.Limits) error {
	switch {
	case errors.Is(err, spawner.ErrBusy):
		return commonhall.Errorf(commonhall.FailedPrecondition, "The kernel of this machine does not take back memory in use: the %s holds more than %s.", s.key.Words(), commonhall.FormatBytes(want.Memory)).WithHint("It gets the new limit at its next start.")
	case errors.Is(err, spawner.ErrRefused):
		return commonhall.Errorf(commonhall.FailedPrecondition, "The part of the system that runs servers refused the limits of %s.", string(s.name)).
			WithHint("They are above the largest that it was told to allow (--max-memory, --max-cpu, --max-pids of the role warden), or it is of an older release.").Because(err)
	case errors.Is(err, spawner.ErrUnknown), errors.Is(err, spawner.ErrEnded):
		return errSame // its next start has it
	}
	return commonhall.Errorf(commonhall.Unavailable, "It is not known yet whether the %s has its new limits: the part of the system that runs servers did not answer in time.", s.key.Words()).
		WithHint("It has them at its next start in any case. If it has them before, the timeline says so, and the pages do.").Because(err)
}
