package config

import (
	"cmp"
	"fmt"
)

// MostNetwork is the most that anybody may be given of a network.
func (s Servers) MostNetwork() string { return cmp.Or(s.MaxNetwork, s.Network) }

// limits checks that what everybody has is not more than anybody may be given.
func (d *decoder) limits(c *Config) {
	s := c.Servers
	for _, l := range []struct {
		key       string
		most, all float64
		text      string
	}{
		{"memory", float64(s.MaxMemory), float64(s.Memory), s.Memory.String()},
		{"cpu", s.MaxCPU, s.CPU, fmt.Sprint(s.CPU)},
		{"pids", float64(s.MaxPIDs), float64(s.PIDs), fmt.Sprint(s.PIDs)},
	} {
		path := "servers.max_" + l.key
		pos, ok := d.find(path, "")
		if !ok || d.bad["servers."+l.key] || l.most == 0 || l.most >= l.all {
			continue
		}
		d.report(path, pos, "is less than servers."+l.key+", which is "+l.text, mostHint)
	}
	if pos, ok := d.find("servers.max_network", ""); ok && s.MaxNetwork == "none" && s.Network == "internet" {
		d.report("servers.max_network", pos, "is less than servers.network, which is internet", mostHint)
	}
	d.guarantees("servers", s.MemoryGuarantee, s.Memory, s.CPUGuarantee, s.CPU)
	for i, a := range c.Apps {
		d.guarantees(fmt.Sprintf("apps[%d].limits", i), a.Limits.MemoryGuarantee, a.Limits.Memory, a.Limits.CPUGuarantee, a.Limits.CPU)
	}
}

// guarantees checks that no guarantee is above its limit, where both are in one section.
func (d *decoder) guarantees(section string, memory, memoryLimit Size, cpu, cpuLimit float64) {
	for _, g := range []struct {
		key         string
		least, most float64
		text        string
	}{
		{"memory", float64(memory), float64(memoryLimit), memoryLimit.String()},
		{"cpu", cpu, cpuLimit, fmt.Sprint(cpuLimit)},
	} {
		path, limit := section+"."+g.key+"_guarantee", section+"."+g.key
		pos, ok := d.find(path, "")
		if !ok { // it is the limit that this file changes
			pos, ok = d.find(limit, "")
		}
		if ok && !d.bad[path] && !d.bad[limit] && g.most > 0 && g.least > g.most {
			d.report(path, pos, "is more than "+limit+", which is "+g.text, "What is guaranteed cannot be more than what may be used.")
		}
	}
}

const mostHint = "What everybody has cannot be more than the most that may be given."

// AppLimits holds the limits of servers with one app.
type AppLimits struct {
	// Memory is the most memory that a server with the app may use, such as 2G. 0
	// leaves it at servers.memory.
	Memory Size `key:"memory" allow:"0|64M..16T"`

	// CPU is how many processor cores it may keep busy. 0 leaves it at servers.cpu.
	CPU float64 `key:"cpu" allow:"0|0.1..1024"`

	// PIDs is the most processes and threads that it may have. 0 leaves it at
	// servers.pids.
	PIDs int `key:"pids" allow:"0|32..4194304"`

	// MemoryGuarantee is the memory that it is to have in any case. 0 leaves it at
	// servers.memory_guarantee.
	MemoryGuarantee Size `key:"memory_guarantee" allow:"0|1M..16T"`

	// CPUGuarantee is how many cores it is to have in any case. 0 leaves it at
	// servers.cpu_guarantee.
	CPUGuarantee float64 `key:"cpu_guarantee" allow:"0|0.01..1024"`

	// Network is what it may reach. With none a server with the app reaches nothing,
	// whatever was set for its person or their groups. Left empty, it is as in
	// servers.network.
	Network string `key:"network" allow:"|internet|none"`

	// Bandwidth is how many bytes a second it may send, and as many it may receive. 0
	// leaves it at servers.bandwidth.
	Bandwidth Size `key:"bandwidth" allow:"0|16K..100G"`
}
