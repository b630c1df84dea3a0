package spawnertest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// lifeTests hold how runs begin and end.
func lifeTests() map[string]func(*suite) {
	return map[string]func(*suite){
		"StartIsListed":         startIsListed,
		"SameIDIsOneRun":        sameIDIsOneRun,
		"StartsAtOnceAreOneRun": startsAtOnceAreOneRun,
		"StartAnswersTwiceToo":  startOfEndedRun,
		"MissingCommand":        missingCommand,
		"ExitsAtOnce":           exitsAtOnce,
		"WaitTells":             waitTells,
		"WaitHonoursItsContext": waitHonoursContext,
		"StopTells":             stopTells,
		"StopByNobody":          stopByNobody,
		"StopIsGentle":          stopIsGentle,
		"StopEndsAll":           stopEndsAll,
		"StopOfUnknownBars":     stopOfUnknownBars,
		"StopWhileStarting":     stopWhileStarting,
		"TwoStops":              twoStops,
		"Forget":                forget,
		"CancelledStart":        cancelledStart,
		"TwentyAtOnce":          twentyAtOnce,
		"OutlivesItsCaller":     outlivesItsCaller,
		"ImpossibleSpecs":       impossibleSpecs,
	}
}

func startIsListed(s *suite) {
	spec := s.spec(progServe, strconv.Itoa(port))
	spec.Label = "what\x00ever" + strings.Repeat("\n", spawner.MaxLabel-10)
	before := time.Now().Add(-time.Second)
	s.ok(s.s.Start(s.ctx, spec))
	st, ok := s.listed(spec.ID)
	if !ok {
		s.Fatal("Start has returned, and List does not show the run")
	}
	if st.UID != spec.Account.UID || st.Login != spec.Account.Name || st.Label != spec.Label || st.Asked || st.Started.Before(before) || st.Phase == spawner.Ended || st.End != nil {
		s.Errorf("List shows %+v", st)
	}
	s.ok(s.s.Listening(s.ctx, spec.ID))
	long := s.spec(progIdle)
	long.Label = strings.Repeat("x", spawner.MaxLabel+1)
	s.is(s.s.Start(s.ctx, long), spawner.ErrRefused, "Start with a label that is too long")
	st, err := s.s.Status(s.ctx, spec.ID)
	s.ok(err)
	if st.ID != spec.ID || st.Phase != spawner.Listening || st.UID != spec.Account.UID {
		s.Errorf("Status of a run that listens: %+v", st)
	}
	_, err = s.s.Status(s.ctx, s.newID())
	s.is(err, spawner.ErrUnknown, "Status of an unknown run")
}

func sameIDIsOneRun(s *suite) {
	spec := s.spec(progServe, strconv.Itoa(port))
	s.ok(s.s.Start(s.ctx, spec))
	s.ok(s.s.Listening(s.ctx, spec.ID))
	first, _ := s.listed(spec.ID)
	other := spec
	other.Command = s.opts.Command(progExit, "1", "another")
	s.ok(s.s.Start(s.ctx, other))
	second, _ := s.listed(spec.ID)
	if !second.Started.Equal(first.Started) || second.Phase != spawner.Listening {
		s.Errorf("the second Start changed %+v into %+v", first, second)
	}
	s.upOnce(spec.ID)
}

// upOnce fails unless the run's program has started once.
func (s *suite) upOnce(id commonhall.ServerID) {
	s.Helper()
	out, err := s.s.Log(s.ctx, id, 4096)
	s.ok(err)
	if string(out) != "up\n" {
		s.Errorf("the program's output is %q, want one %q", out, "up")
	}
}

func startsAtOnceAreOneRun(s *suite) {
	spec := s.spec(progServe, strconv.Itoa(port))
	atOnce(s, 8, func(int) error { return s.s.Start(s.ctx, spec) })
	s.ok(s.s.Listening(s.ctx, spec.ID))
	s.listed(spec.ID)
	s.upOnce(spec.ID)
}

// atOnce calls f n times at the same moment and fails for each error.
func atOnce(s *suite, n int, f func(i int) error) {
	s.Helper()
	var g sync.WaitGroup
	gate, errs := make(chan struct{}), make([]error, n)
	for i := range n {
		g.Go(func() {
			<-gate
			errs[i] = f(i)
		})
	}
	close(gate)
	g.Wait()
	s.ok(errors.Join(errs...))
}

