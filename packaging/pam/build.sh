#!/bin/sh
# Builds commonhall-pam into the file that is named first; what follows goes to the compiler.
set -eu
out=$1
shift
exec gcc -O2 -std=gnu11 -Wall -Wextra -Werror -fPIE -pie -fstack-protector-strong -D_FORTIFY_SOURCE=2 -Wl,-z,relro,-z,now "$@" \
	-o "$out" "$(dirname "$0")/commonhall-pam.c" -lpam
