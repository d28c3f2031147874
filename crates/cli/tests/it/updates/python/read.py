"""Reads a repository with python-tuf's client: METADATA-URL TARGETS-URL ROOT PATH FOLDER.

The target goes to FOLDER; what is said of it goes to standard output as JSON.
"""

import json
import pathlib
import sys

from tuf.ngclient import Updater


def main(metadata: str, targets: str, root: str, path: str, folder: str) -> None:
    place = pathlib.Path(folder)
    for name in ("metadata", "targets"):
        (place / name).mkdir(parents=True, exist_ok=True)
    updater = Updater(
        str(place / "metadata"),
        metadata,
        str(place / "targets"),
        targets,
        bootstrap=pathlib.Path(root).read_bytes(),
    )
    updater.refresh()
    target = updater.get_targetinfo(path)
    if target is None:
        sys.exit(f"{path}: no role names this target")
    updater.download_target(target, str(place / "targets" / "file"))
    json.dump(target.to_dict(), sys.stdout)


main(*sys.argv[1:])
