package config

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Texts are texts by name, such as an environment.
type Texts map[string]string

// Service is a program that works for everybody, beside people's servers.
type Service struct {
	// Name identifies the service. It is reached at /services/NAME/, where it has a url,
	// and signs people in as the OAuth client service-NAME.
	Name string `key:"name" required:"true" rule:"a letter, then at most 39 letters, digits, hyphens, dots or underscores"`

	// URL is where the service listens. Without command that is an address that the edge
	// can reach, such as http://127.0.0.1:10101 or https://grades.example.org; over https
	// its certificate is checked. With command it is http://127.0.0.1 and a port: the
	// command's own, which nobody else has, in a network of its own. What is asked of
	// /services/NAME/ arrives there with the whole path. Left empty, the service is not
	// reached, but can call the API.
	URL string `key:"url" rule:"http:// or https://, a host and a port, or nothing"`

	// Command is the program and its arguments, each an element of the list; no shell
	// takes it apart. It runs in a sandbox of its own, under an account that is nobody's,
	// with an empty home, and is started again whenever it ends. Left empty, the service
	// runs elsewhere.
	Command []string `key:"command" rule:"a list that begins with the program, or nothing"`

	// APIToken is what the service calls the API with. Left empty, one is made: a service
	// with command finds it in JUPYTERHUB_API_TOKEN, "commonhall service token" shows it.
	APIToken string `key:"api_token" secret:"true" rule:"ch_ and 32 letters a to z and digits 2 to 7, or nothing"`

	// Admin gives the service everything that an administrator may do.
	Admin bool `key:"admin"`

	// Display says whether people see the service on their pages. Left empty, it is true.
	Display string `key:"display" allow:"|true|false"`

	// Info are texts that the API hands on with the service.
	Info Texts `key:"info"`

	// OAuthClientID is what the service calls itself when it signs people in. Left empty,
	// it is service- and the name.
	OAuthClientID string `key:"oauth_client_id" rule:"service- and letters, digits, hyphens, dots or underscores, or nothing"`

	// OAuthRedirectURI is where people are sent back to after that. Left empty, it is
	// /services/NAME/oauth_callback.
	OAuthRedirectURI string `key:"oauth_redirect_uri" rule:"a path that begins with /, or an address, or nothing"`

	// OAuthNoConfirm leaves out the page on which people agree to be signed in.
	OAuthNoConfirm bool `key:"oauth_no_confirm"`

	// OAuthClientAllowedScopes are what the service may ask people to let it do for them,
	// besides knowing who they are.
	OAuthClientAllowedScopes []string `key:"oauth_client_allowed_scopes" rule:"a list of scopes"`

	// Environment are variables for command, such as PYTHONUNBUFFERED: 1.
	Environment Texts `key:"environment" rule:"names of letters, digits and underscores, and their texts"`

	// Cwd is the folder in which command starts, as its sandbox shows it. Left empty, it
	// is the home.
	Cwd string `key:"cwd" rule:"a path that begins with /, or nothing"`
}

// ServicePort is where a command listens that has no url.
const ServicePort = 8888

// Managed tells whether the hub runs the service.
func (s Service) Managed() bool { return len(s.Command) > 0 }

// Port returns the port of the url.
func (s Service) Port() int {
	u, err := url.Parse(s.URL)
	if err != nil || s.URL == "" {
		return ServicePort
	}
	if n, err := strconv.Atoi(u.Port()); err == nil {
		return n
	}
	return map[string]int{"http": 80, "https": 443}[u.Scheme]
}

// ValidServiceName tells whether s can be the name of a service: it stands in paths, and in
// the name of an OAuth client.
func ValidServiceName(s string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return s != "" && len(s) <= 40 && strings.Contains(letters, s[:1]) && strings.Trim(s, letters+"0123456789-._") == ""
}

