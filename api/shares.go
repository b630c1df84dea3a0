package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

// Sharing is what the API asks of the room auth about servers that people share.
type Sharing interface {
	Shares(context.Context, commonhall.ShareFilter) ([]commonhall.Share, error)
	Share(ctx context.Context, s commonhall.Share, by scope.Set) (commonhall.Share, error)
	Unshare(context.Context, commonhall.Share) (left commonhall.Share, found bool, err error)
	UnshareAll(ctx context.Context, owner commonhall.UserName, server string) error
	AddShareCode(ctx context.Context, c commonhall.ShareCode, lasts time.Duration, by scope.Set) (string, commonhall.ShareCode, error)
	ShareCodes(context.Context, commonhall.UserName) ([]commonhall.ShareCode, error)
	RemoveShareCode(ctx context.Context, owner commonhall.UserName, server, code string, id int64) error
	RemoveShareCodes(ctx context.Context, owner commonhall.UserName, server string) error
}

// shareRoutes are JupyterHub's. The path of a default server ends in a slash.
func (a *API) shareRoutes() []route {
	out := []route{{"GET", "/shares/{name}", "read:shares", a.listShares}, {"GET", "/share-codes/{name}", "read:shares", a.listShareCodes},
		{"GET", "/users/{name}/shared", "read:users:shares", a.listReceived}, {"GET", "/groups/{group}/shared", "read:groups:shares", a.listReceived}}
	for _, server := range []string{"{$}", "{server}"} {
		out = append(out, route{"GET", "/shares/{name}/" + server, "read:shares", a.listShares},
			route{"POST", "/shares/{name}/" + server, "shares", a.share},
			route{"PATCH", "/shares/{name}/" + server, "shares", a.unshare},
			route{"DELETE", "/shares/{name}/" + server, "shares", a.unshareAll},
			route{"GET", "/share-codes/{name}/" + server, "read:shares", a.listShareCodes},
			route{"POST", "/share-codes/{name}/" + server, "shares", a.addShareCode},
			route{"DELETE", "/share-codes/{name}/" + server, "shares", a.removeShareCodes},
			route{"GET", "/users/{name}/shared/{owner}/" + server, "read:users:shares", a.getReceived},
			route{"DELETE", "/users/{name}/shared/{owner}/" + server, "users:shares", a.leaveShare},
			route{"GET", "/groups/{group}/shared/{owner}/" + server, "read:groups:shares", a.getReceived},
			route{"DELETE", "/groups/{group}/shared/{owner}/" + server, "groups:shares", a.leaveShare})
	}
	return out
}

// shareServer is JupyterHub's small model of a server that is shared.
func (a *API) shareServer(r *request, owner commonhall.UserName, name string) (map[string]any, error) {
	key := owner.Server(commonhall.ServerName(name))
	s, err := a.servers.Get(r.Context(), key)
	if err != nil && commonhall.KindOf(err) != commonhall.NotFound { // it may have been removed this moment
		return nil, err
	}
	return map[string]any{"user": map[string]any{"name": owner}, "name": name, "url": key.Prefix(), "full_url": nil, "ready": s.State == commonhall.Ready}, nil
}

func sharedScopes(list []commonhall.Scope, owner commonhall.UserName, server string) []string {
	out := make([]string, len(list))
	for i, sc := range list {
		out[i] = string(sc) + "!server=" + string(owner) + "/" + server
	}
	return out
}

func (a *API) shareModel(r *request, s commonhall.Share) (map[string]any, error) {
	server, err := a.shareServer(r, s.Owner, s.Server)
	m := map[string]any{"server": server, "scopes": sharedScopes(s.Scopes, s.Owner, s.Server), "user": nil, "group": nil, "kind": "user", "created_at": stamp(s.Created)}
	if s.Group != "" {
		m["kind"], m["group"] = "group", map[string]any{"name": s.Group}
	} else {
		m["user"] = map[string]any{"name": s.User}
	}
	return m, err
}

func (a *API) sendShare(r *request, s commonhall.Share) error {
	m, err := a.shareModel(r, s)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, m)
}

// sharePage answers a part of a list. These lists are always pages.
func sharePage[T any](r *request, list []T, model func(*request, T) (map[string]any, error)) error {
	r.Header.Set("Accept", paginated)
	offset, limit, err := r.numbers()
	if err != nil {
		return err
	}
	items := []map[string]any{}
	from := min(offset, len(list))
	for _, v := range list[from:min(from+limit, len(list))] {
		m, err := model(r, v)
		if err != nil {
			return err
		}
		items = append(items, m)
	}
	return r.page(items, offset, limit, len(list))
}

// noServerHas cannot be a server's name, so a filter for one server does not cover it.
const noServerHas = "/"

