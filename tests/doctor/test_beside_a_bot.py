"""The doctor as operators call it, beside the bot that it looks at."""

import json
from pathlib import Path

from tests import loopback_process
from tests.doctor.portal import Portal


async def test_beside_a_running_bot_it_reads_and_disturbs_nothing(tmp_path: Path) -> None:
    """The bot holds its folder and answers before, meanwhile and after; the token is nowhere."""
    settings = {"SEEDS_DIR": str(loopback_process.SEEDS), "DATA_DIR": str(tmp_path / "data"), "LOG_LEVEL": "DEBUG"}
    here = tmp_path / "doctor"
    here.mkdir()
    async with Portal(token="canary-token", timeout=20) as portal, loopback_process.folio(portal, tmp_path):
        await portal.ready()
        arguments = ("-m", "bot", "doctor", "--json")
        async with loopback_process.running(portal, *arguments, folder=here, **settings) as doctor:
            status = await doctor.ended()
        assert not (await portal.slash("paper", title="dapo")).ephemeral
    rows = {row["check"]: row for row in map(json.loads, doctor.printed().splitlines())}
    assert (status, doctor.logged()) == (0, "")
    assert "reader" in doctor.printed()
    assert rows["token"]["verdict"] == rows["commands"]["verdict"] == "fine"
    assert rows["backup"]["verdict"] == "look at this"
    assert "canary" not in doctor.printed()
    assert len([one for one in portal.heard if one["op"] == 2]) == 1
