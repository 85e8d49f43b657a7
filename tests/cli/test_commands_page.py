import importlib.util
from pathlib import Path

import pytest

import facilitate

DOCS = Path(facilitate.__file__).parent.parent / "docs"


def test_the_page_of_commands_is_that_of_today(monkeypatch):
    if not DOCS.is_dir():
        pytest.skip("the documentation is not here")
    monkeypatch.setenv("COLUMNS", "100")
    spec = importlib.util.spec_from_file_location("commands_page", DOCS / "tools" / "commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == module.written(), "run `python docs/tools/commands.py`"
