"""Files and folders that appear under their name when they are complete, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from .errors import OutputError


def placed(target: Path, write: Callable[[Path], None], overwrite: bool) -> Path:
    """Has a file, or a folder of Parquet files, written beside the target, and gives it its name when it is complete.

    Raises
    ------
    OutputError
        If the target is there and may not be replaced, or cannot be written.
    """
    if not overwrite and target.exists():
        raise OutputError(f"{target} exists. Choose another name, or pass overwrite=True.")
    if target.is_dir() and any(entry.suffix != ".parquet" for entry in target.iterdir()):
        raise OutputError(f"{target} holds other things than Parquet files, so it is not overwritten. Choose another name.")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.partial-", dir=target.absolute().parent) as folder:
            place = Path(folder) / target.name
            write(place)
            if target.is_dir():
                shutil.move(target, Path(folder) / "replaced")
            os.replace(place, target)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or error}") from error
    return target
