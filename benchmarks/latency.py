"""One question from end to end, and by stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from safetensors import safe_open

from benchmarks.clock import Spent, both, spent
from dorinn.assistant.assistant import Assistant
from dorinn.domain.question import Question
from dorinn.language.courtesy import without_courtesies
from dorinn.retrieval.encoder import BUNDLED, BundledEncoder

Figures = dict[str, dict[str, dict[str, float]]]


def whole(assistant: Assistant, asked: Sequence[Question], times: int = 3) -> dict[str, dict[str, float]]:
    """A question as every door asks it: percentiles over the questions, each the least of so many tries."""
    for question in asked[:50]:
        assistant.ask(question)
    # Round after round, so that a question finds the processor's cache as others left it.
    rounds = [[spent(assistant.ask, question) for question in asked] for _ in range(times)]
    return both([_least(tries) for tries in zip(*rounds, strict=True)])


def stages(assistant: Assistant, asked: Sequence[Question], times: int = 3) -> Figures:
    """The five steps; `network` and `topic words` are parts of `understand`."""
    steps = assistant.steps
    model = steps.understander.model
    network = assistant.index.encoder.network if isinstance(assistant.index.encoder, BundledEncoder) else None
    rounds: list[dict[str, list[Spent]]] = []
    for _ in range(times):
        found: dict[str, list[Spent]] = defaultdict(list)
        for question in asked:
            danger, asker = steps.assess(question), steps.understand(question)
            hits, quotes = steps.retrieve(question, asker)
            route = steps.route(asker, danger, hits)
            text = without_courtesies(question.text)
            found["triage"].append(spent(steps.assess, question))
            found["understand"].append(spent(steps.understand, question))
            if network is not None:
                found["network"].append(spent(network.state, text))
            found["topic words"].append(spent(model.words, text))
            found["retrieve"].append(spent(steps.retrieve, question, asker))
            found["route"].append(spent(steps.route, asker, danger, hits))
            found["compose"].append(spent(steps.compose, question, asker, route, hits, quotes))
        rounds.append(found)
    return {name: both([_least(tries) for tries in zip(*(r[name] for r in rounds), strict=True)]) for name in rounds[0]}


def floor(encoder: BundledEncoder, asked: Sequence[Question]) -> dict[str, float]:
    """What the network multiplies, and the time that it would take in 32-bit numbers at the rate of a large product."""
    network = encoder.network
    tokens = float(np.mean([len(network.tokens(without_courtesies(q.text))) for q in asked]))
    one = np.random.default_rng(1).random((512, 512), dtype=np.float32)
    rate = 2 * 512**3 / (spent(np.matmul, one, one, times=30).cpu / 1000)
    with safe_open(BUNDLED / "encoder.safetensors", framework="numpy") as file:
        shapes = [file.get_slice(name).get_shape() for name in file.keys() if name.startswith("blocks.")]  # noqa: SIM118
    work = 2 * sum(shape[0] * shape[1] for shape in shapes if len(shape) == 2 and shape[1] > 1) * tokens
    return {
        "tokens": round(tokens, 1),
        "million multiplications and additions": round(work / 1e6, 1),
        "thousand million a second": round(rate / 1e9, 1),
        "milliseconds": round(1000 * work / rate, 3),
    }


def _least(tries: Sequence[Spent]) -> Spent:
    return Spent(min(one.wall for one in tries), min(one.cpu for one in tries))
