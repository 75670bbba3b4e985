"""What tests in many folders share."""

import pytest
from hypothesis import HealthCheck, settings

# The same code always gets the same examples, so that nobody's change fails for what it has not touched. New examples
# are tried by `make explore`.
# Nothing is judged by how long it takes: machines differ.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("same"), derandomize=False, max_examples=500)
settings.load_profile("same")


@pytest.fixture(scope="session")
def browser():
    # Imported here: most tests need no browser.
    from browser import started

    yield from started()
