package web

import (
	"slices"
	"strings"
	"time"

	"commonhall"
)

// certificates says in words how things stand with the edge's certificates.
func (d *Door) certificates() []CertificateRow {
	if d.cfg.Certificates == nil {
		return nil
	}
	now := d.cfg.Now()
	var rows []CertificateRow
	for _, c := range d.cfg.Certificates() {
		row := CertificateRow{Name: c.Name, Issuer: c.Issuer, Error: strings.TrimSpace(c.Error + " " + c.Hint),
			Until: whenIn(c.Until, now), Next: whenIn(c.Next, now), At: whenIn(c.ErrorAt, now)}
		row.State, row.Bad = certificateWord(c, now)
		rows = append(rows, row)
	}
	return rows
}

// certificateWord says how a certificate stands, and whether somebody should look at it.
func certificateWord(c commonhall.Certificate, now time.Time) (word string, bad bool) {
	switch {
	case c.Issuer == "" && c.Error == "":
		return "being obtained", false
	case c.Issuer == "":
		return "none yet", true
	case now.After(c.Until):
		return "has ended", true
	case now.Before(c.From):
		return "not valid yet", true
	case c.Ending:
		return "ends soon", true
	}
	return "good", false
}

// whenIn is a moment that may not be known.
func whenIn(t, now time.Time) Moment {
	if t.IsZero() {
		return Moment{}
	}
	return When(t.In(now.Location()), now)
}

// CertificateTrouble reports whether an administrator should look at the certificates.
func (v AdminView) CertificateTrouble() bool {
	return slices.ContainsFunc(v.Certificates, func(c CertificateRow) bool { return c.Bad || c.Error != "" })
}
