package config

import (
	"strings"
	"testing"
)

// What everybody has is not more than the most, and an app may have limits of its own.
func TestMostAndApps(t *testing.T) {
	c, err := Parse("hall.yaml", []byte("servers: {memory: 2G, max_memory: 8G, max_cpu: 4}\napps:\n  - name: r\n    command: [r, \"{port}\"]\n    limits: {memory: 3G, cpu: 0.5}\n"), Default())
	if err != nil || c.Servers.MaxMemory != 8<<30 || c.Apps[0].Limits != (AppLimits{Memory: 3 << 30, CPU: 0.5}) {
		t.Fatalf("%+v, %v", c, err)
	}
	for text, want := range map[string]string{
		"servers: {memory: 2G, max_memory: 1G}":                                                   "servers.max_memory: is less than servers.memory, which is 2G",
		"servers: {max_pids: 100}":                                                                "servers.max_pids: is less than servers.pids, which is 512",
		"servers: {cpu: 2, max_cpu: 1.5}":                                                         "servers.max_cpu: is less than servers.cpu, which is 2",
		"servers: {max_network: none}":                                                            "servers.max_network: is less than servers.network, which is internet",
		"servers: {max_network: lan}":                                                             "internet, none",
		"apps: [{name: r, command: [r, \"{port}\"], limits: {memory: 1M}}]":                       "1M is out of range",
		"apps: [{name: r, command: [r, \"{port}\"], limits: {memry: 1G}}]":                        "memory",
		"servers: {memory: 2G, memory_guarantee: 3G}":                                             "servers.memory_guarantee: is more than servers.memory, which is 2G",
		"servers: {memory_guarantee: 1T}":                                                         "servers.memory_guarantee: is more than servers.memory, which is 1G",
		"servers: {cpu: 1, cpu_guarantee: 1.5}":                                                   "servers.cpu_guarantee: is more than servers.cpu, which is 1",
		"servers: {cpu_guarantee: a lot}":                                                         "cpu_guarantee",
		"servers: {memory_guarantee: 5}":                                                          "out of range",
		"apps: [{name: r, command: [r, \"{port}\"], limits: {memory: 1G, memory_guarantee: 2G}}]": "apps[0].limits.memory_guarantee: is more than apps[0].limits.memory, which is 1G",
	} {
		if _, err := Parse("hall.yaml", []byte(text), Default()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
}