// services checks those that the file lists.
func (d *decoder) services(c *Config) {
	for i := range c.Services {
		s, path := c.Services[i], fmt.Sprintf("services[%d]", i)
		if d.bad[path] || d.at[path] == nil {
			continue
		}
		d.serviceName(c.Services, i, path)
		d.check(path+".url", s.URL != "", func() (string, string) { return ServiceURL(s.URL, s.Managed()) })
		d.serviceCommand(s, path)
		d.check(path+".api_token", s.APIToken != "", func() (string, string) { return weakToken(s.APIToken) })
		d.check(path+".oauth_client_id", s.OAuthClientID != "", func() (string, string) { return clientID(s) })
		d.check(path+".oauth_redirect_uri", s.OAuthRedirectURI != "", func() (string, string) { return redirectURI(s.OAuthRedirectURI) })
		d.check(path+".environment", len(s.Environment) > 0, func() (string, string) { return environmentOf(s.Environment) })
		d.check(path+".cwd", s.Cwd != "", func() (string, string) {
			if !strings.HasPrefix(s.Cwd, "/") {
				return "must begin with /", ""
			}
			return "", ""
		})
	}
	d.sameClients(c.Services)
}

// check reports what f finds wrong with a key that is set.
func (d *decoder) check(path string, set bool, f func() (message, hint string)) {
	pos, ok := d.find(path, "")
	if !ok || !set {
		return
	}
	if message, hint := f(); message != "" {
		d.report(path, pos, message, hint)
	}
}

func (d *decoder) serviceName(all []Service, i int, path string) {
	if d.bad[path+".name"] {
		return
	}
	pos, name := d.at[path+".name"], all[i].Name
	same := slices.IndexFunc(all[:i], func(s Service) bool { return s.Name == name })
	switch {
	case pos == nil:
		d.report(path+".name", d.at[path], "is missing", "Every service needs a name.")
	case !ValidServiceName(name):
		d.report(path+".name", pos, quote(name)+" cannot be the name of a service", "Allowed: a letter, then at most 39 letters, digits, hyphens, dots or underscores.")
	case same >= 0:
		message := quote(name) + " is the name of another service already"
		if first := d.at[fmt.Sprintf("services[%d].name", same)]; first != nil {
			message += fmt.Sprintf(", in line %d", first.Line)
		}
		d.report(path+".name", pos, message, "Every service needs a name of its own.")
	}
}

// serviceCommand checks the command, and what makes no sense without one.
func (d *decoder) serviceCommand(s Service, path string) {
	if s.Managed() {
		d.check(path+".command", true, func() (string, string) {
			if strings.TrimSpace(s.Command[0]) == "" {
				return "the name of the program is empty", "For example [python3, -m, my_service]."
			}
			if program, _, _ := strings.Cut(s.Command[0], "/"); strings.ContainsAny(program, " \t\n") {
				return "this is a command line, but should be the program alone", fmt.Sprintf("Write each word as an element: [%s].", strings.Join(words(s.Command[0]), ", "))
			}
			if len(strings.Join(s.Command, "\n")) > maxCommand {
				return fmt.Sprintf("is longer than %s", Size(maxCommand)), "Put it into a file, and run that."
			}
			return "", ""
		})
		return
	}
	for _, key := range []string{"environment", "cwd"} {
		d.check(path+"."+key, len(s.Environment) > 0 || s.Cwd != "", func() (string, string) {
			return "is for command, and this service has none", "Whoever starts the service gives it these."
		})
	}
}

// sameClients refuses two services that sign people in under one name.
func (d *decoder) sameClients(all []Service) {
	seen := map[string]bool{}
	for i, s := range all {
		id := s.OAuthClientID
		if id == "" {
			id = "service-" + s.Name
		}
		if path := fmt.Sprintf("services[%d].oauth_client_id", i); seen[id] {
			d.check(path, true, func() (string, string) {
				return quote(id) + " is the OAuth client of another service already", "Each has a name of its own."
			})
		}
		seen[id] = true
	}
}

