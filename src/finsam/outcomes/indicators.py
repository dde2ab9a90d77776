"""Indicators for financial coordination: shares of positive answers, survey by survey.

The library ships no list of indicators. Who uses them has an agreement with NNS, and gives the
number, the group that answers, the form, the options, and which of them are positive. Only two
are known from the sources: 1 and 7 (FI-11).
"""

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import field, frozen

from finsam.errors import Faults, InvalidInput, InvalidRules, as_tuple
from finsam.legaltime import Interval
from finsam.outcomes.hiding import check_count
from finsam.outcomes.questions import Question
from finsam.outcomes.tallies import Tally
from finsam.rules.facts import as_term
from finsam.terms import Term, TermEnum
from finsam.texts import Text

__all__ = ["Form", "Indicator", "Respondent", "SurveyRound", "shares_over_time"]


def __dir__() -> list[str]:
    return __all__


class Respondent(TermEnum):
    """Who answers an indicator survey; your own terms may be used instead.

    The sources disagree on the groups: these are the later ones.

    >>> from finsam.outcomes import Respondent
    >>> Respondent.REFERRERS.in_("sv")
    'remittenter'

    Source: NNS, Indikatorer för finansiell samordning.
    """

    PARTICIPANTS = "participants", "deltagare", "participants"
    STAFF = "staff", "personal", "staff"
    BOARD = "board", "styrelseledamöter", "board members"
    MANAGERS = "managers", "chefer i samverkan", "managers in cooperation"
    REFERRERS = "referrers", "remittenter", "referrers"


class Form(TermEnum):
    """Which form participants answer: while it goes on, or when it closes.

    >>> from finsam.outcomes import Form
    >>> [form.in_("en") for form in Form]
    ['ongoing', 'closing']

    Source: NNS, Indikatorer för finansiell samordning.
    """

    ONGOING = "ongoing", "pågående", "ongoing"
    CLOSING = "closing", "avslut", "closing"


def _as_form(term: "Term | TermEnum | None") -> Term | None:
    return None if term is None else as_term(term)


@frozen(kw_only=True)
class Indicator:
    """An indicator: its number, who answers it on which form, and its question.

    >>> from finsam.outcomes import Form, Indicator, Question, Respondent
    >>> from finsam.terms import Term
    >>> from finsam.texts import Text
    >>> options = [Term(k, Text(sv=sv, en=k)) for k, sv in (("agree", "ja"), ("disagree", "nej"))]
    >>> use = Indicator(
    ...     number=1,
    ...     respondent=Respondent.PARTICIPANTS,
    ...     form=Form.CLOSING,
    ...     question=Question(
    ...         key="indicator_1",
    ...         text=Text(sv="Stöd till stor nytta", en="Support of great use"),
    ...         options=options,
    ...         positive=["agree"],
    ...     ),
    ... )
    >>> use.number, use.question.key
    (1, 'indicator_1')

    Attributes:
        number: the number of the indicator, from 1.
        respondent: the group that answers.
        form: the form; None for a group that has one only.
        question: its options, and which of them are positive, as the user gives them.

    Raises:
        InvalidRules: a part is missing or of another type; all faults at once.

    Source: NNS, Indikatorer för finansiell samordning.
    """

    number: int
    respondent: Term = field(converter=as_term)
    form: Term | None = field(default=None, converter=_as_form)
    question: Question

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if faults.of_type(self.number, int, "number") and self.number < 1:
            faults.add("range", "number", sv="ska vara minst 1", en="is at least 1")
        faults.of_type(self.respondent, Term, "respondent")
        if self.form is not None:
            faults.of_type(self.form, Term, "form")
        faults.of_type(self.question, Question, "question")
        faults.raise_as(InvalidRules)


def _as_counts(
    answers: Mapping[str, int] | tuple[tuple[str, int], ...],
) -> tuple[tuple[str, int], ...]:
    return tuple(answers.items()) if isinstance(answers, Mapping) else answers


