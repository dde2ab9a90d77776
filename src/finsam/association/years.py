"""`association_year`: from rules and a year to what an association has to do, and when."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from attrs import field, frozen

from finsam.association.calendar_rules import (
    Happened,
    HasCalendar,
    YearItem,
    YearRemark,
    YearRule,
)
from finsam.errors import Faults, InvalidInput, as_tuple
from finsam.texts import Lang, Text

__all__ = ["AssociationYear", "association_year"]


def __dir__() -> list[str]:
    return __all__


def _place(item: YearItem) -> tuple[dt.date, str, int]:
    day = item.due
    if day is None:
        day = dt.date.max if item.window is None else item.window.end or dt.date.max
    return day, item.rule.key, item.number


def _sorted(items: Iterable[YearItem]) -> tuple[YearItem, ...]:
    return tuple(sorted(items, key=_place))


@frozen(kw_only=True)
class AssociationYear:
    """An association's year, by due day.

    >>> import datetime as dt
    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import norra_vastmanland
    >>> held = {"steering_group": [dt.date(2023, 2, 7)]}
    >>> found = association_year(norra_vastmanland.BOOK, 2023, happened=held)
    >>> len(found), found.items[0].due, [rule.rule for rule in found.said]
    (11, datetime.date(2022, 11, 30), ['NV-33'])
    >>> print(found.explain("en").splitlines()[-2])
    ! 1 time in 2023; the rule says 4–6 [NV-18]

    Attributes:
        year: the calendar year.
        items: what is to be done, by due day or the last of the days that it is done in.
        remarks: what in the given days doesn't agree with a rule.
        said: rules that give no item; only shown.

    Source: the how-to What is due.
    """

    year: int
    items: tuple[YearItem, ...] = field(converter=_sorted)
    remarks: tuple[YearRemark, ...] = ()
    said: tuple[YearRule, ...] = ()

    def __getitem__(self, place: int) -> YearItem:
        return self.items[place]

    def __iter__(self) -> Iterator[YearItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def explain(self, lang: Lang = "sv") -> str:
        """Returns the year as text, one line an item, then the remarks (!) and what is only said.

        Raises:
            ValueError: `lang` is neither "sv" nor "en".
        """
        lines = [str(self.year)]
        lines += [f"- {item.in_(lang)}" for item in self.items]
        lines += [f"! {r.text.in_(lang)} [{r.rule.rule}]" for r in self.remarks]
        lines += [f"  {rule.text.in_(lang)} [{rule.rule}]" for rule in self.said]
        return "\n".join(lines)


def association_year(
    calendars: HasCalendar | Iterable[HasCalendar],
    year: int,
    *,
    happened: Mapping[str, Iterable[dt.date]] | None = None,
) -> AssociationYear:
    """Says what an association has to do for a calendar year, and when.

    >>> from finsam.association import association_year
    >>> from finsam.rulebooks import national, norra_vastmanland
    >>> found = association_year([national.BOOK, norra_vastmanland.BOOK], 2023)
    >>> for item in found:
    ...     if item.rule.key in {"act.23", "act.24"}:
    ...         print(item.rule.rule, item.nominal, item.due)
    2003:1210 23 § 2022-11-30 2022-11-30
    2003:1210 24 § 2024-03-31 2024-04-02

    Args:
        calendars: a rule book, or several, such as the national one and the association's own.
        year: the calendar year that the items are about; some fall due in the year before or
            after.
        happened: days by the name of what took place on them, for the rules that look at such
            days: "steering_group", "board_meeting", "minutes_approved", "minutes_posted".

    Raises:
        InvalidInput: an argument of another type, a name that no rule asks for, two rules of one
            key; all faults at once.

    Source: the how-to What is due.
    """
    given = calendars if isinstance(calendars, list | tuple) else as_tuple(calendars)
    faults = Faults()
    rules = list(_rules(given, faults))
    if faults.of_type(year, int, "year") and not dt.date.min.year < year < dt.date.max.year - 3:
        faults.add("range", "year", sv="ska vara ett kalenderår", en="is a calendar year")
    days = _days(happened, rules, faults)
    faults.raise_as(InvalidInput)
    rules = [rule for rule in rules if rule.is_about(year)]
    items = [item for rule in rules for item in rule.items(year, days)]
    said = tuple(rule for rule in rules if type(rule) is YearRule)
    remarks = tuple(remark for rule in rules for remark in rule.remarks(year, days))
    return AssociationYear(year=year, items=items, remarks=remarks, said=said)


def _rules(calendars: Iterable[object], faults: Faults) -> Iterator[YearRule]:
    seen: set[str] = set()
    for i, each in enumerate(calendars):
        rules = getattr(each, "calendar", None)
        if not isinstance(rules, tuple):
            given = type(each).__name__
            faults.add(
                "type",
                f"calendars[{i}]",
                sv=f"ska vara en regelbok med regler för året, inte {given}",
                en=f"takes a rule book with rules of the year, not {given}",
            )
            continue
        for j, rule in enumerate(cast("tuple[object, ...]", rules)):
            path = f"calendars[{i}].calendar[{j}]"
            faults.of_type(rule, YearRule, path)
            if not isinstance(rule, YearRule):
                continue
            if rule.key in seen:
                faults.add(
                    "duplicate",
                    f"{path}.key",
                    sv=f"nyckeln {rule.key!r} finns redan",
                    en=f"the key {rule.key!r} is taken",
                    value=rule.key,
                )
            seen.add(rule.key)
            yield rule


def _days(
    happened: Mapping[str, Iterable[dt.date]] | None, rules: list[YearRule], faults: Faults
) -> Happened:
    found: dict[str, tuple[dt.date, ...]] = {}
    if happened is None or not faults.of_type(happened, Mapping, "happened"):
        return found
    asked = {str(getattr(rule, "what")) for rule in rules if hasattr(rule, "what")}  # noqa: B009
    for name, days in happened.items():
        if name not in asked:
            what = Text(sv="något som reglerna frågar efter", en="what the rules ask for")
            faults.unknown("happened", what=what, value=str(name), among=asked)
            continue
        given = as_tuple(days)
        for i, day in enumerate(given):
            faults.plain_date(day, f"happened[{name!r}][{i}]")
        found[name] = given
    return found
