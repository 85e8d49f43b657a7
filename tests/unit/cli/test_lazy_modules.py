"""What is put off at the start of a screen is whole as soon as somebody uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PUT_OFF = """
import sys
from facilitate.cli.lazy_modules import put_off_modules
put_off_modules()
import asyncio, ssl
asyncio.run(asyncio.sleep(0))
assert "_ssl" not in sys.modules
"""
USES = {
    "ssl": "assert ssl.create_default_context().check_hostname",
    "threads": """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as pool:
    assert len(set(pool.map(lambda _: ssl.SSLContext, range(64)))) == 1
""",
    "a name there is not": "assert not hasattr(ssl, 'no_such_name') and ssl.SSLContext",
    "a connection under TLS": """
async def connect():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=ssl.create_default_context())
    except (ssl.SSLError, ConnectionError):
        return
asyncio.run(connect())
""",
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_ssl_is_read_when_it_is_used(use: str):
    done = subprocess.run([sys.executable, "-c", PUT_OFF + use], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_two_threads_that_begin_at_either_end_of_an_import_both_go_on():
    """One asks for a lazy module that imports a second; the other imports that second, which asks for a third."""
    program = """
import sys, threading, types
from importlib.machinery import ModuleSpec
from facilitate.cli import lazy_modules

sources = {
    "first": "met.wait(5)\\nimport second\\nvalue = second.value",
    "second": "import third\\nmet.wait(5)\\nvalue = third.value",
    "third": "value = 3",
}
met = threading.Barrier(2)

class Finder:
    def find_spec(name, path=None, target=None):
        return ModuleSpec(name, Finder) if name in sources else None
    create_module = staticmethod(lambda spec: None)
    def exec_module(module):
        exec(sources[module.__name__], {**vars(module), "met": met}, vars(module))

sys.meta_path.insert(0, Finder)
lazy_modules.PathFinder = Finder
lazy_modules.put_off_modules(("first", "third"))
import first
found = []
threads = [threading.Thread(target=lambda: found.append(first.value), daemon=True),
           threading.Thread(target=lambda: found.append(__import__("second").value), daemon=True)]
for thread in threads: thread.start()
for thread in threads: thread.join(10)
assert found == [3, 3], found
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_one_name_of_a_module_that_gathers_many_loads_none_of_the_others():
    program = """
import sys
from facilitate.cli.lazy_modules import put_off_modules
put_off_modules()
import textual.command
from textual.types import IgnoreReturnCallbackType
import textual._types
assert IgnoreReturnCallbackType is textual._types.IgnoreReturnCallbackType
assert "textual.widgets._directory_tree" not in sys.modules
from textual.types import NoSelection
assert NoSelection is sys.modules["textual.widgets._select"].NoSelection
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_function_that_is_taken_by_name_reads_its_module_when_it_is_called():
    program = """
import sys
from facilitate.cli.lazy_modules import put_off_modules
put_off_modules()
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.style import Style
markup = sys.modules["textual.markup"]
assert "to_content" not in vars(markup)
sheet = Stylesheet()
assert sheet.parse_style("bold") == Style(bold=True)
assert "to_content" in vars(markup)
assert sheet.parse_style("italic") == Style(italic=True)
from textual.content import Content
assert Content.from_markup("[bold]a[/]").plain == "a"
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_known_without_reading_a_module_is_what_the_module_says():
    program = """
import sys
from facilitate.cli import lazy_modules
lazy_modules.put_off_modules()
found = {(module, name): getattr(__import__(module), name) for module, name in lazy_modules._VALUES}
assert "_posixsubprocess" not in sys.modules
import subprocess
assert subprocess.Popen and found == {(module, name): vars(sys.modules[module])[name] for module, name in found}
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