// ServiceURL says what is wrong with the url of a service.
func ServiceURL(text string, managed bool) (message, hint string) {
	u, err := url.Parse(text)
	const example = "Write it as http://127.0.0.1:10101."
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return quote(text) + " is not an address", example
	case u.Scheme != "http" && u.Scheme != "https":
		return quote(text) + " begins with neither http:// nor https://", example
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.Opaque != "":
		return "must hold a scheme, a host and a port, and perhaps a path, and nothing else", example
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "has the port " + shorten(port), "Ports are numbers from 1 to 65535."
		}
	}
	if !managed {
		return "", ""
	}
	host := u.Hostname()
	ip := net.ParseIP(host)
	n, _ := strconv.Atoi(u.Port())
	switch {
	case u.Scheme != "http" || u.Path != "" && u.Path != "/" || host != "localhost" && (ip == nil || !ip.IsLoopback()):
		return quote(text) + " is not where a command can be reached", "A command listens in a network of its own. " + example
	case n < 1024 || n == 8081:
		return quote(text) + " is not where a command can listen", "Its port is between 1024 and 65535, and not 8081, where the command finds the hub. " + example
	}
	return "", ""
}

// weakToken says what is wrong with a token that somebody chose. It has the form of those
// that are drawn: by that the edge knows, wherever a client puts it, what it must not
// pass on.
func weakToken(text string) (message, hint string) {
	rest, ok := strings.CutPrefix(text, "ch_")
	if !ok || len(rest) != 32 || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return `is not "ch_" and 32 letters a to z and digits 2 to 7`, "Draw one: echo ch_$(tr -dc a-z2-7 < /dev/urandom | head -c 32)"
	}
	return "", ""
}

func redirectURI(text string) (message, hint string) {
	u, err := url.Parse(text)
	path := err == nil && u.Host == "" && u.Scheme == "" && strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "//")
	address := err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil
	if !path && !address || u.Fragment != "" || strings.Contains(text, `\`) {
		return quote(text) + " is neither a path nor an address", "Write it as /services/NAME/oauth_callback."
	}
	return "", ""
}

// environmentOf says what is wrong with variables.
func environmentOf(env Texts) (message, hint string) {
	for _, name := range env.names() {
		bare := strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
		switch {
		case bare != "" || name == "" || name[0] >= '0' && name[0] <= '9':
			return quote(name) + " cannot be the name of a variable", "Allowed: letters, digits and underscores, the first no digit."
		case strings.HasPrefix(name, "JUPYTERHUB_"):
			return name + " is the hub's to set", ""
		}
	}
	return "", ""
}

// CheckService returns the first thing that is wrong with a service that runs elsewhere and
// does not come from a file; its Message is empty if nothing is.
func CheckService(s Service) Problem {
	checks := []struct {
		key, value string
		check      func() (message, hint string)
	}{
		{"name", s.Name, func() (string, string) {
			if !ValidServiceName(s.Name) {
				return quote(s.Name) + " cannot be the name of a service", "Allowed: a letter, then at most 39 letters, digits, hyphens, dots or underscores."
			}
			return "", ""
		}},
		{"url", s.URL, func() (string, string) { return ServiceURL(s.URL, false) }},
		{"api_token", s.APIToken, func() (string, string) { return weakToken(s.APIToken) }},
		{"oauth_client_id", s.OAuthClientID, func() (string, string) { return clientID(s) }},
		{"oauth_redirect_uri", s.OAuthRedirectURI, func() (string, string) { return redirectURI(s.OAuthRedirectURI) }},
	}
	for _, c := range checks {
		if c.value == "" && c.key != "name" {
			continue
		}
		if message, hint := c.check(); message != "" {
			return Problem{Key: c.key, Message: message, Hint: hint}
		}
	}
	return Problem{}
}

func clientID(s Service) (message, hint string) {
	if rest, ok := strings.CutPrefix(s.OAuthClientID, "service-"); !ok || !ValidServiceName(rest) {
		return quote(s.OAuthClientID) + " cannot be the name of an OAuth client", "It begins with service-, so that it is not taken for a person's server. Leave it out, and it is service-" + s.Name + "."
	}
	return "", ""
}
