"""Opens a page in chromium several times, each time as if for the first: when something is seen, and what was loaded.

    python benchmarks/first_paint.py FOLDER/index.html --times 5

Prints JSON: `paints`, in seconds, and `bytes`. Playwright and chromium have to be installed.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

PAINT = """new Promise(resolve => new PerformanceObserver(list => {
  for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry.startTime / 1000);
}).observe({type: 'paint', buffered: true}))"""


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        sys.exit("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        paints, loaded = [], set()
        for _ in range(asked.times):
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            page.on("request", lambda request: loaded.add(request.url))
            page.goto(asked.page.resolve().as_uri())
            paints.append(page.evaluate(PAINT))
            page.wait_for_load_state("networkidle")
            page.context.close()
        browser.close()
    size = sum(Path(unquote(urlsplit(url).path)).stat().st_size for url in loaded)
    print(json.dumps({"paints": paints, "bytes": size}))


if __name__ == "__main__":
    main()
