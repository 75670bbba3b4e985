"""What the tests of documents share with those of the command line."""

from cli.conftest import cxmap, shop

__all__ = ["cxmap", "shop"]
