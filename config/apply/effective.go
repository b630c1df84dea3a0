package apply

import (
	"bytes"
	"fmt"

	"commonhall/config"
)

// Effective are the settings in force, and where each comes from.
type Effective struct {
	Config config.Config
	Notice string // what an administrator should know; "" nothing

	path  string         // of the text in force, as people know it
	lines map[string]int // of the keys that it sets
	base  map[string]string
}

// Value is a setting with its origin.
type Value struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Origin string `json:"origin"`
}

// Effective returns the settings in force.
func (s *Store) Effective() (Effective, error) {
	e := Effective{path: s.File, base: map[string]string{}}
	text, err := config.Read(s.File)
	if s.Services != nil {
		now, cerr := s.current()
		if cerr != nil {
			return e, cerr
		}
		if now > 0 {
			old, verr := s.Version(now)
			if verr != nil {
				return e, verr
			}
			if err != nil || !bytes.Equal(old, text) {
				e.path = s.versionPath(now)
			}
			text, err = old, nil
		}
		st, serr := s.State()
		if serr != nil {
			return e, serr
		}
		e.Notice = st.Notice()
	}
	if err != nil {
		return e, err
	}
	if e.Config, e.lines, err = config.ParseLines(e.path, text, s.Base); err != nil {
		return e, err
	}
	defaults := config.Default().Values()
	for i, v := range s.Base.Values() {
		e.base[v.Key] = "default"
		if i >= len(defaults) || defaults[i] != v {
			e.base[v.Key] = "default of commonhall try"
		}
	}
	return e, nil
}

// Origin says where the value of a key comes from.
func (e Effective) Origin(key string) string {
	if line := e.lines[key]; line > 0 {
		return fmt.Sprintf("%s:%d", e.path, line)
	}
	if from := e.base[key]; from != "" {
		return from
	}
	return "default"
}

// Values returns all settings with their origins, in the order of the file.
func (e Effective) Values() []Value {
	var out []Value
	for _, v := range e.Config.Values() {
		out = append(out, Value{v.Key, v.Value, e.Origin(v.Key)})
	}
	return out
}
