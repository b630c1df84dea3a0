package warden_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/warden/client"
)

// TestAnEndWhileTheWardenIsReplaced: whenever a server ends while one warden makes way for
// the next, one of the two tells how, and with what it said last.
func TestAnEndWhileTheWardenIsReplaced(t *testing.T) {
	d := closed(t)
	for round := range 8 {
		end := d.serve()
		c := d.connect(0)
		names := []commonhall.ServerID{}
		for n := range 6 {
			spec, id := d.spec(n), commonhall.ServerID("r-"+string(rune('a'+n))+string(rune('a'+round)))
			spec.Command = []string{"/bin/sh", "-c", "echo last words; exec sleep 1000"}
			if r, _ := c.do(client.Request{Verb: client.Start, Server: id, Spec: spec}); r.Code != "" {
				t.Fatal(r.Error)
			}
			names = append(names, id)
		}
		for _, id := range names {
			for said := ""; !strings.Contains(said, "last words"); {
				r, _ := c.do(client.Request{Verb: client.Log, Server: id})
				said = string(r.Log)
			}
		}
		for _, id := range names {
			ok(t, unix.Kill(d.pid(id), unix.SIGTERM))
		}
		for range round { // a little later each time
			c.do(client.Request{Verb: client.List})
		}
		end(false)
		end = d.serve()
		c = d.connect(0)
		for _, id := range names {
			r, _ := c.do(client.Request{Verb: client.Wait, Server: id})
			if r.End == nil || r.End.Cause != commonhall.EndSignal || r.End.Signal != "SIGTERM" || !strings.Contains(r.End.Log, "last words") {
				t.Errorf("round %d: %s ended so: %+v %s", round, id, r.End, r.Error)
			}
			c.do(client.Request{Verb: client.Forget, Server: id})
		}
		end(true)
	}
}

// TestAStartWhileTheWardenIsReplaced: a server that is just being started, and a command
// beside one, do not keep the warden; the next one has the server.
func TestAStartWhileTheWardenIsReplaced(t *testing.T) {
	d := closed(t)
	for round := range 4 {
		end := d.serve()
		c := d.connect(0)
		id := commonhall.ServerID("s-" + string(rune('a'+round)))
		if r, _ := c.do(client.Request{Verb: client.Start, Server: id + "-first", Spec: d.spec(0)}); r.Code != "" {
			t.Fatal(r.Error)
		}
		ok(t, client.WritePacket(c.sock, client.Request{ID: 100, Verb: client.Start, Server: id, Spec: d.spec(1)}, nil))
		ok(t, client.WritePacket(c.sock, client.Request{ID: 101, Verb: client.Exec, Server: id + "-first", Cmd: &client.Cmd{Args: []string{"/bin/sleep", "1000"}, Terminal: true}}, nil))
		for range round { // a little later each time
			d.connect(0).do(client.Request{Verb: client.List})
		}
		end(false)
		end = d.serve()
		c = d.connect(0)
		if r, _ := c.do(client.Request{Verb: client.Status, Server: id + "-first"}); len(r.Runs) != 1 || r.Runs[0].End != nil {
			t.Errorf("round %d: the first is %+v", round, r)
		}
		if r, _ := c.do(client.Request{Verb: client.Status, Server: id}); r.Code == "" && r.Runs[0].End != nil && r.Runs[0].End.Cause != commonhall.EndSetup {
			t.Errorf("round %d: it is %+v", round, r.Runs[0].End)
		}
		end(true)
	}
}

// pid is the process of a run, as its record says.
func (d *door) pid(id commonhall.ServerID) int {
	d.Helper()
	b, err := os.ReadFile(filepath.Join(d.cfg.Run, string(id)+".json"))
	ok(d.T, err)
	var rec struct{ PID int }
	ok(d.T, json.Unmarshal(b, &rec))
	return rec.PID
}
