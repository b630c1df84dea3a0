package api

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"commonhall/body"
	"commonhall/scope"
)

var update = flag.Bool("update", false, "write doc/reference/api.md anew")

// meaning is what the page says of a route beside what the table of routes says:
// what it takes and gives, and its statuses. TestWhoMayDoWhat fails for each
// status that it meets and that does not stand here.
type meaning struct {
	takes, gives string
	statuses     string
}

func meanings() map[string]meaning {
	const list = "`state=active|ready|inactive`, `name_filter`, `sort=[-]id|name|last_activity`, `offset`, `limit`, `include_stopped_servers`"
	return map[string]meaning{
		"GET /{$}":          {"", "`version`, the one of JupyterHub whose contract is spoken; also without the slash", "200"},
		"GET /health":       {"", "nothing: the hub answers", "200"},
		"GET /openapi.yaml": {"", "all of this for programs: routes, scopes, models (OpenAPI 3.1)", "200"},
		"GET /info":         {"", "the hub, its spawner and its authenticator, with versions", "200 403"},
		"GET /metrics":      {"", "what Prometheus reads; also at `/hub/metrics` ([which there are](../how-to/metrics.md))", "200 403"},
		"GET /user":         {"", "who the caller is: the model of a person or a service, with `scopes`, `session_id`, `token_id`", "200 403"},

		"GET /users":                  {list, "people; at most 200, in pages where they are asked for", "200 400 403"},
		"POST /users":                 {"`usernames`, `admin`", "who is new; who exists is left out", "201 400 403 409"},
		"GET /users/{name}":           {"`include_stopped_servers`", "one person", "200 403 404"},
		"POST /users/{name}":          {"`admin`", "the new person", "201 400 403 404 409"},
		"PATCH /users/{name}":         {"`name`, `admin`, `auth_state` (null: none is kept)", "the person. To be renamed, their server must be stopped", "200 400 403 404"},
		"DELETE /users/{name}":        {"", "nothing. Their server is stopped first; for a while they can be brought back", "204 400 403 404"},
		"POST /users/{name}/activity": {"`last_activity`, `servers`", "nothing", "200 400 403 404"},

		"POST /users/{name}/admin-access": {"", "nothing, and does nothing: clients of before JupyterHub 0.8 ask for it", "200 403 404"},

		"GET /users/{name}/server":          {"", "the server", "200 403 404"},
		"POST /users/{name}/server":         {"`app`, and `manner` (`without-draft`, `without-own`, `with-own`), or `user_options` with them and [answers to what the settings ask](../how-to/options.md)", "nothing. 201: it is ready; 202: it is still starting after 10 seconds", "201 202 400 403 404 429 500 503"},
		"DELETE /users/{name}/server":       {"", "nothing. 204: it has stopped; 202: it is still stopping after 10 seconds", "204 202 400 403 404 503"},
		"GET /users/{name}/server/progress": {"", "server-sent events with `progress` and `message`, the last with `ready` or `failed`", "200 400 403 404"},

		"POST /users/{name}/servers/{$}":   {"the same", "the same, for the server without a name", "201 202 400 403 404 429 500 503"},
		"DELETE /users/{name}/servers/{$}": {"", "the same, for the server without a name", "204 202 400 403 404 503"},

		"GET /services":                    {"", "services by name", "200 403"},
		"GET /services/{service}":          {"", "one service", "200 403 404"},
		"POST /services/{service}":         {"`url`, `info`, `display`, `admin`, `api_token`, `oauth_client_id`, `oauth_redirect_uri`, `oauth_no_confirm`, `oauth_client_allowed_scopes`", "the new service, which runs elsewhere; where no `api_token` was given the one that was made, which is shown this once. The caller must be an administrator where it has a `url`, is one itself or acts for people", "201 400 403 404 409 429 503"},
		"DELETE /services/{service}":       {"", "nothing: it is gone, and so are its token and the way to it. 405: it stands in the settings", "200 403 404 405 503"},
		"GET /proxy":                       {"`offset`, `limit`", "the hub, services and each ready server, by path: `routespec`, `target` (where it listens in its own network), `data`. The scope must be held without a filter", "200 400 403"},
		"PATCH /proxy":                     {"", "an error: the edge is the hub's proxy, and there is no other", "400 403"},
		"GET /chp/api/routes":              {"`inactiveSince`, a time", "what JupyterHub's proxy has there: each route's `target`, `user` and `server_name`, `service` or `hub`, `last_activity`, by path without its last slash", "200 400 403"},
		"GET /chp/api/routes/{path...}":    {"", "one of them", "200 403 404"},
		"POST /chp/api/routes/{path...}":   {"", "an error: routes are those of servers and services; who adds a program adds a service", "400 403"},
		"DELETE /chp/api/routes/{path...}": {"", "the same", "400 403"},
		"POST /proxy":                      {"", "nothing: the edge has no table that could be out of date", "200 403"},

		"GET /users/{name}/tokens":         {"", "`api_tokens`, without their secrets", "200 403 404"},
		"POST /users/{name}/tokens":        {"`note`, `expires_in` in seconds, `scopes`, or `roles` (token, user) as before JupyterHub 3", "the token, with its secret in `token`: it is shown this once", "201 400 403 404"},
		"GET /users/{name}/tokens/{id}":    {"", "the token, without its secret", "200 403 404"},
		"DELETE /users/{name}/tokens/{id}": {"", "nothing; from now on it opens nothing", "204 403 404"},

		"POST /oauth2/token":                        {"a form: `grant_type` authorization_code, `code`, `redirect_uri`, `client_id`, `client_secret`, `code_verifier`", "`access_token`, `expires_in`, `token_type`, `scope`; or `error`, as RFC 6749 says. See [JupyterHub's own server](../how-to/singleuser.md)", "200 400 401"},
		"GET /authorizations/token/{token}":         {"", "whose a token is, as clients of before JupyterHub 2 ask; better ask `GET /user` with it", "200 403 404"},
		"GET /authorizations/cookie/{name}/{value}": {"", "an error: the hub's cookies reach no program that could ask", "403 404"},

		"GET /groups":                    {"`offset`, `limit`", "groups; at most 200, in pages where they are asked for", "200 400 403"},
		"POST /groups":                   {"`groups`, `users` who are in each", "the new groups; all of them or none", "201 400 403 409"},
		"GET /groups/{group}":            {"", "one group", "200 403 404"},
		"POST /groups/{group}":           {"`users`", "the new group", "201 400 403 404 409"},
		"DELETE /groups/{group}":         {"", "nothing. Its people stay", "204 403 404"},
		"POST /groups/{group}/users":     {"`users` who join", "the group", "200 400 403 404"},
		"DELETE /groups/{group}/users":   {"`users` who leave", "the group", "200 400 403 404"},
		"PUT /groups/{group}/properties": {"any object of at most 16 KiB, in the place of the one before", "the group", "200 400 403 404"},
	}
}

