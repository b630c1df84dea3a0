# Starts every kernel that a server of this environment would offer and has it compute.
# Prints a line of JSON for each.
import json, sys, tempfile

try:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import start_new_kernel
except Exception as e:
    print(json.dumps({"missing": "%s: %s" % (type(e).__name__, e)}))
    sys.exit(0)

def tell(name, ok, detail=""):
    print(json.dumps({"kernel": name, "ok": ok, "detail": detail}), flush=True)

def compute(name, language, err):
    manager, client = start_new_kernel(kernel_name=name, startup_timeout=60, stderr=err)
    try:
        if language != "python":
            return True, ""
        said = []
        def hear(msg):
            if msg["msg_type"] == "stream":
                said.append(msg["content"]["text"])
            elif msg["msg_type"] == "error":
                said.append("%(ename)s: %(evalue)s" % msg["content"])
        reply = client.execute_interactive("print(6 * 7)", timeout=60, output_hook=hear, store_history=False)
        out = "".join(said).strip()
        return reply["content"]["status"] == "ok" and out == "42", out
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)

specs = KernelSpecManager()
found = specs.find_kernel_specs()
if not found:
    tell("python3", False, "there is no kernel")
for name in sorted(found):
    err = tempfile.TemporaryFile() # what the kernel says where it dies
    try:
        ok, detail = compute(name, specs.get_kernel_spec(name).language, err)
    except Exception as e:
        ok, detail = False, "%s: %s" % (type(e).__name__, e)
    if not ok:
        size = err.seek(0, 2)
        err.seek(max(0, size - 4000))
        detail += "\n" + err.read().decode("utf-8", "replace")
    tell(name, ok, "" if ok else detail.strip())
