#!/usr/bin/python3
# A server that is called as JupyterHub's own, and shows all that it is told.
import http.server, os, urllib.parse

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        out = (str(self.headers) + "\ntoken=" + os.environ["JUPYTERHUB_API_TOKEN"]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(out)))
        self.end_headers()
        self.wfile.write(out)

url = urllib.parse.urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
http.server.ThreadingHTTPServer((url.hostname, url.port), Handler).serve_forever()
