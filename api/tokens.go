package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

func tokenID(id commonhall.TokenID) string { return "a" + strconv.FormatInt(int64(id), 10) }

// tokenModels are JupyterHub's models of tokens of the person u: their scopes are
// what they may do now.
func (a *API) tokenModels(r *request, u commonhall.User, list ...commonhall.Token) ([]map[string]any, error) {
	rights, err := a.people.TokenRights(r.Context(), u, list...)
	if err != nil {
		return nil, err
	}
	out := make([]map[string]any, len(list))
	for i, t := range list {
		out[i] = tokenModel(t, rights[i])
	}
	return out, nil
}

func tokenModel(t commonhall.Token, rights scope.Set) map[string]any {
	m := map[string]any{"user": t.User, "id": tokenID(t.ID), "kind": "api_token", "roles": []string{}, "scopes": rights.List(),
		"created": stamp(t.Created), "last_activity": stamp(t.LastActivity), "expires_at": stamp(t.Expires), "note": t.Note,
		"session_id": nil, "oauth_client": "JupyterHub"}
	if t.Session != "" {
		m["session_id"], m["oauth_client"] = t.Session, t.Client
	}
	return m
}

func (a *API) listTokens(r *request) error {
	name := r.name()
	if err := r.need(name, "read:tokens"); err != nil {
		return err
	}
	u, err := a.people.User(r.Context(), name)
	if err != nil {
		return err
	}
	list, err := a.people.Tokens(r.Context(), name)
	if err != nil {
		return err
	}
	now := time.Now() // those whose time is over open nothing
	list = slices.DeleteFunc(list, func(t commonhall.Token) bool { return !t.Expires.IsZero() && !t.Expires.After(now) })
	out, err := a.tokenModels(r, u, list...)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, map[string]any{"api_tokens": out})
}

func (a *API) createToken(r *request) error {
	name := r.name()
	if err := r.need(name, "tokens"); err != nil {
		return err
	}
	var body struct {
		Note      string          `json:"note"`
		ExpiresIn *float64        `json:"expires_in"`
		Scopes    json.RawMessage `json:"scopes"`
		Roles     json.RawMessage `json:"roles"`
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	want := auth.NewToken{Note: body.Note}
	if want.Note == "" {
		want.Note = "Requested via api"
		if r.id.Operator {
			want.Note += " by service operator"
		} else if r.id.Service != nil {
			want.Note += " by service " + string(r.id.Service.Name)
		} else if r.id.User.Name != name {
			want.Note += " by user " + string(r.id.User.Name)
		}
	}
	if body.ExpiresIn != nil {
		if *body.ExpiresIn < 1 || *body.ExpiresIn > 100*365*24*3600 {
			return commonhall.Errorf(commonhall.InvalidArgument, "expires_in must be a number of seconds above zero, or null")
		}
		want.ExpiresIn = time.Duration(*body.ExpiresIn * float64(time.Second))
	}
	if err := scopesOf(&want, body.Scopes, body.Roles); err != nil {
		return err
	}
	u, err := a.people.User(r.Context(), name)
	if err != nil {
		return err
	}
	secret, t, err := a.people.CreateToken(r.Context(), name, want, r.id.Scopes)
	if err != nil {
		return err
	}
	m, err := a.tokenModels(r, u, t)
	if err != nil {
		return err
	}
	m[0]["token"] = secret
	return r.json(http.StatusCreated, m[0])
}

// scopesOf reads the scopes of a new token: null or absent means all that its
// owner may do ("inherit"), an empty list means none.
func scopesOf(want *auth.NewToken, scopes, roles json.RawMessage) error {
	given := func(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }
	switch {
	case given(scopes):
		want.Scopes = []commonhall.Scope{}
		if err := json.Unmarshal(scopes, &want.Scopes); err != nil {
			return commonhall.Errorf(commonhall.InvalidArgument, "scopes must be a list of texts, or null")
		}
	case given(roles):
		// Clients of before JupyterHub 3 ask for roles, of which these two have scopes of one name.
		meant := map[string]commonhall.Scope{"token": "inherit", "user": "self"}
		var names []string
		err := json.Unmarshal(roles, &names)
		for _, name := range names {
			scope, known := meant[name]
			if !known {
				return commonhall.Errorf(commonhall.InvalidArgument, "roles: there is no role %q of tokens; give scopes", name)
			}
			want.Scopes = append(want.Scopes, scope)
		}
		if err != nil || len(names) == 0 {
			return commonhall.Errorf(commonhall.InvalidArgument, "roles must be a list of texts, or null").Because(err)
		}
	default:
		want.Scopes = []commonhall.Scope{"inherit"}
	}
	return nil
}

// token finds the token that a path names, among those of its person.
func (a *API) token(r *request, scope string) (commonhall.Token, commonhall.User, error) {
	name := r.name()
	if err := r.need(name, scope); err != nil {
		return commonhall.Token{}, commonhall.User{}, err
	}
	u, err := a.people.User(r.Context(), name)
	if err != nil {
		return commonhall.Token{}, u, err
	}
	notFound := commonhall.Errorf(commonhall.NotFound, "Not found")
	digits, ok := strings.CutPrefix(r.PathValue("id"), "a")
	n, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil {
		return commonhall.Token{}, u, notFound
	}
	t, err := a.people.Token(r.Context(), name, commonhall.TokenID(n))
	if commonhall.KindOf(err) == commonhall.NotFound {
		err = notFound
	}
	return t, u, err
}

func (a *API) getToken(r *request) error {
	t, u, err := a.token(r, "read:tokens")
	if err != nil {
		return err
	}
	m, err := a.tokenModels(r, u, t)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, m[0])
}

func (a *API) revokeToken(r *request) error {
	t, _, err := a.token(r, "tokens")
	if err != nil {
		return err
	}
	if err := a.people.RevokeToken(r.Context(), t.User, t.ID); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}