func startOfEndedRun(s *suite) {
	spec := s.spec(progExit, "3", "once")
	s.ok(s.s.Start(s.ctx, spec))
	end := s.wait(spec.ID)
	s.ok(s.s.Start(s.ctx, spec))
	if again := s.wait(spec.ID); !again.At.Equal(end.At) {
		s.Errorf("Start ran an id again that had ended: first %+v, then %+v", end, again)
	}
}

func missingCommand(s *suite) {
	for _, command := range []string{"no-such-program", "/no/such/program", "/etc/passwd"} {
		spec := s.spec(progIdle)
		spec.Command = []string{command, "an argument"}
		s.ok(s.s.Start(s.ctx, spec))
		end := s.wait(spec.ID)
		if end.Cause != commonhall.EndNoCommand || !strings.Contains(end.Detail, command) || !strings.HasSuffix(end.Detail, ".") {
			s.Errorf("%s: %+v, want the cause %s and a sentence that names the program", command, end, commonhall.EndNoCommand)
		}
		if st, ok := s.listed(spec.ID); !ok || st.Phase != spawner.Ended || st.End == nil {
			s.Errorf("List shows %+v, %v", st, ok)
		}
	}
}

func exitsAtOnce(s *suite) {
	id := s.start(progExit, "7", "good-bye")
	end := s.wait(id)
	if end.Cause != commonhall.EndExited || end.Code != 7 || end.At.IsZero() {
		s.Errorf("it ended with %+v, want the status 7", end)
	}
	if !strings.Contains(end.Log, "good-bye") {
		s.Errorf("the end has the log %q, without the last words", end.Log)
	}
	st, err := s.s.Status(s.ctx, id)
	s.ok(err)
	if st.Phase != spawner.Ended || st.End == nil || st.End.Code != 7 {
		s.Errorf("Status of an ended run: %+v", st)
	}
	s.is(s.s.Listening(s.ctx, id), spawner.ErrEnded, "Listening of a run that has ended")
}

func waitTells(s *suite) {
	if end := s.wait(s.start(progExit, "0", "")); end.Cause != commonhall.EndExited || end.Code != 0 {
		s.Errorf("a program that succeeds: %+v", end)
	}
	if end := s.wait(s.start(progKilled)); end.Cause != commonhall.EndSignal || end.Signal != "SIGKILL" {
		s.Errorf("a program that a signal ended: %+v", end)
	}
	_, err := s.s.Wait(s.ctx, s.newID())
	s.is(err, spawner.ErrUnknown, "Wait for an unknown run")
}

func waitHonoursContext(s *suite) {
	id := s.start(progIdle)
	for name, f := range map[string]func(context.Context) error{
		"Wait":      func(ctx context.Context) error { _, err := s.s.Wait(ctx, id); return err },
		"Listening": func(ctx context.Context) error { return s.s.Listening(ctx, id) },
	} {
		ctx, cancel := s.soon()
		s.is(f(ctx), context.DeadlineExceeded, name+" of a run that goes on")
		cancel()
	}
	if st, err := s.s.Status(s.ctx, id); err != nil || st.Phase == spawner.Ended {
		s.Errorf("those who gave up waiting ended the run: %+v, %v", st, err)
	}
}

func stopTells(s *suite) {
	id := s.serve()
	end, err := s.s.Stop(s.ctx, id, patience, "ada")
	s.ok(err)
	if end == nil || end.Cause != commonhall.EndStopped || end.By != "ada" || end.At.IsZero() {
		s.Fatalf("Stop returned %+v, want stopped by ada", end)
	}
	st, _ := s.listed(id)
	if waited := s.wait(id); waited.By != "ada" || st.Phase != spawner.Ended || st.End == nil || st.End.By != "ada" {
		s.Errorf("Wait says %+v, List %+v", waited, st)
	}
	s.is(s.s.Listening(s.ctx, id), spawner.ErrEnded, "Listening of a run that listened before it ended")
	again, err := s.s.Stop(s.ctx, id, patience, "ben")
	s.ok(err)
	if again == nil || again.By != "ada" {
		s.Errorf("Stop of an ended run returned %+v, want how it ended", again)
	}
}

