package warden_test

import (
	"strings"
	"testing"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/warden/client"
)

// TestMoreSocketsThanAllowed: who opens them without end is ended, told why, and nobody else is.
func TestMoreSocketsThanAllowed(t *testing.T) {
	needs.Programs(t, "python3")
	d := open(t)
	c := d.connect(0)
	for id, n := range map[commonhall.ServerID]string{"greedy": "2100", "modest": "1900"} {
		spec := d.spec(len(n) + int(n[0]))
		spec.Command = []string{"python3", "-c", "import socket, time\nall = [socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) for i in range(" + n + ")]\nprint('has them', flush=True)\ntime.sleep(1000)"}
		if r, _ := c.do(client.Request{Verb: client.Start, Server: id, Spec: spec}); r.Code != "" {
			t.Fatal(r.Error)
		}
	}
	if r, _ := c.do(client.Request{Verb: client.Wait, Server: "greedy"}); r.End == nil || r.End.Cause != commonhall.EndStopped || !strings.Contains(r.End.Sentence(), "sockets open, where 2000 are allowed") {
		t.Errorf("it ended with %+v", r.End)
	}
	r, _ := c.do(client.Request{Verb: client.List})
	for _, run := range r.Runs {
		if run.ID == "modest" && run.End != nil {
			t.Errorf("the other one: %+v", run.End)
		}
	}
}