// sharer returns the owner in the path, and the server where one is in it, if the caller
// holds what the route needs for that server; for all of them where none is.
func (a *API) sharer(r *request, need string, all bool) (owner commonhall.UserName, server string, err error) {
	owner, server = r.name(), r.PathValue("server")
	asked := server
	if all {
		asked = noServerHas
	}
	switch {
	case r.id.Scopes.CoversServer(need, owner, asked):
	case r.id.Scopes.Has(need):
		return owner, server, commonhall.Errorf(commonhall.NotFound, "No such user")
	default:
		return owner, server, unauthorized(need)
	}
	if _, err := a.people.User(r.Context(), owner); err != nil {
		return owner, server, err
	}
	_, err = a.servers.Get(r.Context(), owner.Server(commonhall.ServerName(server)))
	return owner, server, err
}

// wholeOwner reports whether the path names an owner and no server.
func (r *request) wholeOwner() bool { return strings.HasSuffix(r.Pattern, "/{name}") }

func (a *API) listShares(r *request) error {
	owner, server, err := a.sharer(r, "read:shares", r.wholeOwner())
	if err != nil {
		return err
	}
	f := commonhall.ShareFilter{Owner: owner, Server: &server}
	if r.wholeOwner() {
		f.Server = nil
	}
	list, err := a.people.Shares(r.Context(), f)
	if err != nil {
		return err
	}
	return sharePage(r, list, a.shareModel)
}

// shareBody says with whom something is shared, and what.
type shareBody struct {
	User   string             `json:"user"`
	Group  string             `json:"group"`
	Scopes []commonhall.Scope `json:"scopes"`
}

// asked reads who is meant. Whoever may not know of them is refused, whether they are there or not.
func (a *API) asked(r *request, owner commonhall.UserName, server string) (s commonhall.Share, err error) {
	var b shareBody
	if err := r.body(&b, true); err != nil {
		return s, err
	}
	s = commonhall.Share{Owner: owner, Server: server, Scopes: b.Scopes}
	switch {
	case (b.User == "") == (b.Group == ""):
		return s, commonhall.Errorf(commonhall.InvalidArgument, "Specify exactly one of user and group.")
	case b.User != "":
		if s.User, err = auth.NormalizeName(b.User); err == nil && !r.id.Scopes.Covers("read:users:name", s.User) {
			err = unauthorized("read:users:name")
		}
	default:
		if s.Group, err = auth.NormalizeGroupName(b.Group); err == nil && !r.id.Scopes.CoversGroup("read:groups:name", s.Group) {
			err = unauthorized("read:groups:name")
		}
	}
	return s, err
}

func (a *API) share(r *request) error {
	owner, server, err := a.sharer(r, "shares", false)
	if err != nil {
		return err
	}
	s, err := a.asked(r, owner, server)
	if err != nil {
		return err
	}
	if s, err = a.people.Share(r.Context(), s, r.id.Scopes); err != nil {
		return err
	}
	return a.sendShare(r, s)
}

func (a *API) unshare(r *request) error {
	owner, server, err := a.sharer(r, "shares", false)
	if err != nil {
		return err
	}
	s, err := a.asked(r, owner, server)
	if err != nil {
		return err
	}
	left, _, err := a.people.Unshare(r.Context(), s)
	switch {
	case err != nil:
		return err
	case left.ID == 0:
		return r.json(http.StatusOK, map[string]any{})
	}
	return a.sendShare(r, left)
}

