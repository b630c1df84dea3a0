package environment

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"commonhall"
	"commonhall/environment/tree"
	"commonhall/spawner"
)

// step is one command of a build. There is no shell between: what a declaration says
// reaches a program as one of its words, or on its standard input.
type step struct {
	what  string // for people; empty: nothing is said
	args  []string
	stdin string
	dir   string
	env   []string
}

// work is one build on its way.
type work struct {
	r     *Room
	j     *Job
	d     Declaration
	m     *making
	trees *tree.Store
	b     *bench
	steps []step // that install what is declared, but for packages of Debian's
	layer bool   // those were installed
	done  bool   // there is nothing to do: the current generation is what was asked for
}

// workshop is the folder in which a build works. It lies in the draft, which is on disk:
// the home and /tmp are in memory, too small for what is downloaded, and what a tool
// unpacks beside the environment it can link into it instead of copying. It is gone
// before the draft is copied.
const workshop = ".commonhall-build"

func (w *work) path(elem ...string) string {
	return filepath.Join(append([]string{w.m.env.Path()}, elem...)...)
}

func (w *work) shop(elem ...string) string {
	return w.path(append([]string{workshop}, elem...)...)
}

// environ is what every tool has in its environment. Each build downloads for itself:
// a cache that all write would let one build, which is strangers' code, choose what the
// next installs, and none of the tools checks what it finds there.
func (w *work) environ() []string {
	return []string{"TMPDIR=" + w.shop("tmp"),
		"PIP_NO_INPUT=1", "PIP_NO_CACHE_DIR=1", "PIP_PROGRESS_BAR=off",
		"UV_CACHE_DIR=" + w.shop("uv"), "UV_NO_PROGRESS=1", "UV_PYTHON_DOWNLOADS=never",
		"CONDA_PKGS_DIRS=" + w.shop("pkgs"), "CONDA_ALWAYS_YES=true"}
}

// run does what the declaration asks for, in the draft.
func (w *work) run(ctx context.Context) error {
	base, err := w.r.empty(ctx, w.m)
	if err != nil {
		return err
	}
	sw := commonhall.Software{Environment: w.m.env, Path: w.m.env.Path(), Tree: treePath(w.m.env, base), Draft: draftPath(w.m.env, w.m.draft)}
	defer w.r.hold(sw)()
	ctx, release := w.r.watch(ctx)
	defer release()
	if err := w.r.layer(ctx, &sw); err != nil {
		return err
	}
	if err := w.within(ctx, sw, w.prepare); err != nil {
		return err
	}
	if w.layer {
		// What is installed next finds Debian's programs and libraries where they belong.
		sw.Layer = sw.Draft + "/upper/" + commonhall.DebianFolder
		if err := w.within(ctx, sw, w.install); err != nil {
			return err
		}
	}
	upper, _ := w.trees.Draft(string(w.m.draft))
	if _, err := os.Lstat(filepath.Join(upper, workshop)); !errors.Is(err, fs.ErrNotExist) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The build left files behind where it worked.").Because(err)
	}
	return nil
}

// within does something in a sandbox of its own, that ends with it.
func (w *work) within(ctx context.Context, sw commonhall.Software, do func(context.Context) error) (err error) {
	if w.b, err = w.r.open(ctx, sw, idle(), w.environ(), w.r.cfg.Network); err != nil {
		return orCause(ctx, err)
	}
	err = do(ctx)
	w.b.close(ctx)
	if err != nil {
		return orCause(ctx, err)
	}
	if w.b.lives {
		return commonhall.Errorf(commonhall.Unavailable, "The programs of the build do not end, so nothing was made of it.").WithHint("The log says more.")
	}
	return nil
}

// orCause is why ctx ended, where that is why there is an error.
func orCause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// prepare finds out what is to be done, and has apt do its part.
func (w *work) prepare(ctx context.Context) error {
	if err := w.do(ctx, step{args: []string{"mkdir", "-p", "-m", "700", w.shop("tmp")}}); err != nil {
		return err
	}
	what, err := w.declared(ctx)
	if err != nil {
		return err
	}
	chosen, err := w.choose(ctx, what)
	if err != nil {
		return err
	}
	same, err := w.same(ctx, what, chosen)
	if err != nil {
		return err
	}
	if !same {
		w.steps, w.layer = chosen.steps(w, what), len(what.debian) > 0
	}
	if w.layer {
		return w.debian(ctx, what.debian)
	}
	return w.install(ctx)
}

// install does the rest, and clears up.
func (w *work) install(ctx context.Context) error {
	steps := w.steps
	if w.layer {
		steps = append([]step{w.debianAgain()}, steps...)
	}
	for _, st := range steps {
		if err := w.do(ctx, st); err != nil {
			return err
		}
	}
	// Folders that even their owner may not write are no reason to leave them.
	for _, args := range [][]string{{"chmod", "-R", "u+rwX", w.shop()}, {"rm", "-rf", w.shop()}} {
		if err := w.do(ctx, step{args: args}); err != nil {
			return err
		}
	}
	return nil
}