@frozen(kw_only=True)
class SurveyRound:
    """One round of a survey: how many gave each answer to one indicator.

    The answers are anonymous: nobody can be told from a round.

    >>> import datetime as dt
    >>> from finsam.legaltime import Interval
    >>> from finsam.outcomes import Question, SurveyRound, yes_no
    >>> question = yes_no("indicator_1", sv="Indikator 1", en="Indicator 1")
    >>> weeks = Interval(dt.date(2022, 10, 3), dt.date(2022, 10, 28))
    >>> autumn = SurveyRound(time=weeks, answers={"yes": 31, "no": 9}, sent=50)
    >>> autumn.tally(question).describe("en")
    '31 of 40 (77.5 %), 10 unknown: 62.0 %–82.0 %'

    Attributes:
        time: the days on which it was answered.
        all_answers: how many gave each option, given as a mapping by its key.
        sent: how many were asked; None where it isn't known, and then nothing is said of those
            who did not answer.

    Raises:
        InvalidInput: a part of another type, a count that is no count, more answers than were
            asked; all faults at once.

    Source: NNS, Indikatorer för finansiell samordning.
    """

    time: Interval
    all_answers: tuple[tuple[str, int], ...] = field(converter=_as_counts, alias="answers")
    sent: int | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        faults.of_type(self.time, Interval, "time")
        counts = self.all_answers if faults.of_type(self.all_answers, tuple, "answers") else ()
        for key, count in counts:
            check_count(count, f"answers[{key!r}]", faults)
        if self.sent is not None:
            faults.of_type(self.sent, int, "sent")
            if not faults.found and self.sent < self.given:
                faults.add(
                    "range",
                    "sent",
                    sv="fler har svarat än tillfrågats",
                    en="more have answered than were asked",
                )
        faults.raise_as(InvalidInput)

    @property
    def answers(self) -> Mapping[str, int]:
        """How many gave each option, by its key."""
        return dict(self.all_answers)

    @property
    def given(self) -> int:
        """How many answered."""
        return sum(count for _, count in self.all_answers)

    def tally(self, question: Question) -> Tally:
        """Returns how many were positive, how many not, and how many asked did not answer.

        Raises:
            InvalidInput: an answer is no option of the question.
        """
        faults = Faults()
        known = [option.key for option in question.options]
        for key, _ in self.all_answers:
            if key not in known:
                what = Text(sv="ett av svarsalternativen", en="one of the options")
                faults.unknown(f"answers[{key!r}]", what=what, value=str(key), among=known)
        faults.raise_as(InvalidInput)
        yes = sum(count for key, count in self.all_answers if key in question.positive)
        silent = 0 if self.sent is None else self.sent - self.given
        return Tally(yes=yes, no=self.given - yes, unknown=silent)


def shares_over_time(
    indicator: Indicator, rounds: Iterable[SurveyRound]
) -> tuple[tuple[Interval, Tally], ...]:
    """Returns the counts of an indicator round by round, the first first.

    >>> import datetime as dt
    >>> from finsam.outcomes import Indicator, Respondent, SurveyRound, shares_over_time, year_of
    >>> from finsam.outcomes import yes_no
    >>> indicator = Indicator(
    ...     number=7,
    ...     respondent=Respondent.PARTICIPANTS,
    ...     question=yes_no("indicator_7", sv="Indikator 7", en="Indicator 7"),
    ... )
    >>> rounds = [
    ...     SurveyRound(time=year_of(2022), answers={"yes": 45, "no": 5}),
    ...     SurveyRound(time=year_of(2021), answers={"yes": 30, "no": 10}),
    ... ]
    >>> for time, tally in shares_over_time(indicator, rounds):
    ...     print(time.start.year, tally.share)
    2021 3/4
    2022 9/10

    Args:
        indicator: the indicator.
        rounds: with times that don't overlap.

    Raises:
        InvalidInput: an argument of another type, an answer that is no option, two rounds that
            overlap; all faults at once.

    Source: NNS, Indikatorer för finansiell samordning.
    """
    faults = Faults()
    faults.of_type(indicator, Indicator, "indicator")
    given = as_tuple(rounds)
    fine = [faults.of_type(each, SurveyRound, f"rounds[{i}]") for i, each in enumerate(given)]
    if all(fine):
        for i, each in enumerate(given):
            if any(each.time.overlaps(other.time) for other in given[:i]):
                faults.add(
                    "duplicate",
                    f"rounds[{i}].time",
                    sv="överlappar en annan omgång",
                    en="overlaps another round",
                )
    faults.raise_as(InvalidInput)
    ordered = sorted(cast("tuple[SurveyRound, ...]", given), key=_first_day)
    return tuple((each.time, each.tally(indicator.question)) for each in ordered)


def _first_day(each: SurveyRound) -> tuple[bool, str]:
    return each.time.start is not None, str(each.time.start)
