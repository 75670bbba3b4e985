"""The server answers this machine alone, with the files that it was given and nothing else."""

import http.client
import socket
import struct

import pytest

from cxmap.adapters.server import VERSION, Server
from cxmap.errors import CxmapError
from cxmap.words import say

FILES = {"index.html": b"<p>home", "assets/site.js": b"1", "stages/buy.html": b"<p>buy", "stages/index.html": b"<p>all"}


@pytest.fixture
def server():
    server = Server("127.0.0.1", 0)
    server.show(FILES)
    yield server
    server.close()


def ask(server, path, *, method="GET", host=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"localhost:{server.port}" if host is None else host)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers["Content-Type"], content


@pytest.mark.parametrize(
    ("path", "kind", "content"),
    [
        ("/", "text/html; charset=utf-8", b"<p>home"),
        ("/index.html?x=1", "text/html; charset=utf-8", b"<p>home"),
        ("/stages/", "text/html; charset=utf-8", b"<p>all"),
        ("/stages/buy.html", "text/html; charset=utf-8", b"<p>buy"),
        ("/assets/site.js", "text/javascript; charset=utf-8", b"1"),
    ],
)
def test_files_are_shown(server, path, kind, content):
    assert ask(server, path) == (200, kind, content)


def test_what_is_said_of_a_file_can_be_had_alone(server):
    assert ask(server, "/assets/site.js", method="HEAD") == (200, "text/javascript; charset=utf-8", b"")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "localhost", "", "127.0.0.1.evil.example:{port}"]
)
def test_who_asks_for_another_machine_learns_nothing(server, host):
    status, _, content = ask(server, "/", host=host.format(port=server.port))
    assert status == 403
    assert b"home" not in content


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/stages/../../x", "/nothing.html", "/%00"],
)
def test_nothing_but_the_files_is_shown(server, path):
    assert ask(server, path)[0] == 404


def test_nobody_can_write(server):
    assert ask(server, "/index.html", method="PUT")[0] == 501


def test_the_version_tells_that_something_changed(server):
    before = ask(server, VERSION)[2]
    assert ask(server, VERSION)[2] == before
    server.show({"index.html": b"<p>new"})
    assert ask(server, VERSION)[2] != before
    assert ask(server, "/")[2] == b"<p>new"


def test_a_port_that_is_taken_is_said(server):
    with pytest.raises(CxmapError, match=rf"^127.0.0.1:{server.port} cannot be listened on: [^:]+\.$") as caught:
        Server("127.0.0.1", server.port)
    assert caught.value.hint
    assert say(caught.value.hint) == "Choose another port with `--port`."


@pytest.mark.parametrize("port", [70000, -1])
def test_a_port_that_cannot_be_is_said(port):
    with pytest.raises(CxmapError, match=f"^127.0.0.1:{port} cannot be listened on: ports go from 0 to 65535.$"):
        Server("127.0.0.1", port)


def test_a_browser_that_goes_away_is_no_matter(server, capfd):
    server.show({"index.html": b"x" * (32 << 20)})
    for _ in range(3):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(f"GET / HTTP/1.0\r\nHost: localhost:{server.port}\r\n\r\n".encode())
        connection.recv(10)
        connection.close()
    assert ask(server, VERSION)[0] == 200
    server.close()
    assert capfd.readouterr().err == ""
