"""Which claims tell of the same event, and what an event is, given its claims and the analysts' edits. Pure: no clock, disk or database.

The way of a claim: ``blocking`` finds the events that it may be about, ``score`` compares, ``match`` decides, and ``order`` keeps the
outcome the same in whatever order articles arrive. ``roster`` lays merges and splits over that, ``settle`` says what each event is on
a day, ``history`` gives all its days, ``diff`` and ``words`` what changed, ``review`` what an analyst should look at first.
"""
