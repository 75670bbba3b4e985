"""The way in: `cxmap` and `python -m cxmap`."""

import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is loaded: scripts ask it often
        from cxmap import __version__  # noqa: PLC0415

        sys.stdout.write(f"cxmap {__version__}\n")
        return 0
    # Plugins of Pydantic are foreign code, and looking for them takes longer than checking a small repository.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    from cxmap.cli.app import run  # noqa: PLC0415

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
