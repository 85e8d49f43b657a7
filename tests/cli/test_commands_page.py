import importlib.util
from pathlib import Path

import pytest

import facilitate

DOCS = Path(facilitate.__file__).parent.parent / "docs"


@pytest.mark.parametrize("page", ["commands", "keys"])
def test_a_page_that_is_made_is_that_of_today(page, monkeypatch):
    if not DOCS.is_dir():
        pytest.skip("the documentation is not here")
    monkeypatch.setenv("COLUMNS", "100")
    spec = importlib.util.spec_from_file_location(f"{page}_page", DOCS / "tools" / f"{page}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / f"{page}.md").read_text(encoding="utf-8") == module.written(), f"run `python docs/tools/{page}.py`"
