# A service as people write them for JupyterHub: it signs its visitors in, and says who they are.
import json
import os
from urllib.parse import urlparse

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler, authenticated


class Who(HubOAuthenticated, RequestHandler):
    @authenticated
    def get(self):
        self.write(json.dumps({"who": self.get_current_user()["name"], "session": self.get_cookie("jupyterhub-session-id", ""),
                               "cookies": sorted(self.request.cookies), "told": self.request.headers.get("Authorization", "")}))


prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
Application([(prefix, Who), (prefix + "oauth_callback", HubOAuthCallbackHandler)], cookie_secret=os.urandom(32)).listen(
    urlparse(os.environ["JUPYTERHUB_SERVICE_URL"]).port, "127.0.0.1")
IOLoop.current().start()
