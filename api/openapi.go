package api

import (
	_ "embed"
)

// openAPI describes every route for programs. It is kept by hand, and compared with the
// table of routes and with what is answered by the tests.
//
//go:embed openapi.yaml
var openAPI []byte

// describe answers the description.
func (a *API) describe(r *request) error {
	r.w.Header().Set("Content-Type", "application/yaml")
	_, err := r.w.Write(openAPI)
	return err
}
