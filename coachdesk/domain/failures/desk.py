"""The desk itself, its keys, its store and its files."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import BUSY, DAMAGED, NOT_OPENED, WRONG_USAGE, ErrorKind

DESK: dict[str, ErrorKind] = {
    "desk.exists": ErrorKind("there is already a desk in {path}", "open it with: coachdesk --desk {path}"),
    "desk.none": ErrorKind("there is no desk in {path}", "make one with: coachdesk --desk {path} init", NOT_OPENED),
    "desk.not-a-folder": ErrorKind("{path} is a file, not a folder", "name another folder with --desk"),
    "desk.not-writable": ErrorKind(
        "{path} cannot be written", "check its permissions, or name another folder with --desk"
    ),
    "desk.not-yours": ErrorKind("{path} belongs to another user", "a desk is opened only by its owner", NOT_OPENED),
    "desk.not-empty": ErrorKind("{path} already holds other files", "name an empty or new folder"),
    "desk.newer": ErrorKind(
        "this desk was written by a newer Coachdesk (schema {found}, this one knows {known})",
        "update Coachdesk; nothing was touched",
        DAMAGED,
    ),
    "desk.damaged": ErrorKind(
        "the desk's database cannot be read: {why}", "restore a backup; nothing was changed", DAMAGED
    ),
    "desk.busy": ErrorKind("another process is writing to this desk", "try again in a moment", BUSY),
    "desk.full": ErrorKind("the disk is full; nothing was saved", "free some room and do it again"),
    "desk.keys-changed": ErrorKind(
        "the keys of this desk were changed by another process", "open it again; nothing was written", BUSY
    ),
    "terminal.none": ErrorKind(
        "coachdesk needs a terminal", "use a verb, such as `coachdesk clients list --json`", WRONG_USAGE
    ),
}

KEYS: dict[str, ErrorKind] = {
    "keys.damaged": ErrorKind(
        "keys.json is damaged and so is its copy in the database", "use a backup of keys.json", DAMAGED
    ),
    "keys.other-desk": ErrorKind("keys.json belongs to another desk", "put back this desk's own keys.json", DAMAGED),
    "keys.none": ErrorKind(
        "keys.json is missing and the database holds no copy", "put keys.json back beside desk.db", DAMAGED
    ),
    "keys.parameters": ErrorKind(
        "the key file asks for key derivation outside the safe range ({why})", "it was changed by someone", DAMAGED
    ),
    "keys.newer": ErrorKind(
        "keys.json was written by a newer Coachdesk", "update Coachdesk; nothing was touched", DAMAGED
    ),
    "key.gone": ErrorKind("the key of this record was destroyed", "its client was disposed of"),
    "not-opened.passphrase": ErrorKind(
        "that passphrase does not open this desk", "nothing is lost: try again, or use the recovery key", NOT_OPENED
    ),
    "not-opened.recovery": ErrorKind(
        "that recovery key does not open this desk", "check that it is the sheet of this desk", NOT_OPENED
    ),
    "not-opened.keyring": ErrorKind(
        "the keyring did not give the key: {why}", "use the passphrase or the recovery key", NOT_OPENED
    ),
    "not-opened.memory": ErrorKind(
        "opening this desk needs {mib} MiB of free memory", "close other programs, or use the recovery key", NOT_OPENED
    ),
    "not-opened.no-opener": ErrorKind("this desk has no {kind} slot", "open it another way: {kinds}", NOT_OPENED),
    "not-opened.nothing": ErrorKind("nothing was given to open the desk with", "add --passphrase-stdin", NOT_OPENED),
    "passphrase.short": ErrorKind("a passphrase needs at least 8 characters", "three or four words are good"),
    "passphrase.long": ErrorKind("a passphrase is at most 1,024 bytes long", "shorten it"),
    "passphrase.text": ErrorKind("a passphrase is one line of text", "leave out control characters"),
    "passphrase.differ": ErrorKind("the two passphrases differ", "nothing was changed: type the same one twice"),
    "recovery.group": ErrorKind(
        "group {group} of the recovery key has a typing error",
        "compare it with the sheet, letter by letter",
        NOT_OPENED,
    ),
    "recovery.length": ErrorKind(
        "a recovery key has 7 groups of 5 characters; {found} characters were given",
        "type all of the sheet",
        NOT_OPENED,
    ),
    "recovery.letter": ErrorKind(
        "group {group} of the recovery key has the character {letter}, which never occurs",
        "compare it with the sheet",
        NOT_OPENED,
    ),
    "recovery.confirm": ErrorKind(
        "that is not group {group} of the key", "look at the sheet and type its 5 characters"
    ),
    "slots.last": ErrorKind("the last way to open this desk cannot be removed", "add another slot first"),
    "slots.many": ErrorKind("a desk has at most {most} slots", "remove one first"),
    "slots.label": ErrorKind("a slot's label is one line of at most {most} characters", "shorten it"),
    "slots.kind": ErrorKind("{kind} is not a way to open a desk", "passphrase, keyring or recovery", WRONG_USAGE),
    "slots.none": ErrorKind("there is no slot {ref}", "coachdesk slots list shows them"),
    "slots.keyring-there": ErrorKind("the keyring opens this desk already", "coachdesk slots list shows every way"),
    "keyring.none": ErrorKind("there is no keyring to use here: {why}", "use a passphrase"),
}

STORE: dict[str, ErrorKind] = {
    "row.damaged": ErrorKind(
        "{table} {id} was changed outside Coachdesk or is damaged", "coachdesk doctor names all of them", DAMAGED
    ),
    "store.unknown": ErrorKind("the database refused: {why}", "coachdesk doctor looks for the cause", DAMAGED),
    "undo.nothing": ErrorKind("there is nothing to undo"),
    "undo.changed": ErrorKind("{what} was changed since", "undo that change first"),
    "undo.needed": ErrorKind("{what} came later and needs it", "undo or finish that first"),
    "undo.kept": ErrorKind("{what} is kept for good and needs it", "nothing on the one list ever goes, undone or not"),
    "undo.done": ErrorKind("that was undone already"),
    "undo.final": ErrorKind("{verb}: that cannot be undone", "it is recorded for good"),
    "undo.list": ErrorKind("what was undone on the one list stays undone", "add or do it again"),
    "undo.migrated": ErrorKind("the desk was upgraded since; older actions cannot be undone"),
}

FILES: dict[str, ErrorKind] = {
    "file.no-folder": ErrorKind("there is no folder {path}", "make it first, or name another"),
    "file.exists": ErrorKind("{path} exists already and was not replaced", "name another file, or allow replacing it"),
    "file.link": ErrorKind("{path} is a link, and links are not followed", "name the file itself"),
    "file.not-a-file": ErrorKind("{path} is not a file that can be written", "name a new file"),
    "file.folder": ErrorKind("{path} names a folder, not a file", "write the name of the file behind it"),
    "file.full": ErrorKind("there is no room left for {path}; nothing was written", "free some room and do it again"),
    "file.unwritable": ErrorKind("{path} cannot be written: {why}", "check its permissions, or name another place"),
}
