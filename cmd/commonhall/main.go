// Command commonhall is the whole program: every role and every command.
package main

import (
	"os"

	"commonhall/cli"
	"commonhall/sandbox"
)

func main() {
	sandbox.BecomeChild() // does nothing but in a process that builds a sandbox
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
