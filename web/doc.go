// Package web is the door for browsers: it answers everything below /hub/ that is
// not the API. A handler asks the rooms (People, Servers, Timeline,
// Environments), fills a plain view struct, and has Pages make HTML of it; templates,
// style, script and pictures are inside the binary.
//
// It decides nothing itself: who somebody is and what a credential counts for is
// auth's word, what a server does is the servers' room's. It keeps nothing between
// two requests and starts nothing; whoever serves HTTP calls Door.ServeHTTP, from
// any number of goroutines.
//
// What always holds:
//
//   - A page is complete without JavaScript. The script only reads; every change is
//     a form post with the page's token in the field _xsrf, and a GET changes nothing
//     (decision 004).
//   - Every answer, errors included, has the headers of decision 004, and no page
//     needs inline script or style, so that ContentSecurityPolicy can forbid both.
//   - Nobody is sent to another origin, whatever an address or a form says (safeNext).
//   - What fails is a page too: what happened, what to do next, and the reference.
//   - A page is sent whole or not at all: a template that fails leaves the answer
//     untouched.
package web
