"""What the DAGs need to know of the data set, from its definition file: the name that they carry, and the CSV file."""

import json
import os
import re
from pathlib import Path

# The program's folder: where it runs, and where the forms look for what they offer.
HOME = Path(os.environ.get("PENGUINS_HOME", "/opt/penguins"))
DEFINITION = os.environ.get("DATASET") or "data/datapackage.json"


def read_definition():
    """The data set's name, and its file as a path in the program's folder; what is wrong is a sentence.

    The program itself checks the rest (`penguins doctor`).
    """
    path = HOME / Path(DEFINITION).expanduser()
    try:
        definition = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise wrong(f"can't be read ({error.strerror})") from None
    except ValueError as error:
        raise wrong(f"is not JSON ({error})") from None
    match definition:
        case {"resources": [{"name": str(name), "path": str(file)}]}:
            pass
        case _:
            raise wrong('needs "resources" with one resource, which has a "name" and a "path"')
    if not re.fullmatch("[a-z][a-z0-9_]{0,39}", name):
        raise wrong(f"has the name {name!r}: take up to 40 lower-case letters, digits and _, a letter first")
    file = Path(os.path.relpath(path.parent / file, HOME)).as_posix()
    if not file.startswith("data/"):
        raise wrong(f"names the file {file}: put both into the folder data/, where the tasks look for files")
    return name, file


def wrong(what):
    return ValueError(f"The definition of the data set, {DEFINITION} (the setting DATASET), {what}.")


NAME, FILE = read_definition()
