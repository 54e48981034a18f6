"""The preview as a newcomer meets it: the real command, a real browser, no token."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# No start-up traffic: the browser may not look anything up outside this machine.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address that `python -m bot` prints when there is no token."""
    environment = {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}
    environment |= {"SEEDS_DIR": str(ROOT / "seeds"), "DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot"]
    # In a folder of its own, so that no .env of whoever runs the tests is read.
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as bot:
        assert bot.stdout is not None
        printed = iter(bot.stdout.readline, "")
        yield next(found.group() for line in printed if (found := re.search(r"http://127\.0\.0\.1:\S+", line)))
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(timeout=10) == 0
    assert not (tmp_path / "data").exists(), "the preview keeps nothing"


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    """A browser page on the preview."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport={"width": 1100, "height": 1100})
        await page.goto(address)
        yield page
        await browser.close()


@needs_browser
async def test_a_newcomer_asks_about_dapo(page: Page) -> None:
    """Type `/pap`, choose, complete `da`, send, read the card, press the code state's button."""
    await expect(page.get_by_text("Welcome to Folio.").last).to_be_visible()
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type("/pap")
    await page.get_by_role("option", name=re.compile("paper")).first.click()
    await page.keyboard.type("da")
    await expect(page.get_by_role("listbox").get_by_role("option").first).to_have_text(re.compile("^DAPO"))
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Send").click()
    card = page.get_by_text("Decoupled Clip and Dynamic sAmpling Policy Optimization (DAPO)")
    await expect(card).to_be_visible()
    await page.get_by_role("button", name="Code: flagged, no link").click()
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await expect(page.get_by_text("Flagged as having code; the page gives no link.")).to_have_count(2)
    await keep_screenshot(page)


@needs_browser
async def test_there_is_a_member_and_a_moderator_to_view_as(page: Page) -> None:
    """Both people can be chosen at the top."""
    viewers = page.get_by_role("combobox", name=re.compile("view", re.IGNORECASE)).locator("option")
    await expect(viewers).to_have_text(["Member", "Moderator"])


async def keep_screenshot(page: Page) -> None:
    """Keep a picture where FOLIO_SCREENSHOTS names a folder, for whoever wants to look."""
    if folder := os.environ.get("FOLIO_SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / "paper-card.png")
