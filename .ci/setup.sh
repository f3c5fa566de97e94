# Set-up shared by ./run and ./test, sourced by them: `setup base`, `setup screen`,
# `setup test` or `setup long`.
#
# Makes what is missing and nothing else: Debian's packages (by root or sudo without a password; for
# anyone else it prints the line to type and stops), .venv, the libraries of requirements.lock, the
# fonts and compiled texts (assets.py beside this file). When nothing is missing only stamps are
# compared. POSIX sh, because Debian's sh is dash. It talks on standard error, so that what the
# program prints stays clean; what apt, pip and npm say goes to .cache/setup.log. How they reach
# their registries is theirs to know: nothing of that is set or named here.
#
# It lies beside the CI script because `resources` holds data only and the top level is fixed.

LOG=.cache/setup.log
LOCK=.cache/setup.lock

BASE_PACKAGES='python3 python3-venv ca-certificates'
# What Qt's wheels need and do not carry: widgets, and real windows on X11.
SCREEN_PACKAGES='libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0'
# Outside judges, an X server without a screen, and a keyring with the bus it speaks on.
TEST_PACKAGES='age qpdf poppler-utils openssh-client openssl unzip coreutils strace gcc libc6-dev xvfb xauth
    gnome-keyring dbus-daemon desktop-file-utils libasound2'
# For the long tests besides: a Wayland desktop without a screen, with its portals; sound servers
# without devices (PulseAudio itself is tried where it is: it drives out PipeWire's packages); the
# browsers that open OPEN.html; what makes a fresh Debian.
LONG_PACKAGES='sway swaybg grim pipewire xdg-desktop-portal xdg-desktop-portal-wlr xdg-desktop-portal-gtk
    pipewire-pulse wireplumber pulseaudio-utils libasound2-plugins
    chromium firefox-esr debootstrap'

say() { # KOREAN ENGLISH
    printf '%s\n%s\n' "$1" "$2" >&2
}

stop() { # KOREAN ENGLISH
    say "$1" "$2"
    exit 1
}

failed() { # KOREAN ENGLISH: stop, with the end of the log
    printf '\n' >&2
    tail -n 15 "$LOG" >&2
    printf '\n' >&2
    stop "$1 자세한 내용: $PWD/$LOG" "$2 More in $PWD/$LOG"
}

logged() { # COMMAND...: run it, its words to the log
    printf '\n$ %s\n' "$*" >>"$LOG"
    "$@" >>"$LOG" 2>&1 </dev/null
}

# --- system packages -----------------------------------------------------------------------------

packages_missing() { # PACKAGES...: prints those that dpkg does not have
    # Debian 13 renamed some libraries to ...t64; either name will do.
    asked=
    for name in "$@"; do
        asked="$asked $name ${name}t64"
    done
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $asked 2>/dev/null)
    for name in "$@"; do
        case "
$installed
" in
        *"
$name installed
"* | *"
${name}t64 installed
"*) ;;
        *) printf '%s ' "$name" ;;
        esac
    done
}

packages_named() { # PACKAGES...: prints each by the name that this release of the system has for it
    for name in "$@"; do
        if apt-cache show "${name}t64" >/dev/null 2>&1; then
            name=${name}t64
        fi
        printf '%s ' "$name"
    done
}

python_packages_spared() { # PACKAGES...: prints them without Python, where another Python serves
    for name in "$@"; do
        case $name in
        python3 | python3-venv) find_python >/dev/null || printf '%s ' "$name" ;;
        *) printf '%s ' "$name" ;;
        esac
    done
}

install_packages() { # PACKAGES...
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        # shellcheck disable=SC2046
        set -- $(packages_named "$@")
        say "몇 가지 시스템 패키지가 필요하고, 설치하려면 관리자 권한이 있어야 해요. 아래 줄을 실행한 뒤 다시 시작해 주세요." \
            "A few system packages are needed, and only an administrator can install them. Type this line, then start again:"
        printf '\n    sudo apt-get install --no-install-recommends -y %s\n\n' "$*" >&2
        exit 1
    fi
    begin_log
    say "시스템 패키지를 설치해요: $*" "Installing system packages: $*"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q"
    # A list that cannot be renewed may still be good enough to install from.
    # shellcheck disable=SC2086
    logged $apt update || true
    # shellcheck disable=SC2046,SC2086
    logged $apt install --no-install-recommends -y $(packages_named "$@") ||
        failed "시스템 패키지를 설치하지 못했어요. 네트워크를 확인하고 다시 시작해 주세요." \
            "The system packages could not be installed. Check the network, then start again."
}

