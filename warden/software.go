package warden

import (
	"cmp"
	_ "embed"
	"os"
	"path/filepath"
	"strings"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/folder"
	"commonhall/sandbox/overlay"
	"commonhall/warden/client"
)

// checkSoftware holds what the hub says about an environment against the rules.
func checkSoftware(s *commonhall.Software) error {
	if s == nil {
		return nil
	}
	name := commonhall.EnvironmentName(strings.TrimPrefix(s.Path, commonhall.EnvironmentName("").Path()))
	if name.Validate() != nil || s.Path != name.Path() {
		return fail(client.Refused, "%q is not a place for software inside a server", s.Path)
	}
	for _, dir := range []string{s.Tree, cmp.Or(s.Draft, s.Tree)} {
		// One name for one folder: two names of a draft would be two drafts.
		if !filepath.IsLocal(dir) || filepath.Clean(dir) != dir || dir == "." {
			return fail(client.Refused, "%q is not the name of a folder below that of environments", dir)
		}
	}
	return nil
}

// holder returns the living run that has a draft, nil where none has. The lock is the
// caller's. What two overlays make of one draft nobody knows, the kernel says.
func (w *Warden) holder(draft string) *run {
	for _, r := range w.runs {
		if draft != "" && r.rec.Draft == draft && !isClosed(r.ended) {
			return r
		}
	}
	return nil
}

// openSoftware returns an environment as a detached mount, for the account person.
func (w *Warden) openSoftware(s *commonhall.Software, person int) (*os.File, error) {
	// The hub owns the folder above, and could make a link of that of environments as
	// well as of what is below; the way to the hub's own is root's.
	hub, base := w.cfg.UIDBase+HubOffset, filepath.Base(w.cfg.Software)
	above, err := os.Open(filepath.Dir(w.cfg.Software))
	if err != nil {
		return nil, err
	}
	defer above.Close()
	tree, err := folder.Open(above, filepath.Join(base, s.Tree), hub)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	if s.Draft == "" {
		return sandbox.CloneTree(tree, false)
	}
	draft, err := folder.Open(above, filepath.Join(base, s.Draft), hub)
	if err != nil {
		return nil, err
	}
	defer draft.Close()
	return overlay.Mount(tree, draft, hub, person)
}

// profile takes the place of Debian's own /etc/profile where there is an environment:
// that one sets PATH anew in every login shell, so that the environment's programs
// would not be found.
//
//go:embed profile.sh
var profile string
