package problem

import (
	"context"
	"sync"
	"time"

	"commonhall"
)

// Certificates writes into the timeline what becomes of certificates, as edges report
// it: each thing once, however often it is reported.
type Certificates struct {
	events commonhall.Recorder
	mu     sync.Mutex
	last   map[string]commonhall.Certificate
	failed map[string]time.Time // when it was last recorded
}

// NewCertificates returns one that has heard of nothing.
func NewCertificates(events commonhall.Recorder) *Certificates {
	return &Certificates{events: events, last: map[string]commonhall.Certificate{}, failed: map[string]time.Time{}}
}

// Report takes a report. The first of each name is where things begin: after a restart
// of the hub nothing has happened.
func (c *Certificates) Report(ctx context.Context, list []commonhall.Certificate) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, now := range list {
		before, known := c.last[now.Name]
		if known && now.Issuer == "" && now.Error == "" {
			continue // an edge that has just started, and has not looked yet
		}
		if len(c.last) >= commonhall.MaxCertificates && !known {
			clear(c.failed)
			clear(c.last) // other names were configured meanwhile
		}
		c.last[now.Name] = now
		if known && now.Issuer != "" && now.Until.After(before.Until) {
			c.record(ctx, commonhall.EventCertificateObtained, now.Name+" has a certificate of "+now.Issuer+" until "+day(now.Until)+".")
		}
		if now.Error == "" {
			delete(c.failed, now.Name)
		} else if known && now.Error != before.Error && time.Since(c.failed[now.Name]) > 24*time.Hour {
			c.failed[now.Name] = time.Now()
			c.record(ctx, commonhall.EventCertificateFailed, "No new certificate for "+now.Name+": "+now.Error)
		}
		if now.Ending && !before.Ending {
			c.record(ctx, commonhall.EventCertificateEnding, "The certificate of "+now.Name+" ends on "+day(now.Until)+" and has not been replaced.")
		}
	}
}

func (c *Certificates) record(ctx context.Context, name commonhall.EventName, text string) {
	c.events.Record(ctx, commonhall.Event{Name: name, Text: text})
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02") }
