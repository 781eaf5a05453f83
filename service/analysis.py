"""Analysis of many inputs: each gives its records or a named failure, in input order, in one process or several.

For the way from what was read to complete records. Reading is ``inputs``, keeping ``ingest``; what a record says comes
from the rooms below.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from models.analyser import Analyser, load_analyser
from models.registry import find_model, load_card
from nlp.errors import EmptyInputError, InputError, JiaowenError
from nlp.record import Article
from scrapers.files import FileResult
from service.inputs import STANDARD_INPUT, InputKind, build_articles

# Inputs handed out ahead per process: enough that none waits while the slowest one's results are due, few enough to
# keep a folder of any size out of memory.
AHEAD = 4


@dataclass(frozen=True)
class Outcome:
    """What became of one input: its records, or the error that names it. ``line`` as in ``FileResult``."""

    path: str
    articles: list[Article] = field(default_factory=list)
    error: JiaowenError | None = None
    line: int | None = None

    @property
    def name(self) -> str:
        """The input as a person knows it."""
        place = "standard input" if self.path == STANDARD_INPUT else self.path
        return f"{place}, line {self.line}" if self.line else place


def analyse_result(result: FileResult, analyser: Analyser, kind: InputKind = InputKind.AUTO) -> Outcome:
    """Analyse one input; whatever goes wrong with it is its failure and nobody else's."""
    outcome = Outcome(result.path, line=result.line)
    if result.error:
        return Outcome(result.path, error=result.error, line=result.line)
    try:
        records = _analyse(build_articles(result, kind), analyser)
    except JiaowenError as error:
        return Outcome(result.path, error=type(error)(f"{outcome.name}: {error}"), line=result.line)
    except Exception as error:  # a fault of ours in one input of thousands must not lose the others
        fault = JiaowenError(
            f"{outcome.name}: fault of the program ({type(error).__name__}: {error}); please report it"
        )
        fault.__cause__ = error
        return Outcome(result.path, error=fault, line=result.line)
    return Outcome(result.path, records, line=result.line)


def analyse_inputs(results: Iterable[FileResult], model: Path, kind: InputKind, jobs: int = 1) -> Iterator[Outcome]:
    """Analyse inputs in one process or several; outcomes come in input order, and an input is read when its turn is near.

    Raises:
        ModelMissingError, ModelMismatchError: at once, or from the first process that cannot load the model.
    """
    if jobs == 1:
        analyser = load_analyser(model)
        return (analyse_result(result, analyser, kind) for result in results)
    load_card(find_model(model))  # the processes would find out only after the output was opened
    return _analyse_parallel(results, model, kind, jobs)


def _analyse_parallel(results: Iterable[FileResult], model: Path, kind: InputKind, jobs: int) -> Iterator[Outcome]:
    waiting: deque[tuple[FileResult, Future[Outcome]]] = deque()
    pool = _open_pool(jobs)
    try:
        for result in results:
            waiting.append((result, pool.submit(_analyse_here, result, model, kind)))
            if len(waiting) >= jobs * AHEAD:
                yield _collect(*waiting.popleft())
        while waiting:
            yield _collect(*waiting.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _open_pool(jobs: int) -> ProcessPoolExecutor:
    # Not forked: the parent has threads (progress, store), and a fork copies their locks as they happen to be.
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    # Ctrl-C reaches the whole group; ending the work is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _collect(result: FileResult, future: "Future[Outcome]") -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool as error:
        name = Outcome(result.path, line=result.line).name
        raise JiaowenError(
            f"{name}: a process that analysed this input or one of the next was killed (out of memory?); "
            "try again with --jobs 1, which shows the input that does it"
        ) from error


def _analyse_here(result: FileResult, model: Path, kind: InputKind) -> Outcome:
    return analyse_result(result, _load_once(model), kind)


@cache
def _load_once(model: Path) -> Analyser:
    return load_analyser(model)


def _analyse(articles: list[Article], analyser: Analyser) -> list[Article]:
    if not any(article.title or article.body.strip() for article in articles):
        raise EmptyInputError("no article in it: nothing to analyse")
    for article in articles:
        _check_text(article)
    records = analyser.analyse_page(articles)
    return [_with_printable_path(record) for record in records]


def _check_text(article: Article) -> None:
    try:
        f"{article.title}{article.body}".encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"half a character (U+{ord(error.object[error.start]):04X}) at offset {error.start}: "
            "the text was cut or wrongly escaped before it came here"
        ) from error


def _with_printable_path(article: Article) -> Article:
    path = article.source.path
    if path is None or path.isprintable():
        return article
    source = article.source.model_copy(update={"path": printable_path(path)})
    return article.model_copy(update={"source": source})


def printable_path(path: str) -> str:
    """Return a path that can be written as UTF-8: file names of Chinese Windows are often in GBK."""
    raw = os.fsencode(path)
    decoders: tuple[Callable[[], str], ...] = (raw.decode, lambda: raw.decode("gb18030"))
    for decode in decoders:
        try:
            return decode()
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
