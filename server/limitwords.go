package server

import (
	"strconv"

	"commonhall"
)

// Values of limits as people and programs read them.

// LimitWords writes the value of a limit for people.
func LimitWords(name commonhall.LimitName, v float64) string {
	if v == 0 {
		v = unset(name)
	}
	if IsLive(name) {
		return timeWords(v)
	}
	n := strconv.FormatFloat(v, 'f', -1, 64)
	switch {
	case v == 0:
		return none(name)
	case isSize(name):
		return commonhall.FormatBytes(int64(v))
	case name == commonhall.LimitNet:
		return string(commonhall.NetworkAt(v))
	case name == commonhall.LimitRate:
		return commonhall.FormatBytes(int64(v)) + "/s"
	case isCores(name) && v == 1:
		return "1 core"
	case isCores(name):
		return n + " cores"
	}
	switch name {
	case commonhall.LimitWeight, commonhall.LimitIO:
		return n + " of 100"
	case commonhall.LimitFiles:
		return n + " files"
	}
	return n + " processes"
}

// LimitValue is the value as programs read it: the number that holds, or the word for a network;
// nil where there is no limit, mark or guarantee, or one that is no fixed number.
func LimitValue(name commonhall.LimitName, v float64) any {
	if v == 0 {
		v = unset(name)
	}
	switch {
	case IsLive(name) && v == never:
		return 0.0
	case name == commonhall.LimitNet:
		return LimitWords(name, v)
	case v == 0:
		return nil
	}
	return v
}

// LimitValues are all limits of a run as programs read them.
func LimitValues(l commonhall.Limits) map[commonhall.LimitName]any {
	out := map[commonhall.LimitName]any{}
	for _, name := range commonhall.LimitNames() {
		out[name] = LimitValue(name, l.Get(name))
	}
	return out
}

// unset is the number that holds where nobody set a limit; 0 where none does.
func unset(name commonhall.LimitName) float64 {
	switch name {
	case commonhall.LimitWeight, commonhall.LimitIO:
		return 100
	case commonhall.LimitFiles:
		return 8192
	case commonhall.LimitNet:
		return 1 // none
	}
	return 0
}

// none is what holds where no number does.
func none(name commonhall.LimitName) string {
	switch name {
	case commonhall.LimitSoft, commonhall.GuaranteeMemory, commonhall.GuaranteeCPU:
		return "none"
	case commonhall.LimitTmp:
		return "half of the memory"
	}
	return "no limit"
}
