# Runs once in a build, as its account: makes the layer of Debian's programs anew, of what
# is asked for now and was before. What the machine has is not in it, and never changed.
#   debian.py WORKSHOP LAYER RELEASE NAME...
# and then, where the layer can be seen in its place, what could not be made ready without:
#   debian.py WORKSHOP LAYER
# Ends with a status that debian.go has words for.
import os, re, shutil, subprocess, sys, time, urllib.parse

UNKNOWN, CONFLICT, SOURCES, DOWNLOAD, PLACE, BROKEN = 3, 4, 5, 6, 7, 8
shop, layer, release, names = sys.argv[1], sys.argv[2], "".join(sys.argv[3:4]), sys.argv[4:]
root, apt, shims, control = (os.path.join(shop, d) for d in ("root", "apt", "shims", "control"))
path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
bare = dict(os.environ, PATH=path, LC_ALL="C.UTF-8", DEBIAN_FRONTEND="noninteractive")

KEPT = ["usr", "etc", "var"]
# Folders that are one with those in /usr on this machine: some packages do not know yet.
merged = [d for d in ("bin", "sbin", "lib", "lib32", "lib64", "libx32") if os.path.isdir("/" + d) and os.path.isdir("/usr/" + d) and os.path.samefile("/" + d, "/usr/" + d)]

# Commands of maintainer scripts that only root may run, or that have nothing to do here.
IDLE = """adduser addgroup chgrp chown deb-systemd-helper deb-systemd-invoke deluser dpkg-divert dpkg-statoverride dpkg-trigger
groupadd invoke-rc.d ldconfig py3clean py3compile systemctl systemd-sysusers systemd-tmpfiles ucfr update-rc.d useradd usermod""".split()
# And two that do it in the layer.
BUSY = {
    "update-alternatives": 'for a; do shift; set -- "$@" "${a#$DPKG_ROOT}"; done\nexec /usr/bin/update-alternatives "$@"\n',
    "ucf": 'for a; do case $a in -*) ;; *) from=$to to=$a ;; esac; done\nto=$DPKG_ROOT${to#$DPKG_ROOT}\n[ -e "$to" ] || { mkdir -p "${to%/*}" && cp "$from" "$to"; }\n',
}


def end(status):
    sys.stdout.flush()
    sys.exit(status)


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w") as f:
        f.write(text)


def get(*args, quiet=False):
    """Runs apt-get; returns whether that went well, and what it said."""
    p = subprocess.Popen(["apt-get", "-q", "-c", apt + "/conf", *args], env=bare, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, errors="replace")
    said = []
    for line in p.stdout:
        said.append(line.rstrip())
        if not quiet or line[:2] in ("E:", "W:"):
            print(line.rstrip(), flush=True)
    return p.wait() == 0, said


def installed():
    """Where the machine notes what it has."""
    said = subprocess.run(["apt-config", "dump", "--format", "%v", "Dir::State::status"], env=bare, capture_output=True, text=True).stdout.strip()
    return said or "/var/lib/dpkg/status"


def settings():
    """The machine's sources, keys and packages, with folders of our own; its hooks are not ours."""
    os.makedirs(apt + "/lists/partial")
    os.makedirs(apt + "/archives/partial")
    hooks = ["APT::Update::Pre-Invoke", "APT::Update::Post-Invoke", "APT::Update::Post-Invoke-Success", "DPkg::Pre-Invoke", "DPkg::Pre-Install-Pkgs", "DPkg::Post-Invoke"]
    lists = 'Acquire::IndexTargets::deb::Packages { MetaKey "$(COMPONENT)/binary-$(ARCHITECTURE)/Packages"; flatMetaKey "Packages"; ShortDescription "Packages"; Description "$(RELEASE)/$(COMPONENT) $(ARCHITECTURE) Packages"; flatDescription "$(RELEASE) Packages"; Optional "0"; };\n'
    own = {"Dir::State::status": installed(), "Dir::State": apt, "Dir::State::lists": apt + "/lists", "Dir::Cache": apt, "Dir::Cache::archives": apt + "/archives", "Dir::Log": apt,
           "APT::Sandbox::User": "", "APT::Install-Recommends": "false", "APT::Get::Assume-Yes": "true", "APT::Get::AllowUnauthenticated": "false", "APT::Get::Show-User-Simulation-Note": "false",
           "Debug::NoLocking": "true"}
    write(apt + "/conf", "".join("#clear %s;\n" % h for h in hooks + ["Acquire::IndexTargets"]) + lists + "".join('%s "%s";\n' % i for i in own.items()))


