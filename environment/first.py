# Runs once in a new place for packages, with its own Python: Jupyter and its kernel
# shall run with that, and not with the machine's, whose packages it also sees.
import os, stat, subprocess, sys

bin = os.path.join(sys.prefix, "bin")
for name in sorted(os.listdir("/usr/bin")):
    if name != "jupyter" and not name.startswith("jupyter-"):
        continue
    source, target = os.path.join("/usr/bin", name), os.path.join(bin, name)
    with open(source, "rb") as f:
        if b"python" not in f.readline() or os.path.exists(target):
            continue
    with open(target, "w") as f:
        f.write("#!%s/python3\nimport runpy\nrunpy.run_path(%r, run_name=\"__main__\")\n" % (bin, source))
    os.chmod(target, 0o755)

try:
    import ipykernel
except ImportError:
    print("There is no ipykernel: install jupyterlab or notebook to have notebooks.")
else:
    subprocess.check_call([sys.executable, "-m", "ipykernel", "install", "--sys-prefix"])
