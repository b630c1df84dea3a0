# In the guest, beside the kills: several people start and stop their servers again and
# again, through the hub's socket, since each command of its own would take a second here.
# What a warden that dies cannot do is refused, and asked again; what was done must be so.
#   kills-people.py UNTIL WRONG NAME…
# ends when the file UNTIL is there, and writes what is wrong into the file WRONG.
import glob
import http.client
import json
import os
import re
import socket
import sys
import threading
import time

until, wrong, names = sys.argv[1], sys.argv[2], sys.argv[3:]
counts = {"starts": 0, "stops": 0}
refused = {}
lock = threading.Lock()


class Hub(http.client.HTTPConnection):
    def __init__(self):
        super().__init__("hub", timeout=120)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(glob.glob("/run/commonhall/*/admin.sock")[0])


def ask(method, name, body=None):
    hub = Hub()
    try:
        hub.request(method, "/hub/api/users/" + name + "/server", json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = hub.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException) as e:
        return 0, "the hub: " + str(e)
    finally:
        hub.close()


def processes(name):
    mark = ("/user/" + name + "/").encode()
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as f:
                text = f.read()
        except OSError:
            continue
        if mark in text:
            found.append((path.split("/")[2], text.replace(b"\0", b" ").decode()))
    return found


# settled is what the server is when nothing is under way any more.
def settled(name, status, text):
    while status == 202:
        time.sleep(0.3)
        status, text = ask("GET", name)
        if status == 200 and json.loads(text).get("pending"):
            status = 202
    return status, text


def note(what, ok, text):
    with lock:
        if ok:
            counts[what] += 1
        else:
            try:
                text = json.loads(text)
                text = text.get("message") or text.get("end_reason") or str(text)
            except ValueError:
                pass
            text = re.sub(r"[0-9]{3,}\S*", "N", text)[:160]
            refused[text] = refused.get(text, 0) + 1


def fail(text):
    with lock, open(wrong, "a") as f:
        f.write(text + "\n")


def somebody(name):
    while not os.path.exists(until):
        status, text = settled(name, *ask("POST", name, {"app": "terminal"}))
        ready = status in (200, 201) and (status == 201 or json.loads(text).get("ready"))
        note("starts", ready, text)
        if ready and not processes(name):
            fail("the server of %s was there, and is gone: %s" % (name, ask("GET", name)))
        status, text = settled(name, *ask("DELETE", name))
        stopped = status == 204 or status == 200 and json.loads(text).get("stopped")
        note("stops", stopped, text)
        if stopped and processes(name):
            fail("the server of %s was stopped, and is there: %s" % (name, processes(name)))


all = [threading.Thread(target=somebody, args=[name]) for name in names]
for t in all:
    t.start()
for t in all:
    t.join()
print("GUEST %d starts and %d stops were done" % (counts["starts"], counts["stops"]))
for text, n in sorted(refused.items(), key=lambda x: -x[1])[:8]:
    print("GUEST %6d were not: %s" % (n, text))
