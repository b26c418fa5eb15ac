"""What a run is the same as: hashes of code, notebook and parameters, so that equal hashes mean equal tables."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def canonical(value: object) -> str:
    """The value as JSON in one form: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(value: object) -> str:
    """SHA-256 (hex) of the value's canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def run_digest(run: Mapping[str, object], parameters_digest: str) -> str:
    """One hash of a run's own parameters and of all files in ``parameters/`` as resolved."""
    return digest_of({"run": dict(run), "parameters": parameters_digest})


@cache
def code_version() -> str:
    """The program's version and, after +, the first 8 digits of its sources' SHA-256: a changed line shows."""
    package = Path(__file__).resolve().parents[1]
    sources = sorted(path for pattern in ("*.py", "*.typ") for path in package.rglob(pattern))
    digests = {path.relative_to(package).as_posix(): file_digest(path) for path in sources}
    return f"{_released()}+{digest_of(digests)[:8]}"


def _released() -> str:
    try:
        return version("ejournal")
    except PackageNotFoundError:
        return "0"
