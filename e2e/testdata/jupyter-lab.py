#!/usr/bin/python3
# Stands in for JupyterLab: the same flags, and an answer at the same places.
import http.server, sys

flags = dict(a.removeprefix("--ServerApp.").split("=", 1) for a in sys.argv[1:])
if flags["token"] or flags["password"]:
    sys.exit("it would ask for a login of its own")


class Lab(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.path in (flags["base_url"] + "api", flags["base_url"] + "lab")
        self.send_response(200 if known else 503)
        self.end_headers()
        self.wfile.write(f"a lab at {flags['base_url']} for {flags['root_dir']}".encode())


http.server.ThreadingHTTPServer((flags["ip"], int(flags["port"])), Lab).serve_forever()
