"""The chart's colours are the page's colours, and can be told from their ground."""

import re
from itertools import product

import pytest

from tracker.config import ROOT
from tracker.domain import Status
from tracker.web.palette import DARK, LIGHT

SCHEMES = {"light": LIGHT, "dark": DARK}


def tokens(scheme):
    css = (ROOT / "static/css/tokens.css").read_text()
    block = css[css.index(f'[data-bs-theme="{scheme}"]') :]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


def luminance(colour):
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_page_and_chart_agree(scheme):
    palette, page = SCHEMES[scheme], tokens(scheme)
    for name in ("sheet", "stripe", "ink", "rule", "today", "mark"):
        assert getattr(palette, name) == page[name], name
    for status in Status:
        assert palette.strong[status] == page[status.value]
        assert palette.soft[status] == page[f"{status.value}-soft"]


@pytest.mark.parametrize(("scheme", "status"), list(product(SCHEMES, Status)))
def test_outlines_have_three_to_one(scheme, status):
    palette = SCHEMES[scheme]
    for ground in (palette.sheet, palette.stripe, palette.soft[status]):
        assert contrast(palette.strong[status], ground) >= 3


@pytest.mark.parametrize(("scheme", "status"), list(product(SCHEMES, Status)))
def test_words_on_windows_have_four_and_a_half_to_one(scheme, status):
    palette = SCHEMES[scheme]
    assert contrast(palette.ink, palette.soft[status]) >= 4.5
    assert contrast(palette.strong[status], palette.sheet) >= 4.5
