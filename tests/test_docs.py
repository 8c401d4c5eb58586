"""Documentation is tested: every command, setting, route, make target and lexicon file appears in it."""

import re

import pytest

from tracker.cli import COMMANDS
from tracker.config import ROOT, Config, variables
from tracker.filters import DAYS, LANES, REPEATABLE
from tracker.handout import FORMATS
from tracker.web import create_app
from tracker.web.api.document import OPERATIONS


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


README, ARCHITECTURE, CONTRIBUTING, MAKEFILE = map(text, ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Makefile"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert re.search(rf"^\| `{command}\b", README, re.MULTILINE)


@pytest.mark.parametrize("name", variables())
def test_every_setting_is_in_the_readme(name):
    assert f"`{name}`" in README or f"{name}=" in README


@pytest.mark.parametrize("name", [*REPEATABLE, *DAYS, "q", "lanes"])
def test_every_filter_parameter_is_in_the_readme(name):
    assert re.search(rf"\b{name}\b", README)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_readme(name):
    assert re.search(rf"\b{name}\b", README)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda item: item.name)
def test_every_operation_of_the_api_is_in_the_readme(operation):
    assert f"/api/v1{operation.path.replace('{uid}', 'UID')}" in README


def test_the_two_commands_of_the_readme_are_targets():
    for target in ("run", "test", "check", "lint", "format", "types", "gold", "gold-diff", "bench", "explain", "migration", "setup"):
        assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), target
    assert "make run" in README
    assert "make test" in README


@pytest.mark.parametrize("path", sorted(path.name for path in (ROOT / "tracker" / "lexicon").iterdir() if path.suffix in (".tsv", ".toml")))
def test_every_lexicon_file_is_in_the_architecture(path):
    assert f"`{path}`" in ARCHITECTURE


@pytest.mark.parametrize(
    "room", sorted({path.stem for path in (ROOT / "tracker").iterdir() if not path.name.startswith("__")} - {"config", "logs"})
)
def test_every_room_is_in_the_architecture(room):
    assert re.search(rf"`{room}/?`", ARCHITECTURE)


def test_every_lane_is_in_the_readme():
    for lane in LANES[:-1]:
        assert lane in README


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "seed/README.md"])
def test_links_between_documents_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)#:]+)\)", text(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


def test_every_page_is_in_the_readme(tmp_path):
    app = create_app(Config(database_url=f"sqlite:///{tmp_path / 'docs.sqlite3'}", secret_key="test"))
    pages = {
        rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.endswith(".page") and not rule.arguments and "GET" in rule.methods
    }
    app.extensions["tracker-engine"].dispose()
    assert "/" in pages
    assert [page for page in sorted(pages) if f"`{page}`" not in README] == []
