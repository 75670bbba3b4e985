"""The baseline: the findings that were there before, which a team has decided to mend one by one."""

import json
from collections import Counter
from collections.abc import Iterable

from cxmap.errors import CxmapError
from cxmap.findings import Finding
from cxmap.message import Exact, said
from cxmap.visible import visible

VERSION = 1
BASELINE_FILE = "cxmap-baseline.json"
"""Where a baseline is written when no other file is named, beside `cxmap.yaml`."""


def write_baseline(findings: Iterable[Finding]) -> str:
    """Return the text of a baseline: one line a finding, sorted, so that a change of it reads well in a review."""
    rows = sorted((finding.rule, finding.entity, finding.place.path, finding.fingerprint) for finding in findings)
    lines = [
        json.dumps({"rule": rule, "entity": visible(entity), "path": visible(path), "fingerprint": mark})
        for rule, entity, path, mark in rows
    ]
    body = ",\n  ".join(lines)
    return (
        f'{{"version": {VERSION}, "findings": [\n  {body}\n]}}\n'
        if lines
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def read_baseline(content: bytes, name: str) -> Counter[str]:
    """Return how often each fingerprint occurs in a baseline.

    Raises `CxmapError` when it is not a baseline, or one of a newer version. `name` is the file's, for the message.
    """
    file, hint = Exact(name), said("Write it again with `cxmap validate --write-baseline`.")
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise CxmapError(said("{file} is not a baseline: it is not JSON.", file=file), hint) from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise CxmapError(said("{file} is not a baseline of cxmap.", file=file), hint)
    if data.get("version") != VERSION:
        raise CxmapError(
            said("{file} has a version that this cxmap does not read.", file=file), said("Install a newer cxmap.")
        )
    rows = [row for row in data["findings"] if isinstance(row, dict)]
    marks = [mark for row in rows if isinstance(mark := row.get("fingerprint"), str)]
    if len(marks) != len(data["findings"]):
        raise CxmapError(said("{file} has findings without a fingerprint.", file=file), hint)
    return Counter(marks)
