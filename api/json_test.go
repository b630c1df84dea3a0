package api

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"time"

	"commonhall"
)

// What is written without reflection is what encoding/json would write.
func TestJSONIsThatOfTheStandardLibrary(t *testing.T) {
	deep := map[string]any{"z": 1, "a": []string{}, "nobody": []string(nil), "mixed": []any{1, "x", nil, 0.5},
		"name": commonhall.UserName("ada"), "groups": []commonhall.GroupName{"a", "<b>"}, "roles": []commonhall.RoleName{}, "none": []commonhall.RoleName(nil), "at": time.Unix(0, 0).UTC(), "raw": json.RawMessage(`{"x": [1]}`), "more": map[string]any(nil),
		"odd": "<script>&\u2028 \x7f \" \\ \n \xff é", "true": true, "big": math.MaxInt, "<": map[string]any{"kind": "user", "servers": map[string]any{"": map[string]any{}}}}
	for _, v := range []any{nil, "", deep, []user(nil), []user{}, map[string]string{"b": "1", "a": "2"},
		map[string]any{"items": deep, "_pagination": map[string]any{"next": nil}}, 3.25, -7, false, []int{1}} {
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		got, err := appendJSON([]byte("before "), v)
		if err != nil || !bytes.Equal(got, append([]byte("before "), want...)) {
			t.Errorf("got  %s %v\nwant before %s", got, err, want)
		}
	}
	people := []user{{{"kind", "user"}, {"name", commonhall.UserName("ada")}, {"servers", map[string]any{"": 1}}}, {}}
	if got, err := appendJSON(nil, people); err != nil || string(got) != `[{"kind":"user","name":"ada","servers":{"":1}},{}]` {
		t.Errorf("people are %s, %v", got, err)
	}
	if _, err := appendJSON(nil, map[string]any{"f": func() {}}); err == nil {
		t.Error("a function was written")
	}
}

// A moment is written as time's own layout has it, whenever it was.
func TestStamp(t *testing.T) {
	for _, at := range []time.Time{time.Unix(0, 1000), time.Unix(1763770309, 999999999), time.Date(2024, 2, 29, 23, 59, 59, 7000, time.FixedZone("", 5400)),
		time.Date(7, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(-7, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(12345, 1, 2, 3, 4, 5, 0, time.UTC)} {
		if got, want := stamp(at), at.UTC().Format(stampForm); got != want {
			t.Errorf("%v is %v, want %s", at, got, want)
		}
	}
	if stamp(time.Time{}) != nil {
		t.Error("never is a time")
	}
}

func FuzzJSONString(f *testing.F) {
	f.Add("ada")
	f.Add("<\x00\"\xff\u2028")
	f.Fuzz(func(t *testing.T, s string) {
		want, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := appendString(nil, s); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%q: got %s %v, want %s", s, got, err, want)
		}
	})
}
