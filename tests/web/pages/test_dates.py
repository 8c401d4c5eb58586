"""The date field: how what is typed is understood, at once."""

import datetime as dt

import pytest

from tracker.domain import Precision, When
from tracker.web.dates import explained


@pytest.mark.parametrize(
    ("text", "base", "edtf", "words"),
    [
        ("7-8 July 2017", "", "2017-07-07/2017-07-08", "7–8 July 2017."),
        (
            "before the end of May",
            "2017-04-27",
            "../2017-05-31",
            "by 31 May 2017: one or more of the 35 days from 27 April 2017 to 31 May 2017.",
        ),
        ("by 31 May 2017", "", "../2017-05-31", "by 31 May 2017."),
        ("next week", "", "2026-11-30/2026-12-06", "some time 30 November – 6 December 2026: one or more of the 7 days"),
        ("spring 2027", "", "2027-21", "some time in March–May 2027"),
        ("2027-02", "", "2027-02", "some time in February 2027"),
        ("", "", "", "No date yet"),
        ("soon", "no day", "", "No date yet"),
    ],
)
def test_understood(client, text, base, edtf, words):
    answer = client.get("/dates/understand", query_string={"text": text, "base": base}).json
    assert answer["understood"] is True
    assert answer["edtf"] == edtf
    assert answer["words"].startswith(words)


@pytest.mark.parametrize("text", ["gibberish", "x" * 500, "<script>", "31 February 2027"])
def test_not_understood_says_what_can_be_typed(client, text):
    answer = client.get("/dates/understand", query_string={"text": text})
    assert answer.status_code == 200
    assert answer.json["understood"] is False
    assert "write it as" in answer.json["words"]


def test_times_are_said():
    day = dt.date(2027, 1, 7)
    assert explained(When(day, day, Precision.DAY, time="14:30")) == "7 January 2027, at 14:30."


def test_today_is_the_base_where_none_is_given(client):
    assert client.get("/dates/understand?text=tomorrow").json["earliest"] == "2026-11-24"
