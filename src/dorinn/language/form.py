"""Bokmål or Nynorsk, and whether a text is Norwegian at all."""

from __future__ import annotations

import re
import unicodedata

from dorinn.domain.text import Form

# Words that only one form has, unfolded and folded; short words decide three-word questions.
_NYNORSK = frozenset(
    """eg ikkje kva kven korleis kvifor kvar kor nokon noko nokre berre heime heim vere vera vore mykje meir frå fra
    dei me vi hjå ho henne hennar einaste eit ein eitt vart vert verte blei skule skulen skulane barnevernstenesta
    tenesta tenester teneste hjelpa sjølv sjolv jenta guten gutar dotter dottera sonen mor mora bror broren syster
    veit seier spør gjer gjere kjem får gong gonger veke veker månad månader born borna foreldra fyrst fyrste sidan
    medan saman difor dersom korkje helst trur sjuk sjukdom høyrer høyre uroleg uro redd vanskeleg dagleg meldeplikta
    teieplikt teieplikta rettleiing helsesjukepleiar helsesjukepleiaren lærar læraren tilsett tilsette fortel sagt
    drikk drikka søv sov græt et røykjer kjenner tenkjer ynskjer ønskjer treng trengje hugsar ringje nummeret leiar
    ansvarleg mogleg tidleg førebygging framleis òg dykk dykkar åleine aleine likevel verkeleg burde bør kjære
    kjenne åra året leikar slår stikk held haldt sit sitje ligg står gå går sluttar byrja byrjar starta skuldar
    itte itj ikkj ittno korsn koffer kossen korleies kåffår""".split()
) - frozenset(
    """fra vi kor ho et ein redd uro nummeret går gå står ligg får slår spør stikk sov bør heim jenta mora kjære året
    åra""".split()
)
_BOKMAL = (
    frozenset(
        """jeg ikke hva hvem hvordan hvorfor hvor hvilken hvilke hvilket noen noe bare hjemme hjem være vært
    mye mer fra de
    dere henne hennes ble blir skole skolen skolene barnevernstjenesten tjenesten tjenester tjeneste hjelpen selv gutt
    gutten datter datteren sønn sønnen søster søsteren vet sier spør gjør gjøre kommer gang ganger uke uker måned
    måneder barna foreldrene først siden mens sammen derfor dersom tror syk sykdom hører høre bekymret bekymring
    vanskelig daglig meldeplikten taushetsplikt taushetsplikten veiledning helsesykepleier helsesykepleieren lærer
    læreren ansatt ansatte forteller sagt drikker sover gråter spiser tenker ønsker trenger husker ringe leder
    ansvarlig mulig tidlig forebygging fremdeles også alene likevel virkelig burde kjære året leker slår sitter holder
    slutter begynte begynner startet skylder henvise henvisning oppleve jeg'""".split()
    )
    - frozenset(
        "de mer fra mor først siden sagt burde kjære året slår ringe spør likevel dersom kommer barna gutt være".split()
    )
    - {"blir"}
)
_SHARED = frozenset(
    """og er det at i på for til av med som en har å om så da men nå han hun kan vil skal må hos barn min mitt mine
    den et ei vi du deg meg seg sin sitt alle alt når eller hjelp år gammel mamma pappa barnehage barnehagen barnevern
    barnevernet nav ppt bup kommune kommunen ring ringer hei takk ja nei""".split()
)
_ENGLISH = frozenset(
    """the is my i you what where how do does can who and he she they to of with have has need help not it we our when
    should am are was this that his her child son daughter school please me your there about want but""".split()
)
_OTHERS = frozenset(
    """ich nicht mein meine und ist das wo wie kann ein eine der die mit für kind sohn tochter hilfe bitte wir
    je suis mon ma mes est pas où comment pour avec enfant le la les une des qui que quel aide
    mi hijo hija no es dónde cómo con para el los las una qué ayuda tengo
    nie jest moje moja mój dziecko gdzie jak pomoc proszę do się mam syn córka czy że mnie
    waxaan ma caawimaad ilmo ilmaha caruur carruur wiilkayga gabadhayda waa iyo kale soo
    mano vaikas kur kaip pagalba ir yra nu nemiega tai""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")


def found_words(text: str) -> list[str]:
    """Lower-case words with æ, ø and å kept."""
    return _WORD.findall(text.lower())


def marked_form(text: str) -> Form | None:
    """The form that marker words decide, or None when they say nothing or disagree evenly."""
    found = found_words(text)
    nynorsk = sum(word in _NYNORSK for word in found)
    bokmal = sum(word in _BOKMAL for word in found)
    for word in found:
        if len(word) > 6 and word not in _NYNORSK:
            nynorsk += word.endswith(("leg", "lege", "ingar", "ingane", "arane")) and not word.endswith(("bleg",))
            bokmal += word.endswith(("lig", "lige", "heten", "elsen", "elsene"))
    if nynorsk == bokmal:
        return None
    return "nn" if nynorsk > bokmal else "nb"


def is_foreign(text: str) -> bool:
    """Whether the text is in a language other than Norwegian, Danish and Swedish."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if latin < len(letters) * 0.5:
        return True
    found = found_words(text)
    norwegian = sum(word in _NYNORSK or word in _BOKMAL or word in _SHARED for word in found)
    english = sum(word in _ENGLISH for word in found)
    other = sum(word in _OTHERS for word in found)
    foreign = max(english, other)
    return len(found) >= 3 and foreign >= 2 and foreign > norwegian and foreign >= len(found) * 0.3


def other_form(word: str, form: Form) -> bool:
    """Whether a lower-case word belongs to the other written form only."""
    own, other = (_NYNORSK, _BOKMAL) if form == "nn" else (_BOKMAL, _NYNORSK)
    return word in other and word not in own
