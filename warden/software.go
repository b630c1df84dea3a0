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
	for _, dir := range []string{s.Tree, cmp.Or(s.Draft, s.Tree), cmp.Or(s.Layer, s.Tree)} {
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

func (w *Warden) software() folder.Software {
	return folder.Software{Path: w.cfg.Software, Owner: w.cfg.UIDBase + HubOffset}
}

// showLayer adds an environment's programs of Debian's. Where that cannot be the server
// starts without them, because its person's own work is more: it returns why.
func (w *Warden) showLayer(s *commonhall.Software, cfg *sandbox.Config, files *[]*os.File) string {
	if s == nil || s.Layer == "" {
		return ""
	}
	err := w.software().Layer(s.Layer, cfg, files)
	if err == nil {
		return ""
	}
	w.log.Error("programs of Debian's cannot be shown", "layer", s.Layer, "error", err)
	return "the programs of Debian's: " + err.Error()
}

// profile takes the place of Debian's own /etc/profile where there is an environment:
// that one sets PATH anew in every login shell, so that the environment's programs
// would not be found.
//
//go:embed profile.sh
var profile string
