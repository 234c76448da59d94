"""The sentence network in PyTorch: a small pre-norm transformer over subword tokens.

`dorinn.training.graph` writes the same arithmetic for serving; a test holds the two together.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dorinn.training.graph import EPSILON


class Block(nn.Module):
    """Self-attention and a feed-forward layer, each with a residual; shapes [batch, length, width]."""

    def __init__(self, width: int, heads: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.RMSNorm(width, eps=EPSILON)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.norm2 = nn.RMSNorm(width, eps=EPSILON)
        self.up = nn.Linear(width, hidden, bias=False)
        self.down = nn.Linear(hidden, width, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        qkv = self.qkv(self.norm1(x)).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, width)))
        return x + self.dropout(self.down(functional.gelu(self.up(self.norm2(x)), approximate="tanh")))


class Network(nn.Module):
    """Token ids [batch, length] to states [batch, length, width]; `pool` sums them, each by how much it is heeded."""

    def __init__(
        self,
        vocabulary: int,
        width: int = 256,
        layers: int = 4,
        heads: int = 4,
        hidden: int = 768,
        longest: int = 128,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width, padding_idx=0)
        self.places = nn.Embedding(longest, width)
        self.blocks = nn.ModuleList(Block(width, heads, hidden, dropout) for _ in range(layers))
        self.norm = nn.RMSNorm(width, eps=EPSILON)
        self.heed = nn.Parameter(torch.zeros(width))  # of nothing: all tokens alike
        self.dropout = nn.Dropout(dropout)
        self.longest = longest
        for weight in (self.tokens.weight, self.places.weight):
            nn.init.normal_(weight, std=0.02)

    def forward(self, ids: Tensor) -> Tensor:
        mask = (ids != 0)[:, None, None, :]
        x = self.tokens(ids) + self.places(torch.arange(ids.shape[1], device=ids.device))
        x = self.dropout(x)
        for block in self.blocks:
            x = block(x, mask)
        return self.norm(x)

    def pool(self, ids: Tensor) -> Tensor:
        """The states of real tokens, weighed so that small talk around the matter counts less: [batch, width]."""
        states = self(ids)
        shares = (states @ self.heed).masked_fill(ids == 0, -torch.inf).softmax(1)
        return (shares.unsqueeze(-1) * states).sum(1)