// noticeMeanings are those of what people read on the pages, and of stops that are told before.
func noticeMeanings() map[string]meaning {
	return map[string]meaning{
		"GET /limits":                          {"", "who was given which limit of their servers: `kind` (user, group, all, or teachers, who decide of times for their group), `name`, `limit` (memory, memory_soft, memory_guarantee tmp and disk in bytes, bandwidth in bytes a second, cpu and cpu_guarantee in cores, cpu_weight, pids, files, io_weight, network, and when servers are stopped: idle_stop and max_age in seconds, 0 for never), `value` (a number; of network none or internet), `words`", "200 403"},
		"PATCH /limits/users/{name}":           {"`limits`: an object of `memory` (bytes, or a text as 4G), `memory_soft`, `memory_guarantee`, `cpu`, `cpu_weight`, `cpu_guarantee`, `pids`, `files`, `tmp`, `io_weight`, `network` (none or internet), `bandwidth`, `disk`, and of when servers are stopped by themselves `idle_stop` and `max_age` (seconds, a text as 45m, or never), which count at once, each null to take it back; those that are not named stay. `now`, those named for servers that run, too; `force`, also where it uses more memory than it would have", "whose servers have it while they run (`changed`), have it from their next start on (`later`), and why some do not have it although they were to (`left`); what goes on waiting for the next start, by limit, after `now` (`waiting`); `same`, where nothing was decided that had not been so before; where nothing holds a limit of the disk, why (`notice`)", "200 400 403 404 503"},
		"PATCH /limits/groups/{group}":         {"the same", "the same; of several groups of a person the one that gives most counts, and what was set for the person more than any", "200 400 403 404 503"},
		"GET /users/{name}/stops":              {"", "which servers of the person are stopped by themselves soon: `server` (its name), `stops_at`, `stops_why` (idle_stop or max_age), `idle_since`", "200 403 404"},
		"GET /groups/{group}/times":            {"", "when servers of the group are stopped by themselves, for who teaches it: `limit` (idle_stop, max_age), the `value` that counts (seconds, 0 for never) and its `words`, what the `teachers` decided, and the `most` that they may", "200 403 404"},
		"PATCH /groups/{group}/times":          {"`idle_stop` and `max_age` (seconds, a text as 45m, or never), at most what administrators gave the group, or else everybody has; null takes one back", "the same. It counts at once, after a notice", "200 400 403 404"},
		"GET /users/{name}/limits":             {"`app`, one of those in the settings or built in", "what the person's next server may use, with this app or that of last time: `limit`, `value` (the number that holds, of network the word; null where there is no limit, mark or guarantee, and of tmp where it is half of the memory), `words`, by whose decision (`origin`: user, group, app, default), the `group`, `why` in a sentence, and of a server that is `running` the `value` and `words` that it has; of `disk` also the bytes `used`, the `files` of `max_files`, that in words (`in_use`), or why nothing holds it (`unheld`)", "200 400 403 404"},
		"GET /announcements":                   {"", "those that the caller may change, past ones and those to come as well, and those that they read on the pages now (`by` is empty there)", "200 403"},
		"POST /announcements":                  {"`text` (plain, at most 500 letters), `level` (info or warning), `audience` (all, also on the sign-in page; login, there alone; group), `group`, `from` and `until` as in 2030-01-31T09:00:00Z", "the announcement", "201 400 403 404"},
		"GET /announcements/{announcement}":    {"", "one", "200 403 404"},
		"PATCH /announcements/{announcement}":  {"the same, of which what is not named stays; an empty `until` is none", "the announcement. With another text or level it is seen again by who did not want to see it any more", "200 400 403 404"},
		"DELETE /announcements/{announcement}": {"", "nothing; nobody reads it any more", "204 403 404"},
		"GET /limits/all":                      {"", "what whoever was given nothing has: `limit`, `value` and `words`, `decided` (here, in the place of the settings), and what the `settings` say", "200 403"},
		"PATCH /limits/all":                    {"as for a person", "the same; a null has what the settings say hold again", "200 400 403 503"},
		"GET /disks":                           {"`near`, a share such as 0.9", "who uses at least that share of their limit of the disk, the fullest first: `name`, `used` of `limit` (bytes), `files` of `max_files`, the `share`, and `in_use` in words", "200 400 403 503"},
		"POST /users/{name}/server/keep":       {"", "nothing. A server that would be stopped soon (`stops_at`) goes on: one that nobody uses counts as used now, one that is old goes on for a while, at most until twice its age", "204 400 403 404"},
	}
}

