"""Ages as people write them: «på 4», «fire år», «i 3. klasse», «10 mnd», «trettenåring»."""

from __future__ import annotations

import re

from dorinn.language.fold import fold

Range = tuple[int, int]

_NUMBERS = {
    name: value
    for value, names in {
        0: "null",
        1: "ett ettar",
        2: "to",
        3: "tre",
        4: "fire",
        5: "fem",
        6: "seks",
        7: "syv sju",
        8: "atte",
        9: "ni",
        10: "ti",
        11: "elleve",
        12: "tolv",
        13: "tretten",
        14: "fjorten",
        15: "femten",
        16: "seksten sekstan",
        17: "sytten syttan",
        18: "atten attan",
        19: "nitten",
        20: "tjue tyve",
        21: "tjueen",
        22: "tjueto",
        23: "tjuetre",
        24: "tjuefire",
        25: "tjuefem",
    }.items()
    for name in names.split()
}
_N = r"(\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_HALF = r"(?: ?(?:,|\.|og) ?(?:5|et halvt|eit halvt|en halv|ein halv|halvt))?"
_UNIT = r"(?:ar|arig|aring|aringen|aringa|aringar|aringer|arsgammel|arsgamal|year)"
_MONTHS = re.compile(
    rf"\b{_N} ?(?:mnd|maned|maneder|manader|manad|manaders|uke|uker|veke|veker|vekar|dag|dager|dagar)\b[a-z]*"
)
_ADULT_TIME = re.compile(
    r"(?:for|siden|sidan|i over|de siste|dei siste|i snart|hele|heile|gjennom|vent(?:et|a)|brukt|jobb(?:et|a)|arbeidet"
    r"|arbeidd|bodd|budd|slitt|slite|strevd|streva|gatt|pagatt|vore|vart) +$"
)
_DURING = re.compile(r"\bi +$")  # «i nitten år»
_SINCE = re.compile(r"\b(?:i|om|for|etter|siste) +$")
_YEARS = re.compile(rf"\b{_N}{_HALF}[ -]?{_UNIT}\b")
_COUNTED = (  # what a number counts, where it is no age
    r"(?!\.? ?(?:%|prosent|kr|timer|timar|dager|dagar|dag|uker?|veker?|vekar|mnd|man(?:e|a)d[a-z]*|barn|unger|stk"
    r"|ganger|gonger|andre|minutt(?:er|ar)?|klasse|trinn|steg|km|meter|ulike|forskjellige|ar siden|stykker|av|sosken"
    r"|elever|elevar|jenter|gutter|gutar|voksne|vaksne|ungar|born|foreldre|som|til|familier|familiar|sma|store)\b)"
)
_ON = re.compile(
    rf"\b(?:pa|fyller|fyl|fylte|er|er jeg|er eg|blir|vert|alder|alderen|nesten|snart|akkurat) {_N}{_HALF}\b{_COUNTED}"
)
# «gutt 18», «jente, ca 12», «søsken, kanskje 7 og 9», «hun er vel 5»: a number straight after a person.
_OF_PERSON = re.compile(
    r"\b(?:gutt|gut|gutten|guten|jente|jenta|jenter|gutter|gutar|mann|kvinne|dame|sonn|son|sonnen|datter|dotter|bror"
    r"|soster|syster|sosken|sysken|barn|barna|unger|ungene|ungar|ungane|jeg|eg|je|han|hun|ho)"
    r",?(?: (?:ca\.?|cirka|kanskje|vel|trolig|truleg|rundt|er|snart|na|no))* (\d{1,2})(?: og (\d{1,2}))?"
    r"(?=$|[ ,.!?;:)])" + _COUNTED
)
_FIRST = re.compile(r"(?:^|: )(\d{1,2}), [a-z]")  # «dattera si: 19, slutta på skolen»
_RANGE = re.compile(rf"\b{_N} ?(?:-|til|og|eller) ?{_N} ?{_UNIT}")
_GRADE = re.compile(
    rf"\b{_N}\.? ?(?:klasse|klassen|klassa|klassing|klassingen|klassingar|trinn|trinnet|steg|steget|kl)\b"
)
# «går i 7.», «i 9b»: a grade whose noun is left out.
_BARE_GRADE = re.compile(
    r"\bi (10|[1-9])(?:\.(?!\d)|[a-d]\b)"
    r"(?! ?(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des|etasje|gang|gong|omgang|plass))"
)
_IN_BRACKETS = re.compile(r"[a-z] \( ?(\d{1,2})(?: ?ar)? ?\)")
_HALF_SECOND = re.compile(r"\bhalv(?:t)?ann(?:et|a|en)(?: ar| aring[a-z]*)?\b")
_GRADE_WORDS = {
    "forsteklasse": 6, "forsteklassing": 6, "forste klasse": 6, "fyrste klasse": 6, "andreklasse": 7, "andre klasse": 7,
    "tredjeklasse": 8, "tredje klasse": 8, "fjerdeklasse": 9, "fjerde klasse": 9, "femteklasse": 10, "femte klasse": 10,
    "sjetteklasse": 11, "sjette klasse": 11, "sjuandeklasse": 12, "sjuende klasse": 12, "sjuande klasse": 12,
    "syvende klasse": 12, "attende klasse": 13, "attandeklasse": 13, "niende klasse": 14, "niande klasse": 14,
    "tiende klasse": 15, "tiande klasse": 15,
}  # fmt: skip
_ORDINALS = {
    "forste": 6, "fyrste": 6, "andre": 7, "tredje": 8, "fjerde": 9, "femte": 10, "sjette": 11, "sjuende": 12,
    "sjuande": 12, "syvende": 12, "attende": 13, "attande": 13, "niende": 14, "niande": 14, "tiende": 15, "tiande": 15,
}  # fmt: skip
_IN_GRADE = re.compile(
    rf"\b(?:gar i|gar pa|gjekk i|gikk i|i|pa) ({'|'.join(_ORDINALS)})(?= |$|[.,!?])"
    r"(?! (?:gang|gong|time|sang|plass|rad|veke|uke|dag|maned|manad|etasje|omgang|del|halvar))"
)
# Words that place a child in a phase of life; the widest sensible range in years.
_PHASES: tuple[tuple[re.Pattern[str], Range], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), span)
    for pattern, span in (
        (r"fosteret?|ufodte?|i magen min|gravid[a-z]*|svanger[a-z]*|ventar? barn|uke \d\d|veke \d\d", (0, 0)),
        (r"nyfodt[a-z]*|baby[a-z]*|spedbarn[a-z]*|amm(?:e|er|ing|inga)|kolikk|helsestasjonsalder", (0, 1)),
        (r"smabarn[a-z]*|toddler[a-z]*|barnehage[a-z]*|bhg|ttaring", (1, 5)),
        (
            r"smaskole[a-z]*|smaskule[a-z]*|forsteklass[a-z]*|barneskole[a-z]*|barneskule[a-z]*|barnetrinn[a-z]*"
            r"|mellomtrinn[a-z]*|sfo",
            (6, 12),
        ),
        (r"ungdoms?skole[a-z]*|ungdoms?skule[a-z]*|ungdomstrinn[a-z]*|ungdomssteg[a-z]*|konfirmant[a-z]*", (13, 15)),
        (r"videregande|vidaregande|vgs|vg ?[123]|larling[a-z]*|russ|russetid[a-z]*", (16, 19)),
        (r"tenaring[a-z]*|ungdommen|(?:en|ein) ungdom$|ungdom(?:en)? (?:min|var)|fjortis[a-z]*", (13, 19)),
        (r"myndig", (18, 18)),
        (r"student[a-z]*", (19, 25)),
        (r"elev(?:en|er|ene|ar|ane)?|skole(?:gutt|jente)[a-z]*|skule(?:gut|jente)[a-z]*", (6, 19)),
    )
)  # fmt: skip


