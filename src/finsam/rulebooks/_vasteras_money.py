"""The money of Västerås' plan of 2021: the budget of three years, grants, and what they may pay."""

import datetime as dt
from fractions import Fraction

from finsam.citations import Citation, Norm
from finsam.financing import (
    Bound,
    Budget,
    BudgetRule,
    CostKind,
    EquityGuideline,
    Financeable,
    FinancingRule,
    Grant,
    GrantPart,
    Line,
    LineGroup,
    Printed,
    Reckoning,
    StatedShare,
    StatedShares,
    Way,
)
from finsam.money import tkr
from finsam.rules import Binds
from finsam.terms import Authority, Term
from finsam.texts import Text

_CHECKED = dt.date(2026, 11, 22)
_BUDGET_AT = "Budget 2021 utblick 2022–2023"
_MEASURES_AT = "Finansierade insatser 2021"
_COUNTY_AT = "Länsgemensamma utbildningsinsatser, seminarier och åtaganden under 2021"


class _Money:
    """Rules of money that cite one document."""

    def __init__(self, norm: Norm) -> None:
        self.norm = norm

    def cited(self, locator: str, reading: Text | None = None) -> Citation:
        return Citation(self.norm, locator, _CHECKED, reading)

    def said(
        self, rule: str, locator: str, text: Text, binds: Binds = Binds.STATED, key: str = ""
    ) -> FinancingRule:
        return FinancingRule(
            key=key or rule, rule=rule, citation=self.cited(locator), text=text, binds=binds
        )


def _t(sv: str, en: str) -> Text:
    return Text(sv=sv, en=en)


def _line(key: str, sv: str, en: str, *amounts: int | None) -> Line:
    return Line(key, _t(sv, en), [None if a is None else tkr(a) for a in amounts])


_GROUPS = (
    LineGroup(
        "measures",
        _t("Insatser", "Measures"),
        [
            _line("samordningsteam", "Samordningsteam", "Samordningsteam", 7306, 7923, 8000),
            _line("jobbfokus", "JobbFokus 2.0/SPIRA", "JobbFokus 2.0/SPIRA", 3588, 1919, None),
            _line(
                "county_training",
                "Utbildning gemensam för länet",
                "County-wide training",
                250,
                250,
                250,
            ),
            _line("local_training", "Utbildning lokalt", "Local training", 800, 600, 500),
            _line(
                "mapping",
                "Kartläggning, utvärdering, implementering",
                "Mapping, evaluation, implementation",
                250,
                250,
                None,
            ),
            _line("sim", "SIM, genomförandestudie", "SIM, implementation study", 1617, 925, 350),
            _line(
                "catalogue",
                "Insatskatalog och indikatorer",
                "Catalogue and indicators",
                130,
                140,
                140,
            ),
            _line(
                "development",
                "Utvecklingsmedel, inte bundna",
                "Development money, not bound",
                3094,
                700,
                662,
            ),
        ],
    ),
    LineGroup(
        "board",
        _t("Styrelse", "Board"),
        [
            _line("audit", "Revision", "Audit", 60, 62, 63),
            _line("fees", "Arvoden", "Fees", 70, 70, 70),
            _line("payroll", "Löneadministration", "Payroll", 8, 8, 8),
            _line("conference", "Konferens", "Conference", 35, 50, 50),
            _line("board_representation", "Representation", "Representation", 6, 9, 9),
            _line("board_other", "Övrigt", "Other", 5, 10, 10),
        ],
    ),
    LineGroup(
        "administration",
        _t("Administration", "Administration"),
        [
            _line("services", "Administrativa tjänster", "Services", 26, 26, 26),
            _line("bookkeeping", "Redovisning", "Bookkeeping", 81, 76, 76),
            _line("bank", "Bank", "Bank", 11, 11, 11),
            _line(
                "coordinator",
                "Samordnare, med arbetsgivar- och driftskostnader",
                "Coordinator, with employer's and running costs",
                1097,
                1097,
                1120,
            ),
            _line("representation", "Representation", "Representation", 6, 11, 11),
            _line("travel", "Resor", "Travel", 2, 6, 7),
            _line("web", "Webb och nyhetsbrev", "Web and letter", 10, 10, 15),
            _line("training", "Utbildning och konferenser", "Training", 7, 20, 20),
            _line("nns", "Avgift till NNS", "NNS fee", 27, 25, 23),
            _line("print", "Trycksaker och böcker", "Print", 10, 11, 11),
            _line("other", "Övrigt", "Other", 10, 8, 10),
        ],
    ),
)

