package config

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Size is a number of bytes, written as 512M, 1.5G or 1073741824.
type Size int64

// ParseSize reads a size: a number, then K, M, G or T (1024 times each), which
// may be followed by B or iB, in either case.
func ParseSize(s string) (Size, error) {
	bad := errors.New("a size is a number with K, M, G or T, such as 512M or 1.5G")
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end < 0 {
		end = len(s)
	}
	shift, ok := unitShift(s[end:])
	whole, fraction, point := strings.Cut(s[:end], ".")
	// Half a byte does not exist, hence no point without a unit.
	if !ok || whole == "" || point && (fraction == "" || shift == 0) || strings.Contains(fraction, ".") {
		return 0, bad
	}
	f, err := strconv.ParseFloat(s[:end], 64)
	if err != nil || f*float64(int64(1)<<shift) >= math.MaxInt64 {
		return 0, fmt.Errorf("%s is more than a machine can count: %w", s, strconv.ErrRange)
	}
	if point {
		return Size(f * float64(int64(1)<<shift)), nil
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return 0, bad
	}
	return Size(n << shift), nil
}

// unitShift returns by how many bits a unit multiplies.
func unitShift(unit string) (shift int, ok bool) {
	u := strings.ToLower(unit)
	if u == "" || u == "b" {
		return 0, true
	}
	switch u[1:] {
	case "", "b", "ib":
		i := strings.IndexByte("kmgt", u[0])
		return 10 * (i + 1), i >= 0
	}
	return 0, false
}

// String returns s as one writes it in the file, with the largest unit that
// loses nothing.
func (s Size) String() string {
	n, unit := int64(s), 0
	for n != 0 && n%1024 == 0 && unit < 4 {
		n, unit = n/1024, unit+1
	}
	return strconv.FormatInt(n, 10) + strings.TrimSpace(" KMGT"[unit:unit+1])
}

// Duration is a length of time, written as 30s, 2m or 1m30s.
type Duration time.Duration

// ParseDuration reads a duration of hours, minutes, seconds and milliseconds.
func ParseDuration(s string) (Duration, error) {
	bad := errors.New("a duration is a number with s, m or h, such as 30s or 2m")
	// time.ParseDuration also takes signs, a bare 0, and units that no setting
	// of ours is as fine as.
	if strings.Trim(s, "0123456789.hms") != "" || strings.Trim(s, "0123456789.") == "" {
		return 0, bad
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, bad
	}
	return Duration(d), nil
}

// String returns d as one writes it in the file: 1m instead of 1m0s.
func (d Duration) String() string {
	s := time.Duration(d).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
