package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"commonhall"
)

// What concerns everybody, or nobody any more: stopping all servers, and people who
// were removed.

func (d *Door) registerRemoved() {
	const all = "/hub/admin/stop-all"
	d.page("GET "+all, administrators, d.confirmStopAll)
	d.page("POST "+all, administrators, d.stopAll)
	const restore = "/hub/admin/removed/{id}/restore"
	d.page("GET "+restore, administrators, leadsTo("/hub/admin"))
	d.page("POST "+restore, administrators, d.restore)
}

func (d *Door) confirmStopAll(v *visit) error {
	running, used := d.servers.UsedSince(time.Now().Add(-10 * time.Minute))
	line := fmt.Sprintf("%d servers run, and %d of them were used in the last ten minutes.", running, used)
	if running == 1 {
		line = "One server runs. " + map[bool]string{true: "It was used in the last ten minutes.", false: "It was not used in the last ten minutes."}[used == 1]
	}
	return d.confirm(v, ConfirmView{Heading: "Stop all servers?", Button: "Stop all", Lines: []string{line,
		"Programs that run end, and what is not saved is lost. Files stay, and everybody may start again."}})
}

func (d *Door) stopAll(v *visit) error {
	_, left, err := d.servers.StopAll(v.Context(), string(v.id.User.Name))
	if err != nil {
		return err
	}
	if len(left) > 0 {
		var names []commonhall.UserName
		for key := range left {
			names = append(names, commonhall.UserName(key.String()))
		}
		return commonhall.Errorf(commonhall.Unavailable, "All servers are stopped but these: %s.", Names(names)).WithHint("Try again in a moment.")
	}
	return seeOther(v, back(v, "/hub/admin", "stopped-all", ""))
}

// removed lists who can be brought back.
func (d *Door) removed(v *visit) ([]RemovedRow, error) {
	list, err := d.people.Removed(v.Context())
	if err != nil {
		return nil, err
	}
	now := d.cfg.Now()
	var out []RemovedRow
	for _, r := range list {
		if r.Purging {
			continue
		}
		_, err := d.people.User(v.Context(), r.Name)
		if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
			return nil, err
		}
		out = append(out, RemovedRow{ID: r.ID, Name: r.Name, At: When(r.At.In(now.Location()), now),
			Until: When(r.Until.In(now.Location()), now), Taken: err == nil})
	}
	return out, nil
}

func (d *Door) restore(v *visit) error {
	id, err := strconv.ParseInt(v.PathValue("id"), 10, 64)
	if err != nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no such person.")
	}
	u, err := d.people.Restore(v.Context(), id, strings.TrimSpace(v.PostFormValue("name")))
	if err != nil {
		return err
	}
	return seeOther(v, back(v, "/hub/admin", "restored", u.Name))
}
