package setup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"commonhall"
	"commonhall/release"
	"commonhall/supervisor"
)

// repairable refuses an archive that has another program under the version that runs.
func repairable(r *release.Release) error {
	ours, err := sumOf(filepath.Join(Library, r.Version.String(), "commonhall"))
	if err != nil {
		return err
	}
	theirs, err := sumOf(r.Binary)
	if err != nil || bytes.Equal(ours, theirs) {
		return err
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "Version %s runs already, and the archive has another program under that version.", r.Version).
		WithHint("Nothing was changed. If the one here is damaged, the installer of that release puts its own in its place: sudo sh install.sh FOLDER")
}

func sumOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

// goOver does again what setup did for the release that is installed, but for settings
// and people, and sees that all roles run it and answer.
func goOver(ctx context.Context, version string, out io.Writer) error {
	unlock, err := lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := free(); err != nil {
		return err
	}
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	s, r := New(Answers{}, version, out), &renewal{systemd: systemd{out}, instance: i, paths: supervisor.PathsOf(Dir, i), patience: (&Upgrade{}).patience()}
	for _, step := range []step{
		{"accounts", func(ctx context.Context) error { return Roles{UIDBase: i.UIDBase}.Make(ctx) }},
		{"folders", func(context.Context) error { return folders(i) }},
		{"command", func(context.Context) error { return link("../lib/commonhall/current/commonhall", Command) }},
		{"services", s.services},
		{"visitors", s.open},
		{"roles", func(ctx context.Context) error { return r.refresh(ctx, version) }},
		{"health", func(ctx context.Context) error { return r.healthy(ctx, version, "") }},
	} {
		if err := step.do(ctx); err != nil {
			var e *commonhall.Error
			if !errors.As(err, &e) {
				e = commonhall.Errorf(commonhall.Internal, "The repair stopped at the step %q.", step.what).WithHint("See what is wrong: commonhall doctor").Because(err)
			}
			return e
		}
	}
	return nil
}

// refresh renews roles that do not run the file of their release: it was another one
// when they started.
func (r *renewal) refresh(ctx context.Context, version string) error {
	for _, role := range roleNames() {
		if _, err := r.mainProcess(ctx, version, role); err == nil {
			continue
		}
		verb := "restart"
		if role == "edge" {
			verb = "reload-or-restart"
		}
		fmt.Fprintf(r.systemd.out, "renewing the %s, which did not run the installed program …\n", role)
		err := r.renew(ctx, version, verb, role, r.patience)
		if err != nil && role != "edge" {
			// Of a socket whose unit was away for a while systemd holds nothing any more.
			err = r.systemd.start(ctx, "restart", append(socketsOf(role), "commonhall-"+role+".service")...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// socketsOf are the inner ones that a role is started with.
func socketsOf(role string) []string {
	return slices.DeleteFunc(sockets(), func(name string) bool { return !strings.HasPrefix(name, "commonhall-"+role) })
}
