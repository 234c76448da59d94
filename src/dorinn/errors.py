"""What can go wrong, named so that each door (CLI, HTTP, page) can say it in one line."""


class DorinnError(Exception):
    """The root of every error that dorinn raises on purpose; its text is fit to be shown."""


class QuestionError(DorinnError):
    """The question is empty, too long, or names a municipality or role that is not known."""


class CorpusError(DorinnError):
    """A corpus file cannot be read or breaks its format; names the file and the record."""


class IndexUnavailable(DorinnError):
    """No usable index: missing, stale, damaged or built by another encoder."""


class SettingsError(DorinnError):
    """An environment variable holds a value that cannot be used; names the variable."""


class EvaluationError(DorinnError):
    """A question file or baseline cannot be read; names the file and the line."""


class MemoryUnavailable(DorinnError):
    """Nothing can be stored now: storing is off, the disk is full or read-only, or the database is in use."""


class BackupError(DorinnError):
    """A backup cannot be written or put back; says why, and that nothing was changed."""


class StoreUnavailable(DorinnError):
    """The PostgreSQL server does not answer, or lacks what was asked for; never shows a password or a text."""


class ModelUnavailable(DorinnError):
    """The language model did not answer, answered too slowly or not with a text."""


class IngestError(DorinnError):
    """A document cannot be taken in: unreadable, too large, hostile, or for an unknown municipality."""


class ExchangeError(DorinnError):
    """A file from or for another system cannot be read or written, or breaks its format; names the file."""


class ProposalError(DorinnError):
    """A change of the corpus cannot be made as it was proposed. `reason` is a code that a page has a sentence for."""

    def __init__(self, said: str, reason: str = "other") -> None:
        super().__init__(said)
        self.reason = reason
