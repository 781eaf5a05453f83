"""The one exception tree of the project; every layer raises from it, none catches what it cannot mend.

::

    JiaowenError                 anything we raise on purpose
    ├── InputError               something given to us cannot be used: names it, says where and what to do
    │   ├── DecodeError          bytes that are no text in any encoding we read
    │   ├── EmptyInputError      nothing to analyse in it
    │   └── UnknownTopicError    a code that guidelines/TOPICS.md does not have
    ├── ModelError               a classifier that cannot be used
    │   ├── ModelMissingError    no trained model where one was looked for
    │   └── ModelMismatchError   files that do not match their recorded digest, version or types
    ├── CorpusError              a labelled corpus that cannot be trained on or measured with
    ├── StoreError               the article store cannot do it
    │   ├── NotFoundError        no such article, run or key
    │   └── ConflictError        somebody else changed it meanwhile (optimistic locking)
    └── FetchError               a page or site that could not be fetched, or must not be
"""


class JiaowenError(Exception):
    """Anything the project raises on purpose; ``str()`` is one line fit for a person to read."""


class InputError(JiaowenError):
    """Something given to us cannot be used."""


class DecodeError(InputError):
    """Bytes that are no text in any encoding we read."""


class EmptyInputError(InputError):
    """An input with nothing in it to analyse."""


class UnknownTopicError(InputError):
    """A topic code that the topic guideline does not have."""


class ModelError(JiaowenError):
    """A classifier that cannot be used."""


class ModelMissingError(ModelError):
    """No trained model where one was looked for."""


class ModelMismatchError(ModelError):
    """Model files that do not match their recorded digest, version or types."""


class CorpusError(JiaowenError):
    """A labelled corpus that cannot be trained on or measured with."""


class StoreError(JiaowenError):
    """The article store cannot do what was asked."""


class NotFoundError(StoreError):
    """No such article, run or key in the store."""


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile."""


class FetchError(JiaowenError):
    """A page or site that could not be fetched, or must not be."""
