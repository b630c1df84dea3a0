package environment

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"commonhall"
)

// Source is a git repository that says what an environment consists of.
type Source struct {
	URL  string `json:"url"`
	Ref  string `json:"ref"`  // a branch, a tag or a commit; empty: what the repository offers first
	Path string `json:"path"` // a folder in it; empty: its top
}

// protocols of repositories. There is no file and no ssh: nothing of this machine's own
// is read, and nobody's key is used.
func protocols() []string { return []string{"https", "http", "git"} }

// Validate reports whether a build can fetch it.
func (s Source) Validate() error {
	if s == (Source{}) {
		return nil
	}
	if len(s.URL)+len(s.Ref)+len(s.Path) > 2000 || strings.ContainsFunc(s.URL+s.Ref+s.Path, func(c rune) bool { return c <= ' ' || c == 0x7f }) {
		return commonhall.Errorf(commonhall.InvalidArgument, "That is not the address of a repository.")
	}
	u, err := url.Parse(s.URL)
	switch {
	case err != nil || !slices.Contains(protocols(), u.Scheme) || u.Hostname() == "" || strings.HasPrefix(u.Hostname(), "-"):
		return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the address of a repository that a build can fetch.", s.URL).
			WithHint("Its address begins with https://, http:// or git://, as in https://git.example.org/class/software.git")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return commonhall.Errorf(commonhall.InvalidArgument, "The address of a repository has no name, password, question mark or # in it.").
			WithHint("A build fetches what everybody may read: it has no passwords.")
	case strings.HasPrefix(s.Ref, "-") || strings.Trim(s.Ref, refLetters) != "" || strings.Contains(s.Ref, ".."):
		return commonhall.Errorf(commonhall.InvalidArgument, "%q is not a branch, a tag or a commit.", s.Ref)
	case s.Path != "" && (!filepath.IsLocal(s.Path) || path.Clean(s.Path) != strings.TrimSuffix(s.Path, "/")):
		return commonhall.Errorf(commonhall.InvalidArgument, "%q is not a folder of a repository.", s.Path).
			WithHint("Name it from the top of the repository, as in class/2026.")
	}
	return nil
}

const refLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+-"

// git is a command of git, the machine's and not the environment's, which asks nobody,
// follows nobody's settings, runs no hooks and speaks nothing but protocols, whatever
// a server or the repository says.
func (w *work) git(args ...string) step {
	return step{args: append([]string{"git", "-C", w.shop("repository"), "-c", "core.hooksPath=/dev/null"}, args...), env: []string{
		"PATH=/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS=",
		"GIT_ALLOW_PROTOCOL=" + strings.Join(protocols(), ":"), "GIT_ATTR_NOSYSTEM=1"}}
}

// fetch gets the repository, as the build's account and in its sandbox, and says what
// of it is to be followed.
func (w *work) fetch(ctx context.Context, what *declared) error {
	if w.r.cfg.Network == commonhall.NetworkNone {
		return commonhall.Errorf(commonhall.FailedPrecondition, "Servers and builds have no network here, so no repository can be fetched.").
			WithHint("Build from a file, or give servers a network in the configuration.")
	}
	ref := w.d.Git.Ref
	if ref == "" {
		ref = "HEAD"
	}
	get := w.git("fetch", "-q", "--depth", "1", "--no-tags", "--no-recurse-submodules", "--", w.d.Git.URL, ref)
	get.what = "Fetching " + w.d.Git.URL + "."
	for _, st := range []step{
		{args: []string{"mkdir", w.shop("repository")}},
		w.git("init", "-q", "--template="),
		get,
		w.git("checkout", "-q", "--detach", "FETCH_HEAD"),
	} {
		if err := w.do(ctx, st); err != nil {
			return err
		}
	}
	said, err := w.ask(ctx, w.git("rev-parse", "HEAD"))
	if err != nil {
		return err
	}
	commit := strings.Join(said, "")
	if _, err := hex.DecodeString(commit); err != nil || len(commit) < 40 || len(commit) > 64 {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The repository has no commit that could be read.")
	}
	w.j.say("It is at %s.", commit)
	from := fmt.Sprintf("built from %s at %s", w.d.Git.URL, commit)
	if w.m.why != "" {
		from = w.m.why + " (" + from + ")"
	}
	w.m.why = from
	what.text = commit
	return w.find(ctx, what)
}

// find looks for what the repository declares, where repo2docker would: in binder or
// .binder if there is one, which is then all that counts.
func (w *work) find(ctx context.Context, what *declared) error {
	dir := strings.TrimSuffix(w.d.Git.Path, "/")
	names, err := w.names(ctx, dir)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The repository has no folder %q, or nothing is in it.", dir)
	}
	within := dir
	switch binder, hidden := slices.Contains(names, "binder/"), slices.Contains(names, ".binder/"); {
	case binder && hidden:
		return commonhall.Errorf(commonhall.FailedPrecondition, "The repository has a folder binder and a folder .binder, and only one of them can count.").
			WithHint("Remove one of them from the repository, then build again.")
	case binder:
		within = path.Join(dir, "binder")
	case hidden:
		within = path.Join(dir, ".binder")
	}
	if within != dir {
		if names, err = w.names(ctx, within); err != nil {
			return err
		}
		names = slices.DeleteFunc(names, func(n string) bool { return n == projectFile || n == "setup.py" })
	}
	for _, ignored := range []string{"Dockerfile", "Pipfile", "Project.toml", "default.nix", "install.R", "postBuild", "runtime.txt", "start"} {
		if slices.Contains(names, ignored) {
			w.j.say("%s is not followed.", ignored)
		}
	}
	if slices.Contains(names, aptFile) {
		said, err := w.ask(ctx, w.git("show", "HEAD:"+path.Join(within, aptFile)))
		if err != nil {
			return err
		}
		what.debian = append(slices.Clip(what.debian), aptNames(said)...)
		if err := ValidDebian(what.debian); err != nil {
			return err
		}
	}
	for _, known := range [][2]string{{condaFile, condaFile}, {"environment.yaml", condaFile}, {pipFile, pipFile}, {projectFile, projectFile}, {"setup.py", projectFile}} {
		if slices.Contains(names, known[0]) {
			what.kind, what.file, what.dir = known[1], w.shop("repository", within, known[0]), w.shop("repository", dir)
			what.text += " " + path.Join(within, known[0])
			return nil
		}
	}
	if len(what.debian) > 0 {
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The repository does not say what to install: there is no %s, %s, %s or %s in %q.", condaFile, pipFile, projectFile, aptFile, path.Join("/", within)).
		WithHint("Another folder of it can be named, with --path, or on the page in the field “Folder in it”.")
}

// names lists a folder of the repository; the names of folders end with a slash.
func (w *work) names(ctx context.Context, dir string) ([]string, error) {
	said, err := w.ask(ctx, w.git("ls-tree", "HEAD:"+dir))
	var out []string
	for _, line := range said {
		about, name, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		if strings.Contains(about, " tree ") {
			name += "/"
		}
		out = append(out, name)
	}
	return out, err
}
