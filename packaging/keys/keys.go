// Package keys holds the public halves of the keys that sign releases, one *.pem each,
// and the list of those that count no more. The private halves are never in the tree:
// packaging/key.sh makes a pair.
package keys

import "embed"

// Folder holds the files, as release.LoadKeys reads them.
//
//go:embed *.pem revoked
var Folder embed.FS
