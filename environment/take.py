# Copies a conda prefix or a virtual environment to another place, and the place that is
# written in its files with it, as conda itself does when it installs: in text wherever
# it stands; in programs where conda has noted that it does, at most as long as it was.
import glob, json, os, re, shutil, stat, sys

old, new = sys.argv[1:3]
OLD, NEW = os.fsencode(old), os.fsencode(new)
place = re.compile(re.escape(OLD) + rb"(?![\w.-])")
inside = re.compile(place.pattern + rb"[^\0]*")
binary, strange = set(), []


def stop(sentence):
    print(sentence)
    sys.exit(1)


def noted():
    """Which programs conda says have the prefix compiled in."""
    for name in glob.glob(os.path.join(glob.escape(old), "conda-meta/*.json")):
        with open(name, encoding="utf-8") as f:
            for path in (json.load(f).get("paths_data") or {}).get("paths") or []:
                if path.get("prefix_placeholder") and path.get("file_mode") == "binary":
                    binary.add(path["_path"])


def fits():
    if os.path.realpath(old) != old:
        stop(f"{old} is behind a link. Name the folder itself: {os.path.realpath(old)}")
    if os.path.isdir(os.path.join(old, "conda-meta")):
        noted()
        if binary and len(NEW) > len(OLD):
            stop(f"Programs in {old} have that path compiled in, and one that is longer does not fit. Give the environment a name of at most {len(OLD) - len('/env/')} letters.")
        return True
    try:
        with open(os.path.join(old, "pyvenv.cfg"), encoding="utf-8") as f:
            home = dict(line.strip().split(" = ", 1) for line in f if " = " in line).get("home", "")
    except FileNotFoundError:
        stop(f"{old} is neither a conda prefix nor a virtual environment: it has no conda-meta and no pyvenv.cfg.")
    if not home.startswith(("/usr/", "/opt/")):
        stop(f"The Python of {old} lies in {home}, which servers do not see.")
    return False


def renamed(data):
    """A C string keeps its length: what became shorter is filled up behind its end."""
    def one(match):
        text = place.sub(lambda _: NEW, match.group())
        return text + b"\0" * (len(match.group()) - len(text))
    return inside.sub(one, data)


def copy(rel, source, target):
    st = os.lstat(source)
    if stat.S_ISLNK(st.st_mode):
        to = os.readlink(source)
        if to == old or to.startswith(old + "/"):
            to = new + to[len(old):]
        os.symlink(to, target)
        return
    if not stat.S_ISREG(st.st_mode):
        return
    if st.st_size > 100 << 20 and rel not in binary:
        shutil.copyfile(source, target)
    else:
        with open(source, "rb") as f:
            data = f.read()
        if rel in binary:
            data = renamed(data)
        elif b"\0" not in data:
            data = place.sub(lambda _: NEW, data)
        elif OLD in data and not rel.endswith(".pyc"):  # there it is for messages only
            strange.append(rel)
        with open(target, "wb") as f:
            f.write(data)
    os.chmod(target, stat.S_IMODE(st.st_mode) & 0o777 | 0o600)
    os.utime(target, ns=(st.st_atime_ns, st.st_mtime_ns))


def failed(error):
    raise error


def main():
    conda = fits()
    for here, folders, files in os.walk(old, onerror=failed):
        if conda and here == old:
            # What conda has downloaded, and environments of their own.
            folders[:] = [f for f in folders if f not in ("pkgs", "envs")]
        rel = os.path.relpath(here, old)
        for name in files + [f for f in folders if os.path.islink(os.path.join(here, f))]:
            path = os.path.normpath(os.path.join(rel, name))
            copy(path, os.path.join(here, name), os.path.join(new, path))
        for name in folders:
            if not os.path.islink(os.path.join(here, name)):
                os.mkdir(os.path.join(new, rel, name), 0o755)
    if strange:
        print(f"{len(strange)} files have the old place in them where it cannot be changed, for example {strange[0]}: they may not work.")


try:
    main()
except OSError as e:
    stop(f"{e.filename} cannot be copied: {e.strerror}.")