_UNDER = "under tabellen"


def _printed(year: int, **figures: int) -> list[Printed]:
    return [
        Printed(figure=name, year=year, amount=tkr(amount), place=_UNDER)
        for name, amount in figures.items()
    ]


def _budget(money: _Money) -> Budget:
    return Budget(
        name=_t("Västerås, budget 2021 och utblick 2022–2023", "Västerås, budget 2021–2023"),
        years=[2021, 2022, 2023],
        income=[_line("parties", "Intäkter från parterna", "Income from the parties", 13310, 11979,
                      11316)],
        groups=_GROUPS,
        opening=tkr(8241),
        opening_place="budgettabellen, reviderad i juni 2021",
        printed=[
            Printed(figure="opening", year=2021, amount=tkr(6106), place="Sammanfattning",
                    about=True),
            *_printed(2021, available=21551, costs=18506, result=-5196, closing=3045),
            *_printed(2022, opening=3045, available=15024, costs=14217, result=-2238, closing=807),
            *_printed(2023, opening=807, available=12442, costs=11442, result=-186, closing=1000),
        ],
        adopted_on=dt.date(2020, 11, 13),
        rule="VA-07",
        citation=money.cited(
            _BUDGET_AT,
            _t(
                "budgetradens ord om underbudgetering, som är otydliga i skanningen, läser vi som"
                " att källan kallar underskottet riktigt (X-11)",
                "the printed words on under-budgeting, unclear in the scan, are read as calling the"
                " deficit rightful (X-11)",
            ),
        ),
    )  # fmt: skip


