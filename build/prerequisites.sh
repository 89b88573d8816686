# Sourced by ./trabecula and ./test: finds the .NET SDK and the native packages, and says what is missing.
# shellcheck shell=bash
#   say WORDS...                      one line on stderr, named after the script
#   require_sdk                       sets $dotnet, or explains where the SDK is and ends with code 3
#   install_packages NEED PACKAGE...  installs what is missing when it may, else names it; never fails

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

require_sdk() {
    local candidate
    dotnet=
    for candidate in dotnet "$HOME/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet; do
        # A dotnet that carries only the runtime, or an SDK too old for global.json, answers with an error.
        if command -v "$candidate" > /dev/null && (cd "$root" && probe_sdk "$candidate"); then
            dotnet=$(command -v "$candidate")
            break
        fi
    done
    if [ -z "$dotnet" ]; then
        say 'the .NET SDK 10.0 is needed and was not found (see global.json).'
        cat >&2 <<'TEXT'
  Get it in one of these ways, then run this command again:
    Microsoft's page      https://dotnet.microsoft.com/download/dotnet/10.0
    Ubuntu 24.04          sudo apt-get install dotnet-sdk-10.0
    macOS                 brew install --cask dotnet-sdk
    without an installer  https://dot.net/v1/dotnet-install.sh  (bash dotnet-install.sh --channel 10.0)
TEXT
        exit 3
    fi
    # The SDK wants ICU or to be told that there is none; Trabecula itself uses the invariant culture only.
    if ! library_is_present libicuuc.so; then
        export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
    fi
}

probe_sdk() { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$1" --version > /dev/null 2>&1; }

library_is_present() {
    # Not grep -q: it would close the pipe early, and pipefail would call that a failure.
    [ "$(uname -s)" != Linux ] || PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2> /dev/null | grep -F "$1" > /dev/null
}

install_packages() {
    local need=$1 runner=()
    shift
    [ $# -gt 0 ] || return 0
    if command -v apt-get > /dev/null; then
        if [ "$(id -u)" = 0 ]; then
            runner=(env)
        elif sudo -n true 2> /dev/null; then
            runner=(sudo -n env)
        fi
    fi
    if [ ${#runner[@]} -gt 0 ]; then
        say "installing $* with apt-get ($need)"
        if install_now "$@" > "$log" 2>&1; then
            return 0
        fi
        say "apt-get could not install $*: see $log"
    fi
    say "missing: $* (Debian's names), needed for: $need."
    say "  install with: sudo apt-get install $*     Going on without."
}

install_now() {
    local apt=("${runner[@]}" DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -q)
    "${apt[@]}" install -y --no-install-recommends "$@" ||
        { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; }
}
