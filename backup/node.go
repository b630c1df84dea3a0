package backup

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
)

// What an entry of a snapshot is.
const (
	TypeFile    = "file"
	TypeFolder  = "folder"
	TypeSymlink = "symlink"
)

// Node is one entry: what stat(2) says, and where the content is. Names and values
// are bytes, which need not be UTF-8.
type Node struct {
	Name   []byte  `json:"name"`
	Type   string  `json:"type"`
	Mode   uint32  `json:"mode"` // permissions with set-uid, set-gid and sticky
	UID    uint32  `json:"uid"`
	GID    uint32  `json:"gid"`
	MTime  int64   `json:"mtime"` // nanoseconds since 1970
	CTime  int64   `json:"ctime,omitempty"`
	Device uint64  `json:"dev,omitempty"`
	Inode  uint64  `json:"ino,omitempty"`
	Links  uint64  `json:"links,omitempty"` // where more than one
	Size   int64   `json:"size,omitempty"`
	Sparse bool    `json:"sparse,omitempty"` // the content is pieces, each with offset and length before it
	Fresh  bool    `json:"fresh,omitempty"`  // it was just being written: the next run reads it again
	Target []byte  `json:"target,omitempty"`
	Xattrs []Xattr `json:"xattrs,omitempty"`
	Content
}

// Xattr is one extended attribute; access lists are some of them.
type Xattr struct {
	Name  string `json:"name"`
	Value []byte `json:"value"`
}

// unchanged reports whether a file is what it was: nobody can change content and
// keep all of these, because ctime cannot be set.
func (n *Node) unchanged(before *Node) bool {
	return before != nil && before.Type == n.Type && before.Size == n.Size && before.MTime == n.MTime && before.CTime == n.CTime &&
		before.Inode == n.Inode && !before.Fresh
}

// Blocks of entries are cut at this size, far down earlier: a folder's open block
// is in memory while what is below it is walked.
const (
	treeBlock     = 256 << 10
	deepTreeBlock = 4 << 10
	deep          = 64
)

// treeWriter collects the entries of one folder.
type treeWriter struct {
	contentWriter
	size int
}

func newTreeWriter(u *uploader, depth int) *treeWriter {
	size := treeBlock
	if depth > deep {
		size = deepTreeBlock
	}
	return &treeWriter{contentWriter{u: u}, size}
}

func (w *treeWriter) add(n *Node) error {
	b, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if len(b)+1 > blockSize {
		return fmt.Errorf("the entry of %q is too large", n.Name)
	}
	if len(w.pending)+len(b)+1 > w.size {
		if err := w.cut(); err != nil {
			return err
		}
	}
	w.pending = append(append(w.pending, b...), '\n')
	return nil
}

// entries returns the entries of a folder in the order of their names. A damaged
// block comes as an error, and what follows it goes on; any other error ends it.
// What ahead says of those that come next is fetched meanwhile: what is surely needed.
func (r *Repository) entries(ctx context.Context, c Content, ahead func(*Node) []ID) iter.Seq2[*Node, error] {
	return func(yield func(*Node, error) bool) {
		stop := errors.New("enough")
		err := r.ids(ctx, c, func(id ID) error {
			nodes, err := r.treeBlock(ctx, id)
			for i, n := range nodes {
				if i%max(1, r.target.Parallel()/2) == 0 {
					r.soonBelow(ctx, nodes[i:], ahead)
				}
				if !yield(n, nil) {
					return stop
				}
			}
			if errors.Is(err, ErrDamaged) {
				if !yield(nil, err) {
					return stop
				}
				return nil
			}
			return err
		})
		if err != nil && !errors.Is(err, stop) {
			yield(nil, err)
		}
	}
}

// treeBlock reads the entries in one block; with an error, those before it.
func (r *Repository) treeBlock(ctx context.Context, id ID) (nodes []*Node, err error) {
	b, err := r.get(ctx, id)
	for err == nil && len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		n := &Node{}
		if err := json.Unmarshal(line, n); err != nil || !n.valid() {
			return nodes, fmt.Errorf("the object %s is no list of files: %w", id, ErrDamaged)
		}
		nodes, b = append(nodes, n), rest
	}
	return nodes, err
}

// soonBelow begins to fetch what the next entries will ask for.
func (r *Repository) soonBelow(ctx context.Context, nodes []*Node, ahead func(*Node) []ID) {
	var ids []ID
	for _, n := range nodes[:min(len(nodes), 4*r.target.Parallel())] {
		if len(ids) < r.target.Parallel() {
			ids = append(ids, ahead(n)...)
		}
	}
	r.soon(ctx, ids)
}

// folders is what is needed of each folder whose entries will be asked for.
func folders(n *Node) []ID {
	if n.Type != TypeFolder {
		return nil
	}
	return slices.Concat(n.Lists, n.Blocks)
}

// valid refuses names that lead elsewhere, whoever wrote them.
func (n *Node) valid() bool {
	return len(n.Name) > 0 && len(n.Name) <= 255 && !bytes.ContainsAny(n.Name, "/\x00") && string(n.Name) != "." && string(n.Name) != ".." &&
		n.Mode&^0o7777 == 0 && n.Size >= 0
}