// ownMeanings are those of the routes for which JupyterHub has no words.
func ownMeanings() map[string]meaning {
	all := identityMeanings()
	maps.Copy(all, otherMeanings())
	maps.Copy(all, namedMeanings())
	maps.Copy(all, shareMeanings())
	return all
}

func otherMeanings() map[string]meaning {
	out := map[string]meaning{
		"GET /services/{service}/log":      {"", "`log`, the end of what the service that the hub runs wrote, and `before`, the end of what its run before wrote", "200 400 403 404 503"},
		"POST /services/{service}/restart": {"", "nothing. It is ended, and started again at once", "204 400 403 404 503"},
		"GET /services/{service}/token":    {"", "`api_token`, what a service of the settings calls the API with", "200 400 403 404"},
		"POST /groups/{group}/teachers":    {"`users` who teach it from now on, and are members", "the group", "200 400 403 404"},
		"DELETE /groups/{group}/teachers":  {"`users` who teach it no longer, and stay members", "the group", "200 400 403 404"},
		"POST /users/{name}/suspend":       {"", "nothing. Sessions, tokens and server have ended, and the edge has confirmed it", "204 400 403 404 503"},
		"POST /users/{name}/resume":        {"", "nothing", "204 403 404"},
		"POST /users/{name}/password":      {"`password`; null puts back to first use", "nothing. Sessions have ended", "204 400 403 404"},
		"POST /users/{name}/invitation":    {"", "`path`, a link that works once, to choose a password, as long as the caller could still set that; `expires_at`", "201 400 403 404"},
		"GET /removed":                     {"", "who was removed and can be brought back, the last first, with `until` when", "200 403"},
		"POST /removed/{id}/restore":       {"`name`, where it should be another", "the person, in their groups, as somebody without rights of their own, sessions and tokens. The caller must be an administrator, with the scope for everybody", "201 400 403 404 409"},
		"POST /removed/{id}/purge":         {"", "the person whose home root may delete now; nobody brings them back any more", "200 400 403 404"},
		"DELETE /removed/{id}":             {"", "nothing. The home is deleted, and now the record is", "204 400 403 404"},
		"DELETE /servers":                  {"", "all servers are stopped at once: `stopped`, and whose are `left`, with the reason", "200 403 503"},
		"GET /apps":                        {"", "the apps that can be started, the default one first", "200 403 503"},
		"GET /events":                      {"`user`, `kind` (how the name begins), `before` (an id)", "the newest 200 events", "200 400 403 404"},
		"GET /certificates":                {"", "how things stand with the certificate of each host name: `name`, `issuer`, `from`, `until`, `next` (when it is looked after), `error`, `hint`, `error_at`, `ending`", "200 403"},
		"POST /certificates/{host}/renew":  {"", "nothing: a new one is ordered, and how that goes stands in the list", "202 403 404"},
		"GET /status":                      {"", "version, uptime, people, running servers, how many of them were `used` in the last ten minutes, processes of the roles", "200 403"},
		"GET /commonhall/inspection":       {"`seconds` (how long the database may be read)", "what `commonhall doctor` compares with the machine: `database` (`problems`, `complete`), `people`, `administrators`, `accounts`, `servers`, `software` (what is wrong with it: `kind`, `environment`, `generation`, `why`)", "200 400 403"},
		"GET /commonhall/dump":             {"", "the database as JSON lines, with every hash and key; whatever a token may do", "200 403"},
		"POST /commonhall/adopt":           {"`accounts`, each with `name` and `uid`: homes that no record knows", "who is a person now, with that home", "201 400 403"},

		"GET /roles":                   {"", "every role: built in, of the settings, and made by somebody", "200 403"},
		"POST /roles":                  {"`name`, `description`, `scopes`, and `users`, `groups`, `services` that hold it", "the new role. Nobody can give more than they may do themselves", "201 400 403 409"},
		"GET /roles/{role}":            {"", "one role", "200 403 404"},
		"PATCH /roles/{role}":          {"`description`, `scopes`", "the role. Those that are built in or stand in the settings are not changed here", "200 400 403 404"},
		"DELETE /roles/{role}":         {"", "nothing; nobody holds it any more", "204 400 403 404"},
		"POST /roles/{role}/holders":   {"`users`, `groups`, `services` that hold it from now on", "the role", "200 400 403 404"},
		"DELETE /roles/{role}/holders": {"the same, who hold it no longer", "the role", "200 400 403 404"},

		"GET /environments":                                      {"", "the environments: `name`, `title`, `path`, `current` (its generation), `default`", "200 403"},
		"GET /environments/{environment}":                        {"", "one; for who may change it with its `generations`, the newest first; of those not `kept` only this is left", "200 403 404"},
		"POST /environments/{environment}/builds":                {"at most one of `requirements` (the text of a requirements.txt), `conda` (the text of an environment.yml), `git` (`url`, `ref`, `path`) and `prefix` (a folder of the machine, taken as it is); `packages`, `apt` (names of Debian's packages), `fresh`, `alone` (without the packages of the machine), `again` (although the same was built before), `title`, `why`, `force`", "a job that builds a generation; an environment that does not exist is made", "202 400 403 409"},
		"POST /environments/{environment}/rollback":              {"`generation`; without it the one before", "the generation that is `current` now", "200 400 403 404 409"},
		"GET /environments/{environment}/drafts":                 {"", "what people changed and did not publish", "200 403 404"},
		"GET /environments/{environment}/drafts/{name}":          {"", "one person's draft: `changes` in packages, and what publishing `takes_back`", "200 403 404"},
		"DELETE /environments/{environment}/drafts/{name}":       {"", "nothing; the draft can be had back for two weeks", "204 403 404"},
		"POST /environments/{environment}/drafts/{name}/restore": {"", "nothing; the last draft that was discarded is the person's again", "204 403 404"},
		"POST /environments/{environment}/drafts/{name}/try":     {"", "a job that checks the draft", "202 403 404 409"},
		"POST /environments/{environment}/drafts/{name}/publish": {"`why`, `force`, `over` (the current generation, where it is known that it is taken back)", "a job that checks the draft and makes it a generation", "202 400 403 404 409"},
		"PATCH /environments/{environment}":                      {"`title`, `default`", "the environment, with its new title, or as the one that everybody has for whom nobody chose another", "200 400 403 404"},
		"DELETE /environments/{environment}":                     {"", "a job that removes it with all generations and drafts. One that anybody uses, and the default one, is refused", "202 400 403 404 409"},
		"GET /choices":                                           {"", "who was given which environment: `kind` (user or group), `name`, `environment`", "200 403"},
		"PUT /choices/users/{name}":                              {"`environment`, or `none` for the machine's own programs alone", "nothing; the person's servers have it from their next start on", "204 400 403 404"},
		"DELETE /choices/users/{name}":                           {"", "nothing; the person has what their group has, or everybody", "204 403 404"},
		"PUT /choices/groups/{group}":                            {"`environment`, or `none`", "nothing; who is in the group has it, and who teaches it may change it", "204 400 403 404"},
		"DELETE /choices/groups/{group}":                         {"", "nothing", "204 403 404"},
		"GET /users/{name}/environment":                          {"", "which `environment` the person's next server has, whose choice that was (`origin`: user, group, default), the `group`, `why` in a sentence, and whether they `may_change` it", "200 403 404"},
		"DELETE /jobs/{id}":                                      {"", "ends a job that works; what has become a generation stays one", "204 403 404"},
		"GET /jobs/{id}":                                         {"`from` (the first line that is not known yet)", "how far a job has come: `lines`, `next`, `findings`, `ended`, `generation`, `error`; it waits up to 10 seconds for news", "200 403 404"},
	}
	maps.Copy(out, noticeMeanings())
	return out
}

