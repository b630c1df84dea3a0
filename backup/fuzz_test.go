package backup

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// FuzzTree: whoever can write where backups lie makes up lists of files. A restore of
// one ends, and makes nothing outside of the folder that it was given.
func FuzzTree(f *testing.F) {
	for _, n := range []Node{{Name: []byte("x"), Type: TypeFile, Size: 5}, {Name: []byte(".."), Type: TypeFolder}, {Name: []byte("../x"), Type: TypeSymlink, Target: []byte("/etc")},
		{Name: []byte("s"), Type: TypeFile, Sparse: true, Size: 1 << 62, Content: Content{Blocks: []ID{{1}}}}, {Name: []byte("d"), Type: TypeFolder, Mode: 0o7777, Content: Content{Lists: []ID{{2}}}},
		{Name: []byte("f"), Type: "fifo"}, {Name: []byte("x"), Type: TypeFile, Links: 2, Inode: 1, Xattrs: []Xattr{{"security.capability", []byte("x")}}}} {
		b, err := json.Marshal(n)
		must(f, err)
		f.Add(append(append(append(b, '\n'), b...), '\n'))
	}
	f.Add([]byte("{}\n"))
	f.Add([]byte("\n\n[]\nnull"))
	f.Fuzz(func(t *testing.T, block []byte) {
		if len(block) > blockSize {
			return
		}
		r := opened(t, &memory{files: map[string][]byte{}}, Options{})
		id := r.seal.id(block)
		_, err := r.put(t.Context(), id, block)
		must(t, err)
		top := quick(t)
		must(t, os.Mkdir(filepath.Join(top, "in"), 0o700))
		d, err := os.Open(filepath.Join(top, "in"))
		must(t, err)
		defer d.Close()
		_, _ = r.Restore(t.Context(), &Node{Name: []byte("new"), Type: TypeFolder, Mode: 0o700, Content: Content{Blocks: []ID{id}}}, d, "new")
		for dir, want := range map[string]string{top: "in", filepath.Join(top, "in"): "new"} {
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != 1 || entries[0].Name() != want {
				t.Fatalf("in %s is %v, %v", dir, entries, err)
			}
		}
	})
}

// FuzzObject: no bytes pass for an object that they are not, and none take more
// memory than a block.
func FuzzObject(f *testing.F) {
	s, err := newSealer(nil)
	must(f, err)
	text := bytes.Repeat([]byte("text "), 1000)
	id := s.id(text)
	sealed, err := s.seal(id, text)
	must(f, err)
	f.Add(sealed)
	f.Add(append([]byte{frameRaw}, text...))
	f.Add([]byte{})
	f.Add([]byte{frameZstd, 0x28, 0xb5, 0x2f, 0xfd, 0xa4, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := s.open(id, b); err == nil && !bytes.Equal(got, text) {
			t.Errorf("%d other bytes pass", len(got))
		}
	})
}
