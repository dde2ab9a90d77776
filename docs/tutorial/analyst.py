# %% [markdown]
# # A year of referrals
#
# For an analyst, in fifteen minutes: from a table of 5 000 referrals to who may
# take part and who falls at which rule, what is overdue, whether the goals are
# met, who pays what, and a table that can be published.
#
# **Everything here is made up.** No row is about anybody, and there is no name or
# identity number. The table is made by [a script with a
# seed](made_up_referrals.py), the same every time; no figure below says anything
# about a real association.
#
# This page is a notebook, `docs/tutorial/analyst.py`. VS Code opens it as it is,
# and Jupyter does with jupytext. Each cell stands here with what it gives. It
# needs the table library polars, and two extras:
#
# ```bash
# python -m pip install "finsam[frames,plots]" polars
# ```

# %% [markdown]
# ## Read the table
#
# In your work this is `pl.read_excel` or `pl.read_csv`. Any kind of table will
# do: pandas, pyarrow and duckdb too, and the answers come back as the same kind.

# %%
import polars as pl
from made_up_referrals import referrals

table = pl.DataFrame(referrals(), infer_schema_length=None)
pl.Config(
    tbl_hide_dataframe_shape=True,
    tbl_hide_column_data_types=True,
    fmt_str_lengths=200,
)
table.select("Ärende", "Remissdatum", "Född", "Kön", "Kommun", "Remittent").head(5)

# %% [markdown]
# The rest of its 46 columns are yes and no (`ja`, `nej`, or nothing where nobody
# has noted it), and what came of the referral. *Nothing noted* stays unknown all
# the way. It never becomes a no:

# %%
table["Pågående missbruk"].value_counts(sort=True)

# %% [markdown]
# ## Say what the columns tell of
#
# The rules ask for facts, and each fact has a key ([all of
# them](../reference/facts.md)). Name the column, and the fact that it tells of.
# Needs and contacts are sets, with a column for each member.

# %%
columns = {
    "Född": "birth_date",
    "Kommun": "municipality",
    "Remittent": "referred_by",
    "Sjukskriven": "sick_listed",
    "Arbetslös": "unemployed",
    "Arbetssökande": "job_seeking",
    "Aktivitetsersättning": "benefits/activity_compensation",
    "Försörjningsstöd": "benefits/social_assistance",
    "Samordnat behov bedömt": "coordinated_need_assessed",
    "Behov av insats bedömt": "need_judged",
    "Pågående missbruk": "ongoing_addiction",
    "Känd som hotfull": "known_threatening",
    "Frihetsberövande väntar": "custody_ahead",
    "Allvarlig sjukdom": "serious_illness",
    "Saknar resurser nu": "lacks_resources_now",
    "Motiverad till första kontakt": "motivated_for_first_contact",
    "Klarar långsam takt": "manages_slow_pace",
    "Närmare arbete inom ett år": "nearer_work_within_12_months",
    "Erbjuden information": "information_offered",
    "Fått berätta": "own_wishes_heard",
}
authorities = {
    "kommunen": "municipality",
    "regionen": "region",
    "Försäkringskassan": "social_insurance_agency",
    "Arbetsförmedlingen": "public_employment_service",
}
for name, key in authorities.items():
    columns[f"Behöver {name}"] = f"needs/{key}"
    columns[f"Aktuell hos {name}"] = f"current_with/{key}"

# %% [markdown]
# Words in a cell have keys too. Here only the referrer needs them:

# %%
referrers = {**authorities, "personen själv": "the_person"}
table = table.with_columns(pl.col("Remittent").replace_strict(referrers))

# %% [markdown]
# ## Ask two associations
#
# Västerås and Norra Västmanland were neighbours, with rules of their own for much
# the same people. Put the same facts to both. `as_of` is a column here: each
# referral is judged on its own day, by the age that the person had then.

# %%
from finsam import frames
from finsam.rulebooks import norra_vastmanland, vasteras

