// Package web holds the pages that people see under /hub/: plain view structs
// that say what a page shows, the templates that show it, and the style, script
// and pictures that go with them, all inside the binary.
//
// What is in these files decides nothing and asks nobody: no database, no
// clock, no permission. A handler fills a view and calls Pages.Render.
//
// What always holds: a page is complete without JavaScript; the script only
// reads, every change is a form post with the field _xsrf; no page needs inline
// script or inline style, so that ContentSecurityPolicy can forbid both; a
// template that fails leaves the answer untouched, because a page is written
// only when it is whole.
package web
