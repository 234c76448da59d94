"""A service in the words of schema.org, for search engines."""

from __future__ import annotations

from typing import Any

from dorinn.corpus.corpus import Corpus
from dorinn.domain.service import Service
from dorinn.domain.text import FORMS, Form


def json_ld(corpus: Corpus, item: Service, page: str, area: str, form: Form) -> dict[str, Any]:
    """JSON-LD with `page` as the thing's address, offered in `area`; what the record does not say is left out."""
    home = corpus.kommune.get(item.kommune)
    names = [name for name in (*(item.name.of(f) for f in FORMS), *item.aliases) if name != item.name.of(form)]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if home else "Service",
        "@id": page,
        "url": page,
        "name": item.name.of(form),
        "alternateName": list(dict.fromkeys(names)),
        "description": item.description.of(form),
        "serviceType": corpus.type[item.type].name.of(form),
        "areaServed": {"@type": "AdministrativeArea" if home else "Country", "name": area},
        "provider": {"@type": "Organization", "name": item.organization} if item.organization else None,
        "audience": _audience(item),
        "availableChannel": [
            {
                "@type": "ServiceChannel",
                "servicePhone": {
                    "@type": "ContactPoint",
                    "telephone": contact.value,
                    "contactType": contact.label.of(form),
                },
            }
            for contact in item.contacts
            if contact.kind == "phone"
        ],
    }
    return {key: value for key, value in found.items() if value}


def _audience(item: Service) -> dict[str, Any] | None:
    if item.age is None:
        return None
    return {"@type": "PeopleAudience", "suggestedMinAge": item.age[0], "suggestedMaxAge": item.age[1]}