city, north = vasteras.SAMORDNINGSTEAM, norra_vastmanland.SAMORDNINGSTEAM
in_city = frames.assess(
    table, city, as_of="Remissdatum", key="Ärende", columns=columns
)
in_north = frames.assess(
    table, north, as_of="Remissdatum", key="Ärende", columns=columns
)
in_city.select("Ärende", "verdict", "failed", "missing", "VA-10").head(4)

# %% [markdown]
# A row for each referral: the verdict, the rules that fail, what would change the
# answer, and a column for each rule (0 fails, 1 unknown, 2 met). Side by side, by
# verdict:

# %%
verdicts = in_city.select("Ärende", Västerås="verdict").join(
    in_north.select("Ärende", verdict="verdict"), on="Ärende"
)
across = verdicts.pivot(
    on="verdict",
    index="Västerås",
    values="Ärende",
    aggregate_function="len",
    sort_columns=True,
)
across.sort("Västerås").rename({"Västerås": "Västerås ↓ Norra Västmanland →"})

# %% [markdown]
# `needs_assessment` means that only a judgement is missing, `undetermined` that
# something ordinary is.
#
# `not_in_force` is no answer about anybody: Västerås' rules ended on 2022-12-31,
# and these referrals came later. The source of Norra Västmanland states no days
# at all. `valid` tells both:

# %%
for measure in (city, north):
    print(measure.name.en, "-", measure.valid.start, measure.valid.end)

# %% [markdown]
# Why do they differ so? One reason is age. Västerås requires 16–64 years (VA-10).
# Norra Västmanland says that there *are needs* in those ages, which is a
# guideline: it remarks, and refuses nobody.

# %%
outside = in_city.filter(pl.col("VA-10") == 0)
in_north.join(outside, on="Ärende", how="semi")["verdict"].value_counts(sort=True)

# %% [markdown]
# ## Who falls where
#
# A funnel has for each rule how many fall there, how many fall there first, and
# for whom it is the only reason. In a notebook it shows itself, in Swedish;
# `.markdown("en")` is the same for a report.

# %%
fell = frames.funnel(
    table, city, as_of="Remissdatum", key="Ärende", columns=columns
)
fell

# %% [markdown]
# Half of the table isn't registered in Västerås. The rules of Norra Västmanland
# name no municipality, since their source doesn't, and so they turn nobody away
# for living elsewhere. To see what they do among their own, take those who are
# registered in its municipalities. The figure shows where they fall first.


