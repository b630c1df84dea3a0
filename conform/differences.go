package main

// difference reports whether a hub is known not to keep a promise, and why.
func difference(kind, id string) (known bool, why string) {
	if kind == ours {
		why, known = differences[id]
	} else {
		why, known = flaws[id]
	}
	return known, why
}

// Reasons that more than one difference has.
const (
	narrowFirst = "JupyterHub 3.0 answers 404: every token may read its own person's name, and that filter is looked at first"

	oneOrigin = "By design: people's programs share the hub's origin, so a session changes nothing through the API, and its token against forgery is in no cookie (decision 004). Scripts use a token"
)

// flaws of JupyterHub itself, in some versions.
var flaws = map[string]string{
	"servers.unknown-stop": "JupyterHub up to 5.2 answers 500 and logs a traceback",
	"shares.unknown-scope": "JupyterHub 5.2 answers 500 and logs a traceback",
	"scopes.groups":        narrowFirst,
	"scopes.activity":      narrowFirst,
	"scopes.roles":         narrowFirst,
}

// differences of commonhall, by the names of promises.
var differences = map[string]string{
	"hub.shutdown-scope":     "By design: the machine's service manager ends and starts the hub, nobody does over the network. There is no such path",
	"tokens.for-nobody":      "By design: 404, as for everything else of somebody whom there is not",
	"tokens.for-others":      "By design: 404, as for everything else of somebody whom a token is not for",
	"tokens.by-password":     "By design: a password is asked for on the page for signing in and nowhere else, where attempts are counted",
	"browser.session-writes": oneOrigin,
	"browser.xsrf-cookie":    oneOrigin,
	"browser.logout":         "By design: a link changes nothing. The page has a button, which does",
}