def plan(wanted):
    """Returns the packages that the machine lacks, in the order in which they are set up."""
    ok, said = get("install", "--simulate", "--no-upgrade", "--", *wanted, quiet=True)
    if not ok:
        # What apt says below its sentence on held packages is why.
        for line in said:
            if line.startswith((" ", "The following")) or "Depends" in line:
                print(line)
        end(UNKNOWN if any(re.search("Unable to locate|has no installation candidate|was not found", s) for s in said) else CONFLICT)
    changed = [s.split()[1] for s in said if re.match(r"Inst \S+ \[", s) or s.startswith("Remv ")]
    if changed:
        print("The machine's own would have to change: " + ", ".join(changed))
        end(CONFLICT)
    return [s.split()[1] for s in said if s.startswith("Conf ")]


def download(wanted):
    """Fetches what is wanted, and returns by name where each package lies and what its file is called."""
    debs = {}
    for line in get("install", "--print-uris", "--no-upgrade", "--", *wanted, quiet=True)[1]:
        m = re.match(r"'([a-z+]+:)([^']*)' (\S+\.deb) ", line)
        if m:
            own = os.path.join(apt, "archives", m[3])
            debs[m[3].split("_")[0]] = (urllib.parse.unquote(m[2]) if m[1] == "file:" else own, m[3])
    if not get("install", "--download-only", "--no-upgrade", "--", *wanted)[0] or not all(os.path.exists(path) for path, _ in debs.values()):
        end(DOWNLOAD)
    return debs


def unpack(name, deb):
    """Unpacks one package, by itself, and moves what is in it to where it belongs."""
    one = os.path.join(shop, "one")
    os.mkdir(one)
    data = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], env=bare, stdout=subprocess.PIPE)
    tar = subprocess.run(["tar", "-x", "-f", "-", "-C", one, "--no-same-owner", "--warning=no-timestamp"], env=bare, stdin=data.stdout)
    data.stdout.close()
    if data.wait() != 0 or tar.returncode != 0:
        print("%s cannot be unpacked." % name)
        end(BROKEN)
    subprocess.run(["chmod", "-R", "u+rwX", one])
    for top in os.listdir(one):
        if top not in KEPT + merged or os.path.islink(os.path.join(one, top)):
            print("/%s of %s is left out: servers see /usr and /etc." % (top, name))
            continue
        for dir, dirs, files in os.walk(os.path.join(one, top)):
            within = os.path.relpath(dir, one)
            move(name, dir, "usr/" + within if top in merged else within, dirs + files)
    shutil.rmtree(one)


def move(package, dir, within, names):
    """Moves what is in a folder. A folder that is a link, as another package has it, is followed within the layer."""
    to = os.path.realpath(os.path.join(root, within))
    if not (to + "/").startswith(root + "/") or os.path.exists(to) and not os.path.isdir(to):
        print("/%s of %s is left out: another package has something else there." % (within, package))
        return
    os.makedirs(to, exist_ok=True)
    for name in names:
        was, is_ = os.path.join(dir, name), os.path.join(to, name)
        if os.path.isdir(was) and not os.path.islink(was):
            if not os.path.lexists(is_):
                os.mkdir(is_)
        elif not os.path.isdir(is_) or os.path.islink(is_):
            os.replace(was, is_)


def here(text):
    """A script whose paths lead into the layer, but for what the machine alone has."""
    def to(m):
        machines = os.path.exists(m[0]) and not os.path.lexists(root + m[0])
        return m[0] if machines else root + m[0]
    return re.sub(r"(?<![\w/$}.~-])/(?:usr|etc|var)/[\w@%+:,./~-]*", to, text)


def plain(since):
    """Takes the place where scripts ran out of what they wrote."""
    for dir, dirs, files in os.walk(root):
        for name in dirs + files:
            path = os.path.join(dir, name)
            if os.path.islink(path):
                to = os.readlink(path)
                if to.startswith(root + "/"):
                    os.unlink(path)
                    os.symlink(to[len(root):], path)
            elif os.path.isfile(path) and os.stat(path).st_ctime >= since and os.path.getsize(path) < 4 << 20:
                with open(path, "rb") as f:
                    was = f.read()
                if root.encode() in was and b"\0" not in was:
                    with open(path, "wb") as f:
                        f.write(was.replace(root.encode(), b""))