# %%
class Figure:
    """A text in SVG that a notebook draws."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg


homes = [name for team in north.teams for name in team.municipalities]
northern = table.filter(pl.col("Kommun").is_in(homes))
fell_north = frames.funnel(
    northern, north, as_of="Remissdatum", key="Ärende", columns=columns
)
Figure(fell_north.svg("en"))

# %% [markdown]
# ### Women and men, young and old
#
# Divide by a column, or by age as the rules count it. Rows are values, so any
# figure is one line away: here how many in a hundred of each group fall at a
# rule, without those whose sex or age isn't known.


# %%
def in_a_hundred(divided: frames.Funnel) -> pl.DataFrame:
    """Returns how many in a hundred of each group fall at each rule."""
    rows = [
        {
            "rule": row.clause.key,
            "group": divided.group_name(row.group, "en"),
            "falls": round(100 * row.fails / row.assessed, 1),
        }
        for row in divided.rows
        if row.group is not None
    ]
    return pl.DataFrame(rows).pivot(on="group", index="rule", values="falls")


by_sex = frames.funnel(
    northern, north, as_of="Remissdatum", key="Ärende", columns=columns, by="Kön"
)
in_a_hundred(by_sex)

# %%
by_age = frames.funnel(
    northern,
    north,
    as_of="Remissdatum",
    key="Ärende",
    columns=columns,
    ages=[20, 30, 50, 65],
)
in_a_hundred(by_age)

# %% [markdown]
# The differences are chance here, as the table is made up.

# %% [markdown]
# ## What to ask first
#
# `missing` has what would change the answer, and nothing that wouldn't. So it
# says which field of the form is worth most: how many referrals wait for it, and
# how many wait for it alone.

# %%
from finsam.rules import COMMON

asked = in_north.filter(pl.col("missing") != "").select(
    fact=pl.col("missing").str.split(", "),
    alone=~pl.col("missing").str.contains(","),
)
waits = (
    asked.explode("fact")
    .group_by("fact")
    .agg(pl.len().alias("referrals"), pl.col("alone").sum())
    .sort("referrals", "fact", descending=[True, False])
    .head(6)
)
waits.with_columns(
    question=pl.col("fact").map_elements(
        lambda key: COMMON[key.partition("/")[0]].question.en,
        return_dtype=pl.String,
    )
)

# %% [markdown]
# ## What is overdue
#
# In Norra Västmanland the team follows up at least every third month (NV-10), and
# writes to the participant and to the referrer within three weeks of the exit
# (NV-11). One row of the table is one participation, and `agenda` says what is
# due in each on a day. The follow-ups stand in a column each, and become one of
# lists.

# %%
from datetime import date

from finsam.participation import ExitReason

today = date(2023, 3, 1)
reasons = {reason.term.name.sv: reason.term.key for reason in ExitReason}
table = table.with_columns(
    pl.concat_list(r"^Uppföljd \d$").list.drop_nulls().alias("Uppföljd"),
    pl.col("Avslutsorsak").replace_strict(reasons),
)
due = frames.agenda(
    table.filter(pl.col("Insats") == "Norra Västmanland"),
    north,
    as_of=today,
    key="Ärende",
    keep=["Kommun", "Avslutad"],
    columns={
        "Inskriven": "enrolled",
        "Uppföljd": "followed_up",
        "Avslutad": "exited",
        "Avslutsorsak": "exit_reason",
        "Slutdokument till deltagaren": "documented_person",
        "Slutdokument till remittenten": "documented_referrer",
    },
)
late = due.filter(pl.col("overdue") != "")
still = late.filter(pl.col("next_due").is_not_null())
still.select("Ärende", "Kommun", "overdue", "next_due").sort("next_due").head(5)

# %% [markdown]
# These can still be done. A follow-up that was late when the participation ended
# stays late, without a next day, and can't be made up. Each rule also has a column
# of its own, so that who plans the spring sees where to begin, with the follow-ups
# of those that still go on:

# %%
late.group_by("Kommun").agg(
    pl.len().alias("participations"),
    ((pl.col("NV-10") == "overdue") & pl.col("Avslutad").is_null())
    .sum()
    .alias("follow-up (NV-10)"),
    (pl.col("NV-11") == "overdue").sum().alias("documentation (NV-11)"),
).sort("Kommun")

# %% [markdown]
# ## Were the goals met?
#
# Västerås says that four in five of the job-seeking make a step on a ladder of
# seven, from *no prospect of work* to *work or studies* (VA-15). For that the
# library needs participations, and the steps as answers.

# %%
from finsam.legaltime import Months, add
from finsam.outcomes import Answer
from finsam.participation import Participation, from_record

sexes = {"kvinna": "woman", "man": "man"}
stays: list[Participation] = []
steps: list[Answer] = []
for row in table.filter(pl.col("Insats") == "Västerås").iter_rows(named=True):
    stays.append(
        from_record(
            {
                "key": row["Ärende"],
                "sex": sexes.get(row["Kön"]),
                "municipality": row["Kommun"],
                "enrolled": row["Inskriven"],
                "exited": row["Avslutad"],
                "exit_reason": row["Avslutsorsak"],
            }
        )
    )
    for column, day, point in (
        ("Steg vid start", row["Inskriven"], None),
        ("Steg vid avslut", row["Avslutad"], None),
        ("Steg efter 6 månader", row["Avslutad"], Months(6)),
    ):
        if row[column] is not None:
            on = day if point is None else add(day, point)
            step = vasteras.LADDER.steps[row[column] - 1].key
            steps.append(
                Answer(row["Ärende"], "process_ladder", step, on, point=point)
            )
len(stays), len(steps)

# %%
from finsam.outcomes import evaluate, year_of

year = year_of(2022)
found = evaluate(
    stays, city, as_of=today, period=year, answers=steps, only=["VA-15.step"]
)
print(found["VA-15.step"].explain("en"))

# %% [markdown]
# Six months later, four in five are to stand on that step or a higher one. Of
# whom: of all who exited, or of those who answered? The source doesn't say, and
# the library won't choose. Here is what each would give:

# %%
for base in ("exited", "answered"):
    kept = evaluate(
        stays,
        city,
        as_of=today,
        period=year,
        answers=steps,
        only=["VA-15.6"],
        bases={"VA-15.6": base},
    )["VA-15.6"]
    print(f"{base}: {kept.verdict.in_('en')}, {kept.tally.describe('en')}")

# %% [markdown]
# Those of whom nothing is known stay in the first base, so the share is a span.
# [Measure the goals](../how-to/measure-the-goals.md) has the whole year.

# %% [markdown]
# ## Who pays what
#
# The act lays one half on the state, one quarter on the region and one on the
# municipalities together. How those share theirs is for them to agree on: here by
# how many live there, with made-up numbers.

# %%
from finsam.financing import ByInhabitants, contributions
from finsam.members import Side
from finsam.money import Unit

inhabitants = {
    "Sala": 22_900,
    "Fagersta": 13_300,
    "Norberg": 5_700,
    "Skinnskatteberg": 4_400,
    "Hallstahammar": 16_700,
    "Surahammar": 10_200,
}
contributions(
    9_000_000,
    norra_vastmanland.ASSOCIATION,
    as_of=date(2023, 1, 1),
    keys={Side.MUNICIPALITIES: ByInhabitants(inhabitants)},
    unit=Unit.KRONA,
)

# %% [markdown]
# ## Publish a table
#
# Exits to work or studies, by municipality and sex. The counts are small in
# places, and a small count can point somebody out. `protect` hides those below
# five, and whatever else would reveal them.

# %%
from finsam.outcomes import UNKNOWN_GROUP, CountTable, protect
from finsam.terms import Sex, Term
from finsam.texts import Text

to_work = table.filter(pl.col("Avslutsorsak").is_in(["work", "studies"]))
counts = {
    (place, sex): len(rows)
    for (place, sex), rows in to_work.group_by("Kommun", "Kön")
}
exits = CountTable(
    key="exits_to_work",
    title=Text(
        sv="Avslut till arbete eller studier", en="Exits to work or studies"
    ),
    rows=[Term(name, Text(sv=name, en=name)) for name in homes],
    columns=[*Sex, UNKNOWN_GROUP],
    counts=[
        [counts.get((name, sex), 0) for sex in ("kvinna", "man", None)]
        for name in homes
    ],
)
[safe] = protect(exits, show_zeros=True)
print(safe.text("en"))

# %% [markdown]
# Zeros are shown here by choice (`show_zeros`). Some counts above four are hidden
# too: the total would else give the others away. `exits` still has every count,
# and `safe` doesn't hold what it hides, so give away only `safe`. All that was
# counted further up is for the desk, and not for publication.
#
# ## Where to go from here
#
# - [Assess a table](../how-to/assess-a-table.md): all kinds of columns, and what
#   is refused.
# - [Outgrow one machine](../how-to/outgrow-one-machine.md): the same for millions
#   of rows.
# - [Measure the goals](../how-to/measure-the-goals.md) and [split the
#   contributions](../how-to/split-the-contributions.md), whole.
# - [Who is in the denominator](../explanation/who-is-in-the-denominator.md), and
#   [readings and open points](../explanation/readings-and-open-points.md), which
#   change your figures.
