"""tests/workspaces/coverage, worked out by hand.

Who is asked, by the day on which a period is judged:

- 2016 (31 March 2017): the allies are EXA (EXB joins in October 2017); the nations are EXA (EXC left in January 2017)
- 2017-H1 (30 September 2017): allies EXA; nations EXA
- 2017-H2 and 2017 (31 March 2018): allies EXA, EXB; nations EXA, EXB, EXC (back since January 2018)
- 2018-H1 (30 September 2018): the same
- 2018-H2 and 2018 (31 December 2018, the plan's last day, which is EXB's last day as an ally): the same

What is due: 1.1.1 (allies) and 2.1.1 (EXA, EXB, EXC) in each year; 1.1.2 (nations) in each half-year, so not in 2016,
which has none; 3.1.1 (nations, and EXB, who is one of them) once, in 2017; 3.1.2 (EXB, EXC) in 2018; 3.1.3 (EXA) in
2016 alone, for it is retired on 31 December 2017; 3.1.4 has no method; for 3.1.5 nobody is asked.

Rates are (numerator, denominator, of the numerator from public sources).
"""

from dataclasses import dataclass

Rate = tuple[int, int, int]


@dataclass(frozen=True)
class Group:
    """due, then reported, partial, unavailable, missing, not applicable; and the four rates."""

    due: int
    counts: tuple[int, int, int, int, int]
    submission: Rate
    reporting: Rate
    completeness: Rate
    timeliness: Rate


# indicator, respondent, period, availability, what it lacks or why there is no figure, public, draft, its file
Item = tuple[str, str, str, str, str, bool, bool, str | None]

ITEMS: dict[str, list[Item]] = {
    "2015": [],  # a baseline period: nothing is expected
    "2016": [
        ("1.1.1", "EXA", "2016", "partial", "the total", False, False, "2016/EXA"),
        ("2.1.1", "EXA", "2016", "partial", "a narrative", False, False, "2016/EXA"),
        ("2.1.1", "EXB", "2016", "reported", "", False, False, "2016/EXB"),
        ("2.1.1", "EXC", "2016", "missing", "", False, True, "2016/EXC"),  # a draft: the place is known, it is missing
        ("3.1.3", "EXA", "2016", "reported", "", False, False, "2016/EXA"),  # 0 is a value
    ],
    "2017": [
        ("1.1.1", "EXA", "2017", "reported", "", False, False, "2017/EXA"),
        ("1.1.1", "EXB", "2017", "partial", "the breakdown by sex", False, False, "2017/EXB"),
        ("1.1.2", "EXA", "2017-H1", "missing", "", False, True, "2017-H1/EXA"),
        ("1.1.2", "EXA", "2017-H2", "reported", "", False, False, "2017-H2/EXA"),
        ("1.1.2", "EXB", "2017-H2", "partial", "the figure itself (a stand-in is given)", True, False, "2017-H2/EXB"),
        ("1.1.2", "EXC", "2017-H2", "missing", "", False, False, None),
        ("2.1.1", "EXA", "2017", "reported", "", False, False, "2017/EXA"),
        ("2.1.1", "EXB", "2017", "unavailable", "not-collected", False, False, "2017/EXB"),
        ("2.1.1", "EXC", "2017", "reported", "", True, False, "2017/EXC"),  # this measurement alone is public
        ("3.1.1", "EXA", "2017", "reported", "", False, False, "2016/EXA"),  # once: said a year earlier
        ("3.1.1", "EXB", "2017", "partial", "a source", False, False, "2017/EXB"),
        ("3.1.1", "EXC", "2017", "not-applicable", "not-applicable", False, False, "2017/EXC"),
    ],
    "2018": [
        ("1.1.1", "EXA", "2018", "missing", "", False, False, None),  # EXA's file is final and empty
        ("1.1.1", "EXB", "2018", "reported", "", False, False, "2018/EXB"),  # sent in, in a file of public figures
        ("1.1.2", "EXA", "2018-H1", "partial", "the denominator", False, False, "2018-H1/EXA"),
        ("1.1.2", "EXB", "2018-H1", "reported", "", True, False, "2018-H1/EXB"),
        ("1.1.2", "EXC", "2018-H1", "not-applicable", "not-applicable", False, False, "2018-H1/EXC"),
        ("1.1.2", "EXA", "2018-H2", "missing", "", False, False, None),  # nobody has a file for 2018-H2
        ("1.1.2", "EXB", "2018-H2", "missing", "", False, False, None),
        ("1.1.2", "EXC", "2018-H2", "missing", "", False, False, None),
        ("2.1.1", "EXA", "2018", "missing", "", False, False, None),
        ("2.1.1", "EXB", "2018", "reported", "", True, False, "2018/EXB"),
        ("2.1.1", "EXC", "2018", "unavailable", "withheld", False, False, "2018/EXC"),
        ("3.1.2", "EXB", "2018", "reported", "", False, False, "2017/EXB"),  # biennial: said a year earlier
        ("3.1.2", "EXC", "2018", "missing", "", False, False, None),  # {} there, and only a draft in 2016
    ],
}
ITEMS["2017-H2"] = ITEMS["2017"][3:6]

# Indicators with a method of which nothing is due in the period.
NOT_DUE = {
    "2015": 7,  # all seven that have a method
    "2016": 3,  # 1.1.2, 3.1.1, 3.1.2
    "2017": 2,  # 3.1.2, 3.1.3
    "2018": 2,  # 3.1.1, 3.1.3
    "2017-H2": 6,  # all seven but 1.1.2
}

