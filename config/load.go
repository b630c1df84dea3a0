package config

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml/token"
)

// Load reads the file at path over base, which holds the defaults of the mode
// that commonhall runs in. No file is base: nothing needs to be configured. An
// error is of type Errors; the Config is then base.
func Load(path string, base Config) (Config, error) {
	src, err := Read(path)
	if err != nil {
		return base, err
	}
	return Parse(path, src, base)
}

// Read returns the text of the file at path, cut where it is too long; none if
// there is no file. An error is of type Errors.
func Read(path string) ([]byte, error) {
	whole := func(message, hint string) ([]byte, error) {
		return nil, Errors{{File: path, Message: message, Hint: hint}}
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		// A link to nothing is not nothing: somebody meant a file.
		if _, err := os.Lstat(path); err == nil {
			return whole("this is a link to a file that does not exist", "Remove the link, or make the file.")
		}
		return nil, nil
	}
	switch {
	case err != nil:
		return whole(unreadable(err))
	case info.IsDir():
		return whole("this is a folder, not a file", "Name the file inside it, such as commonhall.yaml.")
	case !info.Mode().IsRegular(): // opening a pipe would wait for its writer
		return whole("this is not an ordinary file", "Name the file that holds the settings.")
	}
	file, err := os.Open(path)
	if err != nil {
		return whole(unreadable(err))
	}
	defer file.Close()
	src, err := io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return whole(unreadable(err))
	}
	return src, nil
}

// unreadable says why a file cannot be read, and what to do.
func unreadable(err error) (message, hint string) {
	if errors.Is(err, fs.ErrPermission) {
		return "this account may not read the file",
			"Run the command as root, or check the permissions of the file and of its folders."
	}
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err
	}
	return "the file cannot be read: " + err.Error(), ""
}

// Parse reads src, which is called name in errors, over base. An error is of
// type Errors; the Config is then base.
func Parse(name string, src []byte, base Config) (Config, error) {
	c, _, err := ParseLines(name, src, base)
	return c, err
}

// ParseLines is Parse, and returns for each key that src sets, such as
// servers.memory or apps[1].name, the line that does it.
func ParseLines(name string, src []byte, base Config) (Config, map[string]int, error) {
	d := &decoder{source: newSource(name, src), at: map[string]*token.Position{}, bad: map[string]bool{}}
	c := clone(base)
	root := d.read()
	if root != nil {
		d.section(root, reflect.ValueOf(&c).Elem(), "")
		d.rules(&c)
	}
	if len(d.problems) > 0 {
		return base, nil, d.problems.sorted()
	}
	lines := map[string]int{}
	for key, pos := range d.at {
		lines[key] = pos.Line
	}
	return c, lines, nil
}

// clone returns a Config that shares nothing with c.
func clone(c Config) Config {
	c.Apps, c.Auth.Providers, c.Network.Allow, c.Network.DNS = slices.Clone(c.Apps), slices.Clone(c.Auth.Providers), slices.Clone(c.Network.Allow), slices.Clone(c.Network.DNS)
	for i := range c.Apps {
		c.Apps[i].Command = slices.Clone(c.Apps[i].Command)
	}
	c.Servers.Options = cloneOptions(c.Servers.Options)
	c.Services = slices.Clone(c.Services)
	for i, s := range c.Services {
		c.Services[i].Command, c.Services[i].OAuthClientAllowedScopes = slices.Clone(s.Command), slices.Clone(s.OAuthClientAllowedScopes)
		c.Services[i].Info, c.Services[i].Environment = maps.Clone(s.Info), maps.Clone(s.Environment)
	}
	for _, list := range []*[]string{&c.HTTPS.Names, &c.HTTPS.Challenges, &c.HTTPS.DNSCommand, &c.HTTPS.Proxies} {
		*list = slices.Clone(*list)
	}
	return c
}
