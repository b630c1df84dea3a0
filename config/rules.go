package config

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// maxCommand bounds a command: one message to the warden is at most 64 KiB.
const maxCommand = 32 << 10

// rules checks what one value cannot tell on its own.
func (d *decoder) rules(c *Config) {
	for i := range c.Apps {
		path := fmt.Sprintf("apps[%d]", i)
		if d.bad[path] || d.at[path] == nil { // unreadable; or not of this file, but of base
			continue
		}
		d.name(c.Apps, i, path)
		d.title(&c.Apps[i], path)
		d.command(c.Apps[i].Command, path)
		d.path(path+".ready_path", c.Apps[i].ReadyPath)
		d.path(path+".open_path", c.Apps[i].OpenPath)
		d.environment(path+".environment", c.Apps[i].Environment)
	}
	d.providers(c)
	d.services(c)
	d.roles(c)
	d.limits(c)
	d.options(c)
	d.defaultApp(c)
	d.first(c.Software.First)
	d.database(c)
	d.https(c)
	d.network(c)
	d.backup(c)
}

// find returns where a key is set, and whether its value could be read and thus
// should be checked. A key that is required and missing is reported.
func (d *decoder) find(path, parent string) (*token.Position, bool) {
	if d.bad[path] {
		return nil, false
	}
	pos := d.at[path]
	if pos == nil && parent != "" {
		pos = d.at[parent]
		d.report(path, pos, "is missing", "Every app needs a name and a command.")
		return nil, false
	}
	return pos, pos != nil
}

func (d *decoder) name(apps []App, i int, path string) {
	pos, ok := d.find(path+".name", path)
	if !ok {
		return
	}
	name := apps[i].Name
	same := slices.IndexFunc(apps[:i], func(a App) bool { return a.Name == name })
	const allowed = "Allowed: a lower-case letter, then at most 30 lower-case letters, digits or hyphens."
	switch {
	case !validName(name):
		hint := allowed
		if lower := strings.ToLower(strings.Join(strings.Fields(name), "-")); validName(lower) && !slices.Contains(BuiltIn(), lower) {
			hint = fmt.Sprintf("How about %q? ", lower) + allowed
		}
		d.report(path+".name", pos, fmt.Sprintf("%s cannot be the name of an app", quote(name)), hint)
	case slices.Contains(BuiltIn(), name):
		d.report(path+".name", pos, fmt.Sprintf("%q is the name of a built-in app, which cannot be changed", name),
			"Choose another name. Built in are: "+strings.Join(BuiltIn(), ", ")+".")
	case same >= 0:
		message := fmt.Sprintf("%q is the name of another app already", name)
		if first := d.at[fmt.Sprintf("apps[%d].name", same)]; first != nil {
			message += fmt.Sprintf(", in line %d", first.Line)
		}
		d.report(path+".name", pos, message, "Every app needs a name of its own.")
	}
}

