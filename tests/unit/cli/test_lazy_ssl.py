"""What is put off at the start of a screen is whole as soon as somebody uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PUT_OFF = """
import sys
from facilitate.cli.lazy_ssl import put_off_ssl
put_off_ssl()
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
