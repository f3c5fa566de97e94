#!/bin/sh
# Makes the frozen app in dist/ongi, the same bytes each time: ./.ci/freeze.sh [FOLDER FOR dist AND build]
cd "$(dirname "$0")/.." || exit 1
. ./.ci/setup.sh
setup screen
PYTHONHASHSEED=0
SOURCE_DATE_EPOCH=1767225600
export PYTHONHASHSEED SOURCE_DATE_EPOCH
out=${1:-.}
exec .venv/bin/python -m PyInstaller --noconfirm --clean --distpath "$out/dist" --workpath "$out/build" build.spec
