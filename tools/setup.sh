#!/bin/sh
# Makes the virtual environment $VENV with $PYTHON, or with the first suitable Python found, and installs voiceguide into it.
# `setup.sh demo` may install system packages when it runs as root; `setup.sh test` adds what the tests need, and
# `setup.sh piper` what those of the extra [piper] need, 155 MB more; `setup.sh ear` adds what bench/hearing.py listens with.
# Every step leaves a stamp in $VENV and is left out while pyproject.toml is older; pip's words go to $VENV/setup.log.
set -eu
cd "$(dirname "$0")/.."

goal=${1:-demo}
VENV=${VENV:-.venv}
PYTHON=${PYTHON:-}
NEEDED='Python 3.11 or newer'
IS_RECENT='import sys; sys.exit(sys.version_info < (3, 11))'
VERSION='import sys; print(".".join(map(str, sys.version_info[:2])))'
case ${OS:-} in
    Windows_NT) python=$VENV/Scripts/python ;;
    *) python=$VENV/bin/python ;;
esac
log=$VENV/setup.log
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0
unset PYTHONHOME PYTHONPATH

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }

fresh() { [ -e "$VENV/.$1" ] && [ ! pyproject.toml -nt "$VENV/.$1" ]; }
stamp() { : >"$VENV/.$1"; }

is_recent() { "$1" -c "$IS_RECENT" >/dev/null 2>&1; }
makes_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

choose_python() {
    recent='' old=''
    if [ -n "$PYTHON" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.13 python3.12 python3.11 python3.14
    fi
    for candidate; do
        if is_recent "$candidate"; then
            recent=${recent:-$candidate}
            if makes_environments "$candidate"; then
                PYTHON=$candidate
                return
            fi
        elif version=$("$candidate" -c "$VERSION" 2>/dev/null); then
            old=${old:-$candidate is Python $version}
        fi
    done
    if [ -n "$recent" ]; then
        version=$("$recent" -c "$VERSION")
        give_up "$recent (Python $version) has no venv module: on Debian or Ubuntu, 'apt install python$version-venv' adds it."
    fi
    if [ -n "$old" ]; then
        give_up "voiceguide needs $NEEDED, but $old: install a newer one, or name it, as in 'make $goal PYTHON=python3.12'."
    fi
    give_up "voiceguide needs $NEEDED, but ${PYTHON:-python3} cannot be run: install one, or name it, as in 'make $goal PYTHON=python3.12'."
}

make_environment() {
    if is_recent "$python" && "$python" -c 'import pip' 2>/dev/null; then
        return
    fi
    choose_python
    say "Making $VENV with Python $("$PYTHON" -c "$VERSION") ..."
    rm -f "$VENV/.installed" "$VENV/.tests" "$VENV/.speakers" "$VENV/.headers" "$VENV/.piper" "$VENV/.ear"
    mkdir -p "$VENV"
    clear=$([ ! -e "$VENV/pyvenv.cfg" ] || echo --clear)
    made=$("$PYTHON" -m venv $clear "$VENV" 2>&1) || give_up "$PYTHON could not make $VENV: $(printf '%s' "$made" | tail -n 1)"
}

pip_install() { "$python" -m pip install "$@" >>"$log" 2>&1; }

# One sentence for what pip takes a page to say.
explain_pip() {
    if grep -qE 'connection broken by|NewConnectionError|name resolution|Network is unreachable|Read timed out' "$log"; then
        reason='the package index cannot be reached: check the network, and try again'
    elif grep -q 'No space left on device' "$log"; then
        reason='the disk is full'
    elif missing=$(sed -n 's/^ *ERROR: No matching distribution found for //p' "$log" | head -n 1) && [ -n "$missing" ]; then
        version=$("$python" -c "$VERSION")
        reason="there is no wheel of $missing for Python $version on this machine: try another, as in 'make $goal PYTHON=python3.12' after 'make clean'"
    else
        error=$(sed -n 's/^ *ERROR: //p' "$log" | tail -n 1)
        reason="pip failed${error:+ with '$error'}"
    fi
    give_up "voiceguide could not be installed, since $reason (pip's own words are in $log)."
}

install_voiceguide() {
    if fresh installed; then
        return
    fi
    say 'Installing voiceguide and the packages it stands on ...'
    : >"$log"
    pip_install --only-binary :all: --editable . || explain_pip
    # As pip does with what it copies: else the first start compiles it, or every one where no byte code is written.
    "$python" -m compileall -q voiceguide >>"$log" 2>&1 || :
    stamp installed
}

install_tests() {
    if fresh tests; then
        return
    fi
    say 'Installing what the tests need ...'
    : >"$log"
    pip_install --only-binary :all: --editable '.[draft,share,cluster]' || explain_pip
    install_group dev
    stamp tests
}

# Before version 25, pip knows nothing of dependency groups.
install_group() {
    "$python" - "$1" >"$VENV/$1.txt" <<'PYTHON'
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["dependency-groups"][sys.argv[1]], sep="\n")
PYTHON
    pip_install --only-binary :all: --requirement "$VENV/$1.txt" || explain_pip
}

install_piper() {
    if fresh piper; then
        return
    fi
    say 'Installing Piper ...'
    : >"$log"
    pip_install --only-binary :all: --editable '.[piper]' || explain_pip
    install_group piper
    stamp piper
}

install_ear() {
    if fresh ear; then
        return
    fi
    say 'Installing speech recognition ...'
    : >"$log"
    install_group ear
    stamp ear
}

# simpleaudio is compiled here, on Linux against ALSA's headers.
can_compile() {
    case $(uname -s) in
    Linux) headers='#include <Python.h>\n#include <alsa/asoundlib.h>\n' ;;
    Darwin) xcode-select -p >/dev/null 2>&1 || return 1 ; headers='#include <Python.h>\n' ;;
    *) headers='#include <Python.h>\n' ;;
    esac
    include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
    # shellcheck disable=SC2059
    printf "$headers" | cc -E -I"$include" - >/dev/null 2>&1
}

add_headers() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        return
    fi
    packages='gcc libc6-dev libasound2-dev'
    base=$("$python" -c 'import sys; print(sys.base_prefix)')
    if [ "$base" = /usr ]; then
        packages="$packages $("$python" -c 'import sys; print("python%d.%d-dev" % sys.version_info[:2])')"
    fi
    say "Installing $packages ..."
    # shellcheck disable=SC2086
    apt_get install $packages || { apt_get update && apt_get install $packages; } || return 0
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; }

# A machine without it loses little: miniaudio is always there, and comes first. So nothing here stops the set-up.
install_speakers() {
    if fresh speakers; then
        return
    fi
    if [ "$goal" = demo ] && ! can_compile && ! fresh headers; then
        add_headers
        stamp headers
    fi
    if ! can_compile; then
        [ "$goal" = test ] ||
            say 'simpleaudio is left out, and miniaudio plays instead: simpleaudio needs a C compiler and the headers of Python and ALSA.'
        return
    fi
    say 'Compiling simpleaudio ...'
    pip_install --editable '.[simpleaudio]' ||
        say "simpleaudio could not be compiled, and miniaudio plays instead (pip's own words are in $log)."
    stamp speakers
}

make_environment
install_voiceguide
case $goal in demo | test) install_speakers ;; esac
case $goal in test | piper) install_tests ;; esac
[ "$goal" != piper ] || install_piper
[ "$goal" != ear ] || install_ear
