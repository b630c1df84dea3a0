package server

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"commonhall"
)

// TestEnvironment: all that JupyterHub hands to a server, and no more of its names, also
// for names that need escaping and for servers with one; libraries read each of these.
func TestEnvironment(t *testing.T) {
	const api = "http://127.0.0.1:8081/hub/api"
	for _, c := range []struct {
		name                    commonhall.UserName
		server                  string
		escaped, client, prefix string
		access                  string
	}{
		{"ada", "", "ada", "jupyterhub-user-ada", "/user/ada/", `["access:servers!server=ada/", "access:servers!user=ada"]`},
		{"ada", "big-one", "ada", "jupyterhub-user-ada-big-one", "/user/ada/big-one/", `["access:servers!server=ada/big-one", "access:servers!user=ada"]`},
		{"ada+b@c.é", "", "ada%2Bb@c.%C3%A9", "jupyterhub-user-ada%2Bb%40c.%C3%A9", "/user/ada%2Bb@c.%C3%A9/", `["access:servers!server=ada+b@c.é/", "access:servers!user=ada+b@c.é"]`},
	} {
		want := map[string]string{
			"JUPYTERHUB_API_TOKEN": "ch_x", "JPY_API_TOKEN": "ch_x", "JUPYTERHUB_API_URL": api,
			"JUPYTERHUB_ACTIVITY_URL": api + "/users/" + c.escaped + "/activity", "JUPYTERHUB_BASE_URL": "/",
			"JUPYTERHUB_CLIENT_ID": c.client, "JUPYTERHUB_HOST": "", "JUPYTERHUB_OAUTH_CALLBACK_URL": c.prefix + "oauth_callback",
			"JUPYTERHUB_OAUTH_ACCESS_SCOPES": c.access, "JUPYTERHUB_OAUTH_SCOPES": c.access, "JUPYTERHUB_OAUTH_CLIENT_ALLOWED_SCOPES": "[]",
			"JUPYTERHUB_SERVER_NAME": c.server, "JUPYTERHUB_SERVICE_PREFIX": c.prefix,
			"JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8888" + c.prefix, "JUPYTERHUB_USER": string(c.name),
			"JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED": "0", "JUPYTERHUB_PUBLIC_URL": "", "JUPYTERHUB_PUBLIC_HUB_URL": "",
			"MEM_LIMIT": "1073741824", "CPU_LIMIT": "0.5", "MEM_GUARANTEE": "1024", "CPU_GUARANTEE": "0.25",
			"JUPYTER_RUNTIME_DIR": "/tmp/.jupyter",
		}
		env := environment(commonhall.User{Name: c.name}, c.server, "ch_x", commonhall.Limits{Memory: 1 << 30, CPU: 0.5, MemoryGuarantee: 1024, CPUGuarantee: 0.25})
		for _, kv := range env {
			name, value, _ := strings.Cut(kv, "=")
			if said, known := want[name]; !known || said != value {
				t.Errorf("%s of %q: %q, want %q", name, c.name, value, said)
			}
			delete(want, name)
		}
		for name := range want {
			t.Errorf("%s is missing for %q", name, c.name)
		}
	}
	for _, v := range environment(commonhall.User{Name: "ada"}, "", "", commonhall.Limits{}) {
		if strings.HasPrefix(v, "MEM_") || strings.HasPrefix(v, "CPU_") {
			t.Errorf("without limits there is %s", v)
		}
	}
}

// TestJupyterHubsOwnServer: whether Notebook 6 stands alone decides what it shows.
func TestJupyterHubsOwnServer(t *testing.T) {
	apps := BuiltinApps("/commonhall")
	i := slices.IndexFunc(apps, func(a commonhall.App) bool { return a.HubAuth })
	if i != len(apps)-1 || apps[i].Program() != "jupyterhub-singleuser" || !apps[i].HasKernels() {
		t.Fatalf("the apps are %+v", apps)
	}
	for programs, want := range map[string]string{
		"":                                    "",
		"jupyter-serverextension":             "notebook.notebookapp.NotebookApp",
		"jupyter-serverextension jupyter-lab": "",
		"jupyter-serverextension jupyter-nbclassic": "",
		"jupyter-lab": "",
	} {
		dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
		script := func(name, text string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		for _, p := range strings.Fields(programs) {
			script(p, "")
		}
		script("jupyterhub-singleuser", `printf %s "$JUPYTERHUB_SINGLEUSER_APP" > `+out+"\n")
		run(t, []string{"PATH=" + dir}, apps[i].Command...)
		if got, err := os.ReadFile(out); err != nil || string(got) != want {
			t.Errorf("with %q: %q, %v, want %q", programs, got, err, want)
		}
	}
}

func run(t *testing.T, env []string, command ...string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), command[0], command[1:]...)
	c.Env = env
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v: %v: %s", command, err, out)
	}
}
