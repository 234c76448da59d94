"""dorinn: én dør inn. Guidance to the right municipal service, with a reason and a source."""

import os

# One question is small work: a second BLAS thread costs more than it gives. Set before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
