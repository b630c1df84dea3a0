package problem

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// notes is a recorder that keeps what it is told.
type notes []string

func (n *notes) Record(_ context.Context, e commonhall.Event) {
	*n = append(*n, string(e.Name)+": "+e.Text)
}

// TestWhatBecomesOfCertificates: each thing is said once, however often it is reported
// and tried, and none because the hub was started anew.
func TestWhatBecomesOfCertificates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := &notes{}
		c := NewCertificates(told)
		now := time.Now()
		is := func(s commonhall.Certificate, want ...string) {
			t.Helper()
			*told = nil
			s.Name = "hall.example.org"
			for range 3 {
				c.Report(t.Context(), []commonhall.Certificate{s})
			}
			if got := strings.Join(*told, "\n"); got != strings.Join(want, "\n") {
				t.Errorf("recorded:\n%s\nnot:\n%s", got, strings.Join(want, "\n"))
			}
		}
		is(commonhall.Certificate{})
		is(commonhall.Certificate{Error: "refused 1"}, "certificate.failed: No new certificate for hall.example.org: refused 1")
		is(commonhall.Certificate{Error: "refused 2"})
		good := commonhall.Certificate{Issuer: "Pebble", Until: now.Add(24 * time.Hour)}
		is(good, "certificate.obtained: hall.example.org has a certificate of Pebble until 2000-01-02.")
		good.Error = "refused 3"
		is(good, "certificate.failed: No new certificate for hall.example.org: refused 3")
		time.Sleep(25 * time.Hour)
		good.Error = "refused 4"
		is(good, "certificate.failed: No new certificate for hall.example.org: refused 4")
		good.Ending = true
		is(good, "certificate.ending: The certificate of hall.example.org ends on 2000-01-02 and has not been replaced.")
		is(commonhall.Certificate{Issuer: "Pebble", Until: now.Add(90 * 24 * time.Hour)}, "certificate.obtained: hall.example.org has a certificate of Pebble until 2000-03-31.")
		is(commonhall.Certificate{}) // an edge that has just started, and has not looked yet
		is(commonhall.Certificate{Issuer: "Pebble", Until: now.Add(90 * 24 * time.Hour)})
		c = NewCertificates(told)
		is(commonhall.Certificate{Issuer: "Pebble", Until: now.Add(90 * 24 * time.Hour)})
		for i := range 10_000 {
			c.Report(t.Context(), []commonhall.Certificate{{Name: fmt.Sprint(i), Error: "x"}})
			c.Report(t.Context(), []commonhall.Certificate{{Name: fmt.Sprint(i), Error: "y"}})
		}
		if len(c.last) > commonhall.MaxCertificates || len(c.failed) > commonhall.MaxCertificates {
			t.Errorf("%d and %d names are remembered", len(c.last), len(c.failed))
		}
	})
}
