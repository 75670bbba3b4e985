"""A client of the YAML language server that editors use: what it completes, shows and flags in a file."""

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

NODE_MODULES = Path(__file__).parent / "node_modules"
SERVER = NODE_MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 120
"""Seconds after which a server that says nothing has died; no test depends on how fast it answers."""

YAML_SETTINGS: dict[str, Any] = {
    "validate": True,
    "completion": True,
    "hover": True,
    "schemaStore": {"enable": False},
    "kubernetesCRDStore": {"enable": False},
}
"""What the extension for VS Code sends out of the box, without the catalogue of schemas that it would download."""


class Diagnostic(NamedTuple):
    """Something flagged: the line it stands on (from 1), the text that is underlined, and what is said of it."""

    line: int
    text: str
    message: str


class Item(NamedTuple):
    """Something offered: its label, its documentation, and what it writes."""

    label: str
    documentation: str
    insert: str


class Buffer:
    """A file that is open in the editor. `|` in its text is where the cursor stands."""

    def __init__(self, server: "LanguageServer", path: Path, text: str) -> None:
        before, cursor, after = text.partition("|")
        self._server = server
        self._uri = path.as_uri()
        self._lines = (before + after).split("\n")
        self._cursor = _position(before) if cursor else None
        document = {"uri": self._uri, "languageId": "yaml", "version": 1, "text": before + after}
        server.notify("textDocument/didOpen", textDocument=document)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is flagged in the file."""
        found = self._server.published(self._uri)
        return sorted(self._diagnostic(item["range"], item["message"]) for item in found)

    @property
    def completions(self) -> dict[str, Item]:
        """What is offered at the cursor, by label."""
        found = self._server.ask("textDocument/completion", textDocument={"uri": self._uri}, position=self._cursor)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _item(item) for item in items}

    @property
    def hover(self) -> str:
        """What is shown when the mouse rests at the cursor."""
        found = self._server.ask("textDocument/hover", textDocument={"uri": self._uri}, position=self._cursor)
        return _plain(found["contents"]) if found else ""

    def close(self) -> None:
        """Close the file."""
        self._server.notify("textDocument/didClose", textDocument={"uri": self._uri})

    def _diagnostic(self, where: dict[str, Any], message: str) -> Diagnostic:
        start, end = where["start"], where["end"]
        line = self._lines[start["line"]]
        to = end["character"] if end["line"] == start["line"] else len(line)
        return Diagnostic(start["line"] + 1, line[start["character"] : to], message)


class LanguageServer:
    """A running server."""

    def __init__(self, process: "subprocess.Popen[bytes]", settings: dict[str, Any]) -> None:
        assert process.stdin
        assert process.stdout
        self._stdin = process.stdin
        self._stdout = process.stdout
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._published: dict[str, list[Any]] = {}
        self._asked = 0
        self._settings = {"yaml": {**YAML_SETTINGS, **settings}, "editor": {"tabSize": 2}}

    @classmethod
    @contextmanager
    def started(cls, node: str, folder: Path, settings: dict[str, Any] | None = None) -> Iterator[Self]:
        """Run a server for a folder, with the settings for YAML that a workspace adds."""
        with subprocess.Popen(
            [node, SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            server = cls(process, settings or {})
            reader = threading.Thread(target=server._read)
            reader.start()
            try:
                server._greet(folder)
                yield server
            finally:
                process.kill()
                reader.join()

    @contextmanager
    def open(self, path: Path, text: str | None = None) -> Iterator[Buffer]:
        """Open a file, with another text than what it holds if one is given."""
        buffer = Buffer(self, path, path.read_text("utf-8") if text is None else text)
        yield buffer
        buffer.close()
        self._published.pop(path.as_uri(), None)

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and return the answer."""
        self._asked += 1
        asked = self._asked
        self._send({"id": asked, "method": method, "params": parameters})
        while True:
            message = self._next()
            if message.get("id") == asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, **parameters: Any) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": parameters})

    def published(self, uri: str) -> list[Any]:
        """Return what the server flags in a file, once it has looked."""
        while uri not in self._published:
            self._next()
        return self._published[uri]

    def _greet(self, folder: Path) -> None:
        markup = ["markdown", "plaintext"]
        completion = {"completionItem": {"snippetSupport": True, "documentationFormat": markup}}
        self.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            workspaceFolders=[{"uri": folder.as_uri(), "name": folder.name}],
            capabilities={
                "textDocument": {"completion": completion, "hover": {"contentFormat": markup}},
                "workspace": {"configuration": True, "workspaceFolders": True},
            },
        )
        self.notify("initialized")
        self.notify("workspace/didChangeConfiguration", settings=self._settings)

    def _next(self) -> dict[str, Any]:
        message = self._messages.get(timeout=PATIENCE)
        assert message is not None, "the language server ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, request: dict[str, Any]) -> Any:
        if request["method"] == "workspace/configuration":
            return [self._settings.get(item.get("section", ""), {}) for item in request["params"]["items"]]
        return None

    def _read(self) -> None:
        while header := self._stdout.readline():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                while self._stdout.readline().strip():
                    pass
                body = self._stdout.read(int(value))
                if len(body) < int(value):  # the server was ended in the middle of it
                    break
                self._messages.put(json.loads(body))
        self._messages.put(None)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._stdin.flush()


def _item(item: dict[str, Any]) -> Item:
    written = item.get("textEdit", {}).get("newText", item.get("insertText", ""))
    return Item(item["label"], _plain(item.get("documentation", "")), written)


def _plain(contents: Any) -> str:
    return contents["value"] if isinstance(contents, dict) else str(contents)


def _position(before: str) -> dict[str, int]:
    # The protocol counts in UTF-16.
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2].encode("utf-16-le")) // 2}
