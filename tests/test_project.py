"""What must stay true of the project as a whole."""

import ast
import hashlib
import re
import tomllib
from pathlib import Path

from bot.settings import Settings
from commands import COMMANDS

ROOT = Path(__file__).parent.parent
DIGEST = "6a6ce398afa0fb2310e477660792ec632b45659525d98031c4f83f0ed6a54411"


def test_the_env_example_names_every_setting() -> None:
    """`.env.example` and the settings are the same list, with each setting's own description."""
    text = (ROOT / ".env.example").read_text("utf-8")
    named = set(re.findall(r"(?m)^([A-Z_]+)=", text))
    assert named == {name.upper() for name in Settings.model_fields}
    assert all((field.description or "").split(".")[0] in text for field in Settings.model_fields.values())


def test_the_readme_names_every_command() -> None:
    """Nobody has to find a command by accident."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"`/{command.qualified_name}" in readme for command in COMMANDS)


def test_commands_are_described_and_unique() -> None:
    """Every command and option says what it does, within what Discord shows."""
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)
    for command in COMMANDS:
        assert 10 < len(command.description) <= 100
        for parameter in getattr(command, "parameters", []):
            assert 10 < len(str(parameter.description)) <= 100, (command.name, parameter.name)


def test_the_packages_are_all_listed() -> None:
    """setuptools is given every package by name, so none may be forgotten."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ("bot", "commands")
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert listed == found


def test_the_shipped_page_is_as_it_was_given() -> None:
    """The page is kept byte for byte."""
    digest = hashlib.sha256((ROOT / "seeds" / "yuxuan-tong.txt").read_bytes()).hexdigest()
    assert digest == DIGEST


def test_nothing_that_was_read_is_ever_run() -> None:
    """No code is made of data; objects are unpickled only from the bot's own process."""
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "commands").rglob("*.py")]:
        calls = {
            ast.unparse(call.func)
            for call in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(call, ast.Call)
        }
        assert not calls & {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "marshal.loads"}, path
        assert path.name == "worker.py" or not calls & {"pickle.load", "pickle.loads", "pickle.Unpickler"}, path
