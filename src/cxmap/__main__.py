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


def _leave_out_the_current_folder() -> None:
    """Keep `python -m cxmap` from importing what happens to lie in the repository that it checks."""
    here = sys.path[0] if sys.path else None
    if here is not None and not __file__.startswith(os.path.join(os.path.abspath(here), "cxmap")):  # noqa: PTH100, PTH118
        del sys.path[0]


if __name__ == "__main__":
    _leave_out_the_current_folder()
    sys.exit(main())
