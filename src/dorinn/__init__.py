"""dorinn: én dør inn. Guidance to the right municipal service, with a reason and a source."""

__version__ = "0.1.0"
