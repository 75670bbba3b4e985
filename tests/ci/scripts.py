"""The Python scripts that run in CI, as modules."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from ci.shell import ROOT


def script(place: str, name: str) -> ModuleType:
    """Return a script of `ci/PLACE/` as a module. None of those that it imports is left behind."""
    path = ROOT / "ci" / place / f"{name}.py"
    spec = spec_from_file_location(f"ci_{place.replace('/', '_')}_{name}", path)
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.syspath_prepend(path.parent)
        before = set(sys.modules)
        spec.loader.exec_module(module)
        for imported in set(sys.modules) - before:
            if getattr(sys.modules[imported], "__file__", "").startswith(str(ROOT / "ci")):
                del sys.modules[imported]
    return module
