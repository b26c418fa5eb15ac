"""What the database reports, as errors of this program: no statement, no row and no password stands in them."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from ejournal.errors import StoreBusy, StoreError

_BUSY_STATES = {"55P03", "40P01"}  # PostgreSQL: lock_not_available, deadlock_detected
_REMEDY = "See docs/operations.md, 'The database'"


def parsed(address: str) -> sa.URL:
    """The address taken apart. Raises StoreError, without the address, for one that cannot be used."""
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError("the database's address cannot be read", remedy=_REMEDY) from None
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError("this kind of database is not known", where=shown(url), value=url.drivername, remedy=_REMEDY)
    return url


def shown(url: sa.URL) -> str:
    """The address as people may see it: the password as ***, and of the options only where the server is."""
    hidden = url.difference_update_query([name for name in url.query if name not in ("host", "port")])
    return hidden.render_as_string(hide_password=True)


@contextmanager
def mapped(url: sa.URL) -> Iterator[None]:
    """Raise what the database reports inside as StoreBusy or StoreError; a wrong statement stays what it is."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        if _is_damaged(error):
            raise StoreError(
                "not a dataset, or a damaged one", where=shown(url), value=_plain(error, url), remedy="Restore a backup"
            ) from error
        if isinstance(error, sa.exc.OperationalError) or error.statement is None:  # no statement: it did not connect
            raise _operational(error, url) from error
        raise


def _operational(error: sa.exc.DBAPIError, url: sa.URL) -> StoreError:
    state = getattr(error.orig, "sqlstate", None)
    if state in _BUSY_STATES or "database is locked" in str(error.orig):
        return StoreBusy("another process is writing", where=shown(url), remedy="Try again in a minute")
    return StoreError("the database does not answer", where=shown(url), value=_plain(error, url), remedy=_REMEDY)


def _plain(error: sa.exc.DBAPIError, url: sa.URL) -> str:
    """The driver's own words, with the password blotted out should they quote it."""
    text = " ".join(str(error.orig).split())
    secrets = [url.password, *(value for name, value in url.query.items() if name not in ("host", "port"))]
    for secret in filter(None, secrets):
        text = text.replace(str(secret), "***")
    return text


def _is_damaged(error: sa.exc.DBAPIError) -> bool:
    return getattr(error.orig, "sqlite_errorname", "") in ("SQLITE_NOTADB", "SQLITE_CORRUPT")
