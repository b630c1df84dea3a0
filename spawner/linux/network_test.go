package linux_test

import (
	"strings"
	"testing"

	"commonhall"
	"commonhall/spawner"
)

// TestNoRulesNoWay: where nobody set the network up, a server that was to have the
// internet runs without any, and whoever asks hears why, from the next warden too.
func TestNoRulesNoWay(t *testing.T) {
	h := newHouse(t, 9, commonhall.Limits{})
	s := h.client(t)
	first := h.startWarden()
	start := func(id commonhall.ServerID, network commonhall.Network) {
		t.Helper()
		if err := s.Start(patience(t), spawner.Spec{ID: id, Account: h.account(), Port: 8888, Network: network,
			Command: []string{"sh", "-c", "tail -n +3 /proc/net/dev | cut -d: -f1; cat /proc/net/route; echo all; exec sleep 1000"}}); err != nil {
			t.Fatal(err)
		}
	}
	start("wants", commonhall.NetworkInternet)
	start("does-not", commonhall.NetworkNone)
	check := func() {
		t.Helper()
		for id, notice := range map[commonhall.ServerID]string{"wants": "the network of this installation is not set up", "does-not": ""} {
			st, err := s.Status(patience(t), id)
			if err != nil || st.Phase == spawner.Ended || st.Network != commonhall.NetworkNone || st.Notice != notice {
				t.Errorf("%s: %+v, %v", id, st, err)
			}
		}
	}
	check()
	for _, id := range []commonhall.ServerID{"wants", "does-not"} {
		out := ""
		for ctx := patience(t); !strings.Contains(out, "all\n"); {
			b, err := s.Log(ctx, id, 4<<10)
			if err != nil {
				t.Fatal(err)
			}
			out = string(b)
		}
		if strings.Contains(out, "eth0") || strings.Count(out, "\n") != 3 {
			t.Errorf("%s sees\n%s", id, out)
		}
	}
	kill(t, first.Process)
	_ = first.Wait()
	second := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, second.Process); _ = second.Wait() })
	check()
}