// validName tells whether s matches [a-z][a-z0-9-]{0,30}.
func validName(s string) bool {
	return s != "" && len(s) <= 31 && s[0] >= 'a' && s[0] <= 'z' &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// title checks the title, which is the name unless somebody chooses another.
func (d *decoder) title(a *App, path string) {
	if utf8.RuneCountInString(a.Title) > 60 {
		if pos, ok := d.find(path+".title", ""); ok {
			d.report(path+".title", pos, "is longer than 60 characters", "It stands on a button.")
		}
	}
	if a.Title == "" {
		a.Title = a.Name
	}
}

func (d *decoder) command(command []string, path string) {
	path, parent := path+".command", path
	pos, ok := d.find(path, parent)
	if !ok {
		return
	}
	hint := `For example [python3, -m, http.server, "{port}"].`
	if len(command) == 0 {
		d.report(path, pos, "is an empty list, but must begin with a program", hint)
		return
	}
	program, _, _ := strings.Cut(command[0], "/")
	switch {
	case strings.TrimSpace(command[0]) == "":
		d.report(path+"[0]", d.at[path+"[0]"], "the name of the program is empty", hint)
	case strings.ContainsAny(program, " \t\n"):
		// Nobody has a program in PATH whose name contains a space.
		d.report(path+"[0]", d.at[path+"[0]"], "this is a command line, but should be the program alone",
			fmt.Sprintf("Write each word as an element: [%s].", strings.Join(words(command[0]), ", ")))
	}
	all := strings.Join(command, "\n")
	if len(all) > maxCommand {
		d.report(path, pos, fmt.Sprintf("is longer than %s", Size(maxCommand)), "Put it into a file, and run that.")
	}
	if strings.Contains(all, "{port}") {
		return
	}
	hint = "Put it where the program takes its port. " + hint
	for _, near := range []string{"{PORT}", "{Port}", "${PORT}", "$PORT", "{ port }", "{{port}}", "{prot}", "{port", "port}"} {
		if strings.Contains(all, near) {
			hint = fmt.Sprintf("Did you mean {port} instead of %s?", near)
			break
		}
	}
	d.report(path, pos, `has no "{port}" in it: how would the program know where to listen?`, hint)
}

// environment checks the form of a name. Whether there is such an environment only the
// hub knows.
func (d *decoder) environment(path, name string) {
	pos, ok := d.find(path, "")
	if !ok || name == "" {
		return
	}
	rest := strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-")
	if len(name) > 40 || name[0] < 'a' || name[0] > 'z' || name[len(name)-1] == '-' || rest != "" {
		d.report(path, pos, quote(name)+" cannot be the name of an environment",
			"Allowed: lower-case letters, digits and dashes, beginning with a letter, at most 40. Those that there are: commonhall env list")
	}
}

// first checks what the first environment is made of. Whether there is such a folder is
// known when it is taken.
func (d *decoder) first(value string) {
	pos, ok := d.find("software.first", "")
	words := []string{"scientific", "machine", "none"}
	if !ok || slices.Contains(words, value) {
		return
	}
	below := strings.HasPrefix(value, "/opt/") || strings.HasPrefix(value, "/usr/local/")
	if plain := path.Clean(value) == value && !strings.ContainsFunc(value, func(c rune) bool { return c < ' ' }); !below || !plain {
		hint := "Allowed: scientific, machine, none, or a folder below /opt or /usr/local, which servers see, such as /opt/tljh/user."
		d.report("software.first", pos, quote(value)+" is nothing to begin with", strings.TrimSpace(didYouMean(value, words)+" "+hint))
	}
}

// path checks a path that is put behind the prefix of a server. Browsers resolve
// an encoded ".." and a backslash too, and would leave the server with them.
func (d *decoder) path(path, value string) {
	pos, ok := d.find(path, "")
	if !ok {
		return
	}
	lower := strings.ToLower(value)
	message := ""
	switch {
	case strings.Contains(value, "://"):
		message = "must be a path, not an address"
	case strings.HasPrefix(value, "/"):
		message = `must not begin with "/": it is below the path of the app`
	case strings.Contains(strings.ReplaceAll(lower, "%2e", "."), ".."):
		message = `must not contain ".."`
	case strings.ContainsAny(value, " \\"):
		message = "must not contain spaces or backslashes"
	}
	if message != "" {
		hint := "Allowed: a path below the app's own, such as api/status."
		if rest := strings.TrimLeft(value, "/"); rest != "" && rest != value {
			hint = "Write " + rest + "."
		}
		d.report(path, pos, message, hint)
	}
}

// defaultApp checks that the app exists.
func (d *decoder) defaultApp(c *Config) { d.knownApp(c, "servers.default_app", c.Servers.DefaultApp) }

// knownApp checks that an app that a key names exists, unless the list of apps could not be
// read completely.
func (d *decoder) knownApp(c *Config, path, name string) {
	pos, ok := d.find(path, "")
	if !ok || name == "" || slices.Contains(d.damaged, true) {
		return
	}
	for bad := range d.bad {
		if bad == "apps" || strings.HasPrefix(bad, "apps[") && (strings.HasSuffix(bad, "]") || strings.HasSuffix(bad, ".name")) {
			return
		}
	}
	names := BuiltIn()
	for _, a := range c.Apps {
		names = append(names, a.Name)
	}
	if !slices.Contains(names, name) {
		hint := strings.TrimSpace(didYouMean(name, names) + " Allowed: " + strings.Join(names, ", ") + ".")
		d.report(path, pos, "there is no app called "+quote(name), hint)
	}
}
