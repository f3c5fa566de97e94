#!/bin/sh
# Proves the set-up on a Debian 12 that has nothing but a shell: a debootstrap minbase tree, once as
# root, once as a plain user who cannot install packages. Takes minutes, about 4 GB, and the network.
#
#   tests/machine/fresh.sh         set-up, then ./run demo and ./test in both ways
#   tests/machine/fresh.sh demo    set-up and ./run demo only
#   tests/machine/fresh.sh setup   set-up only
#
# Exit status 0: proved; 77: cannot be tried here (the sentence says why); anything else: a failure.
# Works on a copy of the checkout's own files; mounts live in a mount namespace of their own.
set -u
wanted=${1:-all}
here=$(cd "$(dirname "$0")/../.." && pwd) || exit 1

skip() {
    printf 'skipped: %s\n' "$1"
    exit 77
}
fail() {
    printf 'FAILED: %s\n' "$1"
    exit 1
}
title() { printf '\n=== %s\n' "$1"; }

[ "$(uname)" = Linux ] || skip 'a Debian tree needs Linux'
[ "$(id -u)" = 0 ] || skip 'making a Debian tree needs root'
for tool in debootstrap unshare chroot setpriv; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done
if [ "${ONGI_FRESH_INSIDE:-}" != 1 ]; then
    unshare --mount true 2>/dev/null || skip 'no mount namespaces here'
    ONGI_FRESH_INSIDE=1 exec unshare --mount --propagation private "$0" "$@"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/ongi-fresh.XXXXXX") || exit 1