func (a *API) unshareAll(r *request) error {
	owner, server, err := a.sharer(r, "shares", false)
	if err != nil {
		return err
	}
	if err := a.people.UnshareAll(r.Context(), owner, server); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

func shareCodeID(id int64) string { return "sc_" + strconv.FormatInt(id, 10) }

func (a *API) shareCodeModel(r *request, c commonhall.ShareCode) (map[string]any, error) {
	server, err := a.shareServer(r, c.Owner, c.Server)
	return map[string]any{"server": server, "scopes": sharedScopes(c.Scopes, c.Owner, c.Server), "id": shareCodeID(c.ID), "created_at": stamp(c.Created),
		"expires_at": stamp(c.Expires), "exchange_count": c.Exchanged, "last_exchanged_at": stamp(c.LastExchanged)}, err
}

func (a *API) listShareCodes(r *request) error {
	owner, server, err := a.sharer(r, "read:shares", r.wholeOwner())
	if err != nil {
		return err
	}
	list, err := a.people.ShareCodes(r.Context(), owner)
	if err != nil {
		return err
	}
	if !r.wholeOwner() {
		list = slices.DeleteFunc(list, func(c commonhall.ShareCode) bool { return c.Server != server })
	}
	return sharePage(r, list, a.shareCodeModel)
}

func (a *API) addShareCode(r *request) error {
	owner, server, err := a.sharer(r, "shares", false)
	if err != nil {
		return err
	}
	var b struct {
		Scopes    []commonhall.Scope `json:"scopes"`
		ExpiresIn json.Number        `json:"expires_in"`
	}
	if err := r.body(&b, true); err != nil {
		return err
	}
	lasts := auth.ShareCodeAge
	if b.ExpiresIn != "" {
		n, err := strconv.Atoi(b.ExpiresIn.String())
		if lasts = time.Duration(n) * time.Second; err != nil || n < 0 || n > 1<<31 {
			lasts = 0 // which is refused
		}
	}
	code, c, err := a.people.AddShareCode(r.Context(), commonhall.ShareCode{Owner: owner, Server: server, Scopes: b.Scopes}, lasts, r.id.Scopes)
	if err != nil {
		return err
	}
	m, err := a.shareCodeModel(r, c)
	if err != nil {
		return err
	}
	m["code"], m["accept_url"], m["full_accept_url"] = code, "/hub/accept-share?"+url.Values{"code": {code}}.Encode(), nil
	return r.json(http.StatusOK, m)
}

func (a *API) removeShareCodes(r *request) error {
	owner, server, err := a.sharer(r, "shares", false)
	if err != nil {
		return err
	}
	q, id := r.URL.Query(), int64(0)
	switch {
	case q.Has("code"):
		err = a.people.RemoveShareCode(r.Context(), owner, server, q.Get("code"), 0)
	case q.Has("id"):
		n, is := strings.CutPrefix(q.Get("id"), "sc_")
		if id, err = strconv.ParseInt(n, 10, 64); err != nil || !is {
			return commonhall.Errorf(commonhall.NotFound, "No such code")
		}
		err = a.people.RemoveShareCode(r.Context(), owner, server, "", id)
	default:
		err = a.people.RemoveShareCodes(r.Context(), owner, server)
	}
	if err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// receiver returns whose shares the path is about: a person's or a group's.
func (a *API) receiver(r *request, scope string) (f commonhall.ShareFilter, err error) {
	if r.PathValue("group") != "" {
		if err := r.needGroup(strings.Replace(scope, "users:", "groups:", 1)); err != nil {
			return f, err
		}
		g, err := a.people.Group(r.Context(), r.group())
		return commonhall.ShareFilter{Group: g.Name}, err
	}
	if err := r.need(r.name(), scope); err != nil {
		return f, err
	}
	u, err := a.people.User(r.Context(), r.name())
	return commonhall.ShareFilter{User: u.Name, Groups: true}, err
}

func (a *API) listReceived(r *request) error {
	f, err := a.receiver(r, "read:users:shares")
	if err != nil {
		return err
	}
	list, err := a.people.Shares(r.Context(), f)
	if err != nil {
		return err
	}
	return sharePage(r, list, a.shareModel)
}

// received returns the share of the server in the path.
func (a *API) received(r *request, f commonhall.ShareFilter) (commonhall.Share, error) {
	server := r.PathValue("server")
	owner, err := auth.NormalizeName(r.PathValue("owner"))
	f.Owner, f.Server = owner, &server
	var list []commonhall.Share
	if err == nil {
		list, err = a.people.Shares(r.Context(), f)
	}
	if err != nil && commonhall.KindOf(err) != commonhall.InvalidArgument {
		return commonhall.Share{}, err
	}
	if len(list) == 0 {
		return commonhall.Share{}, commonhall.Errorf(commonhall.NotFound, "No such share")
	}
	own := slices.IndexFunc(list, func(s commonhall.Share) bool { return s.Group == "" })
	return list[max(own, 0)], nil
}

func (a *API) getReceived(r *request) error {
	f, err := a.receiver(r, "read:users:shares")
	if err != nil {
		return err
	}
	s, err := a.received(r, f)
	if err != nil {
		return err
	}
	return a.sendShare(r, s)
}

// leaveShare ends what somebody has. What they have by a group ends with that alone.
func (a *API) leaveShare(r *request) error {
	f, err := a.receiver(r, "users:shares")
	if err != nil {
		return err
	}
	byGroup := f
	f.Groups = false
	s, err := a.received(r, f)
	if commonhall.KindOf(err) == commonhall.NotFound && byGroup.Groups {
		if s, gerr := a.received(r, byGroup); gerr == nil {
			return commonhall.Errorf(commonhall.NotFound, "No such share: this server is shared with the group %s, and not with %s alone.", s.Group, byGroup.User).
				WithHint("Whoever is in the group has it. Leave the group, or ask its owner to share with single people.")
		}
	}
	if err != nil {
		return err
	}
	s.Scopes = nil
	if _, _, err := a.people.Unshare(r.Context(), s); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}
