import re

import pytest

from tracker.config import ROOT, Config, ConfigError, variables


def test_defaults_need_no_environment():
    config = Config.from_environment({})
    assert (config.host, config.port, config.worker, config.allow_remote) == ("127.0.0.1", 5000, True, False)


@pytest.mark.parametrize(
    ("name", "raw", "field", "value"),
    [
        ("PORT", "8080", "port", 8080),
        ("TRACKER_DATABASE_URL", "postgresql://a:b@h/n", "database_url", "postgresql://a:b@h/n"),
        ("TRACKER_WORKER", "0", "worker", False),
        ("TRACKER_PROCESSES", "3", "processes", 3),
        ("TRACKER_ALLOW_REMOTE", "yes", "allow_remote", True),
        ("TRACKER_CORS_ORIGINS", "https://a.example, https://b.example", "cors_origins", ("https://a.example", "https://b.example")),
        ("TRACKER_FETCH_TIMEOUT", " 7 ", "fetch_timeout", 7),
    ],
)
def test_reads_a_setting(name, raw, field, value):
    assert getattr(Config.from_environment({name: raw}), field) == value


@pytest.mark.parametrize(
    ("name", "raw", "remedy"),
    [
        ("PORT", "http", "port number"),
        ("PORT", "70000", "port number"),
        ("PORT", "0", "port number"),
        ("TRACKER_WORKER", "maybe", "1 or 0"),
        ("TRACKER_PROCESSES", "65", "0 to 64"),
        ("TRACKER_PROCESSES", "-1", "0 to 64"),
        ("TRACKER_DATABASE_URL", "mysql://x", "sqlite:///"),
        ("TRACKER_FETCH_MAX_BYTES", "0", "above 0"),
        ("TRACKER_LOG_LEVEL", "LOUD", "DEBUG"),
        ("TRACKER_DATABSE_URL", "sqlite:///x", "no such setting"),
    ],
)
def test_a_bad_setting_names_the_variable_and_the_remedy(name, raw, remedy):
    with pytest.raises(ConfigError) as caught:
        Config.from_environment({name: raw})
    assert name in str(caught.value)
    assert remedy in str(caught.value)


def test_other_programs_variables_are_left_alone():
    assert Config.from_environment({"HOME": "/root", "LANG": "C"}) == Config()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "localhost", "::1", "[::1]"])
def test_loopback_needs_no_leave(host):
    Config(host=host).refuse_remote()
    assert Config(host=host).allow_remote is False


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_any_other_address_is_refused_with_the_reason(host):
    with pytest.raises(ConfigError, match="TRACKER_ALLOW_REMOTE=1"):
        Config(host=host).refuse_remote()
    Config(host=host, allow_remote=True).refuse_remote()


def test_the_example_file_lists_every_setting_and_no_other():
    listed = set(re.findall(r"^#?\s?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == set(variables())