// documented fails for a status that the page does not tell of.
func documented(t *testing.T, rt route, status int) {
	t.Helper()
	statuses := meanings()[rt.name()].statuses + " " + ownMeanings()[rt.name()].statuses
	if !slices.Contains(strings.Fields(statuses), fmt.Sprint(status)) {
		t.Errorf("%s answers %d, of which doc/reference/api.md does not tell", rt.name(), status)
	}
}

// TestReferenceIsCurrent fails when a route changed and its page did not.
func TestReferenceIsCurrent(t *testing.T) {
	const path = "../doc/reference/api.md"
	want := reference(t)
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not current: go test ./api -update", path)
	}
}

const preface = "# API\n\nMade from the table of routes by `go test ./api -update`.\n\n" +
	"Paths, models, statuses and errors are those of JupyterHub %s, so its clients work unchanged ([what is different, and why](conformance.md)); what it has no words for stands apart below. " +
	"All paths are below `/hub/api`. For programs that generate code, the same stands in `/hub/api/openapi.yaml`.\n\n" +
	"**Who calls.** `Authorization: token T` or `Bearer T`, with a token from the account page, `commonhall token create` or this API. " +
	"Through the administrators' socket the caller is the operator and needs none. A browser's session may only read. " +
	"Inside a server, `$JUPYTERHUB_API_URL` and `$JUPYTERHUB_API_TOKEN` are set, and only tokens of its own person count.\n\n" +
	"**Scopes** are JupyterHub's. A token may do what its scopes say and its person may do now, whichever is less. " +
	"Where a scope is missing altogether the answer is 403; where it is held for other people only, 404, as if there were nobody of that name. " +
	"Which scopes a route wants, each answer tells in `X-Commonhall-Scopes`; one of them suffices.\n\n" +
	"**Bodies** are JSON objects of at most %d bytes, or %d where the scope is one of administrators or teachers (`admin:users`, `admin:groups`, `groups`, `environments`), whatever their content type. Times are UTC, as `2026-01-31T12:00:00.000000Z`.\n\n" +
	"**Errors** are `{\"status\": 404, \"message\": \"…\"}`. 405 names the allowed methods in `Allow`, 429 the seconds to wait in `Retry-After`; " +
	"500 is our fault, 503 passes: try again in a moment.\n\n" +
	"**Pages.** With `Accept: %s` lists are `{\"items\": […], \"_pagination\": {\"offset\", \"limit\", \"total\", \"next\"}}`, " +
	"%d a page if `limit` says nothing else, %d at most; `next.url` is the next page, or `next` is null. Without it they are bare lists of at most %d.\n"

