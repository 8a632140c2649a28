"""The box under fire: run as a process of its own, prints what came of it as JSON.

Real processes, real SIGKILL. Each step of an emptying at which something could be lost (every statement, both
sides of a commit, every writing through to the disk and unlinking) is the end of one child; then the next
tries again. Children are forked from a process that has loaded everything.
"""

import json
import os
import sys


def main(what: str) -> None:
    import django

    django.setup()
    from django.apps import apps
    from django.db import connection

    from feedback.letterbox import kinds
    from sealing import keys_folder
    from tests.letterbox import killing, racing, restoring
    from tests.letterbox.processes import Changed
    from tests.letterbox.rooms import Room

    # A killed process loses nothing that it has written; only a power cut would. Waiting for disks is slow.
    keys_folder.os = Changed(os, fsync=lambda number: None)
    kinds._kinds.clear()
    kinds._at_emptying.clear()
    room = Room()
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("letterbox").get_models():
            editor.create_model(model)
    room.make_table()
    room.plug_in()
    acts = {"kill": killing.kill, "restore": restoring.restore, "race": racing.race}
    print(json.dumps(acts[what](room)))


if __name__ == "__main__":
    main(sys.argv[1])
