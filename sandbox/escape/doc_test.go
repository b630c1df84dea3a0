// Package escape is the suite of attempts to get out of a person's sandbox: real
// programs, run as a hostile person runs them, in the very sandbox that servers get
// (package recipe).
//
// Each attempt names the walls that hold it, and is made several times: with all walls,
// where it must fail for the reason that is written beside it; with each of its walls as
// the only one of them, so that each is known to hold it alone; and without all of them,
// where it must succeed, so that it is known to be an attempt. Nothing of this is in a
// program that is shipped. What always holds: an attempt that succeeds changes nothing on
// the machine that outlives it.
package escape