WHOLE: dict[str, Group] = {
    "2015": Group(0, (0, 0, 0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)),
    # Expected 5 - 0. Files: EXA, EXB, and EXC's draft, of 3. Reported 2 and partly 2, of 5.
    # In time by 31 May 2017: EXA's three answers came on 10 June; EXB's leaves both sides (no day of submission);
    # EXC's is missing: 0 of 4.
    "2016": Group(5, (2, 2, 0, 1, 0), (2, 3, 0), (4, 5, 0), (2, 5, 0), (0, 4, 0)),
    # Expected 12 - 1 = 11. Files: 2017 EXA, EXB, EXC; 2017-H1 EXA (draft); 2017-H2 EXA, EXB (public), EXC (none):
    # 4 of 7. Reported 5, one of them public, and partly 3, one of them public.
    # In time: 2017-H2 has no due date, so its three don't enter; of the other eight expected, one is public.
    # EXA's 1.1.1 and 2.1.1 came on the last day, its 3.1.1 a year before; EXB's three a day late; the draft is missing.
    "2017": Group(12, (5, 3, 1, 2, 1), (4, 7, 0), (8, 11, 2), (5, 11, 1), (3, 7, 0)),
    # Expected 13 - 1 = 12. Files: 2018 EXA, EXC (EXB's is public); 2018-H1 EXA, EXC (EXB's is public); none of three
    # for 2018-H2: 4 of 9. Reported 4, two of them public, and partly 1. No period has a due date.
    "2018": Group(13, (4, 1, 1, 6, 1), (4, 9, 0), (5, 12, 2), (4, 12, 2), (0, 0, 0)),
    # EXA's file of three: EXB's is public, EXC's is not there. No due date.
    "2017-H2": Group(3, (1, 1, 0, 1, 0), (1, 3, 0), (2, 3, 1), (1, 3, 0), (0, 0, 0)),
}

# Of 2017, whose items are numbered 1 to 12 as they stand above.
GROUPS: dict[str, dict[str, Group]] = {
    "outcome": {
        # 1 to 6. Files: 2017 EXA, EXB; 2017-H1 EXA (draft); 2017-H2 EXA, EXB (public), EXC (none): 3 of 6.
        # In time: 1 yes, 2 late, 3 missing.
        "1": Group(6, (2, 2, 0, 2, 0), (3, 6, 0), (4, 6, 1), (2, 6, 0), (1, 3, 0)),
        # 7 to 9. In time: 7 yes, 8 late, 9 is public.
        "2": Group(3, (2, 0, 1, 0, 0), (3, 3, 0), (2, 3, 1), (2, 3, 1), (1, 2, 0)),
        # 10 to 12, of which 12 is not applicable. In time: 10 yes, 11 late.
        "3": Group(3, (1, 1, 0, 0, 1), (3, 3, 0), (2, 2, 0), (1, 2, 0), (1, 2, 0)),
    },
    "area": {
        # Outcomes 1 and 3: 1 to 6 and 10 to 12. In time: 1 and 10 yes; 2, 3, 11 not.
        "exercise-a": Group(9, (3, 3, 0, 2, 1), (4, 7, 0), (6, 8, 1), (3, 8, 0), (2, 5, 0)),
        "exercise-b": Group(3, (2, 0, 1, 0, 0), (3, 3, 0), (2, 3, 1), (2, 3, 1), (1, 2, 0)),
    },
    # Whoever implements the action: 1.1 the allies, 2.1 the nations and EXA, 3.1 EXA. Items of 2.1 count for both.
    "entity": {
        "exercise-allies": Group(6, (2, 2, 0, 2, 0), (3, 6, 0), (4, 6, 1), (2, 6, 0), (1, 3, 0)),
        "exercise-nations": Group(3, (2, 0, 1, 0, 0), (3, 3, 0), (2, 3, 1), (2, 3, 1), (1, 2, 0)),
        # 7 to 12. In time: 7 and 10 yes; 8 and 11 late; 9 is public.
        "EXA": Group(6, (3, 1, 1, 0, 1), (3, 3, 0), (4, 5, 1), (3, 5, 1), (2, 4, 0)),
    },
    "respondent": {
        # 1, 3, 4, 7, 10. Files: 2017, 2017-H2, not the draft of 2017-H1. In time: 1, 7, 10 yes; 3 missing.
        "EXA": Group(5, (4, 0, 0, 1, 0), (2, 3, 0), (4, 5, 0), (4, 5, 0), (3, 4, 0)),
        # 2, 5, 8, 11. Files: 2017, not the public one of 2017-H2. In time: 2, 8, 11 late.
        "EXB": Group(4, (0, 3, 1, 0, 0), (1, 2, 0), (3, 4, 1), (0, 4, 0), (0, 3, 0)),
        # 6, 9, 12. Files: 2017, none for 2017-H2. In time: 6 has no due date, 9 is public: none to ask.
        "EXC": Group(3, (1, 0, 0, 1, 1), (1, 2, 0), (1, 2, 1), (1, 2, 1), (0, 0, 0)),
    },
}

# The matrix of 2017: reported when all that applies is, partial when any has a figure, else the best that was said.
MATRIX = {
    # EXA: 1 and 4 reported, 3 missing; EXB: both partly; EXC: 6 missing
    "1": ({"EXA": "partial", "EXB": "partial", "EXC": "missing"}, 4, 6),
    "2": ({"EXA": "reported", "EXB": "unavailable", "EXC": "reported"}, 2, 3),
    "3": ({"EXA": "reported", "EXB": "partial", "EXC": "not-applicable"}, 2, 2),
}
