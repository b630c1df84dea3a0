package warden

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/sandbox"
	"commonhall/sandbox/folder"
	"commonhall/sandbox/quota"
	"commonhall/warden/client"
)

// checkGroups holds what the hub says about a person's groups against the rules.
func (w *Warden) checkGroups(spec *client.Spec) error {
	if n := len(spec.Groups); n > commonhall.MaxClassFolders || n > 0 && spec.Scratch {
		return fail(client.Refused, "the folders of %d groups: at most %d can be shown, and none to a passing account", n, commonhall.MaxClassFolders)
	}
	seen := map[string]bool{}
	for _, g := range spec.Groups {
		if n := g.GID - w.cfg.UIDBase; n < commonhall.FirstGroup || n > commonhall.LastGroup {
			return fail(client.Refused, "%d is not the number of a group of this installation", g.GID)
		}
		if err := g.Group.Validate(); err != nil || seen[g.Group.Folded()] {
			return fail(client.Refused, "%q cannot name the folder of a group, or is there twice", g.Group)
		}
		seen[g.Group.Folded()] = true
	}
	return nil
}

// showGroups adds the folders of the groups to a sandbox. Where one cannot be had the
// server starts without it, because its person's own work is more: it returns why.
func (w *Warden) showGroups(spec *client.Spec, cfg *sandbox.Config, files *[]*os.File) string {
	var missing []string
	for _, g := range spec.Groups {
		shown, err := w.openGroup(g, spec.Account)
		if err != nil {
			w.log.Error("folders of a group cannot be shown", "group", g.Group, "error", err)
			missing = append(missing, fmt.Sprintf("the folders of %s: %v", g.Group, err))
		}
		for _, s := range shown {
			*files = append(*files, s.Mount)
			cfg.Mounts = append(cfg.Mounts, sandbox.Mount{Target: commonhall.ClassFolder + "/" + string(g.Group) + "/" + s.Name, FD: len(*files)})
		}
	}
	if len(spec.Groups) > 0 {
		cfg.Shortcut = commonhall.ClassFolder
	}
	return strings.Join(missing, "; ")
}

func (w *Warden) openGroup(g commonhall.Membership, a commonhall.Account) ([]folder.Shown, error) {
	groups, err := mounted.Use(w.cfg.Groups)
	if err != nil {
		return nil, err
	}
	defer groups.Close()
	name := string(g.Group) + "-" + strconv.Itoa(g.GID-w.cfg.UIDBase)
	shown, err := folder.Class(groups.File, name, g.GID, folder.Member{Home: homeName(a, w.cfg.UIDBase), UID: a.UID, Teacher: g.Teacher}, groups.Mkdir(quota.Mkdirat))
	if top, failed := folder.Open(groups.File, name, 0); failed == nil {
		w.bound(top, g.GID, g.Disk)
		top.Close()
	}
	return shown, err
}
