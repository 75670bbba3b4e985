"""Shows files that are held in memory in a browser of this machine, and tells it when they have changed."""

import hashlib
import sys
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from cxmap.errors import CxmapError, reason
from cxmap.message import said

VERSION = "/-/version"
"""The address under which a page asks which version of the files there is."""


class Server:
    """Serves the files of a folder that need not be on a disk, until it is closed.

    Only who asks for this very machine by name is answered: a page of somebody else's, whose name was made to lead
    here, learns nothing. Raises `CxmapError` where the port cannot be had.
    """

    def __init__(self, host: str, port: int) -> None:
        self._files: Mapping[str, bytes] = {}
        self._version = b""
        try:
            self._http = _Http((host, port), self._handler())
        except OverflowError:
            raise CxmapError(
                said(
                    "{host}:{port} cannot be listened on: ports go from 0 to {last}.", host=host, port=port, last=_LAST
                ),
                _ANOTHER_PORT,
            ) from None
        except OSError as error:
            raise CxmapError(
                said("{host}:{port} cannot be listened on: {reason}.", host=host, port=port, reason=reason(error)),
                _ANOTHER_PORT,
            ) from None
        self._http.daemon_threads = True
        self.port: int = self._http.server_address[1]
        self._hosts = {f"{name}:{self.port}" for name in (host, "localhost", "127.0.0.1", "[::1]")}
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()

    def show(self, files: Mapping[str, bytes]) -> None:
        """Show these files from now on, by their paths with `/`. If one differs, open pages load themselves again."""
        digest = hashlib.blake2b(digest_size=16)
        for name, content in sorted(files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        self._files = files
        self._version = digest.hexdigest().encode()

    def close(self) -> None:
        """Stop."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers one request."""

            server_version = "cxmap"
            sys_version = ""

            def do_GET(self) -> None:
                """Answer with a file."""
                self._answer(*server.answer(self.headers.get("Host", ""), self.path))

            def do_HEAD(self) -> None:
                """Answer with what is said of a file."""
                self._answer(*server.answer(self.headers.get("Host", ""), self.path), body=False)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing: the terminal is for what goes wrong with the map."""

            def _answer(self, status: HTTPStatus, kind: str, content: bytes, *, body: bool = True) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "no-store")
                self.send_header("X-Content-Type-Options", "nosniff")
                self.send_header("Cross-Origin-Resource-Policy", "same-origin")
                self.end_headers()
                if body:
                    self.wfile.write(content)

        return Handler

    def answer(self, host: str, address: str) -> tuple[HTTPStatus, str, bytes]:
        """Return the status, the type and the content for an address that somebody asked for under a host's name."""
        if host not in self._hosts:
            return HTTPStatus.FORBIDDEN, _TEXT, b"This page is for this machine alone.\n"
        path = unquote(urlsplit(address).path)
        if path == VERSION:
            return HTTPStatus.OK, _TEXT, self._version
        asked = path.removeprefix("/")
        name = f"{asked}index.html" if asked == "" or asked.endswith("/") else asked
        content = self._files.get(name)
        if content is None:
            return HTTPStatus.NOT_FOUND, _TEXT, b"There is no such page.\n"
        return HTTPStatus.OK, _kind(name), content


_LAST = 65_535
_ANOTHER_PORT = said("Choose another port with `--port`.")


class _Http(ThreadingHTTPServer):
    """Says nothing of browsers that go away before they have their answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


_TEXT = "text/plain; charset=utf-8"
_KINDS = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def _kind(name: str) -> str:
    return _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