func stopByNobody(s *suite) {
	end, err := s.s.Stop(s.ctx, s.serve(), patience, "")
	s.ok(err)
	if end == nil || end.Cause != commonhall.EndStopped {
		s.Errorf("Stop by nobody in particular returned %+v", end)
	}
}

// stopIsGentle: the program gets its grace, and no more than that.
func stopIsGentle(s *suite) {
	id := s.start(progStubborn, strconv.Itoa(port))
	s.ok(s.s.Listening(s.ctx, id))
	done := make(chan error, 1)
	began := time.Now()
	const grace = 300 * time.Millisecond
	go func() {
		_, err := s.s.Stop(s.ctx, id, grace, "ada")
		done <- err
	}()
	// Within the grace it still answers.
	if got := s.tell(id, "echo still here"); got != "still here" {
		s.Errorf("a run that is asked to stop answers %q", got)
	}
	s.ok(<-done)
	if took := time.Since(began); took < grace {
		s.Errorf("a program that does not end when asked was ended after %s, before its grace of %s", took, grace)
	}
}

// stopEndsAll: who leaves the process tree is ended too.
func stopEndsAll(s *suite) {
	s.need(s.s.Capabilities().Limits, "to count processes")
	spec := s.spec(progServe, strconv.Itoa(port))
	s.ok(s.s.Start(s.ctx, spec))
	s.ok(s.s.Listening(s.ctx, spec.ID))
	s.tell(spec.ID, "daemon")
	if got := s.tell(spec.ID, "lock"); got != "held" {
		s.Fatalf("the daemon's lock is %s", got)
	}
	_, err := s.s.Stop(s.ctx, spec.ID, patience, "ada")
	s.ok(err)
	next := spec
	next.ID = s.newID()
	s.ok(s.s.Start(s.ctx, next))
	s.ok(s.s.Listening(s.ctx, next.ID))
	if got := s.tell(next.ID, "lock"); got != "free" {
		s.Error("a process of the run lived on after Stop had returned")
	}
}

func stopOfUnknownBars(s *suite) {
	spec := s.spec(progIdle)
	end, err := s.s.Stop(s.ctx, spec.ID, time.Second, "ada")
	s.ok(err)
	if end != nil {
		s.Errorf("Stop of an unknown run returned %+v", end)
	}
	s.is(s.s.Start(s.ctx, spec), spawner.ErrRefused, "Start of what was stopped before")
	if st, ok := s.listed(spec.ID); ok {
		s.Errorf("List shows what was stopped before it was started: %+v", st)
	}
}

// stopWhileStarting: whoever comes first, in the end nothing runs.
func stopWhileStarting(s *suite) {
	specs := make([]spawner.Spec, 10)
	for i := range specs {
		specs[i] = s.spec(progIdle)
	}
	started := make([]error, len(specs))
	atOnce(s, 2*len(specs), func(i int) error {
		if i%2 == 0 {
			started[i/2] = s.s.Start(s.ctx, specs[i/2])
			return nil
		}
		_, err := s.s.Stop(s.ctx, specs[i/2].ID, patience, "ada")
		return err
	})
	for i, spec := range specs {
		if started[i] != nil {
			s.is(started[i], spawner.ErrRefused, "Start that lost against Stop")
		}
		if st, ok := s.listed(spec.ID); ok && (st.Phase != spawner.Ended || st.End == nil || st.End.Cause != commonhall.EndStopped) {
			s.Errorf("Start said %v, Stop has returned, and the run is %+v", started[i], st)
		}
	}
}

func twoStops(s *suite) {
	id := s.serve()
	ends := make([]*commonhall.End, 2)
	atOnce(s, 2, func(i int) (err error) {
		ends[i], err = s.s.Stop(s.ctx, id, patience, []string{"ada", "ben"}[i])
		return err
	})
	if ends[0] == nil || ends[1] == nil || ends[0].By != ends[1].By || ends[0].Cause != commonhall.EndStopped {
		s.Errorf("two Stops at once returned %+v and %+v", ends[0], ends[1])
	}
}

