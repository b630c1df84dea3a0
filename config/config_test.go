package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestBroken holds what people read about each file in testdata/broken.
func TestBroken(t *testing.T) {
	names, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(names) < 25 {
		t.Fatalf("only %d files, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			c, err := Parse("commonhall.yaml", src, Default())
			if err == nil {
				t.Fatalf("no error, but\n%s", c.YAML())
			}
			if !reflect.DeepEqual(c, Default()) {
				t.Error("the Config beside an error is not base")
			}
			golden(t, strings.TrimSuffix(name, ".yaml")+".txt", []byte(err.Error()+"\n"))
		})
	}
}