// reference is the page.
func reference(t *testing.T) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, preface, HubVersion, body.Small, body.Large, paginated, defaultPage, maxPage, maxPage)
	jupyterhub, own := meanings(), ownMeanings()
	writeRoutes(&b, "JupyterHub's", jupyterhub)
	writeRoutes(&b, "Our own", own)
	for _, rt := range (&API{}).routes() {
		_, a := jupyterhub[rt.name()]
		_, b := own[rt.name()]
		if a == b {
			t.Errorf("%s: the page has nothing to say of it, or twice", rt.name())
		}
		delete(jupyterhub, rt.name())
		delete(own, rt.name())
	}
	if len(jupyterhub)+len(own) > 0 {
		t.Errorf("there are no such routes: %v %v", jupyterhub, own)
	}
	b.WriteString(models)
	writeScopes(&b)
	return b.Bytes()
}

// writeRoutes writes the rows of the table of routes that known tells of.
func writeRoutes(b *bytes.Buffer, title string, known map[string]meaning) {
	fmt.Fprintf(b, "\n## %s\n\n| method and path | scope | takes | gives | statuses |\n|---|---|---|---|---|\n", title)
	for _, rt := range (&API{}).routes() {
		m, ok := known[rt.name()]
		if !ok {
			continue
		}
		fmt.Fprintf(b, "| %s `%s` | %s | %s | %s | %s |\n", rt.method, strings.TrimSuffix(rt.path, "{$}"), scopeWords(rt), escape(m.takes), m.gives,
			strings.ReplaceAll(m.statuses, " ", ", "))
	}
}

