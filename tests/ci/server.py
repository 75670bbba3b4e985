"""A server that answers over real HTTP, in a thread of the test, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit


class Asked(NamedTuple):
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


class Answer(NamedTuple):
    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = MappingProxyType({})

    def content(self) -> bytes:
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


BUSY = Answer(502, b"<html>", {"Retry-After": "0"})
"""What a server says when it is not itself, and that it may be asked again at once."""


class Server:
    """Where requests end up: `faults` are answered first, one a request, and then `answer` decides."""

    def __init__(self, answer: Callable[[Asked], Answer]) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self.faults: list[Answer] = []
        self.url = ""

    def respond(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        return self.faults.pop(0) if self.faults else self.answer(asked)

    @contextmanager
    def running(self) -> Iterator["Server"]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length)) if length else None
                split = urlsplit(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                made = server.respond(Asked(self.command, split.path, dict(parse_qsl(split.query)), headers, body))
                content = made.content()
                self.send_response(made.status)
                for name, value in made.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any  # noqa: N815 - the names that the library wants

            def log_message(self, *_: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
            self.url = f"http://127.0.0.1:{listening.server_port}"
            thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                listening.shutdown()
                thread.join()
