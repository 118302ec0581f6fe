#!/bin/sh
# Installs the Debian or Ubuntu packages of the groups named (build, python, lint, test, deb) that are missing.
# Says nothing when all are there.

# group, package, how to see that what we need from it is there
packages='
build	gcc			command gcc
build	libc6-dev		header stdio.h
build	make			command make
build	xz-utils		command xz
build	pkg-config		command pkg-config
build	libhpdf-dev		header hpdf.h
build	libfreetype-dev		library freetype2
build	libharfbuzz-dev		library harfbuzz-subset
build	libjansson-dev		library jansson
build	libdeflate-dev		library libdeflate
build	libutf8proc-dev		library libutf8proc
build	nettle-dev		library nettle
build	libpng-dev		library libpng
build	libturbojpeg0-dev	library libturbojpeg
build	zlib1g-dev		library zlib
build	libzstd-dev		library libzstd
build	libssl-dev		library openssl
build	libcups2-dev		header cups/cups.h
build	libpoppler-glib-dev	library poppler-glib
build	libcairo2-dev		library cairo-svg
deb	dpkg-dev		command dpkg-buildpackage
deb	debhelper		command dh
deb	lintian			command lintian
deb	mmdebstrap		command mmdebstrap
python	python3			command /usr/bin/python3
lint	clang			command clang
lint	clang-tidy		command clang-tidy
lint	cppcheck		command cppcheck
test	clang			command clang
test	g++			command g++
test	git			command git
test	binutils		command readelf
test	libicu-dev		library icu-uc
test	poppler-utils		command pdftotext
test	mupdf-tools		command mutool
test	qpdf			command qpdf
test	openssl			command openssl
test	cups-ipp-utils		command ippeveprinter
test	avahi-daemon		command avahi-daemon
test	dbus			command dbus-daemon
test	procps			command pgrep
test	libnss3-tools		command certutil
test	softhsm2		command softhsm2-util
test	libengine-pkcs11-openssl	engine pkcs11
test	ghostscript		command gs
test	mandoc			command mandoc
test	zsh			command zsh
test	fish			command fish
test	zstd			command zstd
test	parallel		command parallel
test	python3-yaml		python yaml
test	python3-jsonschema	python jsonschema
test	python3-pikepdf		python pikepdf
'

present() {
	case $1 in
	command) command -v "$2" ;;
	library) pkg-config --exists "$2" ;;
	header)  printf '#include <%s>\n' "$2" | gcc -E - ;;
	engine)  openssl engine "$2" ;;
	python)  /usr/bin/python3 -c "import $2" ;;
	esac >/dev/null 2>&1
}

missing() {
	for group; do
		printf '%s\n' "$packages" | while read -r of package probe name; do
			[ "$of" = "$group" ] && ! present "$probe" "$name" && printf ' %s' "$package"
		done
	done
}

absent=$(missing "$@")
[ -n "$absent" ] || exit 0

echo "Missing packages:$absent"
if ! command -v apt-get >/dev/null; then
	echo "This is no Debian or Ubuntu system: please install them, whatever they are called here." >&2
	exit 1
fi
by_hand="apt-get update && apt-get install --no-install-recommends$absent"
root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || { printf 'Only root can install them. Please run as root:\n%s\n' "$by_hand" >&2; exit 1; }
	root=sudo
fi
echo "Installing them with ${root:+$root }apt-get ..."
# An update that fails for one source may still have what we need.
# shellcheck disable=SC2016,SC2086 # $@ is for the inner shell; one word for each package
if ! log=$($root sh -c 'apt-get update; DEBIAN_FRONTEND=noninteractive exec apt-get install \
	-y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"' sh $absent 2>&1 </dev/null); then
	printf '%s\n' "$log" | tail -n 20 >&2
	printf 'That did not work. By hand, as root:\n%s\n' "$by_hand" >&2
	exit 1
fi
absent=$(missing "$@")
if [ -n "$absent" ]; then
	echo "Installed, and yet not found by gcc, pkg-config or /usr/bin/python3:$absent" >&2
	exit 1
fi
echo "Installed."
