"""The numbers of a year for two measures, made up, in a form that can be published.

Run it with `python examples/year_in_figures.py`. The text is in Swedish, for the year's report;
`markdown` or `html` after it gives the same in that form.
"""

import sys
from datetime import date

from made_up_participations import made_up, same_persons

from finsam import Text
from finsam.outcomes import MeasureYear, evaluate, movements, protect, year_of, year_report
from finsam.participation import ExitReason
from finsam.rulebooks import vasteras

YEAR = 2021
AS_OF = date(2022, 3, 1)
COMPLETED = [
    ExitReason.WORK,
    ExitReason.STUDIES,
    ExitReason.ACTIVE_REHABILITATION,
    ExitReason.NEED_HAS_ENDED,
]


def main() -> None:
    """Prints the report."""
    team, focus, answers = made_up()
    about_team = [answer for answer in answers if answer.question == "process_ladder"]
    about_focus = [answer for answer in answers if answer.question != "process_ladder"]
    team_goals = evaluate(
        team,
        vasteras.SAMORDNINGSTEAM,
        as_of=AS_OF,
        period=year_of(YEAR),
        answers=about_team,
        bases={"VA-15.6": "exited", "VA-15.18": "exited"},
        completed=COMPLETED,
        reported={"VA-16": 37},
    )
    focus_goals = evaluate(
        focus, vasteras.JOBBFOKUS, as_of=AS_OF, period=year_of(YEAR), answers=about_focus
    )
    report = year_report(
        [
            MeasureYear(
                measure=vasteras.SAMORDNINGSTEAM,
                participations=team,
                goals=team_goals,
                places=110,
            ),
            MeasureYear(
                measure=vasteras.JOBBFOKUS, participations=focus, goals=focus_goals, places=60
            ),
        ],
        YEAR,
        as_of=AS_OF,
        title=Text(sv=f"Året i siffror {YEAR} (påhittat)", en=f"Figures of {YEAR} (made up)"),
        ages=[(16, 29), (30, 49), (50, 64)],
        persons=same_persons(),
    )
    style = sys.argv[1] if len(sys.argv) > 1 else "text"
    if style == "markdown":
        print(report.explain("sv", "markdown"))
    elif style == "html":
        print(report.explain("sv", "html"))
    else:
        print(report.explain("sv"))
        print("\nFörflyttningar på processtrappan som kan visas")
        [moved] = protect(movements(team, vasteras.LADDER, about_team, as_of=AS_OF))
        for before in moved.rows:
            for after in moved.columns:
                if count := moved.count(before.key, after.key):
                    print(f"  {before.in_('sv')} → {after.in_('sv')}: {count}")


if __name__ == "__main__":
    main()
