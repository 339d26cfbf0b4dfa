"""The scripts of `coachdesk completion`: for bash, zsh and fish. Each is whole in itself and starts no program.

All three walk along the words typed so far to the place where the cursor is, and offer what may follow there.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Sequence

from coachdesk.cli.completion import FILES, FOLDERS, Option, Place


def bash(places: Sequence[Place]) -> str:
    """For bash, 3.2 and later."""
    at = [
        f"    {_quoted(one.path)}) words={_quoted(_words(one))} options={_quoted(_names(one))} "
        f"takes={_quoted(_takes(one))} paths={_quoted(one.paths)} ;;"
        for one in places
    ]
    values = [
        f"    {_quoted(f'{one.path} {option.name}'.strip())}) values={_quoted(' '.join(option.values))} "
        f"paths={_quoted(option.paths)} ;;"
        for one in places
        for option in one.options
        if option.values or option.paths
    ]
    return _BASH.substitute(at="\n".join(at), values="\n".join(values))


def zsh(places: Sequence[Place]) -> str:
    """For zsh; as a file of its fpath, or sourced."""
    at = [
        f"    ({_quoted(one.path)}) verbs=({_told(one.words)}) "
        f"options=({_told((option.name, option.about) for option in one.options)}) "
        f"takes=({_takes(one)}) paths={_quoted(one.paths)} ;;"
        for one in places
    ]
    values = [
        f"    ({_quoted(f'{one.path} {option.name}'.strip())}) values=({' '.join(option.values)}) "
        f"paths={_quoted(option.paths)} ;;"
        for one in places
        for option in one.options
        if option.values or option.paths
    ]
    return _ZSH.substitute(at="\n".join(at), values="\n".join(values))


def fish(places: Sequence[Place]) -> str:
    """For fish, 3 and later."""
    takes = [
        f"        case {_quoted(one.path)}\n            string split -- ' ' {_quoted(_takes(one))}" for one in places
    ]
    return _FISH.substitute(
        takes="\n".join(takes),
        paths=" ".join(_quoted(one.path) for one in places),
        lines="\n".join(line for one in places for line in _fish_lines(one)),
    )


def _fish_lines(place: Place) -> list[str]:
    at = f'complete -c coachdesk -n "__coachdesk_at {_quoted(place.path)}"'
    lines = [f"{at} -a {_quoted(word)}{_fish_told(about)}" for word, about in place.words]
    lines += [f"{at} -F"] if place.paths else []
    return lines + [
        f"{at} -l {option.name[2:]}{_fish_value(option)}{_fish_told(option.about)}" for option in place.options
    ]


def _fish_value(option: Option) -> str:
    if option.values:
        return f" -x -a {_quoted(' '.join(option.values))}"
    if option.paths == FILES:
        return " -r -F"
    if option.paths == FOLDERS:
        return " -x -a '(__fish_complete_directories)'"
    return " -x" if option.takes else ""


def _fish_told(about: str) -> str:
    escaped = about.replace("\\", "\\\\").replace("'", "\\'")
    return f" -d '{escaped}'" if about else ""


def _words(place: Place) -> str:
    return " ".join(word for word, _ in place.words)


def _names(place: Place) -> str:
    return " ".join(option.name for option in place.options)


def _takes(place: Place) -> str:
    return " ".join(option.name for option in place.options if option.takes)


def _quoted(text: str) -> str:
    """The text as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _told(words: Iterable[tuple[str, str]]) -> str:
    return " ".join(_quoted(f"{word}:{about}" if about else word) for word, about in words)


class _Script(string.Template):
    delimiter = "@@"


_BASH = _Script("""\
# Completion of coachdesk in bash. To use it: source <(coachdesk completion bash)
_coachdesk_at() {
  words='' options='' takes='' paths=''
  case "$1" in
@@at
    *) return 1 ;;
  esac
}
_coachdesk_values() {
  values='' paths=''
  case "$1" in
@@values
  esac
}
_coachdesk() {
  local current=${COMP_WORDS[COMP_CWORD]} place='' words options takes paths values word taking='' i
  local IFS=$' \\n'
  COMPREPLY=()
  _coachdesk_at ''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $taking ]]; then taking=''; continue; fi
    case "$word" in
      --) return ;;
      -*) [[ " $takes " == *" $word "* ]] && taking=$word ;;
      *) if [[ " $words " == *" $word "* ]]; then
           place="${place:+$place }$word"
           _coachdesk_at "$place" || return
         fi ;;
    esac
  done
  if [[ $current == '=' ]]; then current=''; fi
  if [[ -n $taking ]]; then
    _coachdesk_values "${place:+$place }$taking"
    words=$values
  elif [[ $current == -* ]]; then
    words=$options paths=''
  fi
  if [[ $paths == files ]]; then
    compopt -o filenames 2>/dev/null
    IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
  elif [[ $paths == folders ]]; then
    compopt -o filenames 2>/dev/null
    IFS=$'\\n'
    COMPREPLY=($(compgen -d -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -F _coachdesk coachdesk
""")

_ZSH = _Script("""\
#compdef coachdesk
# Completion of coachdesk in zsh. To use it: save it as _coachdesk in a folder of your fpath
_coachdesk_at() {
  verbs=() options=() takes=() paths=''
  case "$1" in
@@at
    (*) return 1 ;;
  esac
}
_coachdesk_values() {
  values=() paths=''
  case "$1" in
@@values
  esac
}
_coachdesk() {
  local place='' paths word taking='' i
  local -a verbs options takes values
  _coachdesk_at ''
  for ((i = 2; i < CURRENT; i++)); do
    word=${words[i]}
    if [[ -n $taking ]]; then taking=''; continue; fi
    case "$word" in
      (--) return ;;
      (-*) [[ -n ${takes[(re)$word]} ]] && taking=$word ;;
      (*) if [[ -n ${verbs[(re)$word]} || -n ${verbs[(r)${(b)word}:*]} ]]; then
            place="${place:+$place }$word"
            _coachdesk_at "$place" || return
          fi ;;
    esac
  done
  if [[ -z $taking && $PREFIX == --*=* ]]; then
    taking=${PREFIX%%=*}
    compset -P '*='
  fi
  if [[ -n $taking ]]; then
    _coachdesk_values "${place:+$place }$taking"
    verbs=($values)
  elif [[ $PREFIX == -* ]]; then
    _describe -o option options
    return
  fi
  case $paths in
    (files) _files ;;
    (folders) _files -/ ;;
    (*) _describe word verbs ;;
  esac
}
if [[ ${funcstack[1]} == _coachdesk ]]; then _coachdesk "$@"; else compdef _coachdesk coachdesk; fi
""")

_FISH = _Script("""\
# Completion of coachdesk in fish. To use it: save it as ~/.config/fish/completions/coachdesk.fish
function __coachdesk_takes
    switch "$argv[1]"
@@takes
    end
end
function __coachdesk_at
    set -l place ''
    set -l taking ''
    set -l typed (commandline -opc)
    for word in $typed[2..-1]
        if test -n "$taking"
            set taking ''
        else if string match -q -- '-*' $word
            contains -- $word (__coachdesk_takes "$place"); and set taking yes
        else
            set -l further (string trim -- "$place $word")
            contains -- $further @@paths; and set place $further
        end
    end
    test "$place" = "$argv[1]"
end
complete -c coachdesk -f
@@lines
""")

WRITERS: dict[str, Callable[[Sequence[Place]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
