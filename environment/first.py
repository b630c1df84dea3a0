# Runs once in a new place for packages, with its own Python: Jupyter and its kernel
# shall run with that, and not with the machine's, whose packages it also sees.
import os, stat, subprocess, sys

bin = os.path.join(sys.prefix, "bin")

def program(name, text):
    path = os.path.join(bin, name)
    with open(path, "w") as f:
        f.write("#!%s/python3\n%s\n" % (bin, text))
    os.chmod(path, 0o755)

# The machine's pip installs here as well as one of its own would, and is there at once.
try:
    import pip
except ImportError:
    subprocess.check_call([sys.executable, "-m", "ensurepip", "--default-pip"])
else:
    for name in "pip", "pip3":
        program(name, "import sys\nfrom pip._internal.cli.main import main\nsys.exit(main())")

for name in sorted(os.listdir("/usr/bin")):
    if name != "jupyter" and not name.startswith("jupyter-"):
        continue
    source = os.path.join("/usr/bin", name)
    with open(source, "rb") as f:
        if b"python" not in f.readline() or os.path.exists(os.path.join(bin, name)):
            continue
    program(name, "import runpy\nrunpy.run_path(%r, run_name=\"__main__\")" % source)

try:
    import ipykernel
except ImportError:
    print("There is no ipykernel: install jupyterlab or notebook to have notebooks.")
else:
    subprocess.check_call([sys.executable, "-m", "ipykernel", "install", "--sys-prefix"])
