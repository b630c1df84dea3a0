#!/bin/sh
# Runs a command as root: directly, with sudo or with su, whichever is there.
if [ "$(id -u)" = 0 ]; then
  exec "$@"
elif command -v sudo >/dev/null; then
  exec sudo --preserve-env=CI,COMMONHALL_TEST_NOSKIP,COMMONHALL_TEST_SHOTS -- "$@"
fi
quoted=
for word; do
  quoted="$quoted '$(printf %s "$word" | sed "s/'/'\\\\''/g")'"
done
exec su root -c "cd '$PWD' && exec $quoted"
