# The two commands to know:
#   make try     run commonhall on this machine, in the foreground
#   make test    run all tests, as root where they need to be
# Both install what they need with apt, and ask before (YES=1 does not ask).

export CGO_ENABLED = 0
GOFLAGS_BUILD = -trimpath -ldflags='-s -w'

.PHONY: try test build pam install-pam check vendor race fuzz test-conform test-guest test-fresh-server test-power-cut test-kills bench bench-guest package clean

try: build
	packaging/needs.sh jupyter-notebook jupyter-server python3-ipykernel python3-venv
	packaging/as-root.sh ./commonhall try $(ARGS)

# What asks PAM about the machine's own accounts (auth.providers, type pam). It is built where
# it is to run: PAM's modules are those of the distribution. Install it with: sudo make install-pam
pam: commonhall-pam
commonhall-pam: packaging/pam/commonhall-pam.c packaging/pam/build.sh
	packaging/needs.sh gcc libc6-dev libpam0g-dev
	packaging/pam/build.sh $@
install-pam: commonhall-pam
	install -D -o root -g root -m 755 commonhall-pam /usr/local/libexec/commonhall-pam

build:
	go build $(GOFLAGS_BUILD) -o commonhall ./cmd/commonhall

# What tests use beside the program itself: real Jupyter, JupyterHub's server, a real browser, file
# systems in a file, PostgreSQL (of which they start one of their own), and pebble,
# an authority for certificates.
test: check
	packaging/needs.sh jupyter-notebook jupyter-server python3-ipykernel python3-venv chromium curl openssl groff-base e2fsprogs btrfs-progs xfsprogs quota postgresql pebble jupyterhub gcc libc6-dev libpam0g-dev
	go test -shuffle=on -timeout 20m -exec "$(CURDIR)/packaging/as-root.sh" ./...

# What needs no root and no programs: format, vet, generated files up to date
# (that is a test of each).
check:
	@test -z "$$(gofmt -l $$(git ls-files '*.go' | grep -v '^vendor/'))" || { gofmt -l $$(git ls-files '*.go' | grep -v '^vendor/'); echo 'make check: run gofmt -w on these'; exit 1; }
	go vet ./...

# The race detector needs cgo and gcc.
race:
	packaging/needs.sh gcc libc6-dev
	CGO_ENABLED=1 go test -race -timeout 30m -exec "$(CURDIR)/packaging/as-root.sh" $(RACE)
RACE ?= $$(go list ./... | grep -v /e2e)

# The conformance kit asks JupyterHub 3.0 (Debian 12's) what it promises, and then ours;
# with TREE=1 also 5.2, from a Debian 13 that it makes the first time.
test-conform:
	conform/test.sh

# What touches the kernel, in a software-emulated Debian with systemd and cgroup
# v2. The first time it makes the guest, which takes some minutes.
test-guest:
	packaging/guest/test.sh

# Stories of an administrator with a rented machine: system containers with systemd.
# The first time it makes their tree, which takes a minute.
test-fresh-server: build
	packaging/server/test.sh

# The same guest, whose power is cut in the middle of things: CUTS=12
test-power-cut:
	packaging/guest/power.sh

# And in it the warden dies again and again while servers start and stop, before a
# reboot: KILLS=200, which takes about ten minutes, and is not for CI
test-kills:
	packaging/guest/kills.sh

# Ours beside JupyterHub, with medians and CPU time.
bench: build
	packaging/needs.sh jupyter-notebook jupyter-server python3-ipykernel python3-venv jupyterhub npm
	packaging/as-root.sh env PATH="$$PATH" go run ./bench $(ARGS)

# What sandboxes cost in the guest, beside other makers of them: ratios, no times.
bench-guest:
	packaging/guest/bench.sh $(ARGS)

# Each fuzz target for a while: make fuzz TIME=10m
TIME ?= 20s
fuzz:
	packaging/fuzz.sh $(TIME)

# A release in dist/. Signed if SIGN names private keys: make package VERSION=1.2.3 SIGN=…
package:
	packaging/package.sh

vendor:
	packaging/vendor.sh

clean:
	rm -rf commonhall commonhall-pam dist
