package warden

import (
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"

	"commonhall/warden/client"
)

// TestADiskThatHangs: pages that ask again and again do not fill the warden with waiters.
func TestADiskThatHangs(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := New(Config{Homes: dir}, slog.New(slog.DiscardHandler))
		for range cap(w.looks) {
			w.looks <- struct{}{} // as if each of them waited for the disk
		}
		_, _, err := w.disks(nil)
		var ce *client.Error
		if !errors.As(err, &ce) || ce.Code != client.Busy {
			t.Errorf("one more: %v", err)
		}
		<-w.looks
		if reply, _, err := w.disks(nil); err != nil || len(reply.Disks) != 1 {
			t.Errorf("when one has answered: %+v, %v", reply, err)
		}
	})
}
