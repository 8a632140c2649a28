"""The models of this room: rows that facilitators write, and the pages that editors write about a pilot."""

from consultations.pilots.evaluation_pages import EvaluationPage, EvaluationsIndexPage
from consultations.pilots.rows import Cycle, CycleWords, Measure, Money, Pilot, Seat, Value

__all__ = [
    "Cycle",
    "CycleWords",
    "EvaluationPage",
    "EvaluationsIndexPage",
    "Measure",
    "Money",
    "Pilot",
    "Seat",
    "Value",
]
