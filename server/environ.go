package server

import (
	"strconv"
	"strings"

	"commonhall"
)

// environment is what JupyterHub hands to a server of a person, "" the default one,
// whatever app it runs: its names are an interface that libraries read. HOME, USER,
// SHELL, PATH and LANG every sandbox has.
func environment(u commonhall.User, server, token string, l commonhall.Limits) []string {
	key := u.Name.Server(commonhall.ServerName(server))
	name, prefix := string(u.Name), key.Prefix()
	access := list("access:servers!server="+key.FullName(), "access:servers!user="+name)
	const api = "http://127.0.0.1:8081/hub/api"
	env := []string{
		"JUPYTERHUB_API_TOKEN=" + token,
		"JPY_API_TOKEN=" + token,
		"JUPYTERHUB_API_URL=" + api,
		"JUPYTERHUB_ACTIVITY_URL=" + api + "/users/" + commonhall.PathEscape(name) + "/activity",
		"JUPYTERHUB_BASE_URL=/",
		"JUPYTERHUB_CLIENT_ID=" + u.Name.OAuthClient(server),
		"JUPYTERHUB_HOST=",
		"JUPYTERHUB_OAUTH_CALLBACK_URL=" + prefix + "oauth_callback",
		"JUPYTERHUB_OAUTH_ACCESS_SCOPES=" + access,
		"JUPYTERHUB_OAUTH_SCOPES=" + access,
		"JUPYTERHUB_OAUTH_CLIENT_ALLOWED_SCOPES=[]",
		"JUPYTERHUB_SERVER_NAME=" + server,
		"JUPYTERHUB_SERVICE_PREFIX=" + prefix,
		"JUPYTERHUB_SERVICE_URL=http://127.0.0.1:" + strconv.Itoa(Port) + prefix,
		"JUPYTERHUB_USER=" + name,
		"JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED=0",
		"JUPYTERHUB_PUBLIC_URL=",
		"JUPYTERHUB_PUBLIC_HUB_URL=",
		"JUPYTER_RUNTIME_DIR=/tmp/.jupyter", // of this run alone; in a home that is full no kernel would start
	}
	if l.Memory > 0 {
		env = append(env, "MEM_LIMIT="+strconv.FormatInt(l.Memory, 10))
	}
	if l.MemoryGuarantee > 0 {
		env = append(env, "MEM_GUARANTEE="+strconv.FormatInt(l.MemoryGuarantee, 10))
	}
	if l.CPUGuarantee > 0 {
		env = append(env, "CPU_GUARANTEE="+strconv.FormatFloat(l.CPUGuarantee, 'f', -1, 64))
	}
	if l.CPU > 0 {
		env = append(env, "CPU_LIMIT="+strconv.FormatFloat(l.CPU, 'g', -1, 64))
	}
	return env
}

// list writes scopes as a JSON list; names have nothing in them that would need quoting.
func list(scopes ...string) string { return `["` + strings.Join(scopes, `", "`) + `"]` }