class VasterasMoney(_Money):
    """Everything about money in the plan of 2021."""

    def __init__(self, norm: Norm) -> None:
        super().__init__(norm)
        self.budget = _budget(self)
        self.equity = EquityGuideline(
            key="VA-05",
            rule="VA-05",
            citation=self.cited(
                _BUDGET_AT,
                _t(
                    "beloppet är precis 20 % av 13 310 tkr, vår beräkning; källan säger på ett"
                    " ställe under, på ett annat inte över (X-08, X-13)",
                    "the amount is exactly 20 % of 13 310 tkr, by our arithmetic; the source says"
                    " below in one place, not above in another (X-08, X-13)",
                ),
            ),
            text=_t(
                "Eget kapital ska sträva mot att ligga inom 2 662 tkr, som källan kallar FINSAMs"
                " rekommendation.",
                "The equity strives to be within 2 662 tkr, which the source calls FINSAM's"
                " recommendation.",
            ),
            binds=Binds.BENCHMARK,
            amount=tkr(2662),
            year=2021,
        )

    def book(self) -> tuple[FinancingRule, ...]:
        """Returns the rules of the association as a whole."""
        return (
            StatedShares(
                key="VA-01",
                rule="VA-01",
                citation=self.cited(_BUDGET_AT),
                text=_t(
                    "Hälften från staten, som källan säger är Arbetsförmedlingen och"
                    " Försäkringskassan, en fjärdedel från regionen och en fjärdedel från staden.",
                    "One half from the state, which the source says is Arbetsförmedlingen and"
                    " Försäkringskassan, one quarter from the region and one from the city.",
                ),
                binds=Binds.STATED,
                stated=[
                    StatedShare(
                        authorities=[
                            Authority.PUBLIC_EMPLOYMENT_SERVICE,
                            Authority.SOCIAL_INSURANCE_AGENCY,
                        ],
                        share=Fraction(1, 2),
                    ),
                    StatedShare(authorities=[Authority.REGION], share=Fraction(1, 4)),
                    StatedShare(authorities=[Authority.MUNICIPALITY], share=Fraction(1, 4)),
                ],
                noted={"state_share": "X-06"},
            ),
            BudgetRule(
                key="VA-07",
                rule="VA-07",
                citation=self.cited(_BUDGET_AT),
                text=_t(
                    "Budget 2021 med utblick: intäkter, kostnader och eget kapital (VA-02, VA-03,"
                    " VA-04).",
                    "Budget 2021 with an outlook: income, costs and equity (VA-02, VA-03, VA-04).",
                ),
                binds=Binds.STATED,
                budget=self.budget,
                noted={"deficit": "X-11", "two_figures": "X-08", "equity_above": "X-13"},
            ),
            self.equity,
            self.said(
                "VA-06",
                _BUDGET_AT,
                _t(
                    "Kostnaderna 2021 ska hålla sig inom budgeten och följa den.",
                    "Costs in 2021 have to stay within the budget and follow it.",
                ),
                Binds.BINDING,
            ),
            self._county(),
            Financeable(
                key="VA-09",
                rule="VA-09",
                citation=self.cited(
                    "Samordningsförbundets arbetsområden/perspektiv",
                    _t(
                        "listans rubrik är borta i skanningen; vi läser den som vad förbundet"
                        " finansierar",
                        "the heading of the list is lost in the scan; it is read as what the"
                        " association finances",
                    ),
                ),
                text=_t(
                    "Finansieras: det som linjen saknar, det som inte prioriteras i dag, det som"
                    " kostar extra, och annat som håller samverkan i gång, till exempel lokaler,"
                    " samordnare och administration.",
                    "Financed: what the line organisations lack, what isn't given priority today,"
                    " what costs extra, and else what keeps cooperation going, for example"
                    " premises, a coordinator and administration.",
                ),
                binds=Binds.STATED,
                financed=[
                    Term("not_in_line", _t("det som linjen saknar", "what the line lacks")),
                    Term(
                        "not_prioritised",
                        _t("det som inte prioriteras i dag", "what isn't given priority today"),
                    ),
                    Term("extra_cost", _t("det som kostar extra", "what costs extra")),
                    CostKind.PREMISES,
                    CostKind.COORDINATOR,
                    CostKind.ADMINISTRATION,
                ],
            ),
            self.said(
                "VA-33",
                "Verksamhetsmål",
                _t(
                    "Det som finansieras ska för den enskilde vara steget före"
                    " arbetslivsinriktad rehabilitering, eller sådan rehabilitering.",
                    "What is financed has to be, for the individual, the step before vocational"
                    " rehabilitation, or such rehabilitation.",
                ),
                Binds.BINDING,
            ),
            self.said(
                "VA-47",
                _BUDGET_AT,
                _t(
                    "Medlemmarna betalar in sina ramar efter ett äskande.",
                    "The members pay in their frames after a request.",
                ),
            ),
            self.said(
                "VA-54",
                _MEASURES_AT,
                _t(
                    "Förbundet kan också finansiera projekt och tidsbegränsade insatser, djupare"
                    " samverkan och kompetensutveckling.",
                    "The association can also finance projects and time-limited measures, deeper"
                    " cooperation and competence development.",
                ),
            ),
            Bound(
                key="VA-16.payback",
                rule="VA-16",
                citation=self.cited(
                    "Mål",
                    _t(
                        "tabellen säger högst 40 månader, texten bredvid 40 månader; hur tiden"
                        " räknas anges inte",
                        "the table says at most 40 months, the text beside it 40 months; how the"
                        " time is worked out isn't said",
                    ),
                ),
                text=_t(
                    "Återbetalningstid för samhället högst 40 månader.",
                    "Payback time for society at most 40 months.",
                ),
                binds=Binds.GOAL,
                counted=_t("månader", "months"),
                at_most=40,
            ),
            Bound(
                key="VA-45",
                rule="VA-45",
                citation=self.cited(
                    "LF-utbildningar lokalt",
                    _t(
                        "vi läser kurserna som betalda ur raden för lokal utbildning",
                        "the courses are read as paid from the line for local training",
                    ),
                ),
                text=_t(
                    "Ledarskapsutbildningen tar högst 18 deltagare.",
                    "The leadership course takes at most 18 participants.",
                ),
                counted=_t("deltagare i ledarskapsutbildningen", "people in the leadership course"),
                at_most=18,
            ),
        )

    def _county(self) -> Reckoning:
        shares = Way(
            _t("efter förbund", "by association"),
            [
                (_t("Norra Västmanland", "Norra Västmanland"), 125_000),
                (_t("Västra Mälardalen", "Västra Mälardalen"), 250_000),
                (_t("Västerås", "Västerås"), 250_000),
            ],
        )
        items = Way(
            _t("efter post (VA-44)", "by item (VA-44)"),
            [
                (_t("konferens", "conference"), 125_000),
                (_t("två nätverksträffar", "two network meetings"), 200_000),
                (_t("avsiktsförklaring", "declaration of intent"), 100_000),
                (_t("övrigt", "other"), 200_000),
            ],
        )
        return Reckoning(
            key="VA-08",
            rule="VA-08",
            citation=self.cited(_COUNTY_AT),
            text=_t(
                "Länets gemensamma utbildningar och åtaganden 2021, delade på tre förbund (VA-44).",
                "The county's joint events and commitments in 2021, shared by three associations"
                " (VA-44).",
            ),
            binds=Binds.STATED,
            ways=[shares, items],
            printed=[
                Printed(figure="total", amount=750_000, place="bredvid andelarna"),
                Printed(figure="total", amount=625_000, place="under andelarna"),
            ],
        )

    def team(self) -> tuple[FinancingRule, ...]:
        """Returns the rules of Samordningsteam."""
        at = f"{_MEASURES_AT}, Samordningsteam Västerås"
        return (
            Grant(
                key="VA-14.grant",
                rule="VA-14",
                citation=self.cited(
                    at,
                    _t(
                        "planperioden, vars tryck är skadat, läser vi som 2020–2022",
                        "the plan period, whose print is damaged, is read as 2020–2022",
                    ),
                ),
                text=_t(
                    "Beviljat 23 841 683 kr (VA-48).", "Granted 23 841 683 kr (VA-48)."
                ),
                binds=Binds.STATED,
                parts=[
                    GrantPart(
                        amount=23_841_683, start=dt.date(2020, 1, 1), end=dt.date(2022, 12, 31)
                    )
                ],
                budget_line="samordningsteam",
            ),
            Bound(
                key="VA-14.places",
                rule="VA-14",
                citation=self.cited(at),
                text=_t("Kan erbjuda 110 årsplatser.", "Can offer 110 year-places."),
                binds=Binds.STATED,
                counted=_t("årsplatser", "year-places"),
                at_most=110,
            ),
        )  # fmt: skip

    def jobbfokus(self) -> tuple[FinancingRule, ...]:
        """Returns the rules of JobbFokus 2.0."""
        at = f"{_MEASURES_AT}, JobbFokus 2.0"
        return (
            Grant(
                key="VA-19.grant",
                rule="VA-19",
                citation=self.cited(
                    at,
                    _t(
                        "det andra beloppet läser vi som betalning för förlängningen",
                        "the second amount is read as paying for the extension",
                    ),
                ),
                text=_t(
                    "Beviljat 9 592 910 kr, och 3 802 114 kr för förlängningen; 13 395 024 kr i"
                    " allt (VA-48).",
                    "Granted 9 592 910 kr, and 3 802 114 kr for the extension; 13 395 024 kr in all"
                    " (VA-48).",
                ),
                binds=Binds.STATED,
                parts=[
                    GrantPart(
                        amount=9_592_910, start=dt.date(2018, 9, 1), end=dt.date(2021, 6, 30)
                    ),
                    GrantPart(
                        amount=3_802_114, start=dt.date(2021, 7, 1), end=dt.date(2022, 6, 30)
                    ),
                ],
                printed=13_395_024,
                budget_line="jobbfokus",
            ),
        )

    def sim(self) -> tuple[FinancingRule, ...]:
        """Returns the rules of SIM."""
        return (
            Grant(
                key="VA-21.grant",
                rule="VA-21",
                citation=self.cited(f"{_MEASURES_AT}, SIM"),
                text=_t(
                    "Beviljat 1 059 000 kr för 2020–2021 (VA-48).",
                    "Granted 1 059 000 kr for 2020–2021 (VA-48).",
                ),
                binds=Binds.STATED,
                parts=[
                    GrantPart(
                        amount=1_059_000, start=dt.date(2020, 1, 1), end=dt.date(2021, 12, 31)
                    )
                ],
                budget_line="sim",
            ),
        )
