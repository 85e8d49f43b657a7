"""Draws the page that phones open, from a real hub of the Paris event."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

from facilitate.workshop.sharing.ports import Hub

TABLE = 3
SCREEN = {"width": 390, "height": 844}
TYPED = "Un parrainage croisé : chaque labo"
LOCALES = {"en": "en-GB", "fr": "fr-FR"}


def draw_phone(hub: Hub, code: str, chromium: str, path: Path) -> None:
    """Open the table's link as a phone does, begin an idea, and keep what is seen."""
    asyncio.run(_drawn(hub, code, chromium, path))


async def _drawn(hub: Hub, code: str, chromium: str, path: Path) -> None:
    await hub.open("127.0.0.1")
    if not hub.link(TABLE):
        hub.renew(TABLE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport=SCREEN, device_scale_factor=2, locale=LOCALES[code])
        await page.goto(hub.link(TABLE))
        await page.locator("#list li").first.wait_for()
        await page.locator("#field").press_sequentially(TYPED)
        await page.screenshot(path=path)
        await browser.close()
    await hub.close()
