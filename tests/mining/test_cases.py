"""Every case of the files that casebook.FILES names; casebook.py says how a case is written."""

from __future__ import annotations

import pytest

from tests.mining.casebook import differences, every_case, told

ALL = [
    pytest.param(case, id=case.name, marks=[pytest.mark.xfail(reason=case.known, strict=True)] if case.known else [])
    for case in every_case()
]


@pytest.mark.parametrize("case", ALL)
def test_case(case):
    unlike = differences(case)
    mined = "\n  ".join(map(told, case.mentions)) or "nothing"
    assert not unlike, f"{case.name}: {'; '.join(unlike)}\ntext: {case.article.full_text}\nmined:\n  {mined}"
