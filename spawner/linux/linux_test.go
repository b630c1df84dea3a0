package linux_test

import (
	"testing"

	"commonhall"
	"commonhall/spawner/spawnertest"
)

// TestConformance holds the driver and a real warden against the contract.
func TestConformance(t *testing.T) {
	h := newHouse(t, 0, commonhall.Limits{})
	h.serve()
	t.Cleanup(h.stopAll)
	spawnertest.Run(t, h.open, spawnertest.Options{Account: h.account})
}
