package backup

import (
	"bytes"
	"container/heap"
	"errors"
	"iter"
	"slices"

	"golang.org/x/sys/unix"
)

// budget is how many bytes of names a walk holds, over all folders that it is in.
// A person can make a folder of any size, and folders in folders without end.
type budget struct{ left int }

const (
	namesBudget = 64 << 20
	fewNames    = 16 // what even the deepest folder may hold
	nameCost    = 24 // of a slice
	// maxLooks is how often one folder is read for its names: somebody who fills the
	// budget further up, or makes names faster than they are walked, is not waited for.
	maxLooks = 256
)

var errManyNames = errors.New("too many names")

// names returns the names in a folder in the order of their bytes, except "." and
// "..". It holds as many as the budget allows, and reads the folder again for the
// next ones. What is made or removed meanwhile may or may not be among them.
func (b *budget) names(fd int) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		limit := b.left / 2
		var after []byte
		for look := 0; ; look++ {
			if look == maxLooks {
				yield(nil, errManyNames)
				return
			}
			batch, more, err := namesAfter(fd, after, limit)
			if err != nil {
				yield(nil, err)
				return
			}
			held := 0
			for _, name := range batch {
				held += len(name) + nameCost
			}
			b.left -= held
			for _, name := range batch {
				if !yield(name, nil) {
					b.left += held
					return
				}
			}
			b.left += held
			if !more {
				return
			}
			after = batch[len(batch)-1]
		}
	}
}

// largest is a heap with the last name on top.
type largest [][]byte

func (h largest) Len() int           { return len(h) }
func (h largest) Less(i, j int) bool { return bytes.Compare(h[i], h[j]) > 0 }
func (h largest) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push implements heap.Interface.
func (h *largest) Push(x any) { *h = append(*h, x.([]byte)) }

// Pop implements heap.Interface.
func (h *largest) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// namesAfter reads a folder for the first names behind after that fit into limit
// bytes, and says whether there are more.
func namesAfter(fd int, after []byte, limit int) (first [][]byte, more bool, err error) {
	if _, err := unix.Seek(fd, 0, 0); err != nil {
		return nil, false, err
	}
	h := largest{}
	held := 0
	buf := make([]byte, 32<<10)
	for {
		n, err := unix.Getdents(fd, buf)
		if err == unix.EINTR {
			continue
		}
		if err != nil || n == 0 {
			slices.SortFunc(h, bytes.Compare)
			return h, more, err
		}
		for b := buf[:n]; len(b) > 0; {
			name, rest := entry(b)
			b = rest
			if string(name) == "." || string(name) == ".." || bytes.Compare(name, after) <= 0 {
				continue
			}
			full := held+len(name)+nameCost > limit && len(h) >= fewNames
			if full && bytes.Compare(name, h[0]) > 0 {
				more = true
				continue
			}
			heap.Push(&h, bytes.Clone(name))
			for held += len(name) + nameCost; held > limit && len(h) > fewNames; more = true {
				held -= len(heap.Pop(&h).([]byte)) + nameCost
			}
		}
	}
}

// entry takes the first name of what getdents64(2) returned.
func entry(b []byte) (name, rest []byte) {
	const header = 19 // d_ino, d_off, d_reclen, d_type
	length := int(b[16]) | int(b[17])<<8
	name = b[header:length]
	if i := bytes.IndexByte(name, 0); i >= 0 {
		name = name[:i]
	}
	return name, b[length:]
}