// writeScopes lists every scope that there is.
func writeScopes(b *bytes.Buffer) {
	names := func(s scope.Set, not scope.Set) string {
		var out []string
		for _, name := range s.Names() {
			if !not.Has(name) {
				out = append(out, "`"+name+"`")
			}
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	self := scope.Person("x", false)
	fmt.Fprintf(b, "\n## Scopes\n\nA scope includes those that JupyterHub puts below it. `!user=NAME` narrows it to one person, `!user` to the token's own, "+
		"`!group=NAME` to a group and to its people as they are now, `!server=NAME/` to one person's server, `!service=NAME` to a service. `environments`, `announcements`, `limits` (when servers are stopped by themselves) and `admin:roles` are our own; the first three, held over oneself, reach what is for the groups that one teaches.\n\n"+
		"*Everybody holds these over themselves*: %s. `self` stands for all of them.\n\n"+
		"*Administrators hold those over everybody, and these*: %s.\n\n"+
		"A token that asks for none gets `inherit`: everything that its person may do, now and later. One with an empty list tells who its person is, and opens nothing.\n",
		names(self, scope.Set{}), names(scope.Person("x", true), self))
}

func scopeWords(rt route) string {
	switch rt.scope {
	case public:
		return "none needed"
	case anyone:
		return "any credentials"
	case rootOnly:
		return "root alone"
	}
	return "`" + strings.Join(rt.scopes(), "` or `") + "`"
}

func escape(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

const models = "\n## Models\n\n" +
	"*Person*: `kind` (user), `name`, `admin`, `roles`, `groups`, `server` (the path of a ready one, or null), `pending` (spawn, stop or null), `created`, " +
	"`last_activity`, `servers` (those that are active, by name; the default one is called \"\"), `auth_state`; our own: `suspended`, `has_password`. " +
	"Fields that the caller's scopes do not cover are left out.\n\n" +
	"*Group*: `kind` (group), `name`, `roles` (which all its members hold), `users`, `properties`; our own: `teachers` (who of the users), `gid` (a number that no other group ever has), " +
	"`created`. Names that differ in letter case alone are the same group's. Who may only list groups sees their names.\n\n" +
	"*Service*: `kind` (service), `name`, `admin`, `roles`, `url`, `prefix` (null where it is not reached), `command`, `pid` (always 0), `info`, `display`; our own: `managed` (the hub runs it), " +
	"`from_config`, `oauth_client_id`, `error` (why it cannot be used, or null), and of one that the hub runs `state`: `phase` (running or waiting), `started`, `ends` (how often it has ended since it last stayed for a minute), " +
	"`next` (when it is started again) and `end` (of the run before). Fields that the caller's scopes do not cover are left out.\n\n" +
	"*Role* (our own): `kind` (role), `name`, `description`, `scopes` (as they were given), `users`, `groups`, `services`, `origin` (`built-in`, `settings` or `hub`), `created`, " +
	"`problem` (why a role of the settings gives nothing, or null).\n\n" +
	"*Server*: `name`, `full_name`, `last_activity`, `started`, `pending`, `ready`, `stopped`, `url`, `user_options`, `progress_url`, `full_url`, " +
	"`full_progress_url`, `state` (with `admin:server_state`); our own: `app`, `limits` (each as `value` of a person's limits), `limit_origins` (by whose decision each has its value; option: it was chosen at the start), `usage` (memory in bytes, cpu in cores, pids, and as `oom` the last process that was ended for memory, where that is known: `process`, and what it `held` in bytes), `oom_kills`, `pids_reached` (it could not start a process, for it has as many as it may), " +
	"`idle_since` (nobody has used it since then, as far as is known), `stops_at` (when it is stopped by itself, if that is soon) and `stops_why` (idle_stop or max_age), `end` (how the last run ended: `cause`, `code`, `signal`, `by`, `oom` as in `usage`, as `pids` their limit where it had as many, and, for who holds access:servers for it, as `log` the last lines of its output) and `end_reason` (the same as a sentence).\n\n" +
	"*Token*: `user`, `id`, `kind` (api_token), `scopes` (what it may do now), `roles` (always empty), `created`, `last_activity`, `expires_at`, `note`, " +
	"`session_id`, `oauth_client`.\n"

// namedMeanings are those of servers that have a name.
func namedMeanings() map[string]meaning {
	return map[string]meaning{
		"PUT /users/{name}/server":                    {"", "an error: everybody has a default server already", "400 403 404 409"},
		"PATCH /users/{name}/server":                  {"`display_name`, `user_options`, of a server that does not run", "the server", "200 400 403 404"},
		"GET /users/{name}/servers/{server}":          {"", "one of the person's named servers; `stopped` tells whether it runs", "200 403 404"},
		"POST /users/{name}/servers/{server}":         {"as for the default server, and `display_name`; without options those of last time hold", "the same; a server that does not exist is made", "201 202 400 403 404 429 500 503"},
		"PUT /users/{name}/servers/{server}":          {"`display_name`, `user_options`", "the server, which is made and does not run", "201 400 403 404 409"},
		"PATCH /users/{name}/servers/{server}":        {"`name` (another one), `display_name`, `user_options`, of a server that does not run", "the server", "200 400 403 404 409"},
		"DELETE /users/{name}/servers/{server}":       {"`remove`: it is also forgotten; files stay", "nothing. 204: it has stopped; 202: it is still stopping after 10 seconds", "204 202 400 403 404 503"},
		"GET /users/{name}/servers/{server}/progress": {"", "as for the default server", "200 400 403 404"},
		"POST /users/{name}/servers/{server}/keep":    {"", "as for the default server", "204 400 403 404"},
	}
}
