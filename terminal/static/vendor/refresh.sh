#!/usr/bin/env bash
# Fetches xterm.js and its addons anew with npm, from whichever registry npm is set up
# to use, and puts the minified modules, the style sheet and the licences here. To
# upgrade, change the versions, run it, and run the tests.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() { # package version; leaves it in $work/package
  (cd "$work" && rm -rf package && tar xzf "$(npm pack --silent "$1@$2")")
}

module() { # file of the package, name here; without the reference to a map that is not here
  sed '/^\/\/# sourceMappingURL=/d' "$work/package/$1" >"$here/$2"
}

fetch @xterm/xterm 6.0.0
module lib/xterm.mjs xterm.mjs
cp "$work/package/css/xterm.css" "$here/xterm.css"
cp "$work/package/LICENSE" "$here/LICENSE.xterm"

fetch @xterm/addon-fit 0.11.0
module lib/addon-fit.mjs addon-fit.mjs
cp "$work/package/LICENSE" "$here/LICENSE.addon-fit"

fetch @xterm/addon-web-links 0.12.0
module lib/addon-web-links.mjs addon-web-links.mjs
cp "$work/package/LICENSE" "$here/LICENSE.addon-web-links"

chmod 644 "$here"/*.mjs "$here"/*.css "$here"/LICENSE.*
