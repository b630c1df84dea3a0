//go:build !amd64

package escape

const getpid32 = 20

func needs32(*world) string { return "its processor has other calls of 32 bits" }

func call32(uint32, int) string { return "" }