_OLDEST_CHILD = 19


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def find_age(text: str) -> Range | None:
    """The age it is about, as a closed range in years, or None. Exact ages win over phases of life.

    With several exact ages the widest span within 0–25 is returned, since siblings are often named together.
    """
    folded = fold(text)
    exact = _exact(folded)
    if exact:
        return min(exact), max(exact)
    for pattern, span in _PHASES:
        if pattern.search(folded):
            return span
    return None


def _exact(folded: str) -> list[int]:
    months = _MONTHS.search(folded)
    if months and _SINCE.search(folded[: months.start()]):
        months = None
    found = [_number(n) for match in _RANGE.finditer(folded) for n in match.groups()]
    for pattern in (_YEARS, _ON):
        for match in pattern.finditer(folded):
            before = folded[: match.start()]
            after = folded[match.end() : match.end() + 12]
            if _ADULT_TIME.search(before) or after.startswith((" siden", " sidan")):
                continue
            if pattern is _YEARS and _DURING.search(before):
                continue
            if pattern is _YEARS and before.endswith("under "):  # «et barn under seks år»
                found += [0, max(_number(match[1]) - 1, 0)]
                continue
            if pattern is _YEARS and after.startswith(" eller eldr"):
                found.append(_OLDEST_CHILD)
            if match[1] != "null" or pattern is _YEARS:  # «begynne på null»
                found.append(_number(match[1]))
    found += [_number(match[1]) + 5 for match in _GRADE.finditer(folded) if _number(match[1]) <= 10]
    found += [age for words, age in _GRADE_WORDS.items() if words in folded]
    found += [_ORDINALS[match[1]] for match in _IN_GRADE.finditer(folded) if match[1] not in ("andre",)]
    found += [int(match[1]) + 5 for match in _BARE_GRADE.finditer(folded)]
    found += [int(age) for match in _OF_PERSON.finditer(folded) for age in match.groups() if age]
    found += [int(match[1]) for match in _FIRST.finditer(folded)]
    found += [int(match[1]) for match in _IN_BRACKETS.finditer(folded)]
    found += [1] if _HALF_SECOND.search(folded) else []
    children = [age for age in found if age <= 25]
    if months and months[0].split()[-1].startswith("m"):
        children.append(min(2, _number(months[1]) // 12))
    elif months and not children:
        # Weeks and days are a child's age only where no years are told: «har ikke dusjet på fem uker, han er ti».
        return [0]
    return children or found[:1]
