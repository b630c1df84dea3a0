package gate

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// TestCertificatesAreReported: to the hub that is there, to each that comes later, and
// the last word counts; what goes away with its edge is not shown any more.
func TestCertificatesAreReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		heard := 0
		h.server.Watch(func(context.Context, []commonhall.Certificate) { heard++ })
		first := []commonhall.Certificate{{Name: "hall.example.org", Error: "no"}}
		second := []commonhall.Certificate{{Name: "hall.example.org", Issuer: "Pebble", Until: time.Now().Add(time.Hour).UTC().Round(0)}}
		h.client.Report(first)
		h.client.Report(second)
		synctest.Wait()
		if got := h.server.Certificates(); len(got) != 1 || got[0] != second[0] || heard != 2 {
			t.Errorf("the hub knows %+v, after %d reports", got, heard)
		}
		h.leave()
		synctest.Wait()
		if got := h.server.Certificates(); got != nil {
			t.Errorf("nobody is there, but has %+v", got)
		}
		h.client.Report(first)
		h.comeBack()
		<-time.After(2 * longPause)
		synctest.Wait()
		if got := h.server.Certificates(); len(got) != 1 || got[0] != first[0] {
			t.Errorf("the next hub knows %+v", got)
		}
		old := newRawEdge(t, h.server)
		old.send(message{Certificates: second})
		synctest.Wait()
		if got := h.server.Certificates(); len(got) != 1 || got[0] != second[0] {
			t.Errorf("of two edges, the one that spoke last has %+v", got)
		}
		h.stop()
	})
}

// TestRenewalIsAskedFor of the edges that have that name.
func TestRenewalIsAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		asked := make(chan string, 10)
		h.client.OnRenew(func(name string) { asked <- name })
		if h.server.Renew("hall.example.org") {
			t.Error("nobody has it")
		}
		h.client.Report([]commonhall.Certificate{{Name: "hall.example.org"}})
		synctest.Wait()
		if !h.server.Renew("hall.example.org") || h.server.Renew("other.example.org") {
			t.Error("it is not known what there is")
		}
		if got := <-asked; got != "hall.example.org" || len(asked) > 0 {
			t.Errorf("asked for %s", got)
		}
	})
}

// TestLongReports: as many names as there may be, each with as long an error as there
// may be, in letters that grow on the wire, break no stream.
func TestLongReports(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		defer h.stop()
		var list []commonhall.Certificate
		for i := range 2 * commonhall.MaxCertificates {
			list = append(list, commonhall.Certificate{Name: fmt.Sprintf("%03d.example.org", i), Error: strings.Repeat("<\x00é>", 200), Hint: strings.Repeat("&", 1000)})
		}
		h.client.Report(list)
		synctest.Wait()
		got := h.server.Certificates()
		if len(got) != commonhall.MaxCertificates || got[7].Name != list[7].Name || !strings.HasPrefix(got[7].Error, "<\x00é") || len(h.server.Edges()) != 1 {
			t.Errorf("the hub knows %d, of %d edges", len(got), len(h.server.Edges()))
		}
		if list[0].Hint != strings.Repeat("&", 1000) {
			t.Error("what was reported was changed")
		}
		b, err := json.Marshal(message{Certificates: got})
		if err != nil || len(b) > maxLine || len(b) < maxLine/8 {
			t.Errorf("%d bytes, %v", len(b), err)
		}
	})
}
