"""What tests in many folders share."""

import pytest


@pytest.fixture(scope="session")
def browser():
    # Imported here: most tests need no browser.
    from browser import started

    yield from started()
