"""Costs: what each kind of mistake costs, and whether a doubt is worth acting on. The figures: corpus/costs.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.topic import Role
from dorinn.errors import CorpusError

Act = Literal["alarm", "number", "helplines", "refuse", "ask"]
ACTS: tuple[Act, ...] = ("alarm", "number", "helplines", "refuse", "ask")
FILE = "costs.yaml"


@dataclass(frozen=True, slots=True)
class Costs:
    """`acts` gives what it costs to miss and to act in vain; `service` what a code costs when it is missed (else 1),
    and `employee` the same where an employee asks."""

    acts: Mapping[Act, tuple[float, float]]
    service: Mapping[str, float]
    employee: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> Costs:
        """Reads `costs.yaml`; raises CorpusError for a cost that is missing or not above 0."""
        raw = read_yaml((folder or corpus_folder()) / FILE)
        try:
            acts = {act: (_cost(raw[act]["missed"]), _cost(raw[act]["in_vain"])) for act in ACTS}
            service = {str(code): _cost(cost) for code, cost in raw["service"].items()}
            employee = {str(code): _cost(cost) for code, cost in raw.get("employee", raw["service"]).items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CorpusError(f"{FILE}: a cost above 0 is needed for each kind of mistake ({error})") from error
        return cls(acts, service, employee)

    def worth(self, act: Act, probability: float) -> bool:
        """Whether to act, when what calls for it is so with that probability (0 to 1)."""
        missed, in_vain = self.acts[act]
        return probability * missed > (1 - probability) * in_vain

    def of(self, code: str, role: Role) -> float:
        """What it costs to miss a service of that code."""
        return (self.employee if role == "employee" else self.service).get(code, 1.0)


def _cost(value: Any) -> float:
    cost = float(value)
    if not 0 < cost < 1e6:
        raise ValueError(f"{value} is no cost")
    return cost
