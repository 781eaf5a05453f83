"""What holds for the repository as a whole: its locks, its documents, its set-up."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from service.cli.application import COMMANDS
from service.settings import VARIABLES, load_settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MOST_BYTES = 5_000_000


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).exists()]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=;! ]", line, maxsplit=1)[0].lower().replace("_", "-") for line in requirements}


def pinned(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    entries = [line.split(";")[0].strip() for line in lines if line and not line.lstrip().startswith("#")]
    return dict(entry.split("==") for entry in entries)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_locks_pin_everything_and_name_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    wanted = names(PROJECT["dependencies"]) | (names(PROJECT["optional-dependencies"]["dev"]) if "dev" in lock else set())
    assert wanted <= {re.sub(r"\[.*\]", "", name) for name in pinned(lock)}


def test_the_two_locks_agree():
    run, dev = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: dev[name] for name in run} == run


def test_no_tracked_file_is_large_or_holds_broken_characters():
    large = [path.name for path in tracked() if path.stat().st_size > MOST_BYTES]
    assert large == []
    texts = [path for path in tracked() if path.suffix in (".md", ".py", ".toml", ".jsonl", ".json", ".txt", ".tsv", ".html")]
    broken = [path.name for path in texts if b"\xef\xbf\xbd" in path.read_bytes()]
    assert broken == []


def test_every_module_says_what_it_is_for():
    bare = []
    for path in tracked():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("nlp", "models", "scrapers", "corpora", "service"):
            source = path.read_text(encoding="utf-8").lstrip()
            if source and not source.startswith(('"""', 'r"""')):
                bare.append(str(path.relative_to(ROOT)))
    assert bare == []


def test_readme_names_every_setting_with_its_default():
    table = dict(re.findall(r"\| `(JIAOWEN_\w+)` \| `([^`]*)` \|", README))
    defaults = load_settings({})
    assert set(table) == set(VARIABLES.values())
    for field, variable in VARIABLES.items():
        assert str(getattr(defaults, field)).endswith(table[variable]), variable


@pytest.mark.parametrize("name", ["commands", "api"])
def test_reference_is_what_the_program_says(name):
    done = subprocess.run([sys.executable, "tools/reference", name], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert name == "api" or all(f"## jiaowen {command}\n" in done.stdout for command in COMMANDS)


def test_python_example_of_the_readme_runs(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [["80所", "80.0", "所"], ["65所", "65.0", "所"], ["15所", "15.0", "所"]]


def test_continuous_integration_calls_make_test():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
