package server

import (
	"strings"
	"testing"

	"commonhall"
)

// TestAServerWithoutItsNetwork runs, and its person reads why pip does not work: once,
// and again from a hub that comes later on the page alone.
func TestAServerWithoutItsNetwork(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Network = commonhall.NetworkInternet
		h.reboot()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		if s := h.get("ada"); s.Network != commonhall.NetworkInternet || h.told(commonhall.EventServerOffline) != "" {
			t.Errorf("a server with its network: %+v, %q", s, h.told(commonhall.EventServerOffline))
		}
		h.odd.put(func(o *odd) { o.notice = "there is no filter" })
		h.start("ben", "page")
		h.until("ben", commonhall.Ready)
		if s := h.get("ben"); s.Network != commonhall.NetworkNone {
			t.Errorf("a server without: %+v", s)
		}
		if text := h.told(commonhall.EventServerOffline); strings.Count(text, "The server of ben has no way to the internet: there is no filter.") != 1 {
			t.Errorf("the timeline tells %q", text)
		}
		h.reboot()
		h.until("ben", commonhall.Ready)
		if s := h.get("ben"); s.Network != commonhall.NetworkNone || h.told(commonhall.EventServerOffline) != "" {
			t.Errorf("after the hub: %+v, %q", s, h.told(commonhall.EventServerOffline))
		}
	})
}

// reboot kills the hub and starts another.
func (h *house) reboot() {
	h.kill()
	h.boot()
}

// told returns the events of a name since the hub began.
func (h *house) told(name commonhall.EventName) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var texts []string
	for _, e := range h.events {
		if e.Name == name {
			texts = append(texts, e.Text)
		}
	}
	return strings.Join(texts, "\n")
}
