"""A log in which the runner obeys nothing."""

from render import runner

from cxmap.render import workflow


def test_nothing_in_a_log_is_obeyed():
    log = "::error::gotcha\n##[warning]gotcha\n::stop-commands::x\n"
    assert runner.obeyed(workflow.quoted(log)) == []


def test_the_token_is_not_in_the_text(monkeypatch):
    log = "some text"
    token = workflow.token(log)
    assert token not in log
    monkeypatch.setattr(workflow, "hashlib", Twice(workflow.hashlib, token))
    assert workflow.token(f"{token.upper()} {log}") not in (token, log)


class Twice:
    """Hashes to the same token the first time, as if the text held its own hash."""

    def __init__(self, hashlib, token):
        self.hashlib, self.tokens = hashlib, [token]

    def sha256(self, data):
        return self if self.tokens else self.hashlib.sha256(data)

    def hexdigest(self):
        return self.tokens.pop()
