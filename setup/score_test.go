package setup

import (
	"regexp"
	"strconv"
	"testing"

	"commonhall/config"
	"commonhall/supervisor"
)

// TestRolesGoLast: when memory is short, the kernel ends everything else of ours before the
// edge, that before the hub, and the warden last; what works in the background goes early.
func TestRolesGoLast(t *testing.T) {
	all := units(supervisor.Instance{ID: "abcdef", UIDBase: 1 << 20}, config.Default())
	score := func(unit string) int {
		t.Helper()
		m := regexp.MustCompile(`(?m)^OOMScoreAdjust=(-?\d+)$`).FindAllStringSubmatch(all[unit], -1)
		if len(m) != 1 {
			t.Fatalf("%s has %d scores", unit, len(m))
		}
		n, err := strconv.Atoi(m[0][1])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	warden, hub, edge, journal := score("commonhall-warden.service"), score("commonhall-hub.service"), score("commonhall-edge.service"), score("commonhall-journal.service")
	if !(-1000 < warden && warden < hub && hub < edge && edge < journal && journal < 0) {
		t.Errorf("the warden has %d, the hub %d, the edge %d, the journal %d", warden, hub, edge, journal)
	}
	if backup := score("commonhall-backup.service"); backup < 500 {
		t.Errorf("a backup has %d, and would outlive servers of people", backup)
	}
}
