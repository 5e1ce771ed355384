# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
#
# The one list of what truefrom needs (Debian names), and how ./demo and ./check install what is
# missing. Read with "."; POSIX sh. On a system without apt-get nothing is installed.
# shellcheck disable=SC2034 # the lists are for those who read this

# To build.
PACKAGES_BUILD="gcc libc6-dev meson ninja-build pkgconf gettext python3 libglib2.0-dev libglib2.0-bin
libgtk-3-dev libgmime-3.0-dev libssl-dev libc-ares-dev libpsl-dev libicu-dev libjson-glib-dev libsqlite3-dev libarchive-dev
libclaws-mail-dev libgnutls28-dev publicsuffix"

# To build the module for Evolution: evolution-dev includes headers of the other two.
PACKAGES_BUILD_EVOLUTION="evolution-dev libebook1.2-dev libecal2.0-dev"

# To build the library for other languages, and the pages about its API.
PACKAGES_BUILD_API="gobject-introspection libgirepository1.0-dev gi-docgen"

# To run Claws Mail on a screen of its own and read what it shows.
PACKAGES_DEMO="claws-mail xvfb dbus at-spi2-core adwaita-icon-theme librsvg2-common fonts-dejavu-core
imagemagick python3-gi gir1.2-atspi-2.0 gir1.2-gtk-3.0"

# To run Evolution in the same way.
PACKAGES_DEMO_EVOLUTION="evolution bubblewrap"

# To run Evolution on mail from an IMAP server: one process, no daemon.
PACKAGES_TEST_EVOLUTION="dovecot-imapd"

# To run the case tests.
PACKAGES_TEST_CASES="python3-cryptography python3-fastjsonschema"

# To run every test.
PACKAGES_TEST="$PACKAGES_TEST_CASES python3-dnslib python3-dkim python3-spf python3-yaml python3-jsonschema python3-html5lib python3-markdown
parallel openssh-client openssh-server python3-distributed appstream desktop-file-utils libxml2-utils mandoc rpmlint shellcheck zsh fish reuse git time valgrind clang-format"

# To look for new trouble with libFuzzer.
PACKAGES_FUZZ="clang libclang-rt-dev"

# To build Debian packages: what debian/control does not name.
PACKAGES_PACKAGING="build-essential fakeroot git iproute2 meson xz-utils"

missing_packages () { # NAME…: prints those that are not installed
    for package in "$@"; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
        installed*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

as_root () { # COMMAND…
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

may_install () { # LINE: whether we may run it; asks on a terminal
    if [ -t 0 ] && [ -t 1 ]; then
        [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || return 1
        printf 'Missing packages. Run this now?\n\n    %s\n\n[y/N] ' "$1"
        read -r answer
        case $answer in y | Y | yes | j | ja) return 0 ;; *) return 1 ;; esac
    fi
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

apt_install () { # NAME…
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -q update &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -q -y \
            --no-install-recommends install "$@"
}

# Installs what is missing of NAME…; status 2, with the line to type, when it may not.
install_packages () {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "No apt-get here: nothing is installed. Debian names what is needed: $*"
        return 0
    fi
    missing=$(missing_packages "$@")
    missing=${missing% }
    [ -n "$missing" ] || return 0
    line="apt-get install --no-install-recommends $missing"
    [ "$(id -u)" = 0 ] || line="sudo $line"
    if [ "${INSTALL:-yes}" = no ] || ! may_install "$line"; then
        printf 'These packages are missing. Install them with\n\n    %s\n\nand start again.\n' \
            "$line" >&2
        return 2
    fi
    # shellcheck disable=SC2086 # a list of names
    step "Install $(echo $missing | wc -w) packages" apt_install $missing || return 2
}
