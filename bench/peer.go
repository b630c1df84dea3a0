package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// proxyProgram is where peer.sh puts the peer's proxy.
func (b *bench) proxyProgram() string {
	return filepath.Join(b.cache, "proxy", "node_modules", ".bin", "configurable-http-proxy")
}

// preparePeer writes the peer's settings. Everything that could slow it down for
// nothing is off: passwords are not hashed, its servers are plain processes of
// root without accounts, walls or limits, and it may start as many at once as it
// likes.
func (b *bench) preparePeer(s *site, port string) error {
	hub, err := freePort()
	if err != nil {
		return err
	}
	proxy, err := freePort()
	if err != nil {
		return err
	}
	s.token = strings.ToLower(rand.Text())
	command, args := fmt.Sprintf("[%q, %q]", b.tiny, tinyCommand), "[]"
	switch s.program {
	case runLate:
		args = fmt.Sprintf("['--late', %q]", lateUpTo)
	case runNotebook:
		// Debian's own choice, jupyter_server, has no pages without nbclassic.
		command, args = "['jupyterhub-singleuser']", "['--allow-root']"
	}
	config := fmt.Sprintf(`
c.JupyterHub.bind_url = 'http://127.0.0.1:%[1]s/'
c.JupyterHub.hub_bind_url = 'http://127.0.0.1:%[2]s'
c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:%[3]s'
c.ConfigurableHTTPProxy.command = [%[4]q]
c.ConfigurableHTTPProxy.pid_file = '%[5]s/proxy.pid'
c.JupyterHub.db_url = 'sqlite:///%[5]s/hub.sqlite'
c.JupyterHub.cookie_secret_file = '%[5]s/cookie_secret'
c.JupyterHub.authenticator_class = 'dummy'
c.JupyterHub.spawner_class = 'simple'
c.SimpleLocalProcessSpawner.home_dir_template = '%[5]s/homes/{username}'
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.cmd = %[6]s
c.Spawner.args = %[7]s
c.Spawner.environment = {'JUPYTERHUB_SINGLEUSER_APP': 'notebook.notebookapp.NotebookApp'}
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.JupyterHub.services = [{'name': 'bench', 'api_token': '%[8]s'}]
c.JupyterHub.load_roles = [{'name': 'bench', 'services': ['bench'],
    'scopes': ['admin:users', 'admin:servers', 'tokens', 'access:servers', 'read:hub']}]
`, port, hub, proxy, b.proxyProgram(), s.dir, command, args, s.token)
	return os.WriteFile(filepath.Join(s.dir, "config.py"), []byte(config), 0o600)
}

func (s *site) peerCommand() *exec.Cmd {
	return exec.Command("jupyterhub", "--config", filepath.Join(s.dir, "config.py"))
}
