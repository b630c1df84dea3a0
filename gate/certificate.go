package gate

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"commonhall"
)

// Report tells the hub how things stand with certificates: now, and each hub that
// comes later.
func (c *Client) Report(list []commonhall.Certificate) {
	list = fitting(list[:min(len(list), commonhall.MaxCertificates)])
	c.mu.Lock()
	c.certificates = list
	k := c.up
	c.mu.Unlock()
	if k != nil {
		c.sendCertificates(k)
	}
}

// fitting returns list so short that it fits a line: what went wrong may quote what
// a stranger's server said, and a line too long would break the stream.
func fitting(list []commonhall.Certificate) []commonhall.Certificate {
	for most := 400; ; most /= 2 {
		if b, err := json.Marshal(list); err == nil && len(b) < maxLine-1024 {
			return list
		}
		list = slices.Clone(list)
		for i := range list {
			c := &list[i]
			c.Name, c.Issuer, c.Error, c.Hint = cut(c.Name, 255), cut(c.Issuer, most), cut(c.Error, most), cut(c.Hint, most)
		}
	}
}

func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// OnRenew says what to do when the hub asks for a renewal. It is called before Run.
func (c *Client) OnRenew(f func(name string)) { c.renew = f }

// sendCertificates tells one hub. A stream that breaks meanwhile tells the next.
func (c *Client) sendCertificates(k *link) {
	k.reports.Lock() // so that what is newer is not sent before what is older
	defer k.reports.Unlock()
	c.mu.Lock()
	list := c.certificates
	c.mu.Unlock()
	if len(list) > 0 {
		_ = k.send(message{Certificates: list})
	}
}

// Watch has f told what edges report of their certificates. It is called before any
// stream is served.
func (s *Server) Watch(f func(context.Context, []commonhall.Certificate)) { s.watch = f }

func (s *Server) certified(ctx context.Context, st *stream, list []commonhall.Certificate) {
	list = list[:min(len(list), commonhall.MaxCertificates)]
	s.mu.Lock()
	st.certificates, st.reported = list, time.Now()
	s.mu.Unlock()
	if s.watch != nil {
		s.watch(ctx, list)
	}
}

// Certificates returns what the edge reported that did so last: while one hands over
// to another there are two.
func (s *Server) Certificates() []commonhall.Certificate {
	s.mu.Lock()
	defer s.mu.Unlock()
	var last *stream
	for st := range s.streams {
		if st.certificates != nil && (last == nil || st.reported.After(last.reported)) {
			last = st
		}
	}
	if last == nil {
		return nil
	}
	return last.certificates
}

// Renew asks the edges for a new certificate for a name, and reports whether there is
// one with that name.
func (s *Server) Renew(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := false
	for st := range s.streams {
		for _, c := range st.certificates {
			if c.Name == name {
				known = true
				st.queue(message{Renew: name})
			}
		}
	}
	return known
}
