package api

import (
	"slices"
	"strings"

	"commonhall/scope"
)

// route is one row of the API's table.
type route struct {
	method string
	path   string // below /hub/api
	scope  string // what the caller must hold at least, one of these words; handlers look at whom for
	do     handler
}

// What a route declares where no scope of JupyterHub's says who may call it.
const (
	public   = "public"   // no credentials
	anyone   = "*"        // any valid ones
	rootOnly = "operator" // root alone, on the administrators' socket

	// Each of these shows a part of the model of a person.
	readUser = "read:users:name read:users:groups read:users:activity read:roles:users"
)

func (rt route) scopes() []string { return strings.Fields(rt.scope) }

// told is what answers tell of it: the scopes, or that none is needed.
func (rt route) told() string {
	if rt.scope == public {
		return ""
	}
	return rt.scope
}

// check panics at a route of which nobody said who may call it, or said it with a word
// that nobody can hold: neither is ever served.
func (rt route) check() {
	if rt.scope == public || rt.scope == anyone || rt.scope == rootOnly {
		return
	}
	all := scope.Administrator()
	if len(rt.scopes()) == 0 || slices.ContainsFunc(rt.scopes(), func(s string) bool { return !all.Has(s) }) {
		panic("api: " + rt.method + " " + rt.path + " declares no scope that there is: " + rt.scope)
	}
}

// routes is the whole API. What stands below "our own" is not JupyterHub's; those of servers
// stand in servers.go, those of groups in groups.go, those of the class's software in choices.go.
func (a *API) routes() []route {
	return slices.Concat(a.proxyRoutes(), []route{
		{"GET", "/{$}", public, a.version},
		{"GET", "/health", public, a.health},
		{"GET", "/openapi.yaml", public, a.describe},
		{"GET", "/info", "read:hub", a.hubInfo},
		{"GET", "/metrics", "read:metrics", a.metrics},
		{"GET", "/user", anyone, a.whoami},
		{"POST", "/oauth2/token", public, a.grant},
		{"GET", "/authorizations/token/{token}", anyone, a.ownerOf},
		{"GET", "/authorizations/cookie/{name}/{value}", anyone, a.noCookie},

		{"GET", "/users", "list:users", a.listUsers},
		{"POST", "/users", "admin:users", a.addUsers},
		{"GET", "/users/{name}", readUser, a.getUser},
		{"POST", "/users/{name}", "admin:users", a.addUser},
		{"PATCH", "/users/{name}", "admin:users", a.changeUser},
		{"DELETE", "/users/{name}", "delete:users", a.removeUser},
		{"POST", "/users/{name}/activity", "users:activity", a.activity},
		{"POST", "/users/{name}/admin-access", "servers", a.adminAccess},

		{"GET", "/users/{name}/tokens", "read:tokens", a.listTokens},
		{"POST", "/users/{name}/tokens", "tokens", a.createToken},
		{"GET", "/users/{name}/tokens/{id}", "read:tokens", a.getToken},
		{"DELETE", "/users/{name}/tokens/{id}", "tokens", a.revokeToken},

		// Our own.
		{"POST", "/users/{name}/suspend", "admin:users", a.suspend},
		{"POST", "/users/{name}/resume", "admin:users", a.resume},
		{"POST", "/users/{name}/password", "admin:users", a.password},
		{"POST", "/users/{name}/invitation", "admin:users", a.invite},
		{"GET", "/removed", "admin:users", a.listRemoved},
		{"POST", "/removed/{id}/restore", "admin:users", a.restore},
		{"POST", "/removed/{id}/purge", rootOnly, a.beginPurge},
		{"DELETE", "/removed/{id}", rootOnly, a.endPurge},
		{"DELETE", "/servers", "delete:servers", a.stopAll},
		{"GET", "/apps", anyone, a.listApps},
		{"GET", "/events", "admin:users", a.events},
		{"GET", "/status", "read:hub", a.hubStatus},
		{"GET", "/certificates", "read:hub", a.listCertificates},
		{"POST", "/certificates/{host}/renew", "proxy", a.renewCertificate},
		{"GET", "/commonhall/inspection", rootOnly, a.inspection},
		{"GET", "/commonhall/dump", rootOnly, a.dump},
		{"POST", "/commonhall/adopt", rootOnly, a.adopt},
	}, a.serviceRoutes(), a.serverRoutes(), a.softwareRoutes(), a.limitRoutes(), a.announcementRoutes(), a.groupRoutes(), a.roleRoutes(), a.shareRoutes(), a.identityRoutes())
}
