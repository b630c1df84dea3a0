package warden_test

import (
	"os"
	"path/filepath"
	"testing"

	"commonhall"
	"commonhall/warden"
	"commonhall/warden/client"
)

// TestOtherLimitsMakeNoHome: who has no home, because the account is a passing one or the
// folder was taken away, has none when their server gets other limits.
func TestOtherLimitsMakeNoHome(t *testing.T) {
	d := open(t)
	c := d.connect(0)
	ada, nobody := d.spec(1), d.spec(2)
	nobody.Scratch, nobody.Account.UID = true, d.base+warden.BuildOffset
	for id, spec := range map[commonhall.ServerID]*client.Spec{"ada": ada, "nobody": nobody} {
		if r, _ := c.do(client.Request{Verb: client.Start, Server: id, Spec: spec}); r.Code != "" {
			t.Fatal(r.Error)
		}
	}
	homes, err := filepath.Glob(d.cfg.Homes + "/*-*")
	if err != nil || len(homes) != 1 {
		t.Fatalf("there are %v, %v", homes, err)
	}
	ok(t, os.Rename(homes[0], d.cfg.Homes+"/away"))
	for _, id := range []commonhall.ServerID{"ada", "nobody"} {
		l := ada.Limits
		l.PIDs, l.Disk = 60, 1<<20
		if r, _ := c.do(client.Request{Verb: client.SetLimits, Server: id, Limits: l}); r.Code != "" {
			t.Errorf("%s: %s", id, r.Error)
		}
		if r, _ := c.do(client.Request{Verb: client.Status, Server: id}); len(r.Runs) != 1 || r.Runs[0].Limits != l {
			t.Errorf("%s has %+v", id, r.Runs)
		}
	}
	if all, err := os.ReadDir(d.cfg.Homes); err != nil || len(all) != 2 { // that one and the mark
		t.Errorf("there are %v, %v", all, err)
	}
}
