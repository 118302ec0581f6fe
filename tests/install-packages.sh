#!/bin/sh
# Installs the Debian or Ubuntu packages of the groups named (build, test) that are missing.
# Says nothing when all are there.

# group, package, how to see that what we need from it is there
packages='
build	gcc			command gcc
build	libc6-dev		header stdio.h
build	make			command make
build	pkg-config		command pkg-config
build	libhpdf-dev		header hpdf.h
build	libfreetype-dev		library freetype2
build	libharfbuzz-dev		library harfbuzz-subset
build	libjansson-dev		library jansson
build	libdeflate-dev		library libdeflate
build	libutf8proc-dev		library libutf8proc
build	nettle-dev		library nettle
test	clang			command clang
test	libicu-dev		library icu-uc
test	poppler-utils		command pdftotext
test	mupdf-tools		command mutool
test	qpdf			command qpdf
test	ghostscript		command gs
test	mandoc			command mandoc
test	python3			command /usr/bin/python3
test	python3-jsonschema	python jsonschema
test	python3-pikepdf		python pikepdf
'

present() {
	case $1 in
	command) command -v "$2" ;;
	library) pkg-config --exists "$2" ;;
	header)  printf '#include <%s>\n' "$2" | gcc -E - ;;
	python)  /usr/bin/python3 -c "import $2" ;;
	esac >/dev/null 2>&1
}

missing=$(for group; do printf '%s\n' "$packages" | while read -r of package probe name; do
	[ "$of" = "$group" ] && ! present "$probe" "$name" && printf '%s ' "$package"; done; done)
[ -n "$missing" ] || exit 0

echo "Missing packages: $missing"
if ! command -v apt-get >/dev/null; then
	echo "This is no Debian or Ubuntu system: please install them, whatever they are called here." >&2
	exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || { echo "Please run as root: apt-get install $missing" >&2; exit 1; }
	root=sudo
fi
echo "Installing them with apt-get ..."
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # one word for each package
if ! { $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
	} >"$log" 2>&1 </dev/null; then
	tail -n 20 "$log" >&2
	echo "apt-get could not install them." >&2
	exit 1
fi
echo "Installed."