def surroundings():
    """What maintainer scripts find around them."""
    for name in IDLE + list(BUSY):
        write(os.path.join(shims, name), "#!/bin/sh\n" + BUSY.get(name, "exit 0\n"))
        os.chmod(os.path.join(shims, name), 0o755)
    for d in ("/var/lib/dpkg/alternatives", "/var/log", "/var/cache", "/etc/alternatives"):
        os.makedirs(root + d, exist_ok=True)
    write(root + "/var/debconf", "Config: c\nTemplates: t\n\nName: c\nDriver: File\nFilename: /var/cache/c.dat\n\nName: t\nDriver: File\nFilename: /var/cache/t.dat\n")
    there = lambda *dirs: ":".join(root + d for d in dirs)
    libs = "/usr/lib/%s-linux-gnu" % os.uname().machine
    return dict(bare, HOME=shop, PATH=shims + ":" + there("/usr/sbin", "/usr/bin") + ":" + path, LD_LIBRARY_PATH=there(libs, "/usr/lib"),
                DPKG_ROOT=root, DPKG_ADMINDIR=root + "/var/lib/dpkg", DPKG_MAINTSCRIPT_NAME="postinst", DEBCONF_SYSTEMRC="/var/debconf",
                GVBINDIR=root + libs + "/graphviz")  # a program that has another way to be told where it is


def ready(package, env):
    """Runs the script that makes a package ready. Returns what it says where it fails."""
    script = os.path.join(control, package, "postinst")
    if not os.path.exists(script):
        return None
    if not os.path.exists(script + ".as-it-was"):
        os.rename(script, script + ".as-it-was")
    with open(script + ".as-it-was", errors="surrogateescape") as f:
        text = here(f.read())
    with open(script, "w", errors="surrogateescape") as f:
        f.write(text)
    os.chmod(script, 0o755)
    try:
        p = subprocess.run([script, "configure", ""], env=dict(env, DPKG_MAINTSCRIPT_PACKAGE=package), cwd=root, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=300)
        return None if p.returncode == 0 else p.stdout
    except (OSError, subprocess.TimeoutExpired) as e:
        return str(e)


def scripts(packages, debs):
    """Makes the packages ready, and notes those with which that failed."""
    since, env, failed = time.time() - 0.1, surroundings(), []
    os.makedirs(control)
    for name in packages:
        subprocess.run(["dpkg-deb", "--control", debs[name][0], os.path.join(control, name)], env=bare)
        if ready(name, env) is not None:
            failed.append(name)
        else:
            shutil.rmtree(os.path.join(control, name), ignore_errors=True)
    plain(since)
    write(control + "/failed", "\n".join(failed))


def again():
    """Makes ready what needs the layer to be in its place. What needs root fails, and is told."""
    global root
    os.rename(root + "/var", layer + "/var")
    root = layer
    with open(control + "/failed") as f:
        failed = f.read().split()
    since = time.time() - 0.1
    env = dict(surroundings(), PATH=shims + ":" + path)
    del env["LD_LIBRARY_PATH"], env["GVBINDIR"]
    for name in failed:
        said = ready(name, env)
        if said is not None:
            print("The script of %s that makes it ready failed, as it may without root:" % name)
            print("".join("  %s\n" % line for line in said.splitlines()[-5:]), end="", flush=True)
    plain(since)
    shutil.rmtree(layer + "/var")


def main():
    if not all(shutil.which(p, path=path) for p in ("apt-get", "dpkg-deb", "tar")) or not os.path.exists(installed()):
        end(PLACE)
    bare_name = lambda n: n.split("=")[0]
    try:
        with open(layer + "/asked") as f:
            before = f.read().split()
    except OSError:
        before = []
    now = {bare_name(n) for n in names}
    wanted = [n for n in before if bare_name(n) not in now] + names
    settings()
    read, said = get("update", quiet=True)
    if not any(f.endswith("_Packages") or "_Packages." in f for f in os.listdir(apt + "/lists")):
        end(SOURCES)
    if not read:
        print("Not every source of packages could be read.")
    packages = [p.split(":")[0] for p in plan(wanted)]
    debs = download(wanted) if packages else {}
    if set(packages) - set(debs):
        end(DOWNLOAD)
    for d in ("usr", "etc"):
        os.makedirs(os.path.join(root, d), exist_ok=True)
    for name, (deb, _) in debs.items():
        unpack(name, deb)
    print("Making %d packages ready." % len(packages), flush=True)
    scripts(packages, debs)
    subprocess.run(["chmod", "-R", "u+rwX,go+rX", root])
    write(root + "/usr/share/commonhall-debian", release + "\n")  # servers that see this see the rest
    shutil.rmtree(layer, ignore_errors=True)
    for name, (_, file) in debs.items():
        kind = "packages" if name in map(bare_name, wanted) else "with"  # what people asked for they look for later
        write(os.path.join(layer, kind, file[:-len(".deb")]), "")
    write(layer + "/asked", "\n".join(wanted) + "\n")
    for d in ("usr", "etc"):
        os.rename(os.path.join(root, d), os.path.join(layer, d))
    write(layer + "/release", release + "\n")


main() if release else again()
