"""Run by itself: a small transformer of the bundled network's size in sentence-transformers, with random weights.

Questions come as JSON on standard input; the figures go out as one line of JSON. Needs the extra `train`, and nothing
of dorinn but its tokenizer file.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path

LONGEST = 128
BUNDLED = Path(__file__).resolve().parents[1] / "src" / "dorinn" / "bundled"


def resident() -> float:
    """Memory of this process in MB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024  # type: ignore[index]


def main() -> int:
    """Builds it, encodes one question at a time, prints."""
    texts = json.load(sys.stdin)
    began = time.perf_counter()
    try:
        import numpy as np
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer
        from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
    except ImportError as error:
        print(f"{error}; install the extra `train`", file=sys.stderr)
        return 1
    torch.set_num_threads(1)
    shape = json.loads((BUNDLED / "shape.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_file=str(BUNDLED / "tokenizer.json"), pad_token="[PAD]", model_max_length=LONGEST
        )
        config = BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=shape["width"],
            num_hidden_layers=shape["layers"],
            num_attention_heads=shape.get("heads", 4),
            intermediate_size=shape["hidden"],
        )
        BertModel(config).save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        part = Transformer(folder, max_seq_length=LONGEST)
        model = SentenceTransformer(modules=[part, Pooling(shape["width"], pooling_mode="mean")], device="cpu")
    ready = time.perf_counter() - began
    model.encode(texts[:20])
    wall, cpu = [], []
    for text in texts:
        tries = []
        for _ in range(2):
            start, used = time.perf_counter(), time.thread_time()
            model.encode([text])
            tries.append((time.perf_counter() - start, time.thread_time() - used))
        wall.append(1000 * min(one for one, _ in tries))
        cpu.append(1000 * min(one for _, one in tries))
    told = {}
    for name, of in (("wall", wall), ("cpu", cpu)):
        values = (round(float(value), 3) for value in np.percentile(of, (50, 95, 99)))
        told[name] = dict(zip(("p50", "p95", "p99"), values, strict=True))
    print(json.dumps({"ready seconds": round(ready, 2), "MB": round(resident(), 1), "questions": len(texts), **told}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
