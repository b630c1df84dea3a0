package api

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"commonhall"
	"commonhall/auth"
)

// What programs ask that sign people in through the hub. The page to which they send
// browsers, /oauth2/authorize, is among the pages.

// grant exchanges a code for a token (RFC 6749 section 4.1.3). Programs show their
// server's token in the header as well; it says no more than the form.
func (a *API) grant(r *request) error {
	form, err := fields(r)
	if err != nil {
		return r.refuse(&auth.GrantError{Word: "invalid_request", Detail: "The form cannot be read."})
	}
	for _, name := range []string{"client_id", "client_secret", "grant_type", "code", "redirect_uri", "code_verifier"} {
		if len(form[name]) > 1 {
			return r.refuse(&auth.GrantError{Word: "invalid_request", Detail: "Duplicate " + name + " parameter."})
		}
	}
	want := auth.GrantRequest{Client: form.Get("client_id"), Secret: form.Get("client_secret"), Type: form.Get("grant_type"),
		Code: form.Get("code"), Redirect: form.Get("redirect_uri"), Verifier: form.Get("code_verifier")}
	if id, secret, ok := r.BasicAuth(); ok && want.Secret == "" { // section 2.3.1
		if want.Client, err = url.QueryUnescape(id); err == nil {
			want.Secret, err = url.QueryUnescape(secret)
		}
		if err != nil || form.Has("client_id") && form.Get("client_id") != want.Client {
			return r.refuse(&auth.GrantError{Word: "invalid_request", Detail: "The client says two names."})
		}
	}
	g, err := a.people.Grant(r.Request, want)
	if why, ok := errors.AsType[*auth.GrantError](err); ok {
		return r.refuse(why)
	}
	if err != nil {
		return err
	}
	var scopes []string
	for _, sc := range g.Scopes {
		scopes = append(scopes, string(sc))
	}
	r.w.Header().Set("Pragma", "no-cache")
	return r.json(http.StatusOK, map[string]any{"access_token": g.Token, "token_type": "Bearer", "expires_in": int64(g.Expires.Seconds()), "scope": strings.Join(scopes, " ")})
}

// fields reads the body as a form, whatever the client says that it is.
func fields(r *request) (url.Values, error) {
	b, err := io.ReadAll(r.Body) // receive has bounded it
	if err != nil {
		return nil, err
	}
	return url.ParseQuery(string(b))
}

// refuse answers as section 5.2 asks.
func (r *request) refuse(why *auth.GrantError) error {
	m := map[string]any{"error": why.Word}
	if why.Detail != "" {
		m["error_description"] = why.Detail
	}
	if why.Word != "invalid_client" {
		return r.json(http.StatusBadRequest, m)
	}
	if r.Header.Get("Authorization") != "" {
		r.w.Header().Set("WWW-Authenticate", `Basic realm="hub"`)
	}
	return r.json(http.StatusUnauthorized, m)
}

// ownerOf says whose a token is. Clients of before JupyterHub 2 ask so; others ask
// GET /user with the token.
func (a *API) ownerOf(r *request) error {
	id, err := a.people.OwnerOf(r.Request, r.PathValue("token"))
	if err != nil {
		return err
	}
	var m any
	if id.Service != nil {
		about := *r
		about.id = id
		m, err = a.principalModel(&about)
	} else {
		m, err = a.selfModel(r, id)
	}
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, m)
}

// noCookie knows none: the hub's cookies reach no program that could ask.
func (a *API) noCookie(*request) error {
	return commonhall.Errorf(commonhall.NotFound, "Not Found")
}
