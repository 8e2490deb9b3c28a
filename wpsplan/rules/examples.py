"""Files of the plan for the examples of rules, made for the exercise workspace (wpsplan/starter)."""

OUTCOME = "plan/outcomes/03.yaml"
ENTITIES = "plan/entities.yaml"
DIMENSIONS = "plan/dimensions.yaml"
PLAN = "plan/plan.yaml"


def outcome(action: str, area: str = "exercise") -> str:
    """plan/outcomes/03.yaml with one action."""
    return f"id: '3'\ntext: Exercise outcome\narea: {area}\nactions:\n{action}"


def action(
    id: str = "3.1",
    entity: str = "exercise-staff",
    text: str = "Exercise action",
    method: str = "{kind: narrative}",
    area: str = "exercise",
) -> str:
    """plan/outcomes/03.yaml with one action, which has an indicator."""
    return outcome(
        f"  - id: '{id}'\n    text: {text}\n    entities: [{entity}]\n    indicators:\n"
        f"      - id: 3.1.1\n        text: Exercise indicator\n        method: {method}\n",
        area,
    )


def entities(members: str = "EXA, EXB, EXC", more: str = "") -> str:
    """plan/entities.yaml with these members of the group; `more`: further entities."""
    return (
        "entities:\n  - {id: exercise-staff, name: Exercise staff}\n"
        f"  - {{id: exercise-nations, name: Exercise nations, members: [{members}]}}\n"
        + "".join(f"  - {{id: EX{letter}, name: Exercise nation {letter}}}\n" for letter in "ABC")
        + more
    )


def dimensions(third: str) -> str:
    """plan/dimensions.yaml with a third dimension of this id."""
    return (
        "dimensions:\n"
        "  - {id: sex, title: Sex, categories: [{id: women, title: Women}, {id: men, title: Men}, "
        "{id: unknown, title: Not known}]}\n"
        "  - {id: rank, title: Rank, categories: [{id: officers, title: Officers}, "
        "{id: other-ranks, title: Other ranks}]}\n"
        f"  - {{id: {third}, title: Worth, categories: [{{id: high, title: High}}]}}\n"
    )


def plan(second_start: str) -> str:
    """plan/plan.yaml with the periods of the exercise; 2017 begins on this day."""
    return (
        "id: exercise\ntitle: Exercise plan\nperiod: {start: 2016-01-01, end: 2018-06-30}\n"
        "areas:\n"
        "  - {id: exercise, title: Exercise area}\n  - {id: exercise-policies, title: Exercise policies}\n"
        "reporting_periods:\n"
        "  - {id: '2015', frequency: annual, start: 2015-01-01, end: 2015-12-31, baseline: true}\n"
        "  - {id: '2016', frequency: annual, start: 2016-01-01, end: 2016-12-31}\n"
        f"  - {{id: '2017', frequency: annual, start: {second_start}, end: 2017-12-31}}\n"
        "  - {id: 2017-H1, frequency: half-yearly, start: 2017-01-01, end: 2017-06-30}\n"
        "  - {id: 2017-H2, frequency: half-yearly, start: 2017-07-01, end: 2017-12-31}\n"
    )
