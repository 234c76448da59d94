"""dorinn's router in a haystack pipeline: the answer becomes a note for the front desk, and the pipeline becomes YAML.

python examples/haystack_pipeline.py "Sønnen min vil ikke på skolen"
"""

from __future__ import annotations

import sys

from dorinn.haystack import Router  # isort: skip  (first: it switches haystack's telemetry off)

from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from haystack.core.serialization import allow_deserialization_module

NOTE = """{% if emergency %}HASTER: {% for entry in emergency %}{{ entry.phone }} {% endfor %}
{% endif %}Vis videre til:
{% for service in services %}- {{ service.content }}
{% endfor %}"""


def build(kommune: str) -> Pipeline:
    """Question in, note out."""
    pipeline = Pipeline()
    pipeline.add_component("router", Router(kommune=kommune))
    pipeline.add_component("note", PromptBuilder(NOTE, required_variables=["services", "emergency"]))
    pipeline.connect("router.documents", "note.services")
    pipeline.connect("router.emergency", "note.emergency")
    return pipeline


def again(text: str) -> Pipeline:
    """The pipeline out of its YAML. haystack loads only modules that were allowed by name."""
    allow_deserialization_module("dorinn.haystack")
    return Pipeline.loads(text)


if __name__ == "__main__":
    question = " ".join(sys.argv[1:]) or "Sønnen min vil ikke på skolen"
    pipeline = again(build("donna").dumps())
    print(pipeline.run({"router": {"question": question}})["note"]["prompt"])