clean() {
    for tree in "$work"/base "$work"/root "$work"/plain; do
        umount -R -l "$tree/proc" "$tree/dev" 2>/dev/null # lazily: what was killed may linger
    done
    rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 1' INT TERM

# --- trees ----------------------------------------------------------------------------------------

make_base() { # the way to the registries is this machine's own, so it is copied, never named
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -v security | head -n 1)
    # shellcheck disable=SC2086
    debootstrap --variant=minbase bookworm "$work/base" $mirror >"$work/debootstrap.log" 2>&1 || {
        tail -n 5 "$work/debootstrap.log"
        skip 'debootstrap cannot reach a mirror'
    }
    cp /etc/resolv.conf /etc/hosts "$work/base/etc/" 2>/dev/null
    grep -ls 'Acquire' /etc/apt/apt.conf.d/* /etc/apt/apt.conf 2>/dev/null | while read -r file; do
        cp "$file" "$work/base/etc/apt/apt.conf.d/"
    done
    # Not under its usual name: the package ca-certificates would write over it.
    cp "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$work/base/etc/this-machine.pem"
    mkdir "$work/base/checkout"
    (cd "$here" && git ls-files -co --exclude-standard -z | grep -zv '^$' |
        xargs -0 -r ls -d 2>/dev/null | tar -c -T - | tar -x -C "$work/base/checkout") ||
        fail 'the checkout could not be copied'
}

make_tree() { # NAME OWNER
    cp -a "$work/base" "$work/$1"
    chown -R "$2" "$work/$1/checkout"
    mkdir -p "$work/$1/home/plain"
    chown 1000:1000 "$work/$1/home/plain"
    printf 'plain:x:1000:1000::/home/plain:/bin/sh\n' >>"$work/$1/etc/passwd"
    mount -t proc proc "$work/$1/proc"
    mount --rbind /dev "$work/$1/dev"
}

inside() { # TREE root|plain COMMAND: in the checkout, with a bare environment
    tree=$1
    who=$2
    shift 2
    if [ "$who" = plain ]; then
        set -- setpriv --reuid 1000 --regid 1000 --clear-groups \
            sh -c "cd /checkout && HOME=/home/plain && export HOME && $1"
    else
        set -- sh -c "cd /checkout && $1"
    fi
    # shellcheck disable=SC2046
    chroot "$work/$tree" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/root LC_ALL=C.UTF-8 SSL_CERT_FILE=/etc/this-machine.pem PIP_CERT=/etc/this-machine.pem \
        NODE_EXTRA_CA_CERTS=/etc/this-machine.pem REQUESTS_CA_BUNDLE=/etc/this-machine.pem \
        $(env | grep -iE '^(https?_proxy|no_proxy|pip_index_url|npm_config_registry)=[^ ]*$') \
        "$@" </dev/null
}

# --- what is proved -------------------------------------------------------------------------------

ready() { # TREE
    inside "$1" root 'test -s .venv/ready && test -s resources/vendor/fonts/NotoSansKR_400Regular.ttf &&
        test -s resources/vendor/ocr/kor.traineddata' ||
        fail "$1: set-up did not come to its end"
}

set_up_with() { # TREE WHO: only the set-up, without the program
    inside "$1" "$2" '. ./.ci/setup.sh && setup base'
}

quick_again() { # TREE WHO: a second start costs well under a second; a busy machine has five tries
    inside "$1" "$2" '. ./.ci/setup.sh
        for try in 1 2 3 4 5; do
            before=$(date +%s%N); setup base; after=$(date +%s%N)
            spent=$(((after - before) / 1000000)); echo "second start: $spent ms"
            [ $spent -ge 1000 ] || exit 0
        done; exit 1' ||
        fail "$1: the second start is slow"
}

line_for() { # WHAT: the line that a plain user is told, for `setup WHAT`
    inside plain plain ". ./.ci/setup.sh && setup $1" >"$work/said" 2>&1 &&
        fail 'a plain user was not told about missing packages'
    cat "$work/said" >&2
    sed -n 's/^ *sudo \(apt-get install .*\)$/\1/p' "$work/said"
}

programs() { # TREE WHO
    [ "$wanted" != setup ] || return 0
    inside "$1" "$2" './run --help >/dev/null' || fail "$1: ./run --help"
    inside "$1" "$2" './run demo' || fail "$1: ./run demo"
    inside "$1" "$2" './run'
    [ $? = 2 ] || fail "$1: ./run without a screen should say so and end with 2"
}

title 'a Debian tree with nothing but a shell'
make_base

title 'as root: killed in the middle, then two starts at once'
make_tree root 0:0
ln -s /nowhere/.venv "$work/root/checkout/.venv" # as a copy of somebody's checkout may have it
inside root root '. ./.ci/setup.sh && setup base' &
first=$!
waited=0
until [ -d "$work"/root/checkout/.venv/lib ] || [ $waited -ge 300 ]; do
    sleep 1
    waited=$((waited + 1))
done
# Everything that this start has begun, and only that: the processes whose root is this tree.
for process in /proc/[0-9]*; do
    [ "$(readlink "$process/root")" = "$work/root" ] && kill -KILL "${process#/proc/}" 2>/dev/null
done
wait $first 2>/dev/null && fail 'the start was over before it could be killed'
[ ! -e "$work/root/checkout/.venv/ready" ] || fail 'a killed start left its stamp'
set_up_with root root &
one=$!
set_up_with root root || fail 'root: set-up'
wait $one || fail 'root: the set-up beside it'
ready root
quick_again root root
programs root root
if [ "$wanted" = all ]; then
    inside root root ./test || fail 'root: ./test'
fi
umount -R "$work/root/proc" "$work/root/dev"
rm -rf --one-file-system "$work/root"

title 'as a plain user: told the line, goes on when an administrator has typed it'
make_tree plain 1000:1000
line=$(line_for base)
[ -n "$line" ] || fail 'no line to type was printed'
inside plain root "apt-get update -q && $line" >"$work/apt.log" 2>&1 || fail "this line fails: $line"
set_up_with plain plain || fail 'plain: set-up'
ready plain
quick_again plain plain
programs plain plain
line=$(line_for test)
inside plain root "$line" >"$work/apt.log" 2>&1 || fail "this line fails: $line"
inside plain plain '. ./.ci/setup.sh && setup test' || fail 'plain: set-up for the tests'
inside plain plain 'PYTHONPATH=. QT_QPA_PLATFORM=offscreen .venv/bin/python -c "
from PySide6.QtWidgets import QApplication; print(QApplication([]).platformName())"' ||
    fail 'plain: Qt does not start'
if [ "$wanted" = all ]; then
    inside plain plain ./test || fail 'plain: ./test'
fi

title 'proved'