func forget(s *suite) {
	id := s.serve()
	if err := s.s.Forget(s.ctx, id); !errors.Is(err, spawner.ErrRefused) {
		s.Fatalf("Forget of a run that goes on: %v, want %v", err, spawner.ErrRefused)
	}
	if got := s.tell(id, "echo on"); got != "on" {
		s.Errorf("after a refused Forget the run answers %q", got)
	}
	_, err := s.s.Stop(s.ctx, id, patience, "ada")
	s.ok(err)
	s.ok(s.s.Forget(s.ctx, id))
	if st, ok := s.listed(id); ok {
		s.Errorf("List shows what was forgotten: %+v", st)
	}
	_, err = s.s.Status(s.ctx, id)
	s.is(err, spawner.ErrUnknown, "Status of what was forgotten")
	_, err = s.s.Wait(s.ctx, id)
	s.is(err, spawner.ErrUnknown, "Wait for what was forgotten")
	s.ok(s.s.Forget(s.ctx, id))
	s.ok(s.s.Forget(s.ctx, s.newID()))
}

// cancelledStart: whatever a cancelled Start left, List shows it or nothing is.
func cancelledStart(s *suite) {
	for i := range 20 {
		spec := s.spec(progIdle)
		ctx, cancel := context.WithTimeout(s.ctx, time.Duration(i)*300*time.Microsecond)
		err := s.s.Start(ctx, spec)
		cancel()
		if _, ok := s.listed(spec.ID); err == nil && !ok {
			s.Errorf("Start succeeded, and List does not show %s", spec.ID)
		}
		end, err := s.s.Stop(s.ctx, spec.ID, patience, "ada")
		s.ok(err)
		st, ok := s.listed(spec.ID)
		if ok != (end != nil) || ok && st.Phase != spawner.Ended {
			s.Errorf("after Stop returned %+v, List shows %+v, %v", end, st, ok)
		}
	}
}

func twentyAtOnce(s *suite) {
	specs := make([]spawner.Spec, 20)
	for i := range specs {
		specs[i] = s.spec(progIdle)
	}
	atOnce(s, len(specs), func(i int) error { return s.s.Start(s.ctx, specs[i]) })
	for _, spec := range specs {
		if st, ok := s.listed(spec.ID); !ok || st.Phase == spawner.Ended {
			s.Errorf("%s: %+v, %v", spec.ID, st, ok)
		}
	}
	atOnce(s, len(specs), func(i int) error {
		end, err := s.s.Stop(s.ctx, specs[i].ID, patience, "ada")
		if err == nil && (end == nil || end.Cause != commonhall.EndStopped) {
			err = fmt.Errorf("%s ended with %+v", specs[i].ID, end)
		}
		return err
	})
}

// outlivesItsCaller: a hub dies between Start and its record; the next one sees
// the run, starts it again, and it is still one run.
func outlivesItsCaller(s *suite) {
	s.need(s.s.Capabilities().SurvivesUs, "to outlive its caller")
	spec := s.spec(progServe, strconv.Itoa(port))
	s.Run("first", func(t *testing.T) {
		first := s.open(t)
		if err := first.Start(s.ctx, spec); err != nil {
			t.Fatal(err)
		}
	})
	if _, ok := s.listed(spec.ID); !ok {
		s.Fatal("the run went with its caller")
	}
	s.ok(s.s.Start(s.ctx, spec))
	s.ok(s.s.Listening(s.ctx, spec.ID))
	s.upOnce(spec.ID)
}

func impossibleSpecs(s *suite) {
	for name, spoil := range map[string]func(*spawner.Spec){
		"no command":       func(p *spawner.Spec) { p.Command = nil },
		"an empty command": func(p *spawner.Spec) { p.Command = []string{""} },
		"no port":          func(p *spawner.Spec) { p.Port = 0 },
		"an id with a way": func(p *spawner.Spec) { p.ID = "../" + p.ID },
		"an empty id":      func(p *spawner.Spec) { p.ID = "" },
	} {
		spec := s.spec(progIdle)
		spoil(&spec)
		s.is(s.s.Start(s.ctx, spec), spawner.ErrRefused, "Start with "+name)
	}
}
