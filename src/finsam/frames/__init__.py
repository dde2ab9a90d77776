"""Tables: the same rules over many rows, on the caller's own table library.

It needs the extra `frames` (`pip install finsam[frames]`), and a table library: pandas, polars,
pyarrow, duckdb or pyspark. What comes back is a table of the same kind.
"""

from finsam.frames.agendas import agenda
from finsam.frames.assessment import ANSWERS, NOT_ASKED, assess
from finsam.frames.contributions import contributions
from finsam.frames.funnel import Funnel, FunnelRow, funnel

__all__ = [
    "ANSWERS",
    "NOT_ASKED",
    "Funnel",
    "FunnelRow",
    "agenda",
    "assess",
    "contributions",
    "funnel",
]


def __dir__() -> list[str]:
    return __all__
