package store

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// FuzzDump: a dump from a backup that somebody wrote is read or refused, and every
// value that is read stands in the next dump as it stood in this one.
func FuzzDump(f *testing.F) {
	f.Add([]byte(`{"format":"commonhall database","version":1,"schema":1,"sequences":{"users":7}}
{"table":"users","columns":["name","uid","account"]}
["ada",3,"ada"]
{"end":{"users":1}}
`))
	f.Add([]byte(`{"format":"commonhall database","version":1,"schema":1}
{"table":"keys","columns":["name","value"]}
["x",{"blob":"AP8="}]
["y",{"text":"/w=="}]
[null,{"float":"1e9"}]
[]
`))
	f.Add([]byte(`{"format":"commonhall database","version":1,"schema":1} {"table":"users","columns":["name"]} [[]] [{}] [true]`))
	f.Fuzz(func(t *testing.T, dump []byte) {
		_, _ = PeopleIn(bytes.NewReader(dump))
		l := loader{dec: json.NewDecoder(bytes.NewReader(dump)), counts: map[string]int64{}}
		if l.header() != nil {
			return
		}
		_ = l.lines(func(string, []string) error { return nil }, func(raw json.RawMessage) error {
			var row []json.RawMessage
			if err := json.Unmarshal(raw, &row); err != nil {
				return err
			}
			for _, r := range row {
				v, err := value(r)
				if err != nil {
					return err
				}
				n, err := neutral(v)
				must(t, err)
				b, err := json.Marshal(n)
				must(t, err)
				if again, err := value(b); err != nil || !reflect.DeepEqual(again, v) && v == v {
					t.Errorf("%#v becomes %s, and %#v, %v", v, b, again, err)
				}
			}
			return nil
		})
	})
}
