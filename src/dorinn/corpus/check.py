"""`dorinn check`: every fact has its source, every contact its provenance, every text both forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dorinn.corpus import scenarios
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.drafts import FOLDER, MARK, count_drafts
from dorinn.corpus.duties import faults as duty_faults
from dorinn.corpus.duties import load_duties
from dorinn.corpus.examples import load_chatter, load_examples, load_told
from dorinn.corpus.phrases import Phrases
from dorinn.corpus.read import asked
from dorinn.corpus.things import faults as thing_faults
from dorinn.corpus.things import load_things
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.domain.text import FORMS
from dorinn.domain.topic import OUTSIDE, ROLES, UNCLEAR
from dorinn.errors import CorpusError

LEAST_EXAMPLES = 12  # in each form, for each topic
_LEVELS = {"universal", "selective", "indicated"}
_STATUSES = {"active", "planned", "proposed"}
# A run of digits as phone numbers are written: 3 emergency digits alone do not count as a number in running text.
_PHONE = re.compile(
    r"(?<![\d.,§–/-])(?:\+47 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} ?\d{3}|\d{8}|116 ?\d{3}|0\d{4})"
    r"(?![\d.,–/-]\d|\d)"
)


def check(folder: Path) -> list[str]:
    """All faults, one line each; empty when the corpus is sound."""
    try:
        corpus = Corpus.load(folder)
        examples = load_examples(folder)
        load_told(folder)
        load_chatter(folder)
        Phrases.load(folder)
        Cues.load(folder)
        duties = load_duties(folder)
        things = load_things(folder)
        count_drafts(folder)
    except CorpusError as error:
        return [str(error)]
    faults = [
        *_ids(corpus),
        *_codes(corpus),
        *_references(corpus, frozenset(read_yaml(folder / "cues.yaml"))),
        *_asked(corpus, folder),
        *_sources(corpus),
        *_contacts(corpus),
        *_reached(corpus),
        *scenarios.faults(corpus),
        *duty_faults(duties, corpus),
        *thing_faults(things, corpus),
        *_numbers(folder, corpus),
    ]
    per_topic = Counter((example.topic, example.form) for example in examples)
    for topic in corpus.topics:
        for form in FORMS:
            if per_topic[topic.id, form] < LEAST_EXAMPLES:
                faults.append(
                    f"examples/{topic.id}.tsv: {per_topic[topic.id, form]} in {form}, {LEAST_EXAMPLES} are needed"
                )
        if topic.advice is None and topic.area not in ("utenfor", "oppslag", "akutt"):
            faults.append(f"topics/{topic.area}.yaml: {topic.id}: advice is missing")
    known = {*corpus.type, OUTSIDE, UNCLEAR}
    faults += sorted(
        {f"examples/{e.topic}.tsv: unknown type {code}" for e in examples for code in e.first if code not in known}
    )
    faults += [
        f"examples/{name}.tsv: no such topic" for name in sorted({e.topic for e in examples} - set(corpus.topic))
    ]
    return faults


def counts(corpus: Corpus, folder: Path | None = None) -> str:
    """One line a municipality: services, teams, guides, facts, contacts; the totals of what is shared; and the drafts
    in `folder`, which count nowhere else."""
    lines = []
    plans = {plan.document: sum(len(section.facts) for section in plan.sections) for plan in corpus.plans}
    for place in [*corpus.kommune, NATIONAL, SHARED]:
        own = [item for item in corpus.services if item.kommune == place]
        teams = sum(item.kind == "team" for item in own)
        guides = sum(guide.kommune == place for guide in corpus.guides)
        facts = sum(len(item.facts) for item in own) + plans.get(place, 0)
        contacts = sum(len(item.contacts) for item in own)
        lines.append(
            f"{place:14} {len(own) - teams:3} services {teams:3} teams {guides:3} guides "
            f"{facts:4} facts {contacts:3} contacts"
        )
    drafts = count_drafts(folder) if folder else 0
    if drafts:
        lines.append(f"{FOLDER:14} {drafts:3} records ({MARK}): not counted above and not used")
    lines.append(
        f"{len(corpus.topics)} topics, {len(corpus.scenario)} scenarios, {len(corpus.documents)} documents; no faults"
    )
    return "\n".join(lines)


def _records(corpus: Corpus) -> list[Service | Guide]:
    return [*corpus.services, *corpus.guides]


def _ids(corpus: Corpus) -> Iterator[str]:
    seen = Counter([*(s.id for s in corpus.services), *(g.id for g in corpus.guides), *(t.id for t in corpus.topics)])
    yield from (f"{name}: the id stands {count} times" for name, count in seen.items() if count > 1)
    places = {*corpus.kommune, NATIONAL, SHARED}
    for item in _records(corpus):
        if item.kommune not in places or not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", item.id):
            yield f"{item.id}: an id is <kommune>/<slug> in a-z, 0-9 and hyphen"


def _codes(corpus: Corpus) -> Iterator[str]:
    for item in _records(corpus):
        if item.type not in corpus.type:
            yield f"{item.id}: unknown type {item.type}"
    for item in corpus.services:
        if item.status not in _STATUSES:
            yield f"{item.id}: unknown status {item.status}"
        if not set(item.prevention) <= _LEVELS:
            yield f"{item.id}: unknown level of prevention in {', '.join(item.prevention)}"
        if not set(item.audience) <= {*ROLES}:
            yield f"{item.id}: unknown audience in {', '.join(item.audience)}"
        if item.age and not 0 <= item.age[0] <= item.age[1]:
            yield f"{item.id}: impossible age {item.age}"
    for topic in corpus.topics:
        for code in topic.codes:
            if code not in corpus.type:
                yield f"topics/{topic.area}.yaml: {topic.id}: unknown type {code}"
        for preference in topic.preferences:
            if preference.role is not None and preference.role not in ROLES:
                yield f"topics/{topic.area}.yaml: {topic.id}: unknown role {preference.role}"


def _asked(corpus: Corpus, folder: Path) -> Iterator[str]:
    """Ways of asking for sections that there are none of."""
    known = {f"{guide.id}#{section.id}" for guide in corpus.guides for section in guide.sections}
    for path in sorted((folder / "asked").glob("*.yaml")):
        yield from (
            f"asked/{path.name}: no such section {place}"
            for place in asked(read_yaml(path), path.name)
            if place not in known
        )


def _references(corpus: Corpus, cues: frozenset[str]) -> Iterator[str]:
    known = {*corpus.service, *corpus.guide}
    sections = {f"{guide.id}#{section.id}" for guide in corpus.guides for section in guide.sections}
    for item in corpus.services:
        for name in item.instead:
            if name not in corpus.service or not corpus.service[name].exists:
                yield f"{item.id}: instead names {name}, which does not exist today"
        if not item.exists and not item.instead:
            yield f"{item.id}: planned or proposed, but does not say what exists instead"
    for plan in corpus.plans:
        for section in plan.sections:
            for fact in section.facts:
                yield from (
                    f"plans/{plan.document}.yaml: {section.heading}: unknown record {name}"
                    for name in fact.services
                    if name not in known
                )
    for topic in corpus.topics:
        yield from (
            f"topics/{topic.area}.yaml: {topic.id}: advice_for: unknown cue {cue}"
            for cue in sorted({cue for variant in topic.advice_for for cue in variant.said})
            if cue not in cues
        )
        if topic.otherwise is not None and topic.otherwise not in corpus.topic:
            yield f"topics/{topic.area}.yaml: {topic.id}: otherwise names {topic.otherwise}, which is no topic"
        yield from (
            f"topics/{topic.area}.yaml: {topic.id}: unknown neighbour {n}"
            for n in topic.unlike
            if n not in corpus.topic
        )
        yield from (
            f"topics/{topic.area}.yaml: {topic.id}: unknown rule {rule}"
            for rule in topic.rules
            if sections and rule not in sections
        )


def _sources(corpus: Corpus) -> Iterator[str]:
    def known(source: Source, where: str) -> Iterator[str]:
        if source.document not in corpus.document:
            yield f"{where}: unknown document {source.document}"

    for item in corpus.services:
        yield from known(item.source, item.id)
        for fact in item.facts:
            yield from known(fact.source, item.id)
        for contact in item.contacts:
            yield from known(contact.source, item.id)
    for guide in corpus.guides:
        yield from known(guide.source, guide.id)
        for section in guide.sections:
            for source in section.sources:
                yield from known(source, f"{guide.id}#{section.id}")
    for plan in corpus.plans:
        if plan.document not in corpus.document:
            yield f"plans: unknown document {plan.document}"


def _contacts(corpus: Corpus) -> Iterator[str]:
    for item in corpus.services:
        for contact in item.contacts:
            if not re.match(r"\d{4}", contact.checked):
                yield f"{item.id}: {contact.value}: the day it was checked is missing"
            if contact.kind == "phone" and len(re.sub(r"\D", "", contact.value)) not in (3, 5, 6, 8):
                yield f"{item.id}: {contact.value!r} is not a phone number"
            if contact.kind in ("url", "web") and not re.match(r"https?://[^\s/]", contact.value):
                yield f"{item.id}: {contact.value!r} is not an address of the web"


def _reached(corpus: Corpus) -> Iterator[str]:
    asked = {code for topic in corpus.topics for code in topic.codes}
    for code in sorted({item.type for item in corpus.services if _findable(item)} - asked):
        yield f"types.yaml: {code}: no topic leads to this kind of help"


def _findable(item: Service) -> bool:
    return item.exists


def _numbers(folder: Path, corpus: Corpus) -> Iterator[str]:
    """A phone number in any text must be the value of a contact record."""
    known = {re.sub(r"\D", "", c.value) for item in corpus.services for c in item.contacts}
    for path in sorted(folder.rglob("*.yaml")):
        if path.parent.name in ("triage", FOLDER) or path.name in ("sources.yaml", "types.yaml"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for match in _PHONE.finditer(line):
                if re.sub(r"\D", "", match[0].removeprefix("+47")) not in known:
                    yield f"{path.relative_to(folder)}:{number}: {match[0]} is in no contact record"
