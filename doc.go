// Package commonhall holds the nouns of the house: people, sessions, tokens,
// scopes, servers, apps, limits, events, and the errors that people read.
//
// It contains plain structs and pure rules only. It does no I/O, starts no
// goroutine, reads no clock and imports nothing but the standard library, so
// that every other package may import it. Values of these types are safe to
// copy; nothing here is started or stopped.
package commonhall