// declared returns what is to be followed: what the declaration has, or what the
// repository that it names has.
func (w *work) declared(ctx context.Context) (declared, error) {
	what := declared{packages: w.d.Packages, debian: w.d.Debian}
	switch {
	case w.d.Git != Source{}:
		return what, w.fetch(ctx, &what)
	case w.d.Prefix != "":
		what.kind, what.file = prefixKind, w.d.Prefix
		return what, nil
	case w.d.Conda != "":
		what.kind, what.text = condaFile, w.d.Conda
	case w.d.Requirements != "":
		what.kind, what.text = pipFile, w.d.Requirements
	default:
		return what, nil
	}
	what.file = w.shop(what.kind)
	what.put = &step{args: []string{"dd", "status=none", "of=" + what.file}, stdin: what.text}
	return what, nil
}

// do runs a step, which must succeed.
func (w *work) do(ctx context.Context, st step) error {
	if st.what != "" {
		w.j.say("%s", st.what)
	}
	lacks := error(nil)
	code, err := w.command(ctx, st, func(line string) {
		w.j.line(line)
		lacks = cmp.Or(lacks, missing(line))
	})
	switch {
	case err != nil:
		return err
	case code != 0 && lacks != nil:
		return lacks
	case code == 127:
		return commonhall.Errorf(commonhall.FailedPrecondition, "The build needs %s, which is not there.", st.args[0]).
			WithHint("Install it on the machine, then build again. On Debian: apt install python3-venv python3-pip git")
	case code != 0:
		return commonhall.Errorf(commonhall.FailedPrecondition, "The build failed: %s ended with status %d.", strings.Join(st.args[:min(len(st.args), 4)], " "), code).
			WithHint("The end of its output says why. Nothing was changed for anybody.")
	}
	return nil
}

// missing returns what a build cannot do without, where a tool says that it is missing;
// of what else it says nothing is repeated, since strangers' code may say it.
func missing(line string) error {
	switch {
	case strings.Contains(line, "because ensurepip is not"), strings.HasSuffix(line, "No module named ensurepip"), strings.HasSuffix(line, "No module named venv"):
		return commonhall.Errorf(commonhall.FailedPrecondition, "The machine's Python cannot make a place for packages.").
			WithHint("Install what it takes, then build again. On Debian: apt install python3-venv")
	case strings.Contains(line, "(from versions: none)"):
		return commonhall.Errorf(commonhall.FailedPrecondition, "There is no such package where pip looks, or none for this machine's Python.").
			WithHint("The output says which. Is its name right?")
	case strings.Contains(line, "Failed to establish a new connection"), strings.Contains(line, "Max retries exceeded"):
		return commonhall.Errorf(commonhall.Unavailable, "The place where packages come from cannot be reached.").
			WithHint("Can servers reach the internet (servers.network)? What /etc/pip.conf says, builds follow, too; an index in the networks around this machine must be named in network.allow.")
	}
	return nil
}

// ask runs a step and returns what it says. That it fails is no error; it says nothing
// then.
func (w *work) ask(ctx context.Context, st step) ([]string, error) {
	var said []string
	code, err := w.command(ctx, st, func(line string) {
		if len(said) < 10_000 {
			said = append(said, line)
		}
	})
	if code != 0 {
		said = nil
	}
	return said, err
}

func (w *work) command(ctx context.Context, st step, say func(string)) (int, error) {
	return w.b.run(ctx, w.r.cfg.Build, say, spawner.Cmd{Args: st.args, Dir: st.dir, Env: st.env, Stdin: strings.NewReader(st.stdin)})
}

// often is how often a build looks at the disk. It would take a second or more to write
// what the disk must keep.
const often = time.Second

// watch returns a context that ends when the disk has no room for a build or a copy to go on.
// What all drafts grow by is seen there, at no cost; what one tree may have is bounded
// when it is copied.
func (r *Room) watch(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	if r.cfg.HasRoom == nil {
		return ctx, func() { cancel(nil) }
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(often)
		defer ticker.Stop()
		for {
			if err := r.hasRoom(ctx); err != nil {
				cancel(err)
				return
			}
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ctx, func() { cancel(nil); <-ended }
}

// HasRoom reports an error where the disk of dir is so full that a build must end:
// before it is so full that nobody's server is started any more, and before files
// cannot be made for want of inodes.
func HasRoom(dir string, keep int64) error {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil || keep == 0 {
		return nil // a build that cannot write any more says so itself
	}
	free, keep := int64(st.Bavail)*st.Bsize, 2*min(keep, int64(st.Blocks)*st.Bsize/20)
	what := commonhall.FormatBytes(free) + " are"
	switch {
	case free < keep:
	case st.Ffree < st.Files/20:
		what = "names for " + strconv.FormatUint(st.Ffree, 10) + " more files are"
	default:
		return nil
	}
	return commonhall.Errorf(commonhall.ResourceExhausted, "This was stopped: only %s left on the disk of the hub.", what).
		WithHint("Nothing was changed for anybody, and what it had written is removed. Make room, then try again.")
}
