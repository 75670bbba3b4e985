"""Patterns of paths, as `.gitignore` has them."""

from collections.abc import Callable, Iterable

Matcher = Callable[[str], bool]


def matcher(patterns: Iterable[str]) -> Matcher:
    """Return what tells whether a path, relative to the root and with `/`, matches one of the patterns.

    Patterns that only ask for an ending (`**/*.yaml`), as the default ones do, are answered without a regular
    expression: a repository has many files.
    """
    wanted = tuple(patterns)
    endings = tuple(pattern[4:] for pattern in wanted)
    if all(pattern.startswith("**/*.") and pattern[5:].isalnum() for pattern in wanted):
        return lambda path: path.endswith(endings)
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most repositories never need it, and it takes time to load

    spec = GitIgnoreSpec.from_lines(wanted)
    return spec.match_file
