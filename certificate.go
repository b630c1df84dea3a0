package commonhall

import "time"

// Certificate is how things stand with the certificate of one host name, as the edge
// reports it.
type Certificate struct {
	Name    string    `json:"name"`
	Issuer  string    `json:"issuer,omitempty"` // empty: there is none
	From    time.Time `json:"from,omitzero"`
	Until   time.Time `json:"until,omitzero"`
	Next    time.Time `json:"next,omitzero"`   // when it is looked after, at the latest
	Error   string    `json:"error,omitempty"` // what went wrong last, a sentence
	Hint    string    `json:"hint,omitempty"`  // what to do about it
	ErrorAt time.Time `json:"error_at,omitzero"`
	Ending  bool      `json:"ending,omitempty"` // it ends soon, and should have been replaced
}

// MaxCertificates is how many names an edge may keep certificates for.
const MaxCertificates = 50
