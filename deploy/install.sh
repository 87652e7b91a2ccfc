#!/bin/sh
# Installs vidhuk, or a newer one over it:   deploy/install.sh [FOLDER]   (/opt/vidhuk)
#
#   FOLDER/current          the release in use; the two before it stay, to go back to
#   FOLDER/bin/vidhuk       any command, with the settings below; paths are relative to FOLDER
#   FOLDER/.env             settings: made once, yours from then on
#   FOLDER/data             database, files and key of the SQLite settings
#   FOLDER/systemd          units for this folder
#
# PYTHON=python3.13 chooses the interpreter. Nothing that runs is stopped or started.
set -eu

say() { printf '%s\n' "$*"; }
die() { say "$*" >&2; exit 1; }

# What is not whole is not kept.
clean_up() {
  rm -rf "$built"
  [ "$(readlink "$folder/current" 2>/dev/null)" = "releases/${release##*/}" ] || rm -rf "$release"
  rmdir "$folder/releases" 2>/dev/null || true
}

# Read whole before it begins: the checkout may change meanwhile.
main() {
  source=$(cd "$(dirname "$0")/.." && pwd)
  folder=${1:-/opt/vidhuk}
  case $folder in
    *[!A-Za-z0-9/._-]*) die "$folder: letters, digits and / . _ - only: it stands in addresses and units" ;;
  esac
  umask 022 # whoever it runs as has to read it
  mkdir -p "$folder" 2>/dev/null || true
  { [ -d "$folder" ] && [ -w "$folder" ]; } || die "$folder: no files can be made there; try sudo"
  folder=$(cd "$folder" && pwd)
  [ "$folder" != "$source" ] || die "$folder is where the code is: choose another folder"
  [ -d "$folder/releases" ] || [ -z "$(ls -A "$folder")" ] || die "$folder is not empty, and no vidhuk is in it"

  # The units run as this user: what root can run lies now and then where nobody else gets in.
  as=
  if [ "$(id -u)" -eq 0 ] && id vidhuk >/dev/null 2>&1; then as="runuser -u vidhuk --"; fi
  python=
  for one in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
    one=$(command -v "$one") || continue
    # shellcheck disable=SC2086 # words, or none
    if $as "$one" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$one
      break
    fi
  done
  [ -n "$python" ] || die "No Python 3.11 or newer with venv here${as:+ that the user vidhuk may run}. Debian and Ubuntu: apt install python3 python3-venv, and PYTHON=/usr/bin/python3 chooses it"

  mkdir -p "$folder/releases"
  alone=
  # Held until this script ends, however it does; where there is no flock nobody is kept apart.
  exec 9<"$folder/releases"
  if command -v flock >/dev/null; then
    flock -n 9 || die "$folder: another install.sh is at work there"
    alone=yes
  fi

  release=$folder/releases/$(date -u +%Y%m%d-%H%M%S)-$$
  built=$(mktemp -d)
  trap clean_up EXIT
  trap 'exit 1' HUP INT TERM

  say "Installing with $("$python" --version) into $release"
  "$python" -m venv "$release"
  pip() { "$release/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }
  pip install -qq --only-binary :all: --require-hashes -r "$source/deploy/requirements.lock"
  # Built from a copy: what an older build left beside the code would come along.
  for one in bot handlers sites storage pyproject.toml LICENSE; do
    cp -R "$source/$one" "$built/"
  done
  pip install -qq --no-build-isolation --no-deps "$built"
  pip uninstall -qq -y setuptools pip
  # shellcheck disable=SC2086 # words, or none
  (cd / && $as "$release/bin/vidhuk" sites >/dev/null) # it starts, by nobody's settings

  if [ ! -e "$folder/.env" ]; then
    mkdir -p "$folder/data"
    chmod 700 "$folder/data"
    (
      umask 077
      sed -e "s#^\# DATABASE_URL=.*#DATABASE_URL=sqlite+aiosqlite:///$folder/data/vidhuk.sqlite3#" \
        -e "s#^\# FILES_DIR=.*#FILES_DIR=$folder/data/files#" "$source/.env.example" >"$folder/.env.new"
    )
    mv "$folder/.env.new" "$folder/.env"
    if [ -n "$as" ]; then chown vidhuk: "$folder/.env" "$folder/data"; fi
  fi
  mkdir -p "$folder/bin" "$folder/systemd"
  cat >"$folder/bin/vidhuk.new" <<END
#!/bin/sh
# As whoever the settings belong to: what root makes, the service could not read.
cd $folder || exit 1
export XDG_DATA_HOME=$folder/data
owner=\$(stat -c %U .env)
if [ "\$(id -u)" -eq 0 ] && [ "\$owner" != root ]; then
  # Not by runuser where there is setpriv: it would stay in between, with the pid that is killed.
  HOME=\$(getent passwd "\$owner" | cut -d: -f6)
  export HOME
  if setpriv --help 2>/dev/null | grep -q -- --init-groups; then # busybox has one without
    exec setpriv --reuid="\$owner" --regid="\$(id -g "\$owner")" --init-groups -- current/bin/vidhuk "\$@"
  fi
  exec runuser -u "\$owner" -- current/bin/vidhuk "\$@"
fi
exec current/bin/vidhuk "\$@"
END
  chmod 755 "$folder/bin/vidhuk.new"
  mv "$folder/bin/vidhuk.new" "$folder/bin/vidhuk"
  for one in "$source"/deploy/systemd/*.service; do
    sed "s#/opt/vidhuk#$folder#g" "$one" >"$folder/systemd/${one##*/}"
  done

  before=$(readlink "$folder/current" 2>/dev/null || true)
  # What a killed install.sh has left must not count below. Its pip goes last: whole ones have none.
  for one in "$folder"/releases/*; do
    if [ -z "$alone" ] || [ "releases/${one##*/}" = "$before" ]; then continue; fi
    if [ ! -x "$one/bin/vidhuk" ] || [ -e "$one/bin/pip" ]; then rm -rf "$one"; fi
  done
  ln -sfn "releases/${release##*/}" "$folder/current"
  # Of a program that runs, an older release still loads what it has not loaded yet: three stay.
  # Their names begin with the time.
  find "$folder/releases" -mindepth 1 -maxdepth 1 | sort -r | tail -n +4 | while read -r one; do
    [ "releases/${one##*/}" = "$before" ] || rm -rf "$one"
  done

  if [ -n "$before" ]; then
    say "Upgraded. Restart what runs; to go back: ln -sfn $before $folder/current (docs/operations.md)."
  else
    say "Installed. Next:"
    say "  1. settings: $folder/.env (BOT_TOKEN, OPERATORS, CONTACT_EMAIL)"
    say "  2. $folder/bin/vidhuk check"
    say "  3. $folder/bin/vidhuk run, or as a service: docs/operations.md"
  fi
}

main "$@"
