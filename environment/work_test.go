package environment_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

// stuck begins a build by somebody that installs until goes is closed.
func stuck(w *workbench, by string) (j *environment.Job, goes func()) {
	w.t.Helper()
	reached, wait := make(chan struct{}), make(chan struct{})
	w.does = func(args []string, in *spawnertest.Inside) int {
		if args[len(args)-1] == "frogs" {
			close(reached)
			select {
			case <-wait:
			case <-in.Done():
				return 1
			}
		}
		return 0
	}
	j, err := w.Build(w.t.Context(), environment.Declaration{Environment: "python", By: by, Packages: []string{"frogs"}, Again: true})
	w.must(err)
	<-reached
	return j, func() { close(wait) }
}

// Who may not change an environment any more when a build of theirs ends has published
// nothing.
func TestNoTeacherAnyMore(t *testing.T) { noTeacherAnyMore(t, "kim") }

// Nor has who is called as this program is.
func TestNoTeacherOfThatName(t *testing.T) { noTeacherAnyMore(t, "commonhall") }

func noTeacherAnyMore(t *testing.T, name commonhall.UserName) {
	t.Helper()
	w := newWorkbench(t)
	_, err := w.db.AddUsers(t.Context(), []commonhall.UserName{name}, false, firstUID, firstUID+99, time.Now())
	w.must(err)
	_, err = w.db.AddGroups(t.Context(), []commonhall.GroupName{"School"}, nil, firstGID, firstGID+9, time.Now())
	w.must(err)
	w.use("python", commonhall.ForGroup, "School")
	for what, ends := range map[string]func() error{
		"not a teacher": func() error {
			_, err := w.db.ChangeGroup(t.Context(), "School", commonhall.EndTeacher, []commonhall.UserName{name})
			return err
		},
		"suspended": func() error { return w.db.Suspend(t.Context(), name) },
	} {
		w.teaches("School", name)
		j, goes := stuck(w, string(name))
		w.must(ends())
		goes()
		_, err := j.Done(t.Context())
		w.refused(err, commonhall.PermissionDenied, "may not change")
		if w.current() != 1 {
			t.Errorf("%s: generation %d was published", what, w.current())
		}
	}
}

// Who has a role for it, or is a service, publishes as long as that is so.
func TestWhoHoldsARolePublishes(t *testing.T) {
	w := newWorkbench(t)
	for _, holds := range []bool{true, false} {
		j, goes := stuck(w, "the service nightly")
		w.holds = map[string]bool{"the service nightly": holds}
		goes()
		switch _, err := j.Done(t.Context()); {
		case holds:
			w.must(err)
		default:
			w.refused(err, commonhall.PermissionDenied, "may not change")
		}
		if w.current() != 2 {
			t.Errorf("generation %d was published", w.current())
		}
	}
}

// A draft that was thrown away while it was published stays thrown away.
func TestDiscardWhilePublishing(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	reached, wait := make(chan struct{}), make(chan struct{})
	var begun atomic.Bool // of the two runs of a check
	c.hang(func(context.Context) {
		if begun.CompareAndSwap(false, true) {
			close(reached)
			<-wait
		}
	})
	j, err := c.Publish(t.Context(), environment.Publication{Environment: "python", User: "mia", By: "mia"})
	c.must(err)
	<-reached
	c.must(c.Discard(t.Context(), "python", "mia", "mia"))
	close(wait)
	_, err = j.Done(t.Context())
	c.must(err)
	_, err = c.Draft(t.Context(), "python", "mia")
	c.refused(err, commonhall.NotFound, "has no draft")
	if d, err := c.Discarded(t.Context(), "python", "mia"); err != nil || d == nil || d.Published != 2 {
		t.Errorf("it can be had back: %+v, %v", d, err)
	}
}

// slow is a database that keeps who asks for generations first, and knows how many do.
type slow struct {
	*store.DB
	asked   atomic.Int32
	reached chan struct{}
	wait    chan struct{}
	hurried func() // called when drafts were read
}

func (s *slow) Drafts(ctx context.Context) ([]commonhall.Draft, error) {
	all, err := s.DB.Drafts(context.WithoutCancel(ctx))
	s.hurried()
	return all, err
}

func (s *slow) Environments(ctx context.Context) ([]commonhall.Environment, error) {
	return s.DB.Environments(context.WithoutCancel(ctx))
}

func (s *slow) Kept(ctx context.Context, name commonhall.EnvironmentName) ([]commonhall.Generation, error) {
	if s.asked.Add(1) == 1 {
		close(s.reached)
		<-s.wait
	}
	return s.DB.Kept(context.WithoutCancel(ctx), name)
}

// However many pages ask for it at once, one draft at a time is read, and who waits for
// that can give up.
func TestOneDraftAtATime(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	db := &slow{DB: c.db, reached: make(chan struct{}), wait: make(chan struct{}), hurried: func() {}}
	r := environment.New(environment.Config{Dir: c.dir}, db, c.sp, &c.events, slog.New(slog.DiscardHandler))
	var first sync.WaitGroup
	first.Go(func() {
		if d, err := r.Draft(t.Context(), "python", "mia"); err != nil || len(d.Changes) != 1 {
			t.Errorf("the draft is %+v, %v", d, err)
		}
	})
	<-db.reached
	ctx, cancel := context.WithCancel(t.Context())
	db.hurried = cancel
	if _, err := r.Draft(ctx, "python", "mia"); !errors.Is(err, context.Canceled) {
		t.Errorf("who waited has %v", err)
	}
	if n := db.asked.Load(); n != 1 {
		t.Errorf("the generations were asked for %d times", n)
	}
	close(db.wait)
	first.Wait()
}

// A draft that is too large for the disk is not copied until nobody can save any more.
func TestNoRoomForACopy(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	full := error(commonhall.Errorf(commonhall.ResourceExhausted, "Only a little is left."))
	c.full.Store(&full)
	_, err := c.publish(environment.Publication{User: "mia"})
	c.refused(err, commonhall.ResourceExhausted, "a little")
	if trees, err := c.trees().Trees(); err != nil || len(trees) != 1 || c.current() != 1 {
		t.Errorf("there is left %v, %v", trees, err)
	}
	c.full.Store(nil)
	_, err = c.publish(environment.Publication{User: "mia"})
	c.must(err)
}
