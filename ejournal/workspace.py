"""A new workspace: settings, the university's own copy of the parameters, and an empty registry workbook (3.1)."""

import shutil
from pathlib import Path

from ejournal.config import FILE, TEMPLATE, Config, load_config
from ejournal.errors import ConfigError
from ejournal.i18n import Language
from ejournal.parameters import share_folder
from ejournal.registry import write_registry

INSTITUTION = "Жалал-Абадский государственный университет"


def init(folder: Path, *, institution: str = INSTITUTION, language: Language = "ru") -> Config:
    """Make the folder a workspace; what stands there already is kept. Raises ConfigError where it is one already."""
    if (folder / FILE).exists():
        raise ConfigError(
            "this folder is a workspace already",
            where=str(folder),
            remedy="Give another folder, or change its settings",
        )
    folder.mkdir(parents=True, exist_ok=True)
    _copy_parameters(folder / "parameters")
    settings = TEMPLATE.format(institution=institution.replace("\\", "").replace('"', "'"), language=language)
    (folder / FILE).write_text(settings, encoding="utf-8")
    config = load_config(folder)
    for place in (config.journals, config.archive):
        place.mkdir(parents=True, exist_ok=True)
    if not config.registry.exists():
        write_registry(config.registry, language=language)
    return config


def _copy_parameters(folder: Path) -> None:
    """The shipped files that the folder lacks: what the workspace has wins."""
    shipped = share_folder("parameters")
    for source in sorted(path for path in shipped.rglob("*.yaml")):
        target = folder / source.relative_to(shipped)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
