import json

import pytest
import structlog

from tracker.config import Config
from tracker.logs import configure


@pytest.fixture(autouse=True)
def _defaults():
    yield
    structlog.reset_defaults()


def test_lines_name_what_they_are_about(capsys):
    configure(Config())
    structlog.get_logger().info("article stored", article="a1", events=2)
    line = capsys.readouterr().err
    assert "article stored" in line
    assert "a1" in line


def test_json_lines_for_machines(capsys):
    configure(Config(log_json=True))
    structlog.get_logger().warning("feed failed", feed="https://f.example", error="timeout")
    record = json.loads(capsys.readouterr().err)
    assert (record["event"], record["level"], record["feed"], record["error"]) == ("feed failed", "warning", "https://f.example", "timeout")


def test_the_level_holds_back_what_is_below_it(capsys):
    configure(Config(log_level="ERROR"))
    structlog.get_logger().info("quiet")
    structlog.get_logger().error("loud")
    said = capsys.readouterr().err
    assert "quiet" not in said
    assert "loud" in said
