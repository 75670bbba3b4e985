"""A page that is one file, held against all that has to be true of it in the browser."""

from contextlib import contextmanager

from browser import outside, overlaps, violations

WIDTHS = (360, 768, 1440)


@contextmanager
def opened(browser, path, *, width=1440, scheme="light", media="screen"):
    """Yield a file in the browser, everything in it unfolded; it may say nothing on the console and ask for nothing."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    wrong = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: request.url == path.as_uri() or wrong.append(f"request: {request.url}"))
    page.emulate_media(media=media, color_scheme=scheme)
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


def has_room(browser, path):
    """Hold that no texts overlap and nothing is wider than the window, on a phone, a tablet and a screen."""
    found = {}
    with opened(browser, path) as page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[width] = [*overlaps(page)[:5], *outside(page)[:5]]
    assert {width: wrong for width, wrong in found.items() if wrong} == {}


def is_for_everybody(browser, path, scheme):
    """Hold that axe finds nothing wrong, on a screen and on a phone."""
    for width in (1440, 360):
        with opened(browser, path, width=width, scheme=scheme) as page:
            assert violations(page) == []
