package scope

import (
	"strings"

	"commonhall"
)

// words say what a scope lets its holder do. %p is the people whom it covers, %g the
// groups, %s the services.
var words = map[string]string{
	"admin-ui":            "see the page Admin, as far as other scopes show something there",
	"admin:users":         "add, change, shut out and remove the accounts of %p",
	"admin:auth_state":    "read what providers told at the sign-in of %p",
	"users":               "read and change the accounts of %p",
	"delete:users":        "remove the accounts of %p",
	"list:users":          "list %p",
	"read:users":          "read about %p: groups, and when they were active",
	"read:users:name":     "read the names of %p",
	"read:users:groups":   "read in which groups they are: %p",
	"read:users:activity": "read when they were active: %p",
	"users:activity":      "report that they are active: %p",
	"admin:servers":       "start and stop the servers of %p, and say what they may use",
	"admin:server_state":  "read the inner state of the servers of %p",
	"servers":             "start and stop the servers of %p, and see how they are",
	"read:servers":        "see how the servers of %p are",
	"start:servers":       "start the servers of %p",
	"delete:servers":      "stop the servers of %p",
	"access:servers":      "open the servers of %p, with the files in them",
	"tokens":              "make and end tokens of %p, with which one is them",
	"read:tokens":         "see which tokens there are of %p, without the secrets",
	"admin:groups":        "make, change and remove %g",
	"groups":              "say who is in %g",
	"delete:groups":       "remove %g",
	"list:groups":         "list %g",
	"read:groups":         "read who is in %g",
	"read:groups:name":    "read the name of %g",
	"admin:services":      "add, change and remove %s",
	"list:services":       "list %s",
	"read:services":       "read about %s",
	"read:services:name":  "read the name of %s",
	"access:services":     "use %s",
	"admin:roles":         "make and change roles, and give them to others",
	"read:roles":          "read all roles, and who holds them",
	"read:roles:users":    "read which roles they hold: %p",
	"read:roles:groups":   "read the roles of %g",
	"read:roles:services": "read the roles of %s",
	"shares":              "share the servers of %p, and take that back",
	"read:shares":         "see with whom the servers of %p are shared",
	"users:shares":        "give up what others share with them: %p",
	"read:users:shares":   "see what others share with them: %p",
	"groups:shares":       "give up what is shared with %g",
	"read:groups:shares":  "see what is shared with %g",
	"environments":        "change the software that people's servers have",
	"limits":              "say when the servers of %g are stopped by themselves",
	"announcements":       "announce something on everybody's pages",
	"read:hub":            "read about the hub and its machine",
	"read:metrics":        "read the hub's figures, for graphs",
	"proxy":               "see and change the routes of the proxy",
	"shutdown":            "stop the hub",
	"self":                "do what everybody may do with themselves and their own servers",
	"identify":            "read their own name and groups",
	"inherit":             "do whatever the owner of the token may do",
}

// Words says what a scope lets its holder do, as the end of "whoever holds it can …". What
// is not known is named.
func Words(sc commonhall.Scope) string {
	name, filter, _ := strings.Cut(string(sc), "!")
	text, known := words[name]
	kind, value, _ := strings.Cut(filter, "=")
	about := map[string]string{}
	switch {
	case !known:
		return "use the right " + string(sc)
	case filter == "":
		about = map[string]string{"%p": "everybody", "%g": "all groups", "%s": "all services"}
	case filter == "user", filter == "server":
		about["%p"] = "whoever holds it"
	case filter == "service":
		about["%s"] = "the service that holds it"
	case kind == "user":
		about["%p"] = value
	case kind == "server" && ofServers(name):
		who, server, _ := strings.Cut(value, "/")
		about["%p"] = who + ", the default one alone"
		if server != "" {
			about["%p"] = who + ", the one called " + server + " alone"
		}
	case kind == "group":
		about["%p"], about["%g"] = "the people in "+value, "the group "+value
	case kind == "service":
		about["%s"] = "the service " + value
	}
	for mark, whom := range about {
		if strings.Contains(text, mark) {
			return strings.ReplaceAll(text, mark, whom)
		}
	}
	whom := about["%p"]
	switch {
	case filter == "":
		return text
	case name == "limits" && whom != "":
		return strings.ReplaceAll(text, "%g", "groups taught by "+whom)
	case (name == "environments" || name == "announcements") && whom != "":
		return text + ", for groups taught by " + whom
	}
	return below(name, filter)
}

// below says what a scope under a filter of another kind lets its holder do by those that it
// includes, as read:roles does: mostly nothing.
func below(name, filter string) string {
	var out []string
	for _, c := range children[name] {
		if said := Words(commonhall.Scope(c + "!" + filter)); !strings.HasPrefix(said, nothing) {
			out = append(out, said)
		}
	}
	if len(out) == 0 {
		return nothing + name + "!" + filter + " covers nobody"
	}
	return strings.Join(out, ", and ")
}

const nothing = "nothing: "
