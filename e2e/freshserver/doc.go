// Package freshserver holds stories of an administrator and a rented machine: a
// Debian system container with systemd and nothing else. They are run by make
// test-fresh-server alone; nothing of them is compiled into the rest.
package freshserver