setup_packages() { # PACKAGES...
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
    missing=$(packages_missing "$@")
    # shellcheck disable=SC2086
    [ -z "$missing" ] || missing=$(python_packages_spared $missing)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages $missing
}

# --- Python ---------------------------------------------------------------------------------------

find_python() { # prints a Python that is new enough and can make environments
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && "$candidate" -I -c '
import sys, venv, ensurepip
sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

libraries_stamp() { # prints what .venv should have been made from; fails where .venv has no Python
    version=$(.venv/bin/python -I -S -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null) || return 1
    sum=$(sha256sum requirements.lock 2>/dev/null || shasum -a 256 requirements.lock) || return 1
    printf '%s %s\n' "$version" "${sum%% *}"
}

libraries_ready() {
    [ -f .venv/ready ] && [ "$(cat .venv/ready)" = "$(libraries_stamp)" ]
}

make_libraries() {
    say "필요한 라이브러리를 받아요(약 480MB). 몇 분 걸릴 수 있어요." \
        "Fetching libraries (about 480 MB); this can take a few minutes."
    # Without a stamp, or with another Python's, nobody knows what state .venv is in: begin anew.
    old=$(cut -d ' ' -f 1-2 .venv/ready 2>/dev/null) || old=
    now=$(libraries_stamp | cut -d ' ' -f 1-2)
    rm -f .venv/ready
    if [ -z "$old" ] || [ "$old" != "$now" ]; then
        python=$(find_python) ||
            stop "Python 3.11 이상(venv 포함)이 필요해요. 설치한 뒤 다시 시작해 주세요." \
                "Python 3.11 or newer, with venv, is needed. Install it, then start again."
        # A link that leads nowhere (a copied checkout has one at times) is in the way of venv.
        [ -e .venv ] || rm -f .venv
        logged "$python" -m venv --clear .venv ||
            failed ".venv 폴더를 만들지 못했어요." "The folder .venv could not be made."
    fi
    logged .venv/bin/python -m pip --disable-pip-version-check install --no-input \
        --require-hashes --only-binary :all: -r requirements.lock ||
        failed "라이브러리를 받지 못했어요. 네트워크와 디스크 공간을 확인하고 다시 시작해 주세요." \
            "The libraries could not be fetched. Check the network and the free space, then start again."
    libraries_stamp >.venv/ready.new
    mv .venv/ready.new .venv/ready
}

# --- fonts and texts ------------------------------------------------------------------------------

assets_ready() {
    .venv/bin/python -I .ci/assets.py --check 2>/dev/null
}

make_assets() {
    say "글꼴과 화면 문구를 준비해요." "Preparing fonts and texts."
    logged .venv/bin/python -I .ci/assets.py ||
        failed "글꼴이나 문구를 준비하지 못했어요. 네트워크를 확인하고 다시 시작해 주세요." \
            "The fonts or texts could not be prepared. Check the network, then start again."
}

# --- judges of the long tests ---------------------------------------------------------------------

judges_ready() {
    .venv/bin/python -I .ci/judges.py --check 2>/dev/null
}

make_judges() {
    say "긴 시험에 쓰는 것을 준비해요." "Preparing what the long tests need."
    logged .venv/bin/python -I .ci/judges.py ||
        failed "긴 시험에 쓰는 것을 준비하지 못했어요. 네트워크를 확인하고 다시 시작해 주세요." \
            "What the long tests need could not be prepared. Check the network, then start again."
}

# --- all of it ------------------------------------------------------------------------------------

begin_log() { # once, and only when there is something to do: a finished checkout may be read-only
    mkdir -p .cache 2>/dev/null
    (: >"$LOG" && : >>"$LOCK") 2>/dev/null ||
        stop "이 폴더에 쓸 수 없어요: $PWD" "This folder cannot be written to: $PWD"
}

setup() { # base | screen | test | long
    packages=$BASE_PACKAGES
    [ "$1" = base ] || packages="$packages $SCREEN_PACKAGES"
    case $1 in test | long) packages="$packages $TEST_PACKAGES" ;; esac
    [ "$1" != long ] || packages="$packages $LONG_PACKAGES"
    # shellcheck disable=SC2086
    setup_packages $packages
    if libraries_ready && assets_ready && { [ "$1" != long ] || judges_ready; }; then
        return 0
    fi
    # One at a time. Python's flock is at hand wherever Python is; a kill lets go of it by itself.
    begin_log
    exec 9>>"$LOCK"
    if python=$(find_python); then
        "$python" -I -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    fi
    libraries_ready || make_libraries
    assets_ready || make_assets
    [ "$1" != long ] || judges_ready || make_judges
    exec 9>&-
}
